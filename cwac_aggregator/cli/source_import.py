"""`cwac sources import` and `cwac sources aside`: a whole directory of publishers at once, and what it left out."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..directories import FORMATS, Format, Gathered, gather, read_rows
from ..ids import bare_host
from .settings import command, open_database, registry, settings

if TYPE_CHECKING:
    from ..sources import SourceEntry


@command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@click.option("--format", "form", required=True, type=click.Choice(FORMATS), help="What kind of directory it is.")
@click.option("--country", metavar="CODE", help="Country of the rows of a csv that name none, such as US.")
@click.option("--dry-run", is_flag=True, help="Only report; the database stays as it is.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON object.")
def import_(file: Path, form: Format, country: str | None, dry_run: bool, as_json: bool) -> None:
    """Import a directory of publishers: thousands of sources into the database, next to the registry.

    Rows of one site are one source. Hosts that are walled, dead or nobody's own are set aside with the reason
    (`cwac sources aside`). A second import of the same file changes nothing.

    \b
    Example:
      cwac sources import agencies.csv --format agencies
    """
    from scrapers.clock import utc_now

    from ..database import Aside
    from ..health import dead_sites

    chosen = settings()
    rows = read_rows(file, form, country=country)
    entries = registry(chosen)
    with open_database(chosen) as database, database.runs.lock("cwac sources import"):
        known = database.imported.entries(form)
        dead = dead_sites(database, known.values())
        others = database.imported.entries(form, but=True)
        gathered = gather(
            rows,
            registry=entries,
            others=others,
            known=known,
            keys=database.imported.keys(form),
            dead=dead,
            private=chosen.allow_loopback,
        )
        new, changed = _differences(known, gathered.sources)
        if not dry_run:
            aside = [
                Aside(row_key=fate.row.key, name=fate.row.name, url=fate.row.url, reason=fate.why)
                for fate in {fate.row.key: fate for fate in gathered.fates if fate.outcome == "skipped"}.values()
                if fate.row.url
            ]
            found = [(gathered.keys[name], entry) for name, entry in gathered.sources.items()]
            new, changed = database.imported.save(form, found, aside, utc_now())
            gone = [n for n, e in known.items() if n not in gathered.sources and dead.keys() >= _sites(e)]
            database.imported.forget(gone)
    report = _report(gathered, new, changed)
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False))
    else:
        _print(report, dry_run)


def _differences(known: Mapping[str, SourceEntry], found: Mapping[str, SourceEntry]) -> tuple[int, int]:
    new = sum(name not in known for name in found)
    return new, sum(name in known and known[name] != entry for name, entry in found.items())


def _sites(entry: SourceEntry) -> set[str]:
    return {bare_host(url) for url in entry.start_urls}


def _report(gathered: Gathered, new: int, changed: int) -> dict[str, Any]:
    counts = gathered.counts()
    sources = list(gathered.sources.values())
    return {
        "rows": len(gathered.fates),
        **{str(outcome): count for outcome, count in counts.items()},
        "merged_why": gathered.reasons("merged"),
        "skipped_why": gathered.reasons("skipped"),
        "sources": {
            "new": new,
            "changed": changed,
            "unchanged": len(sources) - new - changed,
            "without_region": sum(entry.region is None for entry in sources),
            "without_zone": sum(entry.place.timezone is None for entry in sources),
        },
    }


def _print(report: dict[str, Any], dry_run: bool) -> None:
    from .console import output, table

    made = table("rows", "", "why")
    for outcome in ("taken", "merged", "skipped"):
        made.add_row(str(report[outcome]), outcome, "")
        for reason, count in report.get(f"{outcome}_why", {}).items():
            made.add_row("", "", f"{count} {reason}")
    made.add_row(str(report["rows"]), "in all", "")
    output().print(made)
    of = report["sources"]
    would = "would be " if dry_run else ""
    click.echo(
        f"{report['taken']} sources: {of['new']} {would}new, {of['changed']} {would}changed, {of['unchanged']} unchanged; "
        f"{of['without_zone']} without a time zone.",
        err=True,
    )


@command("aside")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
def aside(as_csv: bool) -> None:
    """List the rows of imported directories that gave no source, with the reason.

    \b
    Example:
      cwac sources aside --csv
    """
    chosen = settings()
    with open_database(chosen) as database:
        rows = database.imported.aside()
    columns = ("directory", "reason", "name", "url", "row_key")
    cells = [(directory, row.reason, row.name, row.url, row.row_key) for directory, row in rows]
    if as_csv:
        csv.writer(sys.stdout, lineterminator="\r\n").writerows([columns, *cells])
        return
    from rich.text import Text

    from .console import output, table

    made = table(*columns)
    for row_cells in cells:
        made.add_row(*(Text(cell) for cell in row_cells))
    output().print(made)
    click.echo(f"{len(cells)} row{'' if len(cells) == 1 else 's'} set aside.", err=True)
