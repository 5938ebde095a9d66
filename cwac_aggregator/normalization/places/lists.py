"""Places told one behind another: lists, the street of the venue before, the mall behind a shop."""

from __future__ import annotations

from dataclasses import replace

from ..addresses import read_street
from ..place_words import MASK, chain_at
from ..venues import Name, read_name
from .parts import Site
from .sites import SiteReader
from .tail import take_tail
from .towns import has_street_behind


def take_more(here: SiteReader, found: list[Site], i: int) -> int:
    """Past the places listed behind one; the mall behind a shop and a comma is no place of its own."""
    told = len(found)
    _split_corner(here, found)
    stop = _listed(here, found, i)
    if len(found) != told + 1 or "venue" not in found[-1].parts or found[-1].again:
        return stop
    shop, mall = found[-2], found[-1]
    if mall.first != shop.last + 1 or here.tokens.at(shop.last) != "," or mall.chain or "street" in shop.parts:
        return stop
    found.pop()
    for part, span in mall.parts.items():
        if part != "venue":
            shop.parts.setdefault(part, span)
    shop.region, shop.country = shop.region or mall.region, shop.country or mall.country
    shop.last = mall.last
    return stop


def _split_corner(here: SiteReader, found: list[Site]) -> None:
    """A chain's shops on two roads are two, no corner: "McDonald's restaurants on Mill Road and Elm Street"."""
    tokens, words, site = here.tokens, here.words, found[-1]
    if not site.chain or "street" not in site.parts or "venue" not in site.parts:
        return
    first, last = site.parts["street"]
    kinds = tokens.low[site.parts["venue"][1] : first]
    on = words.has("on", tokens.at(first - 1)) and first >= site.parts["venue"][1]
    if not on or not any(word.endswith("s") and words.has("branch", word[:-1]) for word in kinds):
        return
    joint = next((k for k in range(first + 1, last - 1) if words.has("and", tokens.at(k))), 0)
    second = read_street(tokens, words, joint + 1) if joint else None
    if second is None or second.last != last or read_street(tokens, words, first, True) is None:
        return
    site.parts["street"] = (first, joint)
    other = Site(joint + 1, site.last, site.cue, site.strength, noun=site.noun, chain=True, again=True)
    other.parts.update({part: span for part, span in site.parts.items() if part != "street"}, street=(joint + 1, last))
    site.last = joint
    found.append(other)


def _listed(here: SiteReader, found: list[Site], i: int) -> int:
    """Places listed behind one: "at A (June 18), B (June 25) and C", "A on R Street and B on S Street"."""
    tokens, words = here.tokens, here.words
    strength = found[-1].strength - 0.1  # the fifth of a list is as sure as the second
    for _ in range(60):
        before = found[-1]
        if "venue" not in before.parts:
            return i
        j = i
        opened = False
        while tokens.at(j) in (MASK, "(", ")", "on", "from", "at") and j < i + 5:
            if tokens.at(j) == "at" and tokens.at(j + 1) != MASK:
                break
            opened = opened or tokens.at(j) == MASK
            j += 1
        joined = False
        while (tokens.at(j) in (",", ";") or words.has("and", tokens.at(j))) and j < i + 9:
            joined = True
            j += 1
        if not joined:
            return i
        if words.has("at", tokens.at(j)):
            if not (before.again or (before.chain and "street" in before.parts)) or not tokens.digit(j + 1):
                return i
            j += 1  # "at the Dunkin' on Elm Street, and at 7 Oak Avenue"
        if words.has("elided", tokens.at(j)) or (
            words.has("to", tokens.at(j)) and words.has("elided", tokens.at(j + 1))
        ):
            j += 1 + (not words.has("elided", tokens.at(j)))  # "at the Starbucks on Elm Street, to one on Oak Avenue"
        while tokens.at(j) in (MASK, "on", "from") and j < i + 12:
            j += 1
        j = here.articles(j)
        street = read_street(tokens, words, j) if "street" in before.parts else None
        if street is not None and street.sure and not tokens.capital(street.last) and before.noun:
            site = Site(j, street.last, before.cue, strength, noun=before.noun, chain=before.chain, again=True)
            site.parts.update(venue=before.parts["venue"], street=(street.first, street.last))
            found.append(take_tail(here, site))
            if "city" not in before.parts and "city" in site.parts and before.chain:
                before.town = tokens.slice(*site.parts["city"])  # "at 12 Elm St. and 40 Mill Road in Oakmont"
                before.region, before.country = site.region, site.country
            i = site.last
            continue
        if not tokens.capital(j) and not _is_small_name(here, j):
            return i
        name = read_name(tokens, words, j, here.near)
        if name is not None and words.has("agencies", tokens.at(name.after)):
            return i  # "at the mill; Oakmont police at the library"
        if name is None or name.agency:
            return i
        if tokens.at(j - 1) == ",":
            name = _up_to_and(here, name)
        last = words.has("articles", tokens.at(j - 1)) and tokens.at(name.after) in (".", "", MASK)
        opened = opened or (last and len(found) > 1 and name.last - name.first > 1)  # "A, B and the Java Joint."
        told = name.noun or opened or here.followed(name.after, True)
        if not told and not ("street" in before.parts and has_street_behind(here, name.after)):
            return i
        site = Site(j, name.after, "preposition" if before.cue != "bare" else "bare", strength)
        site.take_name(name)
        take_tail(here, site)
        if not name.noun and len(site.parts) < 2 and not opened:
            return i
        found.append(site)
        i = site.last
    return i


