"""A page's blocks as stories: the one it is about, or each post of a page that holds several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice, takewhile

from ..normalization.programs import find_gatherings
from ..normalization.when import find_expressions
from .asides import aside
from .block import Block
from .date_badges import is_day, under_headings
from .digests import items
from .drafts.facts import WORDS_BESIDE, is_bare_fact
from .drafts.hours import may_be_event_hour
from .drafts.tense import tells_past
from .lines import Line, Reader, cut
from .post_feeds import split_feed

_CARD_LINES = 4
_CALENDAR_LINES = 60
_RUN_IN = 45
_RUBRICS = 3
"""Paragraphs of a digest that open with their rubric."""
_GUIDE = 3
"""Entries of the shortest guide."""
_SCENE = 3
"""Paragraphs above the name that may hold the scene of a report."""
_ROW_OPENING = 3
"""Letters before the day that opens a row."""


@dataclass(slots=True)
class Story:
    """One telling under one title. `lines` does not hold the title; `relevant` is parallel to it."""

    title: Line | None
    lines: list[Line]
    blocks: list[Block]
    relevant: list[bool] = field(default_factory=list)
    several: bool = False
    written: date | None = None
    """The day it was posted, where the page stamps each of its stories."""


def split_stories(blocks: Sequence[Block], title: str, reader: Reader, fetched: date | None = None) -> list[Story]:
    """The stories of a page, in reading order. What stands above the page's heading belongs to the site, not to it."""
    blocks = list(blocks)
    top = next((i for i, b in enumerate(blocks) if b.kind == "heading" and b.text == title), None)
    above = sum(len(b.text) for b in blocks[: top or 0])
    below = sum(len(b.text) for b in blocks[(top or 0) + 1 :])
    if top is not None and below >= 40 and (blocks[top].level == 1 or (blocks[top].level == 2 and below > above)):
        blocks = blocks[top + 1 :]
    named = _names_program(title, reader)
    if not named:
        if feed := split_feed(blocks, reader, fetched):
            return [Story(None, cut(p.blocks, reader), p.blocks, several=True, written=p.day) for p in feed]
        blocks = under_headings(blocks, reader)
    posts = _posts(blocks, reader)
    if len(posts) > 1 and not named:
        return [_story(post, reader, True) for post in posts]
    head = reader.annotate(Line(title, Block("heading", title, 1), -1))
    return [Story(head, cut(blocks, reader, head), blocks)]


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
        return articles
    levels = sorted({b.level for b in blocks if b.kind == "heading" and b.level >= 2})
    for level in levels:
        heads = [i for i, b in enumerate(blocks) if b.kind == "heading" and b.level == level]
        if len(heads) < 2:
            continue
        ends = [i for i, b in enumerate(blocks) if b.kind == "heading" and b.level <= level]
        sections = [blocks[a : min((e for e in ends if e > a), default=len(blocks))] for a in heads]
        if any(_holds_posts(section, level, reader) for section in sections):
            continue  # a calendar of several departments: the entries are one level down
        lead = blocks[: heads[0]]
        if any(reader.annotate(Line(b.text, b, 0)).names for b in lead if _leads(b)):
            return []
        if all(_is_nothing_but_day(reader.annotate(Line(s[0].text, s[0], 0))) for s in sections):
            return sections  # the days of a calendar
        told = [s for s in sections if sum(len(b.text) for b in s[1:]) > 30 or (s[1:] and is_day(s[1], reader))]
        dated = [s for s in told if any(find_expressions(b.text[:400], reader.lexicon, reader.order).dates for b in s)]
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
    if _is_nothing_but_day(title) and not _is_day_of_calendar(rest, reader):
        # a blog prints the day of posting above the post's own heading
        blocks[head].kind, blocks[head].text = "text", f"Posted {blocks[head].text}"
        return _story(blocks, reader, several)
    return Story(title, cut(rest, reader, title), rest, several=several)


