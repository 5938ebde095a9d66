"""A place after a preposition: "at the Maple Kettle", "in der Bäckerei", "on Main Street"."""

from __future__ import annotations

import re

from cwac_aggregator.gazetteer import find_city

from ..addresses import Street, read_street
from ..place_words import MASK, chain_at
from ..venues import is_het, look_back, read_name, skip_room
from .addresses import take_venue_before
from .in_town import read_town
from .named import Led, name_after
from .openings import opens_small
from .parts import Site
from .sites import SiteReader
from .tail import take_tail

_AFTER_ROAD = frozenset(
    [
        "from",
        "with",
        "will",
        "near",
        "between",
        "until",
        "during",
        "this",
        "next",
        "just",
        "that",
        "where",
        "when",
        "behind",
        "after",
    ]
)


_MODIFIERS = 3
"""Words behind a road of which one is the house's: "the Hale Street municipal lot"."""
_OF_A_TOWN = frozenset(["village", "town", "township"])
"""What opens the name of a thing that only a town has: "Ashby's village green"."""
_PEOPLE = frozenset(["community", "families", "neighbors", "people", "residents", "students", "voters", "youth"])
_LONGEST_TOWN = 3
"""Words of the longest town that is looked for as an owner."""
_OF_NOBODY_GOING = frozenset(["according", "thanks", "due", "belongs", "close", "dedicated"])
"""Before "to", what makes the name behind it no place to come to."""
_GIVEN = frozenset(["provided", "donated", "supplied", "given", "furnished", "catered"])
"""Before "by", what came from a house where nobody need meet."""
_THANKED_WITHIN = 9
"""Words of the name of somebody who is thanked."""
_ROOM_GIVEN = frozenset(["hosting", "having", "welcoming", "co-hosting"])
_COMING = frozenset(
    ["stop", "drop", "swing", "come", "head", "over", "down", "pop", "stroll", "venez", "acercate", "acerquese"]
)

_COMING_BY = re.compile(
    r"stop|drop|sw[iu]ng|c[oa]m|pop|go|went|roll|walk|drive|drove|h[eo]ld|host|welcom|offered|sponsor"
)
"""Before "by the high school", what goes there, or is of it: else the school is only beside what is spoken of."""


