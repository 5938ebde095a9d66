"""The year that words tell for days printed without one: "In 2025 there were two: on March 5 and June 4", "last year's event on
Dec. 6", "Next year, it will be on May 4"."""

from __future__ import annotations

import re
from dataclasses import replace

from ...normalization.dates import DateSpan
from ..lines import Line
from .tale import Tale

_IN_YEAR = re.compile(r"\W{0,3}(?:in|im jahre?|en|em|in het jaar|in the year)\s+((?:19|20)\d\d)\b(?!\s*[-–/])")
_BESIDE = 60
"""Letters between the words for a year and the day of its event: "last year's Coffee with a Cop, held on"."""
_BEHIND = re.compile(r"[^\W\d_]* ?[^\W\d_]*\W?$")
"""Between a day and the words for its year: nothing, or what was on that day ("the Dec. 6 event last year")."""


def in_told_year(tale: Tale, line: Line, span: DateSpan, *, past: bool) -> DateSpan:
    """A day without a year, with the one that its sentence opens with or tells beside it; any other as it is."""
    if not span.days or any(day.year is not None for day in span.days):
        return span
    opening, now = _IN_YEAR.match(line.low), tale.frame.published or tale.frame.fetched
    if past and opening is not None and opening.end() <= span.begin:
        year = int(opening[1])
    elif (
        now is not None
        and (past or not tale.reader.cues.has("future", line.low))
        and _is_told_of(tale, line, span, "last_year")
    ):
        year = now.year - 1
    elif now is not None and not past and _is_told_of(tale, line, span, "next_year"):
        year = now.year + 1
    else:
        return span
    return replace(span, days=tuple(replace(day, year=year) for day in span.days))


def _is_told_of(tale: Tale, line: Line, span: DateSpan, role: str) -> bool:
    """Whether the words for a year open the sentence, stand in the clause before the day, or right behind it."""
    cues, low = tale.reader.cues, line.low
    if 0 < cues.opens(role, low) <= span.begin or _is_right_behind(tale, line, span, role):
        return True
    told = [stop for _, stop in cues.spans(role, low[max(0, span.begin - _BESIDE) : span.begin])]
    between = low[max(0, span.begin - _BESIDE) : span.begin][told[-1] :] if told else ";"
    return not re.search(r"[;:.!?]|, (?!held\b)", between.replace(" a.m.", "").replace(" p.m.", ""))


def _is_right_behind(tale: Tale, line: Line, span: DateSpan, role: str) -> bool:
    """Whether the words for a year stand right behind a day, or behind the event of that day."""
    return any(
        _BEHIND.fullmatch(line.low[span.stop : span.stop + at].strip())
        for at, _ in tale.reader.cues.spans(role, line.low[span.stop :])
    )
