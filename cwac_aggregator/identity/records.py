"""The form in which mentions are compared: small, folded once, cheap to hold by the million."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from ..model import When
from .places import fold_address, fold_city, fold_venue
from .text import fold, fold_agency, fold_title


class Record(NamedTuple):
    """One mention, ready to compare. Days are proleptic ordinals, 0 where unknown; `minute` of the local day, -1 where
    no time is printed; names folded, "" where unknown; `paved`: the street is surely a road, not a landmark; `inherited`:
    the town is its page's or publisher's, not printed with the event; degrees WGS 84 or None."""

    id: str
    observance: bool
    day: int
    minute: int
    previous_day: int
    other_days: tuple[int, ...]
    title: str
    theme: str
    organizer: str
    venue: str
    number: str
    road: str
    paved: bool
    city: str
    inherited: bool
    region: str
    country: str
    postcode: str
    latitude: float | None
    longitude: float | None
    native: str
    home: str
    host: str
    source: str
    page: str
    rule: bool


def record_of(mention_id: str, mention: Any, *, home: str, source_id: str, page_url: str) -> Record:
    """Make the record of a mention. `mention` is a Mention or a row with its attributes."""
    start: When | None = mention.start
    city = fold_city(mention.city)
    venue, on = fold_venue(mention.venue, city)
    number, road, paved = fold_address(mention.street or on)
    return Record(
        mention_id,
        mention.kind == "observance",
        _ordinal(start),
        start.hour * 60 + start.minute if isinstance(start, datetime) else -1,
        _ordinal(mention.previous_start),
        tuple(_ordinal(day) for day in mention.alternatives),
        fold_title(mention.title),
        fold(mention.theme),
        fold_agency(mention.organizer),
        venue,
        number,
        road,
        paved,
        city,
        "place-inherited" in mention.flags,
        mention.region or "",
        mention.country or "",
        (mention.postcode or "").replace(" ", "")[:5],
        mention.latitude,
        mention.longitude,
        mention.native_id or "",
        home,
        home.split("/", 3)[2] if "://" in home else "",
        source_id,
        page_url,
        mention.series is not None,
    )


def _ordinal(value: date | None) -> int:
    return value.toordinal() if value else 0
