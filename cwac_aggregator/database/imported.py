"""Sources that came from a directory, thousands at once, and what was set aside of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from ..sources import SourceEntry
from .engine import reading, writing
from .schema import imported, set_aside
from .upsert import batches, insert, upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A row of a directory that gave no source: its key there, what it says, and why."""

    row_key: str
    name: str
    url: str
    reason: str


class Imported:
    """The imported sources, by directory."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def entries(self, directory: str | None = None, *, but: bool = False) -> dict[str, SourceEntry]:
        """The sources of one directory (with `but`: of all others), or of all, by id."""
        statement = sa.select(imported.c.id, imported.c.entry).order_by(imported.c.id)
        if directory is not None:
            wanted = imported.c.directory != directory if but else imported.c.directory == directory
            statement = statement.where(wanted)
        with reading(self._engine) as connection:
            rows = connection.execute(statement).all()
        return {row.id: SourceEntry.model_validate_json(row.entry) for row in rows}

    def keys(self, directory: str) -> dict[str, str]:
        """The ids of the sources of one directory by the row they came from."""
        statement = sa.select(imported.c.row_key, imported.c.id).where(imported.c.directory == directory)
        with reading(self._engine) as connection:
            return dict(connection.execute(statement).all())

    def save(
        self, directory: str, found: Iterable[tuple[str, SourceEntry]], aside: Iterable[Aside], at: datetime
    ) -> tuple[int, int]:
        """Keep what a directory gave, (key of the row, source); how many sources are new, how many changed.

        Those it gave before and does not give now stay. What was set aside is replaced as a whole.
        """
        texts = {entry.id: (key, entry.model_dump_json(exclude_defaults=True)) for key, entry in found}
        with writing(self._engine) as connection:
            statement = sa.select(imported.c.id, imported.c.row_key, imported.c.entry)
            before = {
                row.id: (row.row_key, row.entry)
                for row in connection.execute(statement.where(imported.c.directory == directory))
            }
            rows = [
                {"id": name, "directory": directory, "row_key": key, "entry": text, "imported": at}
                for name, (key, text) in texts.items()
                if before.get(name) != (key, text)
            ]
            for some in batches(rows):
                upsert(connection, imported, some)
            connection.execute(sa.delete(set_aside).where(set_aside.c.directory == directory))
            left = [{"directory": directory} | asdict(row) for row in aside]
            for some in batches(left):
                insert(connection, set_aside, some)
        new = sum(row["id"] not in before for row in rows)
        return new, len(rows) - new

    def forget(self, ids: Iterable[str]) -> None:
        """Take sources out: they are not crawled any more. Their pages stay."""
        with writing(self._engine) as connection:
            for some in batches(ids, 500):
                connection.execute(sa.delete(imported).where(imported.c.id.in_(some)))

    def aside(self) -> list[tuple[str, Aside]]:
        """What was set aside, with its directory."""
        statement = sa.select(set_aside).order_by(set_aside.c.directory, set_aside.c.reason, set_aside.c.row_key)
        with reading(self._engine) as connection:
            return [
                (row.directory, Aside(row_key=row.row_key, name=row.name, url=row.url, reason=row.reason))
                for row in connection.execute(statement)
            ]
