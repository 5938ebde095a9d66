"""Trumba, mostly embedded in other sites by script: the calendar's name stands in the page, its feeds at trumba.com."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from .base import System
from .entry import Entry, Feed
from .json_fields import rows, text, texts
from .markup import absolute

_NAME = re.compile(
    r"""webName["']?\s*:\s*["']([\w-]+)["']|trumba\.com/calendars/([\w-]+)(?:\.(?:ics|rss|json|atom)|["'?])"""
)
_OFFSET = re.compile(r"^([+-]\d\d)(\d\d)$")


def _find(_: str, page: str) -> Iterator[Feed]:
    if "trumba" in page.lower():
        for name in dict.fromkeys(first or second for first, second in _NAME.findall(page)):
            yield Feed(f"https://www.trumba.com/calendars/{name}.json", "json", stated=True)
            yield Feed(f"https://www.trumba.com/calendars/{name}.ics", "ics", stated=True)


def _stamp(item: dict[str, Any], end: str) -> str:
    stamp, offset = texts(item.get(f"{end}DateTime"), item.get(f"{end}TimeZoneOffset"))
    if item.get("allDay") is True:
        return stamp[:10]
    return stamp + _OFFSET.sub(r"\1:\2", offset) if stamp and _OFFSET.match(offset) else stamp


def _json(data: Any, url: str) -> Iterable[Entry]:
    for row, item in rows(data):
        title = texts(item.get("title"))[0]
        if title and item.get("startDateTime"):
            yield Entry(
                title=title,
                when=texts(item.get("dateTimeFormatted"))[0],
                text=text(item.get("description")),
                where=text(item.get("location")),
                start=_stamp(item, "start"),
                end=_stamp(item, "end"),
                status="cancelled" if item.get("canceled") is True else "",
                link=absolute(str(item.get("permaLinkUrl") or ""), url),
                native_id=f"event:{item['eventID']}" if item.get("eventID") else None,
                locator=f"$[{row}]",
            )


TRUMBA = System(
    name="trumba",
    title="Trumba",
    data_signs=(b"uid.trumba.com", b'"startTimeZoneOffset"', b"schemas.trumba.com"),
    sites=re.compile(r"\btrumba\.com/"),
    ids=(
        ("event", re.compile(r"[?&](?:trumbaEmbed=.*?)?eventid(?:=|%3d)(\d+)", re.IGNORECASE)),
        ("event", re.compile(r"uid\.trumba\.com/event/(\d+)")),
    ),
    views=frozenset(("view", "filterview", "template", "startdate", "date")),
    find=_find,
    read_json=_json,
)
