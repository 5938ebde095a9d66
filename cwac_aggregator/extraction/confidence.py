"""How sure a reading is: a logistic regression over the signs with which readings err more often.

Each doubt takes its weight, a logarithm of odds in `confidence_weights.toml`, from what a reading without any has. A doubt
never adds: of two pages alike but for one doubt the one without it is read more surely.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from importlib import resources
from math import exp

from .. import gazetteer
from ..normalization.place_words import place_words
from ..normalization.places import is_chain
from .drafts import Draft, Words
from .lines import Line, StoryLines
from .structured import Candidate

_MOST = 0.99
_LEAST = 0.05
_GUESS = 0.5
"""The most for a year that nothing tells, and for a day that contradicts itself."""
_SHORT_NAME = 7
"""Letters of a single word that may be anything: "Markt", "Hall"."""
_LONG_NAME = 5
"""Words of a venue without a street behind it that may be more than its name: "Starbucks de Lake Mead y McDaniel Street"."""
_FAR = 3
"""Lines between a day and the next name of the program."""
_DEEP = 10
"""Lines of a story above a day that is told late."""
_OFF = frozenset(["cancelled", "postponed"])
"""What is off is seldom told to its end."""
_MANY_DAYS = 6
_MANY_NAMES = 4


def confidence_of(draft: Draft, found: Candidate, story: StoryLines, published: date | None, weak: bool) -> float:
    """How sure the reader is that day, hour, venue and status are right, 0 to 1; `weak` is that of the event's name."""
    sure = likelihood(doubts_of(draft, found, story, published, weak), confidence_weights())
    guessed = draft.day is not None and not draft.day.leaning
    most = _GUESS if guessed or found.flags & {"weekday-mismatch", "date-conflict"} else _MOST
    return round(min(max(_LEAST, sure), most), 2)


def likelihood(doubts: frozenset[str], weights: Mapping[str, float]) -> float:
    """How often readings with these doubts are right, 0 to 1."""
    return 1 / (1 + exp(-weights["none"] - sum(weights.get(doubt, 0.0) for doubt in doubts)))


@cache
def confidence_weights() -> dict[str, float]:
    """What each doubt weighs; `none` is what a reading without any has."""
    text = (resources.files(__package__) / "confidence_weights.toml").read_text(encoding="utf-8")
    return {name: float(weight) for name, weight in tomllib.loads(text).items()}


def doubts_of(draft: Draft, found: Candidate, story: StoryLines, published: date | None, weak: bool) -> frozenset[str]:
    """The doubts that a reading gives, by the names that `confidence_weights.toml` has for them."""
    signs = {
        "name-weak": weak,
        **_of_day(draft, found, published),
        **_of_hour(draft, found),
        **_of_status(draft, found),
        **_of_story(draft, story),
    }
    return frozenset([*(sign for sign, there in signs.items() if there), *_of_venue(draft, found)])


def _of_day(draft: Draft, found: Candidate, published: date | None) -> dict[str, bool]:
    start = found.values.get("start")
    relative = "date-relative" in found.flags
    return {
        "day-relative": relative and published is not None,
        "day-relative-undated": relative and published is None,
        "day-of-page": published is not None and (start.date() if isinstance(start, datetime) else start) == published,
        "year-inferred": "year-inferred" in found.flags and published is not None,
        "year-inferred-undated": "year-inferred" in found.flags and published is None,
        "day-told-apart": draft.told_apart,  # the name stands in one sentence, the day in another
        "rule": draft.rule is not None,
    }


def _of_hour(draft: Draft, found: Candidate) -> dict[str, bool]:
    status, told = found.values.get("status"), draft.start is not None
    held = status == "held"
    return {
        "hour-none": not told and not held,
        "hour-of-report": told and held,  # a report seldom tells its hour
        "hour-without-end": told and draft.end is None and status not in _OFF,
        "hour-without-half": draft.inferred,
        "hour-elsewhere": _stands_elsewhere(draft.time_words, draft.day_words),
    }


def _of_status(draft: Draft, found: Candidate) -> dict[str, bool]:
    told = draft.status is not None or draft.past or draft.future or draft.present
    return {
        "status-untold": not told,
        "status-cancelled": found.values.get("status") == "cancelled",
        "status-postponed": found.values.get("status") == "postponed",
    }


def _of_story(draft: Draft, story: StoryLines) -> dict[str, bool]:
    at = story.numbers.get(id(draft.line), 0)
    return {
        "anchor-none": draft.anchor == 0,
        "anchor-loose": draft.anchor == 1,
        "name-far": story.lines_to_name(at) >= _FAR,
        "told-late": at >= _DEEP,
        "many-days": story.days >= _MANY_DAYS,
        "many-names": story.names >= _MANY_NAMES,
    }


def _of_venue(draft: Draft, found: Candidate) -> Iterator[str]:
    venue, told = str(found.values.get("venue") or ""), draft.place_words
    if not venue:
        yield "venue-none"
        return
    if draft.place_guessed:
        yield "venue-guessed"
    words = venue.split()
    if not is_chain(venue):
        if " " not in venue and len(venue) < _SHORT_NAME:
            yield "venue-short"
        if told is not None and told.line.reader is not None:
            kinds = place_words(told.line.reader.lexicon.code)
            if not any(kinds.noun(word.lower()) for word in words):
                yield "venue-without-kind"
    if _is_town(venue, found):
        yield "venue-town"
    if _has_name_of(venue, found.values.get("organizer")):
        yield "venue-of-host"
    if "street" not in found.values:
        yield "venue-without-street"
        if len(words) >= _LONG_NAME:
            yield "venue-long"
    if told is not None and told.line.label is None:
        yield from _of_place_in_text(told.line, venue)
        if _stands_elsewhere(told, draft.day_words):
            yield "place-elsewhere"


def _of_place_in_text(line: Line, venue: str) -> Iterator[str]:
    cues = [] if line.reader is None else [p.cue for p in line.reader.places(line) if p.place.venue == venue]
    if not cues:
        yield "place-by-position"  # taken from a row by where it stands, not by what it says
    elif "preposition" in cues:
        yield "place-in-prose"


def _stands_elsewhere(words: Words | None, day: Words | None) -> bool:
    """Whether words stand in another sentence than the day, and in no row of their own."""
    return words is not None and day is not None and words.line is not day.line and words.line.label is None


def _is_town(venue: str, found: Candidate) -> bool:
    """Whether a street or a town was taken for a venue."""
    region, country = found.values.get("region"), found.values.get("country")
    return venue[0].isdigit() or gazetteer.find_city(venue, region, country) is not None


def _has_name_of(venue: str, organizer: str | None) -> bool:
    return organizer is not None and gazetteer.fold(venue) in gazetteer.fold(organizer)
