"""Lists of places that are no event's: car parks, ticket shops, sponsors, what else the department does elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..lines import Line
from .belonging import speaks_of_event
from .tale import Tale

_OF_EVENT = ("also", "again", "next_stop", "ours")
"""Words that may make a list one of further places of the event told before."""
_BARE_LEAD = 35
"""Letters of a lead that says no more than that places follow: "Other locations:"."""
_HEAD = re.compile(r"[^:.]{3,35}:\s")
"""A few words before what they head in their own line: "Free parking: ..."."""


def is_list_of_others(tale: Tale, lines: Sequence[Line], i: int, stop: int) -> bool:
    """Whether the rows from `i` to `stop` tell neither day nor hour, under a line that leads to places of something else.

    Such a line says so ("Parking is available at:"), or has no word of the event, whose own place is told ("Bus lines stop at:").
    """
    if not i or any(line.tells_time or line.names for line in lines[i:stop]):
        return False
    above, cues = lines[i - 1], tale.reader.cues
    if above.names or above.dates:
        return False
    if not (above.heading or above.text.rstrip().endswith(":")):
        return False
    if speaks_of_others(above):
        return True
    told = tale.batch or tale.governing
    placed = [d for d in told if d.start is not None and d.place is not None and d.place.venue]
    if above.heading or not told or len(placed) < len(told) or all(d.row for d in told):
        return False
    if len(above.text) < _BARE_LEAD and cues.has("listed_places", above.low):
        return False
    return not speaks_of_event(tale, [above], hosts=True) and not cues.has_any(_OF_EVENT, above.low)


def speaks_of_others(line: Line) -> bool:
    """Whether a line leads to places of something else than the event: not where police will be found at them."""
    if line.reader is None or not line.reader.cues.has("places_of_others", line.low):
        return False
    return not (line.hosts() and line.reader.cues.has("listed_places", line.low))


def tells_of_others(line: Line) -> bool:
    """Whether a line tells behind its own head places of something else: "Free parking: Mill Garage, 12 Mill Road"."""
    if line.names or line.dates or line.reader is None or (head := _HEAD.match(line.text)) is None:
        return False
    return line.reader.cues.has("places_of_others", line.low[: head.end()])
