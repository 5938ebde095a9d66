"""Time zones as every calendar program can read them.

Outlook takes a VTIMEZONE with one STANDARD and at most one DAYLIGHT, each with a yearly RRULE, and ignores RDATE. That is
just what the POSIX rule at the end of a zone's file says (RFC 8536 section 3.3), and it holds for the present only: a time
for which zoneinfo knows better must be written in UTC. `local_form` decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Component, Timezone, TimezoneDaylight, TimezoneStandard, vRecur

_FIRST_YEAR = 1970
"""The rules begin here; a year later they surely hold."""
_LAST_YEAR = 2037
"""Where the tables of zones end that some programs read instead of our rules."""
_DAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_NAME = r"(?:<[^>]+>|[A-Za-z]{3,})"
_OFFSET = r"[+-]?\d{1,3}(?::\d{2}){0,2}"
_DAY = r"M(\d{1,2})\.(\d)\.(\d)(?:/(" + _OFFSET + r"))?"
_RULE = re.compile(rf"({_NAME})({_OFFSET})(?:({_NAME})({_OFFSET})?,{_DAY},{_DAY})?")


@dataclass(frozen=True, slots=True)
class Onset:
    """The yearly change to `offset` from UTC: in `month`, the `week`-th (5: last) `weekday` (0: Sunday) at `time`."""

    name: str
    offset: timedelta
    month: int
    week: int
    weekday: int
    time: timedelta

    def in_year(self, year: int) -> datetime:
        """The moment on the clock on the wall before the change."""
        first = date(year, self.month, 1)
        day = first + timedelta((self.weekday - first.isoweekday()) % 7 + 7 * (self.week - 1))
        if day.month != self.month:
            day -= timedelta(7)
        return datetime(day.year, day.month, day.day) + self.time

    @property
    def recurrence(self) -> vRecur:
        """The RRULE of the change."""
        week = -1 if self.week == 5 else self.week
        return vRecur({"FREQ": "YEARLY", "BYMONTH": self.month, "BYDAY": f"{week}{_DAYS[self.weekday]}"})


@dataclass(frozen=True, slots=True)
class ZoneRule:
    """What a zone keeps nowadays: one offset, or two with the yearly changes to the lesser and to the greater one."""

    zone: str
    name: str
    offset: timedelta
    to_standard: Onset | None = None
    to_daylight: Onset | None = None

    def offset_at(self, wall: datetime) -> timedelta | None:
        """The offset at a time on the wall (naive), None where the rule does not settle it: at a change, long ago,
        or so far ahead that not every program knows the rule."""
        if wall.year <= _FIRST_YEAR:
            return None
        if self.to_standard is None or self.to_daylight is None:
            return self.offset
        if wall.year > _LAST_YEAR:
            return None
        on, off = _onset(self.to_daylight, wall.year), _onset(self.to_standard, wall.year)
        step = self.to_daylight.offset - self.to_standard.offset
        if abs(wall - on) <= step or abs(wall - off) <= step:
            return None
        daylight = on < wall < off if on < off else not off < wall < on
        return (self.to_daylight if daylight else self.to_standard).offset


@cache
def _onset(onset: Onset, year: int) -> datetime:
    return onset.in_year(year)


@cache
def zone_rule(zone: str) -> ZoneRule | None:
    """The rule of a zone by its IANA name; None for an unknown zone, or one whose rule Outlook could not be told."""
    try:
        ZoneInfo(zone)
        data = resources.files("tzdata").joinpath("zoneinfo", *zone.split("/")).read_bytes()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    footer = data.rstrip(b"\n").rpartition(b"\n")[2].decode("ascii", "replace")
    found = _RULE.fullmatch(footer)
    if found is None:
        return None
    name, offset, other_name, other_offset, *days = found.groups()
    standard = -_seconds(offset)
    if other_name is None:
        return ZoneRule(zone, name.strip("<>"), standard)
    daylight = standard + timedelta(hours=1) if other_offset is None else -_seconds(other_offset)
    onsets = [
        Onset(name.strip("<>"), standard, *_day(days[4:])),
        Onset(other_name.strip("<>"), daylight, *_day(days[:4])),
    ]
    if any(not timedelta(0) <= onset.time < timedelta(1) for onset in onsets):
        return None  # "the day after the last Thursday" has no BYDAY
    # Ireland calls its winter time the exception; calendar programs know it the other way round.
    lesser, greater = sorted(onsets, key=lambda onset: onset.offset)
    return ZoneRule(zone, lesser.name, lesser.offset, lesser, greater)


def local_form(moment: datetime, zone: str) -> datetime | None:
    """The aware `moment` in `zone` if everybody reads that local time as the same instant; None if UTC must be written."""
    rule = zone_rule(zone)
    if rule is None:
        return None
    local = moment.astimezone(ZoneInfo(zone))
    return local if rule.offset_at(local.replace(tzinfo=None, fold=0)) == local.utcoffset() else None


@cache
def vtimezone(zone: str) -> bytes:
    """The VTIMEZONE of a zone that has a rule, ready to be written."""
    rule = zone_rule(zone)
    assert rule is not None, zone
    component = Timezone()
    component.add("tzid", zone)
    if rule.to_standard is None or rule.to_daylight is None:
        begin = datetime(_FIRST_YEAR, 1, 1)
        component.add_component(_part(TimezoneStandard(), rule.name, begin, rule.offset, rule.offset))
    else:
        pairs = (
            (TimezoneDaylight(), rule.to_daylight, rule.to_standard),
            (TimezoneStandard(), rule.to_standard, rule.to_daylight),
        )
        for part, onset, before in pairs:
            _part(part, onset.name, onset.in_year(_FIRST_YEAR), before.offset, onset.offset)
            part.add("rrule", onset.recurrence)
            component.add_component(part)
    return bytes(component.to_ical())


def _part(part: Component, name: str, begin: datetime, before: timedelta, after: timedelta) -> Component:
    part.add("tzname", name)
    part.add("dtstart", begin)
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    return part


def utc(moment: datetime) -> datetime:
    """An aware moment in UTC, to the second."""
    return moment.astimezone(UTC).replace(microsecond=0)


def _seconds(text: str) -> timedelta:
    """`-8`, `5:30`, `+02:30:00` of a POSIX rule."""
    sign = -1 if text.startswith("-") else 1
    hours, minutes, seconds = ([int(part) for part in text.lstrip("+-").split(":")] + [0, 0])[:3]
    return sign * timedelta(hours=hours, minutes=minutes, seconds=seconds)


def _day(parts: list[str | None]) -> tuple[int, int, int, timedelta]:
    month, week, weekday, time = parts
    assert month and week and weekday
    return int(month), int(week), int(weekday), _seconds(time or "2")
