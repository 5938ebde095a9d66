"""Fetch single addresses for a command that was given them; nothing is stored."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from twisted.python.failure import Failure

from cwac_aggregator.config import Settings
from cwac_aggregator.errors import FetchError, RobotsError
from cwac_aggregator.model import Document
from cwac_aggregator.sources import SourceEntry

from ..addresses import RefusedAddress
from ..clock import Clock, utc_now
from ..middlewares import BlockedByRobots, RobotsUnknown
from ..politeness import Rules, check_politeness, rules_of
from ..soft_errors import soft_error
from ..visit import VISIT, Visit


class SingleSpider(Spider):
    """Leaves in `found`, by address as given, the document or what went wrong; in `rules`, by host, what robots.txt says."""

    name = "single"
    custom_settings = {"ITEM_PIPELINES": {}}  # noqa: RUF012 (Scrapy's form)

    def __init__(
        self, urls: Sequence[str] = (), *, settings: Settings | None = None, clock: Clock = utc_now, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self._urls = tuple(dict.fromkeys(urls))
        self._settings = settings or Settings()
        self.clock = clock
        self.found: dict[str, Document | FetchError] = {}
        self.rules: dict[str, Rules] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> SingleSpider:
        check_politeness(crawler.settings)
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._robots_parsed, signal=signals.robots_parsed)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        for number, url in enumerate(self._urls):
            if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
                self._fail(url, "not an http(s) address", "Give the whole address, https:// included.")
                continue
            # A person asked for this address: wherever it redirects to is what they mean.
            entry = SourceEntry(
                id=f"single-{number}", name="single", kind="city", start_urls=(url,), allow=("^https?://",)
            )
            visit = Visit(entry, self._settings, self.clock().date())
            visit.close()  # Nothing is looked for beyond the address itself.
            meta = {VISIT: visit, "depth": 0, "asked": url}
            yield Request(url, callback=self.parse, errback=self.failed, dont_filter=True, meta=meta)

    def _robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        self.rules[urlsplit(request.url).netloc] = rules_of(robotparser)

    def moved(self, visit: Visit, origin: str, target: str) -> None:
        """Only an address that is none at all leads out of these allow rules."""
        self._fail(visit.entry.start_urls[0], f"{origin} redirects to {target}")

    def parse(self, response: Response, **kwargs: Any) -> None:  # noqa: ARG002 (Scrapy calls it so)
        """Keep the answer."""
        url: str = response.meta["asked"]
        if response.status != 200:
            self._fail(url, f"the server answered {response.status}")
        elif wrong := soft_error(response.body):
            self._fail(url, f"{wrong.words} (the status was 200)")
        else:
            kind = response.headers.get("Content-Type")
            self.found[url] = Document(
                response.url, response.body, self.clock().date(), kind.decode("latin-1") if kind else None
            )

    def failed(self, failure: Failure) -> None:
        """Keep the reason."""
        request: Request = failure.request  # type: ignore[attr-defined]
        url, error = request.meta["asked"], failure.value
        match error:
            case BlockedByRobots():
                hint = "Save the page from a browser and give the file instead."
                self.found[url] = RobotsError(f"{url}: robots.txt does not allow it", hint=hint)
            case RobotsUnknown():
                self._fail(url, str(error), "Try again later.")
            case RefusedAddress():
                hint = "Set CWAC_ALLOW_LOOPBACK=1 for a test of your own."
                self._fail(url, "private and loopback addresses are not fetched", hint)
            case _ if isinstance(error, DownloadCancelledError) or "DOWNLOAD_MAXSIZE" in str(error):
                hint = "Raise `max_body_bytes` (CWAC_MAX_BODY_BYTES) if it should be read."
                self._fail(url, f"the answer is larger than {self._settings.max_body_bytes:,} bytes", hint)
            case _:
                self._fail(url, f"{type(error).__name__}: {error}")

    def _fail(self, url: str, reason: str, hint: str = "Try again later, or look at the address in a browser.") -> None:
        self.found[url] = FetchError(f"{url}: {reason}", hint=hint)
