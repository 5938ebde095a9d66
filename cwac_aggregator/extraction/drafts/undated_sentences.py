"""Sentences without a day: their words of change, hours and places go to the drafts told of, or wait for one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...normalization.clocks import TimeSpan
from ...normalization.place_words import place_words
from ...normalization.places import PlaceSpan
from ..cues import plain
from ..lines import Line
from .anchors import anchor_of, is_moment, is_road_in_passing
from .changes import drafts_told_of, set_status
from .days import called_off_beside
from .draft import SURE_PLACE, Draft, Words, give_span
from .former_stops import tells_of_former
from .handing_out import give_same_hour, is_on_other_day
from .hours import give_times, is_second_sitting, may_be_event_hour, old_hour, sittings
from .moves import new_place
from .next_places import waits_for_day
from .next_stops import is_in_own_town, read_next_stops
from .pairing import spread
from .sentence import Sentence
from .stops import are_stops, go_with
from .tale import Tale
from .tense import SHORT_CUE, is_firm, is_past, is_plan, tells_past
from .written_days import is_deadline

_BESIDE = 8
"""Letters between a day and its hour: "mardi à midi"."""
_NEAR = 28
"""Letters before a day that say what it is the day of."""
_SMALL_MONTHS = frozenset(["es", "fr", "nl", "pt"])
"""Languages that print the names of months in small letters."""
_SHORT_WORD = 3
"""Letters of a word of a venue that says too little: "The", "Bar"."""
_OPENING = 3
"""Words of a sentence in which it may speak of the house by its kind: "The shop"."""
_SUBJECT = re.compile(r"(the|a|an|our|its) (?:[a-z]+ )?([a-z]+) (?:is|sits|stands|lies|opens|opened) ")
"""How a sentence opens that tells where a house stands."""
OF_ALL = re.compile(
    r"\b(?:all|each|every|both|alle|jeweils|beide|tous|toutes|chaque|todos|todas|cada|elke|iedere|ambos|ambas|always|immer|stets|siempre|toujours|sempre|altijd|steeds)\b"
)
"""An hour told of all the days before it ("All sessions run from 8 to 9 a.m.")."""


def read_undated(tale: Tale, told: Sentence) -> None:
    """A line without a day: its words of change, hours and places go to the drafts told of, or wait for one."""
    line, sure = told.line, told.sure
    times = [t for t in told.times if not _is_of_deadline(tale, line, t[0])]
    if line.aside and not times and not line.names and not line.heading:
        sure = [p for p in sure if p.place.venue]  # "Its lobby at 100 Main Street is open from 8 to 5": an office's
    if told.status is not None:
        _change(tale, line)
    if line.heading:
        if line.names:
            tale.loose_places += [(p, line) for p in sure]
        if times and not line.others:
            _keep_loose(tale, times)
        return
    if tale.reader.cues.opens("another_time", line.low):
        return  # "Next month it is from 7 to 9 at Plum Diner": of one that has no day yet
    if waits_for_day(tale, told) or _is_of_council(tale, line):
        return
    target = list(tale.batch or tale.drafts[-1:])
    if not line.times and tale.reader.cues.has("same_hour", line.low):
        give_same_hour(tale, target)
    if sure and not times and tells_of_former(line) and not is_in_own_town(tale, target, told):
        tale.loose_places += [(p, line) for p in sure]  # for want of another place
        return
    if _is_of_former_time(tale, target, line):
        return
    if is_on_other_day(tale, line, target) or (sure and _tells_former_place(tale, told)):
        return
    if times and OF_ALL.search(line.low) and len(tale.drafts) > 1:
        lacking = [d for d in tale.drafts if d.start is None]
        to_come = [d for d in lacking if not d.past]  # "Both are from 8 to 10" is said of none that was held before
        target = (lacking if told.past else to_come or lacking) or target
    if times and may_be_event_hour(line) and are_stops(sure, times, line) and _is_free(tale, target, line):
        hours = [t for t in times if t[0].start is not None]
        with_hour = go_with([t for t, _ in hours], sure) if hours else []
        spread(tale, target, sure, line, apart=True)
        for draft, hour in zip(tale.batch, with_hour, strict=False):
            give_times(tale.reader, [draft], [hours[hour]], replace=True)
        return
    before = old_hour(tale.reader, line) if times and target else None
    if before is not None:  # "Neue Uhrzeit: erst um 16 statt um 14 Uhr"
        for draft in target:
            if draft.start in (None, before) or draft.start in [t.start for t, _ in times]:
                draft.previous, draft.previous_time, draft.previous_words = draft.day, before, draft.day_words
                give_times(tale.reader, [draft], times, replace=True)
        return
    if times and target and _tells_former_hour(target, told):
        for draft in target:
            draft.previous, draft.previous_time, draft.previous_words = draft.day, times[0][0].start, draft.day_words
        return
    if times and sure and len(target) == 1 and _names_after_other_matter(target[0], told):
        give_times(tale.reader, target, times, replace=True)
        give_span(target[0], sure[0], line, replace=True)
        return
    if times and target and _moves_hour(target, told):
        for draft in target:
            draft.previous, draft.previous_time, draft.previous_words = draft.day, draft.start, draft.day_words
        give_times(tale.reader, target, times, replace=True)
        if (moved_to := new_place(tale, line, told.places)) is not None:
            for draft in target:
                give_span(draft, moved_to, line, replace=True)
        return
    if read_next_stops(tale, target, told):
        return
    if times and may_be_event_hour(line) and not is_moment(tale, line):
        if target:
            target = _hand_out(tale, target, told)
        elif _may_wait(tale, line):
            _keep_loose(tale, times)
    chains = [p for p in told.places if p.place.venue and p.cue == "bare" and 0.35 <= p.strength < SURE_PLACE]
    if chains and not sure:
        tale.chain = (chains[0].place.venue or "", Words(line, chains[0].begin, chains[0].stop))
    if target and (moved_to := new_place(tale, line, told.places)) is not None:
        for draft in target:
            give_span(draft, moved_to, line, replace=True)
    elif target and (sure := [p for p in sure if not is_road_in_passing(tale, line, p)]):
        lacking = [d for d in target if d.place is None or d.place.venue is None or d.place.street is None]
        lacking = [d for d in lacking if not _is_of_other_house(tale, d, line, sure)]
        spread(tale, lacking, sure, line)
        if told.past and told.status is None and (line.names or tale.reader.cues.has("was_held", line.low)):
            for draft in lacking:  # "Coffee with a Cop was at the mill": held, however its day was announced
                draft.past, draft.future = True, False
    elif sure:
        tale.loose_places += [(p, line) for p in sure]
    if line.names and told.past and not is_plan(tale.reader, line):
        for draft in target:
            if draft.place_words is not None and draft.place_words.line is line:
                draft.past, draft.future = True, False  # "Ashby's Coffee with a Cop was at Plum Diner"
    if line.names and times:
        for draft in (*target, *tale.batch):
            if draft.line is not None and draft.line.unit == line.unit and draft.name is None:
                # "This Thursday we are at it again. Coffee with a Cop runs from 8 to 9 at the mill."
                draft.name, draft.name_line, draft.anchor = line.names[0], line, 3


def _is_of_other_house(tale: Tale, draft: Draft, line: Line, places: Sequence[PlaceSpan]) -> bool:
    """Whether a sentence tells the street of another house than the draft's: "The library is at 30 Fifth Street", "Police chase
    ends on Hill Road"."""
    venue = draft.place.venue if draft.place is not None else None
    if venue is None or any(p.place.venue for p in places):
        return False
    words, cue = place_words(tale.reader.lexicon.code), tale.reader.cues
    own = any(word in line.low for word in plain(venue).split() if len(word) > _SHORT_WORD)
    if not own and not any(c.isdigit() for p in places for c in p.place.street or ""):
        anaphor = any(words.has("anaphors", word) for word in line.low.split()[:_OPENING])
        return not (anaphor or cue.has("whereabouts", line.low) or cue.opens("opens_where", line.low))
    subject = _SUBJECT.match(line.low)
    if subject is None:
        return False
    kind = subject[2]
    if not words.noun(kind) or (words.has("anaphors", kind) and subject[1] != "a"):
        return False
    return kind not in plain(venue).split()


