"""Are two mentions one event? Named comparisons, each with an outcome and its weight; the sum decides.

The weights stand in `weights.toml`, in bits, as in Fellegi and Sunter's record linkage.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from math import cos, hypot, radians
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from .places import directions, is_road_word
from .records import Record

COMPARISONS = (
    "start",
    "venue",
    "street",
    "city",
    "coordinates",
    "title",
    "theme",
    "organizer",
    "kind",
    "address",
    "native",
    "page",
)
Verdict = Literal["same", "doubtful", "different"]
SIMILAR = 84
"""rapidfuzz ratio (0 to 100) from which two names are one name with a slip."""


_SAME_NUMBER = 60
"""The same for two roads with one house number: two streets of a town rarely share a number and most of a name."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each outcome of each comparison, and the two thresholds."""

    same: float
    doubtful: float
    outcomes: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison of a pair: what came out, what it contributed, and the two values compared."""

    name: str
    outcome: str
    weight: float
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a pair is, may be, or is not one event. `refused` names what rules it out whatever the score."""

    verdict: Verdict
    score: float
    comparisons: tuple[Comparison, ...]
    refused: str | None


@cache
def load_weights() -> Weights:
    """The weights that ship."""
    data = tomllib.loads((resources.files(__package__) / "weights.toml").read_text(encoding="utf-8"))
    thresholds = data.pop("thresholds")
    return Weights(thresholds["same"], thresholds["doubtful"], data)


def score(a: Record, b: Record, weights: Weights) -> float:
    """The summed weight of all comparisons."""
    outcomes = weights.outcomes
    return sum(outcomes[name][outcome] for name, outcome in zip(COMPARISONS, compare(a, b), strict=True))


def explain(a: Record, b: Record, weights: Weights | None = None) -> Explanation:
    """Everything that went into the verdict on a pair."""
    weights = weights or load_weights()
    comparisons = tuple(
        Comparison(name, outcome, weights.outcomes[name][outcome], *_shown(name, a, b))
        for name, outcome in zip(COMPARISONS, compare(a, b), strict=True)
    )
    total = sum(comparison.weight for comparison in comparisons)
    refused = conflict(a, b)
    verdict: Verdict = "same" if total >= weights.same else "doubtful" if total >= weights.doubtful else "different"
    return Explanation("different" if refused else verdict, total, comparisons, refused)


def conflict(a: Record, b: Record) -> str | None:
    """What rules out that two mentions are one event, whatever else agrees; None where nothing does."""
    if a.observance != b.observance:
        return "one is an observance, the other a local event"
    if a.rule != b.rule:
        return "one is a rule, the other an event of its own"
    if a.country and b.country and a.country != b.country:
        return "two countries"
    if a.region and b.region and a.region != b.region:
        return "two regions"
    if a.page == b.page and a.day and a.day == b.day and a.minute >= 0 and b.minute >= 0 and a.minute != b.minute:
        return "two hours on one page"
    if a.number and b.number and a.road == b.road and a.number != b.number and not _slip(a.number, b.number):
        return "two house numbers on one road"
    return None


def compare(a: Record, b: Record) -> tuple[str, ...]:
    """The outcome of every comparison, in the order of COMPARISONS. Symmetric."""
    street = _street(a, b)
    return (
        _start(a, b),
        _venue(a, b, street),
        street,
        _city(a, b, street),
        _coordinates(a, b),
        _names(a.title, b.title),
        _exact(a.theme, b.theme),
        _organizer(a, b),
        "observance" if a.observance and b.observance and a.day == b.day else "event",
        "same" if a.home == b.home and a.page != b.page else "unknown",
        _native(a, b),
        "same" if a.page == b.page else "other",
    )


def _start(a: Record, b: Record) -> str:
    if not a.day or not b.day:
        return "unknown"
    if a.day == b.day:
        if a.minute < 0 or b.minute < 0:
            return "same-day"
        apart = abs(a.minute - b.minute)
        return "same-minute" if apart == 0 else "close" if apart <= 60 else "other-hour"
    if a.previous_day == b.day or b.previous_day == a.day:
        return "moved"
    if b.day in a.other_days or a.day in b.other_days:
        return "alternative"
    apart = abs(a.day - b.day)
    return "next-day" if apart == 1 else "same-weekday" if apart in (7, 14) else "other-day"


