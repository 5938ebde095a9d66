"""Pages that explain: how to subscribe, what to download, where it all comes from, what changed; and files for programs."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time, timedelta
from typing import Any

from exports import SCHEMA_VERSION, json_schema, measured
from exports.fields import CHANGE, EFFORT_COLUMNS, EVENT_COLUMNS, EVIDENCE, MENTION, QUALITY, SOURCE_COLUMNS, STORED

from ...database import Change
from ...errors import UnknownIdError
from ...health import SourceHealth, State
from ...model import Event
from ..answer import JSON, Answer, paged
from ..files import SNAPSHOTS
from ..links import ALL_FEED, feed_of, web_address
from ..lookup import search_file
from ..wording import short_day
from .event import change_words
from .page import Page

MOST_CHANGES = 300
SOURCES = 200
"""Sources on one page."""
_WEEK = timedelta(days=7)
_TYPES = {
    "string": "text",
    "when": "date or date and time (ISO 8601)",
    "instant": "moment in UTC (ISO 8601)",
    "number": "number",
    "integer": "whole number",
    "strings": "list of texts",
    "whens": "list of dates",
}
_FEEDS = (
    ("new.atom", "New events (Atom)"),
    ("soon.atom", "Coming soon (Atom)"),
    ("changes.json", "Changes as data (JSON)"),
)
_HEALTH: dict[State, tuple[str, str]] = {
    "ok": ("good", "well"),
    "empty": ("good", "well, no event so far"),
    "silent": ("doubt", "no event for half a year,"),
    "failing": ("off", "does not answer"),
    "blocked": ("off", "may not be read"),
    "moved": ("off", "moved elsewhere"),
    "gone": ("off", "gone"),
}
_SNAPSHOT = re.compile(SNAPSHOTS + r"/(\d{4}-\d{2}-\d{2})/(index\.json|events\.(?:json|csv|parquet))")
_ERRORS = {
    "missed event": "events on a page that were not found",
    "invented event": "entries that no page states",
    "date": "wrong day",
    "start": "wrong day or hour of the beginning",
    "venue": "wrong or missing name of the place",
    "city": "wrong or missing town",
    "status": "wrong in whether it is on, held or cancelled",
}
_HEADINGS = {
    "added": "New",
    "moved": "Moved",
    "cancelled": "Cancelled",
    "postponed": "Postponed",
    "withdrawn": "Withdrawn",
    "details": "Details changed",
}


def subscribe(page: Page, _number: int) -> Answer:
    """How to subscribe to a calendar."""
    places = page.snapshot.places
    areas = [(feed_of(path), places[path].name) for path in page.snapshot.regions if path in places]
    areas = [area for area in areas if page.feed(area[0])]
    return page.render("subscribe.html", {"areas": sorted(areas, key=lambda area: area[1]), "all": ALL_FEED})


def downloads(page: Page, _number: int) -> Answer:
    """The files to download."""
    days: dict[str, list[str]] = {}
    for path in page.downloads:
        if found := _SNAPSHOT.fullmatch(path):
            days.setdefault(found[1], []).append(found[2])
    return page.render(
        "downloads.html",
        {
            "files": [one for one in page.downloads.values() if one.title],
            "schema_version": SCHEMA_VERSION,
            "snapshots": sorted(days.items(), reverse=True),
        },
    )


def dictionary(page: Page, _number: int) -> Answer:
    """What every field means, from the description the schema is made of."""
    tables = [
        ("Events", "One row of events.csv, one object of events.json.", EVENT_COLUMNS),
        ("Mentions", "In events.json and mentions.csv: one event as one page tells it.", (*STORED, *MENTION)),
        ("Evidence", "In events.json and evidence.csv: the words a value of a mention rests on, by field.", EVIDENCE),
        ("Changes", "In changes.json, newest first.", CHANGE),
        ("Sources", "One row of sources.csv.", SOURCE_COLUMNS),
        ("Effort", "One row of effort.csv; a row of zeros says that nobody looked.", EFFORT_COLUMNS),
        ("Quality", "One row of quality.json: what the reader got wrong on labelled pages.", QUALITY),
    ]
    values = {"tables": tables, "types": _TYPES, "schema_version": SCHEMA_VERSION, "parts": _parts}
    return page.render("dictionary.html", values)


def about(page: Page, _number: int) -> Answer:
    """What this is."""
    found = measured()
    rates = {row["field"]: row["rate"] for row in found["rates"] if row["language"] == "all"}
    shown = [(words, rates[field]) for field, words in _ERRORS.items() if field in rates]
    return page.render(
        "about.html",
        {
            "errors": shown,
            **{name: found[name] for name in ("pages", "events")},
            "languages": len({row["language"] for row in found["rates"]}) - 1,
        },
    )


def sources(page: Page, number: int) -> Answer | None:
    """Every source and how it does."""
    found = page.snapshot.sources
    pages = paged("sources/", len(found), number, SOURCES)
    if pages is None:
        return None
    some = found[max(0, pages.first - 1) : pages.last]
    rows = [
        (source, web_address(source.start_url), *health(page.snapshot.health.get(source.id), source.last_fetched))
        for source in some
    ]
    values = {"sources": rows, "total": len(found), "pages": pages, "year": page.snapshot.as_of.year}
    return page.render("sources.html", values)


def health(found: SourceHealth | None, last_fetched: datetime | None) -> tuple[str, str]:
    """How a source does, as a tone and words; None where nobody looked in the last crawls."""
    if found is None:
        return "doubt", "not looked at lately" if last_fetched else "not read yet"
    tone, words = _HEALTH[found.state]
    return tone, words if tone == "good" else f"{words} since {short_day(found.since.date())}"


def changes(page: Page, _number: int) -> Answer:
    """What changed in the seven days up to the last crawl."""
    since = page.snapshot.as_of - _WEEK
    found = page.database.public.changes(datetime.combine(since, time(), UTC), MOST_CHANGES + 1)
    groups: dict[str, dict[str, tuple[Event, str]]] = {what: {} for what in _HEADINGS}
    known = page.snapshot.event_by_id
    for change in found[:MOST_CHANGES]:
        what = "details" if change.what == "visibility" else change.what
        event = known.get(change.event_id) or _event(page, change)
        if event is None or what not in groups or event.visibility == "hidden":
            continue
        line = "" if what in ("added", "cancelled", "postponed") else change_words(change, event)
        groups[what].setdefault(event.id, (event, line))
    for event_id in [event_id for what in groups if what != "details" for event_id in groups[what]]:
        groups["details"].pop(event_id, None)
    shown = [(_HEADINGS[what], list(rows.values())) for what, rows in groups.items() if rows]
    more = len(found) > MOST_CHANGES
    feeds = [(path, words) for path, words in _FEEDS if path in page.downloads]
    return page.render(
        "changes.html", {"since": since, "groups": shown, "more": more, "most": MOST_CHANGES, "feeds": feeds}
    )


def file(page: Page) -> Answer | None:
    """Files for programs: the schema, and what the script of a static copy searches in."""
    if page.path == "downloads/events.schema.json":
        return Answer(_json(json_schema("events"), indent=1), JSON)
    found = search_file(page.snapshot, page.path)
    return None if found is None else Answer(_json(found), JSON)


def _event(page: Page, change: Change) -> Event | None:
    try:
        return page.database.events.get(change.event_id)
    except UnknownIdError:
        return None


def _json(value: Any, indent: int | None = None) -> bytes:
    separators = None if indent else (",", ":")
    return (json.dumps(value, ensure_ascii=False, indent=indent, separators=separators) + "\n").encode(
        "utf-8", "replace"
    )


def _parts(text: str) -> list[tuple[bool, str]]:
    """A description with `code` marked: (is it code, text)."""
    return [(number % 2 == 1, part) for number, part in enumerate(re.split(r"`([^`]*)`", text)) if part]
