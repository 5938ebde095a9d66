"""What a name behind a preposition is: a venue, a town, a square, a host, or no place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ...gazetteer import find_city
from ..addresses import known_city, read_region, town_by_name
from ..place_words import MASK
from ..venues import Name
from .bare import square_of_some
from .descriptions import is_of_kind
from .in_town import read_town
from .parts import Site
from .sites import SiteReader
from .tail import take_tail

_LANDMARK = 0.4
"""How strong a place is of which another tells where it is."""
_SOME = frozenset(["un", "una", "une", "um", "uma", "num", "numa"])
"""Before a house that the text does not name."""
_SIDE = re.compile(r"(?:upper |lower )?(?:north|south|east|west)(?:ern)?[ -]?(?:side|end)", re.IGNORECASE)
_INITIALS = 4
"""Letters of a name that is initials alone: they may be a school's, or the police's own."""
_POLICE = ("PD", "CSO", "DPS")
"""What the initials of police end with, which may be longer: "FSUPD"."""


@dataclass(frozen=True, slots=True)
class Led:
    """What leads to a name: the preposition at `i` and its role, where the name begins, whether an article or a room stands
    between, and how sure a place it makes."""

    i: int
    begin: int
    role: str
    article: bool
    roomed: bool
    sure: float


def name_after(here: SiteReader, led: Led, name: Name) -> Site | int | None:
    """The place that a name behind a preposition is: a venue, a town, a square; the index behind the name of a host."""
    tokens, words = here.tokens, here.words
    if words.code == "en" and _is_towns_shop(here, name):
        site = Site(led.begin, name.last, "preposition", 0.3)
        site.parts["city"] = (name.first, name.last)
        return site
    if words.code == "en" and _is_sides_shop(here, name):
        return name.after
    if tokens.at(name.first).endswith("s") and not tokens.capital(name.first):
        square = square_of_some(here, name.first)
        if square is not None:
            return square
    if _is_no_venue(here, led, name):
        return None
    if _is_some(here, name):
        return _town_of_some(here, name)
    if not name.noun and is_of_kind(here, name):
        name = replace(name, noun=True)
    comes = led.role == "in" or (led.role == "to" and words.has("comes", tokens.at(led.i - 1)))
    if comes and not led.article and not led.roomed and _ends_as_town(here, name):
        return _weak(here, led.i, name)
    if led.role == "in" and not led.roomed and not name.chain and not (led.article and name.noun):
        town = read_town(here, led.i, led.begin)
        if town is not None:
            return town
        hyphened = words.code == "de" and not led.article and tokens.at(led.begin + 1) == "-"
        if hyphened and known_city(tokens.raw(led.begin), here.near):
            return None  # "in Freiburg-Weingarten"
        if not _is_within(here, led, name) and not _stands_on(here, name):
            return _weak(here, led.i, name)  # but "in De Schakel", whose article has a capital
    if words.has("on", tokens.at(led.i)) and not name.noun:
        return None
    housed = name.agency and any(words.has("agency_places", w) for w in tokens.low[name.first : name.last])
    housed = housed or (led.role == "at" and led.article and _is_bodys(here, name))
    if _is_doubtful(here, led, name, housed):
        return _weak(here, led.i, name)
    if words.code == "en" and _is_of_hosts(here, led.i, name):
        return name.after
    initials = words.code == "en" and _is_alone(name) and not name.noun and _is_initials(here, name)
    if initials and tokens.at(name.after) != "(":
        return _weak(here, led.i, name)  # "here at WKU"
    if name.agency and ((not housed and not name.owner and not name.generic) or tokens.at(led.i) == "within"):
        return None
    return _venue_after(here, led, name)


def _is_bodys(here: SiteReader, name: Name) -> bool:
    """True for a body of the town that has a house of its own, none of the police's: "at the Ashby Council on Aging"."""
    words = here.words
    low = here.tokens.low[name.first : name.last]
    told = [word for word in low if words.has("agencies", word)]
    if "council" in told and "on" not in low:
        return False  # "at the City Council": its meeting
    return bool(told) and name.last - name.first > 1 and all(words.has("bodies", word) for word in told)


