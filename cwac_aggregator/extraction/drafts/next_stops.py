"""Further stops told in a sentence without a day: "At 10 they will be at the mill, too", "The same day, Elm Bakery hosts"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...normalization.clocks import TimeSpan
from ...normalization.places import PlaceSpan
from ..cues import Cues
from ..lines import Line, town_key
from ..organizers.names import agencies_of, is_full
from .draft import Draft, give_span, other_place, under
from .hours import give_times, may_be_event_hour
from .owners import owner_told, town_in_front
from .pairing import best_place
from .sentence import Sentence
from .stops import are_stops, go_with
from .subjects import is_of_another
from .tale import Tale, is_part_of_list
from .tense import SHORT_CUE, is_plan, tells_past
from .tours import is_later_stop

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FIRST = 9
"""Letters before the place that a part of a list opens with: "and the "."""
_BEHIND_HOUR = 4
"""Letters from the hour that a line opens with to its place."""
_ONE_MORE = re.compile(
    r"\b(?:held|hosted|had|is|was|holds?|hosts?|will (?:hold|host|have)|planned|scheduled|held their|hosted their)"
    r" (?:a|an|the|its|their|another)? ?(?:second|third|fourth|another|other|additional|further) (?:event|one|session|stop|gathering|location|sitting|round|coffee)\b"
)
"""What is said of a further one on the same day: "Lima officers held a second event"."""


def read_next_stops(tale: Tale, target: Sequence[Draft], told: Sentence) -> bool:
    """Take a sentence without a day as further stops of the events told before it; False where it tells none."""
    if not told.sure or not target:
        return False
    told.times = [(_arrival(tale, told, span), line) for span, line in told.times]
    if len(target) == 1 and _is_repeated_elsewhere(tale, target[0], told):
        give_times(tale.reader, list(target), told.times[:1])
        _add(tale, target[0], told, [best_place(told.sure)], told.times[1:])
        return True
    elsewhere = all(d.place is not None and d.place.venue is not None and _is_other(d, told) for d in target)
    own_town = elsewhere and (id(told.line) in tale.round_up or is_in_own_town(tale, target, told))
    if not elsewhere or not (own_town or _goes_on(tale, target, told) or _is_in_next_town(tale, target, told)):
        return False
    places = told.sure if are_stops(told.sure, told.times, told.line) else [best_place(told.sure)]
    tale.batch = _add(tale, target[-1], told, places, told.times)
    return True


def _arrival(tale: Tale, told: Sentence, span: TimeSpan) -> TimeSpan:
    """The hour at which the last stop begins, though a word of ending stands before its place: "They finish at the mill at 1"."""
    if span.start is not None or span.end is None:
        return span
    low = told.line.low
    right_behind = any(0 <= span.begin - place.stop <= _BEHIND_HOUR for place in told.sure)
    between = low[max((p.stop for p in told.sure if p.stop <= span.begin), default=0) : span.stop]
    return (
        replace(span, start=span.end, end=None)
        if right_behind and not tale.reader.cues.has("ending", between)
        else span
    )


def _is_other(draft: Draft, told: Sentence) -> bool:
    return all(other_place(draft.place, place.place) for place in told.sure)


def _add(
    tale: Tale,
    before: Draft,
    told: Sentence,
    places: Sequence[PlaceSpan],
    times: Sequence[tuple[TimeSpan, Line]],
) -> list[Draft]:
    """A draft for each further stop, on the day of the one before and, where its sentence tells none, at its hour."""
    hours = [t for t in times if t[0].start is not None]
    with_hour = go_with([t for t, _ in hours], places) if len(places) > 1 and hours else []
    out = []
    for number, place in enumerate(places):
        draft = under(before)
        draft.row, draft.line = before.row, told.line
        if not hours and (len(places) > 1 or tale.reader.cues.has("next_stop", told.line.low)):
            draft.start = draft.end = draft.time_words = draft.end_words = (
                None  # "In the afternoon they were at the mill"
            )
            draft.elsewhere = True
        elif not hours and _has_hour_of_its_own(before):
            draft.start = draft.end = draft.time_words = draft.end_words = None
        give_times(tale.reader, [draft], [hours[with_hour[number]]] if with_hour else list(times), replace=True)
        give_span(draft, place, told.line)
        tale.drafts.append(draft)
        out.append(draft)
    return out


def _has_hour_of_its_own(draft: Draft) -> bool:
    """Whether the hour of a draft stands with its place, apart from its day: it is that of no other stop."""
    hour, place, day = draft.time_words, draft.place_words, draft.day_words
    if hour is None or place is None or hour.line is not place.line:
        return False
    return not (draft.own_hour and (day is None or day.line is hour.line))


def is_in_own_town(tale: Tale, target: Sequence[Draft], told: Sentence) -> bool:
    """Whether a sentence tells where police of another town were on the day told before: "The Lima Police Department took
    turns at the Country Pantry in Lima", "In Lima, officers poured coffee at Fox Bakery", "Lima's was from 8 to 9 at the mill"."""
    line, cues = told.line, tale.reader.cues
    if line.others or line.dates or line.heading or len(told.sure) != 1 or _YEAR.search(line.low):
        return False
    if told.times and not may_be_event_hour(line):
        return False
    if cues.has("history", line.low) or cues.has("long_ago", line.low) or is_of_another(line) or not target:
        return False
    owner = owner_told(line)
    near = {d.place_words.line.unit for d in target if d.place_words is not None}
    in_turn = owner is not None and (
        near == {line.unit} or bool(told.times) or cues.has("was_held", line.low) or _takes_turn_with(target, owner)
    )
    if not (line.hosts() or line.names or line.themes() or in_turn):
        return False
    if told.times and not in_turn:
        return False
    if any(d.day is None or d.place is None or d.place.venue is None for d in target):
        return False
    if any(d.place is not None and not other_place(d.place, told.sure[0].place) for d in tale.drafts):
        return False
    if not (_is_in_other_town(tale, target, told) or _is_of_other_agency(target, line)):
        return False
    past, plan = tells_past(tale.reader, line), is_plan(tale.reader, line)
    return all(past or (in_turn and not plan) if d.past else plan or (in_turn and not past) for d in target)


