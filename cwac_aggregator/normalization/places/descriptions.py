"""What is told of a venue behind its name: "Second Perk, a coffee bar that students run inside Elm Bank, 40 Elm Road"."""

from __future__ import annotations

from ..addresses import known_city, read_street
from ..place_words import MASK
from ..venues import Name, look_back
from .parts import Site
from .sites import SiteReader

_REACH = 26
"""Words of the longest description."""
_BEHIND_NOUN = ("at", "in", "on", "near", "to", "and", "relative", "located", "of")
_OF_ITS_KIND = 7
"""Words from the article to the noun that says what the venue is: "a small student-run coffee bar"."""


def past_description(here: SiteReader, site: Site, j: int) -> bool:
    """Past a description that begins at `j`, with the houses it names: they tell where the venue is, and are no places of their
    own. Its town and its street are read as if they stood right behind the name."""
    if "venue" not in site.parts or not describes(here, j):
        return False
    if not here.tokens.capital(site.parts["venue"][1] - 1):
        return False
    stop = _end(here, j)
    capitals = [k for k in range(j, stop) if here.tokens.capital(k)]
    if not capitals:
        return False
    lead = 0 if "street" in site.parts else _last_lead(here, j, stop)
    if lead:
        first = here.articles(lead + 1)
        street = read_street(here.tokens, here.words, first)
        if (street is not None and (street.sure or street.numbered)) or (
            capitals[0] == first and here.city_like(first)
        ):
            site.last = lead
            return True
    site.last = stop + (here.tokens.at(stop) == ")")
    return True


def describes(here: SiteReader, j: int) -> bool:
    """True where the words at `j` go on to say what or where the venue before them is, not where else people meet."""
    tokens, words = here.tokens, here.words
    if tokens.capital(j):
        return False
    return words.has("relative", tokens.at(j)) or _tells_kind(here, j, whole=False)


def is_of_kind(here: SiteReader, name: Name) -> bool:
    """True where what is told behind a name says that it is a venue's: "Jitters, the snack bar at the YMCA"."""
    if here.tokens.at(name.after) != "," or not _tells_kind(here, name.after + 1):
        return False
    return not known_city(here.tokens.slice(name.first, name.last), here.near)


def name_described(here: SiteReader, i: int) -> Name | None:
    """The name before a description whose noun stands at `i`: "the Campus Bean, a student-run cafe"."""
    tokens, words = here.tokens, here.words
    j = i
    while j > i - _OF_ITS_KIND and not (tokens.at(j) == "," or tokens.capital(j)):
        j -= 1
    if tokens.at(j) != "," or not _tells_kind(here, j + 1):
        return None
    name = look_back(tokens, words, j, here.near)
    if name is None or name.agency or name.last != j:
        return None
    return None if known_city(tokens.slice(name.first, name.last), here.near) else name


def _tells_kind(here: SiteReader, j: int, *, whole: bool = True) -> bool:
    """True where the words at `j` are an article and a noun for a venue; with `whole` the noun is their last."""
    tokens, words = here.tokens, here.words
    if not words.has("of_kind", tokens.at(j)):
        return False
    for k in range(j + 1, j + _OF_ITS_KIND):
        if tokens.capital(k) or not (tokens.at(k).isalpha() or tokens.at(k) == "-"):
            return False
        noun = words.noun(tokens.at(k)) or any(words.has(role, tokens.at(k)) for role in ("branch", "kinds"))
        if (noun and not whole) or (noun and _ends_noun(here, k + 1)):
            return True
        if not whole and words.has("elided", tokens.at(k)) and _ends_noun(here, k + 1):
            return True  # "the one inside the Walmart"
    return False


def _ends_noun(here: SiteReader, k: int) -> bool:
    """True where the token at `k` goes on with no further noun."""
    word = here.tokens.at(k)
    return not word.isalpha() or any(here.words.has(role, word) for role in _BEHIND_NOUN)


def _end(here: SiteReader, j: int) -> int:
    """Where a description ends: at a mark that no clause about what it has named follows, a fact, or a further place."""
    tokens, words = here.tokens, here.words
    for k in range(j, j + _REACH):
        word = tokens.at(k)
        if word in ("", ";", ")", "—", "–", "\n", MASK) or (word == "." and not tokens.abbreviated(k)):
            return k
        if word == "," and not words.has("relative", tokens.at(k + 1)):
            return k
        if words.has("and", word) and any(words.has(role, tokens.at(k + 1)) for role in ("at", "in", "on", "and")):
            return k
    return j + _REACH


def _last_lead(here: SiteReader, j: int, stop: int) -> int:
    """The last small word of place before `stop` that a name follows; 0 where none is."""
    tokens, words = here.tokens, here.words
    for k in range(stop - 1, j - 1, -1):
        if tokens.capital(k) or not any(words.has(role, tokens.at(k)) for role in ("at", "in", "on")):
            continue
        first = here.articles(k + 1)
        if first < stop and tokens.capital(first):
            return k
    return 0
