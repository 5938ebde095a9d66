"""Lists of events that others keep, as mentions: CSV, JSON, iCalendar, or a page, whatever their columns are called."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from dateutil import parser as dates

from . import extraction, gazetteer
from .errors import PageError
from .extraction.structured import country_code, region_code
from .model import Document, Mention, Place, When, when_value

COLUMNS = (
    *("start", "end", "title", "status", "venue", "street", "city", "region", "postcode", "country", "county"),
    *("organizer", "theme", "kind", "latitude", "longitude", "url"),
)
"""The columns of a list under our own names, in the order in which we write them."""

_CALLED: Mapping[str, str] = {
    **dict.fromkeys(("name", "event", "event name", "event title", "summary", "subject", "what"), "title"),
    **dict.fromkeys(("date", "event date", "start date", "startdate", "dtstart", "day", "when", "begins"), "start"),
    **dict.fromkeys(("time", "start time", "starttime", "begin", "event time", "hours"), "start time"),
    **dict.fromkeys(("end date", "enddate", "dtend", "ends"), "end"),
    **dict.fromkeys(("end time", "endtime"), "end time"),
    **dict.fromkeys(("agency", "department", "police department", "host", "hosted by", "organiser"), "organizer"),
    **dict.fromkeys(("location", "place", "venue name", "location name", "where"), "venue"),
    **dict.fromkeys(("address", "street address", "streetaddress", "address 1", "venue address"), "street"),
    **dict.fromkeys(("town", "addresslocality", "municipality"), "city"),
    **dict.fromkeys(("state", "province", "addressregion", "state province"), "region"),
    **dict.fromkeys(("zip", "zip code", "zipcode", "postal code", "postalcode"), "postcode"),
    **dict.fromkeys(("nation", "addresscountry"), "country"),
    **dict.fromkeys(("lat",), "latitude"),
    **dict.fromkeys(("lon", "lng", "long"), "longitude"),
    **dict.fromkeys(("link", "website", "web site", "event url", "event link"), "url"),
    **dict.fromkeys(("eventstatus", "event status"), "status"),
}
"""What others call our columns, folded."""
_CLOCK = re.compile(r"(\d{1,2})(?::(\d\d))?\s*(?:([ap])\.?\s?m\.?)?", re.IGNORECASE)
_STATUS = {"canceled": "cancelled", "cancelled": "cancelled", "postponed": "postponed", "rescheduled": "scheduled"}


def read_list(
    body: bytes,
    name: str,
    *,
    place: Place | None = None,
    names: Sequence[str] = (),
    content_type: str | None = None,
    fetched: date | None = None,
) -> list[Mention]:
    """The entries of a list: CSV, JSON (a list of objects, one with `events`, or one object a line), iCalendar, or a page.

    `name` is its file name or address. Columns have our names or the usual ones (docs/reconcile.md). `place` and `names`
    stand for the publisher of a page. Raises PageError where the list cannot be read.
    """
    text = body.decode("utf-8-sig", errors="replace")
    kind = name.rsplit("?", 1)[0].rsplit(".", 1)[-1].lower()
    try:
        if kind == "csv" or (content_type or "").startswith("text/csv"):
            return list(_entries(csv.DictReader(io.StringIO(text))))
        if kind == "json" or text.lstrip()[:1] in ("{", "["):
            return list(_entries(_json(text)))
    except (ValueError, KeyError, TypeError, AttributeError, csv.Error) as error:
        raise PageError(
            f"{name}: not a list of events: {error}", hint="docs/reconcile.md tells the columns a list may have."
        ) from error
    document = Document(url=name, body=body, content_type=content_type, fetched=fetched)
    return list(extraction.read(document, place or Place(), names).mentions)


def _json(text: str) -> Any:
    """The objects of a JSON list, of a list under `events`, or of one object a line."""
    try:
        data = json.loads(text)
    except ValueError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    if isinstance(data, dict):
        return [data] if "events" not in data and _is_entry(data) else data["events"]
    return data


def _is_entry(data: Mapping[str, Any]) -> bool:
    return "standing" in data or any(name in data for name in ("title", "name", "summary"))


def _entries(rows: Any) -> Iterator[Mention]:
    for number, row in enumerate(rows, 1):
        try:
            yield _entry(row)
        except ValueError as error:
            raise ValueError(f"entry {number}: {error}") from error


def _entry(row: Mapping[str, Any]) -> Mention:
    """One entry; columns that are not known are left alone."""
    told: dict[str, Any] = {}
    for column, value in _flat(row):
        key = " ".join(gazetteer.fold(str(column)).replace("_", " ").split())
        key = key if key in COLUMNS else _CALLED.get(key, "")
        if key and value not in (None, "") and key not in told:
            told[key] = value.strip() if isinstance(value, str) else value
    values: dict[str, Any] = {name: told[name] for name in COLUMNS if name in told}
    for name in ("start", "end"):
        if name in values or f"{name} time" in told:
            values[name] = _when(str(values.get(name) or told.get("start", "")), str(told.get(f"{name} time", "")))
    for name in ("latitude", "longitude"):
        if name in values:
            values[name] = float(values[name])
    if "country" in values:
        values["country"] = country_code(str(values["country"])) or values["country"]
    if "region" in values:
        values["region"] = region_code(str(values["region"]), values.get("country")) or values["region"]
    if "status" in values:
        values["status"] = _STATUS.get(
            str(values["status"]).rsplit("/", 1)[-1].removeprefix("Event").lower(), "scheduled"
        )
    if not values:
        raise ValueError("it has no column that is known")
    return replace(Mention(), **values)


def _flat(row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The columns of an entry, those of a schema.org place and address among them."""
    for column, value in row.items():
        if isinstance(value, Mapping):
            yield from _flat({"venue" if key == "name" else key: inner for key, inner in value.items()})
        else:
            yield column, value


def _when(day: str, clock: str) -> When | None:
    """A date as lists write it, with the hour that stands beside it. Raises ValueError where it has no year or is none."""
    try:
        found = when_value(day)
    except ValueError:
        low, high = (_parsed(day, default) for default in (datetime(2000, 1, 1), datetime(2004, 2, 2, 1, 1)))
        if low.date() != high.date():
            raise ValueError(f"{day!r} does not name one day") from None
        found = low if low == high else low.date()
    hour = _CLOCK.match(clock)
    if found is None or isinstance(found, datetime) or not hour:
        return found
    hours = int(hour[1])
    if hour[3]:
        hours = hours % 12 + (12 if hour[3].lower() == "p" else 0)
    return datetime(found.year, found.month, found.day, hours, int(hour[2] or 0))


def _parsed(text: str, default: datetime) -> datetime:
    try:
        return dates.parse(text, default=default)
    except (dates.ParserError, OverflowError) as error:
        raise ValueError(f"{text!r} is no date") from error
