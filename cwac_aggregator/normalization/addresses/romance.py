"""Streets that open with their kind, as in French, Spanish and Portuguese: "rue de Besançon", "calle del Reloj, 5"."""

from __future__ import annotations

import re

from ..place_words import PlaceWords, Words
from .house_numbers import last_house, without_number
from .parts import BREAKS, HYPHENS, LONGEST, Street, day_name, stops

_ORDINAL = re.compile(r"\d{1,3}(?:er|re|ere|e|eme|ieme|nde?|a|o)\Z")


def read_prefixed(tokens: Words, words: PlaceWords, i: int, number: bool) -> Street | None:
    """ "rue de Besançon", "calle del Reloj, 5", "Rua das Palmas, 310", "C/ Mayor 3"."""
    word = tokens.at(i)
    if kind := _after_adjective(tokens, words, i):
        house = last_house(tokens, words, kind) if number else 0
        return Street(i, house or kind, bool(house), True)
    if not words.has("street_prefixes", word):
        return None
    j = tokens.after_dot(i + 1)
    if len(word) == 1:
        if tokens.at(j) == "/" and tokens.adjoins(j):
            j += 1
        elif tokens.at(j - 1) != ".":
            return None
    elif tokens.at(j) == "/":
        return None
    named = last = 0
    k = j
    while k - j < LONGEST:
        piece = tokens.at(k)
        if not piece or piece in BREAKS or piece == ".":
            break
        if named and words.has("number_words", piece) and tokens.at(k + 1) in ("°", "º", "."):
            break
        if named and without_number(tokens, k):
            break
        if tokens.capital(k):
            named = last = k + 1
            k = k + 1
            if tokens.abbreviated(k):
                k += 1
                last = k
            joint = _past_initials_dot(tokens, k)
            while tokens.at(joint) in HYPHENS and tokens.adjoins(joint) and tokens.adjoins(joint + 1):
                last = k = joint + 2
                joint = _past_initials_dot(tokens, k)
            continue
        if tokens.digit(k) and not named:
            if day := day_name(tokens, words, k):
                named = last = k = day
                continue
            if tokens.at(k + 1) in ("de", "d'", "d’"):
                k += 1
                continue
            if _numbered_road(tokens, words, word, k):
                named = last = k + 1
                break
        if words.has("particles", piece) and (
            not words.has("weak_particles", piece) or (named and piece in ("y", "e", "et") and tokens.capital(k + 1))
        ):
            k += 1
            continue
        break
    if not named and words.has("small_roads", tokens.at(j)):
        house = last_house(tokens, words, j + 1) if number else 0  # "place communale, 5", "12, rue principale"
        return Street(i, house or j + 1, bool(house), True) if house or not number else None
    if not named:
        return None
    if k > last and tokens.at(k).isalpha() and (tokens.at(k + 1) in BREAKS or not tokens.at(k + 1)):
        last = k + 1  # "place du Champ de foire,"
    if words.has("directions", tokens.at(last)) and tokens.capital(last):
        last += 1
    if not number:
        return Street(i, last, False, True)
    after = last_house(tokens, words, last)
    return Street(i, after or last, bool(after), True)


def _past_initials_dot(tokens: Words, k: int) -> int:
    """The index of what joins an initial to the next part of a name: "boulevard Gene-H.-Marlin"; `k` without one."""
    return k + 1 if tokens.at(k) == "." and tokens.adjoins(k) and len(tokens.at(k - 1)) == 1 else k


def _after_adjective(tokens: Words, words: PlaceWords, i: int) -> int:
    """The index after a road whose kind is joined to an adjective, its whole name: "Grand-Rue", "Grand'Place"; 0 for none."""
    if not words.has("adjectives", tokens.at(i)) or not tokens.capital(i) or not tokens.capital(i + 2):
        return 0
    joined = tokens.at(i + 1) in (*HYPHENS, "'", "’") and tokens.adjoins(i + 1) and tokens.adjoins(i + 2)
    return i + 3 if joined and words.has("street_prefixes", tokens.at(i + 2)) else 0


def read_counted(tokens: Words, words: PlaceWords, i: int, housed: bool) -> int:
    """The index after a road that is counted: "16e avenue", "1re Rue Est", "3.ª Calle"; 0 for none.

    `housed` behind a house number. Without one a kind in small letters must be one that little else is counted by.
    """
    low = tokens.at(i)
    j = i + 1
    if tokens.digit(i) and low.isdecimal() and tokens.at(j) == "." and tokens.at(j + 1) in ("ª", "a"):
        j += 2
    elif not _ORDINAL.match(low):
        return 0
    else:
        j = tokens.after_dot(j)
    kind = tokens.at(j)
    if not words.has("counted_roads", kind) or not (
        housed or tokens.capital(j) or kind in ("avenue", "avenida", "rue", "calle")
    ):
        return 0
    j = tokens.after_dot(j + 1) if len(kind) <= 4 and kind != "rue" else j + 1
    if words.has("directions", tokens.at(j)) and tokens.capital(j):
        j += 1
    return j if stops(tokens, j) else 0


def read_gridded(tokens: Words, words: PlaceWords, i: int) -> Street | None:
    """A street of a town laid out as a grid: "1 Sur 1180", "4 Oriente 1225"."""
    if not tokens.digit(i) or len(tokens.at(i)) > 2:
        return None
    if not words.has("directions", tokens.at(i + 1)) or not tokens.capital(i + 1):
        return None
    j = i + 3 if words.has("number_words", tokens.at(i + 2)) else i + 2
    while tokens.at(j) in (".", "°", "º"):
        j += 1
    return Street(i, j + 1, True, True) if tokens.digit(j) else None


def _numbered_road(tokens: Words, words: PlaceWords, kind: str, k: int) -> bool:
    """True where the number at `k` is a road's own: "Calle 27 # 23-14", "Pasaje 4 N° 1234", "route 132"."""
    if words.has("numbered_roads", kind):
        return True
    follow = tokens.at(k + 1)
    return (follow == "#" and tokens.digit(k + 2)) or (
        words.has("number_words", follow) and (tokens.digit(k + 2) or tokens.at(k + 2) in ("°", "º", "."))
    )
