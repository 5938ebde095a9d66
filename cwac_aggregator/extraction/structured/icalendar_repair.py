"""iCalendar as it is served, into entries that a strict parser reads (RFC 5545).

Set right: any line ends and folds (also inside a character), text before the calendar, raw line breaks inside values, Windows
and display names of zones, TZID together with VALUE=DATE, dates marked "Z", durations such as P15M.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from ...model import Document
from ..scan import decode
from .addresses import known_zone

_FOLD = re.compile(rb"\r*\n[ \t]")
_LINE_END = re.compile(r"\r*\n|\r")
_PROPERTY = re.compile(r"([A-Z][A-Z0-9-]*)((?:;[A-Za-z0-9-]+=(?:\"[^\"]*\"|[^\";:]*))*):(.*)", re.DOTALL)
_LOOSE_ZONE = re.compile(r"([A-Z-]+);TZID=\"?([^\";]*?)\"?:(\d{8}(?:T\d{4,6}Z?)?)$", re.IGNORECASE)
_PARAMETER = re.compile(r";([A-Za-z0-9-]+)=(\"[^\"]*\"|[^\";:]*)")
_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})Z?")
_DATE_TIME = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})T(\d{2}):?(\d{2})(?::?(\d{2}))?(Z?)")
_DURATION_WITHOUT_T = re.compile(r"([+-]?P)(\d+[HM].*)")
_DISPLAY_ZONE = re.compile(r"\((?:UTC|GMT)[^)]*\)\s*(.*)", re.IGNORECASE)
_TIMES = frozenset(("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"))
KEPT = frozenset(
    (
        "SUMMARY",
        "DESCRIPTION",
        "LOCATION",
        "UID",
        "URL",
        "STATUS",
        "CATEGORIES",
        "ORGANIZER",
        "GEO",
        "RRULE",
        "DURATION",
        "CREATED",
        "X-ALT-DESC",
        *_TIMES,
    )
)
"""The properties of an entry that are read; the others are dropped with whatever is wrong in them."""
_KNOWN = KEPT | frozenset(
    (
        "BEGIN",
        "END",
        "DTSTAMP",
        "LAST-MODIFIED",
        "SEQUENCE",
        "CLASS",
        "TRANSP",
        "PRIORITY",
        "ATTENDEE",
        "ATTACH",
        "COMMENT",
        "CONTACT",
        "RELATED-TO",
        "RESOURCES",
        "REQUEST-STATUS",
        "PRODID",
        "VERSION",
        "METHOD",
        "CALSCALE",
        "TZID",
        "TZNAME",
        "TZOFFSETFROM",
        "TZOFFSETTO",
        "ACTION",
        "TRIGGER",
        "REPEAT",
        "COLOR",
        "IMAGE",
        "CONFERENCE",
        "NAME",
        "REFRESH-INTERVAL",
        "SOURCE",
    )
)
_BROKEN_LINES = ("DESCRIPTION", "SUMMARY", "LOCATION", "COMMENT", "X-ALT-DESC")
_AMERICAN = {
    "eastern time": "America/New_York",
    "central time": "America/Chicago",
    "mountain time": "America/Denver",
    "arizona": "America/Phoenix",
    "pacific time": "America/Los_Angeles",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "atlantic time": "America/Halifax",
    "indiana": "America/Indiana/Indianapolis",
    "dublin": "Europe/London",
    "amsterdam": "Europe/Berlin",
    "brussels": "Europe/Paris",
}


@dataclass(slots=True)
class RawCalendar:
    """A calendar as repaired text: its own properties by upper-case name, and its entries as (number from 1, VEVENT text)."""

    properties: dict[str, str] = field(default_factory=dict)
    entries: list[tuple[int, str]] = field(default_factory=list)
    is_calendar: bool = False


def repair(body: bytes, url: str) -> RawCalendar:
    """Read the lines of a body, whatever it is. Linear in its length; never raises."""
    calendar = RawCalendar()
    inside: list[str] = []
    entry: list[str] | None = None
    number = 0
    for line in _lines(body, url):
        name, _, value = line.partition(":")
        name = name.upper()
        value = value.strip().upper() if name in ("BEGIN", "END") else value
        if name == "BEGIN":
            if value == "VCALENDAR":
                calendar.is_calendar, inside = True, []
            else:
                inside.append(value)
            if value == "VEVENT":
                # An entry that was never closed ends where the next begins.
                _close(calendar, entry, number)
                number += 1
                entry, inside = [], ["VEVENT"]
        elif name == "END":
            if value == "VEVENT":
                _close(calendar, entry, number)
                entry, inside = None, []
            elif inside and inside[-1] == value:
                inside.pop()
        elif entry is not None and len(inside) == 1:
            if repaired := _property(line):
                entry.append(repaired)
        elif calendar.is_calendar and not inside:
            calendar.properties.setdefault(name.partition(";")[0], line.partition(":")[2].strip())
    _close(calendar, entry, number)
    return calendar


def zone_name(name: str) -> str | None:
    """The IANA zone an iCalendar names: by IANA, Windows or display name, or with a producer's prefix; None where unknown."""
    name = name.strip().strip('"')
    if zone := known_zone(name):
        return zone
    if windows := WINDOWS_TO_OLSON.get(name):
        return known_zone(windows)
    if "/" in name:
        # "/freeassociation.sourceforge.net/Tzfile/America/New_York"
        for parts in (3, 2):
            if zone := known_zone("/".join(name.split("/")[-parts:])):
                return zone
    if display := _DISPLAY_ZONE.match(name):
        low = display[1].lower()
        return next((zone for words, zone in _AMERICAN.items() if words in low), None)
    return None


