"""A place while it is being read: what stands behind a venue or a street and belongs to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from cwac_aggregator.model import Place

from .addresses import read_street
from .localities import Locality, known_city, read_locality, town_by_name
from .place_words import MASK, PlaceWords, Words, chain_at
from .street_parts import Street
from .venue_name import Name
from .venue_rooms import skip_room
from .venues import read_name

Cue = Literal["address", "preposition", "label", "bare"]
Span = tuple[int, int]
SEPARATORS = frozenset((",", "-", "–", "—", "|", "/", "\n", ":", "·", "•", ";"))
ENDS = SEPARATORS | {"", "(", ".", MASK}
PAREN = 14
_GENITIVE = frozenset(["des", "eines", "unseres", "ihres", "dieses"])
"""What stands before a noun in the genitive in German."""


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
class Site:
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
    owner: bool = False
    town: str | None = None
    """The town that an adjective before the name tells ("Naumburger Holzmarkt"), or the name's last word."""
    name: str | None = None
    """The venue's name where the words print it in another case ("des Rathauses")."""

    def take_name(self, name: Name) -> None:
        """Take a venue's name."""
        self.parts["venue"] = (name.first, name.last)
        self.last = max(self.last, name.after)
        self.noun, self.chain, self.owner = name.noun, name.chain, name.owner
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
        if self.owner and "venue" in parts:
            parts["venue"] = (parts["venue"][0], parts["venue"][1] - 2)
        first = self.first if self.again else min(self.first, *(a for a, _ in self.parts.values()))
        values = {part: text[a:b] for part, (a, b) in parts.items() if part != "region"}
        if self.name is not None:
            values["venue"] = self.name
        if self.town is not None:
            values.setdefault("city", self.town)
        place = PlaceText(**values, region=self.region, country=self.country)
        stop = max(max(b for _, b in parts.values()), tokens.ends[min(self.last, len(tokens.ends)) - 1])
        return PlaceSpan(tokens.starts[first], stop, place, MappingProxyType(parts), self.cue, round(self.strength, 2))


