"""The one spider: visits the sources of the registry, archives what they say, and follows what may lead to events.

From a clone: `scrapy crawl department -a source=ID` (several ids with commas). The program hands over its sources itself.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from cwac_aggregator.config import Settings, load_config
from cwac_aggregator.database import Database, Failure
from cwac_aggregator.errors import CwacError, SourceError
from cwac_aggregator.ids import canonical_url
from cwac_aggregator.sources import SourceEntry, load_registry

from ..addresses import RefusedAddress
from ..clock import Clock, utc_now
from ..frontier import VISIT
from ..items import ConfirmedItem, FailedItem, FetchedItem, Item
from ..links import Lead
from ..middlewares import BlockedByRobots
from ..politeness import check_politeness
from ..soft_errors import soft_error
from ..summary import Count, CrawlSummary
from ..visit import Visit

START_PRIORITY = 1000
_TEXTS = ("text/", "xml", "json", "calendar", "xhtml")


class DepartmentSpider(Spider):
    """Crawls any number of sources in one go. Every request carries its `Visit`."""

    name = "department"

    def __init__(
        self,
        source: str | None = None,
        *,
        entries: Sequence[SourceEntry] | None = None,
        settings: Settings | None = None,
        database: Database | None = None,
        run_id: int | None = None,
        clock: Clock = utc_now,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.config = settings or load_config().settings
        self.clock = clock
        self.issues = 0
        self.trouble: CwacError | None = None
        self.run_id = run_id
        self._own_database = database is None
        chosen = entries if entries is not None else _chosen(source, self.config)
        today = clock().date()
        self.visits = {entry.id: Visit(entry, self.config, today) for entry in chosen}
        self.database = database or Database.open(self.config.database_url)
        self.archive = self.database.archive

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> DepartmentSpider:
        check_politeness(crawler.settings)
        return super().from_crawler(crawler, *args, **kwargs)

    async def start(self) -> AsyncIterator[Any]:
        if self._own_database:
            self.run_id = self.database.runs.start("scrapy crawl department", crawled=True)
        for visit in self.visits.values():
            for url in visit.starts:
                if visit.finder.admit(url):
                    yield self._request(visit, Lead(url, START_PRIORITY), depth=0)

    def closed(self, reason: str) -> None:
        """Scrapy calls this at the end, after the pipeline has written its last batch."""
        if self._own_database:
            if self.run_id is not None and reason == "finished":
                counts = [visit.counts for visit in self.visits.values()]
                summary = CrawlSummary.of(counts, issues=self.issues, seconds=0.0, interrupted=False)
                self.database.runs.finish(self.run_id, summary.as_dict())
            self.database.close()

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Item | Request]:  # noqa: ARG002 (Scrapy calls it so)
        """Archive an answer and follow its leads."""
        request = response.request
        assert request is not None
        visit: Visit = request.meta[VISIT]
        visit.touch()
        url = canonical_url(response.url)
        now = self.clock()
        if response.status == 304:
            yield ConfirmedItem(url=url, source_id=visit.entry.id, fetched_at=now)
            stored = self.archive.latest(url)
            body = stored[1] if stored else b""
        elif response.status == 200:
            content_type = _header(response, "Content-Type")
            if content_type and not any(kind in content_type.lower() for kind in _TEXTS):
                visit.counts.refused += 1
                return
            body = response.body
            if wrong := soft_error(body):
                yield self._failed(visit, url, now, f"{wrong.words} (the status was 200)", status=200, code=wrong.code)
                return
            yield FetchedItem(
                url=url,
                source_id=visit.entry.id,
                fetched_at=now,
                status=200,
                body=body,
                content_type=content_type,
                etag=_header(response, "ETag"),
                last_modified=_header(response, "Last-Modified"),
            )
        else:
            yield self._refusal(visit, url, now, response.status)
            return
        depth = request.meta["depth"] + 1
        if visit.allows_depth(depth):
            for lead in visit.finder.find(url, body, min(request.priority, 60)):
                yield self._request(visit, lead, depth)

    def failed(self, failure: TwistedFailure) -> Iterator[Item]:
        """Note an address that gave no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        visit: Visit = request.meta[VISIT]
        visit.touch()
        url, now, error = canonical_url(request.url), self.clock(), failure.value
        is_start = request.meta["depth"] == 0
        match error:
            case RefusedAddress():
                yield self._failed(
                    visit, url, now, str(error), outcome="blocked", code="refused-address", count="refused"
                )
            case BlockedByRobots():
                reason = "robots.txt does not allow it"
                yield self._failed(
                    visit, url, now, reason, outcome="blocked", code="blocked-by-robots" if is_start else None
                )
            # The body, or (as an IgnoreRequest that says so) what it unpacks to, is too large.
            case _ if isinstance(error, DownloadCancelledError) or "DOWNLOAD_MAXSIZE" in str(error):
                limit = self.config.max_body_bytes
                reason = f"the answer is larger than {limit:,} bytes (CWAC_MAX_BODY_BYTES) and was refused"
                yield self._failed(visit, url, now, reason, outcome="blocked", code="too-large")
            case _:
                reason = f"{type(error).__name__}: {error}"
                yield self._failed(visit, url, now, reason[:500], code="unreachable" if is_start else None)

    def _refusal(self, visit: Visit, url: str, now: datetime, status: int) -> FailedItem:
        is_start = url in visit.starts
        outcome: Failure = "gone" if status in (404, 410) else "blocked" if status in (401, 403, 407, 451) else "failed"
        reason = f"the server answered {status}"
        if is_start:
            reason += "; look whether the start address has moved"
        return self._failed(
            visit, url, now, reason, outcome=outcome, status=status, code=f"start-{outcome}" if is_start else None
        )

    @staticmethod
    def _failed(
        visit: Visit,
        url: str,
        now: datetime,
        reason: str,
        *,
        outcome: Failure = "failed",
        status: int | None = None,
        code: str | None = None,
        count: Count | None = None,
    ) -> FailedItem:
        return FailedItem(
            url=url,
            source_id=visit.entry.id,
            fetched_at=now,
            outcome=outcome,
            count=count or outcome,
            reason=reason,
            status=status,
            code=code,
        )

    def _request(self, visit: Visit, lead: Lead, depth: int) -> Request:
        return Request(
            lead.url,
            callback=self.parse,
            errback=self.failed,
            priority=lead.score,
            dont_filter=True,
            meta={VISIT: visit, "depth": depth},
        )


def _chosen(source: str | None, settings: Settings) -> list[SourceEntry]:
    registry = load_registry(Path(settings.registry) if settings.registry else None)
    if source is None:
        return list(registry.values())
    wanted = [part.strip() for part in source.split(",") if part.strip()]
    if unknown := [part for part in wanted if part not in registry]:
        raise SourceError(f"no source {unknown[0]!r} in the registry", hint="`cwac sources list` lists them.")
    return [registry[part] for part in wanted]


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
