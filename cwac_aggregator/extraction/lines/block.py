"""A block: one line of a page's main content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from lxml.html import HtmlElement

from ..scan import as_seen

BlockKind = Literal["heading", "text", "item", "row", "stamp"]
_CAPTION = re.compile(r"(?:^|[\s_-])(?:wp-)?(?:caption|cutline)", re.IGNORECASE)
"""In the class of what is printed under a picture."""
_CAPTION_DEPTH = 3
"""Elements from a paragraph of a caption up to the caption, both included."""


_CREDIT_FIRST = re.compile(
    r"(?:(?:[A-Z]\w+ )?(?:Photos?|PHOTOS?|Fotos?|FOTOS?|Pictured?)(?: (?:by|courtesy|credit|provided|von|de|par)\b[^:|–—]{0,40})? ?[:|–—]) ?\w"
)
_CREDIT_LAST = re.compile(
    r"(?:\(|[.”\"] |\| |/ ?)(?:[\w.'’-]+ ){0,3}(?:[Pp]hotos?|PHOTOS?|Fotos?)(?: (?:by|courtesy|credit|provided|submitted|von|de|par)\b|: |/)[^.!?]{2,50}\)?\.?$"
)
"""Who took a picture, before and behind what is printed under it."""
_CREDIT_WITHIN = 100
"""Letters of a text from its end, in which a credit may stand."""


@dataclass(slots=True, eq=False)
class Block:
    """One line of the main content. `level` is 1 to 6 for headings; `group` joins the rows of one list, table or paragraph.

    `labels` are the column heads of a table row, `roles` what its columns hold where the table was read by them, `links` the
    addresses in it with the text they stand on. `day` is the day of the month whose cell it stands in, in a calendar printed as
    a grid, and `month` the middle of that month where its markup tells it. `town` is that of a row in a list of places under
    their towns: the line over it, and where the town stands in that; over the facts of one event, the line itself has it.
    `noted` says that a name in brackets only notes that its day is the nation's: the page names the program elsewhere.
    """

    kind: BlockKind
    text: str
    level: int = 0
    group: int = 0
    cells: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    strong: bool = False
    lead: int = 0
    story: int = 0
    day: int | None = None
    month: date | None = None
    town: tuple[Block, int, int] | None = field(default=None, repr=False, compare=False)
    noted: bool = False
    element: HtmlElement | None = field(default=None, repr=False, compare=False)
    _locator: str | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def is_caption(self) -> bool:
        """Whether it is what is printed under a picture, by its markup or by the credit that it prints."""
        if self.kind == "text" and (
            _CREDIT_FIRST.match(self.text) or _CREDIT_LAST.search(self.text, max(0, len(self.text) - _CREDIT_WITHIN))
        ):
            return True
        element = self.element
        for _ in range(_CAPTION_DEPTH):
            if element is None or element.tag in ("body", "article", "main"):
                return False
            if element.tag == "figcaption" or _CAPTION.search(element.get("class") or "") is not None:
                return True
            element = element.getparent()
        return False

    @property
    def locator(self) -> str:
        """A short path to where it stands, made when asked for."""
        if self._locator is None:
            self._locator = _path_to(self.element) if self.element is not None else "title"
        return self._locator


def spoken_texts(blocks: Iterable[Block]) -> Iterator[str]:
    """The texts of a page that tell its language: what a table says in row after row is told once."""
    cells: set[str] = set()
    for block in blocks:
        if block.kind != "row":
            yield block.text
            continue
        yield from (cell for cell in block.cells if cell not in cells)
        cells.update(block.cells)


def clean(text: str) -> str:
    """One line of text as a person reads it: no invisible characters, single spaces."""
    return " ".join(as_seen(text).split())


def _path_to(element: HtmlElement) -> str:
    """A short path to an element: tag names with id or position, from the nearest id down."""
    parts: list[str] = []
    current: HtmlElement | None = element
    while current is not None and len(parts) < 6:
        tag = current.tag
        if not isinstance(tag, str) or not tag.isprintable():  # lxml takes from a page what it will not look for
            break
        ident = current.get("id")
        if ident:
            parts.append(f"{tag}#{ident[:40]}")
            break
        parent = current.getparent()
        if parent is None:
            parts.append(tag)
            break
        position = 1
        for _sibling in current.itersiblings(tag, preceding=True):
            position += 1
            if position > 200:
                break
        parts.append(f"{tag}[{position}]")
        current = parent
    return "/".join(reversed(parts))
