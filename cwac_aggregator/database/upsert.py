"""Writing many rows: insert, or insert and update where they are known, in one statement, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Dialect

from .schema import Instant

T = TypeVar("T")
Row = Mapping[str, Any]
BATCH = 1000


def insert(connection: Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    """Write new `rows` (all with the same columns)."""
    if rows:
        _write(connection, table, rows, None, ())


def upsert(
    connection: Connection,
    table: sa.Table,
    rows: Sequence[Row],
    *,
    keys: Sequence[str] | None = None,
    update: Sequence[str] | None = None,
) -> None:
    """Write `rows` (all with the same columns), new or known.

    `keys` are the columns of the unique constraint that decides (default: the primary key); `update` the columns that an
    existing row takes over (default: all given but the keys; empty: the existing row stays as it is).
    """
    if not rows:
        return
    keys = keys or [column.name for column in table.primary_key]
    update = [name for name in rows[0] if name not in keys] if update is None else update
    _write(connection, table, rows, tuple(keys), tuple(update))


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Cut `items` into lists of at most `size`."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _write(
    connection: Connection, table: sa.Table, rows: Sequence[Row], keys: tuple[str, ...] | None, update: tuple[str, ...]
) -> None:
    names = tuple(rows[0])
    if connection.dialect.name == "postgresql":
        connection.execute(_statement(table, "postgresql", keys, update), list(rows))
        return
    # SQLAlchemy looks at every value of every row; here the rows go to the driver as they are, but for the instants.
    sql, order = _compiled(table, names, keys, update)
    instants = {name for name in names if isinstance(table.c[name].type, Instant)}
    pick: Callable[[Row], Any] = itemgetter(*order) if len(order) > 1 else lambda row: (row[order[0]],)
    if instants:
        rows = [{**row, **{name: _text(row[name]) for name in instants}} for row in rows]
    connection.exec_driver_sql(sql, [pick(row) for row in rows])


def _statement(table: sa.Table, family: str, keys: tuple[str, ...] | None, update: tuple[str, ...]) -> Any:
    statement: Any = (postgresql.insert if family == "postgresql" else sqlite.insert)(table)
    if keys is None:
        return statement
    if not update:
        return statement.on_conflict_do_nothing(index_elements=list(keys))
    return statement.on_conflict_do_update(
        index_elements=list(keys), set_={name: statement.excluded[name] for name in update}
    )


@lru_cache(maxsize=256)
def _compiled(
    table: sa.Table, names: tuple[str, ...], keys: tuple[str, ...] | None, update: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    """SQLite's statement, and the order in which it takes the columns."""
    dialect: Dialect = sqlite.dialect()
    compiled: Any = _statement(table, "sqlite", keys, update).compile(dialect=dialect, column_keys=list(names))
    return str(compiled), tuple(compiled.positiontup)


@lru_cache(maxsize=4096)
def _text(moment: datetime | None) -> str | None:
    text: str | None = Instant().process_bind_param(moment, sqlite.dialect())
    return text
