"""What German puts before and behind a venue's noun: the town as an adjective, the town as last word, the genitive."""

from __future__ import annotations

from ..addresses import known_city, town_by_name
from .parts import Site
from .sites import SiteReader

_GENITIVE = frozenset(["des", "eines", "unseres", "ihres", "dieses"])
"""What stands before a noun in the genitive in German."""


def leave_town(here: SiteReader, site: Site) -> None:
    """Without the town as an adjective before a square, a market or a named house: "auf dem Naumburger Holzmarkt"."""
    tokens, words = here.tokens, here.words
    first, last = site.parts["venue"]
    word = tokens.raw(first)
    if last - first < 2 or not (len(word) > 5 and word.endswith("er")):
        return
    noun = tokens.at(first + 1)
    squares = tuple(words.words["squares"])
    if noun in squares:
        return  # "Potsdamer Platz" is a name
    if not (words.has("landmarks", noun) or noun.endswith(squares) or (last - first > 2 and words.noun(noun))):
        return
    for stem in (word[:-2], word[:-1], f"{word[:-2]}en"):
        if known_city(stem, here.near):
            site.parts["venue"], site.town = (first + 1, last), stem
            return


def town_behind(here: SiteReader, site: Site) -> None:
    """The town that a common building is told with: "vor dem Gemeindeamt Sieghartskirchen"."""
    tokens, words = here.tokens, here.words
    first, last = site.parts["venue"]
    if last - first < 2 or "city" in site.parts or (site.chain and last - first == 1):
        return
    if words.has("directions", tokens.at(last - 1)):
        return  # "Bürgerhaus Nord"
    size = last - first - (tokens.at(last - 2) == ".")  # "Rathaus St. Pölten"
    if size == 3 and words.has("landmarks", tokens.at(first)):
        two = tokens.text[tokens.starts[first + 1] : tokens.ends[last - 1]]
        if tokens.capital(first + 1) and tokens.capital(last - 1) and town_by_name(two, here.near, words.code):
            site.town = two  # "Gemeindehaus Groß Laasch"
            return
    told = site.chain or (words.noun(tokens.at(last - 2)) and tokens.at(last - 3) in ("-", "‑"))  # "E-Center Adendorf"
    if last - first != 2 and not told:
        return
    shouted = tokens.raw(first).isupper() and len(tokens.raw(first)) > 3  # "im ATRIO Villach"
    if (told or shouted or words.has("landmarks", tokens.at(first))) and town_by_name(
        tokens.raw(last - 1), here.near, words.code
    ):
        site.town = tokens.raw(last - 1)


def name_it(here: SiteReader, site: Site) -> None:
    """The name without the ending of a genitive: "im Foyer des Rathauses", "die Gäste des Cafés Elefant"."""
    tokens, words = here.tokens, here.words
    first, last = site.parts["venue"]
    if tokens.at(first - 1) not in _GENITIVE:
        return
    for k in range(first, last):
        for ending in ("es", "s"):
            base = tokens.at(k).removesuffix(ending)
            if base != tokens.at(k) and words.noun(base):
                begin, stop = tokens.starts[first], tokens.ends[last - 1]
                cut = tokens.ends[k] - len(ending)
                site.name = tokens.text[begin:cut] + tokens.text[tokens.ends[k] : stop]
                if k > first and site.name[: tokens.ends[first] - begin].endswith("en"):
                    site.name = None  # an adjective that has its own ending
                return
