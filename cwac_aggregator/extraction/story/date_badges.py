"""Cards that print the day above their heading: the day is put under it, where the card's other facts stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from lxml.html import HtmlElement

from ...normalization.dates import Day
from ...normalization.language import fold
from ...normalization.tokens import has_digit
from ..lines import Block, Line, Reader, is_day, label_of

_CARD = 4
"""Blocks under a heading that are its card."""
_MONTH_FIRST = re.compile(r"(?P<month>[^\W\d]{3,10}\.?)\s?(?P<day>\d{1,2})")
_DOTTED = re.compile(r"(?P<day>[0-3]?\d)\.(?P<month>0?[1-9]|1[0-2])\.")
_TITLE = 100
"""Letters of the longest title that is a link."""


def under_headings(blocks: Sequence[Block], reader: Reader) -> list[Block]:
    """The blocks with each lone day that stands right above a heading moved below it, where at least two do so.

    It is left out where the card tells its day in full.
    """
    out = _with_linked_titles(join_badges(blocks, reader), reader)
    over = [i for i in range(len(out) - 1) if _is_over_title(out, i) and is_badge(out[i], reader)]
    if len(over) < 2 or _end_entries(out, over, reader):
        return out
    ends = [*over[1:], len(out)]  # the day over the next card is not this one's
    told = {
        i for i, end in zip(over, ends, strict=True) if _tells(out[i + 2 : min(i + 2 + _CARD, end)], out[i], reader)
    }
    for i in over:
        out[i], out[i + 1] = out[i + 1], replace(out[i], story=out[i + 1].story)
    return [block for i, block in enumerate(out) if i - 1 not in told]  # "Jul 18" over "Thursday, July 18, 2024"


def _end_entries(blocks: Sequence[Block], over: Sequence[int], reader: Reader) -> bool:
    """Whether the days over headings are the last lines of the entries before them: each goes on with a paragraph, or the first
    heading has none over it and the last entry ends with one."""
    if all(i and (_is_in_one(blocks, i) or _ends_box(blocks, i)) for i in over):
        return True
    level = blocks[over[0] + 1].level
    first = next(i for i, block in enumerate(blocks) if block.kind == "heading" and block.level == level)
    return first != over[0] + 1 and is_badge(blocks[-1], reader)


def _is_in_one(blocks: Sequence[Block], i: int) -> bool:
    """Whether a day is a line of the paragraph before it."""
    return blocks[i].element is not None and blocks[i].element is blocks[i - 1].element


def _ends_box(blocks: Sequence[Block], i: int) -> bool:
    """Whether a day stands in the box of what is before it, with a heading of its own, and the heading behind it in another."""
    before, day, heading = (_box(block) for block in blocks[i - 1 : i + 2])
    if day is None or day is not before or day is heading:
        return False
    return any(block.kind == "heading" and _box(block) is day for block in blocks[max(0, i - _CARD) : i])


def _box(block: Block) -> HtmlElement | None:
    return None if block.element is None else block.element.getparent()


def _is_over_title(blocks: Sequence[Block], i: int) -> bool:
    """Whether a block stands over a heading that is no label ("Location"), and is not told under one ("Start time")."""
    if blocks[i + 1].kind != "heading" or label_of(blocks[i + 1].text) is not None:
        return False
    return not (i and blocks[i - 1].kind == "heading" and label_of(blocks[i - 1].text) in ("date", "time", "end"))


def _with_linked_titles(blocks: list[Block], reader: Reader) -> list[Block]:
    """With the titles of a list of events as headings, where each entry is a day over a title that links to its page: a
    calendar of a town prints its rows so, in elements that say nothing of what they hold."""
    titles = [i + 1 for i in range(len(blocks) - 1) if _is_title(blocks[i + 1]) and is_badge(blocks[i], reader)]
    if len(titles) < 2 or len({_shape(blocks[i - 1]) for i in titles}) > 1:
        return blocks
    if not any(reader.annotate(Line(blocks[i].text, blocks[i], 0)).names for i in titles):
        return blocks  # the places of one program
    shape = _shape(blocks[titles[0] - 1])
    days = {i for i in range(len(blocks) - 1) if blocks[i].kind == "text" and _shape(blocks[i]) == shape}
    level = 1 + max((block.level for block in blocks if block.kind == "heading"), default=1)
    over = {i for i in days if is_badge(blocks[i], reader) and blocks[i + 1].kind == "text"}
    return [
        replace(block, kind="heading", level=min(level, 6)) if i - 1 in over else block
        for i, block in enumerate(blocks)
    ]


def _is_title(block: Block) -> bool:
    """Whether a block is nothing but a link that is no sentence."""
    if block.kind != "text" or block.group or len(block.text) > _TITLE or block.text.endswith((".", "»", ":")):
        return False
    return len(block.links) == 1 and block.links[0][1].strip() == block.text


def _shape(block: Block) -> tuple[str, str, str]:
    """The element of a block and what it stands in, as their markup calls them."""
    element = block.element
    above = element.getparent() if element is not None else None
    if element is None or above is None:
        return "", "", ""
    return str(element.tag), element.get("class") or "", above.get("class") or ""


def _tells(card: Sequence[Block], badge: Block, reader: Reader) -> bool:
    """Whether a card tells the day of its badge under its heading as well. Another day makes the badge one of posting."""
    own = takewhile(lambda block: block.kind != "heading", card)
    days = {(day.month, day.day) for block in own for day in _days(block.text[:200], reader)}
    return any((day.month, day.day) in days for day in _days(badge.text, reader))


def _days(text: str, reader: Reader) -> list[Day]:
    found = reader.find(text)
    return [day for span in found.dates for day in span.days]


def is_badge(block: Block, reader: Reader) -> bool:
    """Whether a block is nothing but a day with its number; an hour may stand with it."""
    return block.kind not in ("heading", "row") and has_digit(block.text) and is_day(block.text, reader, hours=True)


def with_days_above(blocks: Sequence[Block], posts: Sequence[list[Block]], reader: Reader) -> list[list[Block]]:
    """The entries of a calendar that prints each day once above those of that day, with it under the heading of each.

    A day goes to every entry between it and the next one; an entry that tells a day itself needs none.
    """
    first = {id(post[0]): n for n, post in enumerate(posts)}
    inside = {id(block) for post in posts for block in post}
    day: Block | None = None
    above: dict[int, Block] = {}
    for block in blocks:
        if id(block) in first and day is not None:
            above[first[id(block)]] = day
        elif id(block) not in inside and block.kind in ("heading", "text"):
            day = block if is_badge(replace(block, kind="text"), reader) else day
    if len({id(day) for day in above.values()}) < 2:
        return list(posts)
    out = []
    for n, post in enumerate(posts):
        head = next(i for i, block in enumerate(post) if block.kind == "heading")
        if n in above and not any(reader.find(block.text[:200]).dates for block in post):
            told = replace(above[n], kind="text", level=0, story=post[head].story)
            post = [*post[: head + 1], told, *post[head + 1 :]]
        out.append(post)
    return out


def join_badges(blocks: Sequence[Block], reader: Reader) -> list[Block]:
    """With a month and a day of the month that stand in a box each joined to one ("Jul" + "18")."""
    out: list[Block] = []
    for block in blocks:
        if out and block.kind == out[-1].kind == "text" and _are_badge(out[-1].text, block.text, reader):
            day, month = sorted((out[-1].text, block.text), key=lambda text: not text.isdecimal())
            written = [f"{day} {month}", f"{month} {day}"]
            text = next((t for t in written if reader.find(t).dates), written[0])
            out[-1] = Block("text", text, story=block.story, element=block.element)
        else:
            out.append(_turned(block, reader))
    return out


def _turned(block: Block, reader: Reader) -> Block:
    """A badge that prints the month over the day, with the day first in a language that tells it so: "mrt 5"; and one that
    prints both with dots where others are used: "14.03."."""
    if block.kind == "text" and (dotted := _DOTTED.fullmatch(block.text)) and not reader.find(block.text).dates:
        return replace(block, text=f"{dotted['day']}/{dotted['month']}")
    told = _MONTH_FIRST.fullmatch(block.text) if block.kind == "text" else None
    if told is None or not _are_badge(told["day"], told["month"], reader) or reader.find(block.text).dates:
        return block
    return replace(block, text=f"{told['day']} {told['month']}")


def _are_badge(one: str, two: str, reader: Reader) -> bool:
    day, month = (one, two) if one.isdecimal() else (two, one)
    if not day.isdecimal() or len(day) > 2 or not 1 <= int(day) <= 31:
        return False
    return fold(month).strip(".") in reader.lexicon.months
