"""What the publishing systems of police and cities are like: how each is recognised, where its lists and feeds are, which
ids its items have, and how its event and news markup reads. Pure: nothing is fetched, no date is parsed.

    platform = recognise(body, url)             # None: unknown
    entries(root, url, platform)                # list[Entry]: texts per entry, rows of a list or the page's own
    feeds(url, platform, body)                  # list[Feed]: what the page names first, then the usual places
    native_id(text, platform)                   # "event:1139" from an address, a feed guid or an iCal UID
    canonical(url, platform)                    # an item's one address, without view state and twins
    item_of(url)                                # both of an address alone, where it bears a platform's id
"""

from __future__ import annotations

from collections.abc import Callable, Set

from lxml.html import HtmlElement

from ..ids import canonical_url
from .base import Platform
from .entry import Entry, Feed, FeedKind
from .generic import stated_feeds, usual_feeds
from .markup import classes_of
from .registry import PLATFORMS, recognise

__all__ = [
    "PLATFORMS",
    "Entry",
    "Feed",
    "FeedKind",
    "Platform",
    "by_name",
    "canonical",
    "classes_of",
    "entries",
    "feeds",
    "item_of",
    "native_id",
    "recognise",
]


def by_name(name: str) -> Platform | None:
    """The platform of that name, or None."""
    return next((one for one in PLATFORMS if one.name == name), None)


def entries(
    root: HtmlElement,
    url: str,
    platform: Platform | None,
    wanted: Callable[[str], bool] | None = None,
    classes: Set[str] | None = None,
) -> list[Entry]:
    """The entries a page's markup sets apart, list by list. [] where the platform is unknown or the page is prose.

    `url` is the page's own address; links are resolved against it. Rows of a list may be left out where `wanted` says no
    to all their text. `classes` are all of the page's (`classes_of`), where they are known.
    """
    return platform.entries(root, url, wanted, classes) if platform else []


def feeds(url: str, platform: Platform | None, body: bytes | str = b"") -> list[Feed]:
    """Where the lists and feeds of the site of `url` are, each address once: first what the page itself names."""
    page = body.decode("utf-8", "replace") if isinstance(body, bytes) else body
    found = list(stated_feeds(url, page))
    found += platform.feeds(url, page) if platform else list(usual_feeds(url))
    kept: dict[str, Feed] = {}
    for feed in sorted(found, key=lambda feed: not feed.stated):
        kept.setdefault(feed.url, feed)
    return list(kept.values())


def native_id(text: str, platform: Platform | None) -> str | None:
    """The platform's own id of an item in its address, feed guid or iCal UID; None where it has none there."""
    return platform.native_id(text) if platform else None


def canonical(url: str, platform: Platform | None) -> str:
    """The one address of an item: without the view it was reached from, and not its print or mobile twin.

    Applied twice it gives the same. Raises ValueError for what is no address.
    """
    return platform.canonical(url) if platform else canonical_url(url)


def item_of(url: str) -> tuple[str, str] | None:
    """The one address of an item and the platform's id of it, by its address alone; None where that bears no id."""
    for one in PLATFORMS:
        if native := one.native_id(url):
            return one.canonical(url), native
    return None
