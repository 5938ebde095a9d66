"""Granicus OpenCities. Lists page by POST only; the calendar's JSON is asked by POST too, so pages and sitemap are read.

A list of dates classed "future" holds past ones as well, and a series runs years ahead: its dates stand as lines.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.html import HtmlElement

from .base import System
from .entry import Entry
from .markup import Layout, one_line, text_of

_NEXT = re.compile(r"^(?:next|upcoming) date:?\s*", re.IGNORECASE)


def _clock(element: HtmlElement, end: str) -> str:
    parts = [element.get(f"data-{end}-{name}") or "" for name in ("year", "month", "day", "hour", "mins")]
    if not all(part.isdecimal() for part in parts[:3]):
        return ""
    day = f"{int(parts[0]):04d}-{int(parts[1]):02d}-{int(parts[2]):02d}"
    timed = parts[3].isdecimal() and parts[4].isdecimal()
    return f"{day}T{int(parts[3]):02d}:{int(parts[4]):02d}" if timed else day


def _dates(entry: Entry, element: HtmlElement) -> Entry:
    """All dates of the page as lines; the first one's attributes where there is only one."""
    items = element.xpath('.//li[contains(@class, "multi-date-item")]')
    when = _NEXT.sub("", entry.when)
    if not items:
        return replace(entry, when=when)
    lines = list(dict.fromkeys(one_line(text_of(item)) for item in items))
    entry = replace(entry, when="\n".join(lines))
    return replace(entry, start=_clock(items[0], "start"), end=_clock(items[0], "end")) if len(items) == 1 else entry


OPENCITIES = System(
    name="opencities",
    title="Granicus OpenCities",
    generator=("opencities",),
    signs=(b"__SEAMLESSVIEWSTATE",),
    sites=re.compile(r"/ocapi/|/OCServiceHandler\.axd", re.IGNORECASE),
    lists=(
        ("list", "/Events-directory"),
        ("list", "/Events"),
        ("news", "/News"),
        ("news", "/News-articles"),
        ("sitemap", "/sitemap.xml"),
    ),
    layouts=(
        Layout(
            item=".//h1[contains(@class, 'oc-page-title')]/ancestor::body[.//p[contains(@class, 'event-date')] or .//li[contains(@class, 'multi-date-item')]]",
            title="h1.oc-page-title",
            when=("p.event-date",),
            where=(
                ".//h2[contains(@class, 'sub-title')][starts-with(normalize-space(), 'Location')]/following-sibling::*[1]",
                ".//*[contains(@class, 'gmap-address') or contains(@class, 'event-location')]",
            ),
            text=".oc-page-content || .body-content || .grid-content || .user-content",
            detail=True,
            needs=("title",),
            repair=_dates,
        ),
        Layout(
            item=".//h1[contains(@class, 'oc-page-title')]/ancestor::body[.//p[contains(@class, 'publish')] or .//*[contains(@class, 'news-date')]]",
            title="h1.oc-page-title",
            text=".oc-page-content || .body-content || .grid-content",
            published=".//*[contains(@class, 'publish') or contains(@class, 'news-date')]",
            kind="news",
            detail=True,
            needs=("title", "published"),
        ),
        Layout(
            item=".list-item-container article",
            title=".list-item-title",
            when=(".list-item-date", ".list-item-block-date", ".event-date"),
            where=(".list-item-address",),
            text=".list-item-block-desc",
            published=".list-item-publishdate || .published-on",
            link="a@href",
            needs=("title",),
        ),
    ),
)
