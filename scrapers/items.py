"""What the spider hands to the pipeline: one item per address asked for, whatever came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cwac_aggregator.database import Failure

from .summary import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedItem:
    """An answer worth keeping. `url` canonical, `fetched_at` aware in UTC, `text_digest` from `fingerprint`."""

    url: str
    source_id: str
    fetched_at: datetime
    status: int
    body: bytes
    text_digest: str
    content_type: str | None
    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedItem:
    """A 304: the page we have still stands."""

    url: str
    source_id: str
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedItem:
    """An address that gave no page. `code` names the issue to raise, or is None where none is due.

    `outcome` is what the archive notes, `count` what the summary counts it as.
    """

    url: str
    source_id: str
    fetched_at: datetime
    outcome: Failure
    count: Count
    reason: str
    status: int | None = None
    code: str | None = None


Item = FetchedItem | ConfirmedItem | FailedItem
