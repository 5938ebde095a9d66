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

from .days import compare_starts, says_another_hour
from .names import compare_names, lie_apart
from .records import Record
from .streets import compare_streets, is_slip
from .towns import compare_towns
from .venues import compare_venues

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
        return None if says_another_hour(a, b) else "two hours on one page"
    if a.number and b.number and a.road == b.road and a.number != b.number and not is_slip(a.number, b.number):
        return "two house numbers on one road"
    return None


def compare(a: Record, b: Record) -> tuple[str, ...]:
    """The outcome of every comparison, in the order of COMPARISONS. Symmetric."""
    street = compare_streets(a, b)
    venue = compare_venues(a, b, street)
    organizer = _hosts(a.organizer, b.organizer)
    return (
        compare_starts(a, b),
        venue,
        street,
        compare_towns(a, b, street, venue, organizer),
        _coordinates(a, b),
        compare_names(a.title, b.title),
        _exact(a.theme, b.theme),
        organizer,
        "observance" if a.observance and b.observance and a.day == b.day else "event",
        "same" if a.home == b.home and a.page != b.page else "unknown",
        _native(a, b),
        "same" if a.page == b.page else "other",
    )


@lru_cache(maxsize=65536)
def _hosts(left: str, right: str) -> str:
    if not left or not right:
        return "unknown"
    one, two = frozenset(left.split()), frozenset(right.split())
    units, others = ({word for word in words if word.isdigit()} for words in (one, two))
    if units and others:
        return "other-unit" if units.isdisjoint(others) else "same-unit"
    outcome = compare_names(left, right)
    return "other" if outcome == "similar" and lie_apart(one, two) else outcome


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
