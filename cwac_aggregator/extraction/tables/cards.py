"""Cards of labelled facts that follow each other, read as the table they make: one event in each, its facts in the same order."""

from __future__ import annotations

from collections.abc import Sequence

from ..lines import Block, head_role

_FEWEST = 2
"""Cards, and facts of one."""


def end_of_cards(blocks: Sequence[Block], i: int) -> tuple[int, list[str], list[list[str]]]:
    """The index behind the cards that begin at `i`, their labels and the facts of each; `i` where there are none."""
    j = i
    while j < len(blocks) and _is_fact(blocks[j]):
        j += 1
    labels = [block.cells[0].strip(" :").lower() for block in blocks[i:j]]
    width = next((n for n in range(1, len(labels)) if labels[n] == labels[0]), 0)
    whole = width >= _FEWEST and len(labels) % width == 0
    if not whole or any(label != labels[n % width] for n, label in enumerate(labels)):
        return i, [], []
    facts = [block.cells[1] for block in blocks[i:j]]
    heads = [block.cells[0].strip(" :") for block in blocks[i : i + width]]
    return j, heads, [facts[n : n + width] for n in range(0, len(facts), width)]


def _is_fact(block: Block) -> bool:
    if block.kind != "row" or block.labels or len(block.cells) != _FEWEST or not block.cells[1]:
        return False
    return head_role(block.cells[0]) is not None
