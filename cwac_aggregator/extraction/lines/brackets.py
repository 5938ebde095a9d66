"""What brackets say of another day than the rest of the line: "July 18 and August 15 (the June 20 date was canceled)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..cues import Cues

_BRACKET = re.compile(r"\([^()]{8,160}\)")


def brackets_of_others(cue: Cues, low: str, dated: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Offsets of the brackets that call off a day of their own, in a line with days outside of them."""
    found: list[tuple[int, int]] = []
    for bracket in _BRACKET.finditer(low) if len(dated) > 1 else ():
        begin, stop = bracket.span()
        inside = sum(begin <= first < stop for first, _ in dated)
        if 0 < inside < len(dated) and cue.has_any(("cancelled", "postponed"), bracket[0]):
            found.append((begin, stop))
    return found
