"""A sentence or heading as it is read: which of its days, places and hours may be an event's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...model import Status
from ...normalization.clocks import TimeSpan
from ...normalization.dates import DateSpan
from ...normalization.place_words import place_words
from ...normalization.places import PlaceSpan
from ...normalization.resolve import Resolved
from ..lines import Line
from .anchors import lists_stops
from .changes import status_cue
from .colon_lists import listed_behind_colon
from .days import event_days
from .draft import SURE_PLACE
from .former_stops import tells_of_homeland
from .old_days import hours_of_new_day
from .seasons import season_days
from .stops import have_hours_beside, take_turns
from .subjects import goes_on_with_body, is_change_of_another, is_of_another, where_other_begins
from .tale import Tale, is_part_of_list
from .tells_where import places_of_event
from .tense import SHORT_CUE, is_firm, tells_past
from .tours import stops_told

_AFTER = re.compile(
    r"(?:\b(?:after|na|nach|apres|tras|despues de las|depois das|past|since|vor|before|by|avant|antes de las|antes das|voor|bis spatestens)\s+(?:\w{1,3}\s+)?)$"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OURS = re.compile(r"\b(?:i|we|ich|wir|je|j'|nous|yo|ik|wij|we|eu)\b")
_NAMED = 3
"""The anchor of a day told with the name."""
_SEVERAL = 2
_BEHIND = 2
"""Letters from a day to the venue right behind it."""
_OPENING = 8
"""Letters before the place that a part of a list opens with: "and the "."""
FRAGMENT = 90
"""Letters under which a line without a full stop is a fragment, no sentence."""


_HINTED = 0.25
"""How strong a place is of which nothing says that it is one: too weak for a heading, which names regions, too."""


@dataclass(slots=True)
class Sentence:
    """A sentence or heading as it is read: what it says that may be an event's."""

    line: Line
    pairs: list[tuple[DateSpan, Resolved]]
    """Its days that are an event's."""
    places: list[PlaceSpan]
    sure: list[PlaceSpan]
    """Those of its places that are believed."""
    times: list[tuple[TimeSpan, Line]]
    status: Status | None
    short: bool
    """Whether it is a fragment with a day or an hour ("Main Street Porch, 9 am"), not a sentence."""

    @property
    def past(self) -> bool:
        """Whether it tells of the past; asked only of those that tell a day, a place or the name."""
        return self.line.reader is not None and tells_past(self.line.reader, self.line)


def told_in(tale: Tale, line: Line) -> Sentence:
    if line.dates and is_of_another(line) and not _is_occasion(tale, line):
        return Sentence(line, [], [], [], [], None, False)
    if goes_on_with_body(tale.before(line), line):
        return Sentence(line, [], [], [], [], None, False)
    pairs = event_days(tale, line)
    if is_change_of_another(line) and _is_known_for_other_days(tale, pairs):
        return Sentence(line, [], [], [], [], None, False)
    places = [p for p in tale.reader.places(line) if p.place.venue or p.place.street or p.place.city]
    if tale.tour and places:
        stops_said = tale.reader.cues.spans("several_stops", line.low)  # "an drei Orten Station"
        places = [p for p in places if not any(p.begin < b and a < p.stop for a, b in stops_said)]
    if not (line.tells_time or line.names or places or tale.reader.cues.has("listed_places", line.low)):  # as most
        return Sentence(line, [], [], [], [], status_cue(tale, line), False)
    ours = where_other_begins(line) if line.names and line.dates else len(line.text)
    likes = tale.reader.cues.spans("likes", line.low)  # "but they have held similar events at the mill"
    if not (line.dates or line.names):  # "At a previous event, officers went to the mill"
        likes += [s for s in tale.reader.cues.spans("former", line.low) if s[1] - s[0] > SHORT_CUE]
    places = [p for p in places if p.begin < min((begin for begin, _ in likes), default=ours)]
    if line.text.rstrip().endswith("?") and not line.dates:
        asked = line.text.rfind(":")  # "At Elm Bakery the question was the same: when does the bridge reopen?"
        places = [p for p in places if p.stop <= asked]
    fragment = len(line.text) < FRAGMENT and not line.text.rstrip().endswith((".", "!", "?"))
    short = fragment and bool(line.times or line.dates)
    listed = bool(line.times) and is_part_of_list(tale, line)
    stops = lists_stops(tale, line)
    known = {d.place.venue.lower() for d in tale.drafts if d.place is not None and d.place.venue}
    sure = [
        p
        for p in places
        if (p.place.venue or p.place.street)
        and (
            p.strength >= SURE_PLACE
            or (short and not (line.heading and (p.cue == "bare" or p.strength < _HINTED)))
            or (p.place.venue and p.place.street)
            or (p.place.venue or "").lower() in known
            or (listed and p.begin <= _OPENING)
            or ((line.left_places or stops) and p.place.venue)
        )
    ]
    times = [
        (t, line)
        for t in line.times
        if t.begin < ours
        if t.start is None or not _AFTER.search(line.low[max(0, t.begin - 14) : t.begin])
    ]
    gone = [words.begin for _, words in tale.old if words.line is line]
    if gone:
        times = hours_of_new_day(times, gone, [span.begin for span, _ in pairs])
    sure = sure or stops_told(tale, line, places)
    venues = [p for p in places if p.place.venue]
    if len(sure) < len(venues) and len(times) == len(venues) and have_hours_beside(venues, times, line):
        sure = venues
    if 0 < len(sure) < len(venues) and _in_turn(line, [s for s, _ in pairs], venues):
        sure = venues
    behind = listed_behind_colon(tale.reader, line)
    if behind and len(behind) >= len(sure):
        places = sure = behind
    if len(pairs) > 2 and len(sure) == len(pairs) - 1:
        sure = _with_last_stop(places, sure)
    if not (line.dates or line.times or line.names or fragment):
        sure = [p for p in sure if not _is_road_in_passing(p) and not _is_agency_address(tale, line, p)]
        sure = [] if _invites_afterwards(tale, line) else places_of_event(line, sure)
    if (
        not (line.dates or line.times or line.names)
        and _YEAR.search(line.low)
        and tale.reader.cues.has("history", line.low)
    ):
        sure = []  # "In 2016 the one in Oakmont was the first"
    if sure and tells_of_homeland(tale, line):
        places = sure = []
    days = {r.day for _, r in pairs}
    there = {d.place.venue for d in tale.drafts if d.day is not None and {d.day.day} == days and d.place is not None}
    if not line.names and (again := [p for p in sure if p.place.venue and p.place.venue in there]):
        sure = again  # the same day and place told again: what else is named was not the venue
    if _is_memory(tale, line):
        times = []
    pairs = season_days(tale, line) or pairs
    return Sentence(line, pairs, places, sure, times, status_cue(tale, line), short)


