"""One value per field from the mentions of one event, each with the mention it came from.

The order of precedence: a person's override; for date, place and status the newest page that says it changes an earlier
one; a stated day before one that a rule gives; the host's own site; the better origin; the newer page; the smaller id.
Facts that hang together (start and its zone and flags; the venue and its address) come from one mention where it has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from ..ids import bare_host
from ..model import MENTION_FIELDS, Flag, Mention, Override, SourceKind, day_of, when_value
from .text import fold, fold_agency

_STANDING: Mapping[str, int] = {
    "editor": 0,
    "police": 1,
    "sheriff": 1,
    "campus": 1,
    "city": 2,
    "newspaper": 3,
    "program": 4,
}
_MARKUP = frozenset(("jsonld", "microdata", "h-event", "ics", "platform"))
_ORIGINS = ("editor", "jsonld", "microdata", "h-event", "ics", "platform", "listing", "rss", "prose", "source")
_DATE_FIELDS = ("start", "timezone", "alternatives", "previous_start", "series")
_PLACE_FLAGS: frozenset[Flag] = frozenset({"place-inherited"})
_SIMPLE = (
    "title",
    "theme",
    "organizer",
    "venue",
    "street",
    "city",
    "county",
    "region",
    "postcode",
    "country",
    "url",
    "language",
)


class Member(NamedTuple):
    """A mention of the cluster. `told`: the page's publish date, else the day it was fetched; `source_name` and
    `source_kind` of the publisher, "editor" for what a person typed in; `origin` says how its start, else its title, was found."""

    id: str
    mention: Mention
    told: date
    fetched: datetime
    page_url: str
    source_id: str
    source_name: str = ""
    source_kind: SourceKind | str = ""
    doubt: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Consolidated:
    """An event's values by field name, the mention (or "override") each came from, and what the mentions disagree on."""

    values: Mapping[str, Any]
    field_sources: Mapping[str, str]
    disagreements: tuple[str, ...]


def consolidate(members: Sequence[Member], overrides: Iterable[Override] = ()) -> Consolidated:
    """Make one event of its mentions. Does not depend on their order. `members` must not be empty."""
    if len(members) == 1:
        return _alone(members[0], overrides)
    ranked = sorted(members, key=_rank)
    values: dict[str, Any] = {"kind": ranked[0].mention.kind}
    sources: dict[str, str] = {"kind": ranked[0].id}
    dated = _date_member(ranked)
    for name in _DATE_FIELDS:
        values[name], sources[name] = getattr(dated.mention, name), dated.id
    ended = next((m for m in [dated, *ranked] if m.mention.end and m.mention.start == dated.mention.start), None)
    _take(values, sources, "end", ended)
    placed = _changers(ranked, "previous_start") or ranked
    for name in _SIMPLE:
        order = placed + [m for m in ranked if m not in placed] if name in _PLACE else ranked
        _take(values, sources, name, next((m for m in order if _says(m.mention, name, values)), None))
    located = next((m for m in ranked if m.mention.latitude is not None and m.mention.longitude is not None), None)
    _take(values, sources, "latitude", located)
    _take(values, sources, "longitude", located)
    teller = _status_member(ranked)
    values["status"], sources["status"] = teller.mention.status, teller.id
    surest = max(ranked, key=lambda m: m.mention.confidence)
    values["confidence"], sources["confidence"] = surest.mention.confidence, surest.id
    inherited = next((m for m in ranked if m.id == sources.get("city")), None)
    values["flags"] = _flags(dated, inherited)
    sources["flags"] = dated.id
    if values["previous_start"] is None:
        _keep_previous(values, sources, ranked)
    _override(values, sources, overrides)
    return Consolidated(
        {name: values.get(name) for name in _FIELDS},
        {name: sources[name] for name in MENTION_FIELDS if values.get(name) not in (None, ()) and name in sources},
        _disagreements(ranked),
    )


def _alone(member: Member, overrides: Iterable[Override]) -> Consolidated:
    """An event told once is what it is told as."""
    mention = member.mention
    values: dict[str, Any] = {name: getattr(mention, name) for name in _FIELDS}
    values["flags"] = tuple(sorted(mention.flags))
    sources = {name: member.id for name, value in values.items() if value is not None and value != ()}
    _override(values, sources, overrides)
    if overrides:
        sources = {name: sources[name] for name in _FIELDS if name in sources}
    return Consolidated(values, sources, ())


_FIELDS = tuple(name for name in MENTION_FIELDS if name != "reader_version")
_PLACE = frozenset({"venue", "street", "city", "county", "region", "postcode", "country"})


