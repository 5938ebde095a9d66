"""Two names: one, one with a slip, or two. What venues, towns, hosts and headlines are compared by."""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from .places import directions

SIMILAR = 84
"""rapidfuzz ratio (0 to 100) from which two names are one name with a slip."""


def compare_names(left: str, right: str) -> str:
    if not left or not right:
        return "unknown"
    if left == right:
        return "same"
    return "similar" if are_alike(left, right) or fuzz.token_set_ratio(left, right) >= 95 else "other"


def are_alike(left: str, right: str) -> bool:
    """Whether two names are one with a slip."""
    return fuzz.ratio(left, right) >= SIMILAR or (len(left) > 4 and OSA.distance(left, right, score_cutoff=1) <= 1)


def lie_apart(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether two names are numbered, or lie towards the compass, differently: Fire Station 5 and 7, North and South Library."""
    for left, right in (
        ({w for w in one if w.isdigit()}, {w for w in two if w.isdigit()}),
        (directions(one), directions(two)),
    ):
        if left and right and not left & right:
            return True
    return False


def abbreviates(left: str, right: str) -> bool:
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


def misspells(left: str, right: str) -> bool:
    """Whether two words are one with a slip: a letter lost, doubled, changed, or two swapped; two slips in a long word."""
    shorter = min(len(left), len(right))
    if shorter < 4 and not (shorter == 3 and len(left) != len(right)):
        return False
    if left.rstrip("s") == right.rstrip("s"):
        return True
    return OSA.distance(left, right, score_cutoff=2) <= (2 if shorter >= 9 else 1)
