"""Claiming, as the database sees it: what waits for an id, what is remembered, and what the claims change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ..identity import Channel, Claim, Keys, Member, Record, Remembered, Sighting, Telling, record_of
from ..model import day_of
from .among import among
from .comparing import file, filed_as, mark_dirty
from .drawn import Drawn, source_kind
from .schema import mention_ids, mentions, pages, readings, sightings, sources, tellings
from .upsert import run, upserting, write
from .values import MENTION_COLUMNS, compact, mention, told_day


@dataclass(frozen=True, slots=True)
class Scope:
    """The new tellings of one address and channel, and the ids remembered there. `said`: by telling (page id, ordinal)
    what stands for its words, and how they were found."""

    home: str
    channel: Channel
    tellings: tuple[Telling, ...]
    remembered: tuple[Remembered, ...]
    said: Mapping[tuple[int, int], tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Settled:
    """The claims of one scope."""

    scope: Scope
    claims: tuple[Claim, ...]


class Changed(NamedTuple):
    """A mention whose words changed, ready to be compared and to be made into an event."""

    record: Record
    drawn: Drawn


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
            tellings.c.origin,
            pages.c.url,
            pages.c.first_fetched,
            *(tellings.c[name] for name in MENTION_COLUMNS),
        )
        .join(pages, pages.c.id == tellings.c.page_id)
        .where(tellings.c.home <= last_home, sa.or_(tellings.c.home < last_home, tellings.c.channel <= last_channel))
        .order_by(tellings.c.home, tellings.c.channel, tellings.c.page_id, tellings.c.ordinal)
    )
    waiting: dict[tuple[str, str], tuple[list[Telling], dict[tuple[int, int], tuple[str, str | None]]]] = {}
    for row in connection.execute(statement).all():
        home, channel, page_id, ordinal, digest, origin, url, fetched, *values = row
        told, said = waiting.setdefault((home, channel), ([], {}))
        told.append(Telling(page_id, url, ordinal, fetched, mention(values)))
        said[page_id, ordinal] = digest, origin
    known = _remembered(connection, {home for home, _ in waiting})
    return [
        Scope(home, channel, tuple(told), tuple(known.get((home, channel), {}).values()), said)  # type: ignore[arg-type]
        for (home, channel), (told, said) in waiting.items()
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
    for home, channel, mention_id, page_id, known_by, doubt, url, fetched, standing in connection.execute(
        statement
    ).all():
        scope = known.setdefault((home, channel), {})
        if mention_id not in scope:
            scope[mention_id] = Remembered(mention_id)
        *keys, previous_day, ordinal = json.loads(known_by)
        scope[mention_id].sightings.append(
            Sighting(page_id, url, fetched, Keys(*keys), previous_day, bool(standing), doubt, ordinal)
        )
    return known


_LATER = pages.alias("later")
_STANDING = ~sa.exists().where(_LATER.c.url == pages.c.url, _LATER.c.last_fetched > pages.c.last_fetched)
"""Whether a page version is the newest of its address."""


class _Fact(NamedTuple):
    """What is known of a page version: its source, the day it tells, whether it is the newest of its address."""

    source_id: str
    source_name: str
    source_kind: str
    told: str
    standing: bool


def _facts(connection: Connection, page_ids: set[int]) -> dict[int, _Fact]:
    statement = (
        sa.select(
            pages.c.id,
            pages.c.source_id,
            sources.c.name,
            sources.c.kind,
            pages.c.first_fetched,
            readings.c.published,
            _STANDING.label("standing"),
        )
        .outerjoin(readings, readings.c.page_id == pages.c.id)
        .outerjoin(sources, sources.c.id == pages.c.source_id)
        .where(among(pages.c.id, page_ids))
    )
    return {
        page_id: _Fact(
            source_id,
            name or "",
            source_kind(source_id, kind),
            published or told_day(None, fetched),
            bool(standing),
        )
        for page_id, source_id, name, kind, fetched, published, standing in connection.execute(statement).all()
    }


def settle(connection: Connection, batch: Sequence[Settled]) -> list[Changed]:
    """Write the claims of some scopes; the mentions whose words changed."""
    facts = _facts(connection, {made.telling.page_id for settled in batch for made in settled.claims})
    best: dict[str, tuple[Claim, Scope, datetime]] = {}
    ledger, seen, done = [], [], []
    for settled in batch:
        scope = settled.scope
        known = {r.id: min(s.told for s in r.sightings) for r in scope.remembered if r.sightings}
        first: dict[str, datetime] = {}
        voices: dict[str, Claim] = {}
        for made in settled.claims:
            sighting = made.sighting
            if made.id not in voices or _voice(made, facts).beats(_voice(voices[made.id], facts)):
                voices[made.id] = made
            first[made.id] = min(first.get(made.id, sighting.told), sighting.told)
            seen.append((made.id, sighting.page_id, _known_by(sighting), made.doubt, True))
            done.append((sighting.page_id, sighting.ordinal))
        for mention_id, told in first.items():
            before = known.get(mention_id)
            best[mention_id] = voices[mention_id], scope, told if before is None else min(before, told)
            if before is None or told < before:
                ledger.append((mention_id, scope.home, scope.channel, told))
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


def _voice(made: Claim, facts: Mapping[int, _Fact]) -> _Voice:
    told = made.telling
    return _Voice(told.page_url, facts[told.page_id].standing, told.told, told.page_id, told.mention.confidence)


def _write(
    connection: Connection, best: Mapping[str, tuple[Claim, Scope, datetime]], facts: Mapping[int, _Fact]
) -> list[Changed]:
    """Write the mentions whose pages have a new word on them; those that are not what they were."""
    stored = _stored(connection, best)
    new: list[tuple[Any, ...]] = []
    indexed: list[tuple[Any, ...]] = []
    changed: list[Changed] = []
    moved: list[Record] = []
    for mention_id, (made, scope, first_seen) in best.items():
        old, telling = stored.get(mention_id), made.telling
        if old is not None and old.voice.page_id is not None and old.voice.beats(_voice(made, facts)):
            continue
        fact, said = facts[telling.page_id], telling.mention
        digest, origin = scope.said[telling.page_id, telling.ordinal]
        words = (digest, telling.page_url, telling.told, fact.told, made.doubt)
        filed = old.filed if old is not None else None
        if old is None or old.words != words:
            record = record_of(
                mention_id,
                said,
                home=scope.home,
                source_id=fact.source_id,
                page_url=telling.page_url,
                seen=telling.told,
            )
            member = Member(
                mention_id,
                said,
                date.fromisoformat(fact.told),
                telling.told,
                telling.page_url,
                fact.source_id,
                fact.source_name,
                fact.source_kind,
                made.doubt,
                origin,
            )
            changed.append(Changed(record, Drawn(member, first_seen, digest, telling.page_id)))
            filed = filed_as(record)
            if old is None or old.filed != filed:
                moved.append(record)
        row = (mention_id, telling.page_id, telling.ordinal, fact.told, made.doubt, filed)
        day = day_of(said.start).isoformat() if said.start else None
        (indexed if old is not None and old.indexed == (fact.source_id, day) else new).append(row)
    run(connection, _taking_over(connection.dialect.name, _OWN), _GIVEN, new)
    run(connection, _taking_over(connection.dialect.name, _OWN - _INDEXED), _GIVEN, indexed)
    mark_dirty(connection, [record.id for record, _ in changed])
    file(connection, moved)
    return changed


class _Stored(NamedTuple):
    """What stands of a mention: whose voice, the words it last said, how it is filed and indexed."""

    voice: _Voice
    words: tuple[Any, ...]
    filed: str | None
    indexed: tuple[str, str | None]


def _stored(connection: Connection, found: Iterable[str]) -> dict[str, _Stored]:
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
    return {
        name: _Stored(
            _Voice(url, bool(standing), fetched, page_id, confidence),
            (digest, url, fetched, told, doubt),
            filed,
            (source_id, day),
        )
        for name, page_id, url, fetched, told, doubt, confidence, digest, source_id, day, filed, standing in (
            connection.execute(statement).all()
        )
    }


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
