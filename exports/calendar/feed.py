"""One calendar file: its head, the zones it uses, its entries."""

from __future__ import annotations

from array import array
from typing import BinaryIO

from icalendar import Calendar
from icalendar.prop import vInline

from ..interface import Edition
from .text import one_line, uri
from .zones import vtimezone

PRODID = "-//cwac-aggregator//events//EN"
REFRESH = "PT12H"
"""How often a subscriber should look again."""
_END = b"END:VCALENDAR\r\n"


class Spool:
    """VEVENTs one after the other in a scratch file; a slot is the place of one: offset and length."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._end = 0

    def put(self, data: bytes) -> tuple[int, int]:
        """Keep one; its slot."""
        slot = (self._end, len(data))
        self._file.write(data)
        self._end += len(data)
        return slot

    def get(self, offset: int, length: int) -> bytes:
        """The one in a slot."""
        self._file.seek(offset)
        return self._file.read(length)


class Feed:
    """A calendar file to be: which slots it holds, 16 bytes an entry."""

    def __init__(self, path: str, name: str) -> None:
        self.path = path
        self.name = name
        self._slots = array("Q")
        self._zones: set[str] = set()

    def __len__(self) -> int:
        return len(self._slots) // 2

    def add(self, slot: tuple[int, int], zone: str | None) -> None:
        """Let the feed hold an entry."""
        self._slots.extend(slot)
        if zone is not None:
            self._zones.add(zone)

    def write(self, file: BinaryIO, spool: Spool, edition: Edition) -> None:
        """Write the whole calendar, entries in the order in which they were added."""
        file.write(calendar_head(self.name, edition.address(self.path)))
        for zone in sorted(self._zones):
            file.write(vtimezone(zone))
        for index in range(0, len(self._slots), 2):
            file.write(spool.get(self._slots[index], self._slots[index + 1]))
        file.write(_END)


def calendar_head(name: str, source: str | None = None) -> bytes:
    """Everything before the first component. `source` is the file's own address (RFC 7986 section 5.8)."""
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", one_line(name))
    calendar.add("x-wr-calname", one_line(name))
    calendar.add("refresh-interval", vInline(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", REFRESH)
    if source is not None:
        calendar.add("source", uri(source), parameters={"VALUE": "URI"})
    return bytes(calendar.to_ical()).removesuffix(_END)
