"""Rows to the model's values and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from .. import ids
from ..model import MENTION_FIELDS, Event, Evidence, Mention, StoredMention, When, day_of, when_text, when_value

_WHENS = ("start", "end", "previous_start")
EVENT_FIELDS = tuple(name for name in MENTION_FIELDS if name != "reader_version")


def dump_mention(mention: Mention) -> str:
    """A mention as JSON: only what it says, with its evidence."""
    data: dict[str, Any] = {}
    for name in (*MENTION_FIELDS, "native_id"):
        value = getattr(mention, name)
        if value not in (None, ()):
            data[name] = plain(name, value)
    data["evidence"] = {k: [e.text, e.locator, e.origin] for k, e in mention.evidence.items()}
    return compact(data).replace("\\u0000", "")


def load_mention(text: str) -> Mention:
    """Read back what `dump_mention` wrote."""
    data = json.loads(text)
    evidence = {name: Evidence(*parts) for name, parts in data.pop("evidence").items()}
    return Mention(**{name: rich(name, value) for name, value in data.items()}, evidence=evidence)


compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""JSON without blanks; made once, as `json.dumps` makes an encoder for every value."""


def plain(name: str, value: Any) -> Any:
    """A field's value as JSON can hold it."""
    if name in _WHENS:
        return when_text(value)
    if name == "alternatives":
        return [when_text(when) for when in value]
    return list(value) if name == "flags" else value


def rich(name: str, value: Any) -> Any:
    """A field's value from JSON."""
    if name in _WHENS:
        return when_value(value)
    if name == "alternatives":
        return tuple(when_value(when) for when in value or ())
    return tuple(value or ()) if name == "flags" else value


def columns(values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of what a mention or an event says, from its values by field name."""
    start: When | None = values["start"]
    row = {name: values[name] for name in EVENT_FIELDS}
    for name in _WHENS:
        row[name] = when_text(values[name])
    row["flags"] = json.dumps(list(values["flags"])) if values["flags"] else "[]"
    row["alternatives"] = json.dumps(
        [when_text(when) for when in values["alternatives"]] if values["alternatives"] else []
    )
    row["day"] = day_of(start).isoformat() if start else None
    return row


def fields(row: Mapping[str, Any]) -> dict[str, Any]:
    """The values by field name, from a row with those columns."""
    values = {name: row[name] for name in EVENT_FIELDS}
    for name in _WHENS:
        values[name] = when_value(row[name])
    values["flags"] = () if row["flags"] == "[]" else tuple(json.loads(row["flags"]))
    values["alternatives"] = (
        () if row["alternatives"] == "[]" else tuple(when_value(when) for when in json.loads(row["alternatives"]))
    )
    return values


def mention_columns(mention: Mention) -> dict[str, Any]:
    """The columns of `mentions` that come from the mention itself."""
    values = {name: getattr(mention, name) for name in (*MENTION_FIELDS, "native_id")}
    return columns(values) | {"reader_version": mention.reader_version, "native_id": mention.native_id}


def stored_mention(
    row: Mapping[str, Any], evidence: Mapping[str, Evidence], first_seen: datetime, last_seen: datetime
) -> StoredMention:
    """A stored mention from its row. `last_seen` is cut to the day, so that two looks on one day say the same."""
    mention = Mention(
        **fields(row), reader_version=row["reader_version"], native_id=row["native_id"], evidence=dict(evidence)
    )
    return StoredMention(
        id=row["id"],
        page_url=row["page_url"],
        source_id=row["source_id"],
        fetched=row["fetched"],
        first_seen=first_seen,
        last_seen=day_start(last_seen),
        mention=mention,
    )


def event(
    row: Mapping[str, Any],
    last_seen: datetime,
    mentions: Sequence[StoredMention] = (),
    missing_since: datetime | None = None,
) -> Event:
    """An event from its row."""
    return Event(
        id=row["id"],
        visibility=row["visibility"],
        reason=row["reason"],
        **fields(row),
        sequence=row["sequence"],
        created=row["created"],
        last_changed=row["last_changed"],
        first_seen=row["first_seen"],
        last_seen=day_start(last_seen),
        field_sources=json.loads(row["field_sources"]),
        mentions=tuple(mentions),
        missing_since=missing_since,
    )


def content_digest(*parts: Any) -> str:
    """A digest of plain values (text, numbers, None, dates, lists), to see whether anything changed."""
    return ids.digest(repr(parts))


def day_start(moment: datetime) -> datetime:
    """The start of the day in UTC."""
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def told_day(published: date | None, fetched: datetime) -> str:
    """The day a page told something: its publish date, else the day it was fetched. ISO text."""
    return (published or fetched.date()).isoformat()
