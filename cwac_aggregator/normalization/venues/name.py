"""A venue's name as it was found, what all its readers share, and names in quotation marks."""

from __future__ import annotations

from dataclasses import dataclass

from ..place_words import MASK, PlaceWords, Words

QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "‘": "’"}


HYPHENS = frozenset("-–‑‐")


LONGEST = 14


_QUOTED = 6
"""Tokens of the longest name that quotation marks alone make a venue's: in “La Signare”."""


@dataclass(frozen=True, slots=True)
class Name:
    """A venue's name: `first` to `last` (exclusive) are its words, `after` the index behind what belongs to it unsaid.

    `noun` where its words say that it is a place, `chain` where it is a known chain, `generic` for "the public library".
    `owner` where the name's own "'s" is not part of it ("the police department's community room").
    `road` and `town` are words before a chain that only say which one ("the Andresen Road McDonald's").
    """

    first: int
    last: int
    after: int
    noun: bool = False
    chain: bool = False
    generic: bool = False
    agency: bool = False
    road: tuple[int, int] | None = None
    town: tuple[int, int] | None = None
    owner: bool = False


def read_quoted(tokens: Words, words: PlaceWords, i: int, closing: str) -> Name | None:
    for j in range(i + 2, i + 9):
        if tokens.at(j) == closing:
            if not (tokens.capital(i + 1) or is_het(tokens, words, i + 1)) or MASK in tokens.low[i + 1 : j]:
                return None
            named = words.code != "en" and j - i <= _QUOTED and not any(w in (",", ".", "!") for w in tokens.low[i:j])
            return Name(i + 1, j, j + 1, noun=named or any(words.noun(w) for w in tokens.low[i + 1 : j]))
    return None


def is_het(tokens: Words, words: PlaceWords, i: int) -> bool:
    """Whether "'t" stands at token `i` before a capital: the Dutch article of a name ("'t Winkeltje")."""
    het = words.code == "nl" and tokens.at(i) in ("'", "’", "‘") and tokens.at(i + 1) == "t"
    return het and tokens.adjoins(i + 1) and tokens.capital(i + 2)


def describes(tokens: Words, words: PlaceWords, j: int) -> bool:
    """True where an unknown small word at `j` stands between a venue's noun and its name: it says what kind of venue."""
    word = tokens.at(j)
    if not word.isalpha() or len(word) < 4 or tokens.capital(j) or words.has("particles", word):
        return False
    if words.has("street_prefixes", word) or any(
        words.has(role, word) for role in ("at", "in", "on", "to", "near", "located", "hosts", "articles", "and")
    ):
        return False
    return (
        tokens.capital(j + 1)
        and not words.has("not_places", tokens.at(j + 1))
        and not words.has("titles", tokens.at(j + 1))
    )
