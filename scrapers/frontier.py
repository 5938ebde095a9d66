"""The scheduler: one queue per host, the most promising request first, never more than one of a host under way.

Scrapy's own scheduler hands requests over until the downloader is full; with one slow host that would commit the order of
the next hundred requests before the first answer is read. Here a host gets its next request when the last one is done,
so what a page teaches counts at once, and memory holds only requests that can still be spent.
"""

from __future__ import annotations

import heapq
from collections import deque
from typing import Any

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler

from cwac_aggregator.ids import canonical_url

from .scope import bare_host
from .visit import Visit

VISIT = "visit"
"""The key in a request's meta that holds its `Visit`."""

_Entry = tuple[int, int, Request]


class Frontier(BaseScheduler):
    """Requests waiting, by host. Sources on one host share its queue; each pays from its own budget."""

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
        visit: Visit = request.meta[VISIT]
        if "redirect_times" in request.meta and not request.meta.get("retry_times") and not _admits(visit, request):
            return False
        host = bare_host(request.url)
        queue = self._queues.get(host)
        if queue is None:
            queue = self._queues[host] = []
            if host not in self._busy:
                self._ready.append(host)
        self._count += 1
        heapq.heappush(queue, (-request.priority, self._count, request))
        if len(queue) > 3 * visit.max_pages + 100:
            self._prune(queue, visit.max_pages)
        return True

    def next_request(self) -> Request | None:
        self._release()
        while self._ready:
            host = self._ready.popleft()
            request = self._pop(host)
            if request is not None:
                self._busy[host] = request
                return request
        return None

    def waiting(self) -> int:
        """Requests that wait and can still be paid for, at most."""
        return sum(len(queue) for queue in self._queues.values())

    def leave(self, host: str) -> None:
        """Forget what waits for a host: it asked to be left alone for longer than this run."""
        for _, _, request in self._queues.pop(host, ()):
            request.meta[VISIT].counts.ended = "asked to wait"

    def _release(self) -> None:
        """Hosts whose request has left the downloader may have the next one."""
        active: Any = self._crawler.engine.downloader.active
        for host in [host for host, request in self._busy.items() if request not in active]:
            del self._busy[host]
            if host in self._queues:
                self._ready.append(host)

    def _pop(self, host: str) -> Request | None:
        queue = self._queues.get(host)
        while queue:
            request = heapq.heappop(queue)[2]
            visit: Visit = request.meta[VISIT]
            if visit.spend():
                if not queue:
                    del self._queues[host]
                return request
        self._queues.pop(host, None)
        return None

    @staticmethod
    def _prune(queue: list[_Entry], budget: int) -> None:
        """Drop what the sources of this queue can no longer pay for, the least promising first."""
        visits = {id(entry[2].meta[VISIT]) for entry in queue}
        kept = heapq.nsmallest(len(visits) * budget + 50, queue)
        queue[:] = kept


def _admits(visit: Visit, request: Request) -> bool:
    """Whether a redirect may be followed: inside the allow rules, and to an address not already on the list."""
    url = canonical_url(request.url)
    if not visit.scope.allows(url):
        visit.moved(request.meta["redirect_urls"][0], url)
        return False
    return visit.finder.admit(url)
