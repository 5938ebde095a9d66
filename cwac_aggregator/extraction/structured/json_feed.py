"""Events and posts in the JSON that platforms serve: one table of the names they use, read as schema.org items.

Known by their fields: The Events Calendar, WordPress posts, data.police.uk, Localist, LibCal, Trumba, Squarespace, Google
Calendar, Eventbrite, Revize, OpenCities, and a JSON-LD document by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote

from ...model import Document, Oddity, Place
from ..scan import decode
from .addresses import known_zone
from .candidate import Candidate, Found
from .lenient_json import BrokenJson, fold_keys, load_json
from .links import link_id, own_link, site_of
from .plain_text import is_html, one_line, plain_text
from .schema_org import MOST_ITEMS, Reading, is_event, put_title, read_item
from .stamps import parse_stamp

_NAMES: dict[str, tuple[str, ...]] = {
    "name": ("title", "name", "summary", "eventname"),
    "startdate": (
        "start_date",
        "startdate",
        "startdatetime",
        "start_datetime",
        "startdt",
        "start",
        "starttime",
        "datetime",
        "dtstart",
    ),
    "enddate": ("end_date", "enddate", "enddatetime", "end_datetime", "enddt", "end", "endtime", "dtend"),
    "description": ("description", "content", "body", "eventdetails", "details", "desc", "description_text", "excerpt"),
    "url": ("url", "link", "permalinkurl", "localist_url", "eventurl", "fullurl", "htmllink"),
    "organizer": ("organizer", "organiser"),
    "keywords": ("categories", "category", "tags", "type", "primary_calendar_name"),
    "timezone": ("timezone", "timezoneid", "starttimezone"),
}
_ALL_DAY = ("all_day", "allday", "isallday")
_IDS = ("id", "eventid", "uid", "rid")
_DEEPEST = 6
_LONGEST = 50_000


def read_json(body: bytes, url: str, place: Place, wanted: Callable[[str], bool] | None = None) -> Found:
    """The events and posts of a JSON answer, in its order. `url` is the answer's, `place` where its publisher stands.

    A post has no `start` but `html` and `published` for prose reading. `wanted` sees a row's name and description and says no
    where it need not be read.
    """
    try:
        values = fold_keys(load_json(decode(Document(url, body))))
    except BrokenJson as error:
        return [], [Oddity("broken-json", f"{url}: {str(error)[:200]}", "error")]
    found: list[Candidate] = []
    oddities: list[Oddity] = []
    for number, (path, row) in enumerate(_rows(values)):
        if number == MOST_ITEMS:
            oddities.append(Oddity("too-many-items", f"{url}: more than {MOST_ITEMS} rows: the rest is not read"))
            break
        item = dict(row) if is_event(row) and "startdate" in row else _item(row)
        if wanted is not None and not wanted(f"{_plain(item.get('name'))}\n{_plain(item.get('description'))}"):
            continue
        if "startdate" not in item:
            found += _post(row, item, path, url)
            continue
        zone = known_zone(_plain(item.get("timezone")))
        reading = Reading("platform", url, place, "true" if item.get("epoch") else "label", zone)
        if str(item.get("id", "")).isdigit():
            item["id"] = f"{site_of(url)}/{item['id']}"
        candidates, odd = read_item(item, path, reading)
        if row.get("canceled") is True or row.get("cancelled") is True:
            for candidate in candidates:
                candidate.put("status", "cancelled", "canceled: true", f"{path}.canceled")
        found += candidates
        oddities += odd
    return found, oddities


def _rows(values: list[Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The objects that are an event or a post, outermost first, in order."""
    stack: list[tuple[str, Any, int]] = [("$", value, 0) for value in reversed(values)]
    while stack:
        path, value, depth = stack.pop()
        if depth > _DEEPEST:
            continue
        if isinstance(value, list):
            stack += [(f"{path}[{n}]", inner, depth + 1) for n, inner in reversed(list(enumerate(value)))]
        elif isinstance(value, Mapping):
            if _is_row(value):
                yield path, value
            else:
                stack += [
                    (f"{path}.{k}", v, depth + 1)
                    for k, v in reversed(list(value.items()))
                    if isinstance(v, list | Mapping)
                ]


def _is_row(value: Mapping[str, Any]) -> bool:
    named = any(_plain(value.get(name)) for name in _NAMES["name"])
    told = any(value.get(name) for name in _NAMES["startdate"])
    post = _plain(value.get("content")) and (value.get("link") or value.get("url"))
    return named and bool(told or post or "event_instances" in value)


