"""From pairs to events: the best links first, and no link that would put two things together that cannot be one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from .blocking import pairs
from .days import says_its_day_is_new
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
        one = forest.members(forest.find(a))[:_CONFLICTS_CHECKED]
        two = forest.members(forest.find(b))[:_CONFLICTS_CHECKED]
        if barred and any((left, right) in barred for left in one for right in two):
            return False
        if judged or (len(one) == 1 and len(two) == 1):
            return True
        vague = _is_vague(records[a]) or _is_vague(records[b])
        moves = {(records[at].day, records[at].previous_day) for at in (*one, *two)}
        if says_its_day_is_new(records[a], records[b]):
            moves.add((records[a].day, records[b].day))
        return not any(
            (left, right) != (a, b) and _are_two(records[left], records[right], weights, vague, moves)
            for left in one
            for right in two
        )

    for left, right in sorted((index[a], index[b]) for a, b in must if a in index and b in index):
        if allowed(left, right, judged=True):
            forest.union(left, right)
        else:
            refused.append(_link(records, left, right, weights.same))

    links, doubts = _scored(records, weights, forest.find)
    links, torn = _decided(links, records, weights)
    doubts = sorted({*doubts, *torn})
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


def _is_vague(record: Record) -> bool:
    """Whether a mention names no place within its town: it cannot tell two events of one day there apart."""
    return not record.venue and not record.road and record.latitude is None


def _are_two(a: Record, b: Record, weights: Weights, vague: bool, moves: Collection[tuple[int, int]] = ()) -> bool:
    """Whether two mentions are so surely two events that nothing in between joins them. A `vague` go-between says less than
    they do, so that already a doubt between them keeps them apart. `moves`: days that a third mention takes for one."""
    if conflict(a, b) is not None:
        return True
    if a.day != b.day and ((a.day, b.day) in moves or (b.day, a.day) in moves):
        b = b._replace(day=a.day, minute=-1)
    return score(a, b, weights) < (weights.doubtful + _TORN if vague or (a.day and b.day and a.day != b.day) else 0)


_TORN = 2.0
"""Bits: links that differ by less are as good as each other."""


def _decided(links: _Scored, records: Sequence[Record], weights: Weights) -> tuple[_Scored, _Scored]:
    """The links that stand, and those of mentions torn between two events: a town's "coffee that day" belongs to neither of
    two that day until a person says so."""
    of: dict[int, list[tuple[float, int]]] = {}
    for total, left, right in links:
        for mine, its in ((left, right), (right, left)):
            if _is_vague(records[mine]) or records[mine].minute < 0 or records[mine].other_days:
                of.setdefault(mine, []).append((total, its))
    torn = set()
    for mine, found in of.items():
        best, first = min(found)
        vague = _is_vague(records[mine])
        if any(
            total < best + _TORN and _are_two(records[first], records[its], weights, vague)
            for total, its in found[:_CONFLICTS_CHECKED]
            if its != first
        ):
            torn.add(mine)
    if not torn:
        return links, []
    apart = [link for link in links if (link[1] in torn) != (link[2] in torn)]
    return [link for link in links if (link[1] in torn) == (link[2] in torn)], apart


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
