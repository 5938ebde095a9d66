"""One event told twice on a page is one draft."""

from __future__ import annotations

from dataclasses import replace

from ...normalization.clocks import TimeSpan
from .draft import Draft, inherit, other_place
from .tale import Tale

_LOOSE = 8
"""Days between a printed day and a weekday that may mean it."""


def join_twins(tale: Tale) -> None:
    """One event told twice on a page is one draft: a poorer telling of the same day goes into the richer one."""
    kept: list[Draft] = []
    for draft in sorted(tale.drafts, key=lambda d: -d.complete):
        twin = next(
            (
                k
                for k in kept
                if k.day is not None
                and draft.day is not None
                and k.day.day == draft.day.day
                and (draft.start is None or k.start is None or k.start == draft.start)
                and (draft.place is None or draft.place.venue is None or not other_place(k.place, draft.place))
                and not (
                    draft.row and k.row and draft.place is not None and k.place is not None and draft.place != k.place
                )
            ),
            None,
        )
        if twin is not None:
            inherit(twin, draft)
            twin.past = twin.past or draft.past
        else:
            kept.append(draft)
    order = {id(d): n for n, d in enumerate(tale.drafts)}
    tale.drafts = sorted(kept, key=lambda d: order[id(d)])


def reconcile(tale: Tale) -> None:
    """A sentence and a box that tell the same event with two days: one event, and the page says two things."""
    if len(tale.drafts) != 2 or any(d.row or d.day is None or d.status for d in tale.drafts):
        return
    one, two = tale.drafts
    if (
        one.labelled == two.labelled
        or one.start != two.start
        or one.start is None
        or one.day is None
        or two.day is None
    ):
        return
    venues = {d.place.venue.lower() for d in (one, two) if d.place is not None and d.place.venue}
    if len(venues) != 1 or abs((one.day.day - two.day.day).days) > 14 or one.past != two.past:
        return
    one.day = replace(one.day, flags=(*one.day.flags, "date-conflict"), alternatives=(two.day.day,))
    inherit(one, two)
    tale.drafts = [one]


def drop_relative(tale: Tale) -> None:
    """A bare weekday beside a printed date of about the same time is that date told loosely."""
    before = list(tale.drafts)
    drop_loose_weekdays(tale)
    for draft in before:
        if (
            draft not in tale.drafts
            and draft.time_words is not None
            and draft.start is not None
            and not draft.past
            and draft.day is not None
            and any(d.day is not None and d.day.day.weekday() == draft.day.day.weekday() for d in tale.drafts)
        ):
            # "Every date is a Thursday, from 8:30 to 10": the hour is the others'
            span = TimeSpan(draft.time_words.begin, draft.time_words.stop, 0, 0, draft.start, draft.end, draft.inferred)
            tale.loose_times.append((span, draft.time_words.line))


def drop_loose_weekdays(tale: Tale) -> None:
    absolute = [d for d in tale.drafts if d.day is not None and "date-relative" not in d.day.flags]
    if not absolute:
        return
    same = {d.day.day for d in absolute if d.day is not None}
    for draft in list(tale.drafts):
        if draft.day is None or "date-relative" not in draft.day.flags:
            continue
        day = draft.day.day
        close = [d for d in absolute if d.day and abs((d.day.day - day).days) <= _LOOSE]
        told_whole = draft.time_words is not None and draft.time_words.line is draft.line
        if _is_surer(draft, absolute):
            continue  # told with its place and hour or name: not a printed day told loosely
        if told_whole and draft.span is not None and draft.span.offset is not None and draft.day.day not in same:
            continue  # "the first is tomorrow at 5, the second on the 17th"
        if close and draft.day.day.weekday() in {d.day.day.weekday() for d in close if d.day}:
            inherit(next(d for d in close if d.day and d.day.day.weekday() == day.weekday()), draft)
            tale.drafts.remove(draft)
        elif draft.complete == 0 or (not (draft.past and draft.name is not None) and (draft.name is None or close)):
            tale.drafts.remove(draft)


def _is_surer(draft: Draft, absolute: list[Draft]) -> bool:
    """Whether a weekday is told with a place, and with its name or hour, that no printed day is told with."""
    line, day = draft.line, draft.day
    if line is None or day is None or draft.place_words is None or draft.place_words.line is not line:
        return False
    if draft.anchor < 3 and (draft.time_words is None or draft.time_words.line is not line):
        return False
    for other in absolute:
        if other.day is None or other.day.day == day.day or other.line is line:
            return False
        if other.anchor == 3 and abs((other.day.day - day.day).days) <= _LOOSE:
            return False
    return True
