"""What readers wrote under a story, where no markup tells it apart: all behind a counter of comments, and what opens with who
said it and when."""

from __future__ import annotations

import re
from functools import cache

from ...normalization.language import fold
from ..lines import Block
from .furniture import furniture_words, one_of

_LONGEST_COUNTER = 40
_RUNNING = 40
"""Letters of the shortest text that is a paragraph of the story."""
_STORY = 150
"""Letters of a story over its comments; a counter under the title has less above it."""
_OPENING = 110
"""Letters within which a comment says who wrote it and when."""


def without_comments(blocks: list[Block]) -> list[Block]:
    """The blocks without readers' comments: those behind a counter that stands under a story, up to the next heading, and those
    that open with a name, a word of saying and a clock."""
    counter, comment = _patterns()
    kept: list[Block] = []
    story = 0
    behind = False
    for block in blocks:
        if block.kind == "heading":
            behind = False
        elif len(block.text) < _LONGEST_COUNTER and counter.fullmatch(fold(block.text)):
            behind = behind or (story >= _STORY and block.kind in ("text", "item"))
            continue
        if behind or (block.kind in ("text", "item") and comment.match(fold(block.text[:_OPENING]))):
            continue
        story += len(block.text) if block.kind == "text" and len(block.text) >= _RUNNING else 0
        kept.append(block)
    return kept


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a counter of comments is printed, and how a comment opens."""
    nouns, verbs = (one_of(furniture_words()[key]) for key in ("comments", "says"))
    number = r"[(\[]? ?\d{1,4} ?[)\]]?"
    return (
        re.compile(rf"\W*(?:{number} {nouns}|{nouns} ?[:/|•-]? ?{number})\W*"),
        re.compile(rf"[^\W\d][\w.'’ -]{{1,40}},? {verbs} ?: [^:]{{0,20}}\d[^:]{{0,25}}\b\d{{1,2}}[:.h]\d\d\b"),
    )
