"""An event as a VEVENT."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cwac_aggregator.ids import calendar_uid
from cwac_aggregator.model import Event, When

from ..interface import Edition
from .describe import DOUBTS, description, page_address
from .lines import escaped, line, moment, text, when
from .text import one_line, uri
from .zones import local_form, utc

CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Entry:
    """A VEVENT ready to be written; the IANA zone it names (None: UTC, floating or all-day); its STATUS; its day."""

    data: bytes
    zone: str | None
    status: str
    day: date


def calendar_entry(event: Event, edition: Edition) -> Entry | None:
    """The event as a VEVENT, or None where it has no day (an open rule).

    A day stays a DATE; a time with a zone is local time with TZID where every program reads it as the same instant, else
    UTC; a time without a zone floats. The end is the page's, or none. Times of change come from the data, so the same event
    gives the same bytes.
    """
    told = event.start if event.start is not None else event.previous_start
    if told is None:
        return None
    start, end, zone = _forms(told, event.end if event.start is not None else None, event.timezone)
    day = told.date() if isinstance(told, datetime) else told
    status = _status(event, day, edition.as_of)
    changed = moment(event.last_changed)
    # None of these is ever longer than a line may be.
    short = [
        "BEGIN:VEVENT",
        f"UID:{calendar_uid(event.id)}",
        f"DTSTAMP:{changed}",
        f"LAST-MODIFIED:{changed}",
        f"CREATED:{moment(event.created)}",
        f"SEQUENCE:{event.sequence}",
        when("DTSTART", start, zone),
    ]
    if end is not None:
        short.append(when("DTEND", end, zone))
    short.append(f"STATUS:{status}\r\n")
    data = ["\r\n".join(short).encode("ascii")]
    data.append(text("SUMMARY", _prefix(event) + (one_line(event.title) or "Untitled")))
    if place := location(event):
        data.append(text("LOCATION", place))
    if event.latitude is not None and event.longitude is not None:
        data.append(line("GEO", f"{event.latitude:.6f};{event.longitude:.6f}"))
    if theme := one_line(event.theme or ""):
        data.append(line("CATEGORIES", escaped(theme)))
    if address := edition.address(f"events/{event.id}/") or page_address(event):
        data.append(line("URL", uri(address)))
    data.append(text("DESCRIPTION", description(event)))
    # Nobody's day is taken up by it: a calendar must not call its reader busy.
    data.append(b"TRANSP:TRANSPARENT\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\nEND:VEVENT\r\n")
    return Entry(b"".join(data), zone, status, day)


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
    if not isinstance(end, datetime) or (end.tzinfo is None) != (start.tzinfo is None):
        end = None
    if start.tzinfo is None:
        after = end.replace(microsecond=0) if end is not None and end > start else None
        return start.replace(microsecond=0), after, None
    # Compared in UTC: two times in one zone are compared by their clocks, and clocks change.
    moments = [utc(start)]
    if end is not None and utc(end) > moments[0]:
        moments.append(utc(end))
    local = [form for moment in moments if zone and (form := local_form(moment, zone)) is not None]
    told, named = (local, zone) if len(local) == len(moments) else (moments, None)
    return told[0], told[1] if len(told) > 1 else None, named


def _status(event: Event, day: date, as_of: date | None) -> str:
    if event.status in ("cancelled", "postponed"):
        return CANCELLED
    coming = as_of is None or day >= as_of
    if coming and event.status == "scheduled" and any(flag in DOUBTS for flag in event.flags):
        return "TENTATIVE"
    return "CONFIRMED"


def _prefix(event: Event) -> str:
    # Programs differ in what they do with STATUS; the title is read everywhere.
    return {"cancelled": "CANCELLED: ", "postponed": "POSTPONED: "}.get(event.status, "")
