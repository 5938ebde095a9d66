"""The JSON shapes: a mention, a page's mentions (`cwac extract --json`), an event. A public contract; see docs/mention-json.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from cwac_aggregator.counties import find_county
from cwac_aggregator.model import MENTION_FIELDS, Event, Evidence, Mention, StoredMention, When, when_text

_ORDER = {name: number for number, name in enumerate(MENTION_FIELDS)}


def page_object(file: str | None, url: str, mentions: Iterable[Mention]) -> dict[str, Any]:
    """What `cwac extract --json` prints for a page. `file` is the name as given, null where the page came from a URL."""
    return {"file": file, "url": url, "mentions": [mention_object(mention) for mention in mentions]}


def page_error(file: str | None, url: str | None, error: str) -> dict[str, Any]:
    """What `cwac extract --json` prints for a page that cannot be read."""
    return {"file": file, "url": url, "error": error}


def mention_object(mention: Mention) -> dict[str, Any]:
    """A mention: every field of `MENTION_FIELDS` by its name, then `evidence` by field."""
    row = {name: _plain(getattr(mention, name)) for name in MENTION_FIELDS}
    row["evidence"] = _evidence(mention.evidence)
    return row


def event_object(event: Event, agencies: Mapping[str, str] = MappingProxyType({})) -> dict[str, Any]:
    """An event with the mention each value came from, and all its mentions. `agencies`: see `Edition.agencies`.

    When a page was last seen is not in it: that moves with every crawl, and an unchanged site must give the same bytes.
    """
    row: dict[str, Any] = {"id": event.id, "visibility": event.visibility, "reason": event.reason}
    for name in MENTION_FIELDS:
        if name != "reader_version":
            row[name] = _plain(getattr(event, name))
    row["sequence"] = event.sequence
    row["created"] = instant(event.created)
    row["last_changed"] = instant(event.last_changed)
    row["first_seen"] = instant(event.first_seen)
    row["missing_since"] = instant(event.missing_since) if event.missing_since else None
    row["county_fips"] = county_fips(event.country, event.region, event.county, event.postcode, event.city)
    told = (agencies.get(stored.source_id) for stored in event.mentions)
    row["agency_ids"] = list(dict.fromkeys(agency for agency in told if agency))
    row["field_sources"] = {name: event.field_sources[name] for name in sorted(event.field_sources, key=_place)}
    row["mentions"] = [stored_object(stored) for stored in event.mentions]
    return row


def county_fips(
    country: str | None, region: str | None, county: str | None, postcode: str | None, city: str | None
) -> str | None:
    """The FIPS code of the US county of a place where it can be known."""
    found = find_county(country, region, county, postcode, city)
    return found.fips if found else None


def instant(moment: datetime) -> str:
    """A moment in UTC to the second: `2026-11-21T20:59:40+00:00`."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def stored_object(stored: StoredMention) -> dict[str, Any]:
    """A mention with its id, its page and when it was seen first."""
    return {
        "id": stored.id,
        "page_url": stored.page_url,
        "source_id": stored.source_id,
        "fetched": instant(stored.fetched),
        "first_seen": instant(stored.first_seen),
        **mention_object(stored.mention),
    }


def _evidence(evidence: Mapping[str, Evidence]) -> dict[str, dict[str, str]]:
    return {
        name: {"text": found.text, "locator": found.locator, "origin": found.origin}
        for name, found in sorted(evidence.items(), key=lambda item: _place(item[0]))
    }


def _plain(value: object) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return when_text(value) if isinstance(value, When) else value


def _place(name: str) -> tuple[int, str]:
    """Fields in the model's order, unknown ones after them."""
    return _ORDER.get(name, len(_ORDER)), name
