"""What people said. The only module that writes these tables; nothing in them is ever changed but to mark it undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from ..model import Judgement, Override
from .engine import reading, writing
from .schema import evidence, judgements, opt_outs, overrides
from .upsert import batches


class Decisions:
    """Judgements, overrides and opt-outs: append-only, with who, when and why."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def judge(self, judgement: Judgement) -> int:
        """Note that two mentions are the same event, or are not. The newest word on a pair holds. Gives its number."""
        left, right = sorted((judgement.left, judgement.right))
        return self._add(
            judgements,
            {"left": left, "right": right, "verdict": judgement.verdict},
            judgement.by,
            judgement.at,
            judgement.why,
        )

    def override(self, override: Override) -> int:
        """Note a person's value for one field of a mention. Gives its number."""
        values = {
            "mention_id": override.mention_id,
            "field": override.field,
            "value": override.value,
            "answers": override.answers,
        }
        return self._add(overrides, values, override.by, override.at, override.why)

    def links(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """Pairs of mention ids that must, and that must not, be one event."""
        must: list[tuple[str, str]] = []
        cannot: list[tuple[str, str]] = []
        for judgement in self.judgements():
            (must if judgement.verdict == "same" else cannot).append((judgement.left, judgement.right))
        return must, cannot

    def judgements(self) -> Iterator[Judgement]:
        """The word that holds on each pair, by pair."""
        statement = (
            sa.select(judgements)
            .where(judgements.c.undone_at.is_(None))
            .order_by(judgements.c.left, judgements.c.right, judgements.c.at, judgements.c.id)
        )
        newest: dict[tuple[str, str], Judgement] = {}
        with reading(self._engine) as connection:
            for row in connection.execute(statement):
                newest[row.left, row.right] = Judgement(
                    left=row.left, right=row.right, verdict=row.verdict, by=row.by, at=row.at, why=row.why
                )
        yield from newest.values()

    def opt_out(self, host: str, by: str, *, at: datetime | None = None, why: str | None = None) -> int:
        """Note that a host asked to be left out: from the next run on nothing is fetched from it. Gives its number."""
        return self._add(opt_outs, {"host": host.lower().removeprefix("www.")}, by, at, why)

    def opt_outs(self) -> frozenset[str]:
        """The hosts that asked to be left out, without `www.`."""
        statement = sa.select(opt_outs.c.host).where(opt_outs.c.undone_at.is_(None))
        with reading(self._engine) as connection:
            return frozenset(connection.scalars(statement))

    def _add(self, table: sa.Table, values: dict[str, Any], by: str, at: datetime | None, why: str | None) -> int:
        with writing(self._engine) as connection:
            done = connection.execute(sa.insert(table).values(**values, by=by, at=at or datetime.now(UTC), why=why))
            assert done.inserted_primary_key is not None
            return int(done.inserted_primary_key[0])


def holding(connection: Connection, mention_ids: Iterable[str]) -> tuple[list[Override], list[Override]]:
    """The overrides of these mentions that hold, and those that lapsed because the text they answer has changed.

    Of several on one field the newest counts.
    """
    rows: dict[tuple[str, str], Any] = {}
    texts: dict[tuple[str, str], str] = {}
    wanted: Sequence[str] = sorted(mention_ids)
    for some in batches(wanted, 500):
        statement = (
            sa.select(overrides)
            .where(overrides.c.mention_id.in_(some), overrides.c.undone_at.is_(None))
            .order_by(overrides.c.at, overrides.c.id)
        )
        for row in connection.execute(statement):
            rows[row.mention_id, row.field] = row
    for some in batches(sorted({mention_id for mention_id, _ in rows}), 500):
        words = sa.select(evidence.c.mention_id, evidence.c.field, evidence.c.text).where(
            evidence.c.mention_id.in_(some)
        )
        texts.update({(row.mention_id, row.field): row.text for row in connection.execute(words)})
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
