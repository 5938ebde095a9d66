"""Lines of a set text, as they come out of a PDF, joined to the paragraphs they were."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from ...normalization.language import LANGUAGES, fold, lexicon
from ..cues import in_every_language
from ..lines import Block
from ..tables import cells_of_line

_SHORTEST_RUN = 3
_WIDTH = 34
"""Letters of the narrowest column."""
_LONG = 40
"""Letters of the shortest line that a sentence is broken at."""
_FULL = 0.65
"""The share of the column that a line fills which goes on in the next."""
_BROKEN = 0.45
"""The same for one that ends without a stop."""
_SOFT_SHARE = 0.3
"""The least share of breaks before a small letter among those without a stop."""
_OPENING = 0.4
"""The least share of lines that open with their day among rows: half of those of rows of two lines, and what stands under them."""
_DAY_WITHIN = 20
"""Letters of a row in which the number of its day stands."""
_HYPHEN = re.compile(r"[^\W\d_]{2}[-\u2010\u00ad]$")
_ENDS = (".", "!", "?", ":", ";", "”", '"', "»")


def unwrap(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each run of lines that break within sentences joined to paragraphs; rows written in lines stay."""
    out: list[Block] = []
    for run in _runs(blocks):
        if 2 * sum(bool(cells_of_line(block.text)) for block in run) > len(run):
            out += run
            continue
        broken = not are_rows(run) and ((len(run) >= _SHORTEST_RUN and _is_set(run)) or _is_broken(run))
        out += _joined(run) if broken else run
    return out


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Lines of text in a row: of one paragraph with line breaks, or paragraphs of their own."""
    run: list[Block] = []
    for block in blocks:
        if run and (block.kind != "text" or run[-1].kind != "text" or block.group != run[-1].group):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _is_set(run: Sequence[Block]) -> bool:
    """Whether lines are those of a set text: about as long as each other, and broken within sentences.

    Where a line ends without a stop, the next goes on with a small letter often enough; titles in capitals do not count.
    """
    breaks = [(a.text, b.text) for a, b in pairwise(run)]
    broken = [len(a) for a, b in breaks if is_soft(a, b)]
    open_ended = sum(not a.endswith(_ENDS) and not a.isupper() for a, _ in breaks)
    if len(broken) < 2 or len(broken) < _SOFT_SHARE * open_ended:
        return False
    width = max(len(block.text) for block in run)
    middle = sorted(broken)[len(broken) // 2]
    return _WIDTH <= width <= 140 and 2 * middle >= width and min(broken) >= _FULL * min(width, middle)


def _is_broken(run: Sequence[Block]) -> bool:
    """Whether the lines of one paragraph are pieces of its sentences: long ones, of which one at least ends within a phrase
    ("promovido pelo" / "11º Batalhão") or before a small letter."""
    if len(run) < 2 or not run[0].group:
        return False
    open_ended = [(a.text, b.text) for a, b in pairwise(run) if not a.text.endswith(_ENDS)]
    if any(len(a) < _LONG or a.isupper() for a, _ in open_ended):
        return False
    return any(is_soft(a, b) or a.rsplit(None, 1)[-1] in in_every_language("joining") for a, b in open_ended)


def are_rows(run: Sequence[Block]) -> bool:
    """Whether many lines open with their day, as of rows of two lines, in languages that write it small: "dinsdag 2 juni, ..." / "zaterdag 6 juni, ..."."""
    opening = sum(_opens_with_day(block.text) for block in run)
    return opening > 1 and opening >= _OPENING * len(run)


def _opens_with_day(text: str) -> bool:
    first = fold(text.split(None, 1)[0].strip(".,:;–-")) if text else ""
    return first in _weekdays() and any(letter.isdecimal() for letter in text[len(first) : _DAY_WITHIN])


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(name for code in LANGUAGES for name in lexicon(code).weekdays)


def is_soft(line: str, below: str) -> bool:
    """Whether a line breaks within a sentence beyond doubt: at a hyphen, or before a small letter."""
    return below[:1].islower() and not line.endswith(_ENDS)


def _joined(run: Sequence[Block]) -> list[Block]:
    width = sorted(len(block.text) for block in run)[len(run) * 3 // 4]
    out: list[Block] = [run[0]]
    last = run[0].text
    for block in run[1:]:
        full = _FULL if last.endswith(_ENDS) else _BROKEN
        goes_on = is_soft(last, block.text) or (len(last) >= full * width and last.isupper() == block.text.isupper())
        last = block.text
        if not goes_on:
            out.append(block)
            continue
        above = out[-1]
        if _HYPHEN.search(above.text) and block.text[:1].islower():
            text = above.text[:-1] + block.text
        else:
            text = f"{above.text} {block.text}"
        out[-1] = Block(
            "text",
            text,
            links=above.links + block.links,
            strong=above.strong and block.strong,
            story=above.story,
            element=above.element,
        )
    return out
