"""iCalendar files (RFC 5545, RFC 7986) that Google, Apple, Outlook and Thunderbird read alike."""

from .entry import Entry, calendar_entry
from .exporter import CalendarExporter
from .feed import Feed, Spool, active_path, calendar, event_calendar
from .feeds import event_path, feeds_of, is_kept
from .zones import vtimezone, zone_rule

__all__ = [
    "CalendarExporter",
    "Entry",
    "Feed",
    "Spool",
    "active_path",
    "calendar",
    "calendar_entry",
    "event_calendar",
    "event_path",
    "feeds_of",
    "is_kept",
    "vtimezone",
    "zone_rule",
]
