"""Which days of a line are an event's: not deadlines, stamps, history or the old day of a moved one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from ...normalization.dates import DateSpan
from ...normalization.resolve import Resolved, TimeFrame, resolve
from ..lines import Line, left
from .bygone_days import is_bygone
from .changes import speaks_of_change
from .day_spans import as_told, both_ends
from .draft import Words
from .gifts import is_gift_to_police
from .old_days import is_old_date, is_set_against, stands_behind_to
from .other_days import DayTold, is_excluded, is_of_other_matter
from .tale import Tale
from .tense import done_beside, is_firm, is_past, tells_old, tells_past
from .told_years import in_told_year
from .weekdays import counted_weekday
from .written_days import is_dateline, is_deadline, is_stamp

_ANY_DAY = re.compile(r"\b(?:an?|any|happy|some|each|une?|cada|chaque|eine[mnrs]?|een|elke|um|uma|jede[mnrs]?)\s+$")
"""Before a weekday: no day in particular ("a Friday lunch", "any Wednesday")."""
_AFTER_EITHER = 8
"""Letters between "either" and the first of the days: " on the "."""
_OR = re.compile(r"^\W{0,3}(?:or|oder|ou|o|soit|of|ofwel|hetzij|o bien|ya sea|seja)\b")
"""Between the two days of a choice."""
_CHANGES_NOW = re.compile(
    r"\b(?:is|are|has been|have been|will be)\s+(?:now |being )?(?:postponed|cancell?ed|called off|put off|rescheduled|moved|relocated|changed|shifted|pushed back)\b"
    r"|\b(?:has|have) (?:now )?(?:moved|changed|shifted|relocated)\b"
    r"|\b(?:wurde|wird|ist) (?:[^.;:]|(?<=\d)\.){0,60}\b(?:verschoben|verlegt)\b"
    r"|\b(?:foi|fica) (?:adiad|transferid|remarcad|reagendad)[oa]\b|\ba ete (?:reporte|deplace)e?\b"
    r"|\bha sido (?:aplazad|pospuest|reprogramad|trasladad)[oa]\b|\bis (?:verplaatst|verzet|uitgesteld|verschoven)\b"
)
"""What is called off at the time of writing was still to come: "Wednesday's coffee is postponed, police said"."""


@dataclass(frozen=True, slots=True)
class _Telling:
    """How a line tells its days: what changes now, what is told of the past by a verb or by its tale, and whether it tells
    an old plan, or a move from one day to another."""

    changes_now: bool
    past: bool
    narrated: bool
    put_off: bool
    moved: bool


def event_days(tale: Tale, line: Line) -> list[tuple[DateSpan, Resolved]]:
    """The days of a line that are an event's: not deadlines, stamps, history or the old date of a moved one."""
    if not line.dates or _is_of_issue(tale, line) or _is_open_choice(tale, line):
        return []
    if is_gift_to_police(tale.reader.cues, line):
        return []
    out: list[tuple[DateSpan, Resolved]] = []
    cue, low, reader = tale.reader.cues, line.low, tale.reader
    telling = _telling_of(tale, line)
    spans = [day for span in line.dates for day in both_ends(low, span)] if telling.moved else list(line.dates)
    gone = left(cue, low, spans)
    any_day: DateSpan | None = None
    for number, span in enumerate(spans):
        span = in_told_year(tale, line, as_told(tale, line, span), past=telling.past or telling.narrated)
        days = _resolved(tale, line, span, telling)
        if (counted := counted_weekday(tale, line, span, out, days)) is not None:
            days = [counted]
        if not days:
            tale.season = tale.season or (span.is_range and bool(line.names))
            continue
        told = DayTold(tale, line, span, number, telling.narrated)
        if is_stamp(cue, line, span, told.near) or is_dateline(reader, line, span):
            continue
        if is_deadline(reader, line, span, told.near):
            continue
        if number in gone:
            tale.old.append((days[0], Words(line, span.begin, span.stop)))
            continue
        if is_excluded(told) and is_set_against(line, spans):
            tale.old.append((days[0], Words(line, span.begin, span.stop)))
            continue
        if is_of_other_matter(told) or is_bygone(tale, line, span, days[0].day):
            continue
        if span.relative == "bare" and (_ANY_DAY.search(told.before) or _is_or(line, any_day, span)):
            any_day = span
            continue
        if is_old_date(cue, line, span, number, spans, told.before, telling.moved) and not called_off_beside(
            tale, line
        ):
            tale.old.append((days[0], Words(line, span.begin, span.stop)))
            continue
        out += [(span, day) for day in days]
    return out


