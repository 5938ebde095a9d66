"""Weekdays that are counted from what is told with them: the day before ("the following Tuesday"), or "next week"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from ...normalization.dates import DateSpan
from ...normalization.resolve import Resolved, resolve
from ..lines import Line
from .tale import Tale

_FOLLOWING = re.compile(r"\b(?:the following|darauf ?folgenden|daaropvolgende)\s+$")
_FOLLOWS = re.compile(r"\s+(?:after that|the week after|siguiente|suivant|seguinte|darauf|daarop|erna|erop)\b")
"""Around a weekday that is counted from the one told before it."""
_MARKS = " •*·–-—"
_HEADS = re.compile(r"(?:['’]s)?(?: (?:schedule|lineup|line-up|events|program|agenda|activities))?\s*(?::|$)")
"""Behind a weekday that heads what happens on it: "Saturday:", "Saturday's lineup:"."""
_LONGEST_RUN = 5
"""Days of a festival that a sentence tells by its first and its last."""


def counted_weekday(
    tale: Tale, line: Line, span: DateSpan, told: list[tuple[DateSpan, Resolved]], found: list[Resolved]
) -> Resolved | None:
    """The day of a weekday that its sentence counts, where `found` is what it is by itself and `told` the days before it;
    None where nothing counts it."""
    return (
        _following(tale, line.low, span, told)
        or _of_next_week(tale, line, span, found)
        or _that_one(tale, line, span)
        or _of_same_week(span, told, found)
        or _heads_day_told(tale, line, span, found)
    )


def _following(tale: Tale, low: str, span: DateSpan, told: list[tuple[DateSpan, Resolved]]) -> Resolved | None:
    """The day of a weekday that is counted from the one told before: "next Wednesday, and the following Wednesday"."""
    if span.weekday is None or not (span.relative == "bare" or (span.relative == "next" and told)):
        return None
    if span.relative == "next":
        if not _FOLLOWS.search(low, span.begin, span.stop):
            return None  # "el miércoles siguiente", but not "next Wednesday"
    elif not (_FOLLOWING.search(low, 0, span.begin) or _FOLLOWS.match(low, span.stop)):
        return None
    days = [r for _, r in told] or [d.day for d in tale.drafts if d.day is not None]
    if not days:
        return None
    ahead = (span.weekday - days[-1].day.weekday() - 1) % 7 + 1
    return Resolved(days[-1].day + timedelta(days=ahead), days[-1].flags)


def _that_one(tale: Tale, line: Line, span: DateSpan) -> Resolved | None:
    """The day told before that a weekday leads back to: "on Tuesday, January 8 ... That Tuesday the doors open at 10"."""
    if span.weekday is None or span.days or not tale.reader.cues.ends("that_one", line.low[: span.begin], 1):
        return None
    days = [d.day for d in tale.drafts if d.day is not None and d.day.day.weekday() == span.weekday]
    return days[-1] if days else None


def _of_next_week(tale: Tale, line: Line, span: DateSpan, found: list[Resolved]) -> Resolved | None:
    """The day of a weekday of a sentence, a list or a paragraph that says "next week" before it: "Next week: at Plum Diner on
    Tuesday, and at Oak Cafe on Thursday"."""
    if not found or span.relative != "bare" or span.weekday is None or span.days or span.weeks:
        return None
    base = tale.frame.published or tale.frame.stated
    if base is None or not _is_told_of_next_week(tale, line, span):
        return None
    return replace(found[0], day=base + timedelta(days=7 - base.weekday() + span.weekday))


def _is_told_of_next_week(tale: Tale, line: Line, span: DateSpan) -> bool:
    cue = tale.reader.cues
    if any(stop <= span.begin for _, stop in cue.spans("next_week", line.low)):
        return True
    if cue.opens("next_week", line.low[span.stop :].lstrip(" ,")) - 1 >= 0:
        return True
    lead = tale.lead_of(line)
    return lead is not None and cue.has("next_week", lead.low) and not lead.dates


def _of_same_week(span: DateSpan, told: list[tuple[DateSpan, Resolved]], found: list[Resolved]) -> Resolved | None:
    """The day of a weekday that a sentence goes on to behind one that is still to come, and before it in no week: "next
    Tuesday at Plum Diner and Thursday at Oak Cafe"."""
    if not told or not found or span.relative != "bare" or span.weekday is None or span.days or span.weeks:
        return None
    last, day = told[-1][0], told[-1][1].day
    coming = last.relative in ("bare", "next") and last.weekday is not None and not last.days
    if not coming or last.weekday is None or span.weekday <= last.weekday or found[0].day >= day:
        return None
    return replace(found[0], day=day + timedelta(days=span.weekday - last.weekday))


def _heads_day_told(tale: Tale, line: Line, span: DateSpan, found: list[Resolved]) -> Resolved | None:
    """The day of a weekday that heads a part of the programme of days told before it: "The fair runs Dec. 11-13." "Saturday:"."""
    if not found or span.relative != "bare" or span.weekday is None or span.days or span.weeks or tale.recap:
        return None
    if line.low[: span.begin].strip(_MARKS) or not _HEADS.match(line.low, span.stop):
        return None
    days: set[date] = set()
    for before in tale.story:
        if before is line:
            break
        days |= _days_told(tale, before)
    meant = {day for day in days if day.weekday() == span.weekday}
    if len(meant) != 1 or (day := meant.pop()) <= found[0].day:
        return None
    return replace(found[0], day=day)


def _days_told(tale: Tale, line: Line) -> set[date]:
    """The days of a few that a line tells by the first and the last; of a longer run, and of one day alone, none."""
    days = {r.day for span in line.dates if span.days for r in resolve(span, tale.frame)}
    if len(days) < 2 or (max(days) - min(days)).days >= _LONGEST_RUN:
        return set()
    return {min(days) + timedelta(days=n) for n in range((max(days) - min(days)).days + 1)}
