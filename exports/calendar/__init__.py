"""iCalendar files (RFC 5545, RFC 7986) that Google, Apple, Outlook and Thunderbird read alike."""

from .entry import Entry, calendar_entry
from .exporter import CalendarExporter
from .zones import vtimezone, zone_rule

__all__ = ["CalendarExporter", "Entry", "calendar_entry", "vtimezone", "zone_rule"]
