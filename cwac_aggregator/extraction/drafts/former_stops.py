"""Sentences that only tell where another of the series was ("The first one was at Olive Bagels"), or where the program comes
from."""

from __future__ import annotations

from ..lines import Line
from .tale import Tale
from .tense import is_firm

_TO_VERB = 34
"""Letters from the words for a former one to the verb that says where it was."""


def tells_of_former(line: Line) -> bool:
    """Whether a sentence without a day tells where a former one was held, and of no plan."""
    if line.dates or line.reader is None or line.label is not None:
        return False
    cue = line.reader.cues
    for _, stop in cue.spans("former_one", line.low):
        behind = line.low[stop : stop + _TO_VERB]
        verbs = cue.spans("was_held", behind)
        if verbs and not any(c in ",.;:" or c.isdigit() for c in behind[: verbs[0][0]]):
            return not cue.has("firm", line.low)
    return False


def tells_of_homeland(tale: Tale, line: Line) -> bool:
    """Whether a sentence without a day tells where people meet in the land that the program comes from: "It is from the US, where
    officers sit down with people at McDonald's", "There deputies pour coffee in supermarkets"."""
    if line.dates or line.times or line.names or line.label is not None or line.heading or is_firm(tale.reader, line):
        return False
    told = tale.reader.places(line)
    first = next((place.begin for place in told if place.place.venue), None)
    if first is None:
        return False
    homelands = _homelands(tale, line)
    if any(stop <= first for _, stop in homelands):
        return True
    origin = tale.reader.cues.spans("origin", line.low)
    if any(span in homelands and any(p.begin <= span[0] < p.stop for p in told) for span in origin):
        return True  # "What started at a diner in Hawthorne, California, ..."
    before = tale.before(line)
    return before is not None and tale.reader.cues.opens("there", line.low) > 0 and bool(_homelands(tale, before))


def _homelands(tale: Tale, line: Line) -> list[tuple[int, int]]:
    """The words of a line for the land, the state or the town that the program comes from, where that is not the publisher's."""
    cue, near = tale.reader.cues, tale.reader.place
    found = [] if cue.has("origin", (near.city or "").lower()) else cue.spans("origin", line.low)
    if near.country != "US" or near.region != "CA":
        found = found + cue.spans("homestate", line.low)
    if near.country not in ("US", None):
        found = found + cue.spans("homeland", line.low)
    return found
