"""Comparing, as the database sees it: the records of mentions, and which of them must be compared again.

A mention whose words changed is `dirty` until the events around it have been made again. Only it, what shares a block
with it, and the events of all of these are compared; the result is what comparing everything would give.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType, SimpleNamespace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from ..identity import Record, block_number, blocks_of, filed_by, record_of
from .among import among
from .schema import blocks, dirty, doubts, event_mentions, judgements, marks, mentions, overrides, sources
from .upsert import BATCH, batches, upsert, write
from .values import content_digest, rich

FULL_SHARE = 0.2
"""From this share of changed mentions on, everything is compared: it is quicker than to look around each."""


def mark_dirty(connection: Connection, found: Iterable[str]) -> None:
    """Note mentions whose events must be made again."""
    write(connection, dirty, ("mention_id",), [(mention_id,) for mention_id in found], update=())


def mark_changed(connection: Connection, changed: Sequence[Record]) -> None:
    """Note mentions whose words changed: dirty, and in other blocks than before."""
    mark_dirty(connection, [record.id for record in changed])
    file(connection, changed)


def file(connection: Connection, records: Sequence[Record]) -> None:
    """Put records into their blocks; what is there already stays."""
    wanted = {
        (block_number(key), record.id) for record in records for key in blocks_of(record) if key[0] != "home"
    }  # Where a mention belongs is in its own row.
    of_these = among(blocks.c.mention_id, [record.id for record in records])
    rows = connection.execute(sa.select(blocks.c.key, blocks.c.mention_id).where(of_these))
    standing = set(map(tuple, rows.all()))
    for key, mention_id in sorted(standing - wanted):
        connection.execute(sa.delete(blocks).where(blocks.c.key == key, blocks.c.mention_id == mention_id))
    write(connection, blocks, ("key", "mention_id"), sorted(wanted - standing), update=())


def filed_as(record: Record) -> str:
    """Stands for everything a record's blocks depend on: while it stays, so do they."""
    return content_digest(filed_by(record))


def sweep(connection: Connection) -> int:
    """Drop mentions that no page says any more; what was joined with them is dirty."""
    gone = list(connection.scalars(sa.select(mentions.c.id).where(mentions.c.page_id.is_(None))))
    mark_dirty(connection, _events_of(connection, gone) | set(gone))
    connection.execute(sa.delete(blocks).where(among(blocks.c.mention_id, gone)))
    connection.execute(sa.delete(mentions).where(among(mentions.c.id, gone)))
    return len(gone)


def to_compare(connection: Connection, rules: str) -> list[str] | None:
    """The mentions to compare again, dirty ones that are gone included, or None for all of them.

    `rules` stands for everything else the events depend on: weights, threshold, the code.
    """
    standing = _marks(connection)
    if standing.get("rules") != _rules(connection, rules):
        return None
    seeds = set(connection.scalars(sa.select(dirty.c.mention_id)))
    if standing.get("decisions") != decided(connection):
        seeds |= _judged(connection)
    total = connection.scalar(sa.select(sa.func.count()).select_from(mentions)) or 0
    if len(seeds) > FULL_SHARE * total:
        return None
    around = seeds | _events_of(connection, seeds)
    around |= _neighbours(connection, around)
    fresh = around
    while fresh:  # What is joined or in doubt with something is decided together with it.
        fresh = (_events_of(connection, fresh) | _doubted(connection, fresh)) - around
        around |= fresh
    return sorted(around)


def are_stale(connection: Connection, rules: str) -> bool:
    """Whether the blocks may have been made under other rules."""
    standing = _marks(connection)
    return "rules" in standing and standing["rules"] != _rules(connection, rules)


def _marks(connection: Connection) -> dict[str, str]:
    return {row.name: row.value for row in connection.execute(sa.select(marks))}


