"""A place without a preposition: a telling word, a road, a branch, a host."""

from __future__ import annotations

import re

from cwac_aggregator.gazetteer import find_city

from ..addresses import known_city, read_street
from ..place_words import MASK, PlaceWords, Words
from ..venues import Name, look_back, read_name, skip_room
from .addresses import take_venue_before, without_article
from .descriptions import name_described
from .parts import Site
from .sites import SiteReader
from .tail import take_branch, take_tail

_MOST_BEFORE_HOST = 4
_MOST_TO_HOSTED = 5
_UNKNOWN = 0.25
"""How strong a place is of which nothing but its part in the sentence says that it is one."""
_BECOMES = re.compile(
    r"[^.!?]{0,40}\b(?:wurde|wird|verwandelte sich|war)\b[^.!?]{0,60}\b(?:Treffpunkt|Anlaufstelle|Schauplatz|Begegnung|Bühne)"
)
_WORD = 4


def read_bare(here: SiteReader, i: int, floor: int) -> Site | int | None:
    """A name with a telling word at `i`, without a preposition."""
    tokens, words = here.tokens, here.words
    if not tokens.capital(i):
        return _described(here, i, floor) or _small_noun(here, i)
    if words.code == "de" and (became := _becomes_place(here, i)) is not None:
        return became
    if words.code in ("de", "nl"):
        adjective = words.code == "de" and i > floor and is_second_word_of_street(tokens, words, i)
        first = i - 1 if adjective else _opens_street(tokens, words, i, floor)
        street = read_street(tokens, words, first)  # "Steinheimer Straße 1"
        if street is not None and street.numbered and street.sure:
            site = Site(street.first, street.last, "address", 0.55)
            site.parts["street"] = (street.first, street.last)
            if tokens.at(street.first - 1) in (",", "("):
                take_venue_before(here, site, street.first, floor)
            return take_tail(here, site)
    name = look_back(tokens, words, i + 1, here.near, beyond=True)
    if name is None or name.first < floor:
        name = read_name(tokens, words, i, here.near)
    if name is not None and (inner := skip_room(tokens, words, name.first)) > name.first and tokens.capital(inner):
        name = read_name(tokens, words, inner, here.near)  # "Community Room of the Elks Lodge"
    if name is None or (name.last - name.first < 2 and not name.chain) or name.agency or not name.noun:
        return None
    if here.before_verb(name.first - 1):
        return name.after  # "Sheriff's Office to Pour Coffee in Theodosia"
    if words.code == "en" and not name.chain and words.has("agencies", tokens.at(name.after)):
        return name.after  # "Vane Beach police"
    if is_subject(here, name) or (words.code == "en" and (_is_town(here, name) or _gives(here, name))):
        return name.after
    site = Site(name.first, name.after, "bare", 0.35 if name.chain else 0.3)
    if words.code == "en" and not name.generic and _hosts(here, name.after):
        site.strength = 0.5
    elif words.has("located", tokens.at(name.after)) and words.match("thronged", tokens, name.after + 1):
        site.strength = 0.6  # "Elm Bakery was abuzz with officers"
    elif tokens.at(name.after) == "(" and tokens.at(name.after + 1) == MASK:
        site.strength = 0.6  # "la Biblioteca Azcona (3 de junio)"
    elif here.followed(name.after, True):
        site.strength += 0.2
    elif words.code != "en" and words.match("thronged", tokens, name.after):
        site.strength = 0.6  # "Das Café Linde platzte am Donnerstag aus allen Nähten"
    elif words.code == "de":
        return name.after
    if tokens.at(name.first - 1) == ":" and words.has("counted", tokens.at(name.first - 2)):
        site.cue, site.strength = "preposition", 0.8  # "at three locations: A, B and C"
    if words.has("located", tokens.at(name.after)) and not name.chain and _stands(here, name.after):
        return None
    name = without_article(here, name, True)
    site.take_name(name)
    return take_tail(here, site)


def _opens_street(tokens: Words, words: PlaceWords, i: int, floor: int) -> int:
    """Where the name of a street begins whose last word stands at `i`, behind a comma: ", Prins Hendriklaan 18"."""
    first = i
    while first > max(floor, i - 2) and tokens.capital(first - 1):
        first -= 1
    whole = first < i and words.road(tokens.at(i)) and tokens.digit(i + 1) and tokens.at(first - 1) in (",", "(")
    return first if whole else i


def is_second_word_of_street(tokens: Words, words: PlaceWords, i: int) -> bool:
    """Whether a German word for a street is the second one of its name: "Alte Gasse 9", "Hohe Str. 4", "Am Alten Weg 3"."""
    if not tokens.capital(i) or not tokens.capital(i - 1):
        return False
    typed = words.has("street_types", tokens.at(i)) or words.road(tokens.at(i))
    return typed and tokens.digit(i + 1 + (tokens.at(i + 1) == "."))


