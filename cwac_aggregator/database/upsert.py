"""Writing many rows: insert, or insert and update where they are known, in one statement, on both databases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
        _write(connection, table, *_tuples(table, rows), None, ())


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
    if rows:
        write(connection, table, *_tuples(table, rows), keys=keys, update=update)


def _tuples(table: sa.Table, rows: Sequence[Row]) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """The columns in the order in which the table has them, and the rows so."""
    names = tuple(column.name for column in table.columns if column.name in rows[0])
    pick = itemgetter(*names)
    return names, [pick(row) for row in rows] if len(names) > 1 else [(pick(row),) for row in rows]


def write(
    connection: Connection,
    table: sa.Table,
    names: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    *,
    keys: Sequence[str] | None = None,
    update: Sequence[str] | None = None,
) -> None:
    """`upsert` for rows that are tuples, with the columns `names`."""
    if not rows:
        return
    keys = keys or [column.name for column in table.primary_key]
    update = [name for name in names if name not in keys] if update is None else update
    _write(connection, table, tuple(names), rows, tuple(keys), tuple(update))


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Cut `items` into lists of at most `size`."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def upserting(family: str, table: sa.Table, keys: Sequence[str], update: Sequence[str]) -> Any:
    """The statement that inserts into `table`, or has rows known by `keys` take over the columns `update`; in the words of
    a `family` of databases."""
    return _inserting(table, family, tuple(keys), tuple(update))


def run(connection: Connection, statement: Any, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Run one statement for many rows of its parameters `names`."""
    _run(connection, statement, tuple(names), rows, None)


def _write(
    connection: Connection,
    table: sa.Table,
    names: tuple[str, ...],
    rows: Sequence[tuple[Any, ...]],
    keys: tuple[str, ...] | None,
    update: tuple[str, ...],
) -> None:
    _run(connection, _inserting(table, connection.dialect.name, keys, update), names, rows, names)


def _run(
    connection: Connection,
    statement: Any,
    names: tuple[str, ...],
    rows: Sequence[tuple[Any, ...]],
    columns: tuple[str, ...] | None,
) -> None:
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        connection.execute(statement, [dict(zip(names, row, strict=True)) for row in rows])
        return
    # SQLAlchemy looks at every value of every row; here the rows go to the driver as they are, but for the instants.
    sql, order, instants = _compiled(statement, columns)
    if order != names:
        at = [names.index(name) for name in order]
        rows = [tuple([row[index] for index in at]) for row in rows]
    if instants:
        rows = [_with_texts(row, instants) for row in rows]
    connection.exec_driver_sql(sql, list(rows))


def _with_texts(row: tuple[Any, ...], instants: Sequence[int]) -> tuple[Any, ...]:
    values = list(row)
    for index in instants:
        values[index] = _text(values[index])
    return tuple(values)


@lru_cache(maxsize=256)
def _inserting(table: sa.Table, family: str, keys: tuple[str, ...] | None, update: tuple[str, ...]) -> Any:
    statement: Any = (postgresql.insert if family == "postgresql" else sqlite.insert)(table)
    if keys is None:
        return statement
    if not update:
        return statement.on_conflict_do_nothing(index_elements=list(keys))
    return statement.on_conflict_do_update(
        index_elements=list(keys), set_={name: statement.excluded[name] for name in update}
    )


@lru_cache(maxsize=256)
def _compiled(statement: Any, columns: tuple[str, ...] | None) -> tuple[str, tuple[str, ...], list[int]]:
    """SQLite's text of a statement, the order in which it takes its parameters, and which of them are instants.
    `columns` are those an INSERT writes."""
    dialect: Dialect = sqlite.dialect()
    compiled: Any = statement.compile(dialect=dialect, column_keys=list(columns) if columns else None)
    order = tuple(compiled.positiontup)
    return str(compiled), order, [at for at, name in enumerate(order) if isinstance(compiled.binds[name].type, Instant)]


@lru_cache(maxsize=4096)
def _text(moment: datetime | None) -> str | None:
    text: str | None = Instant().process_bind_param(moment, sqlite.dialect())
    return text
