"""Stops: several places told one behind another, at each of which the event is held.

One rule for all the ways of telling them: nothing but days, hours and small words stands between the places, and a day or
an hour goes with the place of its turn ("at 8 at A, at 10 at B"), with those behind or before it ("from 8 to 9 at A and B,
from 1 to 2 at C"), or with all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from ...normalization.clocks import TimeSpan
from ...normalization.places import PlaceSpan
from ..lines import Line

_BETWEEN = 60
"""Letters between two places that are told together."""
_HOST_BETWEEN = 120
"""Letters between two places of which another agency is told in between."""
_ROOM = re.compile(
    r"(?:the )?(?:room|suite|unit|floor|salle|raum|saal|zaal|sala|lobby|auditorium|atrium|conference|meeting)\b",
    re.IGNORECASE,
)
_FACTS = re.compile(r"(?:\b(?:from|von|de|van|das|on|am|le|el|op|em)\s+)?\x00+")
_HOLDS = re.compile(
    r"\s*(?:[\w']+ ){0,3}(?:host|hold|held|organi|invit|present|sponsor|offer|veranstalt|ladt|lud|houdt|hield|propos|ofre)"
)
_SMALL = re.compile(
    r"\b(?:at|from|the|in|to|is|im|in|am|von|um|bei|beim|der|dem|das|die|de|a|au|aux|la|las|le|el|en|op|om|van|bij|het)\b|[\s,:;(@–—-]"
)
"""What may stand between an hour and its place."""
_BESIDE_HOUR = 3
"""Letters more that may stand there."""
_JOINTS = (" and ", "&", ",", ";", " y ", " und ", " et ", " en ", " e ", " as well as ", " or ", " oder ")
_APART = ("formerly", "near", "across", "next to", "behind", "instead", "from", "rain", "weather", "regen")
_BESIDE = re.compile(
    r"\b(?:vor|neben|hinter|gegenuber|unweit|direkt|devant|derriere|pres|face|frente|junto|lado|detras|cerca|voor|naast|achter|tegenover|vlakbij|nabij|perto|atras)\b"
)
"""What makes a second name a landmark of the first place, in five languages."""


class _Spot(Protocol):
    """What stands somewhere in a line."""

    @property
    def begin(self) -> int:
        """The offset of its first letter."""

    @property
    def stop(self) -> int:
        """The offset behind its last letter."""


def are_stops(places: Sequence[PlaceSpan], times: Sequence[tuple[TimeSpan, Line]], line: Line) -> bool:
    """Whether the event is held at each of several places that a line tells."""
    return len(places) > 1 and (alternate(places, times) or _are_joined(places, line))


def take_turns(facts: Sequence[_Spot], places: Sequence[_Spot]) -> bool:
    """Whether facts and places take turns, the order within a turn aside: "A takes its turn on May 3, and June 7 it is at B"."""
    if len(facts) != len(places) or any(a.begin >= b.begin for a, b in pairwise(facts)):
        return False
    ends = [(min(s.begin, p.begin), max(s.stop, p.stop)) for s, p in zip(facts, places, strict=True)]
    return all(a[1] <= b[0] for a, b in pairwise(ends))


def go_with(facts: Sequence[_Spot], places: Sequence[_Spot]) -> list[int]:
    """For each place of a sentence the index of the day or hour that goes with it; there must be one at least."""
    if len(facts) == 1:
        return [0] * len(places)
    if take_turns(facts, places):
        return list(range(len(places)))
    if facts[0].begin < places[0].begin:
        return [max(n for n, f in enumerate(facts) if n == 0 or f.begin <= p.begin) for p in places]
    last = len(facts) - 1
    return [min(n for n, f in enumerate(facts) if n == last or f.begin >= p.stop) for p in places]


def alternate(places: Sequence[PlaceSpan], times: Sequence[tuple[TimeSpan, Line]]) -> bool:
    """Whether hours and places take turns in one order: "from 8 to 9 at the mill, from 10 to 11 at the library"."""
    return (
        len(places) > 1
        and len(times) == len(places)
        and all(
            (t.begin < p.begin) == (times[0][0].begin < places[0].begin)
            for (t, _), p in zip(times, places, strict=True)
        )
        and all(a.begin < t.begin for a, (t, _) in zip(places, times[1:], strict=False))
    )


def have_hours_beside(places: Sequence[PlaceSpan], times: Sequence[tuple[TimeSpan, Line]], line: Line) -> bool:
    """Whether each of several venues has an hour of its own right beside it, on the same side: "9 to 10 a.m. Elm Diner, 11 to
    noon the library", "Elm Diner (8 a.m.) and the library (10 a.m.)". What their words say of them matters no more."""
    if not alternate(places, times) or any(said is not line or span.start is None for span, said in times):
        return False
    sides = [(t, p) if t.begin < p.begin else (p, t) for (t, _), p in zip(times, places, strict=True)]
    return all(
        p.place.venue and len(_SMALL.sub("", line.low[left.stop : right.begin])) <= _BESIDE_HOUR
        for (left, right), p in zip(sides, places, strict=True)
    )


def _are_joined(places: Sequence[PlaceSpan], line: Line) -> bool:
    """Whether "and", a comma or a semicolon joins the places, not a move, a landmark or a room."""
    if any(not p.place.venue and not p.place.street for p in places):
        return False
    if len({(p.place.venue, p.place.street, p.place.city) for p in places}) < 2:
        return False
    if any(_ROOM.match(p.place.venue or "") for p in places[1:]):
        return False
    return all(
        _of_two_hosts(a, b, line) or (not _hosts(a, b, line) and _is_joint(_between(a, b, line)))
        for a, b in pairwise(places)
    )


def _hosts(left: PlaceSpan, right: PlaceSpan, line: Line) -> bool:
    """Whether the first of two places is who holds it at the second: "Elm Street Church hosted it on May 5, at Elm Park"."""
    return left.cue == "bare" and _HOLDS.match(line.low, left.stop, right.begin) is not None


def _between(left: PlaceSpan, right: PlaceSpan, line: Line) -> str:
    """What stands between two places but for days and hours: "at A, and from 10 to 11 a.m. at B"."""
    between = list(line.low[left.stop : right.begin])
    facts: list[_Spot] = [*line.times, *line.dates]
    for fact in facts:
        if left.stop <= fact.begin and fact.stop <= right.begin:
            between[fact.begin - left.stop : fact.stop - left.stop] = "\x00" * (fact.stop - fact.begin)
    return _FACTS.sub(" ", "".join(between))


def _is_joint(between: str) -> bool:
    if len(between) > _BETWEEN or not any(joint in f" {between} " for joint in _JOINTS):
        return False
    return not any(word in between for word in _APART) and not _BESIDE.search(between)


def _of_two_hosts(left: PlaceSpan, right: PlaceSpan, line: Line) -> bool:
    """Whether two places with streets are told of two agencies in one sentence: "While deputies meet at A, 1 Elm St.,
    Ashby police will be at B, 2 Oak St."."""
    if not all(p.place.venue and p.place.street for p in (left, right)) or right.begin - left.stop > _HOST_BETWEEN:
        return False
    before = any(stop <= left.begin for _, stop in line.hosts())
    return before and any(left.stop <= begin and stop <= right.begin for begin, stop in line.hosts())
