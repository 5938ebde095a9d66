"""One event told twice on a page is one draft."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ...normalization.clocks import TimeSpan
from .draft import Draft, has_house_number, inherit, other_place
from .tale import Tale

_WORD = re.compile(r"[\w'&]+")
_JOIN = 3
"""Words of the longest joint of two days: "and on", "and again on"."""
_BETWEEN = 14
"""Words between two days of one sentence, with the place of one of them."""
_LOOSE = 8
"""Days between a printed day and a weekday that may mean it."""


def join_twins(tale: Tale) -> None:
    """One event told twice on a page is one draft: a poorer telling of the same day goes into the richer one."""
    kept: list[Draft] = []
    of_day: dict[date, list[Draft]] = defaultdict(list)
    for draft in sorted(tale.drafts, key=lambda d: (-d.complete, _has_borrowed_place(d))):
        same_day = of_day[draft.day.day] if draft.day is not None else []
        twin = next(
            (
                k
                for k in same_day
                if (draft.start is None or k.start is None or k.start == draft.start)
                and not (draft.row and k.row and _are_rows_apart(draft, k))
                and (
                    draft.place is None
                    or draft.place.venue is None
                    or not other_place(k.place, draft.place)
                    or _is_told_loosely(draft, k)
                    or (_has_borrowed_place(draft) and k.row and k.own_place)
                )
            ),
            None,
        )
        if twin is not None:
            inherit(twin, draft)
            twin.past = twin.past or draft.past
        else:
            kept.append(draft)
            same_day.append(draft)
    order = {id(d): n for n, d in enumerate(tale.drafts)}
    tale.drafts = sorted(kept, key=lambda d: order[id(d)])


def _has_borrowed_place(draft: Draft) -> bool:
    """Whether a sentence tells its day, and another one a place: "In October it is the 6th. Most stops are at Fox Bakery."."""
    day, place = draft.day_words, draft.place_words
    return not draft.row and day is not None and place is not None and day.line is not place.line


def _are_rows_apart(poor: Draft, rich: Draft) -> bool:
    """Whether two rows of a day tell places each of its own; one without a street may name the venue of the other again."""
    if poor.place is None or rich.place is None or poor.place == rich.place:
        return False
    again = poor.place.street is None and poor.place.venue == rich.place.venue
    return (poor.start is not None and not again) or other_place(poor.place, rich.place)


def _is_told_loosely(poor: Draft, rich: Draft) -> bool:
    """Whether a day without an hour is told at the place of another one, only less well: "at the McDonald's on Violet Road",
    and paragraphs on "from 7 to 9 a.m. at the McDonald's, 11202 Leopard Street"; "at Elm Plaza", and "at Fox Bakery in Elm
    Plaza"."""
    if poor.start is not None or not rich.own_hour or poor.place is None or rich.place is None:
        return False
    if poor.line is None or rich.line is None or poor.line.unit == rich.line.unit or (poor.row and rich.row):
        return False
    loose, whole = poor.place.street, rich.place.street
    if loose is None:
        venue = (poor.place.venue or "").lower()
        return rich.own_place and venue in rich.line.text.lower()
    same = not other_place(replace(poor.place, street=None), replace(rich.place, street=None))
    return same and whole is not None and has_house_number(whole) and not has_house_number(loose)


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
    kept = set(map(id, tale.drafts))
    for draft in before:
        if (
            id(draft) not in kept
            and draft.time_words is not None
            and draft.start is not None
            and not draft.past
            and draft.day is not None
            and any(d.day is not None and d.day.day.weekday() == draft.day.day.weekday() for d in tale.drafts)
        ):
            # "Every date is a Thursday, from 8:30 to 10": the hour is the others'
            span = TimeSpan(draft.time_words.begin, draft.time_words.stop, 0, 0, draft.start, draft.end, draft.inferred)
            tale.loose_times.append((span, draft.time_words.line))


