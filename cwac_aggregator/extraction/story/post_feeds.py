"""A feed of short posts mirrored on a page: each under the day and hour it was posted, without a heading.

"Milltown Police / April 16, 2019 at 8:33 AM / TOMORROW! Coffee with a Cop, 7 to 9 AM ...": what "tomorrow" is depends on
the stamp of its own post.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ...normalization.resolve import TimeFrame, resolve
from ...normalization.tokens import has_digit
from ...normalization.when import Expressions
from ..lines import Block, Line, Reader

_STAMP = 90
"""Letters of the longest stamp; an author's name may stand with it."""
_ABOVE = 2
"""Blocks above the stamp of a post that may be its heading."""
_TEXT = 25
"""Letters of the shortest post."""


@dataclass(frozen=True, slots=True)
class Post:
    """One post: the day it was posted, and its blocks without the stamp."""

    day: date
    blocks: list[Block]


@dataclass(frozen=True, slots=True)
class _Stamp:
    index: int
    day: date
    beside: str
    """What stands in its line beside day and hour: the same in all stamps of a feed."""


def split_feed(blocks: Sequence[Block], reader: Reader, fetched: date | None) -> list[Post]:
    """The posts of a feed, or none where the page is no feed, or where no post with the name tells a day of its own."""
    stamps = _of_one_feed([s for i, b in enumerate(blocks) if (s := _stamp(i, b, reader, fetched)) is not None])
    if len(stamps) < 2 or not _is_in_order(stamps, fetched):
        return []
    if any(b.kind == "heading" for b in blocks[max(0, stamps[1].index - _ABOVE) : stamps[1].index]):
        return []  # posts with headings
    author = _author(blocks, stamps)
    posts: list[Post] = []
    for stamp, following in zip(stamps, [*stamps[1:], None], strict=True):
        end = following.index - bool(author) if following is not None else len(blocks)
        by = blocks[stamp.index - 1] if author else replace(blocks[stamp.index], text=stamp.beside)
        own = [*([by] if by.text else []), *blocks[stamp.index + 1 : end]]
        heading = next((n for n, b in enumerate(own) if b.kind == "heading"), len(own))
        posts.append(Post(stamp.day, own[:heading]))
    if sum(any(len(b.text) >= _TEXT for b in post.blocks[1:]) for post in posts) < 2:
        return []
    return posts if any(_tells_own_day(post, reader) for post in posts) else []


def _stamp(index: int, block: Block, reader: Reader, fetched: date | None) -> _Stamp | None:
    text = block.text
    if block.kind in ("heading", "row") or len(text) > _STAMP or not has_digit(text):
        return None
    found = reader.find(text)
    if len(found.dates) != 1 or len(found.times) > 1 or found.rules or any(t.end for t in found.times):
        return None
    span = found.dates[0]
    beside = _beside(text, found)
    if span.weekday is not None or span.is_range or not (found.times or beside or (span.days and span.days[0].year)):
        return None
    days = resolve(span, TimeFrame(published=fetched, fetched=fetched, past=True))
    return _Stamp(index, days[0].day, beside) if days else None


def _beside(text: str, found: Expressions) -> str:
    spans = sorted([(d.begin, d.stop) for d in found.dates] + [(t.begin, t.stop) for t in found.times], reverse=True)
    for begin, stop in spans:
        text = text[:begin] + text[stop:]
    return " ".join(w for w in text.replace("·", " ").split() if any(c.isalnum() for c in w))


def _of_one_feed(stamps: Sequence[_Stamp]) -> list[_Stamp]:
    """The stamps that are written alike: those with the words that most have beside their day."""
    kinds = [s.beside for s in stamps]
    most = max(kinds, key=kinds.count, default="")
    return [s for s in stamps if s.beside == most]


def _is_in_order(stamps: Sequence[_Stamp], fetched: date | None) -> bool:
    """Whether the newest stands first, and none is from after the fetch: what is to come is a calendar."""
    days = [s.day for s in stamps]
    return days == sorted(days, reverse=True) and (fetched is None or days[0] <= fetched)


def _author(blocks: Sequence[Block], stamps: Sequence[_Stamp]) -> str:
    """The line that stands above each stamp, where it is the same above all."""
    above = {blocks[s.index - 1].text if s.index else "" for s in stamps}
    return above.pop() if len(above) == 1 else ""


def _tells_own_day(post: Post, reader: Reader) -> bool:
    lines = [reader.annotate(Line(b.text, b, 0)) for b in post.blocks]
    return any(line.names for line in lines) and any(line.dates for line in lines)
