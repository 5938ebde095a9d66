"""Posting stamps among the lines of a page: the day it was written, not that of an event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ...normalization.clocks import TimeSpan
from ...normalization.dates import DateSpan
from ...normalization.names import find_names, may_name
from ...normalization.place_words import place_words
from ...normalization.resolve import TimeFrame, resolve
from ...normalization.tokens import has_digit
from ..cues import Cues, cues, plain
from ..lines import Block, Reader, label_of, letters_beside, update_head
from ..scan import has_sign

_AUTHOR_FIRST = re.compile(r"[^\W\d_][\w.'-]*(?: [\w.'-]+){1,3}(?:, [\w '.&-]{2,40})? [|•·] ")
"""Who wrote, perhaps with the paper, before the day of a byline: "Ann Poe, The Elm Sun | April 6, 2016"."""
_WRITER = re.compile(r"[|·•–—-]\s*(?:redactado|escrito|publicado|posted|written)? ?(?:por|by|par|von|door)\s+[^\W\d]")
"""The writer behind the day of a byline: "03 de mayo de 2024 | 14:05 | Redactado por ..."."""
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][^\W\d]+(?:[ /-][A-ZÀ-Þ][^\W\d]+){0,3}(?:, [A-Z][A-Za-z. ]{1,14})?(?: \([^)]{2,30}\)\.? ?[-–—:]| ?\.?[–—]| -) ?[^\W\d]"
)
"""The town and the agency that a report opens with."""
_ISO = re.compile(r"\s*\d{4}-\d{2}-\d{2}\s*")
_BY = re.compile(r"(?:by|von|par|por|door|autor|author|redaktion|redactie|redaccion|redacao)\b")
"""How the line of an author opens."""
_READING_TIME = re.compile(
    r"\bmin read|lesezeit|leestijd|min\w*\.? (?:de lect(?:ure|ura)\b|de leitura\b|om te lezen\b)"
)
"""How long a post is to read, told beside the day it was written."""
_BEHIND_MARK = re.compile(r"[|•·]\s*$")
"""What parts the day of writing from who wrote: "Ann Poe, Features Editor | April 6, 2016"."""
_SHARED = re.compile(r"[·•|] ?(?:Edited|Shared with)? ?(?:Public|Öffentlich|Público|Openbaar)\W*$")
"""Who may see a post of a network, behind its day: "February 26 at 2:15 PM · Public"."""
_BYLINE = 80
"""Letters of the longest line that tells nothing but who wrote and when."""
_BADGE = 30
"""Letters of the longest day over the heading of a card."""
_NEWS = ("cancelled", "postponed", "moved", "moved_place", "new_hour")
"""The roles of words that tell what has become of an event."""
_FEW_LETTERS = 8
_NEAR, _FAR = 3, 8
"""Lines around a heading in which a stamp may stand: at the least, and below it where no paragraph comes before."""
_PARAGRAPH = 100
_LONGEST = 160
_SENTENCE = 40
"""Letters of the shortest sentence that tells a tale."""
_CARD = 4
"""Lines behind a labelled day in which the labels of its hour and place stand."""
_LONGEST_ROW = 200
"""Letters of a table's row that are looked through for a day."""

_SCHEDULE = 40
"""Lines behind a day in which the rows of its schedule stand."""
_FEWEST_ROWS = 3
_OPENING = 4
"""Letters before the day that a row opens with."""


class _Stamp(NamedTuple):
    """A line that tells when its page was posted: its day where it has one, and whether it is sure without another."""

    day: date | None
    sure: bool = True


_BEHIND_WORD = 6
"""Letters from the word of a stamp to its day, at most, in a line that names the program."""


def mark_stamps(blocks: list[Block], reader: Reader, known: date | None, fetched: date | None = None) -> date | None:
    """Mark posting stamps among the blocks; the day of the first. A stamp says so ("Posted on"), or is nothing but one
    date next to the heading of an article, and not after the day the page was fetched."""
    first: date | None = None
    heading = next((i for i, b in enumerate(blocks) if b.kind == "heading" and b.level == 1), None)
    if heading is None:
        heading = next((i for i, b in enumerate(blocks) if b.kind == "heading"), -1)
    below = _lines_below(blocks, heading)
    bare: list[tuple[Block, date]] = []
    for i, block in enumerate(blocks):
        if len(block.text) > _LONGEST or not has_digit(block.text):
            continue
        stamp = _stamp_at(blocks, i, -_NEAR <= i - heading <= below, reader, known, fetched)
        if stamp is not None and stamp.sure:
            block.kind = "stamp"
            first = first or stamp.day
        elif stamp is not None and stamp.day is not None:
            bare.append((block, stamp.day))
    for block, day in bare:
        if known is not None or first is not None:
            if day == (known or first):
                block.kind = "stamp"
        elif (
            _body_has_date(blocks, blocks.index(block), reader)
            or _body_reports(blocks, reader)
            or (_ISO.fullmatch(block.text) and not any(reader.find(b.text[:600]).times for b in blocks))
        ):
            block.kind = "stamp"
            first = day
    return known or first


