"""The whole story read: hand out what stood alone, leave out what turned out to be nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...normalization.clocks import TimeSpan
from ...normalization.places import is_chain
from ..lines import Line
from .anchors import beside_name, by_paragraph, weight_of
from .changes import set_status
from .draft import Draft, give_place, give_span, inherit_facts, other_place
from .hours import NAMED_HOUR, give_times, sittings
from .moves import link_moves, moved_on
from .own_town import is_beside_rule, mark_elsewhere
from .round_ups import in_round_up, told_with_lead
from .tale import Tale, awaits_place
from .twins import drop_relative, join_twins, reconcile

_WORDS_BESIDE = 8
"""Letters beside day, hour and name that are no place."""


def settle(tale: Tale) -> None:
    """Hand out what stood alone, and leave out what turned out to be the same or nothing."""
    mark_elsewhere(tale)
    ruled = any(d.rule is not None for d in tale.drafts)
    written = tale.frame.published
    dated = [
        d
        for d in tale.drafts
        if d.day is not None and (d.complete or d.row or (d.anchor >= 2 and d.day.day != written))
    ]
    if ruled:
        units = {d.line.unit for d in tale.drafts if d.rule is not None and d.line is not None}
        paragraphs = by_paragraph(tale.drafts)
        dated = [
            d
            for d in dated
            if d.row
            or d.labelled
            or weight_of(tale, d, paragraphs) >= 2
            or (d.line is not None and d.line.unit in units)
        ]
    if dated:
        kept = [d for d in tale.drafts if d.rule is not None and is_beside_rule(tale, d, dated)]
        for rule in [d for d in tale.drafts if d.rule is not None and d not in kept]:
            for draft in dated:  # a stated date beside its rule is held as the rule says
                inherit_facts(draft, rule)
        tale.drafts = [d for d in tale.drafts if d.day is not None or d in kept]
    elif any(d.rule is not None for d in tale.drafts):
        tale.drafts = [d for d in tale.drafts if d.rule is not None]
    drop_loose(tale)
    drop_relative(tale)
    lacking = [d for d in tale.drafts if d.start is None and not d.elsewhere]
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
    # one hour, told in one row or beside the list, for all rows
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
    lacking = _lacking_places(tale)
    if lacking and tale.loose_places:
        best, line = max(
            tale.loose_places, key=lambda x: (x[0].place.venue is not None, bool(x[1].names), x[0].strength)
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
            if (draft.place is None or draft.place.street is None) and not _names_own_place(draft, model):
                give_place(draft, model.place, model.place_parts, model.place_words)
    join_twins(tale)
    reconcile(tale)
    link_moves(tale)
    if tale.title_status is None and tale.changes:
        line, told = tale.changes[0]
        if not any(known is draft for known in told for draft in tale.drafts):
            tale.title_status = line  # said of a day that turned out to be none of the event's
    if tale.title_status is not None and not moved_on(tale) and not any(d.status for d in tale.drafts):
        for draft in tale.drafts:
            if draft.status is None:
                set_status(tale, draft, tale.title_status)


def _sittings_before(tale: Tale) -> list[tuple[TimeSpan, Line]]:
    """Several hours told by their names before the day they are of: "Morning session: 7 to 9 a.m. Evening session: 5 to 7
    p.m. Both on March 14"; none where there is but one."""
    named = [x for x in tale.loose_times if x[0].start and x[0].end and NAMED_HOUR.match(x[1].low)]
    return named if len(named) > 1 and len(named) == len(tale.loose_times) else []


def _lacking_places(tale: Tale) -> list[Draft]:
    """The drafts without a venue, but for those held elsewhere, or whose place is still to be told."""
    lacking = [d for d in tale.drafts if d.place is None or d.place.venue is None]
    return [d for d in lacking if not d.elsewhere and not awaits_place(tale, d)]


def _has_own_street(draft: Draft) -> bool:
    """Whether a row tells a street of its own."""
    words = draft.place_parts.get("street")
    return draft.row and words is not None and words.line is draft.line


