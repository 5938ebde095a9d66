"""A text that holds no word of time is left at once: nothing is lost by it."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest

from cwac_aggregator.evaluation.cases import load_cases
from cwac_aggregator.extraction.page import texts
from cwac_aggregator.normalization.clocks import find_times
from cwac_aggregator.normalization.dates import find_dates
from cwac_aggregator.normalization.language import LANGUAGES, lexicon
from cwac_aggregator.normalization.rules import find_rules
from cwac_aggregator.normalization.tokens import tokenize
from cwac_aggregator.normalization.when import find_expressions

CASES = load_cases(Path(__file__).parents[1] / "corpus")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_said_to_hold_nothing_of_time_holds_nothing(language: str) -> None:
    lex = lexicon(language)
    pieces = {
        sentence
        for case in CASES
        if case.language == language
        for text in texts(lxml.html.document_fromstring(case.document.body))
        for sentence in re.split(r"(?<=[.!?])\s+", text[:5000])
    }
    left = 0
    for piece in pieces:
        found = find_expressions(piece, lex)
        if not (found.dates or found.times or found.rules):
            tokens = tokenize(piece, lex)
            assert not find_rules(tokens), piece
            assert not find_dates(tokens), piece
            assert not find_times(tokens), piece
            left += 1
    assert left * 2 > len(pieces)
