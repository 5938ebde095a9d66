"""All platforms, and which of them a page is made with."""

from __future__ import annotations

import re

from .all_in_one_event_calendar import ALL_IN_ONE_EVENT_CALENDAR
from .base import System
from .blogger import BLOGGER
from .blox import BLOX
from .civicplus import CIVICPLUS
from .drupal import DRUPAL, MUNICODE
from .eventon import EVENTON
from .events_manager import EVENTS_MANAGER
from .evogov import EVOGOV
from .google_calendar import GOOGLE_CALENDAR
from .joomla import JEVENTS, JOOMLA
from .libcal import LIBCAL
from .localist import LOCALIST
from .modern_events_calendar import MODERN_EVENTS_CALENDAR
from .opencities import OPENCITIES
from .proudcity import PROUDCITY
from .revize import REVIZE
from .sharepoint import SHAREPOINT
from .sitefinity import SITEFINITY
from .squarespace import SQUARESPACE_5, SQUARESPACE_7
from .the_events_calendar import THE_EVENTS_CALENDAR
from .tockify import TOCKIFY
from .trumba import TRUMBA
from .vision import VISION
from .wix import WIX
from .wordpress import WORDPRESS

PLATFORMS: tuple[System, ...] = (
    CIVICPLUS,
    VISION,
    OPENCITIES,
    REVIZE,
    MUNICODE,
    DRUPAL,
    SQUARESPACE_7,
    SQUARESPACE_5,
    WIX,
    THE_EVENTS_CALENDAR,
    MODERN_EVENTS_CALENDAR,
    EVENTON,
    ALL_IN_ONE_EVENT_CALENDAR,
    EVENTS_MANAGER,
    PROUDCITY,
    WORDPRESS,
    JEVENTS,
    JOOMLA,
    SITEFINITY,
    SHAREPOINT,
    EVOGOV,
    BLOX,
    BLOGGER,
    LOCALIST,
    LIBCAL,
    TRUMBA,
    TOCKIFY,
    GOOGLE_CALENDAR,
)
"""In the order in which they are tried; an extension stands before what it extends."""

_ROOTS = tuple(platform for platform in PLATFORMS if platform.parent is None)
_EXTENSIONS = {root.name: tuple(one for one in PLATFORMS if one.parent is root) for root in _ROOTS}
_HEAD, _TAIL = 32 * 1024, 16 * 1024
_FRAGMENT = 16 * 1024
_CONTENT = re.compile(rb"""content\s*=\s*["']([^"']*)""", re.IGNORECASE)


def recognise(body: bytes | str, url: str | None = None) -> System | None:
    """The platform that made a page, feed or calendar, by its bytes; by its address where those do not say. None: unknown.

    Only the head and the foot of a long page are looked at: that is where platforms leave their marks.
    """
    if isinstance(body, str):
        body = body.encode("utf-8", "surrogatepass")
    window = body if len(body) <= _HEAD + _TAIL else body[:_HEAD] + b"\n" + body[-_TAIL:]
    if window[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"<", b""):
        found = _by_data(window) if _is_feed(window) else _by_page(window)
    else:
        found = _by_data(window)
    if found is None and url:
        found = next((one for one in PLATFORMS if one.sites is not None and one.sites.search(url)), None)
    return found


def _is_feed(window: bytes) -> bool:
    start = window[:600].lower()
    return b"<rss" in start or b"<feed" in start or b"<rdf:rdf" in start


def _by_data(window: bytes) -> System | None:
    return next((one for one in PLATFORMS for sign in one.data_signs if sign in window), None)


def _by_page(window: bytes) -> System | None:
    generator = _generator(window)
    root = None
    if generator:
        root = next((one for one in _ROOTS if generator.startswith(one.generator or ("\0",))), None)
    if root is None:
        root = next((one for one in _ROOTS for sign in one.signs if sign in window), None)
    if root is None:
        # A saved fragment may show an extension's markup without its system's frame.
        pool = [one for one in PLATFORMS if one.parent] if len(window) < _FRAGMENT else []
    else:
        pool = [one for one in _EXTENSIONS[root.name] if generator.startswith(one.generator or "") or not generator]
        if root is WORDPRESS and (plugins := _plugins(window)):
            named = next((one for one in pool if not plugins.isdisjoint(one.plugins)), None)
            if named is not None:
                return named
    return next((one for one in pool for sign in one.signs if sign in window), root)


def _plugins(window: bytes) -> set[bytes]:
    """The names of the WordPress plugins whose files a page loads: cheaper than to look for each plugin's markup."""
    names = set()
    at = window.find(b"/plugins/")
    while at != -1:
        end = window.find(b"/", at + 9, at + 60)
        names.add(window[at + 9 : end].lower())
        at = window.find(b"/plugins/", at + 9)
    return names


def _generator(window: bytes) -> str:
    """What the generator meta says, lower case. The attributes come in either order."""
    at = window.find(b'="generator"', 0, _HEAD)
    if at == -1:
        at = window.find(b'="Generator"', 0, _HEAD)
    if at == -1:
        return ""
    end = window.find(b">", at)
    content = _CONTENT.search(window, window.rfind(b"<", 0, at), end if end != -1 else at + 300)
    return content[1].decode("latin-1").strip().lower() if content else ""
