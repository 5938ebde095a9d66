"""Where a name stands to an event: in its own lines, at the head of its rows, under another town's heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..lines import Line
from .names import Agency, agencies_of

_OWN_LINE = 16
OWN_UNIT = 10
_NAMED_EVENT = 6
_HEAD = 30
_SECTION = 14
_SHOUTED = re.compile(r"[A-Z][A-Z .'’-]{2,28}:?")
"""A town in capitals over its rows."""
_MOST_BESIDE = 40
"""Letters that a line may hold beside the agency which it is the head of: "Elm Hill Police Department: 8-10 a.m."."""


class Standing:
    """The lines of a story as one event sees them."""

    def __init__(self, lines: Sequence[Line], own: Sequence[Line]) -> None:
        self.lines = lines
        self.mine = {id(line) for line in own}
        self.units = {line.unit for line in own if not line.heading}
        self.naming = [n for n, line in enumerate(lines) if agencies_of(line)]
        self.sections = _sections(lines) if self.naming else []
        at = next((n for n, line in enumerate(lines) if own and line is own[0]), 0)
        self.section = self.sections[at] if self.sections else None
        self.head = _head_of([(n, lines[n]) for n in self.naming], at)


def standing_of(standing: Standing, number: int, agency: Agency) -> int | None:
    """What the place of an agency's line adds to its weight; None where that line tells of another town's event."""
    line = standing.lines[number]
    section = standing.sections[number]
    if section is not standing.section and section is not None and section.low.strip(" :") in agency.key:
        return None
    weight = _OWN_LINE if id(line) in standing.mine else OWN_UNIT if line.unit in standing.units else 0
    weight += _NAMED_EVENT if line.names else 0
    weight += _HEAD if line is standing.head else 0
    return weight + (_SECTION if section is standing.section and section is not None else 0)


def _sections(lines: Sequence[Line]) -> list[Line | None]:
    """The heading each line stands under; None where the whole story has but one."""
    out: list[Line | None] = []
    head: Line | None = None
    shouted = sum(line.text.isupper() for line in lines) * 2 > len(lines)
    for line in lines:
        town = not shouted and _SHOUTED.fullmatch(line.text) is not None and not agencies_of(line)
        head = line if line.heading or town else head
        out.append(head)
    return out if len({id(head) for head in out}) > 2 else [None] * len(lines)


def _head_of(naming: Sequence[tuple[int, Line]], at: int) -> Line | None:
    """The line over an event's that names an agency and little else, where a story has several such lines."""
    heads = [(n, line) for n, line in naming if _is_head(line)]
    above = [line for n, line in heads if n <= at]
    return above[-1] if len(heads) > 1 and above else None


def _is_head(line: Line) -> bool:
    named = agencies_of(line)
    if len(named) != 1 or line.label == "other":
        return False
    agency = named[0]
    rest = len(line.text) - (agency.stop - agency.begin)
    return rest <= _MOST_BESIDE and (agency.begin < 3 and (rest < 4 or line.text[agency.stop : agency.stop + 1] == ":"))
