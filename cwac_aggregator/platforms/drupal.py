"""Drupal as cities build it, and Municode's Drupal 7 (MunicodeWEB).

A date-only field prints noon in UTC as a placeholder: then only the day holds, and the hour is in the text near it.
Every site names its fields anew, so fields are found by the words in their class names; a row counts as an event only
where something says "event", else its date is a publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin

from lxml.html import HtmlElement

from .base import System
from .entry import Entry, Feed
from .markup import Layout

_NOON = re.compile(r"^(\d{4}-\d\d-\d\d)T12:00:00(?:Z|\+00:00)$")
_EVENT = re.compile(r"event|calendar|meeting", re.IGNORECASE)
_CALENDAR = re.compile(r"""["']([^"'\s]*/calendar/ical/[^"'\s]+\.ics|data:text/calendar[^"'\s]*)["']""")
_JSON_API = re.compile(r"""["']([^"'\s]*/events/feed/json[^"'\s]*)["']""")


def _field(*words: str) -> str:
    """A spec for a field whose class carries one of the words, e.g. `field--name-field-event-date`."""
    named = " or ".join(f'contains(@class, "-{word}") or contains(@class, "_{word}")' for word in words)
    return f'.//*[contains(@class, "field")][{named}]'


_DATE = _field("date", "when", "datetime")
_TIME = _field("time", "hours")
_PLACE = _field("location", "place", "venue", "address")
_LABEL = ".field__label, .field-label, .views-label, .visually-hidden, .element-invisible, .addtocal, .ical_links"


def _settle_start(entry: Entry) -> Entry:
    noon = _NOON.match(entry.start)
    return replace(entry, start=noon[1]) if noon else entry


def _detail(entry: Entry, _: HtmlElement) -> Entry:
    return _settle_start(entry)


def _row(entry: Entry, element: HtmlElement) -> Entry:
    words = [element.get("class") or "", entry.link or ""]
    words += [part.get("class") or "" for part in element.iterdescendants("article", "time", "span", "div")]
    words += [one.get("class") or "" for one in element.iterancestors("div", "section", "main", "body")]
    if any(_EVENT.search(word) for word in words):
        return _settle_start(entry)
    return replace(entry, when="", start="", published=entry.published or entry.start or entry.when)


def _find(url: str, page: str) -> Iterator[Feed]:
    for found in dict.fromkeys(_JSON_API.findall(page)):
        yield Feed(urljoin(url, found.replace("&amp;", "&")), "json", stated=True)
    for found in dict.fromkeys(_CALENDAR.findall(page)):
        if not found.startswith("data:") and "/node/" not in found:
            yield Feed(urljoin(url, found), "ics", stated=True)


DRUPAL = System(
    name="drupal",
    title="Drupal",
    generator=("drupal",),
    signs=(b"/sites/default/files", b"data-drupal-selector", b"Drupal.settings, {"),
    lists=(
        ("list", "/events"),
        ("list", "/calendar"),
        ("news", "/news"),
        ("rss", "/rss.xml"),
        ("sitemap", "/sitemap.xml"),
    ),
    ids=(("node", re.compile(r"/node/(\d+)(?:[/?#]|$)")), ("node", re.compile(r"^(\d+) at https?://"))),
    twins=((re.compile(r"(?:/(?:print|printpdf|printmail))+/(node/\d+|[^?#]+)$"), r"/\1"),),
    layouts=(
        Layout(
            item=".//*/@class[contains(., 'node--type-event') or contains(., 'node-event') or contains(., 'node--event') or "
            "contains(., 'event-node')]/parent::*[self::article or self::div][contains(@class, '--full') or "
            ".//h1 or count(//*/@class[contains(., 'node--type-event') or contains(., 'node-event') or contains(., 'event-node')]) = 1]",
            title="h1 || ./ancestor::body//h1",
            when=(f"{_DATE} || time || .date-display-single || .date", f"{_TIME} || .time"),
            where=(_PLACE,),
            text=f"{_field('body')} || {_field('description')}",
            start="time@datetime || .date-display-single@content",
            id=("@id || @about || @data-history-node-id", re.compile(r"(?:node-|^)(\d+)$")),
            kind="node",
            drop=_LABEL,
            detail=True,
            needs=("title", "when|start"),
            repair=_detail,
        ),
        Layout(
            item="tr:has(> td.views-field)",
            title="td.views-field-title || td[class*=title] || td a",
            when=("td[class*=date]", "td[class*=-time]"),
            where=("td[class*=location] || td[class*=place] || td[class*=venue]", "td[class*=address]"),
            start="td time@datetime || td .date-display-single@content",
            published="td[class*=created]",
            link="td.views-field-title a@href || td[class*=title] a@href || td a@href",
            kind="node",
            drop=_LABEL,
            needs=("title", "when|start|published"),
            repair=_row,
        ),
        Layout(
            item=".views-row",
            title=".views-field-title || [class*=title] || h2 || h3 || h4 || a",
            when=(
                ".views-field[class*=date] || [class*=field][class*=date] || time || .date-display-single || [class*=event-date] || .date",
                ".views-field[class*=-time] || [class*=event-time]",
            ),
            where=(
                ".views-field[class*=location] || [class*=field][class*=location] || [class*=event-location]",
                ".views-field[class*=address]",
            ),
            text=".views-field-body || [class*=summary] || [class*=teaser-text]",
            start="time@datetime || .date-display-single@content",
            published=".views-field-created || [class*=created] || .submitted",
            link=".views-field-title a@href || h2 a@href || h3 a@href || h4 a@href || a@href",
            kind="node",
            drop=_LABEL,
            needs=("title", "when|start|published"),
            repair=_row,
        ),
    ),
    find=_find,
)

MUNICODE = System(
    name="municode",
    title="MunicodeWEB (Drupal 7)",
    parent=DRUPAL,
    generator=("drupal 7",),
    signs=(b"a municode design", b"aha_ada_fixes", b"view-item-calendar", b"field-name-field-calendar-date", b"/aha_"),
    lists=(("list", "/calendar"), ("list", "/calendar/upcoming"), ("news", "/newslist"), ("sitemap", "/sitemap.xml")),
    ids=(("node", re.compile(r"/calendar/ical/node/(\d+)/")),),
    twins=((re.compile(r"/calendar/ical/node/(\d+)/calendar\.ics$"), r"/node/\1"),),
    views=frozenset(("field_microsite_tid", "field_microsite_tid_1")),
    layouts=(
        Layout(
            item=".//body[.//*/@class[contains(., 'calendar-date-text') or contains(., 'field-name-field-calendar-date')]]",
            title="h1#page-title || h1.title || h1",
            when=(".calendar-date-text || .field-name-field-calendar-date",),
            where=(".field-name-field-location || .field-name-field-address",),
            text=".field-name-body",
            start=".calendar-date-text .date-display-single@content || .date-display-single@content || .date-display-start@content",
            id=(".node[id]@id", re.compile(r"^node-(\d+)$")),
            kind="node",
            drop=".ical, .back_to_calendar, .field-label",
            detail=True,
        ),
        Layout(
            item=".view-item-calendar",
            title=".views-field-title a",
            when=(".views-field-field-calendar-date-1 || .views-field-field-calendar-date",),
            start=".date-display-single@content || .date-display-start@content",
            link=".views-field-title a@href",
            id=("[class*=field_calendar_date]@class", re.compile(r"calendar\.(\d+)\.")),
            kind="node",
        ),
    ),
)
