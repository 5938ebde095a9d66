"""A mention carries its evidence itself, and waits for its id in the columns in which it will stand."""

from __future__ import annotations

import hashlib
import json
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

BATCH = 2000
TEXTS = (
    "title",
    "theme",
    "start",
    "end",
    "timezone",
    "organizer",
    "venue",
    "street",
    "city",
    "county",
    "region",
    "postcode",
    "country",
    "series",
    "url",
    "language",
    "previous_start",
    "native_id",
)


def upgrade() -> None:
    """Move the words to their mentions, and what waits into columns of its own."""
    connection = op.get_bind()
    op.add_column("mentions", sa.Column("evidence", sa.Text(), nullable=False, server_default="{}"))
    op.add_column("mentions", sa.Column("filed", sa.String(length=20), nullable=True))
    _move_words(connection)
    op.drop_table("evidence")
    waiting = connection.execute(sa.text("SELECT page_id, ordinal, home, channel, payload FROM tellings")).all()
    op.drop_table("tellings")
    tellings = op.create_table(
        "tellings",
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("home", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=True) for name in TEXTS),
        sa.Column("latitude", sa.Float(53), nullable=True),
        sa.Column("longitude", sa.Float(53), nullable=True),
        sa.Column("confidence", sa.Float(53), nullable=False),
        sa.Column("flags", sa.Text(), nullable=False),
        sa.Column("alternatives", sa.Text(), nullable=False),
        sa.Column("reader_version", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=16), nullable=True),
        sa.Column("digest", sa.String(length=20), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False, server_default="{}"),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_tellings_page_id")),
        sa.PrimaryKeyConstraint("page_id", "ordinal", name=op.f("pk_tellings")),
    )
    op.create_index("ix_tellings_home_channel", "tellings", ["home", "channel"], unique=False)
    for start in range(0, len(waiting), BATCH):
        op.bulk_insert(tellings, [_telling(*row) for row in waiting[start : start + BATCH]])


def _move_words(connection: sa.Connection) -> None:
    some = sa.text("SELECT id FROM mentions WHERE id > :last ORDER BY id LIMIT :size")
    words = sa.text(
        "SELECT mention_id, field, text, locator, origin FROM evidence "
        "WHERE mention_id > :last AND mention_id <= :until ORDER BY mention_id, field"
    )
    keep = sa.text("UPDATE mentions SET evidence = :evidence WHERE id = :id")
    last = ""
    while found := connection.scalars(some, {"last": last, "size": BATCH}).all():
        rows = connection.execute(words, {"last": last, "until": found[-1]}).all()
        last = found[-1]
        told = [
            {"id": mention_id, "evidence": _json({row[1]: list(row[2:]) for row in group})}
            for mention_id, group in groupby(rows, key=lambda row: row[0])
        ]
        if told:
            connection.execute(keep, told)


def _telling(page_id: int, ordinal: int, home: str, channel: str, payload: str) -> dict[str, Any]:
    said = json.loads(payload)
    words = said.get("evidence", {})
    found = words.get("start") or words.get("title")
    return {
        "page_id": page_id,
        "ordinal": ordinal,
        "home": home,
        "channel": channel,
        **{name: said.get(name) for name in TEXTS},
        "kind": said.get("kind", "event"),
        "status": said.get("status", "scheduled"),
        "day": (said.get("start") or "")[:10] or None,
        "latitude": said.get("latitude"),
        "longitude": said.get("longitude"),
        "confidence": said.get("confidence", 0.0),
        "flags": _json(said.get("flags", [])),
        "alternatives": _json(said.get("alternatives", [])),
        "reader_version": said.get("reader_version", ""),
        "origin": found[2] if found else None,
        "evidence": _json({name: words[name] for name in sorted(words)}),
        "digest": hashlib.sha256(payload.encode("utf-8", "surrogatepass")).hexdigest()[:20],
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
