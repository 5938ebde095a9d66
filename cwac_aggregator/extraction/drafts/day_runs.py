"""Sentences of a paragraph that each open with a day and tell its place: behind one of the event's they are its next days."""

from __future__ import annotations

from itertools import pairwise

from .draft import Draft
from .tale import Tale

_OPENS_WITHIN = 24
"""Letters before a day that opens a sentence: "And finally, on"."""
_SURE = 2
"""How surely a date is the event's where the sentence behind it goes on with the next one."""


def tie_runs(tale: Tale) -> None:
    """Make the days of such sentences as sure as the one they go on from: "On September 18 it is at the Rose House. On
    September 25 it is at the mill. And on October 2 it closes at Grant Hall"."""
    for before, draft in pairwise(tale.drafts):
        known = before.anchor >= _SURE or (before is tale.drafts[0] and tale.titled)
        if known and draft.anchor < _SURE and _opens_with_day(before) and _goes_on(tale, before, draft):
            draft.anchor = _SURE


def _opens_with_day(draft: Draft) -> bool:
    """Whether the sentence of a day opens with it and tells a house."""
    words = draft.day_words
    if words is None or words.begin > _OPENS_WITHIN:
        return False
    return (
        draft.place_words is not None and draft.place_words.line is words.line and draft.place_words.begin > words.begin
    )


def _goes_on(tale: Tale, before: Draft, draft: Draft) -> bool:
    """Whether a sentence goes on from the one right before it, to a later day."""
    line = draft.line
    if (
        line is None
        or not _opens_with_day(draft)
        or line.others
        or draft.status is not None
        or draft.past != before.past
    ):
        return False
    if before.day is None or draft.day is None or draft.day.day <= before.day.day:
        return False
    return before.day_words is not None and tale.behind(before.day_words.line) is line
