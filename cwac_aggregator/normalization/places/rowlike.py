"""Places told as in a row: beside a date, or behind their town and a mark."""

from __future__ import annotations

from ..addresses import city_words, read_region, read_street, town_by_name
from ..place_words import MASK, chain_at
from ..venues import read_name
from .bare import is_subject
from .in_town import read_town_with_venue
from .openings import opens_small, read_opening
from .parts import SEPARATORS, Site
from .sites import SiteReader
from .tail import take_tail

_MARKS = frozenset([",", ":", "(", "-", "–", "—", "|", "·"])
"""What parts a venue of a row from what stands behind it."""


def read_beside_date(here: SiteReader, i: int) -> Site | None:
    """ "April 12, Levee Street Lunch, 10 a.m.": a name between a date and a mark."""
    tokens, words = here.tokens, here.words
    j = i + 1
    if tokens.at(i + 1) == ")" and here.tokens.at(i + 2) in (",", "-", "–", "—", "|", ":"):
        j = i + 2  # "10.30 Uhr (Einlass ab 10.15 Uhr), Bürgerhaus"
    while tokens.at(j) in (",", "-", "–", "—", "|", ":", ".", "@", "·", "(", MASK) and j < i + 5:
        if tokens.at(j) == "." and not tokens.adjoins(j):
            return None
        j += 1
    if j == i + 1 and (town := read_town_with_venue(here, j)) is not None:
        return town  # "3. März Bocholt (Markt), 10. März Rhede (Rathausplatz)"
    close = j == i + 1 and tokens.at(i - 1) != "\n" and opens_small(here, j)  # "9h à 11h30 place du Marché"
    house = j == i + 1 and not close and _opens_house(here, j)
    if (j == i + 1 and not (close or house)) or tokens.at(j - 1) == ".":
        return None
    if tokens.at(j - 1) == MASK and not (close or house):
        return None
    if not (tokens.capital(j) or chain_at(tokens, j) or opens_small(here, j)):
        return None
    if (led := read_led_by_town(here, j)) is not None:
        return led
    name = read_name(tokens, words, j, here.near)
    if name is None and close and (street := read_street(tokens, words, j)) is not None and street.sure:
        site = Site(j, street.last, "bare", 0.6)
        site.parts["street"] = (street.first, street.last)
        return take_tail(here, site)  # "à 10 h place Carnot"
    if name is None or name.agency or name.last - name.first > 8 or is_subject(here, name):
        return None
    k = name.after
    if house and (name.generic or tokens.at(k) not in ("", "\n", ",", "(", ")")):
        return None
    sure = here.followed(k, True) or (name.noun and tokens.at(k) == "," and here.city_like(k + 1))
    while tokens.at(k) in (",", "-", "–", "—", "|", "@", "(", "·"):
        k += 1
    if not (
        sure
        or (k > name.after and tokens.at(k) == MASK)
        or (name.noun and tokens.at(k) in ("", ".", "\n", MASK, ")"))
        or (words.code != "en" and name.noun and not close and tokens.at(name.after) in _MARKS)  # "Bürgerhaus, Raum 2"
        or _are_bracketed(here, j, name.after)
        or (close and name.noun and not name.generic and k == name.after and not tokens.capital(k))
    ):
        return None
    site = Site(j, name.after, "bare", 0.6 if sure or name.noun else 0.4)
    site.take_name(name)
    return take_tail(here, site)


def _opens_house(here: SiteReader, j: int) -> bool:
    """True for the noun of a common house in a language that puts it first: "9-12 Uhr Gemeindeamt Abtenau"."""
    tokens, words = here.tokens, here.words
    return words.code in ("de", "nl") and tokens.capital(j) and words.has("landmarks", tokens.at(j))


def _are_bracketed(here: SiteReader, first: int, after: int) -> bool:
    """Whether a name stands in brackets behind its day, as others do: "March 10 (Wagon Wheel), April 14 (Elm Diner)"."""
    tokens = here.tokens
    if tokens.at(first - 1) != "(" or tokens.at(after) != ")":
        return False
    behind_days = [k for k, word in enumerate(tokens.low) if word == "(" and tokens.at(k - 1) == MASK]
    return len(behind_days) > 1 and all(tokens.capital(k + 1) for k in behind_days)


def past_town(here: SiteReader, j: int) -> int:
    """The index after a town at `j` and the mark that parts it from its venue ("Lenzing, Kulturzentrum"), or 0."""
    tokens, words = here.tokens, here.words
    stop = city_words(tokens, words, j)
    if not stop or tokens.at(stop) not in (",", ":", "-", "–", "—", "|", "/", "·", "(") or tokens.adjoins(stop + 1):
        return 0
    name = tokens.slice(j, stop)
    if words.noun(tokens.at(stop - 1)) or not town_by_name(name, here.near, words.code):
        return 0
    k = stop + 1
    while k < stop + 8:
        dated = tokens.at(k + 1) == MASK and len(tokens.at(k)) <= 3  # "Melle : jeudi 6 juin, de 14 h à 16 h"
        if not dated and tokens.at(k) not in (",", ":", "-", "–", "—", "|", "·", MASK):
            break
        k += 1
    return k


def read_led_by_town(here: SiteReader, j: int) -> Site | None:
    """A venue or street behind its town: "Lenzing, Kulturzentrum, 9 bis 12 Uhr", "Hamois : salle communale"."""
    tokens, words = here.tokens, here.words
    k = past_town(here, j)
    if not k:
        return None
    while words.has("in", tokens.at(k)) or words.has("at", tokens.at(k)):
        k += 1
    k = here.articles(k)
    if not (tokens.capital(k) or tokens.digit(k) or opens_small(here, k) or tokens.at(k) in '"“„«»'):
        return None
    stop = city_words(tokens, words, j)
    if (region := read_region(tokens, k, here.near)) is not None and tokens.at(region[0]) in (*SEPARATORS, "", "."):
        return None  # "Marshall, Texas"
    site = read_opening(here, k, "bare", 0.65)
    if site is not None and "venue" in site.parts and "street" not in site.parts and _goes_on(here, site):
        return None  # "ROMNEY — The Hampshire County Sheriff's Office will hold ..."
    if site is not None and _is_person(here, site):
        return None  # "VERONA — Sgt. Ann Dee, known to many, retired"
    if site is None or not ("street" in site.parts or site.noun or here.followed(site.last)):
        return None
    if "venue" in site.parts and not site.noun and tokens.at(site.last) not in (",", "", "(", MASK, "–", "-", "\n"):
        return None
    if "city" not in site.parts:
        site.parts["city"] = (j, stop)
    site.first = j
    return site


def _is_person(here: SiteReader, site: Site) -> bool:
    """True where a name that no word makes a venue's is somebody's, by rank or by what is said behind it."""
    if "venue" not in site.parts or "street" in site.parts or site.noun:
        return False
    first, last = site.parts["venue"]
    ranked = last - first > 1 and here.words.has("titles", here.tokens.at(first))
    return (ranked and not any("'" in word for word in here.tokens.low[first:last])) or here.behind_person(site.last)


def _goes_on(here: SiteReader, site: Site) -> bool:
    """True where a sentence goes on behind a name, or the name is an agency's: it opens a story, no row."""
    tokens, words = here.tokens, here.words
    first, last = site.parts["venue"]
    if any(words.has("agencies", word) for word in tokens.low[first:last]):
        return True
    word = tokens.at(site.last)
    small = word.isalpha() and not tokens.capital(site.last)
    return small and not any(words.has(role, word) for role in ("at", "in", "on", "near", "articles", "and", "of"))
