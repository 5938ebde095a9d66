"""Sentences of a paragraph that each open with a day and tell its place: behind one of the event's they are its next days."""

from __future__ import annotations

from itertools import pairwise, takewhile

from .draft import Draft
from .tale import Tale

_OPENS_WITHIN = 24
"""Letters before a day that opens a sentence: "And finally, on"."""
_FEWEST = 2
"""Days that go on from the first: a single one may be of another matter ("On Thursday trash will be picked up at Elm Park")."""
_SURE = 2
"""How surely a date is the event's where the sentence behind it goes on with the next one."""


def tie_runs(tale: Tale) -> None:
    """Make the days of such sentences as sure as the one they go on from: "On September 18 it is at the Rose House. On
    September 25 it is at the mill. And on October 2 it closes at Grant Hall"."""
    for first, draft in enumerate(tale.drafts):
        known = draft.anchor >= _SURE or (first == 0 and tale.titled)
        if not known or not _opens_with_day(draft):
            continue
        rest = tale.drafts[first:]
        run = [after for _, after in takewhile(lambda pair: _goes_on(tale, *pair), pairwise(rest))]
        for after in run if len(run) >= _FEWEST else ():
            after.anchor = max(after.anchor, _SURE)


def _opens_with_day(draft: Draft) -> bool:
    """Whether the sentence of a day opens with it and tells a house."""
    words = draft.day_words
    if words is None or words.begin > _OPENS_WITHIN or words.line.text.startswith(":", words.stop):
        return False  # "Sept. 10: Book club, 2 p.m., Library" is a row with a title of its own
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
