"""Days under the heading of their month: "May" over "21st – Elm Hall, 9 a.m." and "Saturday 28: Plum Diner"."""

from __future__ import annotations

from ...normalization.clocks import is_clock
from ...normalization.dates import DateSpan, Day
from ...normalization.tokens import Tokens

_MARKS = frozenset(["-", "–", "—", ":", ",", "|", ".", "/"])
_BEFORE = 3
"""Marks before the day that a line opens with: "• "."""


def day_of_month(tokens: Tokens, month: int, year: int | None, listed: bool = False) -> DateSpan | None:
    """The day of a month that a line opens with, by its weekday, its ending or the mark behind it; no hour, no number.

    `listed`: all lines of its list open with such numbers, each with the same one as that before it or a later one.
    """
    first = 0
    while first < min(len(tokens), _BEFORE) and not tokens.words[first][0].isalnum():
        first += 1
    i = first
    weekday = tokens.lexicon.weekdays.get(tokens.word(i))
    if weekday is not None:
        i += 1
        while tokens.word(i) in (".", ",") or tokens.role(i, "the") or tokens.word(i) in ("den", "dem", "dia"):
            i += 1
    day = tokens.number(i)
    if not 1 <= day <= 31 or tokens.digits(i) > 2 or is_clock(tokens, i):
        return None
    j = i + 1
    ending = tokens.role(j, "ordinal_suffix") and tokens.adjoins(j)
    j += ending
    if not (listed or ending or weekday is not None or tokens.word(j) in _MARKS):
        return None
    if tokens.word(j) in ("-", "–", "—", "/", ":", ".") and tokens.number(j + 1) >= 0 and not ending:
        return None  # "8-10 a.m.", "Saturday 8-10"
    if not listed and tokens.word(j).isalpha() and not any(tokens.role(j, role) for role in ("at", "from", "in", "of")):
        return None  # "12 officers"
    span = Day(month, day, year)
    return DateSpan(tokens.starts[first], tokens.ends[j - 1], first, j, (span,), weekday)
