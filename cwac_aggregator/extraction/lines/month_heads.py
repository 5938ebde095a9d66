"""Days under the heading of their month: "May" over "21st – Elm Hall, 9 a.m." and "Saturday 28: Plum Diner"."""

from __future__ import annotations

import re

from ...normalization.clocks import is_clock
from ...normalization.dates import DateSpan, Day
from ...normalization.language import Lexicon
from ...normalization.tokens import Tokens
from ..cues import plain

_LONGEST = 24
"""Letters of the longest line that is nothing but a month with its year."""
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"20\d\d")
_LINKS = frozenset(["de", "del", "do"])
_MARKS = frozenset(["-", "–", "—", ":", ",", "|", ".", "/"])
_BEFORE = 3
"""Marks before the day that a line opens with: "• "."""


def month_alone(text: str, lexicon: Lexicon) -> tuple[int, int | None] | None:
    """The month, and its year if printed, of a line that tells nothing else: "May", "Mayo de 2024"."""
    if len(text) > _LONGEST:
        return None
    words = [word for word in _WORD.findall(plain(text)) if word not in _LINKS]
    month = lexicon.months.get(words[0]) if words and not words[0].isdigit() else None
    if month is None or len(words) > 2 or (len(words) == 2 and not _YEAR.fullmatch(words[1])):
        return None
    return month, int(words[1]) if len(words) == 2 else None


def day_of_month(tokens: Tokens, month: int, year: int | None) -> DateSpan | None:
    """The day of a month that a line opens with, by its weekday, its ending or the mark behind it; no hour, no number."""
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
    if not (ending or weekday is not None or tokens.word(j) in _MARKS):
        return None
    if tokens.word(j) in ("-", "–", "—", "/", ":", ".") and tokens.number(j + 1) >= 0 and not ending:
        return None  # "8-10 a.m.", "Saturday 8-10"
    if tokens.word(j).isalpha() and not any(tokens.role(j, role) for role in ("at", "from", "in", "of")):
        return None  # "12 officers"
    span = Day(month, day, year)
    return DateSpan(tokens.starts[first], tokens.ends[j - 1], first, j, (span,), weekday)