def _is_town(here: SiteReader, name: Name) -> bool:
    """True for a town whose last word could be a place's: "Virginia Beach police"."""
    return not name.chain and known_city(here.tokens.slice(name.first, name.last), here.near)


def _gives(here: SiteReader, name: Name) -> bool:
    """True for a shop that only gives what is shared: "over free bagels from Einstein Bros"."""
    j = name.first - 1
    while here.words.has("articles", here.tokens.at(j)):
        j -= 1
    return here.tokens.at(j) == "from" and not here.words.has("before_from", here.tokens.at(j - 1))


def is_subject(here: SiteReader, name: Name) -> bool:
    """True for "Der Stand" of a German sentence: a thing spoken of, not a place by name."""
    tokens, words = here.tokens, here.words
    return words.code == "de" and name.last - name.first == 2 and words.has("articles", tokens.at(name.first))


def _becomes_place(here: SiteReader, i: int) -> Site | None:
    """ "Der Marktplatz in Hameln wurde am Samstag zum Treffpunkt": the sentence is of the place itself."""
    tokens, words = here.tokens, here.words
    if tokens.at(i - 1) not in ("der", "die", "das") or not words.has("landmarks", tokens.at(i)):
        return None
    if not _BECOMES.match(tokens.text, tokens.ends[i]):
        return None
    site = Site(i, i + 1, "bare", 0.5)
    site.parts["venue"] = (i, i + 1)
    site.noun = True
    return take_tail(here, site)


def _described(here: SiteReader, i: int, floor: int) -> Site | None:
    """A name of any words, told by what stands behind it: "the Campus Bean, a cafe in Hale Hall"."""
    name = name_described(here, i)
    if name is None or name.first < floor:
        return None
    site = Site(name.first, name.after, "bare", 0.5)
    site.take_name(name)
    return take_tail(here, site)


def _small_noun(here: SiteReader, i: int) -> Site | None:
    """ "clients du centre commercial Les Bastions": a noun and its name, without a preposition."""
    if here.words.code in ("en", "de"):
        return None
    name = read_name(here.tokens, here.words, i, here.near)
    if name is None or name.generic or name.agency or not name.noun or name.last - name.first < 2:
        return None
    if here.tokens.at(i).endswith("s") and (square := square_of_some(here, i)) is not None:
        return square
    site = Site(name.first, name.after, "bare", 0.3)
    site.take_name(name)
    return take_tail(here, site)


def square_of_some(here: SiteReader, i: int) -> Site | None:
    """The square of "une des brasseries de la place Jean Jaurès": which of its bars is not said."""
    tokens, words = here.tokens, here.words
    j = i + 1
    while words.has("of", tokens.at(j)) or words.has("articles", tokens.at(j)):
        j += 1
    street = read_street(tokens, words, j) if j > i + 1 and words.has("street_prefixes", tokens.at(j)) else None
    if street is None or street.numbered:
        return None
    site = Site(j, street.last, "preposition", 0.5)
    site.parts["street"] = (j, street.last)
    return take_tail(here, site)


def read_host(here: SiteReader, i: int, floor: int) -> Site | None:
    """A venue as host: "Coffee House on Main will host"."""
    tokens, words = here.tokens, here.words
    j = i
    while j > floor and words.has("before_host", tokens.at(j - 1)) and i - j < _MOST_BEFORE_HOST:
        j -= 1
    name = look_back(tokens, words, j, here.near)
    if name is not None and name.agency:  # "The Oakmont Police Department and | Elm Diner will co-host"
        joint = max((k for k in range(name.first, j) if words.has("and", tokens.at(k))), default=j)
        second = read_name(tokens, words, here.articles(joint + 1), here.near) if joint < j else None
        name = second if second is not None and second.last == j else name
    if name is None or name.first < floor or name.agency:
        return None
    if not name.noun and not (name.last == j and _hosts_by_name(here, name, i)):
        return None
    name = without_article(here, name, True)
    site = Site(name.first, j, "bare", 0.45 if name.noun else _UNKNOWN)
    site.take_name(name)
    return site


