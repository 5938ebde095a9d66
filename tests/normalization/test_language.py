"""The words of a language, and which language a text is in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cwac_aggregator.normalization.language import LANGUAGES, detect_language, fold, lexicon
from cwac_aggregator.normalization.tokens import tokenize

from .texts import TEXTS

CASES: list[Any] = yaml.safe_load((Path(__file__).parent / "language.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "declared", "expected"), CASES)
def test_the_words_of_a_text_tell_its_language(text: str, declared: str | None, expected: str) -> None:
    assert detect_language([text], declared) == expected


def test_a_long_page_is_judged_by_its_beginning() -> None:
    assert (
        detect_language(["the and with of to at for from " * 800, *["los las con una del por que " * 800] * 50]) == "en"
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_is_complete(code: str) -> None:
    words = lexicon(code)
    assert words.code == code
    assert set(words.months.values()) == set(range(1, 13))
    assert set(words.weekdays.values()) == set(range(7))
    assert set(words.relative.values()) >= {-1, 0, 1}
    for role in (
        "of",
        "the",
        "and",
        "to",
        "until",
        "from",
        "on",
        "at",
        "every",
        "this",
        "next",
        "last",
        "month",
        "except",
    ):
        assert words.word(role) or (code, role) == ("de", "next"), role
    assert words.word("no such role") == frozenset()


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_words_of_a_language_are_kept_folded(code: str) -> None:
    words = lexicon(code)
    kept = {w for role in words.words.values() for w in role} | set(words.relative) | set(words.ordinals)
    kept |= {*words.months, *words.weekdays, *words.dayparts, *words.clock_words, *words.numbers}
    assert {w for w in kept if w != fold(w)} == set()


def test_an_unknown_language_is_read_as_english() -> None:
    assert lexicon("xx").code == "en"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.sampled_from(LANGUAGES), TEXTS)
def test_tokens_cover_a_text_in_order(code: str, text: str) -> None:
    tokens = tokenize(text, lexicon(code))
    edges = [edge for span in zip(tokens.starts, tokens.ends, strict=True) for edge in span]
    assert edges == sorted(edges)
    between = [text[a:b] for a, b in zip([0, *tokens.ends], [*tokens.starts, len(text)], strict=True)]
    assert all(c.isspace() or c == "_" or c.isnumeric() for gap in between for c in gap)
    assert (tokens.word(-1), tokens.number(len(tokens)), tokens.capital(-1)) == ("", -1, False)
