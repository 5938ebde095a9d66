"""Small words within a name: "Palmetto Sweets and Company", "A Place to Ponder Bakery", "Torre al Cielo"."""

from __future__ import annotations

from ..addresses import read_street
from ..place_words import MASK, PlaceWords, Words, chain_at
from .name import describes


def join(tokens: Words, words: PlaceWords, i: int, j: int) -> int:
    """The index of the capital word that small words at `j` join to the name from `i`, or 0."""
    k = j
    while words.has("particles", tokens.at(k)) and k < j + 3:
        k += 1
    sold = words.has("and", tokens.at(j)) and all(words.has("goods", tokens.at(m)) for m in (j - 1, k))
    if sold and not tokens.capital(k) and tokens.capital(k + 1) and words.noun(tokens.at(k + 1)):
        return k + 1  # "Heron Coffee and tea Company"
    if not tokens.capital(k) and not (tokens.digit(k) and tokens.at(j) in ("de", "del")):
        if words.code in ("fr", "es", "pt") and words.has("of", tokens.at(j)) and tokens.at(k).isalpha():
            m = k + 1
            road = words.has("street_prefixes", tokens.at(k)) and not words.has("squares", tokens.at(k))
            if road and any(tokens.capital(m) for m in range(i, j)):
                return 0  # "McDonald's de l'avenue du Port": the street tells it from its likes
            if len(tokens.at(k)) > 3 and describes(tokens, words, k):
                return m  # "Maison des quartiers Manchester"
            if (
                tokens.at(m) in ("de", "du", "del", "des", "d'", "do", "da")
                and tokens.capital(m + 1)
                and len(tokens.at(k)) > 3
            ):
                return m + 1
        return 0
    word = tokens.at(j)
    before = tokens.at(j - 1)
    if words.has("not_places", tokens.at(k)) and not words.has("of", word):
        return 0
    if words.has("and", word):
        return k if k == j + 1 and _joined_by_and(tokens, words, i, j, k) else 0
    if words.code == "en":
        if word == "of":
            return 0 if words.has("routes", tokens.at(k)) else k
        if word in ("de", "la", "del"):
            return k
        if word == "on":
            street = read_street(tokens, words, k + 2) if tokens.at(k + 1) == "," and j - i <= 3 else None
            if street is not None and street.numbered and not chain_at(tokens, i):
                return k  # "Espressions on Third, 315 W. Third Street"
            if _on_the_square(tokens, words, i, j, k):
                return k
            joined = words.has("joiners", before) or before.endswith(("'s", "’s"))  # "Sal's on Chestnut"
            roads = words.has("road_names", tokens.at(k)) or words.has("road_ordinals", tokens.at(k))
            joined = joined or (j == i + 1 and roads and not words.noun(before))  # "Java on Main"
            joined = joined and tokens.raw(k).isalpha() and j - i <= 2 and not chain_at(tokens, i)
            if (
                not joined
                or words.has("directions", tokens.at(k))
                or tokens.at(k) == "broadway"
                or words.has("routes", tokens.at(k))
            ):
                return 0
            return k if read_street(tokens, words, k) is None and _and_stops(tokens, k + 1) else 0
        if word == "at":
            return k if words.has("at_joiners", before) and k <= j + 2 else 0
        if word == "for":
            return k if words.has("for_joiners", before) else 0
        if word == "by":
            return 0
        return k if word == "n" else 0
    if words.code == "de" and (words.has("agencies", tokens.at(k)) or words.has("quarters", tokens.at(k))):
        return 0  # "Seniorenbüro der Stadt Hanau", "Lindenplatz im Stadtteil Süd"
    if word == "der" and tokens.at(k).endswith(tuple(words.words["subjects"])):
        return 0  # "auf dem Dorfplatz der Anlass"
    if words.code == "es" and word == "al" and j == i + 1 and k == j + 1 and words.noun(before):
        return k  # "Torre al Cielo"
    if words.has("weak_particles", word):
        return k if _joined_by_place(tokens, words, i, j, k) else 0
    return k


