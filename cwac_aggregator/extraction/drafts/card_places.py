"""Where the labelled facts of a card say that it is: behind "Location:", beside the day, behind the name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...gazetteer import find_city
from ...normalization.place_words import place_words
from ...normalization.places import PlaceText
from ..lines import Line, Reader, split_labels
from ..tables import said_off, town_of
from .draft import SURE_PLACE, Words
from .facts import fact_share

_BEHIND_NAME = re.compile(r"[\"”’'»]?(?:, | @ | at | [-–—|] | \()(?=[A-ZÀ-Þ0-9])")
"""What parts a name from the place behind it."""
_PART = re.compile(r"[A-ZÀ-Þ][^,;:|()\d–—]{2,60}(?=$|[,;(|])(?<! )")
"""What stands before the first mark of a cell."""
_ENDS_SENTENCE = re.compile(r"[,;:(–—]|\w{3}[.!?] ")
"""Before a verb, what says that it is not that of the sentence which a text opens with."""
_LONGEST_VENUE = 60
"""Letters of a cell that may be a venue."""
_BARE = 0.3
"""How strong a place must be in a line that holds little else."""
_FACTS = 0.6
"""The least share of facts in a line with an hour whose place is a card's."""
_FACTS_CHANGED = 0.4
"""The same where the line also says that the event is called off or put off."""


Told = tuple[PlaceText | None, dict[str, Words]]
"""A place, and the words of its parts."""


def place_of_card(
    reader: Reader,
    facts: Sequence[Line],
    towns: Mapping[int, Words],
    days: Sequence[Line],
    hours: Sequence[Line],
    changed: Line | None,
) -> Told:
    """The place of a card: by its labels, in the lines of its day and its hours, or behind its name. `towns` are those that
    trail the places of a table, `changed` is the line that calls the event off."""
    place, parts = told = _labelled_place(reader, facts)
    town = next((towns[id(line)] for line in facts if id(line) in towns), None)
    if place is not None and place.city is None and town is not None and place.venue != town.text:
        return replace(place, city=town.text), parts | {"city": town}
    if place is None and len({line.unit for line in days}) == 1:
        told = _place_beside(reader, days[0], [x for x in hours if _is_row_of_place(reader, x, x is changed)])
    return told if told[0] is not None else _place_behind_name(reader, facts)


def _labelled_place(reader: Reader, facts: Sequence[Line]) -> Told:
    values: dict[str, str] = {}
    parts: dict[str, Words] = {}
    previous = ""
    town, venue = _town_and_venue(reader, facts)
    for line in facts:
        role = line.label if line.label is not None else previous
        previous = role
        if line is town or line is venue:
            role = "city" if line is town else "place"
        if role == "city":
            value = town_of(reader, line) or line.text.strip(" .")
            if value and len(value) < 50:
                values.setdefault("city", value)
                at = max(line.text.find(value), 0)
                parts.setdefault("city", Words(line, at, at + len(value)))
            continue
        if role not in ("place", "address"):
            continue
        text = line.text
        found = _in_cell(reader, line) if line.block.roles else reader.parse(text, line.masks())
        if (told := _in_sentence(reader, line)) is not None:
            found = told
        for name in ("venue", "street", "city", "region", "postcode", "country"):
            value = getattr(found, name)
            if value is None or (role == "address" and name == "venue" and "venue" in values):
                continue
            if name not in values:
                values[name] = value
                at = text.find(value)
                parts[name] = Words(line, at, at + len(value)) if at >= 0 else Words(line, 0, len(text))
    if not values and facts and facts[0].block.labels:
        return _unlabelled_place(reader, facts)  # a column whose head says nothing ("Park")
    if not values:
        return _place_with_hour(reader, facts)
    return PlaceText(**{n: values.get(n) for n in ("venue", "street", "city", "region", "postcode", "country")}), parts


def _in_sentence(reader: Reader, line: Line) -> PlaceText | None:
    """The place that a whole sentence behind a label tells: "Where: Our truck will be parked at Plum Diner"; None where the
    label's value opens with the place ("Elm Hall, the lot is at Oak Park")."""
    verb = next(iter(reader.cues.spans("is_there", line.low)), None)
    if verb is None or _ENDS_SENTENCE.search(line.text, 0, verb[0]) is not None:
        return None
    told = [place for place in reader.places(line) if place.place.venue or place.place.street]
    if not told or told[0].begin < verb[0] or told[0].strength < SURE_PLACE or told[0].place.venue is None:
        return None
    return told[0].place