def _is_nothing_but_day(line: Line) -> bool:
    return bool(line.dates) and len(line.text) - sum(d.stop - d.begin for d in line.dates) <= 3


def _is_day_of_calendar(section: Sequence[Block], reader: Reader) -> bool:
    """Whether what stands under a day are entries with an hour each, as in "the week ahead", and no post with a heading."""
    if any(block.kind == "heading" for block in section):
        return False
    told = [find_expressions(block.text[:400], reader.lexicon, reader.order) for block in section]
    return bool(told) and not any(x.dates for x in told) and sum(bool(x.times) for x in told) * 2 >= len(told)


def mark_relevant(story: Story, reader: Reader) -> bool:
    """Decide which lines of a story speak of an event in scope; False where none does.

    A name in the title makes the whole story relevant, one in its lead nearly so; a name further down only its own
    paragraph and the rows and labels under it. Lines about another program are left out everywhere.
    """
    title = story.title
    lines = story.lines
    titled = title is not None and bool(title.names)
    units = list(dict.fromkeys(line.unit for line in lines))
    order = {unit: n for n, unit in enumerate(units)}
    named_units = {line.unit for line in lines if line.names and line.label != "other"}
    if not titled and not named_units:
        named_units = _name_gatherings([title, *lines] if title is not None else lines)
        titled = title is not None and bool(title.names)
    if not titled and not named_units:
        return False
    first = min((order[u] for u in named_units), default=0)
    other_title = title is not None and not titled and (bool(title.others) or reader.cues.has("other_story", title.low))
    other_title = other_title or (title is not None and _is_nothing_but_day(title))  # entries of a calendar
    lead = titled or (title is not None and _shares(title)) or (not other_title and first <= _lead_units(lines, order))
    cue = reader.cues
    relevant = [False] * len(lines)
    apart = aside(lines)
    section_off = section_on = False
    topic_off = -1
    told_on: set[int] = set()
    told_apart = items(lines)
    for i, line in enumerate(lines):
        previous = lines[i - 1] if i else None
        if line.heading:
            section_on = bool(line.names) or _heads_facts(lines, relevant, i, reader)
            section_off = bool(line.others) and not line.names
            topic_off = -1
        if line.names:
            topic_off = -1
        elif (
            line.others
            and not line.heading
            and line.label is None
            and not _opens_with_event(line, reader)
            and not _lacks_day(lines[:i], line)
        ):
            topic_off = line.unit
        keep = not section_off and (lead or section_on)
        if not keep and not section_off:
            keep = line.unit in named_units or _continues(line, previous, relevant[i - 1] if i else False)
        if not keep and not section_off and (_shares(line) and line.dates):
            keep = True  # "Police gave away coffee on Oct. 4 at the Bean House": the event without its name
        if not keep and not section_off and _tells_the_hour(lines[:i], relevant[:i], line):
            keep = True
        if not keep and not section_off and _tells_the_day(lines[:i], relevant[:i], line, reader):
            told_on.add(line.unit)
        if not keep and not section_off and _is_row_owed(lines[:i], told_on, line):
            told_on.add(line.unit)
        keep = keep or line.unit in told_on
        if not keep and not section_off and _tells_the_next(lines[:i], relevant[:i], line, reader):
            keep = True
        keep = told_apart.get(line.unit, keep)
        if line.unit == topic_off or (
            line.others
            and not line.names
            and line.label not in ("place", "address")
            and not _opens_with_event(line, reader)
        ):
            keep = False
        if i in apart or (cue.has("others_elsewhere", line.low) and not line.dates):
            keep = False
        relevant[i] = keep
    for i in _days_of_others(lines):
        relevant[i] = False
    if not lead:
        for first in [i for i, line in enumerate(lines) if line.unit in named_units and _opens_unit(lines, i)]:
            _add_facts_above(lines, relevant, first, reader)
            _add_facts_below(lines, relevant, first, reader)
            _add_scene_above(lines, relevant, first, reader)
    others = _rows_of_others(lines) | _items_of_others(lines)
    story.relevant = [keep and line.unit not in others for line, keep in zip(lines, relevant, strict=True)]
    return True


