"""Days that are no event's: told in passing, of other matters, of the page itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .anchors import beside_name, by_paragraph, weight_of
from .draft import Draft
from .round_ups import in_round_up, told_with_lead
from .subjects import is_of_quoted
from .tale import Tale

_LONG_AFTER = 400
"""Days from the writing of a page on which no event is planned yet."""
_TOLD = 2
"""How surely a date is the event's where it stands in a list of its places."""


def drop_loose(tale: Tale) -> None:
    """Leave the loose dates; stops told under one day, each with its hour and place, stay or go together; those of a
    round-up stay."""
    told = list(tale.drafts)
    _drop_loose(tale)
    kept = {id(d) for d in tale.drafts}
    days = {_said_day(d) for d in tale.drafts if d.own_stop}
    tale.drafts = [
        d for d in told if id(d) in kept or (d.own_stop and _said_day(d) in days) or id(d.line) in tale.round_up
    ]


def _said_day(draft: Draft) -> tuple[int, int] | None:
    """Where the day of a draft is told."""
    words = draft.day_words
    return None if words is None else (id(words.line), words.begin)


def _drop_loose(tale: Tale) -> None:
    """A date in a sentence that does not speak of the event is another date, where one that does is known."""
    if not tale.titled:
        tale.drafts = [d for d in tale.drafts if not _is_rule_above(tale, d)]
        near = [
            d
            for d in tale.drafts
            if d.row or d.labelled or d.elsewhere or d.anchor == 3 or beside_name(tale, d) or _is_near_rule(tale, d)
        ]
        near += told_with_lead(tale, near)
        near += _of_their_list(tale, near)
        near += _rules_after(tale, near)
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
    tale.drafts = [d for d in tale.drafts if not _is_of_crime(tale, d) and not _is_since_then(tale, d)]
    if any(d.anchor == 3 for d in tale.drafts):
        tale.drafts = [d for d in tale.drafts if d.line is None or d.span is None or not is_of_quoted(d.line, d.span)]
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
            or _is_called_off(tale, d)
        ]
    if any(d.complete == 2 and d.anchor >= 2 and d.future for d in tale.drafts):
        tale.drafts = [d for d in tale.drafts if not _is_reported_aside(d)]


def _is_called_off(tale: Tale, draft: Draft) -> bool:
    """Whether a draft is one of a series, told with its place, that will not be: "The kickoff on April 14 at the market is
    cancelled"."""
    line = draft.line
    if line is None or draft.status is None or not draft.own_place:
        return False
    return tale.reader.cues.has_any(("one_of", "event", "next_one"), line.low)


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
    return not (draft.own_hour or draft.own_place or line.names or line.heading or draft.name is not None)


def _is_since_then(tale: Tale, draft: Draft) -> bool:
    """Whether "today" is only set against how it began, with no word of an event and no plan: "Today fifty towns take part"."""
    if not _is_nowadays(draft) or draft.anchor >= _TOLD or draft.complete or draft.past or draft.status is not None:
        return False
    return not draft.future or (draft.line is not None and tale.reader.cues.has("each_year", draft.line.low))


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
    tale.drafts = [d for d in tale.drafts if not _is_of_clock(tale, d)]
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


def _is_of_clock(tale: Tale, draft: Draft) -> bool:
    """Whether a day that stands alone is that of the site's clock: long after the page was written."""
    written = tale.frame.published
    if written is None or draft.day is None or draft.row or draft.labelled or not is_bare(draft):
        return False
    return (draft.day.day - written).days > _LONG_AFTER


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


def _is_rule_above(tale: Tale, draft: Draft) -> bool:
    """Whether a rule of which no word speaks of the event is told before any paragraph names the program, under a title of
    another matter: "We etch car parts every Saturday"."""
    line = draft.line
    if draft.rule is None or line is None or line.heading or draft.anchor:
        return False
    return line.unit < min(tale.named_units, default=0)


def _is_near_rule(tale: Tale, draft: Draft) -> bool:
    """Whether a rule is told in the heading or next to the paragraph that names the program."""
    line = draft.line
    return draft.rule is not None and line is not None and (line.heading or line.unit in tale.near_named)


def _rules_after(tale: Tale, near: Sequence[Draft]) -> list[Draft]:
    """The rules told with hour and place in the paragraphs right behind that of one near the name, a town each."""
    found: list[Draft] = []
    units = {d.line.unit for d in near if d.rule is not None and d.line is not None}
    for draft in tale.drafts:
        if draft.rule is None or draft.complete < 2 or draft.line is None or draft in near:
            continue
        if draft.line.unit - 1 in units:
            found.append(draft)
            units.add(draft.line.unit)
    return found


def _of_their_list(tale: Tale, near: Sequence[Draft]) -> list[Draft]:
    """The drafts of the lists in which the places of those near the name stand, as surely its: "Four places hosted today: A, B,
    C and D"."""
    sure = (d for d in near if d.anchor >= _TOLD and d.place_words is not None)
    lists = {(id(d.place_words.line), d.day.day) for d in sure if d.place_words is not None and d.day is not None}
    found = [d for d in tale.drafts if d.own_place and d.day is not None and (id(d.line), d.day.day) in lists]
    for draft in found:
        draft.anchor = max(draft.anchor, _TOLD)
    known = {id(d) for d in near}
    return [d for d in found if id(d) not in known]


def _is_beside(draft: Draft, first: Draft | None) -> bool:
    """Whether a draft is another hour or place of the first one's day, told in the same words."""
    if first is None or draft.day is None or first.day is None:
        return False
    return draft.line is first.line and draft.day.day == first.day.day
