"""The order of a list of days without a year: it goes on into the next year, and does not turn back to the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from .draft import Draft
from .tale import Tale

_FEWEST = 2
"""Days in order that show a list to be in order."""
_A_YEAR = timedelta(days=366)


def keep_order(tale: Tale) -> None:
    """Take the days that a list of coming days tells last for those of its own year, however far ahead: "March 13, June 12,
    September 11, December 11", written on March 6."""
    run: list[Draft] = []
    for draft in tale.drafts:
        if not _is_coming(tale, draft) and not (len(run) >= _FEWEST and _goes_on(run, draft)):
            run = []
        elif not run or _is_next(run[-1], draft):
            run = [*run, draft]
        elif len(run) >= _FEWEST and _goes_on(run, draft):
            assert draft.day is not None
            day = draft.day
            flags, alternatives = day.flags, day.alternatives
            if "weekday-mismatch" in flags:  # of the year before: in this one it fits
                flags, alternatives = tuple(flag for flag in flags if flag != "weekday-mismatch"), ()
            draft.day = replace(day, day=day.day.replace(year=day.day.year + 1), flags=flags, alternatives=alternatives)
            run = [*run, draft]
        else:
            run = [draft]


def _is_coming(tale: Tale, draft: Draft) -> bool:
    written = tale.frame.published
    return draft.day is not None and written is not None and draft.day.day >= written


def _is_next(last: Draft, draft: Draft) -> bool:
    assert last.day is not None and draft.day is not None
    return draft.day.day >= last.day.day and _is_beside(last, draft)


def _is_beside(last: Draft, draft: Draft) -> bool:
    """Whether two days stand in lines printed alike, one below the other, or in one line."""
    a, b = last.line, draft.line
    return a is not None and b is not None and b.unit - a.unit <= 1 and a.block.kind == b.block.kind and not b.heading


def _goes_on(run: Sequence[Draft], draft: Draft) -> bool:
    """Whether a day of the year before fits the list in the next, as the last of it yet."""
    first, last, told = run[0].day, run[-1].day, draft.day
    if first is None or last is None or told is None or draft.past or "year-inferred" not in told.flags:
        return False
    if (told.day.month, told.day.day) == (2, 29):
        return False
    ahead = told.day.replace(year=told.day.year + 1)
    weekday = draft.span.weekday if draft.span is not None else None
    if weekday is not None and ("weekday-mismatch" not in told.flags or ahead.weekday() != weekday):
        return False
    return told.day < first.day and last.day < ahead <= first.day + _A_YEAR and _is_beside(run[-1], draft)
