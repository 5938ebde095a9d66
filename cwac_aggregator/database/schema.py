"""The tables, in four groups (law 5).

archive     what was fetched: bodies, pages, fetches, runs; and addresses, the crawler's memory; imported and set_aside,
            the sources a person imported from a directory
decisions   what people said: judgements, overrides, additions, opt_outs; only people write them
ledger      what was promised: mention_ids, sightings, event_ids, event_states, changes, append-only or upward-only;
            and `published`, the ids in the edition that stands
derived     everything else; can be dropped and rebuilt from the three groups above to the same exports

Times are aware and in UTC. A `When` (date, aware or local datetime) is kept as ISO 8601 text, with its day beside it where
rows are looked up by day.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, String, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware datetime in UTC: `timestamptz` on PostgreSQL, ISO text on SQLite, where it sorts as it should."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(String(32) if dialect.name == "sqlite" else sa.DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no zone")
        value = value.astimezone(UTC)
        return value.isoformat(timespec="microseconds") if dialect.name == "sqlite" else value

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:  # noqa: ARG002
        return _moment


@lru_cache(maxsize=65536)  # Many rows of one page, or one run, bear one time.
def _moment(value: str | datetime | None) -> datetime | None:
    if value is None:
        return None
    return datetime.fromisoformat(value) if isinstance(value, str) else value.astimezone(UTC)


def _fields(*, indexed: bool = True) -> list[Column[Any]]:
    """The columns of what a mention, or an event, says. Fresh ones for each table."""
    return [
        Column("title", Text),
        Column("kind", String(16), nullable=False),
        Column("theme", Text),
        Column("status", String(16), nullable=False),
        Column("start", Text),
        Column("end", Text),
        Column("day", String(10), index=indexed),
        Column("timezone", Text),
        Column("organizer", Text),
        Column("venue", Text),
        Column("street", Text),
        Column("city", Text),
        Column("county", Text),
        Column("region", Text),
        Column("postcode", Text),
        Column("country", Text),
        Column("latitude", Float(53)),
        Column("longitude", Float(53)),
        Column("series", Text),
        Column("url", Text),
        Column("language", Text),
        Column("confidence", Float(53), nullable=False),
        Column("flags", Text, nullable=False),
        Column("alternatives", Text, nullable=False),
        Column("previous_start", Text),
    ]


def _said(*, indexed: bool = True) -> list[Column[Any]]:
    """The columns of a mention, waiting or settled. `evidence` is JSON: {field: [text, locator, origin]}."""
    return [
        *_fields(indexed=indexed),
        Column("native_id", Text),
        Column("reader_version", Text, nullable=False),
        Column("origin", String(16)),
        Column("digest", String(20), nullable=False),
        Column("evidence", Text, nullable=False, server_default="{}"),
    ]


# -- archive ----------------------------------------------------------------------------------------------------------

bodies = Table(
    "bodies",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("compressed", LargeBinary, nullable=False),
)
runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("command", Text, nullable=False),
    Column("started", Instant, nullable=False),
    Column("finished", Instant),
    Column("crawled", Boolean, nullable=False),
    Column("summary", Text),
)
pages = Table(
    "pages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url", Text, nullable=False),
    Column("text_digest", String(64), nullable=False),
    Column("body_digest", String(64), ForeignKey("bodies.digest"), nullable=False),
    Column("source_id", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("content_type", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("first_fetched", Instant, nullable=False),
    Column("last_fetched", Instant, nullable=False),
    sa.UniqueConstraint("url", "text_digest"),
    Index("ix_pages_url_last_fetched", "url", "last_fetched"),
    Index("ix_pages_source_id", "source_id"),
)
fetches = Table(
    "fetches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run_id", Integer, ForeignKey("runs.id"), index=True),
    Column("url", Text, nullable=False),
    Column("source_id", Text, nullable=False),
    Column("fetched_at", Instant, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("status", Integer),
    Column("reason", Text),
    Column("page_id", Integer, ForeignKey("pages.id")),
    Index("ix_fetches_source_id_fetched_at", "source_id", "fetched_at"),
    Index("ix_fetches_url_fetched_at", "url", "fetched_at"),
)

addresses = Table(
    "addresses",
    metadata,
    Column("url", Text, primary_key=True),
    Column("source_id", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("score", Integer, nullable=False),
    Column("depth", Integer, nullable=False),
    Column("leads", Integer, nullable=False),
    Column("asked", Instant),
    Column("failures", Integer, nullable=False),
    Index("ix_addresses_source_id", "source_id"),
    sqlite_with_rowid=False,
)

# -- decisions --------------------------------------------------------------------------------------------------------


def _by_a_person() -> list[Column[Any]]:
    return [
        Column("by", Text, nullable=False),
        Column("at", Instant, nullable=False),
        Column("why", Text),
        Column("undone_by", Text),
        Column("undone_at", Instant),
    ]


judgements = Table(
    "judgements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("left", String(32), nullable=False),
    Column("right", String(32), nullable=False),
    Column("verdict", String(16), nullable=False),
    *_by_a_person(),
)
overrides = Table(
    "overrides",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mention_id", String(32), nullable=False, index=True),
    Column("field", Text, nullable=False),
    Column("value", Text),
    Column("answers", Text),
    *_by_a_person(),
)
additions = Table(
    "additions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mention_id", String(32), nullable=False),
    Column("payload", Text, nullable=False),
    *_by_a_person(),
)
opt_outs = Table(
    "opt_outs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("host", Text, nullable=False),
    *_by_a_person(),
)

# -- ledger -----------------------------------------------------------------------------------------------------------

mention_ids = Table(
    "mention_ids",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("home", Text, nullable=False),
    Column("channel", String(8), nullable=False),
    Column("first_seen", Instant, nullable=False),
    Column("event_id", String(32), index=True),
    Index("ix_mention_ids_home_channel", "home", "channel"),
)
sightings = Table(
    "sightings",
    metadata,
    Column("mention_id", String(32), ForeignKey("mention_ids.id"), primary_key=True),
    Column("page_id", Integer, ForeignKey("pages.id"), primary_key=True, index=True),
    Column("known_by", Text, nullable=False),
    Column("doubt", Text),
    Column("told", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
event_ids = Table(
    "event_ids",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("mention_id", String(32), nullable=False, unique=True),
    Column("first_published", Instant, nullable=False),
    Column("redirects_to", String(32), ForeignKey("event_ids.id"), index=True),
)
event_states = Table(
    "event_states",
    metadata,
    Column("event_id", String(32), ForeignKey("event_ids.id"), primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("created", Instant, nullable=False),
    Column("last_modified", Instant, nullable=False),
    Column("digest", String(20), nullable=False),
    Column("snapshot", Text, nullable=False),
    Column("missing_since", Instant),
)
changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Instant, nullable=False, index=True),
    Column("run_id", Integer),
    Column("event_id", String(32), ForeignKey("event_ids.id"), nullable=False, index=True),
    Column("what", String(16), nullable=False),
    Column("field", Text),
    Column("old", Text),
    Column("new", Text),
    Column("because", Text),
)

published = Table(
    "published",
    metadata,
    Column("event_id", String(32), ForeignKey("event_ids.id"), primary_key=True),
    Column("day", String(10), index=True),
)

imported = Table(
    "imported",
    metadata,
    Column("id", Text, primary_key=True),
    Column("directory", String(16), nullable=False, index=True),
    Column("row_key", Text, nullable=False),
    Column("entry", Text, nullable=False),
    Column("imported", Instant, nullable=False),
)
set_aside = Table(
    "set_aside",
    metadata,
    Column("directory", String(16), primary_key=True),
    Column("row_key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

# -- derived ----------------------------------------------------------------------------------------------------------

sources = Table(
    "sources",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("city", Text),
    Column("county", Text),
    Column("region", Text),
    Column("country", Text),
    Column("timezone", Text),
    Column("language", Text),
    Column("hosts", Text, nullable=False),
    Column("start_url", Text),
    Column("agency_id", Text),
    Column("min_pages", Integer, nullable=False),
    Column("min_mentions", Integer, nullable=False),
)
readings = Table(
    "readings",
    metadata,
    Column("page_id", Integer, ForeignKey("pages.id"), primary_key=True),
    Column("reader_version", Text, nullable=False),
    Column("published", String(10)),
    Column("language", Text),
    Column("has_sign", Boolean, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("error", Text),
)
tellings = Table(
    "tellings",
    metadata,
    Column("page_id", Integer, ForeignKey("pages.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("home", Text, nullable=False),
    Column("channel", String(8), nullable=False),
    *_said(indexed=False),
    Index("ix_tellings_home_channel", "home", "channel"),
)
mentions = Table(
    "mentions",
    metadata,
    Column("id", String(32), ForeignKey("mention_ids.id"), primary_key=True),
    Column("page_id", Integer, ForeignKey("pages.id"), index=True),
    Column("home", Text, nullable=False),
    Column("channel", String(8), nullable=False),
    Column("page_url", Text, nullable=False),
    Column("source_id", Text, nullable=False, index=True),
    Column("fetched", Instant, nullable=False),
    Column("told", String(10), nullable=False),
    *_said(),
    Column("doubt", Text),
    Column("filed", String(20)),
    Index("ix_mentions_home_channel", "home", "channel"),
    Index(
        "ix_mentions_series",
        "id",
        sqlite_where=sa.text("series IS NOT NULL"),
        postgresql_where=sa.text("series IS NOT NULL"),
    ),
    Index(
        "ix_mentions_occurrences",
        "id",
        sqlite_where=sa.text("channel = 'rule'"),
        postgresql_where=sa.text("channel = 'rule'"),
    ),
)
events = Table(
    "events",
    metadata,
    Column("id", String(32), ForeignKey("event_ids.id"), primary_key=True),
    Column("visibility", String(16), nullable=False, index=True),
    Column("reason", Text),
    *_fields(),
    Column("sequence", Integer, nullable=False),
    Column("created", Instant, nullable=False),
    Column("last_changed", Instant, nullable=False),
    Column("first_seen", Instant, nullable=False),
    Column("field_sources", Text, nullable=False),
    Column("inputs", String(20), nullable=False),
    Index("ix_events_region_city", "region", "city"),
)
event_mentions = Table(
    "event_mentions",
    metadata,
    Column("mention_id", String(32), ForeignKey("mentions.id", ondelete="CASCADE"), primary_key=True),
    Column("event_id", String(32), ForeignKey("events.id", ondelete="CASCADE"), nullable=False, index=True),
    sqlite_with_rowid=False,
)
doubts = Table(
    "doubts",
    metadata,
    Column("left", String(32), primary_key=True),
    Column("right", String(32), primary_key=True),
    Column("score", Float(53), nullable=False),
    Column("refused", Boolean, nullable=False, server_default=sa.false()),
    sqlite_with_rowid=False,
)
blocks = Table(
    "blocks",
    metadata,
    Column("key", sa.BigInteger, primary_key=True),
    Column("mention_id", String(32), primary_key=True, index=True),
    sqlite_with_rowid=False,
)
dirty = Table(
    "dirty",
    metadata,
    Column("mention_id", String(32), primary_key=True),
    sqlite_with_rowid=False,
)
marks = Table(
    "marks",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)
issues = Table(
    "issues",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("step", String(16), nullable=False, index=True),
    Column("code", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("level", String(8), nullable=False),
    Column("source_id", Text, index=True),
    Column("url", Text, index=True),
    Column("event_id", String(32), index=True),
    Column("raised", Instant, nullable=False),
)
locks = Table(
    "locks",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("token", String(32), nullable=False),
    Column("host", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("command", Text, nullable=False),
    Column("since", Instant, nullable=False),
)

DERIVED: tuple[Table, ...] = (
    marks,
    dirty,
    blocks,
    doubts,
    event_mentions,
    events,
    mentions,
    tellings,
    readings,
)
"""What a rebuild drops, children first. Sources, issues and locks are kept up by their own steps."""
