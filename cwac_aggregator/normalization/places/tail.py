"""What stands behind a venue or a street and belongs to it: street, town, room, building, step by step."""

from __future__ import annotations

from dataclasses import dataclass

from ..addresses import Street, known_city, read_locality, read_street
from ..place_words import MASK
from ..venues import read_name, skip_room
from .buildings import past_paren, past_room, take_building, take_floor, take_owners_shop
from .descriptions import past_description
from .german import leave_town, name_it, town_behind
from .parts import Site
from .sites import SiteReader
from .towns import leads_on, take_town


def take_tail(here: SiteReader, site: Site) -> Site:
    """Take the street and the town that follow."""
    if here.words.code == "de" and "venue" in site.parts:
        leave_town(here, site)
        town_behind(here, site)
        name_it(here, site)
    for _ in range(9):
        before = site.last
        if not _tail_step(here, site) or site.last == before:
            break
    if "venue" not in site.parts and "street" in site.parts:
        take_branch(here, site)
    if "venue" not in site.parts and "street" in site.parts and here.tokens.at(site.last) in (",", "(", "–", "—"):
        # "on Main Street, Crumb & Co.,"
        name = read_name(here.tokens, here.words, here.articles(site.last + 1), here.near)
        near = name is not None and name.noun and not name.agency and name.first <= site.last + 3
        if name is not None and near and not known_city(here.tokens.slice(name.first, name.last), here.near):
            site.take_name(name)
    if "street" in site.parts and "venue" in site.parts:
        site.strength = min(0.95, site.strength + 0.1)
    elif "street" in site.parts and _is_square(here, *site.parts["street"]):
        site.parts["venue"] = site.parts.pop("street")
    return site


def _is_square(here: SiteReader, first: int, last: int) -> bool:
    """True for a square without a house number in French, where it begins like a street: alone it is the venue."""
    if not here.words.street_prefixed or not here.words.has("squares", here.tokens.at(first)):
        return False
    return here.words.code == "fr" and not any(here.tokens.digit(k) for k in (first - 1, first - 2, last - 1, last))


@dataclass(slots=True)
class _Step:
    """What stands right behind a place: the mark, the small words, and where the name after them may start.

    `start` is behind mark and small words, `marked` behind articles, too. `said` for "located at", `lead` is the small
    word itself, `inside` where it is "in" or "at", `on` where it is "on".
    """

    word: str
    paren: bool
    comma: bool
    said: bool
    lead: str
    inside: bool
    on: bool
    start: int
    marked: int


def _tail_step(here: SiteReader, site: Site) -> bool:
    """Take what stands next behind the place, or pass it; False where nothing of it belongs to the place."""
    word = here.tokens.at(site.last)
    if not word or word == ".":
        return False
    if _owner_behind(here, site, word):
        return True
    paren = word == "("
    comma = word in (",", "-", "–", "—", "\n", "|", "/", ":", "·", "•")
    j = _past_mark(here, site) if paren or comma else site.last
    if _along(here, site, j, comma):
        return True
    step = _lead_in(here, j, word, paren, comma)
    if (
        _venue_behind(here, site, step)
        or _street_behind(here, site, step)
        or _quarter_behind(here, site, step)
        or _town_behind(here, site, step)
    ):
        return True
    if paren:
        return past_description(here, site, j) or past_paren(here, site)
    if _mall_behind(here, site, step):
        return True
    if (comma or word == "(") and past_description(here, site, j):
        return True
    if word == ",":
        return past_room(here, site, step.start)
    return word == MASK and _town_past_date(here, site, step.start)


def _owner_behind(here: SiteReader, site: Site, word: str) -> bool:
    """Small words that need no mark: who owns it, the street it is that tells it from its likes, an "in" left over."""
    tokens, words = here.tokens, here.words
    j = site.last
    if words.code == "de" and word in ("der", "des") and words.has("agencies", tokens.at(j + 1)):
        k = j + 2
        while tokens.capital(k) or (tokens.at(k) in ("-", "am", "im", "an", "der") and k > j + 2):
            k += 1
        site.last = k  # "im Seniorenbüro der Stadt Hanau"
        return True
    if words.street_prefixed and words.has("of", word) and "street" not in site.parts:
        street = read_street(tokens, words, here.articles(j + 1))
        if street is not None and street.sure:
            site.parts["street"] = (street.first, street.last)
            site.last = street.last
            return True  # "Tim Hortons du boulevard Talbot"
    if words.code == "nl" and word in ("in", "op", "aan") and tokens.at(j + 1) == ",":
        site.last = j + 1
        return True  # "palmt LDC De Zonnewijzer in, Overleiestraat 247"
    return False


