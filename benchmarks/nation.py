"""A nation of sites crawled politely by one process, twice: how fast, at what cost, and what it overlooks.

    python -m benchmarks.nation [--sites 1000]

Prints pages per second; CPU per page against a bare Scrapy spider with the same robots, AutoThrottle, slots and hosts;
peak memory; the share of the pages that hold events that was reached within the budget; requests per event page; on day 2
the share of new posts and of edits that was seen; and what an unchanged site of a thousand pages costs the second time.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from .nation_server import DAY_ONE, PORT, POSTS, SECTIONS, address, edited, event_paths, posts

BUDGET = 60
"""Pages per source: fewer than a site has."""
EARLY = 30
"""Requests to a site within which its event pages should be reached."""
BARE_SITES = 200


def main() -> None:
    """Run all parts, each in a process of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sites", type=int, default=1000)
    parser.add_argument("--part", nargs="+")
    options = parser.parse_args()
    if options.part:
        name, *arguments = options.part
        print(json.dumps(_PARTS[name](options.sites, *arguments)))
        return
    with tempfile.TemporaryDirectory() as folder:
        _nation(options.sites, f"sqlite:///{folder}/nation.sqlite")
        _thousand(f"sqlite:///{folder}/thousand.sqlite")


def _nation(sites: int, database: str) -> None:
    with _server(sites, large=0, faults=0.05, latency=0.07):
        bare = _part(min(sites, BARE_SITES), "bare")
        first = _part(sites, "crawl", database, "1")
        read = _part(sites, "read", database)
        reached = _part(sites, "reached", database)
        early = _part(sites, "early", database)
        connection = HTTPConnection(address(0).partition(":")[0], PORT)
        connection.request("POST", "/day/2")
        connection.getresponse().read()
        second = _part(sites, "crawl", database, "2")
        seen = _part(sites, "seen", database)
    cpu = first["cpu"] / first["pages"]
    print(
        f"{sites} sites, {first['pages']} pages in {first['seconds']:.0f} s: {first['pages'] / first['seconds']:.0f} pages/s"
    )
    print(f"CPU per page {1000 * cpu:.2f} ms, bare spider {1000 * bare['cpu'] / bare['pages']:.2f} ms: ", end="")
    print(f"{cpu / (bare['cpu'] / bare['pages']):.2f} x (links followed, archived)")
    print(f"reading {1000 * read['cpu'] / max(1, read['pages']):.2f} ms a page more; {read['mentions']} mentions")
    print(f"peak memory {first['rss']:.0f} MB")
    print(
        f"event pages reached {reached['reached']:.3f}; {first['requests'] / reached['pages']:.1f} requests per event page"
    )
    print(f"event pages among the first {EARLY} requests to their site {early['reached']:.3f}")
    print(
        f"day 2: {second['requests'] / first['requests']:.1%} of the requests, {second['bytes'] / first['bytes']:.1%} of the bytes"
    )
    print(f"day 2: new posts seen {seen['posts']:.3f}, edits of near events seen {seen['edits']:.3f}")


def _thousand(database: str) -> None:
    """Two unchanged sites of a thousand posts: one with validators, one with a token in every answer."""
    with _server(2, large=1000, faults=0.0, latency=0.0):
        first = _part(2, "crawl", database, "1", "2500")
        _part(2, "read", database)
        second = _part(2, "crawl", database, "2", "2500")
    for name, one, two in zip(("with validators", "with tokens"), first["sites"], second["sites"], strict=True):
        print(
            f"a thousand pages, {name}, day 2: {two[0] / one[0]:.1%} of the requests, {two[1] / one[1]:.1%} of the bytes"
        )


def _crawl(sites: int, database: str, day: str, budget: str = str(BUDGET)) -> dict[str, Any]:
    from cwac_aggregator.config import Settings
    from cwac_aggregator.database import Database
    from scrapers import crawl

    large = int(budget) > BUDGET
    settings = Settings(
        database_url=database, allow_loopback=True, max_pages=int(budget), max_depth=200 if large else 6,
        download_delay=0.0 if large else 1.0,
    )  # fmt: skip
    at = _noon(int(day))
    with Database.open(database) as opened:
        began, cpu = time.monotonic(), time.process_time()
        summary = crawl(_entries(sites), settings, opened, clock=lambda: at, demo=large)
        used = time.process_time() - cpu
    return {
        "pages": summary.fetched + summary.total("confirmed"),
        "requests": summary.total("requests"),
        "bytes": summary.total("bytes"),
        "seconds": time.monotonic() - began,
        "cpu": used,
        "rss": _rss(),
        "sites": [(counts.requests, counts.bytes) for counts in summary.sources.values()][:2],
    }


