"""A national day told on a page without a local event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from ..model import Origin
from ..normalization.date_parts import Day
from ..normalization.dates import DateSpan
from .candidate import Candidate
from .drafts import Draft, is_past
from .drafts.draft import SURE_PLACE
from .drafts.tense import tells_past
from .lines import Line, Reader

_WEDNESDAY = 2
_NEAR = 7
"""Days between the nation's day and a report of it."""
_OBSERVANCE = re.compile(
    r"\b(?:national|international|world)\b[^.]{0,40}\bday\b|\bcoffee with a cop day\b|dia nacional|journee nationale"
)


def is_national_day(line: Line) -> bool:
    """Whether a line speaks of the program's national day."""
    return _OBSERVANCE.search(line.low) is not None


def date_by_the_day(lines: Sequence[Line], relevant: Sequence[bool], published: date | None, reader: Reader) -> None:
    """Date a report without any date by the nation's day it says its event was held on, where it was written near it:
    "Officers spent National Coffee with a Cop Day at the Plum Diner"."""
    if published is None or any(line.dates or line.rules for line, keep in zip(lines, relevant, strict=True) if keep):
        return
    first = date(published.year, 10, 1)
    day = first + timedelta(days=(_WEDNESDAY - first.weekday()) % 7)
    if abs((published - day).days) > _NEAR:
        return
    for line, keep in zip(lines, relevant, strict=True):
        if not keep or line.heading or not line.names or not tells_past(reader, line):
            continue
        told = _OBSERVANCE.search(line.low)
        placed = any(p.place.venue and p.strength >= SURE_PLACE for p in reader.places(line))
        if told is not None and placed:
            name = line.names[0]
            line.dates = [DateSpan(*told.span(), name.first, name.last, (Day(day.month, day.day, day.year),))]
            return


def is_observance(drafts: list[Draft], title: Line | None, reader: Reader) -> bool:
    """A national day and nothing local: no hour, no venue, no street on the whole page."""
    if any(
        d.start is not None or (d.place is not None and (d.place.venue or d.place.street)) or d.rule for d in drafts
    ):
        return False
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
