"""Issues: what a person should look at, by the step that met it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from .. import ids
from ..model import Issue, IssueLevel
from .among import among
from .engine import reading, writing
from .schema import issues
from .upsert import BATCH, upsert

Step = Literal["crawl", "extract", "resolve", "check"]
_LEVELS: dict[IssueLevel, int] = {"error": 0, "warning": 1, "info": 2}


class Issues:
    """One row per thing: met again, it keeps the time it was first raised."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def raise_(self, found: Sequence[Issue], step: Step, *, at: datetime | None = None) -> None:
        """Note issues. `at` stands in for a missing `raised` (default: now)."""
        with writing(self._engine) as connection:
            put(connection, found, step, at or datetime.now(UTC))

    def settle(self, step: Step, *, urls: Sequence[str] | None = None, source_id: str | None = None) -> None:
        """Forget what a step said before it speaks again: of these pages, of this source, or all."""
        with writing(self._engine) as connection:
            clear(connection, step, urls=urls, source_id=source_id)

    def all(
        self, *, level: IssueLevel | None = None, source_id: str | None = None, event_id: str | None = None
    ) -> Iterator[Issue]:
        """Issues, the gravest first, then the newest."""
        rank = sa.case(_LEVELS, value=issues.c.level, else_=9)
        statement = sa.select(issues).order_by(rank, issues.c.raised.desc(), issues.c.id)
        for column, value in ((issues.c.level, level), (issues.c.source_id, source_id), (issues.c.event_id, event_id)):
            if value is not None:
                statement = statement.where(column == value)
        with reading(self._engine) as connection:
            for row in connection.execution_options(yield_per=BATCH).execute(statement):
                yield Issue(
                    code=row.code,
                    message=row.message,
                    level=row.level,
                    source_id=row.source_id,
                    url=row.url,
                    event_id=row.event_id,
                    raised=row.raised,
                )

    def count(self) -> int:
        """How many issues stand."""
        with reading(self._engine) as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(issues)) or 0


def put(connection: Connection, found: Sequence[Issue], step: Step, at: datetime) -> None:
    """Write issues within a transaction."""
    rows = {}
    for issue in found:
        key = ids.digest(step, issue.code, issue.source_id or "", issue.url or "", issue.event_id or "", issue.message)
        rows[key] = {
            "id": key,
            "step": step,
            "code": issue.code,
            "message": issue.message.replace("\0", ""),
            "level": issue.level,
            "source_id": issue.source_id,
            "url": issue.url,
            "event_id": issue.event_id,
            "raised": issue.raised or at,
        }
    upsert(connection, issues, list(rows.values()), update=())


def clear(
    connection: Connection,
    step: Step,
    *,
    urls: Sequence[str] | None = None,
    event_ids: Sequence[str] | None = None,
    source_id: str | None = None,
) -> None:
    """Remove the issues of a step within a transaction."""
    statement = sa.delete(issues).where(issues.c.step == step)
    if source_id is not None:
        statement = statement.where(issues.c.source_id == source_id)
    if urls is None and event_ids is None:
        connection.execute(statement)
    for column, values in ((issues.c.url, urls), (issues.c.event_id, event_ids)):
        if values:
            connection.execute(statement.where(among(column, values)))
