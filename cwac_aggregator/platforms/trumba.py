"""Trumba, mostly embedded in other sites by script: the calendar's name stands in the page, its feeds at trumba.com."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .base import System
from .entry import Feed

_NAME = re.compile(
    r"""webName["']?\s*:\s*["']([\w-]+)["']|trumba\.com/calendars/([\w-]+)(?:\.(?:ics|rss|json|atom)|["'?])"""
)


def _find(_: str, page: str) -> Iterator[Feed]:
    if "trumba" in page.lower():
        for name in dict.fromkeys(first or second for first, second in _NAME.findall(page)):
            yield Feed(f"https://www.trumba.com/calendars/{name}.json", "json", stated=True)
            yield Feed(f"https://www.trumba.com/calendars/{name}.ics", "ics", stated=True)


TRUMBA = System(
    name="trumba",
    title="Trumba",
    data_signs=(b"uid.trumba.com", b'"startTimeZoneOffset"', b"schemas.trumba.com"),
    sites=re.compile(r"\btrumba\.com/"),
    ids=(
        ("event", re.compile(r"[?&](?:trumbaEmbed=.*?)?eventid(?:=|%3d)(\d+)", re.IGNORECASE)),
        ("event", re.compile(r"uid\.trumba\.com/event/(\d+)")),
    ),
    views=frozenset(("view", "filterview", "template", "startdate", "date")),
    find=_find,
)
