"""What serving the site costs: `python -m benchmarks.serving [EVENTS]`.

`cwac serve` in a process of its own, one client on one connection. Requests a second and the 99th percentile of a region's
feed with and without `If-None-Match`, of pages, and of searches no two of which are the same; the time and memory of the
start; the largest page; and the time the static copy takes.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from zoneinfo import ZoneInfo

from cwac_aggregator import gazetteer, pipeline
from cwac_aggregator.config import Settings
from cwac_aggregator.database import Database, Fetched
from cwac_aggregator.model import Document, Evidence, Mention, Place, Reading
from cwac_aggregator.web import write_site

TODAY = datetime(2026, 9, 1, 12, tzinfo=UTC)
REQUESTS = 500
PER_PAGE = 10
THEMES = ("coffee", "ice cream", "cocoa", "taco", "donut")


def main() -> None:
    """Fill a database, serve it, ask."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database_url=f"sqlite:///{folder}/cwac.sqlite", exports_dir=f"{folder}/exports")
        with Database.open(settings.database_url) as database:
            fill(database, count)
            pipeline.export(database, settings.exports_dir, settings, force=True)
            ids = [event.id for event in database.events.find()]
            began = time.perf_counter()
            done = write_site(database, f"{folder}/site", settings)
            print(f"static copy: {done.events} events, {done.files} files, {time.perf_counter() - began:.1f} s")
        pages = [(file.stat().st_size, file) for file in Path(folder, "site").rglob("*.html")]
        size, largest = max(pages)
        print(f"largest page: {size / 1000:.0f} KB, {largest.relative_to(f'{folder}/site')}")
        serve(settings, ids)


def serve(settings: Settings, ids: Sequence[str]) -> None:
    """Start the server, print what it costs, end it."""
    code = "import sys; from cwac_aggregator.cli import main; sys.exit(main())"
    environment = {**os.environ, "CWAC_DATABASE_URL": settings.database_url, "CWAC_EXPORTS_DIR": settings.exports_dir}
    began = time.perf_counter()
    call = [sys.executable, "-c", code, "serve", "--port", "0"]
    with subprocess.Popen(call, env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            port = int(re.search(r":(\d+)/", process.stderr.readline())[1])  # type: ignore[index]
            connection = HTTPConnection("127.0.0.1", port, timeout=60)
            ask(connection, "/")
            print(f"start: {time.perf_counter() - began:.1f} s, {resident(process.pid)} MB")
            feed = "/calendars/us/ca.ics"
            tag = ask(connection, feed)[1]
            measure("a region's feed", lambda _: ask(connection, feed))
            measure("the same, not modified", lambda _: ask(connection, feed, tag))
            measure("the list", lambda _: ask(connection, "/events/"))
            measure("events, each once", lambda n: ask(connection, f"/events/{ids[n % len(ids)]}/"))
            choice = random.Random(1)
            measure(
                "searches, each once", lambda n: ask(connection, f"/events/?near={choice.randint(10, 60)}.{n},-100")
            )
            print(f"afterwards: {resident(process.pid)} MB")
        finally:
            process.terminate()


def measure(what: str, request: Callable[[int], object]) -> None:
    """Print requests a second and the 99th percentile."""
    times = []
    for number in range(REQUESTS):
        began = time.perf_counter()
        request(number)
        times.append(time.perf_counter() - began)
    times.sort()
    print(f"{what}: {REQUESTS / sum(times):.0f} requests/s, p99 {times[int(REQUESTS * 0.99)] * 1000:.1f} ms")


def ask(connection: HTTPConnection, path: str, tag: str | None = None) -> tuple[int, str]:
    """One request; status and ETag."""
    connection.request("GET", path, headers={"If-None-Match": tag} if tag else {})
    answer = connection.getresponse()
    answer.read()
    if answer.status != (304 if tag else 200):
        raise SystemExit(f"{path}: {answer.status}")
    return answer.status, answer.headers.get("ETag", "")


def resident(pid: int) -> int:
    """Peak memory of a process in MB."""
    return int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) // 1024  # type: ignore[index]


def fill(database: Database, count: int) -> None:
    """Archive, read and resolve pages with events all over the US in the year to come."""
    towns = sorted(gazetteer.cities("US"), key=lambda town: (-town.population, town.name))
    made = list(mentions(towns, count))
    run = database.runs.start("crawl", crawled=True, at=TODAY)
    for first in range(0, count, PER_PAGE):
        url = f"https://police{first // PER_PAGE}.example/events"
        body = str(first).encode()
        answer = Fetched(url=url, source_id="made", fetched_at=TODAY, status=200, body=body, text_digest=f"{first:064}")
        database.archive.store([answer], run)
    database.runs.finish(run, at=TODAY)

    def read(document: Document, place: Place, names: Sequence[str] = ()) -> Reading:
        first = int(document.body)
        return Reading(mentions=tuple(made[first : first + PER_PAGE]))

    pipeline.extract(database, {}, reader=read, reader_version="1")
    pipeline.resolve(database, threshold=0.8)


def mentions(towns: Sequence[gazetteer.City], count: int) -> Iterator[Mention]:
    """Made events."""
    for number in range(count):
        town = towns[number * 7919 % len(towns)]
        day = date(2026, 9, 2) + timedelta(days=number * 31 % 360)
        start = datetime(day.year, day.month, day.day, 8 + number % 9, tzinfo=ZoneInfo(town.timezone))
        theme = THEMES[number % len(THEMES)]
        title = f"{theme.capitalize()} with a Cop"
        yield Mention(
            title=title,
            theme=theme,
            start=start,
            end=start + timedelta(hours=2),
            timezone=town.timezone,
            organizer=f"{town.name} Police Department",
            venue=f"Café Number {number}",
            street=f"{number % 900 + 1} Main Street",
            city=town.name,
            region=town.region,
            country="US",
            confidence=0.9,
            evidence={"title": Evidence(title, "h1", "prose"), "start": Evidence(f"{day:%B} {day.day}", "p", "prose")},
            reader_version="1",
        )


if __name__ == "__main__":
    main()
