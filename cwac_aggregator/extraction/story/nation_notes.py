"""Rows that note the nation's day in brackets: "October 2 (National Coffee with a Cop Day) - Plum Diner"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..lines import Block, Line, Reader, notes_nations_day
from .boxes import may_name_program, names_program

_ROW = 180
"""Letters of the longest row."""


def with_nation_notes(blocks: Sequence[Block], titled: bool, reader: Reader) -> list[Block]:
    """The blocks with such rows marked, where the title (`titled`) or another line names the program: the name in them says
    nothing of the rows beside them."""
    found = {i for i, block in enumerate(blocks) if "(" in block.text and _is_note(block, reader)}
    if not found or not (
        titled or any(names_program(block, reader) for i, block in enumerate(blocks) if i not in found)
    ):
        return list(blocks)
    return [replace(block, noted=True) if i in found else block for i, block in enumerate(blocks)]


def _is_note(block: Block, reader: Reader) -> bool:
    """Whether all names in a row are such notes."""
    if block.kind == "heading" or len(block.text) > _ROW or not may_name_program(block, reader):
        return False
    line = reader.annotate(Line(block.text, block, 0))
    return bool(line.names) and all(notes_nations_day(reader.cues, line.low, name) for name in line.names)