def note_compared(connection: Connection, rules: str, decided: str) -> None:
    """Note that everything dirty has been compared and its events made, with what people had `decided` by then."""
    connection.execute(sa.delete(dirty))
    rows = [
        {"name": "rules", "value": _rules(connection, rules)},
        {"name": "decisions", "value": decided},
    ]
    upsert(connection, marks, rows)


def _rules(connection: Connection, rules: str) -> str:
    publishers = connection.execute(sa.select(sources.c.id, sources.c.name, sources.c.kind).order_by(sources.c.id))
    return content_digest(rules, [tuple(row) for row in publishers])


def decided(connection: Connection) -> str:
    """Changes whenever a person has decided, or undone, something."""
    counts = [
        sa.select(sa.func.count(), sa.func.max(table.c.id), sa.func.count(table.c.undone_at)).select_from(table)
        for table in (judgements, overrides)
    ]
    return content_digest([tuple(connection.execute(count).one()) for count in counts])


def _judged(connection: Connection) -> set[str]:
    """Every mention a person said anything about."""
    columns = (judgements.c.left, judgements.c.right, overrides.c.mention_id)
    return {mention for column in columns for mention in connection.scalars(sa.select(column).distinct())}


def _events_of(connection: Connection, found: Iterable[str]) -> set[str]:
    """All mentions of the events that these are part of."""
    other = event_mentions.alias("other")
    statement = (
        sa.select(other.c.mention_id)
        .join(event_mentions, event_mentions.c.event_id == other.c.event_id)
        .where(among(event_mentions.c.mention_id, found))
    )
    return set(connection.scalars(statement))


def _neighbours(connection: Connection, found: Iterable[str]) -> set[str]:
    """Mentions that share a block with these."""
    other, homely = blocks.alias("other"), mentions.alias("homely")
    keys = sa.select(blocks.c.key).where(among(blocks.c.mention_id, found)).distinct()
    homes = sa.select(mentions.c.home).where(among(mentions.c.id, found)).distinct()
    near = connection.scalars(sa.select(other.c.mention_id).where(other.c.key.in_(keys)).distinct())
    return {*near, *connection.scalars(sa.select(homely.c.id).where(homely.c.home.in_(homes)))}


def _doubted(connection: Connection, found: Iterable[str]) -> set[str]:
    """Mentions that were kept apart from these, or wait for a word about a pair with one of them."""
    near: set[str] = set()
    for mine, its in ((doubts.c.left, doubts.c.right), (doubts.c.right, doubts.c.left)):
        near.update(connection.scalars(sa.select(its).where(among(mine, found))))
    return near


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
        "series",
        "flags",
        "fetched",
    )
)


def _record(row: Any) -> Record:
    values = dict(row._mapping)
    for name in ("start", "previous_start"):
        values[name] = rich(name, values[name])
    values["alternatives"] = (
        rich("alternatives", json.loads(values["alternatives"])) if row.alternatives != "[]" else ()
    )
    values["flags"] = () if row.flags == "[]" else tuple(json.loads(row.flags))
    return record_of(
        row.id,
        SimpleNamespace(**values),
        home=row.home,
        source_id=row.source_id,
        page_url=row.page_url,
        seen=row.fetched,
    )


def records(
    connection: Connection, only: Sequence[str] | None, at_hand: Mapping[str, Record] = MappingProxyType({})
) -> Iterator[Record]:
    """Mentions in the form in which they are compared: all, or these. Those `at_hand` are not read again."""
    statement = sa.select(*_COMPARED)
    if only is None:
        yield from at_hand.values()
        others = statement.where(~among(mentions.c.id, at_hand))
        yield from map(_record, connection.execution_options(yield_per=BATCH).execute(others))
        return
    wanted = set(only)
    yield from (at_hand[mention_id] for mention_id in wanted & at_hand.keys())
    for some in batches(sorted(wanted - at_hand.keys()), 5000):
        yield from map(_record, connection.execute(statement.where(among(mentions.c.id, some))).all())
