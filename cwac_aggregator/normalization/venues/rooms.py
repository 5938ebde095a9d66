"""Rooms and parts of a building, passed to reach the building: "the lobby of", "Room 4 of the", "Räumen der"."""

from __future__ import annotations

from ..place_words import PlaceWords, Words, chain_at
from .name import HYPHENS

_GARDENS = frozenset(
    ["jardim", "jardin", "jardins", "jardines", "quadra", "cancha", "patio", "salao", "salon", "sala", "sede"]
)
"""What is a room of what its name goes on with, where that is a building; else a place of its own."""


def skip_room(tokens: Words, words: PlaceWords, i: int) -> int:
    """Past "the lobby of", "Room 4 of the", "the Sunflower Room at the" from token `i`: where the building starts, or `i`."""
    if words.code == "de":
        while owner := _owned(tokens, words, i):
            i = owner
    elif words.code != "en" and (owner := part_of(tokens, words, i)):
        i = owner
    hall = words.match("generic", tokens, i)
    garden = words.code in ("es", "pt") and tokens.capital(i) and words.has("nouns", tokens.at(i))
    hall = hall or (i + 1 if garden and tokens.at(i) in _GARDENS else 0)  # "Jardim da Vala Real"
    while hall and garden and tokens.capital(hall) and words.has("plain", tokens.at(hall)):
        hall += 1  # "Jardim Público da Covilhã"
    if words.street_prefixed and hall and words.has("of", tokens.at(hall)):
        held = hall + 1
        while words.has("articles", tokens.at(held)):
            held += 1
        if not words.noun(tokens.at(held)):
            return i  # "Salão Paroquial de Pedreiras" is a hall of its own
    if _is_of_name(tokens, words, i):
        return i
    j, generic = i, hall
    room = further = False
    while j - i < 6:
        word = tokens.at(j)
        if room and j > i:
            stop = words.match("room_joins", tokens, j)
            if (
                stop
                and words.code == "de"
                and word == "in"
                and tokens.capital(stop)
                and not words.noun(tokens.at(stop))
            ):
                return i  # "im Bürgersaal in Uttenreuth"
            alone = words.code == "en" and (j == generic or words.has("small_houses", tokens.at(j - 1)))
            if alone and word == "in" and _opens_town(tokens, words, stop):
                return i  # "at the town hall in Ashby", "at a cafe in Ashby"
            if stop:
                while not (tokens.capital(stop) or words.match("generic", tokens, stop)) and (
                    words.has("articles", tokens.at(stop)) or words.has("adjectives", tokens.at(stop))
                ):
                    stop += 1
                if (
                    (tokens.capital(stop) and not further)
                    or words.match("generic", tokens, stop)
                    or (words.code not in ("en", "de") and words.noun(tokens.at(stop)))
                ):
                    if words.code in ("es", "fr", "pt") and _is_named(tokens, words, i, j, stop):
                        return i
                    return stop if tokens.at(j) == "of" or not _venue_like(tokens, words, i, j) else i
                if words.code in ("en", "de", "nl"):
                    return i
                j += 1
                further = True
                continue
        if not word.isalnum():
            return i
        if (
            words.code == "en"
            and word == "on"
            and tokens.capital(j - 1)
            and not words.has("chambers", tokens.at(j - 1))
        ):
            return i  # "Orchid Blue on Level 1 at Northpoint": a shop, and where in the mall it is
        romance = room and words.code in ("fr", "es", "pt")
        hall = words.code == "de" and word.endswith(("raum", "saal"))
        room = romance or hall or words.has("rooms", word) or (room and tokens.digit(j))
        j += 1
    return i


def _opens_town(tokens: Words, words: PlaceWords, i: int) -> bool:
    """Whether the capitals from token `i` are of a town's name rather than of a house: no word of theirs is a venue's."""
    k = i
    while tokens.capital(k):
        house = words.noun(tokens.at(k)) and not (k > i and words.has("town_ends", tokens.at(k)))
        if house or chain_at(tokens, k) or words.has("agency_places", tokens.at(k)):
            return False
        k += 1
    return i < k <= i + 3


