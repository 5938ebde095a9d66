"""The old day of an event that was moved, tied to the new one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time

from ...normalization.clocks import TimeSpan
from ...normalization.places import PlaceSpan
from ..lines import Line
from .changes import set_status, status_cue
from .draft import SURE_PLACE, Draft, Words, give_span, inherit
from .hours import give_times
from .subjects import is_change_of_another
from .tale import Tale
from .tense import SHORT_CUE

_LIKELY = 0.35
"""How strong a place must be to be the one that an event is moved to."""
_LEFT = 12
"""Letters between a word of the old ("instead of") and the place it is said of."""
_FROM = re.compile(r"\b(?:from|de|del|desde|van|vom|aus|du|do|da)\s+(?:the\s+)?$")
_OF_A_DAY = 8
"""Events of one day, of which one may be the other at the place it was moved from; more are a list."""
_BESIDE = 12
"""Letters between an old day and its hour."""
_FAR = 120
"""Days between the old and the new day of one event at most."""


def link_moves(tale: Tale) -> None:
    """Tie an old date to the one draft that took its place; without one the event is postponed or cancelled."""
    _give_way(tale)
    _link_old(tale)
    for draft in tale.drafts:
        if draft.previous is None or draft.previous_time is not None:
            continue
        told = [words.line for words in (draft.day_words, draft.previous_words) if words is not None]
        told += [behind for line in told if (behind := tale.behind(line)) is not None and not behind.dates]
        if any(tale.reader.cues.has("same_hour", line.low) for line in told):
            draft.previous_time = draft.start


def _link_old(tale: Tale) -> None:
    if not tale.old:
        off = [d for d in tale.drafts if d.status in ("postponed", "cancelled") and d.day is not None and not d.row]
        on = [
            d
            for d in tale.drafts
            if d.status is None
            and d.day is not None
            and d.line is not None
            and (tale.reader.cues.has_any(("moved", "same"), d.line.low) or _was_put_off_to(tale, d, off))
        ]
        one = len(off) == 1 and len(on) == 1 and off[0].day is not None
        if one and not _is_called_off_once(tale, off[0], on[0]) and not _are_named_apart(off[0], on[0]):
            on[0].previous, on[0].previous_words = off[0].day, off[0].day_words
            on[0].previous_time = off[0].start
            if on[0].complete < 2:
                inherit(on[0], off[0])
            on[0].status, on[0].status_words = None, None
            tale.drafts.remove(off[0])
        return
    old, words = tale.old[0]
    days = {d.day.day for d in tale.drafts if d.day}
    if tale.drafts:
        if old.day in days:
            same = next(d for d in tale.drafts if d.day is not None and d.day.day == old.day)
            if same.start is None:  # the sentence of the old day tells the hour that the heading leaves out
                give_times(tale.reader, [same], [(t, words.line) for t in words.line.times])
            return
        target = tale.drafts[0]
        if target.day is not None and abs((target.day.day - old.day).days) < 200:
            target.previous, target.previous_words = old, words
            target.previous_time = _hour_beside(words, target)
            if target.status == "postponed":
                target.status, target.status_words = None, None
        return
    draft = Draft(day=old, day_words=words, line=words.line)
    status = status_cue(tale, words.line)
    if words.line.names:
        draft.name, draft.name_line = words.line.names[0], words.line
    give_times(tale.reader, [draft], [(t, words.line) for t in words.line.times])
    new = [(t, line) for t, line in tale.loose_times if t.start is not None and line is not words.line]
    if draft.start is not None and len(new) == 1 and _tells_new_hour(tale, *new[0]):
        draft.previous, draft.previous_time, draft.previous_words = old, draft.start, words
        give_times(tale.reader, [draft], new, replace=True)
    for place in tale.reader.places(words.line):
        if place.strength >= SURE_PLACE:
            give_span(draft, place, words.line)
    if status is not None:
        set_status(tale, draft, words.line)
    tale.drafts.append(draft)


def _was_put_off_to(tale: Tale, on: Draft, off: Sequence[Draft]) -> bool:
    """Whether a story told whole is followed by the day that "it" was put off from: "Coffee with a Cop is Thursday at the mill.
    The event, first set for Feb. 3, was postponed because of ice"."""
    if len(off) != 1 or off[0].status != "postponed" or on.complete < 2 or len(tale.drafts) != 2:
        return False
    was, line = off[0], off[0].line
    if line is None or line.names or on.day is None or was.day is None or was.start is not None:
        return False
    told_after = tale.drafts.index(was) > tale.drafts.index(on)
    return told_after and was.day.day < on.day.day and tale.reader.cues.has("event", line.low)


def _are_named_apart(off: Draft, on: Draft) -> bool:
    """Whether two events share something else: "Coffee with a Cop" is off, "Pizza with Police" has moved."""
    return off.name is not None and on.name is not None and off.name.theme != on.name.theme


