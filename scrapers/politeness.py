"""One polite queue per host: the floor under every delay, Crawl-delay, Retry-After, and who may go under the floor.

The floor sits in the downloader's slot, beneath AutoThrottle and beneath whatever a setting, a spider or an entry asks
for: there is no way around it but the demo flag, and that one holds for loopback addresses only.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from time import monotonic
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.core.downloader import Downloader, Slot
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from cwac_aggregator.errors import ConfigError
from cwac_aggregator.ids import bare_host

from .visit import VISIT, Visit

PRODUCT = "cwac-aggregator"
"""The name robots.txt files know the crawler by."""
FLOOR = 1.0
"""Seconds between two requests to one host, at least."""
MAX_CRAWL_DELAY = 60.0
"""A longer Crawl-delay is cut to this many seconds (and the source gets fewer pages)."""
MAX_PAUSE = 300.0
"""A host that asks for a longer pause is left alone for the rest of the run."""
PAUSE = 5.0
"""Seconds of pause after a 429 or 503 that names none; twice as long after each further one in a row, up to a minute."""
DEMO = "CWAC_DEMO"
_last_seen: dict[str, float] = {}
"""When a host was last asked (monotonic seconds) by a crawl of this process that is over: the next one waits, too."""


def check_politeness(settings: BaseSettings) -> None:
    """Refuse to start with settings that would be impolite. Raises ConfigError naming the setting."""
    floor = 0.0 if settings.getbool(DEMO) else FLOOR
    delays = {"DOWNLOAD_DELAY": settings.getfloat("DOWNLOAD_DELAY")}
    for host, slot in settings.getdict("DOWNLOAD_SLOTS").items():
        delays[f"DOWNLOAD_SLOTS[{host!r}]"] = float(slot.get("delay", floor))
        if int(slot.get("concurrency", 1)) != 1:
            raise ConfigError(f"DOWNLOAD_SLOTS[{host!r}]: one request at a time per host", hint="Leave it out.")
    for name, delay in delays.items():
        if delay < floor:
            raise ConfigError(
                f"{name} is {delay:g} s: the crawler keeps at least {FLOOR:g} s between two requests to one host",
                hint="Raise `download_delay` (CWAC_DOWNLOAD_DELAY) to 1 or more. Only `cwac demo` may go under it.",
            )
    for name, wanted in (("ROBOTSTXT_OBEY", True), ("AUTOTHROTTLE_ENABLED", True), ("COOKIES_ENABLED", False)):
        if settings.getbool(name) is not wanted:
            raise ConfigError(f"{name} must stay {wanted}", hint="Leave the setting out.")
    if settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") != 1:
        raise ConfigError("CONCURRENT_REQUESTS_PER_DOMAIN must stay 1", hint="Leave the setting out.")
    if not issubclass(load_object(settings["DOWNLOADER"]), PoliteDownloader):
        raise ConfigError("DOWNLOADER must stay the polite one", hint="Leave the setting out.")


class PoliteSlot(Slot):
    """A downloader slot whose delay cannot go under `floor`, and that rests until `not_before` (monotonic seconds)."""

    __slots__ = ("floor", "not_before")

    def __init__(self, delay: float, floor: float) -> None:
        super().__init__(1, delay, 0.0)
        self.floor = floor
        self.not_before = 0.0

    def download_delay(self) -> float:
        return max(self.floor, self.delay, self.not_before - self.lastseen)


class PoliteDownloader(Downloader):
    """Scrapy's downloader with one `PoliteSlot` per host, whatever slot a request asks for."""

    def __init__(self, crawler: Crawler) -> None:
        check_politeness(crawler.settings)
        super().__init__(crawler)
        self._demo = crawler.settings.getbool(DEMO)
        self._demanded: dict[str, float] = {}
        self._resting: dict[str, float] = {}

    def get_slot_key(self, request: Request) -> str:
        return bare_host(request.url)

    def _get_slot(self, request: Request, spider: Spider | None = None) -> tuple[str, Slot]:  # noqa: ARG002
        key = self.get_slot_key(request)
        slot = self.slots.get(key)
        if slot is None:
            wanted = float(self.per_slot_settings.get(key, {}).get("delay", 0.0))
            slot = PoliteSlot(max(self._delay, wanted), max(self._floor(key), wanted, self._demanded.get(key, 0.0)))
            slot.not_before = self._resting.get(key, 0.0)
            slot.lastseen = _last_seen.get(key, 0.0)
            self.slots[key] = slot
            self._start_slot_gc()
        return key, slot

    def close(self) -> None:
        """Remember for the next crawl of this process when each host was last asked."""
        _last_seen.update((host, slot.lastseen) for host, slot in self.slots.items())
        super().close()

    def demand(self, host: str, seconds: float) -> None:
        """Keep at least `seconds` between requests to a host from now on (Crawl-delay)."""
        self._demanded[host] = seconds
        if isinstance(slot := self.slots.get(host), PoliteSlot):
            slot.floor = max(slot.floor, seconds)

    def rest(self, host: str, seconds: float) -> None:
        """Send nothing to a host for `seconds` (Retry-After)."""
        until = self._resting[host] = max(self._resting.get(host, 0.0), monotonic() + seconds)
        if isinstance(slot := self.slots.get(host), PoliteSlot):
            slot.not_before = until

    def _floor(self, host: str) -> float:
        return 0.0 if self._demo and _is_loopback(host) else max(FLOOR, self.settings.getfloat("DOWNLOAD_DELAY"))


