"""Sentences and headings to drafts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ... import gazetteer
from ...model import Status
from ...normalization.clocks import TimeSpan
from ...normalization.dates import DateSpan
from ...normalization.place_words import place_words
from ...normalization.places import PlaceSpan, PlaceText
from ...normalization.resolve import Resolved
from ..lines import Line
from .anchors import anchor_of
from .changes import drafts_told_of, set_status, status_cue
from .days import called_off_beside, event_days
from .draft import SURE_PLACE, Draft, Words, give_place, give_span, inherit, inherit_facts, other_place, under
from .hours import give_times, is_second_sitting, may_be_event_hour, old_hour, sittings
from .moves import new_place, without_left
from .pairing import alternate, best_place, pair, spread
from .row_places import row_place
from .seasons import season_days
from .subjects import is_of_another
from .tale import Tale, in_town, known_draft
from .tense import is_past, is_plan, tells_past

_PRESENT = re.compile(
    r"\b(?:is|are)\s+(?:on\s+|set\s+|this\s+|coming\s+)?(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|from|at|\d)"
)
_AFTER = re.compile(
    r"(?:\b(?:after|na|nach|apres|tras|despues de las|depois das|past|since|vor|before|by|avant|antes de las|antes das|voor|bis spatestens)\s+(?:\w{1,3}\s+)?)$"
)

_OF_ALL = re.compile(
    r"\b(?:all|each|every|both|alle|jeweils|beide|tous|toutes|chaque|todos|todas|cada|elke|iedere|ambos|ambas)\b"
)
"""An hour told of all the days before it ("All sessions run from 8 to 9 a.m.")."""

_HEADING_LENGTH = 60
_FRAGMENT = 90
_CALENDAR = re.compile(
    r"upcoming|coming up|this (?:week|month)|next week|what's on|proximamente|proximos|demnachst|prochainement|a venir|binnenkort|em breve"
)


@dataclass(slots=True)
class _Sentence:
    """A sentence or heading as it is read: what it says that may be an event's."""

    line: Line
    pairs: list[tuple[DateSpan, Resolved]]
    """Its days that are an event's."""
    places: list[PlaceSpan]
    sure: list[PlaceSpan]
    """Those of its places that are believed."""
    times: list[tuple[TimeSpan, Line]]
    status: Status | None
    past: bool
    short: bool
    """Whether it is a fragment with a day or an hour ("Main Street Porch, 9 am"), not a sentence."""


def read_sentence(tale: Tale, line: Line) -> None:
    """Take from a sentence or heading what it says: days open drafts, what has no day goes to the drafts known."""
    told = _told_in(tale, line)
    if _announces_hours(told):
        tale.row_hours = told.times
        if tale.drafts and tale.drafts[-1].row:
            return  # the hours of the next rows, not of the last
    if line.heading:
        _open_section(tale, told)
    if _heads_another(tale, line):
        told.status = None
    tale.shared |= {name.theme for name in line.names}
    if told.status is not None and line.heading and line.names:
        tale.title_status = line
    told.pairs = season_days(tale, line) or told.pairs
    if told.pairs:
        _read_dated(tale, told)
    elif line.rules and not any(d.day for d in tale.drafts):
        read_rule(tale, line, told.times, told.sure)
    else:
        _read_undated(tale, told)


def _heads_another(tale: Tale, line: Line) -> bool:
    """Whether a heading names other things shared than all that was named before it: the next of several cards."""
    if not (line.heading and line.names and tale.drafts and tale.shared):
        return False
    return tale.shared.isdisjoint(name.theme for name in line.names)


def _is_occasion(tale: Tale, line: Line) -> bool:
    """Whether a circle's meeting is what the program comes to: the only day told, and the next sentence names the program
    ("Der Seniorenkreis trifft sich am 28. Februar. Diesmal kommt die Polizei zum Klönschnack")."""
    own = tale.paragraphs.get(line.unit, [])
    at = next((n for n, known in enumerate(own) if known is line), len(own))
    if at + 1 >= len(own) or not own[at + 1].names:
        return False
    return not any(
        known.dates or known.rules for unit in tale.paragraphs.values() for known in unit if known is not line
    )


