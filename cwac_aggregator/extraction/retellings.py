"""One event told in several stories of a page: the posts of a feed that announce it, remind of it and thank for it; a calendar's
title and what it shows when pointed at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ..model import day_of
from ..normalization.places import PlaceText
from .cues import plain
from .drafts import other_place
from .structured import Candidate

_OF_DAY = frozenset(["date-relative", "year-inferred", "weekday-mismatch", "date-conflict"])
"""Flags that speak of how a day is printed."""
_WEIGHT = {"scheduled": 0, "held": 1, "postponed": 2, "cancelled": 2}
"""Which word on an event holds where its stories say different things."""
_HOUR = ("start", "end", "timezone")
_PLACE = ("venue", "street", "postcode", "city", "region", "country")


def told_once(stories: Sequence[Sequence[Candidate]]) -> list[Candidate]:
    """The events of a page's stories, in page order; what several stories tell of one event is joined."""
    out: list[tuple[int, Candidate]] = []
    for number, found in enumerate(stories):
        for told in found:
            known = next((c for n, c in out if n != number and _is_one(c, told)), None)
            if known is None:
                out.append((number, told))
            else:
                _join(known, told)
    return [candidate for _, candidate in out]


def _is_one(one: Candidate, two: Candidate) -> bool:
    """Whether two stories tell one event: on one day, of one thing, and neither at another hour nor at another place."""
    start, other = one.values.get("start"), two.values.get("start")
    if start is None or other is None or day_of(start) != day_of(other):
        return False
    if any(one.values.get(name) != two.values.get(name) for name in ("theme", "kind")):
        return False
    if isinstance(start, datetime) and isinstance(other, datetime) and start != other:
        return False
    if (town := _town(one)) and (next_town := _town(two)) and plain(town) != plain(next_town):
        return False
    if other_place(_place(one), _place(two)):
        return False
    streets = [street for c in (one, two) if (street := c.values.get("street"))]
    return len(streets) < 2 or plain(streets[0]) in plain(streets[1]) or plain(streets[1]) in plain(streets[0])


def _town(candidate: Candidate) -> str | None:
    """The town that a story prints."""
    evidence = candidate.evidence.get("city")
    return candidate.values.get("city") if evidence is not None and evidence.origin != "source" else None


def _place(candidate: Candidate) -> PlaceText:
    return PlaceText(**{name: candidate.values.get(name) for name in _PLACE})


def _join(known: Candidate, told: Candidate) -> None:
    """Complete what one story tells with what another one does."""
    if isinstance(told.values["start"], datetime) and not isinstance(known.values["start"], datetime):
        _take(known, told, _HOUR)
        known.flags |= told.flags & {"meridiem-inferred", "zone-unknown"}
    elif "end" not in known.values and known.values["start"] == told.values["start"]:
        _take(known, told, ("end",))
    if "date-relative" in known.flags and "date-relative" not in told.flags:
        known.flags = (known.flags - _OF_DAY) | (told.flags & _OF_DAY)
    if "venue" in told.values and "venue" not in known.values:
        _take(known, told, _PLACE)
        known.flags -= {"place-inherited"} - told.flags
    elif "street" in told.values and "street" not in known.values:
        _take(known, told, ("street", "postcode"))
    if _WEIGHT.get(told.values.get("status", ""), 0) > _WEIGHT.get(known.values.get("status", ""), 0):
        _take(known, told, ("status",))
    for name in told.values.keys() - known.values.keys():
        _take(known, told, (name,))
    if _town(known) is not None:
        known.flags.discard("place-inherited")
    known.values["confidence"] = max(known.values.get("confidence", 0), told.values.get("confidence", 0))
    known.native_id = known.native_id or told.native_id


def _take(known: Candidate, told: Candidate, names: Sequence[str]) -> None:
    """Set fields as another story tells them, where it does, with their words."""
    for name in names:
        if name in told.values:
            known.values[name] = told.values[name]
            if name in told.evidence:
                known.evidence[name] = told.evidence[name]
