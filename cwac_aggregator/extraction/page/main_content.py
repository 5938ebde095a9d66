"""Where on a page its own content stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any, cast

from lxml import etree
from lxml.html import HtmlElement

from ...normalization.language import fold
from ..lines import Block, label_of
from ..scan import has_sign
from ..tags import elements_of
from .furniture import is_furniture
from .noise import holds_text, is_coming_heading, is_stop_heading

_DAY = re.compile(r"\b\d{1,2}(?!\d)")
"""What may be a day or an hour; a year is none."""
_OF_ROLE: Any = etree.XPath("descendant::*/@role[. = 'main']/..")
_MAIN = 200
"""Letters that the main element holds more of, where it is used for what it is named."""
_FACTS = frozenset(["date", "time", "end", "place", "address"])
"""The labels of an event's facts."""
_CARD = 16
"""Blocks before and behind a label in which the others of its card stand."""
_PARAGRAPH = 50
"""Letters from which on a block is running text."""


def main_element(body: HtmlElement) -> HtmlElement:
    """The element that holds the page's own content: marked as such, or the whole body."""
    found = elements_of(body.getroottree().getroot(), "main")
    if len(found) != 1 or not holds_text(found[0], _MAIN):
        found = cast(list[HtmlElement], _OF_ROLE(body))
    return found[0] if len(found) == 1 and holds_text(found[0], _MAIN) else body


def around_heading(blocks: list[Block]) -> list[Block]:
    """Keep what stands with the page's heading: in the smallest element around it that holds most of the running text.

    What stands beside that element (teasers, polls, sign-up boxes) belongs to the site, whatever its class is called.
    """
    heads = [b for b in blocks if b.kind == "heading" and b.level == 1 and b.element is not None]
    if len(heads) != 1:
        return blocks
    depth_of: dict[HtmlElement, int] = {}
    current = heads[0].element
    while current is not None:
        depth_of[current] = len(depth_of)
        current = current.getparent()
    depths: list[int] = []
    for block in blocks:
        element = block.element
        while element is not None and element not in depth_of:
            element = element.getparent()
        depths.append(depth_of[element] if element is not None else len(depth_of))
    weights = [_running(b) for b in blocks]
    total = sum(weights)
    if total < 80:
        return blocks
    weight_at = [0] * (len(depth_of) + 1)
    for weight, depth in zip(weights, depths, strict=True):
        weight_at[depth] += weight
    for depth, inside in enumerate(accumulate(weight_at[:-1])):
        if inside >= 0.6 * total and inside >= 80:
            first = blocks.index(heads[0])
            return [
                b
                for n, (b, d) in enumerate(zip(blocks, depths, strict=True))
                if d <= depth or (n < first and first - n <= 3 and len(b.text) < 60)
            ]
    return blocks


def _running(block: Block) -> int:
    """How much running text a block holds: what is not a link, a heading or a word or two."""
    size = len(block.text) - sum(len(text) for _, text in block.links)
    return size if size >= 8 and block.kind != "heading" else 0


_FOOTER = 500
_RIGHTS = re.compile(
    r"©|\(c\) ?\d{4}|\bcopyright ©? ?\d{4}|\ball rights reserved|\balle rechte? vorbehalten|\btodos los derechos reservados|"
    r"\btous droits réservés|\balle rechten voorbehouden|\btodos os direitos reservados",
    re.IGNORECASE,
)
_RIGHTS_MARKS = ("©", "(c)", "copyright", "reserv", "réserv", "vorbehalten", "voorbehouden")
"""What a line about rights holds one of: most pages hold none, and their lines are not looked at one by one."""


_TO_OTHERS = re.compile(
    r"(?:previous|prev|next|older|newer|read more|read also|read next|also read|related|see also|more|vorherige[rs]?|nachste[rs]?|"
    r"lesen sie auch|mehr|precedente?|suivante?|lire aussi|a lire|vorige?|volgende?|lees ook|anterior|siguiente|lea tambien|"
    r"lea mas|proxim[oa]|seguinte|leia tambem|leia mais)(?: (?:post|article|story|news|entry|beitrag|artikel|meldung|bericht|"
    r"entrada|noticia|articulo|artigo|publicacao))? ?[:|»›→-]"
)
"""How a link to another post opens, in six languages."""
_FILED = re.compile(
    r"(?:event )?(?:categor(?:y|ies|ie|ias?)|tags?|kategorien?|schlagw(?:ort|orte|orter)|etiquetas?|etiquettes?|categorieen|rubriken?|filed under)\W*"
)
"""What heads the kinds that a page is filed under, in six languages."""
_PAGER = re.compile(r"[«‹←<]{1,2}[^«»‹›←→]{3,150}[|·][^«»‹›←→]{3,150}[»›→>]{1,2}$|←[^→|]{3,150}(?:→|\|[^→|]{3,150}→?)$")
"""The titles of the posts before and behind, under a post: "« A dog's day | Pie with the police »"."""


