"""The crawl's clock, which the demo sets to the day its town lives on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the time of a fetch: aware, in UTC."""


def utc_now() -> datetime:
    """The time by the machine's clock."""
    return datetime.now(UTC)
