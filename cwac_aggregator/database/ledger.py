"""What was promised: event ids and where they lead, SEQUENCE, dates of change, the log of changes.

Rows are added and moved upward, never removed. The derived tables `events` and `event_mentions` are written in the same
transactions, so that a run that is killed leaves both in step and the next one does the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from .. import ids
from ..identity import RULES, Consolidated, Given, Link, Member
from ..model import Evidence, Issue, Override, Visibility
from .among import among
from .drawn import Drawn, draw
from .engine import reading, writing
from .holding import holding, words_of
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
)
from .upsert import batches, insert, run, upsert, write
from .values import columns, compact, content_digest, plain_fields

_PLANS = ("start", "end", "venue", "street", "city", "region", "country", "status")
CONSEQUENTIAL = frozenset(_PLANS)
"""SEQUENCE rises when one of these changes (RFC 5545 3.8.7.4: what may change a person's plans). All are LOGGED."""
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


class Draft(NamedTuple):
    """An event to be made: its members, the overrides that hold and those that lapsed."""

    event_id: str
    members: tuple[Member, ...]
    overrides: tuple[Override, ...]
    lapsed: tuple[Override, ...]
    first_seen: datetime
    inputs: str


class Made(NamedTuple):
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
            inputs = _inputs(told, said, threshold)
            if made.get(event_id) != inputs:
                drafts.append(_draft(event_id, told, said, fallen, inputs))
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
    connection.execute(sa.delete(doubts).where(among(doubts.c.left, compared), among(doubts.c.right, compared)))


# -- drafts -----------------------------------------------------------------------------------------------------------


def _inputs(told: Sequence[Drawn], said: Sequence[Override], threshold: float) -> str:
    words = [
        f"{m.id} {digest} {page_id} {m.source_id} {m.told} {m.doubt} {m.source_kind} {m.source_name}"
        for m, _, digest, page_id in told
    ]
    people = sorted([o.mention_id, o.field, o.value, o.answers, o.at] for o in said) if said else ""
    return ids.digest(RULES, str(threshold), *sorted(words), str(people))


def _draft(event_id: str, told: Sequence[Drawn], said: Sequence[Override], lapsed: Set[int], inputs: str) -> Draft:
    """`lapsed`: the overrides that hold no more, as objects."""
    return Draft(
        event_id,
        tuple([drawn.member for drawn in told]),
        tuple(o for o in said if id(o) not in lapsed) if said else (),
        tuple(o for o in said if id(o) in lapsed) if said else (),
        min([drawn.first_seen for drawn in told]),
        inputs,
    )


# -- writing ----------------------------------------------------------------------------------------------------------


def _write(
    connection: Connection, made: Sequence[Made], redirects: Mapping[str, str], as_of: datetime, run_id: int | None
) -> Written:
    written = Written()
    found = [one.draft.event_id for one in made]
    states = _states(connection, found)
    id_rows: list[dict[str, Any]] = []
    state_rows: list[dict[str, Any]] = []
    event_rows: list[dict[str, Any]] = []
    log: list[dict[str, Any]] = []
    issues: list[Issue] = []
    for one in made:
        event_id = one.draft.event_id
        old = states.get(event_id)
        said = plain_fields(one.consolidated.values)
        snapshot = _snapshot(one, said)
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


def _states(connection: Connection, found: Sequence[str]) -> dict[str, Any]:
    rows = connection.execute(sa.select(event_states).where(among(event_states.c.event_id, found))).mappings()
    return {row["event_id"]: row for row in rows.all()}


def _snapshot(one: Made, said: Mapping[str, Any]) -> dict[str, Any]:
    """What is remembered of an event for good: enough to show it when no page says it any more."""
    return {
        "fields": said,
        "field_sources": one.consolidated.field_sources,
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
    newest = max([m.fetched for m in one.draft.members] + [o.at for o in one.draft.overrides])
    state: dict[str, Any] = {
        "event_id": event_id,
        "sequence": 0,
        "created": one.draft.first_seen,
        "last_modified": newest,
        "digest": old["digest"] if old else _consequence(fields),
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
    was = before["fields"]
    differing = [name for name in LOGGED if was.get(name) != fields.get(name)]
    if not CONSEQUENTIAL.isdisjoint(differing):
        state["digest"] = _consequence(fields)
        state["sequence"] += 1
    return state, _differences(event_id, before, snapshot, differing, state["last_modified"])


def _consequence(fields: Mapping[str, Any]) -> str:
    return content_digest([fields.get(name) for name in _PLANS])


_BLANK: dict[str, Any] = {"field": None, "old": None, "new": None, "because": None}


def _differences(
    event_id: str, before: Mapping[str, Any], after: Mapping[str, Any], fields: Iterable[str], at: datetime
) -> list[dict[str, Any]]:
    """The log's lines for one changed event, of which these `fields` differ; at least one."""
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
    for name in fields:
        old, new = before["fields"].get(name), after["fields"].get(name)
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
                **columns(snapshot["fields"]),
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
