"""How far a name goes: the run of capital words, numbers and marks from its first word."""

from __future__ import annotations

from ..addresses import read_street
from ..place_words import MASK, PlaceWords, Words, chain_at
from .joins import join, joins_to
from .name import HYPHENS, LONGEST, describes

_SHORT = 2
"""Words of a name that a number may end."""
_WORD = 4
"""Letters of the shortest word that tells what a house is for."""
_DIGITS = 4
"""Digits of the longest such number."""
_SHARED = frozenset(["coffee", "cocoa", "donuts", "pizza", "tea", "cone", "cones", "cops"])
"""What may open the name of an event behind a house: "at Elm Bakery Coffee with Councilor Lee"."""


def run_from(tokens: Words, words: PlaceWords, i: int) -> int:
    """The index after a run of name words that starts at `i`, or 0."""
    j = last = words.match("generic", tokens, i) or chain_at(tokens, i) or i
    while j - i < LONGEST:
        word = tokens.at(j)
        if not word or word == MASK:
            break
        if tokens.capital(j):
            if j > i and _stops_at(tokens, words, i, j):
                break
            j, last = _past_capital(tokens, j)
            continue
        if tokens.digit(j):
            if not _is_number_of(tokens, words, i, j):
                break
            j = last = j + 1
            if j == i + 1 and not tokens.capital(j):
                break
            continue
        if stop := _past_part(tokens, words, i, j):
            j = last = stop
            continue
        stop = _past_link(tokens, words, i, j)
        if not stop:
            break
        j = stop
    return last if last > i else 0


def _stops_at(tokens: Words, words: PlaceWords, i: int, j: int) -> bool:
    """True where a capital word behind the first cannot continue the name from `i`: "macht im Café Linde Halt"."""
    word = tokens.at(j)
    if word == "i" or _ends_before(tokens, words, j) or _is_shouted(tokens, words, j):
        return True
    told = any(map(words.noun, tokens.low[i:j]))
    if words.code == "de" and told and words.has("served", word) and not tokens.capital(j + 1):
        return True  # "verteilt im Stadtpark Kaffee und Flyer"
    return told and words.has("of_verbs", word)


def _is_shouted(tokens: Words, words: PlaceWords, j: int) -> bool:
    """Whether a small word only stands in capitals to be heard: "op de Grote Markt NIET door"; not in a name all in capitals."""
    if not words.has("shouted", tokens.at(j)) or len(tokens.at(j)) == 1:
        return False
    return tokens.raw(j).isupper() and not tokens.raw(j - 1).isupper()


def _past_capital(tokens: Words, j: int) -> tuple[int, int]:
    """The index to go on from behind a capital word at `j`, past its dot or apostrophe, and the end of the name so far."""
    word = tokens.at(j)
    j = last = j + 1
    if tokens.at(j) == "." and tokens.at(j + 1) in HYPHENS and tokens.adjoins(j + 1) and tokens.capital(j + 2):
        return j + 2, last  # "J.-Alide-Pellerin"
    if (
        tokens.at(j) == "."
        and tokens.adjoins(j)
        and (tokens.capital(j + 1) or tokens.digit(j + 1))
        and tokens.abbreviated(j)
    ):
        return j + 1, last
    if word == "o" and tokens.at(j) in ("'", "’") and tokens.capital(j + 1):
        return j + 1, last  # "Cup O' Joe"
    if tokens.adjoins(j) and (
        (tokens.at(j) == "." and word in ("co", "inc", "bros", "ltd"))
        or (tokens.at(j) in ("'", "’") and word[-1] in "sxzn" and tokens.at(j + 1).isalpha())
    ):
        return j + 1, j + 1
    return j, last


def _is_number_of(tokens: Words, words: PlaceWords, i: int, j: int) -> bool:
    """True where the number at `j` is part of the name from `i`, not the house number of a street behind it."""
    word = tokens.at(j)
    before = tokens.at(j - 2) if tokens.at(j - 1) == "." else tokens.at(j - 1)
    if j > i and before not in ("°", "º", "#") and read_street(tokens, words, j) is not None:
        return False
    return (
        words.has("numbered", before)
        or before in ("#", "°", "º")
        or (j > i and _may_count(words, before) and len(word) < 5 and _ends_number(tokens, words, j + 1))
        or (j > i and _is_named_by_number(tokens, words, i, j))
        or (tokens.capital(j + 1) and words.noun(tokens.at(j + 1)))
        or (tokens.at(j + 1) in HYPHENS and tokens.adjoins(j + 1) and tokens.capital(j + 2))
        or j == i
    )


def _may_count(words: PlaceWords, word: str) -> bool:
    """True where a number behind a word may be of a name: "Halle 3", "Bubba's 33"."""
    return words.noun(word) or (words.code == "en" and word.endswith("'s"))


def _is_named_by_number(tokens: Words, words: PlaceWords, i: int, j: int) -> bool:
    """Whether an English name of a word or two ends in its number at `j`: "Plate 21 on Monday", "Cafe 1923"; not in a year, nor
    in the number that a chain gives its shop."""
    word = tokens.at(j)
    if words.code != "en" or j - i > _SHORT or not tokens.capital(j - 1) or chain_at(tokens, i) or not word.isdecimal():
        return False
    if len(word) > _DIGITS or (len(word) == _DIGITS and word.startswith("20")) or words.has("units", tokens.at(j - 1)):
        return False
    following = tokens.at(j + 1)
    return (
        following in ("", ",", MASK, ")", "”", '"') or words.has("behind_number", following) or _is_stop(tokens, j + 1)
    )


