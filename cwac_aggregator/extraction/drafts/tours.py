"""Several stops of one day that is told once: "Officers will spend Tuesday, May 5 on the road. They start at Nell's Diner at
8 a.m. At 10 they are at the Plum Cafe. The last stop, from noon to 1, is the library"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time

from ...normalization.clocks import TimeSpan
from ...normalization.places import PlaceSpan, PlaceText, find_places
from ..lines import Line, Reader
from .draft import SURE_PLACE, Draft
from .hours import may_be_event_hour
from .stops import have_hours_beside
from .subjects import is_of_another
from .tale import Tale
from .tense import SHORT_CUE, tells_past

_OPENS = ("one_of", "also", "its_turn", "in_turn", "first_of_stops")
"""What a sentence opens with that goes on with a further one."""
_SAYS_STOP = ("one_of", "next_stop", "first_of_stops")
"""What is said of a house that is a stop: "the last stop is the mill", "first up is the mill"."""
_OPENING = 12
"""Letters before such words: "And then the "."""
_NEAR = 3
"""Paragraphs from one stop to the next."""
_FEW = 4
"""Words of four letters and more beside the hour and the place of a sentence that tells no more than where somebody is then."""
_MORE = 6
"""As many of one that opens as a further one ("Afterwards the team drives to the mill, where it expects to arrive at 11")."""
_TELLING = 0.3
"""How strong a place must be that nothing but its own words tells, where a sentence tells a stop."""
_SUBJECT = 30
"""Letters within which the subject of a sentence stands."""
_LONGEST = 40
"""Letters of the longest name of a house that is told as a stop."""
_SHORT = 6
"""Letters between "is" and the hour behind it."""
_LONG_WORD = re.compile(r"[^\W\d_]{4}|\d")
_WORD = re.compile(r"[^\W\d_][\w'’-]{3,}")


def stops_told(tale: Tale, line: Line, places: Sequence[PlaceSpan]) -> list[PlaceSpan]:
    """The venues of a sentence that tells when and where somebody stops ("The second is the mill, from 9 to 10"); none where
    it tells no stop. One with a day must say that it is the first."""
    if not line.times or line.rules or line.others or line.heading or line.label is not None:
        return []
    venues = [p for p in places if p.place.venue and p.strength >= _TELLING] or _told_as_stop(tale, line)
    if not venues:
        return []
    if line.dates:
        return venues if len(venues) == 1 and _is_said_to_be(tale, line, venues[0]) else []
    return venues if _follows_day(tale, line) and _goes_on(tale, line, venues) else []


def is_later_stop(tale: Tale, target: Sequence[Draft], line: Line, begins: time, places: Sequence[PlaceSpan]) -> bool:
    """Whether a sentence tells a stop that begins when those told before it are over, in their tense."""
    if not stops_told(tale, line, places):
        return False
    past = tells_past(tale.reader, line)
    return all(
        d.start is not None and max(d.start, d.end or d.start) <= begins != d.start and (d.past or not past)
        for d in target
    )


def announces_tour(tale: Tale, line: Line) -> bool:
    """Whether a sentence says that there will be several stops: "on the road", "three stops", "at two coffee shops"."""
    return not line.others and tale.reader.cues.has("several_stops", line.low)


def _follows_day(tale: Tale, line: Line) -> bool:
    """Whether the day, or the stop before, is told no more than a few paragraphs above."""
    if not tale.drafts:
        return False
    told = tale.drafts[-1]
    near = [words.line.unit for words in (told.place_words, told.day_words, told.time_words) if words is not None]
    return told.day is not None and told.rule is None and bool(near) and 0 <= line.unit - max(near) <= _NEAR


def _goes_on(tale: Tale, line: Line, venues: Sequence[PlaceSpan]) -> bool:
    """Whether a sentence goes on with a day of stops: by what it opens with, by who is there, or as one announced."""
    cues = tale.reader.cues
    on = cues.spans("next_stop", line.low) + cues.spans("tour_stop", line.low)
    former = [s for s in cues.spans("history", line.low) if not any(a < s[1] and s[0] < b for a, b in on)]
    if not may_be_event_hour(line) or is_of_another(line) or former:
        return False  # "the last" one; not "the last stop"
    if any(stop - begin > SHORT_CUE for begin, stop in cues.spans("old", line.low)):
        return False
    if tale.tour:
        return True
    if on or any(begin <= _OPENING for role in _OPENS for begin, _ in cues.spans(role, line.low)):
        return cues.has("its_turn", line.low) or _words_beside(line, venues) <= _MORE
    subject = [*cues.spans("goes_on", line.low), *line.hosts()]
    own = any(begin <= _SUBJECT and begin < venues[0].begin for begin, _ in subject)
    return own and cues.has("is_there", line.low) and _words_beside(line, venues) <= _FEW


def _words_beside(line: Line, venues: Sequence[PlaceSpan]) -> int:
    """The words of a sentence beside its hours, its places and its hosts."""
    told = [(t.begin, t.stop) for t in line.times] + [(p.begin, p.stop) for p in venues] + list(line.hosts())
    return sum(not any(a <= word.start() < b for a, b in told) for word in _WORD.finditer(line.low))


def _is_said_to_be(tale: Tale, line: Line, venue: PlaceSpan) -> bool:
    """Whether a sentence says of a venue that it is a stop: "the first stop is the mill", "the second will be the library"."""
    for _, stop in tale.reader.cues.spans("is_stop", line.low):
        if stop <= venue.begin and not _LONG_WORD.search(line.low[stop : venue.begin]):
            return tale.reader.cues.has("one_of", line.low[:stop])
    return False


def _told_as_stop(tale: Tale, line: Line) -> list[PlaceSpan]:
    """The house that a sentence says is the next stop: "The last stop, from noon to 1, is the library"."""
    reader = tale.reader
    for _, stop in reader.cues.spans("is_stop", line.low):
        begin = next((t.stop for t in line.times if 0 <= t.begin - stop <= _SHORT), stop)
        end = min([t.begin for t in line.times if t.begin > begin], default=len(line.text))
        before = line.low[:stop]
        opened = any(a <= _OPENING for role in _SAYS_STOP for a, _ in reader.cues.spans(role, before))
        if opened and (house := _house(reader, line, begin, end)) is not None:
            return [house]
    return []


def _house(reader: Reader, line: Line, begin: int, end: int) -> PlaceSpan | None:
    """The house that a short stretch of a line names, as one is that somebody is at: "the library"."""
    text = line.text[begin:end]
    if len(text) > _LONGEST:
        return None
    asked = find_places(f"@{text.strip(' ,;:()–—-')}", reader.lexicon.code, reader.place)
    venue = next((p.place.venue for p in asked if p.place.venue and p.strength >= SURE_PLACE), None)
    if venue is None or (at := line.text.find(venue, begin)) < 0:
        return None
    return PlaceSpan(at, at + len(venue), PlaceText(venue), {"venue": (at, at + len(venue))}, "bare", SURE_PLACE)


def row_stops(reader: Reader, unit: Sequence[Line]) -> list[tuple[PlaceSpan, tuple[TimeSpan, Line]]]:
    """The stops of a row that has several on one day, each with its hour: "May 9: 9-10 Elm Diner, 11-12 the library"; none
    where hours and venues do not go together."""
    told: list[tuple[PlaceSpan, tuple[TimeSpan, Line]]] = []
    for line in unit:
        hours = [(t, line) for t in line.times]
        venues = [p for p in reader.places(line) if p.place.venue]
        if not hours and not venues:
            continue
        if len(hours) != len(venues) or (len(hours) > 1 and not have_hours_beside(venues, hours, line)):
            venues = _houses_between(reader, line)
        if len(hours) != len(venues):
            return []
        told += zip(venues, hours, strict=True)
    houses = {(p.place.venue or "").lower() for p, _ in told}
    return told if len(told) > 1 and len(houses) == len(told) and all(t.start for _, (t, _) in told) else []


def _houses_between(reader: Reader, line: Line) -> list[PlaceSpan]:
    """The houses that stand alone between the days and hours of a row; none where another text does."""
    ends = sorted([(d.begin, d.stop) for d in line.dates] + [(t.begin, t.stop) for t in line.times])
    gaps = zip([0, *(stop for _, stop in ends)], [*(begin for begin, _ in ends), len(line.text)], strict=True)
    told = [(a, b) for a, b in gaps if _LONG_WORD.search(line.low[a:b])]
    houses = [_house(reader, line, a, b) for a, b in told] if len(told) == len(line.times) else []
    return [house for house in houses if house is not None]