class Manners:
    """Scrapy extension: does what robots.txt asks beside its rules. Crawl-delay goes to the downloader, sitemaps are leads."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        crawler.signals.connect(self._robots_parsed, signal=signals.robots_parsed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Manners:
        return cls(crawler)

    def _robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        visit: Visit | None = request.meta.get(VISIT)
        delay, maps = rules_of(robotparser)
        if delay and delay > 0:
            downloader: Any = self._crawler.engine.downloader
            downloader.demand(bare_host(request.url), min(delay, MAX_CRAWL_DELAY))
            if visit is not None and delay > MAX_CRAWL_DELAY:
                visit.shrink(MAX_CRAWL_DELAY / delay)
        if visit is not None and visit.finder is not None:
            frontier: Any = self._crawler.engine.scheduler
            visit.has_map = visit.has_map or bool(maps)
            frontier.offer(visit, visit.finder.sitemaps(maps), 1)


class RetryAfterMiddleware:
    """Downloader middleware: a host that answers 429 or 503 is left alone for as long as it asks (RFC 9110 10.2.3)."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._in_a_row: dict[str, int] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RetryAfterMiddleware:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        host = bare_host(request.url)
        if response.status not in (429, 503):
            self._in_a_row.pop(host, None)
            return response
        before = self._in_a_row.get(host, 0)
        self._in_a_row[host] = before + 1
        asked = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        seconds = min(60.0, PAUSE * 2**before) if asked is None else asked
        if seconds > MAX_PAUSE:
            request.meta["dont_retry"] = True
            frontier: Any = self._crawler.engine.scheduler
            frontier.leave(host, "asked to wait")
        else:
            downloader: Any = self._crawler.engine.downloader
            downloader.rest(host, seconds)
        return response


def retry_after(value: bytes | None, now: datetime) -> float | None:
    """Seconds a `Retry-After` header asks for, or None where it is missing or not readable."""
    if not value:
        return None
    text = value.decode("latin-1").strip()
    if text.isdigit():
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - now).total_seconds())


class Rules(NamedTuple):
    """What a robots.txt asks for beside its rules: seconds between two requests, and where the site's maps are."""

    delay: float | None = None
    sitemaps: tuple[str, ...] = ()


def rules_of(robotparser: RobotParser) -> Rules:
    """The Crawl-delay and the Sitemap lines of a robots.txt, at most five of these."""
    rules: Any = getattr(robotparser, "rp", None)
    return Rules(robotparser.crawl_delay(PRODUCT), tuple(rules.sitemaps)[:5] if rules is not None else ())


def _is_loopback(host: str) -> bool:
    name = urlsplit(f"//{host}").hostname or ""
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"
