"""Events in microformats: h-event, and hCalendar before it (microformats.org/wiki/h-event)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

from ...model import Oddity, Place
from .candidate import Candidate, Found
from .item_tree import Node, as_item, build_nodes, text_of
from .main_item import mark_main
from .schema_org import MOST_ITEMS, Reading, read_item

_EVENTS = frozenset(("h-event", "vevent"))
_SCOPES = _EVENTS | {"h-card", "vcard", "h-adr", "adr", "h-geo", "geo"}
_TEXTS = {
    "p-name": "name",
    "summary": "name",
    "p-location": "location",
    "location": "location",
    "p-organizer": "organizer",
    "organizer": "organizer",
    "p-summary": "description",
    "p-description": "description",
    "e-content": "description",
    "description": "description",
    "p-category": "keywords",
    "category": "keywords",
    "fn": "name",
    "p-adr": "address",
    "adr": "address",
    "p-geo": "geo",
    "geo": "geo",
    "p-street-address": "streetaddress",
    "street-address": "streetaddress",
    "p-locality": "addresslocality",
    "locality": "addresslocality",
    "p-region": "addressregion",
    "region": "addressregion",
    "p-postal-code": "postalcode",
    "postal-code": "postalcode",
    "p-country-name": "addresscountry",
    "country-name": "addresscountry",
    "p-latitude": "latitude",
    "latitude": "latitude",
    "p-longitude": "longitude",
    "longitude": "longitude",
    "status": "eventstatus",
}
_LINKS = frozenset(("u-url", "url"))
_TIMES = {"dt-start": "startdate", "dtstart": "startdate", "dt-end": "enddate", "dtend": "enddate"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK = re.compile(r"(\d{1,2})(?::(\d{2}))?(?::\d{2})?\s*(?:([ap])\.?m\.?)?", re.IGNORECASE)
_OFFSET = re.compile(r"Z|[+-]\d{1,2}:?(?:\d{2})?", re.IGNORECASE)
_MOST_ELEMENTS = 200_000


def read_microformats(
    root: HtmlElement, base_url: str, place: Place, wanted: Callable[[str], bool] | None = None
) -> Found:
    """The events of a page's h-event and hCalendar markup, in page order. `place` is where the publisher stands, `wanted` as
    in `Reading`.

    Dates and times split by the value-class pattern are put together; an end that is a time alone is on the day of the start.
    """
    found: list[Candidate] = []
    oddities: list[Oddity] = []
    elements = root.xpath("//*[@class]")
    reading = Reading("h-event", base_url, place, wanted=wanted)
    count = 0
    for node in build_nodes(elements[:_MOST_ELEMENTS], _scope, _properties):
        if not _EVENTS.intersection(node.types):
            continue
        if count == MOST_ITEMS:
            oddities.append(
                Oddity("too-many-items", f"more than {MOST_ITEMS} events in h-event markup: the rest is not read")
            )
            break
        _join_end(node)
        candidates, odd = read_item(as_item(node.types, node.stated), f"h-event[{count}]", reading)
        found += candidates
        oddities += odd
        count += 1
    mark_main(found, root, base_url)
    return found, oddities


def _scope(element: HtmlElement) -> list[str] | None:
    types = [name for name in (element.get("class") or "").split() if name in _SCOPES]
    return types or None


def _properties(element: HtmlElement) -> Iterator[tuple[str, str | None, str]]:
    names = (element.get("class") or "").split()
    is_item = bool(_SCOPES.intersection(names))
    for printed_name in names:
        if printed_name in _TIMES:
            value = _time(element)
            beside = text_of(element)
            yield _TIMES[printed_name], value, beside if beside != value else ""
        elif printed_name in _LINKS:
            yield "url", (element.get("href") or "").strip(), ""
        elif name := _TEXTS.get(printed_name):
            yield name, None if is_item and printed_name not in ("summary", "description") else _text(element), ""


def _text(element: HtmlElement) -> str:
    title = element.get("title") if element.tag == "abbr" else None
    return (title or "").strip() or text_of(element)


def _time(element: HtmlElement) -> str:
    """A time as ISO 8601: from `datetime`, an `abbr` title, the value-class pattern, else the text."""
    for name in ("datetime", "title"):
        if value := (element.get(name) or "").strip():
            return value
    parts = []
    for inner in element.iterdescendants():
        names = (inner.get("class") or "").split() if isinstance(inner.tag, str) else []
        if "value" in names:
            parts.append(
                (inner.get("datetime") or (inner.get("title") if inner.tag == "abbr" else "") or text_of(inner)).strip()
            )
        elif "value-title" in names:
            parts.append((inner.get("title") or "").strip())
    return _joined(parts) if parts else text_of(element)


def _joined(parts: list[str]) -> str:
    day = next((part for part in parts if _DAY.match(part)), "")
    offset = next((part for part in parts if _OFFSET.fullmatch(part)), "")
    clock = next((_clock(part) for part in parts if part not in (day, offset) and _clock(part)), "")
    if len(day) > 10 or not clock:
        return day + offset if len(day) > 10 else day
    return f"{day}T{clock}{offset}" if day else clock


def _clock(text: str) -> str:
    found = _CLOCK.fullmatch(text.strip())
    if found is None or not (found[2] or found[3]):
        return ""
    hour = int(found[1])
    if found[3]:
        hour = hour % 12 + (12 if found[3] in "pP" else 0)
    return f"{hour:02}:{found[2] or '00'}" if hour < 24 else ""


def _join_end(node: Node) -> None:
    """An end that is only a time of day belongs to the day of the start."""
    day = next((v[:10] for v in node.values("startdate") if isinstance(v, str) and _DAY.match(v)), None)
    if day is None:
        return
    node.stated = [
        (name, f"{day}T{_clock(value)}", beside)
        if name == "enddate" and isinstance(value, str) and _clock(value)
        else (name, value, beside)
        for name, value, beside in node.stated
    ]