def _keep_loose(tale: Tale, times: Iterable[tuple[TimeSpan, Line]]) -> None:
    """Keep hours without a day for those without an hour; "Each event is from 7 to 9 a.m." goes before "we see him at 7:40"."""
    tale.loose_times = sorted([*tale.loose_times, *times], key=lambda told: not _speaks_of_event(told[1]))


def _speaks_of_event(line: Line) -> bool:
    """Whether a line speaks of the event, or of all of them."""
    return OF_ALL.search(line.low) is not None or (line.reader is not None and line.reader.cues.has("event", line.low))


def _is_of_council(tale: Tale, line: Line) -> bool:
    """Whether a line tells when a council or its like sits, on a day of its own: "June 16 Council (6 pm)"."""
    if line.names or line.label is not None or not any(day.days for day in line.dates):
        return False
    return tale.reader.cues.has_any(("council", "assembly", "body"), line.low)


def _is_of_deadline(tale: Tale, line: Line, hour: TimeSpan) -> bool:
    """Whether an hour stands with a day that ends something: "Vos lettres jusqu'au mardi à midi"."""
    return any(
        0 <= hour.begin - day.stop <= _BESIDE
        and is_deadline(tale.reader, line, day, line.low[max(0, day.begin - _NEAR) : day.begin])
        for day in line.dates
    )


