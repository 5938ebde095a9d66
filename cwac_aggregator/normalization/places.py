"""Where something takes place, as printed: venue, street, city, region, postcode, country, in six languages.

`parse_place` reads a text that is nothing but a place; `find_places` finds places in running prose. Both are pure, take
time linear in the text, and print the words as they stand: what is not printed stays None.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from cwac_aggregator.model import Place

from .addresses import Street, read_street
from .localities import Locality, city_words, known_city, read_locality, read_region
from .place_words import MASK, PlaceWords, Words, chain_at, chains, cut, place_words
from .venues import Name, look_back, read_name, skip_room

Cue = Literal["address", "preposition", "label", "bare"]
Span = tuple[int, int]
_SEPARATORS = frozenset((",", "-", "–", "—", "|", "/", "\n", ":", "·", "•", ";"))
_ENDS = _SEPARATORS | {"", "(", ".", MASK}
_PAREN = 14


@dataclass(frozen=True, slots=True)
class PlaceText:
    """The parts of a place as printed; `region` is ISO 3166-2 without the country, `country` ISO 3166-1 alpha-2."""

    venue: str | None = None
    street: str | None = None
    city: str | None = None
    region: str | None = None
    postcode: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """One place found in running text.

    `begin` and `stop` are character offsets; `parts` maps a field to the offsets of its words; `cue` is how it was
    found; `strength`, 0 to 1, says how surely this is where something takes place.
    """

    begin: int
    stop: int
    place: PlaceText
    parts: Mapping[str, Span]
    cue: Cue
    strength: float


@dataclass(slots=True)
class _Site:
    """A place while it is being read: parts as token indexes, `last` the index behind all of it."""

    first: int
    last: int
    cue: Cue
    strength: float
    parts: dict[str, Span] = field(default_factory=dict)
    region: str | None = None
    country: str | None = None
    noun: bool = False
    chain: bool = False
    again: bool = False

    def take_name(self, name: Name) -> None:
        """Take a venue's name."""
        self.parts["venue"] = (name.first, name.last)
        self.last = max(self.last, name.after)
        self.noun, self.chain = name.noun, name.chain
        if name.road is not None:
            self.parts.setdefault("street", name.road)
        if name.town is not None:
            self.parts.setdefault("city", name.town)

    def take_locality(self, found: Locality) -> None:
        """Take town, region and postcode as far as they are not known yet."""
        for part in ("city", "region", "postcode"):
            span: Span | None = getattr(found, part)
            if span is not None and (part not in self.parts or part == "city"):
                self.parts[part] = span
        self.region = self.region or found.region_code
        self.country = self.country or found.country
        self.last = max(self.last, found.last)

    def done(self, tokens: Words) -> PlaceSpan:
        """The finished span."""
        text = tokens.text
        parts = {part: (tokens.starts[a], tokens.ends[b - 1]) for part, (a, b) in self.parts.items()}
        first = self.first if self.again else min(self.first, *(a for a, _ in self.parts.values()))
        values = {part: text[a:b] for part, (a, b) in parts.items() if part != "region"}
        place = PlaceText(**values, region=self.region, country=self.country)
        stop = max(max(b for _, b in parts.values()), tokens.ends[min(self.last, len(tokens.ends)) - 1])
        return PlaceSpan(tokens.starts[first], stop, place, MappingProxyType(parts), self.cue, round(self.strength, 2))


def find_places(text: str, language: str, near: Place, masked: Sequence[Span] = ()) -> list[PlaceSpan]:
    """Find the places a running text names, left to right.

    `language` is one of `LANGUAGES`; `near` is the publisher's place, which makes its own towns known; `masked` are
    character offsets of dates, times and program names, which never become part of a place.
    """
    words = place_words(language)
    tokens = cut(text, words.code, masked)
    return [site.done(tokens) for site in _Finder(tokens, words, near).sites()]


