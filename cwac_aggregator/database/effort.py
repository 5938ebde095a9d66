"""How often each source was looked at, by month: for those who must tell "no events" from "not looked"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from .engine import reading
from .schema import fetches, sources
from .upsert import BATCH

_KIND = {
    "new": "fetched",
    "changed": "fetched",
    "unchanged": "unchanged",
    "confirmed": "unchanged",
    "failed": "failed",
    "gone": "failed",
    "blocked": "blocked",
}


@dataclass(frozen=True, slots=True)
class Effort:
    """Answers from one source in one month (`2026-10`, in UTC), by what came of them; all 0 where nobody looked."""

    source_id: str
    month: str
    fetched: int
    unchanged: int
    failed: int
    blocked: int


def effort(engine: Engine) -> list[Effort]:
    """Every source ever looked at or in the registry, with every month from the first fetch to the last; sorted."""
    counts: Counter[tuple[str, str, str]] = Counter()
    statement = sa.select(fetches.c.source_id, fetches.c.fetched_at, fetches.c.outcome)
    with reading(engine) as connection:
        known = set(connection.scalars(sa.select(sources.c.id)))
        for row in connection.execution_options(yield_per=BATCH).execute(statement):
            counts[row.source_id, f"{row.fetched_at:%Y-%m}", _KIND.get(row.outcome, "failed")] += 1
    if not counts:
        return []
    months = list(_months(min(month for _, month, _ in counts), max(month for _, month, _ in counts)))
    return [
        Effort(source, month, *(counts[source, month, kind] for kind in ("fetched", "unchanged", "failed", "blocked")))
        for source in sorted(known | {source for source, _, _ in counts})
        for month in months
    ]


def _months(first: str, last: str) -> Iterator[str]:
    year, month = (int(part) for part in first.split("-"))
    while f"{year:04}-{month:02}" <= last:
        yield f"{year:04}-{month:02}"
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
