"""The form in which mentions are compared: small, folded once, cheap to hold by the million."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from ..model import When
from .text import fold, fold_agency, fold_street, fold_title


class Record(NamedTuple):
    """One mention, ready to compare. Days are proleptic ordinals, 0 where unknown; `minute` of the local day, -1 where
    no time is printed; names folded, "" where unknown; degrees WGS 84 or None."""

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
    city: str
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
    number, road = fold_street(mention.street)
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
        fold(mention.venue),
        number,
        road,
        fold(mention.city),
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
