"""Between the engine and the downloader: robots.txt read as RFC 9309 says, and conditional requests."""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware as _RedirectMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from cwac_aggregator.ids import canonical_url

from .visit import VISIT, Visit

MAX_ROBOTS_BYTES = 500 * 1024
"""RFC 9309 section 2.5: a parser need not read more than 500 KiB."""
_NO_RULES = b""


class BlockedByRobots(IgnoreRequest):
    """robots.txt does not allow the address."""


class RobotsUnknown(IgnoreRequest):
    """robots.txt could not be read because the server is in trouble, so nothing is asked of it for now."""


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's robots middleware with the statuses of RFC 9309 section 2.3.1.

    A 4xx means no rules. A server error, a 429 or no answer at all means that nothing may be fetched for now. A page of
    HTML is not a robots.txt and holds no rules. Nothing beyond 500 KiB is read.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._trouble: dict[str, str] = {}

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        if trouble := self._trouble.get(urlparse_cached(request).netloc):
            raise RobotsUnknown(trouble)
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as refusal:
            raise BlockedByRobots(str(refusal)) from None

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            self._trouble[netloc] = f"robots.txt could not be read: the server answered {response.status}"
        rules = response.replace(body=robots_rules(response.status, response.body))
        await super()._parse_robots(rules, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        self._trouble[netloc] = f"robots.txt could not be read: {type(exc).__name__}: {exc}"[:300]
        super()._robots_error(exc, netloc)


def robots_rules(status: int, body: bytes) -> bytes:
    """The rules an answer to /robots.txt stands for; none where it is no robots.txt."""
    if status != 200 or body.lstrip()[:1] == b"<":
        return _NO_RULES
    return body[:MAX_ROBOTS_BYTES].rpartition(b"\n")[0] if len(body) > MAX_ROBOTS_BYTES else body


class RedirectMiddleware(_RedirectMiddleware):
    """Scrapy's redirects without a Referer: the crawler tells nobody where it came from."""

    def handle_referer(self, request: Request, response: Response) -> None:  # noqa: ARG002
        request.headers.pop("Referer", None)

    def _engine_started(self) -> None:
        """There is no Referer middleware to look for."""


class ConditionalMiddleware:
    """Ask only for what has changed: `If-None-Match` and `If-Modified-Since` from the archive (RFC 9110 section 13.1)."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ConditionalMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        # A redirect carries the headers of the request it came from; the validators are those of another address.
        request.headers.pop("If-None-Match", None)
        request.headers.pop("If-Modified-Since", None)
        visit: Visit | None = request.meta.get(VISIT)
        url = canonical_url(request.url)
        if visit is None or url not in visit.known:
            return
        spider: Any = self._crawler.spider
        validators = spider.archive.validators(url)
        if validators is None:
            return
        etag, last_modified = validators
        if etag:
            request.headers["If-None-Match"] = etag
        if last_modified:
            request.headers["If-Modified-Since"] = last_modified
