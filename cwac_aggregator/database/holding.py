"""Which overrides hold: those whose field still rests on the text they answer (law 5)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ..model import Evidence, Override
from .among import among
from .schema import mentions, overrides
from .values import rich_words


def holding(connection: Connection, mention_ids: Iterable[str]) -> tuple[list[Override], list[Override]]:
    """The overrides of these mentions that hold, and those that lapsed because the text they answer has changed.

    Of several on one field the newest counts. A word on the visibility answers no text and never lapses.
    """
    statement = (
        sa.select(overrides)
        .where(among(overrides.c.mention_id, mention_ids), overrides.c.undone_at.is_(None))
        .order_by(overrides.c.at, overrides.c.id)
    )
    rows: dict[tuple[str, str], Any] = {(row.mention_id, row.field): row for row in connection.execute(statement)}
    words = words_of(connection, {mention_id for mention_id, _ in rows})
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
        said = words.get(mention_id, {}).get(field)
        stands = field == "visibility" or (said.text if said else None) == row.answers
        (holds if stands else lapsed).append(override)
    return holds, lapsed


def answered(connection: Connection, mention_id: str, field: str) -> str | None:
    """The text on the page that a field of a mention rests on; None where it states nothing."""
    said = words_of(connection, [mention_id]).get(mention_id, {}).get(field)
    return said.text if said else None


def words_of(connection: Connection, mention_ids: Iterable[str]) -> dict[str, dict[str, Evidence]]:
    """What mentions say on their pages, by mention and field."""
    statement = sa.select(mentions.c.id, mentions.c.evidence).where(among(mentions.c.id, mention_ids))
    return {row.id: rich_words(json.loads(row.evidence)) for row in connection.execute(statement)}