def read_after(here: SiteReader, i: int, role: str, floor: int) -> Site | int | None:
    """A place after a preposition at `i`, or the index behind a name that is none."""
    tokens, words = here.tokens, here.words
    if words.code == "pt" and tokens.raw(i) in ("a", "A"):
        return None  # the article: where it says "to" it has its accent
    if role == "to" and (_thanks_a_host(here, i) or (tokens.at(i - 1) in _COMING and not _is_own_town(here, i + 1))):
        role = "at"  # "swing by the Maple Kettle"
    if (
        role == "to"
        and words.code == "en"
        and (tokens.at(i - 1) in _OF_NOBODY_GOING or (tokens.capital(i) and tokens.capital(i - 1)))
    ):
        return None  # "according to the police department", "Joe To Go"
    if role == "to" and here.before_verb(i):
        return None  # "Sheriff's Office to Pour Coffee"
    front = words.match("front", tokens, i)
    j = front or (i if tokens.capital(i) and words.has("nouns", tokens.at(i)) else i + 1)
    if tokens.at(i) == "@" and tokens.at(i - 1) == "," and tokens.adjoins(i + 1) and not tokens.at(i + 2):
        return None  # "Ann Poe, @APoeNews": how to reach who took the picture
    if role == "at" and tokens.at(i) == "@" and tokens.adjoins(i) and tokens.at(i - 1) not in (MASK, ")", ".", ","):
        return None
    j = here.articles(j)
    j = _past_owner(here, j)
    begin = j
    opens = tokens.capital(j) or tokens.digit(j) or tokens.at(j) in '"“„«@' or is_het(tokens, words, j)
    if not (opens or opens_small(here, j)):
        return None
    if not opens and tokens.at(i) == "by" and not _COMING_BY.match(tokens.at(i - 1)):
        return None  # "speeding by the high school"
    if (shop := _chain_on_road(here, j, sure=0.8 if role == "at" or front else 0.6)) is not None:
        return shop
    inner = skip_room(tokens, words, j)
    roomed = inner != j
    j = inner
    sure = 0.8 if role == "at" or front else 0.6
    if not roomed or tokens.digit(j):
        street = _street_after(here, j, role)
        if street is not None and (house := _house_of_road(here, street, role)):
            site = Site(j, house, "preposition", sure)
            site.parts["venue"] = (j, house)
            return take_tail(here, site)
        if street is not None:
            site = Site(
                j, street.last, "address" if street.numbered else "preposition", 0.75 if street.numbered else 0.5
            )
            site.parts["street"] = (street.first, street.last)
            take_venue_before(here, site, i, floor, said=True)
            if not street.numbered and "venue" not in site.parts and not _ends_well(here, street.last):
                site.strength = 0.25  # "on the Elm Street bridge"
            return take_tail(here, site)
    if words.has("on", tokens.at(i)) and (road := _on_road(here, i, j, floor)) is not None:
        return road
    if tokens.digit(j) and not tokens.capital(j + 1) and not chain_at(tokens, j):
        return None
    name = read_name(tokens, words, j, here.near)
    if name is None:
        return read_town(here, i, j) if role == "in" else None
    if role == "to" and tokens.at(name.after) in _PEOPLE:
        return name.after  # "reach out to Latino residents"
    if words.has("branch", tokens.at(name.after - 1)) and tokens.at(name.after) == "of":
        owner = read_name(tokens, words, here.articles(name.after + 1), here.near)
        name = owner if owner is not None and owner.chain else name  # "the Galleria location of Starbucks"
    return name_after(here, Led(i, j, role, begin > (front or i + 1), roomed, sure), name)


def _chain_on_road(here: SiteReader, j: int, *, sure: float) -> Site | None:
    """The shop of a chain that is told by its numbered road: "at the Route 32 McDonald's"."""
    tokens, words = here.tokens, here.words
    if words.code != "en" or not tokens.capital(j):
        return None
    road = read_street(tokens, words, j)
    if road is None or road.numbered or not tokens.digit(road.last - 1) or not chain_at(tokens, road.last):
        return None
    name = read_name(tokens, words, road.last, here.near)
    if name is None:
        return None
    site = Site(j, name.after, "preposition", sure)
    site.take_name(name)
    site.parts["street"] = (road.first, road.last)
    return take_tail(here, site)


def _house_of_road(here: SiteReader, street: Street, role: str) -> int:
    """The index after a house that is told by its road, in small letters: "at the Main Street firehouse"; 0 without one."""
    tokens, words = here.tokens, here.words
    if words.code != "en" or street.numbered or role == "to":
        return 0
    for k in range(street.last, street.last + _MODIFIERS):
        if not tokens.at(k).isalpha() or tokens.capital(k) or words.has("units", tokens.at(k)):
            return 0
        if (
            stop := words.match("generic", tokens, k)
            or words.match("tails", tokens, k)
            or (k + 1 if words.noun(tokens.at(k)) else 0)
        ):
            return 0 if tokens.at(stop) in ("of", "to", "and") or words.has("branch", tokens.at(stop - 1)) else stop
    return 0


def _thanks_a_host(here: SiteReader, i: int) -> bool:
    """True where somebody is thanked for the room: "Thanks to Elm Diner for hosting"."""
    tokens, reach = here.tokens, range(i + 2, i + _THANKED_WITHIN)
    return tokens.at(i - 1) == "thanks" and any(
        tokens.at(k) == "for" and tokens.at(k + 1) in _ROOM_GIVEN for k in reach
    )


