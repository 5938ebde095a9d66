"""Which mentions are worth comparing: few pairs, close to linear in the number of mentions.

Days do the cutting: a mention is filed under its day (and the day it was moved from, and the days its text could also
mean), each time with the start of its city's name, its house number and road, and the most telling word of its venue.
Entries of one address, or with one native id on one host, are filed together whatever their days; so are those of one town
whose headlines name what is held once, or who is named with a rank. What is held at one hour at a venue of one name is
compared where the days are neighbours, or one date of two years: a slip of the pen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from hashlib import blake2b

from .places import start_of_town
from .records import Record
from .words import COMMON

MAX_BLOCK = 400
"""Larger blocks are cut finer by venue: they are national days in large cities, or a site that repeats itself."""


def pairs(records: Sequence[Record]) -> Iterator[tuple[int, int]]:
    """Index pairs worth comparing, each once within a block; a pair of two blocks may come twice."""
    blocks: dict[tuple[str | int, ...], list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        for key in keys_of(record):
            blocks[key].append(index)
    for key, members in blocks.items():
        if len(members) > 1:
            yield from _within(members, records)
        if isinstance(day := key[0], int) and len(key) == 2:
            for other in (day + 1, _a_year_on(day)):
                if around := blocks.get((other, key[1])):
                    yield from _at_one_hour(members, around, day, other, records)


def filed_under(record: Record) -> set[tuple[str | int, ...]]:
    """Keys of which two records share one if `pairs` brings them together. Depends on nothing but the record."""
    return keys_of(record) if (hour := _hour(record)) is None else {*keys_of(record), hour}


def keys_of(record: Record) -> set[tuple[str | int, ...]]:
    """The blocks a record belongs to."""
    keys: set[tuple[str | int, ...]] = {("home", record.home)}
    if record.native:
        keys.add(("native", record.host, record.native))
    town = _town(record)
    if record.edition.once or record.edition.people:
        keys.update(("once", record.region, town, cue) for cue in record.edition.once | record.edition.people)
    for day in {record.day, record.previous_day, *record.other_days} - {0}:
        if record.observance:
            keys.add((day, "observance", record.country))
            continue
        if town:
            keys.add((day, town))
        if record.road:
            keys.add((day, record.number, record.road.split(" ", 1)[0]))
        if record.venue:
            keys.add((day, record.region, _telling(record.venue, record.city)))
    return keys


def filed_by(record: Record) -> tuple[object, ...]:
    """What `filed_under` looks at."""
    return (
        record.home,
        record.host,
        record.native,
        record.day,
        record.minute,
        sorted(record.edition.once | record.edition.people),
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


def _telling(venue: str, town: str) -> str:
    """The word that says most. A venue without such a word is called after its town elsewhere."""
    return _most_telling(venue) or (town or venue).split(" ", 1)[0]


@lru_cache(maxsize=65536)
def _most_telling(venue: str) -> str:
    """Not a word that half of all venues bear; the longest, then the first in the alphabet; "" where there is none."""
    telling = [word for word in venue.split() if word not in COMMON]
    return min(telling, key=lambda w: (-len(w), w)) if telling else ""


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


def _at_one_hour(
    some: list[int], others: list[int], day: int, other: int, records: Sequence[Record]
) -> Iterator[tuple[int, int]]:
    """Pairs of two days of a town that are at one hour, at a venue of one name."""
    by_hour: dict[tuple[str | int, ...], list[int]] = defaultdict(list)
    for index in some:
        if records[index].day == day and (hour := _hour(records[index])) is not None:
            by_hour[hour].append(index)
    for right in others:
        if records[right].day == other and (hour := _hour(records[right])) in by_hour:
            yield from ((min(left, right), max(left, right)) for left in by_hour[hour][:MAX_BLOCK])


def _hour(record: Record) -> tuple[str | int, ...] | None:
    """The hour of the day and the venue, whatever the day; None where one of them is unknown."""
    if record.minute < 0 or not record.venue or not (town := _town(record)):
        return None
    return "hour", record.minute, record.region, town, _telling(record.venue, record.city)


def _town(record: Record) -> str:
    """How the town begins, else the host, who is mostly called by it."""
    return start_of_town(record.city or record.organizer)


@lru_cache(maxsize=16384)
def _a_year_on(day: int) -> int:
    here = date.fromordinal(day)
    try:
        return here.replace(year=here.year + 1).toordinal()
    except ValueError:
        return 0