def _read(sites: int, database: str) -> dict[str, Any]:
    from cwac_aggregator import pipeline
    from cwac_aggregator.database import Database

    registry = {entry.id: entry for entry in _entries(sites)}
    with Database.open(database) as opened:
        cpu = time.process_time()
        done = pipeline.extract(opened, registry)
        used = time.process_time() - cpu
        pipeline.resolve(opened, threshold=0.8)
    return {"pages": done.pages, "mentions": done.mentions, "cpu": used}


def _reached(sites: int, database: str) -> dict[str, Any]:
    wanted = [f"http://{address(site)}{path}" for site in range(sites) for path in event_paths(site)]
    return {"reached": len(_known(database, wanted)) / len(wanted), "pages": len(wanted)}


def _early(sites: int, database: str) -> dict[str, Any]:
    """The share of event pages that stand among the first requests to their site, faults and all."""
    import sqlalchemy as sa

    from cwac_aggregator.database import Database

    wanted = {f"http://{address(site)}{path}" for site in range(sites) for path in event_paths(site)}
    asked: dict[str, int] = {}
    found: set[str] = set()
    with Database.open(database) as opened, opened._engine.connect() as connection:
        for source, url in connection.execute(sa.text("select source_id, url from fetches order by id")):
            asked[source] = asked.get(source, 0) + 1
            if asked[source] <= EARLY:
                found.add(url)
    return {"reached": len(wanted & found) / len(wanted)}


def _seen(sites: int, database: str) -> dict[str, Any]:
    from cwac_aggregator.database import Database

    fresh = [
        f"http://{address(site)}/news/{number}" for site in range(sites) for number in posts(site, 2) if number > POSTS
    ]
    changed = [f"http://{address(site)}/events/1" for site in range(sites) if edited(site, "/events/1", 2)]
    with Database.open(database) as opened:
        pages = [opened.archive.latest(url) for url in changed]
    right = sum(page is not None and b"from 10 to 11" in page[1] for page in pages)
    return {"posts": len(_known(database, fresh)) / len(fresh), "edits": right / len(changed)}


def _bare(sites: int) -> dict[str, Any]:
    from scrapy import Request, Spider
    from scrapy.crawler import AsyncCrawlerProcess

    paths = ["/", "/news", "/news?page=2", "/news?page=3", "/events", "/feed"]
    paths += [f"/{section}" for section in SECTIONS] + [f"/news/{n}" for n in range(1, POSTS + 1)]
    paths += [f"/events/{n}" for n in range(1, 5)]

    class Bare(Spider):
        name = "bare"

        async def start(self) -> Any:
            for path in paths:
                for site in range(sites):
                    yield Request(f"http://{address(site)}{path}")

        def parse(self, response: Any) -> Any:
            yield {"url": response.url, "status": response.status, "length": len(response.body)}

    process = AsyncCrawlerProcess(
        {
            "ROBOTSTXT_OBEY": True, "AUTOTHROTTLE_ENABLED": True, "AUTOTHROTTLE_START_DELAY": 1.0, "DOWNLOAD_DELAY": 1.0,
            "DOWNLOAD_DELAY_JITTER": 0.0, "CONCURRENT_REQUESTS": 256, "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
            "LOG_LEVEL": "CRITICAL", "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False,
        }
    )  # fmt: skip
    crawler = process.create_crawler(Bare)
    process.crawl(crawler)
    cpu = time.process_time()
    process.start()
    return {"pages": crawler.stats.get_value("item_scraped_count"), "cpu": time.process_time() - cpu, "rss": _rss()}


_PARTS = {"bare": _bare, "crawl": _crawl, "read": _read, "reached": _reached, "early": _early, "seen": _seen}


def _entries(sites: int) -> list[Any]:
    from cwac_aggregator.sources import SourceEntry

    return [
        SourceEntry(
            id=f"town-{site}", name=f"Town {site} Police", kind="police", city="Ottumwa", region="IA", country="US",
            start_urls=(f"http://{address(site)}/",),
        )
        for site in range(sites)
    ]  # fmt: skip


def _known(database: str, urls: list[str]) -> list[str]:
    from cwac_aggregator.database import Database

    with Database.open(database) as opened:
        return [url for url in urls if opened.archive.validators(url) is not None]


def _noon(day: int) -> datetime:
    return datetime.combine(DAY_ONE, clock_time(12), UTC) + timedelta(days=day - 1)


def _rss() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _part(sites: int, *arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.nation", "--sites", str(sites), "--part", *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1])
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


@contextmanager
def _server(sites: int, large: int, faults: float, latency: float) -> Iterator[None]:
    command = [sys.executable, "-m", "benchmarks.nation_server", *map(str, (sites, large, faults, latency))]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1], env=os.environ)
    try:
        assert server.stdout is not None
        if server.stdout.readline().strip() != "ready":
            raise SystemExit("the nation's server did not start")
        yield
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
