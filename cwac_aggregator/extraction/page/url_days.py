"""The days, months and years that stand in the address of a page."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple
from urllib.parse import unquote

from ...normalization.dates import Order
from ..structured import path_of

_PATH_DAY = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/_.-]|$)")
_PATH_MONTH = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})(?=[/_-]|$)")
_QUERY_MONTH = re.compile(r"[?&]month=(\d{1,2})(?=&|$)", re.IGNORECASE)
_QUERY_YEAR = re.compile(r"[?&]year=((?:19|20)\d{2})(?=&|$)", re.IGNORECASE)
_PATH_YEAR = re.compile(r"[/_-]((?:19|20)\d{2})(?=[/_.-]|$)")
_COMPACT = re.compile(r"(?:^|[/_-])(\d{2})(\d{2})(\d{2})(?=[/_.-]|$)")
_COMPACT_ISO = re.compile(r"(?:^|[/_-])(20\d{2})(\d{2})(\d{2})(?=[/_.-]|$|\d{0,6}$)")
_SLUG_DAY = re.compile(r"-(\d{1,2})-(\d{1,2})-(\d{2}|\d{4})(?=[/.]|$)")


class UrlDays(NamedTuple):
    """What an address tells of time: the day of an article, a day near it, the middle of its month, years named."""

    day: date | None = None
    around: date | None = None
    month: date | None = None
    years: tuple[int, ...] = ()


def url_days(url: str, order: Order) -> UrlDays:
    """Read the dates in the path of an address."""
    path = unquote(path_of(url))
    day = around = month = None
    years: list[int] = []
    if (m := _PATH_DAY.search(path)) and (found := _date(int(m[1]), int(m[2]), int(m[3]))):
        day = found
    elif (m := _PATH_MONTH.search(path)) and 1 <= int(m[2]) <= 12:
        month = date(int(m[1]), int(m[2]), 15)
    elif (m := _COMPACT_ISO.search(path)) and (found := _date(int(m[1]), int(m[2]), int(m[3]))):
        around = found
    elif m := _SLUG_DAY.search(path):
        one, two = (int(m[1]), int(m[2])) if order == "mdy" else (int(m[2]), int(m[1]))
        year = int(m[3]) + (2000 if len(m[3]) == 2 else 0)
        around = _date(year, one, two) or _date(year, two, one)
    elif m := _COMPACT.search(path):
        one, two = (int(m[1]), int(m[2])) if order == "mdy" else (int(m[2]), int(m[1]))
        around = _date(2000 + int(m[3]), one, two)
        if around is not None and not 2005 <= around.year <= 2035:
            around = None
    elif (m := _QUERY_MONTH.search(url)) and (y := _QUERY_YEAR.search(url)):
        month = _date(int(y[1]), int(m[1]), 15)
    if day is None and around is None and month is None:
        years = [int(m[1]) for m in _PATH_YEAR.finditer(path) if 2005 <= int(m[1]) <= 2035]
    return UrlDays(day, around, month, tuple(years))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
