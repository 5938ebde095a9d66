"""Days of what has been: history, old habits, an edition long ago."""

from __future__ import annotations

import re
from datetime import date

from ...normalization.dates import DateSpan
from ..cues import Cues
from ..lines import Line
from .tale import Tale

_SINCE = re.compile(r"\b(?:since|seit|depuis|desde|sinds)(?: (?:dem|le|el|o))?\s+$")
"""Before the day on which something began ("Seit dem 1. Februar ist sie hier")."""
_NEAR = 28
"""Letters before a day in which "since" may stand."""
_NEWS = 7
"""Days for which something is told as new ("C'est chose faite depuis jeudi")."""
_LONG_AGO = 500
"""Days before the page, from which a day told with a word of beginnings is one of history."""
_HALF_A_YEAR, _NEARLY_A_YEAR = 200, 340


def is_bygone(tale: Tale, line: Line, span: DateSpan, day: date) -> bool:
    """Whether a day of a line is one of what has been."""
    return (
        _is_of_bygone_days(tale, line, span)
        or _is_beginning(tale, line, span, day)
        or _is_day_after_others(tale, line, day)
        or (tale.reader.cues.has("history", line.low) and _is_history(tale, day, line, span))
        or _is_stale(tale, line, day)
    )


def _is_beginning(tale: Tale, line: Line, span: DateSpan, day: date) -> bool:
    """Whether something began on a day, and that is no news."""
    published = tale.frame.published
    if published is None or (published - day).days <= _NEWS:
        return False
    return _SINCE.search(line.low, max(0, span.begin - _NEAR), span.begin) is not None


def _is_day_after_others(tale: Tale, line: Line, day: date) -> bool:
    """Whether the nation's day stands beside a meeting of every week, or the story has told its event for another day: "since
    then there is a Coffee with a Cop Day on the first Wednesday of October"."""
    if line.times or not tale.reader.cues.has("national_day", line.low) or _tells_house(tale, line):
        return False
    return any(draft.rule is not None for draft in tale.drafts) or _is_told_before(tale, day)


def _tells_house(tale: Tale, line: Line) -> bool:
    """Whether a row tells where its own is: "October 4 (National Coffee with a Cop Day) - Donut Bank"."""
    return line.block.kind == "item" and any(place.place.venue for place in tale.reader.places(line))


def _is_of_bygone_days(tale: Tale, line: Line, span: DateSpan) -> bool:
    """Whether a day without a number is one of old habits ("They used to stand there on Saturday mornings"), or "today" the
    days since then, in their paragraph."""
    if span.relative != "bare" and span.offset is None:
        return False
    if span.offset is None:
        return _tells_old_habits(tale.reader.cues, line.low[: span.begin])
    told = tale.paragraphs.get(line.unit, [])
    return not (line.names or line.times) and any(
        _tells_old_habits(tale.reader.cues, near.low) for near in told if near is not line
    )


def _tells_old_habits(cue: Cues, text: str) -> bool:
    return cue.has("bygone", text) or cue.opens("bygone_first", text) > 0


def _is_told_before(tale: Tale, day: date) -> bool:
    """Whether the story has told its event, with hour or place, for another day."""
    return any(d.day is not None and d.day.day != day and d.complete for d in tale.drafts)


def _is_history(tale: Tale, day: date, line: Line, span: DateSpan) -> bool:
    """Whether a day stands with a word of beginnings and is long past."""
    ref = tale.frame.published or tale.frame.fetched
    told = tale.reader.cues.spans("history", line.low)
    spans = [(a, b) for a, b in told if not a < span.begin < b <= span.stop]  # "the last | Tuesday in March"
    national = tale.reader.cues.has("national_day", line.low)  # "On October 7, 2016, the first one was held"
    if not any(begin < span.begin or national for begin, _ in spans):
        # "On 13 May 2014 the program was launched in five towns"
        years_ago = bool(spans) and ref is not None and (ref - day).days > _LONG_AGO
        return years_ago and bool(span.days) and span.days[0].year is not None
    if ref is None:
        return span.days != () and span.days[0].year is not None and not line.names
    return (ref - day).days > 20


def _is_stale(tale: Tale, line: Line, day: date) -> bool:
    """Whether a day lies so long before the page that it is of an earlier edition: more than half a year, or nearly one where its
    sentence tells the event by its name and place."""
    ref = tale.frame.published
    if ref is None:
        return False
    whole = bool(line.names) and any(p.place.venue for p in tale.reader.places(line))
    return (ref - day).days > (_NEARLY_A_YEAR if whole else _HALF_A_YEAR)
