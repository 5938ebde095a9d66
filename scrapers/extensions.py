"""Tell whoever watches how far the crawl is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

PROGRESS = "CWAC_PROGRESS"
"""The setting that holds the function to call."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One answer more: of which source, which address; requests spent so far and waiting, over all sources."""

    source_id: str
    url: str
    spent: int
    waiting: int


ProgressFunction = Callable[[Progress], None]


class ProgressReport:
    """Scrapy extension: calls the function in the setting CWAC_PROGRESS after every item. Silent without one."""

    def __init__(self, crawler: Crawler) -> None:
        self._report: ProgressFunction | None = crawler.settings.get(PROGRESS)
        if self._report is None:
            raise NotConfigured
        self._crawler = crawler
        self._spent = 0
        crawler.signals.connect(self._item_scraped, signal=signals.item_scraped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ProgressReport:
        return cls(crawler)

    def _item_scraped(self, item: Any) -> None:
        self._spent += 1
        assert self._report is not None
        frontier: Any = self._crawler.engine.scheduler
        self._report(Progress(item.source_id, item.url, self._spent, frontier.waiting()))
