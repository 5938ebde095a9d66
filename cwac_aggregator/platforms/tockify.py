"""Tockify, mostly embedded by script: the calendar's name stands in `data-tockify-calendar`, its feeds at tockify.com."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .base import System
from .entry import Feed

_NAME = re.compile(
    r"""data-tockify-calendar=["']([\w.-]+)["']|https?://(?:www\.)?tockify\.com/(?:api/feeds/(?:ics|rss)/)?([\w.-]+)"""
)
_RESERVED = frozenset(("i", "api", "browser", "tkf2", "embed.js", "static", "assets"))


def _find(_: str, page: str) -> Iterator[Feed]:
    for name in dict.fromkeys(first or second for first, second in _NAME.findall(page)):
        if name not in _RESERVED and not name.endswith(".js"):
            yield Feed(f"https://tockify.com/api/feeds/ics/{name}", "ics", stated=True)


TOCKIFY = System(
    name="tockify",
    title="Tockify",
    data_signs=(b"X-TKF-", b"//Tockify"),
    sites=re.compile(r"\btockify\.com/"),
    ids=(
        ("event", re.compile(r"tockify\.com/[\w.-]+/detail/(\d+)/\d+")),
        ("event", re.compile(r"^TKF/[\w.-]+/(\d+)/")),
    ),
    views=frozenset(("view", "tags", "startms", "search")),
    find=_find,
)
