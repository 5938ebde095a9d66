"""Events that no mention bears any more are withdrawn, in the transaction of the caller."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from .event_changes import BLANK_CHANGE, states_of
from .holding import holding
from .issues import clear
from .schema import changes, event_mentions, event_states, events
from .upsert import insert, upsert
from .values import columns, compact

WITHDRAWN = "no page says it any more, as read today"


def withdraw_events(connection: Connection, batch: Sequence[str], as_of: datetime, run_id: int | None) -> int:
    states = states_of(connection, batch)
    rows, log, state_rows = [], [], []
    for event_id, state in states.items():
        snapshot = json.loads(state["snapshot"])
        confirmed, _ = holding(connection, snapshot["members"])
        visibility = snapshot["visibility"]
        if visibility != "withdrawn" and not any(o.field == "visibility" for o in confirmed):
            before, visibility = visibility, "withdrawn"
            log.append(
                {
                    **BLANK_CHANGE,
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