def _takes_turn_with(target: Sequence[Draft], owner: str) -> bool:
    """Whether the stops before were told as those of another owner, in the words that their sentence opens with."""
    before = {owner_told(d.place_words.line) for d in target if d.place_words is not None}
    return bool(before) and None not in before and owner not in before


def _is_in_other_town(tale: Tale, target: Sequence[Draft], told: Sentence) -> bool:
    """Whether the town of a sentence's place, else that whose event it tells, is not that of the stops told before."""
    owner = owner_told(told.line)
    town = town_key(told.sure[0].place.city) if told.sure[0].place.city else owner
    here = {d.place.city or tale.reader.place.city for d in target if d.place is not None}
    known = {town_key(name) for name in here if name}
    if told.sure[0].place.city is None or not any(d.place is not None and d.place.city for d in target):
        known |= {key for d in target if d.place_words is not None and (key := owner_told(d.place_words.line))}
    return town is not None and town not in known


def _is_of_other_agency(target: Sequence[Draft], line: Line) -> bool:
    """Whether a sentence tells the program of an agency that none of the stops before was told of: "Across the street the
    city police met people at the mill for their own Coffee with a Cop"."""
    hosts = {agency.key for agency in agencies_of(line)}
    lines = [x for d in target for x in (d.line, d.name_line, d.place_words.line if d.place_words else None) if x]
    known = {agency.key for told in lines for agency in agencies_of(told) if is_full(agency)}
    return bool(line.names and hosts and known) and hosts.isdisjoint(known)


def _is_repeated_elsewhere(tale: Tale, target: Draft, told: Sentence) -> bool:
    """Whether a line without a day tells the event's hour, and then the place and hour of its repeat: "started at 10 a.m.,
    with a repeat at Sutter Hall at 6:30 p.m."."""
    times, places = told.times, told.sure
    if len(times) != 2 or len(places) != 1 or target.start is not None or target.place is None or target.row:
        return False
    first, second = times[0][0], times[1][0]
    if first.start is None or second.start is None or first.start >= second.start or places[0].begin < first.stop:
        return False
    again = tale.reader.cues.has("again", told.line.low[first.stop : second.begin])
    return again and other_place(target.place, places[0].place)


