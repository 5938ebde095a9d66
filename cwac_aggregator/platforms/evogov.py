"""EvoGov. Meetings and events are drawn by script from one flat JSON list."""

from __future__ import annotations

import re

from .base import System

EVOGOV = System(
    name="evogov",
    title="EvoGov",
    generator=("evogov",),
    signs=(b"evogov.s3.", b"www.evogov.com"),
    sites=re.compile(r"/meetings/get_list(?:\?|$)|\.evogov\.com/"),
    lists=(
        ("list", "/calendar"),
        ("list", "/events"),
        ("list", "/meetings"),
        ("news", "/news"),
        ("sitemap", "/sitemap.xml"),
    ),
    ids=(("event", re.compile(r"/(?:events?|meetings?)/(?!(?:19|20)\d\d(?:[/?#]|$))(\d+)(?:[/?#]|$)")),),
)
