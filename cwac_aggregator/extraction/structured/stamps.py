"""Machine-readable times (ISO 8601 as it is met in the wild) and what they mean at the place of the event.

The rule that survives real sites: an offset is believed only if it is the offset the place keeps on that day; otherwise
the wall clock and the place's zone hold. "Z" and "+00:00" are as often a wrong label on a local time as they are true.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from ...model import Flag, When, day_of

Zero = Literal["label", "true"]
"""How a zero offset is meant at a place that does not keep it: a label on the wall clock, or true UTC."""

_STAMP = re.compile(
    r"\s*(\d{4})-?(\d{1,2})-?(\d{1,2})"
    r"(?:(?:[T ]|\s{1,3})(?:(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?|(\d{2})(\d{2})(\d{2})?)\s?"
    r"(Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?|\d{2}:\d{2})?|Z)?\s*",
    re.IGNORECASE | re.ASCII,
)
_DOUBLED_HOUR = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})T(\d{2})-\2-(\d{2})-\d{2}", re.ASCII)
"""EventON 2 prints the hour twice: 2019-9-18T10-10-00-00."""

_YEARS = range(1990, 2101)
_NIGHT = (time(6), time(22, 30))
_NO_END = time(23, 50)
"""Platforms fill an end that was not given with 23:59 or 23:50."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """One machine-readable time: a day, a wall clock or None, and the offset printed with it or None."""

    text: str
    day: date
    clock: time | None = None
    offset: timedelta | None = None

    @property
    def wall(self) -> datetime:
        """The wall clock as a naive datetime; midnight where there is none."""
        return datetime.combine(self.day, self.clock or time())


@dataclass(slots=True)
class Settled:
    """Times as they hold at the place. `note` says in words where an offset was set aside."""

    start: When
    end: When | None = None
    timezone: str | None = None
    flags: set[Flag] = field(default_factory=set)
    alternatives: list[When] = field(default_factory=list)
    note: str = ""


def parse_stamp(text: str) -> Stamp | None:
    """Read ISO 8601 and its usual misspellings; None for anything else and for days that do not exist.

    Unpadded parts, a space for the T, basic format, "+0:00" and a missing sign before the offset (then there is none) are read.
    """
    text = text.strip()
    if len(text) > 60:
        return None
    if doubled := _DOUBLED_HOUR.fullmatch(text):
        found = _STAMP.fullmatch(f"{doubled[1]}T{doubled[2]}:{doubled[3]}")
    else:
        found = _STAMP.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, hour_, minute_, second_, offset = found.groups()
    if "-" not in text and (len(month) < 2 or len(day) < 2):
        return None
    try:
        on = date(int(year), int(month), int(day))
        if on.year not in _YEARS:
            return None
        hour, minute, second = hour or hour_, minute or minute_, second or second_
        if hour is None:
            return Stamp(text, on)
        if int(hour) == 24 and int(minute) == 0:
            return Stamp(text, on + timedelta(days=1), time(), _offset(offset))
        return Stamp(text, on, time(int(hour), int(minute), min(int(second or 0), 59)), _offset(offset))
    except ValueError:
        return None


def _offset(text: str | None) -> timedelta | None:
    if not text:
        return None
    if text.upper() in ("Z", "UTC", "GMT"):
        return timedelta()
    if text[0] not in "+-":
        return None
    hours, _, minutes = text[1:].partition(":")
    if not minutes and len(hours) == 4:
        hours, minutes = hours[:2], hours[2:]
    size = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if size > timedelta(hours=14):
        return None
    return -size if text[0] == "-" else size


def settle(start: Stamp, end: Stamp | None, zone: str | None, zero: Zero = "label") -> Settled:
    """What a pair of stamps means at a place in `zone` (IANA, or None where it cannot be known).

    Date-only, and midnight (nobody serves coffee then: it stands for "no time given"), is a day, not a time. An end in
    the last minutes of the day, or not after the start, is none. A days' end is its last day, inclusive.
    """
    if start.clock is None or (_is_midnight(start, end) and not (zero == "true" and start.offset is not None)):
        return _days(start.day, end)
    settled = _settle_start(start, zone, zero)
    if not isinstance(settled.start, datetime) or settled.start.time() == time():
        return _days(day_of(settled.start), _shifted(end, start, settled.start))
    stop = _shifted(end, start, settled.start)
    if stop is not None and stop.clock is not None and stop.clock < _NO_END:
        until = in_zone(stop.wall, zone)
        if until > settled.start:
            settled.end = until
    return settled


def in_zone(wall: datetime, zone: str | None) -> datetime:
    """A naive wall clock as an aware datetime in `zone`; unchanged where no zone is known."""
    return wall if zone is None else wall.replace(tzinfo=ZoneInfo(zone))


def _is_midnight(start: Stamp, end: Stamp | None) -> bool:
    return start.clock == time() and (end is None or end.clock in (None, time()) or end.clock >= _NO_END)


def _days(first: date, end: Stamp | None) -> Settled:
    if end is None:
        return Settled(first)
    last = end.day - timedelta(days=1) if end.clock == time() else end.day
    return Settled(first, last if last > first else None)


def _shifted(end: Stamp | None, start: Stamp, settled: When) -> Stamp | None:
    """The end read as the start was: a label does not turn true between the two."""
    if end is None or end.clock is None or not isinstance(settled, datetime) or end.offset != start.offset:
        return end
    wall = end.wall + (settled.replace(tzinfo=None) - start.wall)
    return Stamp(end.text, wall.date(), wall.time(), None)


def _settle_start(start: Stamp, zone: str | None, zero: Zero) -> Settled:
    wall = start.wall
    if zone is None:
        return Settled(wall, flags={"zone-unknown"})
    local = in_zone(wall, zone)
    if start.offset is None or start.offset == local.utcoffset():
        return Settled(local, timezone=zone)
    if start.offset:
        return Settled(local, timezone=zone, note=f"its offset is not that of {zone}, wall clock kept")
    converted = wall.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
    # Of the two readings the one in the middle of the night is the wrong one; else what the publisher usually means.
    if _at_night(wall) == _at_night(converted):
        true = zero == "true"
    else:
        true = _at_night(wall)
    if true:
        others: list[When] = [] if zero == "true" or _at_night(wall) else [local]
        return Settled(converted, timezone=zone, alternatives=others, note=f"UTC, converted to {zone}")
    others = [] if _at_night(converted) else [converted]
    return Settled(
        local, timezone=zone, alternatives=others, note=f"labelled UTC, wall clock kept as the time in {zone}"
    )


def _at_night(when: datetime) -> bool:
    return not _NIGHT[0] <= when.time() < _NIGHT[1]
