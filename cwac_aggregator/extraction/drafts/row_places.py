"""The place a row tells, and the town it opens with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ... import gazetteer
from ...normalization.place_words import PlaceWords, place_words
from ...normalization.places import PlaceText, is_chain, is_heading
from ..cues import plain
from ..lines import Line, Reader
from .draft import Words
from .facts import fact_share
from .hours import WEEK
from .town_parts import names_part

_TOWN_FIRST = re.compile(r"^[\s•*·»–-]*([A-ZÀ-Þ][\w.'’-]+(?:[ -][A-ZÀ-Þ][\w.'’-]+){0,2}):\s*")
_DIVISION = re.compile(
    r"\d|\b(?:first|second|third|fourth|north|south|east|west|central|division|precinct|district|sector|ward|zone|beat|week|session|date|time|when|where|place|location|coffee|new|note|update|event)s?\b|side\b|\b(?:down|mid|old|up)town\b"
)
_LEAD_TOWN = re.compile(
    r"^[\s,;:|–—-]*([A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2})\s*(?:,|:|–|—|-)\s*(?:at |the |in |inside )*$"
)
_TRAIL_TOWN = re.compile(
    r"[\w.)»”\"'’]\s*(?:,|\bin\b|\bte\b|\bà\b|\ben\b|\()\s*([A-ZÀ-Þ][\w.'’-]+(?:[ -](?:[A-ZÀ-Þ][\w.'’-]+|am|an|der|de|del|la|le|sur|aan|den|bei)){0,3})\)?\s*\.?$"
)
_ROW_PARTS = re.compile(r"\s*(?::|\||\s[-–—]\s)\s*")


_FIRST_PIECE = re.compile(r"[\s•*·»►▪–—-]*+(?:\(?\d{1,2}[.)]\s+)?([^\s,;:|()–—][^,;:|()–—]*?)\s*(?=$|[,;(|–—])")
"""What stands before the first mark of a row."""
_PARTICLE = 3
"""Letters of the longest small word within a name: "Terminus des Rapides"."""
_SENTENCE = 60
_FACTS = 0.4
"""The least share of facts in a row as long as a sentence."""


def row_place(reader: Reader, unit: Sequence[Line]) -> tuple[PlaceText | None, dict[str, Words], Words | None]:
    """The place a row tells: by its address or preposition, else what is left of the row as a whole."""
    for line in unit:
        found = [p for p in reader.places(line) if p.strength >= 0.3]
        if found:
            best = max(found, key=lambda p: (p.place.venue is not None, p.place.street is not None, p.strength))
            merged = best.place
            if merged.venue is None:
                other = next((p.place.venue for p in found if p.place.venue), None)
                merged = PlaceText(other, merged.street, merged.city, merged.region, merged.postcode, merged.country)
            if merged.venue is not None or merged.street is not None:
                if merged.city is None and (town := town_before(reader, line)) is not None:
                    merged = PlaceText(merged.venue, merged.street, town[0], town[1], merged.postcode, merged.country)
                parts = {n: Words(line, *o) for n, o in best.parts.items()}
                if merged.street is None:
                    merged = _with_street(reader, unit, merged, parts)
                return merged, parts, Words(line, best.begin, best.stop)
    for line in unit:
        if len(line.text) > 200 or not (line.dates or line.times or _is_short_name(line)):
            continue
        if line.label is None and is_heading(line.text, reader.lexicon.code):
            continue
        if len(line.text) > _SENTENCE and line.text.rstrip().endswith(".") and fact_share(reader, line) < _FACTS:
            continue  # a sentence: what it does not say with a word for places is none
        value = reader.parse(line.text, line.masks())
        town = town_before(reader, line)
        if town is not None and line.text.lstrip(" •*·»–-").startswith(town[0]) and value.venue in (None, town[0]):
            end = line.text.index(town[0]) + len(town[0])
            rest = line.text[end:]
            value = (
                reader.parse(rest, [(a - end, b - end) for a, b in line.masks() if a >= end])
                if rest.strip(" :,–—-|")
                else value
            )
            value = PlaceText(value.venue, value.street, town[0], town[1], value.postcode, value.country)
        if value.venue and WEEK.search(value.venue.lower()):
            continue
        if value.venue and reader.cues.has("sitting", plain(value.venue).split()[0]) and len(value.venue.split()) <= 2:
            continue  # "Durchgang II"
        if value.venue or value.street or value.city:
            parts = {}
            for name in ("venue", "street", "city"):
                part = getattr(value, name)
                at = line.text.find(part) if part else -1
                if at >= 0:
                    parts[name] = Words(line, at, at + len(part))
            return value, parts, Words(line, 0, len(line.text))
    return None, {}, None


def listed_place(
    reader: Reader, unit: Sequence[Line], place: PlaceText | None, parts: dict[str, Words]
) -> tuple[PlaceText | None, dict[str, Words]]:
    """The place of a row that is nothing but one, read as such where that tells more than its words for places do."""
    found = reader.parse(", ".join(line.text for line in unit), unit[0].masks() if len(unit) == 1 else ())
    if _facts(found) > _facts(place) and found.venue and not names_part(plain(found.venue)):
        named = ((name, getattr(found, name)) for name in ("venue", "street", "city"))
        spots = {name: _spot(unit, value) for name, value in named if value}
        return found, {name: words for name, words in spots.items() if words is not None}
    return _whole_name(unit[0], place, parts)


def _facts(place: PlaceText | None) -> int:
    return 0 if place is None else (place.venue is not None) + (place.street is not None)


def _spot(unit: Sequence[Line], value: str) -> Words | None:
    """Where a part of a place stands in the lines of a row."""
    line = next((line for line in unit if value in line.text), None)
    return None if line is None else Words(line, at := line.text.index(value), at + len(value))


def _whole_name(
    line: Line, place: PlaceText | None, parts: dict[str, Words]
) -> tuple[PlaceText | None, dict[str, Words]]:
    """The place of a row that is nothing but one, its venue or street up to the first comma: "Terminus des Rapides"."""
    found = _FIRST_PIECE.match(line.text)
    if found is None or line.reader is None or (place is not None and place.venue and place.street):
        return place, parts
    name = found[1]
    at = found.start(1)
    if place is None:
        return PlaceText(name), {"venue": Words(line, at, at + len(name))}
    part = "venue" if place.venue is not None else "street"
    read = place.venue or place.street
    if read is None or read == name or not name.startswith(read):
        return place, parts
    words = place_words(line.reader.lexicon.code)
    for word in name[len(read) :].split():
        if word[0].islower() and (len(word) > _PARTICLE or any(words.has(role, word) for role in ("at", "in", "on"))):
            return place, parts
    return replace(place, **{part: name}), parts | {part: Words(line, at, at + len(name))}


def _is_short_name(line: Line) -> bool:
    """Whether a line may be nothing but a place: no sentence."""
    text = line.text.rstrip()
    return len(text) < 90 and not (text.endswith(("!", "?")) or (text.endswith(".") and len(text.split()) > 4))


def _with_street(reader: Reader, unit: Sequence[Line], place: PlaceText, parts: dict[str, Words]) -> PlaceText:
    """The street that a line of its own tells in a row of several lines; its words are added to `parts`."""
    for line in unit:
        for span in reader.places(line):
            if span.place.street and span.place.venue is None:
                parts.update({n: Words(line, *o) for n, o in span.parts.items()})
                found = span.place
                return PlaceText(
                    place.venue,
                    found.street,
                    place.city or found.city,
                    place.region or found.region,
                    place.postcode or found.postcode,
                    place.country or found.country,
                )
    return place


def town_before(reader: Reader, line: Line) -> tuple[str, str | None] | None:
    """The town that opens a row: "Hallein: Café Sudhaus", "Monday | Cedar Hill - Big River Bait"."""
    opening = _TOWN_FIRST.match(line.text)
    if opening is not None and _is_quarter(reader, opening[1]):
        return None
    if (
        opening is not None
        and not _DIVISION.search(opening[1].lower())
        and not _is_house(reader, line, opening[1])
        and line.dates
        and opening.start(1) < line.dates[0].begin <= opening.end() + 1  # not "Tuesday: "
    ):
        return reader.in_small_letters(opening[1]), None
    text = line.text
    near = reader.place
    for piece in _ROW_PARTS.split(text)[:3]:
        name = piece.strip(" -–—•*·")
        named = 2 < len(name) < 30 and name[0].isupper() and not any(c.isdigit() for c in name)
        if named and not _is_quarter(reader, name):
            found = gazetteer.find_city(name, near.region, near.country)
            if found is not None:
                return name, found.region or None
    return None


def _is_house(reader: Reader, line: Line, name: str) -> bool:
    """Whether the name that opens a row is its venue: its words say so, and the row tells no other."""
    if any(p.place.venue not in (None, name) for p in reader.places(line)):
        return False
    found = reader.parse(name)
    if found.venue is None or is_chain(name):
        return found.venue is not None
    near = reader.place
    return gazetteer.find_city(name, near.region, near.country) is None and not reader.is_town(name)


def _is_quarter(reader: Reader, name: str) -> bool:
    """Whether a name is a quarter's: "Colonia Roma", "Bairro São José", "Wijk 4"."""
    return place_words(reader.lexicon.code).has("quarters", plain(name).split()[0].strip(".,"))