def _item(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row by schema.org's names. `epoch` marks moments in UTC."""
    item: dict[str, Any] = {}
    for name, names in _NAMES.items():
        value = next((row[key] for key in names if row.get(key)), None)
        if value is not None:
            item[name] = value
    instances = row.get("event_instances")
    if isinstance(instances, list) and instances and isinstance(instances[0], Mapping):
        instance = instances[0].get("event_instance", instances[0])
        if isinstance(instance, Mapping):
            row = {**row, "all_day": instance.get("all_day")}
            item |= {
                new: instance[old] for new, old in (("startdate", "start"), ("enddate", "end")) if instance.get(old)
            }
    item["description"] = _decoded(_plain(item.get("description")))
    item["name"] = _plain(item.get("name"))
    if isinstance(item.get("keywords"), list | Mapping):
        rows = item["keywords"] if isinstance(item["keywords"], list) else [item["keywords"]]
        item["keywords"] = [_plain(row.get("name") if isinstance(row, Mapping) else row) for row in rows]
    all_day = any(row.get(key) is True or str(row.get(key)).lower() in ("1", "true") for key in _ALL_DAY)
    for name in ("startdate", "enddate"):
        if name in item:
            item[name], zone, epoch = _moment(item[name])
            if zone:
                item["timezone"] = zone
            if epoch:
                item["epoch"] = True
            told = row.get("end")
            if (
                name == "enddate"
                and isinstance(told, Mapping)
                and told.get("date")
                and (last := parse_stamp(item[name]))
            ):
                item[name] = (last.day - timedelta(days=1)).isoformat()  # Google's end of whole days is exclusive.
            if all_day and parse_stamp(item[name]):
                item[name] = item[name][:10]
    if location := _location(row):
        item["location"] = location
    identity = next((row[key] for key in _IDS if isinstance(row.get(key), str | int) and row.get(key)), None)
    if identity is not None:
        item["id"] = str(identity)
    if status := row.get("status"):
        item["eventstatus"] = status
    if isinstance(item.get("organizer"), list | Mapping):
        hosts = item["organizer"] if isinstance(item["organizer"], list) else [item["organizer"]]
        item["organizer"] = [
            _plain(h.get("organizer") or h.get("name") or h.get("displayname")) for h in hosts if isinstance(h, Mapping)
        ]
    return item


def _moment(value: Any) -> tuple[str, str | None, bool]:
    """A time as text, the zone told with it, and whether it was an epoch (seconds or milliseconds, in UTC)."""
    zone = None
    if isinstance(value, Mapping):
        zone = _plain(value.get("timezone")) or None
        value = value.get("local") or value.get("datetime") or value.get("date") or value.get("utc")
    if isinstance(value, int | float) and not isinstance(value, bool) and 1e9 < value < 1e14:
        try:
            return datetime.fromtimestamp(value / (1000 if value > 1e11 else 1), UTC).isoformat(), zone, True
        except (ValueError, OverflowError, OSError):
            return "", zone, False
    return str(value or ""), zone, False


def _location(row: Mapping[str, Any]) -> Any:
    """The place of a row as a schema.org Place, or as text."""
    venue = row.get("venue")
    venue = venue[0] if isinstance(venue, list) and venue else venue
    if isinstance(venue, Mapping):
        address = venue.get("address")
        inner = dict(address) if isinstance(address, Mapping) else {"streetaddress": address}
        for new, old in (
            ("addresslocality", "city"),
            ("addressregion", "state"),
            ("addressregion", "stateprovince"),
            ("postalcode", "zip"),
            ("addresscountry", "country"),
        ):
            inner.setdefault(new, venue.get(old))
        if "address_1" in inner:
            inner["streetaddress"] = inner["address_1"]
        geo = {"latitude": venue.get("geo_lat"), "longitude": venue.get("geo_lng")}
        return {
            "name": venue.get("venue") or venue.get("name"),
            "address": {k: v for k, v in inner.items() if v},
            "geo": geo,
        }
    location = row.get("location")
    if isinstance(location, Mapping) and ("addresstitle" in location or "addressline1" in location):
        return {
            "name": location.get("addresstitle"),
            "address": ", ".join(
                filter(None, (_plain(location.get("addressline1")), _plain(location.get("addressline2"))))
            ),
        }
    if name := _plain(row.get("location_name")):
        return {"name": name, "address": _plain(row.get("address")), "geo": row.get("geo")}
    return location if location else _plain(venue) or _plain(row.get("address"))


def _post(row: Mapping[str, Any], item: Mapping[str, Any], path: str, url: str) -> list[Candidate]:
    """A post: words for prose reading, and the day it was published."""
    candidate = Candidate("platform")
    put_title(candidate, str(item.get("name", "")), f"{path}.title")
    description = str(item.get("description", ""))[:_LONGEST]
    candidate.html = description if is_html(description) else ""
    candidate.text = "\n".join(part for part in (one_line(str(item.get("name", ""))), plain_text(description)) if part)
    link = own_link(item.get("url"), url)
    if link is not None:
        candidate.put("url", link, link, f"{path}.link")
    if "id" in item:
        candidate.native_id = (link_id(link) if link else None) or f"{site_of(url)}/post:{item['id']}"
    published = parse_stamp(_plain(row.get("date")) or _plain(row.get("published")))
    candidate.published = published.day if published else None
    return [candidate] if candidate.text else []


def _plain(value: Any) -> str:
    """A text that may be wrapped: {"rendered": ...}, {"text": ...}, {"html": ...}."""
    if isinstance(value, Mapping):
        value = value.get("rendered") or value.get("text") or value.get("html")
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _decoded(text: str) -> str:
    """One platform sends its HTML percent-encoded."""
    return unquote(text.replace("+", " ")) if text.lower().startswith(("%3c", "%20%3c")) else text
