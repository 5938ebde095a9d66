"""English roads: "W. Third Street", "Highway 12", "5700 block of Northwest 2 Avenue", with or without a number."""

from __future__ import annotations

import re

from ..place_words import PlaceWords, Words, regions
from .parts import BREAKS, HYPHENS, LONGEST, Street, own_dot, past_suffix, stops

ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th|[13]⁄[24])\Z")


_ROUTE = re.compile(r"(?:\d{1,4}[a-z]?|[a-z]\d{1,2})\Z")
_STATE_LETTERS = frozenset(["M", "K"])
"""How Michigan and Kansas call their roads: "M-59", "K-7"."""
_ALONG = frozenset(["on", "off", "along"])
_WITHIN = frozenset(["inside", "within"])
"""Before the name of a building, and of no road: "inside Nelson Court"."""
_OF_HOURS = frozenset([":", "a", "am", "a.m", "p", "pm", "p.m", "-", "–", "to"])
"""What behind a number makes it an hour."""


def read_body(tokens: Words, words: PlaceWords, i: int, loose: bool) -> tuple[int, bool] | None:
    """An English road without its house number: the index after it, and whether its own words say that it is a road."""
    if tokens.at(i) in ("centre", "center", "food") and tokens.at(i + 1) == "court":
        return None  # the middle of a mall
    j = start = i
    strong = weak = 0
    directed = False
    while j - i < LONGEST:
        word = tokens.at(j)
        if not word or word in BREAKS:
            break
        if words.has("routes", word) and (route := _route(tokens, words, j)):
            return past_suffix(tokens, words, route), True
        if tokens.digit(j):
            follows = tokens.at(j + 1)
            if directed and j > i and words.has("directions", follows) and tokens.capital(j + 1):
                return past_suffix(tokens, words, j + 1), True  # "40 N. 100 West"
            if not (
                ORDINAL.match(word)
                or words.has("street_types", follows)
                or (words.has("street_types", tokens.at(j - 1)) and j > i and not strong)
            ):
                break
            if words.has("street_types", tokens.at(j - 1)) and j > i:
                return j + 1, True
            directed = directed or bool(ORDINAL.match(word))
            j += 1
            continue
        if not tokens.capital(j):
            if word in ("de", "la", "del", "las", "los", "of", "the") and j > i and _capital_soon(tokens, j):
                j += 1
                continue
            if j > start and words.has("street_types", word) and len(word) > 3 and not strong:
                strong = j + 1
            break
        if words.has("directions", word):
            directed = True
            j = tokens.after_dot(j + 1)
            if j - start <= 2 and not strong and not weak:
                start = j
            continue
        if words.has("street_types", word):
            after = own_dot(tokens, j + 1)
            letter = tokens.raw(after)
            directional = letter in ("N", "S", "E", "W") and tokens.at(after + 1) == "."
            if len(letter) == 1 and letter.isupper() and letter != "I" and not directional:
                strong = after + 1
                j = after + 1
                continue
            if tokens.at(after) in HYPHENS and tokens.adjoins(after) and tokens.adjoins(after + 1):
                j += 1
                continue  # "Drive-In"
            if j > start or ((directed or word == "broadway") and stops(tokens, after)):
                strong = after
                if tokens.digit(after) and words.has("numbering", tokens.at(j - 1)):
                    strong = after + 1  # "County Road 21"
                    break
                follow = tokens.at(after)
                if (words.has("street_types", follow) or words.has("weak_types", follow)) and tokens.capital(after):
                    j = after
                    continue
                break
        elif words.has("weak_types", word) and j > start:
            weak = tokens.after_dot(j + 1) if word in ("ext", "pl", "sq", "plz", "xing", "aly") else j + 1
        if strong and j >= strong:
            if words.has("weak_types", word):
                strong = own_dot(tokens, j + 1)
            break
        j += 1
        if tokens.at(j) == "." and (
            len(tokens.raw(j - 1)) == 1 or tokens.at(j - 1) in ("st", "ste", "mt", "ft", "dr", "jr", "sr")
        ):
            j += 1
        elif tokens.at(j) == "." and words.has("routes", tokens.at(j + 1)):
            j += 1  # "Ga. Hwy. 85"
        while tokens.at(j) in HYPHENS and tokens.adjoins(j) and tokens.adjoins(j + 1) and j - i < LONGEST:
            j += 2
        if tokens.at(j) in ("'", "’") and tokens.adjoins(j):
            j += 1
    if strong:
        return past_suffix(tokens, words, strong), True
    if weak:
        return past_suffix(tokens, words, weak), j == weak or weak == j
    if j > start and (directed or loose) and stops(tokens, j):
        return j, False
    if directed and j == start and loose and j > i + 1 and stops(tokens, j):
        return j, False
    return None


