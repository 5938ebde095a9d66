"""Fetch one address for a command that was given one; nothing is stored."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Response
from twisted.python.failure import Failure

from cwac_aggregator.config import Settings
from cwac_aggregator.model import Document
from cwac_aggregator.sources import SourceEntry

from ..addresses import RefusedAddress
from ..clock import Clock, utc_now
from ..middlewares import BlockedByRobots, RobotsUnknown
from ..politeness import check_politeness
from ..soft_errors import soft_error
from ..visit import VISIT, Visit


class SingleSpider(Spider):
    """Leaves `document`, or `reason` and `hint`, behind."""

    name = "single"
    custom_settings = {"ITEM_PIPELINES": {}}  # noqa: RUF012 (Scrapy's form)

    def __init__(self, url: str, *, settings: Settings | None = None, clock: Clock = utc_now, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._url = url
        self._settings = settings or Settings()
        self.clock = clock
        self.document: Document | None = None
        self.reason: str | None = None
        self.hint: str | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> SingleSpider:
        check_politeness(crawler.settings)
        return super().from_crawler(crawler, *args, **kwargs)

    async def start(self) -> AsyncIterator[Any]:
        # A person asked for this address: wherever it redirects to is what they mean.
        entry = SourceEntry(id="single", name="single", kind="city", start_urls=(self._url,), allow=("^https?://",))
        visit = Visit(entry, self._settings, self.clock().date())
        yield Request(
            self._url, callback=self.parse, errback=self.failed, dont_filter=True, meta={VISIT: visit, "depth": 0}
        )

    def moved(self, visit: Visit, origin: str, target: str) -> None:  # noqa: ARG002 (the frontier calls it so)
        """Wherever it redirects to is what the person meant: only an address that is none at all gets here."""
        self.reason = f"it redirects to {target}"

    def parse(self, response: Response, **kwargs: Any) -> None:  # noqa: ARG002 (Scrapy calls it so)
        """Keep the answer."""
        if response.status != 200:
            self.reason = f"the server answered {response.status}"
        elif wrong := soft_error(response.body):
            self.reason = f"{wrong.words} (the status was 200)"
        else:
            kind = response.headers.get("Content-Type")
            self.document = Document(
                response.url, response.body, self.clock().date(), kind.decode("latin-1") if kind else None
            )

    def failed(self, failure: Failure) -> None:
        """Keep the reason."""
        error = failure.value
        match error:
            case BlockedByRobots():
                self.reason = "robots.txt does not allow it"
                self.hint = "Save the page from a browser and give the file instead."
            case RobotsUnknown():
                self.reason = str(error)
                self.hint = "Try again later."
            case RefusedAddress():
                self.reason = "private and loopback addresses are not fetched"
                self.hint = "Set CWAC_ALLOW_LOOPBACK=1 for a test of your own."
            case _ if isinstance(error, DownloadCancelledError) or "DOWNLOAD_MAXSIZE" in str(error):
                self.reason = f"the answer is larger than {self._settings.max_body_bytes:,} bytes"
                self.hint = "Raise `max_body_bytes` (CWAC_MAX_BODY_BYTES) if it should be read."
            case _:
                self.reason = f"{type(error).__name__}: {error}"
                self.hint = "Try again later, or look at the address in a browser."