def _goes_on(tale: Tale, target: Sequence[Draft], told: Sentence) -> bool:
    """Whether a line says of its place that it is a further one: by its hour, its host, its town, or in so many words."""
    line, cues = told.line, tale.reader.cues
    if any(d.day is None for d in target) or is_of_another(line):
        return False
    moves_on = _moves_on(cues, line.low) or _ONE_MORE.search(line.low) is not None
    if not told.times:
        old = any(stop - begin > SHORT_CUE for begin, stop in cues.spans("old", line.low))
        return (moves_on or _tells_several(tale, told) or _goes_on_with_list(tale, told)) and not old
    span = told.times[0][0]
    if span.start is None or not may_be_event_hour(line) or any(d.start is None for d in target):
        return False
    before = tale.before(line)
    hosts_before = before is not None and bool(before.hosts()) and not (before.dates or before.times)
    of_another_host = (
        span.end is not None
        and (bool(line.hosts()) or hosts_before)
        and any(p.place.venue and p.place.street for p in told.sure)
    )
    if of_another_host or all(_opens_in_other_town(line, d) for d in target):
        return True
    if is_part_of_list(tale, line):
        return True  # "at A from 8 to 9; B from 9 to 10; and C from 10 to 11 on Friday"
    if all(d.start == span.start for d in target):
        return False
    if span.begin == 0 and told.sure[0].begin - span.stop <= _BEHIND_HOUR:
        return True  # "Noon: Plum Park. 1 p.m.: Elm Park."
    if is_later_stop(tale, target, line, span.start, told.sure):
        return True
    return moves_on or cues.has("also", line.low) or (span.end is not None and _is_after(span, line, target))


def _goes_on_with_list(tale: Tale, told: Sentence) -> bool:
    """Whether a line is the next of the places that one sentence lists: "at A, 12 Elm Street; B, 40 Mill Road; and C"."""
    return is_part_of_list(tale, told.line) and told.sure[0].begin < _FIRST


def _moves_on(cues: Cues, low: str) -> bool:
    """Whether a sentence says that somebody goes on to another stop, not that the event is moved ("l'équipe s'est déplacée au")."""
    on = cues.spans("next_stop", low)
    return bool(on) and all(any(a < stop and begin < b for a, b in on) for begin, stop in cues.spans("moved", low))


def _tells_several(tale: Tale, told: Sentence) -> bool:
    """Whether a sentence says of police that they went to several places, each told with its street: "They fanned out to a
    Starbucks on Elm Street, to one on Oak Avenue and to the mill on Mill Road"."""
    line = told.line
    if len(told.sure) < 2 or any(p.place.venue is None or p.place.street is None for p in told.sure):
        return False
    if tale.reader.cues.has("history", line.low) or not are_stops(told.sure, (), line):
        return False
    they = any(begin <= told.sure[0].begin for begin, _ in tale.reader.cues.spans("goes_on", line.low))
    return they or any(begin <= told.sure[0].begin for begin, _ in line.hosts())


def _is_after(span: TimeSpan, line: Line, target: Sequence[Draft]) -> bool:
    """Whether an hour begins when those told before it in its paragraph are over."""
    return all(
        d.end is not None
        and span.start is not None
        and d.end <= span.start
        and d.time_words is not None
        and d.time_words.line.unit == line.unit
        for d in target
    )


def _opens_in_other_town(line: Line, draft: Draft) -> bool:
    """Whether a line and that of a draft's place open with a town each: "In Ashby, ... at the mill. In Oakmont, ..."."""
    words = draft.place_words
    if words is None or words.line is line:
        return False
    told = town_in_front(words.line) or (draft.place.city if draft.place is not None else None)
    own = town_in_front(line)
    return own is not None and told is not None and own != told


def _is_in_next_town(tale: Tale, target: Sequence[Draft], told: Sentence) -> bool:
    """Whether a line tells where the second of two towns held it, that the title or the day's sentence names both: "In Lima
    and Kent police poured coffee Monday. ... In Kent it was at the mill"."""
    towns = [p.place.city for p in told.places if p.place.city and p.place.venue is None]
    if len(towns) != 1 or len(told.sure) != 1 or told.times:
        return False
    for draft in target:
        heads = [line for line in (draft.line, *tale.headings) if line is not None]
        named = [{p.place.city for p in tale.reader.places(line) if p.place.city} for line in heads]
        if not any(towns[0] in here and len(here) > 1 for here in named):
            return False
    return True
