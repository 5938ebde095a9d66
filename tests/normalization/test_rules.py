"""Open rules of repetition, as values that an independent reader of RFC 5545 understands in the same way."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
import yaml
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from cwac_aggregator.normalization.language import lexicon
from cwac_aggregator.normalization.rules import find_rules
from cwac_aggregator.normalization.tokens import tokenize

TABLE: dict[str, list[Any]] = yaml.safe_load((Path(__file__).parent / "rules.yml").read_text(encoding="utf-8"))
CASES = [
    (language, text, [want] if isinstance(want, str) else want)
    for language, rows in TABLE.items()
    for text, want in rows
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[text for _, text, _ in CASES])
def test_reads(language: str, text: str, expected: list[str]) -> None:
    assert [span.rrule(None) for span in find_rules(tokenize(text, lexicon(language)))] == expected


ORDINALS = st.sampled_from([("first", 1), ("second", 2), ("third", 3), ("4th", 4), ("last", -1)])
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@given(ORDINALS, st.integers(0, 6), st.times())
def test_a_rule_falls_on_the_days_it_names(ordinal: tuple[str, int], weekday: int, at: time) -> None:
    word, nth = ordinal
    (span,) = find_rules(tokenize(f"the {word} {NAMES[weekday]} of every month", lexicon("en")))
    at = at.replace(second=0, microsecond=0)
    for day in rrulestr(span.rrule(at) + ";COUNT=12", dtstart=datetime(2028, 1, 1)):
        assert (day.weekday(), day.time()) == (weekday, at)
        assert (day.day - 1) // 7 + 1 == nth if nth > 0 else day.day > 21