def _told_in(tale: Tale, line: Line) -> _Sentence:
    if line.dates and is_of_another(line) and not _is_occasion(tale, line):
        return _Sentence(line, [], [], [], [], None, False, False)
    pairs = event_days(tale, line)
    places = [p for p in tale.reader.places(line) if p.place.venue or p.place.street or p.place.city]
    if line.text.rstrip().endswith("?") and not line.dates:
        places = []
    fragment = len(line.text) < _FRAGMENT and not line.text.rstrip().endswith((".", "!", "?"))
    short = fragment and bool(line.times or line.dates)
    known = {d.place.venue.lower() for d in tale.drafts if d.place is not None and d.place.venue}
    sure = [
        p
        for p in places
        if (p.place.venue or p.place.street)
        and (
            p.strength >= SURE_PLACE
            or (short and not (line.heading and p.cue == "bare"))
            or (p.place.venue and p.place.street)
            or (p.place.venue or "").lower() in known
        )
    ]
    if not (line.dates or line.times or line.names or fragment):
        sure = [p for p in sure if not _is_road_in_passing(p) and not _is_agency_address(tale, line, p)]
    sure = without_left(tale, line, sure)
    days = {r.day for _, r in pairs}
    there = {d.place.venue for d in tale.drafts if d.day is not None and {d.day.day} == days and d.place is not None}
    if not line.names and (again := [p for p in sure if p.place.venue and p.place.venue in there]):
        sure = again  # the same day and place told again: what else is named was not the venue
    times = [
        (t, line) for t in line.times if t.start is None or not _AFTER.search(line.low[max(0, t.begin - 14) : t.begin])
    ]
    return _Sentence(line, pairs, places, sure, times, status_cue(tale, line), tells_past(tale.reader, line), short)


def _is_road_in_passing(place: PlaceSpan) -> bool:
    """Whether a place is nothing but a road without a house number: "the lights at Ivy Hill Road"."""
    told = place.place
    return (
        told.venue is None
        and told.street is not None
        and place.cue != "address"
        and not any(map(str.isdigit, told.street))
    )


def _is_agency_address(tale: Tale, line: Line, place: PlaceSpan) -> bool:
    """Whether a street without a venue is said of the agency: "The department is located at 1080 Fiddler Street"."""
    if place.place.venue is not None:
        return False
    words = place_words(tale.reader.lexicon.code)
    return any(words.has("agencies", word) for word in re.findall(r"[\w']+", line.low[: place.begin]))


def _announces_hours(told: _Sentence) -> bool:
    """Whether a line of its own tells the hours of the rows under it ("From 1 to 3 p.m.:")."""
    line = told.line
    if not told.times or told.pairs or line.names:
        return False
    return len(line.text) < _HEADING_LENGTH and line.text.rstrip().endswith(":")


def _open_section(tale: Tale, told: _Sentence) -> None:
    """What a heading says of what stands under it: a calendar, the past, a town."""
    line = told.line
    tale.calendar_section = _CALENDAR.fullmatch(line.low.strip(" :")) is not None
    tale.past_section = tale.reader.cues.has("past_heading", line.low)
    if told.pairs:
        return
    tale.under_town = len(line.text) < 40 and not line.names and not line.others
    city = next((p for p in told.places if p.place.city and not p.place.venue and not p.place.street), None)
    if city is not None and len(line.text) < 60:
        tale.city = (city.place, Words(line, city.begin, city.stop))
    elif (
        len(line.text) < 30
        and not line.names
        and (found := gazetteer.find_city(line.text.title(), tale.reader.place.region, tale.reader.place.country))
        is not None
    ):
        town = PlaceText(city=line.text.title() if line.text.isupper() else line.text, region=found.region or None)
        tale.city = (town, Words(line, 0, len(line.text)))
    elif len(line.text) < 40 and not line.names and tale.reader.is_town(line.text):
        town = tale.reader.parse(line.text)
        tale.city = (town, Words(line, 0, len(line.text)))
    elif not line.names:
        tale.city = None


