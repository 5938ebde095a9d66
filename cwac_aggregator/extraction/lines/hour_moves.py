"""The hour that no longer holds: "not at 9 but at 10:30", "instead of 9 a.m.", "moved from 9 to 10:30"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from ...normalization.clocks import TimeSpan
from ..cues import Cues
from .contrasts import left

_FROM = re.compile(r"\b(?:from|von|vom|van|de|das|do|du|desde)(?: las| as| om| um)?\s+$")
_TO = re.compile(r"^\W*(?:uhr|uur|horas|h|a\.m\.|p\.m\.)?\W*(?:to|until|auf|naar|a|a las|as|para as|para|au)\b")
_HOUR_TO = re.compile(
    r"\b(?:from|von|van|das?|de(?: las)?) (?P<hour>\d{1,2})(?: uhr| uur| h| horas)? (?:to|auf|naar|a(?: las)?|para as) $"
)
"""Before an hour: the old one without "o'clock"."""
_REACH = 48
"""Letters before an hour in which it is said to hold no longer."""
_GAP = 10
_LINK = 22
"""Letters between the old hour and the new one."""


def hours_that_hold(cues: Cues, low: str, times: Sequence[TimeSpan]) -> tuple[list[TimeSpan], list[TimeSpan]]:
    """The hours of a line, and those it says were the hours before. Where none would be left, all hold."""
    kept: list[TimeSpan] = []
    old: list[TimeSpan] = []
    gone = left(cues, low, times)
    bygone = cues.spans("old", low) if len(times) > 1 else []  # "zou om 9 uur beginnen, maar dat wordt 14 uur"
    for number, span in enumerate(times):
        before = low[max(times[number - 1].stop if number else 0, span.begin - _REACH) : span.begin]
        gives_way = _gives_way(cues, low, span, times, number)
        if span.start is not None and span.end is not None and not gives_way and _is_shifted(cues, before):
            old.append(replace(span, end=None))
            kept.append(replace(span, start=span.end, end=None))
        elif span.start is not None and (
            number in gone
            or _is_denied(cues, before)
            or gives_way
            or any(begin < span.begin and span.stop < stop for begin, stop in bygone)
        ):
            old.append(span)
        else:
            kept.append(span)
            if span.start is not None and (first := _bare_hour(cues, low, before)) not in (None, span.start):
                old.append(replace(span, start=first, end=None))
    if not any(span.start is not None for span in kept):
        return list(times), []
    return kept, old


def _is_denied(cues: Cues, before: str) -> bool:
    """ "not at 9", "instead of 9", "originally set for 9"."""
    for role in ("not_at", "planned_at"):
        for _, stop in cues.spans(role, before):
            gap = before[stop:]
            if len(gap) <= _GAP and not any(c in ".;!?" for c in gap.strip()[:-1]):
                return True
    return False


def _is_shifted(cues: Cues, before: str) -> bool:
    """ "moved from 9 to 10:30" tells no range but the old hour and the new one."""
    found = _FROM.search(before)
    if found is None:
        return False
    ahead = before[: found.start()].rstrip()
    return any(len(ahead) - stop <= _GAP and ":" not in ahead[stop:] for _, stop in cues.spans("shifted", ahead))


def _bare_hour(cues: Cues, low: str, before: str) -> time | None:
    """The old hour, a mere number, right before the new one: "von 9 auf | 14.30 Uhr verschoben"."""
    found = _HOUR_TO.search(before)
    hour = int(found["hour"]) if found is not None else 24
    return time(hour) if hour < 24 and cues.has("shifted", low) else None


def _gives_way(cues: Cues, low: str, span: TimeSpan, times: Sequence[TimeSpan], number: int) -> bool:
    """ "verplaatst van 9.30 uur naar 14 uur": an hour before the one it gives way to."""
    if number + 1 >= len(times) or times[number + 1].start is None:
        return False
    before, between = low[: span.begin], low[span.stop : times[number + 1].begin]
    if len(between) > _LINK or _FROM.search(before) is None or _TO.search(between) is None:
        return False
    return cues.has("shifted", low)