class _Finder:
    """One pass over a text, looking for places at the words that promise one."""

    __slots__ = ("near", "tokens", "words")

    def __init__(self, tokens: Words, words: PlaceWords, near: Place) -> None:
        self.tokens, self.words, self.near = tokens, words, near

    def sites(self) -> list[_Site]:
        """All places, left to right."""
        found: list[_Site] = []
        roles = _roles(self.words.code)
        i = 0
        for i0, word in enumerate(self.tokens.low):
            if i0 < i:
                continue
            role = roles.get(word)
            if role is None:
                first = word[0]
                if first.isdecimal():
                    role = "number"
                elif (
                    len(word) > 6
                    and self.words.endings
                    and self.tokens.capital(i0)
                    and (self.words.noun(word) or self.words.road(word))
                ):
                    role = "noun"
                else:
                    continue
            site = self._site_at(i0, role, i)
            if isinstance(site, int):
                i = max(i, site)
            elif site is not None:
                if self._same(found, site):
                    i = max(site.last, i0 + 1)
                    continue
                found.append(site)
                i = max(site.last, i0 + 1)
                i = self._more(found, i)
        return found

    def _same(self, found: list[_Site], site: _Site) -> bool:
        """True where a street has been given to the venue named before: "X School. The school is located at ..."."""
        if not found or "street" not in site.parts:
            return False
        before = found[-1]
        if "street" in before.parts or "venue" not in before.parts or before.again:
            return False
        tokens, words = self.tokens, self.words
        if "venue" in site.parts:
            first, last = site.parts["venue"]
            if not (tokens.at(first) in ("the", "this") and last == first + 2 and not tokens.capital(first + 1)):
                return False
            noun = tokens.at(first + 1)
        else:
            j = site.first
            while (
                j > 0
                and (words.has("located", tokens.at(j - 1)) or tokens.at(j - 1) in ("at", "on"))
                and site.first - j < 4
            ):
                j -= 1
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

    def _site_at(self, i: int, role: str, floor: int) -> _Site | int | None:
        tokens, words = self.tokens, self.words
        if role == "number":
            return self._address(i, floor)
        if role == "mask":
            return self._beside_date(i)
        if role == "near":
            return self._landmark(i)
        if role == "label":
            return self._label(i) or self._branch_of(i, floor)
        if role in ("at", "in", "to"):
            if role == "in" and words.match("near_phrases", tokens, i):
                return self._landmark(i)
            return self._after(i, role, floor)
        if role == "located":
            return self._located(i, floor)
        if role == "hosts":
            return self._host(i, floor)
        if role == "road":
            return self._road(i, floor)
        if role == "branch":
            return self._branch_of(i, floor) or self._bare(i, floor)
        return self._bare(i, floor)

    # --- by what stands before -------------------------------------------------------------------------------------

    def _after(self, i: int, role: str, floor: int) -> _Site | None:
        """A place after a preposition at `i`."""
        tokens, words = self.tokens, self.words
        front = words.match("front", tokens, i)
        j = front or i + 1
        if role == "at" and tokens.at(i) == "@" and tokens.adjoins(i) and tokens.at(i - 1) not in (MASK, ")", ".", ","):
            return None
        j = self._articles(j)
        begin = j
        if not (tokens.capital(j) or tokens.digit(j) or tokens.at(j) in '"“„«@' or self._lower(j)):
            return None
        inner = skip_room(tokens, words, j)
        roomed = inner != j
        j = inner
        sure = 0.8 if role == "at" or front else 0.6
        if not roomed or tokens.digit(j):
            street = self._street(j, role, begin > i + 1)
            if street is not None:
                site = _Site(
                    j, street.last, "address" if street.numbered else "preposition", 0.75 if street.numbered else 0.5
                )
                site.parts["street"] = (street.first, street.last)
                self._venue_before(site, i, floor, said=True)
                return self._tail(site)
        if words.has("on", tokens.at(i)) and (site := self._on_road(i, j, floor)) is not None:
            return site
        if tokens.digit(j) and not tokens.capital(j + 1) and not chain_at(tokens, j):
            return None
        name = read_name(tokens, words, j, self.near)
        if name is None:
            return self._town(i, j) if role == "in" else None
        article = begin > (front or i + 1)
        if role == "in" and not roomed and not name.chain and not (article and name.noun):
            town = self._town(i, j)
            if town is not None:
                return town
            if not name.noun and not (article and words.code == "en" and self._followed(name.after)):
                return None
        if words.has("on", tokens.at(i)) and not name.noun:
            return None
        if role == "to" and not roomed and not (name.noun and not name.agency) and not self._followed(name.after, True):
            return None
        if role == "at" and not roomed and not name.noun and not self._venueable(name, article):
            return None
        lone = name.last - name.first == 1 and not name.chain
        if (
            words.code in ("de", "nl")
            and lone
            and not article
            and not roomed
            and words.at_bare(tokens.at(i))
            and not self._followed(name.after, True)
        ):
            return None
        if (
            name.agency
            and not any(words.has("agency_places", w) for w in tokens.low[name.first : name.last])
            and not name.generic
        ):
            return None
        site = _Site(j, name.after, "preposition", sure)
        site.take_name(name)
        if name.generic:
            site.strength -= 0.1
        elif not name.noun:
            site.strength -= 0.15
        if name.agency:
            site.strength -= 0.2
        return self._tail(site)

    def _on_road(self, i: int, j: int, floor: int) -> _Site | None:
        """ "Barista Brothers on Railroad Fork": a road of any type, because a name stands before "on"."""
        tokens, words = self.tokens, self.words
        street = read_street(tokens, words, j, True)
        if street is None or tokens.capital(street.last) or street.last - j < 2:
            return None
        name = look_back(tokens, words, i, self.near)
        if name is None or name.first < floor or name.last != i or name.agency or name.last - name.first < 2:
            return None
        site = _Site(name.first, street.last, "bare", 0.5)
        site.take_name(name)
        site.parts["street"] = (street.first, street.last)
        return self._tail(site)

    def _articles(self, j: int) -> int:
        """Past articles and small adjectives before a name."""
        tokens, words = self.tokens, self.words
        start = j
        while (
            j < start + 4
            and not tokens.capital(j)
            and (
                words.has("articles", tokens.at(j))
                or (words.has("adjectives", tokens.at(j)) and not words.match("generic", tokens, j))
            )
        ):
            j += 1
        return j

    def _lower(self, j: int) -> bool:
        tokens, words = self.tokens, self.words
        if words.match("generic", tokens, j) or words.has("rooms", tokens.at(j)) or words.match("corner", tokens, j):
            return True
        if words.code not in ("en", "de"):
            return words.noun(tokens.at(j)) or words.has("street_prefixes", tokens.at(j))
        return words.has("routes", tokens.at(j)) or any(words.has("rooms", tokens.at(k)) for k in (j + 1, j + 2))

    def _street(self, j: int, role: str, article: bool) -> Street | None:
        """A street right after a preposition; a road without number only where its words are a road's."""
        tokens, words = self.tokens, self.words
        street = read_street(tokens, words, j)
        if street is None:
            return None
        if street.numbered and (street.sure or (role == "at" and tokens.digit(j))):
            return street
        if street.numbered and not street.sure:
            return street if tokens.digit(j) and self._followed(street.last) else None
        if not street.sure or tokens.capital(street.last):
            return None
        return street if words.code == "fr" or not words.has("squares", tokens.at(j)) else None

    def _followed(self, j: int, strict: bool = False) -> bool:
        """True where token `j` is what follows a place: a street, "in Town", a mark or a date."""
        tokens, words = self.tokens, self.words
        word = tokens.at(j)
        if word in (",", "("):
            return read_street(tokens, words, j + 1, True) is not None if strict else True
        if words.has("on", word) or word == "at":
            return read_street(tokens, words, j + 1) is not None
        if words.has("in", word):
            return tokens.capital(j + 1)
        return not strict and word in ("", ".", MASK, "from", "on", "and", ";", ")", "to", "for", "this")

    def _venueable(self, name: Name, article: bool) -> bool:
        """True where a name without a telling word may be a venue after "at"."""
        tokens, words = self.tokens, self.words
        following = tokens.at(name.after)
        if name.agency:
            return False
        if following in ("'s", "’s") or (
            words.has("titles", tokens.at(name.first)) and not words.has("keep_titles", tokens.at(name.first))
        ):
            return False
        if words.code == "de":
            return (name.last - name.first > 1 and self._followed(name.after)) or self._followed(name.after, True)
        return True

    def _town(self, i: int, j: int) -> _Site | None:
        """A town alone after "in"; weak, but it says where."""
        tokens, words = self.tokens, self.words
        if words.phrases.get("town_in") and tokens.at(i) not in words.words["town_in"]:
            return None
        stop = city_words(tokens, words, j, self.near)
        if not stop:
            return None
        found = read_locality(tokens, words, j, self.near)
        if found is None or found.city is None:
            return None
        name = tokens.slice(*found.city)
        if found.region is None and not known_city(name, self.near):
            return None
        site = _Site(j, found.last, "preposition", 0.3)
        site.take_locality(found)
        return site

    def _landmark(self, i: int) -> int | None:
        """Past the name after "near", "across from": it is not the place."""
        tokens, words = self.tokens, self.words
        j = self._articles(words.match("near_phrases", tokens, i) or i + 1)
        if not tokens.capital(j):
            return None
        name = read_name(tokens, words, j, self.near)
        return name.after if name is not None else None

    def _label(self, i: int) -> _Site | None:
        """A place after "Location:"."""
        tokens, words = self.tokens, self.words
        stop = words.match("labels", tokens, i)
        if (
            not stop
            or not (tokens.at(stop) == ":" and (tokens.capital(i) or i == 0))
            and not tokens.low[stop - 1] == "is"
        ):
            return None
        if tokens.low[stop - 1] == "is":
            stop -= 1
        j = stop + 1
        while tokens.at(j) in ("\n", "-", "@", MASK) and j < stop + 4:
            j += 1
        if words.has("at", tokens.at(j)) or words.has("in", tokens.at(j)):
            j += 1
        j = self._articles(j)
        return self._open(j, "label", 0.9)

    def _open(self, j: int, cue: Cue, strength: float) -> _Site | None:
        """A venue or a street that starts at `j`."""
        tokens, words = self.tokens, self.words
        j = skip_room(tokens, words, j)
        street = read_street(tokens, words, j)
        if street is not None and (street.numbered or (street.sure and not tokens.capital(street.last))):
            site = _Site(j, street.last, cue, strength)
            site.parts["street"] = (street.first, street.last)
            return self._tail(site)
        name = read_name(tokens, words, j, self.near)
        if name is None:
            return None
        site = _Site(j, name.after, cue, strength)
        site.take_name(name)
        return self._tail(site)

    # --- by what follows -------------------------------------------------------------------------------------------

    def _address(self, i: int, floor: int) -> _Site | None:
        """A house number at `i` with its street; the venue is looked for before it."""
        tokens, words = self.tokens, self.words
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
            before in _SEPARATORS
            or before in ("(", "at", "on", "in", "", MASK, "@", "au", ".", '"')
            or words.has("at", before)
        )
        street = read_street(tokens, words, i, loose=before == "," and floor < i - 1)
        if street is None or not street.numbered or not (street.sure or lead):
            return None
        if not street.sure and not self._followed(street.last):
            return None
        site = _Site(i, street.last, "address", 0.7 if street.sure else 0.45)
        site.parts["street"] = (street.first, street.last)
        self._venue_before(site, i, floor)
        return self._tail(site)

    def _venue_before(self, site: _Site, i: int, floor: int, said: bool = False) -> None:
        """Take the venue's name that ends before the street at `i`."""
        tokens, words = self.tokens, self.words
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
            if word == ")" and (opening := self._paren_back(j - 1)) > floor:
                j = opening
                continue
            break
        if j == i and not said:
            return
        name = look_back(tokens, words, j, self.near)
        if name is None or name.first < floor or (name.agency and not name.noun):
            return
        if name.last - name.first == 1 and not name.noun and tokens.at(j) not in _SEPARATORS and tokens.at(j) != "(":
            return
        name = self._without_article(name, tokens.at(j) in ("is", "sits", "are", "stands"))
        site.take_name(name)
        site.first = min(site.first, name.first)
        site.strength = min(0.9, site.strength + 0.1)

    def _paren_back(self, j: int) -> int:
        for k in range(j - 1, max(-1, j - _PAREN), -1):
            if self.tokens.at(k) == "(":
                return k
        return -1

    def _without_article(self, name: Name, subject: bool) -> Name:
        """Without a "The" that only opens the sentence."""
        tokens = self.tokens
        if (
            subject
            and tokens.raw(name.first) == "The"
            and name.last - name.first > 3
            and tokens.at(name.first - 1) in ("", ".", "!", "?", "\n")
        ):
            return Name(name.first + 1, name.last, name.after, name.noun, name.chain, name.generic, name.agency)
        return name

    def _located(self, i: int, floor: int) -> _Site | None:
        """ "X is located at ADDRESS", "X is on Main Avenue", "X sits at ADDRESS"."""
        tokens, words = self.tokens, self.words
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
        street = read_street(tokens, words, j, loose=tokens.digit(j))
        if street is None or not (street.numbered or street.sure) or tokens.capital(street.last):
            return None
        name = look_back(tokens, words, i, self.near)
        if name is None or name.first < floor:
            return None
        name = self._without_article(name, True)
        site = _Site(name.first, street.last, "address", 0.75 if street.numbered else 0.6)
        site.take_name(name)
        site.parts["street"] = (street.first, street.last)
        if name.agency:
            site.strength -= 0.35
        return self._tail(site)

    def _beside_date(self, i: int) -> _Site | None:
        """ "April 12, Levee Street Lunch, 10 a.m.": a name between a date and a mark."""
        tokens, words = self.tokens, self.words
        j = i + 1
        while tokens.at(j) in (",", "-", "–", "—", "|", ":", ".", "@", "·", "(", MASK) and j < i + 5:
            if tokens.at(j) == "." and not tokens.adjoins(j):
                return None
            j += 1
        if j == i + 1 or tokens.at(j - 1) in (".", MASK) or not (tokens.capital(j) or chain_at(tokens, j)):
            return None
        name = read_name(tokens, words, j, self.near)
        if name is None or name.agency or name.last - name.first > 8:
            return None
        k = name.after
        sure = self._followed(k, True)
        while tokens.at(k) in (",", "-", "–", "—", "|", "@", "(", "·"):
            k += 1
        if not (
            sure or (k > name.after and tokens.at(k) == MASK) or (name.noun and tokens.at(k) in ("", ".", "\n", MASK))
        ):
            return None
        site = _Site(j, name.after, "bare", 0.6 if sure or name.noun else 0.4)
        site.take_name(name)
        return self._tail(site)

    def _host(self, i: int, floor: int) -> _Site | None:
        """A venue as host: "Coffee House on Main will host"."""
        tokens, words = self.tokens, self.words
        j = i
        while j > floor and tokens.at(j - 1) in ("will", "is", "to", "are", "was", "again", "also") and i - j < 3:
            j -= 1
        name = look_back(tokens, words, j, self.near)
        if name is None or name.first < floor or name.agency or not name.noun:
            return None
        name = self._without_article(name, True)
        site = _Site(name.first, j, "bare", 0.45)
        site.take_name(name)
        return site

    def _branch_of(self, i: int, floor: int) -> _Site | None:
        """ "the Middle Road branch of McDonald's"."""
        tokens, words = self.tokens, self.words
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
                site = _Site(first, i, "bare", 0.5)
                site.parts["street"] = (first, i)
                self._branch(site)
                return site if "venue" in site.parts else None
        return None

    def _road(self, i: int, floor: int) -> _Site | int | None:
        """A road at `i` whose own words say that it is one, without a preposition; with the venue before it."""
        tokens, words = self.tokens, self.words
        street = read_street(tokens, words, i)
        if street is None or not street.sure:
            return None
        if not street.numbered and words.code != "fr" and words.has("squares", tokens.at(i)):
            return self._bare(i, floor)
        if not street.numbered and words.code in ("es", "pt", "fr") and not tokens.at(i - 1) == ",":
            before = tokens.at(i - 1)
            said = words.has("in", before) or words.has("at", before) or words.has("articles", before)
            if not said and not (words.code == "fr" and self._followed(street.last)):
                return None
        site = _Site(i, street.last, "address" if street.numbered else "bare", 0.6 if street.numbered else 0.35)
        site.parts["street"] = (street.first, street.last)
        if tokens.at(i - 1) in (",", "("):
            self._venue_before(site, i, floor)
        return self._tail(site)

    def _bare(self, i: int, floor: int) -> _Site | int | None:
        """A name with a telling word at `i`, without a preposition."""
        tokens, words = self.tokens, self.words
        if not tokens.capital(i):
            return None
        if words.code == "de":
            street = read_street(tokens, words, i)
            if street is not None and street.numbered and street.sure:
                site = _Site(i, street.last, "address", 0.55)
                site.parts["street"] = (street.first, street.last)
                return self._tail(site)
        name = look_back(tokens, words, i + 1, self.near, beyond=True)
        if name is None or name.first < floor:
            name = read_name(tokens, words, i, self.near)
        if name is None or (name.last - name.first < 2 and not name.chain) or name.agency or not name.noun:
            return None
        site = _Site(name.first, name.after, "bare", 0.35 if name.chain else 0.3)
        if self._followed(name.after, True):
            site.strength += 0.2
        elif words.code == "de":
            return name.after
        if words.has("located", tokens.at(name.after)) and not name.chain:
            return None
        name = self._without_article(name, True)
        site.take_name(name)
        return self._tail(site)

    # --- what belongs to a place that has been found ---------------------------------------------------------------

    def _tail(self, site: _Site) -> _Site:
        """Take the street and the town that follow."""
        tokens, words = self.tokens, self.words
        for _ in range(9):
            before = site.last
            if not self._tail_step(site) or site.last == before:
                break
        if "street" in site.parts and "venue" in site.parts:
            site.strength = min(0.95, site.strength + 0.1)
        if "venue" not in site.parts and "street" in site.parts:
            self._branch(site)
        return site

    def _branch(self, site: _Site) -> None:
        """ "the 40 N. Bridge St. location of McDonald's"."""
        tokens, words = self.tokens, self.words
        j = site.last
        if words.has("branch", tokens.at(j)) and words.has("of", tokens.at(j + 1)):
            name = read_name(tokens, words, self._articles(j + 2), self.near)
            if name is not None:
                site.take_name(name)
                self._tail_step(site)

    def _tail_step(self, site: _Site) -> bool:
        tokens, words = self.tokens, self.words
        j = site.last
        word = tokens.at(j)
        if not word or word == ".":
            return False
        paren = word == "("
        comma = word in (",", "-", "–", "—", "\n", "|", "/", ":")
        if paren or comma:
            j += 1
            while tokens.at(j) in ("\n", "(") and j < site.last + 3:
                j += 1
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
        marked = self._articles(j)
        if "street" not in site.parts:
            loose = tokens.digit(marked) and (comma or paren or said or inside)
            loose = loose or on or (comma and (words.number_after or site.chain))
            street = read_street(tokens, words, marked, loose)
            if street is not None and self._fits(site, street, comma or paren, said, inside, on, marked > j):
                site.parts["street"] = (street.first, street.last)
                site.last = street.last + (paren and tokens.at(street.last) == ")")
                return True
        if "city" not in site.parts:
            if self._take_town(site, marked if inside else j, comma, paren, inside, lead):
                return True
        elif comma and "postcode" not in site.parts and tokens.digit(j):
            found = read_locality(tokens, words, j, self.near)
            if found is not None and found.postcode is not None and len(tokens.raw(found.postcode[0])) != 4:
                site.take_locality(found)
                return True
        if paren:
            return self._skip_paren(site)
        if inside and lead != "at" and (tokens.capital(marked) or marked > j):
            # a shop in a mall: the shop
            room = skip_room(tokens, words, marked)
            name = read_name(tokens, words, room, self.near)
            if name is not None and name.noun and not name.agency:
                site.last = name.after
                return True
        if comma and word == ",":
            return self._skip_room(site, j)
        if (
            word == MASK
            and "street" not in site.parts
            and "city" not in site.parts
            and (words.has("in", tokens.at(j + 1)) or words.has("at", tokens.at(j + 1)))
        ):
            probe = j + 2
            if tokens.capital(probe) and self._city_like(probe, False):
                site.last = j + 1
                return True
        return False

    def _fits(
        self, site: _Site, street: Street, comma: bool, said: bool, inside: bool, on: bool, article: bool
    ) -> bool:
        """True where a street found behind a venue is the venue's."""
        tokens, words = self.tokens, self.words
        if street.numbered:
            return street.sure or comma or said or inside or on
        if tokens.capital(street.last) or (
            not street.sure and known_city(tokens.slice(street.first, street.last), self.near)
        ):
            return False
        if on or (said and street.sure):
            return True
        if comma:
            return (street.sure or self._followed(street.last)) and not tokens.capital(street.last)
        return inside and street.sure

    def _take_town(self, site: _Site, j: int, comma: bool, paren: bool, inside: bool, lead: str) -> bool:
        tokens, words = self.tokens, self.words
        while inside and words.has("town_adjectives", tokens.at(j)) and not tokens.capital(j):
            j += 1
        found = read_locality(tokens, words, j, self.near)
        if found is None or not (comma or paren or inside or (found.postcode is not None and found.city is not None)):
            return False
        if words.has("at", lead) and inside:
            return False
        if found.city is None:
            if found.region is None and (found.postcode is None or "street" not in site.parts):
                return False
        elif found.region is None and not self._town_ok(site, found, comma, paren, inside):
            return False
        if paren and tokens.at(found.last) != ")" and found.region is None:
            return False
        site.take_locality(found)
        if paren and tokens.at(site.last) == ")":
            site.last += 1
        return True

    def _town_ok(self, site: _Site, found: Locality, comma: bool, paren: bool, inside: bool) -> bool:
        """True where a name behind a venue or street may be its town."""
        tokens, words = self.tokens, self.words
        assert found.city is not None
        first, last = found.city
        name = tokens.slice(first, last)
        if known_city(name, self.near):
            return True
        if any(words.has("agencies", w) for w in tokens.low[first:last]):
            return False
        if words.has("rooms", tokens.at(last - 1)) or chain_at(tokens, first):
            return False
        following = tokens.at(found.last)
        ends = following in ("", ".", ",", ";", ")", MASK, "\n", "from", "on", "and", "for", "!", "–", "—", "|")
        if inside:
            if words.noun(tokens.at(last - 1)) and last - first > 1 and "street" not in site.parts:
                return False
            return last - first <= 4
        if found.postcode is not None:
            return True
        if "street" in site.parts:
            return ends and last - first <= 4
        return False

    def _city_like(self, j: int, structural: bool) -> bool:
        found = read_locality(self.tokens, self.words, j, self.near)
        if found is None or found.city is None:
            return False
        return found.region is not None or known_city(self.tokens.slice(*found.city), self.near)

    def _skip_paren(self, site: _Site) -> bool:
        """Past "(residents' lounge)"."""
        tokens = self.tokens
        for k in range(site.last + 1, site.last + _PAREN):
            if tokens.at(k) == ")":
                if k - site.last > 1 and tokens.at(site.last + 1) == MASK:
                    return False
                site.last = k + 1
                return True
            if tokens.at(k) in ("", "("):
                return False
        return False

    def _skip_room(self, site: _Site, j: int) -> bool:
        """Past ", Room 201," and ", north pavilion" behind a venue."""
        tokens, words = self.tokens, self.words
        k = j
        while k < j + 4 and tokens.at(k).isalnum():
            k += 1
        if k == j or not any(words.has("rooms", w) for w in tokens.low[j:k]):
            return False
        if tokens.at(k) not in (",", "", "\n", "("):
            return False
        site.last = k
        return bool(tokens.at(k))

    def _more(self, found: list[_Site], i: int) -> int:
        """Places listed behind one: "at A (June 18), B (June 25) and C", "A on R Street and B on S Street"."""
        tokens, words = self.tokens, self.words
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
                return i
            while tokens.at(j) in (MASK, "on", "from") and j < i + 12:
                j += 1
            j = self._articles(j)
            street = read_street(tokens, words, j) if "street" in before.parts else None
            if street is not None and street.sure and not tokens.capital(street.last) and before.noun:
                site = _Site(
                    j, street.last, before.cue, before.strength - 0.1, noun=before.noun, chain=before.chain, again=True
                )
                site.parts.update(venue=before.parts["venue"], street=(street.first, street.last))
                found.append(self._tail(site))
                i = site.last
                continue
            if not tokens.capital(j):
                return i
            name = read_name(tokens, words, j, self.near)
            if name is None or name.agency or not (name.noun or opened or self._followed(name.after, True)):
                return i
            site = _Site(j, name.after, "preposition" if before.cue != "bare" else "bare", before.strength - 0.1)
            site.take_name(name)
            self._tail(site)
            if not name.noun and len(site.parts) < 2 and not opened:
                return i
            found.append(site)
            i = site.last
        return i