def _change(tale: Tale, line: Line) -> None:
    """Words of change without a day: said of the drafts just told of, else of what follows."""
    own = tale.paragraphs.get(line.unit, [])
    after = own[own.index(line) + 1 :] if line in own else []
    if any(x.dates and tale.reader.cues.has("old", x.low) and called_off_beside(tale, x) is line for x in after):
        return  # "Kettering's is off. It had been set for March 14": not said of the one before
    of = drafts_told_of(tale, line)
    if _is_of_another_month(line, of):
        return  # "The February coffee was canceled", beside one in March
    for draft in of:
        set_status(tale, draft, line)
    tale.changes.append((line, of))
    if not tale.drafts and tale.title_status is None:
        tale.title_status = line


def _is_of_former_time(tale: Tale, target: Sequence[Draft], line: Line) -> bool:
    """Whether a sentence of the past, with a day or month of its own that is no event's, stands behind events to come: "The last
    one, on Feb. 14, drew sixty people to the mill"."""
    written = tale.frame.published or tale.frame.fetched
    if written is None or not target or line.label is not None or not tells_past(tale.reader, line):
        return False
    if any(d.day is None or d.day.day <= written for d in target):
        return False
    if is_firm(tale.reader, line) or tale.reader.cues.has_any(("moved", "moved_place", "old"), line.low):
        return False
    return any(day.days for day in line.dates) or _is_of_another_month(line, target)


def _is_of_another_month(line: Line, of: Sequence[Draft]) -> bool:
    """Whether a sentence names a month alone, and none in which one of the events is."""
    tokens = line.tokens
    if tokens is None or line.dates:
        return False
    small = tokens.lexicon.code in _SMALL_MONTHS
    named = [tokens.lexicon.months.get(tokens.word(n)) for n in range(len(tokens)) if small or tokens.capital(n)]
    months = {month for month in named if month is not None}
    days = {draft.day.day.month for draft in of if draft.day is not None}
    return bool(months) and bool(days) and months.isdisjoint(days)


def _is_free(tale: Tale, target: Sequence[Draft], line: Line) -> bool:
    """Whether there is one draft without a place, and the line tells of no move from one place to another."""
    return len(target) == 1 and target[0].place is None and not tale.reader.cues.has("moved", line.low)


def _moves_hour(target: Sequence[Draft], told: Sentence) -> bool:
    """Whether a line gives the events told of another hour ("has moved the start to 6:30 p.m.")."""
    line, span = told.line, told.times[0][0]
    if span.start is None or line.reader is None or not line.reader.cues.has("new_hour", line.low[: span.begin]):
        return False
    return all(d.start is not None and d.start != span.start for d in target)


def _tells_former_hour(target: Sequence[Draft], told: Sentence) -> bool:
    """Whether a line tells the hour that events told with another one were planned for ("Ursprünglich war 9 Uhr vorgesehen")."""
    line, span = told.line, told.times[0][0]
    if len(told.times) != 1 or span.start is None or line.reader is None or line.names:
        return False
    said = [
        role
        for role in ("old", "first_planned")
        if any(b - a > SHORT_CUE for a, b in line.reader.cues.spans(role, line.low))
    ]
    return bool(said) and all(d.start is not None and d.start != span.start and d.previous is None for d in target)


def _tells_former_place(tale: Tale, told: Sentence) -> bool:
    """Whether a sentence behind one that moves the event tells where it was to be: "It was to have been at Plum Diner"."""
    line, before = told.line, tale.before(told.line)
    if told.status is not None or told.times or before is None or before.unit != line.unit or line.reader is None:
        return False
    cue = line.reader.cues
    old = [stop for begin, stop in cue.spans("old", line.low) if stop - begin > SHORT_CUE]
    return cue.has("moved_place", before.low) and all(
        any(0 <= place.begin - stop < _BESIDE for stop in old) for place in told.sure
    )


def _names_after_other_matter(draft: Draft, told: Sentence) -> bool:
    """Whether a sentence tells hour and place with the name, where those known are of the sentence before it, which has no word
    of the program: "At 1.30 there is a Mass at St. Mark's. Coffee with a Cop itself starts at 2.30 at the parish hall"."""
    line, known = told.line, draft.time_words.line if draft.time_words is not None else None
    if not line.names or known is None or known.unit != line.unit or known.reader is None or known is line:
        return False
    if draft.place_words is not None and draft.place_words.line is not known:
        return False
    return not (
        known.names
        or (known.dates and not known.reader.cues.has("that_day", line.low))
        or known.hosts()
        or known.themes()
        or known.reader.cues.has("event", known.low)
    )


def _hand_out(tale: Tale, target: list[Draft], told: Sentence) -> list[Draft]:
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
        tale.drafts = [x for d in tale.drafts for x in (held if d is draft else [d])]
        grown += held
    tale.batch = grown


def _may_wait(tale: Tale, line: Line) -> bool:
    """Whether an hour told before any day is the event's: its line speaks of the event, stands with it, or says "each"."""
    if anchor_of(tale, line) or line.unit in tale.near_named:
        return True
    return tale.titled and OF_ALL.search(line.low) is not None
