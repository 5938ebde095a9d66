"""Calendars printed in lines that nothing holds together: "March 18 | 9 AM" / "Coffee with a Cop" / "Plum Diner" / "March 19" ...

Each entry has its title, a day and hours that are lines of their own, and perhaps its place and a few words more. Which line
opens the entries, the title or the day, is told by where the program's name stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from ...normalization.place_words import place_words
from ..lines import Block, Line, Reader, is_day, is_hours
from .boxes import names_program

_FEWEST = 3
"""Days of the shortest calendar."""
_LONGEST = 6
"""Lines of the longest entry."""
_UNEVEN = 2
"""How many lines more than the shortest the longest entry may have."""
_TITLE = 100
"""Letters of the longest title."""
_BEFORE_HOURS = 4
"""Letters before the hours that open a line with the place behind them: "9 AM @ Plum Diner"."""
_LETTERS = 400
"""Letters of a line that are looked at for days and hours."""


def entries_in_lines(blocks: Sequence[Block], reader: Reader) -> list[list[Block]]:
    """The entries that name the program, each with its title first and its day under it; [] where the page is no calendar
    of this kind, or names the program elsewhere or in all of its entries."""
    named = [i for i, block in enumerate(blocks) if names_program(block, reader)]
    if not named or any(len(blocks[i].text) > _TITLE for i in named):
        return []
    entries = _by_paragraph(blocks, reader) or _by_day(blocks, named, reader)
    if not entries:
        return []
    titles = [next((i for i in entry if not _is_when(blocks[i], reader)), -1) for entry in entries]
    ours = [(entry, title) for entry, title in zip(entries, titles, strict=True) if title in named]
    if len(ours) == len(entries) or len(ours) < len(named):
        return []
    others = [(entry, title) for entry, title in zip(entries, titles, strict=True) if title not in named]
    if 2 * sum(_is_stop(blocks, entry, title, reader) for entry, title in others) >= len(others):
        return []
    if not all(_tells_hour_once(blocks, *one, reader) for one in zip(entries, titles, strict=True)):
        return []
    stamps = [block for block in blocks if block.kind == "stamp"]
    return [[*stamps, *(blocks[i] for i in _title_first(blocks, entry, title, reader))] for entry, title in ours]


def _by_paragraph(blocks: Sequence[Block], reader: Reader) -> list[list[int]]:
    """The entries of a calendar that prints each in one paragraph, in lines of which one is its day; [] where it does not."""
    runs = [list(run) for _, run in groupby(range(len(blocks)), key=lambda i: id(blocks[i].element))]
    dated = [(run, sum(is_day(blocks[i].text, reader, hours=True) for i in run)) for run in runs if len(run) > 1]
    entries = [run for run, days in dated if days]
    regular = all(days < 2 for _, days in dated) and max(map(len, entries), default=0) <= _LONGEST
    return entries if regular and len(entries) > 1 else []


def _by_day(blocks: Sequence[Block], named: Sequence[int], reader: Reader) -> list[list[int]]:
    """The entries of a calendar in lines that look alike, or differ as their parts do; [] where it is none."""
    days = _days(blocks, reader)
    gaps = [below - above for above, below in pairwise(days)]
    if len(days) < _FEWEST or not 2 <= min(gaps) <= max(gaps) <= min(_LONGEST, min(gaps) + _UNEVEN):
        return []
    over = _lines_over_day(blocks, days, named, max(gaps), reader)
    if over is None or days[0] < over:
        return []
    begins = [day - over for day in days]
    ends = [*begins[1:], min(len(blocks), begins[-1] + max(gaps))]
    entries = [list(range(begin, end)) for begin, end in zip(begins, ends, strict=True)]
    return [*entries[:-1], _without_foot(blocks, entries[-1], reader)]


def _days(blocks: Sequence[Block], reader: Reader) -> list[int]:
    """The lines that are nothing but a day, perhaps with hours, and look alike."""
    found = [i for i, b in enumerate(blocks) if b.kind in ("text", "heading") and is_day(b.text, reader, hours=True)]
    return [i for i in found if _look(blocks[i]) == _look(blocks[found[0]])]


def _lines_over_day(
    blocks: Sequence[Block], days: Sequence[int], named: Sequence[int], longest: int, reader: Reader
) -> int | None:
    """How many lines of an entry stand over its day; None where that cannot be told."""
    over: set[int] = set()
    for i in named:
        above = max((day for day in days if day < i), default=None)
        below = min((day for day in days if day > i), default=None)
        between = range(i if above is None else above + 1, i)
        opens = above is not None and all(is_hours(blocks[k].text, reader) for k in between)
        if below == i + 1 and not (opens and _ends_with_place(blocks, days)):
            over.add(1)
        elif opens and not (below is not None and _ends_with_day(blocks, days, below - i)):
            over.add(0)
        elif below is not None and below - i < longest and _ends_with_day(blocks, days, below - i):
            over.add(below - i)
        else:
            return None
    return over.pop() if len(over) == 1 else None


def _ends_with_day(blocks: Sequence[Block], days: Sequence[int], over: int) -> bool:
    """Whether the calendar's last line is a day, with as many lines over its first as an entry has."""
    last = days[-1] + 1
    ends = last == len(blocks) or _look(blocks[last]) not in {_look(blocks[days[-1] - k]) for k in range(1, over + 1)}
    return (
        ends
        and days[0] >= over
        and all(_look(blocks[days[0] - k]) == _look(blocks[days[1] - k]) for k in range(1, over + 1))
    )