def _capital_soon(tokens: Words, j: int) -> bool:
    return tokens.capital(j + 1) or (tokens.at(j + 1) in ("the", "la", "las", "los") and tokens.capital(j + 2))


def read_block(tokens: Words, words: PlaceWords, i: int) -> Street | None:
    """ "5700 block of Northwest 2 Avenue"."""
    if not (tokens.digit(i) and words.phrases["block"]):
        return None
    j = words.match("block", tokens, i + 1)
    if not j:
        return None
    body = read_body(tokens, words, j, True)
    return Street(i, body[0], True, True) if body else None


def _route(tokens: Words, words: PlaceWords, i: int) -> int:
    """The index after "Highway 12", "U.S. Highway 27/441", "Route 17M", "Hwy. 85" at `i`, or 0."""
    if tokens.raw(i) == "I" and tokens.at(i + 1) in HYPHENS and tokens.adjoins(i + 1) and tokens.digit(i + 2):
        exit_ = i + 3 + (tokens.at(i + 3) == ",")
        return exit_ + 2 if tokens.at(exit_) == "exit" and tokens.digit(exit_ + 1) else i + 3  # "I-30 Exit 117"
    if found := _state_road(tokens, i):
        return found
    j = i
    while words.has("routes", tokens.at(j)) and j - i < 3:
        j = tokens.after_dot(j + 1)
        if tokens.at(j) in HYPHENS and tokens.adjoins(j) and tokens.adjoins(j + 1):
            j += 1
    if j == i or not _ROUTE.match(tokens.at(j)):
        return 0
    j += 1
    if tokens.at(j) == "/" and tokens.adjoins(j) and tokens.adjoins(j + 1) and _ROUTE.match(tokens.at(j + 1)):
        j += 2
    if tokens.at(j) in HYPHENS and tokens.adjoins(j) and len(tokens.raw(j + 1)) == 1 and tokens.adjoins(j + 1):
        j += 2
    return j


def _state_road(tokens: Words, i: int) -> int:
    """The index after a road named by its state: "KY-192", "M-59", behind "on" or a house number also "KY 80"; or 0."""
    letters = tokens.raw(i)
    if letters not in regions()[1] and letters not in _STATE_LETTERS:
        return 0
    if tokens.at(i + 1) in HYPHENS and tokens.adjoins(i + 1) and tokens.adjoins(i + 2):
        return i + 3 if _ROUTE.match(tokens.at(i + 2)) else 0
    number = tokens.at(i + 1)
    behind = (tokens.at(i - 1) in _ALONG or tokens.digit(i - 1)) and letters not in _STATE_LETTERS
    return i + 2 if behind and _ROUTE.match(number) and tokens.at(i + 2) not in _OF_HOURS else 0


def read_road(tokens: Words, words: PlaceWords, i: int, loose: bool) -> Street | None:
    """A road without a number: "Main Street", "N. Route 59", "Highway 12", "S.E. 13th"."""
    word = tokens.at(i)
    if not (tokens.capital(i) or words.has("routes", word) or ORDINAL.match(word)) or not words.phrases["street_types"]:
        return None
    if words.number_after or tokens.at(i - 1) in _WITHIN:
        return None
    j = i
    while words.has("route_prefixes", tokens.at(j)) and j - i < 2:
        j = tokens.after_dot(j + 1)
    for k in {i, j}:
        route = _route(tokens, words, k)
        if route and not (tokens.at(i) == "us" and tokens.raw(i) == "us"):
            return Street(i, past_suffix(tokens, words, route), False, True)
    if not (tokens.capital(i) or ORDINAL.match(word)):
        return None
    body = read_body(tokens, words, i, False)
    if body is None:
        return None
    last, sure = body
    if (not sure and not loose) or words.has("not_roads", tokens.at(last - 1)):
        return None
    return Street(i, last, False, sure and strong_end(tokens, words, last))


def strong_end(tokens: Words, words: PlaceWords, last: int) -> bool:
    """True where a road's last words are of its own kind ("Street"), not shared with venues ("Park")."""
    for k in range(last - 1, last - 4, -1):
        if words.has("street_types", tokens.at(k)):
            return True
        if not (words.has("directions", tokens.at(k)) or tokens.at(k) == "." or len(tokens.raw(k)) == 1):
            return False
    return False
