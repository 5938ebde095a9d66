"""Sentences that only tell where another of the series was: "The first one was at Olive Bagels"."""

from __future__ import annotations

from ..lines import Line

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