def _ends_with_place(blocks: Sequence[Block], days: Sequence[int]) -> bool:
    """Whether a line follows the last day as one follows the others, of entries of two lines each."""
    last = days[-1] + 1
    return last < len(blocks) and _look(blocks[last]) == _look(blocks[days[0] + 1])


def _without_foot(blocks: Sequence[Block], entry: list[int], reader: Reader) -> list[int]:
    """The last entry without what stands under the calendar: from long text, or a heading behind its title, on."""
    titled = False
    for n, i in enumerate(entry):
        if len(blocks[i].text) > _LETTERS or (titled and blocks[i].kind == "heading"):
            return entry[:n]
        titled = titled or not _is_when(blocks[i], reader)
    return entry


def _is_stop(blocks: Sequence[Block], entry: Sequence[int], title: int, reader: Reader) -> bool:
    """Whether what stands first in an entry is the place of a further stop of the program: nothing behind it tells one."""
    told = [blocks[i] for i in entry if i >= title and not _is_when(blocks[i], reader)]
    if not told:
        return True
    words = [token for token in reader.tokens(told[0].text).words if token.isalpha()]
    kinds = place_words(reader.lexicon.code)
    named = any(map(kinds.noun, words[-1:] if kinds.code == "en" else words))
    return named and not any(_tells_place(block, reader) for block in told[1:])


def _tells_place(block: Block, reader: Reader) -> bool:
    line = reader.annotate(Line(block.text, block, 0))
    return any(place.place.venue for place in reader.places(line))


def _title_first(blocks: Sequence[Block], entry: list[int], title: int, reader: Reader) -> list[int]:
    """The lines of an entry with its title before its day and hours."""
    whens = [i for i in entry if _is_when(blocks[i], reader)]
    return [title, *whens, *(i for i in entry if i != title and i not in whens)]


def _tells_hour_once(blocks: Sequence[Block], entry: Sequence[int], title: int, reader: Reader) -> bool:
    """Whether an entry's hours stand in the line of its day, or open one other than its title, and nothing else in it tells a
    time."""
    told = [i for i in entry if reader.find(blocks[i].text[:_LETTERS]).times]
    dated = [i for i in entry if reader.find(blocks[i].text[:_LETTERS]).dates]
    if not len(told) == 1 == len(dated) or told[0] == title:
        return False
    text = blocks[told[0]].text
    opens = len(text) <= _TITLE and reader.find(text).times[0].begin <= _BEFORE_HOURS
    return opens or _is_when(blocks[told[0]], reader)


def _is_when(block: Block, reader: Reader) -> bool:
    return is_day(block.text, reader, hours=True) or is_hours(block.text, reader)


def _look(block: Block) -> tuple[str, int, bool, str]:
    """What a line has in common with those that are printed alike."""
    element = block.element
    return block.kind, block.level, block.strong, "" if element is None else str(element.tag)
