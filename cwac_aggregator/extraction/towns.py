"""The town, region and zone of an event: as printed, else from the publisher."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from .. import gazetteer
from ..model import Place
from ..normalization.places import PlaceText
from .cues import plain
from .drafts import Draft, Words
from .drafts.draft import SURE_PLACE
from .lines import Line, Reader
from .story_towns import IN_TOWN, dateline, find_town, town_above, town_of_report, town_of_title, town_opening

_HOST_TOWN = re.compile(
    r"(?:Polizeiposten|Polizeistation|Polizeiwache|Dorfpolizei|Gemeindepolizei|"
    r"(?:[Bb]rigade|[Gg]endarmerie|[Cc]ommissariat|[Pp]olice (?:municipale|communale))(?: de gendarmerie)? (?:de |d['’]))\s*"
    r"([A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?)"
)
"""The small station that holds an event, with its town: "der Polizeiposten Spaichingen", "la brigade de Lezay"."""
_CAPITAL = re.compile(r"(?<![\w“„«\"'’])[A-ZÀ-Þ][a-zà-ÿ]{3,}(?:-[A-ZÀ-Þ]?[a-zà-ÿ]+)*(?!\w)")
"""A word that may be a town's name, not in quotation marks."""
_LONGER = re.compile(
    r"(?:-(?:sur|sous|en|l[eè]s|les|de|la|le|aux?)-(?:la-|le-)?| (?:am|an der|in der|im|ob der|vor der|aan den|aan de|op) )[A-ZÀ-Þ][\w’'-]+"
)
"""What makes a town's name whole: "-sur-Mer", " am Rheinfall"."""
_AGENCY = re.compile(r"poli[zc]|gendarm", re.IGNORECASE)
"""A publisher that speaks for the stations of many towns."""
_AUSTRIAN_HOST = re.compile(r"(?:Polizeiinspektion|PI)\s+([A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?)")
"""A station of one town in Austria; in Germany an inspection is of a district."""
_FAR = 0.8
"""Degrees, of latitude and longitude together, from a town to one that its quarters are not named for by chance."""
_STATION = re.compile(r"[^()]{3,40}\([A-Z]{3,5}\d?\)")
"""A dateline with the call sign of a station, which names its own town: "BIRMINGHAM, Ala. (WBRC) -"."""
_COMMUNITY = re.compile(r"^(?:[Tt]he )?(?:Village|Town|Township|Borough) of (?=[A-Z])")
"""What law calls a place and people leave out: "the Village of Warwick"."""


def town_name(printed: str) -> str:
    """A town by its name alone: "the Village of Warwick" is Warwick."""
    return _COMMUNITY.sub("", printed)


def is_quarter(name: str | None, lines: Sequence[Line], near: Place) -> bool:
    """Whether a story calls a name that of a quarter of the publisher's town: "in the El Cerrito neighborhood"."""
    if name is None or near.city is None or name == near.city:
        return False
    said = re.compile(rf"\b{re.escape(plain(name))} (?:neighbou?rhood|quarter|subdivision)\b")
    return any(said.search(line.low) for line in lines)


def settle_place(place: PlaceText | None, near: Place) -> tuple[PlaceText, bool]:
    """Complete a printed place from the source's: (place, whether the city was inherited)."""
    if place is None:
        return PlaceText(city=near.city, region=near.region, country=near.country), near.city is not None
    if place.city is not None:
        region, country = place.region, place.country
        if region is None and country in (None, near.country):
            region = near.region
        city = town_name(place.city)
        return PlaceText(place.venue, place.street, city, region, place.postcode, country or near.country), False
    if place.region not in (None, near.region):
        return PlaceText(
            place.venue, place.street, None, place.region, place.postcode, place.country or near.country
        ), False
    return (
        PlaceText(place.venue, place.street, near.city, near.region, place.postcode, place.country or near.country),
        near.city is not None,
    )


def is_unknown_town(place: PlaceText, near: Place) -> bool:
    """Whether what is printed as a town, without its region, is none that is known: it may be a part of one. Asked in the
    United States, of which every town of 500 is known."""
    if place.city is None or place.region or place.postcode or near.country != "US" or near.region is None:
        return False
    return gazetteer.find_city(place.city, near.region, near.country) is None


def name_town_of_quarter(draft: Draft, lines: Sequence[Line], reader: Reader) -> None:
    """Put the town of the title for a quarter of it that bears the name of a town far away: "em Olaria", of an event in
    Nova Friburgo."""
    place, near = draft.place, reader.place
    titled = town_of_title(draft, lines, reader) if place is not None and place.city is not None else None
    if place is None or place.city is None or titled is None or titled[0] == place.city or place.region is not None:
        return
    home, told = (gazetteer.find_city(name, near.region, near.country) for name in (titled[0], place.city))
    if home is None or told is None or abs(home.latitude - told.latitude) + abs(home.longitude - told.longitude) < _FAR:
        return
    at = titled[1].text.find(titled[0])
    draft.place = replace(place, city=titled[0])
    draft.place_parts["city"] = Words(titled[1], at, at + len(titled[0]))


