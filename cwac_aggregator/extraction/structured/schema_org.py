"""One event in the vocabulary of schema.org, whatever it was written in: JSON-LD, microdata, h-event, a feed's JSON.

An item is a plain dictionary whose keys are property names in lower case without prefix or "@"; values are strings,
numbers, items, or lists of them. `PRINTED` after a property's name holds the text that stands where its value stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from ...model import Oddity, Origin, Place
from .addresses import put_location, zone_at
from .candidate import Candidate
from .links import link_id, own_link
from .plain_text import is_html, one_line, plain_text
from .printed import read_hours, read_printed
from .stamps import Settled, Stamp, Zero, parse_stamp, settle
from .status_words import read_status

Item = Mapping[str, Any]

PRINTED = ":printed"
MOST_ITEMS = 2000
"""Items read from one page or feed, at most; more are an oddity."""

_NOT_EVENTS = frozenset(("publicationevent", "broadcastevent", "ondemandevent", "deliveryevent", "userinteraction"))
_ALSO_EVENTS = frozenset(("festival", "eventseries", "hackathon", "courseinstance", "vevent", "h-event"))
_STATUSES = {
    "eventcancelled": "cancelled",
    "eventcanceled": "cancelled",
    "cancelled": "cancelled",
    "canceled": "cancelled",
    "eventpostponed": "postponed",
    "postponed": "postponed",
}
_MOST_STARTS = 60
_LONGEST_TITLE = 500
_LONGEST_TEXT = 50_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What holds for all items of one document: where they stand and how their zero offsets are meant.

    `zone` is the IANA zone that the item itself names, which decides over what its place suggests. Of items whose words
    `wanted` says no to, place and hours are left unread: a page may hold hundreds of other matters.
    """

    origin: Origin
    base_url: str
    place: Place
    zero: Zero = "label"
    zone: str | None = None
    wanted: Callable[[str], bool] | None = None


def types_of(item: Item) -> list[str]:
    """The item's types, lower case, without the vocabulary's address."""
    kinds = item.get("type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return [
        name.rstrip("/").replace("#", "/").rpartition("/")[2].rpartition(":")[2].lower()
        for name in names
        if isinstance(name, str)
    ]


def is_event(item: Item) -> bool:
    """Whether an item is an event that people go to."""
    return any((name.endswith("event") and name not in _NOT_EVENTS) or name in _ALSO_EVENTS for name in types_of(item))


def read_item(item: Item, locator: str, reading: Reading) -> tuple[list[Candidate], list[Oddity]]:
    """The candidates of one item: one for each start it gives, or one without; none where it has neither name nor start.

    A container with dated sub-events gives those instead of itself.
    """
    oddities: list[Oddity] = []
    parts = [sub for sub in _items(item.get("subevent") or item.get("subevents")) if sub.get("startdate")]
    if parts:
        found: list[Candidate] = []
        shared = {key: item[key] for key in ("location", "organizer", "name", "keywords", "eventstatus") if key in item}
        for number, sub in enumerate(parts[:_MOST_STARTS]):
            inner = {key: value for key, value in sub.items() if key not in ("subevent", "subevents")}
            more, odd = read_item({**shared, **inner}, f"{locator}.subEvent[{number}]", reading)
            found += more
            oddities += odd
        return found, oddities
    starts = _texts(item.get("startdate"))[:_MOST_STARTS]
    ends = _texts(item.get("enddate"))
    found = []
    for number, start in enumerate(starts or [""]):
        end = (
            ends[number]
            if number < len(ends) and len(ends) == len(starts)
            else (ends[0] if len(starts) == 1 and ends else "")
        )
        candidate = Candidate(reading.origin)
        _put_words(candidate, item, locator, reading)
        if reading.wanted is None or reading.wanted(candidate.text):
            put_location(candidate, item.get("location"), f"{locator}.location", reading.place)
            timed = bool(start) and _put_times(candidate, item, start, end, locator, reading)
        else:
            timed = bool(start) and (parse_stamp(start) or read_printed(start, reading.place)) is not None
        if start and not timed:
            oddities.append(Oddity("unreadable-time", f"{locator}: startDate {start[:60]!r} is not a time"))
        if "title" in candidate.values or timed:
            found.append(candidate)
    return found, oddities


def put_title(candidate: Candidate, raw: str, locator: str) -> None:
    """Set the title, and take a status word at its edge as the status."""
    title = one_line(raw[: 4 * _LONGEST_TITLE])[:_LONGEST_TITLE]
    if not title:
        return
    if status := read_status(title):
        candidate.put("status", status.status, title, locator)
        candidate.put("title", status.title, status.title if status.title in title else title, locator)
    else:
        candidate.put("title", title, title, locator)