def _is_own_town(here: SiteReader, i: int) -> bool:
    """True where the name at `i` is nothing but the publisher's town: "Spring has come to Oakmont, and ..."."""
    city = here.near.city
    if not city:
        return False
    last = i + len(city.split())
    return here.tokens.slice(i, last) == city and not here.tokens.capital(last)


def _past_owner(here: SiteReader, j: int) -> int:
    """Past a town that owns what follows in small letters: "at Ashby's newest Dunkin'", "at Ashby's monthly talks"."""
    tokens, words = here.tokens, here.words
    if words.code != "en" or not tokens.capital(j) or chain_at(tokens, j):
        return j
    owner = next((k for k in range(j, j + _LONGEST_TOWN) if tokens.raw(k).endswith(("'s", "’s"))), None)
    if owner is None or tokens.capital(owner + 1) or not tokens.at(owner + 1).isalpha():
        return j
    town = tokens.slice(j, owner + 1)[:-2]
    public = tokens.at(owner + 1) in _OF_A_TOWN and words.noun(tokens.at(owner + 2))  # a town has it, however small
    if not public and town != here.near.city and find_city(town, here.near.region, here.near.country) is None:
        return j
    return next((k for k in range(owner + 1, owner + 3) if tokens.capital(k)), owner + 1)


def _ends_well(here: SiteReader, j: int) -> bool:
    """True where a road's name may end before token `j`: at a mark or a small word, not before its own noun."""
    word = here.tokens.at(j)
    return not word.isalpha() or len(word) < 4 or word in _AFTER_ROAD


def _on_road(here: SiteReader, i: int, j: int, floor: int) -> Site | None:
    """ "Barista Brothers on Railroad Fork": a road of any type, because a name stands before "on"."""
    tokens, words = here.tokens, here.words
    street = read_street(tokens, words, j, True)
    if street is None or tokens.capital(street.last) or street.last - j < 2:
        return None
    name = look_back(tokens, words, i, here.near)
    if name is None or name.first < floor or name.last != i or name.agency:
        return None
    if name.last - name.first < 2 and not name.chain and not words.has("articles", tokens.at(name.first - 1)):
        return None  # but "the Mapco on Old Mill Bend"
    site = Site(name.first, street.last, "bare", 0.5)
    site.take_name(name)
    site.parts["street"] = (street.first, street.last)
    return take_tail(here, site)


def _street_after(here: SiteReader, j: int, role: str) -> Street | None:
    """A street right after a preposition; a road without number only where its words are a road's."""
    tokens, words = here.tokens, here.words
    street = None if chain_at(tokens, j) else read_street(tokens, words, j)
    if street is None:
        return None
    if street.numbered and (street.sure or (role == "at" and tokens.digit(j))):
        return street
    if street.numbered and not street.sure:
        return street if tokens.digit(j) and here.followed(street.last) else None
    if not street.sure or tokens.capital(street.last):
        return None
    if words.code == "nl" and tokens.at(j - 1) in ("in", "te") and street.last == j + 1:
        return None  # "in Sommelsdijk" is a town, "in de Dorpsstraat" a street
    return street if words.code == "fr" or not words.has("squares", tokens.at(j)) else None


def past_landmark(here: SiteReader, i: int) -> int | None:
    """Past the name after "near", "across from": it is not the place."""
    tokens, words = here.tokens, here.words
    j = here.articles(words.match("near_phrases", tokens, i) or i + 1)
    if not tokens.capital(j) and not (words.code not in ("en", "de") and words.noun(tokens.at(j))):
        return None
    name = read_name(tokens, words, j, here.near)
    if name is not None and tokens.at(j - 1) == "by" and here.followed(name.after, True):
        return None  # "Coffee will be provided by Elm Diner, 12 Elm Street"
    given = any(tokens.at(k) in _GIVEN for k in range(i - 1, j))
    if name is not None and given and words.has("on", tokens.at(name.after)):
        road = read_street(tokens, words, here.articles(name.after + 1), True)
        return road.last if road is not None else name.after  # "with coffee donated by Elm Diner on Route 18"
    return name.after if name is not None else None
