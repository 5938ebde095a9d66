"""Drafts to candidates: each field with the words it rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ..model import Evidence, Flag, Origin, Status, When
from ..normalization.names import find_themes
from ..normalization.places import PlaceText
from .confidence import confidence_of
from .cues import plain
from .drafts import Draft, Words
from .lines import Line, Reader, split_sentences
from .organizers import StoryHosts, find_organizer
from .structured import Candidate
from .titles import StoryNames, name_of, title_of
from .towns import StoryTowns, choose_town, settle_place, zone_of_event

_HOST_ARTICLE = re.compile(r"^the ", re.IGNORECASE)
_THE = "The "
_LONGEST_EVIDENCE = 160


def candidate_of(
    draft: Draft,
    names: StoryNames,
    towns: StoryTowns,
    hosts: StoryHosts,
    published: date | None,
    fetched: date | None,
    passed: bool,
    origin: Origin,
) -> Candidate:
    lines, relevant, reader = towns.lines, towns.relevant, towns.reader
    if draft.told_loosely is not None:
        draft.day, draft.day_words = draft.told_loosely
    found = Candidate(origin)
    name, name_line = name_of(draft, names)
    title, title_line = title_of(name, name_line, names)
    found.put("title", title, title, title_line.block.locator)
    theme, theme_line, theme_text = _theme_of(name, name_line, lines, relevant)
    found.put("theme", theme, theme_text, theme_line.block.locator)
    inherited = _put_place(found, draft, towns)
    town = None if inherited else found.values.get("city")
    organizer, organizer_line = _organizer_of(draft, hosts, reader, town)
    if inherited and found.values.get("city"):
        found.flags.add("place-inherited")
    zone = zone_of_event(found.values, reader.place)
    if draft.rule is not None:
        assert draft.day_words is not None
        text = draft.day_words.text if draft.start is None else _with_hour(draft, draft.day_words)
        found.put("series", draft.rule.rrule(draft.start), text, draft.day_words.line.block.locator)
        if draft.inferred:
            found.flags.add("meridiem-inferred")
    elif draft.day is not None and draft.day_words is not None:
        _put_when(found, draft, zone)
    if organizer:
        found.put("organizer", organizer, organizer, organizer_line.block.locator if organizer_line else "source")
    status, words = _status(draft, published, fetched, passed)
    found.values["status"] = status
    if words is not None:
        found.evidence["status"] = Evidence(words.line.text[:300], words.line.block.locator, origin)
    elif draft.line is not None:
        found.evidence["status"] = Evidence(draft.line.text[:300], draft.line.block.locator, origin)
    found.text = hosts.text
    found.values["confidence"] = confidence_of(draft, found, towns, published, name.weak)
    return found


def _put_place(found: Candidate, draft: Draft, towns: StoryTowns) -> bool:
    """Put the place of a draft with the town it is in; whether its town is only the publisher's."""
    near, printed = towns.reader.place, draft.place or PlaceText()
    town = draft.place_parts.get("city") or draft.place_words
    if printed.city is None or not (printed.region or printed.postcode):
        chosen = choose_town(draft, towns)
        town = None if chosen is None else chosen.words
        printed = replace(printed, city=chosen and chosen.town, region=printed.region or (chosen and chosen.region))
    if printed.venue is not None and _opens_sentence(draft, printed.venue, towns):
        printed = replace(printed, venue=printed.venue[len(_THE) :])
    if printed.venue is not None and printed.city is not None and plain(printed.venue) == plain(printed.city):
        printed = replace(printed, venue=None)  # "went through Lima together"
    place, inherited = settle_place(printed, near)
    for field in ("venue", "street", "city", "region", "postcode", "country"):
        value = getattr(place, field)
        if value is None:
            continue
        words = town if field == "city" else draft.place_parts.get(field)
        if words is None and field != "city" and draft.place is not None and getattr(draft.place, field) == value:
            words = draft.place_words
        if words is not None:
            found.put(field, value, words.text or value, words.line.block.locator)
        else:
            found.values[field] = value
            found.evidence[field] = Evidence(near.name or value, "source", "source")
    return inherited