def _place_with_hour(reader: Reader, facts: Sequence[Line]) -> Told:
    """The place behind a label of both: "When and where? From 9 to 11 a.m. at Elm Hall"."""
    for line in facts:
        for span in reader.places(line) if line.label == "text" and line.times else ():
            if span.place.venue and span.strength >= SURE_PLACE:
                return span.place, {n: Words(line, *o) for n, o in span.parts.items()}
    return None, {}


def _in_cell(reader: Reader, line: Line) -> PlaceText:
    """The place that a cell of a column of places tells, apart from what is said of the event: "CANCELLED: Elm Bakery"."""
    found = reader.parse(line.text, sorted([*line.masks(), *said_off(reader, line)]))
    whole = _PART.match(line.text)
    if whole is None or found.venue is None or found.venue == whole[0] or found.venue not in whole[0]:
        return found
    words = place_words(reader.lexicon.code)
    kinds = [word for word in whole[0].split()[1:] if word.islower() and words.noun(word)]
    return replace(found, venue=whole[0]) if kinds else found  # "Brede school De Bron"


def _town_and_venue(reader: Reader, facts: Sequence[Line]) -> tuple[Line | None, Line | None]:
    """The cell of a row that is nothing but a town, where its column is headed like a place's, and the cell with the venue."""
    if not facts or not facts[0].block.labels:
        return None, None
    near = reader.place
    told = [line for line in facts if line.label == "place"]
    town = next((x for x in told if find_city(x.text.strip(" ."), near.region, near.country) is not None), None)
    rest = [x for x in facts if x.label in ("place", "address", "text", None) and not (x.names or x.dates or x.times)]
    rest = [x for x in rest if x is not town and len(x.text) < _LONGEST_VENUE]
    if town is None or len(rest) != 1 or town.text.strip() == near.city:
        return None, None
    return town, rest[0]


def _unlabelled_place(reader: Reader, facts: Sequence[Line]) -> Told:
    for line in facts:
        if line.label in (None, "text") and not line.names:
            for span in reader.places(line):
                if span.place.street or span.strength >= SURE_PLACE:
                    return span.place, {n: Words(line, *o) for n, o in span.parts.items()} or {
                        "venue": Words(line, span.begin, span.stop)
                    }
    return None, {}


def _is_row_of_place(reader: Reader, line: Line, changed: bool) -> bool:
    """Whether the line of an hour is hardly more than facts: what it names is the place."""
    return fact_share(reader, line) >= (_FACTS_CHANGED if changed else _FACTS)


def _place_beside(reader: Reader, day: Line, rows: Sequence[Line]) -> Told:
    """A place told in the line of the day or the hour: "When: June 6 - Wren Park", "8:00 AM, Wren Park"."""
    for line in dict.fromkeys([day, *rows]):
        least = _BARE if line in rows else SURE_PLACE
        told = [p for p in reader.places(line) if p.place.venue and p.strength >= least]
        if told:
            return told[0].place, {name: Words(line, *at) for name, at in told[0].parts.items()}
    return None, {}


def _place_behind_name(reader: Reader, facts: Sequence[Line]) -> Told:
    """The place told behind the name in the cell of the title: "Coffee with a Cop" / "Fox Bakery, Oakmont"."""
    for line in facts:
        begin = line.names[-1].stop if line.label == "title" and line.names else 0
        if not begin or (mark := _BEHIND_NAME.match(line.text, begin)) is None:
            continue
        behind = line.text[mark.end() :].rstrip(")")
        rest, role = (split_labels(behind) or [(behind, None)])[0]
        at = line.text.index(rest, mark.end())
        found = reader.parse(rest)
        told = role == "place" or any(p.place.venue == found.venue for p in reader.places(line))
        known = told or found.city is not None or found.street is not None
        if found.venue is not None and known and line.text.startswith(found.venue, at):
            return found, {"venue": Words(line, at, at + len(found.venue))}
    return None, {}
