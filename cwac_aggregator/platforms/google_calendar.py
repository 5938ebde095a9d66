"""Google Calendar embedded in a page: the calendars' ids stand in the frame's address, plain or in base64.

Whether the iCal address may be fetched is for robots.txt to say at that time.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urlsplit

from .base import System
from .entry import Feed

_FRAME = re.compile(
    r"""https?://(?:www\.)?(?:calendar\.)?google\.com/calendar/(?:u/\d+/|b/\d+/)?(?:embed|htmlembed)\?([^"'\s<>]+)"""
)
_ICAL = re.compile(r"""https?://(?:www\.)?(?:calendar\.)?google\.com/calendar/ical/[^"'\s<>]+?/basic\.ics""")
_HOLIDAYS = ("#holiday@", "#weather@", "#contacts@")


def calendar_id(source: str) -> str | None:
    """The calendar's id from an embed's `src`: itself an address, or that in base64 without padding."""
    if "@" not in source:
        try:
            source = base64.b64decode(source + "=" * (-len(source) % 4), validate=True).decode("ascii")
        except (binascii.Error, ValueError):
            return None
    return source if re.fullmatch(r"[\w.#+-]+@[\w.-]+", source) else None


def _find(_: str, page: str) -> Iterator[Feed]:
    found = dict.fromkeys(_ICAL.findall(page))
    for query in _FRAME.findall(page):
        for source in parse_qs(urlsplit(f"?{query.replace('&amp;', '&')}").query).get("src", []):
            name = calendar_id(source)
            if name and not any(mark in name for mark in _HOLIDAYS):
                found[f"https://calendar.google.com/calendar/ical/{quote(name, safe='')}/public/basic.ics"] = None
    for address in found:
        yield Feed(address, "ics", stated=True)


GOOGLE_CALENDAR = System(
    name="google-calendar",
    title="Google Calendar",
    data_signs=(b"-//Google Inc//Google Calendar",),
    sites=re.compile(r"\bgoogle\.com/calendar/|calendar\.google\.com/"),
    ids=(("event", re.compile(r"^([a-z0-9_-]{10,})@google\.com$")),),
    find=_find,
)