def _names_own_place(draft: Draft, model: Draft) -> bool:
    """Whether a row says more than day and hour, beside one that tells its place: it has one that we failed to read."""
    line = draft.line
    if not (draft.row and model.row) or line is None or model.place_words is None or line is model.line:
        return False
    if model.place_words.line is not model.line:
        return False
    taken = [(s.begin, s.stop) for group in (line.dates, line.times, line.names) for s in group]
    left = sum(c.isalpha() and not any(a <= i < b for a, b in taken) for i, c in enumerate(line.text))
    return left > _WORDS_BESIDE


def _is_of_one_list(tale: Tale, draft: Draft, told: list[Draft]) -> bool:
    """Whether a day without an hour is told like those that have one: as a row, in their sentence, as the next of them.

    One held before the page was written and one still to come have no hour in common.
    """
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
    if any(d.line is not None and (d.line is line or d.line.unit == line.unit) for d in told):
        return True
    cue = tale.reader.cues
    return (
        cue.has("again", line.low)
        or cue.has("same", line.low)
        or (cue.has("event", line.low) and cue.has("future", line.low))
    )


def _is_beside(draft: Draft, first: Draft | None) -> bool:
    """Whether a draft is another hour or place of the first one's day, told in the same words."""
    if first is None or draft.day is None or first.day is None:
        return False
    return draft.line is first.line and draft.day.day == first.day.day


def _is_elsewhere(tale: Tale, draft: Draft, told: list[Draft]) -> bool:
    """Whether a day is told in a sentence of its own with a place of its own, which says nothing of the same hour."""
    line, words = draft.line, draft.place_words
    if line is None or words is None or words.line is not line or tale.reader.cues.has("same", line.low):
        return False
    return all(d.line is not line and other_place(d.place, draft.place) for d in told)


def drop_loose(tale: Tale) -> None:
    """A date in a sentence that does not speak of the event is another date, where one that does is known."""
    if not tale.titled:
        near = [
            d
            for d in tale.drafts
            if d.row or d.labelled or d.anchor == 3 or beside_name(tale, d) or _is_near_rule(tale, d)
        ]
        near += told_with_lead(tale, near)
        told_on = in_round_up(tale, near)
        tale.drafts = [d for d in tale.drafts if d in told_on or d in near]
        if any(d.anchor == 3 and d.day is not None for d in tale.drafts):  # "Minutes of February 20" dates the page
            tale.drafts = [d for d in tale.drafts if d.anchor == 3 or d.line is None or d.line.unit != -1]
        paragraphs = by_paragraph(tale.drafts)
        if any(d.anchor == 3 and weight_of(tale, d, paragraphs) >= 4 for d in tale.drafts):
            # the name stands with its own day, hour and place: days without a word of it are other things
            tale.drafts = [d for d in tale.drafts if d.row or d.labelled or d.anchor > 0]
    if tale.named_units:  # "School zones started August 7", paragraphs away from any word of the program
        tale.drafts = [d for d in tale.drafts if not _is_reported_elsewhere(tale, d)]
    if any(d.day is not None and d.span is not None and d.span.days and d.anchor >= 2 for d in tale.drafts):
        tale.drafts = [d for d in tale.drafts if not _is_nowadays(d)]
    tale.drafts = [d for d in tale.drafts if not _is_of_crime(tale, d)]
    drop_stamps(tale)
    paragraphs = by_paragraph(tale.drafts)
    weights = {id(d): weight_of(tale, d, paragraphs) for d in tale.drafts}
    first = next((d for d in tale.drafts if d.day is not None), None)
    if first is not None and tale.titled and not first.row and first.anchor > 0:
        weights[id(first)] += 1  # the first day under a title with the name
    if any(d.complete for d in tale.drafts):  # "On Sunday no officers are on duty"
        tale.drafts = [
            d
            for d in tale.drafts
            if d is first
            or _is_beside(d, first)
            or d.row
            or d.labelled
            or d.elsewhere
            or not is_said_in_passing(tale, d, paragraphs)
        ]
    if (
        sum(d.row for d in tale.drafts) > 1
    ):  # a list tells the days: others in sentences without a word of it are not its
        tale.drafts = [d for d in tale.drafts if d.row or d.labelled or d.rule is not None or d.anchor > 0]
    best = max((weights[id(d)] for d in tale.drafts if not d.row), default=0.0)
    if best >= 2:
        tale.drafts = [
            d
            for d in tale.drafts
            if d.row
            or d.labelled
            or d.elsewhere
            or d.rule is not None
            or weights[id(d)] >= 2
            or weights[id(d)] > best - 1.5
        ]
    if any(d.complete == 2 and d.anchor >= 2 and d.future for d in tale.drafts):
        tale.drafts = [d for d in tale.drafts if not _is_reported_aside(d)]


