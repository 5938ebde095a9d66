"""What pages say: readings staged as they are read, ids settled scope by scope, mentions with their evidence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from ..identity import Channel, Claim, Keys, Record, Remembered, Sighting, Telling, record_of, scope_of
from ..model import Issue, Page, Reading
from .engine import reading as reading_
from .engine import writing
from .issues import clear, put
from .schema import evidence, mention_ids, mentions, pages, readings, sightings, tellings
from .upsert import BATCH, batches, upsert
from .values import content_digest, dump_mention, load_mention, mention_columns, rich, told_day

SCOPES = 500
"""Scopes settled in one transaction."""


@dataclass(frozen=True, slots=True)
class Read:
    """One page as read: its reading, or why it could not be read."""

    page: Page
    reader_version: str
    reading: Reading | None
    error: str | None = None


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


class Mentions:
    """Tellings (as read, waiting for their ids), then mentions."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def stage(self, batch: Sequence[Read]) -> None:
        """Keep what pages said, in one transaction. A page read again replaces what it said before."""
        page_ids = [read.page.id for read in batch]
        rows: list[dict[str, Any]] = []
        issues: list[Issue] = []
        for read in batch:
            rows += _telling_rows(read)
            issues += _issues(read)
        with writing(self._engine) as connection:
            for some in batches(page_ids, 500):
                connection.execute(sa.delete(tellings).where(tellings.c.page_id.in_(some)))
                connection.execute(sa.update(mentions).where(mentions.c.page_id.in_(some)).values(page_id=None))
                connection.execute(sa.update(sightings).where(sightings.c.page_id.in_(some)).values(told=False))
            if rows:
                connection.execute(sa.insert(tellings), rows)
            upsert(connection, readings, [_reading_row(read) for read in batch])
            clear(connection, "extract", urls=sorted({read.page.url for read in batch}))
            put(connection, issues, "extract", max(read.page.last_fetched for read in batch))

    def pending(self, size: int = SCOPES) -> Iterator[list[Scope]]:
        """Scopes with tellings that wait for their ids, in batches; each batch must be settled before the next is drawn."""
        while True:
            with reading_(self._engine) as connection:
                scopes = _pending(connection, size)
            if not scopes:
                return
            yield scopes

    def settle(self, batch: Sequence[Settled]) -> set[str]:
        """Write the claims of some scopes in one transaction; the ids of the mentions that changed."""
        with writing(self._engine) as connection:
            newest = _newest_pages(connection, {c.telling.page_id for s in batch for c in s.claims})
            return _settle(connection, batch, newest)

    def sweep(self) -> int:
        """Drop mentions that no page says any more, as read today; how many. Their ids stay in the ledger."""
        with writing(self._engine) as connection:
            return connection.execute(sa.delete(mentions).where(mentions.c.page_id.is_(None))).rowcount

    def records(self) -> Iterator[Record]:
        """All mentions in the form in which they are compared, by id."""
        statement = sa.select(*_COMPARED).order_by(mentions.c.id)
        with reading_(self._engine) as connection:
            for row in connection.execution_options(yield_per=BATCH).execute(statement):
                yield _record(row)

    def record(self, mention_id: str) -> Record | None:
        """One mention in the form in which mentions are compared."""
        with reading_(self._engine) as connection:
            row = connection.execute(sa.select(*_COMPARED).where(mentions.c.id == mention_id)).first()
        return None if row is None else _record(row)

    def count(self) -> int:
        """How many mentions stand."""
        with reading_(self._engine) as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(mentions)) or 0

    def count_by_source(self) -> dict[str, int]:
        """How many mentions stand, by source."""
        statement = sa.select(mentions.c.source_id, sa.func.count()).group_by(mentions.c.source_id)
        with reading_(self._engine) as connection:
            return {row[0]: row[1] for row in connection.execute(statement)}


_COMPARED = tuple(
    mentions.c[name]
    for name in (
        "id",
        "kind",
        "start",
        "previous_start",
        "alternatives",
        "title",
        "theme",
        "organizer",
        "venue",
        "street",
        "city",
        "region",
        "postcode",
        "country",
        "latitude",
        "longitude",
        "native_id",
        "home",
        "page_url",
        "source_id",
    )
)


def _record(row: Any) -> Record:
    values = dict(row._mapping)
    for name in ("start", "previous_start"):
        values[name] = rich(name, values[name])
    values["alternatives"] = (
        rich("alternatives", json.loads(values["alternatives"])) if row.alternatives != "[]" else ()
    )
    return record_of(row.id, SimpleNamespace(**values), home=row.home, source_id=row.source_id, page_url=row.page_url)


# -- staging ----------------------------------------------------------------------------------------------------------


def _telling_rows(read: Read) -> Iterator[dict[str, Any]]:
    for ordinal, mention in enumerate(read.reading.mentions if read.reading else ()):
        home, channel = scope_of(mention, read.page.url)
        yield {
            "page_id": read.page.id,
            "ordinal": ordinal,
            "home": home,
            "channel": channel,
            "payload": dump_mention(mention),
        }


def _reading_row(read: Read) -> dict[str, Any]:
    told = read.reading or Reading()
    return {
        "page_id": read.page.id,
        "reader_version": read.reader_version,
        "published": told.published.isoformat() if told.published else None,
        "language": told.language,
        "has_sign": told.has_sign,
        "mentions": len(told.mentions),
        "error": read.error,
    }


