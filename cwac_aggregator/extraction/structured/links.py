"""An item's own link, and the platform's own id in it: the strongest keys of a mention (law 3)."""

from __future__ import annotations

from urllib.parse import urlsplit

from ... import platforms
from ...ids import canonical_url

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
        item = platforms.item_of(link)
    except ValueError:
        return None
    return item[0] if item else link


def link_id(url: str) -> str | None:
    """The platform's id of the item a link names, with its host ("city.example/event:1139"); None where it tells none."""
    host = site_of(url)
    item = platforms.item_of(url) if host else None
    return f"{host}/{item[1]}" if item else None


def path_of(url: str) -> str:
    """The path of an address, "" where it is none ("http://[a")."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def site_of(url: str) -> str:
    """The host of an address without "www.", "" where there is none."""
    try:
        return _site(urlsplit(url).hostname)
    except ValueError:
        return ""


def _site(host: str | None) -> str:
    return (host or "").lower().removeprefix("www.")