def _is_no_venue(here: SiteReader, led: Led, name: Name) -> bool:
    """True for a region or a district, for houses without a name, or what a hyphen joins with a day or with a town."""
    tokens, words = here.tokens, here.words
    told = tokens.low[name.first : name.last]
    if any(word.endswith(tuple(words.words["no_venue_endings"])) for word in told):
        return True  # "im Rhein-Kreis Neuss"
    if all(words.has("counted", word) or word.isdecimal() for word in told):
        return True  # "an 27 Bahnhöfen"
    if words.code == "fr" and tokens.at(led.i) == "en" and not name.noun:
        return True  # "en Californie"
    if words.code == "fr" and tokens.at(led.i) == "au" and tokens.raw(name.first) == "tour":
        return True  # "ce sera au tour de Rezé": a tower is "la tour"
    if (region := read_region(tokens, name.first, here.near)) is not None and region[0] >= name.last:
        return True  # "au Québec"
    return tokens.at(name.after) in ("-", "–") and tokens.adjoins(name.after) and tokens.at(name.after + 1) == MASK


def _is_within(here: SiteReader, led: Led, name: Name) -> bool:
    """True where what "in" leads to is a house, not a town."""
    tokens, words = here.tokens, here.words
    owned = words.code == "en" and _is_owned(here, name)
    proper = led.article and words.code == "en" and here.followed(name.after)
    proper = proper or (
        words.code == "nl" and words.has("articles", tokens.at(led.begin)) and name.last > led.begin + 1
    )
    proper = proper or (words.code in ("es", "fr") and name.last > name.first + 1 and _has_own_article(here, name))
    return name.noun or owned or proper


def _ends_as_town(here: SiteReader, name: Name) -> bool:
    """True for "in Wesley Chapel", which may be a town, and has no street behind it."""
    return here.words.ends_as_town(here.tokens.low[name.first : name.last]) and not here.followed(name.after, True)


def _stands_on(here: SiteReader, name: Name) -> bool:
    """True for "in Quick aan de Turnhoutsebaan": a name that no town of the world bears, with its road or square behind it."""
    tokens, words = here.tokens, here.words
    if words.code != "nl" or tokens.at(name.after) not in ("aan", "op") or not tokens.capital(name.first):
        return False
    led = words.has("articles", tokens.at(name.after + 1)) or tokens.capital(name.after + 1)
    return led and find_city(tokens.slice(name.first, name.last)) is None


def _has_own_article(here: SiteReader, name: Name) -> bool:
    """True for "en El Rincón Cubano", a name with an article of its own that no town of the world bears."""
    tokens, words = here.tokens, here.words
    first = name.first - 1 if words.has("articles", tokens.at(name.first - 1)) else name.first
    if not (words.has("articles", tokens.at(first)) and tokens.capital(first)):
        return False
    return find_city(tokens.slice(first, name.last)) is None and read_region(tokens, first, here.near) is None


def _is_doubtful(here: SiteReader, led: Led, name: Name, housed: bool) -> bool:
    """True where neither the name nor what follows it says that it is a place."""
    tokens, words = here.tokens, here.words
    if led.roomed:
        return False
    if led.role == "to" and not (name.noun and not name.agency) and not here.followed(name.after, True):
        return True
    if led.role == "at" and not name.noun and not housed and not _venueable(here, name):
        return True
    return (
        words.code in ("de", "nl")
        and _is_alone(name)
        and not led.article
        and words.at_bare(tokens.at(led.i))
        and not here.followed(name.after, True)
    )


def _is_alone(name: Name) -> bool:
    """True for a name of one word that is no chain's and stands in no quotation marks."""
    return name.last - name.first == 1 and not name.chain and name.after == name.last


def _venue_after(here: SiteReader, led: Led, name: Name) -> Site | None:
    tokens, words = here.tokens, here.words
    sure = led.sure
    if (
        words.code == "en"
        and tokens.at(name.first - 1) == "outside"
        and (words.has("at", tokens.at(name.after)) or tokens.at(name.first - 2) == "(")
    ):
        sure = _LANDMARK  # "in the atrium outside Kmart at the town centre"
    site = Site(led.begin, name.after, "preposition", sure)
    site.take_name(name)
    if _is_alone(name) and not led.roomed and words.code == "de" and words.has("rooms", tokens.at(name.first)):
        site.strength -= 0.2  # "auf unserem Hof"
    if name.generic:
        site.strength -= 0.1
        if _is_alone(name) and words.has("squares", tokens.at(name.first)):
            site.strength -= 0.2  # "en la plaza": some square, where no other place is told
    elif not name.noun:
        site.strength -= 0.15 if led.role == "at" or here.followed(name.after, True) else 0.25
    if name.agency:
        site.strength -= 0.2
    return take_tail(here, site)


