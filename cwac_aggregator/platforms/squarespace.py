"""Squarespace, version 7 and the old version 5 ("journal").

Version 7: the stock robots.txt refuses ?format=json, ?format=ical and ?month=, so the bare page is read. The attribute of
a printed hour is only a day; the day in an item's path is when it was made. Version 5: the stamp of an entry is when it
was posted, never the day of an event.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from lxml.html import HtmlElement

from .base import System
from .entry import Entry
from .markup import Layout, one_line, select, text_of

_POSTED = re.compile(r"^posted on\s+", re.IGNORECASE)


def _whole(entry: Entry, element: HtmlElement) -> Entry:
    """The dash between two hours is drawn by the style sheet, and the street stands only in the link to the map."""
    hours = [one_line(text_of(one)) for one in select(".event-time-12hr time", element)]
    if len(hours) == 2:
        entry = replace(entry, when=entry.when.replace(" ".join(hours), " - ".join(hours)))
    for link in select("a[class*=maplink]", element):
        address = parse_qs(urlsplit(link.get("href") or "").query).get("q", [""])[0].strip()
        if address and address not in entry.where:
            return replace(entry, where=f"{entry.where}\n{address}".strip())
    return entry


def _posted(entry: Entry, _: HtmlElement) -> Entry:
    return replace(entry, published=_POSTED.sub("", entry.published))


def _event(prefix: str, detail: bool) -> Layout:
    return Layout(
        item="article.eventitem, .eventitem" if detail else "article.eventlist-event",
        title=f".{prefix}-title",
        when=(f".{prefix}-meta-date", f".{prefix}-meta-time"),
        where=(f".{prefix}-meta-address",),
        text=f".{prefix}-column-content || .{prefix}-description || .{prefix}-excerpt",
        start="time.event-date@datetime",
        link="" if detail else f".{prefix}-title a@href",
        id=("@data-item-id || [data-item-id]@data-item-id", re.compile(r"([0-9a-f]{24})")),
        drop=f".event-time-24hr, .event-time-localized-24hr, a[class*=maplink], .{prefix}-meta-export",
        detail=detail,
        repair=_whole,
    )


SQUARESPACE_7 = System(
    name="squarespace-7",
    title="Squarespace 7",
    signs=(b"This is Squarespace.", b"assets.squarespace.com"),
    sites=re.compile(r"\.squarespace\.com/"),
    lists=(
        ("list", "/events"),
        ("list", "/calendar"),
        ("news", "/news"),
        ("news", "/blog"),
        ("sitemap", "/sitemap.xml"),
    ),
    twins=((re.compile(r"\?format=(?:json(?:-pretty)?|ical|main-content)$"), ""),),
    layouts=(
        _event("eventitem", True),
        _event("eventlist", False),
        Layout(
            item="article.blog-item, article[class*=BlogItem], .blog-item-wrapper",
            title=".blog-item-title || h1.entry-title || h1",
            text=".blog-item-content || .entry-content || .sqs-layout",
            published="time.dt-published@datetime || time@datetime || .dt-published || .blog-date",
            kind="post",
            id=("@data-item-id", re.compile(r"([0-9a-f]{24})")),
            detail=True,
            needs=("title", "text"),
        ),
        Layout(
            item="article.blog-basic-grid--container, article.blog-item--list, .blog-item-summary, article.hentry, .summary-item",
            title=".blog-title || .summary-title || h1 || h2",
            text=".blog-excerpt || .summary-excerpt",
            published="time@datetime || .blog-date",
            link=".blog-title a@href || .summary-title a@href || h1 a@href || h2 a@href",
            kind="post",
            needs=("title",),
        ),
    ),
)

SQUARESPACE_5 = System(
    name="squarespace-5",
    title="Squarespace 5",
    generator=("squarespace v5",),
    signs=(b"journal-entry-wrapper", b"/display/ConfigurationStyle"),
    lists=(("rss", "/journal/rss.xml"), ("news", "/journal/"), ("sitemap", "/sitemap.xml")),
    twins=((re.compile(r"\?printerFriendly=true$", re.IGNORECASE), ""),),
    layouts=(
        Layout(
            item=".//div[contains(@class, 'journal-entry-wrapper')]"
            "[count(//div[contains(concat(' ', @class, ' '), ' journal-entry-wrapper ')]) = 1][not(.//*[contains(@class, 'read-more')])]",
            title=".journal-entry-text h2 || .title",
            text=".journal-entry-text .body || .body",
            published=".posted-on",
            kind="post",
            detail=True,
            needs=("title", "text"),
            repair=_posted,
        ),
        Layout(
            item=".journal-entry-wrapper",
            title=".journal-entry-text h2 || .title",
            text=".body",
            published=".posted-on",
            link=".journal-entry-text h2 a@href",
            kind="post",
            needs=("title",),
            repair=_posted,
        ),
    ),
)
