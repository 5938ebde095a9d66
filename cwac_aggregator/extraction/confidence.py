"""How sure a reading is."""

from __future__ import annotations

from datetime import date

from .candidate import Candidate
from .drafts import Draft


def confidence_of(draft: Draft, found: Candidate, published: date | None, weak: bool) -> float:
    """How sure the reader is that day, hour, venue and status are right, 0 to 1."""
    if draft.day is not None and not draft.day.leaning:
        return 0.5
    score = 0.97
    if weak:
        score -= 0.25
    if "weekday-mismatch" in found.flags or "date-conflict" in found.flags:
        score -= 0.4
    if "date-relative" in found.flags:
        score -= 0.05
    if "meridiem-inferred" in found.flags:
        score -= 0.08
    if draft.start is None:
        score -= 0.1
    if "venue" not in found.values:
        score -= 0.25  # pages that state an event say where: one without a place is seldom read right
    elif draft.place_guessed:
        score -= 0.2
    elif "street" not in found.values:
        score -= 0.03
    if draft.rule is not None:
        score -= 0.05
    if published is None and "year-inferred" in found.flags:
        score -= 0.1
    return round(max(0.05, score), 2)
