"""Two addresses: one, one with a slip, one road, or two."""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from .names import are_alike
from .records import Record
from .venues import is_a_venue, lies_in

_SAME_NUMBER = 60
"""The ratio for two roads with one house number: two streets of a town rarely share a number and most of a name."""


def compare_streets(a: Record, b: Record) -> str:
    """The outcome for two addresses; unknown where one of them names the other's venue instead of a street."""
    if not a.road or not b.road or is_a_venue(a, b.venue) or is_a_venue(b, a.venue):
        return "unknown"
    if a.number and a.number == b.number and _one_road(a.road, b.road):
        return "same"
    if a.road != b.road and not are_alike(a.road, b.road):
        if a.number and b.number:
            return "other"
        one, two = set(a.road.split()), set(b.road.split())
        if one <= two or two <= one:  # The corner of Penn and Memorial lies on Memorial Road.
            return "same-road"
        if a.paved and b.paved:
            return "other-road"
        return "unknown" if a.paved == b.paved or lies_in(a, b) else "landmark"
    if not a.number or not b.number:
        return "same-road"
    return "same" if a.number == b.number else "number-slip" if is_slip(a.number, b.number) else "number-differs"


def _one_road(left: str, right: str) -> bool:
    """Whether two roads with one house number are one: they share most letters, or one says the other's words and more."""
    return (
        fuzz.ratio(left, right) >= _SAME_NUMBER
        or set(left.split()) <= set(right.split())
        or set(right.split()) <= set(left.split())
    )


def is_slip(left: str, right: str) -> bool:
    """Whether two house numbers are one with a digit lost, doubled, changed or swapped."""
    return min(len(left), len(right)) >= 3 and OSA.distance(left, right, score_cutoff=1) <= 1
