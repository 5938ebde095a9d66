"""Words of change: what a line says of an event's status, and of which event."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import Literal

from ...model import Status
from ..cues import Cues, blanked
from ..lines import Line, hours_that_hold, left
from .draft import Draft, Words
from .old_days import moved_between
from .subjects import is_change_of_another
from .tale import Tale
from .tense import SHORT_CUE

_NEW_DAY = 8
"""Letters between a word of moving and the new day: "to", "to the", "for"."""
_CLAUSE = 14
"""Letters between "which" and the word of change of its clause: "which had been"."""
_DENIED_WITHIN = 30
"""Letters before a name in which a word may say that there is none."""
_YEAR = re.compile(r"(?<![\d-])20\d\d\b(?![-\d])")
_SUBJECT = 30
"""Letters in which a short sentence names what it speaks of: "Die Zeit wird verschoben"."""
_PLAGUE = (2020, 2021)
"""The years in which events were called off because of the pandemic."""
_OBJECT = 60
"""Letters behind "decided not to hold" in which what is not held is named."""
_AN_OBJECT = re.compile(r" (?:an?|any|the|our|un|una|unos|une|des|um|uma) (?!coffee|event)\w{3,}")
"""A thing behind such words, and not "it" or "this"."""
_COMMENT = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}: ")
"""A reader's comment in a list of them: "Donna Kay: what about the one you cancelled"."""


_CALLED_OFF: tuple[Literal["cancelled"], Literal["postponed"]] = ("cancelled", "postponed")
"""The roles of the words of a change, which are the status that it leads to."""


def status_cue(tale: Tale, line: Line) -> Status | None:
    """What a line says of the event's status, apart from conditions and other events."""
    cue = tale.reader.cues
    brackets = [span for span in line.apart if line.low[span[0]] == "("] if line.dates else []
    low = blanked(line.low, brackets) if brackets else line.low  # "(the June 20 date was canceled)"
    if line.others and not line.names:
        return None
    if line.times and hours_that_hold(cue, low, line.all_times)[1]:
        return None  # only the hour is another
    if (line.names or cue.has_any(_CALLED_OFF, low)) and _is_of_months(line):
        return None
    if cue.has_any(_CALLED_OFF, low) and (
        _is_only_of_part(tale, line)
        or cue.opens("town_service", low)
        or (not line.dates and is_change_of_another(line))
    ):
        return None
    for role in _CALLED_OFF:
        if not cue.has(role, low) or not speaks_of_change(tale, line):
            continue
        if cue.has("conditional", low) or cue.has("negated", low):
            return None
        if (
            _was_put_off_before(cue, low, role)
            or _is_of_past_years(tale, line)
            or not _is_said_of_ours(cue, low, role)
            or _goes_on_without(cue, line)
            or _is_of_other_object(cue, line, role)
        ):
            return None
        if role == "cancelled" and cue.has("rather", low[cue.spans(role, low)[0][1] :]):
            return None  # "no se celebrará en la plaza, sino en el centro social"
        if _has_new_day(cue, line, cue.spans(role, low)[0][1]):
            return None
        ahead = low[: cue.spans(role, low)[0][0]].split()
        if ahead and cue.spans("of_another", ahead[-1]) == [(0, len(ahead[-1]))]:
            return None  # "a cancelled delivery of cream", "we have never cancelled"; not "a annulé"
        if any(cue.has("if_word", word) for word in ahead[:3] + ahead[-12:]) or _opens_with_verb_of_condition(
            cue, ahead
        ):
            return None
        return role
    return "cancelled" if _denied_name(cue, line) is not None and not cue.has("conditional", low) else None


def _is_of_months(line: Line) -> bool:
    """Whether a line without a day tells months in which there is none: "Geen koffie met de wijkagent in juli en augustus"."""
    tokens = line.tokens
    if line.dates or tokens is None:
        return False
    ahead = [n for n, word in enumerate(tokens.words) if word in tokens.lexicon.months and tokens.number(n + 1) < 0]
    return any(tokens.role(n - 1, "in") or tokens.word(n - 1) == "im" for n in ahead)


