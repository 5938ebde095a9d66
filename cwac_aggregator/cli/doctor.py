"""`cwac doctor`: is this installation sound, and what is to be done where it is not."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import click

from ..config import Settings
from ..errors import CwacError
from ..version import __version__
from .settings import command, open_database, registry, settings

State = Literal["good", "note", "bad"]
OLD = timedelta(days=2)
"""A crawl longer ago than this is worth a note."""
_ROOM = 200 * 1024 * 1024
"""Free bytes below which a run may fail halfway."""
_MARKS = {"good": "ok  ", "note": "note", "bad": "BAD "}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `hint` is the next step where there is one."""

    what: str
    state: State
    message: str
    hint: str | None = None


@command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def doctor_command(as_json: bool) -> None:
    """Check this installation and say what to fix. Changes nothing; the exit code is 1 where something is bad.

    \b
    Example:
      cwac doctor
    """
    found = list(examine(settings()))
    for finding in found:
        if as_json:
            click.echo(json.dumps(asdict(finding), ensure_ascii=False))
            continue
        click.echo(f"{_MARKS[finding.state]}  {finding.what}: {finding.message}")
        if finding.hint:
            click.echo(f"        → {finding.hint}")
    bad = sum(finding.state == "bad" for finding in found)
    click.echo(f"{bad} thing{'' if bad == 1 else 's'} to fix." if bad else "All is well.", err=True)
    if bad:
        raise click.exceptions.Exit(1)


def examine(chosen: Settings) -> Iterator[Finding]:
    """Look at everything, one finding after the other; a fault of one look does not hide the next."""
    looks: list[Callable[[Settings], Iterator[Finding]]] = [_program, _manners, _sources, _database, _exports]
    for look in looks:
        try:
            yield from look(chosen)
        except CwacError as error:
            yield Finding(look.__name__.strip("_"), "bad", str(error), error.hint)


def _program(_chosen: Settings) -> Iterator[Finding]:
    python = ".".join(map(str, sys.version_info[:3]))
    yield Finding("program", "good", f"cwac-aggregator {__version__} on Python {python}")


def _manners(chosen: Settings) -> Iterator[Finding]:
    if chosen.contact == Settings().contact:
        hint = "Set `contact` to a page or a mail address of yours: sites' owners reach you there."
        yield Finding("contact", "note", "the User-Agent names the project, not you", hint)
    else:
        yield Finding("contact", "good", chosen.contact)
    if chosen.site_url is None:
        hint = "Set `site_url` to the address the files are published under, for whole links in calendars and pages."
        yield Finding("site_url", "note", "not set", hint)
    elif not chosen.site_url.startswith(("https://", "http://")):
        yield Finding("site_url", "bad", f"{chosen.site_url!r} is no web address", "Write https://... .")
    else:
        yield Finding("site_url", "good", chosen.site_url)
    if chosen.allow_loopback:
        hint = "Unset `allow_loopback`: it is for tests and the demo."
        yield Finding("allow_loopback", "note", "the crawler may reach private addresses", hint)


def _sources(chosen: Settings) -> Iterator[Finding]:
    count = len(registry(chosen))
    if count:
        yield Finding("registry", "good", f"{count} sources")
    else:
        yield Finding("registry", "bad", "no source in it", "docs/sources.md shows how to add one.")


def _database(chosen: Settings) -> Iterator[Finding]:
    file = _sqlite_file(chosen.database_url)
    if file is not None and not file.exists():
        yield from _folder("database", file.parent)
        yield Finding("database", "note", f"{file} is not there yet", "`cwac run` makes it.")
        return
    if file is not None:
        yield from _folder("database", file.parent)
    with open_database(chosen) as database:
        events = sum(database.events.count().values())
        yield Finding("database", "good", f"{database.address}, {events} events")
        crawled = database.runs.as_of()
        if crawled is None:
            yield Finding("crawl", "note", "no crawl was finished yet", "`cwac run`")
        elif datetime.now(UTC) - crawled > OLD:
            hint = "Is the timer running? docs/deploy.md; else `cwac run`."
            yield Finding("crawl", "note", f"the last one ended on {crawled:%Y-%m-%d %H:%M} UTC", hint)
        else:
            yield Finding("crawl", "good", f"the last one ended on {crawled:%Y-%m-%d %H:%M} UTC")
        errors = sum(1 for _ in database.issues.all(level="error"))
        if errors:
            yield Finding("issues", "note", f"{errors} errors wait for a person", "`cwac issues --level error`")


def _exports(chosen: Settings) -> Iterator[Finding]:
    folder = Path(chosen.exports_dir)
    yield from _folder("exports", folder)
    if folder.is_dir() and not (folder / "events.json").is_file():
        yield Finding("exports", "note", f"nothing was written to {folder} yet", "`cwac export`")


def _folder(what: str, folder: Path) -> Iterator[Finding]:
    """Whether files can be made in a folder, or in the nearest one above it that is there, and whether there is room."""
    there = next(path for path in (folder, *folder.absolute().parents) if path.is_dir())
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        hint = f"Give user {os.getuid()} the right to write there, or change the setting."
        yield Finding(what, "bad", f"cannot write to {there}: {error.strerror}", hint)
        return
    free = shutil.disk_usage(there).free
    if free < _ROOM:
        yield Finding(what, "bad", f"{free // 1024 // 1024} MB are free at {there}", "Make room.")


def _sqlite_file(url: str) -> Path | None:
    return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None
