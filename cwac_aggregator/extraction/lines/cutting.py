"""Blocks cut into lines: a sentence, a labelled fact ("Time: 8-10 a.m.") or a row, each under the paragraph it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile

from ...normalization.dates import DateSpan, Day
from .alone import month_alone
from .block import Block
from .clauses import clause_of_another
from .labels import Label, label_of, opening_label, split_labels
from .line import Line, Reader
from .month_heads import day_of_month
from .sentence_ends import split_sentences

_WORDS = re.compile(r"\w+")
_MONTH_ALONE = 60
"""Letters of a line that is little but a month with its year, and those it is turned to from."""
_BESIDE_MENU = 3
"""Months in the line of a calendar that turns its pages: "February 2024 | March 2024 | April 2024"."""
_YEAR = re.compile(r"20\d\d")
_COUNTER = re.compile(r"\W{0,2}(?:\w{5,6} )?\d{1,3} ?(?:/|of|de|von|van|sur) ?\d{1,3}\b(?!/)\W{0,3}", re.IGNORECASE)
"""How a gallery counts its pictures: "1/12", "Photo 2 of 5"."""
_LISTED = re.compile(
    r"(?:and |y |und |et |en |e )?(?:[^\W\d]{2,10}(?:-feira)?\.?,? ){0,3}(?:[^\W\d]{3,10}\.? \d{1,2}|\d{1,2}\.? (?:de )?[^\W\d]{3,10})\b.{4,}"
)
_ANY_DATE = re.compile(r"[^\W\d]{3,10}\.? \d{1,2}\b|\b\d{1,2}\.? (?:de )?[^\W\d]{3,10}")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_LISTED_WEEKDAYS = re.compile(rf"(?:and )?(?:[A-Z][\w.'’ -]{{2,30}}, )?(?:on )?{_WEEKDAY.pattern}.{{4,}}")
"""The same where weekdays alone are told: "Bow, Wednesday, 8 a.m., Old School"."""
_ENTRY = re.compile(
    r"(?:and )?[^,;]{3,60}, (?:[A-Z][a-z]{2,8}\.?,? )?(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2}/\d{1,2}(?:/\d{2,4})?)\b.*\d.*,"
)
"""An entry of a calendar told in a sentence: "Coffee with a Cop, March 25, 9 a.m., Oak Diner"."""
_UNTIL = re.compile(r"\s*(?:to|until|till|bis|tot|a|à|hasta|até|ate|jusqu'à|[–—-])\s*\d", re.IGNORECASE)
"""How a line opens that tells when what the line above told is over."""


def cut(blocks: Sequence[Block], reader: Reader, title: Line | None = None) -> list[Line]:
    """All lines of the blocks, annotated, in reading order; `title` is the heading they stand under."""
    lines: list[Line] = []
    waiting: Label | None = None
    above = ""
    heads = 0
    bare = _bare_labels(blocks)
    columns = _labels_in_boxes(blocks)
    gridded = any(block.day is not None for block in blocks)  # only then is the month of a heading asked for
    month = month_named(title) if gridded and title is not None else None
    section: Label | None = None  # a heading that is a label ("Venue") speaks for what stands under it
    spoken = False  # "All are welcome." behind the place is none
    numbered = _lists_of_days(blocks)
    over: tuple[int, int | None] | None = None  # the month that stands alone over the days below
    for unit, block in enumerate(blocks):
        if block.kind == "stamp":
            continue
        if (named_alone := month_alone(block.text, reader.lexicon)) is not None:
            over = named_alone
            if unit + 1 < len(blocks) and day_of_month(reader.tokens(blocks[unit + 1].text), *over) is not None:
                continue  # the days below tell it
        if (
            len(block.text) < _LABEL
            and block.kind != "heading"
            and (columns or block.strong or block.text.rstrip().endswith((":", "?")))
        ):
            role = label_of(block.text)
            if role is not None:  # a label in a box of its own: the next box is its value
                heads += 1
                waiting = role if heads == 1 else None  # several in a row head the columns of what follows
                above = block.text
                continue
        heads = 0
        if (counter := _COUNTER.match(block.text)) is not None and block.is_caption:
            block = replace(block, text=block.text[counter.end() :])
        pieces = _pieces(block)
        if unit in bare:
            pieces = _labelled(*bare[unit])
        if block.kind == "heading":
            section, spoken = label_of(block.text), False
            if section not in ("date", "time", "end", "place", "address", "organizer", "other"):
                section = None
            elif section in ("end", "address") and lines and lines[-1].label is not None:
                above = block.text
                continue  # "Address" over what goes on with the place above it
        elif section is not None and spoken and (block.text.rstrip().endswith(":") or pieces[0][1] == "other"):
            section = None  # "Share:", "For questions:" below the card
        elif waiting is None and section is not None and _may_be_fact(block.text, first=not spoken):
            waiting, spoken = section, True
            section = None if section in ("organizer", "other") else section  # one box holds them
        if waiting is not None and pieces and pieces[0][1] is None and block.kind != "heading":
            pieces = [*_labelled(pieces[0][0], waiting), *pieces[1:]]
        listing = block.group if waiting == "place" and block.kind == "item" else 0
        waiting = None
        if listing and unit + 1 < len(blocks) and blocks[unit + 1].group == listing:
            waiting = "place"  # "Locations:" over a list of them
        for text, label in pieces:
            if label in ("date", "time") and lines and _UNTIL.match(text) and lines[-1].times:
                label = "end"  # "Wednesday, March 13 @ 8:00 AM" / "to 10:00 AM"
            line = reader.annotate(Line(text, block, unit, label, above))
            above = ""
            if (stop := clause_of_another(line)) < len(text):
                line = reader.annotate(Line(text[:stop].rstrip(" ,") + ".", block, unit, label, line.under))
            lines.append(line)
        if block.kind == "heading" and named_alone is None:
            over = None
        elif over is not None and pieces:
            _date_by_month(lines[-len(pieces)], *over, block.group in numbered)
        if gridded and _may_name_month(block) and (named := month_named(lines[-1])) is not None:
            month = named
        elif block.day is not None and pieces and not any(line.dates for line in lines[-len(pieces) :]):
            told = block.month or month
            day = Day(told.month, block.day, told.year) if told is not None else Day(None, block.day)
            lines[-len(pieces)].dates = [DateSpan(0, len(str(block.day)), 0, 1, (day,))]
    return lines


def _labels_in_boxes(blocks: Sequence[Block]) -> bool:
    """Whether labels stand in boxes of their own: three of them, or that of a place and that of a day, each over its fact."""
    found = [label_of(b.text) if b.kind != "heading" and len(b.text) < _LABEL else None for b in blocks]
    told = [n for n, role in enumerate(found) if role is not None]
    if len(told) != len(_PAIR):
        return len(told) > len(_PAIR)
    roles = {_OF_PAIR.get(found[n] or "") for n in told}
    return roles == _PAIR and told[1] == told[0] + 2 and told[1] + 1 < len(blocks)


def _lists_of_days(blocks: Sequence[Block]) -> frozenset[int]:
    """The lists whose items open each with the day of a month, not numbered one by one: "7 Concert" over "14 Coffee with a Cop"."""
    found: dict[int, list[int]] = {}
    for block in blocks:
        if block.kind == "item" and block.group:
            number = _OPENS_WITH_DAY.match(block.text)
            found.setdefault(block.group, []).append(int(number[1]) if number is not None else 0)
    return frozenset(
        group
        for group, days in found.items()
        if len(days) > 1 and days == sorted(days) and 1 <= days[0] < days[-1] <= _LAST_DAY and days[-1] > len(days)
    )


def _date_by_month(line: Line, month: int, year: int | None, listed: bool) -> None:
    """Give a line the day it opens with, of the month that stands over it, where it prints none with its month."""
    if line.tokens is None or any(day.month for span in line.dates for day in span.days):
        return
    if (span := day_of_month(line.tokens, month, year, listed)) is not None:
        line.dates = [span]


def _may_name_month(block: Block) -> bool:
    """Whether a block over a calendar's grid may name its month: a heading, or a few words ("January 2019")."""
    return block.kind == "heading" or (block.kind == "text" and len(block.text) <= _MONTH_ALONE)


