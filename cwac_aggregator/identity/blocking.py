"""Which mentions are worth comparing: few pairs, close to linear in the number of mentions.

Days do the cutting: a mention is filed under its day (and the day it was moved from, and the days its text could also
mean), each time with the start of its city's name, its house number and road, and the rarest word of its venue. Entries
of one address, or with one native id on one host, are filed together whatever their days.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from .records import Record

MAX_BLOCK = 400
"""Larger blocks are cut finer by venue: they are national days in large cities, or a site that repeats itself."""


def pairs(records: Sequence[Record]) -> Iterator[tuple[int, int]]:
    """Index pairs worth comparing, each once within a block; a pair of two blocks may come twice."""
    rarity = Counter(word for record in records for word in set(record.venue.split()))
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        for key in keys_of(record, rarity):
            blocks[key].append(index)
    for members in blocks.values():
        if len(members) > 1:
            yield from _within(members, records)


def keys_of(record: Record, rarity: Counter[str]) -> Iterable[Hashable]:
    """The blocks a record belongs to."""
    keys: set[Hashable] = set()
    for day in {record.day, record.previous_day, *record.other_days} - {0}:
        if record.observance:
            keys.add((day, "observance", record.country))
            continue
        if record.city:
            keys.add((day, record.city[:4]))
        if record.road:
            keys.add((day, record.number, record.road.split()[0]))
        if record.venue:
            word = min(record.venue.split(), key=lambda w: (rarity[w], w))
            keys.add((day, record.region, word))
    keys.add(("home", record.home, record.source == "editor"))
    if record.native:
        keys.add(("native", record.host, record.native))
    return keys


def _within(members: list[int], records: Sequence[Record]) -> Iterator[tuple[int, int]]:
    if len(members) <= MAX_BLOCK:
        for at, left in enumerate(members):
            for right in members[at + 1 :]:
                yield left, right
        return
    finer: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index in members:
        finer[records[index].day, records[index].venue[:6] or records[index].road[:6]].append(index)
    for group in finer.values():
        for at, left in enumerate(group):
            for right in group[at + 1 : at + MAX_BLOCK]:
                yield left, right