def _is_of_name(tokens: Words, words: PlaceWords, i: int) -> bool:
    """Whether a room opens the name of a place of its own: "at Field of Dreams Park"; not "in the Hall of St. Luke's"."""
    if words.code != "en" or not (tokens.capital(i) and words.noun(tokens.at(i)) and tokens.at(i + 1) == "of"):
        return False
    return tokens.capital(i + 2) and not words.has("articles", tokens.at(i - 1))


def _is_named(tokens: Words, words: PlaceWords, i: int, j: int, stop: int) -> bool:
    """Whether a room has a name of its own and no house behind its "de": "la cafetería Arriluze de Getxo" is of a town."""
    kiosk = words.has("small_houses", tokens.at(i)) and j == i + 1 and tokens.capital(stop)
    named = kiosk or (words.noun(tokens.at(i)) and j > i + 1 and tokens.capital(j - 1))
    return named and not words.noun(tokens.at(stop)) and not words.match("generic", tokens, stop)


def part_of(tokens: Words, words: PlaceWords, i: int) -> int:
    """Past "kiosque du" in "kiosque du parc", "soportales del" in "soportales del Hospital": where the venue starts, or 0."""
    word = tokens.at(i)
    if not word.isalpha() or len(word) < 4 or tokens.capital(i) or words.noun(word) or words.has("adjectives", word):
        return 0
    if words.match("generic", tokens, i) or words.has("street_prefixes", word) or not words.has("of", tokens.at(i + 1)):
        return 0
    if words.has("people", word):
        return 0  # "aux habitants du Centre"
    k = i + 2
    while words.has("articles", tokens.at(k)) and k < i + 4:
        k += 1
    return k if words.noun(tokens.at(k)) and not words.has("agencies", tokens.at(k)) else 0


def _owned(tokens: Words, words: PlaceWords, i: int) -> int:
    """Past "Tische der" in "Tische der Bäckerei Korn", "Räumen der Caritas": the thing meant is what owns it, or 0."""
    k = i + 1
    while tokens.at(k) in HYPHENS and tokens.adjoins(k) and tokens.adjoins(k + 1):
        k += 2
    if not tokens.capital(i) or tokens.at(k) not in ("der", "des", "vom", "von"):
        return 0
    part = words.has("rooms", tokens.at(k - 1))
    if not part and words.noun(tokens.at(k - 1)):
        return 0
    k += 1
    while not tokens.capital(k) and tokens.at(k).endswith(words.adjective_endings) and tokens.at(k).isalpha():
        k += 1
    if not tokens.capital(k) or words.has("not_places", tokens.at(k)):
        return 0
    if words.has("agencies", tokens.at(k)) and not words.noun(tokens.at(k)):
        return 0
    return k if part or words.noun(_genitive(tokens, k)) else 0


def _genitive(tokens: Words, k: int) -> str:
    """The word at `k` without the "s" or "es" of "des Rathauses"."""
    word = tokens.at(k)
    if tokens.at(k - 1) != "des":
        return word
    return (
        word.removesuffix("es") if word.endswith(("hauses", "platzes", "marktes", "bades")) else word.removesuffix("s")
    )


def _venue_like(tokens: Words, words: PlaceWords, i: int, j: int) -> bool:
    """True where the words before "at" are a venue of their own: capital ones that do not end in "Room"."""
    if words.code != "en" or not any(tokens.capital(k) for k in range(i, j)):
        return False
    return tokens.at(j - 1) not in (
        "room",
        "lobby",
        "atrium",
        "auditorium",
        "gym",
        "gymnasium",
        "lounge",
        "courtyard",
        "foyer",
        "conservatory",
        "cafeteria",
        "court",
    ) and not tokens.digit(j - 1)
