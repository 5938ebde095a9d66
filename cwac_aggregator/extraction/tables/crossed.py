"""Tables that cross days with places: a day over each column, a place before each row, in the cells the hours, or the other
way round."""

from __future__ import annotations

from collections.abc import Sequence

from ..lines import Block, Line, Reader, head_role

LABELS = ["Date", "Location", "Time"]
"""The heads of the rows such a table is read as."""
_FEWEST = 2
"""Days, and places, of the smallest."""
_LONGEST = 60
"""Letters of the longest cell that is a day or an hour, and of the longest place."""
_NONE = " -–—/"
_MARKS = frozenset("x✓✔●•✗☑")


def uncrossed(labels: Sequence[str], cells: Sequence[Sequence[str]], reader: Reader) -> list[list[str]]:
    """A row of day, place and hour for each cell that tells an hour; none where the table is no such one."""
    head = list(labels) or list(cells[0])
    body = [list(row) for row in cells if list(row) != head]
    if len(head) <= _FEWEST or not body or any(len(row) != len(head) for row in body):
        return []
    left = [row[0] for row in body]
    if len(head) > _FEWEST and _are_days(head[1:], reader) and _are_places(left, reader):
        crossed = [(day, row[0], cell) for row in body for day, cell in zip(head[1:], row[1:], strict=True)]
    elif len(left) >= _FEWEST and _are_days(left, reader) and _are_places(head[1:], reader):
        crossed = [(row[0], place, cell) for row in body for place, cell in zip(head[1:], row[1:], strict=True)]
    else:
        return []
    told = [(day, place, cell.strip(_NONE)) for day, place, cell in crossed]
    if not all(_is_hour(cell, reader) or cell.lower() in _MARKS for _, _, cell in told if cell):
        return []
    return [[day, place, "" if cell.lower() in _MARKS else cell] for day, place, cell in told if cell]


def _line(text: str, reader: Reader) -> Line:
    return reader.annotate(Line(text, Block("text", text), 0))


def _are_days(cells: Sequence[str], reader: Reader) -> bool:
    lines = [_line(cell, reader) for cell in cells if len(cell) <= _LONGEST]
    return len(lines) == len(cells) and all(line.dates and not line.times and not line.names for line in lines)


def _are_places(cells: Sequence[str], reader: Reader) -> bool:
    """Whether cells may be names of places: they tell no day and no hour, and head no column of facts."""
    lines = [_line(cell, reader) for cell in cells if cell.strip() and len(cell) <= _LONGEST]
    if len(lines) < len(cells) or any(line.dates or line.all_times or head_role(line.text) for line in lines):
        return False
    return any(p.place.venue or p.place.street for line in lines for p in reader.places(line))


def _is_hour(cell: str, reader: Reader) -> bool:
    line = _line(cell, reader)
    return len(cell) <= _LONGEST and bool(line.times) and not line.dates
