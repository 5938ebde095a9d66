"""Granicus Vision, later govAccess (visionInternet): /Home/Components/Calendar and /Home/Components/News.

Hidden `time` elements hold true UTC; the printed text is the wall clock and is what is read. Sticky news repeat under
every filter, month grids go on without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin

from lxml.html import HtmlElement

from .base import System
from .entry import Entry, Feed
from .markup import Layout, labelled, one_line, select, text_of

_RSS = re.compile(r"""["'](/?Home/Components/RssFeeds/RssFeed/View\?[^"'\s]+)["']""", re.IGNORECASE)
_LIST = re.compile(
    r"""["']((?:https?://[^"'/\s]+)?/[^"'?\s]*(?:calendar|events)[^"'?\s]*/-curm-\d+/-cury-\d+)["']""", re.IGNORECASE
)
_MONTH = re.compile(r"\b([A-Z][a-zé]+)\s+((?:19|20)\d\d)\b")


def _find(url: str, text: str) -> Iterator[Feed]:
    for feed in dict.fromkeys(_RSS.findall(text)):
        yield Feed(urljoin(url, feed.replace("&amp;", "&")), "rss", stated=True)
    for page in dict.fromkeys(_LIST.findall(text)):
        yield Feed(urljoin(url, page), "list", stated=True)


def _in_grid(entry: Entry, element: HtmlElement) -> Entry | None:
    """A grid prints the month above it, the day in the cell and the hour before the link."""
    cell = next((one for one in element.iterancestors("td")), None)
    if cell is None or "othermonth" in (cell.get("class") or ""):
        return None
    day = re.match(r"\d{1,2}", one_line(text_of(cell)))
    head = next(
        (one_line(text_of(one)) for one in select(".calendar_title_content", element.getroottree().getroot())), ""
    )
    month = _MONTH.search(head)
    if day is None or month is None:
        return None
    return replace(entry, when=f"{month[1]} {day[0]}, {month[2]}\n{entry.when}".strip())


VISION = System(
    name="vision",
    title="Granicus Vision / govAccess",
    signs=(b"visionOptions", b"/Home/Components/"),
    sites=re.compile(r"/Home/Components/(?:Calendar|News|RssFeeds)/", re.IGNORECASE),
    lists=(
        ("rss", "/Home/Components/RssFeeds/RssFeed/View?ctID=6"),
        ("rss", "/Home/Components/RssFeeds/RssFeed/View?ctID=5"),
        ("sitemap", "/sitemap.xml"),
    ),
    ids=(
        ("event", re.compile(r"/Components/Calendar/Event/(\d+)", re.IGNORECASE)),
        ("event", re.compile(r"/Components/Calendar/Event/ICalendar\?(?:.*&)?ID=(\d+)", re.IGNORECASE)),
        ("news", re.compile(r"/Components/News/News/(\d+)", re.IGNORECASE)),
    ),
    views=frozenset(("curm", "cury", "toggle", "npage", "backlist", "seldept", "sortn", "sortd", "arch")),
    twins=(
        (re.compile(r"(/Components/(?:Calendar/Event|News/News)/\d+/\d+)/-[^?#]*", re.IGNORECASE), r"\1"),
        (
            re.compile(r"/Home/Components/Calendar/Event/ICalendar\?(?:.*&)?ID=(\d+).*$", re.IGNORECASE),
            r"/Home/Components/Calendar/Event/\1",
        ),
    ),
    layouts=(
        Layout(
            item=".//h2[contains(@class, 'detail-title')]/parent::*[.//*[contains(@class, 'detail-list-label')][starts-with(normalize-space(), 'Date')]]",
            title=".detail-title",
            when=(labelled("detail-list-label", "Date"), labelled("detail-list-label", "Time")),
            where=(labelled("detail-list-label", "Location"), labelled("detail-list-label", "Address")),
            text=".detail-content",
            drop="time",
            detail=True,
        ),
        Layout(
            item=".//h2[contains(@class, 'detail-title')]/parent::*[not(.//*[contains(@class, 'detail-list-label')][starts-with(normalize-space(), 'Date')])]",
            title=".detail-title",
            text=".detail-content",
            published=".item-date || .detail-date || .detail-subtitle",
            kind="news",
            detail=True,
            needs=("title", "text"),
        ),
        Layout(
            item=".//td[contains(@class, 'event_title')]/parent::tr",
            title=".event_title",
            when=("td.event_datetime",),
            where=("td.event_location",),
            link=".event_title a@href",
            drop="time",
        ),
        Layout(
            item=".calendar_item",
            title="a.calendar_eventlink",
            when=(".calendar_eventtime",),
            link="a.calendar_eventlink@href",
            needs=("title",),
            repair=_in_grid,
        ),
        Layout(
            item="ul.list-main > li",
            title="a.item-title || h2",
            text=".item-intro || p:not(.item-date)",
            published=".item-date",
            link="a.item-title@href || h2 a@href",
            kind="news",
            needs=("title", "published"),
        ),
    ),
    find=_find,
)
