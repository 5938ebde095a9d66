"""An HTML tree as a list of blocks: the texts of its main content in reading order, apart from menus and other noise.

What surrounds the content is told by its element (`nav`, `footer`), by the words of its class, id and role ("sidebar",
"related"), and by the heading it stands under ("Recent posts"). What is left is cut where a reader sees a line end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from lxml.html import HtmlElement

from ...platforms.markup import INLINE
from ..lines import Block, BlockKind, clean
from ..tables import Columns, label_of_cell, looks_like_heads, rows_of_grid, with_bars, without_label
from .comments import without_comments
from .inline_boxes import gap_before, is_instant, mark_of_label
from .main_content import around_heading, drop_sections, main_element
from .month_grids import days_of_grid, month_of_grid, told_on
from .noise import is_noise
from .paragraphs import holds_story, unmark_headings
from .struck import is_struck_out
from .table_parts import holder, is_head, is_laid_out, own_terms
from .titles import mark_heading
from .wrapped import are_rows, is_soft, unwrap

_MAY_BE_GRID = frozenset(["div", "section", "ul", "ol"])
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "caption": 4, "legend": 4}
_GAP = re.compile(r"(?<![-–—\s])(?:[^\S\n]{3,}|[^\S\n]*\t[^\S\n]*)(?![-–—\s])")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_MAX_DEPTH = 200
_TELLING_ALT = 60
"""Letters of an alternative text that tells more than what a picture shows."""
_PROSE = 90
"""Letters of a line between breaks that is a paragraph where it ends as a sentence does, and no row."""
_SENTENCE_ENDS = (".", "!", "?", '."', ".”", "?”", "!”", ".»", ".“")


def read_blocks(root: HtmlElement) -> list[Block]:
    """The blocks of the main content in reading order."""
    body = root.find("body")
    walker = _Walker(body if body is not None else root)
    blocks = walker.blocks()
    unmark_headings(blocks)
    blocks = unwrap(blocks)
    mark_heading(root, blocks)
    return without_comments(drop_sections(around_heading(blocks)))


class _Row(NamedTuple):
    """A table's row: its cells, what they say and the links in each."""

    row: HtmlElement
    cells: list[HtmlElement]
    texts: list[str]
    links: list[list[tuple[str, str]]]


@dataclass(slots=True)
class _Line:
    pieces: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    strong: int = 0
    size: int = 0
    lead: int = 0
    blank: bool = False
    """Whether only space has come so far, of which no piece is kept."""


