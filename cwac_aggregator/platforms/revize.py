"""Revize. The calendar is drawn by script from one JSON file, whose address is in the page's own `RZ` settings.

Guessed settings give 404, so the address is put together only where the page states both. Rules run without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urljoin

from .base import System
from .entry import Feed

_WEBSPACE = re.compile(r"RZ\.webspace\s*=\s*['\"]([\w-]+)['\"]")
_BASE = re.compile(r"RZ\.protocolRelativeRevizeBaseUrl\s*=\s*['\"](//[\w.-]+)['\"]")


def _find(url: str, page: str) -> Iterator[Feed]:
    space, base = _WEBSPACE.search(page), _BASE.search(page)
    if space and base:
        query = f"webspace={space[1]}&relative_revize_url={quote(base[1], safe='/')}&protocol=https:"
        yield Feed(
            urljoin(url, f"/_assets_/plugins/revizeCalendar/calendar_data_handler.php?{query}"), "json", stated=True
        )


REVIZE = System(
    name="revize",
    title="Revize",
    signs=(b"RZ.webspace", b"revize.com/revize"),
    sites=re.compile(r"\.revize\.com/|/revizeCalendar/|/calendar_app/", re.IGNORECASE),
    lists=(("list", "/calendar.php"), ("sitemap", "/sitemap.xml")),
    find=_find,
)
