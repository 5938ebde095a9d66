"""What was promised: event ids and where they lead, SEQUENCE, dates of change, the log of changes.

Rows are added and moved upward, never removed. The derived tables `events` and `event_mentions` are written in the same
transactions, so that a run that is killed leaves both in step and the next one does the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from .. import ids
from ..identity import RULES, Consolidated, Given, Link, Member
from ..model import Evidence, Issue, Override, Visibility
from .engine import reading, writing
from .events import load_mentions
from .holding import holding
from .issues import clear, put
from .schema import (
    changes,
    doubts,
    event_ids,
    event_mentions,
    event_states,
    events,
    mention_ids,
    mentions,
    sources,
)
from .upsert import batches, insert, upsert
from .values import EVENT_FIELDS, columns, compact, content_digest, plain, rich

CONSEQUENTIAL = ("start", "end", "venue", "street", "city", "region", "country", "status")
"""SEQUENCE rises when one of these changes (RFC 5545 3.8.7.4: what may change a person's plans)."""
LOGGED = (
    "status",
    "start",
    "end",
    "title",
    "theme",
    "organizer",
    "venue",
    "street",
    "city",
    "region",
    "country",
    "url",
)
WITHDRAWN = "no page says it any more, as read today"


@dataclass(frozen=True, slots=True)
class Draft:
    """An event to be made: its members, the overrides that hold and those that lapsed."""

    event_id: str
    members: tuple[Member, ...]
    overrides: tuple[Override, ...]
    lapsed: tuple[Override, ...]
    first_seen: datetime
    inputs: str


@dataclass(frozen=True, slots=True)
class Made:
    """A draft consolidated, with its visibility and the issues it raises."""

    draft: Draft
    consolidated: Consolidated
    visibility: Visibility
    reason: str | None
    issues: tuple[Issue, ...]


@dataclass(slots=True)
class Written:
    """How many events were new, changed, unchanged."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    merged: int = 0

    def __iadd__(self, other: Written) -> Written:
        self.new += other.new
        self.changed += other.changed
        self.unchanged += other.unchanged
        self.merged += other.merged
        return self


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
            found: dict[str, Given] = {}
            for some in batches(around, 500):
                last = sa.select(mention_ids.c.event_id).where(mention_ids.c.id.in_(some))
                for condition in (event_ids.c.mention_id.in_(some), event_ids.c.id.in_(last)):
                    found.update({row.id: Given(*row) for row in connection.execute(statement.where(condition))})
        return list(found.values())

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
        with reading(self._engine) as connection:
            if around is None:
                return list(connection.execute(statement).all())
            return [
                row
                for some in batches(around, 500)
                for row in connection.execute(statement.where(mention_ids.c.id.in_(some))).all()
            ]

    def drafts(self, batch: Mapping[str, Sequence[str]], *, threshold: float) -> list[Draft]:
        """Of these events (id to mention ids) the ones whose inputs have changed since they were last made."""
        everyone = [mention for members in batch.values() for mention in members]
        with reading(self._engine) as connection:
            facts = _facts(connection, everyone)
            holds, lapsed = holding(connection, everyone)
            statement = sa.select(events.c.id, events.c.inputs).where(events.c.id.in_(list(batch)))
            made = {row.id: row.inputs for row in connection.execute(statement)}
            inputs = {
                event_id: _inputs(members, facts, [*holds, *lapsed], threshold) for event_id, members in batch.items()
            }
            stale = {event_id: batch[event_id] for event_id in batch if made.get(event_id) != inputs[event_id]}
            return _drafts(connection, stale, inputs, facts, holds, lapsed)

    def words(self, members: Sequence[str]) -> dict[str, Mapping[str, Evidence]]:
        """What mentions say on their pages, by field; drafts leave it out."""
        with reading(self._engine) as connection:
            stored = load_mentions(connection, members, {})
        return {name: one.mention.evidence for name, one in stored.items()}

    def write(
        self, made: Sequence[Made], redirects: Mapping[str, str], *, as_of: datetime, run_id: int | None
    ) -> Written:
        """Write events with their ledger entries and changes in one transaction.

        `redirects`: ids that were merged into one of these. `as_of` dates ids published now, and changes no page dates.
        """
        if not made and not redirects:
            return Written()
        with writing(self._engine) as connection:
            return _write(connection, made, redirects, as_of, run_id)

    def withdraw(self, bare: Iterable[str], *, as_of: datetime, run_id: int | None) -> int:
        """Withdraw events that no mention bears any more, unless a person confirmed them; how many were newly withdrawn."""
        count = 0
        for batch in batches(sorted(bare), 500):
            with writing(self._engine) as connection:
                count += _withdraw(connection, batch, as_of, run_id)
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
    both = set(compared)
    for some in batches(compared, 500):
        found = connection.execute(sa.select(doubts.c.left, doubts.c.right).where(doubts.c.left.in_(some))).all()
        for left, right in found:
            if right in both:
                connection.execute(sa.delete(doubts).where(doubts.c.left == left, doubts.c.right == right))


# -- drafts -----------------------------------------------------------------------------------------------------------


def _facts(connection: Connection, everyone: Sequence[str]) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for some in batches(everyone, 500):
        statement = (
            sa.select(
                mentions.c.id,
                mentions.c.digest,
                mentions.c.told,
                mentions.c.doubt,
                mentions.c.origin,
                sources.c.name,
                sources.c.kind,
            )
            .outerjoin(sources, sources.c.id == mentions.c.source_id)
            .where(mentions.c.id.in_(some))
        )
        facts.update({row.id: row for row in connection.execute(statement).all()})
    return facts


def _inputs(members: Sequence[str], facts: Mapping[str, Any], said: Sequence[Override], threshold: float) -> str:
    mine = set(members)
    return content_digest(
        RULES,
        threshold,
        [[m, facts[m].digest, facts[m].doubt, facts[m].kind, facts[m].name] for m in sorted(members)],
        sorted([o.mention_id, o.field, o.value, o.answers, o.at] for o in said if o.mention_id in mine),
    )


def _drafts(
    connection: Connection,
    stale: Mapping[str, Sequence[str]],
    inputs: Mapping[str, str],
    facts: Mapping[str, Any],
    holds: Sequence[Override],
    lapsed: Sequence[Override],
) -> list[Draft]:
    everyone = [mention for members in stale.values() for mention in members]
    seen: dict[str, tuple[datetime, datetime]] = {}
    for some in batches(everyone, 500):
        first = sa.select(mention_ids.c.id, mention_ids.c.first_seen).where(mention_ids.c.id.in_(some))
        seen.update({row[0]: (row[1], row[1]) for row in connection.execute(first).all()})
    stored = load_mentions(connection, everyone, seen, words_of=frozenset())
    drafts = []
    for event_id, members in stale.items():
        mine = set(members)
        drafts.append(
            Draft(
                event_id,
                tuple(
                    Member(
                        id=m,
                        mention=stored[m].mention,
                        told=date.fromisoformat(facts[m].told),
                        fetched=stored[m].fetched,
                        page_url=stored[m].page_url,
                        source_id=stored[m].source_id,
                        source_name=facts[m].name or "",
                        source_kind=facts[m].kind or (ids.EDITOR if stored[m].source_id == ids.EDITOR else ""),
                        doubt=facts[m].doubt,
                        origin=facts[m].origin,
                    )
                    for m in members
                ),
                tuple(o for o in holds if o.mention_id in mine),
                tuple(o for o in lapsed if o.mention_id in mine),
                min(stored[m].first_seen for m in members),
                inputs[event_id],
            )
        )
    return drafts


# -- writing ----------------------------------------------------------------------------------------------------------


def _write(
    connection: Connection, made: Sequence[Made], redirects: Mapping[str, str], as_of: datetime, run_id: int | None
) -> Written:
    written = Written()
    found = [one.draft.event_id for one in made]
    states = _states(connection, found)
    redirected = set(
        connection.scalars(
            sa.select(event_ids.c.id).where(event_ids.c.id.in_(found), event_ids.c.redirects_to.is_not(None))
        )
    )
    id_rows: list[dict[str, Any]] = []
    state_rows: list[dict[str, Any]] = []
    event_rows: list[dict[str, Any]] = []
    log: list[dict[str, Any]] = []
    issues: list[Issue] = []
    for one in made:
        event_id = one.draft.event_id
        old = states.get(event_id)
        snapshot = _snapshot(one)
        state, news = _state(one, old, snapshot, as_of)
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
                **columns(one.consolidated.values),
                "sequence": state["sequence"],
                "created": state["created"],
                "last_changed": state["last_modified"],
                "first_seen": one.draft.first_seen,
                "field_sources": json.dumps(dict(one.consolidated.field_sources)),
                "inputs": one.draft.inputs,
            }
        )
    upsert(connection, event_ids, id_rows, update=())
    if redirected:
        connection.execute(sa.update(event_ids).where(event_ids.c.id.in_(redirected)).values(redirects_to=None))
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


def _states(connection: Connection, found: Sequence[str]) -> dict[str, Any]:
    states: dict[str, Any] = {}
    for some in batches(found, 500):
        rows = connection.execute(sa.select(event_states).where(event_states.c.event_id.in_(some))).mappings()
        states.update({row["event_id"]: row for row in rows.all()})
    return states


def _snapshot(one: Made) -> dict[str, Any]:
    """What is remembered of an event for good: enough to show it when no page says it any more."""
    return {
        "fields": {
            name: plain(name, value)
            for name, value in one.consolidated.values.items()
            if value is not None and value != ()
        },
        "field_sources": dict(one.consolidated.field_sources),
        "visibility": one.visibility,
        "reason": one.reason,
        "first_seen": one.draft.first_seen.isoformat(),
        "members": [member.id for member in one.draft.members],
    }


def _state(
    one: Made, old: Mapping[str, Any] | None, snapshot: dict[str, Any], as_of: datetime
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The event's new ledger row, and what to log."""
    event_id = one.draft.event_id
    fields = snapshot["fields"]
    digest = content_digest([fields.get(name) for name in CONSEQUENTIAL])
    newest = max([m.fetched for m in one.draft.members] + [o.at for o in one.draft.overrides])
    state: dict[str, Any] = {
        "event_id": event_id,
        "sequence": 0,
        "created": one.draft.first_seen,
        "last_modified": newest,
        "digest": digest,
        "snapshot": compact(snapshot),
    }
    if old is None:
        return state, [
            {**_BLANK, "at": newest, "event_id": event_id, "what": "added", "because": one.draft.members[0].id}
        ]
    before = json.loads(old["snapshot"])
    state |= {"created": old["created"], "sequence": old["sequence"], "last_modified": old["last_modified"]}
    shown = ("fields", "visibility", "reason")
    if all(before[part] == snapshot[part] for part in shown):
        return state, []
    state["last_modified"] = newest if newest > old["last_modified"] else max(old["last_modified"], as_of)
    if digest != old["digest"]:
        state["sequence"] += 1
    return state, _differences(event_id, before, snapshot, state["last_modified"])


_BLANK: dict[str, Any] = {"field": None, "old": None, "new": None, "because": None}


def _differences(
    event_id: str, before: Mapping[str, Any], after: Mapping[str, Any], at: datetime
) -> list[dict[str, Any]]:
    """The log's lines for one changed event; at least one."""
    lines: list[dict[str, Any]] = []
    base = {**_BLANK, "at": at, "event_id": event_id}
    if before["visibility"] != after["visibility"]:
        lines.append(
            {
                **base,
                "what": "visibility",
                "field": "visibility",
                "old": before["visibility"],
                "new": after["visibility"],
                "because": after["reason"],
            }
        )
    for name in LOGGED:
        old, new = before["fields"].get(name), after["fields"].get(name)
        if old == new:
            continue
        what = "details"
        if name == "start" and old and new:
            what = "moved"
        elif name == "status" and new in ("cancelled", "postponed"):
            what = new
        lines.append(
            {**base, "what": what, "field": name, "old": old, "new": new, "because": after["field_sources"].get(name)}
        )
    return lines or [{**base, "what": "details"}]


def _write_members(connection: Connection, made: Sequence[Made]) -> None:
    """Write which mentions the events have, where that has changed."""
    wanted = {m.id: one.draft.event_id for one in made for m in one.draft.members}
    standing: dict[str, str] = {}
    for some in batches([one.draft.event_id for one in made], 500):
        rows = connection.execute(sa.select(event_mentions).where(event_mentions.c.event_id.in_(some))).all()
        standing.update({row.mention_id: row.event_id for row in rows})
    for some in batches(sorted(standing.keys() - wanted.keys()), 500):
        connection.execute(sa.delete(event_mentions).where(event_mentions.c.mention_id.in_(some)))
    moved = [(mention, event) for mention, event in wanted.items() if standing.get(mention) != event]
    upsert(connection, event_mentions, [{"mention_id": mention, "event_id": event} for mention, event in moved])
    if moved:
        connection.execute(
            sa.update(mention_ids)
            .where(mention_ids.c.id == sa.bindparam("b_mention"))
            .values(event_id=sa.bindparam("b_event")),
            [{"b_mention": mention, "b_event": event} for mention, event in moved],
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
        log.append({**_BLANK, "at": as_of, "event_id": merged, "what": "merged", "new": survivor, "run_id": run_id})
    return log


def _withdraw(connection: Connection, batch: Sequence[str], as_of: datetime, run_id: int | None) -> int:
    states = _states(connection, batch)
    rows, log, state_rows = [], [], []
    for event_id, state in states.items():
        snapshot = json.loads(state["snapshot"])
        confirmed, _ = holding(connection, snapshot["members"])
        visibility = snapshot["visibility"]
        if visibility != "withdrawn" and not any(o.field == "visibility" for o in confirmed):
            before, visibility = visibility, "withdrawn"
            log.append(
                {
                    **_BLANK,
                    "at": as_of,
                    "run_id": run_id,
                    "event_id": event_id,
                    "what": "withdrawn",
                    "field": "visibility",
                    "old": before,
                    "new": visibility,
                }
            )
            snapshot |= {"visibility": visibility, "reason": WITHDRAWN}
            state = {
                **state,
                "last_modified": max(state["last_modified"], as_of),
                "snapshot": compact(snapshot),
            }
            state_rows.append(dict(state))
        rows.append(
            {
                "id": event_id,
                "visibility": visibility,
                "reason": snapshot["reason"],
                **columns({name: rich(name, snapshot["fields"].get(name)) for name in EVENT_FIELDS}),
                "sequence": state["sequence"],
                "created": state["created"],
                "last_changed": state["last_modified"],
                "first_seen": datetime.fromisoformat(snapshot["first_seen"]),
                "field_sources": json.dumps(snapshot["field_sources"]),
                "inputs": "",
            }
        )
    upsert(connection, event_states, state_rows)
    upsert(connection, events, rows)
    connection.execute(sa.delete(event_mentions).where(event_mentions.c.event_id.in_(batch)))
    clear(connection, "resolve", event_ids=batch)
    insert(connection, changes, log)
    return len(log)
