"""Texts that tell a day, hours or a month, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...normalization.clocks import TimeSpan
from ...normalization.dates import DateSpan
from ...normalization.language import Lexicon
from ..cues import plain
from .line import Reader

_LONGEST = 50
_FEW_LETTERS = 3
"""Letters and marks that may stand beside a day: ": ", " - "."""
_JOINING_LETTERS = 6
"""The same where hours stand beside it: " from ", " at "."""
_LONGEST_MONTH = 24
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"20\d\d")


def letters_beside(text: str, *told: Iterable[DateSpan | TimeSpan]) -> int:
    """How many letters and marks a text holds beside the days and hours that it tells."""
    return len(text) - sum(span.stop - span.begin for spans in told for span in spans)


def is_day(text: str, reader: Reader, *, hours: bool = False) -> bool:
    """Whether a text is nothing but a day, or one of the week; with `hours`, hours may stand with it."""
    if len(text) > _LONGEST:
        return False
    found = reader.find(text)
    if not found.dates or (not hours and (found.times or found.rules)):
        return False
    most = _JOINING_LETTERS if found.times else _FEW_LETTERS
    return letters_beside(text, found.dates, found.times) <= most


def is_hours(text: str, reader: Reader) -> bool:
    """Whether a text is nothing but hours."""
    times = reader.find(text).times if len(text) <= _LONGEST else []
    return bool(times) and letters_beside(text, times) <= _FEW_LETTERS


def month_alone(text: str, lexicon: Lexicon) -> tuple[int, int | None] | None:
    """The month, and its year if printed, of a text that tells nothing else: "May", "Mayo de 2024"."""
    if len(text) > _LONGEST_MONTH:
        return None
    words = [word for word in _WORD.findall(plain(text)) if word not in lexicon.words.get("of", ())]
    month = lexicon.months.get(words[0]) if words and not words[0].isdigit() else None
    if month is None or len(words) > 2 or (len(words) == 2 and not _YEAR.fullmatch(words[1])):
        return None
    return month, int(words[1]) if len(words) == 2 else None
