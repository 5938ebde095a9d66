"""From lines to events: which dates are an event's, and which hour, place and status go with each.

Lines are taken in reading order. A date opens a draft, or adds to the one that has this day; an hour or a place without
a date goes to the drafts that still lack one; rows of a list or table are drafts of their own under what governs them.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise, takewhile

from ...normalization.resolve import TimeFrame
from ..lines import Line, Reader, month_alone
from .agency_stops import stops_of_agencies
from .anchors import states_event
from .belonging import may_be_of_event, speaks_of_event
from .cards import facts_first, heads_card, is_gap, read_cards
from .days_first import days_first
from .days_said import leave_days_said
from .draft import SURE_PLACE, Draft
from .host_lines import read_hosts_rows
from .last_places import fill_places
from .listed_places import read_place_list
from .lists_of_others import is_list_of_others
from .notices import follow, part_notices
from .place_lists import place_list_at
from .records import gather_records
from .round_ups import take_towns
from .row_runs import announces, end_of_rows, is_governed
from .rows import are_sittings, read_rows
from .seasons import without_former_rules, without_months_off
from .sentences import read_sentence
from .settling import settle
from .tale import Tale
from .tense import is_past, is_recap
from .tickers import leave_minutes
from .tours import announces_tour
from .town_lines import is_town_line

_AT_HEAD = 3
"""Letters before the words that head a list of days ("The dates: ...")."""
_QUOTES_BETWEEN = 12
"""Paragraphs of praise and quotes that may stand between a lead and the list it leads to."""


def compose(
    lines: Sequence[Line],
    relevant: Sequence[bool],
    reader: Reader,
    frame: TimeFrame,
    *,
    titled: bool,
    entitled: bool,
    led: bool,
    passed: bool,
) -> list[Draft]:
    """The drafts that the relevant lines of a story tell, in reading order.

    `titled` tells whether the story's title names the program, `entitled` whether it speaks of police and something shared,
    `led` whether title or lead tell of it, `passed` whether the page says that the event is over.
    """
    kept = [line for line, keep in zip(lines, relevant, strict=True) if keep]
    tale = Tale(reader, frame, past_story=passed, titled=titled, entitled=entitled, led=led, story=lines)
    kept = without_months_off(reader, without_former_rules(reader, kept))
    leave_minutes(kept)
    leave_days_said(reader, lines)
    kept, notices = part_notices(tale, kept)
    _survey(tale, kept)
    kept = facts_first(days_first(reader, kept))
    i = looked = 0
    while i < len(kept):
        line = kept[i]
        if (under := read_place_list(tale, kept, i)) > i:
            i = under
            continue
        if line.label is not None:
            j = i
            while j < len(kept) and (kept[j].label is not None or is_gap(kept, j)):
                j += 1
                if j < len(kept) and kept[j].under and place_list_at(reader, kept, j) is not None:
                    break
            read_cards(tale, kept[i:j])
            i = j
            continue
        if heads_card(kept, i):
            line.label = "date"
            continue
        if is_town_line(tale, kept, i):
            i += 1
            continue
        if i >= looked:
            looked = gather_records(reader, kept, i)
            line = kept[i]
        if (under := read_hosts_rows(tale, kept, i)) > i:
            i = under
            continue
        rows = end_of_rows(reader, kept, i, tale.rows_governed)
        if kept[i].label is not None:  # the lines of a card without labels have just got theirs
            continue
        if rows > i:
            if is_list_of_others(tale, kept, i, rows):
                i = rows
                continue
            read_rows(tale, kept[i:rows], is_governed(tale, kept, i) or are_sittings(tale, kept[i:rows]))
            i = rows
            continue
        read_sentence(tale, line)
        tale.rows_governed = tale.rows_governed and (line.heading or len(line.text) < 40)
        i += 1
    settle(tale)
    follow(tale, notices)
    fill_places(tale, kept, [line for line, keep in zip(lines, relevant, strict=True) if not keep], lines)
    take_towns(tale)
    return tale.drafts


def _survey(tale: Tale, lines: Sequence[Line]) -> None:
    """What can be told of the story before its lines are read one by one."""
    reader = tale.reader
    tale.dated_units = {line.unit for line in lines if line.dates and is_past(reader, line)}
    tale.stated = any(states_event(tale, line) for line in lines if line.names)
    named = [line for line in lines if line.names]
    tale.dateless = any(line.times or line.dates for line in named) and not any(line.dates for line in named)
    for line in lines:  # a table with the month in a cell of its own
        if (month := month_alone(line.text, reader.lexicon)) is not None:
            tale.months[line.unit] = month
    tale.recap = is_recap(reader, lines)
    tale.tour = any(announces_tour(tale, line) for line in lines)
    tale.round_up = stops_of_agencies(reader, lines) if tale.led or tale.titled else frozenset()
    tale.headings = [line for line in lines if line.heading]
    tale.themes = frozenset(n.theme for line in named for n in line.names if n.theme)
    for line in lines:
        tale.paragraphs.setdefault(line.unit, []).append(line)
    order = list(dict.fromkeys(line.unit for line in lines if not line.heading))
    tale.named_units = {line.unit for line in named}
    tale.owed = _owed_days(reader, lines)
    tale.near_named = _beside_headings(lines) | {
        order[m]
        for n, unit in enumerate(order)
        if unit in tale.named_units
        for m in (n - 2, n - 1, n, n + 1, n + 2)
        if 0 <= m < len(order)
    }
    if tale.led:
        tale.near_named |= _first_told(tale, order) | _announced_next(tale, order)
    tale.near_named |= _under_days(lines, tale.near_named, tale.led)


def _under_days(lines: Sequence[Line], near: Set[int], led: bool) -> set[int]:
    """The headings that are days, with the cards under them, from one whose card stands near the name on, or of a story that
    the name leads; none where the name
    stands under one of them, as in a calendar."""
    found: set[int] = set()
    first = next((n for n, line in enumerate(lines) if line.heading and line.dates and line.unit != -1), len(lines))
    if any(line.names for line in lines[first:]):
        return found
    for line, below in pairwise(lines):
        if not line.heading or not line.dates or line.unit == -1 or line.names or line.others or below.heading:
            continue
        if led or found or below.unit in near:
            found |= {line.unit, below.unit}
    return found


def _first_told(tale: Tale, order: Sequence[int]) -> set[int]:
    """The list that tells when and where, with its lead, of a story that names the program at its head and owes the day:
    quotes and praise between do not part them."""
    first = next((n for n, unit in enumerate(order) if unit in tale.named_units), None)
    if first is None or any(_is_dated(tale, unit) for unit in order[: first + 1]):
        return set()
    for n in range(first + 1, min(len(order), first + _QUOTES_BETWEEN)):
        if _is_dated(tale, order[n]):
            told = tale.paragraphs[order[n]]
            hour_before = any(
                line.times for line in tale.paragraphs[order[n - 1]]
            )  # "All of them are from 6 to 8 p.m."
            listed = announces(told[-1]) or hour_before or any(line.block.group for line in told)
            cards = set(takewhile(lambda unit: _is_of_card(tale, unit), order[n:]))
            return cards | set(order[n : n + 2]) if listed or _is_told_of_event(tale, told) else set()
        if any(line.heading or line.others for line in tale.paragraphs[order[n]]):
            return set()
    return set()


def _announced_next(tale: Tale, order: Sequence[int]) -> set[int]:
    """The rows under a line that announces the next ones, of a story that the name leads: "Upcoming stops:"."""
    found: set[int] = set()
    for n, unit in enumerate(order):
        last = tale.paragraphs[unit][-1]
        if announces(last) and not last.others and tale.reader.cues.has("next_one", last.low):
            found |= {unit, *takewhile(lambda unit: _is_dated(tale, unit), order[n + 1 :])}
    return found


def _is_of_card(tale: Tale, unit: int) -> bool:
    """Whether a paragraph is a line of a text with breaks: "Wednesday, March 13" / "8 to 10 a.m." / "Elm Diner"."""
    block = tale.paragraphs[unit][0].block
    return block.kind == "text" and block.group > 0 and not tale.paragraphs[unit][0].others


def _is_told_of_event(tale: Tale, lines: Sequence[Line]) -> bool:
    """Whether a dated sentence may be the event's: "Residents can stop by Plum Diner from 8 to 10 a.m. on March 13"."""
    dated = [line for line in lines if line.dates]
    whole = any(line.times or tale.reader.places(line) for line in dated)
    return whole and all(
        speaks_of_event(tale, [line], hosts=True)
        or may_be_of_event(tale, line)
        or any(begin < _AT_HEAD for begin, _ in tale.reader.cues.spans("dates_heading", line.low))
        for line in dated
        if not line.others
    )


def _is_dated(tale: Tale, unit: int) -> bool:
    return any(line.dates for line in tale.paragraphs[unit])


def _beside_headings(lines: Sequence[Line]) -> set[int]:
    """The paragraphs right over and under a heading that names the program: the card it heads."""
    found: set[int] = set()
    for n, line in enumerate(lines):
        above, below = (lines[n - 1] if n else None), (lines[n + 1] if n + 1 < len(lines) else None)
        if line.heading and line.names:
            found |= {near.unit for near in (above, below) if near is not None and not near.heading}
    return found


def _owed_days(reader: Reader, lines: Sequence[Line]) -> frozenset[int]:
    """The paragraphs that plan the program in one sentence and tell their only day in another."""
    named = {
        line.unit
        for line in lines
        if line.names
        and not line.dates
        and (reader.cues.has("firm", line.low) or any(p.strength >= SURE_PLACE for p in reader.places(line)))
    }
    dated = [line.unit for line in lines if line.dates]
    return frozenset(unit for unit in named if dated.count(unit) == 1)
