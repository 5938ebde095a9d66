"""The cells of a table's rows in their columns: what spans several rows or columns stands in each row it spans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from ..lines import clean

_WIDEST = 60
"""Columns of the widest table: what a cell spans beyond is none."""
_CARRIED = 200
"""Letters of the longest text that is told again in each row it spans."""


_MARK = re.compile(r"\s+(?:[|·•¦]|/|\|\|)\s+")
"""What parts the cells of a row that is written in a line."""
_SPACES = re.compile(r"(?<=\S)[^\S\n]+(?=[^\s|:–—-])")
_WIDE_GAP = 3
"""Spaces of the narrowest gap between two columns; more where a sentence may have ended."""
_FEWEST = 3
"""Cells of the shortest such row."""
_LABELS = ("data-label", "data-title", "data-th", "data-header")
"""Attributes in which a cell tells its column's head, for screens too narrow for a table."""


def with_bars(text: str) -> str:
    """A line with bars for the wide gaps that set its parts apart: tabs, hard spaces in a row."""
    if "\t" not in text and "\u00a0\u00a0" not in text and "\u00a0 \u00a0" not in text:
        return text
    return _SPACES.sub(_bar, text)


def _bar(gap: re.Match[str]) -> str:
    before, spaces = gap.string[gap.start() - 1], gap[0]
    hard = spaces.count("\u00a0")
    wide = "\t" in spaces or (hard > 1 and len(spaces) >= (_WIDE_GAP + 1 if before in ".!?" else _WIDE_GAP))
    return " | " if wide and before not in ":|" else spaces


def cells_of_line(text: str) -> list[str]:
    """The cells of a row that is written in a line; none where it is no row."""
    cells = _MARK.split(text)
    return cells if len(cells) >= _FEWEST else []


def label_of_cell(cell: HtmlElement) -> str:
    """The head of its column that a cell tells itself."""
    for name in _LABELS:
        if told := cell.get(name):
            return clean(told).rstrip(" :")
    return ""


def without_label(text: str, label: str) -> str:
    """The text of a cell without the head that it repeats."""
    if label and text.lower().startswith(label.lower()):
        rest = text[len(label) :]
        if rest[:1] in (":", " ", ",") and rest.strip(" :,"):
            return rest.lstrip(" :,")
    return text


@dataclass(slots=True)
class Columns:
    """What the cells above reach down into the rows that follow."""

    held: dict[int, tuple[int, str]] = field(default_factory=dict)
    wide: frozenset[int] = frozenset()
    """Where in the last row a cell began that spans several columns."""

    def align(self, cells: Sequence[HtmlElement], texts: Sequence[str]) -> list[str]:
        """The texts of a row, one for each column. A cell that is alone in its row stays alone."""
        self.wide = frozenset()
        if len(cells) == 1 and not self.held:
            return list(texts)
        out: list[str] = []
        spanned: dict[int, tuple[int, str]] = {}
        wide: set[int] = set()
        for cell, text in zip(cells, texts, strict=True):
            self._reach(out)
            rows, columns = _span(cell, "rowspan"), min(_span(cell, "colspan"), _WIDEST)
            if rows > 1:
                spanned |= {len(out) + n: (rows - 1, text if n == 0 else "") for n in range(columns)}
            if columns > 1:
                wide.add(len(out))
            out.append(text)
            out += [""] * (columns - 1)
        self._reach(out)
        self.wide = frozenset(wide)
        self.held |= {n: (rows, text if len(text) <= _CARRIED else "") for n, (rows, text) in spanned.items()}
        return out[:_WIDEST] if len(texts) <= _WIDEST else out

    def _reach(self, out: list[str]) -> None:
        """Add what reaches down into the next columns."""
        while (held := self.held.pop(len(out), None)) is not None:
            rows, text = held
            if rows > 1:
                self.held[len(out)] = rows - 1, text
            out.append(text)


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "").strip()
    return int(value) if value.isdecimal() and len(value) < 6 and int(value) > 0 else 1
