"""Agendas that print a day's matters in one paragraph, an hour before each: the program's stands apart from the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...normalization.names import may_name
from ..drafts.draft import SURE_PLACE
from ..lines import Block, Line, Reader, is_day

_MARKS = ";|•·"
_CUT = re.compile(rf"\s*[{_MARKS}]\s*")
_FEWEST = 3
"""Matters of the shortest agenda."""
_HEAD = re.compile(r"[^;|•·:]{3,60}:\s+(?=\d)")
"""What stands over the hours: "Wednesday, Dec. 18: "."""
_BEFORE_HOUR = 4
_DAYS = 8
"""Paragraphs between an agenda's day and the line that announces its week."""


def entries_apart(blocks: Sequence[Block], reader: Reader) -> list[Block]:
    """The blocks, of each agenda that names the program in some of its matters only those, with the day over them.

    "Tuesday, March 12: 9 a.m. cards; 9:30 a.m. Coffee with a Cop; 1 p.m. canasta": each matter begins with its hour.
    """
    out: list[Block] = []
    for n, block in enumerate(blocks):
        entries = _named_entries(block, reader)
        where = _announced_place(blocks, n, reader) if entries else ""
        over = blocks[n - 1] if n and not (entries and entries[0][0]) else None
        day = (
            f"{over.text.rstrip(' :')}: "
            if entries and over is not None and is_day(over.text, reader, hours=True)
            else ""
        )
        for head, line in entries:
            own = any(p.place.venue and p.strength >= SURE_PLACE for p in reader.places(line))
            told = line.text if own or not where else f"{line.text.rstrip(' .,')}, at {where}"
            out.append(replace(block, text=(head or day) + told))
        if not entries:
            out.append(block)
    return out


def _announced_place(blocks: Sequence[Block], n: int, reader: Reader) -> str:
    """The place that a line over the days of an agenda announces for all of them: "Planned at the Senior Center this week:"."""
    for block in reversed(blocks[max(0, n - _DAYS) : n]):
        if block.text.rstrip().endswith(":") and not block.links:
            line = reader.annotate(Line(block.text, block, 0))
            sure = [p for p in reader.places(line) if p.place.venue and p.strength >= SURE_PLACE]
            return line.text[sure[0].begin : sure[0].stop] if len(sure) == 1 and not line.others else ""
        if block.kind == "heading" or not reader.find(block.text[:60]).dates:
            return ""
    return ""


def _named_entries(block: Block, reader: Reader) -> list[tuple[str, Line]]:
    """The matters of an agenda that name the program, each with the day over them; nothing where a text is none, or is all of the program."""
    if block.kind not in ("text", "item") or not any(mark in block.text for mark in _MARKS):
        return []
    if not (reader.known or may_name(block.text, reader.lexicon.code)):
        return []
    if titled := _titled_entries(block, reader):
        return [("", line) for line in titled]
    head = _HEAD.match(block.text)
    if head is not None and not reader.find(head[0]).dates:
        head = None
    begin = head.end() if head is not None else 0
    entries = [entry for entry in _CUT.split(block.text[begin:]) if entry]
    lines = [reader.annotate(Line(entry, block, 0)) for entry in entries]
    named = [line for line in lines if line.names]
    timed = sum(bool(line.times) and line.times[0].begin <= _BEFORE_HOUR for line in lines)
    if not named or len(named) == len(lines) or timed < max(_FEWEST, len(lines) - 1):
        return []
    return [(head[0] if head is not None else "", line) for line in named]


def _titled_entries(block: Block, reader: Reader) -> list[Line]:
    """The matters that name the program, of a list in which each opens with its title and tells its own day and place:
    "Coffee with a Cop, 8 a.m. March 13, Plum Diner; bike rodeo, 10 a.m. March 18, Fire Hall"."""
    lines = [reader.annotate(Line(entry, block, 0)) for entry in _CUT.split(block.text) if entry.strip(" .")]
    named = [line for line in lines if line.names]
    if not named or len(named) == len(lines):
        return []
    opened = all("," in line.text[line.names[0].stop :][:2] for line in named)
    return named if opened and all(_has_title(line, reader) for line in lines) else []


def _has_title(line: Line, reader: Reader) -> bool:
    """Whether a matter opens with words that are no place, and tells its day, and its place behind them."""
    title = line.text.find(",")
    places = [place for place in reader.places(line) if place.place.venue]
    if title < 0 or not line.dates or not places or line.dates[0].begin < title:
        return False
    return all(place.begin > title for place in places)
