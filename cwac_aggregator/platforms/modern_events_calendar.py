"""Modern Events Calendar for WordPress. Its JSON-LD has only days, even for timed events: the printed hours are read."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.html import HtmlElement

from .base import System
from .entry import Entry
from .markup import Layout
from .wordpress import WORDPRESS

_OCCURRENCE = re.compile(r"[?&]occurrence=(\d{4}-\d\d-\d\d)")


def _occurrence(entry: Entry, _: HtmlElement) -> Entry:
    """The link of a repeat names its day."""
    found = _OCCURRENCE.search(entry.link or "")
    return replace(entry, start=found[1]) if found else entry


MODERN_EVENTS_CALENDAR = System(
    name="modern-events-calendar",
    title="Modern Events Calendar (WordPress)",
    parent=WORDPRESS,
    signs=(b"modern-events-calendar", b"mec-event-article", b"mec-single-event"),
    plugins=frozenset((b"modern-events-calendar", b"modern-events-calendar-lite")),
    data_signs=(b"mec:startDate", b"webnus.net"),
    sites=re.compile(r"[?&](?:mec-ical-feed=1|method=ical)\b|/wp/v2/mec-events"),
    lists=(
        ("list", "/events/"),
        ("ics", "/?mec-ical-feed=1"),
        ("rss", "/events/feed/"),
        ("json", "/wp-json/wp/v2/mec-events?per_page=100"),
    ),
    ids=(
        ("event", re.compile(r"[?&]method=ical&(?:amp;)?id=(\d+)")),
        ("event", re.compile(r"[?&]post_type=mec-events&(?:#038;|amp;)?p=(\d+)")),
    ),
    layouts=(
        Layout(
            item=".mec-single-event",
            title=".mec-single-title",
            when=(".mec-single-event-date dd || .mec-start-date-label", ".mec-single-event-time dd"),
            where=(".mec-single-event-location dl",),
            text=".mec-single-event-description",
            id=("@data-event-id || .mec-booking-button@data-event-id", re.compile(r"(\d+)")),
            detail=True,
        ),
        Layout(
            item=".mec-event-article",
            title=".mec-event-title a || .mec-event-title",
            when=(
                ".mec-start-date-label || .mec-event-date || .mec-date-details",
                ".mec-time-details || .mec-event-time",
            ),
            where=(".mec-event-loc-place || .mec-grid-event-location", ".mec-event-address || .mec-event-loc-address"),
            text=".mec-event-description",
            link=".mec-event-title a@href",
            id=("a[data-event-id]@data-event-id", re.compile(r"(\d+)")),
            repair=_occurrence,
        ),
    ),
)
