"""What holds for any site: feeds that the page names, the next page of a list, the site's map, calendars embedded by script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin

from .base import root_of
from .entry import Feed, FeedKind
from .google_calendar import GOOGLE_CALENDAR
from .markup import absolute
from .tockify import TOCKIFY
from .trumba import TRUMBA

EMBEDDED = (TRUMBA, TOCKIFY, GOOGLE_CALENDAR)

_LINK = re.compile(r"<link\b([^>]{1,1000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_HREF = re.compile(r"""\bhref\s*=\s*["']((?:webcals?:[^"']+)|(?:[^"'\s]+\.ics(?:\?[^"']*)?))["']""", re.IGNORECASE)
_NEXT = re.compile(r"""<(?:a|link)\b(?=[^>]*\brel=["']?next\b)[^>]*\bhref=["']([^"']+)["']""", re.IGNORECASE)
_ONE_EVENT = re.compile(r"/node/\d|/event/|[?&](?:eventid|event_id|ID|instance_id|uid)=|occurrence", re.IGNORECASE)
_TYPES: tuple[tuple[str, FeedKind], ...] = (
    ("application/rss+xml", "rss"),
    ("application/atom+xml", "rss"),
    ("text/calendar", "ics"),
)
_COMMENTS = re.compile(r"/comments/|comments feed|commentaires", re.IGNORECASE)


def stated_feeds(url: str, page: str) -> Iterator[Feed]:
    """Feeds that the page names: `link rel=alternate`, webcal: and .ics links of whole calendars, next pages, embedded calendars."""
    for tag in _LINK.findall(page):
        attributes = {name.lower(): first or second for name, first, second in _ATTRIBUTE.findall(tag)}
        kind = next((kind for mime, kind in _TYPES if attributes.get("type", "").lower().startswith(mime)), None)
        if kind is None or "alternate" not in attributes.get("rel", "").lower():
            continue
        if _COMMENTS.search(attributes.get("href", "") + attributes.get("title", "")):
            continue
        address = absolute(unescape(attributes.get("href", "")), url)
        if address:
            yield Feed(address, kind, stated=True)
    for href in dict.fromkeys(_HREF.findall(page)):
        if _ONE_EVENT.search(href):
            continue
        address = absolute(re.sub(r"^webcals?:", "https:", unescape(href), flags=re.IGNORECASE), url)
        if address:
            yield Feed(address, "ics", stated=True)
    for href in dict.fromkeys(_NEXT.findall(page)):
        if address := absolute(unescape(href), url):
            yield Feed(address, "archive", stated=True)
    for system in EMBEDDED:
        if system.find is not None:
            yield from system.find(url, page)


def usual_feeds(url: str) -> Iterator[Feed]:
    """Where sites of no known platform have their map."""
    yield Feed(urljoin(root_of(url), "/sitemap.xml"), "sitemap")
