"""Entries of other matters in a digest, a guide, a table or a grid that holds one of the program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..lines import Line

_RUN_IN = 45
_RUBRICS = 3
"""Paragraphs of a digest that open with their rubric."""
_GUIDE = 3
"""Entries of the shortest guide."""


def items_of_others(lines: Sequence[Line]) -> set[int]:
    """The paragraphs of a digest that open with a title of their own, where the program's does too ("Coffee with a Cop.")."""
    titles: dict[int, Line] = {}
    for i, line in enumerate(lines):
        follows = i + 1 < len(lines) and lines[i + 1].unit == line.unit
        if opens_unit(lines, i) and follows and _is_run_in_title(line):
            titles[line.unit] = line
    named = {line.unit for line in lines if line.names and not line.heading}
    if len(titles) >= _RUBRICS and named and named <= titles.keys():
        return titles.keys() - named  # "Transports. ...", "Police. ...", "Enseignement. ...": rubrics of a digest
    if not any(line.names for line in titles.values()):
        return _entries_of_others(lines)
    return {unit for unit, line in titles.items() if not line.names}


def _entries_of_others(lines: Sequence[Line]) -> set[int]:
    """The paragraphs of a guide that open with a name in bold, where that of the program does too and tells its own time."""
    opening = [
        line
        for i, line in enumerate(lines)
        if opens_unit(lines, i) and 2 < line.block.lead <= _RUN_IN and line.label is None and not line.heading
    ]
    ours = {line.unit for line in opening if any(name.begin < line.block.lead for name in line.names)}
    timed = {line.unit for line in lines if line.unit in ours and (line.tells_time)}
    if len(opening) < _GUIDE or not ours or timed != ours:
        return set()
    return {line.unit for line in opening} - ours - {line.unit for line in lines if line.names}


def _is_run_in_title(line: Line) -> bool:
    if len(line.text) > _RUN_IN or line.label is not None or not line.text.rstrip().endswith((".", ":")):
        return False
    return line.beside_names <= 3 if line.names else not (line.dates or line.times)


def rows_of_others(lines: Sequence[Line]) -> set[int]:
    """The rows of tables that tell of another program in one of their cells."""
    rows = [line for line in lines if line.block.kind == "row" and line.block.labels]
    named = {line.unit for line in rows if line.names}
    return {line.unit for line in rows if line.others and line.label not in ("place", "address")} - named


def facts_of_others(lines: Sequence[Line]) -> set[int]:
    """The indexes of the facts of other programs: the day and the place of a row or a card that one of its lines names so."""
    found: set[int] = set()
    for card in _cards_and_rows(lines):
        told = [lines[i] for i in card]
        if any(line.names for line in told):
            continue
        if any(line.others and line.label in (None, "title", "text") for line in told):
            found.update(card)
    return found


def _cards_and_rows(lines: Sequence[Line]) -> Iterator[list[int]]:
    """The lines of each row of a list, and of each run of labelled facts up to the first that is told again."""
    card: list[int] = []
    seen: set[str] = set()
    for i, line in enumerate(lines):
        role = line.label
        if card and lines[card[-1]].label is None:
            goes_on = role is None and line.unit == lines[card[-1]].unit
        else:
            goes_on = bool(card) and role is not None and not (role in ("title", "date") and role in seen)
        if not goes_on:
            if len(card) > 1:
                yield card
            card, seen = [], set()
        if role is not None or line.block.kind in ("item", "row"):
            card.append(i)
            seen.add(role or "")
    if len(card) > 1:
        yield card


def days_of_others(lines: Sequence[Line]) -> list[int]:
    """The lone days over headings of other matters, in a grid that prints the day over each heading."""
    over = [i for i, below in enumerate(lines[1:]) if below.heading and _is_day_alone(lines[i])]
    if not any(lines[i + 1].names for i in over):
        return []
    return [i for i in over if not lines[i + 1].names]


def _is_day_alone(line: Line) -> bool:
    return len(line.text) < 30 and bool(line.dates) and not line.times and not line.heading


def opens_unit(lines: Sequence[Line], i: int) -> bool:
    return i == 0 or lines[i - 1].unit != lines[i].unit
