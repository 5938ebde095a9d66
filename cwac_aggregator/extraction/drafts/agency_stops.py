"""Round-ups told in sentences: "Lima police will be at the mill from 8 to 10. In Kent, officers will be at Fox Bakery from 7 to
9.", under the one day of all, or each on its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..lines import Line, Reader
from .draft import SURE_PLACE
from .owners import owner_told
from .tense import is_plan, tells_past

_FEWEST = 2
"""Stops of the shortest round-up."""
_OF_OTHERS = ("crime", "mishap", "mourning", "council", "body")
"""The roles of words of other matters."""


class _Stop(NamedTuple):
    """A sentence, the house it tells, and whose stop that is."""

    line: Line
    house: str
    who: str


def stops_of_agencies(reader: Reader, lines: Sequence[Line]) -> frozenset[int]:
    """The sentences, by their ids, that each tell the house and the hours of another agency or town, all as planned or all as
    held; none where two tell one house, all are of one, or the event is told whole beside them."""
    stops = [stop for line in lines if (stop := _stop_of(reader, line)) is not None]
    if len(stops) < _FEWEST:
        return frozenset()
    held = [stop for stop in stops if tells_past(reader, stop.line)]
    planned = [stop for stop in stops if stop not in held and is_plan(reader, stop.line)]
    more = held if len(held) > len(planned) else planned
    more += [
        stop for stop in stops if stop not in held and stop not in planned
    ]  # "Lima police poured coffee at the mill"
    found = frozenset(id(stop.line) for told in (held, planned) if _are_apart(told) for stop in told)
    return frozenset() if any(id(line) not in found and _tells_event(reader, line) for line in lines) else found


def _tells_event(reader: Reader, line: Line) -> bool:
    """Whether a line tells hour or house of the event by its name, or as a fact of its own."""
    if line.label in ("time", "place", "address"):
        return True
    return bool(line.names) and (bool(line.times) or bool(_houses(reader, line)))


def _houses(reader: Reader, line: Line) -> list[str]:
    return [p.place.venue for p in reader.places(line) if p.strength >= SURE_PLACE and p.place.venue]


def _are_apart(stops: Sequence[_Stop]) -> bool:
    """Whether each stop is at a house of its own, and not all are of one agency."""
    houses = {(stop.house, *(day.days for day in stop.line.dates)) for stop in stops}
    return len(stops) >= _FEWEST and len(houses) == len(stops) and len({stop.who for stop in stops}) >= _FEWEST


def _stop_of(reader: Reader, line: Line) -> _Stop | None:
    """The stop that a sentence tells: one house, one hour, and a day at the most."""
    if line.heading or line.label is not None or line.block.kind != "text" or line.others:
        return None
    if len(line.times) != 1 or line.times[0].start is None or line.rules or len(line.dates) > 1:
        return None
    houses = _houses(reader, line)
    hosts = [(a, b) for a, b in line.hosts() if not any(name.begin <= a < name.stop for name in line.names)]
    if len(houses) != 1 or reader.cues.has_any(_OF_OTHERS, line.low):
        return None
    city = next((p.place.city for p in reader.places(line) if p.place.venue == houses[0]), None)
    who = owner_told(line) or city or (line.low[slice(*hosts[0])] if hosts else None)
    return _Stop(line, houses[0].lower(), who.lower()) if who is not None else None
