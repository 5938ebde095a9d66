"""An event as a VEVENT."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Event as VEvent
from icalendar.prop import vInline

from cwac_aggregator.ids import calendar_uid
from cwac_aggregator.model import Event, When

from ..interface import Edition
from .describe import DOUBTS, description, page_address
from .text import one_line, uri
from .zones import local_form, utc


@dataclass(frozen=True, slots=True)
class Entry:
    """A VEVENT ready to be written, the IANA zone it names (None: UTC, floating or all-day)."""

    data: bytes
    zone: str | None


def calendar_entry(event: Event, edition: Edition) -> Entry | None:
    """The event as a VEVENT, or None where it has no day (an open rule).

    A day stays a DATE; a time with a zone is local time with TZID where every program reads it as the same instant, else
    UTC; a time without a zone floats. The end is the page's, or none. Times of change come from the data, so the same event
    gives the same bytes.
    """
    start = event.start if event.start is not None else event.previous_start
    if start is None:
        return None
    end = event.end if event.start is not None else None
    start, end, zone = _forms(start, end, event.timezone)
    entry = VEvent()
    entry.add("uid", calendar_uid(event.id))
    entry.add("dtstamp", utc(event.last_changed))
    entry.add("last-modified", utc(event.last_changed))
    entry.add("created", utc(event.created))
    entry.add("sequence", event.sequence)
    entry.add("dtstart", start)
    if end is not None:
        entry.add("dtend", end)
    entry.add("status", _status(event))
    entry.add("summary", _prefix(event) + (one_line(event.title) or "Untitled"))
    if place := location(event):
        entry.add("location", place)
    if event.latitude is not None and event.longitude is not None:
        entry.add("geo", vInline(f"{event.latitude:.6f};{event.longitude:.6f}"))
    if event.theme:
        entry.add("categories", [one_line(event.theme)])
    if address := edition.address(f"events/{event.id}") or page_address(event):
        entry.add("url", uri(address))
    entry.add("description", description(event))
    # Nobody's day is taken up by it: a calendar must not call its reader busy.
    entry.add("transp", "TRANSPARENT")
    entry.add("x-microsoft-cdo-busystatus", "FREE")
    return Entry(entry.to_ical(), zone)


def location(event: Event) -> str:
    """The place on one line: venue, street, town, region and postcode, country."""
    area = " ".join(part for part in (event.region, event.postcode) if part)
    parts = (event.venue, event.street, event.city, area, event.country)
    return ", ".join(one_line(part) for part in parts if part)


def _forms(start: When, end: When | None, zone: str | None) -> tuple[When, When | None, str | None]:
    """DTSTART, DTEND and the zone they name. Both are of one type, as RFC 5545 asks."""
    if not isinstance(start, datetime):
        last = end.date() if isinstance(end, datetime) else end
        # DTEND is the day after the last one (RFC 5545 section 3.6.1).
        after = last + timedelta(1) if last is not None and start <= last < date.max else None
        return start, after, None
    if not isinstance(end, datetime) or (end.tzinfo is None) != (start.tzinfo is None) or end <= start:
        end = None
    if start.tzinfo is None:
        return start.replace(microsecond=0), end and end.replace(microsecond=0), None
    moments = [utc(moment) for moment in (start, end) if moment is not None]
    local = [local_form(moment, zone) for moment in moments] if zone else [None]
    if None in local:
        return moments[0], moments[1] if end else None, None
    return local[0] or start, local[1] if end else None, zone


def _status(event: Event) -> str:
    if event.status in ("cancelled", "postponed"):
        return "CANCELLED"
    if event.status == "scheduled" and any(flag in DOUBTS for flag in event.flags):
        return "TENTATIVE"
    return "CONFIRMED"


def _prefix(event: Event) -> str:
    # Programs differ in what they do with STATUS; the title is read everywhere.
    return {"cancelled": "CANCELLED: ", "postponed": "POSTPONED: "}.get(event.status, "")
