"""Insert or update in one statement, on both databases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

T = TypeVar("T")
BATCH = 1000


def upsert(
    connection: Connection,
    table: sa.Table,
    rows: Sequence[Mapping[str, Any]],
    *,
    keys: Sequence[str] | None = None,
    update: Sequence[str] | None = None,
) -> None:
    """Write `rows` (all with the same columns) as one executemany.

    `keys` are the columns of the unique constraint that decides (default: the primary key); `update` the columns that an
    existing row takes over (default: all given but the keys; empty: the existing row stays as it is).
    """
    if not rows:
        return
    keys = keys or [column.name for column in table.primary_key]
    update = [name for name in rows[0] if name not in keys] if update is None else update
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement: Any = insert(table)
    if update:
        statement = statement.on_conflict_do_update(
            index_elements=list(keys), set_={name: statement.excluded[name] for name in update}
        )
    else:
        statement = statement.on_conflict_do_nothing(index_elements=list(keys))
    connection.execute(statement, list(rows))


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Cut `items` into lists of at most `size`."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
