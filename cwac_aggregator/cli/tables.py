"""Values as cells: the same words for the same thing in every command."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from rich.table import Table
from rich.text import Text

from ..model import Event, Mention, When
from .console import table


def when_cell(start: When | None, end: When | None = None) -> str:
    """`Wed 2026-10-07 08:00-10:00`; only the day where no time is known."""
    if start is None:
        return "no date"
    day = f"{start:%a %Y-%m-%d}"
    if not isinstance(start, datetime):
        return f"{day} to {end:%Y-%m-%d}" if end is not None and end != start else day
    text = f"{day} {start:%H:%M}"
    if isinstance(end, datetime):
        text += f"-{end:%H:%M}" if end.date() == start.date() else f" to {end:%Y-%m-%d %H:%M}"
    return text


def place_cell(told: Mention | Event) -> str:
    """`Afters Ice Cream, Santa Monica CA`."""
    town = " ".join(part for part in (told.city, told.region) if part)
    return ", ".join(part for part in (told.venue or told.street, town) if part)


def mention_table(mentions: Iterable[Mention]) -> Table:
    """Mentions, one row each."""
    made = table("when", "what", "where", "status", "sure", "flags")
    for mention in mentions:
        made.add_row(
            Text(mention.series or when_cell(mention.start, mention.end)),
            Text(mention.title or "untitled"),
            Text(place_cell(mention)),
            mention.status if mention.kind == "event" else mention.kind,
            f"{mention.confidence:.2f}",
            ", ".join(mention.flags),
        )
    return made


def event_table(events: Iterable[Event]) -> Table:
    """Events, one row each."""
    made = table("when", "what", "where", "status", "visibility", "id")
    for event in events:
        made.add_row(
            Text(event.series or when_cell(event.start, event.end)),
            Text(event.title),
            Text(place_cell(event)),
            event.status if event.kind == "event" else event.kind,
            event.visibility,
            event.id,
        )
    return made
