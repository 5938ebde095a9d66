"""From pairs to events: the best links first, and no link that would put two things together that cannot be one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from .blocking import pairs
from .matching import Weights, conflict, load_weights, score
from .records import Record

UNUSUAL_SIZE = 25
"""More mentions than this in one event are worth a person's look."""
_CONFLICTS_CHECKED = 40


@dataclass(frozen=True, slots=True)
class Link:
    """Two mention ids and their score. `left` < `right`."""

    left: str
    right: str
    score: float


@dataclass(frozen=True, slots=True)
class Clustering:
    """The outcome: clusters of mention ids (sorted, each sorted), doubtful pairs across clusters, refused unions."""

    clusters: tuple[tuple[str, ...], ...]
    doubtful: tuple[Link, ...]
    refused: tuple[Link, ...]


class Forest:
    """Union-find over indices; each root knows its members."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._members: dict[int, list[int]] = {}

    def find(self, index: int) -> int:
        parent = self._parent
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    def members(self, root: int) -> list[int]:
        return self._members.get(root) or [root]

    def union(self, a: int, b: int) -> None:
        a, b = self.find(a), self.find(b)
        if a == b:
            return
        left, right = self.members(a), self.members(b)
        if len(left) < len(right):
            a, b, left, right = b, a, right, left
        self._parent[b] = a
        self._members[a] = left + right
        self._members.pop(b, None)


def cluster(
    records: Sequence[Record],
    *,
    must: Iterable[tuple[str, str]] = (),
    cannot: Iterable[tuple[str, str]] = (),
    weights: Weights | None = None,
) -> Clustering:
    """Group mentions into events. The result does not depend on the order of `records`.

    `must` and `cannot` are people's judgements on mention ids; a union that would join a cannot-link is refused.
    """
    weights = weights or load_weights()
    records = sorted(records)
    index = {record.id: at for at, record in enumerate(records)}
    forest = Forest(len(records))
    barred = _barred(cannot, index)
    refused: list[Link] = []

    def allowed(a: int, b: int, *, judged: bool) -> bool:
        for left in forest.members(forest.find(a))[:_CONFLICTS_CHECKED]:
            for right in forest.members(forest.find(b))[:_CONFLICTS_CHECKED]:
                if (left, right) in barred or (not judged and conflict(records[left], records[right])):
                    return False
        return True

    for left, right in sorted((index[a], index[b]) for a, b in must if a in index and b in index):
        if allowed(left, right, judged=True):
            forest.union(left, right)
        else:
            refused.append(_link(records, left, right, weights.same))

    links, doubts = _scored(records, weights, forest.find)
    for total, left, right in links:
        if forest.find(left) == forest.find(right):
            continue
        if allowed(left, right, judged=False):
            forest.union(left, right)
        else:
            refused.append(_link(records, left, right, -total))
    doubtful = tuple(
        _link(records, left, right, -total)
        for total, left, right in doubts
        if forest.find(left) != forest.find(right) and (left, right) not in barred
    )
    groups: dict[int, list[str]] = {}
    for at, record in enumerate(records):
        groups.setdefault(forest.find(at), []).append(record.id)
    return Clustering(tuple(sorted(map(tuple, groups.values()))), doubtful, tuple(refused))


_Scored = list[tuple[float, int, int]]


def _scored(records: Sequence[Record], weights: Weights, find: Callable[[int], int]) -> tuple[_Scored, _Scored]:
    """Links and doubtful pairs as (negative score, index, index), the best first, each pair once."""
    links: set[tuple[float, int, int]] = set()
    doubts: set[tuple[float, int, int]] = set()
    for left, right in pairs(records):
        a, b = records[left], records[right]
        if find(left) == find(right) or conflict(a, b):
            continue
        total = score(a, b, weights)
        if total >= weights.same:
            links.add((-total, left, right))
        elif total >= weights.doubtful:
            doubts.add((-total, left, right))
    return sorted(links), sorted(doubts)


def _barred(cannot: Iterable[tuple[str, str]], index: Mapping[str, int]) -> set[tuple[int, int]]:
    barred: set[tuple[int, int]] = set()
    for a, b in cannot:
        if a in index and b in index:
            barred.update(((index[a], index[b]), (index[b], index[a])))
    return barred


def _link(records: Sequence[Record], left: int, right: int, total: float) -> Link:
    return Link(records[left].id, records[right].id, round(total, 3))
