"""A text in which places are looked for: its words, and what may stand before and behind a name."""

from __future__ import annotations

import re

from cwac_aggregator.model import Place

from ..addresses import known_city, read_locality, read_street
from ..place_words import MASK, PlaceWords, Words

_GOING = re.compile(
    r"from|welcom|invit|br[io]|s[eh]n[dt]|t[ao]k|return|mov|c[oa]m|head|go|went|back|over|visit|trip|travel|switch|shift|reloc|pop"
)
"""Before "to", what goes somewhere: else a capital in front of it is a subject, and the capital behind it a verb."""
_ELIDED = ("l'", "l’")
"""The article of "l'Intermarché", which is no part of the name."""
_AGE_DIGITS = 2
_BEHIND_AGE = frozenset([",", ".", ";", ")", "and", "of", ""])
"""What may stand behind somebody's age."""
_OF_PERSON = frozenset(["who", "whose", "known"])
"""What opens a clause about somebody."""
_REACH = 8
"""Words between what goes and the "to"."""


class SiteReader:
    """What reading prose and reading rows have in common: a text, its words, and what follows a name."""

    __slots__ = ("near", "tokens", "words")

    def __init__(self, tokens: Words, words: PlaceWords, near: Place) -> None:
        self.tokens, self.words, self.near = tokens, words, near

    def articles(self, j: int) -> int:
        """Past articles and small adjectives before a name."""
        tokens, words = self.tokens, self.words
        start = j
        while (
            j < start + 4
            and (not tokens.capital(j) or tokens.raw(j) in _ELIDED)
            and (
                words.has("articles", tokens.at(j))
                or (words.has("adjectives", tokens.at(j)) and not words.match("generic", tokens, j))
            )
        ):
            j += 1
        if words.adjective_endings and (j > start or not words.at_bare(tokens.at(start - 1))):
            # "an die langen Tische", "im frisch renovierten Bürgerhaus"
            k = j
            while k < j + 3 and tokens.at(k).isalpha() and not tokens.capital(k) and not words.noun(tokens.at(k)):
                k += 1
            adjective = tokens.at(k - 1)
            if k > j and tokens.capital(k) and len(adjective) > 3 and adjective.endswith(words.adjective_endings):
                return k
        return j

    def followed(self, j: int, strict: bool = False) -> bool:
        """True where token `j` is what follows a place: a street, "in Town", a mark or a date."""
        tokens, words = self.tokens, self.words
        word = tokens.at(j)
        if word in (",", "("):
            return read_street(tokens, words, j + 1, True) is not None if strict else True
        if words.has("on", word) or word == "at":
            return read_street(tokens, words, j + 1) is not None
        if words.has("in", word):
            return tokens.capital(j + 1) or (words.has("articles", tokens.at(j + 1)) and tokens.capital(j + 2))
        return not strict and word in ("", ".", MASK, "from", "on", "and", ";", ")", "to", "for", "this")

    def city_like(self, j: int) -> bool:
        """True where a town that is known, or told with its region, stands at token `j`."""
        found = read_locality(self.tokens, self.words, j, self.near)
        if found is None or found.city is None:
            return False
        return found.region is not None or known_city(self.tokens.slice(*found.city), self.near)

    def before_verb(self, i: int) -> bool:
        """True where the "to" at `i` is that of a headline's verb: a subject stands before it, and nothing goes anywhere."""
        tokens = self.tokens
        if self.words.code != "en" or tokens.at(i) != "to" or not (tokens.capital(i - 1) and tokens.capital(i + 1)):
            return False
        return not any(_GOING.match(tokens.at(n)) for n in range(max(0, i - _REACH), i))

    def behind_person(self, j: int) -> bool:
        """True where the words at `j` tell that the name before them is somebody's: "Mia Soto, 5, on Saturday", "Ann Dee, who"."""
        tokens = self.tokens
        if self.words.code != "en" or tokens.at(j) != ",":
            return False
        aged = tokens.digit(j + 1) and len(tokens.at(j + 1)) <= _AGE_DIGITS and tokens.at(j + 2) in _BEHIND_AGE
        return aged or tokens.at(j + 1) in _OF_PERSON
