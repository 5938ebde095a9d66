"""Notices of change beside an event as it was first told: "NEW TIME: 9-11", "This event has been moved to March 20".

A notice tells one new fact and no more: the day, the hour or the place. What the others tell is read without it, and the
new fact then goes to the one event they tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ...normalization.dates import DateSpan, Day
from ...normalization.places import PlaceSpan
from ...normalization.resolve import Resolved
from ..cues import plain
from ..lines import Line, hours_that_hold, letters_beside
from .days import event_days
from .draft import Draft, Words, give_place, give_span
from .facts import WORDS_BESIDE
from .hours import give_times
from .moves import new_place
from .row_places import row_place
from .tale import Tale

_What = Literal["day", "hour", "place"]
_LONGEST = 160
"""Letters of the longest notice."""
_LONGEST_UPDATE = 320
"""Letters of the longest paragraph that says of itself that it is an update."""
_MARKS = "*[(- "
"""What may stand before the word of an update."""
_SUBJECT = 20
"""Letters before the words of change where nothing is told of whom: "UPDATE: The time has changed"."""
_NEWS = ("moved", "new_hour", "hour_word", "moved_place")
"""The roles of the words of which a notice holds one."""
_NEAR = 3
"""Paragraphs between a notice and one that names the program, where the title does not."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A line that tells what is new, and what that is."""

    line: Line
    what: _What


def part_notices(tale: Tale, lines: Sequence[Line]) -> tuple[list[Line], list[Notice]]:
    """The lines that tell the event as it was first told, and the notices of what is another now."""
    named = {line.unit for line in lines if line.names}
    found = [
        notice
        for line in lines
        if (tale.titled or any(line.unit + n in named for n in range(-_NEAR, _NEAR + 1)))
        and (notice := _notice_of(tale, line)) is not None
    ]
    taken = {id(notice.line) for notice in found}
    told = [line for line in lines if id(line) not in taken]
    if not found or len(_days(told)) != 1 or not all(_is_told(tale, notice, told) for notice in found):
        return list(lines), []
    written = tale.frame.published
    if written is not None and any(day.day < written for line in told for _, day in _new_days(tale, line)):
        return list(lines), []  # a report tells how it was moved
    return told, found


def follow(tale: Tale, notices: Sequence[Notice]) -> None:
    """Give the one event of a story what the notices beside it tell."""
    if len({draft.day.day for draft in tale.drafts if draft.day is not None}) != 1 or not notices:
        return
    if len({draft.start for draft in tale.drafts}) != 1:
        return  # two sittings
    for notice in notices:
        for draft in tale.drafts:
            _change(tale, draft, notice)


def _notice_of(tale: Tale, line: Line) -> Notice | None:
    cue, low = tale.reader.cues, _words(line)
    if line.unit == -1 or line.others or line.block.kind == "row":
        return None
    updates = cue.opens("update", plain(line.block.text).lstrip(_MARKS)) > 0
    if len(line.block.text) > (_LONGEST_UPDATE if updates else _LONGEST):
        return None
    if not cue.has_any(_NEWS, low):
        return None
    if not _is_of_event(tale, line, low) or cue.has("conditional", low) or cue.has("negated", low):
        return None
    told_place = cue.has("moved_place", low) and _place_of(tale, line) is not None
    if told_place and not line.times and not any(day.days or day.is_range for day in line.dates):
        return Notice(line, "place")  # "LOCATION CHANGE: Thursday's coffee will meet at the Grange Hall"
    if line.dates:
        moved = cue.has("moved", low) and not line.times
        return Notice(line, "day") if moved and len(_new_days(tale, line)) == 1 else None
    if line.times:
        changed = cue.has("new_hour", low) or (cue.has("hour_word", low) and cue.has("shifted", low))
        return Notice(line, "hour") if changed and not tale.reader.places(line) else None
    return Notice(line, "place") if told_place else None


