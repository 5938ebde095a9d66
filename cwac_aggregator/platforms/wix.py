"""Wix. Events of its own app stand as data in the page's `wix-warmup-data` script, starts in true UTC with their zone.

Many Wix sites have no events app and write events as plain text, which is left to the reader of prose.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from .base import System, root_of
from .entry import Entry
from .json_fields import inner, text, texts
from .markup import Layout

_MAX_DEPTH = 12
_SCRIPT = './/script[@id="wix-warmup-data" or @id="wix-essential-viewer-model"]'


def _read(root: HtmlElement, url: str) -> Iterator[Entry]:
    for script in root.xpath(_SCRIPT):
        source = script.text or ""
        if '"scheduling"' not in source:
            continue
        try:
            data = json.loads(source)
        except ValueError:
            continue
        locator = str(script.getroottree().getpath(script))
        for item in _events(data, 0):
            yield _entry(item, url, locator)


def _events(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The app's data stands under names that change with every release; an event is told by its shape."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(data, dict):
        if isinstance(data.get("title"), str) and isinstance(inner(data, "scheduling", "config"), dict):
            yield data
            return
        for value in data.values():
            yield from _events(value, depth + 1)
    elif isinstance(data, list):
        for value in data:
            yield from _events(value, depth + 1)


def _entry(item: dict[str, Any], url: str, locator: str) -> Entry:
    config = inner(item, "scheduling", "config")
    open_date = config.get("scheduleTbd") is True
    start, end, zone = texts(config.get("startDate"), config.get("endDate"), config.get("timeZoneId"))
    slug = texts(item.get("slug"))[0]
    place = texts(inner(item, "location", "name"), inner(item, "location", "address"))
    return Entry(
        title=texts(item["title"])[0],
        when=text(inner(item, "scheduling", "formatted"))
        or text(config.get("scheduleTbdMessage") if open_date else ""),
        where="\n".join(part for part in dict.fromkeys(place) if part),
        text=text(item.get("description")) or text(item.get("about")),
        start="" if open_date else start,
        end="" if open_date or config.get("endDateHidden") is True else end,
        zone=zone,
        status="cancelled" if item.get("status") in ("CANCELED", "CANCELLED", 3) else "",
        link=f"{root_of(url)}/event-details/{slug}" if slug else None,
        native_id=f"event:{item['id']}" if item.get("id") else None,
        locator=locator,
    )


WIX = System(
    name="wix",
    title="Wix",
    generator=("wix.com",),
    signs=(b"static.parastorage.com",),
    data_signs=(b">Wix.com</generator>", b"static.wixstatic.com/media"),
    sites=re.compile(r"\.wixsite\.com/"),
    lists=(
        ("rss", "/blog-feed.xml"),
        ("list", "/events"),
        ("news", "/blog"),
        ("news", "/news"),
        ("sitemap", "/sitemap.xml"),
    ),
    views=frozenset(("lang",)),
    layouts=(
        Layout(
            item=".//body[.//*[@data-hook='event-title']][.//*[@data-hook='event-full-date' or @data-hook='event-short-date']]",
            title="[data-hook=event-title]",
            when=("[data-hook=event-full-date] || [data-hook=event-short-date]",),
            where=("[data-hook=event-full-location] || [data-hook=event-short-location]",),
            text="[data-hook=about-section-text] || [data-hook=about-section] || [data-hook=event-description]",
            detail=True,
        ),
        Layout(
            item=".//*[@data-hook='post' or @data-hook='post-page'][.//*[@data-hook='post-title']]",
            title="[data-hook=post-title]",
            text="[data-hook=post-description] || [data-hook=post-content]",
            published="[data-hook=time-ago]@title || [data-hook=time-ago]",
            kind="post",
            detail=True,
            needs=("title", "text"),
        ),
    ),
    read=_read,
)
