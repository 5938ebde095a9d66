"""House numbers before a road and behind it, with the suite or unit that belongs to them."""

from __future__ import annotations

import re

from ..place_words import PlaceWords, Words
from .parts import HYPHENS, stops

HOUSE = re.compile(r"(?:\d{1,6}|l\d{2,4})(?:[a-z]|[13]⁄[24])?\Z")  # "14½" folds to "141⁄2"


_DOORS = frozenset("ABCDEFGH")
"""Letters of one of several doors with one number."""
_LAST_HOUSE = re.compile(r"\d{1,4}[a-z]?\Z")


def house_number(tokens: Words, i: int) -> int:
    """The index after a house number at `i`, or 0."""
    if not HOUSE.match(tokens.at(i)) or (tokens.adjoins(i) and tokens.at(i - 1) in ("$", "€", "£", ":", ".", "#")):
        return 0
    j = i + 1
    if tokens.at(j) in HYPHENS and tokens.adjoins(j) and tokens.adjoins(j + 1) and HOUSE.match(tokens.at(j + 1)):
        j += 2
    elif tokens.at(j) in HYPHENS and tokens.adjoins(j) and tokens.adjoins(j + 1) and tokens.raw(j + 1) in _DOORS:
        return j + 2  # "4501-B Elm Street"
    elif tokens.at(j) == "1" and tokens.at(j + 1) == "/" and tokens.at(j + 2) == "2":
        j += 3
    if tokens.at(j) in ("n", "s", "e", "w") and tokens.adjoins(j):
        return 0
    return j


def without_number(tokens: Words, k: int) -> int:
    """The index after the words at `k` that a house has no number ("s/n", "S/N", "s/nº"), or 0."""
    if tokens.at(k) != "s" or tokens.at(k + 1) != "/" or tokens.at(k + 2) not in ("n", "no", "num"):
        return 0
    k += 3
    while tokens.at(k) in (".", "°", "º") and tokens.adjoins(k) and not stops(tokens, k):
        k += 1
    return k


def last_house(tokens: Words, words: PlaceWords, j: int) -> int:
    """The index after a house number that follows a road's name (", 5", " n.º 5", " s/n", " 12-14"), or 0."""
    k = j + (tokens.at(j) == ",")
    if after := without_number(tokens, k):
        return after
    if tokens.at(k) == "#" and tokens.digit(k + 1):
        k += 1
        if tokens.at(k + 1) in HYPHENS and tokens.digit(k + 2):
            return k + 3  # "# 23-14", "# 13 - 20"
    elif words.has("number_words", tokens.at(k)) and (tokens.at(k + 1) in (".", "°", "º") or tokens.digit(k + 1)):
        k += 1
        while tokens.at(k) in (".", "°", "º", "o") and k < j + 5:
            k += 1
    if not _LAST_HOUSE.match(tokens.at(k)) or not tokens.digit(k):
        return 0
    if tokens.at(k + 1) in ("h", "uhr", "uur", "u", "°", "º", "ª", "%", "€", "horas", "heures", "km"):
        return 0
    if tokens.at(k + 1) in (":", "/") and tokens.adjoins(k + 1) and tokens.digit(k + 2):
        return 0
    if tokens.at(k) and tokens.at(j) == "," and len(tokens.at(k)) == 4 and tokens.capital(k + 1):
        return 0  # a postcode before its town
    if words.code in ("pt", "es") and tokens.at(k + 1) == "." and tokens.adjoins(k + 1) and len(tokens.at(k + 2)) == 3:
        k += 2 if tokens.adjoins(k + 2) and tokens.digit(k + 2) else 0  # "1.015"
    k += 1
    if tokens.at(k) in HYPHENS and tokens.digit(k + 1) and tokens.adjoins(k) and tokens.adjoins(k + 1):
        return 0 if len(tokens.at(k + 1)) == 3 and len(tokens.at(k - 1)) == 4 else k + 2
    if len(tokens.raw(k)) == 1 and tokens.raw(k) in "abcdABCD" and stops(tokens, k + 1):
        k += 1
    if words.has("units", tokens.at(k)) and tokens.digit(k + 1):
        k += 2
    return k


def past_unit(tokens: Words, words: PlaceWords, j: int) -> int:
    """Past ", Suite A", "#101", "Unit 4" after a street with a house number."""
    k = j + (tokens.at(j) == ",")
    word = tokens.at(k)
    if not words.has("units", word) or not (tokens.capital(k) or word == "#"):
        return j
    k = tokens.after_dot(k + 1)
    if tokens.at(k) == "#":
        k += 1
    raw = tokens.raw(k)
    if raw and (raw[0].isdecimal() or (len(raw) <= 2 and raw.isupper())):
        k += 1
        while tokens.at(k) in HYPHENS and tokens.adjoins(k) and tokens.adjoins(k + 1):
            k += 2
        return k
    return j
