"""A national day told on a page without a local event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from ..model import Origin
from ..normalization.dates import DateSpan, Day
from .drafts import Draft, is_past
from .drafts.draft import SURE_PLACE
from .drafts.tense import is_plan, tells_past
from .lines import Line, Reader
from .structured import Candidate

_DAYS = {
    "coffee with a cop": (10, 1, 2),
    "coffee": (9, 29, -1),
    "donut": (6, 1, 4),
    "doughnut": (6, 1, 4),
    "ice cream": (7, 3, 6),
    "taco": (10, 4, -1),
    "pizza": (2, 9, -1),
    "hot chocolate": (1, 31, -1),
    "cocoa": (12, 13, -1),
    "cookie": (12, 4, -1),
}
"""The nation's days that such events are held on: the month and its day, or the how-manieth of a weekday (0 is Monday)."""
_AHEAD = 45
"""Days before the nation's day in which an event on it is announced."""
_NEAR = 7
"""Days between the nation's day and a report of it."""
_OBSERVANCE = re.compile(
    r"\b(?:national|international|world)\b[^.]{0,40}\bday\b|\bcoffee with a cop day\b|dia nacional|journee nationale"
)


def is_national_day(line: Line) -> bool:
    """Whether a line speaks of the program's national day."""
    return _OBSERVANCE.search(line.low) is not None


def date_by_the_day(lines: Sequence[Line], relevant: Sequence[bool], published: date | None, reader: Reader) -> None:
    """Date an event told without any date by the nation's day it is held on, where it was written near it: "Officers spent
    National Coffee with a Cop Day at the Plum Diner", "Donuts with a Cop is on National Donut Day"."""
    kept = [line for line, keep in zip(lines, relevant, strict=True) if keep]
    found = _told_day(kept, published) if published is not None else None
    if published is None or found is None:
        return
    day, told, number = found
    line = kept[number]
    if line.heading:  # "Police hold Coffee with a Cop on National Coffee Day", over a report that tells where
        scene = next((x for x in kept[number + 1 :] if _is_scene(x, reader)), None) if line.names else None
        if scene is None or scene.dates or day > published:
            return
        line, told = scene, scene.hosts()[0]
    elif not line.names or not (tells_past(reader, line) if day <= published else line.times or is_plan(reader, line)):
        return
    if day <= published and not _is_placed(line, reader):
        return
    first, last = (line.names[0].first, line.names[0].last) if line.names else (0, 1)
    line.dates = [DateSpan(*told, first, last, (Day(day.month, day.day, day.year),))]


def _told_day(kept: Sequence[Line], published: date | None) -> tuple[date, tuple[int, int], int] | None:
    """The nation's day that a story speaks of before any other date: its date, its words and the number of its line, the
    first in running text that names the program with it, else the heading."""
    heading: tuple[date, tuple[int, int], int] | None = None
    assert published is not None
    for number, line in enumerate(kept):
        if line.dates or line.rules:
            break
        for words in _OBSERVANCE.finditer(line.low):
            rule = next((rule for name, rule in _DAYS.items() if f"{name} day" in words[0]), None)
            day = (
                min((_in_year(rule, published.year + n) for n in (-1, 0, 1)), key=lambda d: abs(d - published))
                if rule
                else None
            )
            if day is None or not -_NEAR <= (day - published).days <= _AHEAD:
                continue
            if not line.heading and line.names:
                alone = not any(other.dates or other.rules for other in kept)
                return (day, words.span(), number) if alone else None
            if line.heading and line.names:
                heading = (day, words.span(), number)
    return heading


def _in_year(rule: tuple[int, int, int], year: int) -> date:
    """The day of a rule in a year: a month and its day, or a month and the how-manieth of a weekday."""
    month, number, weekday = rule
    if weekday < 0:
        return date(year, month, number)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def _is_placed(line: Line, reader: Reader) -> bool:
    return any(p.place.venue and p.strength >= SURE_PLACE for p in reader.places(line))


def _is_scene(line: Line, reader: Reader) -> bool:
    """Whether a sentence reports where police were."""
    return not line.heading and bool(line.hosts()) and _is_placed(line, reader) and tells_past(reader, line)


def is_observance(drafts: list[Draft], title: Line | None, reader: Reader) -> bool:
    """A national day and nothing local: no hour, no venue, no street on the whole page."""
    if any(
        d.start is not None or (d.place is not None and (d.place.venue or d.place.street)) or d.rule for d in drafts
    ):
        return False
    nationwide = reader.place.city is None and reader.place.region is None
    if nationwide and title is not None and is_national_day(title) and not any(d.organizer for d in drafts):
        return True
    day_lines = [d.line for d in drafts if d.line is not None]
    everywhere = any(reader.cues.has("others_elsewhere", line.low) for line in day_lines)
    if everywhere and title is not None and is_national_day(title):
        return True  # under the day's name: "officers from all 50 states will take part"
    if any(reader.cues.has("national_day", line.low) or _OBSERVANCE.search(line.low) for line in day_lines):
        if everywhere:
            return True  # "departments across the state took part"
        return not any(d.organizer for d in drafts) and not any(
            d.name and d.line is not None and is_past(reader, d.line) and not _is_of_nobody(d.line) for d in drafts
        )
    return False


def is_of_each_year(draft: Draft) -> bool:
    """Whether a day is told by its rule alone, of no year: "The first Wednesday of October is the national day"."""
    span = draft.span
    return span is not None and span.ordinal is not None and all(day.year is None for day in span.days)


def _is_of_nobody(line: Line) -> bool:
    """Whether a line reports the nation's day and says of nobody that they kept it: "National ... Day was held on Friday"."""
    told = _OBSERVANCE.search(line.low)
    return told is not None and not any(not told.start() <= begin < told.end() for begin, _ in line.hosts())


def observance(draft: Draft, names: list[tuple[Any, Line]], published: date | None, origin: Origin) -> Candidate:
    found = Candidate(origin)
    assert draft.day is not None and draft.day_words is not None
    line = draft.line or names[0][1]
    match = re.search(
        r"(?:(?:National|International|World)\s+)?Coffee\s+[Ww]ith\s+[Aa]\s+Cop\s+Day", line.text, re.IGNORECASE
    )
    title = match.group() if match else names[0][1].text[names[0][0].begin : names[0][0].stop]
    if not match:
        for _, other in names:
            match = re.search(
                r"(?:(?:National|International|World)\s+)?Coffee\s+with\s+a\s+Cop\s+Day", other.text, re.IGNORECASE
            )
            if match:
                title, line = match.group(), other
                break
    found.put("title", title, title, line.block.locator)
    found.put("kind", "observance", title, line.block.locator)
    found.put("theme", names[0][0].theme or "coffee", title, line.block.locator)
    found.put("start", draft.day.day, draft.day_words.text, draft.day_words.line.block.locator)
    told = " was " in line.low
    over = told if published is None else draft.day.day < published or (draft.day.day == published and told)
    if draft.past and over:
        found.values["status"] = "held"
    found.flags.update(draft.day.flags)
    found.text = line.text
    found.values["confidence"] = 0.85 if draft.day.leaning else 0.5
    return found
