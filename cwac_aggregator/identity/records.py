"""The form in which mentions are compared: small, folded once, cheap to hold by the million."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from ..model import When
from .editions import Edition, edition_of, other_readings
from .places import fold_address, fold_city, fold_host, fold_venue
from .text import fold, fold_title


class Record(NamedTuple):
    """One mention, ready to compare. Days are proleptic ordinals, 0 where unknown; `minute` of the local day, -1 where
    no time is printed; names folded, "" where unknown; `paved`: the street is surely a road, not a landmark; `inherited`:
    the town is its page's or publisher's, not printed with the event; degrees WGS 84 or None; `seen`: when the reading that
    gives its values was first fetched, in seconds since 1970, 0 where unknown."""

    id: str
    observance: bool
    day: int
    minute: int
    previous_day: int
    previous_minute: int
    other_days: tuple[int, ...]
    title: str
    edition: Edition
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
    seen: int


def record_of(
    mention_id: str, mention: Any, *, home: str, source_id: str, page_url: str, seen: datetime | None = None
) -> Record:
    """Make the record of a mention. `mention` is a Mention or a row with its attributes; `seen` is aware."""
    start: When | None = mention.start
    city = fold_city(mention.city)
    venue, on = fold_venue(mention.venue, city)
    number, road, paved = fold_address(mention.street or on)
    return Record(
        mention_id,
        mention.kind == "observance",
        _ordinal(start),
        _minute(start),
        _ordinal(mention.previous_start),
        _minute(mention.previous_start),
        _other_days(mention),
        fold_title(mention.title),
        edition_of(mention.title),
        fold(mention.theme),
        fold_host(mention.organizer),
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
        (mention.native_id or "").partition("@")[0],  # A feed's UID is the entry's id at its host.
        home,
        home.split("/", 3)[2] if "://" in home else "",
        source_id,
        page_url,
        mention.series is not None,
        int(seen.timestamp()) if seen else 0,
    )


def _ordinal(value: date | None) -> int:
    return value.toordinal() if value else 0


def _minute(value: When | None) -> int:
    return value.hour * 60 + value.minute if isinstance(value, datetime) else -1


def _other_days(mention: Any) -> tuple[int, ...]:
    """The days its text could also mean, and those that its headline names instead."""
    read = tuple(_ordinal(day) for day in mention.alternatives)
    if mention.start is None or not mention.title:
        return read
    own = mention.start.date() if isinstance(mention.start, datetime) else mention.start
    return (*read, *(day.toordinal() for day in other_readings(mention.title, own) if day.toordinal() not in read))
