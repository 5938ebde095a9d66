"""Events Manager for WordPress. Its RSS gives the start of the event as pubDate, which all others use for publication."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml.html import HtmlElement

from .base import System
from .entry import Entry
from .markup import Layout
from .wordpress import WORDPRESS


def _said(label: str) -> str:
    """The stock format of single pages: a paragraph that opens with its label in bold."""
    return f".//p[strong[starts-with(normalize-space(), '{label}')]]"


def _unlabelled(entry: Entry, _: HtmlElement) -> Entry:
    return replace(entry, when=_LABEL.sub("", entry.when).strip(), published="")


_LABEL = re.compile(r"^(?:Date/Time\s*)?Date\(s\) - ")

_DATE = f".em-event-date || .em-event-meta-datetime || {_said('Date')}"
_TIME = ".em-event-time"
_PLACE = f".em-event-location || {_said('Location')}"

EVENTS_MANAGER = System(
    name="events-manager",
    title="Events Manager (WordPress)",
    parent=WORDPRESS,
    signs=(b"/plugins/events-manager/", b"em-event-single"),
    plugins=frozenset((b"events-manager", b"events-manager-pro")),
    data_signs=(b"wp-events-plugin.com",),
    lists=(("list", "/events/"), ("ics", "/events/?ical=1"), ("rss", "/events/feed/")),
    ids=(
        ("event", re.compile(r"[?&]event_id=(\d+)")),
        ("event", re.compile(r"[?&]post_type=event&(?:#038;|amp;)?p=(\d+)")),
    ),
    layouts=(
        Layout(
            item=".//*/@class[contains(., 'em-event-single')]/../ancestor::*[.//h1][1]",
            title="h1.entry-title || h1",
            when=(_DATE, _TIME),
            where=(_PLACE,),
            text=".em-event-content || .em-event-description",
            id=(".em-event-single@class", re.compile(r"\bem-event-(\d+)\b")),
            detail=True,
            repair=_unlabelled,
        ),
        Layout(
            item=".em-events-widget > li, .em-events-widget > ul > li",
            title="a",
            when=("./ul/li[1]", "./ul/li[2]"),
            where=("./ul/li[3]", "./ul/li[4]"),
            link="a@href",
        ),
        Layout(
            item=".em-events-list .em-event, .em-list .em-event, .em-item.em-event:not(.em-event-single)",
            title=".em-item-title || .em-event-title || h3",
            when=(_DATE, _TIME),
            where=(_PLACE,),
            text=".em-item-desc",
            link=".em-item-title a@href || .em-event-title a@href || h3 a@href",
            id=("@data-event-id || @class", re.compile(r"\b(?:em-event-)?(\d+)\b")),
        ),
    ),
)
