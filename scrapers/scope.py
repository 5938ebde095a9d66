"""Where the crawl of one source may go: its own hosts, its allow and deny rules, nothing else."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from cwac_aggregator.ids import bare_host
from cwac_aggregator.sources import SourceEntry


class Scope:
    """The allow rules of a source.

    Without `allow`, everything on the hosts of the start URLs is allowed; a host and its `www.` twin are one, and so are
    http and https. A pattern is searched in the whole address on the source's own hosts; to another host it leads only
    when it names it, that is when it begins with `http` and matches from the first character. `deny` always wins.
    `closed` are hosts that asked to be left out; their subdomains go with them.
    """

    __slots__ = ("_allow", "_closed", "_deny", "_far", "_hosts")

    def __init__(self, entry: SourceEntry, closed: frozenset[str] = frozenset()) -> None:
        self._hosts = frozenset(bare_host(url) for url in entry.start_urls)
        self._allow = [re.compile(pattern) for pattern in entry.allow]
        self._far = [re.compile(p) for p in entry.allow if p.removeprefix("^").startswith("http")]
        self._deny = [re.compile(pattern) for pattern in entry.deny]
        self._closed = closed

    def allows(self, url: str) -> bool:
        """Whether the canonical address `url` may be fetched for this source."""
        if self.is_home(url):
            inside = not self._allow or any(pattern.search(url) for pattern in self._allow)
        else:
            inside = any(pattern.match(url) for pattern in self._far)
        return inside and not any(pattern.search(url) for pattern in self._deny) and self.is_open(url)

    def is_home(self, url: str) -> bool:
        """Whether an address is on one of the source's own hosts."""
        return bare_host(url) in self._hosts

    def is_open(self, url: str) -> bool:
        """Whether the host has not asked to be left out."""
        if not self._closed:
            return True
        labels = (urlsplit(url).hostname or "").split(".")
        return not any(".".join(labels[start:]) in self._closed for start in range(len(labels)))
