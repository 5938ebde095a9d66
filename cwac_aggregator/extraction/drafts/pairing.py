"""The dates of one sentence with the hours and places that go with them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...normalization.clocks import TimeSpan
from ...normalization.dates import DateSpan
from ...normalization.places import PlaceSpan
from ...normalization.resolve import Resolved
from ..lines import Line, Reader
from .draft import Draft, Words, give_span
from .hours import give_times, near_times, sittings
from .stops import alternate, are_stops, go_with, take_turns
from .tale import Tale

_OPENED = re.compile(r"\s*\(")
_TELLS = re.compile(r"\s*[:,–-]?\s*")
_LEAD, _BEHIND = 12, 20
"""Letters in brackets before a place ("at the") and behind it ("instead", "this time")."""
_BETWEEN = 18
"""Letters between two days and the place they share: small words alone."""

_SHARED = re.compile(r"\b(?:both|each|all|beide|jeweils|ambos|ambas|chaque fois|telkens)\b")
"""Before an hour: it is that of every day told."""


def pair(
    reader: Reader,
    pairs: list[tuple[DateSpan, Resolved]],
    places: list[PlaceSpan],
    times: list[tuple[TimeSpan, Line]],
    line: Line,
) -> list[Draft]:
    """The drafts of one sentence with dates: each date with the hour and the place that go with it."""
    inner = {r.day for s, r in pairs if _is_inside(line, s)}
    pairs = [one for one in pairs if _is_inside(line, one[0]) or one[1].day not in inner]  # "(July 22: Fire Hall)"
    if own := _bracketed(line, [s for s, _ in pairs], places):
        rest = [place for place in places if place not in own.values()]
        told = [one for one in pairs if one[0] not in own]
        drafts = pair(reader, told, rest, times, line) if told else []
        for span, day in pairs:
            if (place := own.get(span)) is not None:
                draft = Draft(day=day, day_words=Words(line, span.begin, span.stop), span=span, line=line)
                give_span(draft, place, line)
                near_times(reader, [draft], [span], times[:1] if times else [])
                drafts.append(draft)
        return sorted(drafts, key=lambda d: d.span.begin if d.span else 0)
    drafts = [Draft(day=r, day_words=Words(line, s.begin, s.stop), span=s, line=line) for s, r in pairs]
    spans = [s for s, _ in pairs]
    if grown := _each_place(reader, drafts, spans, places, times, line):
        return grown
    if _one_to_one(drafts, spans, places, line):
        for draft, place in zip(drafts, places, strict=True):
            give_span(draft, place, line)
        give_times(reader, drafts, times[:1])
        return drafts
    if len({s.begin for s in spans}) > 1 and len(places) > 1:
        one_each = take_turns(spans, places)
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


def _is_inside(line: Line, span: DateSpan) -> bool:
    """Whether a day opens what stands in brackets."""
    return line.text[: span.begin].rstrip().endswith("(")


def _bracketed(line: Line, spans: Sequence[DateSpan], places: Sequence[PlaceSpan]) -> dict[DateSpan, PlaceSpan]:
    """The places that stand in brackets right behind a day of several, and are of that day alone: "March 10, April 14 and May 12
    (at Town Hall instead)"."""
    found: dict[DateSpan, PlaceSpan] = {}
    for span in spans if len(spans) > 1 else ():
        opened = (_TELLS if _is_inside(line, span) else _OPENED).match(line.text, span.stop)
        place = next((p for p in places if p.begin >= span.stop), None)
        if opened is None or place is None or not opened.end() <= place.begin <= opened.end() + _LEAD:
            continue
        close = line.text.find(")", place.stop)
        if 0 <= close <= place.stop + _BEHIND and "(" not in line.text[opened.end() : close]:
            found[span] = place
    return found


def _each_place(
    reader: Reader,
    drafts: Sequence[Draft],
    spans: Sequence[DateSpan],
    places: Sequence[PlaceSpan],
    times: Sequence[tuple[TimeSpan, Line]],
    line: Line,
) -> list[Draft]:
    """A draft for each of the places of a sentence that has fewer days than places; none where they are no stops."""
    if len(places) <= len(spans) or len({s.begin for s in spans}) < len(spans) or not are_stops(places, times, line):
        return []
    if reader.cues.has("moved", line.low) and alternate(places, times):
        return []
    hours = [t for t in times if t[0].start is not None]
    with_hour = go_with([t for t, _ in hours], places) if hours else []
    grown = []
    for number, (place, day) in enumerate(zip(places, go_with(spans, places), strict=True)):
        draft = drafts[day].copy()
        give_span(draft, place, line)
        give_times(reader, [draft], [hours[with_hour[number]]] if hours else list(times[:1]))
        grown.append(draft)
    return grown


def _one_to_one(drafts: Sequence[Draft], spans: Sequence[DateSpan], places: Sequence[PlaceSpan], line: Line) -> bool:
    """Whether as many places as days are told, all of one before all of the other: "Oct. 4, 11 and 18 at A, B and C"."""
    if len(places) < 2 or len(places) != len(drafts) or any(s.is_range for s in spans):
        return False
    apart = spans[-1].stop <= places[0].begin or places[-1].stop <= spans[0].begin
    return apart and are_stops(places, (), line)


def _is_bare(line: Line, begin: int, stop: int) -> bool:
    """Whether nothing but hours and small words stands in a stretch of a line: no place that we failed to read."""
    hours = sum(min(t.stop, stop) - max(t.begin, begin) for t in line.times if t.begin < stop and begin < t.stop)
    return stop - begin - hours <= _BETWEEN


def spread(tale: Tale, drafts: list[Draft], places: list[PlaceSpan], line: Line, apart: bool = False) -> None:
    if not drafts:
        return
    if len(places) > 1 and len(drafts) == 1 and drafts[0].place is None and (apart or are_stops(places, (), line)):
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


def is_of_last(reader: Reader, spans: Sequence[DateSpan], times: Sequence[tuple[TimeSpan, Line]], line: Line) -> bool:
    """Whether the only hour is that of the last day, which is told as another one: "on May 21 at the mill and will hold another on
    June 20 at 8 a.m."; not "both at 8"."""
    if len(times) != 1 or len(spans) < 2 or times[0][1] is not line or times[0][0].begin < spans[-1].stop:
        return False
    between = line.low[spans[-2].stop : spans[-1].begin]
    shared = _SHARED.search(line.low, spans[-1].stop, times[0][0].begin) is not None
    return reader.cues.has_any(("again", "next_one"), between) and not shared
