"""Lines broken at the margin of a paper page (a newsletter pasted from a PDF): joined to paragraphs again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .block import Block

_LEAST = 3
"""Lines of the shortest run that is looked at."""
_FULL = 0.7
"""Share of the longest line from which on a line reaches the margin."""
_NARROW, _WIDE = 38, 110
"""Letters of the longest line of a run that was broken at a margin."""
_ENDS = re.compile(r"[.!?:;…”\"»)]$")
_GOES_ON = re.compile(r"[a-zß-öø-ÿ(&]")


def unwrap(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with runs of broken lines joined. A run is broken where lines that reach the margin end in mid-sentence."""
    out: list[Block] = []
    i = 0
    while i < len(blocks):
        j = i
        while j < len(blocks) and _is_line(blocks[j]) and blocks[j].group == blocks[i].group:
            j += 1
        out += _joined(blocks[i:j]) if j - i >= _LEAST else blocks[i : max(j, i + 1)]
        i = max(j, i + 1)
    return out


def _is_line(block: Block) -> bool:
    return block.kind == "text" and not block.labels and len(block.text) <= _WIDE


def _joined(run: Sequence[Block]) -> Sequence[Block]:
    margin = max(len(block.text) for block in run)
    full = [len(block.text) >= _FULL * margin for block in run]
    breaks = sum(full[n] and _is_broken(run[n].text, run[n + 1].text) for n in range(len(run) - 1))
    if margin < _NARROW or breaks < 2:
        return run
    out = [run[0]]
    for n, block in enumerate(run[1:]):
        before = out[-1].text
        if full[n] and not _ENDS.search(before) and not before.isupper() and not block.text.isupper():
            text = f"{before[:-1]}{block.text}" if before.endswith("-") else f"{before} {block.text}"
            out[-1] = replace(out[-1], text=text)
        else:
            out.append(block)
    return out


def _is_broken(before: str, after: str) -> bool:
    """Whether a line goes on in the next one: with a small letter, or after a hyphen."""
    return not _ENDS.search(before) and (before.endswith("-") or _GOES_ON.match(after) is not None)
