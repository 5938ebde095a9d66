"""JSON Schema (2020-12) of what is published, made from the table of fields. Shipped as `exports/schemas/*.json`.

`python -m exports.schema` writes those files anew; a test holds them to the table.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from cwac_aggregator.model import MENTION_FIELDS

from .fields import EVENT, EVIDENCE, MENTION, STORED, Field

SCHEMA_VERSION = "1.1.0"
"""Semantic version of the shapes: a field more raises the second number, a changed or missing one the first."""

SchemaName = Literal["extract", "events"]
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DATE = r"\d{4}-\d{2}-\d{2}"
_TIME = r"T\d{2}:\d{2}:\d{2}"
_OFFSET = r"[+-]\d{2}:\d{2}"
_WHEN = {"type": "string", "pattern": f"^{_DATE}({_TIME}({_OFFSET})?)?$"}
_TYPES: dict[str, dict[str, Any]] = {
    "string": {"type": "string"},
    "when": _WHEN,
    "instant": {"type": "string", "pattern": rf"^{_DATE}{_TIME}\+00:00$"},
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "strings": {"type": "array", "items": {"type": "string"}},
    "whens": {"type": "array", "items": _WHEN},
}


def json_schema(name: SchemaName) -> dict[str, Any]:
    """The shipped schema: `extract` for a line of `cwac extract --json`, `events` for events.json."""
    text = (resources.files("exports") / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def build(name: SchemaName) -> dict[str, Any]:
    """The schema, made from the table of fields."""
    return _extract() if name == "extract" else _events()


def _extract() -> dict[str, Any]:
    read = _object(
        {
            "file": {"type": ["string", "null"], "description": "The file as it was named; null for a URL."},
            "url": {"type": "string", "description": "Address of the page."},
            "mentions": {"type": "array", "items": {"$ref": "#/$defs/mention"}, "description": "In the page's order."},
        }
    )
    failed = _object(
        {
            "file": {"type": ["string", "null"], "description": "The file as it was named, where it was."},
            "url": {"type": ["string", "null"], "description": "Address of the page, where it is known."},
            "error": {"type": "string", "description": "Why the page could not be read."},
        }
    )
    return {
        "$schema": _DIALECT,
        "title": "One line of `cwac extract --json`",
        "version": SCHEMA_VERSION,
        "oneOf": [read, failed],
        "$defs": {"mention": _mention(()), "evidence": _evidence()},
    }


def _events() -> dict[str, Any]:
    sources = {
        "type": "object",
        "additionalProperties": {"type": "string"},
        "description": "By field: the id of the mention its value came from, or `override` for a person's word.",
    }
    event = _object(
        _properties(EVENT)
        | {
            "field_sources": sources,
            "mentions": {"type": "array", "items": {"$ref": "#/$defs/mention"}, "description": "All its mentions."},
        }
    )
    whole = _object(
        {
            "schema_version": {"const": SCHEMA_VERSION, "description": "Version of this schema."},
            "generated_at": {
                "oneOf": [_TYPES["instant"], {"type": "null"}],
                "description": "The newest change in the data; null where there is none.",
            },
            "events": {"type": "array", "items": {"$ref": "#/$defs/event"}},
        }
    )
    return {
        "$schema": _DIALECT,
        "title": "events.json",
        "version": SCHEMA_VERSION,
        **whole,
        "$defs": {"event": event, "mention": _mention(STORED), "evidence": _evidence()},
    }


def _mention(before: Iterable[Field]) -> dict[str, Any]:
    evidence = {
        "type": "object",
        "propertyNames": {"enum": list(MENTION_FIELDS)},
        "additionalProperties": {"$ref": "#/$defs/evidence"},
        "description": "By field: the words its value rests on.",
    }
    return _object(_properties([*before, *MENTION]) | {"evidence": evidence})


def _evidence() -> dict[str, Any]:
    return _object(_properties(EVIDENCE))


def _properties(fields: Iterable[Field]) -> dict[str, Any]:
    return {field.name: _property(field) for field in fields}


def _property(field: Field) -> dict[str, Any]:
    schema = dict(_TYPES[field.type])
    if field.values and field.type == "strings":
        schema["items"] = {"enum": list(field.values)}
    elif field.values:
        schema = {"enum": list(field.values)}
    if field.least is not None:
        schema["minimum"] = field.least
    if field.most is not None:
        schema["maximum"] = field.most
    if field.nullable:
        schema["type"] = [schema["type"], "null"]
    return {**schema, "description": field.description}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _write() -> None:
    folder = Path(__file__).parent / "schemas"
    names: tuple[SchemaName, ...] = ("extract", "events")
    for name in names:
        text = json.dumps(build(name), indent=2, ensure_ascii=False) + "\n"
        (folder / f"{name}.schema.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _write()