def zone_of_event(values: dict[str, Any], near: Place) -> str | None:
    """The zone of the event's place, else of the source where the place does not contradict it."""
    city, region, country = values.get("city"), values.get("region"), values.get("country")
    same = (region in (None, near.region)) and (country in (None, near.country))
    if same and near.timezone:
        if city and city != near.city and country in ("US", "CA", "AU") and region:
            return gazetteer.zone_of(city, region, country) or near.timezone
        return near.timezone
    return gazetteer.zone_of(city, region, country)


def _town_of_host(draft: Draft, reader: Reader) -> tuple[str, Line, str | None] | None:
    """The town of the station that the event's own sentence names, where no other town is told."""
    near = reader.place
    if _AGENCY.search(near.name or "") is None:
        return None  # a paper's or a town's page: the event is in its own town, wherever the station stands
    for words in (draft.day_words, draft.place_words):
        line = words.line if words is not None else None
        if line is None or line.label is not None:
            continue
        austrian = _AUSTRIAN_HOST.finditer(line.text) if near.country == "AT" else ()
        for match in (*_HOST_TOWN.finditer(line.text), *austrian):
            for name in (match[1], match[1].split()[0]):
                if name == near.city:
                    return None  # the publisher's own: its town goes without saying
                if (found := gazetteer.find_city(name, near.region, near.country)) is not None:
                    return name, line, found.region or None
    return None


def _is_of_another_place(draft: Draft, line: Line, venue: str) -> bool:
    """Whether a venue of the event's line is that of its other stop ("ab 10 Uhr am Markt in Eller und ab 16 Uhr am Landtag")."""
    words = draft.place_words
    known = draft.place.venue if draft.place is not None else None
    return known is not None and known != venue and words is not None and words.line is line and len(line.times) > 1


def _tells(lines: Sequence[Line], relevant: Sequence[bool], town: str) -> bool:
    """Whether a story names its publisher's town: another that it names in passing is not the event's."""
    named = re.compile(rf"\b{re.escape(town)}\b")
    return any(keep and named.search(line.text) is not None for line, keep in zip(lines, relevant, strict=True))


def _town_beside(
    draft: Draft, line: Line, taken: Sequence[tuple[int, int]], near: Place, several: bool
) -> tuple[str, Line, str | None] | None:
    """The town that a line of the event says it is in; of several the one next to the day ("After two meetings in Ashby one
    was held in Oakmont on Thursday"). `several` where its paragraph tells other days, too."""
    told = []
    for match in IN_TOWN.finditer(line.text):
        begin, stop = match.span(1)
        if any(a < stop and begin < b for a, b in taken):
            continue
        found = find_town(match[1], near)
        if found is not None:
            told.append((begin, stop, *found))
    day = draft.day_words
    if day is None or day.line is not line:
        return (told[0][2], line, told[0][3]) if told else None
    if several:
        told += _towns_of_clause(draft, line, taken, near)
    if not told:
        return None
    told.sort(key=lambda t: max(day.begin - t[1], t[0] - day.stop))
    return told[0][2], line, told[0][3]


def _towns_of_clause(
    draft: Draft, line: Line, taken: Sequence[tuple[int, int]], near: Place
) -> list[tuple[int, int, str, str | None]]:
    """The towns that stand without a small word beside one day of several: "Am 5. Mai ist Düren an der Reihe"."""
    assert draft.day_words is not None
    begin = draft.day_words.begin
    stop = min((d.begin for d in line.dates if d.begin > begin), default=len(line.text))
    if line.label is not None or line.block.group or line.reader is None or line.reader.lexicon.code == "en":
        return []
    found = []
    for match in _CAPITAL.finditer(line.text, begin, stop):
        if any(a < match.end() and match.start() < b for a, b in taken):
            continue
        town = gazetteer.find_city(match.group(), near.region, near.country)
        if town is not None:
            found.append((*match.span(), match.group(), town.region or None))
    return found


def _town_of_sentence(draft: Draft, lines: Sequence[Line], reader: Reader) -> tuple[str, Line, str | None] | None:
    """The town behind a small word in the sentence of the event's day or place."""
    near = reader.place
    for told in (
        draft.place_words.line if draft.place_words else None,
        draft.day_words.line if draft.day_words else None,
    ):
        if told is None or told.label is not None:
            continue
        line = told
        taken = [
            *line.masks(),
            *(
                o
                for p in reader.places(line)
                for f, o in p.parts.items()
                if f == "street" or (f == "venue" and p.strength >= SURE_PLACE)  # not "coming to Tatura"
            ),
            *(
                p.parts["city"]
                for p in reader.places(line)
                if "city" in p.parts and p.place.venue and _is_of_another_place(draft, line, p.place.venue)
            ),
        ]
        several = sum(len(other.dates) for other in lines if other.unit == line.unit) > 1
        if (beside := _town_beside(draft, line, taken, near, several)) is not None:
            return beside
    return None


