"""Paragraphs that a page marks as something else: as headings, as the one item of a list, as a definition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml.html import HtmlElement

from ..lines import Block, split_labels
from .noise import holds_text

_SENTENCE = 60
"""Letters of the shortest sentence that is a paragraph and no heading."""
_LONG = 200
"""Letters of a text that is no heading, however it ends."""
_PARAGRAPH = 80
_FEWEST = 2
_FLYER = 3
"""Headings in a row that are the lines of one text."""
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
    """Make text of what is marked as a heading and is a paragraph, of all headings of a level most of which are, and of the
    facts of a flyer each of which is set as one."""
    for flyer in (*_flyers(blocks), [block for block in blocks if block.kind == "heading" and _is_labelled(block)]):
        for block in flyer:
            block.kind, block.level = "text", 0
    marked = [block for block in blocks if block.kind == "heading"]
    told = [block for block in marked if _is_paragraph(block.text)]
    if not told:
        return
    all_of, told_of = (Counter(block.level for block in some) for some in (marked, told))
    levels = {level for level, number in told_of.items() if number >= _FEWEST and number * 2 >= all_of[level] > 1}
    for block in marked:
        if (block.level in levels or _is_paragraph(block.text)) and (block.level > 1 or all_of[1] > 1):
            block.kind, block.level = "text", 0


def _flyers(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Headings of one level right under each other, of which one at least tells a number: a day, an hour, a street. What
    stands first heads them, unless it is a fact itself. Headings that lead elsewhere are a list of other pages."""
    for level, run in groupby(blocks, lambda block: block.level if block.kind == "heading" and not block.links else 0):
        facts = list(run)
        if level > 1 and len(facts) >= _FLYER:
            facts = facts if _has_number(facts[0]) else facts[1:]
            if any(map(_has_number, facts)):
                yield facts


def _is_labelled(block: Block) -> bool:
    """Whether a heading below the first tells a fact with its label: "Where: Plum Diner"."""
    if block.level == 1 or block.links or len(block.text) > _LONG:
        return False
    return any(label in ("date", "time", "place", "address") for _, label in split_labels(block.text)[:1])


def _has_number(block: Block) -> bool:
    return any(letter.isdigit() for letter in block.text)


def _is_paragraph(text: str) -> bool:
    return len(text) >= _LONG or (len(text) >= _SENTENCE and text.endswith(_ENDS))
