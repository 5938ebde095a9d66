"""What the crawler knows of every address of a source: how it stands, and what speaks for asking again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from .engine import reading, writing
from .schema import addresses, mentions, pages, readings
from .upsert import batches, upsert

State = Literal["waiting", "page", "moved", "gone", "failed", "blocked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One address as the crawl left it.

    `state`: never asked for (waiting), a page, moved (a redirect), gone (404, 410), failed, blocked. `score` is its promise as a lead, `depth`
    the links from a start address, `leads` the new addresses it gave at its best visit, `asked` the last request, `failures`
    how many in a row failed.
    """

    url: str
    source_id: str
    state: State
    score: int = 0
    depth: int = 0
    leads: int = 0
    asked: datetime | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An address with what its pages say.

    `first_fetched` and `changed` are the times of its first and its newest text, `versions` how many it had; `published`
    the page's own date; `has_sign` whether it names the program; `next_day` the nearest day, from yesterday on, of an event
    it tells of. All None where there is no page, or none has been read.
    """

    address: Address
    content_type: str | None = None
    first_fetched: datetime | None = None
    changed: datetime | None = None
    versions: int = 0
    published: date | None = None
    has_sign: bool | None = None
    next_day: date | None = None


class Addresses:
    """The crawler's memory from run to run."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def save(self, found: Sequence[Address]) -> None:
        """Remember addresses; the newest word on each holds."""
        rows = [{name: getattr(address, name) for name in Address.__slots__} for address in found]
        with writing(self._engine) as connection:
            for some in batches(rows):
                upsert(connection, addresses, some)

    def known(self, source_id: str, today: date) -> list[Known]:
        """Everything known of a source, the most promising address first."""
        statement = (
            sa.select(addresses)
            .where(addresses.c.source_id == source_id)
            .order_by(addresses.c.score.desc(), addresses.c.url)
        )
        with reading(self._engine) as connection:
            rows = connection.execute(statement).mappings().all()
            if not rows:
                return []
            said = _said(connection, source_id)
            days = _days(connection, source_id, today)
        return [
            Known(address=Address(**row), **said.get(row["url"], {}), next_day=days.get(row["url"]))  # type: ignore[arg-type]
            for row in rows
        ]


def _said(connection: Connection, source_id: str) -> dict[str, dict[str, object]]:
    """The newest page of each address, and how many texts it had."""
    statement = (
        sa.select(pages.c.url, pages.c.content_type, pages.c.first_fetched, readings.c.published, readings.c.has_sign)
        .outerjoin(readings, readings.c.page_id == pages.c.id)
        .where(pages.c.source_id == source_id)
        .order_by(pages.c.last_fetched, pages.c.id)
    )
    found: dict[str, dict[str, object]] = {}
    for row in connection.execute(statement):
        before = found.get(row.url)
        found[row.url] = {
            "content_type": row.content_type,
            "first_fetched": before["first_fetched"] if before else row.first_fetched,
            "changed": row.first_fetched,
            "versions": (before["versions"] if before else 0) + 1,  # type: ignore[operator]
            "published": date.fromisoformat(row.published) if row.published else None,
            "has_sign": row.has_sign,
        }
    return found


def _days(connection: Connection, source_id: str, today: date) -> dict[str, date]:
    """The nearest day, from yesterday on, that the page at an address tells of; by the page and by the entry's own link."""
    statement = (
        sa.select(mentions.c.page_url, mentions.c.url, mentions.c.day)
        .where(mentions.c.source_id == source_id, mentions.c.day >= (today - timedelta(days=1)).isoformat())
        .order_by(mentions.c.day.desc())
    )
    found: dict[str, date] = {}
    for row in connection.execute(statement):
        for url in (row.page_url, row.url):
            if url:
                found[url] = date.fromisoformat(row.day)
    return found
