"""An event's own programme, hour by hour: "8:00 Doors open" / "8:30 Coffee" / "9:00 K-9 demonstration" are no events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import time

from ..lines import Line, Reader
from .draft import Draft

_FEWEST = 2
"""Rows of the shortest programme."""
_KNOWN = 0.3
"""How strong a place must be for its row to tell one."""
_OPENING = 6
"""Letters before the hour that a row of a programme opens with: "• "."""


def is_programme(reader: Reader, units: Iterable[Sequence[Line]], parents: Sequence[Draft]) -> bool:
    """Whether rows tell what happens when at an event told whole before: each opens with an hour of its span, most name no place."""
    told = list(units)
    whole = [d for d in parents if d.start is not None and (d.end is not None or (d.place and d.place.venue))]
    if len(whole) != len(parents) or not whole or any(line.dates or line.names for unit in told for line in unit):
        return False
    hours = [_hour(unit) for unit in told]
    known = [hour for hour in hours if hour is not None]
    if len(known) < _FEWEST or len(known) < len(told) - 1 or len(set(known)) < len(known):
        return False
    if not all(_begins_within(hour, draft) for hour in known for draft in whole):
        return False
    return 2 * sum(_tells_place(reader, unit) for unit in told) < len(told)


def _hour(unit: Sequence[Line]) -> time | None:
    """The hour that a row opens with."""
    spans = unit[0].all_times
    return spans[0].start if spans and spans[0].begin <= _OPENING else None


def _begins_within(hour: time, draft: Draft) -> bool:
    assert draft.start is not None
    return draft.start <= hour and (draft.end is None or hour <= draft.end)


def _tells_place(reader: Reader, unit: Sequence[Line]) -> bool:
    return any(p.place.street or (p.place.venue and p.strength >= _KNOWN) for line in unit for p in reader.places(line))
