"""Events in JSON-LD scripts (schema.org)."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml.html import HtmlElement

from ...model import Oddity, Place
from ..tags import elements_of
from .candidate import Found
from .lenient_json import DEEPEST, BrokenJson, fold_keys, load_json
from .main_item import mark_main
from .schema_org import MOST_ITEMS, Reading, is_event, read_item, types_of
from .stamps import parse_stamp

_WORTH_PARSING = re.compile(r"Event\b|Festival|Hackathon|CourseInstance|datePublished|Event[A-Z]", re.IGNORECASE)
_ARTICLES = frozenset(
    (
        "article",
        "newsarticle",
        "blogposting",
        "reportagenewsarticle",
        "socialmediaposting",
        "report",
        "webpage",
        "itempage",
    )
)
_MOST_SCRIPTS = 500
_CONTAINERS = (
    "graph",
    "itemlistelement",
    "item",
    "mainentity",
    "mainentityofpage",
    "event",
    "events",
    "about",
    "haspart",
)


@dataclass(frozen=True, slots=True)
class Script:
    """One JSON-LD script: its place among the page's scripts of that kind, its values, and what was wrong with it."""

    number: int
    values: tuple[Any, ...] = ()
    broken: str | None = None


def load_scripts(root: HtmlElement) -> list[Script]:
    """Parse the page's JSON-LD scripts once: those that can hold an event or the date of an article. Never raises."""
    found: list[Script] = []
    for number, element in enumerate(_elements(root)):
        if number >= _MOST_SCRIPTS:
            break
        text = element.text or ""
        if not _WORTH_PARSING.search(text):
            continue
        try:
            values = load_json(text)
        except BrokenJson as first:
            try:  # Some platforms escape the script as if it were text.
                values = load_json(html.unescape(text)) if "&quot;" in text else []
            except BrokenJson:
                values = []
            if not values:
                found.append(Script(number, broken=str(first)))
                continue
        found.append(Script(number, tuple(values)))
    return found


def read_jsonld(
    root: HtmlElement,
    base_url: str,
    place: Place,
    scripts: list[Script] | None = None,
    wanted: Callable[[str], bool] | None = None,
) -> Found:
    """The events of a page's JSON-LD, in page order. `scripts` as `load_scripts` gave them, where they are at hand.

    `place` is where the publisher stands, `wanted` as in `Reading`. Only types of event count; an article
    is none. A script that cannot be read and repeats are left out; the first is an oddity.
    """
    oddities: list[Oddity] = []
    reading = Reading("jsonld", base_url, place, wanted=wanted)
    found = []
    seen: set[str] = set()
    items = 0
    for script in load_scripts(root) if scripts is None else scripts:
        if script.broken is not None:
            oddities.append(Oddity("broken-jsonld", f"JSON-LD script {script.number + 1}: {script.broken}"))
        for path, item in _items(script.values, f"jsonld[{script.number}]"):
            if not is_event(item):
                continue
            items += 1
            if items > MOST_ITEMS:
                break
            key = repr(sorted(item.items(), key=lambda pair: pair[0]))
            if key in seen:
                continue
            seen.add(key)
            candidates, odd = read_item(item, path, reading)
            found += candidates
            oddities += odd
    if items > MOST_ITEMS:
        oddities.append(Oddity("too-many-items", f"more than {MOST_ITEMS} events in JSON-LD: the rest is not read"))
    mark_main(found, root, base_url)
    return found, oddities


def article_published(root: HtmlElement, scripts: list[Script] | None = None) -> date | None:
    """The day the page's article was published, as its JSON-LD says; a news article's before a mere web page's."""
    best: tuple[int, date] | None = None
    for script in load_scripts(root) if scripts is None else scripts:
        for _, item in _items(script.values, ""):
            kinds = set(types_of(item)) & _ARTICLES
            published = item.get("datepublished")
            stamp = parse_stamp(published) if isinstance(published, str) else None
            if not kinds or stamp is None:
                continue
            rank = 1 if kinds <= {"webpage", "itempage"} else 0
            if best is None or rank < best[0]:
                best = (rank, stamp.day)
    return best[1] if best is not None else None


def _elements(root: HtmlElement) -> Iterator[HtmlElement]:
    for element in elements_of(root, "script"):
        kind = element.get("type")
        if kind and "ld+json" in kind.lower():
            yield element


def _items(values: tuple[Any, ...], path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """All objects that may stand for something of their own, in order, with folded keys. Depth is bounded."""
    stack: list[tuple[str, Any, int]] = [
        (path if number == 0 else f"{path}({number})", fold_keys(v), 0) for number, v in enumerate(values)
    ]
    stack.reverse()
    while stack:
        where, value, depth = stack.pop()
        if depth > DEEPEST:
            continue
        if isinstance(value, list):
            stack += [(f"{where}[{n}]", inner, depth + 1) for n, inner in reversed(list(enumerate(value)))]
        elif isinstance(value, Mapping):
            yield where, value
            if not is_event(value):
                stack += [
                    (f"{where}.{name}", value[name], depth + 1)
                    for name in reversed(_CONTAINERS)
                    if isinstance(value.get(name), Mapping | list)
                ]
