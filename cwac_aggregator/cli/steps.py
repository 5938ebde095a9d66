"""`cwac run` and its steps: `crawl`, `resolve`, `export`; and `unlock`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .events import Day
from .settings import all_sources, command, known, open_database, settings

if TYPE_CHECKING:
    from .work import Bench


@contextmanager
def bench(name: str, only: Sequence[str] = ()) -> Iterator[Bench]:
    """Everything a step works with, under the lock. `only` are source ids the user named.

    Raises ConfigError for an unknown one, LockHeldError where another run holds the lock.
    """
    from .console import watch
    from .work import Bench

    chosen = settings()
    with open_database(chosen) as database:
        entries = all_sources(chosen, database)
        known(entries, only)
        with database.runs.lock(f"cwac {name}"), watch() as watching:
            yield Bench(chosen, database, entries, watching)


@command("run")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--force", is_flag=True, help="Publish even where the checks refuse to.")
def run(sources: tuple[str, ...], force: bool) -> None:
    """Crawl, extract, resolve, check, export: all sources of the registry, or those named.

    \b
    Example:
      cwac run
      cwac run santa-monica-police --max-pages 50
    """
    with bench("run", sources) as work:
        work.run(sources, force=force)


@command("crawl")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--warc",
    "archives",
    multiple=True,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Take the pages out of this web archive instead of asking the sites; may be repeated.",
)
def crawl(sources: tuple[str, ...], archives: tuple[Path, ...]) -> None:
    """Visit the sources and archive their pages. Asks politely, and never twice for what has not changed.

    With --warc nothing is asked of any site: the pages come from web archives (WARC) on this machine, each at the time
    it was captured. Then `cwac extract` and `cwac resolve` go on as after a crawl.

    \b
    Example:
      cwac crawl santa-monica-police
      cwac crawl --warc captures-2024.warc.gz
    """
    with bench("crawl", sources) as work:
        if archives:
            work.take_archives(archives, sources)
        else:
            work.crawl(sources)


@command("resolve")
def resolve() -> None:
    """Turn mentions into events: give ids, find those that are one event, keep history.

    \b
    Example:
      cwac resolve
    """
    with bench("resolve") as work:
        work.resolve()


@command("export")
@click.argument("formats", nargs=-1, metavar="[FORMAT]...")
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to.")
@click.option(
    "--site",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the whole site there, for any static host: its pages, with all files beside them.",
)
@click.option(
    "--snapshot", is_flag=True, help="Also write snapshots/DAY/, to cite; one that stands is never written again."
)
@click.option(
    "--as-of", type=Day(), metavar="DATE", help='The day "upcoming" is counted from; else that of the last crawl.'
)
@click.option("--force", is_flag=True, help="Publish even where the checks refuse to.")
def export(
    formats: tuple[str, ...], folder: Path | None, site: Path | None, snapshot: bool, as_of: date | None, force: bool
) -> None:
    """Check, then write the files: all formats, or those named (docs/exports.md lists them).

    Files whose bytes did not change are not touched. If a check fails, nothing is written and the exit code is 3.

    \b
    Example:
      cwac export
      cwac export ics csv --to public/
      cwac export --site public/
      cwac export --snapshot
    """
    if site is not None and (folder is not None or formats):
        raise click.UsageError("--site writes all formats beside the pages: give it no --to and no FORMAT.")
    with bench("export") as work:
        target = site or folder or Path(work.settings.exports_dir)
        work.export(target, formats, force=force, as_of=as_of)
        if snapshot:
            work.snapshot(target, force=force, as_of=as_of)
        if site is not None:
            work.site(site)


@command("unlock")
def unlock() -> None:
    """Take the lock away from a run that is surely gone, for instance on a machine that no longer exists.

    \b
    Example:
      cwac unlock
    """
    with open_database(settings()) as database:
        held = database.runs.unlock()
    click.echo("The lock is free." if held else "No run held the lock.", err=True)