def _past_mark(here: SiteReader, site: Site) -> int:
    j = site.last + 1
    while here.tokens.at(j) in ("\n", "(") and j < site.last + 3:
        j += 1
    return j


def _lead_in(here: SiteReader, j: int, word: str, paren: bool, comma: bool) -> _Step:
    """Read the small words from `j`: "located at the", "in", "on"."""
    tokens, words = here.tokens, here.words
    start = j
    while (
        (words.has("located", tokens.at(j)) or tokens.at(j) in ("at", "that", "which", "just"))
        and not tokens.capital(j)
        and j < start + 5
    ):
        j += 1
    said = j > start
    lead = "" if tokens.capital(j) else tokens.at(j)
    inside = words.has("in", lead) or words.has("at", lead)
    on = words.has("on", lead)
    if inside or on:
        j += 1
        if tokens.at(j) == "of":
            j += 1
    return _Step(word, paren, comma, said, lead, inside, on, j, here.articles(j))


def _venue_behind(here: SiteReader, site: Site, step: _Step) -> bool:
    """The building or the shop that a room, an owner or a floor was told before."""
    if step.comma and (take_building(here, site, step.marked) or take_owners_shop(here, site, step.marked)):
        return True
    return step.on and take_floor(here, site, step.marked)


def _street_behind(here: SiteReader, site: Site, step: _Step) -> bool:
    """The street, or the house number behind a road alone."""
    tokens, words = here.tokens, here.words
    marked, paren, comma = step.marked, step.paren, step.comma
    if "street" in site.parts:
        return (paren or comma) and tokens.digit(marked) and _house_behind(here, site, marked, paren)
    loose = tokens.digit(marked) and (comma or paren or step.said or step.inside)
    loose = loose or step.on or (comma and (words.number_after or site.chain))
    street = read_street(tokens, words, marked, loose)
    if street is None and step.on and (last := _road_of_chain(here, site, marked)):
        site.parts["street"] = (marked, last)
        site.last = last
        return True
    if (
        street is None
        or (paren and not (street.numbered or street.sure))
        or not _fits(here, street, comma or paren, step.said, step.inside, step.on)
    ):
        return False
    site.parts["street"] = (street.first, street.last)
    site.last = street.last + (paren and tokens.at(street.last) == ")")
    return True


def _road_of_chain(here: SiteReader, site: Site, j: int) -> int:
    """The index behind a road by its name alone, which tells a chain's shop: "the McDonald's on Kemp Tuesday"; or 0."""
    tokens, words = here.tokens, here.words
    if not site.chain or words.code != "en" or "street" in site.parts or not tokens.capital(j):
        return 0
    last = j + 1 + (tokens.capital(j + 1) and tokens.at(j) not in ("the",))
    if tokens.at(last) not in (MASK, "", ".", ",", ")", "in", "from") or words.has("not_roads", tokens.at(last - 1)):
        return 0
    return (
        0
        if any(words.has(r, tokens.at(k)) for r in ("not_places", "titles", "agencies") for k in range(j, last))
        else last
    )


def _quarter_behind(here: SiteReader, site: Site, step: _Step) -> bool:
    """Past the quarter of a town: "Col. Linda Vista"."""
    tokens = here.tokens
    if not step.comma or not here.words.has("quarters", tokens.at(step.start)):
        return False
    k = step.start + 1
    while tokens.capital(k) or (tokens.at(k) == "." and tokens.abbreviated(k)):
        k += 1
    site.last = k
    return True


def _town_behind(here: SiteReader, site: Site, step: _Step) -> bool:
    """The town, or the postcode behind a town that is known already."""
    tokens = here.tokens
    if "city" not in site.parts:
        first = step.marked if step.inside else step.start
        return take_town(here, site, first, step.comma, step.paren, step.inside, step.lead)
    if step.comma and "postcode" not in site.parts and tokens.digit(step.start):
        found = read_locality(tokens, here.words, step.start, here.near)
        if found is not None and found.postcode is not None and len(tokens.raw(found.postcode[0])) != 4:
            site.take_locality(found)
            return True
    return False


