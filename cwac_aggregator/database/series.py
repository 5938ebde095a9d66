"""Open rules in the database: each gives mentions of its occurrences, which live and end with it.

An occurrence is a mention of the channel `rule`; its id is made of the rule's mention and the day the rule gave, so it
stays the same whenever it is made again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from .. import ids
from ..identity import Window, occurrences, record_of, window
from ..model import day_of, when_text
from .comparing import mark_changed, mark_dirty
from .engine import reading, writing
from .schema import mention_ids, mentions, pages, sightings, sources
from .upsert import batches, upsert
from .values import compact, content_digest, fields

CHANNEL = "rule"
_OF_A_RULE = sa.text("mentions.channel = 'rule'")
"""Spelled out: SQLite sees that an index serves only where no parameter stands in between."""


class Series:
    """Open rules and their occurrences."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def expand(self, as_of: datetime) -> int:
        """Bring the occurrences of all open rules up to date; how many there are. Those no rule gives are let go."""
        with writing(self._engine) as connection:
            rules = list(connection.execute(_rules()).mappings())
            wanted: dict[str, tuple[dict[str, Any], Any]] = {}
            for rule in rules:
                span, found = _occurrences(connection, rule, as_of)
                if rule["doubt"] != span.doubt:
                    connection.execute(sa.update(mentions).where(mentions.c.id == rule["id"]).values(doubt=span.doubt))
                    mark_dirty(connection, [rule["id"]])
                wanted.update({row["id"]: (row, rule) for row in found})
            _replace(connection, wanted)
        return len(wanted)

    def links(self) -> list[tuple[str, str]]:
        """Occurrences and the mentions of the same page and day that state them outright: they are one event."""
        stated = mentions.alias("stated")
        statement = (
            sa.select(mentions.c.id, stated.c.id)
            .join(pages, pages.c.url == mentions.c.page_url)
            .join(stated, stated.c.page_id == pages.c.id)
            .where(
                _OF_A_RULE,
                sa.func.coalesce(stated.c.day, "") == mentions.c.day,  # By the page, of which a day has far more.
                stated.c.page_url == mentions.c.page_url,
                stated.c.channel != CHANNEL,
                stated.c.series.is_(None),
            )
            .order_by(mentions.c.id, stated.c.id)
        )
        with reading(self._engine) as connection:
            return [(row[0], row[1]) for row in connection.execute(statement)]


def _rules() -> sa.Select[Any]:
    return (
        sa.select(
            mentions,
            mention_ids.c.first_seen,
            pages.c.last_fetched,
            sources.c.timezone.label("source_zone"),
        )
        .join(mention_ids, mention_ids.c.id == mentions.c.id)
        .join(pages, pages.c.id == mentions.c.page_id)
        .outerjoin(sources, sources.c.id == mentions.c.source_id)
        .where(mentions.c.series.is_not(None))
        .order_by(mentions.c.id)
    )


def _occurrences(connection: Connection, rule: Any, as_of: datetime) -> tuple[Window, list[dict[str, Any]]]:
    ended = connection.scalar(
        sa.select(sa.func.min(pages.c.first_fetched)).where(
            pages.c.url == rule["page_url"], pages.c.first_fetched > rule["last_fetched"]
        )
    )
    span = window(
        first_seen=rule["first_seen"],
        told=date.fromisoformat(rule["told"]),
        confirmed=rule["last_fetched"],
        ended=ended,
        as_of=as_of,
    )
    try:
        starts = occurrences(rule["series"], span.since, span.until, rule["timezone"] or rule["source_zone"])
    except ValueError:
        return Window(span.since, span.since, "rule-unclear"), []
    return span, list(_rows(rule, starts))


def _rows(rule: Any, starts: list[Any]) -> Iterator[dict[str, Any]]:
    flags = json.loads(rule["flags"])
    words = json.loads(rule["evidence"])
    words["start"] = words.pop("series", words.get("start"))  # Its start rests on the words of the rule itself.
    same = {name: value for name, value in rule.items() if name in mentions.c}
    for start, more in starts:
        day = day_of(start).isoformat()
        yield {
            **same,
            "id": ids.occurrence_id(rule["id"], day),
            "channel": CHANNEL,
            "start": when_text(start),
            "day": day,
            "timezone": rule["timezone"] or rule["source_zone"]
            if isinstance(start, datetime) and start.tzinfo
            else None,
            "series": None,
            "native_id": None,
            "flags": json.dumps(sorted({*flags, *more})),
            "doubt": None,
            "evidence": compact(words),
            "digest": content_digest(rule["digest"], when_text(start), more),
        }


def _replace(connection: Connection, wanted: dict[str, tuple[dict[str, Any], Any]]) -> None:
    """Write the occurrences that are new or changed, each with the rule it comes from; let go of the others."""
    statement = sa.select(mentions.c.id, mentions.c.digest, mentions.c.page_id).where(_OF_A_RULE)
    standing = {row.id: (row.digest, row.page_id) for row in connection.execute(statement)}
    for some in batches(sorted(standing.keys() - wanted.keys()), 500):
        connection.execute(sa.update(mentions).where(mentions.c.id.in_(some)).values(page_id=None))
    stale = [
        (row, rule)
        for mention_id, (row, rule) in sorted(wanted.items())
        if standing.get(mention_id) != (row["digest"], row["page_id"])
    ]
    ledger = [
        {"id": row["id"], "home": row["home"], "channel": CHANNEL, "first_seen": rule["first_seen"]}
        for row, rule in stale
    ]
    upsert(connection, mention_ids, ledger, update=())
    known_by = json.dumps(["", "", "", "", "", 0])
    seen = [
        {"mention_id": row["id"], "page_id": row["page_id"], "known_by": known_by, "told": True} for row, _ in stale
    ]
    upsert(connection, sightings, seen, update=("told",))
    upsert(connection, mentions, [row for row, _ in stale])
    records = [
        record_of(row["id"], _Said(row), home=row["home"], source_id=row["source_id"], page_url=row["page_url"])
        for row, _ in stale
    ]
    mark_changed(connection, records)


class _Said:
    """A row's values as attributes, as `record_of` wants them."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.__dict__.update(fields(row), native_id=row["native_id"])
