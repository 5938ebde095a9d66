"""How sure a reading is: every sign that readings with it err more often takes something off.

The amounts are those that hold the line on the labelled corpus (`cwac evaluate`, the reliability table): of readings at 0.8
and above at least 98 in 100 are right. One soft sign leaves a reading above the line, several together do not.
"""

from __future__ import annotations

from datetime import date

from .. import gazetteer
from ..normalization.places import is_chain
from .candidate import Candidate
from .drafts import Draft
from .lines import Line

_BEST = 0.97
_LEAST = 0.05
_GUESSED_YEAR = 0.5
_LONG_NAME = 5
"""Words of a venue without a street behind it that may be more than its name: "Starbucks de Lake Mead y McDaniel Street"."""


def confidence_of(draft: Draft, found: Candidate, published: date | None, weak: bool) -> float:
    """How sure the reader is that day, hour, venue and status are right, 0 to 1."""
    if draft.day is not None and not draft.day.leaning:
        return _GUESSED_YEAR
    doubts = 0.25 * weak + _of_day(draft, found, published) + _of_hour(draft, found) + _of_venue(draft, found)
    if found.values.get("status") != "scheduled":
        doubts += 0.12 if found.values.get("status") == "postponed" else 0.02
    if not draft.labelled and not draft.row and draft.anchor <= 1 and not _is_told_whole(draft):
        doubts += 0.07  # neither the name nor the event is spoken of where the day stands
    return round(max(_LEAST, _BEST - doubts), 2)


def _is_told_whole(draft: Draft) -> bool:
    """Whether day, hour and place stand in one sentence."""
    told = (draft.day_words, draft.time_words, draft.place_words)
    return len({id(words.line) if words is not None else None for words in told}) == 1 and told[0] is not None


def _of_day(draft: Draft, found: Candidate, published: date | None) -> float:
    doubts = 0.0
    if "weekday-mismatch" in found.flags or "date-conflict" in found.flags:
        doubts += 0.4
    if "date-relative" in found.flags:
        doubts += 0.09
    if "year-inferred" in found.flags:
        doubts += 0.03 if published is not None else 0.13
    if draft.rule is not None:
        doubts += 0.05
    return doubts


def _of_hour(draft: Draft, found: Candidate) -> float:
    doubts = 0.08 * draft.inferred
    if draft.start is None:
        return doubts + (0.07 if found.values.get("status") == "held" else 0.1)  # a report seldom tells its hour
    told, day = draft.time_words, draft.day_words
    if told is not None and day is not None and told.line is not day.line and told.line.label is None:
        doubts += 0.03  # said in another sentence
    return doubts


def _of_venue(draft: Draft, found: Candidate) -> float:
    venue = str(found.values.get("venue") or "")
    if not venue:
        return 0.25  # pages that state an event say where: one without a place is seldom read right
    if draft.place_guessed:
        return 0.2
    region, country = found.values.get("region"), found.values.get("country")
    if venue[0].isdigit() or gazetteer.find_city(venue, region, country) is not None:
        return 0.4  # a street or a town taken for a venue
    if "street" in found.values:
        return 0.0
    doubts = 0.03
    if " " not in venue and len(venue) < 7 and not is_chain(venue):  # "Markt", "Hall"
        doubts += 0.13
    told, day = draft.place_words, draft.day_words
    if told is not None and told.line.label is None:
        if draft.time_words is not None and draft.time_words.line is told.line:
            pass  # a row with its hour, under the day of all of them
        elif day is not None and told.line is not day.line:
            doubts += 0.05
            if day.line.names:
                doubts += 0.06  # the name and the day stand together, the place somewhere else
        if len(venue.split()) >= _LONG_NAME:
            doubts += 0.2
        if not _is_read_as_place(told.line, venue):
            doubts += 0.1  # taken from a row by where it stands, not by what it says
    return doubts


def _is_read_as_place(line: Line, venue: str) -> bool:
    """Whether a line's own words say that the venue is a place."""
    return line.reader is not None and any(p.place.venue == venue for p in line.reader.places(line))
