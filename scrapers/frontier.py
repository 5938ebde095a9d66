"""The scheduler: one queue per host, the most promising address first, never more than one of a host under way.

Scrapy's own scheduler hands requests over until the downloader is full; with one slow host that would commit the order of
the next hundred requests before the first answer is read. Here a host gets its next request when the last one is done, so
what a page teaches counts at once. Leads wait as what they are, an address and a score: a request is made when its turn
comes, which spares most of its cost in time and memory.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterable
from typing import Any

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler

from cwac_aggregator.ids import bare_host, canonical_url

from .links import Lead
from .visit import VISIT, Visit

MAX_QUEUE = 4000
"""More leads than this for one host are cut to the better half."""

_Entry = tuple[int, int, Visit, Lead, int, Request | None]
"""Negative priority, order of arrival, visit, lead, depth, and the request where there is one already (a start, a retry)."""


class Frontier(BaseScheduler):
    """What waits, by host. Sources on one host share its queue; each pays from its own budget."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._queues: dict[str, list[_Entry]] = {}
        self._ready: deque[str] = deque()
        self._busy: dict[str, Request] = {}
        self._count = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Frontier:
        return cls(crawler)

    def has_pending_requests(self) -> bool:
        return bool(self._queues)

    def enqueue_request(self, request: Request) -> bool:
        """Take a request from the engine: a start address, a redirect, a retry."""
        visit: Visit = request.meta[VISIT]
        if (
            "redirect_times" in request.meta
            and not request.meta.get("retry_times")
            and not self._admits(visit, request)
        ):
            return False
        self._push(visit, Lead(request.url, request.priority), request.meta["depth"], request)
        return True

    def offer(self, visit: Visit, leads: Iterable[Lead], depth: int) -> None:
        """Put leads on the list of their hosts."""
        for lead in leads:
            self._push(visit, lead, depth, None)

    def next_request(self) -> Request | None:
        """The best request of the next host that is free, or None while all are busy."""
        self._release()
        while self._ready:
            host = self._ready.popleft()
            request = self._pop(host)
            if request is not None:
                self._busy[host] = request
                request.meta[VISIT].under_way += 1
                return request
        return None

    def waiting(self) -> int:
        """How many addresses wait."""
        return sum(len(queue) for queue in self._queues.values())

    def leave(self, host: str, why: str) -> None:
        """Leave a host alone for the rest of the run, and what waits for it to the next one."""
        queue = self._queues.pop(host, [])
        self._postpone(queue)
        for entry in queue:
            entry[2].counts.ended = why

    def postpone_all(self) -> None:
        """Leave what still waits to the next run."""
        for queue in self._queues.values():
            self._postpone(queue)
        self._queues.clear()

    def _push(self, visit: Visit, lead: Lead, depth: int, request: Request | None) -> None:
        host = bare_host(lead.url)
        queue = self._queues.get(host)
        if queue is None:
            queue = self._queues[host] = []
            if host not in self._busy:
                self._ready.append(host)
        self._count += 1
        visit.waiting += 1
        heapq.heappush(queue, (-lead.score, self._count, visit, lead, depth, request))
        if len(queue) > MAX_QUEUE:
            kept = heapq.nsmallest(MAX_QUEUE // 2, queue)
            for entry in set(queue) - set(kept):
                entry[2].waiting -= 1
            queue[:] = kept

    def _release(self) -> None:
        """Hosts whose request has left the downloader may have the next one."""
        active: Any = self._crawler.engine.downloader.active
        for host in [host for host, request in self._busy.items() if request not in active]:
            self._busy.pop(host).meta[VISIT].under_way -= 1
            if host in self._queues:
                self._ready.append(host)

    def _pop(self, host: str) -> Request | None:
        queue = self._queues.get(host)
        if queue is None:
            return None
        unpaid: list[_Entry] = []
        request = None
        while queue and request is None:
            entry = heapq.heappop(queue)
            _, _, visit, lead, depth, made = entry
            if visit.spend():
                visit.waiting -= 1
                request = made or self._make(visit, lead, depth)
            else:
                unpaid.append(entry)
        if not queue:
            del self._queues[host]
        self._postpone(unpaid)
        return request

    def _make(self, visit: Visit, lead: Lead, depth: int) -> Request:
        spider: Any = self._crawler.spider
        request: Request = spider.request(visit, lead, depth)
        return request

    @staticmethod
    def _postpone(queue: list[_Entry]) -> None:
        for _, _, visit, lead, depth, made in queue:
            visit.waiting -= 1
            if made is None:
                visit.postpone(lead, depth)

    def _admits(self, visit: Visit, request: Request) -> bool:
        """Whether a redirect may be followed: inside the allow rules, and to an address not already on the list."""
        spider: Any = self._crawler.spider
        origin, url = request.meta["redirect_urls"][-1], canonical_url(request.url)
        visit.note(canonical_url(origin), "moved", spider.clock(), depth=request.meta["depth"])
        if not visit.scope.allows(url):
            spider.moved(visit, canonical_url(request.meta["redirect_urls"][0]), url)
            return False
        return visit.finder is None or visit.finder.admit(url) or visit.finder.wake(url)
