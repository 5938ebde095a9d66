"""How the crawls of each source went, run by run: what health is judged from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from .archive import Failure
from .engine import reading
from .schema import fetches, mentions, pages, runs
from .upsert import batches

GOOD = ("new", "changed", "unchanged", "confirmed")


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFacts:
    """One source in one crawl: `good` addresses answered, `bad` did not.

    `outcome`, `status`, `reason` and `url` are those of the first address that failed (a start address, where those
    fail); None where none did.
    """

    source_id: str
    run_id: int
    at: datetime
    good: int
    bad: int
    outcome: Failure | None = None
    status: int | None = None
    reason: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """What is known of a source: its visits, the newest first; whether it ever gave a page; the newest day of an event."""

    source_id: str
    visits: tuple[VisitFacts, ...]
    has_pages: bool
    newest_day: date | None


class Visits:
    """The history of the crawls, by source."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def history(self, last: int = 10) -> dict[str, SourceFacts]:
        """Every source visited in the `last` finished crawls, by id."""
        with reading(self._engine) as connection:
            run_ids = _runs(connection, last)
            visits = _visits(connection, run_ids)
            first = _first_failures(connection, visits)
            with_pages = set(connection.scalars(sa.select(pages.c.source_id).distinct()))
            days = dict(
                connection.execute(
                    sa.select(mentions.c.source_id, sa.func.max(mentions.c.day)).group_by(mentions.c.source_id)
                ).all()
            )
        found: dict[str, list[VisitFacts]] = {}
        for visit in visits:
            failure = first.get((visit.source_id, visit.run_id), {})
            found.setdefault(visit.source_id, []).append(replace(visit, **failure))
        return {
            source_id: SourceFacts(
                source_id=source_id,
                visits=tuple(history),
                has_pages=source_id in with_pages,
                newest_day=date.fromisoformat(days[source_id]) if days.get(source_id) else None,
            )
            for source_id, history in sorted(found.items())
        }


def _runs(connection: Connection, last: int) -> list[int]:
    statement = (
        sa.select(runs.c.id)
        .where(runs.c.crawled.is_(True), runs.c.finished.is_not(None))
        .order_by(runs.c.id.desc())
        .limit(last)
    )
    return list(connection.scalars(statement))


def _visits(connection: Connection, run_ids: list[int]) -> list[VisitFacts]:
    good = sa.case((fetches.c.outcome.in_(GOOD), 1), else_=0)
    statement = (
        sa.select(
            fetches.c.source_id,
            fetches.c.run_id,
            sa.func.max(fetches.c.fetched_at).label("at"),
            sa.func.sum(good).label("good"),
            sa.func.sum(1 - good).label("bad"),
        )
        .where(fetches.c.run_id.in_(run_ids))
        .group_by(fetches.c.source_id, fetches.c.run_id)
        .order_by(fetches.c.source_id, fetches.c.run_id.desc())
    )
    return [
        VisitFacts(source_id=row.source_id, run_id=row.run_id, at=row.at, good=int(row.good), bad=int(row.bad))
        for row in connection.execute(statement)
    ]


def _first_failures(connection: Connection, visits: list[VisitFacts]) -> dict[tuple[str, int], dict[str, Any]]:
    """The first address that failed in each visit that brought nothing at all."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    barren = [(visit.source_id, visit.run_id) for visit in visits if not visit.good]
    for some in batches(barren, 300):
        statement = (
            sa.select(
                fetches.c.source_id,
                fetches.c.run_id,
                fetches.c.outcome,
                fetches.c.status,
                fetches.c.reason,
                fetches.c.url,
            )
            .where(sa.tuple_(fetches.c.source_id, fetches.c.run_id).in_(some))
            .order_by(fetches.c.id.desc())
        )
        for row in connection.execute(statement):
            found[row.source_id, row.run_id] = {
                "outcome": row.outcome,
                "status": row.status,
                "reason": row.reason,
                "url": row.url,
            }
    return found
