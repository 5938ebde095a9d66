"""Events in iCalendar feeds (RFC 5545), each entry by itself: a broken one is named and the others are kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from ...model import Oddity, Place, When
from .addresses import put_geo, put_location, zone_at
from .candidate import Candidate, Found
from .icalendar_repair import RawCalendar, repair, zone_name
from .icalendar_rules import read_rule
from .links import link_id, own_link, site_of
from .plain_text import is_html, one_line, plain_text
from .schema_org import MOST_ITEMS, put_times, put_title
from .stamps import Stamp, Zero, settle

_MOST_RULES = 200
_MOST_ODDITIES = 50
_YEARS = range(1990, 2101)
_TEC_UID = re.compile(r"(\d+)-\d{9,11}-\d{9,11}(@.*)?")
_GOOGLE_UID = re.compile(r"_R?\d{8}(?:T\d{6}Z?)?(?=@google\.com$)")
_LINK = re.compile(r"https?://[^\s<>\"'\\]{4,500}", re.IGNORECASE)
_LONGEST = 50_000


@dataclass(slots=True)
class _Feed:
    url: str
    place: Place
    zone: str | None
    zero: Zero
    rules_left: int = _MOST_RULES


@dataclass(slots=True)
class _Entry:
    """One VEVENT: what is the same for all its occurrences, and its own times."""

    event: icalendar.Event
    locator: str
    uid: str
    start: Stamp
    end: Stamp | None
    zone: str | None
    replaces: Stamp | None
    rule: str


def read_ics(body: bytes, url: str, place: Place, wanted: Callable[[str], bool] | None = None) -> Found:
    """The events of a calendar, in its order. `url` is the feed's, `place` where its publisher stands.

    `wanted` sees an entry's raw text and says no where it need not be read at all. An entry with an open rule has `series`
    instead of `start`; one with an end is given as its days, at most 60 (flag `from-rule`); a moved or changed occurrence
    replaces its day. Z is true UTC, but for a platform known to label local times so.
    """
    calendar = repair(body, url)
    if not calendar.is_calendar:
        return [], [Oddity("not-a-calendar", f"{url}: the feed is not an iCalendar", "error")]
    feed = _feed(calendar, url, place)
    oddities: list[Oddity] = []
    entries: list[_Entry] = []
    for number, text in calendar.entries:
        if wanted is not None and not wanted(text):
            continue
        if len(entries) == MOST_ITEMS:
            oddities.append(Oddity("too-many-items", f"{url}: more than {MOST_ITEMS} entries: the rest is not read"))
            break
        try:
            entries.append(_entry(text, f"VEVENT[{number}]", feed))
        except Exception as error:  # The parser makes no promise about what a spoilt entry raises.
            if len(oddities) < _MOST_ODDITIES:
                oddities.append(
                    Oddity("broken-entry", f"{url}: {_name(text, number)} cannot be read: {str(error)[:200]}")
                )
    found: list[Candidate] = []
    replaced: dict[str, list[Stamp]] = {}
    for entry in entries:
        if entry.replaces is not None:
            replaced.setdefault(entry.uid, []).append(entry.replaces)
    seen: set[tuple[str, object]] = set()
    for entry in entries:
        for candidate in _candidates(entry, feed, replaced.get(entry.uid, []), oddities):
            key = (entry.uid, candidate.values.get("start") or candidate.values.get("series"))
            if key not in seen:
                seen.add(key)
                found.append(candidate)
    return found, oddities


def _feed(calendar: RawCalendar, url: str, place: Place) -> _Feed:
    producer = calendar.properties.get("PRODID", "")
    return _Feed(
        url.replace("webcal://", "https://", 1),
        place,
        zone_name(calendar.properties.get("X-WR-TIMEZONE", "")),
        "label" if "ECPv" in producer else "true",
    )


def _name(text: str, number: int) -> str:
    title = re.search(r"^SUMMARY:(.*)$", text, re.MULTILINE)
    return f"entry {number} ({one_line(title[1])[:80]!r})" if title else f"entry {number}"


def _entry(text: str, locator: str, feed: _Feed) -> _Entry:
    event = icalendar.Event.from_ical(text)
    if not isinstance(event, icalendar.Event) or "DTSTART" not in event:
        raise ValueError("it has no start")
    start = _stamp(event["DTSTART"])
    uid = str(event.get("UID", "")).strip()
    zone = _zone(event["DTSTART"], feed) if start.offset is None else None
    end: Stamp | None = None
    if "DTEND" in event:
        end = _same_clock(_stamp(event["DTEND"]), _zone(event["DTEND"], feed), zone)
        if end.clock is None:
            end = replace(end, day=end.day - timedelta(days=1))  # The end of whole days is exclusive.
    elif "DURATION" in event and start.clock is not None:
        duration: Any = event["DURATION"]
        until = start.wall + duration.dt
        end = replace(start, text=duration.to_ical().decode(), day=until.date(), clock=until.time())
    replaces = _stamp(event["RECURRENCE-ID"]) if "RECURRENCE-ID" in event else None
    rule = re.search(r"^RRULE:(.*?)\s*$", text, re.MULTILINE)
    return _Entry(event, locator, uid, start, end, zone, replaces, rule[1] if rule else "")


def _stamp(value: Any) -> Stamp:
    """A date or time as parsed. Raises ValueError where it is neither, or in no plausible year."""
    if isinstance(value, list):
        value = value[0]
    moment = _attribute(value, "dt")
    if not isinstance(moment, date):
        raise ValueError(f"{str(value)[:60]!r} is not a date")
    text = value.to_ical().decode()
    if isinstance(moment, datetime):
        day, clock = moment.date(), moment.time()
        offset = timedelta() if text.endswith("Z") else None
    else:
        day, clock, offset = moment, None, None
    if day.year not in _YEARS:
        raise ValueError(f"{text!r} is in no plausible year")
    return Stamp(text, day, clock.replace(tzinfo=None) if clock else None, offset)


def _stamps(value: Any) -> list[Stamp]:
    found = []
    for listed in value if isinstance(value, list) else [value] if value is not None else []:
        for moment in listed.dts:
            found.append(_stamp(moment))
    return found


def _zone(value: Any, feed: _Feed) -> str | None:
    """The zone a time names, else that of the calendar; None where it keeps the place's."""
    value = value[0] if isinstance(value, list) else value
    named = (_attribute(value, "params") or {}).get("TZID")
    return zone_name(str(named)) if named else feed.zone


