"""One request at a time per host, never faster than the floor, and as slow as the host asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest

from cwac_aggregator.config import Settings
from cwac_aggregator.database import Database
from cwac_aggregator.errors import ConfigError
from scrapers import crawl, politeness
from scrapers.options import scrapy_options
from scrapers.politeness import FLOOR, MAX_CRAWL_DELAY, PoliteSlot, check_politeness, retry_after

from .local_site import NOW, Reply, Site

SLACK = 0.06
"""Seconds by which a busy machine may note one request late and the next in time."""


def gaps(site: Site) -> list[float]:
    times = [asked.at for asked in site.asked]
    return [later - earlier for earlier, later in pairwise(times)]


def test_the_floor_holds_even_with_loopback_allowed(site: Site, database: Database) -> None:
    site.page("/", '<a href="/news/1">News</a>')
    site.page("/news/1", "one")
    crawl([site.entry()], Settings(allow_loopback=True), database, clock=lambda: NOW)
    assert site.paths() == ["/robots.txt", "/", "/news/1"]
    assert min(gaps(site)) >= FLOOR - SLACK


def test_crawl_delay_is_kept(site: Site, database: Database, settings: Settings) -> None:
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 0.4\n")
    site.page("/", '<a href="/news/1">News</a>')
    site.page("/news/1", "one")
    crawl([site.entry()], settings, database, clock=lambda: NOW, demo=True)
    assert min(gaps(site)) >= 0.4 - SLACK


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_kept(site: Site, database: Database, settings: Settings, status: int) -> None:
    site.pages["/"] = [Reply(b"wait", status, {"Retry-After": "1"}), Reply(b"<p>now</p>")]
    summary = crawl([site.entry()], settings, database, clock=lambda: NOW, demo=True)
    assert site.paths() == ["/robots.txt", "/", "/"]
    assert gaps(site)[1] >= 1 - SLACK
    assert summary.pages == 1


def test_a_429_without_a_time_pauses_too(
    site: Site, database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(politeness, "PAUSE", 0.5)
    site.pages["/"] = [Reply(b"wait", 429), Reply(b"<p>now</p>")]
    crawl([site.entry()], settings, database, clock=lambda: NOW, demo=True)
    assert gaps(site)[1] >= 0.5 - SLACK


def test_a_host_that_asks_for_an_hour_is_left_alone_for_the_run(
    site: Site, database: Database, settings: Settings
) -> None:
    site.page("/", '<a href="/news/1">News</a><a href="/news/2">News</a><a href="/news/3">News</a>')
    site.pages["/news/1"] = site.pages["/news/2"] = site.pages["/news/3"] = Reply(b"wait", 429, {"Retry-After": "3600"})
    summary = crawl([site.entry()], settings, database, clock=lambda: NOW, demo=True)
    assert len(site.asked) == 3
    assert summary.sources["town"].ended == "asked to wait"


def test_sources_on_one_host_share_one_queue(site: Site, database: Database, settings: Settings) -> None:
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 0.3\n")
    for path in ("/a/", "/b/"):
        site.page(path, "page")
    crawl([site.entry("/a/", id="a"), site.entry("/b/", id="b")], settings, database, clock=lambda: NOW, demo=True)
    assert sorted(site.paths()) == ["/a/", "/b/", "/robots.txt"]
    assert min(gaps(site)) >= 0.3 - SLACK


def test_one_host_does_not_wait_for_another(
    make_site: Callable[..., Site], database: Database, settings: Settings
) -> None:
    slow, quick = make_site("127.0.0.2"), make_site("127.0.0.3")
    slow.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 1\n")
    slow.page("/", "slow")
    for n in range(10):
        quick.page(f"/news/{n}" if n else "/", f'{n} <a href="/news/{n + 1}">News</a>')
    crawl([slow.entry(id="slow"), quick.entry(id="quick")], settings, database, clock=lambda: NOW, demo=True)
    assert max(asked.at for asked in quick.asked) < max(asked.at for asked in slow.asked)


def test_the_user_agent_is_honest(site: Site, database: Database) -> None:
    site.page("/", "one")
    mine = Settings(allow_loopback=True, download_delay=0.0, contact="mailto:me@example.org")
    crawl([site.entry()], mine, database, clock=lambda: NOW, demo=True)
    agents = {asked.headers["user-agent"] for asked in site.asked}
    assert agents == {mine.user_agent}
    assert "mailto:me@example.org" in mine.user_agent
    assert not any("cookie" in asked.headers or "referer" in asked.headers for asked in site.asked)


@pytest.mark.parametrize(
    "change",
    [
        {"DOWNLOAD_DELAY": 0.5},
        {"DOWNLOAD_SLOTS": {"example.org": {"delay": 0.1}}},
        {"DOWNLOAD_SLOTS": {"example.org": {"concurrency": 2}}},
        {"CONCURRENT_REQUESTS_PER_DOMAIN": 2},
        {"ROBOTSTXT_OBEY": False},
        {"AUTOTHROTTLE_ENABLED": False},
        {"COOKIES_ENABLED": True},
        {"DOWNLOADER": "scrapy.core.downloader.Downloader"},
    ],
)
def test_no_setting_goes_under_the_floor(change: dict[str, Any]) -> None:
    from scrapy.settings import Settings as ScrapySettings

    check_politeness(ScrapySettings(scrapy_options(Settings())))
    with pytest.raises(ConfigError) as error:
        check_politeness(ScrapySettings(scrapy_options(Settings()) | change))
    assert error.value.hint
    assert next(iter(change)) in str(error.value)


def test_the_demo_flag_lifts_the_floor_for_loopback_only() -> None:
    from scrapy.settings import Settings as ScrapySettings

    check_politeness(ScrapySettings(scrapy_options(Settings(download_delay=0.0), demo=True)))
    downloader = politeness.PoliteDownloader.__new__(politeness.PoliteDownloader)
    downloader._demo = True
    downloader.settings = ScrapySettings(scrapy_options(Settings(download_delay=0.0), demo=True))
    assert downloader._floor("127.0.0.1:8000") == 0.0
    assert downloader._floor("[::1]:8000") == 0.0
    assert downloader._floor("example.org") == FLOOR
    assert downloader._floor("127.0.0.1.example.org") == FLOOR


def test_a_slot_cannot_be_talked_under_its_floor() -> None:
    slot = PoliteSlot(5.0, 1.0)
    slot.delay = 0.0
    assert slot.download_delay() == 1.0
    slot.jitter = 0.9
    assert slot.download_delay() == 1.0
    slot.lastseen, slot.not_before = 100.0, 130.0
    assert slot.download_delay() == 30.0


def test_crawl_delay_is_capped(site: Site, database: Database, settings: Settings) -> None:
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 86400\n")
    site.page("/", "one")
    seen: list[float] = []
    original = politeness.PoliteDownloader.demand

    def demand(self: politeness.PoliteDownloader, host: str, seconds: float) -> None:
        seen.append(seconds)
        original(self, host, 0.1)

    politeness.PoliteDownloader.demand = demand  # type: ignore[method-assign]
    try:
        crawl([site.entry()], settings, database, clock=lambda: NOW, demo=True)
    finally:
        politeness.PoliteDownloader.demand = original  # type: ignore[method-assign]
    assert seen == [MAX_CRAWL_DELAY]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (b"120", 120.0),
        (b"Mon, 14 Sep 2026 12:01:00 GMT", 60.0),
        (b"Mon, 14 Sep 2026 11:00:00 GMT", 0.0),
        (b"soon", None),
        (b"", None),
        (None, None),
    ],
)
def test_retry_after_header(header: bytes | None, seconds: float | None) -> None:
    assert retry_after(header, datetime(2026, 9, 14, 12, tzinfo=UTC)) == seconds