def _stamp_at(
    blocks: list[Block], i: int, near: bool, reader: Reader, known: date | None, fetched: date | None
) -> _Stamp | None:
    """The stamp that a block is; `near` says whether it stands by the heading of the article."""
    words, block, text = reader.cues, blocks[i], blocks[i].text
    low = plain(text)
    if block.kind == "heading" and not words.opens("stamp", low):
        return None
    stamped = words.spans("stamp", low)
    if words.code != "en":
        stamped += cues("en").spans("stamp", low)
    by = len(text) < _BYLINE and _BY.match(low) is not None
    may_be = bool(stamped) or near or _is_signed(text, low) or _SHARED.search(text) is not None
    if not (may_be or by) or (block.kind == "row" and len(block.cells) > 2 and _is_of_table(blocks, i, reader)):
        return None
    if words.has("moved", low) and len(reader.find(text).dates) > 1:
        return None  # "wird vom 13. auf den 20. März verschoben"
    if by and (_ends_in_clock(text, reader) or (stamped and _tells_hour_behind(text, stamped[-1][1], reader))):
        return _Stamp(None)  # "by Lake County News 4:41 pm", "By Ann Poe Today • Updated 3:10 p.m."
    if not may_be:
        return None
    found = reader.find(text)
    told = [(day.begin, day.stop) for day in found.dates] + [(hour.begin, hour.stop) for hour in found.times]
    head = update_head(words, low, told)
    if head and (words.has_any(_NEWS, low[head:]) or _names(text[head:], reader)):
        return None  # "UPDATE 4:10 PM: This event is canceled"
    if not found.dates and near and _tells_reading_time(text):
        return _Stamp(None)
    if found.dates and stamped and found.dates[0].begin - stamped[0][1] > _BEHIND_WORD and _names(text, reader):
        return None  # "Bocholt (ots) - Die Polizei lädt am 13. Mai zu Coffee with a Cop"
    if found.dates:
        return _dated_stamp(blocks, i, stamped, near, reader, known, fetched)
    if found.times and len(text) < 60 and stamped and not words.has("new_hour", low):
        return _Stamp(None)
    return None


def _is_signed(text: str, low: str) -> bool:
    """Whether a line tells who wrote it, and how to reach them: "By Ann Poe | apoe@marlow.example | May 4, 2026"."""
    return len(text) < _BYLINE and _BY.match(low) is not None and ("@" in text or " | " in text)


def _is_of_change(words: Cues, low: str, begin: int, stop: int, day: int) -> bool:
    """Whether a day behind the word of a stamp is the event's own: "UPDATE: Rescheduled to April 26", "Der Kaffee vom 11. März
    ist abgesagt"."""
    between = low[stop:day].strip()
    if words.has("moved", between) or (between and words.opens("for_it", between) == len(between)):
        return True  # "Weather update for Saturday, February 5"
    return words.opens("from_day", low[begin:stop]) > 0 and words.has_any(("cancelled", "postponed"), low[day:])


def _names(text: str, reader: Reader) -> bool:
    """Whether a text names the program: "UPDATE - Coffee with a Cop is March 18"."""
    return may_name(text, reader.lexicon.code) and bool(find_names(reader.tokens(text), reader.known))


