"""Printed dates against what their page tells of its time: what is inferred is flagged, what cannot be known stays out."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cwac_aggregator.normalization.dates import find_dates
from cwac_aggregator.normalization.language import LANGUAGES, lexicon
from cwac_aggregator.normalization.resolve import TimeFrame, nearest_weekday, resolve
from cwac_aggregator.normalization.tokens import tokenize

from .notation import show_resolved
from .texts import TEXTS

CASES: list[Any] = yaml.safe_load((Path(__file__).parent / "resolve.yml").read_text(encoding="utf-8"))
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAYS = st.dates(date(1995, 1, 1), date(2090, 12, 31))


def frame(told: dict[str, Any]) -> TimeFrame:
    return TimeFrame(
        told.get("p"), told.get("s"), tuple(told.get("y", ())), told.get("f"), told.get("n"), told.get("past", False)
    )


@pytest.mark.parametrize(("text", "told", "expected"), CASES, ids=[f"{case[0]} {case[1]}" for case in CASES])
def test_means(text: str, told: dict[str, Any], expected: list[str]) -> None:
    found = [day for span in find_dates(tokenize(text, lexicon("en"))) for day in resolve(span, frame(told))]
    assert [show_resolved(day) for day in found] == expected


@given(DAYS, st.integers(0, 6), st.none() | DAYS, st.booleans())
def test_the_printed_date_wins_and_a_wrong_weekday_is_flagged(
    day: date, weekday: int, published: date | None, past: bool
) -> None:
    (span,) = find_dates(tokenize(f"{NAMES[weekday]}, {day:%B} {day.day}, {day.year}", lexicon("en")))
    (found,) = resolve(span, TimeFrame(published=published, past=past))
    assert found.day == day
    if day.weekday() == weekday:
        assert (found.flags, found.alternatives) == ((), ())
    else:
        (other,) = found.alternatives
        assert found.flags == ("weekday-mismatch",)
        assert other.weekday() == weekday and abs((other - day).days) <= 6


@given(DAYS, st.integers(0, 6), st.none() | DAYS)
def test_the_nearest_weekday(day: date, weekday: int, latest: date | None) -> None:
    found = nearest_weekday(day, weekday, latest)
    assert found.weekday() == weekday
    assert abs((found - day).days) <= (3 if latest is None else 6)
    assert latest is None or day > latest or found <= latest


@given(DAYS, st.integers(0, 6), st.sampled_from(["on", "this", "next", "last"]), st.booleans())
def test_a_weekday_alone_stays_within_two_weeks_of_the_writing(
    written: date, weekday: int, word: str, past: bool
) -> None:
    (span,) = find_dates(tokenize(f"{word} {NAMES[weekday]}", lexicon("en")))
    (found,) = resolve(span, TimeFrame(published=written, past=past))
    assert found.day.weekday() == weekday and found.flags == ("date-relative",)
    behind = word == "last" or (past and word != "next")
    assert timedelta(-7 if behind else 0) <= found.day - written <= timedelta(0 if behind else 13)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "am kommenden Freitag"),
        ("nl", "aanstaande vrijdag"),
        ("fr", "vendredi prochain"),
        ("es", "el próximo viernes"),
        ("es", "el viernes que viene"),
        ("pt", "na próxima sexta-feira"),
    ],
)
def test_a_coming_weekday_is_not_that_of_writing(language: str, text: str) -> None:
    (span,) = find_dates(tokenize(text, lexicon(language)))
    for written, meant in ((date(2028, 3, 17), date(2028, 3, 24)), (date(2028, 3, 14), date(2028, 3, 17))):
        assert [found.day for found in resolve(span, TimeFrame(published=written))] == [meant]


@given(DAYS, DAYS)
def test_a_date_without_a_year_gets_one_near_the_writing(day: date, written: date) -> None:
    (span,) = find_dates(tokenize(f"{day:%B} {day.day}", lexicon("en")))
    found = resolve(span, TimeFrame(published=written))
    assert all((r.day.month, r.day.day, r.flags) == (day.month, day.day, ("year-inferred",)) for r in found)
    assert len(found) == 1
    if (day.month, day.day) != (2, 29):
        assert abs((found[0].day - written).days) <= 366


FRAMES = st.builds(
    TimeFrame,
    published=st.none() | st.dates(),
    stated=st.none() | st.dates(),
    years=st.lists(st.integers(1, 9999), max_size=2).map(tuple),
    fetched=st.none() | st.dates(),
    newest_year=st.none() | st.integers(1, 9999),
    past=st.booleans(),
)


@given(st.sampled_from(LANGUAGES), TEXTS, FRAMES)
def test_nothing_that_is_found_is_too_odd_to_resolve(language: str, text: str, told: TimeFrame) -> None:
    for span in find_dates(tokenize(text, lexicon(language))):
        for found in resolve(span, told):
            assert isinstance(found.day, date)