def _on_the_square(tokens: Words, words: PlaceWords, i: int, j: int, k: int) -> bool:
    """True where "on the Square" is of a name that says nothing of what it is: "Lantern on the Square", not "Plum Diner on"."""
    if k != j + 2 or not words.has("spots", tokens.at(k)) or j - i > 2 or chain_at(tokens, i):
        return False
    return not any(words.noun(word) for word in tokens.low[i:j]) and _and_stops(tokens, k + 1)


def joins_to(tokens: Words, words: PlaceWords, i: int, j: int) -> bool:
    """True where "to" at `j` stands within a name: "A Place to Ponder Bakery", "Bread to Go"; not "from Main to Elm Street"."""
    if j - i > 2 or not tokens.capital(j + 1) or words.has("not_places", tokens.at(j + 1)) or chain_at(tokens, j + 1):
        return False
    before = i - 1
    while words.has("articles", tokens.at(before)):
        before -= 1
    if words.has("titles", tokens.at(j + 1)) or tokens.at(before) in ("from", "between"):
        return False
    if read_street(tokens, words, j + 1, True) is not None:
        return False
    k = j + 1
    while tokens.capital(k):
        k += 1
    return words.noun(tokens.at(k - 1)) or tokens.at(k) in ("", ",", "(", MASK, ".", "on", "for", "at", "in")


def _joined_by_place(tokens: Words, words: PlaceWords, i: int, j: int, k: int) -> bool:
    """True where "am Brunnenplatz" at `j` is part of the name from `i`: of a noun that alone would name nothing."""
    before = tokens.at(j - 1)
    street = read_street(tokens, words, k, True)
    if street is not None and street.numbered:
        return False
    if words.code != "de":
        return words.has("joiners", before)
    if tokens.at(j) not in ("am", "an", "im", "bei") or words.has("landmarks", before):
        return words.has("joiners", before) and tokens.at(j) != "in"
    kind = tokens.at(k)
    if words.road(kind) or words.has("street_types", kind):
        return False
    return j == i + 1 and words.noun(before)


def _and_stops(tokens: Words, j: int) -> bool:
    return not tokens.capital(j) and not tokens.digit(j)


def _is_next_party(tokens: Words, words: PlaceWords, j: int) -> bool:
    """True where the name before `j` is not of the place, but of who is at the next one: "Elm Bakery and Ashby at Plum Diner",
    "Elm Bakery and Ashby police at Plum Diner"."""
    if words.has("agencies", tokens.at(j)) and not tokens.capital(j):
        return True
    return (
        words.has("at", tokens.at(j)) and not tokens.digit(j + 1) and (tokens.capital(j + 1) or tokens.capital(j + 2))
    )


def _joined_by_and(tokens: Words, words: PlaceWords, i: int, j: int, k: int) -> bool:
    """True where "and" at `j` stands within one name ("Palmetto Sweets and Company"), not between two."""
    if chain_at(tokens, k) or chain_at(tokens, i) == j:
        return False
    if tokens.at(j) == "&":
        return True
    kinds = words.has("inner", tokens.at(j - 1)) and words.has("inner", tokens.at(k))  # "Club Social y Deportivo Olmo"
    if (
        words.code != "en"
        and not kinds
        and words.noun(tokens.at(i))
        and words.noun(tokens.at(k))
        and tokens.capital(k + 1)
    ):
        return False  # "Panadería Olmo y Biblioteca Roble"
    if words.has("goods", tokens.at(j - 1)) and words.has("goods", tokens.at(k)):
        return True
    if all(words.noun(tokens.at(m)) for m in (k, k + 1)) and not tokens.capital(k + 2):
        return True
    run = k
    while tokens.capital(run):
        run += 1
    if run - k > 1 and words.match("generic", tokens, k) == run and words.has("institutions", tokens.at(j - 1)):
        return words.code == "en" and words.match("generic", tokens, i) != j  # "Ashby Library and Community Center"
    if tokens.at(run) in ("both", "each"):
        return False  # "Java Joint and Bean Scene both hosted"
    if words.code == "en" and words.noun(tokens.at(j - 1)) and _is_next_party(tokens, words, run):
        return False
    return not (
        words.noun(tokens.at(j - 1))
        and run - k >= 2
        and words.noun(tokens.at(run - 1))
        and tokens.at(j - 1) != "railroad"
    ) and not words.has("agencies", tokens.at(run - 1))
