"""Wix. Events of its own app stand as data in the page's `wix-warmup-data` script, starts in true UTC with their zone.

Many Wix sites have no events app and write events as plain text, which is left to the reader of prose.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from .base import System, root_of
from .entry import Entry
from .markup import Layout, one_line

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
        if isinstance(data.get("title"), str) and isinstance(_inner(data, "scheduling", "config"), dict):
            yield data
            return
        for value in data.values():
            yield from _events(value, depth + 1)
    elif isinstance(data, list):
        for value in data:
            yield from _events(value, depth + 1)


def _inner(data: dict[str, Any], *path: str) -> Any:
    """Walk into dicts by name. None where the path breaks off."""
    value: Any = data
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _text(item: dict[str, Any], *path: str) -> str:
    """A string on one line; "" for anything else."""
    value = _inner(item, *path)
    return one_line(unescape(value)) if isinstance(value, str) else ""


def _entry(item: dict[str, Any], url: str, locator: str) -> Entry:
    config = _inner(item, "scheduling", "config")
    undecided = config.get("scheduleTbd") is True
    slug = _text(item, "slug")
    place = (_text(item, "location", "name"), _text(item, "location", "address"))
    return Entry(
        title=_text(item, "title"),
        when=_text(config, "scheduleTbdMessage") if undecided else _text(item, "scheduling", "formatted"),
        where="\n".join(part for part in dict.fromkeys(place) if part),
        text=_text(item, "description") or _text(item, "about"),
        start="" if undecided else _text(config, "startDate"),
        end="" if undecided or config.get("endDateHidden") is True else _text(config, "endDate"),
        zone=_text(config, "timeZoneId"),
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
            item=".//body[.//*/@data-hook[. = 'event-title']][.//*/@data-hook[. = 'event-full-date' or . = 'event-short-date']]",
            title="[data-hook=event-title]",
            when=("[data-hook=event-full-date] || [data-hook=event-short-date]",),
            where=("[data-hook=event-full-location] || [data-hook=event-short-location]",),
            text="[data-hook=about-section-text] || [data-hook=about-section] || [data-hook=event-description]",
            detail=True,
        ),
        Layout(
            item=".//*/@data-hook[. = 'post' or . = 'post-page']/parent::*[.//*[@data-hook='post-title']]",
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
