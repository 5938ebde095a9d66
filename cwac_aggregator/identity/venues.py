"""Two venues: one, one with a slip, one within the other, or two."""

from __future__ import annotations

from functools import lru_cache

from .names import abbreviates, lie_apart, misspells
from .places import is_road_word
from .records import Record
from .words import BUILDINGS, COMMON, HOLDS, ROOMS, TRADE


def compare_venues(a: Record, b: Record, street: str) -> str:
    """The outcome for two venues, given that for their streets."""
    if not a.venue or not b.venue:
        return "unknown"
    if a.venue == b.venue:
        return "same"
    outcome = _compare_names(a.venue, b.venue)
    if outcome == "part":
        longer, shorter = (a, b) if len(a.venue) > len(b.venue) else (b, a)
        if shorter.road and not longer.road:
            return _further(longer.venue, shorter)
    if outcome != "other":
        return outcome
    if street == "same":
        return "other-name"
    if ROOMS.issuperset(a.venue.split()) != ROOMS.issuperset(b.venue.split()):
        return "room"
    if _is_named_by(a.venue, b.road) or _is_named_by(b.venue, a.road):
        return "part"
    if lies_in(a, b):
        return "inside"
    kinds = _shared_place(a.venue, b.venue)
    if kinds:
        return "near-by-name" if kinds.isdisjoint(f"{a.title} {b.title}".split()) else "inside"
    return "other"


def lies_in(a: Record, b: Record) -> bool:
    """Whether one record's street is not a road but the place that the other names as its venue: a shop in Easton Public
    Market, and the market."""
    return any(
        inner.road
        and outer.venue
        and not inner.number
        and not inner.paved
        and _core(inner.road, inner.city) <= frozenset(outer.venue.split())
        for inner, outer in ((a, b), (b, a))
    )


def is_a_venue(record: Record, venue: str) -> bool:
    """Whether what one record calls a street is what the other calls the venue: "Three Irons Food Court"."""
    if record.number or not venue:
        return False
    road = record.road.split()
    return record.road == venue or (len(road) > 1 and set(road) <= set(venue.split()))


@lru_cache(maxsize=65536)
def _core(name: str, town: str = "") -> frozenset[str]:
    """Which place it is: its words without its town and without what kind it is; all its words where nothing else is left."""
    said = frozenset(name.split())
    own = said - frozenset(town.split())
    return (own - HOLDS) or own or said


@lru_cache(maxsize=65536)
def _shared_place(left: str, right: str) -> frozenset[str]:
    """The words for the kind of place, where one name is a place that holds others and the other says it is there: Bellis
    Fair Mall, and a Starbucks Bellis Fair. Empty where nothing says so."""
    one, two = frozenset(left.split()), frozenset(right.split())
    if lie_apart(one, two):
        return frozenset()
    for outer, inner in ((one, two), (two, one)):
        kinds = outer & HOLDS
        core = outer - kinds - COMMON
        if kinds and core and core <= inner and inner.isdisjoint(kinds | BUILDINGS):
            return kinds
    return frozenset()


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
def _compare_names(left: str, right: str) -> str:
    """Two unequal names of venues: one with a slip, one within the other, or two."""
    one, two = frozenset(left.split()), frozenset(right.split())
    if lie_apart(one, two):
        return "other"
    if left.replace(" ", "") == right.replace(" ", "") or abbreviates(left, right) or _slipped(one, two):
        return "similar"
    if (one < two and two - one <= TRADE) or (two < one and one - two <= TRADE):
        return "similar"
    if one <= two or two <= one or _stems(one, two):
        return "part"
    return "other"


def _slipped(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether the words that differ are slips of each other, word by word."""
    left, right = sorted(one - two), sorted(two - one)
    if len(left) != len(right) or not left:
        return False
    for word in left:
        best = next((other for other in right if misspells(word, other)), None)
        if best is None:
            return False
        right.remove(best)
    return True


def _stems(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether the shorter name stands in the longer one but for a slip."""
    few, many = sorted((one, two), key=len)
    if len(few) == len(many) or not any(len(word) > 3 for word in few):
        return False
    return all(word in many or any(misspells(word, other) for other in many) for word in few)


def _is_named_by(venue: str, road: str) -> bool:
    """Whether one record names as its venue what the other names as its street: a pier, a shopping centre."""
    return bool(venue) and (venue == road or (len(road.split()) > 1 and set(road.split()) <= set(venue.split())))
