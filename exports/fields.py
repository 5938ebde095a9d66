"""The fields of the exports, described once: JSON Schema, column types and the data dictionary all come from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from cwac_aggregator.model import MENTION_FIELDS, Flag, Kind, Origin, Status, Visibility

from .around import HEALTH

FieldType = Literal["string", "when", "instant", "number", "integer", "strings", "whens"]
"""`when`: a date, an aware date-time, or a local date-time without offset. `instant`: an aware date-time in UTC."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `values` is its closed list where it has one, `least` and `most` the bounds of a number."""

    name: str
    type: FieldType
    description: str
    nullable: bool = True
    values: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None


_DESCRIBED = (
    Field("title", "string", "Name of the event as the page gives it, without status words."),
    Field(
        "kind",
        "string",
        "`event`: a local meeting. `observance`: a day for everybody, such as the national one, without a place.",
        nullable=False,
        values=get_args(Kind),
    ),
    Field("theme", "string", "What is shared: `coffee`, `ice cream`, `cocoa`, ..."),
    Field(
        "status",
        "string",
        "`held` only where a page tells the event as past. Being past is for the reader of the file to compute.",
        nullable=False,
        values=get_args(Status),
    ),
    Field(
        "start",
        "when",
        "When it begins: `YYYY-MM-DD` where no time is known, `YYYY-MM-DDTHH:MM:SS±hh:mm` in the zone of the place, "
        "without offset where `timezone` is null.",
    ),
    Field("end", "when", "When it ends, in the same forms; null where no page says so, never invented."),
    Field("timezone", "string", "IANA name of the zone of the place."),
    Field("organizer", "string", "The hosting agency as printed."),
    Field("venue", "string", "Name of the place: a café, a library."),
    Field("street", "string", "Street and house number, or what the page gives of them."),
    Field("city", "string", "Town."),
    Field("county", "string", "County or its like."),
    Field("region", "string", "ISO 3166-2 code without the country: `CA`."),
    Field("postcode", "string", "Postal code."),
    Field("country", "string", "ISO 3166-1 alpha-2 code: `US`."),
    Field("latitude", "number", "Degrees north, WGS 84, where a page gives them.", least=-90, most=90),
    Field("longitude", "number", "Degrees east, WGS 84, where a page gives them.", least=-180, most=180),
    Field("series", "string", "Value of an RRULE (RFC 5545) where a page gives an open rule; then `start` is null."),
    Field("url", "string", "The entry's own page, else the page it stands on."),
    Field("language", "string", "ISO 639-1 code of the page's language."),
    Field("confidence", "number", "How sure the reading is, 0 to 1.", nullable=False, least=0, most=1),
    Field("flags", "strings", "What a careful reader should know.", nullable=False, values=get_args(Flag)),
    Field("alternatives", "whens", "Other dates the text could mean.", nullable=False),
    Field("previous_start", "when", "The old date of a moved event, where a page tells it."),
    Field("reader_version", "string", "Version of the reader that read the page.", nullable=False),
)
_BY_NAME = {field.name: field for field in _DESCRIBED}

MENTION: tuple[Field, ...] = tuple(_BY_NAME[name] for name in MENTION_FIELDS)
"""The fields of a mention, in the model's order."""

EVIDENCE: tuple[Field, ...] = (
    Field("text", "string", "The words on the page.", nullable=False),
    Field("locator", "string", "Where they stand.", nullable=False),
    Field("origin", "string", "How they were found.", nullable=False, values=get_args(Origin)),
)

STORED: tuple[Field, ...] = (
    Field("id", "string", "Stable id of the mention.", nullable=False),
    Field("page_url", "string", "Address of the page.", nullable=False),
    Field("source_id", "string", "Id of the source in the registry.", nullable=False),
    Field("fetched", "instant", "When the page was fetched.", nullable=False),
    Field("first_seen", "instant", "When the mention was first seen.", nullable=False),
)
"""What a stored mention has before the fields of a mention."""

_EVENT_HEAD = (
    Field("id", "string", "Stable id of the event; every id ever published resolves.", nullable=False),
    Field(
        "visibility",
        "string",
        "`published`; `review`: doubtful, never in calendars; `withdrawn`: no page supports it any more, kept with `reason`.",
        nullable=False,
        values=tuple(value for value in get_args(Visibility) if value != "hidden"),
    ),
    Field("reason", "string", "Why it is in review or withdrawn."),
)
_EVENT_TAIL = (
    Field(
        "sequence", "integer", "SEQUENCE of RFC 5545: grows when time, place or status change.", nullable=False, least=0
    ),
    Field("created", "instant", "When the event was first stored.", nullable=False),
    Field("last_changed", "instant", "When anything about it last changed.", nullable=False),
    Field("first_seen", "instant", "When a page was first seen to tell of it.", nullable=False),
    Field(
        "missing_since",
        "instant",
        "Since when no page has told of it any more while it was to come; empty while one does. Not a cancellation.",
    ),
    Field(
        "county_fips",
        "string",
        "FIPS code of the US county, five digits, to join on: from `county`, else the ZIP code, else the town where nine in "
        "ten of its ZIP codes lie in one county.",
    ),
    Field(
        "agency_ids",
        "strings",
        "Ids of the departments whose own pages tell of it (in the US their ORI), as far as the registry knows them.",
        nullable=False,
    ),
)