def towns_of_rows(reader: Reader, units: dict[int, list[Line]]) -> dict[int, Words]:
    """The towns of the rows of a list, by their number: over them, before their venues or behind them."""
    over = {number: unit[0].block.town for number, unit in units.items()}
    found = {n: Words(Line(town[0].text, town[0], -1), *town[1:]) for n, town in over.items() if town is not None}
    return found or _lead_towns(reader, units) or trail_towns(reader, units)


def _lead_towns(reader: Reader, units: dict[int, list[Line]]) -> dict[int, Words]:
    """The towns that open the rows of a list before their venues ("Jan. 23 – Volin, Rooster Inn"), where most rows do."""
    found: dict[int, Words] = {}
    words = place_words(reader.lexicon.code)
    known = 0
    for number, unit in units.items():
        line = unit[0]
        told = [p for p in reader.places(line) if p.place.venue]
        if told and "city" in told[0].parts and told[0].parts["city"] < told[0].parts["venue"]:
            known += 1  # a town that the gazetteer has
            continue
        places = [p for p in told if p.place.city is None]
        if (
            len(places) > 1
            and not line.text[: places[0].begin].strip(" •*·–-")
            and _ends_as_town(places[0].place, words)
        ):
            places = places[1:]  # "Draffen Mill – Plum Diner, 9 a.m."
        if not places:
            continue
        stops = [d.stop for d in line.dates] + [t.stop for t in line.times]
        begin = max((stop for stop in stops if stop <= places[0].begin), default=0)
        match = _LEAD_TOWN.match(line.text[begin : places[0].begin])
        if match is None and stops and begin:  # "Volin – Tuesday, July 6, at the Rooster Inn"
            first = min([d.begin for d in line.dates] + [t.begin for t in line.times])
            begin, match = 0, _LEAD_TOWN.match(line.text[:first])
            if match is not None and words.noun(plain(match[1]).split()[-1]):
                match = None
        if match is None:
            continue
        name = Words(line, begin + match.start(1), begin + match.end(1))
        if any(name.begin <= a < name.stop for a, _ in line.hosts()):
            if (town := _town_of_agency(reader, name)) is not None:
                found[number] = town
        elif not _DIVISION.search(match[1].lower()) and not _is_quarter(reader, match[1]):
            found[number] = name
    towns = len(found) + known
    return found if towns >= 2 and towns * 3 >= len(units) * 2 else {}


