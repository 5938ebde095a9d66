"""Claiming, as the database sees it: what waits for an id, what is remembered, and what the claims change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ..identity import Channel, Claim, Keys, Record, Remembered, Sighting, Telling, record_of
from ..model import day_of
from .among import among
from .comparing import file, filed_as, mark_dirty
from .schema import mention_ids, mentions, pages, readings, sightings, tellings
from .upsert import run, upserting, write
from .values import MENTION_COLUMNS, compact, mention, told_day


@dataclass(frozen=True, slots=True)
class Scope:
    """The new tellings of one address and channel, and the ids remembered there. `digests` stand for what each telling
    (page id, ordinal) says."""

    home: str
    channel: Channel
    tellings: tuple[Telling, ...]
    remembered: tuple[Remembered, ...]
    digests: Mapping[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class Settled:
    """The claims of one scope."""

    scope: Scope
    claims: tuple[Claim, ...]


def pending(connection: Connection, size: int) -> list[Scope]:
    """The next scopes with tellings that wait."""
    drawn = connection.execute(
        sa.select(tellings.c.home, tellings.c.channel)
        .distinct()
        .order_by(tellings.c.home, tellings.c.channel)
        .limit(size)
    ).all()
    if not drawn:
        return []
    last_home, last_channel = drawn[-1]
    statement = (
        sa.select(
            tellings.c.home,
            tellings.c.channel,
            tellings.c.page_id,
            tellings.c.ordinal,
            tellings.c.digest,
            pages.c.url,
            pages.c.first_fetched,
            *(tellings.c[name] for name in MENTION_COLUMNS),
        )
        .join(pages, pages.c.id == tellings.c.page_id)
        .where(tellings.c.home <= last_home, sa.or_(tellings.c.home < last_home, tellings.c.channel <= last_channel))
        .order_by(tellings.c.home, tellings.c.channel, tellings.c.page_id, tellings.c.ordinal)
    )
    waiting: dict[tuple[str, str], tuple[list[Telling], dict[tuple[int, int], str]]] = {}
    for row in connection.execute(statement).all():
        home, channel, page_id, ordinal, digest, url, fetched, *said = row
        told, digests = waiting.setdefault((home, channel), ([], {}))
        told.append(Telling(page_id=page_id, page_url=url, ordinal=ordinal, told=fetched, mention=mention(said)))
        digests[page_id, ordinal] = digest
    known = _remembered(connection, {home for home, _ in waiting})
    return [
        Scope(home, channel, tuple(told), tuple(known.get((home, channel), {}).values()), digests)  # type: ignore[arg-type]
        for (home, channel), (told, digests) in waiting.items()
    ]


def _remembered(connection: Connection, homes: Iterable[str]) -> dict[tuple[str, str], dict[str, Remembered]]:
    statement = (
        sa.select(
            mention_ids.c.home,
            mention_ids.c.channel,
            sightings.c.mention_id,
            sightings.c.page_id,
            sightings.c.known_by,
            sightings.c.doubt,
            pages.c.url,
            pages.c.first_fetched,
            _STANDING.label("standing"),
        )
        .join(sightings, sightings.c.mention_id == mention_ids.c.id)
        .join(pages, pages.c.id == sightings.c.page_id)
        .where(among(mention_ids.c.home, homes))
        .order_by(sightings.c.mention_id, sightings.c.page_id)
    )
    known: dict[tuple[str, str], dict[str, Remembered]] = {}
    for row in connection.execute(statement).all():
        scope = known.setdefault((row.home, row.channel), {})
        *keys, previous_day, ordinal = json.loads(row.known_by)
        scope.setdefault(row.mention_id, Remembered(row.mention_id)).sightings.append(
            Sighting(
                page_id=row.page_id,
                page_url=row.url,
                told=row.first_fetched,
                keys=Keys(*keys),
                previous_day=previous_day,
                standing=bool(row.standing),
                doubt=row.doubt,
                ordinal=ordinal,
            )
        )
    return known


_LATER = pages.alias("later")
_STANDING = ~sa.exists().where(_LATER.c.url == pages.c.url, _LATER.c.last_fetched > pages.c.last_fetched)
"""Whether a page version is the newest of its address."""


def _facts(connection: Connection, page_ids: set[int]) -> dict[int, Any]:
    """Per page version: whether it is the newest of its address, its source, when fetched, what day it tells."""
    statement = (
        sa.select(
            pages.c.id, pages.c.source_id, pages.c.first_fetched, readings.c.published, _STANDING.label("standing")
        )
        .outerjoin(readings, readings.c.page_id == pages.c.id)
        .where(among(pages.c.id, page_ids))
    )
    return {row.id: row for row in connection.execute(statement).all()}


def settle(connection: Connection, batch: Sequence[Settled]) -> list[Record]:
    """Write the claims of some scopes; the mentions whose words changed, ready to compare."""
    facts = _facts(connection, {made.telling.page_id for settled in batch for made in settled.claims})
    best: dict[str, tuple[Claim, Scope]] = {}
    ledger, seen, done = [], [], []
    for settled in batch:
        scope = settled.scope
        known = {r.id: min(s.told for s in r.sightings) for r in scope.remembered if r.sightings}
        first: dict[str, datetime] = {}
        for made in settled.claims:
            sighting = made.sighting
            if made.id not in best or _voice(made, facts).beats(_voice(best[made.id][0], facts)):
                best[made.id] = made, scope
            first[made.id] = min(first.get(made.id, sighting.told), sighting.told)
            seen.append((made.id, sighting.page_id, _known_by(sighting), made.doubt, True))
            done.append((sighting.page_id, sighting.ordinal))
        ledger += [
            (mention_id, scope.home, scope.channel, told)
            for mention_id, told in first.items()
            if mention_id not in known or told < known[mention_id]
        ]
    write(connection, mention_ids, ("id", "home", "channel", "first_seen"), ledger, update=("first_seen",))
    names = ("mention_id", "page_id", "known_by", "doubt", "told")
    write(connection, sightings, names, seen, update=("known_by", "told"))
    changed = _write(connection, best, facts)
    run(connection, _SETTLED, ("page", "number"), done)
    return changed


_SETTLED = sa.delete(tellings).where(
    tellings.c.page_id == sa.bindparam("page"), tellings.c.ordinal == sa.bindparam("number")
)


def _known_by(seen: Sighting) -> str:
    return compact([*seen.keys, seen.previous_day, seen.ordinal])


class _Voice(NamedTuple):
    """What decides which of the pages that tell one mention gives its values."""

    url: str
    standing: bool
    told: datetime
    page_id: int
    confidence: float

    def beats(self, other: _Voice) -> bool:
        """Of one address its newest version wins, then the later one; of several the one that still stands, then the
        later told by days, the surer, the smaller address."""
        if self.url == other.url:
            return self[1:4] > other[1:4]
        mine = (self.standing, self.told.date(), self.confidence)
        its = (other.standing, other.told.date(), other.confidence)
        return mine > its or (mine == its and self.url < other.url)


def _voice(made: Claim, facts: Mapping[int, Any]) -> _Voice:
    told = made.telling
    standing = bool(facts[told.page_id].standing)
    return _Voice(told.page_url, standing, told.told, told.page_id, told.mention.confidence)


def _write(connection: Connection, best: Mapping[str, tuple[Claim, Scope]], facts: Mapping[int, Any]) -> list[Record]:
    """Write the mentions whose pages have a new word on them; those that are not what they were."""
    stored = _stored(connection, best)
    new: list[tuple[Any, ...]] = []
    indexed: list[tuple[Any, ...]] = []
    changed: list[Record] = []
    moved: list[Record] = []
    for mention_id, (made, scope) in best.items():
        old, telling = stored.get(mention_id), made.telling
        if old is not None and old.page_id is not None:
            voice = _Voice(old.page_url, bool(old.standing), old.fetched, old.page_id, old.confidence)
            if voice.beats(_voice(made, facts)):
                continue
        fact, said = facts[telling.page_id], telling.mention
        told = fact.published or told_day(None, fact.first_fetched)
        filed = old.filed if old is not None else None
        is_like = (scope.digests[telling.page_id, telling.ordinal], telling.page_url, telling.told, told, made.doubt)
        if old is None or (old.digest, old.page_url, old.fetched, old.told, old.doubt) != is_like:
            record = record_of(mention_id, said, home=scope.home, source_id=fact.source_id, page_url=telling.page_url)
            changed.append(record)
            filed = filed_as(record)
            if old is None or old.filed != filed:
                moved.append(record)
        day = day_of(said.start).isoformat() if said.start else None
        is_known = old is not None and (old.source_id, old.day) == (fact.source_id, day)
        row = (mention_id, telling.page_id, telling.ordinal, told, made.doubt, filed)
        (indexed if is_known else new).append(row)
    run(connection, _taking_over(connection.dialect.name, _OWN), _GIVEN, new)
    run(connection, _taking_over(connection.dialect.name, _OWN - _INDEXED), _GIVEN, indexed)
    mark_dirty(connection, [record.id for record in changed])
    file(connection, moved)
    return changed


def _stored(connection: Connection, found: Iterable[str]) -> dict[str, Any]:
    """What stands of these mentions."""
    statement = (
        sa.select(
            mentions.c.id,
            mentions.c.page_id,
            mentions.c.page_url,
            mentions.c.fetched,
            mentions.c.told,
            mentions.c.doubt,
            mentions.c.confidence,
            mentions.c.digest,
            mentions.c.source_id,
            mentions.c.day,
            mentions.c.filed,
            _STANDING.label("standing"),
        )
        .outerjoin(pages, pages.c.id == mentions.c.page_id)
        .where(among(mentions.c.id, found))
    )
    return {row.id: row for row in connection.execute(statement).all()}


_OWN = frozenset(mentions.c.keys()) - {"id"}
_INDEXED = frozenset({"home", "channel", "source_id", "day"})
"""Columns with an index of their own, which is costly to write anew where they stay as they are."""
_GIVEN = ("mention", "page", "number", "told", "doubt", "filed")


@cache
def _taking_over(family: str, update: Set[str]) -> Any:
    """The statement by which a mention takes over what a telling says: the values never leave the database."""
    given = {name: sa.bindparam(name, type_=sa.Integer if name in ("page", "number") else sa.String) for name in _GIVEN}
    found: dict[str, Any] = {column.name: column for column in tellings.columns if column.name in mentions.c}
    found |= {"page_url": pages.c.url, "source_id": pages.c.source_id, "fetched": pages.c.first_fetched}
    found |= {"id": given["mention"], "told": given["told"], "doubt": given["doubt"], "filed": given["filed"]}
    names = sorted(found)
    rows = (
        sa.select(*(found[name] for name in names))
        .join(pages, pages.c.id == tellings.c.page_id)
        .where(tellings.c.page_id == given["page"], tellings.c.ordinal == given["number"])
    )
    return upserting(family, mentions, ("id",), sorted(update)).from_select(names, rows)