_ROLES: dict[str, dict[str, str]] = {}


def _roles(code: str) -> dict[str, str]:
    """What each word promises; the surest promise wins."""
    if code not in _ROLES:
        words = place_words(code)
        table: dict[str, str] = {}
        table[MASK] = "mask"
        table.update(dict.fromkeys(words.words["nouns"], "noun"))
        table.update(dict.fromkeys(words.words["branch"], "branch"))
        table.update(dict.fromkeys(chains(), "noun"))
        table.update(dict.fromkeys(words.words["street_prefixes"], "road"))
        table.update({phrase[0]: "road" for group in words.phrases["corner"].values() for phrase in group})
        table.update({phrase[0]: "label" for group in words.phrases["labels"].values() for phrase in group})
        table.update(dict.fromkeys(words.words["hosts"], "hosts"))
        table.update(dict.fromkeys(words.words["located"], "located"))
        table.update(dict.fromkeys(words.words["on"], "in"))
        for role in ("to", "in", "at"):
            table.update(dict.fromkeys(words.words[role], role))
        table.update(dict.fromkeys(words.words["near"], "near"))
        table.update(
            {
                phrase[0]: "near"
                for group in words.phrases["near_phrases"].values()
                for phrase in group
                if phrase[0] not in table
            }
        )
        for role in ("to", "in", "at"):
            table.update(dict.fromkeys(words.words[role] - words.words["near"], role))
        _ROLES[code] = table
    return _ROLES[code]


