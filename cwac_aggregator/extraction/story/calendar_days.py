"""Calendars whose days are lines of their own, with the matters of each day under them: the program's entries alone.

"Wednesday, March 13" / "Coffee with a Cop: 8 a.m., Plum Diner" / "Story time: 10 a.m., Grant Library" / "Thursday, March 14" ...
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from ..lines import Block, Reader, is_day, is_hours
from .boxes import names_program

_FEWEST = 2
"""Days of the shortest calendar."""
_DAY = 40
"""Letters of the longest day."""
_SHORT = 60
"""Letters of a line that a day makes the head of an entry: "Called off: March 13"."""
_LONGEST = 30
"""Lines of the longest day."""
_LETTERS = 400
"""Letters of a line that are looked at for hours."""


def entries_by_day(blocks: Sequence[Block], title: str, reader: Reader) -> list[list[Block]]:
    """The entries that name the program, each under its day; [] where the page is no calendar by days, or names it elsewhere."""
    named = [i for i, block in enumerate(blocks) if names_program(block, reader)]
    days = [i for i, block in enumerate(blocks) if block.kind != "row" and is_day(block.text, reader)] if named else []
    if len(days) < _FEWEST or named[0] < days[0] or _times(blocks[max(0, days[0] - 1) : days[0]], reader):
        return []
    dated = [i for i, block in enumerate(blocks) if _is_dated(block, reader)]
    dated.append(len(blocks))
    ends = [dated[bisect_right(dated, day)] for day in days]
    under = {day: list(range(day + 1, min(end, day + _LONGEST))) for day, end in zip(days, ends, strict=True)}
    over = {i: day for day, own in under.items() for i in own}
    if any(i not in over or blocks[i].kind == "heading" for i in named):
        return []  # a card of a title and its facts
    kinds = {_look(blocks[over[i]]) for i in named}
    alike = [day for day in days if _look(blocks[day]) in kinds]
    told = [day for day in alike if any(reader.find(blocks[i].text[:_LETTERS]).times for i in under[day])]
    if len(kinds) > 1 or len(alike) < _FEWEST or len(told) * 2 < len(alike):
        return []
    entries = [_entry(blocks, i, under[over[i]], reader) for i in named]
    if any(_is_own_time(entry, reader) for entry in entries) or sum(map(len, entries)) == sum(map(len, under.values())):
        return []
    months = [block for block in blocks if block.kind == "heading" and _names_month(block.text, reader)]
    around = [*(block for block in blocks if block.kind == "stamp"), *months]
    monthly = bool(months) or _names_month(title, reader)
    return [
        [*around, *_dated(entry, blocks[over[i]], monthly, reader)] for i, entry in zip(named, entries, strict=True)
    ]


def _dated(entry: list[Block], day: Block, monthly: bool, reader: Reader) -> list[Block]:
    """An entry with its day: before the words of the line that names it and tells its hour, else in a line over all of it,
    as where a heading tells the month that the day lacks."""
    lacking = monthly and any(told.month is None for span in reader.find(day.text).dates for told in span.days)
    at = (
        None
        if lacking
        else next(
            (n for n, block in enumerate(entry) if names_program(block, reader) and _times([block], reader)), None
        )
    )
    if at is None:
        return [replace(day, kind="text", level=0), *entry]
    return [*entry[:at], replace(entry[at], text=f"{day.text.rstrip(' :')}, {entry[at].text}"), *entry[at + 1 :]]


def _names_month(heading: str, reader: Reader) -> bool:
    """Whether a heading tells the month of the days under it."""
    months = reader.lexicon.months
    return not reader.find(heading).dates and not months.keys().isdisjoint(reader.tokens(heading).words)


def _is_dated(block: Block, reader: Reader) -> bool:
    """Whether a short line tells a day: it ends what stands under the day before it."""
    return len(block.text) <= _SHORT and bool(reader.find(block.text).dates)


def _entry(blocks: Sequence[Block], i: int, own: Sequence[int], reader: Reader) -> list[Block]:
    """What stands under a day of the matter that is named at `i`: its lines up to the next that looks like its first."""
    items = _items(blocks, own)
    at = next(n for n, item in enumerate(items) if i in item)
    first, look = items[at], _look(blocks[items[at][0]])
    over = [item for item in items[:at] if _heads(blocks[item[0]], look) and not _times([blocks[item[0]]], reader)]
    entry = [*(blocks[k] for k in (over[-1] if over else ())), *(blocks[k] for k in first)]
    hours_first = at > 0 and not _times(entry, reader) and _is_hours(blocks, items[at - 1], reader)
    if hours_first:
        entry = [*(blocks[k] for k in items[at - 1]), *entry]
    for item in items[at + 1 :]:
        ends = _is_hours(blocks, item, reader) if hours_first else _look(blocks[item[0]]) == look
        if ends:
            break  # where hours open the entries, the place looks as the title does
        entry += [blocks[k] for k in item]
    return entry


def _heads(block: Block, look: tuple[str, int, bool, str]) -> bool:
    """Whether a line may stand over entries of a look: a town in bold."""
    return _look(block) != look and (block.strong or block.kind == "heading") and len(block.text) <= _DAY


def _items(blocks: Sequence[Block], own: Sequence[int]) -> list[list[int]]:
    """The lines of a day in groups of those that one element holds, where it does not hold all of them."""
    items: list[list[int]] = []
    for i in own:
        if items and blocks[i].element is not None and blocks[i].element is blocks[items[-1][-1]].element:
            items[-1].append(i)
        else:
            items.append([i])
    return items if len(items) > 1 or len(own) == 1 else [[i] for i in own]


def _look(block: Block) -> tuple[str, int, bool, str]:
    """What a line has in common with those that are printed alike."""
    element = block.element
    return block.kind, block.level, block.strong, "" if element is None else str(element.tag)


def _is_hours(blocks: Sequence[Block], item: Sequence[int], reader: Reader) -> bool:
    """Whether a line is nothing but hours."""
    return len(item) == 1 and is_hours(blocks[item[0]].text, reader)


def _times(entry: Sequence[Block], reader: Reader) -> bool:
    return any(reader.find(block.text[:_LETTERS]).times for block in entry)


def _is_own_time(entry: Sequence[Block], reader: Reader) -> bool:
    """Whether an entry tells its own day, or no hour: then the line over it may be the day it was posted."""
    return not _times(entry, reader) or any(reader.find(block.text[:_LETTERS]).dates for block in entry)
