"""A text that is nothing but a place: a label's value, a table cell, an iCal LOCATION, a row without its date."""

from __future__ import annotations

from cwac_aggregator.gazetteer import find_city
from cwac_aggregator.model import Place

from ..addresses import Street, city_words, known_city, read_locality, read_region, read_street
from ..place_words import MASK, PlaceWords, Words, chain_at
from ..venues import read_name, skip_room
from .in_town import read_town_with_venue
from .parts import ENDS, SEPARATORS, Site
from .prose import Prose
from .tail import take_tail
from .towns import has_address_behind, is_address


class Row:
    """One text that is nothing but a place."""

    __slots__ = ("finder", "near", "tokens", "words")

    def __init__(self, tokens: Words, words: PlaceWords, near: Place) -> None:
        self.tokens, self.words, self.near = tokens, words, near
        self.finder = Prose(tokens, words, near)

    def read(self) -> Site | None:
        """The place, or None."""
        tokens, words = self.tokens, self.words
        start = 0
        for i in range(1, len(tokens.low)):
            label = tokens.capital(i) and words.match("labels", tokens, i)
            if label and tokens.at(label) == ":" and not words.match("labels", tokens, 0):
                start = i
                break
        i = self._clean(start)
        if self._is_nowhere(i) or self._is_nowhere(start):
            return None
        return self._from(i) if i < len(tokens.low) else None

    def _is_nowhere(self, i: int) -> bool:
        """True for "Free", "TBD", "All ages"; not where such a word opens the name of a house: "Community Center"."""
        stop = last = self.words.match("nowhere", self.tokens, i)
        while stop and self.tokens.capital(last):
            last += 1
        return stop > 0 and not any(self.words.noun(word) for word in self.tokens.low[stop:last])

    def _clean(self, i: int) -> int:
        """Past bullets, labels, prepositions, masks at the start."""
        tokens, words = self.tokens, self.words
        while i < len(tokens.low):
            word = tokens.at(i)
            if self._is_street(i):
                return i
            label = words.match("labels", tokens, i)
            if label and (tokens.at(label) == ":" or (words.has("bare_labels", word) and tokens.capital(label))):
                i = label + (tokens.at(label) == ":")
            elif (beside := self._past_beside(i)) > i:
                i = beside  # "Neben dem Rathaus", where no other place is told
            elif words.has("again", word) and tokens.capital(i) and tokens.capital(i + 1):
                i += 1  # "Still Nick's Round Table"
            elif word in ("outside", "inside") and tokens.capital(i + 1) and tokens.at(i + 1) != "out":
                i += 1  # "Outside Woolworths"
            elif words.has("zones", word) and tokens.digit(i + 1) and tokens.at(i + 2) in SEPARATORS:
                i += 3  # "Ward 3: ..."
            elif (zone := self._past_zone(i)) > i:
                i = zone
            elif (
                words.has("adjectives", word)
                and words.has("adjectives", tokens.at(i + 1))
                and not tokens.capital(i + 1)
            ):
                i += 1  # "Various local McDonald's"
            elif (
                word in SEPARATORS
                or word in (MASK, "*", ".", ")", "»", "@", "–", "☕", "#", "]", "[")
                or not (word[0].isalnum() or word[0] in '("“„«')
            ):
                i += 1
            elif (
                tokens.capital(i)
                and (words.has("at", word) or words.has("in", word))
                and words.has("articles", tokens.at(i + 1))
                and not tokens.capital(i + 1)
                and not words.has("nouns", word)
            ):
                i += 2  # "Auf dem Marktplatz"
            elif tokens.capital(i) and words.has("with_article", word) and tokens.capital(i + 1):
                i += 1  # "Au Café des Tilleuls", "No Café Rosa"
            elif words.code == "de" and word in ("beim", "bei") and tokens.capital(i) and tokens.capital(i + 1):
                i += 1  # "Beim Bäcker Lang"
            elif (not tokens.capital(i) or tokens.at(i + 1) == MASK) and (
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

    def _is_street(self, i: int) -> bool:
        """True where a street with its house number opens with a small word: "Am Markt 14", "An der Kirche 5"."""
        words, tokens = self.words, self.tokens
        if words.code != "de" or not tokens.capital(i) or tokens.at(i) not in ("am", "an"):
            return False
        street = read_street(tokens, words, i, True)
        return street is not None and street.first == i and street.numbered

    def _past_zone(self, i: int) -> int:
        """The index behind the quarter that a row opens with ("North Precinct: ..."), or `i`."""
        for k in range(i + 1, i + 3):
            if self.tokens.capital(k) and self.words.has("zones", self.tokens.at(k)) and self.tokens.at(k + 1) == ":":
                return k + 2
        return i

    def _from(self, i: int) -> Site | None:
        tokens, words, finder = self.tokens, self.words, self.finder
        if (town := self._town_alone(i)) is not None:
            return town
        room = skip_room(tokens, words, i)
        street = None if chain_at(tokens, room) else read_street(tokens, words, room)
        if street is not None and not street.sure and has_address_behind(finder, street):
            site = Site(room, street.last, "label", 0.6)  # "4 Rivers Smokehouse, 12 Elm Street"
            site.parts["venue"] = (room, street.last)
            return take_tail(finder, site)
        if street is not None and (
            is_address(finder, street) or self._is_whole(street) or (street.sure and not self._is_venue(street))
        ):
            site = Site(room, street.last, "label", 0.9)
            site.parts["street"] = (street.first, street.last)
            self._take_bracketed(site)
            return take_tail(finder, site)
        at = i + 1 if words.has("town_in", tokens.at(i)) and tokens.capital(i + 1) else i
        first = self._town_first(at) or self._town_with_venue(at)
        if first is None and at and words.has("in", tokens.at(at - 1)):
            first = self._in_town(at)
        if first is not None:
            return first
        name = read_name(tokens, words, room, self.near)
        if name is None and not tokens.capital(room) and (said := self._said(0)) is not None:
            return said
        if name is None:
            for k in range(i, min(len(tokens.low), i + 40)):
                if tokens.digit(k) and (street := read_street(tokens, words, k)) is not None and street.numbered:
                    site = Site(k, street.last, "label", 0.6)
                    site.parts["street"] = (street.first, street.last)
                    return take_tail(finder, site)
            if tokens.at(i).isalnum():
                stop = i
                while tokens.at(stop) and tokens.at(stop) not in SEPARATORS and tokens.at(stop) not in (".", "(", MASK):
                    stop += 1
                named = tokens.capital(i) or any(words.noun(w) for w in tokens.low[i:stop])
                if stop - i <= 6 and (named or (stop - i <= 2 and self._has_street(stop))):
                    site = Site(i, stop, "label", 0.4)
                    site.parts["venue"] = (i, stop)
                    return take_tail(finder, site)
            found = read_locality(tokens, words, i, self.near)
            if found is None:
                return None
            site = Site(i, found.last, "label", 0.4)
            site.take_locality(found)
            return site
        if not name.noun and tokens.at(name.after) not in ENDS:
            if (said := self._said(name.after)) is not None:
                return said
            if self._is_sentence(name.after):
                return None
        if tokens.digit(room) and not name.noun and words.code == "en":
            street = read_street(tokens, words, room, True)
            if street is not None and street.numbered and not has_address_behind(finder, street):
                site = Site(room, street.last, "label", 0.6)
                site.parts["street"] = (street.first, street.last)
                return take_tail(finder, site)
        if name.agency and not name.noun and words.has("located", tokens.at(name.after)):
            return None
        site = Site(room, name.after, "label", 0.8)
        site.take_name(name)
        take_tail(finder, site)
        self._rest(site)
        self._last_town(site)
        return site

    def _take_bracketed(self, site: Site) -> None:
        """The house in brackets behind its street: "Ringstr. 5 (Bäckerei Ahrens)"."""
        tokens = self.tokens
        if tokens.at(site.last) != "(":
            return
        name = read_name(tokens, self.words, site.last + 1, self.near)
        if name is None or not (name.noun or name.chain) or name.generic or tokens.at(name.after) != ")":
            return
        site.take_name(name)
        site.last = name.after + 1

    def _is_sentence(self, j: int) -> bool:
        """True where a row goes on as a sentence does: "This day has been chosen ..."."""
        tokens, words = self.tokens, self.words
        word = tokens.at(j)
        if not word.isalpha() or tokens.capital(j):
            return False
        following = words.has("articles", tokens.at(j + 1)) or words.has("to", tokens.at(j + 1))
        if tokens.at(len(tokens.low) - 1) not in (".", "!", "?", ":") and not (following and not words.noun(word)):
            return False  # but "Come meet your officers"
        return not any(
            words.has(role, word) for role in ("at", "in", "on", "near", "articles", "and", "located", "of", "rooms")
        )

    def _town_alone(self, i: int) -> Site | None:
        """A town with its region and postcode, and nothing else: "Montréal (Québec) H4H 1R4", "Cuiabá - MT"; a town
        alone whose last word could be a place's: "VIRGINIA BEACH"."""
        found = read_locality(self.tokens, self.words, i, self.near)
        if found is not None and found.city == (i, len(self.tokens.low)) and self.words.code == "en":
            if not known_city(self.tokens.slice(*found.city), self.near):
                return None
            site = Site(i, found.last, "label", 0.4)
            site.take_locality(found)
            return site
        if found is None or found.city is None or found.region is None:
            return None
        town = self.tokens.slice(*found.city)
        known = known_city(town, self.near) or find_city(town, found.region_code, found.country) is not None
        if self.tokens.at(found.city[1]) != "(" and not known:
            return None
        if self.tokens.at(found.last) not in ("", "."):
            return None
        site = Site(i, found.last, "label", 0.4)
        site.take_locality(found)
        return site

    def _said(self, after: int) -> Site | None:
        """The place that the row says in words, behind token `after`: "Hosts: the police, at Gull Wing Scoops"."""
        said = [s for s in self.finder.sites() if "venue" in s.parts and s.first >= after]
        said = [s for s in said if s.strength >= 0.75 or "street" in s.parts or not after]
        surest = max((s.strength for s in said), default=0.0)
        return next((s for s in said if s.strength >= surest - 0.25), None)

    def _is_whole(self, street: Street) -> bool:
        """True where a road with its house number is all that the row tells: "811 Garden Way North"."""
        tokens = self.tokens
        whole = street.numbered and tokens.digit(street.first) and tokens.at(street.last) == ""
        words = tokens.low[street.first + 2 : street.last]
        return whole and any(self.words.has(role, word) for role in ("street_types", "weak_types") for word in words)

    def _is_venue(self, street: Street) -> bool:
        """True where a road's name is a venue's: a square, "Three Irons Food Court, 31 Smelter Street"."""
        if self._listed(street.last) or self._square(street):
            return True
        return not street.numbered and has_address_behind(self.finder, street)

    def _square(self, street: Street) -> bool:
        """True for a square without a house number, which is a venue ("Plaza de Armas")."""
        squares = self.words.words["squares"]
        return not street.numbered and self.words.code != "fr" and self.tokens.at(street.first) in squares

    def _listed(self, j: int) -> bool:
        """True where more words of a name follow at `j`."""
        return self.tokens.capital(j)

    def _town_first(self, i: int) -> Site | None:
        """ "Greven, Marktplatz", "Cedar Hill - Big River Bait & Donut, Hwy 30", "Hallein: Café Sudhaus"."""
        tokens, words = self.tokens, self.words
        postal = read_locality(tokens, words, i, self.near)
        if postal is not None and postal.postcode and postal.city and tokens.at(postal.last) in SEPARATORS:
            name = read_name(tokens, words, self.finder.articles(postal.last + 1), self.near)
            if name is not None and postal.postcode < postal.city:
                site = Site(i, name.after, "label", 0.8)
                site.take_name(name)
                site.take_locality(postal)
                site.last = name.after
                return take_tail(self.finder, site)
        stop = city_words(tokens, words, i)
        if not stop or tokens.at(stop) not in (",", "-", "–", "—", ":"):
            return None
        mark = tokens.at(stop)
        j = self.finder.articles(self._past_small(stop + 1))  # "In Rhede, auf dem Kirchplatz"
        shop = next((k for k in range(i + 1, stop) if words.has("agencies", tokens.at(k))), stop)  # "Ashby PD"
        if shop < stop and mark == ",":
            return None
        town = tokens.slice(i, shop)
        if (
            any(words.noun(w) for w in tokens.low[i:stop])
            or chain_at(tokens, i)
            or words.has("zones", tokens.at(stop - 1))
        ):
            return None
        name = read_name(tokens, words, j, self.near)
        if name is None or read_region(tokens, j, self.near) is not None:
            return None
        if mark == ":":
            fits = name.noun or self._has_street(name.after)
        else:
            compound = words.code in ("de", "nl") and name.last - name.first == 1
            known = known_city(town, self.near) or self._small_town(town)
            fits = (name.noun and compound) or (known and (name.noun or self.near.city != town))
            fits = fits or (mark != "," and self._has_street(name.after))
        if not fits:
            return None
        site = Site(i, name.after, "label", 0.8)
        site.take_name(name)
        site.parts["city"] = (i, shop)
        return take_tail(self.finder, site)

    def _past_beside(self, i: int) -> int:
        """The index behind words for beside at `i`, or `i`: all that a row tells may be what the event is next to."""
        words, word = self.words, self.tokens.at(i)
        if words.code == "en" or words.has("of", word):
            return i
        return words.match("near_phrases", self.tokens, i) or (i + 1 if words.has("near", word) else i)

    def _past_small(self, j: int) -> int:
        """The index behind a small word, or words, that lead to a place or a landmark: "auf", "next to"."""
        if self.tokens.capital(j):
            return j
        if after := self.words.match("near_phrases", self.tokens, j):
            return after
        return j + any(self.words.has(role, self.tokens.at(j)) for role in ("at", "in", "on", "near"))

    def _in_town(self, i: int) -> Site | None:
        """A house told behind its town without a mark: "in Rhede auf dem Kirchplatz"."""
        stop = city_words(self.tokens, self.words, i)
        for k in range(i + 1, stop):
            if self.words.has("articles", self.tokens.at(k)) and self.words.code != "de":
                return None
        j = self._past_small(stop) if stop else 0
        town = self.tokens.slice(i, stop)
        if j <= stop or not (known_city(town, self.near) or self._small_town(town)):
            return None
        name = read_name(self.tokens, self.words, self.finder.articles(j), self.near)
        if name is None or not name.noun or name.agency:
            return None
        site = Site(i, name.after, "label", 0.8)
        site.take_name(name)
        site.parts["city"] = (i, stop)
        return take_tail(self.finder, site)

    def _town_with_venue(self, i: int) -> Site | None:
        """A town with its venue or street in brackets: "Rhede (Hohe Straße 4)"; in English the brackets tell of a venue."""
        return read_town_with_venue(self.finder, i) if self.words.code != "en" else None

    def _small_town(self, name: str) -> bool:
        """True for a town of any size in the publisher's region or country."""
        near = self.near
        return near.country is not None and find_city(name, near.region, near.country) is not None

    def _has_street(self, j: int) -> bool:
        return self.tokens.at(j) == "," and read_street(self.tokens, self.words, j + 1, True) is not None

    def _last_town(self, site: Site) -> None:
        """ "Plaza de Armas, Puerto Escondido": the last part may be a town nobody knows, where the source has none."""
        tokens, words = self.tokens, self.words
        j = site.last + 1
        if "city" in site.parts or tokens.at(site.last) not in (",", "\n"):
            return
        stop = city_words(tokens, words, j)
        if (
            not stop
            or tokens.at(stop)
            or stop - j > 4
            or any(words.noun(w) or words.road(w) or words.has("rooms", w) for w in tokens.low[j:stop])
        ):
            return
        if (self.near.city or not site.noun) and not self._small_town(tokens.slice(j, stop)):
            return
        site.parts["city"] = (j, stop)
        site.last = stop

    def _rest(self, site: Site) -> None:
        """Look for street and town behind parts that mean nothing to us."""
        tokens, words = self.tokens, self.words
        if "street" in site.parts:
            return
        for k in range(site.last, min(len(tokens.low), site.last + 25)):
            if tokens.at(k - 1) in SEPARATORS | {"(", MASK, ")", "at"} and (
                tokens.digit(k) or words.has("street_prefixes", tokens.at(k))
            ):
                street = read_street(tokens, words, k, True)
                if street is not None and street.numbered:
                    site.parts["street"] = (street.first, street.last)
                    site.last = street.last
                    take_tail(self.finder, site)
                    return
        return
