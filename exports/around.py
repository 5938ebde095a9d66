"""What stands around the events in an export: changes, sources, effort. Given by the caller, as plain rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

HEALTH = ("ok", "empty", "silent", "failing", "blocked", "moved", "gone")
"""How a source may do; `cwac sources health` says the same."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One line of an event's history.

    `what` is "added", "moved", "cancelled", "postponed", "details", "visibility", "withdrawn" or "merged"; of a merge `new` is
    the id that lives on. `old` and `new` are the field's values as text.
    """

    at: datetime
    event_id: str
    what: str
    field: str | None
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source and how it does: when a page of it was last confirmed (None: never looked), what failed in the last crawl.

    `health` is a word from the closed list `HEALTH` (None: not looked at lately), `health_since` the day of the crawl it began with.
    """

    id: str
    name: str
    kind: str
    city: str | None
    county: str | None
    region: str | None
    country: str | None
    agency_id: str | None
    hosts: tuple[str, ...]
    start_url: str | None
    last_fetched: datetime | None
    failures: int
    events: int
    last_day: date | None
    health: str | None = None
    health_since: date | None = None


@dataclass(frozen=True, slots=True)
class EffortRow:
    """How often we looked at a source in a month (`2026-10`): answers by what came of them; all 0 where nobody looked."""

    source_id: str
    month: str
    fetched: int
    unchanged: int
    failed: int
    blocked: int


@dataclass(frozen=True, slots=True)
class Around:
    """Everything around the events. `changes` newest first; `redirects`: ids that were merged away, and what each leads to."""

    changes: tuple[ChangeRow, ...] = ()
    sources: tuple[SourceRow, ...] = ()
    effort: tuple[EffortRow, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
