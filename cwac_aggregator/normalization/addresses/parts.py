"""What all forms of a street share: the street itself, where its words break off, the days it is named for."""

from __future__ import annotations

from dataclasses import dataclass

from ..language import lexicon
from ..place_words import MASK, PlaceWords, Words

HYPHENS = frozenset("-–‑‐")


BREAKS = frozenset((MASK, "\n", ",", ";", "(", ")", "|", "•", "·", ":", "!", "?", "/", "—", "–", "-", '"', "“", "”"))


LONGEST = 9


_SHORT = frozenset(
    (
        "st",
        "ave",
        "av",
        "blvd",
        "rd",
        "dr",
        "ln",
        "hwy",
        "pkwy",
        "ter",
        "cir",
        "ct",
        "pl",
        "sq",
        "tpke",
        "trl",
        "cres",
        "boul",
        "expy",
        "byp",
        "ext",
        "plz",
        "xing",
        "aly",
        "cswy",
    )
)


@dataclass(frozen=True, slots=True)
class Street:
    """A street found at a token: `first` to `last` (exclusive) are its words.

    `numbered` where it has a house number or is a corner; `sure` where its own words say that it is a street.
    """

    first: int
    last: int
    numbered: bool
    sure: bool


def own_dot(tokens: Words, j: int) -> int:
    """The index after the dot of an abbreviated word at `j - 1`; a whole word's dot ends the sentence."""
    return tokens.after_dot(j) if tokens.at(j - 1) in _SHORT else j


def stops(tokens: Words, j: int) -> bool:
    """True where a phrase may end before token `j`: a mark, the end, or a small word."""
    word = tokens.at(j)
    return not word or word in BREAKS or word == "." or not (tokens.capital(j) or tokens.digit(j))


def past_suffix(tokens: Words, words: PlaceWords, j: int) -> int:
    """Past a direction, "Ext." and the like after a road's type."""
    quarter = tokens.raw(j + 1) in ("NE", "NW", "SE", "SW") and words.code == "en"
    if tokens.at(j) == "," and quarter and tokens.at(j + 2) == "," and tokens.capital(j + 3):
        return j + 2  # "184 Capital Circle, NE, Tallahassee"
    if words.has("directions", tokens.at(j)) and tokens.capital(j):
        after = tokens.after_dot(j + 1) if len(tokens.raw(j)) <= 2 else j + 1
        if not words.has("street_types", tokens.at(after)) and (len(tokens.raw(j)) <= 4 or stops(tokens, after)):
            if tokens.at(after - 1) == "." and not tokens.at(after):
                after -= 1
            j = after
    if tokens.at(j) in ("ext", "extension") and tokens.capital(j):
        j = tokens.after_dot(j + 1)
    return j


def day_name(tokens: Words, words: PlaceWords, k: int) -> int:
    """The index after a day that a road is named for at `k`: "5 de Mayo", "8 Mai 1945", "17. Juni"; 0 for none."""
    j = k + 1
    if len(tokens.at(k)) > 2:
        return 0
    while tokens.at(j) in (".", "º", "°", "de", "d'", "er") and j < k + 3:
        j += 1
    if len(tokens.at(j)) < 3 or tokens.at(j) not in lexicon(words.code).months:
        return 0
    year = tokens.at(j + 1)
    return j + 1 + (len(year) == 4 and year[:2] in ("18", "19") and words.code == "fr")