def _issues(read: Read) -> Iterator[Issue]:
    where: dict[str, Any] = {"source_id": read.page.source_id, "url": read.page.url, "raised": read.page.last_fetched}
    if read.error:
        yield Issue(code="unreadable", message=read.error, level="error", **where)
    for oddity in read.reading.oddities if read.reading else ():
        yield Issue(code=oddity.code, message=oddity.message, level=oddity.level, **where)


# -- claiming ---------------------------------------------------------------------------------------------------------


def _pending(connection: Connection, size: int) -> list[Scope]:
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
    for row in connection.execute(statement):
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
    for row in connection.execute(statement):
        scope = known.setdefault((row.home, row.channel), {})
        *keys, previous_day = json.loads(row.known_by)
        scope.setdefault(row.mention_id, Remembered(row.mention_id)).sightings.append(
            Sighting(
                page_id=row.page_id,
                page_url=row.url,
                told=row.first_fetched,
                keys=Keys(*keys),
                previous_day=previous_day,
                standing=bool(row.standing),
                doubt=row.doubt,
            )
        )
    return known


def _newest_pages(connection: Connection, page_ids: set[int]) -> dict[int, Any]:
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
        found.update({row.id: row for row in connection.execute(statement)})
    return found


def _settle(connection: Connection, batch: Sequence[Settled], facts: Mapping[int, Any]) -> set[str]:
    claims: dict[str, Claim] = {}
    for settled in batch:
        for made in settled.claims:
            best = claims.get(made.id)
            if best is None or _tells_better(made, best, facts):
                claims[made.id] = made
    ledger, seen, homes = [], [], {}
    for settled in batch:
        first: dict[str, datetime] = {
            r.id: min(s.told for s in r.sightings) for r in settled.scope.remembered if r.sightings
        }
        for made in settled.claims:
            first[made.id] = min(first.get(made.id, made.sighting.told), made.sighting.told)
            homes[made.id] = settled.scope
            seen.append(
                {
                    "mention_id": made.id,
                    "page_id": made.sighting.page_id,
                    "known_by": json.dumps([*made.sighting.keys, made.sighting.previous_day], ensure_ascii=False),
                    "doubt": made.doubt,
                    "told": True,
                }
            )
        for mention_id in {made.id for made in settled.claims}:
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
        done = {(s.scope.home, s.scope.channel) for s in batch if s.scope.home in set(some)}
        for channel in sorted({channel for _, channel in done}):
            mine = sorted(home for home, of in done if of == channel)
            connection.execute(sa.delete(tellings).where(tellings.c.home.in_(mine), tellings.c.channel == channel))
    return changed


def _tells_better(new: Claim, old: Claim, facts: Mapping[int, Any]) -> bool:
    """Which of two pages that tell one mention gives its values: of one address the later version; else the one that
    still stands, the later told, the surer, the smaller address."""
    if new.telling.page_url == old.telling.page_url:
        return (new.telling.told, new.telling.page_id) > (old.telling.told, old.telling.page_id)

    def key(made: Claim) -> tuple[Any, ...]:
        told = made.telling
        return bool(facts[told.page_id].standing), told.told.date(), told.mention.confidence

    if key(new) != key(old):
        return key(new) > key(old)
    return new.telling.page_url < old.telling.page_url


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
        ).where(mentions.c.id.in_(some))
        stored.update({row.id: row for row in connection.execute(statement)})
    standing = _newest_pages(connection, {row.page_id for row in stored.values() if row.page_id is not None})
    rows, words, changed = [], [], set()
    for mention_id, made in claims.items():
        old = stored.get(mention_id)
        if old is not None and old.page_id is not None and _stays(old, standing[old.page_id], made, facts):
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
        }
        evidence_rows = [
            {
                "mention_id": mention_id,
                "field": name,
                "text": item.text.replace("\0", ""),
                "locator": item.locator.replace("\0", ""),
                "origin": item.origin,
            }
            for name, item in made.telling.mention.evidence.items()
        ]
        row["digest"] = content_digest(
            [value for name, value in row.items() if name not in ("page_id", "reader_version")],
            [list(item.values()) for item in evidence_rows],
        )
        rows.append(row)
        if old is None or old.digest != row["digest"]:
            changed.add(mention_id)
            words += evidence_rows
    for some in batches(sorted(changed & stored.keys()), 500):
        connection.execute(sa.delete(evidence).where(evidence.c.mention_id.in_(some)))
    upsert(connection, mentions, rows)
    if words:
        connection.execute(sa.insert(evidence), words)
    return changed


def _stays(old: Any, old_page: Any, new: Claim, facts: Mapping[int, Any]) -> bool:
    """Whether the stored values still tell better than the new telling."""
    if old.page_url == new.telling.page_url:
        return bool((old.fetched, old.page_id) > (new.telling.told, new.telling.page_id))
    told = new.telling
    before = (bool(old_page.standing), old.fetched.date(), old.confidence)
    after = (bool(facts[told.page_id].standing), told.told.date(), told.mention.confidence)
    return before > after or (before == after and old.page_url < told.page_url)
