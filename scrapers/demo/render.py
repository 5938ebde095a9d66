"""From a page of the town to the bytes of its answer: placeholders, listings and the endless month views.

Placeholders: `{{site:ID}}` and `{{self}}` are base addresses without a slash at the end, `{{token}}` is fresh in
every answer, `{{title}}`, `{{url}}` and (in a layout) `{{body}}` come from the page.
`{{each LIST}}...{{end}}` repeats its text for every page of that list, `{{each LIST newest}}` backwards and
`{{each LIST month}}` for the shown month only; inside it `{name}` or `{name:%B %d}` are the page's item fields.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from scrapers.demo.pages import Page, Site

_EACH = re.compile(r"\{\{each (?P<list>[\w-]+)(?: (?P<how>newest|month))?\}\}\n?(?P<text>.*?)\{\{end\}\}\n?", re.S)
_FIELD = re.compile(r"\{(\w+)(?::([^{}]+))?\}")
_PLACEHOLDER = re.compile(r"\{\{([\w:]+)\}\}")


@dataclass(frozen=True, slots=True)
class View:
    """What one answer is made for: the town's addresses, a token and the request's target."""

    base_urls: Mapping[str, str]
    token: str
    target: str
    today: date


def render(site: Site, page: Page, view: View) -> bytes:
    """The body of a page's answer, in UTF-8."""
    text = page.body.read_text("utf-8") if page.body else ""
    if page.layout != "none":
        text = site.layouts[page.layout].replace("{{body}}", text)
    values = {"self": view.base_urls[site.id], "token": view.token, "title": page.title, "url": page.url}
    values |= {f"site:{name}": base for name, base in view.base_urls.items()}
    month = shown_month(page, view)
    values |= month_values(month)
    text = _EACH.sub(lambda each: _repeat(site, each, month), text)
    text = _PLACEHOLDER.sub(lambda found: values[found[1]], text)
    if page.newlines == "crlf":
        text = text.replace("\n", "\r\n")
    return text.encode("utf-8")


def last_modified(site: Site, page: Page) -> datetime | None:
    """When the page last changed: its own stamp, or a later one of a page that it lists."""
    text = page.body.read_text("utf-8") if page.body else ""
    listed = [item for each in _EACH.finditer(text) for item in site.items(each["list"])]
    return max((found.last_modified for found in [page, *listed] if found.last_modified), default=None)


def shown_month(page: Page, view: View) -> date:
    """The first day of the month a computed page shows: from its address, else the town's own month."""
    shown = view.today.replace(day=1)
    if page.computed != "month":
        return shown
    parts = urlsplit(view.target)
    found = page.path.fullmatch(parts.path)
    numbers = {key.lower(): value for key, value in parse_qsl(parts.query)} | (found.groupdict() if found else {})
    try:
        return date(int(numbers.get("year") or shown.year), int(numbers.get("month") or shown.month), 1)
    except ValueError:
        return shown


def month_values(month: date) -> dict[str, str]:
    """The placeholders of a month view: the month itself and its two neighbours, without end in both directions."""
    before = date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1) if month.year > 1 else month
    after = date(month.year + (month.month == 12), month.month % 12 + 1, 1) if month.year < 9999 else month
    return {
        f"{name}_{part}": f"{day:{form}}"
        for name, day in (("this", month), ("previous", before), ("next", after))
        for part, form in (("month", "%m"), ("year", "%Y"), ("name", "%B"))
    }


def _repeat(site: Site, each: re.Match[str], month: date) -> str:
    pages = list(site.items(each["list"]))
    if each["how"] == "newest":
        pages.reverse()
    if each["how"] == "month":
        pages = [page for page in pages if page.item and page.item.order.date().replace(day=1) == month]
    return "".join(_fill(each["text"], page) for page in pages)


def _fill(text: str, page: Page) -> str:
    fields: dict[str, Any] = {"url": page.url, "title": page.title, "end": ""}
    if page.item:
        fields |= page.item.fields

    def value(found: re.Match[str]) -> str:
        if found[1] not in fields:
            return found[0]  # braces of a style sheet or of JSON
        item = fields[found[1]]
        return f"{item:{found[2]}}" if found[2] and isinstance(item, date | datetime) else str(item)

    return _FIELD.sub(value, text)
