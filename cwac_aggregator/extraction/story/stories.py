"""A page's blocks as stories: the one it is about, or each post of a page that holds several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from ...normalization.names import may_name
from ..cues import plain
from ..lines import Block, Line, Reader, cut, is_day, label_of, letters_beside, split_labels
from ..tables import arrange
from .boxes import entries_in_boxes
from .calendar_days import entries_by_day
from .card_guides import entries_with_cards
from .date_badges import is_badge, join_badges, under_headings, with_days_above
from .entry_lines import without_lines_of_others
from .flat_calendars import entries_in_lines
from .leads import with_leads
from .nation_notes import with_nation_notes
from .post_feeds import split_feed
from .section_heads import with_section_heads
from .town_heads import rows_under_towns

_FACTS = frozenset(["date", "time", "place", "address"])
"""The labels that head facts of one event."""
_SENTENCE = 40
"""Letters of the shortest sentence that is no entry of a calendar."""
_FEW_LETTERS = 8
_OVER = 3
"""Blocks over an event's title that may tell of it."""
_KICKER = 60
"""Letters of the line over a headline."""


@dataclass(slots=True)
class Story:
    """One telling under one title. `lines` does not hold the title; `relevant` is parallel to it."""

    title: Line | None
    lines: list[Line]
    blocks: list[Block]
    relevant: list[bool] = field(default_factory=list)
    several: bool = False
    led: bool = False
    """Whether the name stands in the title or the lead, or the title tells of police and the thing they share."""
    written: date | None = None
    """The day it was posted, where the page stamps each of its stories."""


def split_stories(blocks: Sequence[Block], title: str, reader: Reader, fetched: date | None = None) -> list[Story]:
    """The stories of a page that may name an event, in reading order.

    What stands above the page's heading belongs to the site, not to it, but for the caption of a picture that names the program.
    """
    blocks = list(blocks)
    top = next((i for i, b in enumerate(blocks) if b.kind == "heading" and b.text == title), None)
    kicker = _kicker(blocks, top, title, reader)
    above = sum(len(b.text) for b in blocks[: top or 0])
    below = sum(len(b.text) for b in blocks[(top or 0) + 1 :])
    if top is not None and below >= 40 and (blocks[top].level == 1 or (blocks[top].level == 2 and below > above)):
        pictured = [b for b in blocks[:top] if b.is_caption and _names_program(b.text, reader)]
        blocks = [*pictured, *_facts_above(blocks[:top], blocks[top + 1 :], reader), *blocks[top + 1 :]]
        title = f"{kicker}: {title}" if kicker else title
    named = _names_program(title, reader)
    if not named and not may_name(title, reader.lexicon.code) and not _may_name(blocks, reader):
        return []
    blocks = with_nation_notes(blocks, named, reader)
    blocks = rows_under_towns(without_lines_of_others(arrange(blocks, reader), reader), reader)
    if not named:
        if entries := entries_in_lines(blocks, reader) or entries_with_cards(blocks, reader):
            return [_story(entry, reader, True) for entry in entries]
        if entries := entries_by_day(blocks, title, reader):
            page = None if reader.find(title).dates else reader.annotate(Line(title, Block("heading", title, 1), -1))
            return [Story(page, cut(entry, reader, page), entry) for entry in entries]
    blocks = with_leads(blocks, reader)
    if not named:
        if feed := split_feed(blocks, reader, fetched):
            told = [post for post in feed if _may_name(post.blocks, reader)]
            return [Story(None, cut(p.blocks, reader), p.blocks, several=True, written=p.day) for p in told]
        blocks = with_section_heads(under_headings(blocks, reader), reader)
        if boxes := entries_in_boxes(blocks, reader):
            return [_story(box, reader, True) for box in boxes if _may_name(box, reader)]
        posts = _posts(blocks, reader)
        if len(posts) > 1:
            return [_story(post, reader, True) for post in posts if _may_name(post, reader)]
    head = reader.annotate(Line(title, Block("heading", title, 1), -1))
    return [Story(head, cut(blocks, reader, head), blocks)]


def _facts_above(above: Sequence[Block], below: Sequence[Block], reader: Reader) -> list[Block]:
    """What is told right over an event's title: that it is called off, or its day and hours where the text
    tells none, or its day where its hours alone stand under the title."""
    near = [
        block for block in join_badges(above[-_OVER:], reader) if block.kind == "text" and len(block.text) <= _KICKER
    ]
    off = [
        b for b in near if reader.cues.has("cancelled", plain(b.text)) or reader.cues.has("postponed", plain(b.text))
    ]
    whens = [b for b in near if _is_when(b, reader)]
    if whens and any(told.dates and told.times for told in (reader.find(b.text[:400]) for b in below)):
        whens = []
    if not whens and _tells_hours_alone(below[:_OVER], reader):
        whens = [b for b in near if is_badge(b, reader)][-1:]
    return [block for block in near if block in off or block in whens]


def _tells_hours_alone(card: Sequence[Block], reader: Reader) -> bool:
    """Whether one of the blocks under a title is nothing but hours, with a weekday at the most, and none tells a day."""
    found = [reader.find(block.text[:400]) for block in card]
    if any(span.days for told in found for span in told.dates):
        return False
    return any(
        told.times and letters_beside(block.text, told.dates, told.times) <= _FEW_LETTERS
        for block, told in zip(card, found, strict=True)
    )