class _Walker:
    def __init__(self, body: HtmlElement) -> None:
        self._body = body
        self._out: list[Block] = []
        self._line = _Line()
        self._ended = 0
        """Lines that have come to their end."""
        self._groups = 0
        self._story = 0
        self._breaks = 0
        """The group of the lines that breaks cut, 0 where none has."""
        self._first = 0
        """Where in the blocks that group begins."""
        self._broken = False
        """Whether nothing has come since a break."""

    def blocks(self) -> list[Block]:
        main = main_element(self._body)
        self._walk(main, "text", 0, 0, 0)
        self._flush("text", 0, 0, main)
        self._end_lines()
        return self._out

    def _walk(self, element: HtmlElement, kind: BlockKind, level: int, group: int, depth: int) -> None:
        """Walk one block-level element."""
        if depth <= _MAX_DEPTH:
            self._read(element, kind, level, group, depth)

    def _read(
        self, element: HtmlElement, kind: BlockKind, level: int, group: int, depth: int, *, strong: bool = False
    ) -> None:
        """Read what an element holds. Inline children add to the current line; block-level ones cut it."""
        if text := element.text:
            self._add(text, strong)
        for child in element:
            tag = child.tag
            if isinstance(tag, str) and not is_noise(child, tag) and not is_struck_out(child):
                if tag == "br":
                    self._break(kind, level, group, element)
                elif tag == "img":
                    self._caption(child)
                elif depth >= _MAX_DEPTH:
                    pass
                elif tag in INLINE:
                    self._inline(child, depth + 1, kind, level, group, strong)
                else:
                    self._flush(kind, level, group, element)
                    self._block(child, kind, depth + 1, group)
            if text := child.tail:
                self._add(text, strong)

    def _block(self, child: HtmlElement, kind: BlockKind, depth: int, group: int) -> None:
        tag = child.tag
        self._end_lines()
        if tag == "table":
            self._table(child, depth)
        elif tag in _MAY_BE_GRID and (grid := rows_of_grid(child)):
            self._groups += 1
            self._rows([self._row(cells[0].getparent(), cells, depth + 1) for cells in grid], self._groups)
        elif tag in ("ul", "ol"):
            self._groups += 1
            own = self._groups
            self._walk(child, "item", 0, own, depth)
            self._flush("item", 0, own, child)
        elif tag == "dl":
            self._definitions(child, depth)
        elif tag == "pre":
            self._preformatted(child)
        elif tag in ("li", "dd") and holds_story(child):
            self._walk(child, "text", 0, 0, depth)
            self._flush("text", 0, 0, child)
        elif tag == "li":
            self._walk(child, "item", 0, group, depth)
            self._flush("item", 0, group, child)
        elif tag in _HEADINGS:
            self._walk(child, "heading", _HEADINGS[tag], 0, depth)
            self._flush("heading", _HEADINGS[tag], 0, child)
        elif tag == "article":
            self._story += 1
            self._walk(child, "text", 0, 0, depth)
            self._flush("text", 0, 0, child)
            self._story += 1
        else:
            inner: BlockKind = "item" if kind == "item" else "text"
            self._walk(child, inner, 0, group if kind == "item" else 0, depth)
            self._flush(inner, 0, group if kind == "item" else 0, child)
        self._end_lines()

    def _inline(
        self, element: HtmlElement, depth: int, kind: BlockKind, level: int, group: int, strong: bool = False
    ) -> None:
        strong = strong or element.tag in ("b", "strong")
        mark = len(self._line.pieces)
        ended = self._ended
        pieces = self._line.pieces
        if pieces and (gap := gap_before(element, "".join(pieces[-2:]))):
            pieces.append(gap)
        self._read(element, kind, level, group, depth, strong=strong)
        if self._ended == ended and (mark_of := mark_of_label(element)):
            self._line.pieces.append(mark_of)
        if element.tag == "a" and self._ended == ended:
            href = element.get("href")
            if href:
                self._line.links.append((href.strip(), clean("".join(self._line.pieces[mark:]))))

    def _caption(self, image: HtmlElement) -> None:
        """A flyer is read by what stands for it where it cannot be seen."""
        text = clean(image.get("alt") or "")
        if len(text) >= _TELLING_ALT and any(c.isdigit() for c in text):
            self._out.append(Block("text", text, story=self._story, element=image))

    def _break(self, kind: BlockKind, level: int, group: int, element: HtmlElement) -> None:
        """A line break: the lines of one paragraph are a group. Two in a row end the paragraph."""
        if self._broken and not self._line.pieces:
            self._end_lines()
            return
        if not group and not self._breaks:
            self._groups += 1
            self._breaks, self._first = self._groups, len(self._out)
        self._flush(kind, level, group, element)
        self._broken = True

    def _end_lines(self) -> None:
        """The lines that breaks cut are at their end; one alone is a paragraph like any other."""
        if self._breaks:
            lines = self._out[self._first :]
            soft = any(is_soft(one.text, two.text) for one, two in pairwise(lines))
            wrapped = soft and not are_rows(lines)  # joined in `wrapped.py`
            for block in lines if not wrapped else ():
                if len(lines) == 1 or (
                    len(block.text) >= _PROSE and not block.lead and block.text.endswith(_SENTENCE_ENDS)
                ):
                    block.group = 0
        self._breaks, self._broken = 0, False

    def _add(self, text: str, strong: bool) -> None:
        line = self._line
        size = len(text.strip())
        if not size and not line.pieces:
            line.blank = True
            return
        line.pieces.append(text)
        line.size += size
        if strong:
            line.strong += size
            if line.strong == line.size:
                line.lead = line.size

    def _flush(self, kind: BlockKind, level: int, group: int, element: HtmlElement) -> None:
        line = self._line
        if not line.pieces:
            if line.blank:
                line.blank = False
                line.links.clear()
                self._ended += 1
            return
        group = group or self._breaks
        self._line = _Line()
        self._ended += 1
        text = "".join(line.pieces)
        text = clean(text if kind == "heading" else with_bars(text))
        if not text or (len(text) == 1 and not text.isalnum()) or is_instant(text):
            return
        strong = line.size > 0 and line.strong * 10 >= line.size * 9
        self._out.append(
            Block(
                kind,
                text,
                level,
                group,
                links=tuple(line.links),
                strong=strong,
                lead=0 if strong else line.lead,
                story=self._story,
                element=element,
            )
        )

    def _preformatted(self, element: HtmlElement) -> None:
        """Text set with spaces: lines with wide gaps are rows of a table, others those of a paragraph up to an empty line."""
        for part in _EMPTY_LINE.split(element.text_content()):
            lines = [line.strip() for line in part.splitlines() if line.strip()]
            wide = 2 * sum(_GAP.search(line) is not None for line in lines) >= len(lines)
            self._groups += 1
            for line in lines:
                text = clean(_GAP.sub(" | " if wide else " ", line))
                if text:
                    self._out.append(
                        Block(
                            "text",
                            text,
                            group=self._groups if len(lines) > 1 else 0,
                            story=self._story,
                            element=element,
                        )
                    )

    def _table(self, table: HtmlElement, depth: int) -> None:
        rows = [r for r in table.iter("tr") if holder(r) is table]
        if not rows:
            self._walk(table, "text", 0, 0, depth)
            return
        for caption in table.findall("caption"):
            self._walk(caption, "heading", 4, 0, depth)
            self._flush("heading", 4, 0, caption)
        self._groups += 1
        group = self._groups
        widths = [sum(1 for c in row if c.tag in ("td", "th")) for row in rows]
        layout = any(is_laid_out(row) for row in rows)
        if layout or max(widths) < 2:
            for row in rows:
                for cell in row:
                    if cell.tag in ("td", "th") and not is_noise(cell, cell.tag):
                        self._walk(cell, "text", 0, 0, depth + 1)
                        self._flush("text", 0, 0, cell)
            return
        told: list[_Row] = []
        for row in rows:
            if is_noise(row, row.tag):
                continue
            cells = [c for c in row if c.tag in ("td", "th")]
            told.append(self._row(row, cells, depth + 1))
        self._rows(told, group)

    def _rows(self, told: list[_Row], group: int) -> None:
        """The rows of a table that tells facts, their cells in their columns."""
        if grid := days_of_grid([row.cells for row in told]):
            self._month(told, grid)
            return
        columns = Columns()
        labels = tuple(map(label_of_cell, told[-1].cells)) if told else ()
        labels = labels if any(labels) else ()
        for number, (row, cells, own, found) in enumerate(told):
            links = [link for of_cell in found for link in of_cell]
            texts = columns.align(cells, own)
            if not any(own):
                continue
            header = all(map(is_head, cells)) or (number == 0 and looks_like_heads(own))
            if header and len(own) > 1 and number <= 1 and (not labels or texts == list(labels)):
                labels = tuple(texts)
                continue
            if 1 < len(texts) < len(labels):
                texts += [""] * (len(labels) - len(texts))
            heads = tuple("" if n in columns.wide else head for n, head in enumerate(labels))
            self._out.append(
                Block(
                    "row",
                    " | ".join(t for t in own if t),
                    group=group,
                    cells=tuple(texts),
                    labels=heads if len(heads) == len(texts) else (),
                    links=tuple(links),
                    story=self._story,
                    element=row,
                )
            )

    def _row(self, row: HtmlElement, cells: list[HtmlElement], depth: int) -> _Row:
        read = [self._cell(cell, depth) for cell in cells]
        own = [without_label(text, label_of_cell(cell)) for cell, (text, _) in zip(cells, read, strict=True)]
        return _Row(row, cells, own, [found for _, found in read])

    def _month(self, rows: list[_Row], days: dict[tuple[int, int], int]) -> None:
        """A calendar printed as a grid: each day's cell stands by itself."""
        month = month_of_grid({day: rows[r].cells[c] for (r, c), day in days.items()})
        for (r, c), day in days.items():
            row = rows[r]
            text = told_on(day, row.texts[c])
            if text:
                self._groups += 1
                self._out.append(
                    Block(
                        "item",
                        f"{day}, {text}",
                        group=self._groups,
                        links=tuple(row.links[c]),
                        story=self._story,
                        day=day,
                        month=month,
                        element=row.cells[c],
                    )
                )

    def _cell(self, cell: HtmlElement, depth: int) -> tuple[str, list[tuple[str, str]]]:
        if not len(cell) and depth <= _MAX_DEPTH:  # nothing but a text, as nearly all cells of long tables
            text = clean(cell.text or "")
            return ("" if len(text) == 1 and not text.isalnum() else text.rstrip(",")), []
        inner = _Walker(cell)
        inner._walk(cell, "text", 0, 0, depth)
        inner._flush("text", 0, 0, cell)
        links = [link for block in inner._out for link in block.links]
        return ", ".join(block.text.rstrip(",") for block in inner._out), links

    def _definitions(self, dl: HtmlElement, depth: int) -> None:
        self._groups += 1
        group = self._groups
        term = ""
        for child in own_terms(dl):
            if is_noise(child, child.tag):
                continue
            if holds_story(child):
                self._block(child, "text", depth + 1, 0)
                continue
            text, links = self._cell(child, depth + 1)
            if child.tag == "dt":
                term = text.rstrip(":")
            elif text:
                self._out.append(
                    Block(
                        "row",
                        f"{term}: {text}" if term else text,
                        group=group,
                        cells=(term, text),
                        links=tuple(links),
                        story=self._story,
                        element=child,
                    )
                )