def _venue(a: Record, b: Record, street: str) -> str:
    if not a.venue or not b.venue:
        return "unknown"
    if a.venue == b.venue:
        return "same"
    outcome = _venue_names(a.venue, b.venue)
    if outcome == "part":
        longer, shorter = (a, b) if len(a.venue) > len(b.venue) else (b, a)
        if shorter.road and not longer.road:
            return _further(longer.venue, shorter)
    if outcome != "other":
        return outcome
    if street == "same":
        return "other-name"
    return "part" if _is_named_by(a.venue, b.road) or _is_named_by(b.venue, a.road) else "other"


def _further(name: str, other: Record) -> str:
    """What the words say that a longer name of a venue has above the other's: West Locust Hy-Vee, and a Hy-Vee on a road."""
    more = name.split()
    for word in other.venue.split():
        if word in more:
            more.remove(word)
    telling = [word for word in more if not is_road_word(word)]
    if len(telling) == len(more) or not telling:
        return "part"
    return "similar" if not set(telling).isdisjoint(other.road.split()) else "part-elsewhere"


@lru_cache(maxsize=65536)
def _venue_names(left: str, right: str) -> str:
    """Two unequal names of venues: one with a slip, one within the other, or two."""
    one, two = frozenset(left.split()), frozenset(right.split())
    if _apart(one, two):
        return "other"
    if left.replace(" ", "") == right.replace(" ", "") or _abbreviates(left, right) or _slipped(one, two):
        return "similar"
    if one <= two or two <= one or _stems(one, two):
        return "part"
    return "other"


