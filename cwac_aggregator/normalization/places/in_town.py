"""A town alone after "in", with the venue in brackets behind it."""

from __future__ import annotations

from ..addresses import city_words, is_town_of_region, known_city, read_locality, read_street, town_by_name
from ..venues import read_name
from .parts import Site
from .sites import SiteReader
from .towns import leads_on


def read_town(here: SiteReader, i: int, j: int) -> Site | None:
    """A town alone after "in"; weak, but it says where."""
    tokens, words = here.tokens, here.words
    stop = city_words(tokens, words, j)
    if not stop:
        return None
    if words.phrases.get("town_in") and tokens.at(i) not in words.words["town_in"]:
        named = tokens.at(i) == "naar" and j == i + 1 and town_by_name(tokens.slice(j, stop), here.near, "nl")
        if not named:  # "de koffiekar komt naar Kaprijke"
            return None
    found = read_locality(tokens, words, j, here.near)
    if found is None or found.city is None:
        return None
    name = tokens.slice(*found.city)
    if (
        found.region is None
        and not (
            (town_by_name(name, here.near, words.code) or _is_resort(here, name))
            if j == i + 1
            else known_city(name, here.near)
        )
        and (words.code != "en" or j != i + 1 or not leads_on(here, found.last) or _is_indoors(here, *found.city))
    ):
        return None
    site = Site(j, found.last, "preposition", 0.3)
    site.take_locality(found)
    _venue_in_paren(here, site)
    return site


def read_town_with_venue(here: SiteReader, j: int) -> Site | None:
    """A town at `j` with its venue in brackets: "Bocholt (Markt)"."""
    tokens, words = here.tokens, here.words
    stop = city_words(tokens, words, j)
    if not stop or tokens.at(stop) != "(" or not town_by_name(tokens.slice(j, stop), here.near, words.code):
        return None
    site = Site(j, stop, "bare", 0.3)
    site.parts["city"] = (j, stop)
    _venue_in_paren(here, site)
    if "venue" not in site.parts and (street := read_street(tokens, words, stop + 1)) is not None and street.sure:
        site.parts["street"] = (street.first, street.last)
        site.strength, site.last = 0.6, street.last + (tokens.at(street.last) == ")")
    return site if len(site.parts) > 1 else None


def _is_indoors(here: SiteReader, first: int, last: int) -> bool:
    """True for a room or a house, not a town, before "at" and a name: "in Heritage Hall at Elm College"."""
    words, tokens = here.words, here.tokens
    roles = ("rooms", "not_places", "titles", "agencies")
    return words.noun(tokens.at(last - 1)) or any(words.has(r, tokens.at(k)) for r in roles for k in range(first, last))


def _is_resort(here: SiteReader, name: str) -> bool:
    """True for a small town of the region whose name ends as no shop's does: "in Surfside Beach"."""
    parts = name.lower().split()
    if here.words.code != "en" or len(parts) < 2 or not here.words.has("town_nouns", parts[-1]):
        return False
    return is_town_of_region(name, here.near)


def _venue_in_paren(here: SiteReader, site: Site) -> None:
    """The venue in brackets behind its town: "in Ens (dorpsplein)", "à Nalda (Salle des Fêtes, 14 h)"."""
    tokens, words = here.tokens, here.words
    if tokens.at(site.last) != "(":
        return
    begin = site.last + 1
    while words.has("at", tokens.at(begin)) or words.has("in", tokens.at(begin)):
        begin += 1
    begin = here.articles(begin)
    name = read_name(tokens, words, begin, here.near)
    if name is None or name.agency or tokens.at(name.after) not in (")", ","):
        return
    if name.noun or name.chain or (words.code != "en" and name.last - name.first > 1):
        site.take_name(name)
        site.strength = 0.6
        site.last = name.after + (tokens.at(name.after) == ")")
