"""The place and zone of an event: as printed, else from the publisher."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Any

from ... import gazetteer
from ...model import Place
from ...normalization.language import lexicon
from ...normalization.names import find_names
from ...normalization.places import PlaceText
from ...normalization.tokens import tokenize
from ..lines import town_name

_LONGEST_NAME = 60
_OF_PROGRAM = re.compile(
    r"(?:the|official|national|program|programme|project|site|website|web site|inc|org|com|[\W_])*", re.IGNORECASE
)
"""What a publisher's name may hold beside the program's, where it is the program itself."""


@lru_cache(maxsize=64)
def without_seat(place: Place) -> Place:
    """The place of a publisher, without town and region where it is the program itself: it tells of towns everywhere, and
    none of its events is held where it has its office."""
    name = place.name or ""
    spans = find_names(tokenize(name, lexicon(place.language or "en"))) if len(name) <= _LONGEST_NAME else []
    if not spans or not _OF_PROGRAM.fullmatch(name[: spans[0].begin] + name[spans[-1].stop :]):
        return place
    return replace(place, city=None, county=None, region=None, timezone=None)


def settle_place(place: PlaceText, near: Place) -> tuple[PlaceText, bool]:
    """Complete a printed place from the source's: (place, whether the city was inherited)."""
    if place.city is not None:
        region, country = place.region, place.country
        city = town_name(place.city)
        if region is None and country in (None, near.country):
            known = gazetteer.town_near(city, near.city, near.region, near.country) if near.region else None
            region = known.region if known is not None and known.region else near.region
        return PlaceText(place.venue, place.street, city, region, place.postcode, country or near.country), False
    if place.region not in (None, near.region):
        return PlaceText(
            place.venue, place.street, None, place.region, place.postcode, place.country or near.country
        ), False
    return (
        PlaceText(place.venue, place.street, near.city, near.region, place.postcode, place.country or near.country),
        near.city is not None,
    )


def zone_of_event(values: dict[str, Any], near: Place) -> str | None:
    """The zone of the event's place, else of the source where the place does not contradict it."""
    city, region, country = values.get("city"), values.get("region"), values.get("country")
    same = (region in (None, near.region)) and (country in (None, near.country))
    if same and near.timezone:
        if city and city != near.city and country in ("US", "CA", "AU") and region:
            return gazetteer.zone_of(city, region, country) or near.timezone
        return near.timezone
    return gazetteer.zone_of(city, region, country)
