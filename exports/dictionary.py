"""docs/data-dictionary.md, made from the table of fields. `python -m exports.dictionary`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .fields import (
    CHANGE,
    EFFORT_COLUMNS,
    EVENT,
    EVENT_COLUMNS,
    EVIDENCE,
    MENTION,
    QUALITY,
    SOURCE_COLUMNS,
    STORED,
    Field,
)
from .registry import EXPORTERS
from .schema import SCHEMA_VERSION

_MADE = "<!-- Made by `make docs` from the program itself. Do not edit. -->\n\n"
_TYPES = {
    "string": "text",
    "when": "date or time",
    "instant": "time in UTC",
    "number": "number",
    "integer": "whole number",
    "strings": "list of texts",
    "whens": "list of dates",
}


def page() -> str:
    """The whole page."""
    formats = "".join(
        f"| `{exporter.name}` | {', '.join(f'`{path}`' for path in (*exporter.paths, *(f'{folder}/' for folder in exporter.folders)))} | {exporter.title} | "
        f"`{exporter.media_type}` |\n"
        for exporter in EXPORTERS.values()
    )
    columns = [field for field in EVENT_COLUMNS if field not in EVENT]
    return (
        f"{_MADE}# Data dictionary\n\nSchema version {SCHEMA_VERSION}. The shapes are described by JSON Schema in "
        "[`exports/schemas`](../exports/schemas); [exports.md](exports.md) says how to read the files.\n\n"
        "*date or time*: `YYYY-MM-DD`, `YYYY-MM-DDTHH:MM:SS±hh:mm`, or without the offset where no zone is known. "
        "*time in UTC*: `YYYY-MM-DDTHH:MM:SS+00:00`.\n\n"
        f"## Formats\n\n| name | files | what | media type |\n|---|---|---|---|\n{formats}"
        "\n## Event\n\nIn `events.json`, and as columns of `events.csv`.\n\n"
        + _table(EVENT)
        + "| `field_sources` | JSON only | By field: the id of the mention its value came from, or `override`. |\n"
        + "| `mentions` | JSON only | The mentions, with the fields below. |\n"
        + _rows(columns, "CSV only: ")
        + "\n## Mention\n\nOne event as one page tells it. The first five fields are those of a stored mention; "
        "`cwac extract --json` prints the rest.\n\n" + _table([*STORED, *MENTION])
        + "| `evidence` | by field | The words each value rests on: |\n"
        + "\n`mentions.csv` has `event_id` in front and no `evidence`.\n\n## Evidence\n\n" + _table(EVIDENCE)
        + "\n`evidence.csv` has `event_id`, `mention_id` and `field` in front.\n"
        + "\n## Change\n\nIn `changes.json`, newest first.\n\n" + _table(CHANGE)
        + "\n## Source\n\nIn `sources.csv`.\n\n" + _table(SOURCE_COLUMNS)
        + "\n## Effort\n\nIn `effort.csv`. A row of zeros says that nobody looked: no events is something else.\n\n"
        + _table(EFFORT_COLUMNS)
        + "\n## Quality\n\nThe rows of `quality.json`: what the reader, in the version named there, got wrong on labelled pages.\n\n"
        + _table(QUALITY)
    )  # fmt: skip


def _table(fields: Iterable[Field]) -> str:
    return "| field | type | meaning |\n|---|---|---|\n" + _rows(fields)


def _rows(fields: Iterable[Field], before: str = "") -> str:
    return "".join(
        f"| `{field.name}` | {before}{_type(field)} | {field.description}{_values(field)} |\n" for field in fields
    )


def _type(field: Field) -> str:
    bounds = f", {field.least:g} to {field.most:g}" if field.least is not None and field.most is not None else ""
    return _TYPES[field.type] + bounds + (", may be null" if field.nullable else "")


def _values(field: Field) -> str:
    return f" One of {', '.join(f'`{value}`' for value in field.values)}." if field.values else ""


if __name__ == "__main__":
    (Path("docs") / "data-dictionary.md").write_text(page(), "utf-8")