def month_named(line: Line) -> date | None:
    """The middle of the month that a line names with its year and without a day: "May 2016"; of three in a row the one
    that the other two are turned to from."""
    if line.dates or line.reader is None:
        return None
    words = _WORDS.findall(line.low)
    months = line.reader.lexicon.months
    found: list[date] = []
    for n, word in enumerate(words):
        if word not in months:
            continue
        behind = takewhile(lambda w: w not in months, words[n + 1 : n + 3])
        year = next((w for w in behind if _YEAR.fullmatch(w)), None)
        if year is not None:
            found.append(date(int(year), months[word], 15))
    if not found:
        return None
    return found[1] if len(found) == _BESIDE_MENU and found == sorted(found) else found[0]


_OF_PAIR = {"date": "when", "time": "when", "place": "where", "address": "where"}
_PAIR = frozenset(["when", "where"])
_LAST_DAY = 31
_OPENS_WITH_DAY = re.compile(r"(?:[^\W\d]{2,10}\.?,? )?(\d{1,2})\b(?! ?[-–:h])")
"""The day that an item of a list opens with, behind its weekday or not; no hour."""
_LABEL = 30
"""Letters of the longest label that stands in a box of its own."""
_FACT = 60
"""Letters of the longest fact behind a label without a mark, where it ends like a sentence."""


