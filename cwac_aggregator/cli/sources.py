"""`cwac sources`: the registry."""

from __future__ import annotations

import csv
import dataclasses
import json
import sys
from typing import Any

import click

from ..health import BAD, STATES, State, assess
from ..sources import SourceEntry
from .settings import all_sources, command, known, open_database, registry, settings
from .source_import import aside, import_
from .source_probe import new, probe_


@click.group("sources")
def sources() -> None:
    """The registry of departments, cities and newspapers.

    \b
    Example:
      cwac sources list --region CA
    """


@command("list")
@click.option("--region", metavar="CODE", help="Only this region, such as CA.")
@click.option("--country", metavar="CODE", help="Only this country, such as US.")
@click.option("--imported", is_flag=True, help="Only those imported from directories, instead of the registry.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array with all fields.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
def list_(region: str | None, country: str | None, imported: bool, as_json: bool, as_csv: bool) -> None:
    """List the sources.

    \b
    Example:
      cwac sources list --region CA
    """
    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other.")
    entries = [
        entry
        for entry in (_imported() if imported else registry(settings())).values()
        if (region is None or (entry.region or "").lower() == region.lower())
        and (country is None or (entry.country or "").lower() == country.lower())
    ]
    if as_json:
        click.echo(json.dumps([entry.model_dump(mode="json") for entry in entries], indent=1, ensure_ascii=False))
        return
    columns = ("id", "name", "kind", "city", "region", "country", "start_urls")
    rows = [[_cell(getattr(entry, name)) for name in columns] for entry in entries]
    if as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\r\n")
        writer.writerows([columns, *rows])
        return
    from rich.text import Text

    from .console import output, table

    made = table(*columns)
    for row in rows:
        made.add_row(*(Text(cell) for cell in row))
    output().print(made)
    click.echo(f"{len(entries)} source{'' if len(entries) == 1 else 's'}.", err=True)


@command("check")
@click.argument("ids", nargs=-1, metavar="[SOURCE]...")
def check(ids: tuple[str, ...]) -> None:
    """Look for mistakes in the registry, without the network; exit code 2 where there is one.

    \b
    Example:
      cwac sources check --registry my-sources.yml
    """
    entries = registry(settings())
    known(entries, ids)
    chosen = [entries[name] for name in ids] if ids else list(entries.values())
    for entry in chosen:
        if entry.place.timezone is None:
            click.echo(f"{entry.id}: no time zone follows from its place; times will be left without one", err=True)
    click.echo(f"{len(chosen)} source{'' if len(chosen) == 1 else 's'}, no mistake found.", err=True)


@command("health")
@click.option("--state", "states", multiple=True, type=click.Choice(STATES), help="Only this state; may be repeated.")
@click.option(
    "--fail-on",
    "fail_on",
    multiple=True,
    type=click.Choice([*sorted(BAD), "alert"]),
    help="Exit with 1 when a source is in this state, or (alert) has been in a bad one for several crawls; may be repeated.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def health(states: tuple[State, ...], fail_on: tuple[str, ...], as_json: bool) -> None:
    """Show how the sources do, by the last crawls: ok, empty, silent, failing, blocked, moved, gone.

    \b
    Example:
      cwac sources health --fail-on alert
    """
    chosen = settings()
    with open_database(chosen) as database:
        entries = all_sources(chosen, database)
        as_of = database.runs.as_of()
        every = assess(database, entries.values(), as_of.date()) if as_of else []
    shown = [item for item in every if not states or item.state in states]
    if as_json:
        for item in shown:
            since = item.since.isoformat(timespec="seconds")
            click.echo(json.dumps(dataclasses.asdict(item) | {"since": since}, ensure_ascii=False))
    elif shown:
        from rich.text import Text

        from .console import output, table

        made = table("source", "state", "since", "crawls", "alert", "evidence")
        for item in shown:
            alert = "alert" if item.alert else ""
            made.add_row(
                item.source_id, item.state, f"{item.since:%Y-%m-%d}", str(item.runs), alert, Text(item.evidence)
            )
        output().print(made)
    click.echo(f"{len(shown)} source{'' if len(shown) == 1 else 's'}.", err=True)
    if any(item.state in fail_on or ("alert" in fail_on and item.alert) for item in every):
        raise click.exceptions.Exit(1)


def _imported() -> dict[str, SourceEntry]:
    with open_database(settings()) as database:
        return database.imported.entries()


def _cell(value: Any) -> str:
    return " ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


sources.add_command(list_)
sources.add_command(check)
sources.add_command(health)
sources.add_command(import_)
sources.add_command(aside)
sources.add_command(probe_)
sources.add_command(new)
