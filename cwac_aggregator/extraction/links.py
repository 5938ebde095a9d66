"""An item's own link, and the platform's own id in it: the strongest keys of a mention (law 3)."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ..ids import canonical_url

_CIVICPLUS_ITEM = re.compile(r"[?&](EID|AID)=(\d{1,9})\b", re.IGNORECASE)
_CIVICPLUS_VIEW = frozenset(("month", "day", "year", "caltype", "preview", "arc"))
_ITEM_PATHS = (
    re.compile(r"/home/components/(calendar/event|news/news)/(\d{1,9})\b", re.IGNORECASE),
    re.compile(r"/(m/newsflash)/home/detail/(\d{1,9})\b", re.IGNORECASE),
)
_POST = re.compile(r"[?&](p|page_id|event_id)=(\d{1,9})(?:&|$)")
_LONGEST = 2000


def own_link(url: object, base_url: str) -> str | None:
    """The canonical form of a link on the page's own site, without view state; None for anything else.

    `url` may be whatever stands in markup: relative, empty, not a string.
    """
    if not isinstance(url, str) or not url.strip() or len(url) > _LONGEST:
        return None
    try:
        link = canonical_url(url.strip(), base_url)
        parts = urlsplit(link)
        if parts.scheme not in ("http", "https") or _site(parts.hostname) != _site(urlsplit(base_url).hostname):
            return None
    except ValueError:
        return None
    if any(pattern.search(parts.path) for pattern in _ITEM_PATHS):
        return urlunsplit(parts._replace(query=""))
    if _CIVICPLUS_ITEM.search(link):
        kept = [(k, v) for k, v in parse_qsl(parts.query) if k.lower() not in _CIVICPLUS_VIEW]
        return urlunsplit(parts._replace(query=urlencode(kept)))
    return link


def link_id(url: str) -> str | None:
    """The platform's id of the item a link names, with its host ("city.example/EID=1139"); None where the link tells none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    host = _site(parts.hostname)
    if not host:
        return None
    if item := _CIVICPLUS_ITEM.search(url):
        return f"{host}/{item[1].upper()}={item[2]}"
    for pattern in _ITEM_PATHS:
        if item := pattern.search(parts.path):
            return f"{host}/{item[1].lower()}/{item[2]}"
    if post := _POST.search(f"?{parts.query}"):
        return f"{host}/{post[1]}={post[2]}"
    return None


def site_of(url: str) -> str:
    """The host of an address without "www.", "" where there is none."""
    try:
        return _site(urlsplit(url).hostname)
    except ValueError:
        return ""


def _site(host: str | None) -> str:
    return (host or "").lower().removeprefix("www.")
