"""Rows to the model's values and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from .. import ids
from ..model import MENTION_FIELDS, Event, Evidence, Mention, StoredMention, when_text, when_value

_WHENS = ("start", "end", "previous_start")
EVENT_FIELDS = tuple(name for name in MENTION_FIELDS if name != "reader_version")


MENTION_COLUMNS = (*MENTION_FIELDS, "native_id")
"""The columns from which `mention` makes a Mention."""


def dump_mention(mention: Mention) -> str:
    """A mention as JSON: only what it says, with its evidence."""
    data: dict[str, Any] = {}
    for name in MENTION_COLUMNS:
        value = getattr(mention, name)
        if value not in (None, ()):
            data[name] = plain(name, value)
    data["evidence"] = _plain_words(mention.evidence)
    return compact(data).replace("\\u0000", "")


def load_mention(text: str) -> Mention:
    """Read back what `dump_mention` wrote."""
    data = json.loads(text)
    words = rich_words(data.pop("evidence"))
    return Mention(**{name: rich(name, value) for name, value in data.items()}, evidence=words)


def _plain_words(words: Mapping[str, Evidence]) -> dict[str, list[str]]:
    return {name: [words[name].text, words[name].locator, words[name].origin] for name in sorted(words)}


def rich_words(words: Mapping[str, Sequence[Any]]) -> dict[str, Evidence]:
    """The evidence by field, from JSON."""
    return {name: Evidence(*parts) for name, parts in words.items()}


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


def plain_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a mention or an event says, as JSON can hold it: the values by field name without those it does not have."""
    said = {name: value for name, value in values.items() if value is not None and value != ()}
    for name in _NOT_PLAIN & said.keys():
        said[name] = plain(name, said[name])
    return said


_NOT_PLAIN = frozenset((*_WHENS, "alternatives", "flags"))


def columns(said: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of what a mention or an event says, from its plain fields."""
    row: dict[str, Any] = {**_BLANK, **said, "day": said["start"][:10] if "start" in said else None}
    for name in _LISTS & said.keys():
        row[name] = compact(row[name])
    return row


_LISTS = frozenset(("flags", "alternatives"))
_BLANK = dict.fromkeys(EVENT_FIELDS) | dict.fromkeys(_LISTS, "[]")


def fields(row: Mapping[str, Any]) -> dict[str, Any]:
    """The values by field name, from a row with those columns."""
    return _enriched({name: row[name] for name in EVENT_FIELDS})


def _enriched(values: dict[str, Any]) -> dict[str, Any]:
    for name in _WHENS:
        if values[name] is not None:
            values[name] = when_value(values[name])
    for name in ("flags", "alternatives"):
        values[name] = () if values[name] == "[]" else rich(name, json.loads(values[name]))
    return values


def mention(row: Sequence[Any], words: Mapping[str, Evidence] | None = None) -> Mention:
    """A mention from its columns, in the order of MENTION_COLUMNS; with its evidence where that is asked for."""
    return Mention(**_enriched(dict(zip(MENTION_COLUMNS, row, strict=True))), evidence=words or {})


def mention_columns(mention: Mention) -> dict[str, Any]:
    """The columns of what a mention says. `digest` stands for all but the version of its reader."""
    said = plain_fields({name: getattr(mention, name) for name in EVENT_FIELDS})
    row = columns(said) | {"native_id": mention.native_id}
    for name, value in row.items():
        if isinstance(value, str):
            row[name] = value.replace("\0", "")
    found = mention.evidence.get("start") or mention.evidence.get("title")
    row["origin"] = found.origin if found else None
    row["evidence"] = compact(_plain_words(mention.evidence)).replace("\\u0000", "")
    row["digest"] = content_digest(*row.values())
    row["reader_version"] = mention.reader_version
    return row


def stored_mention(row: Mapping[str, Any], first_seen: datetime, last_seen: datetime) -> StoredMention:
    """A stored mention from its row. `last_seen` is cut to the day, so that two looks on one day say the same."""
    words = rich_words(json.loads(row["evidence"]))
    return StoredMention(
        id=row["id"],
        page_url=row["page_url"],
        source_id=row["source_id"],
        fetched=row["fetched"],
        first_seen=first_seen,
        last_seen=day_start(last_seen),
        mention=mention([row[name] for name in MENTION_COLUMNS], words),
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
