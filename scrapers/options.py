"""The program's settings as Scrapy's."""

from __future__ import annotations

from typing import Any

from cwac_aggregator.config import Settings

from .addresses import ALLOW_LOOPBACK
from .politeness import DEMO, PRODUCT

CONCURRENCY = 256
"""Requests under way at once over all hosts; of each host never more than one."""
TIMEOUT = 60.0
"""Seconds for a whole answer: a host that sends a byte now and then does not hold its queue for longer."""


def scrapy_options(settings: Settings, *, demo: bool = False) -> dict[str, Any]:
    """Scrapy settings for a crawl. `demo` lets loopback addresses, and no others, be asked without the delay floor."""
    return {
        "BOT_NAME": PRODUCT,
        "SPIDER_MODULES": ["scrapers.spiders"],
        "USER_AGENT": settings.user_agent,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,text/calendar;q=0.9,*/*;q=0.5",
            "Accept-Language": "en,*;q=0.5",
        },
        # -- being welcome --
        DEMO: demo,
        ALLOW_LOOPBACK: settings.allow_loopback,
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": PRODUCT,
        "DOWNLOADER": "scrapers.politeness.PoliteDownloader",
        "SCHEDULER": "scrapers.frontier.Frontier",
        "DOWNLOAD_DELAY": settings.download_delay,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "CONCURRENT_REQUESTS": CONCURRENCY,
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": settings.download_delay,
        "AUTOTHROTTLE_MAX_DELAY": 60.0,
        "COOKIES_ENABLED": False,
        "TWISTED_DNS_RESOLVER": "scrapers.addresses.GuardedResolver",
        # -- bounds --
        "DOWNLOAD_MAXSIZE": settings.max_body_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": TIMEOUT,
        "DNS_TIMEOUT": 20,
        "RETRY_TIMES": 2,
        "RETRY_PRIORITY_ADJUST": 100,  # at once, so that a host in trouble is known for one after a few addresses
        "RETRY_GIVE_UP_LOG_LEVEL": "INFO",
        "REDIRECT_MAX_TIMES": 6,
        # -- parts --
        "ITEM_PIPELINES": {"scrapers.pipelines.ArchivePipeline": 500},
        "EXTENSIONS": {
            "scrapers.politeness.Manners": 0,
            "scrapers.extensions.ProgressReport": 0,
            "scrapy.extensions.logstats.LogStats": None,
        },
        "DOWNLOADER_MIDDLEWARES": {
            "scrapers.addresses.AddressMiddleware": 50,
            "scrapers.middlewares.RobotsMiddleware": 100,
            "scrapers.politeness.RetryAfterMiddleware": 560,
            "scrapers.middlewares.RedirectMiddleware": 600,
            "scrapers.middlewares.ConditionalMiddleware": 650,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
            "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
            "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
            "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
        },
        # Scope, depth, length and status are judged by the spider and the frontier, which know the source.
        "SPIDER_MIDDLEWARES": {
            "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
            "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
            "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
            "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
            "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
        },
        # -- lean: each of these costs more per page than finding its links --
        "CONCURRENT_ITEMS": 1,
        "DOWNLOADER_STATS": False,
        "WARN_ON_GENERATOR_RETURN_VALUE": False,
        # -- quiet --
        "LOG_LEVEL": "INFO",
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "MEMUSAGE_ENABLED": False,
    }
