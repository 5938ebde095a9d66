"""events.json and events.jsonl: everything, with evidence (RFC 8259, UTF-8); events.geojson: what a map needs (RFC 7946)."""

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
        self._file.write(self._between + dump(event_object(event, self.edition.agencies)))
        self._between = b",\n"

    def close(self) -> None:
        self._file.write(b"\n]}\n")
        empty = self._between == b"\n"
        self._file.seek(self._room)
        self._file.write((b"null" if empty else dump(instant(self._newest))).ljust(_WIDTH))
        self.stage.finish("events.json")


class JsonLinesExporter(Exporter):
    """The same events, one object a line and nothing else."""

    name = "jsonl"
    title = "All events with their mentions and evidence, one object a line"
    media_type = "application/jsonl"
    paths = ("events.jsonl",)

    def __init__(self, stage: Stage, edition: Edition) -> None:
        super().__init__(stage, edition)
        self._file = stage.open("events.jsonl")

    def add(self, event: Event) -> None:
        self._file.write(dump(event_object(event, self.edition.agencies)) + b"\n")

    def close(self) -> None:
        self.stage.finish("events.jsonl")


_PROPERTIES = (
    *("title", "kind", "theme", "status", "start", "end", "timezone", "organizer", "venue", "street", "city", "county"),
    *("county_fips", "region", "postcode", "country", "url", "confidence", "flags", "visibility"),
)


class GeoJsonExporter(Exporter):
    """A FeatureCollection of the events whose place on the map a page gives; no place is guessed."""

    name = "geojson"
    title = "Events with coordinates, for maps"
    media_type = "application/geo+json"
    paths = ("events.geojson",)

    def __init__(self, stage: Stage, edition: Edition) -> None:
        super().__init__(stage, edition)
        self._file = stage.open("events.geojson")
        self._file.write(b'{"type":"FeatureCollection","features":[')
        self._between = b"\n"

    def add(self, event: Event) -> None:
        if event.latitude is None or event.longitude is None:
            return
        row = event_object(event)
        feature = {
            "type": "Feature",
            "id": event.id,
            "geometry": {"type": "Point", "coordinates": [round(event.longitude, 6), round(event.latitude, 6)]},
            "properties": {name: row[name] for name in _PROPERTIES},
        }
        self._file.write(self._between + dump(feature))
        self._between = b",\n"

    def close(self) -> None:
        self._file.write(b"\n]}\n")
        self.stage.finish("events.geojson")
