"""index.json: every file with its size and SHA-256; datapackage.json: the tables described (Frictionless Data Package 1)."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, ClassVar

from cwac_aggregator.model import Event
from cwac_aggregator.version import __version__

from .fields import EFFORT_COLUMNS, EVENT_COLUMNS, EVIDENCE_COLUMNS, MENTION_COLUMNS, SOURCE_COLUMNS, Field
from .interface import Edition, Exporter
from .objects import instant
from .schema import SCHEMA_VERSION
from .staging import Stage

TABLES: dict[str, tuple[Field, ...]] = {
    "events.csv": EVENT_COLUMNS,
    "mentions.csv": MENTION_COLUMNS,
    "evidence.csv": EVIDENCE_COLUMNS,
    "sources.csv": SOURCE_COLUMNS,
    "effort.csv": EFFORT_COLUMNS,
}
_KEYS: dict[str, str | list[str]] = {
    "events.csv": "id",
    "mentions.csv": "id",
    "sources.csv": "id",
    "effort.csv": ["source_id", "month"],
}
_TYPES = {"number": "number", "integer": "integer", "instant": "datetime"}
LICENCE = {"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}
"""Facts about events: no rights are claimed in them. The quoted words remain their publishers'."""


class PackageExporter(Exporter):
    """What was written, to check, to cite and to load. Written last.

    `others` are the files that are no tables: path, title, media type; the registry of formats fills it in.
    """

    name = "package"
    title = "What the files are: index with hashes, data package"
    media_type = "application/json"
    paths = ("index.json", "datapackage.json")
    others: ClassVar[tuple[tuple[str, str, str], ...]] = ()

    def __init__(self, stage: Stage, edition: Edition) -> None:
        super().__init__(stage, edition)
        self._visibility: Counter[str] = Counter()
        self._status: Counter[str] = Counter()
        self._mentions = 0
        self._newest: str | None = None

    def add(self, event: Event) -> None:
        self._visibility[event.visibility] += 1
        self._status[event.status] += 1
        self._mentions += len(event.mentions)
        self._newest = max(self._newest or "", instant(event.last_changed))

    def close(self) -> None:
        files = [{"path": path, "bytes": size, "sha256": digest} for path, size, digest in self.stage.finished()]
        counts = {
            "events": sum(self._visibility.values()),
            "mentions": self._mentions,
            "visibility": dict(sorted(self._visibility.items())),
            "status": dict(sorted(self._status.items())),
        }
        index = {"schema_version": SCHEMA_VERSION, "generated_at": self._newest, "counts": counts, "files": files}
        self.stage.write("index.json", [_pretty(index)])
        self.stage.write("datapackage.json", [_pretty(self._package(files))])

    def _package(self, files: list[dict[str, Any]]) -> dict[str, Any]:
        hashes = {file["path"]: file for file in files}
        return {
            "profile": "data-package",
            "name": "cwac-events",
            "title": "Coffee with a Cop and kindred events",
            "description": "Police community events read from the pages that announce them, with the words they came from. "
            "The quoted words remain those of their publishers.",
            "version": SCHEMA_VERSION,
            **({"created": self._newest} if self._newest else {}),
            **({"homepage": self.edition.site_url} if self.edition.site_url else {}),
            "licenses": [LICENCE],
            "sources": [
                {"title": "Pages of police departments, cities, campuses and newspapers; each row names its page."}
            ],
            "contributors": [{"title": f"cwac-aggregator {__version__}", "role": "wrangler"}],
            "resources": [
                *(_resource(path, hashes[path]) for path in TABLES if path in hashes),
                *(
                    _file(path, title, media_type, hashes[path])
                    for path, title, media_type in self.others
                    if path in hashes
                ),
            ],
        }


def _file(path: str, title: str, media_type: str, file: dict[str, Any]) -> dict[str, Any]:
    """A file that is no table. What stands in it, the data dictionary and the JSON Schema tell."""
    return {
        "profile": "data-resource",
        "name": path.replace(".", "-"),
        "path": path,
        "title": title,
        "format": path.rpartition(".")[2],
        "mediatype": media_type,
        "bytes": file["bytes"],
        "hash": f"sha256:{file['sha256']}",
    }


def _resource(path: str, file: dict[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_column(field) for field in TABLES[path]], "missingValues": [""]}
    if path in _KEYS:
        schema["primaryKey"] = _KEYS[path]
    return {
        "profile": "tabular-data-resource",
        "name": path.removesuffix(".csv"),
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file["bytes"],
        "hash": f"sha256:{file['sha256']}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _column(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {} if field.nullable else {"required": True}
    if field.values and field.type == "string":
        constraints["enum"] = list(field.values)
    if field.least is not None:
        constraints["minimum"] = field.least
    if field.most is not None:
        constraints["maximum"] = field.most
    # A `when` is a date or a time, with or without a zone: no one type of the specification holds all three.
    column: dict[str, Any] = {
        "name": field.name,
        "type": _TYPES.get(field.type, "string"),
        "description": field.description,
    }
    if field.type == "instant":
        column["format"] = "any"
    if constraints and not (field.type in ("strings", "whens") or (field.name in ("title", "text", "reader_version"))):
        column["constraints"] = constraints
    return column


def _pretty(value: Any) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "replace")
