"""Sections under lines that only look like headings: bold, in capitals, or in boxes of a class of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..lines import Block, Line, Reader, label_of
from .boxes import names_program

_FEWEST = 3
"""Heads of the shortest page of sections."""
_LONGEST = 80
"""Letters of the longest head."""
_BESIDE_NAME = 25
"""Letters that may stand beside the program's name in its head."""
_LEVELS = 6

_Look = tuple[bool, bool, str, str]


def with_section_heads(blocks: Sequence[Block], reader: Reader) -> list[Block]:
    """The blocks with such lines as headings, where one of them is the program's and others are not."""
    alike: dict[_Look, list[int]] = defaultdict(list)
    for i, block in enumerate(blocks[:-1]):
        if block.kind == "text" and len(block.text) <= _LONGEST and (look := _look(block)) is not None:
            alike[look].append(i)
    for lines in alike.values():
        found = [i for i in lines if not _tells_fact(blocks[i], reader)]
        if len(found) >= _FEWEST and _are_heads(blocks, found, reader):
            level = min(_LEVELS, 1 + max((b.level for b in blocks if b.kind == "heading"), default=1))
            heads = set(found)
            return [replace(b, kind="heading", level=level) if i in heads else b for i, b in enumerate(blocks)]
    return list(blocks)


def _look(block: Block) -> _Look | None:
    """What sets a line apart from running text; None where nothing does."""
    element = block.element
    names = "" if element is None else element.get("class") or ""
    look = block.strong, block.text.isupper(), "" if element is None else str(element.tag), names
    return look if block.strong or block.text.isupper() or names else None


def _tells_fact(block: Block, reader: Reader) -> bool:
    """Whether a line tells a day or an hour: no head, but it may stand out as one does ("WEDNESDAY, MARCH 11")."""
    told = reader.find(block.text)
    return bool(told.dates or told.times)


def _is_of_police(block: Block, reader: Reader) -> bool:
    return bool(reader.annotate(Line(block.text, block, 0)).hosts())


def _are_heads(blocks: Sequence[Block], found: Sequence[int], reader: Reader) -> bool:
    """Whether lines that look alike head sections: each over other lines, none with a label, one with the program's name
    and little more, or with the police over a line that has it."""
    if any(following == i + 1 for i, following in pairwise(found)):
        return False
    if any(block.kind == "heading" for block in blocks[found[0] : found[-1]]):
        return False  # the page has headings
    named = 0
    for i, following in pairwise([*found, len(blocks)]):
        if blocks[i].text.rstrip().endswith((".", "!", ":")) or label_of(blocks[i].text):
            return False
        if names_program(blocks[i], reader):
            line = reader.annotate(Line(blocks[i].text, blocks[i], 0))
            if line.beside_names > _BESIDE_NAME:
                return False
            named += 1
        elif _is_of_police(blocks[i], reader) and any(names_program(b, reader) for b in blocks[i + 1 : following]):
            named += 1  # "POLICE DEPARTMENT" in the report of a city's manager
    return named > 0 and len(found) - named >= _FEWEST - 1
