"""Into the archive, in batches."""

from __future__ import annotations

import asyncio
from typing import Any

from scrapy.crawler import Crawler

from cwac_aggregator.database import Database, Fetched
from cwac_aggregator.errors import CwacError
from cwac_aggregator.model import Issue

from .items import ConfirmedItem, FailedItem, FetchedItem, Item

BATCH = 50
BATCH_BYTES = 4 * 1024 * 1024


class ArchivePipeline:
    """Archives what the spider found and counts what became of it. Writes a batch at a time, the rest at the end."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._batch: list[Fetched] = []
        self._bytes = 0
        self._issues: list[Issue] = []
        self._stopping: asyncio.Future[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ArchivePipeline:
        return cls(crawler)

    @property
    def _database(self) -> Database:
        spider: Any = self._crawler.spider
        database: Database = spider.database
        return database

    @property
    def _spider(self) -> Any:
        return self._crawler.spider

    def process_item(self, item: Item) -> Item:
        try:
            self._archive(item)
        except CwacError as error:
            self._give_up(error)
        return item

    def _archive(self, item: Item) -> None:
        counts = self._spider.visits[item.source_id].counts
        run_id = self._spider.run_id
        match item:
            case FetchedItem():
                counts.bytes += len(item.body)
                self._batch.append(_fetched(item))
                self._bytes += len(item.body)
                if len(self._batch) >= BATCH or self._bytes >= BATCH_BYTES:
                    self._flush()
            case ConfirmedItem():
                counts.add("confirmed")
                self._database.archive.confirm(item.url, item.source_id, item.fetched_at, run_id)
            case FailedItem():
                counts.add(item.count)
                self._database.archive.failed(
                    item.url,
                    item.source_id,
                    item.fetched_at,
                    item.reason,
                    outcome=item.outcome,
                    status=item.status,
                    run_id=run_id,
                )
                if item.code:
                    self._issues.append(
                        Issue(
                            code=item.code,
                            message=item.reason,
                            level="warning",
                            source_id=item.source_id,
                            url=item.url,
                            raised=item.fetched_at,
                        )
                    )

    def close_spider(self) -> None:
        if self._spider.trouble is not None:
            return
        try:
            self._finish()
        except CwacError as error:
            self._spider.trouble = error

    def _give_up(self, error: CwacError) -> None:
        """A database that fails ends the crawl: pages fetched from here on would be lost."""
        if self._spider.trouble is None:
            self._spider.trouble = error
            # Not awaited: the engine waits for this item before it stops.
            self._stopping = asyncio.ensure_future(self._crawler.stop_async())

    def _finish(self) -> None:
        frontier: Any = self._crawler.engine.scheduler
        frontier.postpone_all()
        self._flush()
        for visit in self._spider.visits.values():
            self._issues.extend(visit.issues)
        self._spider.issues += len(self._issues)
        # What was said of these sources before holds no longer.
        for source_id in {issue.source_id for issue in self._database.issues.all()} & self._spider.visits.keys():
            self._database.issues.settle("crawl", source_id=source_id)
        self._database.issues.raise_(self._issues, "crawl")

    def _flush(self) -> None:
        notes = [note for visit in self._spider.visits.values() for note in visit.take_notes()]
        self._database.addresses.save(notes)
        if not self._batch:
            return
        outcomes = self._database.archive.store(self._batch, self._spider.run_id)
        for answer, outcome in zip(self._batch, outcomes, strict=True):
            self._spider.visits[answer.source_id].counts.add(outcome)
        self._batch = []
        self._bytes = 0


def _fetched(item: FetchedItem) -> Fetched:
    return Fetched(
        url=item.url,
        source_id=item.source_id,
        fetched_at=item.fetched_at,
        status=item.status,
        body=item.body,
        text_digest=item.text_digest,
        content_type=item.content_type,
        etag=item.etag,
        last_modified=item.last_modified,
    )
