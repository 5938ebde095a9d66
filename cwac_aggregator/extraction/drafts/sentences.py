"""Sentences and headings to drafts."""

from __future__ import annotations

from ...normalization.clocks import TimeSpan
from ...normalization.places import PlaceSpan
from ...normalization.rules import RuleSpan
from ..lines import Line
from .anchors import anchor_of
from .changes import set_status, status_cue
from .dated_sentences import read_dated
from .draft import Draft, Words, give_span, other_place
from .hours import give_times
from .sections import open_section
from .sentence import Sentence, told_in
from .tale import Tale
from .undated_sentences import OF_ALL, read_undated

_HEADING_LENGTH = 60
_ROW = 120
"""Letters of the longest row of days."""


def read_sentence(tale: Tale, line: Line) -> None:
    """Take from a sentence or heading what it says: days open drafts, what has no day goes to the drafts known."""
    told = told_in(tale, line)
    if _announces_hours(tale, told):
        tale.row_hours = told.times
        if tale.drafts and (tale.drafts[-1].row or line.names):
            return  # the hours of the next rows, not of the last
    if line.heading:
        open_section(tale, told)
    if _heads_another(tale, line):
        told.status = None
    tale.shared |= {name.theme for name in line.names}
    if told.status is not None and line.heading and line.names:
        tale.title_status = line
    if told.pairs:
        read_dated(tale, told)
    elif line.rules and (_waits_for_day(tale, line) or _tells_own_rule(tale, told)):
        read_rule(tale, line, told.times, told.sure)
    else:
        read_undated(tale, told)


def _waits_for_day(tale: Tale, line: Line) -> bool:
    """Whether no day is told yet but, before a rule that names the program, one of something else ("Leaf pickup begins
    April 1"), or a weekday in passing."""
    return not any(
        draft.day and (draft.anchor > 1 or not (line.names or _is_in_passing(draft))) for draft in tale.drafts
    )


def _is_in_passing(draft: Draft) -> bool:
    """Whether a day is a weekday told without an hour ("The market of Saturday is gone")."""
    return draft.day is not None and "date-relative" in draft.day.flags and draft.start is None


def _heads_another(tale: Tale, line: Line) -> bool:
    """Whether a heading names other things shared than all that was named before it: the next of several cards."""
    if not (line.heading and line.names and tale.drafts and tale.shared):
        return False
    return tale.shared.isdisjoint(name.theme for name in line.names)


def _tells_own_rule(tale: Tale, told: Sentence) -> bool:
    """Whether a rule told after a day has the name and a place of its own with it."""
    places = [p.place for p in told.sure if p.place.venue]
    return (
        bool(told.line.names)
        and bool(places)
        and all(other_place(d.place, place) for d in tale.drafts for place in places)
    )


def _announces_hours(tale: Tale, told: Sentence) -> bool:
    """Whether a line of its own tells the hours of the rows under it ("From 1 to 3 p.m.:", and behind an event told before
    "Coffee with a Cop will be back, each time at 9 a.m.:")."""
    line = told.line
    if not told.times or told.pairs:
        return False
    if not line.text.rstrip().endswith(":"):
        return not line.names and OF_ALL.search(line.low) is not None and _leads_to_days(tale, line)
    if line.names:
        return bool(tale.drafts) and tale.reader.cues.has("future", line.low) and len(line.text) < 2 * _HEADING_LENGTH
    return len(line.text) < _HEADING_LENGTH


def _leads_to_days(tale: Tale, line: Line) -> bool:
    """Whether rows of days without hours follow a line: one of a list, or two lines alike."""
    below = [rows[0] for n in (1, 2) if (rows := tale.paragraphs.get(line.unit + n))]
    rows = [row for row in below if row.dates and not row.times and not row.heading and len(row.text) <= _ROW]
    return bool(rows) and rows[0] is below[0] and (rows[0].block.kind == "item" or len(rows) > 1)


def read_rule(tale: Tale, line: Line, times: list[tuple[TimeSpan, Line]], places: list[PlaceSpan]) -> None:
    """A line with open rules: each with an hour or a place of its own is an event, what else is told is said of those known."""
    told = [_ruled(tale, line, part) for part in _parts_of(line, times, places)]
    fresh = [draft for draft in told if _is_another(tale, draft)]
    known = [draft for draft in tale.drafts if draft.rule is not None]
    tale.drafts += fresh
    if not fresh:
        fresh = known
        give_times(tale.reader, fresh, times)
        for place in places[:1]:
            for draft in fresh:
                give_span(draft, place, line)
    for draft in fresh:
        if draft.place is None and len(places) == 1:
            give_span(
                draft, places[0], line
            )  # "on the first Tuesday at 9 and the third at 5 p.m., both at the library"
    if status_cue(tale, line) is not None:
        for draft in fresh:
            set_status(tale, draft, line)
    tale.batch = fresh


def _parts_of(
    line: Line, times: list[tuple[TimeSpan, Line]], places: list[PlaceSpan]
) -> list[tuple[RuleSpan, list[tuple[TimeSpan, Line]], list[PlaceSpan]]]:
    """The rules of a line, each with the hours and places told from it to the next; the first with those before it."""
    ends = [rule.begin for rule in line.rules[1:]] + [len(line.text)]
    parts = []
    begin = 0
    for rule, end in zip(line.rules, ends, strict=True):
        own_times = [(t, said) for t, said in times if said is not line or begin <= t.begin < end]
        parts.append((rule, own_times, [p for p in places if begin <= p.begin < end]))
        begin = end
    if len(parts) > 1 and any(not own_times and not own for _, own_times, own in parts):
        return [(line.rules[0], times, places)]  # "every Tuesday, the first of the month excepted"
    return parts


def _ruled(tale: Tale, line: Line, part: tuple[RuleSpan, list[tuple[TimeSpan, Line]], list[PlaceSpan]]) -> Draft:
    """The draft of one rule of a line."""
    rule, times, places = part
    draft = Draft(rule=rule, day_words=Words(line, rule.begin, rule.stop), line=line, anchor=anchor_of(tale, line))
    if line.names:
        draft.name, draft.name_line = line.names[0], line
    give_times(tale.reader, [draft], times)
    if places:
        give_span(draft, places[0], line)
    return draft


def _is_another(tale: Tale, draft: Draft) -> bool:
    """Whether a rule is that of an event not told before: none has a rule yet, or all that do are at another place, or by
    another rule at another hour."""
    assert draft.rule is not None
    for known in tale.drafts:
        if known.rule is None or other_place(known.place, draft.place):
            continue
        same = known.rule.rrule(None) == draft.rule.rrule(None)
        if same or known.start is None or draft.start in (None, known.start):
            return False
    return True
