"""The front of the room: crawl sources into the database, or fetch single addresses, through one polite downloader.

Twisted's reactor can be started once in a process. It runs in a thread of its own from the first call on, so that crawls
and fetches may follow one another, and the caller's thread stays free to be interrupted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Future
from datetime import timedelta
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any, TypeVar

from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.utils.misc import build_from_crawler
from scrapy.utils.reactor import install_reactor

from cwac_aggregator.config import Settings
from cwac_aggregator.database import Database
from cwac_aggregator.errors import FetchError
from cwac_aggregator.model import Document
from cwac_aggregator.sources import SourceEntry

from .addresses import GuardedResolver
from .clock import Clock, utc_now
from .extensions import PROGRESS, ProgressFunction
from .options import scrapy_options
from .politeness import Rules
from .summary import CrawlSummary

KEPT = timedelta(days=90)
"""How long the body of a page without any sign of the program is kept."""
_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
_T = TypeVar("_T")


def crawl(
    sources: Sequence[SourceEntry],
    settings: Settings,
    database: Database,
    *,
    progress: ProgressFunction | None = None,
    run_id: int | None = None,
    clock: Clock = utc_now,
    rest: timedelta = timedelta(),
    demo: bool = False,
) -> CrawlSummary:
    """Visit the sources and archive what they say.

    Without `run_id` the crawl is a run of its own in the log of runs. `clock` gives the time of every fetch and, at the
    start, the day of the run. What was asked for less than `rest` ago is not asked for again. `demo` lifts the delay floor for loopback addresses only. Ctrl-C ends it in good order:
    what was fetched is archived, the summary says `interrupted`. Raises ConfigError for settings that would be impolite,
    DatabaseError where the archive fails.
    """
    own_run = run_id is None
    run = database.runs.start("crawl", crawled=True, at=clock()) if run_id is None else run_id
    started = monotonic()
    options = scrapy_options(settings, demo=demo) | {PROGRESS: progress}
    crawler, interrupted = _run(
        options,
        "department",
        {"entries": sources, "settings": settings, "database": database, "run_id": run, "clock": clock, "rest": rest},
    )
    spider: Any = crawler.spider
    if spider.trouble is not None:
        raise spider.trouble
    summary = CrawlSummary.of(
        [visit.counts for visit in spider.visits.values()],
        issues=spider.issues,
        seconds=monotonic() - started,
        interrupted=interrupted,
    )
    database.archive.prune(clock() - KEPT)
    if own_run:
        database.runs.finish(run, summary.as_dict(), at=clock())
    return summary


def fetch(url: str, settings: Settings, *, clock: Clock = utc_now, demo: bool = False) -> Document:
    """Fetch one address: robots.txt, User-Agent, limits and address rules as in a crawl. Raises FetchError."""
    (found,) = fetch_all([url], settings, clock=clock, demo=demo)
    if isinstance(found, FetchError):
        raise found
    return found


def fetch_all(
    urls: Sequence[str], settings: Settings, *, clock: Clock = utc_now, demo: bool = False
) -> list[Document | FetchError]:
    """Fetch several addresses in one go, in the order given: for each the document, or what went wrong."""
    return fetch_with_rules(urls, settings, clock=clock, demo=demo)[0]


def fetch_with_rules(
    urls: Sequence[str], settings: Settings, *, clock: Clock = utc_now, demo: bool = False
) -> tuple[list[Document | FetchError], dict[str, Rules]]:
    """`fetch_all`, and what the robots.txt of each host (host and port) asks for."""
    crawler, interrupted = _run(
        scrapy_options(settings, demo=demo), "single", {"urls": urls, "settings": settings, "clock": clock}
    )
    if interrupted:
        raise KeyboardInterrupt
    spider: Any = crawler.spider
    found: dict[str, Document | FetchError] = spider.found
    answers = [found.get(url) or FetchError(f"{url}: no answer", hint="Try again later.") for url in urls]
    return answers, spider.rules


def _run(options: dict[str, Any], spider: str, arguments: dict[str, Any]) -> tuple[Crawler, bool]:
    """Run one spider to its end. True with it when the user cut it short."""
    with _one_at_a_time:
        runner = AsyncCrawlerRunner(options)
        crawler = runner.create_crawler(spider)
        loop = _reactor_loop()
        done: Future[None] = _on(loop, _crawl(crawler, arguments))
        interrupted = False
        while True:
            try:
                done.result()
                return crawler, interrupted
            except KeyboardInterrupt:
                if interrupted:
                    raise
                interrupted = True
                _on(loop, crawler.stop_async())


async def _crawl(crawler: Crawler, arguments: dict[str, Any]) -> None:
    from twisted.internet import reactor

    build_from_crawler(GuardedResolver, crawler, reactor=reactor).install_on_reactor()
    await crawler.crawl_async(**arguments)


_one_at_a_time = Lock()
_loops: list[asyncio.AbstractEventLoop] = []


def _on(loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, _T]) -> Future[_T]:
    return asyncio.run_coroutine_threadsafe(work, loop)


def _reactor_loop() -> asyncio.AbstractEventLoop:
    """The loop of the reactor's thread, started on the first call."""
    if not _loops:
        ready = Event()
        Thread(target=_spin, args=(ready.set,), name="reactor", daemon=True).start()
        ready.wait()
    return _loops[0]


def _spin(ready: Callable[[], None]) -> None:
    install_reactor(_REACTOR)
    from twisted.internet import reactor

    running: Any = reactor
    _loops.append(running._asyncioEventloop)
    running.callWhenRunning(ready)
    running.run(installSignalHandlers=False)
