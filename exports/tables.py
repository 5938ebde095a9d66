"""CSV tables (RFC 4180: CRLF, UTF-8, a header line), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from cwac_aggregator.model import Event

from .fields import EVENT_COLUMNS, EVIDENCE_COLUMNS, MENTION_COLUMNS, Field
from .interface import Edition, Exporter
from .objects import event_object, mention_object, stored_object
from .staging import Stage

SEPARATOR = " | "
"""Between the values of a list in one cell."""
MOST_WORDS = 300
"""Characters of a page's words that a table holds at most."""
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


def header(fields: Sequence[Field]) -> bytes:
    """The names of the columns."""
    return line(field.name for field in fields)


def row_line(fields: Sequence[Field], row: Mapping[str, Any]) -> bytes:
    """A row by the names of its columns."""
    return line(cell(field, row[field.name]) for field in fields)


def event_row(event: Event, agencies: Mapping[str, str]) -> dict[str, Any]:
    """An event as a row of `EVENT_COLUMNS`. `agencies`: see `Edition.agencies`."""
    row = event_object(event, agencies)
    row["mention_count"] = len(event.mentions)
    row["pages"] = list(dict.fromkeys(stored.page_url for stored in event.mentions))
    return row


class TableExporter(Exporter):
    """One CSV file; a table is its columns and the rows an event makes."""

    media_type = "text/csv"
    fields: ClassVar[tuple[Field, ...]]

    def __init__(self, stage: Stage, edition: Edition) -> None:
        super().__init__(stage, edition)
        self._file = stage.open(self.paths[0])
        self._file.write(header(self.fields))

    @abstractmethod
    def rows(self, event: Event) -> Iterator[dict[str, Any]]:
        """The rows of an event."""

    def add(self, event: Event) -> None:
        for row in self.rows(event):
            self._file.write(row_line(self.fields, row))

    def close(self) -> None:
        self.stage.finish(self.paths[0])


class EventTable(TableExporter):
    """events.csv."""

    name = "csv"
    title = "All events, one row each"
    paths = ("events.csv",)
    fields = EVENT_COLUMNS

    def rows(self, event: Event) -> Iterator[dict[str, Any]]:
        yield event_row(event, self.edition.agencies)


class MentionTable(TableExporter):
    """mentions.csv."""

    name = "mentions"
    title = "All mentions of the events, one row each"
    paths = ("mentions.csv",)
    fields = MENTION_COLUMNS

    def rows(self, event: Event) -> Iterator[dict[str, Any]]:
        for stored in event.mentions:
            yield {"event_id": event.id, **stored_object(stored)}


class EvidenceTable(TableExporter):
    """evidence.csv."""

    name = "evidence"
    title = "The words each value of a mention rests on, one row each"
    paths = ("evidence.csv",)
    fields = EVIDENCE_COLUMNS

    def rows(self, event: Event) -> Iterator[dict[str, Any]]:
        for stored in event.mentions:
            for name, found in mention_object(stored.mention)["evidence"].items():
                words = found["text"]
                if len(words) > MOST_WORDS:
                    words = words[: MOST_WORDS - 1] + "…"
                yield {"event_id": event.id, "mention_id": stored.id, "field": name, **found, "text": words}
