"""Calendars of one line an entry: "Story time - March 14 - 10 AM - Library" beside "Coffee with a Cop - March 18 - 9 AM - Plum Diner".

Lines that are built as the one of the program is, with words of their own where it has the name, tell of other matters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..lines import Block, Line, Reader
from .boxes import names_program

_LONGEST = 160
"""Letters of the longest line that is an entry."""
_CUT = re.compile(r"\s[-–—|•·@]\s|[,;:|(@]\s?|\sat\s|\s(?=[-–—] )")
_DAY, _HOUR = "\x01", "\x02"
_LETTER = re.compile(r"[^\W\d_]")


class _Entry(NamedTuple):
    """A line as an entry: its parts that are more than a day or an hour, with where they begin, and the order of all parts."""

    line: Line
    parts: tuple[tuple[int, int], ...]
    shape: str


def without_lines_of_others(blocks: Sequence[Block], reader: Reader) -> list[Block]:
    """The blocks without the lines above and below an entry of the program that are built as it is and name something else."""
    others: set[int] = set()
    for i, block in enumerate(blocks):
        if len(block.text) > _LONGEST or block.kind not in ("text", "item") or not names_program(block, reader):
            continue
        ours = _entry(block, reader)
        if ours is None or not _opens_with_name(ours):
            continue
        for step in (-1, 1):
            k = i + step
            while 0 <= k < len(blocks) and _is_of_other(blocks[k], block, ours, reader):
                others.add(k)
                k += step
    return [block for i, block in enumerate(blocks) if i not in others]


def _entry(block: Block, reader: Reader) -> _Entry | None:
    """A line that tells a day, an hour, and two things more."""
    line = reader.annotate(Line(block.text, block, 0))
    if len(line.dates) != 1 or not line.times:
        return None
    masked = list(line.text)
    for mark, spans in ((_DAY, line.dates), (_HOUR, line.times)):
        for span in spans:
            masked[span.begin : span.stop] = mark * (span.stop - span.begin)
    text = "".join(masked)
    shape: list[str] = []
    parts: list[tuple[int, int]] = []
    begin = 0
    for stop, following in [*(cut.span() for cut in _CUT.finditer(text)), (len(text), len(text))]:
        part = text[begin:stop]
        letters = _LETTER.search(part) is not None
        kind = "D" * (_DAY in part) + "H" * (_HOUR in part) + "X" * letters
        if kind:
            shape.append(kind)
        if letters:
            parts.append((begin, stop))
        begin = following
    return _Entry(line, tuple(parts), " ".join(shape)) if len(parts) > 1 else None


def _opens_with_name(entry: _Entry) -> bool:
    """Whether the program's name stands in the first part."""
    begin, stop = entry.parts[0]
    return any(begin <= name.begin < stop for name in entry.line.names)


def _is_of_other(block: Block, beside: Block, ours: _Entry, reader: Reader) -> bool:
    """Whether a line is built as ours is, names something else first, and its place behind that."""
    if len(block.text) > _LONGEST or (block.kind, block.strong) != (beside.kind, beside.strong):
        return False
    entry = _entry(block, reader)
    if entry is None or entry.line.names or not _are_alike(entry.shape, ours.shape):
        return False
    if entry.line.hosts() and reader.cues.has("future", entry.line.low):
        return False  # "In Lima, officers will be at Plum Diner on March 14 from 7 to 9"
    return any(p.place.venue and p.begin >= entry.parts[1][0] for p in reader.places(entry.line))


def _are_alike(one: str, two: str) -> bool:
    """Whether two entries have the same parts in the same order, but for a place told in more parts."""
    return _folded(one) == _folded(two)


def _folded(shape: str) -> str:
    """A shape with one mark for the parts of a place: "X D H X X" as "X D H X"."""
    title, _, rest = shape.partition("X")
    return title + "X " + re.sub(r"X(?: X)+", "X", rest.strip())