def _opens_sentence(draft: Draft, venue: str, towns: StoryTowns) -> bool:
    """Whether a venue's "The" is only that of the sentence it opens: nowhere within one is it told with a capital."""
    words = draft.place_parts.get("venue") or draft.place_words
    if not venue.startswith(_THE) or words is None or words.begin > 1 or draft.row or draft.labelled:
        return False
    line = words.line
    if line.heading or line.block.kind != "text" or not line.text.rstrip().endswith((".", "”", '"')):
        return False
    return not any(other.text.find(venue, 2) > 0 for other in towns.kept if not other.heading)


def _organizer_of(draft: Draft, hosts: StoryHosts, reader: Reader, town: str | None) -> tuple[str | None, Line | None]:
    """The host that a label names, else the one that the event's lines tell."""
    if draft.organizer is not None and draft.organizer.text.strip():
        return _HOST_ARTICLE.sub("", split_sentences(draft.organizer.text)[0]).rstrip("."), draft.organizer.line
    told = [words.line for words in (draft.place_words, draft.time_words) if words is not None]
    own = [*told, *([draft.line] if draft.line else [])]
    return find_organizer(hosts, own, reader, town or reader.place.city) or (None, None)


def _with_hour(draft: Draft, day: Words) -> str:
    """The words of a day or rule with those of its hour."""
    hour = draft.time_words
    if hour is None:
        return day.text
    if hour.line is day.line:
        begin, stop = min(day.begin, hour.begin), max(day.stop, hour.stop)
        if stop - begin < _LONGEST_EVIDENCE:
            return day.line.text[begin:stop]
    return f"{day.text} ... {hour.text}"


def _put_when(found: Candidate, draft: Draft, zone: str | None) -> None:
    assert draft.day is not None and draft.day_words is not None
    day = draft.day.day
    locator = draft.day_words.line.block.locator
    text = draft.day_words.text
    flags: set[Flag] = set(draft.day.flags)
    if draft.start is not None:
        text = _with_hour(draft, draft.day_words)
        start: When = at(day, draft.start, zone)
        if draft.inferred:
            flags.add("meridiem-inferred")
        if zone is None:
            flags.add("zone-unknown")
    else:
        start = day
    found.put("start", start, text, locator)
    if draft.start is not None and draft.end is not None and draft.end != time(23, 59):
        # 11:59 PM is what calendars print where no end was given
        words = draft.end_words or draft.time_words
        found.put(
            "end",
            at(_day_of_end(draft.start, draft.end, day), draft.end, zone),
            words.text if words else text,
            (words or draft.day_words).line.block.locator,
        )
    if zone is not None and draft.start is not None:
        found.values["timezone"] = zone
        found.evidence["timezone"] = Evidence(str(found.values.get("city") or zone), "source", "source")
    if draft.previous is not None and draft.previous_words is not None:
        was: When = draft.previous.day
        if draft.previous_time is not None:
            was = at(draft.previous.day, draft.previous_time, zone)
        found.put("previous_start", was, draft.previous_words.text, draft.previous_words.line.block.locator)
    found.flags.update(flags)
    found.alternatives.extend(draft.day.alternatives)


def _day_of_end(start: time, end: time, day: date) -> date:
    """The day on which a range that starts on `day` ends."""
    return day + timedelta(days=1) if end <= start else day


def at(day: date, moment: time, zone: str | None) -> datetime:
    """A local time on a day, aware where the zone is known."""
    return datetime.combine(day, moment, ZoneInfo(zone) if zone else None)


def _theme_of(name: Any, line: Line, lines: Sequence[Line], relevant: Sequence[bool]) -> tuple[str | None, Line, str]:
    if name.theme is not None:
        return name.theme, line, line.text[name.begin : name.stop]
    for other, keep in zip(lines, relevant, strict=True):
        if keep and other.tokens is not None:
            for begin, stop, theme in find_themes(other.tokens):
                return theme, other, other.text[begin:stop]
    return None, line, ""


def _status(draft: Draft, published: date | None, fetched: date | None, passed: bool) -> tuple[Status, Words | None]:
    if draft.status is not None:
        return draft.status, draft.status_words
    if passed:
        return "held", None
    if draft.day is None:
        return "scheduled", None
    if published is not None:
        if draft.day.day < published:
            return "held", None
        if draft.day.day == published and draft.past:
            return "held", None
        return "scheduled", None
    if fetched is not None and draft.day.day > fetched:
        return "scheduled", None
    if draft.past and not (draft.future or draft.present):
        return "held", None
    return "scheduled", None
