"""`cwac demo`: the whole way over a small town of replica sites on this machine."""

from __future__ import annotations

import socket
import sys
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from shutil import which
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

import click

from ..errors import ConfigError
from ..model import day_of
from .settings import command, config, open_database

if TYPE_CHECKING:
    import exports

    from ..config import Settings

FOLDER = Path("data/demo")
FIRST_PORT = 8620
ROW = 20
"""Ports kept for the sites of one town."""
ROWS = 20
"""Rows of ports that are tried before giving up, one behind the other."""
PATIENCE = 20.0
"""Seconds to wait for the ports of the last time."""


@command("demo")
@click.option("--day", type=click.IntRange(1, 2), default=1, show_default=True, help="2: the town a week later.")
@click.option("--port", type=click.IntRange(1024, 65000), help="First of a row of ports for the sites of the town.")
def demo(day: int, port: int | None) -> None:
    """Crawl a small town of replica sites served on this machine, into data/demo/. Needs no network.

    A second time nothing is stored twice and no file changes. `--day 2` shows what a week later brings.

    \b
    Example:
      cwac demo
      cwac demo --day 2
    """
    from scrapers.demo import TODAY, DemoTown

    today = TODAY + timedelta(days=7 * (day - 1))
    first = _port(port)
    FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        if port is None:
            _wait_for(first)
        with DemoTown(day=day, ports=first) as town:
            _remember(first, town.sites)
            summary, example = _crawl(datetime.combine(today, time(12), UTC))
    except OSError as error:
        raise ConfigError(
            f"the demo town cannot be served from port {first} on: {error.strerror or error}",
            hint="Give a free row of ports: cwac demo --port 8700, and remove data/demo if it holds another row's town.",
        ) from error
    _closing_words(summary, example)


def _crawl(now: datetime) -> tuple[exports.ExportSummary, str]:
    """Run all steps and print what they found; the summary, and the id of an event worth a look."""
    from .console import output, watch
    from .settings import registry
    from .tables import event_table
    from .work import Bench

    chosen = demo_settings(config().settings)
    with open_database(chosen) as database, database.runs.lock("cwac demo"), watch() as watching:
        bench = Bench(chosen, database, registry(chosen), watching, clock=lambda: now, demo=True)
        summary = bench.run()
        found = list(database.events.find())
    output().print(event_table(found))
    coming = [event.id for event in found if event.start is not None and day_of(event.start) >= now.date()]
    return summary, next(iter(coming), "EVENT_ID")


def demo_settings(held: Settings) -> Settings:
    """The settings of the demo: its own folder, loopback allowed, no waiting. The rest stays as it is."""
    return held.model_copy(
        update={
            "database_url": _database_url(),
            "exports_dir": str(FOLDER / "exports"),
            "registry": str(FOLDER / "sources.yml"),
            "allow_loopback": True,
            "download_delay": 0.0,
        }
    )


def _database_url() -> str:
    return f"sqlite:///{FOLDER}/cwac.sqlite"


def _remember(first: int, sites: dict[str, str]) -> None:
    """Write down where the town stood: its addresses must be the same the next time."""
    import yaml

    from scrapers.demo import demo_sources

    rows: list[dict[str, Any]] = demo_sources(sites)
    (FOLDER / "sources.yml").write_text(yaml.safe_dump({"sources": rows}, allow_unicode=True, sort_keys=False), "utf-8")
    (FOLDER / "port").write_text(f"{first}\n", "utf-8")


def _port(asked: int | None) -> int:
    """The port asked for, else that of the last time, else the first of a free row."""
    if asked is not None:
        return asked
    remembered = FOLDER / "port"
    if remembered.is_file() and (text := remembered.read_text("utf-8").strip()).isdigit():
        return int(text)
    for row in range(ROWS):
        first = FIRST_PORT + ROW * row
        if all(_is_free(first + number) for number in range(ROW)):
            return first
    raise ConfigError("no free row of ports for the demo town", hint="Give the first one: cwac demo --port 8900.")


def _wait_for(port: int) -> None:
    """Give another demo on this machine the time to end."""
    until = monotonic() + PATIENCE
    while not _is_free(port) and monotonic() < until:
        sleep(0.5)


def _is_free(port: int) -> bool:
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _closing_words(summary: exports.ExportSummary, example: str) -> None:
    listed = sorted(name for name in (*summary.changed, *summary.unchanged) if "/" not in name)
    files = "".join(f"  {summary.folder / name}\n" for name in (*listed, "calendars/", "events/"))
    program = _program()
    click.echo(
        f"\nThe files:\n{files}\n"
        "What to type next:\n"
        f"  export CWAC_DATABASE_URL={_database_url()}\n"
        f"  {program} show {example}   every field with the words it came from\n"
        f"  {program} events --region CA           one state; --json and --csv for programs\n"
        f"  {program} demo --day 2                 the town a week later: moved, cancelled, new\n"
        f"  unset CWAC_DATABASE_URL; {program} sources list    real departments, for `{program} run SOURCE`",
        err=True,
    )


def _program() -> str:
    """How to call the program from here: by its name where it is on the path, else by the way it was called."""
    called = Path(sys.argv[0])
    found = which("cwac")
    if called.name != "cwac" or (found and Path(found).resolve() == called.resolve()):
        return "cwac"
    return str(called.relative_to(Path.cwd())) if called.is_relative_to(Path.cwd()) else str(called)
