"""One calendar file: its head, the zones it uses, its entries."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from ..interface import Edition
from .entry import CANCELLED, Entry
from .lines import line, text
from .text import one_line, uri
from .zones import vtimezone

PRODID = "-//cwac-aggregator//events//EN"
REFRESH = "PT12H"
"""How often a subscriber should look again."""
_CHUNK = 1 << 20
"""Bytes of entries that are read at once."""
_END = b"END:VCALENDAR\r\n"


class Spool:
    """Entries one after the other in a scratch file, by number. In memory an entry takes eleven bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._ends = array("Q", [0])
        self._zone_of = array("H")
        self._zones: dict[str | None, int] = {None: 0}
        self._cancelled = bytearray()

    def put(self, entry: Entry) -> int:
        """Keep one; its number."""
        self._file.write(entry.data)
        self._ends.append(self._ends[-1] + len(entry.data))
        self._zone_of.append(self._zones.setdefault(entry.zone, len(self._zones)))
        self._cancelled.append(entry.status == CANCELLED)
        return len(self._cancelled) - 1

    def read(self, numbers: Sequence[int]) -> Iterator[bytes]:
        """These entries in their order; those that stand side by side are read at once."""
        self._file.flush()
        file, first = self._file.fileno(), 0
        for index, number in enumerate(numbers, 1):
            begin, end = self._ends[numbers[first]], self._ends[number + 1]
            if index == len(numbers) or numbers[index] != number + 1 or end - begin > _CHUNK:
                yield os.pread(file, end - begin, begin)
                first = index

    def is_cancelled(self, number: int) -> bool:
        """Whether the entry's STATUS is CANCELLED."""
        return bool(self._cancelled[number])

    def zones(self, numbers: Iterable[int]) -> list[str]:
        """The zones that these entries name, sorted."""
        used = {self._zone_of[number] for number in numbers}
        return sorted(zone for zone, index in self._zones.items() if zone is not None and index in used)


class Feed:
    """A calendar file to be: which entries of the spool it holds, four bytes each."""

    def __init__(self, path: str, name: str) -> None:
        self.path = path
        self.name = name
        self._numbers = array("I")

    def __len__(self) -> int:
        return len(self._numbers)

    def add(self, number: int) -> None:
        """Let the feed hold an entry."""
        self._numbers.append(number)

    def parts(self, spool: Spool, edition: Edition, *, active: bool = False) -> Iterator[bytes]:
        """The whole file, entries in the order in which they were added. `active`: its twin without cancelled events."""
        numbers = array("I", (n for n in self._numbers if not spool.is_cancelled(n))) if active else self._numbers
        path, name = (active_path(self.path), f"{self.name} - without cancelled") if active else (self.path, self.name)
        yield from calendar(name, edition.address(path), spool.zones(numbers), spool.read(numbers))


def active_path(path: str) -> str:
    """The path of the twin of a feed without cancelled events."""
    return path.removesuffix(".ics") + ".active.ics"


def calendar(name: str, source: str | None, zones: Iterable[str], entries: Iterable[bytes]) -> Iterator[bytes]:
    """The parts of a calendar file. `source` is the file's own address (RFC 7986 section 5.8)."""
    yield calendar_head(name, source)
    some = False
    for zone in zones:
        some = True
        yield vtimezone(zone)
    for entry in entries:
        some = True
        yield entry
    if not some:
        # RFC 5545 section 3.6: a calendar without any component is none.
        yield vtimezone("Etc/UTC")
    yield _END


def event_calendar(entry: Entry, name: str, path: str, edition: Edition) -> bytes:
    """The calendar file of one event."""
    zones = [entry.zone] if entry.zone else []
    return b"".join(calendar(name, edition.address(path), zones, [entry.data]))


def calendar_head(name: str, source: str | None = None) -> bytes:
    """Everything before the first component."""
    title = one_line(name)
    lines = [
        b"BEGIN:VCALENDAR\r\n",
        line("VERSION", "2.0"),
        line("PRODID", PRODID),
        line("CALSCALE", "GREGORIAN"),
        text("NAME", title),
        text("X-WR-CALNAME", title),
        line("REFRESH-INTERVAL;VALUE=DURATION", REFRESH),
        line("X-PUBLISHED-TTL", REFRESH),
    ]
    if source is not None:
        lines.append(line("SOURCE;VALUE=URI", uri(source)))
    return b"".join(lines)
