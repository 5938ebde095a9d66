"""What is remembered of an event for good: its SEQUENCE, its dates, its last snapshot; and what is logged when it changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from .among import among
from .event_drafts import Made
from .schema import event_states
from .values import compact, content_digest

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
BLANK_CHANGE: dict[str, Any] = {"field": None, "old": None, "new": None, "because": None}


def states_of(connection: Connection, found: Sequence[str]) -> dict[str, Any]:
    rows = connection.execute(sa.select(event_states).where(among(event_states.c.event_id, found))).mappings()
    return {row["event_id"]: row for row in rows.all()}


def snapshot_of(one: Made, said: Mapping[str, Any]) -> dict[str, Any]:
    """What is remembered of an event for good: enough to show it when no page says it any more."""
    return {
        "fields": said,
        "field_sources": one.consolidated.field_sources,
        "visibility": one.visibility,
        "reason": one.reason,
        "first_seen": one.draft.first_seen.isoformat(),
        "members": [member.id for member in one.draft.members],
    }


def next_state(
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
            {**BLANK_CHANGE, "at": newest, "event_id": event_id, "what": "added", "because": one.draft.members[0].id}
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


def _differences(
    event_id: str, before: Mapping[str, Any], after: Mapping[str, Any], fields: Iterable[str], at: datetime
) -> list[dict[str, Any]]:
    """The log's lines for one changed event, of which these `fields` differ; at least one."""
    lines: list[dict[str, Any]] = []
    base = {**BLANK_CHANGE, "at": at, "event_id": event_id}
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
