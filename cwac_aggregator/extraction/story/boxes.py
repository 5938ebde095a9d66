"""The entries of a calendar as the page's elements set them apart: what stands in one box is of one event.

An entry is found from the name it tells: the smallest element around it that has others of its kind beside it, of which it and
one more tell a day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from ...normalization.names import may_name
from ..lines import Block, Line, Reader

_Family = tuple[HtmlElement | None, str, str]

_BOXES = frozenset(["div", "li", "section", "article", "table", "tbody", "tr", "td"])
_UNNAMED = frozenset(["article", "li", "tr"])
"""Those that need no class to be alike."""
_PLAIN = "div"
_PLAIN_BESIDE = 2
"""Boxes without a class beside one that make it an entry."""
_SHORT_ENTRY = 6
"""Blocks of the longest entry in a box without a class."""
_LAID_OUT = frozenset(["table", "tbody", "td", "tr"])
"""Those that may be the columns of a page, with several stories each."""
_REACH = 12
"""Elements between a name and the box of its event."""
_TITLE = 120
"""Letters of the longest line that is an entry's title."""
_LINES = 3
"""Lines of an item that tells an event by itself."""
_LONGEST = 40
"""Blocks of the longest entry."""
_DAY = 40
"""Letters of the longest line that is nothing but a day."""


def entries_in_boxes(blocks: Sequence[Block], reader: Reader) -> list[list[Block]]:
    """The entries of the lists that name the program, each with its title as a heading; [] where a name stands outside."""
    named = [i for i, block in enumerate(blocks) if names_program(block, reader)]
    if not named or any(blocks[i].kind == "row" for i in named):
        return []  # the rows of a table are read as such
    inside: dict[HtmlElement, list[int]] = {}
    for i, block in enumerate(blocks):
        for element in _around(block):
            inside.setdefault(element, []).append(i)
    dated: dict[int, bool] = {}

    def tells_day(element: HtmlElement) -> bool:
        for i in inside.get(element, ())[:_LONGEST]:
            if i not in dated:
                dated[i] = bool(reader.find(blocks[i].text[:400]).dates)
            if dated[i]:
                return True
        return False

    def headings(element: HtmlElement) -> int:
        return sum(blocks[i].kind == "heading" for i in inside[element])

    dated_beside: dict[_Family, list[HtmlElement]] = {}

    def is_entry(element: HtmlElement) -> bool:
        family = _family(element)
        above, tag, kind = family
        if above is None or not kind or not tells_day(element):
            return False
        if len(inside[element]) > _LINES and tag == "li":
            return True  # the one entry of a list
        if kind == _PLAIN and len(inside[element]) > _SHORT_ENTRY:
            return False
        if family not in dated_beside:
            alike = (e for e in above if e.tag == tag and _kind(e) == kind and tells_day(e))
            dated_beside[family] = list(islice(alike, _PLAIN_BESIDE + 1))
        others = sum(other is not element for other in dated_beside[family])
        return others >= (_PLAIN_BESIDE if kind == _PLAIN else 1)

    found: dict[HtmlElement, list[int]] = {}
    for i in named:
        box = next(filter(is_entry, _around(blocks[i])), None)
        if box is None or len(inside[box]) < 2 or (box.tag in _LAID_OUT and headings(box) > 1):
            return []
        found.setdefault(box, inside[box])
    if any(_is_dated_above(blocks, own, reader) for own in found.values()):
        return []
    kinds = {_family(box) for box in found}
    alike = {box: own for box, own in inside.items() if _family(box) in kinds}
    told = sorted(alike.values(), key=lambda own: own[0])
    return [entitled([blocks[i] for i in own], reader) for own in told]


def _is_dated_above(blocks: Sequence[Block], own: Sequence[int], reader: Reader) -> bool:
    """Whether a box stands under a day of its own: it is a post, and that the day it was written."""
    if own[0] == 0:
        return False
    above = blocks[own[0] - 1]
    return above.kind in ("heading", "stamp") and len(above.text) <= _DAY and bool(reader.find(above.text).dates)


def names_program(block: Block, reader: Reader) -> bool:
    """Whether a block names the program."""
    return may_name_program(block, reader) and bool(reader.annotate(Line(block.text, block, -1)).names)


def may_name_program(block: Block, reader: Reader) -> bool:
    """Whether a block may name the program: asked first, as it costs little."""
    return bool(reader.known) or may_name(block.text, reader.lexicon.code)


def _around(block: Block) -> Iterator[HtmlElement]:
    """The elements around a block that may be the box of an entry, from the inside."""
    element = block.element
    for _ in range(_REACH):
        if element is None:
            return
        if element.tag in _BOXES:
            yield element
        element = element.getparent()


def _family(element: HtmlElement) -> _Family:
    """What an element has in common with those beside it that are alike."""
    return element.getparent(), str(element.tag), _kind(element)


def _kind(element: HtmlElement) -> str:
    """The first word of an element's class; an item of a list or a row needs none, and a plain box more of its kind beside it."""
    names = (element.get("class") or "").split()
    return (
        names[0] if names else str(element.tag) if element.tag in _UNNAMED else _PLAIN if element.tag == _PLAIN else ""
    )


def entitled(blocks: list[Block], reader: Reader) -> list[Block]:
    """The blocks of an entry, with the one that names the program as its heading where none is."""
    if any(block.kind == "heading" and names_program(block, reader) for block in blocks):
        return blocks
    title = next((b for b in blocks if len(b.text) <= _TITLE and names_program(b, reader)), None)
    if title is not None:
        title.kind, title.level = "heading", 3
    return blocks
