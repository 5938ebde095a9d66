"""Does a confidence mean what it says? Mentions by confidence, and how many of them are right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

THRESHOLD = 0.8
_EDGES = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Bin:
    """Mentions with `low` <= confidence < `high` (the last bin holds 1.0 too): how many, how many of them right."""

    low: float
    high: float
    mentions: int
    right: int


@dataclass(frozen=True, slots=True)
class Reliability:
    """`right_above`: share of the mentions at 0.8 and above that are right. `above_of_right`: share of the right
    mentions that stand there. None where there is nothing to count.
    """

    bins: tuple[Bin, ...]
    right_above: float | None
    above_of_right: float | None


def reliability(mentions: Iterable[tuple[float, bool]]) -> Reliability:
    """From (confidence, right) of every mention the reader gave, paired or not."""
    rows = list(mentions)
    bins = []
    for low, high in pairwise(_EDGES):
        inside = [right for value, right in rows if low <= value and (value < high or high == _EDGES[-1])]
        bins.append(Bin(low, high, len(inside), sum(inside)))
    above = [right for value, right in rows if value >= THRESHOLD]
    all_right = sum(right for _, right in rows)
    return Reliability(
        bins=tuple(bins),
        right_above=sum(above) / len(above) if above else None,
        above_of_right=sum(above) / all_right if all_right else None,
    )
