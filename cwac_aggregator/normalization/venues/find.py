"""Names of venues as printed: shops, halls, parks, stations, known or not.

`read_name` reads one forwards, `look_back` finds the one that ends before a word. Their steps stand in `venue_*.py`.
"""

from __future__ import annotations

from cwac_aggregator.model import Place

from ..addresses import read_street
from ..place_words import PlaceWords, Words, chain_at
from .end import finish
from .lower import read_generic, read_lower, town_of
from .name import HYPHENS, LONGEST, QUOTES, Name, is_het, read_quoted
from .run import run_from

_THANKS = frozenset(["thanks", "thank"])
_AUTHORITIES = frozenset(["office", "department", "bureau", "division", "ministry", "directorate"])
"""With "of" behind them the names of authorities, not of places."""
_OPENED = frozenset('."“”„«»')
"""What stands before the first word of a sentence."""


def read_name(tokens: Words, words: PlaceWords, i: int, near: Place) -> Name | None:
    """The venue's name that starts at token `i` (articles already passed), or None."""
    if words.has("articles", tokens.at(i)) and tokens.at(i + 1) in QUOTES:
        i += 1
    if is_het(tokens, words, i):
        last = run_from(tokens, words, i + 2)
        return Name(i, last, last, noun=True) if last else None  # 't Winkeltje
    opening = tokens.at(i)
    if opening in QUOTES:
        return read_quoted(tokens, words, i, QUOTES[opening])
    if opening == "@" and tokens.adjoins(i + 1):
        i += 1
    generic = words.match("generic", tokens, i)
    if generic and not tokens.capital(i) and (town := town_of(tokens, words, generic, near)):
        return Name(i, generic, town, noun=True, generic=True, town=(generic + 1, town))
    if generic and not tokens.capital(i):
        named = read_lower(tokens, words, i, near)
        return named if named is not None and named.after > generic else read_generic(tokens, words, i, generic)
    if not tokens.capital(i) and not tokens.digit(i):
        return read_lower(tokens, words, i, near)
    word = tokens.at(i).removesuffix("'s")
    if words.code == "en" and word == "the" and tokens.at(i + 2) == "of" and words.has("groups", tokens.at(i + 1)):
        return read_name(tokens, words, i + 3, near)  # "The Auxiliary of VFW Post 442"
    if words.code == "en" and word in _AUTHORITIES and tokens.at(i + 1) == "of":
        return None  # "Office of Community Oriented Policing Services"
    joined = i + 2 if tokens.at(i + 1) in HYPHENS and tokens.adjoins(i + 1) else i + 1
    named_i = tokens.raw(i) == "I" and tokens.capital(joined) and words.code == "en"  # "I Scream Shop", "I-Tea"
    if words.has("not_places", word) and not chain_at(tokens, i) and not named_i:
        end = run_from(tokens, words, i)
        if end < i + 3 or not words.noun(tokens.at(end - 1)):
            return None  # but "Saturday Farmers Market"
    if words.has("titles", word) and not words.has("keep_titles", word) and not _is_memorial(tokens, words, i):
        return None
    if tokens.digit(i) and not (tokens.capital(i + 1) or chain_at(tokens, i)):
        return None
    if (
        tokens.at(i + 1) == "."
        and tokens.adjoins(i + 1)
        and tokens.adjoins(i + 2)
        and tokens.at(i + 2) in ("com", "org", "gov", "net")
    ):
        return None
    last = run_from(tokens, words, i)
    if last and last - i <= 2 and tokens.at(last) in QUOTES and words.noun(tokens.at(last - 1)):
        quoted = read_quoted(tokens, words, last, QUOTES[tokens.at(last)])
        if quoted is not None:
            return Name(i, quoted.after, quoted.after, noun=True)  # Restaurant «Zum Hecht»
    if not last or (
        tokens.at(last) == "with" and (words.has("articles", tokens.at(last + 1)) and tokens.capital(last + 2))
    ):
        return None  # "Ice Cream with a Cop"
    return finish(tokens, words, i, last, near)


