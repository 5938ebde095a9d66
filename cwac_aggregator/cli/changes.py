"""`cwac changes`: what is new, moved, cancelled, vanished or merged since a day; as text to mail, JSON or RSS."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import click

from ..errors import ConfigError
from ..model import Event, when_value
from .settings import command, open_database, settings

if TYPE_CHECKING:
    from ..database import Line, News

_HEADINGS = {
    "cancelled": "Called off",
    "postponed": "Postponed",
    "moved": "Moved",
    "vanished": "No longer on its page (not a cancellation)",
    "added": "New",
    "details": "Details changed",
    "returned": "On its page again",
    "withdrawn": "Withdrawn: no page says it any more",
    "visibility": "Shown otherwise than before",
    "merged": "Found to be one event with another",
}


@command("changes")
@click.option(
    "--since", default="7d", metavar="WHEN", help="A day (2026-10-01), or so many days back (7d).", show_default=True
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option("--rss", "as_rss", is_flag=True, help="Print an RSS feed.")
def changes(since: str, as_json: bool, as_rss: bool) -> None:
    """Tell what changed: added, moved, called off, details, vanished from its page, merged. The gravest first.

    Days are counted back from the last finished crawl.

    \b
    Example:
      cwac changes --since 7d
      cwac changes --since 2026-10-01 --json
    """
    chosen = settings()
    with open_database(chosen) as database:
        as_of = database.runs.as_of() or database.archive.last_fetched() or datetime.now(UTC)
        start = moment(since, as_of)
        news = database.history.since(start)
    if as_rss:
        click.echo(rss(news, chosen.site_url))
    elif as_json:
        for item in news:
            click.echo(json.dumps(news_object(item), ensure_ascii=False))
    else:
        for line in text(news, start.date(), as_of.date()):
            click.echo(line)


def moment(since: str, as_of: datetime) -> datetime:
    """The moment that `--since` means. Raises ConfigError."""
    if days := re.fullmatch(r"(\d{1,4})d", since.strip()):
        return as_of - timedelta(days=int(days[1]))
    try:
        return datetime.combine(date.fromisoformat(since), datetime.min.time(), UTC)
    except ValueError as error:
        raise ConfigError(f"--since {since!r} is no day", hint="Write 2026-10-01, or 7d for a week back.") from error


def text(news: Sequence[News], since: date, until: date) -> Iterator[str]:
    """The news as lines ready to mail."""
    yield f"What changed from {since} to {until}: {len(news)} event{'' if len(news) == 1 else 's'}."
    heading = ""
    for item in news:
        if item.what != heading:
            heading = item.what
            yield ""
            yield _HEADINGS[heading]
        yield f"  {_name(item)}"
        for line in item.lines:
            if line.field and line.what not in ("added", "visibility"):
                yield f"    {line.field}: {_shown(line.field, line.old)} -> {_shown(line.field, line.new)}"


def news_object(item: News) -> dict[str, Any]:
    """One event's news as JSON can hold it."""
    event = item.event
    return {
        "event_id": item.event_id,
        "what": item.what,
        "merged_into": item.merged_into,
        "title": event.title if event else None,
        "start": event.start.isoformat() if event and event.start else None,
        "city": event.city if event else None,
        "region": event.region if event else None,
        "url": event.url if event else None,
        "lines": [_line(line) for line in item.lines],
    }


def rss(news: Sequence[News], site_url: str | None) -> str:
    """The news as an RSS 2.0 feed, the newest first."""
    root = Element("rss", version="2.0")
    channel = SubElement(root, "channel")
    SubElement(channel, "title").text = "Coffee with a Cop events: changes"
    SubElement(channel, "link").text = site_url or "https://coffeewithacop.com/"
    SubElement(channel, "description").text = "What is new, moved, called off or no longer announced."
    for item in sorted(news, key=lambda n: (n.lines[-1].at, n.event_id), reverse=True):
        entry = SubElement(channel, "item")
        SubElement(entry, "title").text = f"{_HEADINGS[item.what]}: {_name(item)}"
        if item.event and item.event.url:
            SubElement(entry, "link").text = item.event.url
        last = item.lines[-1].at
        SubElement(entry, "guid", isPermaLink="false").text = f"{item.event_id}-{item.what}-{last:%Y%m%dT%H%M%S}"
        SubElement(entry, "pubDate").text = format_datetime(last)
        told = [
            f"{line.field}: {_shown(line.field, line.old)} -> {_shown(line.field, line.new)}"
            for line in item.lines
            if line.field
        ]
        SubElement(entry, "description").text = "; ".join(told)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode")


def _line(line: Line) -> dict[str, Any]:
    return {
        "at": line.at.isoformat(timespec="seconds"),
        "what": line.what,
        "field": line.field,
        "old": line.old,
        "new": line.new,
        "because": line.because,
    }


def _name(item: News) -> str:
    event: Event | None = item.event
    if event is None:
        return f"{item.event_id} is now {item.merged_into}" if item.merged_into else item.event_id
    where = ", ".join(part for part in (event.venue, event.city, event.region) if part)
    when = _shown("start", event.start.isoformat() if event.start else None)
    return "  ".join(part for part in (when, event.title, where, event.id) if part)


def _shown(field: str, value: str | None) -> str:
    if value is None:
        return "nothing"
    if field not in ("start", "end"):
        return value
    when = when_value(value)
    return f"{when:%a %Y-%m-%d %H:%M}" if isinstance(when, datetime) else f"{when:%a %Y-%m-%d}"
