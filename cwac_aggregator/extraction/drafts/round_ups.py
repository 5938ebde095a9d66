"""A round-up: one story that tells the events of several departments, a paragraph or a sentence each."""

from __future__ import annotations

from collections.abc import Sequence

from .draft import Draft
from .tale import Tale

_APART = 3
"""Paragraphs from one event of a round-up to the next: a quote may stand between them."""


def in_round_up(tale: Tale, known: Sequence[Draft]) -> list[Draft]:
    """The drafts that are told as the known ones are, further down: day, hour and place in one sentence, in a paragraph
    that speaks of the police."""
    order = {unit: n for n, unit in enumerate(tale.paragraphs)}
    found: list[Draft] = []
    last = next((order[d.line.unit] for d in known if d.line is not None and _is_told_whole(d)), None)
    if last is None:
        return []
    for draft in tale.drafts:
        line = draft.line
        if line is None or not _is_told_whole(draft):
            continue
        at = order[line.unit]
        if draft in known:
            last = max(last, at)
        elif 0 <= at - last <= _APART and any(near.hosts() for near in tale.paragraphs[line.unit]):
            found.append(draft)
            last = at
    return found


def _is_told_whole(draft: Draft) -> bool:
    """Whether hour and place of a draft stand in the sentence with its day."""
    line = draft.line
    return (
        line is not None
        and draft.complete == 2
        and draft.time_words is not None
        and draft.time_words.line is line
        and draft.place_words is not None
        and draft.place_words.line is line
    )