def _read_undated(tale: Tale, told: _Sentence) -> None:
    """A line without a day: its words of change, hours and places go to the drafts told of, or wait for one."""
    line, times, sure = told.line, told.times, told.sure
    if told.status is not None:
        _change(tale, line)
    if line.heading:
        if line.names:
            tale.loose_places += [(p, line) for p in sure]
        if times and not line.others:
            tale.loose_times += times
        return
    target = list(tale.batch or tale.drafts[-1:])
    if times and _OF_ALL.search(line.low) and len(tale.drafts) > 1:
        target = [d for d in tale.drafts if d.start is None] or target
    if alternate(sure, times) and _is_free(tale, target, line):
        spread(tale, target, sure, line, apart=True)
        for draft, hour in zip(tale.batch, times, strict=True):
            give_times(tale.reader, [draft], [hour], replace=True)
        return
    if times and target and _moves_hour(target, told):
        for draft in target:
            draft.previous, draft.previous_time, draft.previous_words = draft.day, draft.start, draft.day_words
        give_times(tale.reader, target, times, replace=True)
        return
    if sure and times and target and _is_next_stop(target, told):
        tale.batch = [_next_stop(tale, target[-1], told)]
        return
    if times and may_be_event_hour(line):
        if target:
            target = _hand_out(tale, target, told)
        elif _may_wait(tale, line):
            tale.loose_times += times
    chains = [p for p in told.places if p.place.venue and p.cue == "bare" and 0.35 <= p.strength < SURE_PLACE]
    if chains and not sure:
        tale.chain = (chains[0].place.venue or "", Words(line, chains[0].begin, chains[0].stop))
    if target and (moved_to := new_place(tale, line, sure)) is not None:
        for draft in target:
            give_span(draft, moved_to, line, replace=True)
    elif sure and target:
        lacking = [d for d in target if d.place is None or d.place.venue is None or d.place.street is None]
        spread(tale, lacking, sure, line)
    elif sure:
        tale.loose_places += [(p, line) for p in sure]
    if line.names and times:
        for draft in (*target, *tale.batch):
            if draft.line is not None and draft.line.unit == line.unit and draft.name is None:
                # "This Thursday we are at it again. Coffee with a Cop runs from 8 to 9 at the mill."
                draft.name, draft.name_line, draft.anchor = line.names[0], line, 3


def _change(tale: Tale, line: Line) -> None:
    """Words of change without a day: said of the drafts just told of, else of what follows."""
    own = tale.paragraphs.get(line.unit, [])
    after = own[own.index(line) + 1 :] if line in own else []
    if any(x.dates and tale.reader.cues.has("old", x.low) and called_off_beside(tale, x) is line for x in after):
        return  # "Kettering's is off. It had been set for March 14": not said of the one before
    of = drafts_told_of(tale, line)
    for draft in of:
        set_status(tale, draft, line)
    tale.changes.append((line, of))
    if not tale.drafts and tale.title_status is None:
        tale.title_status = line


def _is_free(tale: Tale, target: Sequence[Draft], line: Line) -> bool:
    """Whether there is one draft without a place, and the line tells of no move from one place to another."""
    return len(target) == 1 and target[0].place is None and not tale.reader.cues.has("moved", line.low)


def _moves_hour(target: Sequence[Draft], told: _Sentence) -> bool:
    """Whether a line gives the events told of another hour ("has moved the start to 6:30 p.m.")."""
    line, span = told.line, told.times[0][0]
    if span.start is None or line.reader is None or not line.reader.cues.has("new_hour", line.low[: span.begin]):
        return False
    return all(d.start is not None and d.start != span.start for d in target)


def _is_next_stop(target: Sequence[Draft], told: _Sentence) -> bool:
    """Whether a line without a day tells a further hour and place of it ("At 10 they will also be at the mill")."""
    line, span = told.line, told.times[0][0]
    if span.start is None or line.reader is None or not may_be_event_hour(line):
        return False
    goes_on = span.end is not None and all(
        d.end is not None and d.end <= span.start and d.time_words is not None and d.time_words.line.unit == line.unit
        for d in target
    )
    of_another_host = (
        span.end is not None and bool(line.hosts()) and any(p.place.venue and p.place.street for p in told.sure)
    )
    if not goes_on and not of_another_host and not line.reader.cues.has("also", line.low):
        return False
    return all(
        d.day is not None
        and d.start is not None
        and d.start != span.start
        and d.place is not None
        and d.place.venue is not None
        and all(other_place(d.place, p.place) for p in told.sure)
        for d in target
    )


def _next_stop(tale: Tale, before: Draft, told: _Sentence) -> Draft:
    draft = under(before)
    draft.row, draft.line = before.row, told.line
    give_times(tale.reader, [draft], told.times, replace=True)
    give_span(draft, best_place(told.sure), told.line)
    tale.drafts.append(draft)
    return draft


