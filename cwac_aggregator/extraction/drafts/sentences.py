"""Sentences and headings to drafts."""

from __future__ import annotations

from ...normalization.clocks import TimeSpan
from ...normalization.places import PlaceSpan
from ..lines import Line
from .anchors import anchor_of
from .changes import set_status, status_cue
from .dated_sentences import read_dated
from .draft import Draft, Words, give_span, other_place
from .hours import give_times
from .seasons import season_days
from .sections import open_section
from .sentence import Sentence, told_in
from .tale import Tale
from .undated_sentences import read_undated

_HEADING_LENGTH = 60


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
    told.pairs = season_days(tale, line) or told.pairs
    if told.pairs:
        read_dated(tale, told)
    elif line.rules and (_waits_for_day(tale, line) or _tells_own_rule(tale, told)):
        read_rule(tale, line, told.times, told.sure)
    else:
        read_undated(tale, told)


def _waits_for_day(tale: Tale, line: Line) -> bool:
    """Whether no day is told yet but, before a rule that names the program, one of something else ("Leaf pickup begins
    April 1")."""
    return not any(draft.day and (draft.anchor > 1 or not line.names) for draft in tale.drafts)


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
    if not told.times or told.pairs or not line.text.rstrip().endswith(":"):
        return False
    if line.names:
        return bool(tale.drafts) and tale.reader.cues.has("future", line.low) and len(line.text) < 2 * _HEADING_LENGTH
    return len(line.text) < _HEADING_LENGTH


def read_rule(tale: Tale, line: Line, times: list[tuple[TimeSpan, Line]], places: list[PlaceSpan]) -> None:
    if any(d.rule is not None for d in tale.drafts):
        target = [d for d in tale.drafts if d.rule is not None]
    else:
        rule = line.rules[0]
        draft = Draft(rule=rule, day_words=Words(line, rule.begin, rule.stop), line=line)
        draft.anchor = anchor_of(tale, line)
        if line.names:
            draft.name, draft.name_line = line.names[0], line
        tale.drafts.append(draft)
        target = [draft]
    give_times(tale.reader, target, times)
    for place in places[:1]:
        for draft in target:
            give_span(draft, place, line)
    if status_cue(tale, line) is not None:
        for draft in target:
            set_status(tale, draft, line)
    tale.batch = target
