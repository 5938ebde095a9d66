"""The town behind a venue or a street, and whether a name there is one."""

from __future__ import annotations

from dataclasses import replace

from cwac_aggregator.gazetteer import find_city, fold

from ..addresses import HYPHENS, Locality, Street, known_city, read_locality, read_street, town_by_name
from ..place_words import MASK, chain_at
from .parts import Site, Span
from .sites import SiteReader


def take_town(here: SiteReader, site: Site, j: int, comma: bool, paren: bool, inside: bool, lead: str) -> bool:
    tokens, words = here.tokens, here.words
    if inside and words.code in ("de", "nl", "es") and not words.has("town_in", lead):
        return False  # "am Marienplatz", "op het Zuidplein", "al Cielo"
    while inside and words.has("town_adjectives", tokens.at(j)) and not tokens.capital(j):
        j += 1
    if words.code == "fr" and inside and lead in ("dans", "sur") and words.has("articles", tokens.at(j - 1)):
        return False  # "dans le Var"
    found = read_locality(tokens, words, j, here.near)
    if (
        inside and words.code == "de" and found is not None and found.city and words.has("articles", tokens.at(j - 1))
    ) and not known_city(tokens.slice(*found.city), here.near):
        return False  # "in der Innenstadt"
    if found is None:
        return False
    if comma and inside and found.city is not None and _is_house(here, *found.city):
        return False  # "bij Bakkerij Kuipers, in Buurthuis De Linde en in"
    found = _whole_town(here, found)
    coded = found.postcode is not None and found.city is not None
    if not (comma or paren or inside or coded or _is_unmarked(here, site, found)):
        return False
    if words.has("at", lead) and inside:
        return False
    if comma and (leads_on(here, found.last) or _has_own_street(here, site, found)):
        return False
    if comma and words.code == "en" and words.has("agencies", tokens.at(found.last)):
        return False  # "at the mill, Ashby police at the library"
    if found.city and words.street_prefixed and _is_no_town(here, found.city, found.last, lead):
        return False
    owned = tokens.at(found.last - 1).endswith(("'s", "’s"))
    lone = found.region is None and found.city is not None and found.last == found.city[1]
    if lone and words.code == "en" and tokens.at(found.last - 1) in ("county", "parish"):
        return False  # "a Starbucks in Mill County"
    if lone and (owned or words.has("town_parts", tokens.at(found.last))):
        return False  # "in the Fountain Square district", "in the Fry's shopping center"
    if found.city is None:
        if found.region is None and (found.postcode is None or "street" not in site.parts):
            return False
    elif found.region is None and not _town_ok(here, site, found, inside):
        return False
    if (
        paren
        and found.region is None
        and (tokens.at(found.last) != ")" or words.has("zones", tokens.at(found.last - 1)))
    ):
        return False
    site.take_locality(found)
    if paren and tokens.at(site.last) == ")":
        site.last += 1
    return True


def _is_house(here: SiteReader, first: int, last: int) -> bool:
    """Whether a name opens or closes with a word for a house, and is no town's."""
    tokens, words = here.tokens, here.words
    ends = words.noun(tokens.at(last - 1)) and not words.ends_as_town(tokens.low[first:last])
    if not (words.noun(tokens.at(first)) or ends):
        return False
    return not known_city(tokens.slice(first, last), here.near)


def leads_on(here: SiteReader, j: int) -> bool:
    """True where the place told next follows a town at `j`: "at the mill, in Ashby at the Plum Diner"."""
    tokens, words = here.tokens, here.words
    if not words.has("at", tokens.at(j)) or tokens.capital(j):
        return False
    first = here.articles(j + 1)
    return tokens.capital(first)


def _has_own_street(here: SiteReader, site: Site, found: Locality) -> bool:
    """Whether an unknown name behind a street is the next place of a list, with a street of its own: "Java Joint on Elm Street,
    Bean Scene on Mill Road and ..."."""
    if found.city is None or found.last != found.city[1] or "street" not in site.parts or "venue" not in site.parts:
        return False
    return has_street_behind(here, found.last) and not known_city(here.tokens.slice(*found.city), here.near)


def has_street_behind(here: SiteReader, j: int) -> bool:
    """Whether a street is told at `j`, behind "on" or with a house number behind a comma."""
    tokens, words = here.tokens, here.words
    on = words.has("on", tokens.at(j))
    if not on and not (tokens.at(j) == "," and tokens.digit(j + 1)):
        return False
    street = read_street(tokens, words, here.articles(j + 1))
    return street is not None and (on or street.numbered)


