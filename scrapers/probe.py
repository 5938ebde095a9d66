"""Look at a site before it is a source: its platform, its feeds, what robots.txt says, and what its events look like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from cwac_aggregator import extraction, platforms
from cwac_aggregator.config import Settings
from cwac_aggregator.directories.names import free_id
from cwac_aggregator.errors import CwacError, FetchError, RobotsError, SourceError
from cwac_aggregator.extraction.page import read_publisher
from cwac_aggregator.ids import canonical_url
from cwac_aggregator.model import Document, Mention
from cwac_aggregator.sources import SourceEntry

from .clock import Clock, utc_now
from .links import LinkFinder
from .politeness import Rules
from .run import fetch_with_rules
from .scope import Scope

MOST_FEEDS = 8
MOST_LEADS = 4
MOST_STARTS = 4
_KINDS = ("ics", "json", "rss", "list", "news")


@dataclass(frozen=True, slots=True)
class Look:
    """One address that was asked for. `kind` as in `platforms.Feed`, or "page"; `trouble` says why there is no document."""

    url: str
    kind: str
    stated: bool
    document: Document | None = None
    trouble: str = ""
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What was found. `platform` is None where it is unknown; `rules` what the host's robots.txt asks for."""

    platform: platforms.Platform | None
    rules: Rules
    looks: list[Look] = field(default_factory=list)
    entry: SourceEntry

    @property
    def mentions(self) -> list[Mention]:
        """What the pages and feeds tell, in the order in which they were asked for."""
        return [mention for look in self.looks for mention in look.mentions]


def probe(
    url: str,
    settings: Settings,
    *,
    registry: Mapping[str, SourceEntry],
    stated: Mapping[str, Any] | None = None,
    clock: Clock = utc_now,
    demo: bool = False,
) -> Probe:
    """Ask for a page, the lists and feeds it leads to, and its best links: a dozen requests at most.

    `stated` are fields of the entry that the user gives; they win. Raises FetchError where the page itself cannot be
    had, RobotsError where it may not, SourceError where the fields make no entry.
    """
    url = canonical_url(url)
    (page,), rules = fetch_with_rules([url], settings, clock=clock, demo=demo)
    if isinstance(page, FetchError):
        raise page
    platform = platforms.recognise(page.body, page.url)
    entry = _entry(page, registry, dict(stated or {}))
    leads: dict[str, tuple[str, bool]] = {}
    for address, kind, named in _leads(page, platform, entry, clock):
        leads.setdefault(address, (kind, named))
    found, more = fetch_with_rules(list(leads), settings, clock=clock, demo=demo)
    looks = [_look(page.url, "page", True, page, entry)]
    looks += [
        _look(address, kind, named, answer, entry)
        for (address, (kind, named)), answer in zip(leads.items(), found, strict=True)
    ]
    starts = dict.fromkeys([url, *_starts(looks)])
    entry = entry.model_copy(update={"start_urls": tuple(starts)[:MOST_STARTS]})
    host = urlsplit(page.url).netloc
    return Probe(platform=platform, rules=rules.get(host) or more.get(host) or Rules(), looks=looks, entry=entry)


def _leads(
    page: Document, platform: platforms.Platform | None, entry: SourceEntry, clock: Clock
) -> Iterator[tuple[str, str, bool]]:
    """Lists and feeds of the site, those the page names first; then the best of its links: address, kind, stated or not."""
    today = clock().date()
    finder = LinkFinder(Scope(entry), today)
    finder.admit(page.url)
    links = sorted(finder.find(page.url, page.body).leads, key=lambda lead: -lead.score)
    wanted = [feed for feed in platforms.feeds(page.url, platform, page.body) if feed.kind in _KINDS]
    wanted.sort(key=lambda feed: (not feed.stated, _KINDS.index(feed.kind)))
    yield from ((feed.url, feed.kind, feed.stated) for feed in wanted[:MOST_FEEDS])
    yield from ((lead.url, "page", True) for lead in links[:MOST_LEADS] if lead.score > 0)


def _look(url: str, kind: str, stated: bool, answer: Document | FetchError, entry: SourceEntry) -> Look:
    if isinstance(answer, RobotsError):
        return Look(url, kind, stated, trouble="robots.txt does not allow it")
    if isinstance(answer, CwacError):
        return Look(url, kind, stated, trouble=str(answer).removeprefix(f"{url}: "))
    reading = extraction.read(answer, entry.place, entry.names)
    return Look(url, kind, stated, answer, mentions=reading.mentions)


def _starts(looks: list[Look]) -> Iterator[str]:
    """The addresses that are worth beginning with: those that tell of events, then the feeds that answered."""
    answered = [look for look in looks if look.document is not None]
    lists = [look for look in answered if look.kind != "page"]
    yield from (look.url for look in lists if look.mentions)
    yield from (look.url for look in lists if look.kind in ("ics", "rss") and look.stated)


def _entry(page: Document, registry: Mapping[str, SourceEntry], stated: dict[str, Any]) -> SourceEntry:
    said = read_publisher(page)
    values = {name: getattr(said, name) for name in ("name", "kind", "city", "region", "country", "language")}
    values |= {name: value for name, value in stated.items() if value is not None}
    values["name"] = values["name"] or urlsplit(page.url).hostname
    host = SourceEntry(id="probe", name="probe", kind="city", start_urls=(page.url,)).hosts
    known = next((entry.id for entry in registry.values() if entry.hosts & host), None)
    try:
        values["id"] = values.get("id") or known or free_id(values, registry, page.url)
        return SourceEntry.model_validate(values | {"start_urls": (page.url,)})
    except ValueError as error:
        raise SourceError(f"{page.url}: {error}", hint="docs/sources.md lists the fields of an entry.") from error
