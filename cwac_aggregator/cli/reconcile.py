"""`cwac reconcile`: our list against another one."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import ConfigError
from ..model import When, when_text
from .settings import command, open_database, settings

if TYPE_CHECKING:
    from ..reconcile import Row

_COLUMNS = (
    "standing",
    "fields",
    "start",
    "end",
    "title",
    "status",
    "venue",
    "street",
    "city",
    "region",
    "url",
    "id",
    "their_start",
    "their_title",
)


@command("reconcile")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--source", metavar="SOURCE", help="The source that is this very list: what only it tells is not ours.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, ready to paste back.")
def reconcile(file: Path, source: str | None, as_json: bool, as_csv: bool) -> None:
    """Hold our events against another list: on both, only ours, only theirs, differing and in what.

    FILE is CSV with our column names, JSON, iCalendar, or a saved page of the list.

    \b
    Example:
      cwac reconcile program-list.csv --source national-program
    """
    from ..reconcile import read_list
    from ..reconcile import reconcile as compare

    try:
        body = file.read_bytes()
    except OSError as error:
        raise ConfigError(f"{file}: {error.strerror}", hint="Save the list to a file first.") from error
    theirs = read_list(body, str(file))
    with open_database(settings()) as database:
        rows = compare(database.events.find(visibility=None, mentions=True), theirs, their_source=source)
    if as_json:
        for row in rows:
            click.echo(json.dumps(_flat(row), ensure_ascii=False))
    elif as_csv:
        made = io.StringIO()
        writer = csv.DictWriter(made, _COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(_flat(row) for row in rows)
        click.echo(made.getvalue(), nl=False)
    else:
        _table(rows)
    counts = Counter(row.standing for row in rows)
    click.echo(", ".join(f"{count} {name}" for name, count in counts.items()) or "Both lists are empty.", err=True)


def _flat(row: Row) -> dict[str, Any]:
    told: Any = row.ours or row.theirs
    flat = {name: getattr(told, name, None) for name in _COLUMNS}
    flat |= {
        "standing": row.standing,
        "fields": " ".join(row.fields),
        "their_start": row.theirs.start if row.theirs else None,
        "their_title": row.theirs.title if row.theirs else None,
    }
    return {name: when_text(value) if isinstance(value, When) else value for name, value in flat.items()}


def _table(rows: list[Row]) -> None:
    from rich.text import Text

    from .console import output, table

    made = table("", "when", "what", "where", "differs in", "id")
    for row in rows:
        flat = _flat(row)
        where = ", ".join(flat[name] for name in ("venue", "city", "region") if flat[name])
        differs = ", ".join(row.fields) + (f" (theirs: {flat['their_start']})" if "start" in row.fields else "")
        made.add_row(
            row.standing,
            (flat["start"] or "")[:16],
            Text(flat["title"] or ""),
            Text(where),
            Text(differs),
            flat["id"] or "",
        )
    output().print(made)
