"""Days and towns told in pairs in one line: "in Elgin on May 5 at the library, in Darien on May 9 at the mill"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..drafts import Draft
from ..lines import BEFORE_DAY, Line, TownSign, town_key
from .of_story import StoryTowns

_PASSING = frozenset(["venue", "region", "dateline", "dateline-station"])
"""Signs that tell no day's town."""


def paired_town(draft: Draft, story: StoryTowns) -> TownSign | None:
    """The town that a line tells with a draft's day, where it tells several days and with each a town of its own, before
    all of them or behind all of them; None else."""
    day = draft.day_words
    if day is None or len(day.line.dates) < 2 or id(day.line) not in story.numbers:
        return None
    days = sorted(span.begin for span in day.line.dates)
    if day.begin not in days:
        return None
    signs = [sign for sign in story.around([day.line]) if sign.line is day.line and sign.form not in _PASSING]
    signs = sorted([*signs, *_unlisted(day.line, signs, story)], key=lambda sign: sign.begin)
    told = (
        _right_before(signs, days, story)
        or _each(signs, [0, *days], story)
        or _each(signs, [*days, len(day.line.text)], story)
    )
    return told[days.index(day.begin)] if told is not None else None


def _unlisted(line: Line, signs: Sequence[TownSign], story: StoryTowns) -> list[TownSign]:
    """The towns behind "in" that no gazetteer has."""
    number = story.numbers[id(line)]
    found: list[TownSign] = []
    for span in story.reader.places(line):
        place = span.place
        if (
            place.city is None
            or place.venue
            or place.street
            or any(s.begin < span.stop and span.begin < s.stop for s in signs)
        ):
            continue
        begin, stop = span.parts.get("city", (span.begin, span.stop))
        found.append(
            TownSign(place.city, place.region, line, number, begin, stop, "in", town_key(place.city), known=False)
        )
    return found


def _right_before(signs: Sequence[TownSign], days: Sequence[int], story: StoryTowns) -> list[TownSign] | None:
    """The towns that stand right before the days, where each has one; None else."""
    found = [next((sign for sign in signs if 0 <= day - sign.stop <= BEFORE_DAY), None) for day in days]
    told = [sign for sign in found if sign is not None]
    return told if len(told) == len(days) and len({_key(sign, story) for sign in told}) > 1 else None


def _each(signs: Sequence[TownSign], bounds: Sequence[int], story: StoryTowns) -> list[TownSign] | None:
    """The one town between each two bounds; None where one has none or several, or all have the same."""
    found: list[TownSign] = []
    for begin, stop in pairwise(bounds):
        within = [sign for sign in signs if begin <= sign.begin < stop]
        if len({_key(sign, story) for sign in within}) != 1:
            return None
        found.append(within[-1])
    outside = [sign for sign in signs if not bounds[0] <= sign.begin < bounds[-1]]
    if outside or len({_key(sign, story) for sign in found}) < 2:
        return None
    return found


def _key(sign: TownSign, story: StoryTowns) -> str:
    return story.key(sign.town)