def _is_reported_before(tale: Tale, draft: Draft, absolute: Sequence[Draft]) -> bool:
    """Whether a weekday is told as past, with a place of its own and a word of the event, or with the name and on the weekday of
    the others, beside days that are all to come."""
    written = tale.frame.published
    if written is None or draft.day is None or not draft.past or draft.anchor < 2:
        return False
    if not draft.own_place:  # "on Monday the chief came by to plug it" is no such day; that of every month is
        apart = [(d.day.day - draft.day.day).days for d in absolute if d.day is not None]
        came = draft.line is not None and tale.reader.cues.has("occasion_behind", draft.line.low)
        if draft.anchor < 3 or not (came or any(days % 7 == 0 and days > 7 for days in apart)):
            return False  # a week later may be the new day of one that was rained out
    return draft.day.day <= written and all(d.day is not None and d.day.day > written for d in absolute)


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
        if draft.status in ("postponed", "cancelled") and any(_is_moved_to(tale, d) for d in absolute):
            continue  # "scheduled for tonight", and moved to the same weekday of another week
        if _is_told_beside(draft, absolute):
            continue  # "on Wednesday and on Thursday, June 23"
        if _is_reported_before(tale, draft, absolute):
            continue  # "Officers talked Tuesday at Elm Cafe. The next one is Tuesday, Sept. 12, at Plum Diner"
        if _is_surer(draft, absolute):
            continue  # told with its place and hour or name: not a printed day told loosely
        if draft.own_hour and draft.span is not None and draft.span.offset is not None and draft.day.day not in same:
            continue  # "the first is tomorrow at 5, the second on the 17th"
        if close and draft.day.day.weekday() in {d.day.day.weekday() for d in close if d.day}:
            printed = next(d for d in close if d.day and d.day.day.weekday() == day.weekday())
            if (
                draft.own_hour
                and printed.day is not None
                and printed.day.day == day
                and _is_another_stop(printed, draft)
            ):
                draft.day, draft.day_words = printed.day, printed.day_words
                continue
            if draft.own_hour and printed.own_hour and printed.own_place and _is_another_stop(printed, draft):
                continue  # "Wednesday at 8 at the mill. Another is planned for Oct. 11 at 4 at the library"
            inherit(printed, draft)
            tale.drafts.remove(draft)
        elif draft.complete == 0 or (not (draft.past and draft.name is not None) and (draft.name is None or close)):
            tale.drafts.remove(draft)


def _is_moved_to(tale: Tale, draft: Draft) -> bool:
    """Whether the sentence of a day says that something was moved to it."""
    return draft.line is not None and tale.reader.cues.has("moved", draft.line.low)


def _is_told_beside(draft: Draft, absolute: list[Draft]) -> bool:
    """Whether a weekday is told with a printed day of another weekday in one sentence, joined by "and": two days, each of
    them bare or each with a place of its own."""
    line, words = draft.line, draft.day_words
    if line is None or words is None or line.tokens is None:
        return False
    for other in absolute:
        beside = other.day_words
        if other.line is not line or beside is None or other.day is None or draft.day is None:
            continue
        if beside.begin < words.stop or other.day.day.weekday() == draft.day.day.weekday():
            continue
        between = _WORD.findall(line.low[words.stop : beside.begin])
        ands = line.tokens.lexicon.in_names("and") - {"for", "on"}
        if len(between) > _BETWEEN or ands.isdisjoint(between):
            continue
        placed = [d.place for d in (draft, other) if d.own_place]
        if (between[0] in ands and len(between) <= _JOIN) or (len(placed) == 2 and other_place(*placed)):
            return True
    return False


def _is_another_stop(printed: Draft, draft: Draft) -> bool:
    """Whether a weekday is told with an hour and a place that are not those of the printed day it means: "Wednesday from 8
    to 10 at the mill, and Wednesday from 7 to 9 at the library"."""
    return draft.own_place and draft.start != printed.start and other_place(printed.place, draft.place)


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
        if other.anchor == 3 and abs((other.day.day - day.day).days) <= _LOOSE and not _are_stops(draft, other):
            return False
    return True


def _are_stops(draft: Draft, other: Draft) -> bool:
    """Whether two days are told in a sentence each with a place each: "at the plaza on Wednesday at 10", "then at the
    bakery on Tuesday, March 12"."""
    return draft.own_hour and draft.own_place and other.own_place and other_place(draft.place, other.place)
