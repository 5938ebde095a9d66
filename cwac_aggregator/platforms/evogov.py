"""EvoGov. Meetings and events are drawn by script from one flat JSON list."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .base import System
from .entry import Entry
from .json_fields import rows, text, texts
from .markup import absolute


def _json(data: Any, url: str) -> Iterable[Entry]:
    for row, item in rows(data):
        title = texts(item.get("title"))[0]
        day = texts(item.get("start_date_short") or item.get("start_date") or item.get("date_start"))[0]
        if title and day:
            hours = texts(item.get("start_time"), item.get("end_time"))
            number = item.get("id") or item.get("event_id")
            yield Entry(
                title=title,
                when="\n".join(filter(None, (day, " - ".join(filter(None, hours))))),
                where=text(item.get("location")),
                text=text(item.get("description")),
                link=absolute(str(item.get("url") or item.get("link") or ""), url),
                native_id=f"event:{number}" if number else None,
                locator=f"$[{row}]",
            )


EVOGOV = System(
    name="evogov",
    title="EvoGov",
    generator=("evogov",),
    signs=(b"evogov.s3.", b"www.evogov.com"),
    sites=re.compile(r"/meetings/get_list(?:\?|$)|\.evogov\.com/"),
    lists=(
        ("list", "/calendar"),
        ("list", "/events"),
        ("list", "/meetings"),
        ("news", "/news"),
        ("sitemap", "/sitemap.xml"),
    ),
    ids=(("event", re.compile(r"/(?:events?|meetings?)/(\d+)(?:[/?#]|$)")),),
    read_json=_json,
)