def _name_gatherings(lines: Sequence[Line]) -> set[int]:
    """Take the names of gatherings that say nothing of police ("Café tranquillité") for the program's where their
    paragraph speaks of police; the paragraphs are returned."""
    policed = {line.unit for line in lines if line.hosts()}
    found: set[int] = set()
    for line in lines:
        if line.unit in policed and line.tokens is not None and (names := find_gatherings(line.tokens)):
            line.names = names
            found.add(line.unit)
    return found - {-1}


def _items_of_others(lines: Sequence[Line]) -> set[int]:
    """The paragraphs of a digest that open with a title of their own, where the program's does too ("Coffee with a Cop.")."""
    titles: dict[int, Line] = {}
    for i, line in enumerate(lines):
        follows = i + 1 < len(lines) and lines[i + 1].unit == line.unit
        if _opens_unit(lines, i) and follows and _is_run_in_title(line):
            titles[line.unit] = line
    named = {line.unit for line in lines if line.names and not line.heading}
    if len(titles) >= _RUBRICS and named and named <= titles.keys():
        return titles.keys() - named  # "Transports. ...", "Police. ...", "Enseignement. ...": rubrics of a digest
    if not any(line.names for line in titles.values()):
        return _entries_of_others(lines)
    return {unit for unit, line in titles.items() if not line.names}


def _entries_of_others(lines: Sequence[Line]) -> set[int]:
    """The paragraphs of a guide that open with a name in bold, where that of the program does too and tells its own time."""
    opening = [
        line
        for i, line in enumerate(lines)
        if _opens_unit(lines, i) and 2 < line.block.lead <= _RUN_IN and line.label is None and not line.heading
    ]
    ours = {line.unit for line in opening if any(name.begin < line.block.lead for name in line.names)}
    timed = {line.unit for line in lines if line.unit in ours and (line.dates or line.times or line.rules)}
    if len(opening) < _GUIDE or not ours or timed != ours:
        return set()
    return {line.unit for line in opening} - ours - {line.unit for line in lines if line.names}


def _is_run_in_title(line: Line) -> bool:
    if len(line.text) > _RUN_IN or line.label is not None or not line.text.rstrip().endswith((".", ":")):
        return False
    beside = len(line.text) - sum(name.stop - name.begin for name in line.names)
    return beside <= 3 if line.names else not (line.dates or line.times)


def _rows_of_others(lines: Sequence[Line]) -> set[int]:
    """The rows of tables that tell of another program in one of their cells."""
    rows = [line for line in lines if line.block.kind == "row" and line.block.labels]
    named = {line.unit for line in rows if line.names}
    return {line.unit for line in rows if line.others and line.label not in ("place", "address")} - named


def _opens_unit(lines: Sequence[Line], i: int) -> bool:
    return i == 0 or lines[i - 1].unit != lines[i].unit


def _add_facts_above(lines: Sequence[Line], relevant: list[bool], first: int, reader: Reader) -> None:
    """Take with a named paragraph that has no day of its own the facts printed above it.

    That is the card right above ("Saturday, May 4", "3 to 5 PM", "Hill Park"), else the day that the entries of a
    calendar stand under.
    """
    own = list(takewhile(lambda line: line.unit == lines[first].unit, islice(lines, first, None)))
    timed = any(line.times for line in own)
    if any((line.dates or line.rules) and (line.names or not line.text.rstrip().endswith(".")) for line in own):
        return
    i = first - 1
    while i >= 0 and first - i <= _CARD_LINES and is_bare_fact(reader, lines[i]):
        if timed and lines[i].times and not lines[i].dates:
            break  # the hour of the entry above
        relevant[i] = True
        if lines[i].dates:
            return
        i -= 1
    while i >= 0 and first - i <= _CALENDAR_LINES and not lines[i].names:
        if lines[i].dates and is_bare_fact(reader, lines[i]):
            relevant[i] = True
            return
        i -= 1


