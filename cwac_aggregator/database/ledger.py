"""What was promised: event ids and where they lead, SEQUENCE, dates of change, the log of changes.

Rows are added and moved upward, never removed. The derived tables `events` and `event_mentions` are written in the same
transactions, so that a run that is killed leaves both in step and the next one does the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from ..identity import Given, Link
from ..model import Evidence, Override
from .among import among
from .drawn import Drawn, draw
from .engine import reading, writing
from .event_drafts import Draft, Made, Written, digest_of, make_draft
from .event_withdrawing import withdraw_events
from .event_writing import write_events
from .holding import holding, words_of
from .schema import doubts, event_ids, events, mention_ids, mentions
from .upsert import batches, upsert


class Ledger:
    """Event ids and the history of each event."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def given(self, around: Sequence[str] | None = None) -> list[Given]:
        """Event ids ever given: all, or those of mentions `around` and of the events these were last part of."""
        statement = sa.select(
            event_ids.c.id, event_ids.c.mention_id, event_ids.c.first_published, event_ids.c.redirects_to
        )
        with reading(self._engine) as connection:
            if around is None:
                return [Given(*row) for row in connection.execute(statement).all()]
            last = sa.select(mention_ids.c.event_id).where(among(mention_ids.c.id, around))
            conditions = (among(event_ids.c.mention_id, around), event_ids.c.id.in_(last))
            return list({Given(*row) for some in conditions for row in connection.execute(statement.where(some))})

    def last_events(self, around: Sequence[str] | None = None) -> dict[str, str]:
        """The event each mention was last part of: of all mentions, or of these."""
        statement = sa.select(mention_ids.c.id, mention_ids.c.event_id).where(mention_ids.c.event_id.is_not(None))
        return {row[0]: row[1] for row in self._of(statement, around)}

    def first_seen(self, around: Sequence[str] | None = None) -> dict[str, datetime]:
        """When each mention that stands was first seen: of all mentions, or of these."""
        statement = sa.select(mention_ids.c.id, mention_ids.c.first_seen).join(
            mentions, mentions.c.id == mention_ids.c.id
        )
        return {row[0]: row[1] for row in self._of(statement, around)}

    def _of(self, statement: Any, around: Sequence[str] | None) -> list[Any]:
        if around is not None:
            statement = statement.where(among(mention_ids.c.id, around))
        with reading(self._engine) as connection:
            return list(connection.execute(statement).all())

    def drafts(
        self,
        batch: Mapping[str, Sequence[str]],
        *,
        threshold: float,
        at_hand: Mapping[str, Drawn] = MappingProxyType({}),
    ) -> list[Draft]:
        """Of these events (id to mention ids) the ones whose inputs have changed since they were last made.

        Mentions `at_hand` are not read again.
        """
        everyone = [mention for members in batch.values() for mention in members]
        with reading(self._engine) as connection:
            drawn = draw(connection, everyone, at_hand)
            statement = sa.select(events.c.id, events.c.inputs).where(among(events.c.id, batch))
            made = dict(map(tuple, connection.execute(statement).all()))
            holds, lapsed = holding(connection, everyone)
        on: dict[str, list[Override]] = {}
        for override in (*holds, *lapsed):
            on.setdefault(override.mention_id, []).append(override)
        fallen = set(map(id, lapsed))
        drafts = []
        for event_id, members in batch.items():
            said = [override for mention_id in members for override in on.get(mention_id, ())]
            told = [drawn[mention_id] for mention_id in members]
            inputs = digest_of(told, said, threshold)
            if made.get(event_id) != inputs:
                drafts.append(make_draft(event_id, told, said, fallen, inputs))
        return drafts

    def words(self, members: Sequence[str]) -> Mapping[str, Mapping[str, Evidence]]:
        """What mentions say on their pages, by field; drafts leave it out."""
        with reading(self._engine) as connection:
            return words_of(connection, members)

    def write(
        self, made: Sequence[Made], redirects: Mapping[str, str], *, as_of: datetime, run_id: int | None
    ) -> Written:
        """Write events with their ledger entries and changes in one transaction.

        `redirects`: ids that were merged into one of these. `as_of` dates ids published now, and changes no page dates.
        """
        if not made and not redirects:
            return Written()
        with writing(self._engine) as connection:
            return write_events(connection, made, redirects, as_of, run_id)

    def withdraw(self, bare: Iterable[str], *, as_of: datetime, run_id: int | None) -> int:
        """Withdraw events that no mention bears any more, unless a person confirmed them; how many were newly withdrawn."""
        count = 0
        for batch in batches(sorted(bare), 500):
            with writing(self._engine) as connection:
                count += withdraw_events(connection, batch, as_of, run_id)
        return count

    def keep_doubts(
        self, doubtful: Iterable[Link], refused: Iterable[Link] = (), around: Sequence[str] | None = None
    ) -> None:
        """Replace the doubtful pairs that wait for a person's word, and the pairs that were kept apart: all, or those of
        mentions `around`."""
        rows = {
            (link.left, link.right): {"left": link.left, "right": link.right, "score": link.score, "refused": apart}
            for apart, links in ((True, refused), (False, doubtful))
            for link in links
        }
        with writing(self._engine) as connection:
            if around is None:
                connection.execute(sa.delete(doubts))
            _settle_doubts(connection, around or ())
            upsert(connection, doubts, list(rows.values()))


def _settle_doubts(connection: Connection, compared: Sequence[str]) -> None:
    """Let go of the pairs of which both sides were compared again."""
    connection.execute(sa.delete(doubts).where(among(doubts.c.left, compared), among(doubts.c.right, compared)))
