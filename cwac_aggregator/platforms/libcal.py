"""LibCal (Springshare), of libraries. A cancelled event has the word in front of its title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .base import System
from .entry import Entry
from .json_fields import inner, rows, text, texts
from .markup import Layout, absolute


def _json(data: Any, url: str) -> Iterable[Entry]:
    for row, item in rows(data.get("results") if isinstance(data, dict) else None):
        title = texts(item.get("title"))[0]
        if title:
            day_only = item.get("all_day") is True
            start, end = texts(item.get("startdt"), item.get("enddt"))
            place = texts(item.get("location"), inner(item, "campus"))
            yield Entry(
                title=title,
                text=text(item.get("description") or item.get("shortdesc")),
                where="\n".join(part for part in place if part),
                start=start[:10] if day_only else start.replace(" ", "T"),
                end=end[:10] if day_only else end.replace(" ", "T"),
                link=absolute(str(item.get("url") or ""), url),
                native_id=f"event:{item['id']}" if item.get("id") else None,
                locator=f"$.results[{row}]",
            )


LIBCAL = System(
    name="libcal",
    title="LibCal",
    signs=(b"libcal.com/", b"springyCal"),
    data_signs=(b"UID:LibCal-", b"//LibCal", b"libcal.com/event/"),
    sites=re.compile(r"\.libcal\.com/|/ajax/calendar/list\?|/ical_subscribe\.php"),
    lists=(
        ("json", "/ajax/calendar/list?c=-1&date=0000-00-00&perpage=100&page=1"),
        ("ics", "/ical_subscribe.php?src=p&cid=-1"),
        ("list", "/calendar"),
    ),
    ids=(("event", re.compile(r"^LibCal-(?:\d+-)?(\d+)")), ("event", re.compile(r"libcal\.com/event/(\d+)"))),
    layouts=(
        Layout(
            item=".s-lc-ea-event, .s-lc-eventpage, #s-lc-event-box",
            title="h1 || .s-lc-ea-ttit || #s-lc-event-title",
            when=(".s-lc-eventcardtd-date || .s-lc-ea-tdat || #s-lc-event-date", ".s-lc-ea-ttim || #s-lc-event-time"),
            where=(".s-lc-ea-tloc || #s-lc-event-location",),
            text=".s-lc-ea-tdes || #s-lc-event-desc",
            link="a@href",
        ),
    ),
    read_json=_json,
)