def _hosts_by_name(here: SiteReader, name: Name, i: int) -> bool:
    """True for a name that says nothing of what it is, where it is the subject of "host" at `i` and what it hosts follows:
    "Zuzu's will host Coffee with a Cop"; not a town, nor somebody's surname behind another word."""
    tokens, words = here.tokens, here.words
    if words.code != "en" or tokens.capital(name.first - 1):
        return False
    if any(words.has("titles", tokens.at(j)) for j in (name.first - 1, name.first)):
        return False  # "Chief Ann Dee, who hosted"
    j = i + 1
    while j < i + _MOST_TO_HOSTED and (words.has("articles", tokens.at(j)) or words.has("which_hosted", tokens.at(j))):
        j += 1
    if tokens.at(j) != MASK:
        return False
    text = tokens.slice(name.first, name.last)
    told = [word.removesuffix("'s") for word in tokens.low[name.first : name.last]]
    if told[-1] == "high" or all(words.has("articles", word) for word in told):
        return False  # a school, whose house is not told; "The restaurant will host it"
    return (
        text != here.near.city
        and not any(words.has(role, word) for word in told for role in ("agencies", "zones", "agency_places"))
        and ("'" in text or "’" in text or "&" in text or find_city(text) is None)
    )


def _hosts(here: SiteReader, j: int) -> bool:
    """True where the words at `j` make what stands before them the host: "hosts", "will again host"."""
    while here.words.has("before_host", here.tokens.at(j)):
        j += 1
    return here.words.has("hosts", here.tokens.at(j))


def are_told_to_be(here: SiteReader, first: int, after: int) -> bool:
    """True where several names one behind another are said to host, or to be the places: "A and B both hosted it", "The cafes
    were A and B"."""
    if here.words.code != "en":
        return False
    tokens, words = here.tokens, here.words
    is_them = tokens.at(first - 1) in ("are", "were", "include", "included") and words.has(
        "counted", tokens.at(first - 2)
    )
    return is_them or _hosts(here, after)


def _stands(here: SiteReader, i: int) -> bool:
    """True where the words at `i` go on to say where something stands: "is located at", "is on"."""
    tokens, words = here.tokens, here.words
    j = i
    while words.has("located", tokens.at(j)) and j < i + 3:
        j += 1
    return any(words.has(role, tokens.at(j)) for role in ("at", "in", "on", "near")) or tokens.digit(j)


def read_branch(here: SiteReader, i: int, floor: int) -> Site | None:
    """ "the Middle Road branch of McDonald's"."""
    tokens, words = here.tokens, here.words
    if not words.has("of", tokens.at(i + 1)):
        return None
    for first in range(i - 2, max(floor - 1, i - 7), -1):
        street = read_street(tokens, words, first) if tokens.capital(first) else None
        if (
            street is not None
            and street.last == i
            and street.sure
            and (not tokens.capital(first - 1) or words.has("articles", tokens.at(first - 1)))
        ):
            site = Site(first, i, "bare", 0.5)
            site.parts["street"] = (first, i)
            take_branch(here, site)
            return site if "venue" in site.parts else None
    return None


def _says_where(here: SiteReader, i: int) -> bool:
    """True for a French square right behind a verb or a noun, without a preposition: "seront présents place Gambetta"."""
    tokens, words = here.tokens, here.words
    before = tokens.at(i - 1)
    if not words.has("squares", tokens.at(i)) or words.code != "fr":
        return False
    if len(before) < _WORD or not before.isalpha() or tokens.capital(i - 1) or not tokens.capital(i + 1):
        return False
    small = ("articles", "of", "at", "in", "near", "adjectives", "and", "to")
    return not any(words.has(role, before) for role in (*small, "no_square_behind"))


def read_road(here: SiteReader, i: int, floor: int) -> Site | int | None:
    """A road at `i` whose own words say that it is one, without a preposition; with the venue before it."""
    tokens, words = here.tokens, here.words
    street = read_street(tokens, words, i)
    if street is None or not street.sure:
        return None
    if not street.numbered and words.code != "fr" and words.has("squares", tokens.at(i)):
        return read_bare(here, i, floor)
    if not street.numbered and words.code in ("es", "pt", "fr") and tokens.at(i - 1) != ",":
        before = tokens.at(i - 1)
        said = words.has("in", before) or words.has("at", before) or words.has("articles", before)
        if not said and not (words.code == "fr" and (here.followed(street.last) or _says_where(here, i))):
            return None
    dated = tokens.at(i - 1) == MASK or (tokens.at(i - 1) == "," and tokens.at(i - 2) == MASK)
    site = Site(i, street.last, "address" if street.numbered else "bare", 0.6 if street.numbered or dated else 0.35)
    if (
        words.code == "fr"
        and words.has("squares", tokens.at(i))
        and not tokens.capital(i)
        and (words.has("before_square", tokens.at(i - 1)) or _says_where(here, i))
    ):
        site.strength = max(site.strength, 0.5)  # "aura lieu place du Marché"
    site.parts["street"] = (street.first, street.last)
    if tokens.at(i - 1) in (",", "("):
        take_venue_before(here, site, i, floor)
    return take_tail(here, site)