def drop_sections(blocks: list[Block]) -> list[Block]:
    """Leave out what stands under headings of other content, until a heading of the same or a higher level."""
    return _drop(blocks, whole=False)


def _tells_next(block: Block, listed: bool) -> bool:
    """Whether a block under "Upcoming events" tells the program's: in running text, or as a row of a page that lists them."""
    text = block.text
    if _DAY.search(text) is None or not has_sign(text.encode()):
        return False
    if block.kind == "text":
        return len(text) > _PARAGRAPH and text.rstrip().endswith((".", "!"))
    return listed


def _lists_its_own(above: list[Block]) -> bool:
    """Whether a page is about the program and has told no event above: else the rows that follow are the site's calendar."""
    if any(b.kind == "text" and _DAY.search(b.text) and has_sign(b.text.encode()) for b in above):
        return False
    return any(b.kind == "heading" and b.level == 1 and has_sign(b.text.encode()) for b in above)


def _heads_own_calendar(block: Block, above: list[Block]) -> bool:
    """Whether "Agenda" heads what a page itself tells, as in a bulletin: none above has named the program."""
    return is_coming_heading(block.text) and not any(has_sign(b.text.encode()) for b in above)


def _is_sentence(block: Block) -> bool:
    """Whether a block is running text of whole sentences."""
    linked = sum(len(text) for _, text in block.links)
    return len(block.text) - linked > _PARAGRAPH and block.text.rstrip().endswith((".", "!", "?"))


def _leads_on(block: Block) -> bool:
    """Whether a line leads to another post: by its arrow, or nothing but a link that says so ("Next: Bike rodeo on May 4")."""
    if block.kind not in ("text", "item"):
        return False
    if block.text[0] in "«‹←<" and _PAGER.match(block.text):
        return True
    linked = sum(len(text) for _, text in block.links)
    return linked * 2 > len(block.text) and _TO_OTHERS.match(fold(block.text)) is not None


def _is_label_of_card(blocks: Sequence[Block], n: int) -> bool:
    """Whether a heading or bold line is a label among those of an event's facts: "Hours" behind "Date", "Contact" before "When"."""
    block = blocks[n]
    if label_of(block.text) is None:
        return False

    def facts(some: Iterable[Block]) -> list[str | None]:
        alike = (b for b in some if (b.kind, b.level, b.strong) == (block.kind, block.level, block.strong))
        return [role for role in map(label_of, (b.text for b in alike)) if role in _FACTS]

    below, above = facts(blocks[n + 1 : n + _CARD]), facts(blocks[max(0, n - _CARD) : n])
    return len({*below, *above}) > 1 and (bool(below) or above[-1] == "date")


def _drop(blocks: list[Block], whole: bool) -> list[Block]:
    """`whole`: the first heading of the highest level (or bold line) is the page's own, whatever it says."""
    kept: list[Block] = []
    stop_level = dropped = 0
    coming = listed = filed = False
    top = min((b.level for b in blocks if b.kind == "heading"), default=0)
    titled = not (whole and top == 0)  # a page without headings has its title in bold
    printed = "\n".join(block.text for block in blocks).lower()
    rights = any(mark in printed for mark in _RIGHTS_MARKS)
    for n, block in enumerate(blocks):
        if rights and block.kind != "heading" and len(block.text) < _FOOTER and _RIGHTS.search(block.text):
            continue  # a footer that no markup tells apart
        if _leads_on(block) or (block.kind in ("text", "item") and is_furniture(block.text)):
            continue
        if block.kind == "heading":
            if (
                stop_level
                and (block.level < stop_level or (block.level == stop_level and not is_stop_heading(block.text)))
            ) or (stop_level and block.level <= 1):
                stop_level = 0
            if whole and block.level == top:
                top = 0
            elif (
                is_stop_heading(block.text)
                and block.level > 1
                and not _heads_own_calendar(block, kept)
                and not _is_label_of_card(blocks, n)
            ):
                stop_level = block.level
                filed = _FILED.fullmatch(fold(block.text)) is not None
                coming = is_coming_heading(block.text)
                listed = coming and _lists_its_own(kept)
                continue
        elif (
            not stop_level
            and block.strong
            and len(block.text) < 40
            and is_stop_heading(block.text)
            and block.kind == "text"
            and not _is_label_of_card(blocks, n)
        ):
            if titled and not _heads_own_calendar(block, kept):
                stop_level = 6
                filed = _FILED.fullmatch(fold(block.text)) is not None
            titled = True
            continue
        if stop_level and filed and block.kind == "text" and _is_sentence(block):
            stop_level = 0  # what an event is filed under stands over what is told of it
        if stop_level and not (coming and _tells_next(block, listed)):
            dropped += _running(block) if len(block.text) > _PARAGRAPH or block.kind == "row" else 0
            continue
        kept.append(block)
    left = sum(_running(b) for b in kept if len(b.text) > _PARAGRAPH)
    if not whole and dropped > 2 * left and not any(b.kind == "heading" and b.level == 1 for b in blocks):
        return _drop(blocks, whole=True)  # "All posts" heads the page's own posts
    return kept