def _add_scene_above(lines: Sequence[Line], relevant: list[bool], first: int, reader: Reader) -> None:
    """Take with a report that names the program only after its scene the paragraph with that scene: its day and its place."""
    own = list(takewhile(lambda line: line.unit == lines[first].unit, islice(lines, first, None)))
    if any(line.dates or line.rules for line in own) or not any(tells_past(reader, line) for line in own):
        return
    if any(keep and line.dates for line, keep in zip(lines, relevant, strict=True)):
        return
    units = list(dict.fromkeys(line.unit for line in lines[:first] if not line.heading))[-_SCENE:]
    for unit in reversed(units):
        scene = [i for i in range(first) if lines[i].unit == unit]
        told = [lines[i] for i in scene]
        dated = [line for line in told if line.dates]
        if not dated or any(line.others for line in told) or any(t.end for line in dated for t in line.times):
            continue
        if not any(tells_past(reader, line) for line in told) or any(reader.cues.has("firm", x.low) for x in dated):
            continue
        if any(line.hosts() for line in told) and any(p.place.venue for line in told for p in reader.places(line)):
            for i in scene:
                relevant[i] = True
            return


def _add_facts_below(lines: Sequence[Line], relevant: list[bool], first: int, reader: Reader) -> None:
    """Take with a line that is nothing but the name the facts printed under it, up to the day of the next entry."""
    line = lines[first]
    if line.heading or len(line.text) - sum(name.stop - name.begin for name in line.names) > WORDS_BESIDE:
        return
    dated = bool(first and relevant[first - 1] and lines[first - 1].dates)
    for i in range(first + 1, min(len(lines), first + 1 + _CARD_LINES)):
        if not is_bare_fact(reader, lines[i]) or (dated and lines[i].dates):
            return
        dated = dated or bool(lines[i].dates)
        relevant[i] = True


def _shares(line: Line) -> bool:
    """Whether a line tells of the thing without its name: "Officers share coffee with shoppers"."""
    return not line.others and bool(line.hosts()) and bool(line.themes())


_OF_ANOTHER = 2
"""Words that may join what is opened with to another matter: "la próxima reunión | del | cabildo"."""


def _opens_with_event(line: Line, reader: Reader) -> bool:
    """Whether a sentence says of "the event" when it is: what else it names goes on beside it."""
    if not (line.times or line.dates) or not line.others:
        return False
    spans = reader.cues.spans("event", line.low[:30])
    if not spans or spans[0][0] >= 6:
        return False
    between = line.low[spans[0][1] : line.others[0][0]].split()
    return len(between) > _OF_ANOTHER  # not "the next meeting of the council is"


def _days_of_others(lines: Sequence[Line]) -> list[int]:
    """The lone days over headings of other matters, in a grid that prints the day over each heading."""
    over = [i for i, below in enumerate(lines[1:]) if below.heading and _is_day_alone(lines[i])]
    if not any(lines[i + 1].names for i in over):
        return []
    return [i for i in over if not lines[i + 1].names]


def _is_day_alone(line: Line) -> bool:
    return len(line.text) < 30 and bool(line.dates) and not line.times and not line.heading


def _lacks_day(before: Sequence[Line], line: Line) -> bool:
    """Whether a sentence only mentions another matter, in a paragraph that named the program and still owes its day."""
    if line.dates or line.times:
        return False
    own = [known for known in before if known.unit == line.unit]
    return any(known.names for known in own) and not any(known.dates for known in own)


def _continues(line: Line, previous: Line | None, before: bool) -> bool:
    """Rows and labels right under a relevant line go on with it."""
    if previous is None or not before or line.heading:
        return False
    if line.label is not None:
        return previous.label is not None or bool(previous.names)
    row = line.block.kind in ("item", "row") and line.block.group
    if previous.names and line.block.group and line.block.group != previous.block.group:
        return True
    if row and previous.block.group == line.block.group:
        return True
    return bool(row or line.block.group) and previous.text.rstrip().endswith(":")


