"""events.parquet: one typed row an event (Apache Parquet). Needs pyarrow: `pip install cwac-aggregator[parquet]`."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import Any

from cwac_aggregator.model import Event, When, day_of

from .fields import EVENT_COLUMNS, Field
from .interface import Edition, Exporter
from .staging import Stage
from .tables import event_row

_GROUP = 5000
"""Rows held in memory at a time."""
_TIMES = ("start", "end")


class ParquetExporter(Exporter):
    """The columns of events.csv with their types; beside `start` and `end` as text their day and, where known, instant."""

    name = "parquet"
    title = "All events, one typed row each"
    media_type = "application/vnd.apache.parquet"
    paths = ("events.parquet",)

    def __init__(self, stage: Stage, edition: Edition) -> None:
        super().__init__(stage, edition)
        import pyarrow.parquet

        self._schema = _schema()
        self._writer = pyarrow.parquet.ParquetWriter(stage.open("events.parquet"), self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    @classmethod
    def missing(cls) -> str | None:
        return None if find_spec("pyarrow") else "parquet"

    def add(self, event: Event) -> None:
        self._rows.append(_row(event, self.edition.agencies))
        if len(self._rows) == _GROUP:
            self._write()

    def close(self) -> None:
        self._write()
        self._writer.close()
        self.stage.finish("events.parquet")

    def abandon(self) -> None:
        # The writer would end its file when it is collected, after the file was closed.
        with suppress(OSError, ValueError):
            self._writer.close()

    def _write(self) -> None:
        import pyarrow

        self._writer.write_table(pyarrow.Table.from_pylist(self._rows, schema=self._schema))
        self._rows = []


def _schema() -> Any:
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "when": pa.string(),
        "instant": pa.timestamp("s", "UTC"),
        "number": pa.float64(),
        "integer": pa.int64(),
        "strings": pa.list_(pa.string()),
        "whens": pa.list_(pa.string()),
    }

    def column(name: str, kind: Any, field: Field) -> Any:
        return pa.field(name, kind, nullable=field.nullable, metadata={"description": field.description})

    columns = []
    for field in EVENT_COLUMNS:
        columns.append(column(field.name, types[field.type], field))
        if field.name in _TIMES:
            columns.append(column(f"{field.name}_day", pa.date32(), field))
            columns.append(column(f"{field.name}_at", pa.timestamp("s", "UTC"), field))
    return pa.schema(columns)


def _row(event: Event, agencies: Mapping[str, str]) -> dict[str, Any]:
    row = event_row(event, agencies)
    for field in EVENT_COLUMNS:
        if field.type == "instant":
            moment: datetime | None = getattr(event, field.name)
            row[field.name] = moment.replace(microsecond=0) if moment else None
        elif field.type == "string" and row[field.name] is not None:
            row[field.name] = row[field.name].encode("utf-8", "replace").decode("utf-8")
    for name in _TIMES:
        value: When | None = getattr(event, name)
        row[f"{name}_day"] = None if value is None else day_of(value)
        aware = isinstance(value, datetime) and value.tzinfo is not None
        row[f"{name}_at"] = (
            value.astimezone(UTC).replace(microsecond=0) if aware and isinstance(value, datetime) else None
        )
    return row
