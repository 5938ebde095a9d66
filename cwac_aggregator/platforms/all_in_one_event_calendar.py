"""All-in-One Event Calendar (Time.ly) for WordPress. One post stands under many `?instance_id=`, its agenda has no end."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.html import HtmlElement

from .base import System
from .entry import Entry
from .markup import Layout
from .wordpress import WORDPRESS


def _row(entry: Entry, _: HtmlElement) -> Entry:
    """The printed day lacks its year; the day of the end has it. At midnight an end says "until the day before"."""
    title = entry.title.removesuffix(entry.where.replace("\n", " ")).strip()
    return replace(entry, title=title, where=entry.where.removeprefix("@").strip(), end=entry.end[:10])


def _detail(entry: Entry, element: HtmlElement) -> Entry:
    all_day = bool(element.xpath('.//*[contains(@class, "ai1ec-allday-badge")]'))
    return replace(entry, start=entry.start[:10], end="") if all_day else entry


ALL_IN_ONE_EVENT_CALENDAR = System(
    name="all-in-one-event-calendar",
    title="All-in-One Event Calendar (WordPress)",
    parent=WORDPRESS,
    signs=(b"all-in-one-event-calendar", b"ai1ec-event"),
    plugins=frozenset((b"all-in-one-event-calendar",)),
    data_signs=(b"ai1ec",),
    sites=re.compile(r"[?&](?:plugin=all-in-one-event-calendar|controller=ai1ec_)"),
    lists=(
        ("list", "/calendar/"),
        (
            "ics",
            "/?plugin=all-in-one-event-calendar&controller=ai1ec_exporter_controller&action=export_events&no_html=true",
        ),
    ),
    ids=(
        ("event", re.compile(r"^ai1ec-(\d+)@")),
        ("event", re.compile(r"[?&]post_type=ai1ec_event&(?:#038;|amp;)?p=(\d+)")),
    ),
    layouts=(
        Layout(
            item=".//*[contains(@class, 'ai1ec-event-details')]/ancestor::*[.//h1][1]",
            title="h1.entry-title || h1",
            when=(".dt-duration",),
            where=(".p-location",),
            text=".e-content || .p-description || .ai1ec-event-description",
            start=".dt-start",
            end=".dt-end",
            drop=".dt-duration span:not(.ai1ec-allday-badge)",
            detail=True,
            repair=_detail,
        ),
        Layout(
            item=".ai1ec-event[class*=ai1ec-event-id-]",
            title=".ai1ec-event-title",
            when=(".ai1ec-event-time",),
            where=(".ai1ec-event-location",),
            text=".ai1ec-event-description",
            end="@data-end",
            link=".ai1ec-load-event@href || a.ai1ec-read-more@href",
            id=("@class", re.compile(r"ai1ec-event-id-(\d+)")),
            drop=".ai1ec-sas-actions",
            repair=_row,
        ),
    ),
)