def _whole_town(here: SiteReader, found: Locality) -> Locality:
    """The publisher's town for a side of it, or a shop there: "in West Ashby", "in IKEA Ashby" is in Ashby, unless there is
    a West Ashby; and the town that a mall is named for ("in Ashby Central")."""
    tokens, near = here.tokens, here.near
    if found.city is not None and here.words.code == "en" and here.words.has("malls", tokens.at(found.city[1] - 1)):
        first, last = found.city
        whole, part = tokens.slice(first, last), tokens.slice(first, last - 1)
        if last - first > 1 and find_city(whole, near.region, near.country) is None and known_city(part, near):
            return replace(found, city=(first, last - 1))
    if found.city is None or near.city is None:
        return found
    first, last = found.city
    size = len(fold(near.city).split())
    if here.words.has("directions", tokens.at(last - 1)) and here.words.code != "en":
        town = (first, last - 1 - (tokens.at(last - 2) == "-"))  # "Zwolle Noord", "Köln-Nord"
    elif here.words.code == "en":
        town = (last - size, last)
    else:
        return found
    if town == found.city or not first <= town[0] < town[1] or fold(tokens.slice(*town)) != fold(near.city):
        return found
    if find_city(tokens.slice(first, last), near.region, near.country) is not None:
        return found
    return replace(found, city=town)


def is_address(here: SiteReader, street: Street) -> bool:
    """True where a house number stands before a road, or before a word shared with venues and behind it its town:
    "9 Depot Plaza Marlow, Ohio"."""
    if not street.numbered or street.sure:
        return street.numbered
    town = read_locality(here.tokens, here.words, street.last, here.near)
    if town is None or town.city is None or town.city[0] != street.last or not here.tokens.digit(street.first):
        return False
    return town.region is not None or known_city(here.tokens.slice(*town.city), here.near)


def has_address_behind(here: SiteReader, street: Street) -> bool:
    """Whether a street with its house number follows what looks like one: "4 Rivers Smokehouse, 12 Elm Street"."""
    tokens = here.tokens
    if tokens.at(street.last) != "," or not tokens.digit(street.last + 1):
        return False
    behind = read_street(tokens, here.words, street.last + 1)
    return behind is not None and behind.numbered


def _is_unmarked(here: SiteReader, site: Site, found: Locality) -> bool:
    """True for a town of the region that stands without a mark behind a house: "63 Boat Basin Road Charleston"."""
    tokens, street = here.tokens, site.parts.get("street")
    if here.words.code != "en" or street is None or found.city is None or street[1] != found.city[0]:
        return False
    if not tokens.digit(street[0]) or here.near.region is None or tokens.capital(found.city[1]):
        return False
    name = tokens.slice(*found.city)
    return known_city(name, here.near) or find_city(name, here.near.region, here.near.country) is not None


def _is_no_town(here: SiteReader, city: Span, after: int, lead: str) -> bool:
    """True for a quarter behind an article ("no Jardim São Paulo") and for a corner ("plaza Mitre, San Martín y Mitre")."""
    tokens, words = here.tokens, here.words
    if not lead and words.has("and", tokens.at(after)) and tokens.capital(after + 1):
        return True
    quarter = words.code == "pt" and words.has("in", lead) and not words.has("town_in", lead)
    return bool(quarter) and (words.noun(tokens.at(city[0])) or not known_city(tokens.slice(*city), here.near))


def _town_ok(here: SiteReader, site: Site, found: Locality, inside: bool) -> bool:
    """True where a name behind a venue or street may be its town."""
    tokens, words = here.tokens, here.words
    assert found.city is not None
    first, last = found.city
    name = tokens.slice(first, last)
    if known_city(name, here.near) or _is_unmarked(here, site, found):
        return True
    if inside and last - first > 1 and words.code != "en" and town_by_name(name, here.near, words.code):
        return True  # "in St. Georgen an der Gusen"
    if any(words.has("agencies", w) or words.has("units", w) for w in tokens.low[first:last]):
        return False  # "in Building C"
    if tokens.at(first - 1) == "(" and words.has("institutions", tokens.at(last - 1)) and last - first > 1:
        return False  # "206 Maple St. (Union Transportation Center)"
    house = not words.ends_as_town(tokens.low[first:last])
    if (house and words.has("rooms", tokens.at(last - 1))) or chain_at(tokens, first):
        return False
    if inside and words.code == "en" and last - first > 1 and words.has("malls", tokens.at(last - 1)):
        return False  # "at the roasters in Warehouse Row"
    following = tokens.at(found.last)
    ends = following in ("", ".", ",", ";", ")", MASK, "\n", "from", "on", "and", "for", "!", "–", "—", "|")
    if inside:
        if words.code == "en" and tokens.at(first - 1) == "the" and words.noun(tokens.at(last - 1)):
            return False  # "on Route 6 in the Ashby Town Center"
        if house and words.noun(tokens.at(last - 1)) and last - first > 1 and "street" not in site.parts:
            return False
        return sum(tokens.at(k) not in HYPHENS for k in range(first, last)) <= 4
    if found.postcode is not None:
        return True
    if "street" in site.parts:
        return ends and last - first <= 4
    return False