def _same_clock(end: Stamp, named: str | None, zone: str | None) -> Stamp:
    """An end told in another zone than its start, on the clock of the start."""
    if end.clock is None or end.offset is not None or named is None or zone is None or named == zone:
        return end
    there = end.wall.replace(tzinfo=ZoneInfo(named)).astimezone(ZoneInfo(zone))
    return replace(end, day=there.date(), clock=there.time())


def _candidates(entry: _Entry, feed: _Feed, replaced: list[Stamp], oddities: list[Oddity]) -> list[Candidate]:
    event = entry.event
    written = entry.rule
    if entry.replaces is not None or (not written and "RDATE" not in event):
        return [_occurrence(entry, feed, entry.start, entry.end)]
    feed.rules_left -= 1
    try:
        if feed.rules_left < 0:
            raise ValueError("there are too many rules in this calendar")
        added, removed = _stamps(event.get("RDATE")), _stamps(event.get("EXDATE"))
        told = read_rule(written, entry.start, _place_zone(entry, feed), added, [*removed, *replaced])
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        oddities.append(
            Oddity("broken-rule", f"{feed.url}: {entry.locator}: {str(error)[:200]}; only its first day is read")
        )
        return [_occurrence(entry, feed, entry.start, entry.end)]
    if told.series is not None:
        candidate = _words(entry, feed)
        candidate.put("series", told.series, written, f"{entry.locator}.RRULE")
        return [candidate]
    length = entry.end.wall - entry.start.wall if entry.end is not None else None
    found = []
    for start in told.starts:
        end = None
        if length is not None and entry.end is not None:
            until = start + length
            end = replace(entry.end, day=until.date(), clock=until.time() if entry.end.clock is not None else None)
        moved = replace(entry.start, day=start.date(), clock=start.time() if entry.start.clock is not None else None)
        candidate = _occurrence(entry, feed, moved, end, f" {written}".rstrip())
        if len(told.starts) > 1:
            candidate.flags.add("from-rule")
        found.append(candidate)
    return found


def _place_zone(entry: _Entry, feed: _Feed) -> str | None:
    return entry.zone or zone_at(Candidate("ics"), feed.place)


def _occurrence(entry: _Entry, feed: _Feed, start: Stamp, end: Stamp | None, rule: str = "") -> Candidate:
    candidate = _words(entry, feed)
    here = zone_at(candidate, feed.place)
    settled = settle(start, end, entry.zone or here, feed.zero)
    if entry.zone is not None and here is not None and isinstance(settled.start, datetime):
        there = _converted(settled.start, here)
        if there.utcoffset() != settled.start.utcoffset() and "city" in candidate.values:
            settled.note = f"told in {entry.zone}"
            settled.start, settled.timezone = there, here
            settled.end = _converted(settled.end, here) if isinstance(settled.end, datetime) else None
    locators = (
        f"{entry.locator}.DTSTART",
        f"{entry.locator}.DTEND" if "DTEND" in entry.event else f"{entry.locator}.DURATION",
    )
    put_times(candidate, settled, entry.start.text + rule, entry.end.text if entry.end else None, locators)
    if entry.replaces is not None:
        before = settle(entry.replaces, None, entry.zone or here, feed.zero).start
        if before != settled.start and _day(before) != _day(settled.start):
            candidate.put("previous_start", before, entry.replaces.text, f"{entry.locator}.RECURRENCE-ID")
    return candidate


