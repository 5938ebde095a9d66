"""The lines of one story, with what every event of it asks of them: worked out once, and near the event alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from .line import Line

_T = TypeVar("_T")


@dataclass
class StoryLines:
    """The lines of one story; `relevant` says which are of the event."""

    lines: Sequence[Line]
    relevant: Sequence[bool]

    @cached_property
    def kept(self) -> list[Line]:
        """The lines that are of the event."""
        return [line for line, keep in zip(self.lines, self.relevant, strict=True) if keep]

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The number of each line, by its identity."""
        return {id(line): number for number, line in enumerate(self.lines)}

    @cached_property
    def days(self) -> int:
        """How many days the lines of the event tell."""
        return sum(len(line.dates) for line in self.kept)

    @cached_property
    def names(self) -> int:
        """How often they name the program."""
        return sum(len(line.names) for line in self.kept)

    @cached_property
    def _naming(self) -> list[int]:
        return [number for number, line in enumerate(self.lines) if line.names]

    def lines_to_name(self, number: int) -> int:
        """How far a line is from the next one that names the program; as many as there are where none does."""
        at = bisect_left(self._naming, number)
        return min((abs(near - number) for near in self._naming[max(0, at - 1) : at + 1]), default=len(self.lines))


def at_head_and_near(
    found: Sequence[_T], numbers: Sequence[int], first: int, last: int, *, head: int, around: int
) -> list[_T]:
    """Of what was found in lines of these numbers, in order: the first `head`, and what stands at most `around` lines before
    line `first` or behind line `last`. In a list of a thousand stops each asks its neighbours, so the cost stays linear."""
    begin, stop = bisect_left(numbers, first - around), bisect_right(numbers, last + around)
    return [*found[: min(begin, head)], *found[begin:stop]]
