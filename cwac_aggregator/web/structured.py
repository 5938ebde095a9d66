"""An event as schema.org/Event in JSON-LD (https://schema.org/Event), as search engines read it."""

from __future__ import annotations

from typing import Any

from ..model import Event, when_text
from .wording import one_line

_STATUS = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}


def event_data(event: Event, address: str | None) -> dict[str, Any] | None:
    """The object, or None for an event that must not be told on: without a day, doubtful, withdrawn, or an observance.

    `address` is the event's own page where the site's address is known. Nothing stands in it that no page said.
    """
    if event.start is None or event.visibility != "published" or event.kind != "event":
        return None
    status = _STATUS.get(event.status, "EventRescheduled" if event.previous_start else "EventScheduled")
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": one_line(event.title),
        "startDate": when_text(event.start),
        "endDate": when_text(event.end),
        "previousStartDate": when_text(event.previous_start) if status == "EventRescheduled" else None,
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": _location(event),
        "organizer": {"@type": "Organization", "name": one_line(event.organizer)} if event.organizer else None,
        "inLanguage": event.language,
        "identifier": event.id,
        "url": address,
    }
    return {name: value for name, value in data.items() if value is not None}


def _location(event: Event) -> dict[str, Any] | None:
    parts = {
        "streetAddress": event.street,
        "addressLocality": event.city,
        "addressRegion": event.region,
        "postalCode": event.postcode,
        "addressCountry": event.country,
    }
    address = {name: one_line(text) for name, text in parts.items() if text}
    if not address and not event.venue:
        return None
    place: dict[str, Any] = {"@type": "Place"}
    if event.venue:
        place["name"] = one_line(event.venue)
    place["address"] = {"@type": "PostalAddress", **address}
    if event.latitude is not None and event.longitude is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": event.latitude, "longitude": event.longitude}
    return place