def _converted(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone))


def _day(when: When) -> date:
    return when.date() if isinstance(when, datetime) else when


def _words(entry: _Entry, feed: _Feed) -> Candidate:
    event, locator = entry.event, entry.locator
    candidate = Candidate("ics")
    put_title(candidate, _text(event, "SUMMARY"), f"{locator}.SUMMARY")
    status = _text(event, "STATUS").upper()
    if status == "CANCELLED" and "status" not in candidate.values:
        candidate.put("status", "cancelled", _text(event, "STATUS"), f"{locator}.STATUS")
    put_location(candidate, _text(event, "LOCATION"), f"{locator}.LOCATION", feed.place)
    geo = event.get("GEO")
    put_geo(candidate, _attribute(geo, "latitude"), _attribute(geo, "longitude"), f"{locator}.GEO")
    named = one_line(str((_attribute(event.get("ORGANIZER"), "params") or {}).get("CN", "")))
    if len(named) > 2 and "@" not in named:
        candidate.put("organizer", named, named, f"{locator}.ORGANIZER")
    description = (_text(event, "DESCRIPTION") or _text(event, "X-ALT-DESC"))[:_LONGEST]
    if is_html(description):
        candidate.html = description
    link = _own_entry_link(event, description, feed.url)
    if link is not None:
        candidate.put("url", link, link, f"{locator}.URL")
    candidate.native_id = _native_id(entry, link, feed.url)
    words = [str(candidate.values.get("title", "")), plain_text(description), _categories(event)]
    candidate.text = "\n".join(word for word in words if word)
    created = _attribute(event.get("CREATED"), "dt")
    if isinstance(created, datetime):
        candidate.published = created.date()
    return candidate


def _attribute(value: Any, name: str) -> Any:
    """A part of a parsed property; None where the property is missing or broken."""
    try:
        return getattr(value, name, None)
    except ValueError:
        return None


def _text(event: icalendar.Event, name: str) -> str:
    value = event.get(name)
    if isinstance(value, list):
        value = value[0]
    return str(value) if isinstance(value, str) else ""


def _categories(event: icalendar.Event) -> str:
    value = event.get("CATEGORIES")
    found = []
    for listed in value if isinstance(value, list) else [value] if value is not None else []:
        found += [one_line(str(category)) for category in _attribute(listed, "cats") or ()]
    return ", ".join(found)


def _own_entry_link(event: icalendar.Event, description: str, feed_url: str) -> str | None:
    """The entry's page: its URL unless that is the feed again, else an in-site link in the description that names an item."""
    stated = _text(event, "URL")
    own = own_link(stated, feed_url) if stated.startswith(("http", "/")) else None
    if own is not None and own != own_link(feed_url, feed_url) and "feed=calendar" not in own.lower():
        return own
    for text in reversed(_LINK.findall(description)[-5:]):
        link = own_link(text.rstrip(".,;)"), feed_url)
        if link is not None and link_id(link) is not None:
            return link
    return None


def _native_id(entry: _Entry, link: str | None, feed_url: str) -> str | None:
    """The UID without what changes when the time does; a bare number with the host before it."""
    uid = entry.uid[:500]
    if not uid:
        return link_id(link) if link else None
    if uid.isdigit():
        civicplus = re.search(rf"[?&]EID={uid}\b", _text(entry.event, "DESCRIPTION"), re.IGNORECASE)
        return f"{site_of(feed_url)}/{'event:' if civicplus else ''}{uid}"
    if tec := _TEC_UID.fullmatch(uid):
        return tec[1] + (tec[2] or "")
    uid = _GOOGLE_UID.sub("", uid)
    for part in _time_parts(entry.start, entry.zone):
        shorter = re.sub(rf"[-_.:]?{part}(?![T0-9])", "", uid, count=1)
        if len(shorter.partition("@")[0]) >= 3:
            uid = shorter
    return uid


def _time_parts(start: Stamp, zone: str | None) -> list[str]:
    """The ways in which producers write the start into the UID, the longest first."""
    wall = start.wall
    parts = [f"{wall:%Y%m%dT%H%M%S}Z?", f"{wall:%Y%m%dT%H%M}Z?"]
    if start.clock is not None:
        moment = wall.replace(tzinfo=ZoneInfo("UTC" if start.offset is not None or zone is None else zone))
        parts += [f"{moment.astimezone(ZoneInfo('UTC')):%Y%m%dT%H%M%S}Z?", str(int(moment.timestamp()))]
    return [*parts, f"{wall:%Y%m%d}"]
