"""events.json: everything, with evidence (RFC 8259, UTF-8)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from cwac_aggregator.model import Event

from .interface import Edition, Exporter
from .objects import event_object, instant
from .schema import SCHEMA_VERSION
from .staging import Stage

_WIDTH = len('"2026-11-21T20:59:40+00:00"')


def dump(value: Any) -> bytes:
    """One line of JSON. Half a surrogate pair, which UTF-8 cannot hold, becomes a question mark."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


class JsonExporter(Exporter):
    """One event a line inside one document, so that it can be read whole or line by line."""

    name = "json"
    title = "All events with their mentions and evidence"
    media_type = "application/json"
    paths = ("events.json",)

    def __init__(self, stage: Stage, edition: Edition) -> None:
        super().__init__(stage, edition)
        self._file = stage.open("events.json")
        self._file.write(b'{"schema_version":' + dump(SCHEMA_VERSION) + b',"generated_at":')
        # The newest change is known only at the end: its room is kept and filled in then.
        self._room = self._file.tell()
        self._file.write(b" " * _WIDTH + b',"events":[')
        self._newest = datetime.min.replace(tzinfo=UTC)
        self._between = b"\n"

    def add(self, event: Event) -> None:
        self._newest = max(self._newest, event.last_changed)
        self._file.write(self._between + dump(event_object(event)))
        self._between = b",\n"

    def close(self) -> None:
        self._file.write(b"\n]}\n")
        empty = self._between == b"\n"
        self._file.seek(self._room)
        self._file.write((b"null" if empty else dump(instant(self._newest))).ljust(_WIDTH))
        self.stage.finish("events.json")
