"""Where a name stands to an event: in its own lines, at the head of its rows, under another town's heading."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from ..lines import Line, StoryLines, at_head_and_near
from .names import Agency, agencies_of
from .third_parties import find_body, find_house

_OWN_LINE = 16
OWN_UNIT = 10
_NAMED_EVENT = 6
_HEAD = 30
_SECTION = 14
_SHOUTED = re.compile(r"[A-Z][A-Z .'’-]{2,28}:?")
"""A town in capitals over its rows."""
_MOST_TEXT = 2000
_FIRST = 60
"""Lines at the head of a story that may name the host of all its events."""
_AROUND = 60
"""Lines before and behind an event that may name its own."""
_MOST_BESIDE = 40
"""Letters that a line may hold beside the agency which it is the head of: "Elm Hill Police Department: 8-10 a.m."."""


class StoryHosts(StoryLines):
    """The agencies of one story, with what every event of it asks of them."""

    @cached_property
    def text(self) -> str:
        """The words of the event's lines, as many as tell one story from another."""
        return " ".join(line.text for line in self.kept)[:_MOST_TEXT]

    @cached_property
    def naming(self) -> list[int]:
        """The numbers of the lines that name an agency."""
        return [n for n, line in enumerate(self.lines) if agencies_of(line)]

    @cached_property
    def heads(self) -> list[int]:
        """Those that name one and little else."""
        return [n for n in self.naming if _is_head(self.lines[n])]

    @cached_property
    def sections(self) -> list[Line | None]:
        """The heading each line stands under."""
        return _sections(self.lines) if self.naming else []

    @cached_property
    def body(self) -> tuple[str, Line] | None:
        """The first body of which the words say that it hosts."""
        return find_body(self.kept)

    @cached_property
    def house(self) -> tuple[str, Line] | None:
        """The first host, whoever it is."""
        return find_house(self.kept)

    @cached_property
    def several(self) -> bool:
        """Whether it speaks of several agencies that each hold their own."""
        return any(line.reader is not None and line.reader.cues.has("several_agencies", line.low) for line in self.kept)


class Standing:
    """The lines of a story as one event sees them: those at its head, and those near the event."""

    def __init__(self, story: StoryHosts, own: Sequence[Line]) -> None:
        self.lines, self.sections = story.lines, story.sections
        self.mine = {id(line) for line in own}
        self.units = {line.unit for line in own if not line.heading}
        at = story.numbers.get(id(own[0]), 0) if own else 0
        self.naming = at_head_and_near(story.naming, story.naming, at, at, head=_FIRST, around=_AROUND)
        self.section = self.sections[at] if self.sections else None
        above = bisect_right(story.heads, at)
        self.head = story.lines[story.heads[above - 1]] if len(story.heads) > 1 and above else None


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


def _is_head(line: Line) -> bool:
    named = agencies_of(line)
    if len(named) != 1 or line.label == "other":
        return False
    agency = named[0]
    rest = len(line.text) - (agency.stop - agency.begin)
    return rest <= _MOST_BESIDE and (agency.begin < 3 and (rest < 4 or line.text[agency.stop : agency.stop + 1] == ":"))
