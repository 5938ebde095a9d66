"""A place after a preposition: "at the Maple Kettle", "in der Bäckerei", "on Main Street"."""

from __future__ import annotations

from cwac_aggregator.gazetteer import find_city

from .addresses import read_street
from .localities import known_city, read_region, town_by_name
from .place_addresses import take_venue_before
from .place_bare import square_of_some
from .place_in_town import read_town
from .place_openings import opens_small
from .place_parts import Site
from .place_sites import SiteReader
from .place_tail import take_tail
from .place_words import MASK, chain_at
from .street_parts import Street
from .venue_name import Name, is_het
from .venue_rooms import skip_room
from .venues import look_back, read_name

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


_LONGEST_TOWN = 3
"""Words of the longest town that is looked for as an owner."""
_LANDMARK = 0.4
"""How strong a place is of which another tells where it is."""
_OF_NOBODY_GOING = frozenset(["according", "thanks", "due", "belongs", "close", "dedicated"])
"""Before "to", what makes the name behind it no place to come to."""
_INITIALS = 4
"""Letters of a name that is initials alone: they may be a school's, or the police's own."""
_COMING = frozenset(
    ["stop", "drop", "swing", "come", "head", "over", "down", "pop", "stroll", "venez", "acercate", "acerquese"]
)


def read_after(here: SiteReader, i: int, role: str, floor: int) -> Site | int | None:
    """A place after a preposition at `i`, or the index behind a name that is none."""
    tokens, words = here.tokens, here.words
    if words.code == "pt" and tokens.raw(i) == "a":
        return None  # the article: where it says "to" it has its accent
    if role == "to" and tokens.at(i - 1) in _COMING:
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
    if role == "at" and tokens.at(i) == "@" and tokens.adjoins(i) and tokens.at(i - 1) not in (MASK, ")", ".", ","):
        return None
    j = here.articles(j)
    j = _past_owner(here, j)
    begin = j
    opens = tokens.capital(j) or tokens.digit(j) or tokens.at(j) in '"“„«@' or is_het(tokens, words, j)
    if not (opens or opens_small(here, j)):
        return None
    inner = skip_room(tokens, words, j)
    roomed = inner != j
    j = inner
    sure = 0.8 if role == "at" or front else 0.6
    if not roomed or tokens.digit(j):
        street = _street_after(here, j, role)
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
    if words.has("branch", tokens.at(name.after - 1)) and tokens.at(name.after) == "of":
        owner = read_name(tokens, words, here.articles(name.after + 1), here.near)
        name = owner if owner is not None and owner.chain else name  # "the Galleria location of Starbucks"
    if words.code == "en" and _is_towns_shop(here, name):
        site = Site(j, name.last, "preposition", 0.3)
        site.parts["city"] = (name.first, name.last)
        return site
    if tokens.at(name.first).endswith("s") and not tokens.capital(name.first):
        square = square_of_some(here, name.first)
        if square is not None:
            return square
    if words.code == "fr" and tokens.at(i) == "en" and not name.noun:
        return None  # "en Californie"
    if (region := read_region(tokens, name.first, here.near)) is not None and region[0] >= name.last:
        return None  # "au Québec"
    if tokens.at(name.after) in ("-", "–") and tokens.adjoins(name.after) and tokens.at(name.after + 1) == MASK:
        return None  # "am Wochenmarkt-Mittwoch"
    if words.code == "fr" and _is_some(here, name):
        return _town_of_some(name)
    article = begin > (front or i + 1)
    if role == "in" and not roomed and not name.chain and not (article and name.noun):
        town = read_town(here, i, j)
        if town is not None:
            return town
        if words.code == "de" and not article and tokens.at(j + 1) == "-" and known_city(tokens.raw(j), here.near):
            return None  # "in Freiburg-Weingarten"
        owned = words.code == "en" and _is_owned(here, name)
        proper = article and words.code == "en" and here.followed(name.after)
        proper = proper or (words.code == "nl" and words.has("articles", tokens.at(j)) and name.last > j + 1)
        if not (name.noun or owned or proper):
            return _weak(here, i, name)  # but "in De Schakel", whose article has a capital
    if words.has("on", tokens.at(i)) and not name.noun:
        return None
    if role == "to" and not roomed and not (name.noun and not name.agency) and not here.followed(name.after, True):
        return _weak(here, i, name)
    housed = name.agency and any(words.has("agency_places", w) for w in tokens.low[name.first : name.last])
    if role == "at" and not roomed and not name.noun and not housed and not _venueable(here, name):
        return _weak(here, i, name)
    lone = name.last - name.first == 1 and not name.chain and name.after == name.last  # not in quotation marks
    if (
        words.code in ("de", "nl")
        and lone
        and not article
        and not roomed
        and words.at_bare(tokens.at(i))
        and not here.followed(name.after, True)
    ):
        return _weak(here, i, name)
    if words.code == "en" and _is_of_hosts(here, i, name):
        return name.after
    if (
        words.code == "en"
        and lone
        and not name.chain
        and not name.noun
        and _is_initials(here, name)
        and tokens.at(name.after) != "("
    ):
        return _weak(here, i, name)  # "here at WKU"
    if name.agency and ((not housed and not name.owner and not name.generic) or tokens.at(i) == "within"):
        return None
    if (
        words.code == "en"
        and tokens.at(name.first - 1) == "outside"
        and (words.has("at", tokens.at(name.after)) or tokens.at(name.first - 2) == "(")
    ):
        sure = _LANDMARK  # "in the atrium outside Kmart at the town centre"
    site = Site(j, name.after, "preposition", sure)
    site.take_name(name)
    if lone and not roomed and words.code == "de" and words.has("rooms", tokens.at(name.first)):
        site.strength -= 0.2  # "auf unserem Hof"
    if name.generic:
        site.strength -= 0.1
    elif not name.noun:
        site.strength -= 0.15 if role == "at" or here.followed(name.after, True) else 0.25
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
    return raw.isupper() and 1 < len(raw) <= _INITIALS and not here.tokens.text.isupper()


