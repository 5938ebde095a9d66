"""Several matters in one text, told apart by lines that no markup makes headings: a digest, a column of questions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lines import Line

_TITLE = 60
"""Letters of the longest title of an item."""
_TEXT = 40
"""Letters of the shortest sentence under one."""
_QUESTION = re.compile(r"^(?:q|p|f|v)\s?[.:]\s")
"""What opens a question of a column: "Q.", "P:", "F:", "V:"."""


def items(lines: Sequence[Line]) -> dict[int, bool]:
    """For the paragraphs of a digest: whether they stand under the program's title or question (True) or another (False)."""
    return _under_titles(lines) or _under_questions(lines)


def _under_titles(lines: Sequence[Line]) -> dict[int, bool]:
    """Paragraphs under lines in bold or capitals, one of which is the program's name."""
    titles = [i for i in range(len(lines)) if _is_title(lines, i)]
    if len(titles) < 2 or not any(_is_name(lines[i]) for i in titles):
        return {}
    found: dict[int, bool] = {}
    ours: bool | None = None
    for i, line in enumerate(lines):
        if line.heading:
            ours = None
        elif i in titles:
            ours = bool(line.names)
        elif ours is not None and (ours or not line.names):
            found[line.unit] = ours
    return found


def _is_title(lines: Sequence[Line], i: int) -> bool:
    """Whether a line is the title of the sentences under it."""
    line = lines[i]
    if line.heading or line.label is not None or len(line.text) > _TITLE or line.block.kind != "text":
        return False
    if not (line.block.strong or line.text.isupper()) or line.text != line.block.text or line.dates or line.times:
        return False
    below = lines[i + 1] if i + 1 < len(lines) else None
    if below is None or below.heading or below.label is not None or below.block.strong or below.text.isupper():
        return False
    return len(below.block.text) >= _TEXT and below.block.text.rstrip().endswith((".", "!", "?"))


def _is_name(line: Line) -> bool:
    return bool(line.names) and len(line.text) - sum(n.stop - n.begin for n in line.names) <= _TITLE // 2


def _under_questions(lines: Sequence[Line]) -> dict[int, bool]:
    """Paragraphs of a column of questions and answers, one of which names the program."""
    opening = {line.unit for n, line in enumerate(lines) if _QUESTION.match(line.low) and _opens(lines, n)}
    if len(opening) < 2:
        return {}
    topics: list[list[Line]] = []
    for line in lines:
        if line.unit in opening and (not topics or topics[-1][0].unit != line.unit) and _QUESTION.match(line.low):
            topics.append([])
        if topics:
            topics[-1].append(line)
    named = [any(line.names for line in topic) for topic in topics]
    if not any(named):
        return {}
    return {line.unit: ours for topic, ours in zip(topics, named, strict=True) for line in topic}


def _opens(lines: Sequence[Line], i: int) -> bool:
    return i == 0 or lines[i - 1].unit != lines[i].unit
