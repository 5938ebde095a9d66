"""Days as their line means them: of the month named before them, as a season, or as the two ends of a move."""

from __future__ import annotations

import re
from dataclasses import replace

from ...normalization.dates import DateSpan
from ..cues import in_every_language
from ..lines import Line
from .tale import Tale

_BETWEEN = re.compile(
    r"\b(?:between|entre|zwischen|tussen)\s+(?:the\s+|le\s+|el\s+|los\s+|les\s+|dem\s+|den\s+|o\s+|os\s+)?(?:dias?\s+|jours?\s+)?$"
)
_MONTH_WITHIN = 14
"""Words between a month and a day that is told without one."""


def as_told(tale: Tale, line: Line, span: DateSpan) -> DateSpan:
    """A day with the month that it is told without, and a season as a run: "entre los días 17 y 26 de enero"."""
    if span.days and span.days[0].month is None and (known := _month_of(tale, line, span)) is not None:
        month, year = known
        span = replace(span, days=tuple(replace(day, month=month, year=day.year or year) for day in span.days))
    if len(span.days) == 2 and not span.is_range and _BETWEEN.search(line.low, 0, span.begin):
        span = replace(span, is_range=True)
    return span


def _month_of(tale: Tale, line: Line, span: DateSpan) -> tuple[int, int | None] | None:
    """The month of a day told without one: that of its row, else one named before it ("in October it is on the 6th")."""
    if (cell := tale.months.get(line.unit)) is not None:
        return cell
    tokens = line.tokens
    assert tokens is not None
    taken = {n for other in line.dates for n in range(other.first, other.last)}
    for n in range(span.first - 1, max(-1, span.first - _MONTH_WITHIN), -1):
        if n in taken:
            return None
        month = tokens.lexicon.months.get(tokens.word(n))
        if month is not None and (tokens.capital(n) or tokens.lexicon.code not in ("en", "de")):
            return (month, None) if tokens.number(n + 1) < 0 else None
    return None


def both_ends(low: str, span: DateSpan) -> list[DateSpan]:
    """ "moved from March 7 to 14" tells no run but an old day and a new one."""
    if (
        not span.is_range
        or len(span.days) != 2
        or low[: span.begin].split()[-1:] not in ([w] for w in in_every_language("from_day"))
    ):
        return [span]
    return [replace(span, days=(day,), is_range=False, weekday=None) for day in span.days]
