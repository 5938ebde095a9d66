"""What a sentence says of a place, an hour or a town that is no event's: "He works at", "School starts at", "arrested in"."""

from __future__ import annotations

import re

from .line import Line

_CLAUSE = re.compile(
    r"[;:(–—]|, (?:who|which|where|will|is|are|was|were|has|have|and|but)\b|\b(?:while|where|and then)\b"
)
"""What ends the reach of a deed: "Chief Lee, who worked at the mill, will be at"."""
_IS = re.compile(
    r" (?:is|are|was|were|will be|has been|ist|sind|war|wird|esta|fue|est|sera|etait|wordt|zijn|foi)(?: [a-z]+){0,2} ?"
)
"""What joins a place with what is said of it: "The museum on the market square is closed"."""
_OPENING = 4
"""Letters before a place that its sentence opens with: "The "."""


def tells_other(line: Line, roles: tuple[str, ...], begin: int, stop: int) -> bool:
    """Whether a word of one of the roles governs what stands at these offsets: it stands before it in the same clause, or behind
    it where the sentence opens with it ("The library closes at")."""
    cues = line.reader.cues if line.reader is not None else None
    if cues is None or not cues.has_any(roles, line.low):
        return False
    for role in roles:
        for first, last in cues.spans(role, line.low):
            if last <= begin and _CLAUSE.search(line.low, last, begin) is None:
                return True
            if first < stop or _CLAUSE.search(line.low, stop, first) is not None:
                continue
            if begin <= _OPENING or _IS.fullmatch(line.low, stop, first) is not None:
                return True
    return False