def _rank(member: Member) -> tuple[Any, ...]:
    standing = _STANDING.get(member.source_kind, 5)
    if member.mention.organizer and member.source_name and standing in (1, 2):
        own = fold_agency(member.mention.organizer), fold_agency(member.source_name)
        if own[0] not in own[1] and own[1] not in own[0]:
            standing = 3  # Another agency's event on this agency's page.
    origin = _ORIGINS.index(member.origin) if member.origin in _ORIGINS else len(_ORIGINS)
    given_by_rule = "from-rule" in member.mention.flags
    return given_by_rule, standing, origin, -member.told.toordinal(), -member.fetched.timestamp(), member.id


def _says(mention: Mention, name: str, values: Mapping[str, Any]) -> bool:
    """Whether a mention has a value for a field; a street that only repeats the venue is none."""
    value = getattr(mention, name)
    return bool(value) and not (name == "street" and fold(value) == fold(values.get("venue")))


def _newest(members: Iterable[Member]) -> Member:
    return max(members, key=lambda m: (m.told, m.fetched, m.id))


def _changers(ranked: Sequence[Member], name: str) -> list[Member]:
    """The mentions that say they change an earlier one, the newest first."""
    return sorted(
        (m for m in ranked if getattr(m.mention, name)), key=lambda m: (m.told, m.fetched, m.id), reverse=True
    )


def _date_member(ranked: Sequence[Member]) -> Member:
    """Whose date holds: the newest that says it was moved, else the best ranked; with an hour, where one of that day has it."""
    movers = [m for m in _changers(ranked, "previous_start") if m.mention.start]
    best = movers[0] if movers else next((m for m in ranked if m.mention.start), ranked[0])
    if best.mention.start is None or isinstance(best.mention.start, datetime):
        return best
    day = best.mention.start
    hours = (m for m in ranked if isinstance(m.mention.start, datetime) and day_of(m.mention.start) == day)
    return next(hours, best)


def _status_member(ranked: Sequence[Member]) -> Member:
    """Whose status holds: the newest that tells of a change (cancelled, postponed, moved, held), else the best ranked."""
    telling = [m for m in ranked if m.mention.status != "scheduled" or m.mention.previous_start]
    return _newest(telling) if telling else ranked[0]


def _flags(dated: Member, placed: Member | None) -> tuple[Flag, ...]:
    flags = [f for f in dated.mention.flags if f not in _PLACE_FLAGS]
    flags += [f for f in (placed.mention.flags if placed else ()) if f in _PLACE_FLAGS]
    return tuple(sorted(set(flags)))


def _keep_previous(values: dict[str, Any], sources: dict[str, str], ranked: Sequence[Member]) -> None:
    for member in _changers(ranked, "previous_start"):
        if member.mention.previous_start != values["start"]:
            values["previous_start"], sources["previous_start"] = member.mention.previous_start, member.id
            return


def _take(values: dict[str, Any], sources: dict[str, str], name: str, member: Member | None) -> None:
    if member is None:
        values[name] = None
        return
    values[name], sources[name] = getattr(member.mention, name), member.id


def _override(values: dict[str, Any], sources: dict[str, str], overrides: Iterable[Override]) -> None:
    for override in sorted(overrides, key=lambda o: (o.at, o.mention_id)):
        if override.field in MENTION_FIELDS:
            values[override.field] = typed(override.field, override.value)
            sources[override.field] = "override"


def typed(field: str, value: str | None) -> Any:
    """A person's text as the field's type. Raises ValueError where it cannot be one."""
    if value is None or value == "":
        return () if field in ("flags", "alternatives") else None
    if field in ("start", "end", "previous_start"):
        return when_value(value)
    if field in ("latitude", "longitude", "confidence"):
        return float(value)
    if field == "alternatives":
        return tuple(when_value(part.strip()) for part in value.split(","))
    if field == "flags":
        return tuple(part.strip() for part in value.split(","))
    return value


def _disagreements(ranked: Sequence[Member]) -> tuple[str, ...]:
    """Where mentions that claim no change contradict each other: the day, the hour, the town."""
    plain = [m.mention for m in ranked if m.mention.previous_start is None]
    found = []
    if len({day_of(m.start) for m in plain if m.start}) > 1:
        found.append("date")
    elif len({m.start for m in plain if isinstance(m.start, datetime)}) > 1:
        found.append("time")
    if len({m.city.casefold() for m in plain if m.city}) > 1:
        found.append("place")
    if _outvotes(next((m for m in ranked if m.mention.venue), None), ranked):
        found.append("venue")
    return tuple(found)


def _outvotes(teller: Member | None, members: Sequence[Member]) -> bool:
    """Whether the venue comes from markup though newer words of the same host name another one."""
    if teller is None or teller.origin not in _MARKUP:
        return False
    host, venue = bare_host(teller.page_url), set(fold(teller.mention.venue).split())
    return any(
        member.origin not in _MARKUP
        and member.told > teller.told
        and bare_host(member.page_url) == host
        and venue.isdisjoint(fold(member.mention.venue).split() or venue)
        for member in members
    )