def parse_place(text: str, language: str, near: Place, masked: Sequence[Span] = ()) -> PlaceText:
    """Read a text that is nothing but a place: a label's value, a table cell, an iCal LOCATION, a row without its date.

    The whole text is taken to be a place, so names need no telling word and streets no type. All None where nothing
    of a place is left.
    """
    words = place_words(language)
    tokens = cut(text.replace("\\n", " \n").replace("\\,", " ,"), words.code, masked)
    site = _Row(tokens, words, near).read()
    return site.done(tokens).place if site is not None and site.parts else PlaceText()


class _Row:
    """One text that is nothing but a place."""

    __slots__ = ("finder", "near", "tokens", "words")

    def __init__(self, tokens: Words, words: PlaceWords, near: Place) -> None:
        self.tokens, self.words, self.near = tokens, words, near
        self.finder = _Finder(tokens, words, near)

    def read(self) -> _Site | None:
        """The place, or None."""
        tokens, words = self.tokens, self.words
        start = 0
        for i in range(1, len(tokens.low)):
            label = tokens.capital(i) and words.match("labels", tokens, i)
            if label and tokens.at(label) == ":" and not words.match("labels", tokens, 0):
                start = i
                break
        i = self._clean(start)
        return self._from(i) if i < len(tokens.low) else None

    def _clean(self, i: int) -> int:
        """Past bullets, labels, prepositions, masks at the start."""
        tokens, words = self.tokens, self.words
        while i < len(tokens.low):
            word = tokens.at(i)
            label = words.match("labels", tokens, i)
            if label and (tokens.at(label) == ":" or (words.has("bare_labels", word) and tokens.capital(label))):
                i = label + (tokens.at(label) == ":")
            elif (
                word in _SEPARATORS
                or word in (MASK, "*", ".", ")", "»", "@", "–", "☕", "#", "]", "[")
                or not (word[0].isalnum() or word[0] in '("“„«')
            ):
                i += 1
            elif not tokens.capital(i) and (
                words.has("at", word)
                or words.has("in", word)
                or words.has("on", word)
                or words.has("articles", word)
                or (words.has("adjectives", word) and not words.match("generic", tokens, i))
                or words.has("located", word)
            ):
                if words.match("corner", tokens, i) or words.match("generic", tokens, i):
                    return i
                i += 1
            else:
                return i
        return i

    def _from(self, i: int) -> _Site | None:
        tokens, words, finder = self.tokens, self.words, self.finder
        room = skip_room(tokens, words, i)
        street = read_street(tokens, words, room)
        if street is not None and (
            (street.numbered and street.sure)
            or (street.sure and not self._listed(street.last) and not self._square(street))
        ):
            site = _Site(room, street.last, "label", 0.9)
            site.parts["street"] = (street.first, street.last)
            return finder._tail(site)
        first = self._town_first(i)
        if first is not None:
            return first
        name = read_name(tokens, words, room, self.near)
        if name is None and not tokens.capital(room) and (said := self._said(0)) is not None:
            return said
        if name is None:
            for k in range(i, min(len(tokens.low), i + 40)):
                if tokens.digit(k) and (street := read_street(tokens, words, k)) is not None and street.numbered:
                    site = _Site(k, street.last, "label", 0.6)
                    site.parts["street"] = (street.first, street.last)
                    return finder._tail(site)
            if tokens.at(i).isalnum():
                stop = i
                while (
                    tokens.at(stop) and tokens.at(stop) not in _SEPARATORS and tokens.at(stop) not in (".", "(", MASK)
                ):
                    stop += 1
                if stop - i <= 6 and (tokens.capital(i) or any(words.noun(w) for w in tokens.low[i:stop])):
                    site = _Site(i, stop, "label", 0.4)
                    site.parts["venue"] = (i, stop)
                    return finder._tail(site)
            found = read_locality(tokens, words, i, self.near)
            if found is None:
                return None
            site = _Site(i, found.last, "label", 0.4)
            site.take_locality(found)
            return site
        if not name.noun and tokens.at(name.after) not in _ENDS and (said := self._said(name.after)) is not None:
            return said
        site = _Site(room, name.after, "label", 0.8)
        site.take_name(name)
        finder._tail(site)
        self._rest(site)
        self._last_town(site)
        return site

    def _said(self, after: int) -> _Site | None:
        """The place that the row says in words, behind token `after`: "Hosts: the police, at Gull Wing Scoops"."""
        said = [s for s in self.finder.sites() if "venue" in s.parts and s.first >= after]
        said = [s for s in said if s.strength >= 0.75 or "street" in s.parts or not after]
        return max(said, key=lambda s: (s.strength, -s.first)) if said else None

    def _square(self, street: Street) -> bool:
        """True for a square without a house number, which is a venue ("Plaza de Armas")."""
        squares = self.words.words["squares"]
        return not street.numbered and self.words.code != "fr" and self.tokens.at(street.first) in squares

    def _listed(self, j: int) -> bool:
        """True where more words of a name follow at `j`."""
        return self.tokens.capital(j)

    def _town_first(self, i: int) -> _Site | None:
        """ "Greven, Marktplatz", "Cedar Hill - Big River Bait & Donut, Hwy 30", "Hallein: Café Sudhaus"."""
        tokens, words = self.tokens, self.words
        stop = city_words(tokens, words, i, self.near)
        if not stop or tokens.at(stop) not in (",", "-", "–", "—", ":"):
            return None
        mark = tokens.at(stop)
        j = stop + 1
        j = self.finder._articles(j)
        town = tokens.slice(i, stop)
        if any(words.noun(w) for w in tokens.low[i:stop]) or chain_at(tokens, i):
            return None
        name = read_name(tokens, words, j, self.near)
        if name is None or read_region(tokens, j, self.near) is not None:
            return None
        if mark == "," or mark in ("-", "–", "—"):
            compound = words.code in ("de", "nl") and name.noun and name.last - name.first == 1
            if not ((compound or known_city(town, self.near)) and name.noun):
                if mark == "," or not self._has_street(name.after):
                    return None
        elif not (name.noun or self._has_street(name.after)):
            return None
        site = _Site(i, name.after, "label", 0.8)
        site.take_name(name)
        site.parts["city"] = (i, stop)
        return self.finder._tail(site)

    def _has_street(self, j: int) -> bool:
        return self.tokens.at(j) == "," and read_street(self.tokens, self.words, j + 1, True) is not None

    def _last_town(self, site: _Site) -> None:
        """ "Plaza de Armas, Puerto Escondido": the last part may be a town nobody knows, where the source has none."""
        tokens, words = self.tokens, self.words
        j = site.last + 1
        if self.near.city or not site.noun or "city" in site.parts or tokens.at(site.last) not in (",", "\n"):
            return
        stop = city_words(tokens, words, j, self.near)
        if (
            not stop
            or tokens.at(stop)
            or stop - j > 4
            or any(words.noun(w) or words.has("rooms", w) for w in tokens.low[j:stop])
        ):
            return
        site.parts["city"] = (j, stop)
        site.last = stop

    def _rest(self, site: _Site) -> None:
        """Look for street and town behind parts that mean nothing to us."""
        tokens, words = self.tokens, self.words
        if "street" in site.parts:
            return
        for k in range(site.last, min(len(tokens.low), site.last + 25)):
            if tokens.at(k - 1) in _SEPARATORS | {"(", MASK, ")", "at"} and (
                tokens.digit(k) or words.has("street_prefixes", tokens.at(k))
            ):
                street = read_street(tokens, words, k, True)
                if street is not None and street.numbered:
                    site.parts["street"] = (street.first, street.last)
                    site.last = street.last
                    self.finder._tail(site)
                    return
        return
