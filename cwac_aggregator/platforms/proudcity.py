"""ProudCity: WordPress for cities. In its events feed pubDate is the start of the event, in UTC."""

from __future__ import annotations

import re

from .base import System
from .wordpress import WORDPRESS

PROUDCITY = System(
    name="proudcity",
    title="ProudCity",
    parent=WORDPRESS,
    signs=(b"googleapis.com/proudcity", b"wp-proud-core"),
    plugins=frozenset((b"wp-proud-core", b"wp-proud-theme")),
    data_signs=(b"wp-proud-", b"proudcity.com"),
    sites=re.compile(r"\.proudcity\.com/|/feed/eventsfeed/"),
    lists=(("rss", "/feed/eventsfeed/"), ("list", "/events/"), ("json", "/wp-json/wp/v2/meetings?per_page=100")),
)
