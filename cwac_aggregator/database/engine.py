"""The connection: one code path for SQLite and PostgreSQL, short transactions, errors a person can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.engine import Connection, Engine, make_url

from ..errors import DatabaseError

BUSY_SECONDS = 30
"""How long a writer waits for another one before it gives up."""

_HINTS = (
    ("readonly", "The file or its folder cannot be written. Check its owner and mode, or use a copy."),
    ("read-only", "The file or its folder cannot be written. Check its owner and mode, or use a copy."),
    ("not a database", "The file is something else. Check the setting `database_url`."),
    ("malformed", "The file is damaged. Restore the newest copy, or `sqlite3 FILE .recover`."),
    ("unable to open", "The file or its folder cannot be opened. Check the path and its rights in `database_url`."),
    ("locked", "Another program holds the database. Wait for it, or end it."),
    ("full", "The disk is full. Free some space; nothing was lost, the next run completes the work."),
    ("connect", "Is the server running, and are host, user and password in `database_url` right?"),
    ("no such table", "The file was not made by this program, or is damaged. Restore the newest copy."),
)


def make_engine(url: str) -> Engine:
    """An engine for `url` (SQLAlchemy's form). Raises DatabaseError on an address it cannot use."""
    try:
        parsed = make_url(url)
    except exc.ArgumentError as error:
        raise DatabaseError(
            f"{url!r} is not a database address", hint="Write `sqlite:///path/to/file.sqlite` or `postgresql://...`."
        ) from error
    family = parsed.get_backend_name()
    if family == "sqlite":
        if parsed.database in (None, "", ":memory:"):
            raise DatabaseError(f"{url!r} names no file", hint="Write `sqlite:///path/to/file.sqlite`.")
        _make_folder(Path(str(parsed.database)), url)
        engine = sa.create_engine(parsed, connect_args={"timeout": BUSY_SECONDS})
        sa.event.listen(engine, "connect", _set_up_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
        return engine
    if family == "postgresql":
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        try:
            return sa.create_engine(
                parsed, connect_args={"connect_timeout": BUSY_SECONDS, "options": "-c timezone=UTC"}
            )
        except ImportError as error:
            raise DatabaseError(
                "the PostgreSQL driver is not installed", hint="pip install 'cwac-aggregator[postgresql]'"
            ) from error
    raise DatabaseError(f"no support for {family!r} databases", hint="Use SQLite or PostgreSQL.")


def _make_folder(file: Path, url: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseError(f"{url}: {error}", hint="Check the path in the setting `database_url`.") from error


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # Transactions are begun by `_begin_sqlite`, not guessed by the driver.
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    _write_ahead(cursor)
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA cache_size=-65536")
    cursor.execute(f"PRAGMA wal_autocheckpoint={_WAL_PAGES}")
    cursor.execute("PRAGMA temp_store=MEMORY")
    cursor.close()


def _write_ahead(cursor: Any) -> None:
    """Turn write-ahead logging on. SQLite's own timeout does not cover this step where another process that has just made
    the file takes it too: it would have to wait while it holds a lock itself. So it is asked again."""
    until = monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(_PAUSE)


_PAUSE = 0.02
"""Seconds until a busy database is asked again."""
_WAL_PAGES = 16384
"""64 MB of changes are gathered before they are written back: a large run touches the same pages again and again."""
_WRITERS_CACHE = "PRAGMA cache_size=-262144"
"""256 MB for who writes: a transaction larger than the cache would be written twice."""


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the write lock at once: a reader that turns writer halfway could only fail."""
    write = connection.get_execution_options().get("cwac_write", False)
    if write and not connection.info.get("cwac_writer"):
        connection.exec_driver_sql(_WRITERS_CACHE)
        connection.info["cwac_writer"] = True
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


@contextmanager
def explained(engine: Engine) -> Iterator[None]:
    """Turn the driver's errors into DatabaseError with the database's name and the next step."""
    try:
        yield
    except exc.DBAPIError as error:
        raise explain(engine, error) from error
    except exc.SQLAlchemyError as error:
        raise DatabaseError(f"{address(engine)}: {error}") from error


def explain(engine: Engine, error: exc.DBAPIError) -> DatabaseError:
    """The DatabaseError a driver's error means."""
    text = str(error.orig or error).strip()
    hint = next((hint for word, hint in _HINTS if word in text.casefold()), None)
    return DatabaseError(f"{address(engine)}: {text}", hint=hint)


def address(engine: Engine) -> str:
    """The database's address without its password."""
    return engine.url.render_as_string(hide_password=True)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view; nothing is written."""
    with explained(engine), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction: all of it or nothing."""
    with explained(engine), engine.connect() as connection:
        connection = connection.execution_options(cwac_write=True)
        with connection.begin():
            yield connection
