"""Which subscription feeds an event stands in: country, region, county, town, theme."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from cwac_aggregator.counties import find_county
from cwac_aggregator.model import Event
from cwac_aggregator.names import NO_REGION, country_name, region_name, slug

from .text import one_line

ALL = "Coffee with a Cop"
KEPT = timedelta(days=60)
"""How long past events stay in a feed that is subscribed to."""


def event_path(event_id: str) -> str:
    """The calendar file of one event."""
    return f"events/{event_id}.ics"


def feeds_of(event: Event) -> tuple[tuple[str, str], ...]:
    """Path and name of each feed of a local event."""
    return (
        ("calendars/all.ics", ALL),
        *_of_theme(event.theme),
        *_of_place(event.country, event.region, _county(event), event.city),
    )


def _county(event: Event) -> str | None:
    """The county as people call it: the one the event surely lies in, else what the page says."""
    found = find_county(event.country, event.region, event.county, event.postcode, event.city)
    return found.name.removesuffix(" County") if found else event.county


@lru_cache(maxsize=1 << 10)
def _of_theme(theme: str | None) -> tuple[tuple[str, str], ...]:
    if theme is None or not one_line(theme):
        return ()
    return ((f"calendars/theme/{slug(theme)}.ics", f"{ALL}: {one_line(theme)[:60]}"),)


@lru_cache(maxsize=1 << 15)
def _of_place(
    country: str | None, region: str | None, county: str | None, city: str | None
) -> tuple[tuple[str, str], ...]:
    if not country:
        return ()
    feeds = [(f"calendars/{_code(country)}.ics", f"{ALL}: {country_name(country)}")]
    folder = f"calendars/{_code(country)}/{_code(region or NO_REGION)}"
    area = region_name(country, region) if region else country_name(country)
    if region:
        feeds.append((f"{folder}.ics", f"{ALL}: {area}"))
    if county and one_line(county):
        feeds.append((f"{folder}/county/{slug(county)}.ics", _named(county, area)))
    if city and one_line(city):
        feeds.append((f"{folder}/{slug(city)}.ics", _named(city, area)))
    return tuple(feeds)


def is_kept(day: date, as_of: date | None) -> bool:
    """Whether an event of that day belongs into a subscription feed."""
    return as_of is None or day >= as_of - KEPT


def _named(place: str, area: str) -> str:
    # No comma: some programs show the backslash that must stand before it in a file.
    return f"{ALL}: {one_line(place)[:60]} ({area})"


def _code(text: str) -> str:
    """A country's or region's code as a part of an address."""
    return re.sub(r"[^a-z0-9]", "", text.lower()) or "x"
