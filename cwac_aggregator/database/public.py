"""What the public pages ask for beside the events themselves: places, history, and how the sources do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from ..model import Event, SourceKind, Visibility
from .engine import reading
from .events import PAGE, load
from .schema import changes, event_ids, event_mentions, events, fetches, mentions, pages, runs, sources
from .upsert import batches


@dataclass(frozen=True, slots=True)
class Change:
    """One line of an event's history.

    `what` is "added", "moved", "cancelled", "postponed", "details", "visibility", "withdrawn" or "merged"; of a merge
    `new` is the id that lives on. `old` and `new` are the field's values as text.
    """

    at: datetime
    event_id: str
    what: str
    field: str | None
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """How many events shown to everybody there are under one spelling of a place."""

    country: str | None
    region: str | None
    city: str | None
    events: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source of the registry does.

    `start_url` is where its site is entered, `agency_id` the department's id in the official list of its country.
    `last_fetched`: when a page of it was last confirmed, None if never. `failures`: addresses of it that did not answer in
    the newest crawl. `events`: published ones with a day in the span asked for. `last_day`: the day of the newest one ever.
    """

    id: str
    name: str
    kind: SourceKind
    city: str | None
    county: str | None
    region: str | None
    country: str | None
    agency_id: str | None
    hosts: tuple[str, ...]
    start_url: str | None
    last_fetched: datetime | None
    failures: int
    events: int
    last_day: date | None


class Public:
    """Queries behind the public pages. Nothing here writes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def revision(self) -> str:
        """A word that changes whenever a run ended or an event changed."""
        run = sa.select(sa.func.max(runs.c.id)).where(runs.c.finished.is_not(None)).scalar_subquery()
        change = sa.select(sa.func.max(changes.c.id)).scalar_subquery()
        with reading(self._engine) as connection:
            row = connection.execute(sa.select(run, change)).one()
        return f"{row[0] or 0}-{row[1] or 0}"

    def places(self, visibility: Iterable[Visibility] = ("published", "review")) -> list[PlaceCount]:
        """Every spelling of a place that has a local event, by country, region and town."""
        key = (events.c.country, events.c.region, events.c.city)
        statement = (
            sa.select(*key, sa.func.count())
            .where(events.c.visibility.in_(list(visibility)), events.c.kind == "event")
            .group_by(*key)
        )
        with reading(self._engine) as connection:
            found = [PlaceCount(*row) for row in connection.execute(statement)]
        return sorted(found, key=lambda place: (place.country or "", place.region or "", place.city or ""))

    def themes(self) -> dict[str, int]:
        """How many events shown to everybody each theme ever had, by theme."""
        statement = (
            sa.select(events.c.theme, sa.func.count())
            .where(events.c.visibility.in_(("published", "review")), events.c.theme.is_not(None))
            .group_by(events.c.theme)
        )
        with reading(self._engine) as connection:
            return dict(sorted((row[0], row[1]) for row in connection.execute(statement)))

    def past(
        self, country: str | None, region: str | None, cities: Sequence[str], before: date, limit: int
    ) -> list[Event]:
        """Published local events in a place before a day, newest first, without mentions. `cities` are its spellings."""
        statement = (
            sa.select(events.c.id)
            .where(
                events.c.visibility == "published",
                events.c.kind == "event",
                events.c.day < before.isoformat(),
                events.c.country.is_not_distinct_from(country),
                events.c.region.is_not_distinct_from(region),
                events.c.city.in_(list(cities)),
            )
            .order_by(events.c.day.desc(), events.c.id)
            .limit(min(limit, PAGE))
        )
        with reading(self._engine) as connection:
            return load(connection, list(connection.scalars(statement)), with_mentions=False)

    def redirects(self) -> dict[str, str]:
        """Ids that were merged away, and the id each leads to."""
        statement = sa.select(event_ids.c.id, event_ids.c.redirects_to).where(event_ids.c.redirects_to.is_not(None))
        with reading(self._engine) as connection:
            return {row[0]: row[1] for row in connection.execute(statement.order_by(event_ids.c.id))}

    def history(self, found: Iterable[str]) -> dict[str, list[Change]]:
        """The changes of each event, oldest first."""
        told: dict[str, list[Change]] = {}
        with reading(self._engine) as connection:
            for some in batches(found, PAGE):
                statement = sa.select(*_CHANGE).where(changes.c.event_id.in_(some)).order_by(changes.c.at, changes.c.id)
                for row in connection.execute(statement):
                    told.setdefault(row.event_id, []).append(Change(*row))
        return told

    def changes(self, since: datetime, limit: int) -> list[Change]:
        """What changed at or after a moment, newest first."""
        statement = sa.select(*_CHANGE).where(changes.c.at >= since)
        with reading(self._engine) as connection:
            rows = connection.execute(statement.order_by(changes.c.at.desc(), changes.c.id.desc()).limit(limit))
            return [Change(*row) for row in rows]

    def sources(self, since: date, until: date) -> list[Standing]:
        """Every source of the registry by country, region and name, with its published events from `since` to `until`."""
        fetched = (
            sa.select(pages.c.source_id, sa.func.max(pages.c.last_fetched).label("at"))
            .group_by(pages.c.source_id)
            .subquery()
        )
        newest = sa.select(sa.func.max(runs.c.id)).where(runs.c.crawled.is_(True)).scalar_subquery()
        failed = (
            sa.select(fetches.c.source_id, sa.func.count().label("failures"))
            .where(fetches.c.run_id == newest, fetches.c.outcome == "failed")
            .group_by(fetches.c.source_id)
            .subquery()
        )
        in_span = events.c.day.between(since.isoformat(), until.isoformat())
        told = (
            sa.select(
                mentions.c.source_id,
                sa.func.count(sa.distinct(sa.case((in_span, events.c.id)))).label("events"),
                sa.func.max(events.c.day).label("last"),
            )
            .join(event_mentions, event_mentions.c.mention_id == mentions.c.id)
            .join(events, events.c.id == event_mentions.c.event_id)
            .where(events.c.visibility == "published", events.c.kind == "event")
            .group_by(mentions.c.source_id)
            .subquery()
        )
        names = ("id", "name", "kind", "city", "county", "region", "country", "agency_id", "hosts", "start_url")
        statement = (
            sa.select(*(sources.c[name] for name in names), fetched.c.at, failed.c.failures, told.c.events, told.c.last)
            .outerjoin(fetched, fetched.c.source_id == sources.c.id)
            .outerjoin(failed, failed.c.source_id == sources.c.id)
            .outerjoin(told, told.c.source_id == sources.c.id)
        )
        with reading(self._engine) as connection:
            found = [_standing(row) for row in connection.execute(statement)]
        return sorted(found, key=lambda source: (source.country or "", source.region or "", source.name, source.id))


_CHANGE = (changes.c.at, changes.c.event_id, changes.c.what, changes.c.field, changes.c.old, changes.c.new)


def _standing(row: Any) -> Standing:
    return Standing(
        id=row.id,
        name=row.name,
        kind=row.kind,
        city=row.city,
        county=row.county,
        region=row.region,
        country=row.country,
        agency_id=row.agency_id,
        hosts=tuple(json.loads(row.hosts)),
        start_url=row.start_url,
        last_fetched=row.at,
        failures=row.failures or 0,
        events=row.events or 0,
        last_day=date.fromisoformat(row.last) if row.last else None,
    )
