"""The town that a report opens with: "DOVER, N.H. — Police ...", "Lüchow. Die Polizei ..."."""

from __future__ import annotations

import re
from typing import NamedTuple

from ... import gazetteer
from ..cues import plain
from .line import Line, Reader
from .town_forms import Form

_DATELINE = re.compile(
    r"^([A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,28}|[A-ZÀ-Þ][a-zà-ÿ]+(?: (?:(?:de|del|da|do|dos|das|la|las|los|el) ){0,2}[A-ZÀ-Þ][a-zà-ÿ]+){0,3})"
    r"(?:, ([A-Z][A-Za-zà-ÿ. ]{1,16}?))?(?:,? (?:a |le |den |op )?(?:\d{1,2} de \w{4,10} (?:de|del) \d{4}|\d{1,2}(?:er|\.)? [a-zA-Zà-ÿ]{3,10}\.? \d{4})\.?)?\s*(?:\([^)]{1,30}\)\s*)?\.?(?:[—–-]{1,2}\s+|[—–])\S"
)
"""The town a news story opens with: "DOVER, N.H. —", "Rostock (ots) -", "San Pedro de los Pinos, N.L.- ..."."""
_FULL_STOP = re.compile(r"(?<=\w{3})\.$")
"""Behind a town, no letter's of its name: "SANTIAGO.- Carabineros"."""
_BEFORE_AGENCY = re.compile(r"^([A-ZÀ-Þ][\wà-ÿ'’/-]+(?: [\w'’/-]+){0,3}) \((?:ots|dpa(?:/[a-z]{2,4})?|apa|sda)\)$")
"""The same on a line of its own, before the agency that sent it: "Rostock (ots)"."""
_DASH = re.compile("[—–-]")
_TOWN_AHEAD = re.compile(r"^([A-ZÀ-Þ][\w'’-]+(?: [\w'’-]+){0,3})(?:[.:]| ?[|/]) (?=[\"“„«]?[A-ZÀ-Þ])")
"""The same before a mark, as German and Irish papers print it: "Lüchow. Die Polizei", "Ballina: Gardaí"."""
_TOWN_IN_CAPITALS = re.compile(r"^([A-ZÀ-Þ]{3,}(?:[ -][A-ZÀ-Þ]{3,})*) (?=[A-ZÀ-Þ][a-zà-ÿ])")
"""The same without a dash, as Flemish papers print it: "EEKLO De wijkwerking"."""
_CALL_SIGN = re.compile(r"\([WK][A-Z]{2,3}(?:[ -](?:TV|FM|AM))?\)")
"""A station's, behind the town that it reports from."""


class Dateline(NamedTuple):
    """A town with its region, where a report opens with it."""

    town: str
    region: str | None
    begin: int
    stop: int
    form: Form


def _leads_to_time(line: Line, opening: re.Match[str]) -> bool:
    """Whether a day or an hour stands right behind the dash: the title of an entry stands before it."""
    told = [span.begin for spans in (line.dates, line.times) for span in spans]
    return any(opening.end() - 1 <= begin <= opening.end() for begin in told)


def dateline(line: Line, reader: Reader) -> Dateline | None:
    """The town that a report opens with."""
    if line.label is not None or line.heading:
        return None
    own = (reader.place.city, reader.place.region, reader.place.country)
    opening = _DATELINE.match(line.text) if _DASH.search(line.text) is not None else None
    if opening is not None:
        town = _FULL_STOP.sub("", opening[1].strip(" ,-–—"))
        known = gazetteer.town_near(town, *own, small=False)
        if town.casefold().endswith((" county", " parish")) or not (known is not None or town.isupper()):
            return None
        if known is None and reader.cues.ends("notice_heads", plain(town), 0):
            return None  # "POSTPONED – Coffee with a Cop", "REMINDER - ..."
        if known is None and (any(name.begin < opening.end(1) for name in line.names) or _leads_to_time(line, opening)):
            return None  # "COFFEE WITH A COP – Monday, March 4", "SENIOR YOGA - 9 a.m."
        town = reader.in_small_letters(town)
        region = reader.parse(f"{town}, {opening[2]}").region if opening[2] else None
        form: Form = "dateline-station" if _CALL_SIGN.search(opening[0]) else "dateline"
        return Dateline(town, region or (known.region or None if known else None), *opening.span(1), form)
    opening = _BEFORE_AGENCY.match(line.text)
    if opening is not None and (city := gazetteer.town_near(opening[1], *own)) is not None:
        return Dateline(opening[1], city.region or None, *opening.span(1), "dateline")
    opening = _TOWN_AHEAD.match(line.text) if not line.block.group else None
    if opening is not None and (city := gazetteer.town_near(opening[1], *own)) is not None:
        return Dateline(opening[1], city.region or None, *opening.span(1), "dateline")
    if reader.lexicon.code == "nl" and (opening := _TOWN_IN_CAPITALS.match(line.text)) is not None:
        town = opening[1].title()
        known = gazetteer.town_near(town, *own)
        return Dateline(town, None, *opening.span(1), "dateline") if known is not None else None
    return None
