"""German and Dutch streets: "Salinengasse 9", "Adam-Klein-Straße 206", "Laan van Westroijen 2"."""

from __future__ import annotations

from ..place_words import PlaceWords, Words
from .house_numbers import last_house
from .parts import HYPHENS, LONGEST, Street, day_name


def read_headed(tokens: Words, words: PlaceWords, i: int) -> Street | None:
    """ "Laan van Westroijen 2", "Platz der Republik 1", "Straße des 17. Juni 12": the kind first, then what it is named for."""
    if not words.has("street_heads", tokens.at(i)):
        return None
    j = i + 1
    while words.has("particles", tokens.at(j)) and not tokens.capital(j) and j < i + 4:
        j += 1
    if j == i + 1 or words.has("and", tokens.at(i + 1)):
        return None
    k = day_name(tokens, words, j) if tokens.digit(j) else 0
    if not k:
        k = j
        while tokens.capital(k) and k < j + 3:
            k += 1
            while tokens.at(k) in HYPHENS and tokens.adjoins(k) and tokens.adjoins(k + 1) and k < j + 6:
                k += 2
    if k == j:
        return None
    house = last_house(tokens, words, k)
    return Street(i, house or k, bool(house), True)


def read_compound(tokens: Words, words: PlaceWords, i: int, loose: bool) -> Street | None:
    """ "Salinengasse 9", "Adam-Klein-Straße 206", "Am Markt 3", "Rode Kruisplein 86"; loosely "Darragueira 2140"."""
    j = i
    kind = ""
    small = 0
    first_typed = False
    while j - i < LONGEST:
        token = tokens.at(j)
        if tokens.capital(j):
            if words.has("titles", token) and not words.has("keep_titles", token):
                if j == i and tokens.at(j + 1) == "." and tokens.adjoins(j + 1) and tokens.capital(j + 2):
                    j += 2
                    continue  # "Dr. Struyckenplein"
                break
            kind = token
            j += 1
            if (token.endswith("str") and tokens.at(j) == ".") or tokens.abbreviated(j):
                j += 1
            while tokens.at(j) in HYPHENS and tokens.adjoins(j) and tokens.adjoins(j + 1) and j - i < LONGEST:
                kind = tokens.at(j + 1)
                j += 2
                if kind.endswith("str") and tokens.at(j) == ".":
                    j += 1
            if _street_word(words, kind):
                if j > i + 1 or not _named_after(tokens, words, j):
                    break
                first_typed = True
            continue
        if (
            words.has("particles", token)
            and not words.has("weak_particles", token)
            and not words.has("and", token)
            and j > i
            and small < 3
        ):
            small += 1
            j += 1
            continue
        break
    while (
        j > i
        and not tokens.capital(j - 1)
        and tokens.at(j - 1) != "."
        and not (j - 2 >= i and tokens.at(j - 2) in HYPHENS)
    ):
        j -= 1
    if j == i:
        return None
    kind = kind or tokens.at(j - 1)
    if words.has("rooms", kind):
        return None  # "Bürgertreff, Raum 2"
    typed = first_typed or _street_word(words, kind)
    weak = any(kind.endswith(t) and len(kind) > len(t) for t in words.words["weak_types"]) or words.has(
        "weak_types", kind
    )
    after = last_house(tokens, words, j) if tokens.at(j) != "," or words.phrases["street_prefixes"] else 0
    if typed and not after and j - i > 1 and words.noun(tokens.at(i)) and tokens.at(i + 1) not in HYPHENS:
        return None  # "Buurthuis De Dijk"
    if typed:
        return Street(i, after or j, bool(after), True)
    if after and (weak or loose):
        return Street(i, after, True, weak)
    return None


def _named_after(tokens: Words, words: PlaceWords, j: int) -> bool:
    """Whether a road's type that opens its name is followed by what it is named after: "Laan van Meerdervoort"."""
    k = j
    while words.has("particles", tokens.at(k)) and not words.has("and", tokens.at(k)) and k < j + 3:
        k += 1
    return words.code == "nl" and k > j and tokens.at(j) in ("van", "der", "den", "ter", "naar") and tokens.capital(k)


def _street_word(words: PlaceWords, word: str) -> bool:
    return words.road(word) or (words.has("street_types", word) and words.number_after)
