"""What opens a place by itself: small words that may, a label, a venue or a street at a given word."""

from __future__ import annotations

from ..addresses import read_street
from ..place_words import MASK
from ..venues import part_of, read_name, skip_room
from .parts import Cue, Site
from .sites import SiteReader
from .tail import take_tail

_BEING = frozenset(["ist", "bleibt", "wird", "war", "est", "reste", "sera", "sigue", "blijft", "wordt", "continua"])
"""Behind a label, what makes a sentence of it: "Ort bleibt das Café Linde", "El lugar sigue siendo la Cafetería Lirio"."""
_BEING_ON = frozenset(["siendo", "a", "ser", "unverandert", "erneut", "wieder", "opnieuw", "weer", "weiterhin", ":"])


def opens_small(here: SiteReader, j: int) -> bool:
    tokens, words = here.tokens, here.words
    if words.match("generic", tokens, j) or words.has("rooms", tokens.at(j)) or words.match("corner", tokens, j):
        return True
    if words.code not in ("en", "de"):
        known = words.noun(tokens.at(j)) or words.has("street_prefixes", tokens.at(j))
        return known or part_of(tokens, words, j) > 0
    return words.has("routes", tokens.at(j)) or any(words.has("rooms", tokens.at(k)) for k in (j + 1, j + 2))


def read_label(here: SiteReader, i: int) -> Site | None:
    """A place after "Location:"."""
    tokens, words = here.tokens, here.words
    stop = words.match("labels", tokens, i)
    if not stop:
        return None
    if tokens.at(stop) in _BEING:
        return _said_to_be(here, stop + 1)
    if tokens.at(stop - 1) == "is":
        stop -= 1
    elif tokens.at(stop) != ":" or not (tokens.capital(i) or i == 0):
        return None
    j = stop + 1
    while tokens.at(j) in ("\n", "-", "@", MASK) and j < stop + 4:
        j += 1
    if words.has("at", tokens.at(j)) or words.has("in", tokens.at(j)):
        j += 1
    j = here.articles(j)
    return read_opening(here, j, "label", 0.9)


def _said_to_be(here: SiteReader, j: int) -> Site | None:
    """The venue that a sentence says the place is, told by its noun: not "Der Ort bleibt offen"."""
    tokens = here.tokens
    begin = j
    while tokens.at(j) in _BEING_ON and j < begin + 3:
        j += 1
    name = read_name(tokens, here.words, here.articles(j), here.near)
    if name is None or not (name.noun or name.chain) or name.agency:
        return None
    site = Site(name.first, name.after, "label", 0.8)
    site.take_name(name)
    return take_tail(here, site)


def read_opening(here: SiteReader, j: int, cue: Cue, strength: float) -> Site | None:
    """A venue or a street that starts at `j`."""
    tokens, words = here.tokens, here.words
    j = skip_room(tokens, words, j)
    street = read_street(tokens, words, j)
    if street is not None and (street.numbered or (street.sure and not tokens.capital(street.last))):
        site = Site(j, street.last, cue, strength)
        site.parts["street"] = (street.first, street.last)
        return take_tail(here, site)
    name = read_name(tokens, words, j, here.near)
    if name is None:
        return None
    site = Site(j, name.after, cue, strength)
    site.take_name(name)
    return take_tail(here, site)
