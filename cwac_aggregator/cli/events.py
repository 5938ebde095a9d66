"""`cwac events`: what is known, filtered."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import click

from ..model import Event
from .settings import command, open_database, settings


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not of the form YYYY-MM-DD.", param, ctx)


@command("events")
@click.option("--region", metavar="CODE", help="Only this region, such as CA.")
@click.option("--city", metavar="TEXT", help="Only this town.")
@click.option("--theme", metavar="TEXT", help="Only this theme, such as coffee.")
@click.option("--from", "since", type=Day(), metavar="DATE", help="From this day on.")
@click.option("--to", "until", type=Day(), metavar="DATE", help="Up to this day.")
@click.option("--all", "everything", is_flag=True, help="Also those that were withdrawn.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, with mentions and evidence.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, with the columns of events.csv.")
def events(
    region: str | None,
    city: str | None,
    theme: str | None,
    since: date | None,
    until: date | None,
    everything: bool,
    as_json: bool,
    as_csv: bool,
) -> None:
    """List events by day, those without a day last.

    \b
    Example:
      cwac events --region CA --from 2026-10-01
      cwac events --theme coffee --csv > coffee.csv
    """
    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other.")
    with open_database(settings()) as database:
        found = database.events.find(
            region=region,
            city=city,
            theme=theme,
            since=since,
            until=until,
            visibility=("published", "review", "withdrawn") if everything else ("published", "review"),
            mentions=as_json or as_csv,
        )
        if as_json:
            _print_json(found, database.sources.agencies())
        elif as_csv:
            _print_csv(found, database.sources.agencies())
        else:
            _print_table(found)


def _print_json(found: Iterable[Event], agencies: Mapping[str, str]) -> None:
    from exports import event_object
    from exports.json_file import dump

    between = b"["
    for event in found:
        sys.stdout.buffer.write(between + dump(event_object(event, agencies)))
        between = b",\n"
    sys.stdout.buffer.write((b"[" if between == b"[" else b"") + b"]\n")


def _print_csv(found: Iterable[Event], agencies: Mapping[str, str]) -> None:
    from exports.fields import EVENT_COLUMNS
    from exports.tables import event_row, header, row_line

    sys.stdout.buffer.write(header(EVENT_COLUMNS))
    for event in found:
        sys.stdout.buffer.write(row_line(EVENT_COLUMNS, event_row(event, agencies)))


def _print_table(found: Iterable[Event]) -> None:
    from .console import output
    from .tables import event_table

    listed = list(found)
    if listed:
        output().print(event_table(listed))
    click.echo(f"{len(listed)} event{'' if len(listed) == 1 else 's'}. `cwac show ID` tells all about one.", err=True)
