"""Places in running prose, found at the words that promise one: prepositions, house numbers, labels, telling nouns.

Each promise is read in a file of its own: `place_after.py`, `place_addresses.py`, `place_bare.py`, `place_openings.py`, `place_rowlike.py`.
"""

from __future__ import annotations

from functools import cache

from ..addresses import read_street
from ..place_words import MASK, chain_at, chains, place_words
from .addresses import read_address, read_located
from .after import past_landmark, read_after
from .bare import are_told_to_be, is_second_word_of_street, read_bare, read_branch, read_host, read_road
from .lists import leave_unnamed, take_more, takes_street
from .openings import read_label
from .parts import Site
from .rowlike import past_town, read_beside_date, read_led_by_town
from .sites import SiteReader

_SPREAD_WITHIN = 4
"""Words between a word of spreading and its "between"."""


class Prose(SiteReader):
    """One pass over a text, looking for places at the words that promise one."""

    __slots__ = ()

    def sites(self) -> list[Site]:
        """All places, left to right."""
        found: list[Site] = []
        roles = _roles(self.words.code)
        i = 0
        for i0, word in enumerate(self.tokens.low):
            if i0 < i:
                continue
            role = roles.get(word)
            if i0 == 0 and role not in ("mask", "label") and past_town(self, 0):
                role = "town"
            if role is None:
                first = word[0]
                if first.isdecimal():
                    role = "number"
                elif (
                    len(word) > 6
                    and self.words.endings
                    and self.tokens.capital(i0)
                    and (self.words.noun(word) or self.words.road(word))
                ) or (self.words.code == "de" and is_second_word_of_street(self.tokens, self.words, i0)):
                    role = "noun"
                else:
                    continue
            site = self._site_at(i0, role, i)
            if isinstance(site, int):
                i = max(i, site)
            elif site is not None:
                if takes_street(self, found, site):
                    i = max(site.last, i0 + 1)
                    continue
                leave_unnamed(self, site)
                if found and _is_town_of(self, found[-1], site):
                    site.parts["city"] = found[-1].parts["city"]
                    site.region, site.country = found[-1].region, found[-1].country
                found.append(site)
                i = max(site.last, i0 + 1)
                told = len(found)
                i = take_more(self, found, i)
                if len(found) > told and site.cue == "bare" and are_told_to_be(self, site.first, i):
                    for one in found[told - 1 :]:
                        one.strength = max(one.strength, 0.5)
        return found

    def _site_at(self, i: int, role: str, floor: int) -> Site | int | None:
        tokens, words = self.tokens, self.words
        if role == "number":
            return (self._opens_name(i) and read_bare(self, i + 1, floor)) or read_address(self, i, floor)
        if role == "mask":
            return read_beside_date(self, i)
        if role == "town":
            return read_led_by_town(self, i)
        if role == "chain":
            return read_bare(self, i, floor) if chain_at(tokens, i) else None  # not "First" of "First Watch"
        if role in ("near", "apart") and self._is_spread(i):
            return read_after(self, i, "at", floor)
        if role == "near":
            return past_landmark(self, i)
        if role == "apart":
            return None
        if role == "label":
            return (
                read_label(self, i)
                or read_branch(self, i, floor)
                or (words.noun(tokens.at(i)) and read_bare(self, i, floor))
                or None
            )
        if role in ("at", "in", "to"):
            if role == "in" and words.match("near_phrases", tokens, i):
                return past_landmark(self, i)
            return read_after(self, i, role, floor)
        if role == "located":
            return read_located(self, i, floor)
        if role == "hosts":
            return read_host(self, i, floor)
        if role == "road":
            return read_road(self, i, floor)
        if role == "branch":
            return read_branch(self, i, floor) or read_bare(self, i, floor)
        return read_bare(self, i, floor)

    def _opens_name(self, i: int) -> bool:
        """Whether the number at `i` opens a shop's name: "1912 Coffee", "3 Brothers Pizza"; not a house number."""
        tokens, words = self.tokens, self.words
        if words.code != "en" or not tokens.capital(i + 1) or tokens.capital(i - 1):
            return False
        shop = next((k for k in range(i + 1, i + 4) if not tokens.capital(k + 1)), i)
        street = read_street(tokens, words, i)
        behind = tokens.at(shop + 1)
        ends = not behind.isalpha() or words.has("behind_number", behind) or words.has("hosts", behind)
        return ends and words.has("goods", tokens.at(shop)) and (street is None or not street.sure)

    def _is_spread(self, i: int) -> bool:
        """Whether "between" stands behind a word of spreading: "officers split their time between Java Joint, ..."."""
        if not self.words.has("apart", self.tokens.at(i)):
            return False
        return any(self.words.has("spread", self.tokens.at(k)) for k in range(max(0, i - _SPREAD_WITHIN), i))


def _is_town_of(here: SiteReader, town: Site, site: Site) -> bool:
    """True where a town alone stands right before a place that tells none: "in Kenton at Plum Diner"."""
    if "city" not in town.parts or "venue" in town.parts or "street" in town.parts:
        return False
    if "city" in site.parts or "venue" not in site.parts:
        return False
    between = here.tokens.low[town.last : site.parts["venue"][0]]
    return len(between) < 4 and any(here.words.has("at", word) for word in between)


@cache
def _roles(code: str) -> dict[str, str]:
    """What each word promises; the surest promise wins."""
    words = place_words(code)
    table: dict[str, str] = {MASK: "mask"}
    table |= dict.fromkeys(words.words["nouns"], "noun")
    table |= dict.fromkeys(words.words["street_types"] if code == "nl" else (), "noun")  # "Laan van Meerdervoort 9"
    table |= dict.fromkeys(words.words["branch"], "branch")
    table |= {first: "chain" for first in chains() if len(first) > 1 and first not in table}  # not "a" of "A&W"
    table |= dict.fromkeys(words.words["street_prefixes"], "road")
    table |= dict.fromkeys(words.phrases["corner"], "road")
    table |= dict.fromkeys(words.phrases["labels"], "label")
    table |= dict.fromkeys(words.words["hosts"], "hosts")
    table |= dict.fromkeys(words.words["located"], "located")
    table |= dict.fromkeys(words.words["on"], "in")
    table |= dict.fromkeys(words.words["near"], "near")
    table |= {first: "near" for first in words.phrases["near_phrases"] if first not in table}
    for role in ("to", "in", "at"):
        table |= dict.fromkeys(words.words[role] - words.words["near"], role)
    table |= {word: "apart" for word in words.words["apart"] if word not in table}
    return table
