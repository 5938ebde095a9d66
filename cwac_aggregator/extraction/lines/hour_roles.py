"""What each hour of a line is: the event's, its end, or that of a shop, a telephone, a deadline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ...normalization.clocks import TimeSpan
from ..cues import Cues
from .hour_moves import hours_that_hold

HourRole = Literal["event", "end", "doors", "aside"]

_CLAUSE = re.compile(r"[;()•|]|(?<=\w{3})[.!?]\s|\s[–—-]\s")
"""What parts the clauses of a sentence: an hour belongs to the words of its own clause."""
_PHONE = re.compile(
    r"(?:\d{3}[ .-]\d{3,4}(?:[ .-]\d{2,4})*|\d{4}-\d{4}|\d\d(?:[ .]\d\d){4})[\s,:;(–-]{0,4}(?:from |between |de |das |von |van |entre )?$"
)
_NEXT_CLAUSE = re.compile(r"[.,;:!?()]| (?:and|und|et|y|en|e) ")
_TO = frozenset(["through", "thru", "until", "till", "bis", "tot", "hasta", "ate", "jusqu'a", "jusque"])
_LONGEST_CLAUSE = 200
_VERB_TO_HOUR = 32
_ROUND = 5
"""Minutes that the hours people are asked to come at are multiples of."""
_AFTER = 28
_RIGHT_BEHIND = 8
"""Letters between a word and its hour: " from "."""
_AGES = 6
"""Letters from a word for age to the years: "from "."""
_BESIDE = 12
"""Letters between hours and the days of the week they are of: ", between "."""
_NEAR = 60
_STAMPED = 6
"""Letters between the word of a stamp, its day and its hour."""


def event_hours(
    cues: Cues,
    low: str,
    times: Sequence[TimeSpan],
    named: Sequence[tuple[int, int]],
    dated: Sequence[tuple[int, int]],
    weekly: Sequence[tuple[int, int]] = (),
) -> tuple[list[TimeSpan], list[TimeSpan]]:
    """The hours of a line that are an event's, and the others. `low` is its plain text; `named` are the offsets of the
    programs it names, `dated` those of its dates, `weekly` those of "Monday to Friday".

    An hour told as the end ("wraps up at 10", "gegen 11 Uhr ist Schluss") comes back without a start. The hour the doors
    open stands aside where another hour is told for the start.
    """
    if not times:
        return [], []
    times, aside = hours_that_hold(cues, low, times)
    line = _Line(cues, low, times, named, dated, weekly)
    roles = [_role(line, n) for n in range(len(times))]
    starts = any(role == "event" and span.start is not None for role, span in zip(roles, times, strict=True))
    kept: list[TimeSpan] = []
    for role, span in zip(roles, times, strict=True):
        if role == "aside" or (role == "doors" and starts):
            aside.append(span)
        elif role == "end" and span.end is None:
            kept.append(replace(span, start=None, end=span.start))
        else:
            kept.append(span)
    return kept, aside


@dataclass(frozen=True, slots=True)
class _Line:
    cues: Cues
    low: str
    times: Sequence[TimeSpan]
    named: Sequence[tuple[int, int]]
    dated: Sequence[tuple[int, int]]
    weekly: Sequence[tuple[int, int]]


def _role(line: _Line, number: int) -> HourRole:
    cues, low, span = line.cues, line.low, line.times[number]
    begin = clause_start(low, span.begin, line.times[number - 1].stop if number else 0)
    before = low[begin : span.begin]
    if _PHONE.search(low[max(0, span.begin - _NEAR) : span.begin]):
        return "aside"
    if any(len(before) - stop <= _AGES for _, stop in cues.spans("ages", before)):
        return "aside"  # "children ranging in age from one to 18"
    if _is_of_stamp(line, begin, span.begin):
        return "aside"
    if span.end is not None and not line.named and any(_is_beside(span, days) for days in line.weekly):
        return "aside"  # "call Monday through Friday, 8 a.m. to 4 p.m."
    doors = cues.has("doors", before[-_NEAR:])
    if not doors and _is_of_premises(cues, low, begin, span, line.named):
        return "aside"
    named = any(begin <= a < span.begin for a, _ in line.named)
    if _is_of_weather(cues, before, _RIGHT_BEHIND if named else _AFTER):
        return "aside"
    if span.end is not None and span.start is not None:
        return "event"
    if span.start is not None and span.start.minute % _ROUND:
        return "aside"  # "called to order at 7:02 p.m.", "the call came in at 8:12": a moment, noted when it was
    if cues.has("elsewhere", before):
        return "aside"  # the last bus, the lot that closes
    if span.start is None:
        return "end"
    if not any(begin <= a < span.begin for a, _ in line.named) and _is_deadline(cues, before):
        return "aside"
    if doors:
        return "doors"
    # "through March 13, at 8 a.m.": the words before a date are the date's
    spoken = max([begin, span.begin - 45, *(stop for _, stop in line.dated if stop <= span.begin)])
    following = line.times[number + 1].begin if number + 1 < len(line.times) else len(low)
    after = low[span.stop : min(span.stop + _AFTER, following)]
    if _is_ending(cues, low[spoken : span.begin]) or _ends_after(cues, after):
        return "end"
    return "event"


def _is_of_weather(cues: Cues, before: str, gap: int) -> bool:
    """Whether an hour is that of a storm or of a warning, told right before it: "With thunderstorms in the forecast from 4 to 9"."""
    return any(len(before) - stop <= gap and "," not in before[stop:] for _, stop in cues.spans("weather", before))


def _is_beside(span: TimeSpan, days: tuple[int, int]) -> bool:
    """Whether hours stand right behind a run of weekdays or before it."""
    return 0 <= span.begin - days[1] <= _BESIDE or 0 <= days[0] - span.stop <= _BESIDE


def _is_of_stamp(line: _Line, begin: int, hour: int) -> bool:
    """Whether an hour stands behind a day of writing: "This story was corrected on May 4, 2019, at 3 p.m."."""
    days = [day for day in line.dated if begin <= day[0] and day[1] <= hour]
    if not days or hour - days[-1][1] > _STAMPED:
        return False
    before = line.low[begin : days[-1][0]]
    return any(len(before) - stop <= _STAMPED for _, stop in line.cues.spans("stamp", before))


def clause_start(low: str, at: int, floor: int = 0) -> int:
    """Where the clause begins that holds the offset `at` of a plain text, not before `floor`."""
    begin = floor
    for match in _CLAUSE.finditer(low, max(floor, at - _LONGEST_CLAUSE), at):
        begin = match.end()
    return begin


def _is_of_premises(cues: Cues, low: str, begin: int, span: TimeSpan, named: Sequence[tuple[int, int]]) -> bool:
    """ "the library is open 9 to 5", "Elm Street Bakery, open 6 a.m. to 6 p.m.,", "(open van 8 tot 18 uur)"."""
    before = low[begin : span.begin]
    verbs = [stop for stop in cues.spans("opening", before) if len(before) - stop[1] <= _VERB_TO_HOUR]
    if not verbs:
        return cues.has("business_hours", before)
    verb = verbs[-1]
    subject = before[: verb[0]]
    if any(begin <= a < begin + verb[0] for a, _ in named):
        return False
    if cues.has("premises", subject[-_NEAR:]):
        return True
    tail = subject.rstrip()
    apposed = tail.endswith(",") or (not tail and begin > 0 and low[begin - 1] == "(")
    daily = cues.has("daily", low[span.stop : span.stop + _AFTER]) or cues.has("daily", before[verb[1] :])
    return (apposed and span.end is not None) or daily


def _is_deadline(cues: Cues, before: str) -> bool:
    """ "registration closes at 5 p.m.", "call by noon the day before"."""
    if cues.has("deadline_topic", before) and cues.has("deadline", before):
        return True
    by = any(len(before) - stop <= 4 for _, stop in cues.spans("deadline", before))
    return by and cues.has("deadline_call", before)


def _is_ending(cues: Cues, before: str) -> bool:
    """ "wraps up at the first bell, ", "goes until "; a word for "to" only right before the hour."""
    for begin, stop in cues.spans("ending", before):
        gap = before[stop:]
        if before[:begin].endswith(("not ", "n't ")):
            continue
        if before[begin:stop] not in _TO or (len(gap) <= 14 and "," not in gap and not _opens_hour(cues, gap)):
            return True
    return False


def _opens_hour(cues: Cues, gap: str) -> bool:
    """Whether the words before an hour end in one that opens it, behind what goes on until then: "through November | at"."""
    return any(gap[:begin].strip() and stop == len(gap.rstrip()) for begin, stop in cues.spans("hour_opens", gap))


def _ends_after(cues: Cues, after: str) -> bool:
    """ "gegen 11 Uhr ist Schluss", "om 16 uur ruimen we af"."""
    return cues.has("ending_after", _NEXT_CLAUSE.split(after, maxsplit=1)[0])
