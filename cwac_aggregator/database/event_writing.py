"""Events, their members, the ids that lead to them and the log of changes, written in the transaction of the caller."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from .. import ids
from ..model import Issue
from .among import among
from .event_changes import BLANK_CHANGE, next_state, snapshot_of, states_of
from .event_drafts import Made, Written
from .issues import clear, put
from .schema import changes, event_ids, event_mentions, event_states, events, mention_ids
from .upsert import insert, run, upsert, write
from .values import columns, compact, plain_fields


def write_events(
    connection: Connection, made: Sequence[Made], redirects: Mapping[str, str], as_of: datetime, run_id: int | None
) -> Written:
    written = Written()
    found = [one.draft.event_id for one in made]
    states = states_of(connection, found)
    id_rows: list[dict[str, Any]] = []
    state_rows: list[dict[str, Any]] = []
    event_rows: list[dict[str, Any]] = []
    log: list[dict[str, Any]] = []
    issues: list[Issue] = []
    for one in made:
        event_id = one.draft.event_id
        old = states.get(event_id)
        said = plain_fields(one.consolidated.values)
        snapshot = snapshot_of(one, said)
        state, news = next_state(one, old, snapshot, as_of)
        written += Written(new=old is None, changed=old is not None and bool(news), unchanged=bool(old and not news))
        if old is None:
            owner = next(m.id for m in one.draft.members if ids.event_id(m.id) == event_id)
            id_rows.append({"id": event_id, "mention_id": owner, "first_published": as_of})
        if old is None or news or old["snapshot"] != state["snapshot"]:
            state_rows.append(state)
        log += [{**change, "run_id": run_id} for change in news]
        issues += one.issues
        event_rows.append(
            {
                "id": event_id,
                "visibility": one.visibility,
                "reason": one.reason,
                **columns(said),
                "sequence": state["sequence"],
                "created": state["created"],
                "last_changed": state["last_modified"],
                "first_seen": one.draft.first_seen,
                "field_sources": compact(one.consolidated.field_sources),
                "inputs": one.draft.inputs,
            }
        )
    upsert(connection, event_ids, id_rows, update=())
    led_away = sa.and_(among(event_ids.c.id, found), event_ids.c.redirects_to.is_not(None))
    connection.execute(sa.update(event_ids).where(led_away).values(redirects_to=None))
    upsert(connection, event_states, state_rows)
    upsert(connection, events, event_rows)
    _write_members(connection, made)
    merged = _redirect(connection, redirects, as_of, run_id)
    written.merged = len(merged)
    log += merged
    insert(connection, changes, log)
    clear(connection, "resolve", event_ids=[*found, *redirects])
    put(connection, issues, "resolve", as_of)
    return written


def _write_members(connection: Connection, made: Sequence[Made]) -> None:
    """Write which mentions the events have, where that has changed."""
    wanted = {m.id: one.draft.event_id for one in made for m in one.draft.members}
    here = among(event_mentions.c.event_id, [one.draft.event_id for one in made])
    rows = connection.execute(sa.select(event_mentions.c.mention_id, event_mentions.c.event_id).where(here))
    standing = dict(map(tuple, rows.all()))
    gone = standing.keys() - wanted.keys()
    connection.execute(sa.delete(event_mentions).where(among(event_mentions.c.mention_id, gone)))
    moved = [(mention, event) for mention, event in wanted.items() if standing.get(mention) != event]
    write(connection, event_mentions, ("mention_id", "event_id"), moved)
    run(connection, _JOINED, ("mention", "event"), moved)


_JOINED = (
    sa.update(mention_ids).where(mention_ids.c.id == sa.bindparam("mention")).values(event_id=sa.bindparam("event"))
)


def _redirect(
    connection: Connection, redirects: Mapping[str, str], as_of: datetime, run_id: int | None
) -> list[dict[str, Any]]:
    """Lead merged ids, and what led to them, to the one that survives."""
    statement = sa.select(event_ids.c.id, event_ids.c.redirects_to).where(event_ids.c.id.in_(list(redirects)))
    known = {row.id: row.redirects_to for row in connection.execute(statement)}
    log = []
    for merged, survivor in redirects.items():
        if known.get(merged) == survivor:
            continue
        connection.execute(
            sa.update(event_ids)
            .where(sa.or_(event_ids.c.id == merged, event_ids.c.redirects_to == merged))
            .values(redirects_to=survivor)
        )
        connection.execute(sa.delete(events).where(events.c.id == merged))
        log.append(
            {**BLANK_CHANGE, "at": as_of, "event_id": merged, "what": "merged", "new": survivor, "run_id": run_id}
        )
    return log
