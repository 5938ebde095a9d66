"""Sentences with a day: each day opens a draft, or adds to the one that has it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..lines import Line
from .anchors import anchor_of
from .changes import set_status
from .days import called_off_beside
from .draft import Draft, give_place, give_span, inherit, inherit_facts
from .facts import is_bare_fact
from .handing_out import give_same_hour
from .hours import old_hour
from .next_places import take_next_place
from .pairing import is_of_last, pair
from .row_places import row_place
from .sentence import FRAGMENT, Sentence
from .tale import Tale, in_town, is_part_of_list, known_draft
from .tense import is_firm, is_plan

_PRESENT = re.compile(
    r"\b(?:is|are)\s+(?:on\s+|set\s+|this\s+|coming\s+)?(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|from|at|\d)"
)
_OF_EVENT = 2
"""How surely a day is the event's, from which on its sentence speaks of it."""


def read_dated(tale: Tale, told: Sentence) -> None:
    """A line with days: each opens a draft, or adds to the one that has this day."""
    line = told.line
    made = pair(tale.reader, told.pairs, told.sure, told.times, line)
    if is_of_last(tale.reader, [span for span, _ in told.pairs], told.times, line):
        for draft in made[:-1]:
            draft.start = draft.end = draft.time_words = draft.end_words = None
    if tale.drafts and tale.reader.cues.has("same", line.low):
        model = tale.drafts[-1]
        for draft in made:
            inherit_facts(draft, model)
    fresh = [_settled(tale, draft, told) for draft in made]
    if not line.times and tale.reader.cues.has("same_hour", line.low):
        give_same_hour(tale, fresh)
    _join_stops(fresh)
    if not _is_in_passing(tale, fresh, line):
        tale.batch = list({id(draft): draft for draft in fresh}.values())  # "tomorrow, Wednesday" is one day
    if line.heading:
        tale.governing = fresh


def _is_in_passing(tale: Tale, fresh: Sequence[Draft], line: Line) -> bool:
    """Whether a day is told in passing, behind an event told by name: nothing in its sentence speaks of the event, and it tells
    neither hour nor place ("“Three more start on Monday,” the chief said"). What follows without a day is not of it."""
    if not tale.batch or line.heading or line.label is not None:
        return False
    if any(d.anchor >= _OF_EVENT or d.row or d.complete for d in fresh):
        return False
    return all(d.anchor > _OF_EVENT and d.day is not None and d not in fresh for d in tale.batch)


def _join_stops(drafts: Sequence[Draft]) -> None:
    """Stops told in one sentence are one matter: what was told before of the day of one of them is said of all."""
    best = max(drafts, key=lambda draft: draft.anchor, default=None)
    for draft in drafts:
        if best is not None and draft.day is not None and best.day is not None and draft.day.day == best.day.day:
            draft.anchor = best.anchor
            if draft.name is None:
                draft.name, draft.name_line = best.name, best.name_line


def _is_to_come(tale: Tale, draft: Draft) -> bool:
    """Whether a day told with its month is after that of writing: "We've got two more on the books: Aug. 20 and Aug. 27"."""
    written, span = tale.frame.published, draft.span
    if written is None or draft.day is None or span is None or span.relative is not None:
        return False
    return draft.day.day > written


def _settled(tale: Tale, draft: Draft, told: Sentence) -> Draft:
    """A new draft with what its line says of it, or the known one that it was joined to."""
    line = told.line
    draft.anchor = max(draft.anchor, anchor_of(tale, line))
    to_come = told.past and _is_to_come(tale, draft)
    draft.past = (told.past or tale.recap) and not to_come
    draft.future = to_come or (is_firm(tale.reader, line) if told.past else is_plan(tale.reader, line))
    draft.present = _PRESENT.search(line.low) is not None
    if line.names:
        draft.name, draft.name_line = line.names[0], line
    before = old_hour(tale.reader, line) if line.aside else None
    if before is not None and draft.start is not None and before != draft.start:
        draft.previous, draft.previous_time, draft.previous_words = draft.day, before, draft.day_words
    leads = line.text.rstrip().endswith(":")
    if told.short and tale.under_town and not leads and any(d.row for d in tale.drafts):
        draft.row, draft.anchor = True, max(draft.anchor, 2)  # one more row under a heading of its own
        in_town(tale, draft)
    if tale.under_town and not line.heading:
        in_town(tale, draft)
    listed = line.block.kind == "item" and bool(line.names and line.times) and len(line.text) < FRAGMENT
    if (draft.row or listed) and draft.place is None and not told.sure:
        place, parts, words = row_place(tale.reader, [line])
        if place is not None:
            give_place(draft, place, parts, words)
            in_town(tale, draft)
    if is_part_of_list(tale, line, dated=True):
        draft.anchor = max(draft.anchor, 2)
    if draft.place is None and is_bare_fact(tale.reader, line):
        named = [(place, said) for place, said in tale.loose_places if said.unit == line.unit and said.names]
        if named:  # "Coffee with a Cop is at Plum Diner. (Wednesday, 8 a.m.)"
            give_span(draft, *named[-1])
    take_next_place(tale, draft, line)
    merged = known_draft(tale, draft)
    if merged is not None:
        inherit(merged, draft)
        merged.past = merged.past or draft.past
        merged.future = merged.future or draft.future
    else:
        merged = draft
        tale.drafts.append(draft)
    if told.status is not None:
        set_status(tale, merged, line)
    elif tale.reader.cues.has("old", line.low) and (called_off := called_off_beside(tale, line)) is not None:
        set_status(tale, merged, called_off)
    return merged