def _may_be_fact(text: str, first: bool) -> bool:
    """Whether a text under a label may be its fact; behind the first fact, "All are welcome." is none."""
    return len(text) < 120 and not _is_sentence(text) and (first or not text.rstrip().endswith((".", "!", "?")))


def _is_sentence(text: str) -> bool:
    told = text.rstrip()
    fact = told.endswith("m.") and len(told) <= _FACT  # "Elm Bakery, 8 to 10 a.m."
    return len(text) > 30 and told.endswith((".", "!", "?")) and not fact


def _bare_labels(blocks: Sequence[Block]) -> dict[int, tuple[str, Label]]:
    """Labels printed without a mark ("Datum donderdag 21 november"), where at least two lines in a row begin with one."""
    found: dict[int, tuple[str, Label]] = {}
    for number, block in enumerate(blocks):
        if block.kind in ("heading", "stamp", "row") or len(block.text) > 140:
            continue
        if len(block.text) > _FACT and _is_sentence(block.text):
            continue  # "When the doors opened, the line went round the corner."
        opened = opening_label(block.text, block.lead) if block.text[:1].isupper() else None
        if opened is not None and opened[0] != "text" and opened[1]:
            found[number] = (opened[1], opened[0])
    if len({role for _, role in found.values()}) < 2:
        return {}  # "Dia 8, às 9h", "Dia 15, às 9h": rows that begin alike
    enough = 2 if all(label_of(blocks[n].text[: blocks[n].lead]) for n in found) else 3
    return {n: v for n, v in found.items() if (n - 1 in found or n + 1 in found) and len(found) >= enough}


def _pieces(block: Block) -> list[tuple[str, Label | None]]:
    """A block's texts with their labels: table cells under their heads, "Label: value" pairs, sentences."""
    if block.kind == "heading":
        return [(block.text, None)]
    if block.kind == "row":
        if block.roles:
            return list(zip(block.cells, block.roles, strict=True))
        if block.labels:
            known = any(label_of(head) not in (None, "other") for head in block.labels)
            return [
                (cell, label_of(head) or ("text" if known else None))
                for head, cell in zip(block.labels, block.cells, strict=True)
                if cell.strip(" -–—")
            ]
        if len(block.cells) == 2 and (role := label_of(block.cells[0])) is not None and block.cells[1]:
            return _labelled(block.cells[1], role)
        return [(block.text, None)]
    pairs = split_labels(block.text)
    if pairs:
        return [
            piece
            for text, role in pairs
            for piece in (_labelled(text, role) if role and role != "text" else _spoken(text))
        ]
    return _spoken(block.text)


def _labelled(text: str, role: Label) -> list[tuple[str, Label | None]]:
    pairs = split_labels(text)
    if pairs and any(r for _, r in pairs[1:]):
        return [(t, r or role) for t, r in pairs]
    if len(text) > 70 and role in ("date", "time", "organizer"):
        first, *rest = _spoken(text)
        return [(first[0], role), *rest]
    return [(text, role)] if text else []


def _spoken(text: str) -> list[tuple[str, Label | None]]:
    return [(part, None) for sentence in split_sentences(text) for part in _listed(sentence)]


def _listed(sentence: str) -> list[str]:
    """The parts of a list told in a sentence ("March 12, Elm Bakery; April 9, Oak Diner"), else the sentence."""
    parts = [part.strip() for part in sentence.split(";")]
    if len(parts) < 2 or any(len(part) > 100 for part in parts):
        return [sentence]
    if all(map(_ENTRY.match, parts)):
        return parts
    for listed, dated in ((_LISTED, _ANY_DATE), (_LISTED_WEEKDAYS, _WEEKDAY)):
        if all(map(listed.match, parts[1:])) and dated.search(parts[0]):
            return parts
    return [sentence]
