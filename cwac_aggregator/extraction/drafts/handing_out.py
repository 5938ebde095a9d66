"""Hours and places that were told apart from a day: which of the story's days they are of."""

from __future__ import annotations

from collections.abc import Sequence

from ...normalization.clocks import TimeSpan
from ...normalization.places import is_chain
from ..lines import Line
from .draft import Draft, give_place, give_span, other_place
from .former_stops import tells_of_former
from .hours import NAMED_HOUR, give_times, sittings
from .tale import Tale, awaits_place, is_part_of_list
from .tense import is_past

_WORDS_BESIDE = 8
"""Letters beside day, hour and name that are no place."""


def hand_out_hours(tale: Tale) -> None:
    """Give the hours that were told without a day to the days without an hour."""
    lacking = [d for d in tale.drafts if d.start is None and not d.elsewhere]
    tale.loose_times = [x for x in tale.loose_times if not is_on_other_day(tale, x[1], lacking)]
    if lacking and all(
        d.future and not d.past for d in lacking
    ):  # "They were there from 5 to 7. The next is on July 17."
        tale.loose_times = [x for x in tale.loose_times if not is_past(tale.reader, x[1])]
    if len(lacking) == 1 and (told_before := _sittings_before(tale)):
        grown = sittings(tale.reader, lacking[0], told_before)
        tale.drafts = [x for d in tale.drafts for x in (grown if d is lacking[0] else [d])]
        lacking = []
    if lacking and tale.loose_times:
        distinct = {(t.start, t.end) for t, _ in tale.loose_times if t.start is not None}
        if len(distinct) >= 1:
            first = next(n for n, x in enumerate(tale.loose_times) if x[0].start is not None)
            # with the hour of the end that its line tells apart
            line = tale.loose_times[first][1]
            rest = [x for x in tale.loose_times[first + 1 :] if x[1] is line and x[0].start is None]
            give_times(tale.reader, lacking, [tale.loose_times[first], *rest])


def give_same_hour(tale: Tale, target: Sequence[Draft]) -> None:
    """Give events without an hour that of the one told before them: "The next is June 18. The hours are the same."."""
    model = next((d for d in reversed(tale.drafts) if d.start is not None and d not in target), None)
    for draft in target if model is not None else ():
        if model is not None and draft.start is None:
            draft.start, draft.end, draft.inferred = model.start, model.end, model.inferred
            draft.time_words, draft.end_words = model.time_words, model.end_words


def is_on_other_day(tale: Tale, line: Line, drafts: Sequence[Draft]) -> bool:
    """Whether a line tells of a weekday that nothing dates, on which none of the events is: what it says is of another."""
    if tale.frame.published is not None or not drafts:
        return False
    own = tale.paragraphs.get(line.unit, [])
    before = own[: own.index(line) + 1] if line in own else [line]
    said = next((x for x in reversed(before) if x.dates), line)
    told = {day.weekday for day in said.dates if day.relative is not None and day.weekday is not None}
    if not told or any(day.relative is None for day in said.dates):
        return False
    return told.isdisjoint(draft.day.day.weekday() for draft in drafts if draft.day is not None)


def share_hour(tale: Tale) -> None:
    """Give the one hour that is told, in one row or beside the list, to all rows."""
    told = [d for d in tale.drafts if d.start is not None]
    lacking = [
        d
        for d in tale.drafts
        if d.start is None and not d.elsewhere and (d.status is None or told[:1] == [] or told[0].status)
    ]
    if (
        lacking
        and told
        and not any(d.past for d in tale.drafts)
        and len({(d.start, d.end) for d in told}) == 1
        and not any(d.row and d.time_words and d.line is d.time_words.line for d in told)
    ):
        model = told[0]
        for draft in [d for d in lacking if _is_of_one_list(tale, d, told)]:
            draft.start, draft.end, draft.inferred = model.start, model.end, model.inferred
            draft.time_words, draft.end_words = model.time_words, model.end_words


def hand_out_places(tale: Tale) -> None:
    """Give the places that were told without a day, then the one venue that is known, to the days without one."""
    lacking = _lacking_places(tale)
    tale.loose_places = [x for x in tale.loose_places if not is_on_other_day(tale, x[1], lacking)]
    if lacking and tale.loose_places:
        best, line = max(
            tale.loose_places,
            key=lambda x: (
                x[0].place.venue is not None,
                not tells_of_former(x[1]),
                bool(x[1].names),
                x[0].strength,
            ),
        )
        for draft in lacking:
            if _has_own_street(draft) and best.place.venue and not is_chain(best.place.venue):
                continue  # a row on a street corner, under a title that tells where the next one is
            give_span(draft, best, line)
    placed = [d for d in tale.drafts if d.place is not None and d.place.venue is not None]
    lacking = _lacking_places(tale)
    if lacking and placed and len({d.place.venue for d in placed if d.place}) == 1:
        model = placed[0]
        assert model.place is not None
        for draft in lacking:
            if draft.past and not draft.future and model.future and not (draft.row or draft.start):
                continue  # a day reported, beside one to come
            if _is_told_apart(tale, draft, [model]):
                continue
            if not draft.row and _is_between(tale, draft, model):
                continue  # "It was a success on Saturday. The next stop is March 21 in Lima"
            if (draft.place is None or draft.place.street is None) and not _names_own_place(tale, draft, model):
                give_place(draft, model.place, model.place_parts, model.place_words)


