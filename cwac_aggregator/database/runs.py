"""Runs: when, what, and how it ended; and the lock against two at once."""

from __future__ import annotations

import json
import os
import secrets
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from ..errors import LockHeldError
from .engine import reading, writing
from .schema import locks, runs


@dataclass(frozen=True, slots=True)
class Run:
    """One run. `crawled` says whether pages were fetched in it; `summary` is what `finish` was given."""

    id: int
    command: str
    started: datetime
    finished: datetime | None
    crawled: bool
    summary: Mapping[str, Any]


class Runs:
    """The log of runs."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def start(self, command: str, *, crawled: bool = False, at: datetime | None = None) -> int:
        """Note the start of a run and give its id. `crawled` for runs that fetch pages."""
        with writing(self._engine) as connection:
            inserted = connection.execute(
                sa.insert(runs).values(command=command, started=at or datetime.now(UTC), crawled=crawled)
            )
            key = inserted.inserted_primary_key
            assert key is not None
            return int(key[0])

    def finish(self, run_id: int, summary: Mapping[str, Any] | None = None, *, at: datetime | None = None) -> None:
        """Note that a run came to its end. A run that died has no end."""
        with writing(self._engine) as connection:
            connection.execute(
                sa.update(runs)
                .where(runs.c.id == run_id)
                .values(
                    finished=at or datetime.now(UTC),
                    summary=json.dumps(dict(summary or {}), sort_keys=True, default=str),
                )
            )

    def last(self, *, crawled: bool | None = None) -> Run | None:
        """The newest finished run, of those that crawled where asked."""
        statement = sa.select(runs).where(runs.c.finished.is_not(None)).order_by(runs.c.id.desc()).limit(1)
        if crawled is not None:
            statement = statement.where(runs.c.crawled.is_(crawled))
        with reading(self._engine) as connection:
            row = connection.execute(statement).mappings().first()
        return None if row is None else Run(**{**row, "summary": json.loads(row["summary"] or "{}")})

    def as_of(self) -> datetime | None:
        """ "Today" for everything that needs one: the end of the newest finished crawl, None before the first (law 7)."""
        run = self.last(crawled=True)
        return None if run is None else run.finished

    @contextmanager
    def lock(self, command: str, name: str = "run") -> Iterator[None]:
        """Hold the lock against a second run. A lock left by a dead process of this host is taken over.

        Raises LockHeldError naming the other run.
        """
        token = secrets.token_hex(16)
        mine = {
            "token": token,
            "host": socket.gethostname(),
            "pid": os.getpid(),
            "command": command,
            "since": datetime.now(UTC),
        }
        self._take(name, mine)
        try:
            yield
        finally:
            with writing(self._engine) as connection:
                connection.execute(sa.delete(locks).where(locks.c.name == name, locks.c.token == token))

    def _take(self, name: str, mine: Mapping[str, Any]) -> None:
        from .upsert import upsert

        with writing(self._engine) as connection:
            upsert(connection, locks, [{"name": name, **mine}], update=())
            held = connection.execute(sa.select(locks).where(locks.c.name == name).with_for_update()).one()
            if held.token == mine["token"]:
                return
            if not _is_dead(held.host, held.pid):
                raise LockHeldError(
                    f"another run holds the lock: `{held.command}`, process {held.pid} on {held.host}, "
                    f"since {held.since:%Y-%m-%d %H:%M} UTC",
                    hint="Wait for it to end. If that machine is gone: cwac unlock.",
                )
            connection.execute(sa.update(locks).where(locks.c.name == name).values(**mine))

    def unlock(self, name: str = "run") -> bool:
        """Take the lock away from whoever holds it. For a person who knows that the holder is gone. False where none was."""
        with writing(self._engine) as connection:
            return bool(connection.execute(sa.delete(locks).where(locks.c.name == name)).rowcount)


def _is_dead(host: str, pid: int) -> bool:
    """Whether a process of this host is surely gone. Of other hosts nothing is known."""
    if host != socket.gethostname():
        return False
    if pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