EVENT: tuple[Field, ...] = (
    *_EVENT_HEAD,
    *(
        Field("title", "string", field.description, nullable=False) if field.name == "title" else field
        for field in MENTION
        if field.name != "reader_version"
    ),
    *_EVENT_TAIL,
)
"""The plain fields of an event; `field_sources` and `mentions` stand beside them in JSON."""

EVENT_COLUMNS: tuple[Field, ...] = (
    *EVENT,
    Field("mention_count", "integer", "How many mentions tell of it.", nullable=False, least=0),
    Field("pages", "strings", "Addresses of the pages that tell of it.", nullable=False),
)
"""The columns of events.csv."""

MENTION_COLUMNS: tuple[Field, ...] = (
    Field("event_id", "string", "The event the mention belongs to.", nullable=False),
    *STORED,
    *MENTION,
)
"""The columns of mentions.csv."""

EVIDENCE_COLUMNS: tuple[Field, ...] = (
    Field("event_id", "string", "The event.", nullable=False),
    Field("mention_id", "string", "The mention.", nullable=False),
    Field(
        "field", "string", "The field of the mention that rests on these words.", nullable=False, values=MENTION_FIELDS
    ),
    *(
        Field("text", "string", "The words on the page, cut to 300 characters.", nullable=False)
        if field.name == "text"
        else field
        for field in EVIDENCE
    ),
)
"""The columns of evidence.csv."""

CHANGE: tuple[Field, ...] = (
    Field("at", "instant", "When the change was noticed.", nullable=False),
    Field("event_id", "string", "The event.", nullable=False),
    Field("title", "string", "Its title today.", nullable=False),
    Field(
        "what",
        "string",
        "`added`, `moved`, `cancelled`, `postponed`, `details`, `visibility`, `withdrawn`, `merged`.",
        nullable=False,
    ),
    Field("field", "string", "The field that changed."),
    Field("old", "string", "Its old value."),
    Field("new", "string", "Its new value; of a merge the id that lives on."),
)
"""The fields of a change in changes.json."""

SOURCE_COLUMNS: tuple[Field, ...] = (
    Field("id", "string", "Id of the source in the registry.", nullable=False),
    Field("name", "string", "Its name.", nullable=False),
    Field("kind", "string", "Police, sheriff, city, campus, newspaper or program.", nullable=False),
    Field("city", "string", "Town."),
    Field("county", "string", "County or its like."),
    Field("county_fips", "string", "FIPS code of the US county, five digits, as in the events."),
    Field("region", "string", "ISO 3166-2 code without the country."),
    Field("country", "string", "ISO 3166-1 alpha-2 code."),
    Field("agency_id", "string", "The department's id in the official list of its country: in the US its ORI."),
    Field("hosts", "strings", "Hosts of its start addresses.", nullable=False),
    Field("start_url", "string", "Where its site is entered."),
    Field(
        "health",
        "string",
        "How it does: `empty` never told an event, `silent` none for half a year, `failing`, `blocked`, `moved` and `gone` "
        "brought no page in the last crawl; null: not looked at in the last crawls.",
        values=HEALTH,
    ),
    Field("health_since", "when", "Day of the crawl since which it has done so without a break."),
    Field("last_fetched", "instant", "When a page of it was last confirmed; null: never looked."),
    Field("failures", "integer", "Addresses of it that did not answer in the last crawl.", nullable=False, least=0),
    Field(
        "events",
        "integer",
        "Published events with a day in the twelve months before the last crawl.",
        nullable=False,
        least=0,
    ),
    Field("last_day", "when", "Day of the newest event it ever told."),
)
"""The columns of sources.csv."""

QUALITY: tuple[Field, ...] = (
    Field("language", "string", "ISO 639-1 code of the pages' language; `all` for all of them.", nullable=False),
    Field(
        "field",
        "string",
        "The field, or `missed event` (of those the pages state), `invented event` (of those that were read), `page without "
        "event` (on which one was read all the same). `date` is the day of `start` alone; in `start` the hour must be right too.",
        nullable=False,
    ),
    Field("errors", "integer", "How many were wrong.", nullable=False, least=0),
    Field("of", "integer", "Of how many: found events in which the page or the reader says something.", nullable=False),
    Field("rate", "number", "The share that was wrong.", nullable=False, least=0, most=1),
    Field("low", "number", "Lower end of its 95% interval (Wilson).", nullable=False, least=0, most=1),
    Field("high", "number", "Upper end of its 95% interval.", nullable=False, least=0, most=1),
)
"""The fields of a row of quality.json."""

EFFORT_COLUMNS: tuple[Field, ...] = (
    Field("source_id", "string", "The source.", nullable=False),
    Field(
        "month", "string", "The month, `2026-10`; every source has every month since the first crawl.", nullable=False
    ),
    Field("fetched", "integer", "Pages that were new or had changed.", nullable=False, least=0),
    Field("unchanged", "integer", "Pages that had not changed.", nullable=False, least=0),
    Field("failed", "integer", "Addresses that did not answer, or were gone.", nullable=False, least=0),
    Field(
        "blocked", "integer", "Addresses that may not be asked for: robots.txt, walls, limits.", nullable=False, least=0
    ),
)
"""The columns of effort.csv. A row of zeros: nobody looked."""
