"""Whose event a sentence tells of, by what it opens with: "In Lima, ...", "Lima police ...", "Lima's will be ...", "The Lima event"."""

from __future__ import annotations

import re
from collections.abc import Set

from ... import gazetteer
from ..lines import Line, town_key
from ..organizers.names import agencies_of, is_full, owner_of

_NAME = r"([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}?)"
_LINK = r"(?:(?:And|But|Also|Meanwhile|Elsewhere|Similarly|Likewise|Over|Nearby),? )?"
_OPENINGS = (
    re.compile(rf"{_LINK}[Ii]n {_NAME},"),
    re.compile(rf"{_LINK}{_NAME} (?:police|officers|deputies|residents|folks|neighbors)\b"),
    re.compile(
        rf"{_LINK}(?:[Tt]he )?{_NAME}['’]s (?:own |Coffee |event|one\b|coffee|turn\b|gathering|session|stop\b|is\b|was\b|will\b|runs\b|ran\b|takes\b|took\b|starts\b|started\b)"
    ),
    re.compile(
        rf"{_LINK}[Tt]he (?:one in )?{_NAME} (?:event|one|gathering|session|stop|meeting|coffee|Coffee|edition)\b"
    ),
)
"""How a sentence opens that is of one town."""
_UNIT = re.compile(
    rf"{_LINK}(?:(?:Officers|Deputies|Police|Members) (?:from|of|with|in) )?(?:[Tt]he )?{_NAME} (?:Precinct|District|Division|Substation|Barracks|Post|Troop|Station|Sector|Ward)\b"
)
"""How one opens that is of a part of an agency."""
_OPENING = 16
"""Letters before the agency that a sentence opens with: "Meanwhile, the "."""

_IN_FRONT = 3
"""Words before the town that a sentence opens with: "Já em Resende"."""


def owner_told(line: Line) -> str | None:
    """The town, the agency or the part of one whose event a sentence tells of, without what differs between printings."""
    if line.reader is None:
        return None
    if (town := town_in_front(line)) is not None:
        return town_key(town)
    if (unit := _UNIT.match(line.text)) is not None:
        return unit[1].lower()
    first = next((agency for agency in agencies_of(line) if agency.begin <= _OPENING and is_full(agency)), None)
    return town_key(owner_of(first)) if first is not None and owner_of(first) else None


def names_in_front(line: Line) -> list[str]:
    """The names that a sentence opens with as with a town."""
    return [found[1] for opening in _OPENINGS if (found := opening.match(line.text)) is not None]


def town_in_front(line: Line, unlisted: Set[str] = frozenset()) -> str | None:
    """The town that a sentence opens with: a known one, or one of `unlisted`."""
    if line.reader is None:
        return None
    near = line.reader.place
    for name in names_in_front(line):
        if name in unlisted or gazetteer.find_city(name, near.region, near.country) is not None:
            return name
    places = line.reader.places(line)
    first = next((p for p in places if p.place.city and p.place.venue is None), None)
    if first is None or line.text[: first.begin].strip(" ").endswith((".", ",")):
        return None
    ahead = line.text[: first.begin].split()
    return first.place.city if len(ahead) <= _IN_FRONT and not any(map(str.istitle, ahead[1:])) else None
