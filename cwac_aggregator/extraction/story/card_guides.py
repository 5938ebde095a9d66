"""Guides to many matters that print a title, a few words and labelled facts for each, with no heading: "Story time" / "For
children of 3 to 5." / "Where: Elm Library" / "When: 10 a.m. Friday" / "Coffee with a Cop" / "Where: Plum Diner" / ..."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ... import gazetteer
from ...normalization.place_words import place_words
from ..cues import plain
from ..drafts.town_parts import names_part
from ..lines import Block, Reader, is_day, split_labels
from .boxes import entitled, names_program

_FEWEST = 3
"""Entries of the shortest guide."""
_LONGEST = 6
"""Blocks of the longest entry over its facts."""
_TITLE = 100
"""Letters of the longest title."""
_WHEN, _WHERE = frozenset(["date", "time"]), frozenset(["place", "address"])


def entries_with_cards(blocks: Sequence[Block], reader: Reader) -> list[list[Block]]:
    """The entries that name the program; [] where the page is no such guide, or names it elsewhere or in all entries."""
    cards = _cards(blocks)
    named = [i for i, block in enumerate(blocks) if names_program(block, reader)] if len(cards) >= _FEWEST else []
    begins = [0, *(stop for _, stop in cards)]
    entries = [range(begin, stop) for begin, (_, stop) in zip(begins, cards, strict=False)]
    ours = [entry for entry in entries if any(i in entry for i in named)]
    if not ours or len(ours) > len(entries) - len(ours) or any(not any(i in own for own in ours) for i in named):
        return []
    if any(blocks[i].kind == "heading" for i in range(begins[1], cards[-1][1])):
        return []
    if any(first - above > _LONGEST or first == above for (_, above), (first, _) in pairwise(cards)):
        return []
    others = [blocks[entry[0]] for entry in entries[1:] if entry not in ours]
    if any(_heads_stop(block, reader) for block in others) or all(_ends_as_place(block, reader) for block in others):
        return []  # the stops of the program
    stamps = [block for block in blocks[: cards[0][0]] if block.kind == "stamp"]
    heads = [next((i for i in entry if i in named and _is_title(blocks[i])), entry[0]) for entry in ours]
    if heads[0] == 0 and not _is_title(blocks[0]):
        return []  # the text over the first card leads to all of them
    return [entitled([*stamps, *blocks[head : entry[-1] + 1]], reader) for head, entry in zip(heads, ours, strict=True)]


def _cards(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """The runs of labelled facts that tell both when and where."""
    roles = [{role for _, role in split_labels(block.text)} - {None} if _may_tell(block) else set() for block in blocks]
    found: list[tuple[int, int]] = []
    first = 0
    while first < len(roles):
        stop = first
        while stop < len(roles) and roles[stop]:
            stop += 1
        told = set().union(*roles[first:stop])
        if told & _WHEN and told & _WHERE:
            found.append((first, stop))
        first = stop + 1
    return found


def _may_tell(block: Block) -> bool:
    return block.kind in ("text", "item")


def _heads_stop(block: Block, reader: Reader) -> bool:
    """Whether the first line of an entry is a town, a part of one or a day."""
    place = reader.place
    return (
        names_part(plain(block.text))
        or is_day(block.text, reader, hours=True)
        or gazetteer.find_city(block.text.strip(" :"), place.region, place.country) is not None
    )


def _ends_as_place(block: Block, reader: Reader) -> bool:
    """Whether the first line of an entry ends with a word for houses: "Elm Library"."""
    words = [word for word in reader.tokens(block.text).words if word.isalpha()]
    return any(map(place_words(reader.lexicon.code).noun, words[-1:]))


def _is_title(block: Block) -> bool:
    return len(block.text) <= _TITLE and not block.text.rstrip().endswith((".", "!", "?", ":"))
