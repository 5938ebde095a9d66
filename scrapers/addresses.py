"""Refuse private and loopback addresses: written out, behind a name, or behind a redirect.

The middleware judges every request, redirects and robots.txt included, and names the reason. The resolver judges once more
what it hands to the connection, so that a name that changes its address between the two gains nothing.
"""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.resolver import CachingThreadedResolver, dnscache
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

if TYPE_CHECKING:
    from collections.abc import Sequence

ALLOW_LOOPBACK = "CWAC_ALLOW_LOOPBACK"


class RefusedAddress(IgnoreRequest):
    """The address is private, loopback or reserved."""


def is_public(address: str) -> bool:
    """Whether an IP address in text form is one of the open internet. Anything else than an address is not."""
    try:
        ip = ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return ip.is_global and not ip.is_multicast


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's resolver, which finds nothing where a name leads to an address that is not public."""

    def __init__(self, reactor: Any, cache_size: int, timeout: float, *, guarded: bool = True) -> None:
        super().__init__(reactor, cache_size, timeout)
        self._guarded = guarded
        self._proxies = {urlsplit(proxy).hostname for proxy in getproxies().values()}
        # What an unguarded crawl of this process looked up must not be believed by a guarded one.
        dnscache.clear()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> GuardedResolver:
        settings = crawler.settings
        size = settings.getint("DNSCACHE_SIZE") if settings.getbool("DNSCACHE_ENABLED") else 0
        return cls(reactor, size, settings.getfloat("DNS_TIMEOUT"), guarded=not settings.getbool(ALLOW_LOOPBACK))

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:
        found = super().getHostByName(name, timeout)
        return found.addCallback(self._judge, name) if self._guarded and name not in self._proxies else found

    def lookup(self, name: str) -> Deferred[str]:
        """The address of a name, unjudged."""
        return super().getHostByName(name)

    def _judge(self, address: str, name: str) -> str:
        if not is_public(address):
            raise DNSLookupError(f"{name} leads to {address}, which is not an address of the open internet")
        return address


class AddressMiddleware:
    """Downloader middleware: raises `RefusedAddress` for a request that would leave the open internet."""

    def __init__(self, crawler: Crawler) -> None:
        if crawler.settings.getbool(ALLOW_LOOPBACK):
            raise NotConfigured
        self._schemes_by_proxy = set(getproxies())

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> AddressMiddleware:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        parts = urlparse_cached(request)
        host = (parts.hostname or "").rstrip(".")
        # A proxy looks names up itself, where this process may not even be able to.
        if parts.scheme in self._schemes_by_proxy and not _is_number(host):
            return
        address = host if ":" in host else await self._address(host)
        if address is not None and not is_public(address):
            raise RefusedAddress(f"{request.url} leads to {address}: private and loopback addresses are not fetched")

    @staticmethod
    async def _address(host: str) -> str | None:
        from twisted.internet import reactor

        resolver: Any = reactor.resolver
        lookup = getattr(resolver, "lookup", resolver.getHostByName)
        try:
            found: str = await maybe_deferred_to_future(lookup(host))
        except (DNSLookupError, OSError):
            return None  # The downloader will say so, and try again.
        return found


def _is_number(host: str) -> bool:
    return ":" in host or (
        host.replace(".", "").isalnum() and host[:1].isdigit() and not host.rpartition(".")[2].isalpha()
    )
