"""Corners: "corner of Penn and Memorial", "46th Street and Avenue U"."""

from __future__ import annotations

from ..place_words import MASK, PlaceWords, Words, chain_at
from .english import ORDINAL, read_body, strong_end
from .germanic import read_compound
from .parts import Street, stops
from .romance import read_prefixed

_SHORT_KIND = 3
"""Letters of a plural that could be anything: "sts"."""
_LONGEST_ROAD = 4


def read_corner(tokens: Words, words: PlaceWords, i: int, j: int) -> Street | None:
    """ "corner of Penn and Memorial" from `i`; the first name starts at `j`."""
    while words.has("articles", tokens.at(j)) and j < i + 5:
        j += 1
    one = _name(tokens, words, j)
    if not one:
        return None
    if not (words.has("and", tokens.at(one)) or tokens.at(one) in ("/", "@")):
        return None
    two = _name(tokens, words, one + 1)
    return Street(i, _past_kind(tokens, words, two), True, True) if two else None


def _past_kind(tokens: Words, words: PlaceWords, j: int) -> int:
    """The index behind the kind that two roads share: "Green and Washington streets"."""
    word = tokens.at(j)
    shared = word.endswith("s") and not tokens.capital(j) and words.has("street_types", word[:-1])
    return j + 1 if shared and len(word) > 3 else j


def _past_shared_kind(tokens: Words, words: PlaceWords, i: int) -> int:
    """The index behind two roads that share their kind: "Elm and Oak streets", "South Third and Main Streets"; else 0."""
    one = _past_run(tokens, i)
    if one == i or not words.has("and", tokens.at(one)):
        return 0
    two = _past_run(tokens, one + 1)
    kind = tokens.at(two - 1)
    if two > one + 2 and kind.endswith("s") and len(kind) > _SHORT_KIND and words.has("street_types", kind[:-1]):
        return two
    stop = _past_kind(tokens, words, two)
    return stop if two > one + 1 and stop > two else 0


def _past_run(tokens: Words, i: int) -> int:
    """The index behind the capitals and ordinals of a road's name at `i`."""
    j = i
    while j < i + _LONGEST_ROAD and (tokens.capital(j) or ORDINAL.match(tokens.at(j))):
        j += 1
    return j


def _name(tokens: Words, words: PlaceWords, i: int) -> int:
    """The index after a road's bare name at `i`, with or without its type; 0 if there is none."""
    body = read_body(tokens, words, i, True)
    if body is not None:
        return body[0]
    if words.number_after:
        found = read_compound(tokens, words, i, False) or read_prefixed(tokens, words, i, False)
        if found is not None:
            return found.last
    j = i
    while tokens.capital(j) and j - i < 3:
        j += 1
    return j if j > i else 0


def read_crossing(tokens: Words, words: PlaceWords, i: int, loose: bool) -> Street | None:
    """ "46th Street and Avenue U", "Buffalo Gap Road and Industrial": two roads, one of them surely one."""
    if (
        not (tokens.capital(i) or ORDINAL.match(tokens.at(i)))
        or not words.phrases["street_types"]
        or words.number_after
    ):
        return None
    if stop := _past_shared_kind(tokens, words, i):
        return Street(i, stop, True, True)
    if words.has("and", tokens.at(i + 1)) and tokens.capital(i + 2):
        pair = (tokens.at(i), tokens.at(i + 2))
        told = all(words.has("road_names", word) or words.has("road_ordinals", word) for word in pair)
        if told and any(words.has("road_ordinals", word) for word in pair) and not tokens.capital(i + 3):
            return Street(i, _past_kind(tokens, words, i + 3), True, True)  # "Fifth and Broadway"
        if (
            ORDINAL.match(pair[0])
            and words.has("on", tokens.at(i - 1))
            and tokens.at(i + 3) in ("", ",", ".", MASK, "at")
        ):
            return Street(i, i + 3, True, True)  # "on 24th and Florida"
    one = read_body(tokens, words, i, False)
    first = one[0] if one is not None and one[1] else 0
    sure = bool(first) and strong_end(tokens, words, first)
    if not first:
        if not loose:
            return None
        first = i
        while (tokens.capital(first) or ORDINAL.match(tokens.at(first))) and first - i < 3:
            first += 1
    if not (words.has("and", tokens.at(first)) or (tokens.at(first) == "/" and sure)):
        return None
    j = first + 1
    two = read_body(tokens, words, j, False)
    second = two[0] if two is not None and two[1] else 0
    if second:
        strong = strong_end(tokens, words, second)
        return Street(i, second, True, True) if sure or strong else None
    if not sure and not (loose and first == i + 1):
        return None
    k = j
    while (tokens.capital(k) or ORDINAL.match(tokens.at(k))) and k - j < 2:
        k += 1
    if k == j or not stops(tokens, k) or tokens.at(k) in ("on", "at") or chain_at(tokens, j):
        return None
    if not (sure or tokens.at(k) in ("", ",", ".", ";", ")", MASK, "\n", "in")):
        return None
    return Street(i, k, True, sure)
