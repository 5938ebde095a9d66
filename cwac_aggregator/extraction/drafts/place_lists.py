"""Lists of places under a line that announces them: where they begin and end, and what each line of them tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...normalization.place_words import place_words
from ..cues import plain
from ..lines import Line, Reader
from .facts import fact_share, is_address, is_bare_fact
from .lists_of_others import speaks_of_others
from .row_runs import is_room
from .town_parts import names_part

_LONGEST = 120
"""Letters of the longest line that is nothing but a place."""
_HEAD = 50
"""Letters of the longest line over a group of places, and of a heading that announces them."""
_MOST = 300
"""Lines of the longest list."""
_SHARE = 0.5
"""The least share of facts in a line that is nothing but a place."""
_HINTED = 0.3
"""How strong a place must be that stands alone on its line."""
_MARKS = " \t•*·»►▪–—-"
_NUMBER = re.compile(r"(?:\(?\d{1,2}[.)]\s+)?")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class Entry:
    """A place of a list: its lines, and whether they tell a venue and a street."""

    lines: list[Line]
    venue: bool
    street: bool
    known: bool
    """Whether its words say that it is a place, not only where it stands."""


@dataclass(slots=True)
class PlaceList:
    """The places of a list in groups, each with the line that stands over it."""

    groups: list[tuple[Line | None, list[Entry]]]
    stop: int
    """The index of the line behind it."""


def place_list_at(reader: Reader, lines: Sequence[Line], i: int) -> PlaceList | None:
    """The list of several places that begins at `i`, under a line or a label that leads to it; None where there is none."""
    trust = _trust(reader, lines, i)
    if not trust:
        return None
    found = _listed(reader, lines, i, trust > 1)
    entries = [entry for _, group in found.groups for entry in group]
    if len(entries) < 2 or (trust == 1 and not all(entry.known for entry in entries)):
        return None
    if heads_day(reader, lines, i) and any(line.label is not None for entry in entries for line in entry.lines):
        return None  # a card under its day
    return found


def announced_at(reader: Reader, lines: Sequence[Line], i: int) -> PlaceList | None:
    """The list of places, or the one place, that begins at `i`, where the line above says in so many words that it is."""
    if _trust(reader, lines, i) < 2:
        return None
    found = _listed(reader, lines, i, True)
    entries = [entry for _, group in found.groups for entry in group]
    return found if len(entries) > 1 or any(entry.known for entry in entries) else None


def _trust(reader: Reader, lines: Sequence[Line], i: int) -> int:
    """How surely what begins at `i` is a list of places: 2 where the line or label above says so, 1 where it leads to something."""
    first = lines[i]
    if first.names or first.dates:
        return 0
    if first.under:
        if first.label != "place" and not first.heading:
            return 0
        return 2 if reader.cues.has("listed_places", plain(first.under)) else 1
    if heads_day(reader, lines, i):
        return 1
    return _announces_places(reader, lines[i - 1]) if i else 0


def heads_day(reader: Reader, lines: Sequence[Line], i: int) -> bool:
    """Whether the line above `i` is nothing but a day: "Wednesday, March 13" over the places of that day."""
    above = lines[i - 1] if i else None
    if above is None or not above.dates or above.times or above.names or above.label is not None:
        return False
    return len(above.text) < _HEAD and is_bare_fact(reader, above)


def _announces_places(reader: Reader, line: Line) -> int:
    """How surely a line leads to a list of places: 2 where it says so, 1 where it only leads to something."""
    text, cues = line.text.rstrip(" *"), reader.cues
    if line.others or speaks_of_others(line):
        return 0
    leads = text.endswith((":", "…"))
    said = cues.has("listed_places", line.low)
    words = re.findall(r"[^\W\d]+", line.low)
    at = place_words(reader.lexicon.code)
    if leads and words and (said or at.has("at", words[-1]) or at.has("in", words[-1])):
        return 2
    if said and (line.heading or len(text) < _HEAD) and not text.endswith((".", "!", "?")):
        return 2
    return 1 if leads or said else 0


def _listed(reader: Reader, lines: Sequence[Line], i: int, trusted: bool) -> PlaceList:
    """The groups of places that begin at `i`, each with the line over it."""
    groups: list[tuple[Line | None, list[Entry]]] = []
    head: Line | None = None
    j = i
    while j < min(len(lines), i + _MOST):
        line = lines[j]
        if _is_head(reader, lines, j, trusted):
            head = line
            groups.append((head, []))
            j += 1
            continue
        unit = [line]
        while j + len(unit) < len(lines) and lines[j + len(unit)].unit == line.unit:
            unit.append(lines[j + len(unit)])
        entry = _entry(reader, unit, trusted)
        if entry is None or (line.heading and not _heads_street(reader, lines, j)):
            break
        if not groups:
            groups.append((None, []))
        told = groups[-1][1]
        if told and _goes_on(reader, told[-1], entry):
            told[-1].lines += entry.lines
            told[-1].street = told[-1].street or entry.street
        else:
            told.append(entry)
        j += len(unit)
    while groups and not groups[-1][1]:
        groups.pop()
        j -= 1
    return PlaceList(groups, j)


def _entry(reader: Reader, unit: Sequence[Line], trusted: bool) -> Entry | None:
    """What a unit of lines is as a place of a list; None where it is none."""
    first = unit[0]
    if sum(len(line.text) for line in unit) > _LONGEST:
        return None
    if any(
        line.names or line.dates or line.rules or line.aside or line.label not in (None, "place", "address")
        for line in unit
    ):
        return None
    if first.text.rstrip().endswith(("?", "!", ":")):
        return None
    places = [p for line in unit for p in reader.places(line) if p.strength >= _HINTED]
    venue, street = any(p.place.venue for p in places), any(p.place.street for p in places) or is_address(first)
    if (venue or street) and (len(first.text) < 40 or fact_share(reader, first) >= _SHARE or street):
        if not _is_sentence(first) or fact_share(reader, first) >= _SHARE:
            return Entry(list(unit), venue, street, True)
        return None
    if reader.is_town(first.text):  # alone it heads what is under it, with its postal code it is of an address
        coded = any(map(str.isdigit, first.text)) or "," in first.text
        return Entry(list(unit), False, False, True) if coded else None
    named = trusted and not first.hosts() and _is_name(first)
    return Entry(list(unit), True, False, False) if named else None


def _is_sentence(line: Line) -> bool:
    text = line.text.rstrip()
    return text.endswith(".") and len(text.split()) > 4


def _is_name(line: Line) -> bool:
    """Whether a line may be nothing but a name: a few words, the most of them with capitals."""
    text = _NUMBER.sub("", line.text.strip(_MARKS), count=1)
    if _is_sentence(line) or len(text) > 70 or text.endswith((",", ";")):
        return False
    words = [word for word in re.split(r"[\s,/()-]+", text) if _LETTER.search(word)]
    long = [word for word in words if len(word) > 3]
    small = sum(not word[0].isupper() for word in long)
    return bool(words) and words[0][0].isupper() and small <= (not text.endswith("."))  # not "Voor spoed bel 112."


def _goes_on(reader: Reader, before: Entry, entry: Entry) -> bool:
    """Whether an entry is the next line of the place before it: its street, its town, a room in it."""
    one, two = before.lines[-1], entry.lines[0]
    if not (entry.venue or entry.street) or is_room(reader, two):
        return True
    if entry.venue or before.street or not before.venue:
        return False
    return two.label == "address" or one.block.kind != "item" or two.block.group == one.block.group or one.heading


def _is_head(reader: Reader, lines: Sequence[Line], j: int, trusted: bool) -> bool:
    """Whether a line stands over a group of the places: "North side:", "District 3", a heading."""
    line = lines[j]
    text = line.text.strip(_MARKS)
    if j + 1 >= len(lines) or len(text) > _HEAD or line.dates or line.times or line.names:
        return False
    if line.label is not None and (line.label != "place" or line.text != line.block.text):
        return False
    below = _entry(reader, lines[j + 1 : j + 2], trusted)
    if below is None or lines[j + 1].heading or heads_part(lines[j + 1]):
        return False
    if text.endswith(":") or heads_part(line):
        return not is_address(line)
    if line.heading:
        return not _heads_street(reader, lines, j)
    return line.block.strong and not lines[j + 1].block.strong and not _heads_street(reader, lines, j)


def _heads_street(reader: Reader, lines: Sequence[Line], j: int) -> bool:
    """Whether a line is a venue with its street on the line below, and no head of several."""
    if j + 1 >= len(lines):
        return False
    below = _entry(reader, lines[j + 1 : j + 2], False)
    if below is None or below.venue or not below.street:
        return False
    after = _entry(reader, lines[j + 2 : j + 3], False) if j + 2 < len(lines) and not lines[j + 2].heading else None
    return after is None or after.venue or not after.street


def heads_part(line: Line) -> bool:
    """Whether a line names nothing but a part of a town or of an agency: "North side", "District 3"."""
    return names_part(line.low.strip(_MARKS + ":."))
