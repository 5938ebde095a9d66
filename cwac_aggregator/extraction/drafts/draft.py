"""An event in the making, and how one telling of it completes another."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import time

from ...model import Status
from ...normalization.dates import DateSpan
from ...normalization.names import NameSpan
from ...normalization.places import PlaceSpan, PlaceText
from ...normalization.resolve import Resolved
from ...normalization.rules import RuleSpan
from ..cues import plain
from ..lines import Line

_IN_FULL = {
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
    "st": "street",
    "ave": "avenue",
    "rd": "road",
    "blvd": "boulevard",
    "dr": "drive",
    "hwy": "route",
    "highway": "route",
    "us": "route",
    "rte": "route",
    "rt": "route",
}
SURE_PLACE = 0.45
"""How strong a place must be to be believed in running text."""


@dataclass(frozen=True, slots=True)
class Words:
    """Where a value was read: the line and the offsets in it."""

    line: Line
    begin: int
    stop: int

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.line.text[self.begin : self.stop].strip()


@dataclass(slots=True, eq=False)
class Draft:
    """An event in the making. Values stand beside the words they rest on."""

    day: Resolved | None = None
    day_words: Words | None = None
    span: DateSpan | None = None
    rule: RuleSpan | None = None
    start: time | None = None
    end: time | None = None
    inferred: bool = False
    time_words: Words | None = None
    end_words: Words | None = None
    place: PlaceText | None = None
    place_words: Words | None = None
    place_parts: dict[str, Words] = field(default_factory=dict)
    status: Status | None = None
    status_words: Words | None = None
    previous: Resolved | None = None
    previous_time: time | None = None
    told_loosely: tuple[Resolved, Words] | None = None
    """Its day as a report tells it ("Wednesday"), where the page tells it by a rule, too."""
    previous_words: Words | None = None
    name: NameSpan | None = None
    name_line: Line | None = None
    organizer: Words | None = None
    title: Line | None = None
    """The line of its card that says what is held ("Event: Bike rodeo")."""
    past: bool = False
    future: bool = False
    present: bool = False
    row: bool = False
    labelled: bool = False
    line: Line | None = None
    weak: bool = False
    place_guessed: bool = False
    """Whether the venue was only likely: a name that nothing in its sentence says is one."""
    told_apart: bool = False
    """Whether a report names the event in one sentence and tells its day in another, which no other word ties to it."""
    elsewhere: bool = False
    """Whether its sentence tells a town of its own: it shares neither hour nor place with the others."""
    of_round_up: bool = False
    """Whether its sentence is one of several that each tell the house and the hours of another agency or town."""
    anchor: int = 0
    """How surely its date is this event's: 3 the name stands with it, 2 its thing, host or "the event", 1 "join us", 0 none."""

    def copy(self) -> Draft:
        """A second draft with the same values."""
        other = Draft(**{name: getattr(self, name) for name in self.__slots__})
        other.place_parts = dict(self.place_parts)
        return other

    @property
    def complete(self) -> int:
        """How many of hour and place are known."""
        return (self.start is not None) + (self.place is not None and self.place.venue is not None)

    @property
    def own_stop(self) -> bool:
        """Whether its hour and its place are told together, in one sentence."""
        hour, place = self.time_words, self.place_words
        return self.complete == 2 and hour is not None and place is not None and hour.line is place.line

    @property
    def own_hour(self) -> bool:
        """Whether its hour stands in the sentence with its day."""
        return self.time_words is not None and self.time_words.line is self.line

    @property
    def own_place(self) -> bool:
        """Whether its place stands in the sentence with its day."""
        return self.place_words is not None and self.place_words.line is self.line


def stands_in_heading(draft: Draft) -> bool:
    """Whether day and place of a draft were read in one heading: the text below tells the place better."""
    return draft.line is not None and draft.line.heading and draft.own_place


def other_place(a: PlaceText | None, b: PlaceText | None) -> bool:
    if a is None or b is None or a.venue is None or b.venue is None:
        return False
    one, two = (plain(venue).replace("'", "") for venue in (a.venue, b.venue))  # "Tim Horton's", "Tim Hortons"
    if one in two or two in one or _is_short_for(*sorted((one.split(), two.split()), key=len)):
        if a.city and b.city and plain(a.city) != plain(b.city):
            return True  # two shops of a chain
        return bool(
            a.street
            and b.street
            and a.street.lower() not in b.street.lower()
            and b.street.lower() not in a.street.lower()
            and not _same_road(a.street, b.street)
        )
    return True


def _is_short_for(short: list[str], long: list[str]) -> bool:
    """Whether a name leaves out words from the middle of another: "Vander Park", "Vander Botanical Park"."""
    ends = len(short) > 1 and short[0] == long[0] and short[-1] == long[-1]
    rest = iter(long)
    return ends and all(word in rest for word in short)


_ROUTE = re.compile(r"(?:\broute|\brte?\.?|\bu\.s\.|\bus|\bhighway|\bhwy\.?|\bsr) (\d{1,3}[a-z]?)$")


def _same_road(one: str, two: str) -> bool:
    """Whether two streets are one road, told in full and in short, with a house number in one of them at most."""
    first, second = ([_IN_FULL.get(w, w) for w in street.lower().replace(".", "").split()] for street in (one, two))
    named = [[w for w in words if not w[0].isdigit()] for words in (first, second)]
    numbered = [words[0] for words in (first, second) if words and words[0][0].isdigit()]
    routes = [[w for w in words[1:] if w[0].isdigit()] for words in (first, second)]
    if len(numbered) > 1 or routes[0] != routes[1]:
        return False
    told = [_ROUTE.search(street.lower()) for street in (one, two)]  # "Route 206", "195 U.S. 206"
    same = told[0] is not None and told[1] is not None and told[0][1] == told[1][1]
    return named[0] == named[1] or same


