"""The nouns of the project as plain values: what the rooms hand to each other.

Everything here is frozen and free of input and output. Field names follow schema.org and RFC 5545 where those have one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal

Kind = Literal["event", "observance"]
Status = Literal["scheduled", "held", "cancelled", "postponed"]
Visibility = Literal["published", "review", "hidden", "withdrawn"]
SourceKind = Literal["police", "sheriff", "city", "campus", "newspaper", "program"]
Origin = Literal["jsonld", "microdata", "h-event", "ics", "rss", "platform", "listing", "prose", "source", "editor"]
IssueLevel = Literal["info", "warning", "error"]
Flag = Literal[
    "weekday-mismatch",
    "date-conflict",
    "year-inferred",
    "date-relative",
    "meridiem-inferred",
    "zone-unknown",
    "place-inherited",
    "from-rule",
    "structured-conflict",
]
When = date | datetime
"""A date; or an aware datetime; or a naive local datetime where no zone can be known. A date without a time stays a date."""

MENTION_FIELDS: tuple[str, ...] = (
    "title",
    "kind",
    "theme",
    "status",
    "start",
    "end",
    "timezone",
    "organizer",
    "venue",
    "street",
    "city",
    "county",
    "region",
    "postcode",
    "country",
    "latitude",
    "longitude",
    "series",
    "url",
    "language",
    "confidence",
    "flags",
    "alternatives",
    "previous_start",
    "reader_version",
)
"""The fields of a mention, in the order in which they are printed and exported."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a publisher stands. Any part may be unknown.

    `region` is ISO 3166-2 without the country ("CA"), `country` ISO 3166-1 alpha-2 ("US"), `timezone` an IANA name,
    `language` an ISO 639-1 code.
    """

    name: str | None = None
    city: str | None = None
    county: str | None = None
    region: str | None = None
    country: str | None = None
    timezone: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One response as the reader gets it: bytes and what is known about them.

    `fetched` is the day of the fetch (in UTC) or None where unknown; `content_type` the header's value or None.
    """

    url: str
    body: bytes
    fetched: date | None = None
    content_type: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a value rests on: the text on the page, where it stands, how it was found."""

    text: str
    locator: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One event as one page tells it.

    `start` and `end` as `When`; `end` is never invented. `timezone` is the IANA zone of an aware `start`, else None.
    `series` is an RRULE value (RFC 5545 3.3.10) of an open rule; then `start` is None. `url` is the entry's own
    in-site link where it has one, else the page. `native_id` is the platform's own id of the entry, not exported.
    """

    title: str | None = None
    kind: Kind = "event"
    theme: str | None = None
    status: Status = "scheduled"
    start: When | None = None
    end: When | None = None
    timezone: str | None = None
    organizer: str | None = None
    venue: str | None = None
    street: str | None = None
    city: str | None = None
    county: str | None = None
    region: str | None = None
    postcode: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    series: str | None = None
    url: str | None = None
    language: str | None = None
    confidence: float = 0.0
    flags: tuple[Flag, ...] = ()
    alternatives: tuple[When, ...] = ()
    previous_start: When | None = None
    reader_version: str = ""
    evidence: Mapping[str, Evidence] = field(default_factory=lambda: MappingProxyType({}))
    native_id: str | None = None


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something the reader met and a person may want to see: becomes an Issue with its page."""

    code: str
    message: str
    level: IssueLevel = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one document says: mentions in page order, oddities, and what was understood about the page itself."""

    mentions: tuple[Mention, ...] = ()
    oddities: tuple[Oddity, ...] = ()
    published: date | None = None
    language: str | None = None
    has_sign: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One archived response. `body_digest` and `text_digest` are lower-case SHA-256; times are aware, in UTC.

    `text_digest` is taken over the text without scripts, hidden inputs and tokens and decides "changed".
    """

    id: int
    url: str
    source_id: str
    status: int
    content_type: str | None
    etag: str | None
    last_modified: str | None
    body_digest: str
    text_digest: str
    first_fetched: datetime
    last_fetched: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMention:
    """A mention with its minted id and the page it stands on."""

    id: str
    page_url: str
    source_id: str
    fetched: datetime
    first_seen: datetime
    last_seen: datetime
    mention: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What users see: one value per field, the mention each came from, history, and all mentions.

    `first_seen`, `last_seen`, `last_changed`, `created`: aware, in UTC. `sequence` is RFC 5545's SEQUENCE.
    `field_sources` maps a field to the id of the mention (or "override") its value came from. `missing_since`: since when
    no page has told of it any more, while it was still to come; None while one does. Not a cancellation.
    """

    id: str
    visibility: Visibility
    reason: str | None
    title: str
    kind: Kind
    theme: str | None
    status: Status
    start: When | None
    end: When | None
    timezone: str | None
    organizer: str | None
    venue: str | None
    street: str | None
    city: str | None
    county: str | None
    region: str | None
    postcode: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    series: str | None
    url: str | None
    language: str | None
    confidence: float
    flags: tuple[Flag, ...]
    alternatives: tuple[When, ...]
    previous_start: When | None
    sequence: int
    created: datetime
    last_changed: datetime
    first_seen: datetime
    last_seen: datetime
    field_sources: Mapping[str, str]
    mentions: tuple[StoredMention, ...] = ()
    missing_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something a person should look at."""

    code: str
    message: str
    level: IssueLevel
    source_id: str | None = None
    url: str | None = None
    event_id: str | None = None
    raised: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's word on two mentions. Append-only; the newest one that is not undone holds."""

    left: str
    right: str
    verdict: Literal["same", "different"]
    by: str
    at: datetime
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A person's value for one field of a mention, tied to the text it answers."""

    mention_id: str
    field: str
    value: str | None
    answers: str | None
    by: str
    at: datetime
    why: str | None = None


def when_text(value: When | None) -> str | None:
    """Print a `When` as ISO 8601: `2026-10-07`, `2026-10-07T08:00:00-07:00`, or without offset where the zone is unknown."""
    return None if value is None else value.isoformat()


def when_value(text: str | None) -> When | None:
    """Read back what `when_text` printed. Raises ValueError on anything else."""
    if not text:
        return None
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def day_of(value: When) -> date:
    """The calendar day of a `When` in its own zone."""
    return value.date() if isinstance(value, datetime) else value
