"""A place by its street: a house number in running prose, "X is located at ADDRESS", with the venue named before it."""

from __future__ import annotations

from ..addresses import HYPHENS, read_street
from ..place_words import MASK
from ..venues import Name, look_back
from .parts import PAREN, SEPARATORS, Site
from .sites import SiteReader
from .tail import take_tail
from .towns import has_address_behind, is_address


def read_address(here: SiteReader, i: int, floor: int) -> Site | None:
    """A house number at `i` with its street; the venue is looked for before it."""
    tokens, words = here.tokens, here.words
    if not (
        tokens.capital(i + 1)
        or tokens.digit(i + 1)
        or tokens.at(i + 1) in (",", "-", "–", "bis", "block", "½")
        or words.has("street_prefixes", tokens.at(i + 1))
        or words.has("routes", tokens.at(i + 1))
    ):
        return None
    before = tokens.at(i - 1)
    lead = (
        before in SEPARATORS
        or before in ("(", "at", "on", "in", "", MASK, "@", "au", ".", '"')
        or words.has("at", before)
    )
    street = read_street(tokens, words, i, loose=before == "," and floor < i - 1)
    if street is None or not street.numbered:
        return None
    sure = is_address(here, street)
    if not sure and not (lead and here.followed(street.last)):
        return None
    site = Site(i, street.last, "address", 0.7 if sure else 0.45)
    if not street.sure and has_address_behind(here, street):
        site.parts["venue"] = (street.first, street.last)  # "4 Rivers Smokehouse, 12 Elm Street"
        return take_tail(here, site)
    site.parts["street"] = (street.first, street.last)
    take_venue_before(here, site, i, floor)
    return take_tail(here, site)


def take_venue_before(here: SiteReader, site: Site, i: int, floor: int, said: bool = False) -> None:
    """Take the venue's name that ends before the street at `i`."""
    tokens, words = here.tokens, here.words
    j = i
    while j > floor and i - j < 5:
        word = tokens.at(j - 1)
        if (
            word in (",", "(", "-", "–", "—", ":", "\n", "|")
            or word in ("at", "on")
            or words.has("located", word)
            or words.has("at", word)
            or words.has("articles", word)
            or words.has("in", word)
        ):
            j -= 1
            continue
        if word == ")" and (opening := _paren_back(here, j - 1)) > floor:
            j = opening
            continue
        break
    name = look_back(tokens, words, j, here.near)
    if name is not None and _is_end_of_town(here, name):
        return
    if j == i and not said and not (name is not None and _opens_line(here, name, i)):
        return
    if name is not None and name.agency and not name.noun and tokens.at(j) == ",":
        site.strength = min(site.strength, 0.3)  # a letterhead
    if name is None or name.first < floor or (name.agency and not name.noun):
        return
    if (
        name.last - name.first == 1
        and not name.noun
        and tokens.at(j) not in SEPARATORS
        and tokens.at(j) != "("
        and not _is_with_article(here, name)
    ):
        return
    institution = words.has("institutions", tokens.at(name.last - 1))
    name = without_article(here, name, institution or tokens.at(j) in ("is", "sits", "are", "stands"))
    site.take_name(name)
    site.first = min(site.first, name.first)
    site.strength = min(0.9, site.strength + 0.1)


def _is_end_of_town(here: SiteReader, name: Name) -> bool:
    """Whether a name is the last part of a town's that is joined with small words: the "Verne" of "Saint-Léger-sur-Verne"."""
    tokens = here.tokens
    joint = tokens.at(name.first - 1) in HYPHENS and tokens.adjoins(name.first) and tokens.adjoins(name.first - 1)
    return joint and name.last == name.first + 1 and not tokens.capital(name.first - 2)


def _opens_line(here: SiteReader, name: Name, i: int) -> bool:
    """Whether a name of several words is all that stands before the house number at `i` of its line: "Bean Grounds 9 Elm
    Street"."""
    first = name.first - (here.tokens.raw(name.first - 1) == "The")
    return name.last == i and i - name.first > 1 and not name.agency and here.tokens.at(first - 1) in ("", "\n")


def _is_with_article(here: SiteReader, name: Name) -> bool:
    """Whether an article stands before a name, as before no person's: "the downtown Blendz at 12 Oak Ave."."""
    before = here.tokens.at(name.first - 1)
    if here.words.has("town_adjectives", before) and not here.words.has("articles", before):
        before = here.tokens.at(name.first - 2)
    return here.words.has("articles", before)


def _paren_back(here: SiteReader, j: int) -> int:
    for k in range(j - 1, max(-1, j - PAREN), -1):
        if here.tokens.at(k) == "(":
            return k
    return -1


def without_article(here: SiteReader, name: Name, subject: bool) -> Name:
    """Without a "The", a "Le", an "El" that only opens the sentence."""
    tokens, words = here.tokens, here.words
    if (
        subject
        and tokens.raw(name.first) == "The"
        and (
            name.last - name.first > 3
            or (name.last - name.first > 2 and words.has("institutions", tokens.at(name.last - 1)))
        )
        and tokens.at(name.first - 1) in ("", ".", "!", "?", "\n")
    ):
        return Name(name.first + 1, name.last, name.after, name.noun, name.chain, name.generic, name.agency)
    if (
        subject
        and words.code in ("fr", "es", "pt")
        and name.last - name.first > 2
        and words.has("articles", tokens.at(name.first))
        and words.noun(tokens.at(name.first + 1))
        and tokens.at(name.first - 1) in ("", ".", "!", "?", "\n")
    ):  # "La Cafetería Lirio se llenó", "Le Café des Tilleuls était plein"
        return Name(name.first + 1, name.last, name.after, name.noun, name.chain, name.generic, name.agency)
    return name


def read_located(here: SiteReader, i: int, floor: int) -> Site | None:
    """ "X is located at ADDRESS", "X is on Main Avenue", "X sits at ADDRESS"."""
    tokens, words = here.tokens, here.words
    j = i
    while words.has("located", tokens.at(j)) and j < i + 3:
        j += 1
    if not (tokens.at(j) in ("at", "on", "in", "au", "en", "no", "na") or tokens.capital(j) or tokens.digit(j)):
        return None
    on = j
    while (
        tokens.at(j) in ("at", "on", "in", "au", "en", "no", "na") or words.has("articles", tokens.at(j))
    ) and j < on + 3:
        j += 1
    road = tokens.at(j - 1) == "on"  # "is on West Bridge Row"
    street = read_street(tokens, words, j, loose=tokens.digit(j) or road)
    if street is None or not (street.numbered or street.sure or (road and street.last - j > 1)):
        return None
    if tokens.capital(street.last):
        return None
    name = look_back(tokens, words, i, here.near)
    if name is None or name.first < floor:
        return None
    name = without_article(here, name, True)
    site = Site(name.first, street.last, "address", 0.75 if street.numbered else 0.6)
    site.take_name(name)
    site.parts["street"] = (street.first, street.last)
    if name.agency:
        site.strength -= 0.35
    return take_tail(here, site)
