"""Places in running prose, found at the words that promise one: prepositions, house numbers, labels, telling nouns."""

from __future__ import annotations

from functools import cache

from .addresses import read_street
from .localities import city_words, known_city, read_locality, read_region, town_by_name
from .place_parts import PAREN, SEPARATORS, Cue, Site
from .place_sites import SiteReader
from .place_tail import take_branch, take_tail
from .place_words import MASK, chain_at, chains, place_words
from .street_parts import Street
from .venue_name import Name, is_het
from .venue_rooms import part_of, skip_room
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


_COMING = frozenset(
    ["stop", "drop", "swing", "come", "head", "over", "down", "pop", "stroll", "venez", "acercate", "acerquese"]
)


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
            if i0 == 0 and role not in ("mask", "label") and self._past_town(0):
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
                self._leave_unnamed(site)
                found.append(site)
                i = max(site.last, i0 + 1)
                i = self._more(found, i)
        return found

    def _leave_unnamed(self, site: Site) -> None:
        """ "The stand is at 31 Copeland Drive": what is only called by its kind is named elsewhere."""
        if "street" in site.parts and "venue" in site.parts:
            first, last = site.parts["venue"]
            named = last - first - (self.tokens.raw(first) == "The")
            if self.tokens.raw(first) == "The" and (not named or (named == 1 and not self.tokens.capital(first + 1))):
                del site.parts["venue"]

    def _same(self, found: list[Site], site: Site) -> bool:
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

    def _site_at(self, i: int, role: str, floor: int) -> Site | int | None:
        tokens, words = self.tokens, self.words
        if role == "number":
            return self._address(i, floor)
        if role == "mask":
            return self._beside_date(i)
        if role == "town":
            return self._led_by_town(i)
        if role == "near":
            return self._landmark(i)
        if role == "label":
            return (
                self._label(i)
                or self._branch_of(i, floor)
                or (words.noun(tokens.at(i)) and self._bare(i, floor))
                or None
            )
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

    def _after(self, i: int, role: str, floor: int) -> Site | None:
        """A place after a preposition at `i`."""
        tokens, words = self.tokens, self.words
        if role == "to" and tokens.at(i - 1) in _COMING:
            role = "at"  # "swing by the Maple Kettle"
        front = words.match("front", tokens, i)
        j = front or (i if tokens.capital(i) and words.has("nouns", tokens.at(i)) else i + 1)
        if role == "at" and tokens.at(i) == "@" and tokens.adjoins(i) and tokens.at(i - 1) not in (MASK, ")", ".", ","):
            return None
        j = self.articles(j)
        begin = j
        opens = tokens.capital(j) or tokens.digit(j) or tokens.at(j) in '"“„«@' or is_het(tokens, words, j)
        if not (opens or self._lower(j)):
            return None
        inner = skip_room(tokens, words, j)
        roomed = inner != j
        j = inner
        sure = 0.8 if role == "at" or front else 0.6
        if not roomed or tokens.digit(j):
            street = self._street(j, role)
            if street is not None:
                site = Site(
                    j, street.last, "address" if street.numbered else "preposition", 0.75 if street.numbered else 0.5
                )
                site.parts["street"] = (street.first, street.last)
                self._venue_before(site, i, floor, said=True)
                if not street.numbered and "venue" not in site.parts and not self._ends_well(street.last):
                    site.strength = 0.25  # "on the Elm Street bridge"
                return take_tail(self, site)
        if words.has("on", tokens.at(i)) and (road := self._on_road(i, j, floor)) is not None:
            return road
        if tokens.digit(j) and not tokens.capital(j + 1) and not chain_at(tokens, j):
            return None
        name = read_name(tokens, words, j, self.near)
        if name is None:
            return self._town(i, j) if role == "in" else None
        if words.has("branch", tokens.at(name.after - 1)) and tokens.at(name.after) == "of":
            owner = read_name(tokens, words, self.articles(name.after + 1), self.near)
            name = owner if owner is not None and owner.chain else name  # "the Galleria location of Starbucks"
        if words.code == "fr" and tokens.at(i) == "en" and not name.noun:
            return None  # "en Californie"
        if (region := read_region(tokens, name.first, self.near)) is not None and region[0] >= name.last:
            return None  # "au Québec"
        if tokens.at(name.after) in ("-", "–") and tokens.adjoins(name.after) and tokens.at(name.after + 1) == MASK:
            return None  # "am Wochenmarkt-Mittwoch"
        if words.code == "fr" and self._is_some(name):
            return self._town_of_some(name)
        article = begin > (front or i + 1)
        if role == "in" and not roomed and not name.chain and not (article and name.noun):
            town = self._town(i, j)
            if town is not None:
                return town
            if words.code == "de" and not article and tokens.at(j + 1) == "-" and known_city(tokens.raw(j), self.near):
                return None  # "in Freiburg-Weingarten"
            owned = words.code == "en" and self._is_owned(name)
            proper = article and words.code == "en" and self.followed(name.after)
            proper = proper or (words.code == "nl" and words.has("articles", tokens.at(j)) and name.last > j + 1)
            if not (name.noun or owned or proper):
                return self._weak(i, name)  # but "in De Schakel", whose article has a capital
        if words.has("on", tokens.at(i)) and not name.noun:
            return None
        if role == "to" and not roomed and not (name.noun and not name.agency) and not self.followed(name.after, True):
            return self._weak(i, name)
        housed = name.agency and any(words.has("agency_places", w) for w in tokens.low[name.first : name.last])
        if role == "at" and not roomed and not name.noun and not housed and not self._venueable(name):
            return self._weak(i, name)
        lone = name.last - name.first == 1 and not name.chain and name.after == name.last  # not in quotation marks
        if (
            words.code in ("de", "nl")
            and lone
            and not article
            and not roomed
            and words.at_bare(tokens.at(i))
            and not self.followed(name.after, True)
        ):
            return self._weak(i, name)
        if name.agency and ((not housed and not name.owner and not name.generic) or tokens.at(i) == "within"):
            return None
        site = Site(j, name.after, "preposition", sure)
        site.take_name(name)
        if lone and not roomed and words.code == "de" and words.has("rooms", tokens.at(name.first)):
            site.strength -= 0.2  # "auf unserem Hof"
        if name.generic:
            site.strength -= 0.1
        elif not name.noun:
            site.strength -= 0.15 if role == "at" or self.followed(name.after, True) else 0.25
        if name.agency:
            site.strength -= 0.2
        return take_tail(self, site)

    def _is_some(self, name: Name) -> bool:
        """True for "dans un bar de Cavalaire": some bar of the town, not one by name."""
        tokens, words = self.tokens, self.words
        return (
            tokens.at(name.first - 1) in ("un", "une")
            and not tokens.capital(name.first)
            and words.has("of", tokens.at(name.first + 1))
            and town_by_name(tokens.slice(name.first + 2, name.last), self.near, words.code)
            if name.last - name.first > 2
            else False
        )

    def _town_of_some(self, name: Name) -> Site:
        site = Site(name.first, name.last, "preposition", 0.3)
        site.parts["city"] = (name.first + 2, name.last)
        return site

    def _is_owned(self, name: Name) -> bool:
        """True for a name that somebody owns and a street follows: "Seán's Pantry, Church Street"."""
        owner = any(self.tokens.raw(k).endswith(("'s", "’s")) for k in range(name.first, name.last - 1))
        return owner and self.followed(name.after, True)

    def _weak(self, i: int, name: Name) -> Site | None:
        """A name of which nothing says that it is a venue: the event's place only where its story knows none better."""
        tokens, words = self.tokens, self.words
        text = tokens.slice(name.first, name.last)
        person = words.has("titles", tokens.at(name.first)) or tokens.at(name.after) in ("'s", "’s")
        if name.agency or person or len(text) < 4 or known_city(text, self.near):
            return None
        if words.has("town_in", tokens.at(i)) and name.first == i + 1 and not name.noun:
            return None  # a town nobody knows
        if words.has("on", tokens.at(i)) or any(words.has("not_places", w) for w in tokens.low[name.first : name.last]):
            return None
        site = Site(name.first, name.after, "preposition", 0.2)
        site.take_name(name)
        return site

    def _ends_well(self, j: int) -> bool:
        """True where a road's name may end before token `j`: at a mark or a small word, not before its own noun."""
        word = self.tokens.at(j)
        return not word.isalpha() or len(word) < 4 or word in _AFTER_ROAD

    def _on_road(self, i: int, j: int, floor: int) -> Site | None:
        """ "Barista Brothers on Railroad Fork": a road of any type, because a name stands before "on"."""
        tokens, words = self.tokens, self.words
        street = read_street(tokens, words, j, True)
        if street is None or tokens.capital(street.last) or street.last - j < 2:
            return None
        name = look_back(tokens, words, i, self.near)
        if name is None or name.first < floor or name.last != i or name.agency:
            return None
        if name.last - name.first < 2 and not name.chain:
            return None
        site = Site(name.first, street.last, "bare", 0.5)
        site.take_name(name)
        site.parts["street"] = (street.first, street.last)
        return take_tail(self, site)

    def _lower(self, j: int) -> bool:
        tokens, words = self.tokens, self.words
        if words.match("generic", tokens, j) or words.has("rooms", tokens.at(j)) or words.match("corner", tokens, j):
            return True
        if words.code not in ("en", "de"):
            known = words.noun(tokens.at(j)) or words.has("street_prefixes", tokens.at(j))
            return known or part_of(tokens, words, j) > 0
        return words.has("routes", tokens.at(j)) or any(words.has("rooms", tokens.at(k)) for k in (j + 1, j + 2))

    def _street(self, j: int, role: str) -> Street | None:
        """A street right after a preposition; a road without number only where its words are a road's."""
        tokens, words = self.tokens, self.words
        street = None if chain_at(tokens, j) else read_street(tokens, words, j)
        if street is None:
            return None
        if street.numbered and (street.sure or (role == "at" and tokens.digit(j))):
            return street
        if street.numbered and not street.sure:
            return street if tokens.digit(j) and self.followed(street.last) else None
        if not street.sure or tokens.capital(street.last):
            return None
        if words.code == "nl" and tokens.at(j - 1) in ("in", "te") and street.last == j + 1:
            return None  # "in Sommelsdijk" is a town, "in de Dorpsstraat" a street
        return street if words.code == "fr" or not words.has("squares", tokens.at(j)) else None

    def _venueable(self, name: Name) -> bool:
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
            raw = tokens.raw(name.first)
            shouted = raw.isupper() and len(raw) > 3 and not tokens.text.isupper()  # "im ATRIO"
            return (
                shouted or (name.last - name.first > 1 and self.followed(name.after)) or self.followed(name.after, True)
            )
        return True

    def _town(self, i: int, j: int) -> Site | None:
        """A town alone after "in"; weak, but it says where."""
        tokens, words = self.tokens, self.words
        stop = city_words(tokens, words, j)
        if not stop:
            return None
        if words.phrases.get("town_in") and tokens.at(i) not in words.words["town_in"]:
            named = tokens.at(i) == "naar" and j == i + 1 and town_by_name(tokens.slice(j, stop), self.near, "nl")
            if not named:  # "de koffiekar komt naar Kaprijke"
                return None
        found = read_locality(tokens, words, j, self.near)
        if found is None or found.city is None:
            return None
        name = tokens.slice(*found.city)
        if found.region is None and not (
            town_by_name(name, self.near, words.code) if j == i + 1 else known_city(name, self.near)
        ):
            return None
        site = Site(j, found.last, "preposition", 0.3)
        site.take_locality(found)
        self._venue_in_paren(site)
        return site

    def _venue_in_paren(self, site: Site) -> None:
        """The venue in brackets behind its town: "in Ens (dorpsplein)", "à Nalda (Salle des Fêtes, 14 h)"."""
        tokens, words = self.tokens, self.words
        if tokens.at(site.last) != "(":
            return
        begin = site.last + 1
        while words.has("at", tokens.at(begin)) or words.has("in", tokens.at(begin)):
            begin += 1
        begin = self.articles(begin)
        name = read_name(tokens, words, begin, self.near)
        if name is None or name.agency or tokens.at(name.after) not in (")", ","):
            return
        if name.noun or name.chain or (words.code != "en" and name.last - name.first > 1):
            site.take_name(name)
            site.strength = 0.6
            site.last = name.after + (tokens.at(name.after) == ")")

    def _landmark(self, i: int) -> int | None:
        """Past the name after "near", "across from": it is not the place."""
        tokens, words = self.tokens, self.words
        j = self.articles(words.match("near_phrases", tokens, i) or i + 1)
        if not tokens.capital(j) and not (words.code not in ("en", "de") and words.noun(tokens.at(j))):
            return None
        name = read_name(tokens, words, j, self.near)
        return name.after if name is not None else None

    def _label(self, i: int) -> Site | None:
        """A place after "Location:"."""
        tokens, words = self.tokens, self.words
        stop = words.match("labels", tokens, i)
        if not stop:
            return None
        if tokens.at(stop - 1) == "is":
            stop -= 1
        elif tokens.at(stop) != ":" or not (tokens.capital(i) or i == 0):
            return None
        j = stop + 1
        while tokens.at(j) in ("\n", "-", "@", MASK) and j < stop + 4:
            j += 1
        if words.has("at", tokens.at(j)) or words.has("in", tokens.at(j)):
            j += 1
        j = self.articles(j)
        return self._open(j, "label", 0.9)

    def _open(self, j: int, cue: Cue, strength: float) -> Site | None:
        """A venue or a street that starts at `j`."""
        tokens, words = self.tokens, self.words
        j = skip_room(tokens, words, j)
        street = read_street(tokens, words, j)
        if street is not None and (street.numbered or (street.sure and not tokens.capital(street.last))):
            site = Site(j, street.last, cue, strength)
            site.parts["street"] = (street.first, street.last)
            return take_tail(self, site)
        name = read_name(tokens, words, j, self.near)
        if name is None:
            return None
        site = Site(j, name.after, cue, strength)
        site.take_name(name)
        return take_tail(self, site)

    def _address(self, i: int, floor: int) -> Site | None:
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
            before in SEPARATORS
            or before in ("(", "at", "on", "in", "", MASK, "@", "au", ".", '"')
            or words.has("at", before)
        )
        street = read_street(tokens, words, i, loose=before == "," and floor < i - 1)
        if street is None or not street.numbered or not (street.sure or lead):
            return None
        if not street.sure and not self.followed(street.last):
            return None
        site = Site(i, street.last, "address", 0.7 if street.sure else 0.45)
        site.parts["street"] = (street.first, street.last)
        self._venue_before(site, i, floor)
        return take_tail(self, site)

    def _venue_before(self, site: Site, i: int, floor: int, said: bool = False) -> None:
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
        if name is not None and name.agency and not name.noun and tokens.at(j) == ",":
            site.strength = min(site.strength, 0.3)  # a letterhead
        if name is None or name.first < floor or (name.agency and not name.noun):
            return
        if name.last - name.first == 1 and not name.noun and tokens.at(j) not in SEPARATORS and tokens.at(j) != "(":
            return
        institution = words.has("institutions", tokens.at(name.last - 1))
        name = self._without_article(name, institution or tokens.at(j) in ("is", "sits", "are", "stands"))
        site.take_name(name)
        site.first = min(site.first, name.first)
        site.strength = min(0.9, site.strength + 0.1)

    def _paren_back(self, j: int) -> int:
        for k in range(j - 1, max(-1, j - PAREN), -1):
            if self.tokens.at(k) == "(":
                return k
        return -1

    def _without_article(self, name: Name, subject: bool) -> Name:
        """Without a "The" that only opens the sentence."""
        tokens, words = self.tokens, self.words
        if (
            subject
            and tokens.raw(name.first) == "The"
            and (
                name.last - name.first > 3
                or (name.last - name.first > 2 and words.has("institutions", tokens.at(name.last - 1)))
            )
            and tokens.at(name.first - 1) in ("", ".", "!", "?", "\n")
        ):
            return Name(name.first + 1, name.last, name.after, name.noun, name.chain, name.generic, name.agency)
        return name

    def _located(self, i: int, floor: int) -> Site | None:
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
        road = tokens.at(j - 1) == "on"  # "is on West Bridge Row"
        street = read_street(tokens, words, j, loose=tokens.digit(j) or road)
        if street is None or not (street.numbered or street.sure or (road and street.last - j > 1)):
            return None
        if tokens.capital(street.last):
            return None
        name = look_back(tokens, words, i, self.near)
        if name is None or name.first < floor:
            return None
        name = self._without_article(name, True)
        site = Site(name.first, street.last, "address", 0.75 if street.numbered else 0.6)
        site.take_name(name)
        site.parts["street"] = (street.first, street.last)
        if name.agency:
            site.strength -= 0.35
        return take_tail(self, site)

    def _beside_date(self, i: int) -> Site | None:
        """ "April 12, Levee Street Lunch, 10 a.m.": a name between a date and a mark."""
        tokens, words = self.tokens, self.words
        j = i + 1
        if tokens.at(i + 1) == ")" and self.tokens.at(i + 2) in (",", "-", "–", "—", "|", ":"):
            j = i + 2  # "10.30 Uhr (Einlass ab 10.15 Uhr), Bürgerhaus"
        while tokens.at(j) in (",", "-", "–", "—", "|", ":", ".", "@", "·", "(", MASK) and j < i + 5:
            if tokens.at(j) == "." and not tokens.adjoins(j):
                return None
            j += 1
        close = j == i + 1 and tokens.at(i - 1) != "\n" and self._lower(j)  # "9h à 11h30 place du Marché"
        if (j == i + 1 and not close) or tokens.at(j - 1) == "." or (tokens.at(j - 1) == MASK and not close):
            return None
        if not (tokens.capital(j) or chain_at(tokens, j) or self._lower(j)):
            return None
        if (led := self._led_by_town(j)) is not None:
            return led
        name = read_name(tokens, words, j, self.near)
        if name is None and close and (street := read_street(tokens, words, j)) is not None and street.sure:
            site = Site(j, street.last, "bare", 0.6)
            site.parts["street"] = (street.first, street.last)
            return take_tail(self, site)  # "à 10 h place Carnot"
        if name is None or name.agency or name.last - name.first > 8 or self._is_subject(name):
            return None
        k = name.after
        sure = self.followed(k, True) or (name.noun and tokens.at(k) == "," and self.city_like(k + 1))
        while tokens.at(k) in (",", "-", "–", "—", "|", "@", "(", "·"):
            k += 1
        if not (
            sure
            or (k > name.after and tokens.at(k) == MASK)
            or (name.noun and tokens.at(k) in ("", ".", "\n", MASK, ")"))
            or (close and name.noun and not name.generic and k == name.after and not tokens.capital(k))
        ):
            return None
        site = Site(j, name.after, "bare", 0.6 if sure or name.noun else 0.4)
        site.take_name(name)
        return take_tail(self, site)

    def _past_town(self, j: int) -> int:
        """The index after a town at `j` and the mark that parts it from its venue ("Lenzing, Kulturzentrum"), or 0."""
        tokens, words = self.tokens, self.words
        stop = city_words(tokens, words, j)
        if not stop or tokens.at(stop) not in (",", ":", "-", "–", "—", "|", "/", "·", "(") or tokens.adjoins(stop + 1):
            return 0
        name = tokens.slice(j, stop)
        if words.noun(tokens.at(stop - 1)) or not town_by_name(name, self.near, words.code):
            return 0
        k = stop + 1
        while k < stop + 8:
            dated = tokens.at(k + 1) == MASK and len(tokens.at(k)) <= 3  # "Melle : jeudi 6 juin, de 14 h à 16 h"
            if not dated and tokens.at(k) not in (",", ":", "-", "–", "—", "|", "·", MASK):
                break
            k += 1
        return k

    def _led_by_town(self, j: int) -> Site | None:
        """A venue or street behind its town: "Lenzing, Kulturzentrum, 9 bis 12 Uhr", "Hamois : salle communale"."""
        tokens, words = self.tokens, self.words
        k = self._past_town(j)
        if not k:
            return None
        while words.has("in", tokens.at(k)) or words.has("at", tokens.at(k)):
            k += 1
        k = self.articles(k)
        if not (tokens.capital(k) or tokens.digit(k) or self._lower(k) or tokens.at(k) in '"“„«»'):
            return None
        stop = city_words(tokens, words, j)
        if (region := read_region(tokens, k, self.near)) is not None and tokens.at(region[0]) in (*SEPARATORS, "", "."):
            return None  # "Marshall, Texas"
        site = self._open(k, "bare", 0.65)
        if site is not None and "venue" in site.parts and "street" not in site.parts and self._goes_on(site):
            return None  # "ROMNEY — The Hampshire County Sheriff's Office will hold ..."
        if site is None or not ("street" in site.parts or site.noun or self.followed(site.last)):
            return None
        if "venue" in site.parts and not site.noun and tokens.at(site.last) not in (",", "", "(", MASK, "–", "-", "\n"):
            return None
        if "city" not in site.parts:
            site.parts["city"] = (j, stop)
        site.first = j
        return site

    def _goes_on(self, site: Site) -> bool:
        """True where a sentence goes on behind a name, or the name is an agency's: it opens a story, no row."""
        tokens, words = self.tokens, self.words
        first, last = site.parts["venue"]
        if any(words.has("agencies", word) for word in tokens.low[first:last]):
            return True
        word = tokens.at(site.last)
        small = word.isalpha() and not tokens.capital(site.last)
        return small and not any(words.has(role, word) for role in ("at", "in", "on", "near", "articles", "and", "of"))

    def _host(self, i: int, floor: int) -> Site | None:
        """A venue as host: "Coffee House on Main will host"."""
        tokens, words = self.tokens, self.words
        j = i
        while j > floor and tokens.at(j - 1) in ("will", "is", "to", "are", "was", "again", "also") and i - j < 3:
            j -= 1
        name = look_back(tokens, words, j, self.near)
        if name is None or name.first < floor or name.agency or not name.noun:
            return None
        name = self._without_article(name, True)
        site = Site(name.first, j, "bare", 0.45)
        site.take_name(name)
        return site

    def _hosts(self, j: int) -> bool:
        """True where the words at `j` make what stands before them the host: "hosts", "will again host"."""
        while self.tokens.at(j) in ("will", "is", "again", "also"):
            j += 1
        return self.words.has("hosts", self.tokens.at(j))

    def _stands(self, i: int) -> bool:
        """True where the words at `i` go on to say where something stands: "is located at", "is on"."""
        tokens, words = self.tokens, self.words
        j = i
        while words.has("located", tokens.at(j)) and j < i + 3:
            j += 1
        return any(words.has(role, tokens.at(j)) for role in ("at", "in", "on", "near")) or tokens.digit(j)

    def _branch_of(self, i: int, floor: int) -> Site | None:
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
                site = Site(first, i, "bare", 0.5)
                site.parts["street"] = (first, i)
                take_branch(self, site)
                return site if "venue" in site.parts else None
        return None

    def _road(self, i: int, floor: int) -> Site | int | None:
        """A road at `i` whose own words say that it is one, without a preposition; with the venue before it."""
        tokens, words = self.tokens, self.words
        street = read_street(tokens, words, i)
        if street is None or not street.sure:
            return None
        if not street.numbered and words.code != "fr" and words.has("squares", tokens.at(i)):
            return self._bare(i, floor)
        if not street.numbered and words.code in ("es", "pt", "fr") and tokens.at(i - 1) != ",":
            before = tokens.at(i - 1)
            said = words.has("in", before) or words.has("at", before) or words.has("articles", before)
            if not said and not (words.code == "fr" and self.followed(street.last)):
                return None
        dated = tokens.at(i - 1) == MASK or (tokens.at(i - 1) == "," and tokens.at(i - 2) == MASK)
        site = Site(i, street.last, "address" if street.numbered else "bare", 0.6 if street.numbered or dated else 0.35)
        site.parts["street"] = (street.first, street.last)
        if tokens.at(i - 1) in (",", "("):
            self._venue_before(site, i, floor)
        return take_tail(self, site)

    def _bare(self, i: int, floor: int) -> Site | int | None:
        """A name with a telling word at `i`, without a preposition."""
        tokens, words = self.tokens, self.words
        if not tokens.capital(i):
            return self._small_noun(i)
        if words.code in ("de", "nl"):
            adjective = words.code == "de" and i > floor and tokens.capital(i - 1)
            adjective = adjective and words.has("street_types", tokens.at(i))
            street = read_street(tokens, words, i - adjective)  # "Steinheimer Straße 1"
            if street is not None and street.numbered and street.sure:
                site = Site(street.first, street.last, "address", 0.55)
                site.parts["street"] = (street.first, street.last)
                if tokens.at(street.first - 1) in (",", "("):
                    self._venue_before(site, street.first, floor)
                return take_tail(self, site)
        name = look_back(tokens, words, i + 1, self.near, beyond=True)
        if name is None or name.first < floor:
            name = read_name(tokens, words, i, self.near)
        if name is None or (name.last - name.first < 2 and not name.chain) or name.agency or not name.noun:
            return None
        if self._is_subject(name):
            return name.after
        site = Site(name.first, name.after, "bare", 0.35 if name.chain else 0.3)
        if words.code == "en" and not name.generic and self._hosts(name.after):
            site.strength = 0.5
        elif tokens.at(name.after) == "(" and tokens.at(name.after + 1) == MASK:
            site.strength = 0.6  # "la Biblioteca Azcona (3 de junio)"
        elif self.followed(name.after, True):
            site.strength += 0.2
        elif words.code == "de":
            return name.after
        if words.has("located", tokens.at(name.after)) and not name.chain and self._stands(name.after):
            return None
        name = self._without_article(name, True)
        site.take_name(name)
        return take_tail(self, site)

    def _is_subject(self, name: Name) -> bool:
        """True for "Der Stand" of a German sentence: a thing spoken of, not a place by name."""
        tokens, words = self.tokens, self.words
        return words.code == "de" and name.last - name.first == 2 and words.has("articles", tokens.at(name.first))

    def _small_noun(self, i: int) -> Site | None:
        """ "clients du centre commercial Les Bastions": a noun and its name, without a preposition."""
        if self.words.code in ("en", "de"):
            return None
        name = read_name(self.tokens, self.words, i, self.near)
        if name is None or name.generic or name.agency or not name.noun or name.last - name.first < 2:
            return None
        site = Site(name.first, name.after, "bare", 0.3)
        site.take_name(name)
        return take_tail(self, site)

    def _more(self, found: list[Site], i: int) -> int:
        """Past the places listed behind one; the mall behind a shop and a comma is no place of its own."""
        told = len(found)
        stop = self._listed(found, i)
        if len(found) != told + 1 or "venue" not in found[-1].parts or found[-1].again:
            return stop
        shop, mall = found[-2], found[-1]
        if mall.first != shop.last + 1 or self.tokens.at(shop.last) != "," or mall.chain or "street" in shop.parts:
            return stop
        found.pop()
        for part, span in mall.parts.items():
            if part != "venue":
                shop.parts.setdefault(part, span)
        shop.region, shop.country = shop.region or mall.region, shop.country or mall.country
        shop.last = mall.last
        return stop

    def _listed(self, found: list[Site], i: int) -> int:
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
            j = self.articles(j)
            street = read_street(tokens, words, j) if "street" in before.parts else None
            if street is not None and street.sure and not tokens.capital(street.last) and before.noun:
                site = Site(
                    j, street.last, before.cue, before.strength - 0.1, noun=before.noun, chain=before.chain, again=True
                )
                site.parts.update(venue=before.parts["venue"], street=(street.first, street.last))
                found.append(take_tail(self, site))
                i = site.last
                continue
            if not tokens.capital(j):
                return i
            name = read_name(tokens, words, j, self.near)
            if name is None or name.agency or not (name.noun or opened or self.followed(name.after, True)):
                return i
            site = Site(j, name.after, "preposition" if before.cue != "bare" else "bare", before.strength - 0.1)
            site.take_name(name)
            take_tail(self, site)
            if not name.noun and len(site.parts) < 2 and not opened:
                return i
            found.append(site)
            i = site.last
        return i


@cache
def _roles(code: str) -> dict[str, str]:
    """What each word promises; the surest promise wins."""
    words = place_words(code)
    table: dict[str, str] = {MASK: "mask"}
    table |= dict.fromkeys(words.words["nouns"], "noun")
    table |= dict.fromkeys(words.words["street_types"] if code == "nl" else (), "noun")  # "Laan van Meerdervoort 9"
    table |= dict.fromkeys(words.words["branch"], "branch")
    table |= dict.fromkeys(chains(), "noun")
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
    return table
