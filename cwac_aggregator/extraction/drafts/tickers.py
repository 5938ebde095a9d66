"""Reports told minute by minute: hours on lines of their own, each over what happened then."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..lines import Line, letters_beside

_HOURS = 3
"""Hours on lines of their own from which on a report is told by them."""
_MARKS = 6
"""Letters beside the hour of such a line: "9.05 Uhr"."""
_TOLD = 12
"""Letters of the shortest sentence under an hour."""


def leave_minutes(lines: Sequence[Line]) -> None:
    """Take from the lines of such a report their hours: they are moments, not when the event began."""
    found = [line for line, below in pairwise(lines) if _is_minute(line) and _is_sentence(below)]
    if len(found) < _HOURS:
        return
    starts = [line.times[0].start for line in found]
    if all(a is not None and b is not None and a < b for a, b in pairwise(starts)):
        for line in filter(_is_minute, lines):
            line.times.clear()


def _is_minute(line: Line) -> bool:
    if line.dates or line.names or line.label is not None or len(line.times) != 1 or line.times[0].end is not None:
        return False
    return letters_beside(line.text, line.times) <= _MARKS


def _is_sentence(line: Line) -> bool:
    return not (line.times or line.heading) and len(line.text) >= _TOLD and line.text.rstrip()[-1:] in ".!?…”»"