def _hand_out(tale: Tale, target: list[Draft], told: _Sentence) -> list[Draft]:
    """Give the hours of a line without a day to the drafts told of; several sittings make one draft each."""
    line, times = told.line, told.times
    if len(target) == 1 and is_second_sitting(tale.reader, target[0], times[0], line):
        other = target[0].copy()
        give_times(tale.reader, [other], times[:1], replace=True)
        tale.drafts.append(other)
        tale.batch = [*target, other]
    elif len(target) == 1 and target[0].start is None and len(split := sittings(tale.reader, target[0], times)) > 1:
        tale.drafts = [x for d in tale.drafts for x in (split if d is target[0] else [d])]
        tale.batch = target = split
    else:
        _give_hours(tale, target, times)
    return target


def _read_dated(tale: Tale, told: _Sentence) -> None:
    """A line with days: each opens a draft, or adds to the one that has this day."""
    line = told.line
    made = pair(tale.reader, told.pairs, told.sure, told.times, line)
    if tale.drafts and tale.reader.cues.has("same", line.low):
        model = tale.drafts[-1]
        for draft in made:
            inherit_facts(draft, model)
    fresh = [_settled(tale, draft, told) for draft in made]
    tale.batch = fresh
    if line.heading:
        tale.governing = fresh


def _settled(tale: Tale, draft: Draft, told: _Sentence) -> Draft:
    """A new draft with what its line says of it, or the known one that it was joined to."""
    line = told.line
    draft.anchor = max(draft.anchor, anchor_of(tale, line))
    draft.past = told.past or tale.recap
    draft.future = tale.reader.cues.has("firm", line.low) if told.past else is_plan(tale.reader, line)
    draft.present = _PRESENT.search(line.low) is not None
    if line.names:
        draft.name, draft.name_line = line.names[0], line
    before = old_hour(tale.reader, line) if line.aside else None
    if before is not None and draft.start is not None and before != draft.start:
        draft.previous, draft.previous_time, draft.previous_words = draft.day, before, draft.day_words
    if told.short and tale.under_town and any(d.row for d in tale.drafts):
        draft.row, draft.anchor = True, max(draft.anchor, 2)  # one more row under a heading of its own
        in_town(tale, draft)
    if tale.under_town and not line.heading:
        in_town(tale, draft)
    listed = line.block.kind == "item" and bool(line.names and line.times) and len(line.text) < _FRAGMENT
    if (draft.row or listed) and draft.place is None and not told.sure:
        place, parts, words = row_place(tale.reader, [line])
        if place is not None:
            give_place(draft, place, parts, words)
            in_town(tale, draft)
    merged = known_draft(tale, draft)
    if merged is not None:
        inherit(merged, draft)
        merged.past = merged.past or told.past
        merged.future = merged.future or draft.future
    else:
        merged = draft
        tale.drafts.append(draft)
    if told.status is not None:
        set_status(tale, merged, line)
    elif tale.reader.cues.has("old", line.low) and (called_off := called_off_beside(tale, line)) is not None:
        set_status(tale, merged, called_off)
    return merged


def _give_hours(tale: Tale, target: list[Draft], times: list[tuple[TimeSpan, Line]]) -> None:
    """The hours of a line without a date go to the drafts told of; several sittings make one draft each."""
    grown: list[Draft] = []
    told_past = any(is_past(tale.reader, line) and not is_plan(tale.reader, line) for _, line in times)
    for draft in target:
        draft.past = draft.past or told_past
        held = sittings(tale.reader, draft, times) if draft.start is None else [draft]
        if len(held) < 2:
            give_times(tale.reader, [draft], times)
            grown.append(draft)
            continue
        at = next(n for n, known in enumerate(tale.drafts) if known is draft)
        tale.drafts[at : at + 1] = held
        grown += held
    tale.batch = grown


def _may_wait(tale: Tale, line: Line) -> bool:
    """Whether an hour told before any day is the event's: its line speaks of the event, stands with it, or says "each"."""
    if anchor_of(tale, line) or line.unit in tale.near_named:
        return True
    return tale.titled and _OF_ALL.search(line.low) is not None


def read_rule(tale: Tale, line: Line, times: list[tuple[TimeSpan, Line]], places: list[PlaceSpan]) -> None:
    if any(d.rule is not None for d in tale.drafts):
        target = [d for d in tale.drafts if d.rule is not None]
    else:
        rule = line.rules[0]
        draft = Draft(rule=rule, day_words=Words(line, rule.begin, rule.stop), line=line)
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
