"""Dates as printed: found in running text with their place, not yet turned into days of a calendar."""

from __future__ import annotations

from collections.abc import Set

from ..clocks import DASHES, is_clock
from ..tokens import Tokens
from .named_days import (
    day_alone,
    first_of_month,
    holiday,
    night_before,
    ordinal_day,
    ordinal_weekday,
    relative_word,
    this_part_of_day,
    weekday_alone,
)
from .parts import BESIDE_WEEKDAYS, DateSpan, Day, Order, is_filler, month_at, weekday_at
from .printed import day_month, days_numeric, month_day, numeric
from .runs import join_runs
from .street_days import is_street_day

__all__ = ["DateSpan", "Day", "Order", "find_dates"]


def find_dates(tokens: Tokens, order: Order | None = None, taken: Set[int] = frozenset()) -> list[DateSpan]:
    """All dates of a text, left to right, in time linear in its length. `order` is how numeric dates are read.

    A weekday among the `taken` tokens is another's: "every Tuesday, June 4 to June 25" dates no Tuesday alone.
    """
    order = order or tokens.lexicon.date_order
    spans: list[DateSpan] = []
    i, floor = 0, 0
    count = len(tokens)
    months, weekdays, relative = tokens.lexicon.months, tokens.lexicon.weekdays, tokens.lexicon.relative
    words, numbers, holidays = tokens.words, tokens.numbers, tokens.lexicon.holidays
    ordinals, articles = tokens.lexicon.ordinals, tokens.lexicon.word("the")
    this = tokens.lexicon.word("this")
    while i < count:
        span = None
        word = words[i]
        if numbers[i] >= 0:
            span = numeric(tokens, i, order) or days_numeric(tokens, i, order) or day_month(tokens, i)
            span = span or day_alone(tokens, i)
        elif word in months:
            span = month_day(tokens, i)
        elif word in weekdays:
            span = weekday_alone(tokens, i)
        elif word in relative:
            span = relative_word(tokens, i)
        elif word in ordinals:
            span = ordinal_weekday(tokens, i) or first_of_month(tokens, i) or night_before(tokens, i)
        elif word in articles:
            span = ordinal_day(tokens, i)
        elif word in holidays:
            span = holiday(tokens, i)
        elif word in this:
            span = this_part_of_day(tokens, i)
        if span is None:
            i += 1
            continue
        if is_street_day(tokens.text, span.begin, span.stop, tokens.lexicon.code):
            i = span.last
            continue
        span = _with_weekday(tokens, span, floor, taken)
        if spans and span.first < spans[-1].last:
            i = max(i + 1, span.last)
            continue
        spans.append(span)
        i = floor = span.last
    return join_runs(tokens, spans)


def _with_weekday(tokens: Tokens, span: DateSpan, floor: int, taken: Set[int]) -> DateSpan:
    """Take in a weekday printed before the days ("Wednesday, Oct. 4") or after them ("Oct. 4 (Wednesday)")."""
    if not span.days or span.ordinal is not None:
        return span
    k = span.first - 1
    steps = 0
    while k >= floor and steps < 4 and (tokens.word(k) in BESIDE_WEEKDAYS or is_filler(tokens, k)):
        k -= 1
        steps += 1
    first, last, weekday = span.first, span.last, None
    if k >= floor and k not in taken:
        weekday = weekday_at(tokens, k)
        if weekday is not None:
            first = k
            if tokens.role(k - 1, "this") or tokens.role(k - 1, "next"):
                first = max(floor, k - 1)
    if weekday is None:
        j = span.last
        j += tokens.word(j) in ("(", ",")
        j += tokens.word(j) == "a"
        weekday = weekday_at(tokens, j)
        if weekday is not None:
            if tokens.word(span.last) == "(" and tokens.word(j + 1) == ")":
                last = j + 2
            elif tokens.word(j - 1) == "a" or (
                not _goes_on(tokens, j + 1) and not _follows_date(tokens, j + 1 + (tokens.word(j + 1) == ","))
            ):
                last = j + 1
            else:
                weekday = None
    if weekday is None:
        return span
    return DateSpan(
        tokens.starts[first], tokens.ends[last - 1], first, last, span.days, weekday, is_range=span.is_range
    )


def _goes_on(tokens: Tokens, j: int) -> bool:
    """Whether a dash behind a weekday leads to another day: "Oct. 4, Saturday - Sunday", not "Oct. 4, Saturday - Elm Diner"."""
    return tokens.word(j) in DASHES and (weekday_at(tokens, j + 1) is not None or _follows_date(tokens, j + 1))


def _follows_date(tokens: Tokens, j: int) -> bool:
    """Whether a weekday before token `j` belongs to a date that begins there: an hour begins none."""
    number = tokens.number(j) >= 0 and not is_clock(tokens, j)
    return number or month_at(tokens, j) is not None or tokens.role(j, "the")