class SiteReader:
    """What reading prose and reading rows have in common: a text, its words, and what follows a name."""

    __slots__ = ("near", "tokens", "words")

    def __init__(self, tokens: Words, words: PlaceWords, near: Place) -> None:
        self.tokens, self.words, self.near = tokens, words, near

    def articles(self, j: int) -> int:
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
        if words.adjective_endings and (j > start or not words.at_bare(tokens.at(start - 1))):
            # "an die langen Tische", "im frisch renovierten Bürgerhaus"
            k = j
            while k < j + 3 and tokens.at(k).isalpha() and not tokens.capital(k) and not words.noun(tokens.at(k)):
                k += 1
            adjective = tokens.at(k - 1)
            if k > j and tokens.capital(k) and len(adjective) > 3 and adjective.endswith(words.adjective_endings):
                return k
        return j

    def followed(self, j: int, strict: bool = False) -> bool:
        """True where token `j` is what follows a place: a street, "in Town", a mark or a date."""
        tokens, words = self.tokens, self.words
        word = tokens.at(j)
        if word in (",", "("):
            return read_street(tokens, words, j + 1, True) is not None if strict else True
        if words.has("on", word) or word == "at":
            return read_street(tokens, words, j + 1) is not None
        if words.has("in", word):
            return tokens.capital(j + 1) or (words.has("articles", tokens.at(j + 1)) and tokens.capital(j + 2))
        return not strict and word in ("", ".", MASK, "from", "on", "and", ";", ")", "to", "for", "this")

    def _town_behind(self, site: Site) -> None:
        """The town that a common building is told with: "vor dem Gemeindeamt Sieghartskirchen"."""
        tokens, words = self.tokens, self.words
        first, last = site.parts["venue"]
        if last - first < 2 or "city" in site.parts or (site.chain and last - first == 1):
            return
        told = site.chain or (
            words.noun(tokens.at(last - 2)) and tokens.at(last - 3) in ("-", "‑")
        )  # "E-Center Adendorf"
        if last - first != 2 and not told:
            return
        shouted = tokens.raw(first).isupper() and len(tokens.raw(first)) > 3  # "im ATRIO Villach"
        if (told or shouted or words.has("landmarks", tokens.at(first))) and town_by_name(
            tokens.raw(last - 1), self.near, words.code
        ):
            site.town = tokens.raw(last - 1)

    def _name_it(self, site: Site) -> None:
        """The name without the ending of a genitive: "im Foyer des Rathauses", "die Gäste des Cafés Elefant"."""
        tokens, words = self.tokens, self.words
        first, last = site.parts["venue"]
        if tokens.at(first - 1) not in _GENITIVE:
            return
        for k in range(first, last):
            for ending in ("es", "s"):
                base = tokens.at(k).removesuffix(ending)
                if base != tokens.at(k) and words.noun(base):
                    begin, stop = tokens.starts[first], tokens.ends[last - 1]
                    cut = tokens.ends[k] - len(ending)
                    site.name = tokens.text[begin:cut] + tokens.text[tokens.ends[k] : stop]
                    if k > first and site.name[: tokens.ends[first] - begin].endswith("en"):
                        site.name = None  # an adjective that has its own ending
                    return

    def _leave_town(self, site: Site) -> None:
        """Without the town as an adjective before a square, a market or a named house: "auf dem Naumburger Holzmarkt"."""
        tokens, words = self.tokens, self.words
        first, last = site.parts["venue"]
        word = tokens.raw(first)
        if last - first < 2 or not (len(word) > 5 and word.endswith("er")):
            return
        noun = tokens.at(first + 1)
        squares = tuple(words.words["squares"])
        if noun in squares:
            return  # "Potsdamer Platz" is a name
        if not (words.has("landmarks", noun) or noun.endswith(squares) or (last - first > 2 and words.noun(noun))):
            return
        for stem in (word[:-2], word[:-1], f"{word[:-2]}en"):
            if known_city(stem, self.near):
                site.parts["venue"], site.town = (first + 1, last), stem
                return

    def tail(self, site: Site) -> Site:
        """Take the street and the town that follow."""
        if self.words.code == "de" and "venue" in site.parts:
            self._leave_town(site)
            self._town_behind(site)
            self._name_it(site)
        for _ in range(9):
            before = site.last
            if not self._tail_step(site) or site.last == before:
                break
        if "venue" not in site.parts and "street" in site.parts:
            self.branch(site)
        if "venue" not in site.parts and "street" in site.parts and self.tokens.at(site.last) in (",", "(", "–", "—"):
            # "on Main Street, Crumb & Co.,"
            name = read_name(self.tokens, self.words, self.articles(site.last + 1), self.near)
            near = name is not None and name.noun and not name.agency and name.first <= site.last + 3
            if name is not None and near and not known_city(self.tokens.slice(name.first, name.last), self.near):
                site.take_name(name)
        if "street" in site.parts and "venue" in site.parts:
            site.strength = min(0.95, site.strength + 0.1)
        elif "street" in site.parts and self._is_square(*site.parts["street"]):
            site.parts["venue"] = site.parts.pop("street")
        return site

    def _is_square(self, first: int, last: int) -> bool:
        """True for a square without a house number in French, where it begins like a street: alone it is the venue."""
        if not self.words.street_prefixed or not self.words.has("squares", self.tokens.at(first)):
            return False
        return self.words.code == "fr" and not any(self.tokens.digit(k) for k in (first - 1, first - 2, last - 1, last))

    def _tail_step(self, site: Site) -> bool:
        tokens, words = self.tokens, self.words
        j = site.last
        word = tokens.at(j)
        if not word or word == ".":
            return False
        if words.code == "de" and word in ("der", "des") and words.has("agencies", tokens.at(j + 1)):
            k = j + 2
            while tokens.capital(k) or (tokens.at(k) in ("-", "am", "im", "an", "der") and k > j + 2):
                k += 1
            site.last = k  # "im Seniorenbüro der Stadt Hanau"
            return True
        if words.street_prefixed and words.has("of", word) and "street" not in site.parts:
            street = read_street(tokens, words, self.articles(j + 1))
            if street is not None and street.sure:
                site.parts["street"] = (street.first, street.last)
                site.last = street.last
                return True  # "Tim Hortons du boulevard Talbot"
        if words.code == "nl" and word in ("in", "op", "aan") and tokens.at(j + 1) == ",":
            site.last = j + 1
            return True  # "palmt LDC De Zonnewijzer in, Overleiestraat 247"
        paren = word == "("
        comma = word in (",", "-", "–", "—", "\n", "|", "/", ":")
        if paren or comma:
            j += 1
            while tokens.at(j) in ("\n", "(") and j < site.last + 3:
                j += 1
        if self._along(site, j, comma):
            return True
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
        marked = self.articles(j)
        if comma and (self._building(site, marked) or self._owners_shop(site, marked)):
            return True
        if on and self._floor_of(site, marked):
            return True
        if (
            "street" in site.parts
            and (paren or comma)
            and tokens.digit(marked)
            and self._house_behind(site, marked, paren)
        ):
            return True
        if "street" not in site.parts:
            loose = tokens.digit(marked) and (comma or paren or said or inside)
            loose = loose or on or (comma and (words.number_after or site.chain))
            street = read_street(tokens, words, marked, loose)
            if (
                street is not None
                and not (paren and not (street.numbered or street.sure))
                and self._fits(street, comma or paren, said, inside, on)
            ):
                site.parts["street"] = (street.first, street.last)
                site.last = street.last + (paren and tokens.at(street.last) == ")")
                return True
        if comma and words.has("quarters", tokens.at(j)):
            k = j + 1
            while tokens.capital(k) or (tokens.at(k) == "." and tokens.abbreviated(k)):
                k += 1
            site.last = k
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
        if said and tokens.at(j - 1) == "at":
            inside, lead = True, "at"
        if inside and (tokens.capital(marked) or marked > j):
            # a shop in a mall: the shop
            room = skip_room(tokens, words, marked)
            name = read_name(tokens, words, room, self.near)
            held = name is not None and not name.agency and (name.noun or lead == "inside")
            if name is not None and held and (lead != "at" or self.followed(name.after, True)):
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
            while words.has("town_adjectives", tokens.at(probe)) and not tokens.capital(probe) and probe < j + 5:
                probe += 1
            if tokens.capital(probe) and self._city_like(probe):
                site.last = j + 1
                return True
        return False

    def _along(self, site: Site, j: int, comma: bool) -> bool:
        """The road behind a venue, of any name: "McDonald's aan de Zuidtangent", "Parque Sur, sobre Aristóbulo del Valle"."""
        tokens, words = self.tokens, self.words
        if not words.has("along", tokens.at(j)) or "venue" not in site.parts or "street" in site.parts:
            return False
        first = self.articles(j + 1)
        street = read_street(tokens, words, first, True)
        if street is not None and (street.numbered or street.sure):
            site.parts["street"] = (street.first, street.last)
            site.last = street.last
            return True
        if not (comma or first > j + 1) or not tokens.capital(first) or (words.street_prefixed and not comma):
            return False
        last = first
        while last - first < 6 and (tokens.capital(last) or (last > first and self._goes_on_road(last))):
            last += 1
        while not tokens.capital(last - 1):
            last -= 1
        if known_city(tokens.slice(first, last), self.near) or any(
            words.has(role, tokens.at(first)) for role in ("not_places", "agencies", "titles")
        ):
            return False
        site.parts["street"] = (first, last)
        site.last = last
        return True

    def _goes_on_road(self, j: int) -> bool:
        return self.words.has("particles", self.tokens.at(j)) and not self.words.has("town_in", self.tokens.at(j))

    def _building(self, site: Site, j: int) -> bool:
        """The building behind a room and a comma: "the Community Room, Ashford Public Library"."""
        tokens, words = self.tokens, self.words
        if "venue" not in site.parts or "street" in site.parts or site.chain:
            return False
        last = site.parts["venue"][1]
        if not words.has("chambers", tokens.at(last - 1)) or words.has("shop_rooms", tokens.at(last - 2)):
            return False
        name = None if tokens.digit(j) else read_name(tokens, words, j, self.near)
        if name is None or name.agency or not name.noun or words.has("chambers", tokens.at(name.last - 1)):
            return False
        site.take_name(name)
        return True

    def _house_behind(self, site: Site, j: int, paren: bool) -> bool:
        """The address behind a road alone: "the Hy-Vee on Lincoln Way (3800 W. Lincoln Way)"."""
        first, last = site.parts["street"]
        if self.tokens.digit(first) or self.words.number_after:
            return False
        street = read_street(self.tokens, self.words, j, True)
        if street is None or not street.numbered or self.tokens.at(last - 1) not in self.tokens.low[j : street.last]:
            return False
        site.parts["street"] = (street.first, street.last)
        site.last = street.last + (paren and self.tokens.at(street.last) == ")")
        return True

    def _owners_shop(self, site: Site, j: int) -> bool:
        """The shop's name behind its owner's: "Oksana's shop, Golden Sheaf Bakery"."""
        tokens, words = self.tokens, self.words
        if "venue" not in site.parts or "street" in site.parts or site.chain:
            return False
        last = site.parts["venue"][1]
        if not tokens.raw(last - 1).endswith(("'s", "’s")) or site.last != last + 1 or tokens.capital(last):
            return False
        name = read_name(tokens, words, j, self.near)
        if name is None or name.agency or not name.noun:
            return False
        site.take_name(name)
        return True

    def _floor_of(self, site: Site, j: int) -> bool:
        """The building behind its floor: "the Huron Lounge on the lower level of Bishop Union"; a shop there stays the venue."""
        tokens, words = self.tokens, self.words
        inner = skip_room(tokens, words, j)
        name = read_name(tokens, words, inner, self.near) if inner > j and "venue" in site.parts else None
        if name is None or name.agency or "street" in site.parts:
            return False
        if words.has("chambers", tokens.at(site.parts["venue"][1] - 1)) and not site.chain:
            site.take_name(name)
        site.last = name.after
        return True

    def _fits(self, street: Street, comma: bool, said: bool, inside: bool, on: bool) -> bool:
        """True where a street found behind a venue is the venue's."""
        tokens = self.tokens
        if street.numbered:
            return street.sure or comma or said or inside or on
        if tokens.capital(street.last) or (
            not street.sure and known_city(tokens.slice(street.first, street.last), self.near)
        ):
            return False
        if on or (said and street.sure):
            return True
        if comma:
            return (street.sure or self.followed(street.last)) and not tokens.capital(street.last)
        return inside and street.sure

    def _take_town(self, site: Site, j: int, comma: bool, paren: bool, inside: bool, lead: str) -> bool:
        tokens, words = self.tokens, self.words
        if inside and words.code in ("de", "nl", "es") and not words.has("town_in", lead):
            return False  # "am Marienplatz", "op het Zuidplein", "al Cielo"
        while inside and words.has("town_adjectives", tokens.at(j)) and not tokens.capital(j):
            j += 1
        if words.code == "fr" and inside and lead in ("dans", "sur") and words.has("articles", tokens.at(j - 1)):
            return False  # "dans le Var"
        found = read_locality(tokens, words, j, self.near)
        if (
            inside
            and words.code == "de"
            and found is not None
            and found.city
            and words.has("articles", tokens.at(j - 1))
        ) and not known_city(tokens.slice(*found.city), self.near):
            return False  # "in der Innenstadt"
        if found is None or not (comma or paren or inside or (found.postcode is not None and found.city is not None)):
            return False
        if words.has("at", lead) and inside:
            return False
        if found.city and words.street_prefixed and self._is_no_town(found.city, found.last, lead):
            return False
        owned = tokens.at(found.last - 1).endswith(("'s", "’s"))
        lone = found.region is None and found.city is not None and found.last == found.city[1]
        if lone and (owned or words.has("town_parts", tokens.at(found.last))):
            return False  # "in the Fountain Square district", "in the Fry's shopping center"
        if found.city is None:
            if found.region is None and (found.postcode is None or "street" not in site.parts):
                return False
        elif found.region is None and not self._town_ok(site, found, inside):
            return False
        if paren and tokens.at(found.last) != ")" and found.region is None:
            return False
        site.take_locality(found)
        if paren and tokens.at(site.last) == ")":
            site.last += 1
        return True

    def _is_no_town(self, city: Span, after: int, lead: str) -> bool:
        """True for a quarter behind an article ("no Jardim São Paulo") and for a corner ("plaza Mitre, San Martín y Mitre")."""
        tokens, words = self.tokens, self.words
        if not lead and words.has("and", tokens.at(after)) and tokens.capital(after + 1):
            return True
        quarter = words.code == "pt" and words.has("in", lead) and not words.has("town_in", lead)
        return bool(quarter) and (words.noun(tokens.at(city[0])) or not known_city(tokens.slice(*city), self.near))

    def _town_ok(self, site: Site, found: Locality, inside: bool) -> bool:
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

    def _city_like(self, j: int) -> bool:
        found = read_locality(self.tokens, self.words, j, self.near)
        if found is None or found.city is None:
            return False
        return found.region is not None or known_city(self.tokens.slice(*found.city), self.near)

    def _skip_paren(self, site: Site) -> bool:
        """Past "(residents' lounge)"."""
        tokens = self.tokens
        for k in range(site.last + 1, site.last + PAREN):
            if tokens.at(k) == ")":
                if k - site.last > 1 and tokens.at(site.last + 1) == MASK:
                    return False
                site.last = k + 1
                return True
            if tokens.at(k) in ("", "("):
                return False
        return False

    def _skip_room(self, site: Site, j: int) -> bool:
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

    def branch(self, site: Site) -> None:
        """ "the 40 N. Bridge St. location of McDonald's"."""
        tokens, words = self.tokens, self.words
        j = site.last
        if words.has("branch", tokens.at(j)) and words.has("of", tokens.at(j + 1)):
            name = read_name(tokens, words, self.articles(j + 2), self.near)
            if name is not None:
                site.take_name(name)
                self._tail_step(site)