def _dated_stamp(
    blocks: list[Block],
    i: int,
    stamped: Sequence[tuple[int, int]],
    near: bool,
    reader: Reader,
    known: date | None,
    fetched: date | None,
) -> _Stamp | None:
    """The same of a block that tells a day; `stamped` are its words that say that it is a stamp."""
    text = blocks[i].text
    low = plain(text)
    x = reader.find(text)
    span = x.dates[0]
    if span.relative == "bare" and (
        stamped or _BY.match(low)
    ):  # "Posted: Wed 5:44 PM, Oct 02, 2019", "BY THE LIMA SUN | May 2"
        span = next((d for d in x.dates[1:] if d.days and d.days[0].year), span)
    ranged = any(t.end for t in x.times)
    if not stamped and not ranged and _is_shared(text, span) and _body_has_date(blocks, i, reader):
        return _Stamp(None)
    rest = letters_beside(text, x.dates, x.times)
    days = resolve(span, TimeFrame(published=known)) if span.days and span.days[0].year else []
    day = days[0].day if days else None
    if near and len(x.times) == 1 and rest <= _FEW_LETTERS and _is_of_a_clock(x.times[0]):
        return _Stamp(day)  # "October 4, 6:02 PM": nobody meets at such a minute
    alone = day is not None and not ranged and len(x.dates) == 1
    if alone and _is_signed(text, low) and not x.times:
        return _Stamp(day)
    if alone and rest <= _FEW_LETTERS and _dateline_follows(blocks, i):
        return _Stamp(day)
    if (
        near
        and not x.times
        and rest <= _FEW_LETTERS
        and i + 1 < len(blocks)
        and _tells_reading_time(blocks[i + 1].text)
    ):
        return _Stamp(day)
    said = any(
        stop <= told.begin
        and told.begin - stop < 25
        and (begin < 30 or rest < 50)
        and not _is_of_change(reader.cues, low, begin, stop, told.begin)
        and not _names(text[stop : told.begin], reader)
        for begin, stop in stamped
        for told in x.dates
    )
    byline = len(text) < 110 and near and not ranged and bool(span.days) and _byline(low, span, reader)
    byline = byline and _label(blocks[i]) not in ("date", "time")  # "Date and hour | 14 March 2026, 9 a.m."
    own = near and alone and known is not None and day == known and rest <= 60
    own = own and not span.is_range and (span.begin < 3 or _BEHIND_MARK.search(text, 0, span.begin) is not None)
    if (said and not span.is_range and not x.rules) or byline or own:
        listed = rest > 75 or (not said and not byline and _is_listed(blocks, i, reader))
        return None if listed else _Stamp(day)
    if (
        near
        and alone
        and rest <= 30
        and not (text.endswith(".") and rest > _FEW_LETTERS and not byline)
        and (span.weekday is not None) + (_label(blocks[i]) == "date") + _facts_follow(blocks, i, reader) < 2
        and (fetched is None or (day is not None and day <= fetched))
        and not _is_badge(blocks, i)
        and not _is_listed(blocks, i, reader)
        and not (day is not None and _opens_schedule(blocks, i, day, reader))
    ):
        return _Stamp(day, sure=False)
    return None


def _is_shared(text: str, span: DateSpan) -> bool:
    """Whether a line is the day of a post and who may see it; with its year or a weekday it is that of an event."""
    if span.begin > 2 or span.weekday is not None or (span.days and span.days[0].year):
        return False
    return _SHARED.search(text) is not None


def _lines_below(blocks: list[Block], heading: int) -> int:
    """How many lines below the heading a stamp may stand: up to the first paragraph, past a byline, a summary in points."""
    for n, block in enumerate(blocks[heading + 1 : heading + 1 + _FAR], start=1):
        if len(block.text) >= _PARAGRAPH:
            return max(n, _NEAR)
    return _NEAR


def _body_reports(blocks: list[Block], reader: Reader) -> bool:
    """Whether the sentences of a page tell of the past and of nothing to come, and no row tells an hour: a bare date over
    them is that of the writing."""
    words = reader.cues
    told = [plain(b.text) for b in blocks if len(b.text) > _SENTENCE and b.text.rstrip().endswith(".")]
    if not any(words.has("past", text) for text in told) or any(words.has("firm", text) for text in told):
        return False
    return not any(len(b.text) <= _SENTENCE and reader.find(b.text).times for b in blocks)


def _dateline_follows(blocks: list[Block], index: int) -> bool:
    """Whether the next text opens with the town and the agency it is told from: "Düsseldorf (dpa/lnw) - Ein ..."."""
    following = blocks[index + 1].text if index + 1 < len(blocks) else ""
    return len(following) > 2 * _SENTENCE and _DATELINE.match(following) is not None


def _ends_in_clock(text: str, reader: Reader) -> bool:
    """Whether a line tells nothing but the hour of a clock at its end, and no day."""
    x = reader.find(text)
    return not x.dates and len(x.times) == 1 and _is_of_a_clock(x.times[0]) and not text[x.times[0].stop :].strip(" .")


def _tells_hour_behind(text: str, stop: int, reader: Reader) -> bool:
    """Whether one hour ends a line right behind its word of posting, and no day is printed with its month."""
    x = reader.find(text)
    if any(day.days for day in x.dates) or len(x.times) != 1 or x.times[0].end is not None:
        return False
    return 0 <= x.times[0].begin - stop <= _FEW_LETTERS and not text[x.times[0].stop :].strip(" .")


def _is_of_a_clock(told: TimeSpan) -> bool:
    """Whether an hour is that of a machine: no end, and a minute nobody would choose."""
    return told.start is not None and told.end is None and told.start.minute % 5 != 0


