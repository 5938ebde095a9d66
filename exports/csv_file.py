"""events.csv: one row an event (RFC 4180: CRLF, UTF-8, a header line), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from cwac_aggregator.model import Event

from .fields import EVENT_COLUMNS, Field
from .interface import Edition, Exporter
from .objects import event_object
from .staging import Stage

SEPARATOR = " | "
"""Between the values of a list in one cell."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""Beginnings of formulas, wide forms too."""


def cell(field: Field, value: Any) -> str:
    """A value as one cell. Text that a spreadsheet could take for a formula gets an apostrophe in front.

    So does text that begins with an apostrophe: whoever takes one leading apostrophe off has the text back.
    """
    if value is None:
        return ""
    if field.type in ("number", "integer"):
        return str(value)
    text = SEPARATOR.join(value) if isinstance(value, list) else str(value)
    text = text.replace("\0", "")
    return f"'{text}" if text.startswith("'") or text.lstrip().startswith(_FORMULA) or text[:1].isspace() else text


def line(cells: Iterable[str]) -> bytes:
    """One row as bytes."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().encode("utf-8", "replace")


def header() -> bytes:
    """The names of the columns."""
    return line(field.name for field in EVENT_COLUMNS)


def event_row(event: Event) -> bytes:
    """An event as one row."""
    row = event_object(event)
    row["mention_count"] = len(event.mentions)
    row["pages"] = list(dict.fromkeys(stored.page_url for stored in event.mentions))
    return line(cell(field, row[field.name]) for field in EVENT_COLUMNS)


class CsvExporter(Exporter):
    """The columns are `fields.EVENT_COLUMNS`."""

    name = "csv"
    title = "All events, one row each"
    media_type = "text/csv"
    paths = ("events.csv",)

    def __init__(self, stage: Stage, edition: Edition) -> None:
        super().__init__(stage, edition)
        self._file = stage.open("events.csv")
        self._file.write(header())

    def add(self, event: Event) -> None:
        self._file.write(event_row(event))

    def close(self) -> None:
        self.stage.finish("events.csv")
