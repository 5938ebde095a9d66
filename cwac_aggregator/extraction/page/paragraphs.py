"""Paragraphs that a page marks as something else: as headings, as the one item of a list, as a definition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement

from ..lines import Block
from .noise import holds_text

_SENTENCE = 60
"""Letters of the shortest sentence that is a paragraph and no heading."""
_LONG = 200
"""Letters of a text that is no heading, however it ends."""
_PARAGRAPH = 80
_FEWEST = 2
_ENDS = (".", ".”", '."', ".»", ".“", ".’")


def holds_story(element: HtmlElement) -> bool:
    """Whether an item of a list or a definition holds paragraphs: it lays a story out, and is no row."""
    found = 0
    for child in element.iterchildren("p", "div"):
        found += holds_text(child, _PARAGRAPH)
        if found >= _FEWEST:
            return True
    return False


def unmark_headings(blocks: Sequence[Block]) -> None:
    """Make text of what is marked as a heading and is a paragraph, and of all headings of a level most of which are."""
    marked = [block for block in blocks if block.kind == "heading"]
    told = [block for block in marked if _is_paragraph(block.text)]
    if not told:
        return
    all_of, told_of = (Counter(block.level for block in some) for some in (marked, told))
    levels = {level for level, number in told_of.items() if number >= _FEWEST and number * 2 >= all_of[level] > 1}
    for block in marked:
        if (block.level in levels or _is_paragraph(block.text)) and (block.level > 1 or all_of[1] > 1):
            block.kind, block.level = "text", 0


def _is_paragraph(text: str) -> bool:
    return len(text) >= _LONG or (len(text) >= _SENTENCE and text.endswith(_ENDS))
