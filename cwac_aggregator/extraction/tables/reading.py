"""Tables read by their columns: rows whose cells are labelled with what their column holds.

A table's rows stand as they are printed in `blocks.py`. Here they become rows of one event each: a table that has its
heads at the left is turned, what a row across all columns says (a month, a day, a town) goes to the rows under it, and so
does what a blank at the head of a row stands for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from ..lines import Block, Label, Line, Reader, head_role, label_of
from .cards import end_of_cards
from .cells import cells_of_line
from .columns import is_known_town, is_month, roles_of, survey, town_of
from .crossed import LABELS, uncrossed
from .row_news import with_news

_FEWEST = 2
_FACTS = ("date", "time", "place", "address", "city", "title")
_CARRIED = ("date", "city", "place", "address")
"""What a blank at the head of a row stands for: the same as above."""
_LONGEST_SECTION = 60
_ABOVE = 2
"""Blocks over a table that may tell the hours of all its rows."""
_LONGEST_LEAD = 160


def arrange(blocks: Sequence[Block], reader: Reader) -> list[Block]:
    """The blocks, with the rows of tables that are read by their columns."""
    out: list[Block] = []
    towns = _towns_over_tables(blocks, reader)
    i = 0
    while i < len(blocks):
        table = None
        j, labels, cells = end_of_cards(blocks, i)
        if j > i:
            table = _Table(blocks[i : j : len(labels)], cells, reader, -j, labels)
        else:
            j, cells = _end_of_table(blocks, i)
            if j - i >= _FEWEST or (j > i and any(blocks[i].labels)):
                table = _Table(blocks[i:j], cells, reader, blocks[i].group or -j)
        read = None
        if table is not None:
            table.stand_under(blocks[max(0, i - _ABOVE) : i], towns.get(i))
            read = table.read()
        out += read if read is not None else blocks[i : max(j, i + 1)]
        i = max(j, i + 1)
    return out


def _towns_over_tables(blocks: Sequence[Block], reader: Reader) -> dict[int, str]:
    """The towns that are the headings of tables, by where the table begins: most are known, so all are towns."""
    found: dict[int, str] = {}
    known = 0
    for i in range(1, len(blocks)):
        over = blocks[i - 1]
        if over.kind != "heading" or blocks[i].kind != "row" or len(over.text) > _LONGEST_SECTION:
            continue
        line = reader.annotate(Line(over.text, over, 0))
        town = None if line.names or line.dates or is_month(reader, line) else town_of(reader, line)
        if town is not None:
            found[i] = town
            known += is_known_town(reader, town)
    return found if 2 <= len(found) <= 2 * known and len(set(found.values())) > 1 else {}


def _end_of_table(blocks: Sequence[Block], i: int) -> tuple[int, list[list[str]]]:
    """The index behind the rows of the table that begins at `i`, and their cells."""
    first = blocks[i]
    if first.kind == "row" and not _is_definition(first):
        j = i
        while j < len(blocks) and blocks[j].kind == "row" and blocks[j].group == first.group:
            j += 1
        return j, [list(block.cells) for block in blocks[i:j]]
    cells: list[list[str]] = []
    for block in blocks[i:]:
        parts = cells_of_line(block.text) if block.kind in ("text", "item") and block.group == first.group else []
        if not parts or (cells and len(parts) != len(cells[0])):
            break
        cells.append(parts)
    return i + len(cells), cells


def _is_definition(block: Block) -> bool:
    return block.element is not None and block.element.tag == "dd"


class _Table:
    def __init__(
        self, blocks: Sequence[Block], cells: list[list[str]], reader: Reader, group: int, labels: Sequence[str] = ()
    ) -> None:
        self._blocks = blocks
        self._cells = cells
        self._reader = reader
        self._group = group
        self._labels = list(labels) or next((list(b.labels) for b in blocks if b.labels and any(b.labels)), [])
        self._over: dict[Label, str] = {}
        """What stands over the table, and is said of all its rows."""
        self._section: dict[Label, str] = {}
        """What the last row across all columns said."""
        self._above: list[str] = []
        """The cells of the row before."""

    def stand_under(self, above: Sequence[Block], town: str | None) -> None:
        """Take what is told over the table of all its rows: a town, their hours ("All sessions run from 9 to 10")."""
        if town is not None:
            self._over["city"] = town
        for block in reversed(above):
            if block.kind not in ("text", "heading") or len(block.text) > _LONGEST_LEAD:
                return
            line = self._line(block.text)
            if line.dates or line.rules:
                return
            if len(line.times) == 1 and line.times[0].start is not None:
                self._over["time"] = block.text[line.times[0].begin : line.times[0].stop]
                return

    def read(self) -> list[Block] | None:
        """The rows with their roles; None where the table is none of events."""
        self._turn()
        rows = [row for row in self._cells if len(row) > 1]
        if not rows:
            return None
        width = len(self._labels) or max(map(len, rows))
        if not self._labels and width == 2 and self._is_card(rows):
            return None
        rows = [row for row in rows if len(row) == width]
        if len(rows) < (1 if self._labels else _FEWEST):
            return None
        heads: Sequence[str] = self._labels or [""] * width
        columns = [
            survey(head, cells, self._reader) for head, cells in zip(heads, zip(*rows, strict=True), strict=True)
        ]
        if not self._labels and len(rows) > _FEWEST and self._is_head(rows[0]):
            self._labels = rows[0]
            columns = [
                survey(h, c, self._reader) for h, c in zip(self._labels, zip(*rows[1:], strict=True), strict=True)
            ]
        alone = [row[0] for row in self._cells if len(row) == 1]
        months = any(is_month(self._reader, self._line(text)) for text in alone)
        self._of_towns = 2 * sum(self._is_town(text) for text in alone) >= len(alone) > 0
        roles = roles_of(columns, bool(self._labels), months)
        if roles is None:
            return None
        self._behind_names = False
        if "title" in roles and not {"place", "address"} & set(roles):
            titles = columns[roles.index("title")].cells
            self._behind_names = columns[0].mostly(sum(bool(self._behind_name(text)) for text in titles))
        return list(self._told(roles))

    def _behind_name(self, title: str) -> str:
        """The place told behind the program's name in a cell of titles: "Coffee with a Cop at Elm Bakery"."""
        names = self._line(title).names
        rest = title[names[-1].stop :].strip(" ,;:|–—-@()") if names else ""
        return rest if rest and self._reader.parse(rest).venue is not None else ""

    def _turn(self) -> None:
        """A table with its heads at the left, one event in each column, is turned; one of days and places becomes their list."""
        if self._cells and (told := uncrossed(self._labels, self._cells, self._reader)):
            self._labels, self._cells = LABELS, told
            return
        if self._labels or len(self._cells) < _FEWEST:
            return
        width = len(self._cells[0])
        if width <= _FEWEST or any(len(row) != width for row in self._cells):
            return
        roles = [head_role(row[0]) for row in self._cells]
        if "date" not in roles or sum(role in _FACTS for role in roles) * 2 <= len(roles) or len(roles) < _FEWEST:
            return
        if any(label_of(cell) is not None for row in self._cells for cell in row[1:]):
            return
        self._labels = [row[0] for row in self._cells]
        self._cells = [list(cells) for cells in zip(*(row[1:] for row in self._cells), strict=True)]

    @staticmethod
    def _is_card(rows: Sequence[Sequence[str]]) -> bool:
        """Whether the rows are labels with the facts of one event: "Start date: | March 13" over "Location: | Plum Diner"."""
        roles = [label_of(row[0]) for row in rows]
        facts = {role for role in roles if role in _FACTS}
        return len(facts) > 1 and sum(role is not None for role in roles) * 2 > len(roles)

    def _is_head(self, row: Sequence[str]) -> bool:
        """Whether a first row that is not marked as one heads the columns: it holds no digit, and words for heads."""
        if any(c.isdigit() for cell in row for c in cell):
            return False
        return sum(head_role(cell) is not None for cell in row) * 2 >= len(row)

    def _told(self, roles: Sequence[Label | None]) -> Iterator[Block]:
        for number, (block, cells) in enumerate(zip_longest(self._blocks, self._cells)):
            block = block or self._blocks[-1]
            if cells is None or (not number and cells == self._labels):
                continue
            if len(cells) == len(roles):
                yield self._row(block, self._filled(cells, roles), roles)
            elif len(cells) == 1 and self._heads(cells[0]):
                continue
            elif len(cells) == 1 and self._names(block):
                yield replace(block, kind="heading", level=4, labels=(), cells=(), group=0)
            else:
                yield block

    def _filled(self, cells: list[str], roles: Sequence[Label | None]) -> list[str]:
        """A row whose first cells are blank, with those of the row above."""
        cells = list(cells)
        if any(cell for cell, role in zip(cells, roles, strict=True) if role in ("date", "time", "place", "address")):
            for n, (cell, role) in enumerate(zip(cells, roles, strict=True)):
                if cell or n >= len(self._above):
                    break
                if role in _CARRIED:
                    cells[n] = self._above[n]
        self._above = cells
        return cells

    def _heads(self, text: str) -> bool:
        """Whether a row across all columns tells of the rows under it a month, a day, an hour or a town."""
        line = self._line(text)
        found: dict[Label, str] = {}
        if is_month(self._reader, line):
            found["month"] = text.strip(" .:")
        elif len(text) > _LONGEST_SECTION or line.names or line.others:
            return False
        elif line.dates or line.times:
            found["date" if line.dates else "time"] = text
        elif (town := town_of(self._reader, line)) is not None and self._of_towns:
            found["city"] = town
        else:
            return False
        self._section, self._above = found, []
        return True

    def _is_range(self, text: str) -> bool:
        return any(span.end is not None for span in self._line(text).times)

    def _is_town(self, text: str) -> bool:
        town = town_of(self._reader, self._line(text)) if len(text) <= _LONGEST_SECTION else None
        return town is not None and is_known_town(self._reader, town)

    def _names(self, block: Block) -> bool:
        line = self._line(block.text)
        return bool(line.names or line.others) and not line.dates

    def _line(self, text: str) -> Line:
        return self._reader.annotate(Line(text, Block("text", text), 0))

    def _row(self, block: Block, cells: Sequence[str], roles: Sequence[Label | None]) -> Block:
        """A row with the facts of its event, the day first."""
        told: dict[Label, list[str]] = {}
        heads: dict[Label, str] = {}
        for n, (cell, role) in enumerate(zip(cells, roles, strict=True)):
            if block.labels and not block.labels[n]:
                role = "text"  # what reaches across several columns is said of the row
            if role is not None and cell.strip(" -–—"):
                told.setdefault(role, []).append(cell)
                heads.setdefault(role, self._labels[n] if self._labels else "")
        told = with_news(told, self._line)
        facts: list[tuple[Label, str]] = []
        day: int | None = None
        weekday = told.pop("weekday", [""])[0]
        month = told.pop("month", [self._section.get("month", "")])[0]
        for role, text in (self._over | self._section).items():
            if role not in told and role != "month":
                facts.append((role, text))
        if self._behind_names and "title" in told and (behind := self._behind_name(told["title"][0])):
            told["place"] = [behind]
        for role, texts in told.items():
            if role == "date":
                if texts[0].strip(" .").isdecimal():
                    day = int(texts[0].strip(" ."))
                elif weekday and not texts[0].startswith(weekday):
                    texts = [f"{weekday}, {texts[0]}"]
                facts.insert(0, (role, texts[0]))
            elif role == "time" and len(texts) == 2 and not self._is_range(texts[0]):
                facts.append((role, " – ".join(texts)))
            else:
                facts += [(role, text) for text in texts]
        if month:
            facts.append(("date", month))
        return replace(
            block,
            kind="row",
            text=" | ".join(cell for cell in cells if cell),
            group=self._group,
            cells=tuple(text for _, text in facts),
            labels=tuple(heads.get(role, "") or role for role, _ in facts),
            roles=tuple(role for role, _ in facts),
            day=day,
        )
