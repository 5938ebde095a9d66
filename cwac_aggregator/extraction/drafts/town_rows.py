"""Rows that each tell a town before their house: "March 10 – Orgelles, place de la Mairie, 9 a.m."."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ...normalization.place_words import place_words
from ...normalization.places import PlaceText, is_chain
from ..cues import plain
from ..lines import Line, Reader
from .draft import Words
from .town_parts import names_part

_MARKS = " \t,;:|–—-•*·»"
_HEAD = re.compile(r"[A-ZÀ-Þ][\w.'’-]*(?: [\w'’-]+){0,3}")
"""A town, and nothing else."""


class TownRow(NamedTuple):
    """The town of a row and the house that stands behind it, with the words of each; `sure` where a word says that it is one."""

    town: Words
    sure: bool
    place: PlaceText
    parts: dict[str, Words]


def town_rows(reader: Reader, units: Mapping[int, Sequence[Line]]) -> dict[int, TownRow]:
    """The rows of a list that tell a town before their house, by their number; {} where not all may, most say
    nothing of a house, or all tell one town."""
    found: dict[int, TownRow] = {}
    if reader.lexicon.code == "en":
        return {}  # "Bean Traders, Southpoint Mall"
    for number, unit in units.items():
        row = _row(reader, unit[0]) if len(unit) == 1 and unit[0].block.town is None else None
        if row is None:
            return {}
        found[number] = row
    several = len({row.town.text for row in found.values()}) > 1
    return found if several and 3 * sum(row.sure for row in found.values()) >= 2 * len(found) else {}


def _row(reader: Reader, line: Line) -> TownRow | None:
    begin, stop = _between_times(line)
    text = line.text[begin:stop]
    head, mark, rest = text.partition(",")
    begin += len(head) - len(head.lstrip(_MARKS))
    name, house = head.strip(_MARKS), rest.strip(_MARKS)
    if not mark or not house or _HEAD.fullmatch(name) is None or not _may_be_town(reader, line, name, begin):
        return None
    place = reader.parse(house)
    if place.venue is None:
        return None  # "Linde, Ringstr. 4" is a house with its street
    sure = _says_house(reader, place.venue)
    parts: dict[str, Words] = {}
    for part in ("venue", "street"):
        value = getattr(place, part)
        if value is not None and (at := line.text.find(value, begin + len(name))) >= 0:
            parts[part] = Words(line, at, at + len(value))
    return TownRow(Words(line, begin, begin + len(name)), sure, place, parts)


def _between_times(line: Line) -> tuple[int, int]:
    """Where the stretch of a row begins and ends that tells neither its name, its day nor its hours: the longest."""
    taken = [*((d.begin, d.stop) for d in line.dates), *((t.begin, t.stop) for t in line.all_times)]
    taken += [(name.begin, name.stop) for name in line.names]
    bounds = sorted([(0, 0), *taken, (len(line.text), len(line.text))])
    gaps = [(a[1], b[0]) for a, b in pairwise(bounds) if b[0] > a[1]]
    return max(gaps, key=lambda gap: gap[1] - gap[0], default=(0, 0))


def _may_be_town(reader: Reader, line: Line, name: str, begin: int) -> bool:
    """Whether a name may be a town's: no house, no street, no agency, no part of a town."""
    words = place_words(reader.lexicon.code)
    if is_chain(name) or names_part(plain(name)) or _says_house(reader, name):
        return False
    if any(a < begin + len(name) and begin < b for a, b in line.hosts()):
        return False
    roles = ("quarters", "rooms", "titles", "not_places")
    if any(words.has(role, word) for word in plain(name).split() for role in roles):
        return False
    return reader.parse(name).street is None


def _says_house(reader: Reader, name: str) -> bool:
    """Whether a word of a name is one for a house, a shop or a square."""
    words = place_words(reader.lexicon.code)
    told = plain(name).split()
    return is_chain(name) or any(words.noun(w) or words.road(w) or words.has("squares", w) for w in told)