def _in_turn(line: Line, days: list[DateSpan], venues: list[PlaceSpan]) -> bool:
    """Whether each day of a sentence has its venue right behind it or behind its hour: "8 a.m. March 13, Plum Diner; 4 p.m.
    March 20, Oak Cafe"."""
    if len(days) < _SEVERAL or not take_turns(days, venues):
        return False
    ends = [*(day.stop for day in days), *(hour.stop for hour in line.times)]
    return all(any(0 <= venue.begin - end <= _BEHIND for end in ends) for venue in venues)


def _with_last_stop(places: list[PlaceSpan], sure: list[PlaceSpan]) -> list[PlaceSpan]:
    """The sure places of a sentence with the one weaker one at the end of its list: "Monday at Jumbo, Tuesday at Coop and
    Friday in De Linde"."""
    weaker = [p for p in places if p not in sure and p.place.venue and p.cue == "preposition"]
    if len(weaker) != 1 or weaker[0].strength < _HINTED or weaker[0].begin < sure[-1].stop:
        return sure
    return [*sure, weaker[0]]


def _is_memory(tale: Tale, line: Line) -> bool:
    """Whether an hour is of what somebody remembers: "“About 7:30 a.m. we were real busy"."""
    if line.dates or line.names or not line.text.startswith(("“", '"', "„", "«")) or not line.times:
        return False
    return _OURS.search(line.low) is not None and tells_past(tale.reader, line)


def _is_known_for_other_days(tale: Tale, pairs: list[tuple[DateSpan, Resolved]]) -> bool:
    """Whether a day is known that was told with the name, and none of the days of a sentence, the old ones too, is known."""
    days = {day.day for _, day in pairs} | {day.day for day, _ in tale.old}
    known = {draft.day.day for draft in tale.drafts if draft.day is not None}
    named = any(draft.anchor == _NAMED and draft.day is not None for draft in tale.drafts)
    return named and days.isdisjoint(known)


def _is_occasion(tale: Tale, line: Line) -> bool:
    """Whether a circle's meeting is what the program comes to: the only day told, and the next sentence names the program
    ("Der Seniorenkreis trifft sich am 28. Februar. Diesmal kommt die Polizei zum Klönschnack")."""
    behind = tale.behind(line)
    if behind is None or not behind.names:
        return False
    return not any(
        known.dates or known.rules for unit in tale.paragraphs.values() for known in unit if known is not line
    )


def _is_road_in_passing(place: PlaceSpan) -> bool:
    """Whether a place is nothing but a road without a house number: "the lights at Ivy Hill Road"."""
    told = place.place
    return (
        told.venue is None
        and told.street is not None
        and place.cue != "address"
        and not any(map(str.isdigit, told.street))
    )


def _invites_afterwards(tale: Tale, line: Line) -> bool:
    """Whether a report bids its readers come somewhere all the same: "Anyone with questions may stop by the station at"."""
    held = bool(tale.drafts) and all(draft.past for draft in tale.drafts)
    return held and is_firm(tale.reader, line) and not tale.reader.cues.has("event", line.low)


def _is_agency_address(tale: Tale, line: Line, place: PlaceSpan) -> bool:
    """Whether a street without a venue is said of the agency: "The department is located at 1080 Fiddler Street"."""
    if place.place.venue is not None:
        return False
    words = place_words(tale.reader.lexicon.code)
    return any(words.has("agencies", word) for word in re.findall(r"[\w']+", line.low[: place.begin]))