def _telling_of(tale: Tale, line: Line) -> _Telling:
    changes_now = _CHANGES_NOW.search(line.low) is not None
    past = not changes_now and is_past(tale.reader, line)
    narrated = past or (not changes_now and tells_past(tale.reader, line))
    return _Telling(changes_now, past, narrated, tells_old(tale.reader, line), _is_moved(tale, line))


def _is_moved(tale: Tale, line: Line) -> bool:
    """Whether a line tells of a move from one day to another: "They moved the coffee from March 13 to March 20"."""
    cue, low = tale.reader.cues, line.low
    if cue.has("moved", low):
        return True
    changing = [stop for _, stop in cue.spans("changing", low)]
    since = 0 if cue.has("postponed", low) else min(changing, default=len(low))
    return any(since <= span.begin and len(both_ends(low, span)) > 1 for span in line.dates)


def _resolved(tale: Tale, line: Line, span: DateSpan, telling: _Telling) -> list[Resolved]:
    """The days that a text stands for, of the past where the line, its story or its picture tells of that."""
    reader, frame = tale.reader, tale.frame
    done = (
        telling.narrated
        or done_beside(reader, line.low[: span.begin])
        or (line.block.is_caption and not is_firm(reader, line))
    )  # a picture is of what was
    shown = not telling.changes_now and (done or (tale.recap and not telling.put_off))
    recent = span.relative == "bare" or (span.relative == "this" and reader.lexicon.code != "en")
    planned = telling.put_off or telling.changes_now or telling.moved
    was_then = not planned and reader.cues.ends("was_on", line.low[: span.begin], 1)  # "The first was April 7th"
    ahead = telling.moved and recent and stands_behind_to(line.low, span)  # "has been moved to Thursday"
    past = not ahead and (
        telling.past or was_then or tale.past_story or (recent and shown)
    )  # "este lunes se acercó": English says so of plans only
    return resolve(span, _with(frame, past=past, held=None if done else frame.held))


def _is_of_issue(tale: Tale, line: Line) -> bool:
    """Whether a title is a paper's name with the day of its issue ("Marlow Press Tribune, December 3, 2015"), or tells the day
    it was written and nothing of police or what they share: "News and notes for Saturday, 9/30/17"."""
    name = tale.reader.place.name
    if line.unit != -1 or line.names:
        return False
    left = line.text[: line.dates[0].begin] + line.text[line.dates[-1].stop :]
    if name and left.strip(" ,|:–—-.()").lower() == name.lower():
        return True
    if tale.dateless or line.hosts() or line.themes() or line.times or len(line.dates) > 1 or not line.dates[0].days:
        return False  # the title may tell the day of what is told with its hour alone
    return [told.day for told in resolve(line.dates[0], tale.frame)] == [tale.frame.published]


def _is_or(line: Line, before: DateSpan | None, span: DateSpan) -> bool:
    """Whether a weekday goes on with one before it ("a Wednesday or Thursday")."""
    tokens = line.tokens
    if before is None or tokens is None or span.first - before.last > 2:
        return False
    between = range(before.last, span.first)
    return all(tokens.word(n) == "," or tokens.role(n, "or") or tokens.role(n, "and") for n in between)


def _is_open_choice(tale: Tale, line: Line) -> bool:
    """Whether a line tells days of which one is to be chosen, and no more, for an event that is put off."""
    if len(line.dates) == 1 or line.times:
        return False
    cue, low, (first, second, *_) = tale.reader.cues, line.low, line.dates
    if not cue.ends("either", low[: first.begin], _AFTER_EITHER) or not _OR.search(low[first.stop : second.begin]):
        return False
    return cue.has("postponed", low) or any(draft.status == "postponed" for draft in tale.drafts)


def called_off_beside(tale: Tale, line: Line) -> Line | None:
    """The sentence that calls off the only day of its paragraph: "had been set for March 3. That one is now off."."""
    own = tale.paragraphs.get(line.unit, [])
    if line not in own or any(near.dates for near in own if near is not line):
        return None
    cue = tale.reader.cues
    if len(line.dates) > 1 and cue.has_any(("moved", "firm"), line.low[line.dates[0].stop :]):
        return None  # "which had been planned for June 12, will now be June 26": a new day is told
    off = [x for x in own if x is not line and (cue.has("postponed", x.low) or cue.has("cancelled", x.low))]
    after = own.index(line)
    return next((x for x in off if own.index(x) > after or speaks_of_change(tale, x)), None)


def _with(frame: TimeFrame, past: bool, held: date | None) -> TimeFrame:
    if past == frame.past and held == frame.held:
        return frame
    return replace(frame, past=past, held=held)
