"""Templates to HTML: autoescaped, nothing undefined, links relative to the page so that the site may stand in any folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from .. import names
from . import links, wording
from .snapshot import month_of

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
    )
)
"""The Content-Security-Policy of every page: nothing from elsewhere, no script or style inside the page."""


def root_of(path: str) -> str:
    """The way from a page back to the root of the site: `../../` for `places/us/`, `./` for the first page."""
    return "../" * path.count("/") or "./"


def render(template: str, path: str, values: Mapping[str, Any], root: str | None = None) -> bytes:
    """The HTML of a page (UTF-8). `path` is its own, `root` the way to the root where it is not the usual one."""
    text = (
        _environment()
        .get_template(template)
        .render(**values, path=path, root=root_of(path) if root is None else root, policy=POLICY)
    )
    return text.encode("utf-8", "replace")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("cwac_aggregator.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters |= {
        "one_line": wording.one_line,
        "long_day": wording.long_day,
        "short_day": wording.short_day,
        "month_name": wording.month_name,
        "web_address": links.web_address,
        "count": _count,
        "groupby_in_order": _groups,
    }
    environment.globals |= {
        "links": links,
        "names": names,
        "wording": wording,
        "month_of": month_of,
        "weekday": lambda day: f"{day:%a}",
        "month": lambda day: f"{day:%b}",
        "day_of": lambda value: date(value.year, value.month, value.day),
    }
    environment.policies["json.dumps_kwargs"] = {"sort_keys": False, "ensure_ascii": False, "indent": 1}
    return environment


def _count(number: int, word: str, many: str | None = None) -> str:
    """`1 event`, `1,200 events`."""
    return f"{number:,} {word if number == 1 else many or word + 's'}"


def _groups(items: Iterable[Any], key: Callable[[Any], Any]) -> list[tuple[Any, list[Any]]]:
    """Neighbours with one key, in the order in which they stand."""
    return [(name, list(some)) for name, some in groupby(items, key)]