def _ends_as_town(place: PlaceText, words: PlaceWords) -> bool:
    """Whether what looks like a house may be a town: "Draffen Mill"."""
    return place.street is None and words.ends_as_town(plain(place.venue or "").split())


def _town_of_agency(reader: Reader, name: Words) -> Words | None:
    """The town in the name of the agency that opens a row ("Dayton Police Department: Elm Bakery")."""
    host = min(a for a, b in name.line.hosts() if name.begin <= a < name.stop)
    town = name.line.text[name.begin : host].strip()
    near = reader.place
    if len(town) < 3 or gazetteer.find_city(town, near.region, near.country) is None:
        return None
    return Words(name.line, name.begin, name.begin + len(town))


def trail_towns(reader: Reader, units: dict[int, list[Line]]) -> dict[int, Words]:
    """The towns that close the rows of a list behind their venues ("4 Oct., 3-6 p.m., Lokalbahnhof, Oberndorf"), where most do."""
    words = place_words(reader.lexicon.code)
    found: dict[int, Words] = {}
    placed = 0
    for number, unit in units.items():
        line = unit[-1]
        stop = max([d.stop for d in line.dates] + [t.stop for t in line.times] + [0])
        match = _TRAIL_TOWN.search(line.text, stop)
        if match is None:
            continue
        placed += 1
        if not _may_be_town(reader, words, match[1]):
            continue
        found[number] = Words(line, match.start(1), match.end(1))
    several = len({w.text for w in found.values()}) > 1
    return found if several and len(found) * 3 >= len(units) * 2 and len(found) == placed else {}


def _may_be_town(reader: Reader, words: PlaceWords, name: str) -> bool:
    """Whether a name may be a town's by its words: not "Room 3", "East Branch" or "Rathaussaal", but "Bad Gastein"."""
    low = plain(name)
    if _DIVISION.search(low) or reader.parse(name).street is not None:
        return False
    parts = re.findall(r"\w+", low)
    if any(words.has(role, w) for w in parts for role in ("rooms", "quarters", "not_places", "directions")):
        return False
    if words.has("nouns", parts[-1]) or parts[-1].endswith(tuple(words.words["rooms"])):
        return gazetteer.find_city(name, None, reader.place.country) is not None
    return True


def tell_places(reader: Reader, units: dict[int, list[Line]]) -> bool:
    """Whether rows tell hours or real places: beside an event already told, dates with other words are other things."""
    telling = [
        u
        for u in units.values()
        if any(
            line.times or any((p.place.street and p.place.venue) or p.strength >= 0.6 for p in reader.places(line))
            for line in u
        )
    ]
    return len(telling) * 2 >= len(units)
