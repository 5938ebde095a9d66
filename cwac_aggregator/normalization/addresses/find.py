"""Streets as printed: house numbers with a road, roads alone, routes, corners, blocks, in the forms of six languages.

Number first ("200 Crandon Boulevard", "17 rue de Besançon"), number last ("Salinengasse 9", "calle del Reloj, 5").
The forms themselves stand in `street_*.py`, `streets_*.py` and `house_numbers.py`.
"""

from __future__ import annotations

from dataclasses import replace

from ..place_words import MASK, PlaceWords, Words, place_words
from .corners import read_corner, read_crossing
from .english import read_block, read_body, read_road
from .germanic import read_compound, read_headed
from .house_numbers import HOUSE, house_number, last_house, past_unit
from .parts import Street, day_name
from .romance import read_counted, read_gridded, read_prefixed

_SIDES = frozenset(["north", "south", "east", "west"])


def read_street(tokens: Words, words: PlaceWords, i: int, loose: bool = False) -> Street | None:
    """The street that starts at token `i`, with a side of the town in small letters before it ("north Elm Street"), or None.

    `loose` where the position already promises a street (after a venue and a comma): then "112 E. Harrison" and
    "Darragueira 2140" count, too.
    """
    found = _read_street(tokens, words, i, loose)
    if found is not None and found.first == i and words.code == "en" and tokens.at(i - 1) in _SIDES:
        aside = tokens.capital(i - 1) or found.numbered or not words.has("on", tokens.at(i - 2))
        return found if aside else replace(found, first=i - 1)
    return found


def _read_street(tokens: Words, words: PlaceWords, i: int, loose: bool) -> Street | None:
    """The street that starts at token `i`, or None."""
    word = tokens.at(i)
    if not word or word == MASK:
        return None
    if word == "#" or (words.has("number_words", word) and not words.has("street_prefixes", word)):
        j = i + 1
        while tokens.at(j) in (".", ",", "°", "º") and j < i + 3:
            j += 1
        if tokens.digit(j) and word != "#":
            found = read_street(tokens, words, j, loose)
            if found is not None and found.numbered:
                return found
    block = read_block(tokens, words, i)
    if block is not None:
        return block
    if (
        words.code in ("es", "pt")
        and tokens.digit(i)
        and (day := day_name(tokens, words, i))
        and tokens.capital(day - 1)
    ):
        house = last_house(tokens, words, day)
        if house:
            return Street(i, house, True, True)
    if words.code == "es" and (gridded := read_gridded(tokens, words, i)):
        return gridded
    if words.phrases["counted_roads"] and tokens.digit(i) and (counted := read_counted(tokens, words, i, False)):
        house = last_house(tokens, words, counted)
        return Street(i, house or counted, bool(house), True)
    if tokens.digit(i) or HOUSE.match(word):
        found = _number_first(tokens, words, i, loose)
        if found is not None:
            return found
    corner = words.match("corner", tokens, i)
    if corner:
        found = read_corner(tokens, words, i, corner)
        if found is not None:
            return found
    if words.phrases["street_prefixes"]:
        found = read_prefixed(tokens, words, i, number=True)
        if found is not None:
            return found
    if words.number_after and tokens.capital(i):
        found = read_headed(tokens, words, i)
        if found is not None:
            return found
        found = read_compound(tokens, words, i, loose)
        if found is not None:
            return found
    return read_crossing(tokens, words, i, loose) or read_road(tokens, words, i, loose)


def _number_first(tokens: Words, words: PlaceWords, i: int, loose: bool) -> Street | None:
    j = house_number(tokens, i)
    if not j:
        return None
    if words.phrases["street_prefixes"]:
        k = j + (tokens.at(j) in ("bis", "ter"))
        k += tokens.at(k) == ","
        if counted := read_counted(tokens, words, k, True):
            return Street(i, counted, True, True)
        # "210 Calle Olmo" of the United States; in small letters another matter may follow a number there
        found = read_prefixed(tokens, words, k, number=False) if words.code == "fr" or tokens.capital(k) else None
        if found is not None:
            return Street(i, found.last, True, True)
    english = words if words.code == "en" else place_words("en")
    body = read_body(tokens, english, j, loose and words.code == "en")
    if body is None or (words.code != "en" and not body[1]):
        return None
    words = english
    return Street(i, past_unit(tokens, words, body[0]), True, body[1])
