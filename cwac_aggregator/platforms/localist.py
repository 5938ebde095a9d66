"""Localist, of campuses and cities. Its API repeats an event once per occurrence under the same id."""

from __future__ import annotations

import re

from .base import System
from .markup import Layout

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
)
