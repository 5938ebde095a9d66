"""The dates of one sentence with the hours and places that go with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ...normalization.clocks import TimeSpan
from ...normalization.dates import DateSpan
from ...normalization.places import PlaceSpan
from ...normalization.resolve import Resolved
from ..lines import Line, Reader
from .draft import Draft, Words, give_span
from .hours import give_times, near_times, sittings
from .tale import Tale

_BETWEEN = 18
_HOST_BETWEEN = 120
"""Letters between two places of which another agency is told in between."""
_ROOM = re.compile(
    r"(?:the )?(?:room|suite|unit|floor|salle|raum|saal|zaal|sala|lobby|auditorium|atrium|conference|meeting)\b",
    re.IGNORECASE,
)


_HOURS = re.compile(r"(?:\b(?:from|von|de|van|das)\s+)?\x00")
_BESIDE = re.compile(
    r"\b(?:vor|neben|hinter|gegenuber|unweit|direkt|devant|derriere|pres|face|frente|junto|lado|detras|cerca|voor|naast|achter|tegenover|vlakbij|nabij|perto|atras)\b"
)
"""What makes a second name a landmark of the first place, in five languages."""


def pair(
    reader: Reader,
    pairs: list[tuple[DateSpan, Resolved]],
    places: list[PlaceSpan],
    times: list[tuple[TimeSpan, Line]],
    line: Line,
) -> list[Draft]:
    """The drafts of one sentence with dates: each date with the hour and the place that go with it."""
    drafts = [Draft(day=r, day_words=Words(line, s.begin, s.stop), span=s, line=line) for s, r in pairs]
    spans = [s for s, _ in pairs]
    if len({s.begin for s in spans}) > 1 and len(places) > 1:
        one_each = _one_each(spans, places)
        order_by = "before" if places[0].begin < spans[0].begin else "after"
        for number, (draft, span) in enumerate(zip(drafts, spans, strict=True)):
            if one_each:
                give_span(draft, places[number], line)
                continue
            if order_by == "before":
                near = [p for p in places if p.stop <= span.begin]
                chosen = near[-1] if near else None
            else:
                near = [p for p in places if p.begin >= span.stop]
                chosen = near[0] if near else None
                ahead = min((s.begin for s in spans if s.begin > span.begin), default=None)
                if chosen is not None and ahead is not None and chosen.begin >= ahead:
                    # "June 3 and 10 at X" share their place; "June 3 at 9 in a tent, June 10 at Y" do not
                    chosen = chosen if _is_bare(line, span.stop, ahead) else None
            if chosen is not None:
                give_span(draft, chosen, line)
        near_times(reader, drafts, spans, times)
        return drafts
    if len(drafts) == 1 and alternate(places, times) and not reader.cues.has("moved", line.low):
        grown = []
        for place, hour in zip(places, times, strict=True):
            draft = drafts[0].copy()
            give_span(draft, place, line)
            give_times(reader, [draft], [hour])
            grown.append(draft)
        return grown
    if len(places) > 1 and len(drafts) == 1 and are_joined(places, line):
        grown = []
        for number, place in enumerate(places):
            draft = drafts[0].copy()
            give_span(draft, place, line)
            if len(times) == len(places):
                give_times(reader, [draft], [times[number]])
            grown.append(draft)
        if times and len(times) != len(places):
            give_times(reader, grown, times[:1])
        return grown
    if places:
        best = best_place(places)
        for draft in drafts:
            give_span(draft, best, line)
    if len({s.begin for s in spans}) > 1 and len(times) > 1:
        near_times(reader, drafts, spans, times)
        return drafts
    if times:
        if len(drafts) == 1:
            return sittings(reader, drafts[0], times)
        near_times(reader, drafts, spans, times[:1])
    return drafts


def _one_each(spans: Sequence[DateSpan], places: Sequence[PlaceSpan]) -> bool:
    """Whether days and places take turns, the order within a turn aside: "A takes its turn on May 3, and June 7 it is at B"."""
    if len(spans) != len(places) or any(a.begin >= b.begin for a, b in pairwise(spans)):
        return False
    turns = zip(spans, places, strict=True)
    ends = [(min(s.begin, p.begin), max(s.stop, p.stop)) for s, p in turns]
    return all(a[1] <= b[0] for a, b in pairwise(ends))


def _is_bare(line: Line, begin: int, stop: int) -> bool:
    """Whether nothing but hours and small words stands in a stretch of a line: no place that we failed to read."""
    hours = sum(min(t.stop, stop) - max(t.begin, begin) for t in line.times if t.begin < stop and begin < t.stop)
    return stop - begin - hours <= _BETWEEN


def alternate(sure: Sequence[PlaceSpan], times: Sequence[tuple[TimeSpan, Line]]) -> bool:
    """Whether hours and places take turns: "from 8 to 9 at the mill, from 10 to 11 at the library"."""
    return (
        len(sure) > 1
        and len(times) == len(sure)
        and all(
            (t.begin < p.begin) == (times[0][0].begin < sure[0].begin) for (t, _), p in zip(times, sure, strict=True)
        )
        and all(a.begin < t.begin for a, (t, _) in zip(sure, times[1:], strict=False))
    )


def are_joined(places: list[PlaceSpan], line: Line) -> bool:
    """Two places in a row that are both held at: joined by "and", a comma or a semicolon, not by a move."""
    venues = {(p.place.venue or "", p.place.street or "") for p in places}
    if any(_ROOM.match(p.place.venue or "") for p in places[1:]):
        return False
    if len(venues) < 2 or any(not p.place.venue and not p.place.street for p in places):
        return False
    for left, right in pairwise(places):
        between = line.low[left.stop : right.begin]
        for hour in line.times:  # "at A, and from 10 to 11 a.m. at B"
            if left.stop <= hour.begin and hour.stop <= right.begin:
                between = _HOURS.sub(" ", between.replace(line.low[hour.begin : hour.stop], "\x00"))
        if _of_two_hosts(left, right, line):
            continue
        if len(between) > 60 or not any(
            w in f" {between} " for w in (" and ", "&", ",", ";", " y ", " und ", " et ", " en ", " e ", " as well as ")
        ):
            return False
        if any(w in between for w in ("formerly", "near", "across", "next to", "behind", "instead", "from")):
            return False
        if _BESIDE.search(between):
            return False
    return True


def _of_two_hosts(left: PlaceSpan, right: PlaceSpan, line: Line) -> bool:
    """Whether two places with streets are told of two agencies in one sentence: "While deputies meet at A, 1 Elm St.,
    Ashby police will be at B, 2 Oak St."."""
    if not all(p.place.venue and p.place.street for p in (left, right)) or right.begin - left.stop > _HOST_BETWEEN:
        return False
    before = any(stop <= left.begin for _, stop in line.hosts())
    return before and any(left.stop <= begin and stop <= right.begin for begin, stop in line.hosts())


def spread(tale: Tale, drafts: list[Draft], places: list[PlaceSpan], line: Line, apart: bool = False) -> None:
    if not drafts:
        return
    if len(places) > 1 and len(drafts) == 1 and drafts[0].place is None and (apart or are_joined(places, line)):
        base = drafts[0]
        others = [base.copy() for _ in places[1:]]
        give_span(base, places[0], line)
        for draft, place in zip(others, places[1:], strict=True):
            give_span(draft, place, line)
            tale.drafts.append(draft)
        tale.batch = [base, *others]
        return
    best = best_place(places)
    for draft in drafts:
        give_span(draft, best, line)


def best_place(places: Sequence[PlaceSpan]) -> PlaceSpan:
    """The place of a sentence that names several: the surest, and of equals the first (a shop before the mall it is in)."""
    named = [p for p in places if p.place.venue] or list(places)
    top = max(p.strength for p in named)
    return next(p for p in named if p.strength >= top - 0.25)
