"""Tables that are set without the elements of a table: rows of boxes, told by their roles or by a first row of heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from ..lines import clean, head_role

_CELLS = frozenset(["cell", "gridcell", "columnheader", "rowheader"])
_TABLES = frozenset(["table", "grid", "treegrid"])
_FEWEST_ROWS = 2
_WIDEST = 10
_HEAD = 30
"""Letters of the longest head."""
_PIECES = 8
"""Elements of a box that are looked through for its head."""


def looks_like_heads(texts: Sequence[str]) -> bool:
    """Whether the cells of a row are the heads of columns: most are words for what a column holds."""
    named = [text for text in texts if text and head_role(text) is not None]
    return len(named) >= 2 and len(named) * 2 >= len(texts) and not any(c.isdigit() for text in texts for c in text)


def rows_of_grid(element: HtmlElement) -> list[list[HtmlElement]]:
    """The cells of each row of a table set in boxes; none where an element is no such table."""
    if element.get("role") in _TABLES:
        rows = [
            list(_with_role(row))
            for row in element.iter("div", "li", "ul", "section", "span", "a")
            if row.get("role") == "row"
        ]
        return [row for row in rows if row] if len(rows) >= _FEWEST_ROWS else []
    if len(element) <= _FEWEST_ROWS:
        return []
    heads = _boxes(element[0])
    if not 2 <= len(heads) <= _WIDEST or not looks_like_heads([_head(box) for box in heads]):
        return []
    children = [child for child in element.iterchildren() if isinstance(child.tag, str)]
    rows = [_boxes(child) for child in children]
    return rows if all(len(row) in (1, len(heads)) for row in rows) else []


def _with_role(row: HtmlElement) -> Iterator[HtmlElement]:
    return (cell for cell in row.iterchildren() if cell.get("role") in _CELLS)


def _boxes(row: HtmlElement) -> list[HtmlElement]:
    """The boxes of a row, up to one more than the widest has."""
    return list(
        islice((child for child in row.iterchildren() if isinstance(child.tag, str) and child.tag != "br"), _WIDEST + 1)
    )


def _head(box: HtmlElement) -> str:
    """The text of a box that may be a head; nothing where it is longer."""
    text = ""
    for piece in islice(box.itertext(), _PIECES):
        text += piece
        if len(text) > 4 * _HEAD:
            return ""
    text = clean(text)
    return text if len(text) <= _HEAD else ""