def town_near(
    draft: Draft, lines: Sequence[Line], relevant: Sequence[bool], reader: Reader
) -> tuple[str, Line, str | None] | None:
    """The town printed in the event's own lines ("in Bridgton", a dateline): it counts as printed."""
    city = reader.place.city
    if (ahead := town_opening(draft, lines, reader)) is not None:
        return ahead
    if not draft.elsewhere and (opening := dateline(lines, relevant, reader)) is not None:
        station = opening[0] == city and _STATION.match(opening[1].text) is not None
        reported = town_of_report(draft, lines, relevant, reader) if station else None
        return reported or opening  # "BIRMINGHAM, Ala. - Tuscaloosa police will pour": where the station is
    if (printed := _town_of_sentence(draft, lines, reader)) is not None:
        return printed
    if not draft.elsewhere and (titled := town_of_title(draft, lines, reader)) is not None:
        return titled
    own = {
        id(draft.line),
        id(draft.day_words.line) if draft.day_words else 0,
        id(draft.time_words.line) if draft.time_words else 0,
        id(draft.place_words.line) if draft.place_words else 0,
    }
    near = reader.place
    if (above := town_above(draft, lines, reader)) is not None:
        return above
    candidates: list[tuple[int, str, Line, str | None]] = []
    for line, keep in zip(lines, relevant, strict=True):
        told_places = [place for place in reader.places(line) if place.place.city] if keep else []
        if not told_places or (id(line) not in own and reader.cues.has("history", line.low)):
            continue  # "It began in Hawthorne, California"
        for place in told_places:
            abroad = near.region is not None and place.place.region not in (None, near.region)
            street = draft.place.street if draft.place is not None else None
            venue = draft.place.venue if draft.place is not None else None
            same = venue is not None and plain(place.place.venue or "") == plain(venue)
            other = (place.place.venue and not same) or abroad or place.place.street not in (None, street)
            theirs = place.place.venue is not None and _is_of_another_place(draft, line, place.place.venue)
            if (
                place.place.city
                and ((id(line) in own and not theirs) or not other)
                and (id(line) in own or same or line.heading or line.names or line.hosts() or line.dates or line.label)
            ):
                candidates.append((0 if id(line) in own or same else 1, place.place.city, line, place.place.region))
    headed = {c[1]: c for c in candidates if c[2].heading}
    if len(headed) == 1 and not any(c[0] == 0 for c in candidates):
        (told_in,) = headed.values()
        return told_in[1], told_in[2], told_in[3]
    if candidates:
        candidates.sort(key=lambda c: (c[0], c[1] != city))
        own_town = candidates[0][0] > 0 and city is not None and _tells(lines, relevant, city)
        if candidates[0][0] == 0 or candidates[0][1] == city or (len({c[1] for c in candidates}) == 1 and not own_town):
            return candidates[0][1], candidates[0][2], candidates[0][3]
    if (host := _town_of_host(draft, reader)) is not None:
        return host
    if (reported := town_of_report(draft, lines, relevant, reader)) is not None:
        return reported
    if city:
        low_city = plain(city)
        pattern = re.compile(
            r"(?:^|\b(?:in|of downtown|downtown|en|a|à|im|zu|te|em|into|around|across)\s+)"
            + re.escape(plain(city))
            + r"\b(?!\s+(?:police|pd\b|department|sheriff|county|high|public|elementary|middle|community|city))"
        )
        upper = re.compile(r"^\s*" + re.escape(city.upper()) + r"\b.{0,40}?(?:[–—-]|\))")
        for line, keep in zip(lines, relevant, strict=True):
            if (
                keep
                and (low_city in line.low or city.upper() in line.text)
                and line.label not in ("other", "organizer")
            ):
                named = pattern.search(line.low)
                if (named and (named.start() > 0 or not line.low.startswith(plain(city)))) or upper.search(line.text):
                    return city, line, None
    return None


def town_in_full(city: str, lines: Sequence[Line], near: Place) -> str | None:
    """The town's whole name where the publisher's or the page's words have it: "Cavalaire" in Cavalaire-sur-Mer."""
    if near.city and _LONGER.fullmatch(near.city, len(city)) and near.city.startswith(city):
        return near.city
    for line in lines:
        at = line.text.find(city)
        while at >= 0:
            longer = _LONGER.match(line.text, at + len(city))
            if longer is not None:
                name = line.text[at : longer.end()]
                return name if gazetteer.find_city(name, None, near.country) is not None else None
            at = line.text.find(city, at + 1)
    return None
