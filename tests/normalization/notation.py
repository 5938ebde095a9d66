"""How the tables of these tests write what was found: short enough to be read as a list."""

from __future__ import annotations

from cwac_aggregator.normalization.clocks import TimeSpan
from cwac_aggregator.normalization.dates import DateSpan, Day
from cwac_aggregator.normalization.resolve import Resolved

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def show_day(day: Day) -> str:
    """ "2024-10-04", "10-04" without a year, "14" without a month."""
    parts = [f"{day.year}" if day.year else "", f"{day.month:02}" if day.month else "", f"{day.day:02}"]
    return "-".join(part for part in parts if part)


def show_date(span: DateSpan) -> str:
    """ "Fri 10-04", "06-03, 06-10", "10-04 .. 10-06", "this Fri", "+1" for tomorrow, "1st Wed of 10"."""
    if span.offset is not None:
        return f"{span.offset:+}"
    weekday = "" if span.weekday is None else f"{WEEKDAYS[span.weekday]} "
    if not span.days:
        return f"{span.relative} {weekday.strip()}"
    if span.ordinal is not None:
        month = span.days[0]
        nth = "last" if span.ordinal[0] < 0 else f"no. {span.ordinal[0]}"
        return f"{nth} {WEEKDAYS[span.ordinal[1]]} of {f'{month.year}-' if month.year else ''}{month.month:02}"
    return weekday + (" .. " if span.is_range else ", ").join(map(show_day, span.days))


def show_time(span: TimeSpan) -> str:
    """ "08:00 - 10:00", "08:00", "- 10:00" for "until 10", with a "?" where the side of the day is inferred."""
    text = f"{span.start:%H:%M}" if span.start else ""
    if span.end:
        text = f"{text} - {span.end:%H:%M}".strip()
    return text + (" ?" if span.inferred else "")


def show_resolved(found: Resolved) -> str:
    """ "2024-10-04 year-inferred | 2024-10-05", flags after the day, alternatives after the bar, "(weak)" without a lean."""
    text = " ".join((found.day.isoformat(), *found.flags))
    if found.alternatives:
        text += " | " + " ".join(day.isoformat() for day in found.alternatives)
    return text if found.leaning else text + " (weak)"
