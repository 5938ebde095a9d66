"""Calendars printed as a table, a cell for each day of the month."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from .tree_text import texts

_NUMBER = re.compile(r"(\d{1,2})(?!\d|[:/.]\d|\s?[ap]\.?m\b)", re.IGNORECASE)
_FEWEST_DAYS = 28


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


def told_on(day: int, text: str) -> str:
    """What the text of a day's cell says beside its number."""
    return text.removeprefix(str(day)).lstrip(" ,.:-–|")
