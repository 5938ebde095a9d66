"""The Events Calendar for WordPress. Its assets load on every page of a site: being recognised does not make a page an event.

The iCal UID holds start and end, so it changes with the time; the post's number before them does not. A site left on UTC
prints local time as UTC, and offsets in its markup may be wrong: days and printed hours are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from .base import System
from .entry import Feed
from .markup import Layout
from .wordpress import WORDPRESS

_ORIGIN = re.compile(r"""<meta\b[^>]*\bname=["']tec-api-origin["'][^>]*\bcontent=["']([^"']+)["']""", re.IGNORECASE)
_POST = re.compile(r"\bpost-(\d+)\b")


def _find(url: str, page: str) -> Iterator[Feed]:
    if origin := _ORIGIN.search(page):
        root = urljoin(url, origin[1]).rstrip("/")
        yield Feed(f"{root}/wp-json/tribe/events/v1/events?per_page=50", "json", stated=True)


def _row(prefix: str, when: str = "") -> Layout:
    """The views of version 5 and later name every part alike."""
    when = when or f"{prefix}-datetime"
    return Layout(
        item=f".{prefix}",
        title=f".{prefix}-title",
        when=(f".{when}",),
        where=(f".{prefix}-venue-title", f".{prefix}-venue-address"),
        text=f".{prefix}-description",
        start=f"time.{when}@datetime || .{when} time@datetime || .{when} [datetime]@datetime",
        link=f".{prefix}-title a@href || .{prefix}-title-link@href",
        id=("@class", _POST),
    )


THE_EVENTS_CALENDAR = System(
    name="the-events-calendar",
    title="The Events Calendar (WordPress)",
    parent=WORDPRESS,
    signs=(b"tribe-events", b"tec-api-version", b"type-tribe_events"),
    plugins=frozenset((b"the-events-calendar", b"events-calendar-pro")),
    data_signs=(b"/tribe/events/v1/", b"ECPv"),
    sites=re.compile(r"/wp-json/tribe/events/|[?&](?:outlook-)?ical=1\b", re.IGNORECASE),
    lists=(
        ("list", "/events/"),
        ("ics", "/events/?ical=1"),
        ("json", "/wp-json/tribe/events/v1/events?per_page=50"),
    ),
    ids=(
        ("event", re.compile(r"^(\d+)-\d{9,10}-\d{9,10}@")),
        ("event", re.compile(r"/tribe/events/v1/events/(\d+)")),
        ("event", re.compile(r"[?&](?:#038;|amp;)?post_type=tribe_events&(?:#038;|amp;)?p=(\d+)")),
    ),
    views=frozenset(
        (
            "ical",
            "outlook-ical",
            "eventdisplay",
            "tribe-bar-date",
            "tribe_event_display",
            "shortcode",
            "hide_subsequent_recurrences",
        )
    ),
    twins=((re.compile(r"(/event/[^?#]+)\?(?:outlook-)?ical=1$", re.IGNORECASE), r"\1"),),
    layouts=(
        Layout(
            item=".tribe-events-single",
            title=".tribe-events-single-event-title",
            when=(
                ".tribe-events-schedule h2 || .tribe-events-schedule h3 || .tribe-events-schedule__datetime || .tribe-events-schedule",
            ),
            where=(
                ".tribe-events-meta-group-venue .tribe-venue || .tribe-venue || .tribe-block__venue__name",
                ".tribe-events-address || .tribe-venue-location || .tribe-block__venue__address",
            ),
            text=".tribe-events-single-event-description || .tribe-events-content",
            start=".tribe-events-start-datetime@title || .tribe-events-start-date@title",
            id=(".type-tribe_events@class || .type-tribe_events@id", _POST),
            drop=".tribe-events-gmap, .tribe-events-google-map",
            detail=True,
        ),
        _row("tribe-events-calendar-list__event"),
        _row("tribe-events-calendar-day__event"),
        _row("tribe-events-pro-photo__event"),
        _row("tribe-events-widget-events-list__event"),
        _row(
            "tribe-events-calendar-month__calendar-event",
            "tribe-events-calendar-month__calendar-event-tooltip-datetime",
        ),
        _row("tribe-events-calendar-month-mobile-events__mobile-event"),
        Layout(
            item=".type-tribe_events",
            title=".tribe-events-list-event-title",
            when=(".tribe-event-schedule-details || .tribe-event-date-start || .time-details || [class*=date]",),
            where=(".tribe-events-venue-details || .tribe-address",),
            text=".tribe-events-list-event-description",
            link=".tribe-events-list-event-title a@href",
            id=("@class || @id", _POST),
            drop=".tribe-events-gmap",
        ),
    ),
    find=_find,
)
