"""The parts of a printed date: days of the month, months, years and weekdays, each at one token; and what dates are made into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..tokens import Tokens

Order = Literal["mdy", "dmy"]
RelativeKind = Literal["this", "next", "last", "bare"]

_AMBIGUOUS_MONTHS = frozenset(["may", "march", "mar", "set", "ago", "mai", "sept", "dec"])
_AFTER_DAYS = frozenset(["and", "at", "between", "from", "in", "or", "through", "to", "until"])
"""Small words that follow a day, and not what is counted."""
_VERBS = frozenset(["may", "march", "set"])
"""Months in small letters that may be verbs behind a number: "all 13 may come"."""
_AMBIGUOUS_WEEKDAYS = frozenset(
    [
        "sat",
        "sun",
        "wed",
        "mar",
        "lun",
        "son",
        "sex",
        "dom",
        "ter",
        "seg",
        "don",
        "mer",
        "ven",
        "vie",
        "zon",
        "fri",
        "mon",
        "die",
        "jeu",
        "sam",
        "dim",
        "qua",
        "qui",
    ]
)
_STREETS = frozenset(["st", "street", "ave", "avenue", "rd", "road", "blvd", "boulevard", "dr", "drive", "ln", "lane"])
BESIDE_WEEKDAYS = frozenset([",", "(", "-", "–", "—", ".", "|", "/", ":", "•", "·"])
"""Marks that stand between a weekday and its date."""
YEARS = range(1990, 2101)
"""What a number of four digits may mean for it to be a year."""


@dataclass(frozen=True, slots=True)
class Day:
    """One printed day; what is not printed is None."""

    month: int | None
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class DateSpan:
    """One date expression: printed days, or a word that stands for a day.

    `days`: one for a date, several for a list ("June 3, 10 and 17"); with `is_range` the first and last of a run.
    `weekday` is 0 (Monday) to 6. `offset` counts days from the day of writing ("tomorrow" is 1). `relative` tells how a
    weekday alone is meant. `first` and `last` are token indexes, `last` exclusive; `begin` and `stop` offsets in the text.
    """

    begin: int
    stop: int
    first: int
    last: int
    days: tuple[Day, ...] = ()
    weekday: int | None = None
    offset: int | None = None
    relative: RelativeKind | None = None
    is_range: bool = False
    weeks: int = 0
    """Weeks from the coming one of a weekday to the one meant: "a week from Tuesday" is 1. Below 0 they are
    weeks before that of writing: "Tuesday of last week" is -1."""
    to_come: bool = False
    """Of a weekday that is told as coming, on that weekday the one a week on: "aanstaande vrijdag"."""
    ordinal: tuple[int, int] | None = None
    """(n, weekday) of "the first Wednesday in October": then `days` holds the month with day 0."""


def make_span(tokens: Tokens, first: int, last: int, **values: object) -> DateSpan:
    """A span over the tokens from `first` to before `last`, with the values of its other fields."""
    return DateSpan(tokens.starts[first], tokens.ends[last - 1], first, last, **values)  # type: ignore[arg-type]


def day_at(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """A day of the month at token `i`: (day, index after it and its ordinal ending)."""
    value = tokens.number(i)
    if not 1 <= value <= 31 or tokens.digits(i) > 2:
        return None
    j = i + 1
    ending = tokens.role(j, "ordinal_suffix") and not (tokens.word(j) == "." and tokens.lexicon.code != "de")
    near = tokens.adjoins(j) or (len(tokens.word(j)) == 2 and tokens.starts[j] - tokens.ends[i] <= 1)
    return value, j + (ending and near)


def month_at(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """A month name at `i`: (month, index after it and its full stop)."""
    word = tokens.word(i)
    month = tokens.lexicon.months.get(word)
    if month is None:
        return None
    j = i + 1
    j += tokens.word(j) == "." and tokens.adjoins(j)
    if word in _AMBIGUOUS_MONTHS and tokens.lexicon.code in ("en", "de") and not tokens.capital(i):
        return (month, j) if _stands_as_month(tokens, i, j) else None
    return month, j


def _stands_as_month(tokens: Tokens, i: int, j: int) -> bool:
    """Whether a small word that may be no month is one: "friday, may 3", "march 4 at noon", not "you may march 5 abreast"."""
    if tokens.word(i) not in _VERBS and tokens.number(i - 1) >= 0:
        return True  # "13 mar", as calendars print it
    day = day_at(tokens, j)
    if day is None:
        return False
    before, behind = tokens.word(i - 1 - (tokens.word(i - 1) in (",", "."))), tokens.word(day[1])
    return before in tokens.lexicon.weekdays or not behind.isalpha() or behind in _AFTER_DAYS or day[1] > j + 1


def year_at(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """A year at `i` after an optional comma, full stop or "of": (year, index after it)."""
    j = i
    while j < i + 2 and (tokens.word(j) in (",", ".") or tokens.role(j, "of")):
        j += 1
    value = tokens.number(j)
    if (
        value in YEARS
        and tokens.digits(j) == 4
        and not (tokens.word(j + 1) == ":" and tokens.adjoins(j + 1) and tokens.adjoins(j + 2))
    ):
        house = (
            j > i
            and tokens.word(j - 1) == ","
            and tokens.capital(j + 1)
            and tokens.lexicon.months.get(tokens.word(j + 1)) is None
            and tokens.word(j + 2) in _STREETS
        )  # "Oct. 4, 2000 Main Street"
        if house:
            return None
        return value, j + 1
    if tokens.word(j) in ("'", "’") and tokens.number(j + 1) >= 0 and tokens.digits(j + 1) == 2:
        return 2000 + tokens.numbers[j + 1], j + 2
    return None


def weekday_at(tokens: Tokens, i: int) -> int | None:
    """The weekday named at `i`, 0 (Monday) to 6. A short name counts only where its mark or its place tells it from a word."""
    word = tokens.word(i)
    weekday = tokens.lexicon.weekdays.get(word)
    if weekday is None:
        return None
    short = len(word) == 2 or (len(word) == 3 and tokens.lexicon.code != "en")
    if short:
        marked = tokens.word(i + 1) in (".", ",", "(") and (tokens.number(i + 2) >= 0 or tokens.number(i + 3) >= 0)
        if not marked and len(word) == 2:
            capital = tokens.lexicon.code == "nl" or tokens.capital(i)
            return weekday if capital and _month_follows(tokens, i + 1) else None
        if not marked and not (
            tokens.number(i + 1) >= 0 and tokens.capital(i) and word not in ("die", "mit", "mer", "sex")
        ):
            return None
    if (
        word in _AMBIGUOUS_WEEKDAYS
        and not tokens.capital(i)
        and not (tokens.word(i + 1) == "." and tokens.adjoins(i + 1))
        and not (tokens.word(i + 1) == "," and tokens.adjoins(i + 1) and _is_listed(tokens, i))
    ):
        return None
    if word in _AMBIGUOUS_WEEKDAYS and _opens_name(tokens, i):
        return None
    return weekday


def _is_listed(tokens: Tokens, i: int) -> bool:
    """Whether a short weekday stands before its date or among others: "sat, mar 4", "fri, sat, sun", not "There was sun, and"."""
    lexicon = tokens.lexicon
    around = (tokens.word(i + 2), tokens.word(i - 1), tokens.word(i - 2))
    return tokens.number(i + 2) >= 0 or any(word in lexicon.weekdays or word in lexicon.months for word in around)


def _opens_name(tokens: Tokens, i: int) -> bool:
    """Whether a short weekday is the first word of a name: "Sun Ridge", "Sun-Gazette", not "Sun Oct. 4", "Sat Morning" or a line of capitals."""
    if tokens.word(i + 1) in ("-", "‐", "‑") and tokens.adjoins(i + 1) and tokens.adjoins(i + 2):
        behind, lexicon = tokens.word(i + 2), tokens.lexicon
        return tokens.capital(i + 2) and behind not in lexicon.weekdays and behind not in lexicon.months
    if not tokens.capital(i) or not tokens.capital(i + 1) or not tokens.word(i + 1).isalpha():
        return False
    if tokens.text[tokens.starts[i] : tokens.ends[i]].isupper():
        return False
    follows, lexicon = tokens.word(i + 1), tokens.lexicon
    return not (
        follows in lexicon.months or follows in lexicon.weekdays or follows in lexicon.dayparts or len(follows) < 3
    )


def _month_follows(tokens: Tokens, i: int) -> bool:
    """Whether a day and its month stand at `i`: "do 14 maart", "Mi 13.3."."""
    day = day_at(tokens, i)
    if day is None:
        return False
    numbered = tokens.word(i + 1) in (".", "/") and tokens.adjoins(i + 1) and tokens.adjoins(i + 2)
    return month_at(tokens, day[1]) is not None or (numbered and 1 <= tokens.number(i + 2) <= 12)


def is_filler(tokens: Tokens, k: int) -> bool:
    """Words that may stand between a weekday and its date."""
    return (
        tokens.role(k, "the")
        or tokens.role(k, "on")
        or tokens.role(k, "of")
        or tokens.word(k) in tokens.lexicon.dayparts
        or tokens.word(k) in ("den", "dem", "dia", "a", "is")
    )
