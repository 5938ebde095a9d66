"""The building behind a room, a floor or an owner's shop: "the Community Room, Ashford Public Library"."""

from __future__ import annotations

from ..place_words import MASK
from ..venues import read_name, skip_room
from .parts import PAREN, Site
from .sites import SiteReader


def take_building(here: SiteReader, site: Site, j: int) -> bool:
    """The building behind a room and a comma: "the Community Room, Ashford Public Library"."""
    tokens, words = here.tokens, here.words
    if "venue" not in site.parts or "street" in site.parts or site.chain:
        return False
    last = site.parts["venue"][1]
    if not words.has("chambers", tokens.at(last - 1)) or words.has("shop_rooms", tokens.at(last - 2)):
        return False
    name = None if tokens.digit(j) else read_name(tokens, words, j, here.near)
    if name is None or name.agency or not name.noun or words.has("chambers", tokens.at(name.last - 1)):
        return False
    site.take_name(name)
    return True


def take_owners_shop(here: SiteReader, site: Site, j: int) -> bool:
    """The shop's name behind its owner's: "Oksana's shop, Golden Sheaf Bakery"."""
    tokens, words = here.tokens, here.words
    if "venue" not in site.parts or "street" in site.parts or site.chain:
        return False
    last = site.parts["venue"][1]
    if not tokens.raw(last - 1).endswith(("'s", "’s")) or site.last != last + 1 or tokens.capital(last):
        return False
    name = read_name(tokens, words, j, here.near)
    if name is None or name.agency or not name.noun:
        return False
    site.take_name(name)
    return True


def take_floor(here: SiteReader, site: Site, j: int) -> bool:
    """The building behind its floor: "the Huron Lounge on the lower level of Bishop Union"; a shop there stays the venue."""
    tokens, words = here.tokens, here.words
    inner = skip_room(tokens, words, j)
    name = read_name(tokens, words, inner, here.near) if inner > j and "venue" in site.parts else None
    if name is None or name.agency or "street" in site.parts:
        return False
    if words.has("chambers", tokens.at(site.parts["venue"][1] - 1)) and not site.chain:
        site.take_name(name)
    site.last = name.after
    return True


def past_room(here: SiteReader, site: Site, j: int) -> bool:
    """Past ", Room 201," and ", north pavilion" behind a venue."""
    tokens, words = here.tokens, here.words
    if words.has("and", tokens.at(j)):
        return False  # "at Plum Diner, and Oak Cafe, 4 Mill Road"
    k = j
    while k < j + 4 and tokens.at(k).isalnum():
        k += 1
    if k == j or not any(words.has("rooms", w) for w in tokens.low[j:k]):
        return False
    if tokens.at(k) not in (",", "", "\n", "(") or _is_next_place(here, site, j, k):
        return False
    site.last = k
    return bool(tokens.at(k))


def _is_next_place(here: SiteReader, site: Site, first: int, last: int) -> bool:
    """True where a name behind a venue with its street is the next of a list: "Plum Diner (40 Elm Road), Oak Cafe (9 Mill Road)",
    "Plum Diner, 40 Elm Road, or Oak Cafe, 9 Mill Road"."""
    if "street" not in site.parts:
        return False
    tokens = here.tokens
    return here.words.has("and", tokens.at(first)) or (tokens.at(last) in (",", "(") and tokens.digit(last + 1))


def past_paren(here: SiteReader, site: Site) -> bool:
    """Past "(residents' lounge)"."""
    tokens = here.tokens
    for k in range(site.last + 1, site.last + PAREN):
        if tokens.at(k) == ")":
            if k - site.last > 1 and tokens.at(site.last + 1) == MASK:
                return False
            site.last = k + 1
            return True
        if tokens.at(k) in ("", "("):
            return False
    return False
