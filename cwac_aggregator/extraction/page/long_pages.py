"""Of a page longer than any that people write, the parts near its events' names: what it takes to read stays bounded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from ...model import Oddity
from ...normalization.names import may_name
from ..lines import Block
from ..scan import has_sign

MOST_LETTERS = 500_000
"""Letters of the main content that are read: 80,000 words, thirty times what the longest of the saved pages holds."""
_OPENING = 50
"""Blocks at the head of the page, with its title and its stamp."""
_BEFORE, _BEHIND = 30, 60
"""Blocks around one that may name an event."""
_MOST_ASKED = 20_000
"""Blocks with a word for a thing shared that are asked whether they name an event."""


def within_reach(
    blocks: Sequence[Block], language: str, names: Sequence[str], url: str
) -> tuple[list[Block], list[Oddity]]:
    """The blocks that are read, in the order of the page, and an oddity where that is not all of them.

    Up to `MOST_LETTERS` all are. Of a longer page it is the opening, then what stands around the names of events, then the
    rest from above; the last block is cut short. `names` are names of events the publisher uses.
    """
    letters = sum(len(block.text) for block in blocks)
    if letters <= MOST_LETTERS:
        return list(blocks), []
    kept: dict[int, Block] = {}
    left = MOST_LETTERS
    for number in _by_need(blocks, language, names):
        block = blocks[number]
        if number in kept:
            continue
        kept[number] = block if len(block.text) <= left else replace(block, text=block.text[:left])
        left -= len(block.text)
        if left <= 0:
            break
    message = (
        f"{url}: {letters:,} letters of main content; {MOST_LETTERS:,} are read, those around names of events first"
    )
    return [kept[number] for number in sorted(kept)], [Oddity("too-long", message)]


def _by_need(blocks: Sequence[Block], language: str, names: Sequence[str]) -> Iterator[int]:
    """The numbers of the blocks, the most needed first; some more than once."""
    yield from range(min(_OPENING, len(blocks)))
    for number in _named(blocks, language, names):
        yield from range(max(0, number - _BEFORE), min(number + _BEHIND, len(blocks)))
    yield from range(len(blocks))


def _named(blocks: Sequence[Block], language: str, names: Sequence[str]) -> Iterator[int]:
    """The blocks that name an event, as a scan of each by itself finds it."""
    known = [name.lower() for name in names]
    for number, block in enumerate(blocks) if known else ():
        if any(name in block.text.lower() for name in known):
            yield number
    told = (number for number, block in enumerate(blocks) if may_name(block.text, language))
    for number in islice(told, _MOST_ASKED):
        if has_sign(blocks[number].text[:MOST_LETTERS].encode("utf-8", "replace")):
            yield number
