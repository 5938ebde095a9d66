"""What stands around the events in an export: changes, sources, effort. Given by the caller, as plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


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
    """A source and how it does: when a page of it was last confirmed (None: never looked), what failed in the last crawl."""

    id: str
    name: str
    kind: str
    city: str | None
    region: str | None
    country: str | None
    hosts: tuple[str, ...]
    last_fetched: datetime | None
    failures: int
    events: int
    last_day: date | None


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
    """Everything around the events. `changes` newest first."""

    changes: tuple[ChangeRow, ...] = ()
    sources: tuple[SourceRow, ...] = ()
    effort: tuple[EffortRow, ...] = ()