def _is_of_hosts(here: SiteReader, i: int, name: Name) -> bool:
    """True for the house whose people host elsewhere: "troopers at the Elm Post hosted it at Plum Diner"."""
    tokens, words = here.tokens, here.words
    people = words.has("titles", tokens.at(i - 1)) or words.has("titles", tokens.at(i - 1).removesuffix("s"))
    return people and (words.has("hosts", tokens.at(name.after)) or tokens.at(name.after) == "held")


def _is_initials(here: SiteReader, name: Name) -> bool:
    raw = here.tokens.raw(name.first)
    short = 1 < len(raw) <= _INITIALS or raw.endswith(_POLICE)
    return short and raw.isupper() and not here.tokens.text.isupper()


def _is_towns_shop(here: SiteReader, name: Name) -> bool:
    """True for "at an Ashby business": the town of a shop that is not named here."""
    tokens, words = here.tokens, here.words
    shop = words.has("anaphors", tokens.at(name.last)) and not tokens.capital(name.last)
    return shop and not name.chain and known_city(tokens.slice(name.first, name.last), here.near)


def _is_sides_shop(here: SiteReader, name: Name) -> bool:
    """True for "at an East Side diner", "at a South End coffee shop": a part of the town, and a shop that is not named."""
    tokens, words = here.tokens, here.words
    if tokens.at(name.first - 1) not in ("a", "an") or _SIDE.fullmatch(tokens.slice(name.first, name.last)) is None:
        return False
    kind = tokens.at(name.last)
    shop = words.match("tails", tokens, name.last) or words.noun(kind) or words.has("anaphors", kind)
    return bool(shop) and not tokens.capital(name.last)


def _is_some(here: SiteReader, name: Name) -> bool:
    """True for "dans un bar de Cavalaire": some bar of the town, not one by name."""
    tokens, words = here.tokens, here.words
    return (
        words.code in ("es", "fr", "pt")
        and tokens.at(name.first - 1) in _SOME
        and not tokens.capital(name.first)
        and name.last - name.first > 2
        and words.has("of", tokens.at(name.first + 1))
        and tokens.capital(name.first + 2)
        and not words.noun(tokens.at(name.first + 2))
    )


def _town_of_some(here: SiteReader, name: Name) -> Site | int:
    """The town of a house without a name, where it is known; else the index behind."""
    if not town_by_name(here.tokens.slice(name.first + 2, name.last), here.near, here.words.code):
        return name.after
    site = Site(name.first, name.last, "preposition", 0.3)
    site.parts["city"] = (name.first + 2, name.last)
    return site


def _is_owned(here: SiteReader, name: Name) -> bool:
    """True for a name that somebody owns and a street follows: "Seán's Pantry, Church Street"."""
    owner = any(here.tokens.raw(k).endswith(("'s", "’s")) for k in range(name.first, name.last - 1))
    return owner and here.followed(name.after, True)


def _weak(here: SiteReader, i: int, name: Name) -> Site | None:
    """A name of which nothing says that it is a venue: the event's place only where its story knows none better."""
    tokens, words = here.tokens, here.words
    text = tokens.slice(name.first, name.last)
    person = words.has("titles", tokens.at(name.first)) or tokens.at(name.after) in ("'s", "’s")
    if name.agency or person or here.behind_person(name.after) or len(text) < 4 or known_city(text, here.near):
        return None
    if words.has("town_in", tokens.at(i)) and name.first == i + 1 and not name.noun:
        return None  # a town nobody knows
    if words.has("on", tokens.at(i)) or any(words.has("not_places", w) for w in tokens.low[name.first : name.last]):
        return None
    site = Site(name.first, name.after, "preposition", 0.2)
    site.take_name(name)
    return site


def _venueable(here: SiteReader, name: Name) -> bool:
    """True where a name without a telling word may be a venue after "at"."""
    tokens, words = here.tokens, here.words
    following = tokens.at(name.after)
    if name.agency:
        return False
    if following in ("'s", "’s") or (
        words.has("titles", tokens.at(name.first)) and not words.has("keep_titles", tokens.at(name.first))
    ):
        return False
    if words.code == "de":
        raw = tokens.raw(name.first)
        shouted = raw.isupper() and len(raw) > 3 and not tokens.text.isupper()  # "im ATRIO"
        return shouted or (name.last - name.first > 1 and here.followed(name.after)) or here.followed(name.after, True)
    return True