def _is_stop(tokens: Words, j: int) -> bool:
    """Whether a full stop stands at token `j`, not the dot within "2.0"."""
    return tokens.at(j) in (".", ";", "!") and not tokens.adjoins(j + 1)


def _past_part(tokens: Words, words: PlaceWords, i: int, j: int) -> int:
    """The index after what may end the name at `j` though it is no capital word, a hyphen with its word; or 0."""
    word = tokens.at(j)
    if word in HYPHENS and tokens.adjoins(j):
        if tokens.adjoins(j + 1) and tokens.at(j + 1)[:1].isalnum() and j > i:
            return j + 2
        if words.has("and", tokens.at(j + 1)) and tokens.capital(j + 2):
            return j + 3  # "Sport- und Freizeitpark"
    if words.has("inner", word) and words.street_prefixed and words.noun(tokens.at(j - 1)):
        return j + 1  # "Centre socioculturel"
    if j == i + 1 and words.street_prefixed and words.noun(tokens.at(i)) and describes(tokens, words, j):
        return j + 1  # "Bar laitier Chez Mado"
    if j == i + 1 and words.street_prefixed and tokens.capital(i) and words.noun(tokens.at(i)):
        return _past_complement(tokens, words, j)
    before = tokens.at(j - 1)
    told = words.code == "nl" and j > i and words.noun(word) and not words.has("not_places", word)
    if told and (words.noun(before) or words.has("rooms", before)):
        return j + 1  # "Parkeerplaats sporthal"
    return 0


def _past_complement(tokens: Words, words: PlaceWords, j: int) -> int:
    """The index after what a house is for at `j`, in small letters to the end of its phrase: "Maison | de la famille,",
    "Centro | de adultos mayores (calle Sol 3)"; or 0."""
    if not words.has("of", tokens.at(j)) or words.has("held_houses", tokens.at(j - 1)):
        return 0
    k = j + 1
    while words.has("articles", tokens.at(k)) and k < j + 3:
        k += 1
    if words.has("agencies", tokens.at(k)) or words.has("not_places", tokens.at(k)):
        return 0
    for stop in (k + 1, k + 2):
        word = tokens.at(stop - 1)
        if len(word) < _WORD or not word.isalpha() or tokens.capital(stop - 1) or words.has("particles", word):
            return 0
        if words.has("located", word) or words.has("relative", word) or words.has("street_prefixes", word):
            return 0
        follow = tokens.at(stop)
        if follow in ("", ",", ";", "(", ")", ".") or words.has("located", follow):
            return stop
    return 0


def _past_link(tokens: Words, words: PlaceWords, i: int, j: int) -> int:
    """The index after a mark or small words at `j` that a name may hold but not end with, or 0."""
    word = tokens.at(j)
    if word in ("&", "+") and (tokens.capital(j + 1) or tokens.digit(j + 1)):
        return j + 1
    if word in ("°", "º", "#") and tokens.at(j - 1) in ("n", "no") and tokens.digit(j + 1):
        return j + 1
    if word == "o" and tokens.at(j + 1) in ("'", "’") and tokens.capital(j + 2):
        return j + 2  # "Cup o' Joe"
    if word in ("'", "’") and (tokens.at(j + 1) == "n" or tokens.at(j + 1) == "t") and tokens.adjoins(j + 1):
        return j + 2 + (tokens.at(j + 2) in ("'", "’"))
    if (
        word in ("/", ".")
        and tokens.adjoins(j)
        and tokens.adjoins(j + 1)
        and tokens.capital(j + 1)
        and len(tokens.raw(j - 1)) <= 2
    ):
        return j + 1
    if word == "to" and words.code == "en" and joins_to(tokens, words, i, j):
        return j + 1
    return join(tokens, words, i, j) if words.has("particles", word) else 0


def _ends_number(tokens: Words, words: PlaceWords, j: int) -> bool:
    """True where a name may end in the number before token `j`: "Shopping 2 te Genk", not "Halle 3 Freunde"."""
    word = tokens.at(j)
    return word in ("", ",", MASK, ")", ".") or (words.code != "en" and words.has("town_in", word))


def _ends_before(tokens: Words, words: PlaceWords, j: int) -> bool:
    """True where a capital word cannot continue a name: a weekday, a month, "Coffee" of "Coffee with a Cop"."""
    word = tokens.at(j)
    if word in ("with",):
        return True
    if (
        words.has("titles", word)
        and not words.has("keep_titles", word)
        and tokens.capital(j + 1)
        and word not in ("officers", "sheriff", "president", "mayor", "director")
    ):
        return tokens.at(j - 1) in ("&",)
    if tokens.at(j + 1) != "with" or word not in _SHARED:
        return False
    return tokens.capital(j + 2) or tokens.capital(j + 3)  # not "at Daylight Donuts with stickers and a truck"
