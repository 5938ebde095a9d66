"""The days of a rule whose first and last day are printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from itertools import pairwise

from dateutil.rrule import rrulestr

from ...normalization.dates import DateSpan
from ...normalization.resolve import Resolved, resolve
from ..lines import Line, Reader
from .tale import Tale
from .tense import is_plan, tells_past

_IN_YEAR = re.compile(r"\b(?:in|en|im jahr|im jahre|em)\s+(?:19|20)\d\d\b|^(?:19|20)\d\d\b")
"""What tells of which year a rule is."""
_THROUGH = frozenset(
    [
        "to",
        "through",
        "thru",
        "until",
        "till",
        "-",
        "–",
        "—",
        "bis",
        "hasta",
        "al",
        "au",
        "jusqu'au",
        "tot",
        "t/m",
        "ate",
        "ao",
    ]
)
_CLAUSE = re.compile(r"[.;:?!]")
_BEFORE_DAY = 45
"""Letters before a day that may leave it out."""
_WORD = re.compile(r"\w+")
_MOST_DAYS = 60
_ENDS = 2
"""The first and the last day."""


def season_days(tale: Tale, line: Line) -> list[tuple[DateSpan, Resolved]]:
    """The days of a rule whose first and last day are printed: "every Tuesday from June 4 through June 25"."""
    rule = line.rules[0] if line.rules else None
    if rule is None and len(line.dates) != _ENDS:
        return []
    known = next((d.rule for d in tale.drafts if d.rule is not None), None)
    if rule is None and known is None:
        return []
    ends = (ends_of_season(tale, line) if rule is not None else None) or first_and_last(tale, line)
    if ends is None:
        return []
    span, first, last = ends
    rule = rule or known
    assert rule is not None
    left_out = days_left_out(tale, line)
    days = [
        moment.date()
        for moment in rrulestr(rule.rrule(None), dtstart=datetime.combine(first.day, time()), cache=False).between(
            datetime.combine(first.day, time()), datetime.combine(last.day, time()), inc=True
        )
    ][:_MOST_DAYS]
    return [(span, Resolved(day, first.flags, (), first.leaning)) for day in days if day not in left_out]


def ends_of_season(tale: Tale, line: Line) -> tuple[DateSpan, Resolved, Resolved] | None:
    """The first and the last day of a season printed in a line, with the expression of the first."""
    for span in line.dates:
        if span.is_range and len(span.days) == 2:
            single = [replace(span, days=(day,), is_range=False, weekday=None) for day in span.days]
            found = [resolve(s, tale.frame) for s in single]
            if all(found) and found[0][0].day < found[1][0].day:
                return span, found[0][0], found[1][0]
    for one, two in pairwise(line.dates):
        between = line.low[one.stop : two.begin].strip(" ,.")
        if between in _THROUGH or (len(between) < 40 and between.split()[-1:] and between.split()[-1] in _THROUGH):
            first, last = resolve(one, tale.frame), resolve(two, tale.frame)
            if first and last and first[0].day < last[0].day:
                return one, first[0], last[0]
    return None


def first_and_last(tale: Tale, line: Line) -> tuple[DateSpan, Resolved, Resolved] | None:
    """ "First session March 7; last session June 6.", after a rule."""
    if len(line.dates) != _ENDS:
        return None
    one, two = line.dates
    cue = tale.reader.cues
    if not cue.has("season_first", line.low[: one.begin]) or not cue.has("season_last", line.low[one.stop : two.begin]):
        return None
    first, last = resolve(one, tale.frame), resolve(two, tale.frame)
    if not first or not last or first[0].day >= last[0].day:
        return None
    return one, first[0], last[0]


def without_months_off(reader: Reader, lines: Sequence[Line]) -> list[Line]:
    """The lines without those that only tell when a rule does not hold: "No meeting in July or August.", "Pas de café pendant
    les vacances.". It holds in the other months."""
    kept: list[Line] = []
    rules = sum(len(line.rules) for line in lines)
    ruled: Line | None = None
    for line in lines:
        if line.rules:
            ruled = line
        elif ruled is not None and (line.unit == ruled.unit or rules == 1) and not (line.dates or line.times):
            off = _months_off(reader, line)
            rule = ruled.rules[-1]
            if off and not rule.months:
                ruled.rules[-1] = replace(rule, months=tuple(month for month in range(1, 13) if month not in off))
            if off or _is_off_on_holidays(reader, line):
                continue
        kept.append(line)
    return kept


def _months_off(reader: Reader, line: Line) -> set[int]:
    """The months of which a sentence says that nothing is held in them."""
    if line.tokens is None or line.heading:
        return set()
    months = line.tokens.lexicon.months
    words = [m for m in _WORD.finditer(line.low) if m[0] in months]
    named = [(m.start(), months[m[0]]) for m in words if m[0] != "may" or line.text[m.start()].isupper()]
    if not named or not _says_nothing_held(reader, line, named[0][0]):
        return set()
    return {month for _, month in named}


def _is_off_on_holidays(reader: Reader, line: Line) -> bool:
    """Whether a sentence says that nothing is held on holidays."""
    return any(_says_nothing_held(reader, line, begin) for begin, _ in reader.cues.spans("holidays", line.low))


def _says_nothing_held(reader: Reader, line: Line, at: int) -> bool:
    """Whether the clause of what stands at `at` says that nothing is held then."""
    spans = (*reader.cues.spans("nothing_held", line.low), *reader.cues.spans("except", line.low))
    return any(not _CLAUSE.search(line.low[min(stop, at) : max(begin, at)]) for begin, stop in spans)


def without_former_rules(reader: Reader, lines: Sequence[Line]) -> list[Line]:
    """The lines without those of a rule that held once ("In 2004 he put it on every Wednesday"), where one of today, or a day,
    is told as well: their hours and places are of old, too."""
    ruled = [line for line in lines if line.rules]
    former = {id(line) for line in ruled if not line.dates and _is_former(reader, line)}
    stated = any(line.dates and (line.names or is_plan(reader, line)) for line in lines)
    if not former or not (stated or len(former) < len(ruled)):
        return list(lines)
    return [line for line in lines if id(line) not in former]


def _is_former(reader: Reader, line: Line) -> bool:
    cue = reader.cues
    if cue.has("once_so", line.low) or cue.has("bygone", line.low):
        return True
    if is_plan(reader, line):
        return False
    return tells_past(reader, line) or _IN_YEAR.search(line.low[: line.rules[0].begin]) is not None


def days_left_out(tale: Tale, line: Line) -> set[date]:
    """The days of a season on which nothing is held, told with it or in the sentences behind it."""
    unit = tale.paragraphs.get(line.unit, [line])
    behind = [known for known in unit if known.dates and not known.names]
    spans = [
        (known, span) for known in (line, *behind) for span in known.dates if is_left_out(tale.reader, known, span)
    ]
    return {r.day for _, span in spans for r in resolve(span, tale.frame)}


def is_left_out(reader: Reader, line: Line, span: DateSpan) -> bool:
    """Whether the words right before a day leave it out: "except | June 19", "There is no cookout on | July 3"."""
    before = _CLAUSE.split(line.low[max(0, span.begin - _BEFORE_DAY) : span.begin])[-1]
    if reader.cues.has("cancelled", line.low):
        return False  # told as an event that is off
    return reader.cues.has("except", before) or reader.cues.has("nothing_held", before)
