"""Addresses that lead nowhere new: print twins, sorting and filtering, view state, calendars without end.

Pure functions over canonical addresses; the facts are the platforms' own habits.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

PAST = timedelta(days=60)
FUTURE = timedelta(days=400)
MAX_LENGTH = 500
MAX_PARAMETERS = 6

_ASSET = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|rtf|zip|gz|tgz|rar|7z|exe|dmg|apk|css|js|mjs|json|map|jpe?g|png|gif|webp|svg|ico|bmp|"
    r"tiff?|mp[34]|m4[av]|mov|avi|wmv|webm|ogg|wav|woff2?|ttf|eot|kmz|kml|vcf|epub)$",
    re.IGNORECASE,
)
_TWIN = re.compile(
    r"[?&](?:printerfriendly|preview|print|printable|printmode|tmpl|outputtype|amp|mobile|view=print|format=(?:pdf|print|amp|json)|"
    r"outlook-ical|eventdisplay=past|replytocom|share|action=(?:edit|login|history)|returnurl|redirect_to|splash)\b|"
    r"/(?:print|printview|amp|embed|m/newsflash|oembed|xmlrpc\.php|trackback)(?:/|$|\?)|"
    r"/(?:wp-login\.php|wp-admin|wp-json|login|signin|sign-in|log-in|logout|register|account|cart|checkout|search|user|admin|"
    r"cdn-cgi|cgi-bin)(?:/|$|\?)|"
    r"/comments/feed/?$",
    re.IGNORECASE,
)
_SINGLE_ENTRY_FILE = re.compile(
    r"icalendar\.aspx\?.*eventid=|/event/icalendar\?|/ical/node/|[?&]method=ical&|calendar\.google\.com/calendar/render|"
    r"[?&]ical=1&.*event|/event/[^?]*[?&]ical=1|/event/.*/ical/?$|addeventtocalendar",
    re.IGNORECASE,
)
_FACETS = re.compile(
    r"(?:^|&)(?:f(?:%5B|\[)\d|sort|sortby|order|orderby|sort_by|sort_order|filter|facet|view_mode|dir)[^&=]*=", re.I
)
_CALENDAR = re.compile(
    r"calend|event|veranstalt|agenda|/month/|/day/|/week/|-curm-|[?&](?:curm|month|startdate|date|tribe-bar-date)=",
    re.I,
)
_DAY_VIEW = re.compile(
    r"[?&](?:view|viewtype|type|caltype|display)=(?:day|week|list_?day)\b|/(?:day|week|today)(?:/|$|\?)|"
    r"/(?:events?|calendar)/\d{4}-\d\d-\d\d/?$|/calendar/\d{4}/\d\d?/\d\d?/?$|day\.(?:calendar|listevents)|week\.listevents",
    re.IGNORECASE,
)
_DATED_ITEM = re.compile(
    r"/(?:19|20)\d\d/\d{1,2}(?:/\d{1,2})?/(?!(?:list|day|week|month|agenda|grid|page|print)(?:[/?]|$))[^/?#]*[a-z][^/?#]*/?$",
    re.IGNORECASE,
)
"""The page of one entry: the date before its name is when it was written, which may be long before the event."""
_ITEM = re.compile(r"/event/\d+|/calendar/event/|/news/news/\d+", re.IGNORECASE)
_ITEM_PARAMETERS = ("eid", "aid", "eventid", "event_id")
_FILTER_PARAMETERS = frozenset(("field_microsite_tid", "field_microsite_tid_1"))
_VIEW_PARAMETERS = frozenset(
    (
        *(
            "month",
            "year",
            "day",
            "caltype",
            "curm",
            "cury",
            "startdate",
            "enddate",
            "view",
            "viewtype",
            "toggle",
            "npage",
        ),
        *("seldept", "arch", "arc", "backlist", "cid"),
    )
)
_DATES = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-/_.](?P<m>0?[1-9]|1[0-2])(?:[-/_.](?P<d>0?[1-9]|[12]\d|3[01]))?(?!\d)"),
    re.compile(
        r"(?<!\d)(?P<m>0?[1-9]|1[0-2])(?:[-/]|%2f)(?P<d>0?[1-9]|[12]\d|3[01])(?:[-/]|%2f)(?P<y>(?:19|20)\d\d)(?!\d)",
        re.I,
    ),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"-curm-(?P<m>\d\d?)/-cury-(?P<y>\d{4})"),
)
_MONTH_KEYS = ("month", "curm", "mo", "m", "mes")
_YEAR_KEYS = ("year", "cury", "yr", "y", "ano", "anio")


def reduced(url: str) -> str:
    """The address of an entry without the view it was linked from (`?EID=7&month=9&year=2026` is `?EID=7`).

    What shows one page under every department's filter is taken off every address.
    """
    parts = urlsplit(url)
    if not parts.query:
        return url
    query = parse_qsl(parts.query, keep_blank_values=True)
    is_item = any(key.lower() in _ITEM_PARAMETERS for key, _ in query) or _ITEM.search(parts.path)
    dropped = _VIEW_PARAMETERS | _FILTER_PARAMETERS if is_item else _FILTER_PARAMETERS
    kept = [(key, value) for key, value in query if key.lower() not in dropped]
    return url if len(kept) == len(query) else urlunsplit(parts._replace(query=urlencode(kept)))


def is_trap(url: str, today: date) -> bool:
    """Whether a canonical address is not worth a request on the run's day."""
    parts = urlsplit(url)
    if len(url) > MAX_LENGTH or _ASSET.search(parts.path) or _TWIN.search(url) or _SINGLE_ENTRY_FILE.search(url):
        return True
    if parts.query and (_FACETS.search(parts.query) or parts.query.count("=") > MAX_PARAMETERS):
        return True
    if _repeats(parts.path):
        return True
    if not _CALENDAR.search(url):
        return False
    if _DAY_VIEW.search(url):
        return True
    when = None if _DATED_ITEM.search(parts.path) else date_in(url)
    return when is not None and not (today - PAST <= _latest(when) and _earliest(when) <= today + FUTURE)


def date_in(url: str) -> tuple[int, int | None, int | None] | None:
    """The (year, month, day) an address carries, as far as it goes, or None."""
    for pattern in _DATES:
        if found := pattern.search(url):
            day = found.groupdict().get("d")
            return int(found["y"]), int(found["m"]), int(day) if day else None
    query = {key.lower(): value for key, value in parse_qsl(urlsplit(url).query)}
    year = next((query[key] for key in _YEAR_KEYS if query.get(key, "").isdigit()), "")
    month = next((query[key] for key in _MONTH_KEYS if query.get(key, "").isdigit()), "")
    if len(year) == 4:
        return int(year), int(month) if month and 1 <= int(month) <= 12 else None, None
    return None


def age_in_days(url: str, today: date) -> int | None:
    """How long ago the date in an address was, in days (negative: to come), or None where it carries none."""
    when = date_in(url)
    return (today - _latest(when)).days if when else None


def _earliest(when: tuple[int, int | None, int | None]) -> date:
    year, month, day = when
    return _day(year, month or 1, day or 1)


def _latest(when: tuple[int, int | None, int | None]) -> date:
    year, month, day = when
    return _day(year, month or 12, day or 31)


def _day(year: int, month: int, day: int) -> date:
    for last in (day, 30, 29, 28):
        try:
            return date(year, month, min(day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def _repeats(path: str) -> bool:
    """A path that walks in circles: the same segment three times, or more than twelve segments."""
    segments = [segment for segment in path.lower().split("/") if segment]
    return len(segments) > 12 or any(segments.count(segment) > 2 and not segment.isdigit() for segment in set(segments))
