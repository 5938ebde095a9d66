"""CivicPlus CivicEngage, the most common system of American cities: Calendar.aspx, CivicAlerts.aspx, RSSFeed.aspx, iCalendar.

The chooser page /rss.aspx is refused by the stock robots.txt, the feeds themselves are not. A link's month, year and day
are the view it was reached from, never the event's day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin

from lxml.html import HtmlElement

from .base import System
from .entry import Entry, Feed
from .markup import Layout, labelled

_CALENDAR = re.compile(r"(?:[?&;](?:CID|catID)=|id=\"CID)(\d{1,5})\b", re.IGNORECASE)
_RSS = re.compile(r"""["'](/?RSSFeed\.aspx\?[^"'\s]+)["']""", re.IGNORECASE)
_NO_END = re.compile(r"\s*[-\u2013\u2014]\s*11:59\s*PM$", re.IGNORECASE)
_NO_HOURS = re.compile(r",?\s*12:00\s*AM$", re.IGNORECASE)
_POSTED = re.compile(r"^posted(?: on)?:?\s*|\s*\|.*$", re.IGNORECASE)
_NO_LIST = "/parent::*[not(.//a[starts-with(@id, 'alertTitle_')])]"
"""Behind a path to attributes: their elements that hold no row of a list of news."""


def _find(url: str, text: str) -> Iterator[Feed]:
    for feed in dict.fromkeys(_RSS.findall(text)):
        yield Feed(urljoin(url, feed.replace("&amp;", "&")), "rss", stated=True)
    if "alendar" in text:
        for number in dict.fromkeys(_CALENDAR.findall(text)):
            yield Feed(
                urljoin(url, f"/common/modules/iCalendar/iCalendar.aspx?catID={number}&feed=calendar"),
                "ics",
                stated=True,
            )


def _event(entry: Entry, _: HtmlElement) -> Entry:
    """11:59 PM at the end is how the system says that no end was given, midnight to 11:59 PM that no hour was."""
    when = _NO_HOURS.sub("", _NO_END.sub("", entry.when)).strip()
    return replace(entry, when=when, where=entry.where.removeprefix("@").strip())


def _posted(entry: Entry, _: HtmlElement) -> Entry:
    return replace(entry, published=_POSTED.sub("", entry.published))


CIVICPLUS = System(
    name="civicplus",
    title="CivicPlus CivicEngage",
    signs=(b"cpcDomain", b"Websites by CivicPlus"),
    data_signs=(b"<calendarEvent:", b"RSSFeed.aspx", b"alendar.aspx?EID=", b"/iCalendar.aspx?"),
    sites=re.compile(
        r"\.civicplus\.com/|/(?:CivicAlerts|RSSFeed|iCalendar)\.aspx(?:\?|$)|/common/modules/icalendar/|/Calendar\.aspx\?.*\bEID=|"
        r"/(?:AgendaCenter|DocumentCenter)(?:/|$)",
        re.IGNORECASE,
    ),
    lists=(
        ("list", "/Calendar.aspx"),
        ("news", "/CivicAlerts.aspx"),
        ("rss", "/RSSFeed.aspx?ModID=58&CID=All-calendar.xml"),
        ("rss", "/RSSFeed.aspx?ModID=1&CID=All-newsflash.xml"),
        ("ics", "/common/modules/iCalendar/iCalendar.aspx?catID=14&feed=calendar"),
        ("sitemap", "/sitemap.xml"),
    ),
    ids=(
        ("event", re.compile(r"/(?:calendar|icalendar)\.aspx\?(?:.*&)?(?:EID|eventID)=(\d+)", re.IGNORECASE)),
        ("alert", re.compile(r"/civicalerts\.aspx\?(?:.*&)?AID=(\d+)", re.IGNORECASE)),
        ("alert", re.compile(r"/m/newsflash/[^?#]*/Detail/(\d+)", re.IGNORECASE)),
        # The UID of its calendars is the bare number of the event.
        ("event", re.compile(r"^(\d{1,9})$")),
    ),
    views=frozenset(
        (*("month", "year", "day", "caltype", "view", "startdate", "enddate"), *("cid", "backlist", "preview", "arc"))
    ),
    twins=(
        (re.compile(r"/m/newsflash/[^?#]*/Detail/(\d+)[^#]*$", re.IGNORECASE), r"/CivicAlerts.aspx?AID=\1"),
        (re.compile(r"/calendar\.aspx\b", re.IGNORECASE), "/Calendar.aspx"),
        (re.compile(r"/civicalerts\.aspx\b", re.IGNORECASE), "/CivicAlerts.aspx"),
        (re.compile(r"([?&])eid=", re.IGNORECASE), r"\1EID="),
        (re.compile(r"([?&])aid=", re.IGNORECASE), r"\1AID="),
    ),
    layouts=(
        Layout(
            item=".detailsBody, #calendarEvent",
            title="[id$=_eventTitle] || .detailTitle h2 || .eventTitle",
            when=(labelled("specificDetailHeader", "Date"), labelled("specificDetailHeader", "Time")),
            where=(labelled("specificDetailHeader", "Location"), labelled("specificDetailHeader", "Address")),
            text="[itemprop=description]",
            start="[itemprop=startDate] || .hidden [itemprop=startDate]",
            drop=".specificDetailFacility",
            detail=True,
            repair=_event,
        ),
        Layout(
            item='.//a[starts-with(@id, "eventTitle_")]/ancestor::li[1]',
            title="a[id^=eventTitle_]",
            when=(".date",),
            where=(".eventLocation",),
            text="[itemprop=description]",
            start="[itemprop=startDate]",
            link="a[id^=eventTitle_]@href",
            repair=_event,
        ),
        Layout(
            item=f".//*/@id[. = 'alertContent' or . = 'CivicAlerts']{_NO_LIST} | "
            f".//*/@class[contains(concat(' ', ., ' '), ' article ')]{_NO_LIST}",
            title=".headline || .title || h2 || h1",
            text=".fr-view || .content || .article-content",
            published=".date || .article-date || .fst-italic",
            kind="alert",
            detail=True,
            needs=("title", "text", "published"),
            repair=_posted,
        ),
        Layout(
            item='.//a[starts-with(@id, "alertTitle_")]/ancestor::*[self::li or contains(@class, "item")][1]',
            title="a[id^=alertTitle_]",
            text=".intro || p",
            published=".date",
            link="a[id^=alertTitle_]@href",
            kind="alert",
            needs=("title",),
            repair=_posted,
        ),
        Layout(
            item="li.list-group-item",
            title="a.article-title-link",
            text=".article-preview",
            published=".article-list-footer .fst-italic",
            link="a.article-title-link@href",
            kind="alert",
            needs=("title",),
            repair=_posted,
        ),
    ),
    find=_find,
)