def _is_listed(blocks: list[Block], index: int, reader: Reader) -> bool:
    """Whether the item before or after in the same list opens with a day, too, or the row of a table tells one: rows of a
    schedule."""
    block = blocks[index]
    for other in (*blocks[max(0, index - 1) : index], *blocks[index + 1 : index + 2]):
        if block.kind == "item" and other.kind == "item" and block.group and other.group == block.group:
            found = reader.find(other.text[:_BADGE]).dates
            if found and found[0].begin < 4:
                return True
        of_table = block.kind == "row" and other.kind == "row" and len(block.cells) > 2 and other.group == block.group
        if of_table and reader.find(other.text[:_LONGEST_ROW]).dates:
            return True
    return False


def _is_of_table(blocks: list[Block], index: int, reader: Reader) -> bool:
    """Whether a row is one of a schedule: others tell days as well, or its heads name an hour and a place."""
    heads = {label_of(head) for head in blocks[index].labels}
    return not heads.isdisjoint(("place", "address")) or _is_listed(blocks, index, reader)


def _opens_schedule(blocks: list[Block], index: int, day: date, reader: Reader) -> bool:
    """Whether blocks of its kind below open with a later day each, in order, and no sentence stands between: the rows of a
    schedule. Posts beside an article are no later than it."""
    days = [day]
    for block in blocks[index + 1 : index + 1 + _SCHEDULE]:
        if len(days) < _FEWEST_ROWS and len(block.text) > _SENTENCE and block.text.rstrip().endswith((".", "!", "?")):
            return False
        if block.kind != blocks[index].kind or len(block.text) > _LONGEST or not has_digit(block.text):
            continue
        span = next(iter(reader.find(block.text).dates), None)
        if span is not None and span.begin < _OPENING and span.days and span.days[0].year:
            days += [resolved.day for resolved in resolve(span, TimeFrame())[:1]]
    return len(days) >= _FEWEST_ROWS and all(one < other for one, other in pairwise(days))


def _is_badge(blocks: list[Block], index: int) -> bool:
    """Whether a day stands above a heading as others of about its length do: the days of the cards of a list."""

    def over_heading(i: int) -> bool:
        block = blocks[i]
        short = len(block.text) < _BADGE and has_digit(block.text)
        return short and block.kind in ("text", "item") and blocks[i + 1].kind == "heading" and blocks[i + 1].level > 1

    own = index + 1 < len(blocks) and over_heading(index)
    return own and sum(over_heading(i) for i in range(len(blocks) - 1)) > 1


def _facts_follow(blocks: list[Block], index: int, reader: Reader) -> bool:
    """Whether the next box is nothing but hours, or one of the next is a labelled hour or place: they are the card of an event."""
    following = blocks[index + 1 : index + 1 + _CARD]
    if following and len(following[0].text) <= 40:
        x = reader.find(following[0].text)
        if x.times and not x.dates:
            return True
    return _label(blocks[index]) == "date" and any(_label(block) in ("time", "place") for block in following)


def _label(block: Block) -> str | None:
    """What the label says that a line opens with, or the first cell of a row: a labelled day with its weekday is an event's
    ("Date: Wednesday, May 15, 2019")."""
    if block.kind == "row":
        return label_of(block.cells[0]) if len(block.cells) == 2 else None
    head, mark, _ = block.text[:_LONGEST_ROW].partition(":")
    return label_of(head) if mark else None


def _byline(low: str, day: DateSpan, reader: Reader) -> bool:
    """Whether a short line with a date is an author's: "By ...", "5 min read", "Ann Poe | 3 May 2024 11:15"."""
    return (
        (
            (author := _AUTHOR_FIRST.match(low, 0, day.begin)) is not None
            and all(d.year for d in day.days)
            and not place_words(reader.lexicon.code).noun(author[0][:-2].split()[-1])  # "Elm Diner | March 28, 2028"
            and not has_sign(low.encode())
        )
        or (all(d.year for d in day.days) and _WRITER.search(low, day.stop) is not None)
        or _BY.match(low) is not None
        or _READING_TIME.search(low) is not None
    )


def _tells_reading_time(text: str) -> bool:
    """Whether a line tells how long a post is to read, and nothing else."""
    return len(text) < _BADGE and _READING_TIME.search(plain(text)) is not None


def _body_has_date(blocks: list[Block], index: int, reader: Reader) -> bool:
    """Whether the text under a bare date holds an event's own day or hour: then the bare one is the stamp."""
    for number, block in enumerate(blocks):
        if number != index and block.kind != "stamp":
            x = reader.find(block.text[:600])
            if x.dates or x.rules:
                return True
    return False
