"""Round-ups told in sentences: "Lima police will be at the mill from 8 to 10. In Kent, officers will be at Fox Bakery from 7 to
9." under the one day of all."""

from __future__ import annotations

from collections.abc import Sequence

from ..lines import Line, Reader
from .draft import SURE_PLACE
from .owners import owner_told
from .tense import tells_past

_FEWEST = 2
"""Stops of the shortest round-up."""


def stops_of_agencies(reader: Reader, lines: Sequence[Line]) -> frozenset[int]:
    """The sentences, by their ids, that each tell the house and the hours of another agency or town; none where two tell one
    house, or all are of one."""
    found: list[tuple[Line, str, str]] = []
    for line in lines:
        if (stop := _stop_of(reader, line)) is not None:
            found.append((line, *stop))
    houses = {house for _, house, _ in found}
    if len(found) < _FEWEST or len(houses) < len(found) or len({who for _, _, who in found}) < _FEWEST:
        return frozenset()
    return frozenset(id(line) for line, _, _ in found)


def _stop_of(reader: Reader, line: Line) -> tuple[str, str] | None:
    """The house of a sentence that tells one, with one hour and no day, and whose it is."""
    if line.heading or line.label is not None or line.block.kind != "text" or line.dates or line.others:
        return None
    if len(line.times) != 1 or line.times[0].start is None or tells_past(reader, line):
        return None
    sure = [p.place for p in reader.places(line) if p.strength >= SURE_PLACE and p.place.venue]
    if len(sure) != 1 or sure[0].venue is None:
        return None
    hosts = line.hosts()
    who = owner_told(line) or sure[0].city or (line.low[slice(*hosts[0])] if hosts else None)
    return (sure[0].venue.lower(), who.lower()) if who is not None else None