def _is_of_event(tale: Tale, line: Line, low: str) -> bool:
    """Whether a line of change speaks of the event: by its name, as "the event", or of nothing but what is new."""
    cue = tale.reader.cues
    if line.names or line.label is not None or cue.has("event", low):
        return True
    whole = plain(line.block.text)  # "New location! We'll be at the Grange Hall instead."
    said = (span for role in ("moved", "new_hour", "moved_place") for span in cue.spans(role, whole))
    return min((begin for begin, _ in said), default=len(whole)) <= _SUBJECT


def _new_days(tale: Tale, line: Line) -> list[tuple[DateSpan, Resolved]]:
    """The days a line tells as the event's, printed with their number; what it tells of old ones is not noted yet."""
    old = list(tale.old)
    days = [(span, day) for span, day in event_days(tale, line) if span.days]
    tale.old[:] = old
    return days


def _words(line: Line) -> str:
    """What a line says in plain letters, its label included."""
    return line.low if line.label is None else plain(line.block.text)


def _place_of(tale: Tale, line: Line) -> PlaceSpan | None:
    if line.label in ("place", "address"):
        return next(iter(tale.reader.places(line)), None)
    return new_place(tale, line, tale.reader.places(line))


def _days(lines: Sequence[Line]) -> set[tuple[int | None, int]]:
    """The days that lines print which may tell an event, by month and day."""
    days: list[Day] = [day for line in lines if _may_tell(line) for span in line.dates for day in span.days]
    return {(day.month, day.day) for day in days}


def _is_told(tale: Tale, notice: Notice, lines: Sequence[Line]) -> bool:
    """Whether the other lines tell, too, what is new in a notice: as it was before, and of no other program."""
    named = {name.theme for line in lines for name in line.names}
    if named and notice.line.names and named.isdisjoint(name.theme for name in notice.line.names):
        return False
    if notice.what == "hour":
        return any(line.times for line in lines)
    if notice.what == "place":
        days = {day.day for line in lines for _, day in _new_days(tale, line)}
        if not all(day.day in days for _, day in event_days(tale, notice.line)):
            return False
        placed = any(line.label == "place" or any(p.place.venue for p in tale.reader.places(line)) for line in lines)
        return placed and not any(line.left_places for line in lines)  # told in sentences
    dated = [x for x in lines if x.dates and _may_tell(x)]
    before = [day.day for line in dated for _, day in _new_days(tale, line)]
    return bool(before) and all(day.day > max(before) for _, day in _new_days(tale, notice.line))


def _may_tell(line: Line) -> bool:
    """Whether a line may tell when an event is: not "Schools were closed Jan. 26"."""
    return bool(line.names or line.times or line.label == "date" or _is_bare(line))


def _is_bare(line: Line) -> bool:
    """Whether a line is little but a day."""
    return letters_beside(line.text, line.dates) <= WORDS_BESIDE


def _change(tale: Tale, draft: Draft, notice: Notice) -> None:
    line = notice.line
    if notice.what == "place":
        _move(tale, draft, line)
        return
    before, words = draft.day, draft.day_words
    if notice.what == "hour":
        held, _ = hours_that_hold(tale.reader.cues, line.low, line.times)
        if draft.start is None or held[0].start in (None, draft.start):
            return
        draft.previous, draft.previous_time, draft.previous_words = before, draft.start, words
        give_times(tale.reader, [draft], [(held[0], line)], replace=True)
        return
    days = [(span, day) for span, day in _new_days(tale, line) if before is None or day.day != before.day]
    if len(days) != 1:
        return
    span, day = days[0]
    draft.previous, draft.previous_time, draft.previous_words = before, draft.start, words
    draft.day, draft.day_words, draft.span = day, Words(line, span.begin, span.stop), span
    draft.status = draft.status_words = None


def _move(tale: Tale, draft: Draft, line: Line) -> None:
    if line.label is not None:
        place, parts, words = row_place(tale.reader, [line])
        if place is not None:
            give_place(draft, place, parts, words, replace=True)
    elif (found := _place_of(tale, line)) is not None:
        give_span(draft, found, line, replace=True)
