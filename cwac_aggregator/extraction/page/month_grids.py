"""Calendars printed as a table, a cell for each day of the month."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice

from lxml.html import HtmlElement

from .tree_text import texts

_NUMBER = re.compile(r"(\d{1,2})(?!\d|[:/.]\d|\s?[ap]\.?m\b)", re.IGNORECASE)
_FEWEST_DAYS = 28
_ISO_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_NOT_OF_CELL = frozenset(["href", "src", "style", "class"])
_ELEMENTS = 6
"""Elements of a cell that are looked at for its day."""


def days_of_grid(rows: Sequence[Sequence[HtmlElement]]) -> dict[tuple[int, int], int]:
    """The day of each cell, by row and column, where a table's cells count the days of a month; else nothing.

    Days of the month before and after, which fill the first and the last row, are left out.
    """
    if sum(map(len, rows)) < _FEWEST_DAYS:
        return {}
    best: dict[tuple[int, int], int] = {}
    run: dict[tuple[int, int], int] = {}
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            found = _NUMBER.match(next((text.strip() for text in texts(cell) if text.strip()), ""))
            if found is None:
                continue
            if int(found[1]) == len(run) + 1:
                run[r, c] = int(found[1])
            else:
                run = {(r, c): 1} if found[1] == "1" else {}
            if len(run) > len(best):
                best = dict(run)
    return best if len(best) >= _FEWEST_DAYS else {}


def month_of_grid(cells: Mapping[int, HtmlElement]) -> date | None:
    """The middle of the month that the markup of the cells tells (`id="day-2028-01-09"`, `data-date`, `datetime`), by their day.

    Each cell that tells a day must tell its own, and all of one month.
    """
    found: set[date] = set()
    for day, cell in cells.items():
        for element in islice(cell.iter(), _ELEMENTS):
            told = [
                m for key, value in element.items() if key not in _NOT_OF_CELL for m in _ISO_DAY.finditer(value[:80])
            ]
            if not told:
                continue
            year, month, number = map(int, told[0].groups())
            if number != day or not 1 <= month <= 12:
                return None
            found.add(date(year, month, 15))
            break
    return found.pop() if len(found) == 1 else None


def told_on(day: int, text: str) -> str:
    """What the text of a day's cell says beside its number."""
    return text.removeprefix(str(day)).lstrip(" ,.:-–|")
