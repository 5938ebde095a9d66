"""Events: what users see. Written by `resolve`, read by everybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from ..errors import UnknownIdError
from ..model import Event, StoredMention, Visibility
from .among import among
from .engine import reading, writing
from .schema import event_ids, event_mentions, event_states, events, mention_ids, mentions, pages, published, sightings
from .upsert import batches
from .values import event as event_value
from .values import stored_mention

PAGE = 500
"""Events loaded at a time: memory stays flat however many there are."""


class Events:
    """Queries over events."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(
        self,
        *,
        region: str | None = None,
        city: str | None = None,
        theme: str | None = None,
        since: date | None = None,
        until: date | None = None,
        undated: bool = False,
        visibility: Iterable[Visibility] | None = ("published", "review"),
        mentions: bool = False,
    ) -> Iterator[Event]:
        """Events by day (those without one last), then id. `since` and `until` are days, both included; names ignore case.

        `undated` keeps only those without a day. `visibility` None means all. With `mentions` each event carries its
        mentions and their evidence.
        """
        conditions = []
        for column, value in ((events.c.region, region), (events.c.city, city), (events.c.theme, theme)):
            if value is not None:
                conditions.append(sa.func.lower(column) == value.lower())
        if since is not None:
            conditions.append(events.c.day >= since.isoformat())
        if until is not None:
            conditions.append(events.c.day <= until.isoformat())
        if undated:
            conditions.append(events.c.day.is_(None))
        if visibility is not None:
            conditions.append(events.c.visibility.in_(list(visibility)))
        order = (sa.func.coalesce(events.c.day, "9999"), events.c.id)
        with reading(self._engine) as connection:
            found = list(connection.scalars(sa.select(events.c.id).where(*conditions).order_by(*order)))
        yield from self._load(found, mentions=mentions)

    def stream_for_export(self) -> Iterator[Event]:
        """Every event with its mentions and their evidence, by id; one consistent view, memory flat."""
        with reading(self._engine) as connection:
            last = ""
            while found := list(
                connection.scalars(sa.select(events.c.id).where(events.c.id > last).order_by(events.c.id).limit(PAGE))
            ):
                last = found[-1]
                yield from load(connection, found, with_mentions=True)

    def get(self, event_id: str) -> Event:
        """One event with its mentions. An id that was merged away gives the event it redirects to.

        Raises UnknownIdError for an id that was never given.
        """
        with reading(self._engine) as connection:
            living = follow(connection, event_id)
            found = [] if living is None else load(connection, [living], with_mentions=True)
        if not found:
            raise UnknownIdError(f"no event has the id {event_id}", hint="`cwac events` lists the ids.")
        return found[0]

    def count(self) -> dict[Visibility, int]:
        """How many events there are, by visibility."""
        statement = sa.select(events.c.visibility, sa.func.count()).group_by(events.c.visibility)
        with reading(self._engine) as connection:
            return {row[0]: row[1] for row in connection.execute(statement.order_by(events.c.visibility))}

    def leaving(self, day: date) -> tuple[int, int]:
        """Of the events published in the edition that stands, on or after `day`: how many, and how many would leave now.

        One that is called off or merged into another does not leave.
        """
        upcoming = published.c.day >= day.isoformat()
        stays = sa.or_(events.c.visibility == "published", event_ids.c.redirects_to.is_not(None))
        statement = (
            sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(sa.case((stays, 0), else_=1)), 0))
            .select_from(
                published.join(event_ids, event_ids.c.id == published.c.event_id).outerjoin(
                    events, events.c.id == published.c.event_id
                )
            )
            .where(upcoming)
        )
        with reading(self._engine) as connection:
            had, left = connection.execute(statement).one()
        return int(had), int(left)

    def note_published(self) -> None:
        """Remember which events stand in the edition that was just written."""
        now = sa.select(events.c.id, events.c.day).where(events.c.visibility == "published")
        with writing(self._engine) as connection:
            connection.execute(sa.delete(published))
            connection.execute(sa.insert(published).from_select(["event_id", "day"], now))

    def _load(self, found: Sequence[str], *, mentions: bool) -> Iterator[Event]:
        for some in batches(found, PAGE):
            with reading(self._engine) as connection:
                loaded = load(connection, some, with_mentions=mentions)
            yield from loaded


def follow(connection: Connection, event_id: str) -> str | None:
    """The living id behind an id, or None where it was never given."""
    seen: set[str] = set()
    current: str | None = event_id
    while current is not None and current not in seen:
        seen.add(current)
        row = connection.execute(sa.select(event_ids.c.redirects_to).where(event_ids.c.id == current)).first()
        if row is None:
            return None
        if row.redirects_to is None:
            return current
        current = row.redirects_to
    return None


def load(connection: Connection, found: Sequence[str], *, with_mentions: bool) -> list[Event]:
    """Events by id, in the order of `found` (at most PAGE); ids without a row are left out."""
    rows = {row["id"]: row for row in connection.execute(sa.select(events).where(events.c.id.in_(found))).mappings()}
    of: dict[str, list[str]] = {}
    members = (
        sa.select(event_mentions).where(event_mentions.c.event_id.in_(found)).order_by(event_mentions.c.mention_id)
    )
    for row in connection.execute(members):
        of.setdefault(row.event_id, []).append(row.mention_id)
    everyone = [mention for some in of.values() for mention in some]
    seen = seen_times(connection, everyone)
    stored = load_mentions(connection, everyone, seen) if with_mentions else {}
    lost = sa.select(event_states.c.event_id, event_states.c.missing_since).where(
        event_states.c.event_id.in_(found), event_states.c.missing_since.is_not(None)
    )
    missing = {row.event_id: row.missing_since for row in connection.execute(lost)}
    result = []
    for event_id in found:
        if event_id not in rows:
            continue
        values, mine = rows[event_id], of.get(event_id, [])
        last_seen = max((seen[m][1] for m in mine if m in seen), default=values["last_changed"])
        told = [stored[m] for m in mine] if with_mentions else ()
        result.append(event_value(dict(values), last_seen, told, missing.get(event_id)))
    return result


def seen_times(connection: Connection, found: Iterable[str]) -> dict[str, tuple[datetime, datetime]]:
    """Per mention when it was first seen and when a page that tells it was last confirmed."""
    statement = (
        sa.select(mention_ids.c.id, mention_ids.c.first_seen, sa.func.max(pages.c.last_fetched).label("last"))
        .join(sightings, sightings.c.mention_id == mention_ids.c.id)
        .join(pages, pages.c.id == sightings.c.page_id)
        .where(among(mention_ids.c.id, found), sightings.c.told.is_(True))
        .group_by(mention_ids.c.id, mention_ids.c.first_seen)
    )
    return {row.id: (row.first_seen, row.last) for row in connection.execute(statement)}


def load_mentions(
    connection: Connection,
    found: Iterable[str],
    seen: Mapping[str, tuple[datetime, datetime]],
) -> dict[str, StoredMention]:
    """Mentions by id, with their evidence."""
    stored: dict[str, StoredMention] = {}
    for row in connection.execute(sa.select(mentions).where(among(mentions.c.id, found))).mappings():
        first, last = seen.get(row["id"], (row["fetched"], row["fetched"]))
        stored[row["id"]] = stored_mention(dict(row), first, last)
    return stored
