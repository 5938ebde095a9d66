"""Two towns: one, one with a slip, a part of the other, or two."""

from __future__ import annotations

from functools import lru_cache
from math import cos, hypot, radians

from ..gazetteer import City, find_city
from .names import abbreviates, lie_apart, misspells
from .places import directions
from .records import Record
from .words import COMMON

_EVERYWHERE = frozenset(("main", "high", "church", "park", "market", "center", "1", "2", "3", "4", "5"))
"""Roads that every town has."""
_ONE_VENUE = frozenset(("same", "similar", "part", "inside"))
_FAR = 20.0
"""Kilometres from which a place is in no part of a town."""


def compare_towns(a: Record, b: Record, street: str, venue: str, organizer: str) -> str:
    """The outcome for two towns, given those for street, venue and organizer."""
    left, right = a.city, b.city
    if not left or not right:
        known, other = (left, b) if left else (right, a)
        return "by-organizer" if known and _hosts(known, other) else "unknown"
    if left == right:
        return "same"
    if _hosts(left, b) or _hosts(right, a):
        return "by-organizer" if a.region == b.region else "other"
    spelled_twice = _hosts(left, a) and _hosts(right, b)
    region, country = a.region or b.region, a.country or b.country
    if not spelled_twice and _one_town(
        left, right, region, country
    ):  # Nobody slips twice: in the town and in its host.
        return "similar"
    if street == "same":
        return "one-address"
    if street == "same-road" and venue in _ONE_VENUE and not spelled_twice:
        told_apart = organizer in ("other", "other-unit") or _are_far(left, right, region, country)
        if organizer == "same-unit" or not (told_apart or _EVERYWHERE.issuperset(a.road.split())):
            return "part-of-town"
        if venue == "same" and not _EVERYWHERE.issuperset(a.road.split()):
            return "one-road"
    if street == "unknown" and venue in _ONE_VENUE and organizer in ("same", "same-unit") and not spelled_twice:
        telling = not COMMON.issuperset(a.venue.split()) and not COMMON.issuperset(b.venue.split())
        if telling and (_town(left, region, country) is None or _town(right, region, country) is None):
            return "unlisted"
    return "inherited" if a.inherited != b.inherited else "other"


def _hosts(city: str, record: Record) -> bool:
    """Whether a record's host is called after the town, and not after another whose name holds it: West Kelowna."""
    if not record.organizer or not city:
        return False
    organizer = f" {record.organizer} "
    at = organizer.find(f" {city} ")
    if at < 0:
        return False
    if record.city != city and f" {city} " in f" {record.city} " and f" {record.city} " in organizer:
        return False
    before = organizer[:at].rsplit(" ", 1)[-1]
    return not directions(frozenset((before,)))


@lru_cache(maxsize=65536)
def _one_town(left: str, right: str, region: str, country: str) -> bool:
    """Whether two unequal towns are one, cut short or with a slip. One letter for another is mostly another town: Clifton
    and Clinton; so is a compass point, West Chicago, and what the gazetteer knows as two."""
    one, two = frozenset(left.split()), frozenset(right.split())
    if lie_apart(one, two):
        return False
    if one <= two or two <= one:
        return not directions(one ^ two) and not (_town(left, region, country) and _town(right, region, country))
    if abbreviates(left, right):
        return True
    left, right = left.replace(" ", ""), right.replace(" ", "")
    if len(left) == len(right) <= 7 and sorted(left) != sorted(right):
        return False
    return left[0] == right[0] and misspells(left, right)


@lru_cache(maxsize=16384)
def _are_far(left: str, right: str, region: str, country: str) -> bool:
    """Whether the gazetteer knows both towns, far from each other; of neighbourhoods it knows few."""
    one, two = _town(left, region, country), _town(right, region, country)
    if one is None or two is None:
        return False
    north = (one.latitude - two.latitude) * 111.2
    east = (one.longitude - two.longitude) * 111.2 * cos(radians(one.latitude))
    return hypot(north, east) > _FAR


@lru_cache(maxsize=16384)
def _town(name: str, region: str, country: str) -> City | None:
    return find_city(name, region or None, country or None) if country else None
