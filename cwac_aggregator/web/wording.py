"""What pages say of an event's time and place, in English words. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..model import Event, Flag, When, day_of
from ..names import country_name

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")
_TWELVE_HOURS = frozenset({"US", "CA", "AU", "NZ", "PH", "IN"})

_BYDAY = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)")
_WEEKDAYS = dict(
    zip(
        ("MO", "TU", "WE", "TH", "FR", "SA", "SU"),
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)
_COUNTS = {"1": "first ", "2": "second ", "3": "third ", "4": "fourth ", "5": "fifth ", "-1": "last "}

STATUS: dict[str, str] = {"cancelled": "Cancelled", "postponed": "Postponed", "held": "Held"}
"""What a status is called where it is worth a word."""

DOUBTS: dict[Flag, str] = {
    "weekday-mismatch": "The page prints a weekday that this date does not fall on.",
    "date-conflict": "The page gives two different dates.",
    "year-inferred": "The page does not print the year; it was worked out.",
    "date-relative": "The page says “this Friday” or the like; the date was worked out from the day it was published.",
    "meridiem-inferred": "The page does not say whether the hour is in the morning or in the afternoon.",
    "zone-unknown": "The time zone could not be known; the time is as printed.",
    "place-inherited": "The town was taken from the publisher, not from the announcement itself.",
    "from-rule": "The date was worked out from a rule such as “every first Tuesday”.",
    "structured-conflict": "The page’s text and its machine-readable part disagree.",
}
"""What each flag means to a reader."""

ORIGINS: dict[str, str] = {
    "jsonld": "the page’s machine-readable part (JSON-LD)",
    "microdata": "the page’s machine-readable part (microdata)",
    "h-event": "the page’s machine-readable part (h-event)",
    "ics": "the publisher’s calendar feed",
    "rss": "the publisher’s news feed",
    "platform": "a labelled part of the page",
    "listing": "a row of a list",
    "prose": "the text of the page",
    "source": "what is known of the publisher",
    "editor": "an editor",
}
"""How evidence was found, in words."""


def one_line(text: str, most: int = 300) -> str:
    """Text from a page on one line, without control and direction marks, cut to `most` characters."""
    line = " ".join(_CONTROL.sub(" ", text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def long_day(day: date) -> str:
    """`Wednesday, October 7, 2026`."""
    return f"{day:%A}, {day:%B} {day.day}, {day.year}"


def short_day(day: date) -> str:
    """`Oct 7, 2026`."""
    return f"{day:%b} {day.day}, {day.year}"


def month_name(month: str) -> str:
    """`October 2026` of `2026-10`."""
    return f"{date.fromisoformat(month + '-01'):%B} {month[:4]}"


def clock(moment: datetime, country: str | None) -> str:
    """`8:00 am` where clocks have twelve hours, else `08:00`."""
    if country not in _TWELVE_HOURS:
        return f"{moment:%H:%M}"
    return f"{moment.hour % 12 or 12}:{moment:%M} {'am' if moment.hour < 12 else 'pm'}"


def zone_name(moment: datetime, zone: str | None) -> str:
    """`CDT` of a moment in an IANA zone; `UTC-05:00` where it has no letters; empty for a local time without a zone."""
    if moment.tzinfo is None:
        return ""
    name = None
    if zone:
        try:
            name = moment.astimezone(ZoneInfo(zone)).tzname()
        except (ZoneInfoNotFoundError, ValueError, OverflowError):
            pass
    return name if name and name[0] not in "+-" else f"UTC{moment.isoformat()[-6:]}"


def hours(event: Event) -> str:
    """The hours of an event with its zone, on its first day: `8:00 am to 10:00 am CDT`. Empty where no time is known."""
    if not isinstance(event.start, datetime):
        return ""
    text = clock(event.start, event.country)
    if isinstance(event.end, datetime) and event.end > event.start and _soon_over(event.start, event.end):
        text += f" to {clock(event.end, event.country)}"
        if event.end.date() != event.start.date():
            text += " the next day"
    zone = zone_name(event.start, event.timezone)
    return f"{text} {zone}" if zone else text


def last_day(event: Event) -> date | None:
    """The last day of an event of several days, None for others."""
    start, end = event.start, event.end
    if start is None or end is None or day_of(end) <= day_of(start):
        return None
    if isinstance(start, datetime) and isinstance(end, datetime) and _soon_over(start, end):
        return None
    return day_of(end)


def when_words(value: When, country: str | None, zone: str | None = None) -> str:
    """A date, or a date and time, in words."""
    day = long_day(day_of(value))
    if not isinstance(value, datetime):
        return day
    return f"{day}, {clock(value, country)} {zone_name(value, zone)}".rstrip()


def rule_words(series: str) -> str:
    """An RRULE (RFC 5545 section 3.3.10) in words where it is a simple one: `every first Tuesday of the month`."""
    parts = dict(part.split("=", 1) for part in series.upper().split(";") if "=" in part)
    parts.pop("WKST", None)
    days = [_BYDAY.fullmatch(day) for day in parts.get("BYDAY", "").split(",")]
    if parts.get("INTERVAL", "1") == "1" and parts.keys() <= {"FREQ", "BYDAY", "INTERVAL"} and all(days):
        names = [f"{_COUNTS.get(day[1], '')}{_WEEKDAYS[day[2]]}" for day in days if day]
        if parts.get("FREQ") == "WEEKLY" and not any(day[1] for day in days if day):
            return f"every {' and '.join(names)}"
        if parts.get("FREQ") == "MONTHLY" and all(day[1] in _COUNTS for day in days if day):
            return f"every {' and '.join(names)} of the month"
    return "by a rule of the publisher’s"


def date_in_doubt(event: Event) -> bool:
    """Whether a coming event's date should be looked up before going."""
    flags: tuple[Flag, ...] = ("date-conflict", "weekday-mismatch", "from-rule")
    return event.status == "scheduled" and any(flag in event.flags for flag in flags)


def town(event: Event) -> str:
    """`Santa Monica, CA`; outside the US `Leeds, United Kingdom`. Empty where unknown."""
    inside = event.country in ("US", "CA", "AU", None)
    area = event.region if inside and event.region else country_name(event.country) if event.country else None
    return ", ".join(one_line(part, 80) for part in (event.city, area) if part)


def _soon_over(start: datetime, end: datetime) -> bool:
    """Whether an event ends on its day or in the night after it."""
    if (start.tzinfo is None) != (end.tzinfo is None):
        return False
    return end - start < timedelta(hours=18)
