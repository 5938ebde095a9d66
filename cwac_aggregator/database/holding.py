"""Which overrides hold: those whose field still rests on the text they answer (law 5)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ..model import Override
from .schema import evidence, overrides
from .upsert import batches


def holding(connection: Connection, mention_ids: Iterable[str]) -> tuple[list[Override], list[Override]]:
    """The overrides of these mentions that hold, and those that lapsed because the text they answer has changed.

    Of several on one field the newest counts. A word on the visibility answers no text and never lapses.
    """
    rows: dict[tuple[str, str], Any] = {}
    for some in batches(sorted(mention_ids), 500):
        statement = (
            sa.select(overrides)
            .where(overrides.c.mention_id.in_(some), overrides.c.undone_at.is_(None))
            .order_by(overrides.c.at, overrides.c.id)
        )
        for row in connection.execute(statement):
            rows[row.mention_id, row.field] = row
    texts: dict[tuple[str, str], str] = {}
    for some in batches(sorted({mention_id for mention_id, _ in rows}), 500):
        words = sa.select(evidence.c.mention_id, evidence.c.field, evidence.c.text)
        for row in connection.execute(words.where(evidence.c.mention_id.in_(some))):
            texts[row.mention_id, row.field] = row.text
    holds: list[Override] = []
    lapsed: list[Override] = []
    for (mention_id, field), row in rows.items():
        override = Override(
            mention_id=mention_id,
            field=field,
            value=row.value,
            answers=row.answers,
            by=row.by,
            at=row.at,
            why=row.why,
        )
        stands = field == "visibility" or texts.get((mention_id, field)) == row.answers
        (holds if stands else lapsed).append(override)
    return holds, lapsed


def answered(connection: Connection, mention_id: str, field: str) -> str | None:
    """The text on the page that a field of a mention rests on; None where it states nothing."""
    text: str | None = connection.scalar(
        sa.select(evidence.c.text).where(evidence.c.mention_id == mention_id, evidence.c.field == field)
    )
    return text
