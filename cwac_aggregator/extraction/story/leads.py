"""Lists under a line that tells the day of all their rows, or that all are called off: "These events are cancelled on Friday,
February 4:" / "Yoga, 9 a.m." / "Coffee with a Cop, 8 to 10 a.m., Plum Diner"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..cues import plain
from ..lines import Block, Reader
from .boxes import may_name_program, names_program

_LEAD = 200
"""Letters of the longest line over a list."""
_ROW = 160
"""Letters of the longest row."""
_SENTENCE_END = re.compile(r"(?:\s[^\W\d_A-ZÀ-Þ]{2,}[.!?]|:)$")
"""What ends a sentence or leads to another line; not "Elm St.", "8 a.m."."""
_MARK_END = re.compile(r"[.:–—-]$")
_BULLETS = " •▪·*–-"
_CHANGES = ("cancelled", "postponed", "moved")
_RECORDS = ("assembly", "council", "log")
"""The roles of words with which a line leads to what was done or decided on its day."""


def with_leads(blocks: Sequence[Block], reader: Reader) -> list[Block]:
    """The blocks with what stands over such a list said in each of its rows that names the program, and without the others."""
    out = list(blocks)
    i = len(out) - 1
    while i > 0:
        if may_name_program(out[i], reader) and _is_row(out[i], out[i]) and names_program(out[i], reader):
            rows = _rows_around(out, i)
            ours = [k for k in rows if names_program(out[k], reader)]
            if rows.start > 0 and _leads(out[rows.start - 1], [out[k] for k in rows], [out[k] for k in ours], reader):
                out[rows.start - 1 : rows.stop] = [_led(out[rows.start - 1], out[k]) for k in ours]
            i = rows.start - 1
        i -= 1
    return out


def _led(lead: Block, row: Block) -> Block:
    mark = " " if _MARK_END.search(lead.text) else ": "
    return replace(row, text=f"{lead.text}{mark}{row.text.lstrip(_BULLETS)}")


def _rows_around(blocks: Sequence[Block], i: int) -> range:
    """The rows of the list that a line stands in."""
    begin, stop = i, i + 1
    while stop < len(blocks) and _is_row(blocks[stop], blocks[i]):
        stop += 1
    while begin > 0 and _is_row(blocks[begin - 1], blocks[i]):
        begin -= 1
    return range(begin, stop)


def _is_row(block: Block, beside: Block) -> bool:
    """Whether a line may be a row of the list that another stands in."""
    if block.kind not in ("text", "item") or (block.kind, block.group) != (beside.kind, beside.group):
        return False
    return len(block.text) <= _ROW and (block.kind == "item" or not _SENTENCE_END.search(block.text))


def _leads(lead: Block, rows: Sequence[Block], ours: Sequence[Block], reader: Reader) -> bool:
    """Whether a line tells one day for all rows, of which none tells its own and those of the program an hour or a change; or a
    change of all, of which none tells its own."""
    if len(lead.text) > _LEAD or lead.kind not in ("heading", "text") or names_program(lead, reader):
        return False
    changed = _changes(lead, reader)
    headed = lead.kind == "heading" or lead.strong or (changed and not _SENTENCE_END.search(lead.text))
    if not (headed or lead.text.endswith(":")):
        return False
    told = reader.find(lead.text)
    days = sum(len(span.days) for span in told.dates)
    if told.times or days > 1 + changed or not (days or changed) or (len(ours) == len(rows) and not changed):
        return False
    if reader.cues.has_any(_RECORDS, plain(lead.text)):
        return False
    if days and any(reader.find(row.text).dates for row in rows):
        return False
    return changed or all(reader.find(row.text).times or _changes(row, reader) for row in ours)


def _changes(block: Block, reader: Reader) -> bool:
    return reader.cues.has_any(_CHANGES, plain(block.text))