def _is_between(tale: Tale, draft: Draft, model: Draft) -> bool:
    """Whether the page was written after a day reported and before one to come that tells its town and place with it."""
    written = tale.frame.published
    if written is None or draft.day is None or model.day is None or not draft.past or not model.own_place:
        return False
    own_town = model.place is not None and model.place.city is not None
    return own_town and draft.line is not model.line and draft.day.day <= written < model.day.day


def _sittings_before(tale: Tale) -> list[tuple[TimeSpan, Line]]:
    """Several hours told by their names before the day they are of: "Morning session: 7 to 9 a.m. Evening session: 5 to 7
    p.m. Both on March 14"; none where there is but one."""
    named = [x for x in tale.loose_times if x[0].start and x[0].end and NAMED_HOUR.match(x[1].low)]
    return named if len(named) > 1 and len(named) == len(tale.loose_times) else []


def _lacking_places(tale: Tale) -> list[Draft]:
    """The drafts without a venue, but for those held elsewhere, or whose place is still to be told."""
    lacking = [d for d in tale.drafts if d.place is None or d.place.venue is None]
    return [d for d in lacking if not d.elsewhere and not awaits_place(tale.reader, d)]


def _has_own_street(draft: Draft) -> bool:
    """Whether a row tells a street of its own."""
    words = draft.place_parts.get("street")
    return draft.row and words is not None and words.line is draft.line


def _names_own_place(tale: Tale, draft: Draft, model: Draft) -> bool:
    """Whether a row, or a part of a list, says more than day and hour, beside one that tells its place: it has one of its own."""
    line = draft.line
    if line is not None and line.names and line is not model.line and _lists_place(tale, line):
        return True
    if line is None or model.line is None or model.place_words is None or line is model.line:
        return False
    listed = all(is_part_of_list(tale, part, dated=True) for part in (line, model.line))
    if not (draft.row and model.row) and not listed:
        return False
    if model.place_words.line is not model.line:
        return False
    taken = [(s.begin, s.stop) for group in (line.dates, line.times, line.names) for s in group]
    left = sum(c.isalpha() and not any(a <= i < b for a, b in taken) for i, c in enumerate(line.text))
    return left > _WORDS_BESIDE


def _lists_place(tale: Tale, line: Line) -> bool:
    """Whether an entry that names the program tells a likely venue right behind its day and hour: "Cocoa with a Cop, 4 p.m.
    March 15, Oak Playground, Lodi."."""
    told = [span.stop for group in (line.dates, line.times) for span in group]
    if not line.dates or not line.times or line.names[0].begin > min(told):
        return False
    behind = max(told)
    return any(p.place.venue and line.text[behind : p.begin] == ", " for p in tale.reader.places(line))


def _is_of_one_list(tale: Tale, draft: Draft, told: list[Draft]) -> bool:
    """Whether a day without an hour is told like those that have one: as a row, in their sentence, as the next of them.

    One held before the page was written and one still to come have no hour in common.
    """
    if _is_told_apart(tale, draft, told):
        return False
    written = tale.frame.published
    if written is not None and draft.day is not None:
        sides = {d.day.day < written for d in (draft, *told) if d.day is not None}
        if len(sides) > 1 and not draft.labelled and not (draft.row and any(d.row for d in told)):
            return False
    line = draft.line
    if draft.row or draft.labelled or line is None:
        return True
    if draft.anchor >= 3:
        return not _is_elsewhere(tale, draft, told)
    days = [d.day_words.line for d in told if d.day_words is not None]
    if any(known.unit == line.unit for known in (*days, *(d.line for d in told if d.line is not None))):
        return True
    cue = tale.reader.cues
    return (
        cue.has("again", line.low)
        or cue.has("same", line.low)
        or (cue.has("event", line.low) and cue.has("future", line.low))
    )


def _is_told_apart(tale: Tale, draft: Draft, told: Sequence[Draft]) -> bool:
    """Whether a day is told in a sentence of a paragraph of its own, which says of nothing that it is the same: "The next one is
    Dec. 4."."""
    line = draft.line
    if line is None or draft.row or draft.labelled or tale.reader.cues.has_any(("same_as_told", "same"), line.low):
        return False
    known = [*(d.line for d in told), *(d.day_words.line for d in told if d.day_words is not None)]
    units = {x.unit for x in known if x is not None}
    return bool(units) and line.unit not in units


def _is_elsewhere(tale: Tale, draft: Draft, told: list[Draft]) -> bool:
    """Whether a day is told in a sentence of its own with a place of its own, which says nothing of the same hour."""
    line, words = draft.line, draft.place_words
    if line is None or words is None or words.line is not line or tale.reader.cues.has("same", line.low):
        return False
    return all(d.line is not line and other_place(d.place, draft.place) for d in told)