def _is_reported_elsewhere(tale: Tale, draft: Draft) -> bool:
    """Whether a day is reported without a word of the event, and not next to a paragraph that names the program."""
    line = draft.line
    if line is None or line.unit == -1 or draft.anchor > 0 or draft.row or draft.labelled or draft.future:
        return False
    return draft.past and line.unit not in tale.near_named


def _is_nowadays(draft: Draft) -> bool:
    """Whether "today" only means these days: nothing of an event stands with it ("Today we run out of cups")."""
    span, line = draft.span, draft.line
    if span is None or span.offset != 0 or line is None or draft.row or draft.labelled:
        return False
    own = any(w is not None and w.line is line for w in (draft.time_words, draft.place_words))
    return not (own or line.names or line.heading or draft.name is not None)


def _is_reported_aside(draft: Draft) -> bool:
    """Whether a draft is a day reported without hour, place or a word of the event: beside one to come, told whole, that is
    some other day ("A fishing day on June 12 drew sixty children")."""
    return draft.past and not (draft.future or draft.complete or draft.row or draft.labelled or draft.anchor >= 2)


def _is_of_crime(tale: Tale, draft: Draft) -> bool:
    """Whether a day is that of a crime: told in a sentence of one that neither names the event nor plans anything."""
    line, cue = draft.line, tale.reader.cues
    if line is None or draft.row or draft.labelled or line.names or not cue.has("crime", line.low):
        return False
    return not cue.has("firm", line.low) and not cue.has("event", line.low)


def drop_stamps(tale: Tale) -> None:
    """A day told with nothing else, on or before the day of writing, beside an event told whole, is a stamp."""
    written = tale.frame.published
    whole = [d for d in tale.drafts if d.start is not None and d.day is not None and not is_bare(d)]
    if not whole:
        return
    if any(d.anchor == 3 and d.line is not None and d.line.unit != -1 for d in whole):
        tale.drafts = [d for d in tale.drafts if not _is_number_of_release(d)]
    tale.drafts = [
        d
        for d in tale.drafts
        if d.day is None
        or not is_bare(d)
        or d.row
        or not (
            d.day.day == written
            or (written is None and not d.labelled and all(d.day.day < w.day.day for w in whole if w.day))
        )
    ]


def _is_number_of_release(draft: Draft) -> bool:
    """Whether a day in figures opens the title: that of the release ("09-24-18 Coffee with a Cop in Kona")."""
    line, words = draft.line, draft.day_words
    if line is None or words is None or line.unit != -1 or words.line is not line:
        return False
    return words.begin <= 1 and not any(c.isalpha() for c in words.text)


def is_bare(draft: Draft) -> bool:
    """Whether the line of a draft's day is nothing but the day."""
    line, words = draft.line, draft.day_words
    return line is not None and words is not None and not line.heading and len(line.text) - len(words.text) <= 3


def is_said_in_passing(tale: Tale, draft: Draft, paragraphs: Mapping[int, Sequence[Draft]]) -> bool:
    """Whether a draft is a weekday alone, told without the name, an hour or a place."""
    relative = draft.day is not None and "date-relative" in draft.day.flags
    if not relative or draft.day is None or weight_of(tale, draft, paragraphs) > draft.anchor:
        return False
    same_day = draft.day.day == tale.frame.published  # "the host of this morning" is said of the event told before
    return draft.anchor < 2 or (same_day and any(d.complete == 2 and d is not draft for d in tale.drafts))


def _is_near_rule(tale: Tale, draft: Draft) -> bool:
    """Whether a rule is told in the heading or next to the paragraph that names the program."""
    line = draft.line
    return draft.rule is not None and line is not None and (line.heading or line.unit in tale.near_named)
