"""Revize. The calendar is drawn by script from one JSON file, whose address is in the page's own `RZ` settings.

Guessed settings give 404, so the address is put together only where the page states both. Rules run without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote, unquote_plus, urljoin

from .base import System
from .entry import Entry, Feed
from .json_fields import text, texts
from .markup import absolute

_WEBSPACE = re.compile(r"RZ\.webspace\s*=\s*['\"]([\w-]+)['\"]")
_BASE = re.compile(r"RZ\.protocolRelativeRevizeBaseUrl\s*=\s*['\"](//[\w.-]+)['\"]")


def _find(url: str, page: str) -> Iterator[Feed]:
    space, base = _WEBSPACE.search(page), _BASE.search(page)
    if space and base:
        query = f"webspace={space[1]}&relative_revize_url={quote(base[1], safe='/')}&protocol=https:"
        yield Feed(
            urljoin(url, f"/_assets_/plugins/revizeCalendar/calendar_data_handler.php?{query}"), "json", stated=True
        )


def _json(data: Any, url: str) -> Iterable[Entry]:
    """One flat array; an object instead is the server's word for an error."""
    for row, item in enumerate(data if isinstance(data, list) else []):
        if isinstance(item, dict) and item.get("title"):
            rule = text(item.get("rrule"))
            yield Entry(
                title=text(item["title"]),
                when=rule,
                where=text(item.get("location")),
                text=text(unquote_plus(str(item.get("desc") or ""))),
                start=texts(item.get("start"))[0],
                end=texts(item.get("end"))[0],
                link=absolute(str(item.get("url") or ""), url),
                native_id=f"event:{item['id']}" if item.get("id") else None,
                locator=f"$[{row}]",
            )


REVIZE = System(
    name="revize",
    title="Revize",
    signs=(b"RZ.webspace", b"revize.com/revize"),
    sites=re.compile(r"\.revize\.com/|/revizeCalendar/|/calendar_app/", re.IGNORECASE),
    lists=(("list", "/calendar.php"), ("sitemap", "/sitemap.xml")),
    find=_find,
    read_json=_json,
)