def put_times(candidate: Candidate, settled: Settled, start: str, end: str | None, locators: tuple[str, str]) -> None:
    """Set start, end and zone from settled times, with the words they rest on and what was set aside."""
    note = f" ({settled.note})" if settled.note else ""
    candidate.put("start", settled.start, start, locators[0] + note)
    if settled.end is not None:
        candidate.put("end", settled.end, end or start, locators[1] + note)
    candidate.put("timezone", settled.timezone, start, locators[0] + note)
    candidate.flags |= settled.flags
    candidate.alternatives += [other for other in settled.alternatives if other not in candidate.alternatives]


def _put_words(candidate: Candidate, item: Item, locator: str, reading: Reading) -> None:
    put_title(candidate, _first(item, "name", "summary", "headline"), f"{locator}.name")
    organizer = one_line(_name(item.get("organizer") or item.get("host")))[:200]
    if (
        len(organizer) > 2
        and "@" not in organizer
        and "://" not in organizer
        and organizer.lower() not in ("admin", "none", "n/a")
    ):
        candidate.put("organizer", organizer, organizer, f"{locator}.organizer")
    status = _name(item.get("eventstatus") or item.get("status"))
    named = _STATUSES.get(status.rstrip("/").rpartition("/")[2].replace("-", "").replace(" ", "").lower())
    if named and "status" not in candidate.values:
        candidate.put("status", named, status, f"{locator}.eventStatus")
    links = item.get("url")
    links = links if isinstance(links, list) else [links]
    link = next((own for printed in links if (own := own_link(printed, reading.base_url))), None)
    if link is not None:
        candidate.put("url", link, link, f"{locator}.url")
        candidate.native_id = link_id(link)
    identity = item.get("id")
    if (
        candidate.native_id is None
        and isinstance(identity, str)
        and 0 < len(identity) < 300
        and not identity.startswith("_:")
    ):
        candidate.native_id = identity
    description = _first(item, "description")[:_LONGEST_TEXT]
    if is_html(description):
        candidate.html = description
    words = [candidate.values.get("title", ""), plain_text(description)]
    words += (one_line(word) for key in ("keywords", "category", "eventtype") for word in _texts(item.get(key)))
    candidate.text = "\n".join(word for word in words if word)


def _put_times(
    candidate: Candidate, item: Item, start_text: str, end_text: str, locator: str, reading: Reading
) -> bool:
    place = reading.place
    zone = reading.zone or zone_at(candidate, place)
    printed = read_printed(text, place) if (text := _first(item, "startdate" + PRINTED)) else None
    start, end = parse_stamp(start_text), parse_stamp(end_text)
    if start is None:
        said = printed or read_printed(start_text, place)
        if said is None:
            return False
        start, end = said.start, end or said.end
        if end is None and end_text and (late := read_printed(end_text, place)):
            end = late.start
        printed = None
    elif start.clock is None and printed is None and text:
        printed = read_hours(text, start.day, place)
    locators = (f"{locator}.startDate", f"{locator}.endDate")
    settled = settle(start, end, zone, reading.zero)
    if printed is not None and printed.start.clock is not None:
        settled = _held_against(
            printed.start, printed.end or _printed_end(item, place), start, settled, zone, candidate
        )
        put_times(candidate, settled, printed.start.text, None, locators)
    else:
        put_times(candidate, settled, start.text, end.text if end else None, locators)
    if previous := parse_stamp(_first(item, "previousstartdate")):
        candidate.put(
            "previous_start",
            settle(previous, None, zone, reading.zero).start,
            previous.text,
            f"{locator}.previousStartDate",
        )
    return True


def _printed_end(item: Item, place: Place) -> Stamp | None:
    said = read_printed(text, place) if (text := _first(item, "enddate" + PRINTED)) else None
    return said.start if said is not None and said.start.clock is not None else None


def _held_against(
    printed: Stamp, printed_end: Stamp | None, machine: Stamp, settled: Settled, zone: str | None, candidate: Candidate
) -> Settled:
    """What is printed beside a machine-readable time decides how that is meant: Sitefinity's is UTC without saying so."""
    said = settle(printed, printed_end, zone)
    if said.start == settled.start:
        return said if said.end is not None else settled
    as_utc = settle(replace(machine, offset=timedelta()), None, zone, "true")
    if machine.clock is not None and said.start == as_utc.start:
        said.note = "UTC by the time printed beside it"
    elif isinstance(settled.start, datetime) or settled.start != printed.day:
        candidate.flags.add("structured-conflict")
        said.alternatives = [settled.start]
    return said


def _items(value: Any) -> Iterator[Item]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, Mapping):
            yield item


def _texts(value: Any) -> list[str]:
    found: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, Mapping):
            item = item.get("value") or item.get("name") or item.get("id")
        if isinstance(item, str | int | float) and not isinstance(item, bool) and str(item).strip():
            found.append(str(item).strip())
    return found


def _name(value: Any) -> str:
    return next(iter(_texts(value)), "")


def _first(item: Item, *keys: str) -> str:
    return next((text for key in keys for text in _texts(item.get(key))), "")
