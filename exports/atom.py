"""new.atom and soon.atom: what was added last, and what comes next (RFC 4287)."""

from __future__ import annotations

import heapq
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from xml.etree import ElementTree as ET

from cwac_aggregator.ids import UID_DOMAIN
from cwac_aggregator.model import Event, day_of

from .calendar.describe import description, page_address
from .calendar.entry import location
from .calendar.text import one_line, plain, uri
from .interface import Edition, Exporter
from .objects import instant
from .staging import Stage

MOST = 50
"""Entries of a feed."""
_Item = TypeVar("_Item", bound=tuple[Any, str, int, Event])
_NAMESPACE = "http://www.w3.org/2005/Atom"


class AtomExporter(Exporter):
    """Published local events only. "Soon" begins with the day of the last crawl."""

    name = "atom"
    title = "Feeds for readers of news: what is new, what comes soon"
    media_type = "application/atom+xml"
    paths = ("new.atom", "soon.atom")

    def __init__(self, stage: Stage, edition: Edition) -> None:
        super().__init__(stage, edition)
        self._count = 0
        self._new: list[tuple[datetime, str, int, Event]] = []
        self._soon: list[tuple[int, str, int, Event]] = []

    def add(self, event: Event) -> None:
        if event.visibility != "published" or event.kind != "event":
            return
        self._count += 1  # events themselves have no order
        _keep(self._new, (event.created, event.id, self._count, event))
        if event.start is None or event.status in ("cancelled", "postponed"):
            return
        day = day_of(event.start)
        if day >= (self.edition.as_of or date.min):
            # A heap drops the least first; of days to come the latest.
            _keep(self._soon, (-day.toordinal(), event.id, self._count, event))

    def close(self) -> None:
        new = [item[3] for item in sorted(self._new, reverse=True)]
        soon = [item[3] for item in sorted(self._soon, key=lambda item: (-item[0], item[1]))]
        for path, title, events in (
            ("new.atom", "New: Coffee with a Cop and kindred events", new),
            ("soon.atom", "Soon: Coffee with a Cop and kindred events", soon),
        ):
            self.stage.write(path, [_feed(path, title, events, self.edition)])


def _keep(heap: list[_Item], item: _Item) -> None:
    """Hold the greatest MOST items."""
    if len(heap) < MOST:
        heapq.heappush(heap, item)
    else:
        heapq.heappushpop(heap, item)


def _feed(path: str, title: str, events: list[Event], edition: Edition) -> bytes:
    feed = ET.Element("feed", xmlns=_NAMESPACE)
    _text(feed, "id", f"tag:{UID_DOMAIN},2026:{path}")
    _text(feed, "title", title)
    newest = max((event.last_changed for event in events), default=datetime(1970, 1, 1, tzinfo=UTC))
    _text(feed, "updated", instant(newest))
    _text(ET.SubElement(feed, "author"), "name", "cwac-aggregator")
    if address := edition.address(path):
        ET.SubElement(feed, "link", rel="self", href=uri(address))
    for event in events:
        entry = ET.SubElement(feed, "entry")
        _text(entry, "id", f"tag:{UID_DOMAIN},2026:{event.id}")
        _text(entry, "title", _title(event))
        _text(entry, "updated", instant(event.last_changed))
        _text(entry, "published", instant(event.created))
        if address := edition.address(f"events/{event.id}/") or page_address(event):
            ET.SubElement(entry, "link", href=uri(address))
        _text(entry, "summary", "\n".join(part for part in (location(event), description(event)) if part))
    ET.indent(feed, " ")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + bytes(ET.tostring(feed, encoding="utf-8")) + b"\n"


def _title(event: Event) -> str:
    prefix = {"cancelled": "CANCELLED: ", "postponed": "POSTPONED: "}.get(event.status, "")
    when = ""
    if isinstance(event.start, datetime):
        when = f", {event.start:%a %Y-%m-%d %H:%M}"
    elif event.start is not None:
        when = f", {event.start:%a %Y-%m-%d}"
    return f"{prefix}{one_line(event.title)}{when}"


def _text(parent: ET.Element, name: str, text: str) -> None:
    # XML 1.0 takes no control characters but line breaks, and no non-characters.
    ET.SubElement(parent, name).text = plain(text).translate({0xFFFE: None, 0xFFFF: None})
