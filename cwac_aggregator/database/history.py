"""What changed, and what is still there: the log of changes told by event, and presence on the pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from ..model import Event
from .engine import reading, writing
from .events import PAGE, load
from .holding import answered
from .schema import changes, event_mentions, event_states, events, fetches, mentions, pages, sightings
from .upsert import batches, insert

What = Literal[
    "added", "moved", "cancelled", "postponed", "details", "vanished", "returned", "withdrawn", "visibility", "merged"
]
WHATS: tuple[What, ...] = (
    "cancelled",
    "postponed",
    "moved",
    "vanished",
    "added",
    "details",
    "returned",
    "withdrawn",
    "visibility",
    "merged",
)
"""Kinds of news, what a reader must know first."""
State = Literal["seen", "missing", "failing", "gone", "cancelled"]


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the log. `because`: the mention or the person's word behind it."""

    at: datetime
    what: What
    field: str | None
    old: str | None
    new: str | None
    because: str | None


@dataclass(frozen=True, slots=True)
class News:
    """What happened to one event: its gravest kind, and every line. `event` is None for an id that was merged away;
    `merged_into` then says where to."""

    event_id: str
    what: What
    event: Event | None
    merged_into: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Presence:
    """How one page stands to an event.

    "seen": its newest version tells it; "missing": it has a newer version without it, first fetched at `since`; "failing":
    it does not answer since; "gone": it answers that there is no such page; "cancelled": it says so, in `words`.
    """

    mention_id: str
    source_id: str
    url: str
    state: State
    since: datetime | None
    words: str | None


class History:
    """Questions about the past."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def since(self, moment: datetime, until: datetime | None = None) -> list[News]:
        """What changed from `moment` on (to `until`, not included), by event: the gravest first, then by day.

        An event that was added in that time is news as such, whatever happened to it afterwards but a cancellation.
        """
        statement = sa.select(changes).where(changes.c.at >= moment).order_by(changes.c.at, changes.c.id)
        if until is not None:
            statement = statement.where(changes.c.at < until)
        lines: dict[str, list[Line]] = {}
        with reading(self._engine) as connection:
            for row in connection.execute(statement):
                line = Line(row.at, row.what, row.field, row.old, row.new, row.because)
                lines.setdefault(row.event_id, []).append(line)
            found: dict[str, Event] = {}
            for some in batches(lines, PAGE):
                found.update({event.id: event for event in load(connection, some, with_mentions=False)})
        news = [_news(event_id, found.get(event_id), told) for event_id, told in lines.items()]
        return sorted(news, key=lambda n: (WHATS.index(n.what), str(n.event.start) if n.event else "", n.event_id))

    def presence(self, event_id: str) -> list[Presence]:
        """How every page that ever told an event stands to it now, by source and page."""
        with reading(self._engine) as connection:
            rows = connection.execute(
                sa.select(
                    mentions.c.id,
                    mentions.c.source_id,
                    mentions.c.page_url,
                    mentions.c.status,
                    pages.c.last_fetched,
                )
                .join(event_mentions, event_mentions.c.mention_id == mentions.c.id)
                .join(pages, pages.c.id == mentions.c.page_id)
                .where(event_mentions.c.event_id == event_id)
                .order_by(mentions.c.source_id, mentions.c.page_url, mentions.c.id)
            ).all()
            return [_presence(connection, row) for row in rows]

    def note_vanished(self, as_of: datetime, run_id: int | None = None) -> int:
        """Log upcoming events that no page tells any more, and those told again; how many vanished.

        Nothing else changes: not seen is not cancelled (law 4). A page that only fails to answer has lost nothing.
        """
        with writing(self._engine) as connection:
            shown = sa.func.coalesce(events.c.visibility, "").in_(
                ("published", "review")
            )  # By the day, of which few come.
            upcoming = sa.and_(shown, events.c.day >= as_of.date().isoformat())
            rows = connection.execute(
                sa.select(events.c.id, event_states.c.missing_since, _told().label("told"))
                .join(event_states, event_states.c.event_id == events.c.id)
                .where(upcoming, sa.or_(event_states.c.missing_since.is_not(None), ~_told()))
            ).all()  # Put in order here: asked for it by id, SQLite would look at every event there is.
            vanished = sorted(row.id for row in rows if not row.told and row.missing_since is None)
            returned = sorted(row.id for row in rows if row.told and row.missing_since is not None)
            for found, since in ((vanished, as_of), (returned, None)):
                for some in batches(found, 500):
                    connection.execute(
                        sa.update(event_states).where(event_states.c.event_id.in_(some)).values(missing_since=since)
                    )
            log = [
                {"at": as_of, "run_id": run_id, "event_id": event_id, "what": what}
                for what, found in (("vanished", vanished), ("returned", returned))
                for event_id in found
            ]
            insert(connection, changes, log)
        return len(vanished)


def _told() -> sa.ColumnElement[bool]:
    """Whether the newest version of some page still tells the event, and the page is not gone."""
    later = pages.alias("later")
    return sa.exists().where(
        event_mentions.c.event_id == events.c.id,
        sightings.c.mention_id == event_mentions.c.mention_id,
        sightings.c.told.is_(True),
        pages.c.id == sightings.c.page_id,
        ~sa.exists().where(later.c.url == pages.c.url, later.c.last_fetched > pages.c.last_fetched),
        ~sa.exists().where(
            fetches.c.url == pages.c.url, fetches.c.outcome == "gone", fetches.c.fetched_at > pages.c.last_fetched
        ),
    )


def _news(event_id: str, event: Event | None, lines: list[Line]) -> News:
    whats = {line.what for line in lines}
    what = min(whats, key=WHATS.index)
    if "added" in whats and what not in ("cancelled", "postponed"):
        what = "added"
    merged_into = next((line.new for line in reversed(lines) if line.what == "merged"), None)
    return News(event_id, "merged" if merged_into and event is None else what, event, merged_into, tuple(lines))


def _presence(connection: Connection, row: Any) -> Presence:
    if row.status == "cancelled":
        words = answered(connection, row.id, "status")
        return Presence(row.id, row.source_id, row.page_url, "cancelled", None, words)
    newer = connection.scalar(
        sa.select(sa.func.min(pages.c.first_fetched)).where(
            pages.c.url == row.page_url, pages.c.last_fetched > row.last_fetched
        )
    )
    if newer is not None:
        return Presence(row.id, row.source_id, row.page_url, "missing", newer, None)
    failed = connection.execute(
        sa.select(fetches.c.outcome, fetches.c.fetched_at)
        .where(
            fetches.c.url == row.page_url,
            fetches.c.fetched_at > row.last_fetched,
            fetches.c.outcome.in_(("failed", "gone", "blocked")),
        )
        .order_by(fetches.c.fetched_at)
    ).all()
    if not failed:
        return Presence(row.id, row.source_id, row.page_url, "seen", None, None)
    state: State = "gone" if failed[-1].outcome == "gone" else "failing"
    return Presence(row.id, row.source_id, row.page_url, state, failed[0].fetched_at, None)