def _opens_with_verb_of_condition(cue: Cues, ahead: list[str]) -> bool:
    """Whether a sentence opens with "Should it rain", "Sollte es regnen"."""
    return any(cue.has("if_verb", word) for word in ahead[:3])


def _is_only_of_part(tale: Tale, line: Line) -> bool:
    """Whether a change is only that of the hour, the day or the place: "n'aura pas lieu au café mais à la salle", "Die Zeit
    wird verschoben"."""
    cue, low = tale.reader.cues, line.low
    places = tale.reader.places(line)
    if left(cue, low, line.dates) or (line.left_places and (places or _has_place(tale, tale.next_line(line)))):
        return True
    for _, stop in cue.spans("moved_place", low):  # "is verplaatst naar Café De Linde"
        if any(p.place.venue and 0 <= p.begin - stop < _NEW_DAY for p in places):
            return True
    subject = low[:_SUBJECT]
    return not (line.names or line.dates) and cue.has("hour_word", subject)


def _has_place(tale: Tale, line: Line | None) -> bool:
    return line is not None and not line.dates and any(place.place.venue for place in tale.reader.places(line))


def _was_put_off_before(cue: Cues, low: str, role: str) -> bool:
    """Whether a clause tells the change of what is planned again: "The coffee that was postponed in February will be held"."""
    begin, stop = cue.spans(role, low)[0]
    return cue.has("which", low[max(0, begin - _CLAUSE) : begin]) and cue.has("firm", low[stop:])


def _is_of_past_years(tale: Tale, line: Line) -> bool:
    """Whether a change was years ago: in a year before that of the page, or in the plague that is over."""
    cue, low = tale.reader.cues, line.low
    now = tale.frame.published or tale.frame.fetched
    told = [day.year for span in line.dates for day in span.days]
    years = [year for year in told if year] if all(told) else []  # a day without its year is of this one
    if not line.dates:
        years = [int(year) for year in _YEAR.findall(low)]
    if years and now is not None and max(years) < now.year:
        return True
    if cue.has("long_ago", low) and (not line.dates or (cue.opens("long_ago", low) and not line.names)):
        return True  # "Last winter the coffee was called off because of the roadworks"
    if not (line.dates or line.names) and _follows_past_year(tale, line, now):
        return True
    if not cue.has("plague", low):
        return False
    return now is None or now.year not in _PLAGUE or cue.has("resumed", low)


def _follows_past_year(tale: Tale, line: Line, now: date | None) -> bool:
    """Whether the sentence before a change tells what was planned for another year, and no day: "It was to be held last year.
    It had to be called off"."""
    before = tale.before(line)
    if before is None or before.dates:
        return False
    years = [int(year) for year in _YEAR.findall(before.low)]
    bygone = bool(years) and now is not None and max(years) < now.year
    return bygone or tale.reader.cues.has("long_ago", before.low)


def _is_said_of_ours(cue: Cues, low: str, role: str) -> bool:
    """Whether one of the words of change is not said of what others do: "the national event has been postponed"."""
    begin = 0
    for said, stop in cue.spans(role, low):
        if not cue.has("change_elsewhere", low[begin:said]):
            return True
        begin = stop
    return False


def _goes_on_without(cue: Cues, line: Line) -> bool:
    """Whether the event goes on though another is off: "The national day was called off, but the department went ahead", "The
    concert is cancelled, but Coffee with a Cop goes on as planned"."""
    ahead = cue.spans("goes_ahead", line.low)
    if not ahead or not line.dates:
        return bool(ahead)
    said = cue.spans("cancelled", line.low) or cue.spans("postponed", line.low)
    turns = [begin for begin, _ in cue.spans("but", line.low) if said and said[0][1] <= begin < ahead[0][0]]
    return bool(turns and line.names) and all(name.begin > turns[0] for name in line.names)


def _is_of_other_object(cue: Cues, line: Line, role: str) -> bool:
    """Whether somebody does without another thing: "We have decided not to hold a raffle"; not "not to hold this event"."""
    for begin, stop in cue.spans(role, line.low):
        if not cue.has("does_without", line.low[begin:stop]):
            return False
        behind = line.low[stop : stop + _OBJECT].split(",")[0]
        named = any(stop <= name.begin < stop + _OBJECT for name in line.names)
        if named or cue.has("event", behind) or not _AN_OBJECT.match(behind):
            return False
    return True