def _past_owner(here: SiteReader, j: int) -> int:
    """Past a town that owns what follows in small letters: "at Ashby's newest Dunkin'", "at Ashby's monthly talks"."""
    tokens, words = here.tokens, here.words
    if words.code != "en" or not tokens.capital(j) or chain_at(tokens, j):
        return j
    owner = next((k for k in range(j, j + _LONGEST_TOWN) if tokens.raw(k).endswith(("'s", "’s"))), None)
    if owner is None or tokens.capital(owner + 1) or not tokens.at(owner + 1).isalpha():
        return j
    town = tokens.slice(j, owner + 1)[:-2]
    if town != here.near.city and find_city(town, here.near.region, here.near.country) is None:
        return j
    return next((k for k in range(owner + 1, owner + 3) if tokens.capital(k)), owner + 1)


def _is_towns_shop(here: SiteReader, name: Name) -> bool:
    """True for "at an Ashby business": the town of a shop that is not named here."""
    tokens, words = here.tokens, here.words
    shop = words.has("anaphors", tokens.at(name.last)) and not tokens.capital(name.last)
    return shop and not name.chain and known_city(tokens.slice(name.first, name.last), here.near)


def _is_some(here: SiteReader, name: Name) -> bool:
    """True for "dans un bar de Cavalaire": some bar of the town, not one by name."""
    tokens, words = here.tokens, here.words
    return (
        tokens.at(name.first - 1) in ("un", "une")
        and not tokens.capital(name.first)
        and words.has("of", tokens.at(name.first + 1))
        and town_by_name(tokens.slice(name.first + 2, name.last), here.near, words.code)
        if name.last - name.first > 2
        else False
    )


def _town_of_some(name: Name) -> Site:
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
    if name.agency or person or len(text) < 4 or known_city(text, here.near):
        return None
    if words.has("town_in", tokens.at(i)) and name.first == i + 1 and not name.noun:
        return None  # a town nobody knows
    if words.has("on", tokens.at(i)) or any(words.has("not_places", w) for w in tokens.low[name.first : name.last]):
        return None
    site = Site(name.first, name.after, "preposition", 0.2)
    site.take_name(name)
    return site


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
    if name.last - name.first < 2 and not name.chain:
        return None
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


def past_landmark(here: SiteReader, i: int) -> int | None:
    """Past the name after "near", "across from": it is not the place."""
    tokens, words = here.tokens, here.words
    j = here.articles(words.match("near_phrases", tokens, i) or i + 1)
    if not tokens.capital(j) and not (words.code not in ("en", "de") and words.noun(tokens.at(j))):
        return None
    name = read_name(tokens, words, j, here.near)
    if name is not None and tokens.at(j - 1) == "by" and here.followed(name.after, True):
        return None  # "Coffee will be provided by Elm Diner, 12 Elm Street"
    return name.after if name is not None else None
