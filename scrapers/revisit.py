"""What to ask for again, and when. Pure: from what is known of an address and the day of the run to a priority, or none.

every run   start addresses, feeds, pages of an event within 21 days, the current calendar months, the best listings
2 to 7 days pages that changed lately or are fresh, pages that name the program, sitemaps, what failed
29 days     everything else, the first time spread over the days 8 to 29, so that no run has to ask for all of it

A listing further back ("page 2") rests until the listing before it shows something new. Conditional requests spare the
bodies where a site sends validators; this spares the requests.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date, timedelta

from cwac_aggregator.database import Address, Known

from .links import is_pagination
from .traps import date_in
from .visit import GIVEN_UP

NEAR = timedelta(days=21)
FIRST_WAIT = 8
LONG_WAIT = 29
SITEMAP_WAIT = 7
HUBS = 5
HUB_SHARE = 0.02
HUB_LEADS = 3

START = 1000
"""Priorities. Leads stand between 0 and 100, so that news comes before rechecks of the old."""
SOON = 900
HUB = 800
OLD = -20

_FEED = re.compile(r"rss|atom|xml|calendar", re.IGNORECASE)
_CALENDAR_VIEW = re.compile(r"calend|event|/month/|-curm-|month=", re.IGNORECASE)


def plan(known: Iterable[Known], today: date) -> dict[str, int]:
    """The addresses to ask for in this run, with their priorities. Those left out rest."""
    everything = list(known)
    hubs = _hubs(everything)
    due: dict[str, int] = {}
    for item in everything:
        priority = HUB if item.address.url in hubs else _priority(item, today)
        if priority is not None:
            due[item.address.url] = priority
    return due


def _priority(item: Known, today: date) -> int | None:
    address = item.address
    if address.state == "waiting" or address.asked is None:
        return address.score
    age = (today - address.asked.date()).days
    if address.state != "page":
        return OLD if age >= _patience(address) else None
    if item.next_day is not None and today - timedelta(days=1) <= item.next_day <= today + NEAR:
        return SOON
    if "sitemap" in address.url:
        return HUB if age >= SITEMAP_WAIT else None
    if _FEED.search((item.content_type or "").replace("xhtml+xml", "")):
        return HUB
    if _is_current_view(address.url, today):
        return HUB
    return OLD if age >= _wait(item, today) else None


def _patience(address: Address) -> int:
    """Days to wait before asking again for what gave no page: longer each time."""
    match address.state:
        case "failed":
            return min(7, (1 << max(0, address.failures - 1)) - 1)
        case "gone":
            return (1, 3, 9)[address.failures - 1] if address.failures <= GIVEN_UP else LONG_WAIT
        case _:
            return LONG_WAIT


def _wait(item: Known, today: date) -> int:
    """Days to wait before a page without a near event is asked for again."""
    if item.versions > 1 and item.changed is not None and (today - item.changed.date()).days <= 14:
        return 2
    if item.published is not None and 0 <= (today - item.published).days <= 14:
        return 3
    if item.has_sign and not is_pagination(item.address.url):
        return 7
    asked, first = item.address.asked, item.first_fetched
    if asked is not None and first is not None and asked.date() == first.date():
        return FIRST_WAIT + _spread(item.address.url) % (LONG_WAIT - FIRST_WAIT + 1)
    return LONG_WAIT


def _hubs(known: list[Known]) -> set[str]:
    """The listings that gave most new addresses: 2% of the pages, at least five."""
    pages = [item.address for item in known if item.address.state == "page"]
    listings = [a for a in pages if a.leads >= HUB_LEADS and not is_pagination(a.url) and date_in(a.url) is None]
    listings.sort(key=lambda address: (-address.score, -address.leads, address.depth, address.url))
    return {address.url for address in listings[: max(HUBS, int(len(pages) * HUB_SHARE))]}


def _is_current_view(url: str, today: date) -> bool:
    """Whether an address is the calendar's view of this month or the next."""
    when = date_in(url)
    if when is None or when[1] is None or when[2] not in (None, 1) or not _CALENDAR_VIEW.search(url):
        return False
    return 0 <= (when[0] - today.year) * 12 + when[1] - today.month <= 1


def _spread(url: str) -> int:
    """A number that an address keeps for ever."""
    return int.from_bytes(hashlib.blake2b(url.encode(), digest_size=4).digest())
