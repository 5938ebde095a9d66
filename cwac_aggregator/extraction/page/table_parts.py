"""The parts of a table, and of a list of terms, that are read with it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

_PAGE_PARTS = ("table", "h1", "h2", "h3", "hr", "form", "ul", "ol")
_PAGE_PARAGRAPHS = 3
"""What stands in the cells of a table that lays out a page, and seldom in one that tells facts."""


def is_head(cell: HtmlElement) -> bool:
    return bool(cell.tag == "th" or cell.get("role") == "columnheader")


def is_laid_out(row: HtmlElement) -> bool:
    """Whether a row holds parts of a page rather than facts: tables of old sites stand for its columns."""
    if next(row.iter(*_PAGE_PARTS), None) is not None:
        return True
    return any(sum(1 for _ in cell.iter("p")) >= _PAGE_PARAGRAPHS for cell in row if cell.tag in ("td", "th"))


def own_terms(dl: HtmlElement) -> Iterator[HtmlElement]:
    """The terms and definitions of a list, apart from those of the lists inside them: each is read once."""
    for child in dl:
        if child.tag in ("dt", "dd"):
            yield child
        elif child.tag != "dl":
            yield from child.iterchildren("dt", "dd")


def holder(row: HtmlElement) -> HtmlElement | None:
    """The table that reads a row. A row that broken markup put inside another is read with that one, not once more."""
    parent = row.getparent()
    while parent is not None and parent.tag not in ("table", "tr"):
        parent = parent.getparent()
    return parent
