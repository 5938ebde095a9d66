"""`cwac reconcile`: our list against another one."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from ..errors import ConfigError
from ..model import When, when_text
from .settings import command, open_database, settings

if TYPE_CHECKING:
    from ..config import Settings
    from ..model import Mention
    from ..reconcile import Row


@command("reconcile")
@click.argument("listed", metavar="FILE|URL")
@click.option(
    "--source",
    metavar="SOURCE",
    help="The source that is this very list: what only it tells is not ours. Known by itself for the URL of a source.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line, ready to paste back.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, ready to paste back.")
def reconcile(listed: str, source: str | None, as_json: bool, as_csv: bool) -> None:
    """Hold our events against another list: on both, only ours, only theirs, differing and in what.

    FILE is CSV, JSON, iCalendar, or a saved page of the list; docs/reconcile.md tells which columns are known. A URL goes
    through the polite downloader.

    \b
    Example:
      cwac reconcile program-list.csv --source national-program
      cwac reconcile https://program.example/events --csv
    """
    from ..reconcile import reconcile as compare

    chosen = settings()
    theirs, publisher = _read(listed, chosen)
    with open_database(chosen) as database:
        rows = compare(database.events.find(visibility=None, mentions=True), theirs, their_source=source or publisher)
    if as_json:
        for row in rows:
            click.echo(json.dumps(_flat(row), ensure_ascii=False))
    elif as_csv:
        made = io.StringIO()
        writer = csv.DictWriter(made, _columns(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(_flat(row) for row in rows)
        click.echo(made.getvalue(), nl=False)
    else:
        _table(rows)
    counts = Counter(row.standing for row in rows)
    click.echo(", ".join(f"{count} {name}" for name, count in counts.items()) or "Both lists are empty.", err=True)


def _read(listed: str, chosen: Settings) -> tuple[list[Mention], str | None]:
    """The entries of the list, and the source that publishes it where the registry knows its host."""
    from ..lists import read_list
    from .settings import registry

    if not listed.startswith(("http://", "https://")):
        file = Path(listed)
        try:
            return read_list(file.read_bytes(), listed), None
        except OSError as error:
            raise ConfigError(f"{file}: {error.strerror}", hint="Give a file, or an address with https://.") from error
    from scrapers import fetch

    document = fetch(listed, chosen)
    hosts = {urlsplit(url).netloc.lower() for url in (listed, document.url)}
    entry = next((entry for entry in registry(chosen).values() if hosts & set(entry.hosts)), None)
    entries = read_list(
        document.body,
        document.url,
        place=entry.place if entry else None,
        names=entry.names if entry else (),
        content_type=document.content_type,
        fetched=document.fetched,
    )
    return entries, entry.id if entry else None


def _columns() -> list[str]:
    from ..lists import COLUMNS
    from ..reconcile import COMPARED

    return ["standing", "fields", *COLUMNS, "id", "their_title", *(f"their_{name}" for name in COMPARED)]


def _flat(row: Row) -> dict[str, Any]:
    """A row as it goes into a list: the values that we hold right, then theirs."""
    flat: dict[str, Any] = dict.fromkeys(_columns())
    for name in flat:
        if name.startswith("their_"):
            flat[name] = getattr(row.theirs, name.removeprefix("their_"), None)
        else:
            flat[name] = getattr(row.ours or row.theirs, name, None)
    flat |= {"standing": row.standing, "fields": " ".join(row.fields)}
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