def _apart(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether two names are numbered, or lie towards the compass, differently: Fire Station 5 and 7, North and South Library."""
    for left, right in (
        ({w for w in one if w.isdigit()}, {w for w in two if w.isdigit()}),
        (directions(one), directions(two)),
    ):
        if left and right and not left & right:
            return True
    return False


def _abbreviates(left: str, right: str) -> bool:
    """Whether one name is the other's initials: DQ and Dairy Queen, OKC and Oklahoma City."""
    short, long = sorted((left, right), key=len)
    words = long.split()
    if " " in short or not 2 <= len(short) <= 5 or not short.isalpha():
        return False
    if len(words) == 1:
        return False
    if short == "".join(word[0] for word in words)[: len(short)] and len(short) >= len(words) - 1:
        return True
    letters = iter("".join(words))
    return short[0] == words[0][0] and short[-1] == words[-1][0] and all(letter in letters for letter in short)


def _slipped(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether the words that differ are slips of each other, word by word."""
    left, right = sorted(one - two), sorted(two - one)
    if len(left) != len(right) or not left:
        return False
    for word in left:
        best = next((other for other in right if _misspells(word, other)), None)
        if best is None:
            return False
        right.remove(best)
    return True


def _stems(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether the shorter name stands in the longer one but for a slip."""
    few, many = sorted((one, two), key=len)
    if len(few) == len(many) or not any(len(word) > 3 for word in few):
        return False
    return all(word in many or any(_misspells(word, other) for other in many) for word in few)


def _misspells(left: str, right: str) -> bool:
    """Whether two words are one with a slip: a letter lost, doubled, changed, or two swapped; two slips in a long word."""
    shorter = min(len(left), len(right))
    if shorter < 4 and not (shorter == 3 and len(left) != len(right)):
        return False
    if left.rstrip("s") == right.rstrip("s"):
        return True
    return OSA.distance(left, right, score_cutoff=2) <= (2 if shorter >= 9 else 1)


def _is_named_by(venue: str, road: str) -> bool:
    """Whether one record names as its venue what the other names as its street: a pier, a shopping centre."""
    return bool(venue) and (venue == road or (len(road.split()) > 1 and set(road.split()) <= set(venue.split())))


def _is_a_venue(record: Record, venue: str) -> bool:
    """Whether what one record calls a street is what the other calls the venue: "Three Irons Food Court"."""
    if record.number or not venue:
        return False
    road = record.road.split()
    return record.road == venue or (len(road) > 1 and set(road) <= set(venue.split()))


def _street(a: Record, b: Record) -> str:
    if not a.road or not b.road or _is_a_venue(a, b.venue) or _is_a_venue(b, a.venue):
        return "unknown"
    if a.number and a.number == b.number and _one_road(a.road, b.road):
        return "same"
    if a.road != b.road and not _alike(a.road, b.road):
        if a.number and b.number:
            return "other"
        one, two = set(a.road.split()), set(b.road.split())
        if one <= two or two <= one:  # The corner of Penn and Memorial lies on Memorial Road.
            return "same-road"
        return "other-road" if a.paved and b.paved else "unknown"
    if not a.number or not b.number:
        return "same-road"
    return "same" if a.number == b.number else "number-slip" if _slip(a.number, b.number) else "number-differs"


def _one_road(left: str, right: str) -> bool:
    """Whether two roads with one house number are one: they share most letters, or one says the other's words and more."""
    return (
        fuzz.ratio(left, right) >= _SAME_NUMBER
        or set(left.split()) <= set(right.split())
        or set(right.split()) <= set(left.split())
    )


def _slip(left: str, right: str) -> bool:
    """Whether two house numbers are one with a digit lost, doubled, changed or swapped."""
    return min(len(left), len(right)) >= 3 and OSA.distance(left, right, score_cutoff=1) <= 1


def _city(a: Record, b: Record, street: str) -> str:
    left, right = a.city, b.city
    if not left or not right:
        known, organizer = (left, b.organizer) if left else (right, a.organizer)
        return "by-organizer" if known and _stands_in(known, organizer) else "unknown"
    if left == right:
        return "same"
    if _stands_in(left, b.organizer) or _stands_in(right, a.organizer):
        return "by-organizer" if a.region == b.region else "other"
    spelled_twice = _stands_in(left, a.organizer) and _stands_in(right, b.organizer)
    if not spelled_twice and _one_town(left, right):  # Nobody slips twice: in the town and in the host named after it.
        return "similar"
    if street == "same":
        return "one-address"
    if street == "same-road" and a.venue and a.venue == b.venue and not _EVERYWHERE.issuperset(a.road.split()):
        return "one-road"
    return "inherited" if a.inherited != b.inherited else "other"


_EVERYWHERE = frozenset(("main", "high", "church", "park", "market", "center", "1", "2", "3", "4", "5"))
"""Roads that every town has."""


@lru_cache(maxsize=65536)
def _one_town(left: str, right: str) -> bool:
    """Whether two unequal towns are one, cut short or with a slip. One letter for another is mostly another town: Clifton
    and Clinton."""
    one, two = frozenset(left.split()), frozenset(right.split())
    if _apart(one, two):
        return False
    if one <= two or two <= one or _abbreviates(left, right):
        return True
    left, right = left.replace(" ", ""), right.replace(" ", "")
    if len(left) == len(right) <= 7 and sorted(left) != sorted(right):
        return False
    return left[0] == right[0] and _misspells(left, right)


def _stands_in(city: str, organizer: str) -> bool:
    return bool(organizer) and f" {city} " in f" {organizer} "


def _organizer(a: Record, b: Record) -> str:
    outcome = _names(a.organizer, b.organizer)
    if outcome in ("same", "unknown"):
        return outcome
    one, two = frozenset(a.organizer.split()), frozenset(b.organizer.split())
    return "other" if _apart(one, two) else outcome


def _names(left: str, right: str) -> str:
    if not left or not right:
        return "unknown"
    if left == right:
        return "same"
    return "similar" if _alike(left, right) or fuzz.token_set_ratio(left, right) >= 95 else "other"


def _alike(left: str, right: str) -> bool:
    """Whether two names are one with a slip."""
    return fuzz.ratio(left, right) >= SIMILAR or (len(left) > 4 and OSA.distance(left, right, score_cutoff=1) <= 1)


def _exact(left: str, right: str) -> str:
    return "unknown" if not left or not right else "same" if left == right else "other"


def _coordinates(a: Record, b: Record) -> str:
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return "unknown"
    north = (a.latitude - b.latitude) * 111.2
    east = (a.longitude - b.longitude) * 111.2 * cos(radians(a.latitude))
    kilometres = hypot(north, east)
    return "near" if kilometres <= 0.3 else "far" if kilometres >= 3 else "unknown"


def _native(a: Record, b: Record) -> str:
    if not a.native or not b.native or a.host != b.host:
        return "unknown"
    return "same" if a.native == b.native else "other"


def _shown(name: str, a: Record, b: Record) -> Iterator[str]:
    """The two values a comparison looked at, to print."""
    for record in (a, b):
        match name:
            case "start":
                hour = "" if record.minute < 0 else f" {record.minute // 60:02}:{record.minute % 60:02}"
                yield f"{_day(record.day)}{hour}"
            case "street":
                yield f"{record.number} {record.road}".strip()
            case "coordinates":
                yield "" if record.latitude is None else f"{record.latitude:.4f},{record.longitude:.4f}"
            case "kind":
                yield "observance" if record.observance else "event"
            case "address":
                yield record.home
            case _:
                yield str(getattr(record, name))


def _day(ordinal: int) -> str:
    from datetime import date

    return date.fromordinal(ordinal).isoformat() if ordinal else ""
