"""The one spider: visits the sources of the registry, archives what they say, and follows what may lead to events.

From a clone: `scrapy crawl department -a source=ID` (several ids with commas). The program hands over its sources itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import urljoin

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from cwac_aggregator import platforms
from cwac_aggregator.config import Settings, load_config
from cwac_aggregator.database import Database, Failure
from cwac_aggregator.errors import CwacError, SourceError
from cwac_aggregator.fingerprint import text_digest
from cwac_aggregator.ids import bare_host, canonical_url
from cwac_aggregator.model import Issue
from cwac_aggregator.sources import SourceEntry, load_registry

from ..addresses import RefusedAddress
from ..clock import Clock, utc_now
from ..items import ConfirmedItem, FailedItem, FetchedItem, Item
from ..links import HIGHEST, Lead
from ..middlewares import BlockedByRobots, RobotsUnknown
from ..politeness import check_politeness
from ..revisit import START, plan
from ..soft_errors import soft_error
from ..summary import Count, CrawlSummary
from ..visit import VISIT, Visit

OPEN_VISITS = 256
"""Sources visited side by side; the next one begins when one is done, so that memory does not grow with the registry."""
SETTLED_SECONDS = 3.0
MAX_STUMBLES = 6
"""Addresses in a row that failed, each tried three times, before a host is left alone for the rest of the run."""
STATED, USUAL, HOME, MAP = 65, 45, 35, 30
"""Promise of a list or feed that the page names, of one that stands where its platform
usually keeps it, of the home page, and of a map nobody names."""
_FOLLOWED_KINDS = frozenset(("rss", "ics", "list", "news", "sitemap"))
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
        rest: timedelta = timedelta(),
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.config = settings or load_config().settings
        self.clock = clock
        self.issues = 0
        self.trouble: CwacError | None = None
        self.run_id = run_id
        # Started by Scrapy's own command, the spider does what `cwac crawl` does around it.
        self._around = ExitStack()
        self._alone = database is None
        if database is None:
            database = self._around.enter_context(Database.open(self.config.database_url))
            registry = database.imported.entries()
            registry |= load_registry(Path(self.config.registry) if self.config.registry else None)
            entries = _chosen(registry, source)
            self._around.enter_context(database.runs.lock("scrapy crawl department"))
            database.sources.sync(registry.values())
        self.database = database
        self.archive = self.database.archive
        self._today = clock().date()
        self._fresh = clock() - rest if rest else datetime.max.replace(tzinfo=UTC)
        closed = self.database.decisions.opt_outs()
        self.visits = {entry.id: Visit(entry, self.config, self._today, closed) for entry in entries or ()}
        self._open: dict[str, float] = {}
        self._guessed = {url for visit in self.visits.values() for url in visit.starts}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> DepartmentSpider:
        check_politeness(crawler.settings)
        return super().from_crawler(crawler, *args, **kwargs)

    async def start(self) -> AsyncIterator[Any]:
        if self._alone:
            self.run_id = self.database.runs.start("scrapy crawl department", crawled=True)
        for visit in self.visits.values():
            while self._close_settled() >= OPEN_VISITS:
                await asyncio.sleep(0.2)
            self._recall(visit)
            self._open[visit.entry.id] = monotonic()
            for url in visit.starts:
                if visit.finder is not None and visit.finder.admit(url):
                    yield self.request(visit, Lead(url, START), depth=0)

    def closed(self, reason: str) -> None:
        """Scrapy calls this at the end, after the pipeline has written its last batch."""
        with self._around:
            if self.trouble is not None:
                self.logger.error("%s (%s)", self.trouble, self.trouble.hint)
            elif self._alone and self.run_id is not None:
                counts = [visit.counts for visit in self.visits.values()]
                summary = CrawlSummary.of(counts, issues=self.issues, seconds=0.0, interrupted=reason != "finished")
                self.database.runs.finish(self.run_id, summary.as_dict())

    def request(self, visit: Visit, lead: Lead, depth: int) -> Request:
        """The request for a lead."""
        return Request(
            lead.url,
            callback=self.parse,
            errback=self.failed,
            priority=lead.score,
            dont_filter=True,
            meta={VISIT: visit, "depth": depth, "score": lead.score, "guess": lead.guess},
        )

    def moved(self, visit: Visit, origin: str, target: str) -> None:
        """Note a redirect out of the allow rules. A start address that does this needs a person."""
        visit.counts.refused += 1
        if origin not in visit.starts:
            return
        source_id, now = visit.entry.id, self.clock()
        reason = f"it redirects to {target}, outside the allow rules of {source_id}"
        self.archive.failed(origin, source_id, now, reason, outcome="gone", status=301, run_id=self.run_id)
        advice = "put the new address into the source's entry if it is still the same publisher"
        visit.issues.append(
            Issue(
                code="moved",
                message=f"{origin}: {reason}; {advice}",
                level="error",
                source_id=source_id,
                url=origin,
                raised=now,
            )
        )

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Item]:  # noqa: ARG002 (Scrapy calls it so)
        """Archive an answer and put its leads on the list."""
        request = response.request
        assert request is not None
        visit: Visit = request.meta[VISIT]
        visit.touch()
        url = canonical_url(response.url)
        now = self.clock()
        leads = 0
        if response.status == 304:
            yield ConfirmedItem(url=url, source_id=visit.entry.id, fetched_at=now)
            stored = self.archive.latest(url)
            leads = self._follow(visit, request, url, stored[1]) if stored else 0
        elif response.status == 200:
            content_type = _header(response, "Content-Type")
            if content_type and not any(kind in content_type.lower() for kind in _TEXTS):
                yield self._failed(request, url, f"not a text: {content_type}", outcome="blocked", count="refused")
                return
            if wrong := soft_error(response.body):
                guess = request.meta["guess"]
                outcome: Failure = "blocked" if wrong.code == "bot-challenge" else "gone" if guess else "failed"
                reason = f"{wrong.words} (the status was 200)"
                # That nothing stands where nothing was promised is nobody's mistake.
                code = None if guess else wrong.code
                yield self._failed(request, url, reason, outcome=outcome, status=200, code=code)
                return
            said = text_digest(response.body)
            yield FetchedItem(
                url=url,
                source_id=visit.entry.id,
                fetched_at=now,
                status=200,
                body=response.body,
                text_digest=said,
                content_type=content_type,
                etag=_header(response, "ETag"),
                last_modified=_header(response, "Last-Modified"),
            )
            if not visit.is_twin(said):
                leads = self._follow(visit, request, url, response.body)
        else:
            yield self._refusal(request, url, response.status)
            return
        visit.stumbles = 0
        self._note(request, url, leads)

    def failed(self, failure: TwistedFailure) -> Iterator[Item]:
        """Note an address that gave no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]
        request.meta[VISIT].touch()
        url, error = canonical_url(request.url), failure.value
        is_start = request.meta["depth"] == 0
        match error:
            case RefusedAddress():
                yield self._failed(request, url, str(error), outcome="blocked", code="refused-address", count="refused")
            case BlockedByRobots():
                code = "blocked-by-robots" if is_start else None
                yield self._failed(request, url, "robots.txt does not allow it", outcome="blocked", code=code)
            case RobotsUnknown():
                # The server is in trouble; nothing is learnt about the address itself.
                code = "unreachable" if is_start else None
                yield self._failed(request, url, str(error), code=code, remember=False)
            # The body, or (as an IgnoreRequest that says so) what it unpacks to, is too large.
            case _ if isinstance(error, DownloadCancelledError) or "DOWNLOAD_MAXSIZE" in str(error):
                limit = self.config.max_body_bytes
                reason = f"the answer is larger than {limit:,} bytes (CWAC_MAX_BODY_BYTES) and was refused"
                yield self._failed(request, url, reason, outcome="blocked", code="too-large")
            case _:
                reason = f"{type(error).__name__}: {error}"[:500]
                yield self._failed(request, url, reason, code="unreachable" if is_start else None)

    def _recall(self, visit: Visit) -> None:
        """Put what is due on the list, and let the rest rest."""
        known = self.database.addresses.known(visit.entry.id, self._today)
        fresh = {item.address.url for item in known if item.address.asked and item.address.asked > self._fresh}
        due = {url: score for url, score in plan(known, self._today).items() if url not in fresh}
        gone = {item.address.url for item in known if item.address.state == "gone"}
        visit.remember(known, due)
        depths = {item.address.url: item.address.depth for item in known}
        frontier: Any = self.crawler.engine.scheduler
        for url, score in due.items():
            if url not in visit.starts and visit.scope.allows(url):
                frontier.offer(visit, [Lead(url, score, guess=url in gone)], depths[url])
        for url in visit.starts:
            if visit.finder is not None and url not in fresh:
                visit.finder.forget(url)

    def _follow(self, visit: Visit, request: Request, url: str, body: bytes) -> int:
        """Put the leads of a page on the list; how many new ones it gave."""
        depth = request.meta["depth"] + 1
        if visit.finder is None or not visit.allows_depth(depth):
            return 0
        found = visit.finder.find(url, body, min(request.meta["score"], HIGHEST))
        frontier: Any = self.crawler.engine.scheduler
        frontier.offer(visit, found.leads, depth)
        frontier.offer(visit, found.woken, depth)
        if depth == 1:
            frontier.offer(visit, visit.finder.offered(self._places(visit, url, body)), depth)
        return len(found.leads)

    def _places(self, visit: Visit, url: str, body: bytes) -> Iterator[Lead]:
        """What a start page leads to without a link: its site's home page, lists, feeds and map, where they usually are."""
        guesses = [Lead(urljoin(url, "/"), HOME, guess=True)]
        for feed in platforms.feeds(url, platforms.recognise(body, url), body):
            if feed.stated and feed.kind in _FOLLOWED_KINDS:
                yield Lead(feed.url, STATED)
            # A map that robots.txt names is the better one.
            elif feed.kind in _FOLLOWED_KINDS and not (feed.kind == "sitemap" and visit.has_map):
                guesses.append(Lead(feed.url, MAP if feed.kind == "sitemap" else USUAL, guess=True))
        for lead in guesses:
            # Sources on one host need not all look there.
            if lead.url not in self._guessed:
                self._guessed.add(lead.url)
                yield lead

    def _note(self, request: Request, url: str, leads: int) -> None:
        meta = request.meta
        meta[VISIT].note(
            url, "page", self.clock(), score=min(request.meta["score"], HIGHEST), depth=meta["depth"], leads=leads
        )

    def _refusal(self, request: Request, url: str, status: int) -> FailedItem:
        is_start = request.meta["depth"] == 0
        outcome: Failure = "gone" if status in (404, 410) else "blocked" if status in (401, 403, 407, 451) else "failed"
        reason = f"the server answered {status}"
        if is_start:
            reason += "; look whether the start address has moved"
        code = f"start-{outcome}" if is_start else None
        return self._failed(request, url, reason, outcome=outcome, status=status, code=code)

    def _failed(
        self,
        request: Request,
        url: str,
        reason: str,
        *,
        outcome: Failure = "failed",
        status: int | None = None,
        code: str | None = None,
        count: Count | None = None,
        remember: bool = True,
    ) -> FailedItem:
        visit: Visit = request.meta[VISIT]
        now = self.clock()
        visit.stumbles = visit.stumbles + 1 if outcome == "failed" else 0
        if visit.stumbles == MAX_STUMBLES:
            frontier: Any = self.crawler.engine.scheduler
            frontier.leave(bare_host(request.url), "kept failing")
        if remember:
            meta = request.meta
            score = min(meta["score"], HIGHEST)
            visit.note(url, outcome, now, score=score, depth=meta["depth"], guess=meta["guess"])
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

    def _close_settled(self) -> int:
        """Close the visits that have come to rest; how many are still open."""
        now = monotonic()
        for source_id, since in list(self._open.items()):
            visit = self.visits[source_id]
            if not visit.is_idle:
                self._open[source_id] = now
            elif now - since > SETTLED_SECONDS:
                visit.close()
                del self._open[source_id]
        return len(self._open)


def _chosen(registry: dict[str, SourceEntry], source: str | None) -> list[SourceEntry]:
    if source is None:
        return list(registry.values())
    wanted = [part.strip() for part in source.split(",") if part.strip()]
    if unknown := [part for part in wanted if part not in registry]:
        raise SourceError(f"no source {unknown[0]!r} in the registry", hint="`cwac sources list` lists them.")
    return [registry[part] for part in wanted]


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
