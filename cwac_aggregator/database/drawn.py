"""Mentions as events are made of them: read from the database, or kept from their settling a moment ago."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from .. import ids
from ..identity import Member
from .among import among
from .schema import mention_ids, mentions, sources
from .values import MENTION_COLUMNS, mention


class Drawn(NamedTuple):
    """A mention without its evidence, when it was first seen, and what stands for its words: their digest and their page."""

    member: Member
    first_seen: datetime
    digest: str
    page_id: int | None


def source_kind(source_id: str, kind: str | None) -> str:
    """The kind of a publisher, "" where it is not known any more."""
    return kind or (ids.EDITOR if source_id == ids.EDITOR else "")


_STATEMENT = (
    sa.select(
        mentions.c.id,
        mentions.c.page_id,
        mentions.c.page_url,
        mentions.c.source_id,
        mentions.c.fetched,
        mentions.c.told,
        mentions.c.doubt,
        mentions.c.origin,
        mentions.c.digest,
        sources.c.name,
        sources.c.kind.label("publisher"),
        mention_ids.c.first_seen,
        *(mentions.c[name] for name in MENTION_COLUMNS),
    )
    .join(mention_ids, mention_ids.c.id == mentions.c.id)
    .outerjoin(sources, sources.c.id == mentions.c.source_id)
)


def draw(connection: Connection, found: Iterable[str], at_hand: Mapping[str, Drawn]) -> dict[str, Drawn]:
    """These mentions by id. Those `at_hand` are not read again."""
    drawn = {mention_id: at_hand[mention_id] for mention_id in found if mention_id in at_hand}
    others = [mention_id for mention_id in found if mention_id not in drawn]
    for row in connection.execute(_STATEMENT.where(among(mentions.c.id, others))).all() if others else ():
        name, page_id, url, source_id, fetched, told, doubt, origin, digest, source, kind, first_seen, *said = row
        member = Member(
            name,
            mention(said),
            date.fromisoformat(told),
            fetched,
            url,
            source_id,
            source or "",
            source_kind(source_id, kind),
            doubt,
            origin,
        )
        drawn[name] = Drawn(member, first_seen, digest, page_id)
    return drawn