def has_house_number(street: str) -> bool:
    """Whether a street is told with the number of a house; "Route 206" has none."""
    return street[0].isdigit() or (street[-2:].strip(" abc").isdigit() and _ROUTE.search(street.lower()) is None)


def _is_road_of(road: str, address: str) -> bool:
    """Whether a road without a house number is that of an address: "Mill Road" and "22 Old Mill Road"."""
    return _same_road(road, address) or (not road[0].isdigit() and road.lower() in address.lower())


def has_place_in_passing(draft: Draft) -> bool:
    """Whether a draft's place was read in a sentence that neither names the event nor dates it."""
    words = draft.place_words
    return words is not None and not words.line.names and not words.line.dates and words.line.label is None


def under(parent: Draft) -> Draft:
    """A row's draft under a governing date."""
    draft = parent.copy()
    draft.row = True
    draft.place, draft.place_words, draft.place_parts = None, None, {}
    return draft


def inherit(draft: Draft, other: Draft) -> None:
    """Take from another telling of the same event what this one lacks."""
    draft.anchor = max(draft.anchor, other.anchor)
    if draft.start is None and other.start is not None:
        draft.start, draft.inferred, draft.time_words = other.start, other.inferred, other.time_words
        draft.end, draft.end_words = draft.end or other.end, draft.end_words or other.end_words
    elif draft.end is None and other.end is not None and draft.start == other.start:
        draft.end, draft.end_words = other.end, other.end_words
    if other.place is not None:
        give_place(draft, other.place, other.place_parts, other.place_words)
    if draft.name is None or (draft.weak and not other.weak):
        draft.name, draft.name_line = other.name or draft.name, other.name_line or draft.name_line
    if (
        draft.day is not None and other.day is not None and "year-inferred" in draft.day.flags and not other.day.flags
    ) or (
        draft.day is not None
        and other.day is not None
        and "date-relative" in draft.day.flags
        and "date-relative" not in other.day.flags
    ):
        if _is_by_rule(other) and draft.day_words is not None:
            draft.told_loosely = (draft.day, draft.day_words)
        draft.day, draft.day_words, draft.span = other.day, other.day_words, other.span
    elif _is_by_rule(draft) and other.day and other.day_words and "date-relative" in other.day.flags:
        draft.told_loosely = (other.day, other.day_words)
    draft.status, draft.status_words = draft.status or other.status, draft.status_words or other.status_words
    draft.organizer = draft.organizer or other.organizer


def _is_by_rule(draft: Draft) -> bool:
    """Whether a day is told by the weekday of its month, as the nation's is ("the first Wednesday in October"): "Wednesday" says
    it of the event."""
    return draft.span is not None and draft.span.ordinal is not None


def inherit_facts(draft: Draft, model: Draft) -> None:
    """ "Same time, same place": the hour and the place of the event told before."""
    if draft.start is None:
        draft.start, draft.end, draft.inferred = model.start, model.end, model.inferred
        draft.time_words, draft.end_words = model.time_words, model.end_words
    if draft.place is None and model.place is not None:
        draft.place, draft.place_parts, draft.place_words = model.place, dict(model.place_parts), model.place_words
    draft.anchor = max(draft.anchor, model.anchor, 2)


def give_span(draft: Draft, span: PlaceSpan, line: Line, replace: bool = False) -> None:
    parts = {n: Words(line, *o) for n, o in span.parts.items()}
    give_place(draft, span.place, parts, Words(line, span.begin, span.stop), replace)


def give_place(
    draft: Draft, place: PlaceText, parts: dict[str, Words], words: Words | None, replace: bool = False
) -> None:
    """Complete a draft's place; parts of another venue are not mixed in."""
    current = draft.place
    if current is not None and _is_fuller(place, current):
        replace = True  # "The After on Route 206", then "The After Char-Broil Grill, 195 U.S. 206"
    if current is None or replace:
        if current is not None and current.venue and not place.venue:
            place = PlaceText(
                current.venue,
                place.street or current.street,
                place.city or current.city,
                place.region or current.region,
                place.postcode or current.postcode,
                place.country or current.country,
            )
            parts = {**draft.place_parts, **parts}
        draft.place, draft.place_parts, draft.place_words = place, dict(parts), words
        return
    if other_place(current, place):
        return
    if current.venue is None and current.street and place.street and current.street != place.street:
        return
    street = current.street or place.street
    if current.street and place.street and place.street[0].isdigit() and _is_road_of(current.street, place.street):
        street = place.street
        draft.place_parts.pop("street", None)
    merged = PlaceText(
        current.venue or place.venue,
        street,
        current.city or place.city,
        current.region or place.region,
        current.postcode or place.postcode,
        current.country or place.country,
    )
    draft.place = merged
    draft.place_parts = {**parts, **draft.place_parts}


def _is_fuller(place: PlaceText, known: PlaceText) -> bool:
    """Whether a later telling names the same venue in full and with the number of its house."""
    if not place.venue or not known.venue or not place.street or len(place.venue) <= len(known.venue):
        return False
    numbered = any(c.isdigit() for c in place.street.split()[0])
    return numbered and place.venue.startswith(known.venue + " ")