def _tells_the_hour(before: Sequence[Line], relevant: Sequence[bool], line: Line) -> bool:
    """Whether a paragraph tells the hour of the event that the one before dates: "Between 9 and 10:30 you may ask ..."."""
    if not line.times or line.dates or line.heading or line.label is not None or line.block.group:
        return False
    if not before or not relevant[-1] or not may_be_event_hour(line):
        return False
    kept = [known for known, keep in zip(before, relevant, strict=True) if keep]
    return any(known.dates for known in kept) and not any(known.times for known in kept)


def _tells_the_day(before: Sequence[Line], relevant: Sequence[bool], line: Line, reader: Reader) -> bool:
    """Whether a paragraph goes on with the event that the one before names without a day: "It is on Thursday, May 5."."""
    if not line.dates or line.names or line.others or line.heading or line.label is not None or line.block.group:
        return False
    if not before or not relevant[-1] or before[-1].unit == line.unit:
        return False
    own = [known for known, keep in zip(before, relevant, strict=True) if keep]
    if any(known.dates for known in own) or not any(known.names and known.unit == before[-1].unit for known in own):
        return False
    opening = line.low[: line.dates[0].begin]
    return len(opening) < 30 and (
        not opening.strip() or reader.cues.spans("goes_on", opening)[:1] == [(0, len(opening.split()[0]))]
    )


def _is_row_owed(before: Sequence[Line], told_on: set[int], line: Line) -> bool:
    """Whether a paragraph opens with a day and tells an hour, and stands where a paragraph that names the program without
    one owes its days: right under it, or under another such row."""
    if line.heading or line.names or line.others or line.label is not None or line.reader is None:
        return False
    if not line.dates or line.dates[0].begin > _ROW_OPENING or not line.times:
        return False
    if not before or before[-1].unit == line.unit:
        return False
    above = before[-1]
    if above.unit in told_on:
        return True
    named = [known for known in before if known.names]
    if not named or any(known.dates for known in before if known.unit == named[-1].unit):
        return False
    return above.unit == named[-1].unit


def _heads_facts(lines: Sequence[Line], relevant: Sequence[bool], i: int, reader: Reader) -> bool:
    """Whether a heading says that the days and places of what was told above follow ("Wann und wo?")."""
    if i + 1 >= len(lines) or not any(relevant[:i]) or len(lines[i].text) > _RUN_IN:
        return False
    words = lines[i].low.strip(" :?!.")
    below = lines[i + 1]
    if reader.cues.spans("dates_heading", words)[:1] != [(0, len(words))]:
        return False
    return bool(below.dates or below.rules or below.label in ("date", "place")) and not below.others


def _tells_the_next(before: Sequence[Line], relevant: Sequence[bool], line: Line, reader: Reader) -> bool:
    """Whether a paragraph further down tells when what was told is held again ("L'opération sera renouvelée le 2 juillet")."""
    if not line.dates or line.names or line.others or line.heading or line.label is not None or line.block.group:
        return False
    if not reader.cues.has("next_one", line.low[: line.dates[0].begin]):
        return False
    told = next((n for n in range(len(before) - 1, -1, -1) if relevant[n]), None)
    if told is None or any(known.heading for known in before[told + 1 :]):
        return False
    return bool(line.times) or any(p.place.venue for p in reader.places(line))


def _lead_units(lines: Sequence[Line], order: dict[int, int]) -> int:
    """The number of the last paragraph that counts as the lead: the second one of running text."""
    running = 0
    for line in lines:
        if line.heading:
            continue
        if (len(line.text) >= 50 and line.text.rstrip()[-1:] in ".!?:;”\"'’") or line.dates:
            running += 1
            following = [u for u in order if order[u] > order[line.unit]]
            if running >= 1:
                return order[following[0]] if following else order[line.unit]
    return len(order)
