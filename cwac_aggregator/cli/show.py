"""`cwac show`: one event, every field with the words it came from."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click
from rich.table import Table
from rich.text import Text

from ..model import MENTION_FIELDS, Event, When, when_text
from .settings import command, open_database, settings

if TYPE_CHECKING:
    from ..database import Presence


@command("show")
@click.argument("event_id", metavar="EVENT_ID")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def show(event_id: str, as_json: bool) -> None:
    """Tell all about one event: every field, the words on the page it came from, the pages, when they were fetched.

    \b
    Example:
      cwac show e1c0ffee1c0ffee1c0ff
    """
    with open_database(settings()) as database:
        event = database.events.get(event_id)
        issues = list(database.issues.all(event_id=event.id))
        presence = {one.mention_id: one for one in database.history.presence(event.id)}
    if as_json:
        from exports import event_object
        from exports.json_file import dump

        sys.stdout.buffer.write(dump(event_object(event)) + b"\n")
        return
    from .console import output

    console = output()
    if event.id != event_id:
        console.print(f"{event_id} was merged into {event.id}.")
    console.print(Text(event.title, style="bold"))
    console.print(_about(event))
    console.print(_fields(event))
    for stored in event.mentions:
        console.print(
            Text(
                f"{stored.id}  {stored.page_url}\n"
                f"  source {stored.source_id}, fetched {stored.fetched:%Y-%m-%d %H:%M} UTC, "
                f"first seen {stored.first_seen:%Y-%m-%d}, last seen {stored.last_seen:%Y-%m-%d}"
                f"{_standing(presence.get(stored.id))}"
            )
        )
    for issue in issues:
        console.print(Text(f"{issue.level}: {issue.message}"))


_STATES = {
    "missing": "no longer on this page since {since} (not a cancellation)",
    "failing": "the page has not answered since {since}",
    "gone": "the page is gone since {since} (not a cancellation)",
    "cancelled": "called off",
}


def _standing(presence: Presence | None) -> str:
    """How the page stands to the event, where it does not simply tell it."""
    if presence is None or presence.state == "seen":
        return ""
    words = _STATES[presence.state].format(since=f"{presence.since:%Y-%m-%d}" if presence.since else "")
    return f"\n  {words}" + (f": {' '.join(presence.words.split())!r}" if presence.words else "")


def _about(event: Event) -> Text:
    reason = f" ({event.reason})" if event.reason else ""
    missing = f"on no page since {event.missing_since:%Y-%m-%d} (not a cancellation)\n" if event.missing_since else ""
    return Text(
        f"{event.id}  {event.visibility}{reason}\n"
        f"first seen {event.first_seen:%Y-%m-%d}, last seen {event.last_seen:%Y-%m-%d}, "
        f"last changed {event.last_changed:%Y-%m-%d %H:%M} UTC, sequence {event.sequence}\n{missing}"
    )


def _fields(event: Event) -> Table:
    from .console import table

    made = table("field", "value", "words on the page", "how", "mention")
    mentions = {stored.id: stored.mention for stored in event.mentions}
    for name in MENTION_FIELDS:
        value = getattr(event, name, None)
        if value is None or value == ():
            continue
        origin = event.field_sources.get(name, "")
        mention = mentions.get(origin)
        evidence = mention.evidence.get(name) if mention else None
        made.add_row(
            name,
            Text(_value(value)),
            Text(" ".join(evidence.text.split()) if evidence else ""),
            Text(f"{evidence.origin}, {evidence.locator}" if evidence else ""),
            origin,
        )
    return made


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(_value(item) for item in value)
    return (when_text(value) or "") if isinstance(value, When) else str(value)
