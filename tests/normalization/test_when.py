"""Dates, times and rules read together: each word is taken once, any text is read, and the work grows as the text does."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cwac_aggregator.normalization.language import LANGUAGES, lexicon
from cwac_aggregator.normalization.when import find_expressions

from .notation import show_date, show_time
from .texts import TEXTS

TABLE: dict[str, list[Any]] = yaml.safe_load((Path(__file__).parent / "when.yml").read_text(encoding="utf-8"))
CASES = [(language, text, want) for language, rows in TABLE.items() for text, want in rows]


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[text for _, text, _ in CASES])
def test_reads(language: str, text: str, expected: list[str]) -> None:
    found = find_expressions(text, language)
    hour = found.times[0].start if found.times else None
    said = [(d.begin, show_date(d)) for d in found.dates] + [(t.begin, show_time(t)) for t in found.times]
    said += [(r.begin, r.rrule(hour)) for r in found.rules]
    assert [one for _, one in sorted(said)] == expected


@given(st.sampled_from(LANGUAGES), TEXTS)
@settings(max_examples=500)
def test_any_text_is_read_and_no_word_is_taken_twice(language: str, text: str) -> None:
    found = find_expressions(text, language)
    for kind in (found.dates, found.times, found.rules):
        edges = [edge for span in kind for edge in (span.begin, span.stop)]
        assert edges == sorted(edges) and all(0 <= edge <= len(text) for edge in edges)
    apart = sorted((s.first, s.last) for s in [*found.dates, *found.rules])
    assert all(one[1] <= two[0] for one, two in pairwise(apart))
    for rule in found.rules:
        assert rule.rrule(None).startswith("FREQ=")


@given(st.sampled_from(LANGUAGES), TEXTS)
def test_a_name_for_a_language_and_its_lexicon_are_the_same(language: str, text: str) -> None:
    named, given_ = find_expressions(text, language), find_expressions(text, lexicon(language))
    assert (named.dates, named.times, named.rules) == (given_.dates, given_.times, given_.rules)


LONG = [
    "October 4, ",
    "4, ",
    "4 ",
    "4-",
    "8 a.m. ",
    "8:00-",
    "Wednesday, ",
    "Wednesday ",
    "every ",
    "first and ",
    "every first and ",
    "the ",
    "the 4th ",
    "next week, ",
    "from about at ",
    "between 8 and ",
    "of the ",
    "in the ",
    "1",
    "1 1",
    ". ",
    "'s ",
    "d'",
    "a-feira",
    "every Tuesday and ",
    "every Tuesday ",
    "October ",
    "St. Patrick's ",
    "@ ",
    "10/4/",
    "10.4.",
    "T10:00",
    "à la ",
    "half past ",
]


def calls(text: str, language: str) -> int:
    """How many functions are called to read a text: the same count on every machine."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        find_expressions(text, language)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("piece", LONG)
@pytest.mark.parametrize("language", ["en", "de"])
def test_the_work_grows_as_the_text_does(piece: str, language: str) -> None:
    calls("October 4", language)  # what is loaded once is not counted
    once, more = calls(piece * 300, language), calls(piece * 1200, language)
    assert more <= 4.4 * once + 500
