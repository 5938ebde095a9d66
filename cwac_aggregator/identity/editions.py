"""What a headline says of its event's day beyond the date: a weekday or a date that fits another day than the one given,
and what can be held only once (a fifth anniversary, the new chief's first coffee)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple, TypeVar

from ..normalization.language import LANGUAGES, fold, lexicon
from .words import ALONE, COUNTED, NEWS, NO_NAMES, NUMBERS, RANKS

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"(\d{1,4})(?:st|nd|rd|th)?\Z")
_Found = TypeVar("_Found")
_YEAR = re.compile(r"20\d\d\Z")
_NEAR = 3
"""Words between a number and what it counts, at most: "5th", "five years", "10 great years"."""


class Edition(NamedTuple):
    """What of a headline holds for one occasion only. `once`: what is held once; `people`: who is named with a rank;
    `news`: whether somebody has just come, or goes."""

    once: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    news: bool = False


NONE = Edition()
_CUES = ALONE | COUNTED | RANKS


def is_one_edition(a: Edition, b: Edition) -> bool:
    """Whether two headlines tell of the same occasion, which does not come again."""
    return not a.once.isdisjoint(b.once) or (not a.people.isdisjoint(b.people) and (a.news or b.news))


@lru_cache(maxsize=65536)
def edition_of(title: str | None) -> Edition:
    """What of a headline can be told of one occasion only."""
    if not title:
        return NONE
    said = _WORD.findall(fold(title))
    if _CUES.isdisjoint(said):
        return NONE
    once = {word for word in said if word in ALONE}
    for at, word in enumerate(said):
        if word in COUNTED:
            before = (number for other in said[max(0, at - _NEAR) : at] if (number := _number(other)) is not None)
            once.update(f"{number}" for number in before)
    people = {
        person
        for rank, person in itertools.pairwise(said)
        if rank in RANKS and person not in NO_NAMES and not person.isdigit()
    }
    return Edition(frozenset(once), frozenset(people), not NEWS.isdisjoint(said) or bool(once & ALONE))


def other_readings(title: str | None, day: date) -> Iterator[date]:
    """The days that a headline's weekday, date or year means where they do not fit the day given: the nearest day of that
    weekday and the same date a year off; that date of the year; the date in that year."""
    if not title:
        return
    weekday, month_day, year = _printed_day(title)
    if year is not None and abs(year - day.year) == 1 and (other := _day(year, day.month, day.day)) is not None:
        yield other
    if weekday is not None and weekday != day.weekday():
        yield day + timedelta(days=(weekday - day.weekday() + 3) % 7 - 3)
        for year in (day.year - 1, day.year + 1):
            other = _day(year, day.month, day.day)
            if other is not None and other.weekday() == weekday:
                yield other
    if month_day is not None and month_day != (day.month, day.day):
        other = _day(day.year, *month_day)
        if other is not None:
            yield other


@lru_cache(maxsize=65536)
def _printed_day(title: str) -> tuple[int | None, tuple[int, int] | None, int | None]:
    """The one weekday, the one date (month, day) and the one year of a headline; None where it has none, or several."""
    calendar = _calendar()
    said = _WORD.findall(fold(title))
    if calendar.words.isdisjoint(said) and "20" not in title:
        return None, None, None
    weekdays = {calendar.weekdays[word] for word in said if word in calendar.weekdays}
    dates = set()
    for left, right in itertools.pairwise(said):
        for month, number in ((left, right), (right, left)):
            if month in calendar.months and (found := _NUMBER.match(number)) and 1 <= int(found[1]) <= 31:
                dates.add((calendar.months[month], int(found[1])))
    years = {int(word) for word in said if _YEAR.match(word)}
    return _only(weekdays), _only(dates), _only(years)


def _only(found: set[_Found]) -> _Found | None:
    return next(iter(found)) if len(found) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(word: str) -> int | None:
    found = _NUMBER.match(word)
    return int(found[1]) if found else NUMBERS.get(word)


class _Calendar(NamedTuple):
    weekdays: dict[str, int]
    months: dict[str, int]
    words: frozenset[str]


@cache
def _calendar() -> _Calendar:
    """Weekdays and months of all languages, written out. Portuguese weekdays are numbers, and stay out."""
    weekdays: dict[str, int] = {}
    months: dict[str, int] = {}
    for code in LANGUAGES:
        lexical = lexicon(code)
        months |= lexical.months
        if code != "pt":
            weekdays |= {name: day for name, day in lexical.weekdays.items() if len(name) > 4}
    return _Calendar(weekdays, months, frozenset(weekdays | months))
