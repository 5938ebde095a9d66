"""The head of an update: the day and the hour it was written, before what it tells ("UPDATE, 4:10 p.m. Monday, Feb. 2: ...")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..cues import Cues

_OPENING = re.compile(r"[\W_]*")
_END = re.compile(r"\s*(?:[:\])*|]|-\s)\W*\w")
_FIRST = re.compile(r"[\s,(]*(?:(?:as of|on|at|from|um|le|el|em|a|am|vom|van|de)[\s,]+)?")
_JOINT = re.compile(r"[\s,(@/-]*(?:(?:on|at|um|le|el|em|a|am|om)[\s,]+)?")
_LONGEST = 60
"""Letters of the longest head."""


def update_head(cue: Cues, low: str, spans: Sequence[tuple[int, int]]) -> int:
    """Where the head of an update stops that a line opens with, 0 without one: a word of writing, then nothing but days and
    hours, and a mark. A day behind "UPDATE:" is what the update tells. `spans` are the days and hours of the line."""
    opening = _OPENING.match(low)
    begin = opening.end() if opening is not None else 0
    said = cue.opens("update", low[begin:])
    if not said:
        return 0
    at, joint = begin + said, _FIRST
    for first, stop in sorted(spans):
        if first < at:
            continue
        between = joint.match(low, at)
        if between is None or between.end() < first or stop - begin > _LONGEST:
            break
        at, joint = stop, _JOINT
    return at if joint is _JOINT and _END.match(low, at) is not None else 0
