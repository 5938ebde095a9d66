"""Addresses: of our own pages, of calendars that take an event over, of maps, of the place to report a mistake.

Own paths are relative to the root of the site, without a slash in front; a page's path ends with a slash.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote, urlencode, urlsplit

from ..model import Event, When
from ..names import NO_REGION, slug
from .wording import one_line, town

ALL_FEED = "calendars/all.ics"
"""The calendar of everything that is coming."""
_DETAILS = 600
"""Characters of description handed to another calendar: addresses have their limits."""


def event_path(event_id: str) -> str:
    """The page of an event."""
    return f"events/{event_id}/"


def event_feed(event_id: str) -> str:
    """The calendar file of one event."""
    return f"events/{event_id}.ics"


def place_path(country: str, region: str | None = None, city: str | None = None) -> str:
    """The page of a country, of a region (`NO_REGION` for what has none), or of a town."""
    path = f"places/{_code(country)}/"
    if city is not None:
        return f"{path}{_code(region or NO_REGION)}/{slug(city)}/"
    return path if region is None else f"{path}{_code(region)}/"


def theme_path(theme: str) -> str:
    """The page of a theme."""
    return f"themes/{slug(theme)}/"


def month_path(month: str) -> str:
    """The page of a month, `2026-10`."""
    return f"months/{month}/"


def feed_of(path: str) -> str:
    """The calendar feed of the page of a place or theme: `places/us/ca/` has `calendars/us/ca.ics`."""
    inner = path.strip("/").removeprefix("places/")
    inner = f"theme/{inner.removeprefix('themes/')}" if inner.startswith("themes/") else inner
    return f"calendars/{inner}.ics"


def web_address(text: str | None) -> str | None:
    """An address from a page if it is one that may be linked to: http or https with a host. None for anything else."""
    if text is None or re.search(r"[\x00-\x20\x7f]", text.strip()):
        return None
    try:
        parts = urlsplit(text.strip())
        return text.strip() if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def google_calendar(event: Event, details: str) -> str | None:
    """Google Calendar's "add this event" page, None for an event without a day."""
    if event.start is None:
        return None
    start, end = _span(event.start, event.end)
    values = {
        "action": "TEMPLATE",
        "text": one_line(event.title),
        "dates": f"{_basic(start)}/{_basic(end)}",
        "location": place_line(event),
        "details": one_line(details, _DETAILS),
    }
    return "https://calendar.google.com/calendar/render?" + urlencode(values, errors="replace")


def outlook_calendar(event: Event, details: str) -> str | None:
    """Outlook.com's "add this event" page, None for an event without a day."""
    if event.start is None:
        return None
    start, end = _span(event.start, event.end)
    values = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": one_line(event.title),
        "startdt": _extended(start),
        "location": place_line(event),
        "body": one_line(details, _DETAILS),
    }
    if end != start:
        values["enddt"] = _extended(end)
    if not isinstance(start, datetime):
        values["allday"] = "true"
    return "https://outlook.live.com/calendar/0/deeplink/compose?" + urlencode(values, errors="replace")


def map_search(event: Event) -> str | None:
    """OpenStreetMap's search for the place, None where neither street nor venue is known."""
    if event.latitude is not None and event.longitude is not None:
        at = f"mlat={event.latitude:.6f}&mlon={event.longitude:.6f}#map=17/{event.latitude:.6f}/{event.longitude:.6f}"
        return f"https://www.openstreetmap.org/?{at}"
    if not (event.street or event.venue) or not event.city:
        return None
    parts = (event.street or event.venue, event.city, event.region, event.postcode)
    query = ", ".join(one_line(part, 100) for part in parts if part)
    return "https://www.openstreetmap.org/search?" + urlencode({"query": query}, errors="replace")


def report(contact: str, event: Event | None = None, page: str | None = None) -> str:
    """Where to report a mistake: a new issue, a mail, or the contact's page. `page` is the address of the page at fault."""
    subject, body = "A mistake on the site", page or ""
    if event is not None:
        subject = f"Mistake in event {event.id}: {one_line(event.title, 80)}"
        body = f"Event: {page or event.id}\nWhen: {event.start or 'unknown'}\nWhere: {town(event)}\n\nWhat is wrong:\n"
    values = urlencode({"title": subject, "body": body}, errors="replace", quote_via=quote)
    if "@" in contact and "/" not in contact:
        return f"mailto:{quote(contact, safe='@.+-_')}?{values.replace('title=', 'subject=', 1)}"
    address = web_address(contact)
    if address is None:
        return f"mailto:?{values.replace('title=', 'subject=', 1)}"
    parts = urlsplit(address)
    if parts.hostname == "github.com" and parts.path.strip("/").count("/") == 1:
        return f"{address.rstrip('/')}/issues/new?{values}"
    return address


def place_line(event: Event) -> str:
    """Venue, street, town, region and postcode on one line."""
    area = " ".join(part for part in (event.region, event.postcode) if part)
    return ", ".join(one_line(part, 120) for part in (event.venue, event.street, event.city, area) if part)


def _code(text: str) -> str:
    """A country's or region's code as a part of an address. Not folded like a name: `MT` is no mount."""
    return re.sub(r"[^a-z0-9]", "", text.lower()) or "x"


def _span(start: When, end: When | None) -> tuple[When, When]:
    """Start and end in one type; the end of a day is the day after, that of a time without an end is its start."""
    if not isinstance(start, datetime):
        last = end.date() if isinstance(end, datetime) else end
        final = last if last is not None and last > start else start
        return start, final + timedelta(1) if final < date.max else final
    if not isinstance(end, datetime) or (end.tzinfo is None) != (start.tzinfo is None) or end <= start:
        return start, start
    return start, end


def _basic(value: When) -> str:
    """`20261007`, `20261007T150000Z`, or without Z where the zone is unknown."""
    if not isinstance(value, datetime):
        return f"{value:%Y%m%d}"
    return f"{value:%Y%m%dT%H%M%S}" if value.tzinfo is None else f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _extended(value: When) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is None:
        return f"{value:%Y-%m-%dT%H:%M:%S}"
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
