"""Which subscription feeds an event stands in: country, region, county, town, theme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from cwac_aggregator.model import Event
from cwac_aggregator.names import NO_REGION, country_name, region_name, slug

from .text import one_line

ALL = "Coffee with a Cop"
KEPT = timedelta(days=60)
"""How long past events stay in a feed that is subscribed to."""


def event_path(event_id: str) -> str:
    """The calendar file of one event."""
    return f"events/{event_id}.ics"


def feeds_of(event: Event) -> Iterator[tuple[str, str]]:
    """Path and name of each feed of a local event."""
    yield "calendars/all.ics", ALL
    if event.theme and one_line(event.theme):
        yield f"calendars/theme/{slug(event.theme)}.ics", f"{ALL}: {one_line(event.theme)[:60]}"
    if not event.country:
        return
    country = _code(event.country)
    yield f"calendars/{country}.ics", f"{ALL}: {country_name(event.country)}"
    region = _code(event.region or NO_REGION)
    area = region_name(event.country, event.region) if event.region else country_name(event.country)
    if event.region:
        yield f"calendars/{country}/{region}.ics", f"{ALL}: {area}"
    if event.county and one_line(event.county):
        yield f"calendars/{country}/{region}/county/{slug(event.county)}.ics", _named(event.county, area)
    if event.city and one_line(event.city):
        yield f"calendars/{country}/{region}/{slug(event.city)}.ics", _named(event.city, area)


def is_kept(day: date, as_of: date | None) -> bool:
    """Whether an event of that day belongs into a subscription feed."""
    return as_of is None or day >= as_of - KEPT


def _named(place: str, area: str) -> str:
    # No comma: some programs show the backslash that must stand before it in a file.
    return f"{ALL}: {one_line(place)[:60]} ({area})"


def _code(text: str) -> str:
    """A country's or region's code as a part of an address."""
    return re.sub(r"[^a-z0-9]", "", text.lower()) or "x"
