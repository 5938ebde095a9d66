"""Claiming, as the database sees it: what waits for an id, what is remembered, and what the claims change."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ..identity import Channel, Claim, Keys, Record, Remembered, Sighting, Telling, record_of
from .comparing import mark_changed
from .schema import evidence, mention_ids, mentions, pages, readings, sightings, tellings
from .upsert import batches, upsert
from .values import content_digest, load_mention, mention_columns, told_day


@dataclass(frozen=True, slots=True)
class Scope:
    """The new tellings of one address and channel, and the ids remembered there."""

    home: str
    channel: Channel
    tellings: tuple[Telling, ...]
    remembered: tuple[Remembered, ...]


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
    wanted = {(row.home, row.channel) for row in drawn}
    homes = sorted({row.home for row in drawn})
    waiting: dict[tuple[str, str], list[Telling]] = {}
    statement = (
        sa.select(tellings, pages.c.url, pages.c.first_fetched)
        .join(pages, pages.c.id == tellings.c.page_id)
        .where(tellings.c.home.in_(homes))
        .order_by(tellings.c.home, tellings.c.channel, tellings.c.page_id, tellings.c.ordinal)
    )
    for row in connection.execute(statement).all():
        if (row.home, row.channel) in wanted:
            waiting.setdefault((row.home, row.channel), []).append(
                Telling(
                    page_id=row.page_id,
                    page_url=row.url,
                    ordinal=row.ordinal,
                    told=row.first_fetched,
                    mention=load_mention(row.payload),
                )
            )
    known = _remembered(connection, homes)
    return [
        Scope(home, channel, tuple(told), tuple(known.get((home, channel), {}).values()))  # type: ignore[arg-type]
        for (home, channel), told in waiting.items()
    ]


def _remembered(connection: Connection, homes: Sequence[str]) -> dict[tuple[str, str], dict[str, Remembered]]:
    later = pages.alias("later")
    standing = ~sa.exists().where(later.c.url == pages.c.url, later.c.last_fetched > pages.c.last_fetched)
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
            standing.label("standing"),
        )
        .join(sightings, sightings.c.mention_id == mention_ids.c.id)
        .join(pages, pages.c.id == sightings.c.page_id)
        .where(mention_ids.c.home.in_(homes))
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


def _facts(connection: Connection, page_ids: set[int]) -> dict[int, Any]:
    """Per page version: whether it is the newest of its address, its source, when fetched, when published."""
    later = pages.alias("later")
    standing = ~sa.exists().where(later.c.url == pages.c.url, later.c.last_fetched > pages.c.last_fetched)
    found: dict[int, Any] = {}
    for some in batches(sorted(page_ids), 500):
        statement = (
            sa.select(
                pages.c.id,
                pages.c.url,
                pages.c.source_id,
                pages.c.first_fetched,
                readings.c.published,
                standing.label("standing"),
            )
            .outerjoin(readings, readings.c.page_id == pages.c.id)
            .where(pages.c.id.in_(some))
        )
        found.update({row.id: row for row in connection.execute(statement).all()})
    return found


def settle(connection: Connection, batch: Sequence[Settled]) -> set[str]:
    """Write the claims of some scopes; the ids of the mentions whose words changed."""
    facts = _facts(connection, {made.telling.page_id for settled in batch for made in settled.claims})
    claims: dict[str, Claim] = {}
    for settled in batch:
        for made in settled.claims:
            best = claims.get(made.id)
            if best is None or _voice(made, facts).beats(_voice(best, facts)):
                claims[made.id] = made
    ledger, seen, homes = [], [], {}
    for settled in batch:
        known: dict[str, datetime] = {
            r.id: min(s.told for s in r.sightings) for r in settled.scope.remembered if r.sightings
        }
        first = dict(known)
        for made in settled.claims:
            first[made.id] = min(first.get(made.id, made.sighting.told), made.sighting.told)
            homes[made.id] = settled.scope
            seen.append(
                {
                    "mention_id": made.id,
                    "page_id": made.sighting.page_id,
                    "known_by": _known_by(made.sighting),
                    "doubt": made.doubt,
                    "told": True,
                }
            )
        for mention_id in {made.id for made in settled.claims}:
            if known.get(mention_id) == first[mention_id]:
                continue
            ledger.append(
                {
                    "id": mention_id,
                    "home": settled.scope.home,
                    "channel": settled.scope.channel,
                    "first_seen": first[mention_id],
                }
            )
    upsert(connection, mention_ids, ledger, update=("first_seen",))
    upsert(connection, sightings, seen, update=("known_by", "told"))
    changed = _write(connection, claims, homes, facts)
    for some in batches(sorted({s.scope.home for s in batch}), 500):
        homes_here = set(some)
        done = {(s.scope.home, s.scope.channel) for s in batch if s.scope.home in homes_here}
        for channel in sorted({channel for _, channel in done}):
            mine = sorted(home for home, of in done if of == channel)
            connection.execute(sa.delete(tellings).where(tellings.c.home.in_(mine), tellings.c.channel == channel))
    return changed


def _known_by(seen: Sighting) -> str:
    return json.dumps([*seen.keys, seen.previous_day, seen.ordinal], ensure_ascii=False)


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
            return (self.standing, self.told, self.page_id) > (other.standing, other.told, other.page_id)
        mine = (self.standing, self.told.date(), self.confidence)
        its = (other.standing, other.told.date(), other.confidence)
        return mine > its or (mine == its and self.url < other.url)


def _voice(made: Claim, facts: Mapping[int, Any]) -> _Voice:
    told = made.telling
    standing = bool(facts[told.page_id].standing)
    return _Voice(told.page_url, standing, told.told, told.page_id, told.mention.confidence)


def _write(
    connection: Connection, claims: Mapping[str, Claim], scopes: Mapping[str, Scope], facts: Mapping[int, Any]
) -> set[str]:
    """Write the mentions whose values changed, with their evidence."""
    stored: dict[str, Any] = {}
    for some in batches(sorted(claims), 500):
        statement = sa.select(
            mentions.c.id,
            mentions.c.page_id,
            mentions.c.page_url,
            mentions.c.fetched,
            mentions.c.confidence,
            mentions.c.digest,
            mentions.c.source_id,
            mentions.c.day,
        ).where(mentions.c.id.in_(some))
        stored.update({row.id: row for row in connection.execute(statement).all()})
    standing = _facts(connection, {row.page_id for row in stored.values() if row.page_id is not None})
    new: list[dict[str, Any]] = []
    same: list[dict[str, Any]] = []
    words, changed = [], set()
    for mention_id, made in claims.items():
        old = stored.get(mention_id)
        if old is not None and old.page_id is not None:
            is_standing = bool(standing[old.page_id].standing)
            if _Voice(old.page_url, is_standing, old.fetched, old.page_id, old.confidence).beats(_voice(made, facts)):
                continue
        fact = facts[made.telling.page_id]
        row = {
            "id": mention_id,
            "page_id": made.telling.page_id,
            "home": scopes[mention_id].home,
            "channel": scopes[mention_id].channel,
            "page_url": made.telling.page_url,
            "source_id": fact.source_id,
            "fetched": fact.first_fetched,
            "told": fact.published or told_day(None, fact.first_fetched),
            **mention_columns(made.telling.mention),
            "doubt": made.doubt,
            "origin": _origin(made),
        }
        evidence_rows = [
            {
                "mention_id": mention_id,
                "field": name,
                "text": item.text,
                "locator": item.locator,
                "origin": item.origin,
            }
            for name, item in made.telling.mention.evidence.items()
        ]
        row["digest"] = content_digest(
            [value for name, value in row.items() if name not in ("page_id", "reader_version")],
            [tuple(item.values()) for item in evidence_rows],
        )
        filed = old is not None and (old.source_id, old.day) == (row["source_id"], row["day"])
        (same if filed else new).append(row)
        if old is None or old.digest != row["digest"]:
            changed.add(mention_id)
            words += evidence_rows
    upsert(connection, mentions, new)
    upsert(connection, mentions, same, update=[name for name in (same or [{}])[0] if name not in _FILED_BY])
    _write_evidence(connection, changed & stored.keys(), words)
    mark_changed(connection, [_record(claims[name], scopes[name].home, facts) for name in sorted(changed)])
    return changed


_FILED_BY = frozenset({"id", "home", "channel", "source_id", "day"})
"""Columns with an index of their own, which is costly to write anew where they stay as they are."""


def _write_evidence(connection: Connection, known: Set[str], words: Sequence[dict[str, Any]]) -> None:
    """Write the words of mentions that changed; of those `known` before, only what differs."""
    standing: dict[tuple[str, str], tuple[str, str, str]] = {}
    for some in batches(sorted(known), 500):
        rows = connection.execute(sa.select(evidence).where(evidence.c.mention_id.in_(some))).all()
        standing.update({(row[0], row[1]): (row[2], row[3], row[4]) for row in rows})
    fresh = []
    for row in words:
        mention_id, field, *told = row.values()
        if standing.pop((mention_id, field), None) != tuple(told):
            fresh.append(row)
    for mention_id, field in standing:
        connection.execute(sa.delete(evidence).where(evidence.c.mention_id == mention_id, evidence.c.field == field))
    upsert(connection, evidence, fresh)


def _record(made: Claim, home: str, facts: Mapping[int, Any]) -> Record:
    fact = facts[made.telling.page_id]
    return record_of(made.id, made.telling.mention, home=home, source_id=fact.source_id, page_url=fact.url)


def _origin(made: Claim) -> str | None:
    """How the mention was found: as its start was, else its title."""
    words = made.telling.mention.evidence
    found = words.get("start") or words.get("title")
    return found.origin if found else None