def _close(calendar: RawCalendar, entry: list[str] | None, number: int) -> None:
    if entry is not None:
        calendar.entries.append((number, "\r\n".join(["BEGIN:VEVENT", *entry, "END:VEVENT"])))


def _lines(body: bytes, url: str) -> list[str]:
    """The content lines, unfolded. A raw line break inside a value joins its line again."""
    if b"\x00" in body[:200]:
        body = decode(Document(url, body)).encode("utf-8", "replace")
    text = decode(Document(url, _FOLD.sub(b"", body), content_type="text/calendar"))
    lines: list[list[str]] = []
    for line in _LINE_END.split(text):
        name = re.split("[;:]", line, maxsplit=1)[0].strip()
        is_property = len(name) < len(line) and name.isascii() and (name in _KNOWN or name.startswith("X-"))
        if is_property:
            lines.append([line.strip()])
        elif lines and line.strip() and lines[-1][0].startswith(_BROKEN_LINES):
            lines[-1] += ["\\n", line.strip()]
    return ["".join(parts) for parts in lines]


def _property(line: str) -> str | None:
    """One property of an entry in strict form, or None where it is not read or past help."""
    loose = _LOOSE_ZONE.fullmatch(line)
    if loose:
        name, parameters, value = loose[1].upper(), {"TZID": loose[2]}, loose[3]
    else:
        found = _PROPERTY.fullmatch(line)
        if found is None:
            return None
        name, value = found[1].upper(), found[3]
        parameters = {key.upper(): text.strip('"') for key, text in _PARAMETER.findall(found[2])}
    if name not in KEPT:
        return None
    if name in _TIMES:
        return _time(name, parameters, value)
    if name == "DURATION" and (without := _DURATION_WITHOUT_T.fullmatch(value.strip())):
        value = f"{without[1]}T{without[2]}"
    if name == "ORGANIZER" and "CN" in parameters:
        organizer = parameters["CN"].replace('"', "").replace("%2C", ",")
        return f'{name};CN="{organizer}":{value.strip() or "mailto:"}'
    return f"{name}:{value}"


def _time(name: str, parameters: dict[str, str], value: str) -> str | None:
    stamps = [_stamp(part.partition("/")[0].strip()) for part in value.split(",")]
    good = [stamp for stamp in stamps if stamp]
    if not good:
        return f"{name}:{value}"  # Left for the parser to call broken.
    if all(len(stamp) == 8 for stamp in good):
        return f"{name};VALUE=DATE:{','.join(good)}"
    good = [stamp for stamp in good if len(stamp) > 8]
    # A zone that nobody knows is left to the calendar's own, else to the place's: the wall clock is what people read.
    zone = zone_name(parameters.get("TZID", ""))
    if zone is None or all(stamp.endswith("Z") for stamp in good):
        return f"{name}:{','.join(good)}"
    return f'{name};TZID="{zone}":{",".join(good)}'


def _stamp(text: str) -> str | None:
    if day := _DATE.fullmatch(text):
        return "".join(day.groups())
    if moment := _DATE_TIME.fullmatch(text):
        year, month, day_, hour, minute, second, utc = moment.groups()
        return f"{year}{month}{day_}T{hour}{minute}{second or '00'}{utc}"
    return None
