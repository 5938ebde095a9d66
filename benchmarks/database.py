"""How fast changed mentions are written: `python -m benchmarks.database [MENTIONS] [--add N]`.

Archives pages, reads mentions with evidence into them, and times `resolve`: all new, unchanged, all changed, N more (as
the command `cwac resolve`, its start included), one in a hundred changed; and how long a reader ever waits while it writes.
With `--add` it leaves out the changed ones: what matters is how little it takes to add a few to very many.

Each figure is given twice: seconds on the clock, and seconds of the processor, which say the same on a busy machine.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from multiprocessing.connection import Connection
from pathlib import Path

from cwac_aggregator import pipeline
from cwac_aggregator.database import Database, Fetched, Read
from cwac_aggregator.database.upsert import batches as batched
from cwac_aggregator.model import Evidence, Mention, Page, Reading

from .synthetic_mentions import generate

T0 = datetime(2026, 9, 1, tzinfo=UTC)
FIELDS = ("title", "start", "venue", "street", "city")


def main(count: int, add: int | None) -> None:
    """Run and print seconds."""
    rows = sorted(generate(count, seed=3), key=lambda row: (row[1], row[2]))
    pages = [
        (source, [(url, mention) for _, _, url, mention in group])
        for source, group in groupby(rows, key=lambda r: r[1])
    ]
    with (
        tempfile.TemporaryDirectory() as folder,
        Database.open(f"sqlite:///{Path(folder) / 'bench.sqlite'}") as database,
    ):
        for number, words in enumerate(("new", "changed") if add is None else ("new",)):
            _read_pages(database, pages, number)
            waited = _Waiting(database.address)
            took = _resolve(database)
            longest = waited.stop() * 1000
            print(f"resolve, {count} mentions {words}: {took}; a reader waited {longest:.0f} ms at most", flush=True)
            print(f"resolve, nothing changed: {_resolve(database)}", flush=True)
        added = sorted(generate(add or 1000, seed=4), key=lambda row: (row[1], row[2]))
        _read_pages(database, [(f"{row[1]} 2", [(row[2], row[3])]) for row in added], 0)
        print(f"cwac resolve, {len(added)} mentions more, process and all: {_command(database.address)}", flush=True)
        few = pages[: 1000 * len(pages) // count if add else len(pages) // 100]
        _read_pages(database, few, 2)
        print(f"resolve, {sum(len(told) for _, told in few)} mentions changed: {_resolve(database)}", flush=True)


def _seconds(clock: float, processor: float) -> str:
    return f"{clock:.1f} s ({processor:.1f} s of processor)"


def _resolve(database: Database) -> str:
    clock, processor = time.perf_counter(), time.process_time()
    pipeline.resolve(database, threshold=0.8)
    return _seconds(time.perf_counter() - clock, time.process_time() - processor)


def _command(url: str) -> str:
    """What `cwac resolve` takes, its start included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    clock = time.perf_counter()
    subprocess.run(
        [str(Path(sys.executable).with_name("cwac")), "resolve"],
        env={**os.environ, "CWAC_DATABASE_URL": url},
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    clock = time.perf_counter() - clock
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return _seconds(clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _read_pages(database: Database, pages: Sequence[tuple[str, list[tuple[str, Mention]]]], number: int) -> None:
    at = T0 + timedelta(days=number)
    for some in batched(pages, 500):
        database.archive.store(
            [
                Fetched(
                    url=f"https://{source.replace(' ', '-')}.example/events",
                    source_id=source,
                    fetched_at=at,
                    status=200,
                    body=f"{source} {number}".encode(),
                    text_digest=f"{source} {number}",
                )
                for source, _ in some
            ]
        )
    told = {f"https://{source.replace(' ', '-')}.example/events": mentions for source, mentions in pages}
    for some in batched(database.archive.unread("bench"), 500):
        database.mentions.stage([_read(page, told[page.url], number) for page, _ in some])


def _read(page: Page, told: list[tuple[str, Mention]], number: int) -> Read:
    mentions = []
    for url, mention in told:
        if number:
            mention = replace(mention, title=mention.title + "!" * number)
        words = {name: Evidence(str(getattr(mention, name)), "html/body/p", "prose") for name in FIELDS}
        mentions.append(replace(mention, url=url, evidence=words))
    return Read(page, "bench", Reading(mentions=tuple(mentions)))


class _Waiting:
    """A reader in another process, as the site is one, that asks all the time and remembers its longest wait."""

    def __init__(self, url: str) -> None:
        self._here, there = multiprocessing.Pipe()
        self._process = multiprocessing.get_context("spawn").Process(target=_ask, args=(url, there), daemon=True)
        self._process.start()
        self._here.recv()

    def stop(self) -> float:
        """The longest wait, in seconds."""
        self._here.send(None)
        longest: float = self._here.recv()
        self._process.join()
        return longest


def _ask(url: str, pipe: Connection) -> None:
    """Ask for the last run every 20 milliseconds until told to stop."""
    longest = 0.0
    with Database.open(url) as database:
        database.runs.last()
        pipe.send(None)
        while not pipe.poll(0.02):
            started = time.perf_counter()
            database.runs.last()
            longest = max(longest, time.perf_counter() - started)
    pipe.send(longest)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("mentions", type=int, nargs="?", default=100_000)
    parser.add_argument("--add", type=int)
    chosen = parser.parse_args()
    main(chosen.mentions, chosen.add)