def _up_to_and(here: SiteReader, name: Name) -> Name:
    """The last but one of a list without the last, which "and" joins to it: "Java Joint, Bean Scene | and Perk Up Cafe"."""
    tokens, words = here.tokens, here.words
    for k in range(name.first + 1, name.last - 1):
        if words.has("and", tokens.at(k)) and tokens.at(k) not in ("&", "+", "n"):
            behind = name.last - k - 1
            if behind > 1 and words.noun(tokens.at(name.last - 1)) and not name.chain:
                return replace(name, last=k, after=k, noun=any(map(words.noun, tokens.low[name.first : k])))
    return name


def _is_small_name(here: SiteReader, j: int) -> bool:
    """Whether a name begins at `j` with its noun in small letters: "entre le café des Arts, | la brasserie du Lac et ..."."""
    tokens, words = here.tokens, here.words
    if words.code in ("en", "de") or not words.noun(tokens.at(j)):
        return False
    if words.code == "nl":
        return tokens.capital(j + 1)
    return words.has("articles", tokens.at(j - 1)) and any(tokens.capital(k) for k in (j + 1, j + 2, j + 3))


def takes_street(here: SiteReader, found: list[Site], site: Site) -> bool:
    """True where a street has been given to the venue named before: "X School. The school is located at ..."."""
    if not found or "street" not in site.parts:
        return False
    before = found[-1]
    if "street" in before.parts or "venue" not in before.parts or before.again:
        return False
    tokens, words = here.tokens, here.words
    if "venue" in site.parts:
        first, last = site.parts["venue"]
        if _is_shop_in(here, before, first):
            noun = ""  # "at Starbucks at the Parker Center, located at 12 Elm Street"
        elif not (tokens.at(first) in ("the", "this") and last == first + 2 and not tokens.capital(first + 1)):
            return False
        else:
            noun = tokens.at(first + 1)
    else:
        j = site.first
        while (
            j > 0
            and (words.has("located", tokens.at(j - 1)) or tokens.at(j - 1) in ("at", "on"))
            and site.first - j < 4
        ):
            j -= 1
        if tokens.at(j - 1) == "," and words.has("articles", tokens.at(j - 3)):
            j -= 1  # "Elm Diner will co-host it on Friday at the diner, 40 Elm Road"
            if tokens.at(j - 1) not in _words_of_venue(here, before):
                return False
        noun = tokens.at(j - 1)
        if (
            j == site.first
            or not words.has("articles", tokens.at(j - 2))
            or tokens.capital(j - 1)
            or not words.noun(noun)
        ):
            return False
    for part, span in site.parts.items():
        if part != "venue":
            before.parts.setdefault(part, span)
    before.region, before.country = before.region or site.region, before.country or site.country
    before.last = site.last
    before.strength = min(0.95, before.strength + 0.1)
    return True


def _words_of_venue(here: SiteReader, site: Site) -> list[str]:
    """The words of a site's venue."""
    return here.tokens.low[slice(*site.parts["venue"])]


def _is_shop_in(here: SiteReader, shop: Site, mall: int) -> bool:
    """True where a chain's shop is told right before the house it is in, whose name begins at `mall`."""
    tokens, words = here.tokens, here.words
    if not chain_at(tokens, shop.parts["venue"][0]) or chain_at(tokens, mall) or shop.last >= mall:
        return False
    between = tokens.low[shop.last : mall]
    return len(between) <= 2 and (words.has("at", between[0]) or words.has("in", between[0]))


def leave_unnamed(here: SiteReader, site: Site) -> None:
    """ "The stand is at 31 Copeland Drive": what is only called by its kind is named elsewhere."""
    if "street" in site.parts and "venue" in site.parts:
        first, last = site.parts["venue"]
        named = last - first - (here.tokens.raw(first) == "The")
        if here.tokens.raw(first) == "The" and (not named or (named == 1 and not here.tokens.capital(first + 1))):
            del site.parts["venue"]