def _is_when(block: Block, reader: Reader) -> bool:
    """Whether a block is nothing but a day and its hours."""
    found = reader.find(block.text)
    if len(found.dates) != 1 or not any(told.end for told in found.times):
        return False
    return letters_beside(block.text, found.dates, found.times) <= _FEW_LETTERS


def _may_name(blocks: Sequence[Block], reader: Reader) -> bool:
    """Whether a text holds a word without which it names no event: most posts of a page hold none, and are not read."""
    return bool(reader.known) or any(may_name(block.text, reader.lexicon.code) for block in blocks)


def _kicker(blocks: Sequence[Block], top: int | None, title: str, reader: Reader) -> str:
    """The line over an article's headline that names the program where the headline does not, or ""."""
    if not top:
        return ""
    above, head = blocks[top - 1], blocks[top]
    inside = above.story == head.story and (head.story % 2 == 1 or above.kind == "heading")  # no menu
    if (
        not inside
        or above.kind not in ("text", "heading")
        or len(above.text) >= _KICKER
        or not may_name(above.text, reader.lexicon.code)
    ):
        return ""
    return above.text if _names_program(above.text, reader) and not _names_program(title, reader) else ""


def _names_program(title: str, reader: Reader) -> bool:
    return bool(reader.annotate(Line(title, Block("heading", title, 1), -1)).names)


def _posts(blocks: list[Block], reader: Reader) -> list[list[Block]]:
    """The posts of an index: `article` elements with a heading each, else sections under headings of one level that are
    told like posts."""
    by_article: dict[int, list[Block]] = {}
    for block in blocks:
        by_article.setdefault(block.story, []).append(block)
    articles = [b for s, b in by_article.items() if s % 2 == 1 and any(x.kind == "heading" for x in b)]
    if len(articles) > 1:
        return with_days_above(blocks, articles, reader)
    levels = sorted({b.level for b in blocks if b.kind == "heading" and b.level >= 2})
    for level in levels:
        heads = [i for i, b in enumerate(blocks) if b.kind == "heading" and b.level == level]
        if len(heads) < 2 or len({label_of(blocks[i].text) for i in heads} & _FACTS) > 1:
            continue  # "WHEN" heads a fact of a story
        ends = [i for i, b in enumerate(blocks) if b.kind == "heading" and b.level <= level]
        sections = [blocks[a : min((e for e in ends if e > a), default=len(blocks))] for a in heads]
        if any(_holds_posts(section, level, reader) for section in sections):
            continue  # a calendar of several departments: the entries are one level down
        lead = blocks[: heads[0]]
        if any(reader.annotate(Line(b.text, b, 0)).names for b in lead if _leads(b)):
            return []
        if all(is_day(s[0].text, reader) for s in sections):
            return sections  # the days of a calendar
        told = [s for s in sections if sum(len(b.text) for b in s[1:]) > 30 or (s[1:] and is_badge(s[1], reader))]
        dated = [s for s in told if any(reader.find(b.text[:400]).dates for b in s)]
        if len(told) >= 2 and len(dated) >= 2:
            return sections
    return []


def _leads(block: Block) -> bool:
    """Whether a block above the sections of a page may announce them: a heading or a sentence, not an entry of a menu."""
    return block.kind == "heading" or len(block.text) > 60 or block.text.rstrip().endswith((".", ":", "!"))


def _holds_posts(section: list[Block], level: int, reader: Reader) -> bool:
    """Whether a section holds entries under headings of their own, one of which names the program."""
    heads = [b for b in section[1:] if b.kind == "heading" and b.level > level]
    return len(heads) > 1 and any(reader.annotate(Line(b.text, b, 0)).names for b in heads)


def _story(blocks: list[Block], reader: Reader, several: bool) -> Story:
    head = next((i for i, b in enumerate(blocks) if b.kind == "heading"), None)
    if head is None:
        return Story(None, cut(blocks, reader), blocks, several=several)
    title = reader.annotate(Line(blocks[head].text, blocks[head], -1))
    rest = blocks[:head] + blocks[head + 1 :]
    if is_day(title.text, reader) and not _is_day_of_calendar(rest, reader):
        # a blog prints the day of posting above the post's own heading
        blocks[head].kind, blocks[head].text = "text", f"Posted {blocks[head].text}"
        return _story(blocks, reader, several)
    return Story(title, cut(rest, reader, title), rest, several=several)


def _is_sentence(text: str) -> bool:
    return len(text) >= _SENTENCE and text.rstrip().endswith((".", "!", "?", "”", '"'))


def _is_day_of_calendar(section: Sequence[Block], reader: Reader) -> bool:
    """Whether what stands under a day are entries with an hour each, as in "the week ahead", and no post with a heading; or
    cards that tell their hours and places, and no day."""
    facts = [fact for block in section if block.kind != "heading" for fact in split_labels(block.text)]
    whens = [reader.find(text) for text, role in facts if role in ("date", "time")]
    if whens and any(role == "title" for _, role in facts) and not any(when.dates for when in whens):
        return True  # the headings under it are towns
    if any(block.kind == "heading" for block in section):
        return False
    found = ((block.text, reader.find(block.text[:400])) for block in section)
    run = takewhile(lambda x: not x[1].dates and (x[1].times or not _is_sentence(x[0])), found)
    told = [x for _, x in run]  # what is told in full behind them is no entry
    return bool(told) and sum(bool(x.times) for x in told) * 2 >= len(told)
