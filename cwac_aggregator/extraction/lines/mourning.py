"""Deaths and funerals: lines that tell of nothing else, and what a sentence about the event says of one in passing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..cues import Cues

if TYPE_CHECKING:
    from .line import Line

_POSSESSIVE = 3
"""Letters between a day and the funeral it is of: "Friday's funeral"."""
_CHANGES = ("postponed", "cancelled", "moved", "old")
"""What is said of an event that gives way to a funeral."""


def mourning_parts(cue: Cues, low: str, named: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of a sentence that tell of a funeral: from its word to the comma or the name of the event behind it
    ("Because of | the funeral of Officer Ruiz on Thursday |, the coffee ..."). What is when and where there is the funeral."""
    found: list[tuple[int, int]] = []
    if not (told := cue.spans("mourning", low)):
        return found
    houses = cue.spans("mourning_house", low)
    for begin, stop in told:
        if any(a <= begin < b for a, b in houses):
            continue  # "Smith Funeral Home" is a place
        ends = [at for at in (low.find(", ", stop), low.find("; ", stop)) if at >= 0]
        ends += [a for a, _ in named if a >= stop]
        found.append((begin, min(ends, default=len(low))))
    return found


def mourns(line: Line) -> bool:
    """Whether a line tells of a death or a funeral and of nothing else; it may name the program that the dead one ran.

    "The funeral was moved to Friday" does; "the coffee was moved to Friday so that officers can be at the funeral" does not.
    """
    if line.reader is None or not line.reader.cues.has("mourning", line.low):
        return False
    cue = line.reader.cues
    named = [(name.begin, name.stop) for name in line.names]
    parts = mourning_parts(cue, line.low, named)
    if not parts or (named and cue.has("firm", line.low)):
        return False
    changed = [span for role in _CHANGES for span in cue.spans(role, line.low)]
    outside = [a for a, b in changed if not any(begin <= a and b <= stop for begin, stop in parts)]
    if named:
        return not outside
    return not any(a < parts[0][0] or line.low[:a].rstrip().endswith((",", " it", " has")) for a in outside)


def days_of_mourning(
    cue: Cues, low: str, named: Sequence[tuple[int, int]], days: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The parts of a sentence that tell of a funeral, with the day right before them ("because of Friday's funeral")."""
    found: list[tuple[int, int]] = []
    for begin, stop in mourning_parts(cue, low, named):
        near = [a for a, b in days if 0 <= begin - b <= _POSSESSIVE]
        found.append((near[-1] if near else begin, stop))
    return found
