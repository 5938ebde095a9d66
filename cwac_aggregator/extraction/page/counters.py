"""Counters of a recording, which look like hours: "Ann Lee 00:28 Good morning.", "[12:45] HOST:"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..lines import Block

_COUNTER = re.compile(
    r"^((?:[^\W\d][\w.'’-]*:? ){0,4}?)[\[(]?(\d{1,2}):(\d\d)(?::(\d\d))?\b(?!:)[\])]?(?! ?(?:[ap]\.?m\b|[AP]M\b|Uhr|h\b|uur|hrs?\b))[ :–—-]*"
)
"""Who speaks, and the minute and second of the recording, at the head of a line."""
_FEWEST = 3
_LONGEST = 70
_PLAYER = re.compile(r"^\D{0,40}\d{1,2}:\d\d(?::\d\d)? ?/ ?\d{1,2}:\d\d(?::\d\d)?\D{0,12}$")
"""What a player shows: how much of the recording was heard, and how long it is."""


def without_counters(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks of a transcript without the counters of its recording: three at least, from the first minute on, and each
    later than the one before."""
    blocks = [b for b in blocks if ":" not in b.text or len(b.text) > _LONGEST or _PLAYER.match(b.text) is None]
    clocked = [(n, _COUNTER.match(block.text)) for n, block in enumerate(blocks) if ":" in block.text]
    found = [(n, counter) for n, counter in clocked if counter is not None]
    if len(found) < _FEWEST:
        return blocks
    seconds = [_seconds(counter) for _, counter in found]
    if seconds[0] >= 60 or any(one >= two for one, two in pairwise(seconds)):
        return blocks
    out = list(blocks)
    for n, counter in found:
        out[n] = replace(out[n], text=counter[1] + out[n].text[counter.end() :])
    return [block for block in out if block.text]


def _seconds(counter: re.Match[str]) -> int:
    first, second, third = (int(part or -1) for part in counter.group(2, 3, 4))
    return first * 60 + second if third < 0 else first * 3600 + second * 60 + third