def _mall_behind(here: SiteReader, site: Site, step: _Step) -> bool:
    """Past the mall behind a shop: the shop is the venue."""
    tokens, words = here.tokens, here.words
    inside, lead = step.inside, step.lead
    if step.comma and "city" in site.parts:
        return False  # "at the mill in Ashby, at the library in Oakmont"
    if step.said and tokens.at(step.start - 1) == "at":
        inside, lead = True, "at"
    if not inside or not (tokens.capital(step.marked) or step.marked > step.start):
        return False
    room = skip_room(tokens, words, step.marked)
    name = read_name(tokens, words, room, here.near)
    held = name is not None and not name.agency and (name.noun or lead == "inside")
    if name is not None and held and (lead != "at" or here.followed(name.after, True)):
        road = site.parts.get("street")
        on_road = road is not None and not tokens.digit(road[0]) and words.has("on", tokens.at(name.after))
        if step.comma and (on_road or _leads_to_next(here, name.after)):
            return False  # "in der Bäckerei Ulme, im Café Eiche und in der Bibliothek"
        site.last = name.after
        return True
    return False


def _leads_to_next(here: SiteReader, j: int) -> bool:
    """True where "and in" or ", at" behind a name leads to the next place of a list."""
    tokens, words = here.tokens, here.words
    if not (words.has("and", tokens.at(j)) or tokens.at(j) == ","):
        return False
    small = tokens.at(j + 1)
    return not tokens.capital(j + 1) and (words.has("in", small) or words.has("at", small))


def _town_past_date(here: SiteReader, site: Site, j: int) -> bool:
    """Past a date with its town behind it: "at the library on May 4 in Ashford"."""
    tokens, words = here.tokens, here.words
    if "street" in site.parts or "city" in site.parts:
        return False
    if not (words.has("in", tokens.at(j + 1)) or words.has("at", tokens.at(j + 1))):
        return False
    probe = j + 2
    while words.has("town_adjectives", tokens.at(probe)) and not tokens.capital(probe) and probe < j + 5:
        probe += 1
    if not (tokens.capital(probe) and here.city_like(probe)):
        return False
    town = read_locality(tokens, words, probe, here.near)
    if town is not None and leads_on(here, town.last):
        return False
    site.last = j + 1
    return True


def _along(here: SiteReader, site: Site, j: int, comma: bool) -> bool:
    """The road behind a venue, of any name: "McDonald's aan de Zuidtangent", "Parque Sur, sobre Aristóbulo del Valle"."""
    tokens, words = here.tokens, here.words
    if not words.has("along", tokens.at(j)) or "venue" not in site.parts or "street" in site.parts:
        return False
    first = here.articles(j + 1)
    street = read_street(tokens, words, first, True)
    if street is not None and (street.numbered or street.sure):
        site.parts["street"] = (street.first, street.last)
        site.last = street.last
        return True
    if not (comma or first > j + 1) or not tokens.capital(first) or (words.street_prefixed and not comma):
        return False
    last = first
    while last - first < 6 and (tokens.capital(last) or (last > first and _goes_on_road(here, last))):
        last += 1
    while not tokens.capital(last - 1):
        last -= 1
    if known_city(tokens.slice(first, last), here.near) or any(
        words.has(role, tokens.at(first)) for role in ("not_places", "agencies", "titles")
    ):
        return False
    site.parts["street"] = (first, last)
    site.last = last
    return True


def _goes_on_road(here: SiteReader, j: int) -> bool:
    return here.words.has("particles", here.tokens.at(j)) and not here.words.has("town_in", here.tokens.at(j))


def _house_behind(here: SiteReader, site: Site, j: int, paren: bool) -> bool:
    """The address behind a road alone: "the Hy-Vee on Lincoln Way (3800 W. Lincoln Way)"."""
    first, last = site.parts["street"]
    if here.tokens.digit(first) or here.words.number_after:
        return False
    street = read_street(here.tokens, here.words, j, True)
    if street is None or not street.numbered or here.tokens.at(last - 1) not in here.tokens.low[j : street.last]:
        return False
    site.parts["street"] = (street.first, street.last)
    site.last = street.last + (paren and here.tokens.at(street.last) == ")")
    return True


def _fits(here: SiteReader, street: Street, comma: bool, said: bool, inside: bool, on: bool) -> bool:
    """True where a street found behind a venue is the venue's."""
    tokens = here.tokens
    if street.numbered:
        return street.sure or comma or said or inside or on
    if tokens.capital(street.last) or (
        not street.sure and known_city(tokens.slice(street.first, street.last), here.near)
    ):
        return False
    if on or (said and street.sure):
        return True
    if comma:
        return (street.sure or here.followed(street.last)) and not tokens.capital(street.last)
    return inside and street.sure


def take_branch(here: SiteReader, site: Site) -> None:
    """ "the 40 N. Bridge St. location of McDonald's"."""
    tokens, words = here.tokens, here.words
    j = site.last
    if words.has("branch", tokens.at(j)) and words.has("of", tokens.at(j + 1)):
        name = read_name(tokens, words, here.articles(j + 2), here.near)
        if name is not None:
            site.take_name(name)
            _tail_step(here, site)
