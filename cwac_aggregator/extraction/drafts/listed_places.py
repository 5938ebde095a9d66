"""Places listed under a line that announces them, to drafts: the event is held at each."""

from __future__ import annotations

from collections.abc import Sequence

from ... import gazetteer
from ...normalization.places import PlaceText, is_chain
from ..lines import Line
from .belonging import is_row_of_another
from .draft import Draft, Words
from .place_lists import heads_day, heads_part, place_list_at
from .rows import read_listed
from .tale import Tale


def read_place_list(tale: Tale, lines: Sequence[Line], i: int) -> int:
    """Read the places that the line before `i` announces, one of the event's at each; the index after them, or `i` where
    they are none."""
    parents = _parents(tale, lines, i)
    found = place_list_at(tale.reader, lines, i) if parents else None
    if found is None:
        return i
    if any(is_row_of_another(tale, entry.lines, parents) for _, group in found.groups for entry in group):
        return i
    made: list[Draft] = []
    for head, group in found.groups:
        _take_town(tale, head)
        for entry in group:
            for line in entry.lines:
                line.unit = entry.lines[0].unit
        made += read_listed(tale, [entry.lines for entry in group], parents)
    tale.batch, tale.parents = made, parents
    tale.rows_governed = not _leave_section(lines, found.stop)
    return found.stop


def _leave_section(lines: Sequence[Line], i: int) -> bool:
    """Whether text stands behind the list under the heading "Locations": it is no place any more."""
    begin = i
    while i < len(lines) and lines[i].label == "place" and lines[i].text == lines[i].block.text and not lines[i].under:
        lines[i].label = None
        i += 1
    return i > begin


def _parents(tale: Tale, lines: Sequence[Line], i: int) -> list[Draft]:
    """The events told before, for which a list tells the places: none that has one but a chain's name."""
    told = [d for d in (tale.batch or tale.governing) if d.day is not None]
    if heads_day(tale.reader, lines, i):
        told = [d for d in tale.drafts if d.day_words is not None and d.day_words.line is lines[i - 1]]
    if any(d.row for d in told):
        return []
    return told if all(d.place is None or d.place.venue is None or is_chain(d.place.venue) for d in told) else []


def _take_town(tale: Tale, head: Line | None) -> None:
    """The town that stands over a group of places."""
    if head is None:
        return
    name = head.text.strip(" \t•*·»►▪–—-:.")
    name = tale.reader.in_small_letters(name)
    near = tale.reader.place
    found = None if heads_part(head) else gazetteer.find_city(name, near.region, near.country)
    if found is None:
        tale.city = None
        return
    tale.city = PlaceText(city=name, region=found.region or None), Words(head, 0, len(head.text))