def _is_called_off_once(tale: Tale, off: Draft, on: Draft) -> bool:
    """Whether an event is off for good, and the next of its series is told with the same place: "is cancelled. The next regular
    date is April 10, same place"."""
    line, cue = on.line, tale.reader.cues
    if line is None or off.status != "cancelled" or cue.has("moved", line.low):
        return False
    return cue.has("next_one", line.low) or cue.has("welcome_again", line.low)


def _tells_new_hour(tale: Tale, hour: TimeSpan, line: Line) -> bool:
    """Whether an hour told below an old day is the one that holds: "Nun beginnt die Aktion um 14.30 Uhr"."""
    return tale.reader.cues.has("new_hour", line.low[: hour.begin])


def drop_left(tale: Tale) -> None:
    """Leave the event at a place that another of its day is held instead of: "inside the library instead of Elm Park", over
    the story as it was first told."""
    of_day: dict[date, list[Draft]] = {}
    for draft in tale.drafts:
        if draft.day is not None and draft.place is not None and not draft.row:
            of_day.setdefault(draft.day.day, []).append(draft)
    gone: set[int] = set()
    for own in of_day.values():
        for draft in own if 1 < len(own) <= _OF_A_DAY else ():
            venue = draft.place.venue if draft.place is not None else None
            there = next((other for other in own if venue is not None and _is_left(tale, venue, other)), None)
            if there is not None and id(there) not in gone:
                inherit(there, draft)
                gone.add(id(draft))
    if gone:
        tale.drafts = [d for d in tale.drafts if id(d) not in gone]


def _is_left(tale: Tale, venue: str, draft: Draft) -> bool:
    """Whether the line that tells a draft's place says of another venue that it is not there."""
    words = draft.place_words
    if words is None or draft.place is None or draft.place.venue == venue:
        return False
    begin = words.line.text.find(venue)
    before = words.line.low[max(0, begin - 2 * _LEFT) : begin] if begin > 0 else ""
    spans = [span for role in ("old", "not_there") for span in tale.reader.cues.spans(role, before)]
    return any(len(before) - stop < _LEFT and stop - begin > SHORT_CUE for begin, stop in spans)


def new_place(tale: Tale, line: Line, places: Sequence[PlaceSpan]) -> PlaceSpan | None:
    """The place a sentence moves the event to ("It will now be held at Augusta Stage Cafe"), or None."""
    cue = tale.reader.cues
    moves = [stop for _, stop in cue.spans("moved_place", line.low) if not line.low.startswith(" of ", stop)]
    if not moves or cue.has("conditional", line.low) or (not line.dates and is_change_of_another(line)):
        return None  # "a gift card to the mall instead of a ticket"
    before = [stop for _, stop in cue.spans("old", line.low)]
    fresh = [
        p
        for p in places
        if (p.place.venue or p.place.street)
        and (p.strength >= _LIKELY or any(0 <= p.begin - stop < _LEFT for stop in moves))
    ]
    fresh = [p for p in fresh if not any(0 <= p.begin - stop < _LEFT for stop in before)]
    return fresh[-1] if fresh and not _FROM.search(line.low[: fresh[-1].begin]) else None


def _hour_beside(words: Words, target: Draft) -> time | None:
    """The hour that stands right behind an old day, where it is not that of the new day."""
    line = words.line
    own = target.time_words
    if target.day_words is not None and target.day_words.line is line and (own is None or own.line is not line):
        return None
    near = [t for t in (*line.times, *line.aside) if 0 <= t.begin - words.stop < _BESIDE and t.start is not None]
    if near and own is not None and own.line is line and own.begin <= near[0].begin < own.stop:
        return None
    return near[0].start if near else None


def _give_way(tale: Tale) -> None:
    """Leave the old day of an event that a sentence moves to its one new day.

    The old day is one told as such, or in words that neither name the event nor tell its hour ("It closed our coffee
    on Feb. 12").
    """
    moved = [
        d
        for d in tale.drafts
        if d.day is not None and not d.row and d.line is not None and tale.reader.cues.has("moved", d.line.low)
    ]
    if len(moved) != 1:
        return
    new = moved[0]
    assert new.day is not None
    told_old = {r.day for r, _ in tale.old}
    for draft in [d for d in tale.drafts if d is not new and d.day is not None and not d.row and not d.labelled]:
        assert draft.day is not None
        loose = draft.start is None and draft.anchor < 3
        if draft.day.day == new.day.day or not (loose or draft.day.day in told_old):
            continue
        if abs((draft.day.day - new.day.day).days) < _FAR and draft.day_words is not None:
            tale.drafts.remove(draft)
            if not told_old:
                tale.old.append((draft.day, draft.day_words))


def moved_on(tale: Tale) -> bool:
    """A title that says "postponed" over a new date only tells of the old one."""
    return any(d.previous is not None or _has_moved(tale, d) for d in tale.drafts)


def _has_moved(tale: Tale, draft: Draft) -> bool:
    """Whether the sentence with a draft's day says that this day is the new one."""
    line = draft.day_words.line if draft.day_words is not None else None
    return line is not None and not line.heading and tale.reader.cues.has("moved", line.low)