def _is_memorial(tokens: Words, words: PlaceWords, i: int) -> bool:
    """Whether a title opens a building's name: "Cpl. Paul J. Sweeney Public Safety Building"."""
    first = tokens.after_dot(i + 1)
    last = run_from(tokens, words, first) if words.code == "en" and tokens.capital(first) else 0
    return last - first > 2 and words.noun(tokens.at(last - 1))


def look_back(tokens: Words, words: PlaceWords, i: int, near: Place, *, beyond: bool = False) -> Name | None:
    """The venue's name that ends right before token `i`, or None: for "Blue Moon Coffee, 635 West 2nd Street".

    With `beyond` it may go on behind `i`.
    """
    j = i
    best: Name | None = None
    while j > 0 and i - j < LONGEST:
        word = tokens.at(j - 1)
        if words.code == "en" and word in _THANKS:
            break  # "Thanks Elm Bakery for hosting us!"
        het = word == "t" and is_het(tokens, words, j - 2)
        if het or tokens.capital(j - 1) or (words.code not in ("en", "de") and words.noun(word)):
            if words.has("openers", tokens.at(j - 1)) and (j == 1 or tokens.at(j - 2) in _OPENED):
                break  # "When Dover Bakery opened"
            j -= 2 if het else 1
            name = read_name(tokens, words, j, near)
            if name is not None and (name.last <= i or beyond) and name.after >= i:
                best = name
            continue
        starts = best is not None and best.noun and best.first == j
        if starts and words.has("articles", word) and not words.has("of", word):
            break  # "Direction le Bar de l'Étoile"
        if word in ("&", "+", "'", "’", "°") or words.has("particles", word) or words.has("inner", word):
            j -= 1
            continue
        if words.code not in ("en", "de") and words.noun(tokens.at(j - 2)) and word.isalpha() and j < i:
            j -= 1
            continue
        if words.code == "fr" and words.has("of", tokens.at(j - 2)) and words.noun(tokens.at(j - 3)) and word.isalpha():
            j -= 1  # "Maison de commune, place de l'Église 1"
            continue
        if tokens.digit(j - 1) and (counted := _opens_with_number(tokens, words, j - 1, i, near)) is not None:
            best = counted
        if (
            tokens.digit(j - 1)
            and chain_at(tokens, j - 1)
            and (chain := read_name(tokens, words, j - 1, near)) is not None
        ):
            best = chain  # "7-Eleven"
        if (
            (word in HYPHENS and tokens.adjoins(j))
            or (word == "o" and tokens.at(j) in ("'", "’"))
            or (tokens.digit(j - 1) and not tokens.digit(j))
            or (word == "." and tokens.abbreviated(j - 1))
        ):
            j -= 1
            continue
        if (
            best is None
            and words.code == "en"
            and (words.noun(word) or words.has("tails", word) or words.has("agency_places", word))
            and i - j < 3
        ):
            j -= 1
            continue
        break
    return best


def _opens_with_number(tokens: Words, words: PlaceWords, j: int, i: int, near: Place) -> Name | None:
    """The name that the number at `j` opens and that ends before `i`: "54th Street Grill", "7 Brew", or None; not a house
    number, nor how many there are."""
    if words.code != "en" or not tokens.capital(j + 1) or tokens.at(j - 1) in ("#", ".") or tokens.capital(j - 1):
        return None
    if chain_at(tokens, j + 1) or words.has("counted", tokens.at(i - 1)):
        return None
    behind = tokens.at(i)
    if behind.isalpha() and not (words.has("behind_number", behind) or words.has("hosts", behind)):
        return None  # "1674 Coffee houses spread"
    street = read_street(tokens, words, j)
    if street is not None and (street.numbered or street.last >= i):
        return None
    name = read_name(tokens, words, j, near)
    return name if name is not None and name.last == i and name.first == j else None
