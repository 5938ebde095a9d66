"""The registry as the database knows it: for ranking what publishers say, and for the checks."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from ..sources import SourceEntry
from .effort import Effort, effort
from .engine import reading, writing
from .schema import addresses, fetches, mentions, sources


@dataclass(frozen=True, slots=True)
class Health:
    """What a source brought against what the registry expects of it.

    `pages` are those that stand after a crawl, asked for again in it or not; none where nothing answered at all.
    `failures` are those of the crawl.
    """

    id: str
    name: str
    pages: int
    failures: int
    mentions: int
    min_pages: int
    min_mentions: int


class Sources:
    """One row per source in the registry of the last run."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def sync(self, entries: Iterable[SourceEntry]) -> None:
        """Make the table equal to the registry. Pages and mentions of a source that left it stay."""
        rows = [
            {
                "id": entry.id,
                "name": entry.name,
                "kind": entry.kind,
                "city": entry.city,
                "county": entry.county,
                "region": entry.region,
                "country": entry.country,
                "timezone": entry.place.timezone,
                "language": entry.language,
                "hosts": json.dumps(sorted(entry.hosts)),
                "start_url": entry.start_urls[0],
                "agency_id": entry.agency_id,
                "min_pages": entry.expect.min_pages,
                "min_mentions": entry.expect.min_mentions,
            }
            for entry in entries
        ]
        with writing(self._engine) as connection:
            connection.execute(sa.delete(sources))
            if rows:
                connection.execute(sa.insert(sources), rows)

    def agencies(self) -> dict[str, str]:
        """The official id of each source's department, by the id of the source, as far as the registry knows it."""
        statement = sa.select(sources.c.id, sources.c.agency_id).where(sources.c.agency_id.is_not(None))
        with reading(self._engine) as connection:
            return {row[0]: row[1] for row in connection.execute(statement.order_by(sources.c.id))}

    def effort(self) -> list[Effort]:
        """How often each source was looked at, by month. See `Effort`."""
        return effort(self._engine)

    def health(self, run_id: int) -> list[Health]:
        """The sources visited in a crawl, by id."""
        good = fetches.c.outcome.in_(("new", "changed", "unchanged", "confirmed"))
        visits = (
            sa.select(
                fetches.c.source_id,
                sa.func.sum(sa.case((good, 1), else_=0)).label("pages"),
                sa.func.sum(sa.case((good, 0), else_=1)).label("failures"),
            )
            .where(fetches.c.run_id == run_id)
            .group_by(fetches.c.source_id)
            .subquery()
        )
        standing = (
            sa.select(addresses.c.source_id, sa.func.count().label("n"))
            .where(addresses.c.state == "page")
            .group_by(addresses.c.source_id)
            .subquery()
        )
        told = sa.select(mentions.c.source_id, sa.func.count().label("n")).group_by(mentions.c.source_id).subquery()
        statement = (
            sa.select(
                sources.c.id,
                sources.c.name,
                sa.case(
                    (sa.and_(visits.c.pages > 0, standing.c.n > visits.c.pages), standing.c.n), else_=visits.c.pages
                ),
                visits.c.failures,
                sa.func.coalesce(told.c.n, 0),
                sources.c.min_pages,
                sources.c.min_mentions,
            )
            .join(visits, visits.c.source_id == sources.c.id)
            .outerjoin(standing, standing.c.source_id == sources.c.id)
            .outerjoin(told, told.c.source_id == sources.c.id)
            .order_by(sources.c.id)
        )
        with reading(self._engine) as connection:
            return [Health(*row) for row in connection.execute(statement)]
