"""Where something takes place, as printed: venue, street, city, region, postcode, country, in six languages.

`parse_place` reads a text that is nothing but a place; `find_places` finds places in running prose. Both are pure, take
time linear in the text, and print the words as they stand: what is not printed stays None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from cwac_aggregator.model import Place

from ..addresses import is_town_of_region, read_street
from ..place_words import PlaceWords, Words, chain_at, cut, place_words, regions
from .letters import with_small_letters
from .parts import Cue, PlaceSpan, PlaceText, Span
from .prose import Prose
from .rows import Row

_GLUED = re.compile(r"(?<=[a-zà-ÿ]{3})(?=\d{1,5} [A-ZÀ-Þ][a-zà-ÿ])")
"""Where a feed has lost the line break between a name and its address: "Copper Café231 Mill Street"."""
_HEADING = 60
"""Letters of a heading at most."""
_INITIALS = re.compile(r"[A-Z]\.[A-Z]\.?")

__all__ = ["Cue", "PlaceSpan", "PlaceText", "find_places", "is_chain", "parse_place", "road_before"]


def find_places(text: str, language: str, near: Place, masked: Sequence[Span] = ()) -> list[PlaceSpan]:
    """Find the places a running text names, left to right.

    `language` is one of `LANGUAGES`; `near` is the publisher's place, which makes its own towns known; `masked` are
    character offsets of dates, times and program names, which never become part of a place.
    """
    words = place_words(language)
    tokens, printed = _cut(text, words, masked)
    found = (site.done(printed) for site in Prose(tokens, words, near).sites())
    return [
        place for place in found if not (_is_quarters(venue := place.place.venue, words, near) or _is_region(venue))
    ]


def parse_place(text: str, language: str, near: Place, masked: Sequence[Span] = ()) -> PlaceText:
    """Read a text that is nothing but a place: a label's value, a table cell, an iCal LOCATION, a row without its date.

    The whole text is taken to be a place, so names need no telling word and streets no type. All None where nothing
    of a place is left.
    """
    words = place_words(language)
    if not masked:
        text = _GLUED.sub(", ", text)
    tokens, printed = _cut(text.replace("\\n", " \n").replace("\\,", " ,"), words, masked)
    site = Row(tokens, words, near).read()
    return site.done(printed).place if site is not None and site.parts else PlaceText()


def _cut(text: str, words: PlaceWords, masked: Sequence[Span]) -> tuple[Words, Words]:
    """The words of a text as a place is looked for in them, and as they are printed: else one of capitals has names only."""
    printed = cut(text, words.code, masked)
    told = with_small_letters(printed.text, words)
    return printed if told is printed.text else printed._replace(text=told), printed


def _is_region(venue: str | None) -> bool:
    """Whether what looks like a venue is a region by its initials: "BEAUFORT, S.C."."""
    return venue is not None and _INITIALS.fullmatch(venue) is not None and venue.replace(".", "") in regions()[1]


def _is_quarters(venue: str | None, words: PlaceWords, near: Place) -> bool:
    """Whether what looks like a venue is parts of a town, or towns: "at the East and South restaurants", "at Drain and Elkton"."""
    named = venue.lower().split() if venue else []
    if venue is None or not any(words.has("and", word) for word in named):
        return bool(named) and all(words.has("directions", word) for word in named)
    parts: list[list[str]] = [[]]
    for printed, word in zip(venue.split(), named, strict=True):
        if words.has("and", word):
            parts.append([])
        else:
            parts[-1].append(printed)
    return all(
        part and (all(words.has("directions", w.lower()) for w in part) or is_town_of_region(" ".join(part), near))
        for part in parts
    )


@lru_cache(4096)
def is_chain(name: str) -> bool:
    """True where a venue's name begins with that of a well-known chain."""
    return chain_at(cut(name, "en"), 0) > 0


def is_heading(text: str, language: str) -> bool:
    """Whether a text heads a paragraph and names no house: "What to Expect", "Event Sponsors", "Free Coffee and Donuts"."""
    if len(text) > _HEADING or text.endswith("."):
        return False
    words = place_words(language)
    tokens = cut(text, words.code)
    low = tokens.low
    if not low or any(tokens.digit(k) for k in range(len(low))) or chain_at(tokens, 0):
        return False
    if any(words.noun(word) and not words.has("heading_fare", word) for word in low):
        return False
    opens = words.has("heading_openers", low[0])
    shop = words.noun(low[-1]) and not opens and not any(words.has("and", word) for word in low)
    return not shop and (opens or any(words.has("heading_words", word) for word in low))


def road_before(name: str, language: str) -> int:
    """How many letters of a name are a road before its own words: 12 of "Mill Avenue Donut Bank"; 0 where there is none."""
    words = place_words(language)
    tokens = cut(name, words.code)
    street = read_street(tokens, words, 0)
    if street is None or street.numbered or not street.sure or street.last >= len(tokens.low):
        return 0
    return tokens.starts[street.last] if tokens.capital(street.last) else 0
