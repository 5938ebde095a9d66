"""Localist, of campuses and cities. Its API repeats an event once per occurrence under the same id."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .base import System
from .entry import Entry
from .json_fields import inner, rows, text, texts
from .markup import Layout, absolute


def _json(data: Any, url: str) -> Iterable[Entry]:
    for row, wrapper in rows(data.get("events") if isinstance(data, dict) else None):
        item = wrapper.get("event")
        if not isinstance(item, dict) or not item.get("title"):
            continue
        instance = inner(item.get("event_instances"), "event_instance")
        instance = instance if isinstance(instance, dict) else {}
        day_only = instance.get("all_day") is True
        start, end = texts(instance.get("start"), instance.get("end"))
        occurrence = instance.get("id")
        place = texts(item.get("location_name"), item.get("room_number"), item.get("address"))
        yield Entry(
            title=texts(item["title"])[0],
            text=text(item.get("description_text") or item.get("description")),
            where="\n".join(part for part in place if part),
            start=start[:10] if day_only else start,
            end=end[:10] if day_only else end,
            status="cancelled" if item.get("status") in ("canceled", "cancelled") else "",
            link=absolute(str(item.get("localist_url") or ""), url),
            native_id=f"instance:{occurrence}" if occurrence else (f"event:{item['id']}" if item.get("id") else None),
            locator=f"$.events[{row}]",
        )


LOCALIST = System(
    name="localist",
    title="Localist",
    signs=(b"localist-images.", b"em-card_title"),
    data_signs=(b"tag:localist.com", b'"localist_url"'),
    sites=re.compile(r"\.localist\.com/|/api/2/events(?:[/?]|$)"),
    lists=(
        ("json", "/api/2/events?days=365&pp=100"),
        ("ics", "/calendar.ics"),
        ("rss", "/calendar.xml"),
        ("list", "/calendar"),
    ),
    ids=(("instance", re.compile(r"localist\.com,\d{4}:EventInstance_(\d+)")),),
    layouts=(
        Layout(
            item=".em-card",
            title=".em-card_title",
            when=("p.em-card_event-text",),
            where=("p.em-card_event-text ~ p.em-card_event-text",),
            link=".em-card_title a@href || a.em-card_image@href",
        ),
        Layout(
            item=".em-list_event, .item.event_item",
            title=".em-list_event__title || .summary",
            when=(".em-list_event__date || .dateright",),
            where=(".em-list_event__location || .location",),
            link=".em-list_event__title a@href || .summary a@href",
        ),
    ),
    read_json=_json,
)
