"""`among(column, values)`: a column's value is one of these, however many they are.

They go to the server as one JSON text. `column.in_(values)` would send one parameter each, of which there may be few, and
write the statement anew for every number of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


def among(column: sa.ColumnElement[Any], values: Iterable[Any]) -> sa.ColumnElement[bool]:
    """Whether `column` (text or whole numbers) is one of `values`."""
    listed = _Elements(sa.literal(json.dumps(list(values)), sa.Text)).table_valued("value")
    return column.in_(sa.select(sa.cast(listed.c.value, column.type)))


class _Elements(FunctionElement[Any]):
    """The elements of a JSON text, one a row, in a column `value`."""

    name = "elements"
    inherit_cache = True


@compiles(_Elements, "sqlite")
def _sqlite(element: _Elements, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(_Elements, "postgresql")
def _postgresql(element: _Elements, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **options)} AS JSON))"