def _denied_name(cue: Cues, line: Line) -> tuple[int, int] | None:
    """The word that says that there is none, right before the name: "There will be | no | Coffee with a Cop this Friday"; not
    behind "with" or "if"."""
    for name in line.names:
        floor = max(0, name.begin - _DENIED_WITHIN)
        before = line.low[floor : name.begin]
        spans = cue.spans("none_of", before)
        if not spans or len(before[spans[-1][1] :].split()) > 1:
            continue
        begin, stop = spans[-1]
        ahead = line.low[: floor + begin].split()
        hedged = any(cue.has("if_word", word) for word in ahead[:3]) or _opens_with_verb_of_condition(cue, ahead)
        if not hedged and ahead[-1:] not in (["with"], ["mit"], ["met"]):
            return floor + begin, floor + stop
    return None


def _has_new_day(cue: Cues, line: Line, said: int) -> bool:
    """Whether a new day is told behind the word of change that ends at `said`: "is being rescheduled to Aug. 17",
    "postponed their March 14 coffee to April 11", "the coffee canceled last week is now March 14"."""
    if any(moved_between(cue, line.low, old, new) for old, new in pairwise(line.dates)):
        return True
    for begin, stop in cue.spans("moved", line.low):
        if any(begin < d.begin and d.stop <= stop for d in line.dates):
            return True  # "auf den 20. März verschoben"
        if stop < said:
            continue
        gap = min((d.begin - stop for d in line.dates if d.begin >= stop), default=_NEW_DAY + 1)
        if gap <= _NEW_DAY and "from" not in line.low[stop : stop + gap].split():
            return True
    return False


def speaks_of_change(tale: Tale, line: Line) -> bool:
    """Whether a line with a word of change speaks of the event, not of a shifted container."""
    if not (line.names or line.dates) and line.block.kind == "item" and _COMMENT.match(line.text):
        return False
    if line.names or line.dates or line.heading or line.label or line.block.group or len(line.text) < 60:
        return True
    assert line.tokens is not None
    if any(d.line is not None and d.line.unit == line.unit for d in tale.batch):
        return True
    return tale.reader.cues.has("event", line.low) or bool(line.themes())


def set_status(tale: Tale, draft: Draft, line: Line) -> None:
    status = status_cue(tale, line)
    if status is None:
        return
    if draft.status == "cancelled" and status == "postponed" and not _is_halted(tale, draft):
        return
    if draft.status == status and _promises_day(tale.reader.cues, line):
        return  # "It will announce a new date": the sentence before says that it is postponed
    if status == "postponed" and draft.past and _tells_of_next(tale.reader.cues, draft, line):
        return
    cue = tale.reader.cues
    spans = cue.spans(status, line.low)
    begin, stop = spans[0] if spans else _denied_name(cue, line) or (0, len(line.text))
    draft.status = status
    draft.status_words = Words(line, begin, stop)


def _promises_day(cue: Cues, line: Line) -> bool:
    """Whether all that a line says of a change is that the new day is yet to come."""
    waits = cue.spans("no_date_yet", line.low)
    said = cue.spans("postponed", line.low)
    return bool(waits) and all(any(a <= begin and stop <= b for a, b in waits) for begin, stop in said)


def _tells_of_next(cue: Cues, draft: Draft, line: Line) -> bool:
    """Whether a sentence only says that there is no date yet, in a report of an event held: that of the next one ("They
    plan to take it to Highland, date to be determined")."""
    own = draft.day_words
    if own is None or own.line is line or any(b - a > SHORT_CUE for a, b in cue.spans("old", own.line.low)):
        return False
    return _promises_day(cue, line)


def _is_halted(tale: Tale, draft: Draft) -> bool:
    """Whether an event was only called off for the day, by a word that leaves open what follows: "suspendido"."""
    said = draft.status_words
    return said is not None and tale.reader.cues.has("halted", said.line.low[said.begin : said.stop])


def drafts_told_of(tale: Tale, line: Line) -> list[Draft]:
    """The drafts a status line without a date speaks of."""
    if line.heading or len(tale.drafts) <= 1 or not tale.batch:
        return list(tale.drafts)
    return list(tale.batch)
