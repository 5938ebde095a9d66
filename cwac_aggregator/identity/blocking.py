"""Which mentions are worth comparing: few pairs, close to linear in the number of mentions.

Days do the cutting: a mention is filed under its day (and the day it was moved from, and the days its text could also
mean), each time with the start of its city's name, its house number and road, and the most telling word of its venue.
Entries of one address, or with one native id on one host, are filed together whatever their days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b

from .places import start_of_town
from .records import Record

MAX_BLOCK = 400
"""Larger blocks are cut finer by venue: they are national days in large cities, or a site that repeats itself."""
_COMMON = frozenset(
    [
        "cafe",
        "caffe",
        "coffee",
        "coffeehouse",
        "house",
        "shop",
        "bakery",
        "restaurant",
        "diner",
        "bar",
        "grill",
        "company",
        "kitchen",
        "store",
        "market",
        "center",
        "centre",
        "community",
        "library",
        "park",
        "hall",
        "city",
        "town",
        "school",
        "church",
        "station",
        "police",
        "pd",
        "department",
        "building",
        "room",
        "public",
        "senior",
        "plaza",
        "mall",
        "shopping",
        "square",
        "club",
        "st",
        "ave",
        "rd",
        "blvd",
        "dr",
        "bros",
        "donuts",
        "donut",
        "pizza",
        "roasters",
        "deli",
    ]
)


def pairs(records: Sequence[Record]) -> Iterator[tuple[int, int]]:
    """Index pairs worth comparing, each once within a block; a pair of two blocks may come twice."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        for key in keys_of(record):
            blocks[key].append(index)
    for members in blocks.values():
        if len(members) > 1:
            yield from _within(members, records)


def keys_of(record: Record) -> set[tuple[str | int, ...]]:
    """The blocks a record belongs to. Depends on nothing but the record."""
    keys: set[tuple[str | int, ...]] = {("home", record.home)}
    if record.native:
        keys.add(("native", record.host, record.native))
    for day in {record.day, record.previous_day, *record.other_days} - {0}:
        if record.observance:
            keys.add((day, "observance", record.country))
            continue
        if town := record.city or record.organizer:  # A host is mostly called by its town.
            keys.add((day, start_of_town(town)))
        if record.road:
            keys.add((day, record.number, record.road.split(" ", 1)[0]))
        if record.venue:
            keys.add((day, record.region, _telling(record.venue, record.city)))
    return keys


def filed_by(record: Record) -> tuple[object, ...]:
    """What `keys_of` looks at."""
    return (
        record.home,
        record.host,
        record.native,
        record.day,
        record.previous_day,
        record.other_days,
        record.observance,
        record.country,
        record.region,
        record.city,
        record.organizer,
        record.number,
        record.road,
        record.venue,
    )


def block_number(key: tuple[str | int, ...]) -> int:
    """A key as a signed 64-bit number, the same on every machine."""
    digest = blake2b("\x1f".join(map(str, key)).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


@lru_cache(maxsize=65536)
def _telling(venue: str, town: str) -> str:
    """The word that says most: not one that half of all venues bear; the longest, then the first in the alphabet. A venue
    without such a word is called after its town elsewhere."""
    words = venue.split()
    telling = [word for word in words if word not in _COMMON]
    return min(telling, key=lambda w: (-len(w), w)) if telling else (town or words[0]).split(" ", 1)[0]


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
