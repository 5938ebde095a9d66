"""Links to other stories with the days they were written, in a row and under no heading: "Library adds hours", "May 4, 2019"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...normalization.resolve import TimeFrame, resolve
from ...normalization.tokens import has_digit
from ..lines import Block, Reader, letters_beside
from ..scan import has_sign

_FEWEST = 2
_TITLE = 15
"""Letters of the shortest title of a story."""
_DAY = 40
"""Letters of the longest line that tells nothing but a day."""
_FEW = 8
"""Letters beside a day, or beside a link, in a line that is nothing else."""


def without_teasers(blocks: Sequence[Block], reader: Reader, seen: date | None) -> Sequence[Block]:
    """The blocks without two or more links in a row of days before the page was seen. Where it is not known when,
    and where a link names the program, nothing is left out."""
    if seen is None:
        return blocks
    out: list[Block] = []
    at = 0
    while at < len(blocks):
        end = _end_of_run(blocks, at, reader, seen)
        if end > at:
            at = end
        else:
            out.append(blocks[at])
            at += 1
    return out


def _end_of_run(blocks: Sequence[Block], first: int, reader: Reader, seen: date) -> int:
    """Where a run of pairs of a link and a day ends, in this order or the other; `first` where there is none."""
    at, pairs = first, 0
    days_first = not blocks[first].links
    while at + 1 < len(blocks):
        one, two = blocks[at : at + 2]
        link, day = (two, one) if days_first else (one, two)
        if not (_is_past_day(day, reader, seen) and _is_link(link)):
            break
        at, pairs = at + 2, pairs + 1
    return at if pairs >= _FEWEST else first


def _is_link(block: Block) -> bool:
    """Whether a line is nothing but a link to a page that does not sound like the program's."""
    if block.kind == "row" or len(block.text) < _TITLE:
        return False
    linked = sum(len(text) for _, text in block.links)
    return linked + _FEW >= len(block.text) and not has_sign(block.text.encode())


def _is_past_day(block: Block, reader: Reader, seen: date) -> bool:
    """Whether a line is nothing but a whole date up to the day the page was seen."""
    if block.links or len(block.text) > _DAY or not has_digit(block.text):
        return False
    found = reader.find(block.text)
    if len(found.dates) != 1 or found.times or not found.dates[0].days or not found.dates[0].days[0].year:
        return False
    told = found.dates[0]
    days = resolve(told, TimeFrame(published=seen))
    return letters_beside(block.text, found.dates) <= _FEW and bool(days) and days[0].day <= seen
