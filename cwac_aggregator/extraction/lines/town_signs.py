"""Every town that a story tells, with how it is told: `town_choice` weighs them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from ... import gazetteer
from ...model import Place
from ...normalization.addresses import read_region
from ...normalization.names import find_themes
from ...normalization.place_words import cut, place_words
from ...normalization.places import PlaceSpan, is_chain
from .datelines import dateline
from .line import Line, Reader
from .town_forms import Form, TownForms, next_word, unelided
from .unlisted_towns import unlisted_towns

_WORD = r"(?:St|Ste|Mt|Ft|Pt)\.(?= [A-ZÀ-Þ])|[A-ZÀ-Þ][\w.'’-]*\w|[A-ZÀ-Þ]"
_RUN = re.compile(
    rf"(?:{_WORD})(?: (?:(?:d[aeo]s?|del|l[aeo]s?|du|a[mn]|der|den|im|in|ob|aan|op|sur) ){{0,2}}(?:{_WORD}))*"
)
"""Words with capitals in a row, and the small ones that names of towns hold."""
_SMALL_AND_NAME = re.compile(rf"\b([a-zà-ÿ]+) (?:d[aeo]s? |del |l[ao]s? |du )?((?:{_WORD})(?: (?:{_WORD})){{0,3}})")
"""A word in small letters before a name: "colonia Loma Linda"."""
_ARTICLED = frozenset(["no", "na", "do", "da"])
_PRINTED = re.compile(r"\S+")
_MOST_WORDS = 4
_LONG_LINE = 3000
_FEWEST_TO_TOWN = 2
"""Words before the town of a house: "mairie de" (Grasse)."""
_SMALL_TOWN = 1500
"""People of a town whose name, without a word that says so, is more likely something else's."""
_LARGE_TOWN = 50_000
"""People of a town that is meant though its name is a word for food: Essen."""
_SMALL_TOWN_OF_VENUE = 4000
"""People of a town whose name at the head of a venue's is more likely somebody's."""
_OF_A_BODY = re.compile(
    r"\b(?:universi(?:ty|dad|dade|te|tat|teit)|college|bank|diocese|archdiocese) (?:of|de|do|da|du|van|von) $"
)
"""Before a town that a body is called after, wherever it stands: "University of New Haven Police"."""
_COUNTIES = re.compile(r"(?:, [A-Z][\w ]{2,20}){0,4},? (?:and|&) [A-Z][\w ]{2,20} [Cc]ounties\b")
"""Behind the first of several counties: "in Monroe and Pike Counties"."""
_GOES_ON = re.compile(r" [A-ZÀ-Þ][\w’'-]+ [A-ZÀ-Þ]")
_HOUSE = re.compile(rf"\b[Tt]he ((?:{_WORD})(?: (?:{_WORD})){{1,3}}) in $")
"""A house of some name, right before its town."""
_TOWN_LINE = 35
"""Letters of a line that is nothing but a town."""
_TOWNSHIP = re.compile(r"(?!The ).+ (?:Township|Borough|Twp\.?)$")
_LONGEST_REGION = 24
"""Letters behind a town in which its region ends: "Galena, Illinois"."""
_WITH_REGIONS = frozenset(["US", "CA", "AU"])
"""Countries that print the region behind a town."""
_COMMUNITY = re.compile(r"^(?:[Tt]he )?(?:Village|Town|Township|Borough) of (?=[A-Z])")
"""What law calls a place and people leave out: "the Village of Warwick"."""


@dataclass(frozen=True, slots=True)
class TownSign:
    """One town as one line tells it. `number` is the line's; `begin` and `stop` are offsets in it; `key` is what two names of
    one town have in common; `venue` is that of the place it was printed with, or whose name it stands in; `known` is False
    for a town that no gazetteer has; `owns` is True where the venue's name ends in it: "marché de Noël de Strasbourg";
    `region_told` where the region is printed with it."""

    town: str
    region: str | None
    line: Line
    number: int
    begin: int
    stop: int
    form: Form
    key: str
    venue: str | None = None
    known: bool = True
    owns: bool = False
    region_told: bool = False


def town_name(printed: str) -> str:
    """A town by its name alone: "the Village of Warwick" is Warwick."""
    return _COMMUNITY.sub("", printed)


def town_key(printed: str) -> str:
    """What two names of one town have in common."""
    return gazetteer.fold(town_name(printed))


def town_signs(lines: Sequence[Line], relevant: Sequence[bool], reader: Reader) -> list[TownSign]:
    """The towns of a story's lines, line by line; `relevant` says which lines are of the event."""
    found: list[TownSign] = []
    unlisted = unlisted_towns(lines, reader)
    for number, (line, keep) in enumerate(zip(lines, relevant, strict=True)):
        if line.text and len(line.text) <= _LONG_LINE:
            told = _Told(line, number, keep, reader, unlisted)
            found += told.signs() if keep or line.heading else told.opening
    quarters = quarters_of(lines, reader) if found else frozenset()
    return [sign for sign in found if sign.key not in quarters]


def quarters_of(lines: Sequence[Line], reader: Reader) -> frozenset[str]:
    """The names that a story gives to a part of the town: "la colonia Loma Linda", "no bairro Boa Vista"; not its own town's."""
    words = place_words(reader.lexicon.code)
    own = gazetteer.fold(reader.place.city or "")
    found: set[str] = set()
    for line in (line for line in lines if len(line.text) <= _LONG_LINE):
        for said in _SMALL_AND_NAME.finditer(line.text):
            articled = said[1] in _ARTICLED and words.code == "pt"  # "no Jardim Olmo": towns have no article
            if words.has("quarters", said[1]) or (articled and words.has("quarters", said[2].split()[0].lower())):
                found.update(gazetteer.fold(said[2][:end]) for end in _ends_of_words(said[2]))
    return frozenset(found - {own})


def _ends_of_words(text: str) -> list[int]:
    return [found.end() for found in _PRINTED.finditer(text)]


class _Told:
    """The towns of one line."""

    def __init__(self, line: Line, number: int, keep: bool, reader: Reader, unlisted: Set[str]) -> None:
        self.line, self.number, self.reader, self.unlisted = line, number, reader, unlisted
        self.near: Place = reader.place
        self.words = place_words(reader.lexicon.code)
        self.forms = TownForms(line, reader)
        self.publisher = f" {gazetteer.fold(self.near.name or '')} "
        self.places: list[PlaceSpan] = reader.places(line) if keep or line.heading else []

    @cached_property
    def masks(self) -> list[tuple[int, int]]:
        """The days and hours of the line, which are no town."""
        return list(self.line.masks())

    @cached_property
    def opening(self) -> list[TownSign]:
        """The town that a report opens with, where it does."""
        found = dateline(self.line, self.reader)
        return [self._sign(*found)] if found is not None else []

    def signs(self) -> Iterator[TownSign]:
        yield from self.opening
        taken = [*self.masks, *((sign.begin, sign.stop) for sign in self.opening)]
        for place in self.places:
            if place.place.city and self._is_origin(place.place.city, place.place.region):
                taken.append((place.begin, place.stop))
                continue
            if place.place.city and (
                place.place.venue or place.place.street or place.place.region or place.place.postcode
            ):
                begin, stop = place.parts.get("city", (place.begin, place.stop))
                known = self._find(town_name(place.place.city)) is not None
                yield TownSign(
                    place.place.city, place.place.region, self.line, self.number, begin, stop,
                    "address" if place.place.street and not place.place.venue else "printed",
                    town_key(place.place.city), place.place.venue, known, region_told=place.place.region is not None,
                )  # fmt: skip
                taken.append((begin, stop))
            if "street" in place.parts:
                taken.append(place.parts["street"])
        for begin, stop in self._in_turn():
            city = self._find(self.line.text[begin:stop])
            region = (city.region or None) if city is not None else None
            yield self._sign(self.line.text[begin:stop], region, begin, stop, "turn")
            taken.append((begin, stop))
        if (alone := self._alone()) is not None:
            yield alone
        else:
            yield from self._in_running_text(taken)

    def _in_turn(self) -> Iterator[tuple[int, int]]:
        """The names of which the line says that it is their turn, towns however small: "is Leiden aan de beurt", "ce sera au
        tour de Rezé"."""
        text = self.line.text
        for begin, stop in self.reader.cues.spans("its_turn", self.line.low):
            behind = _RUN.match(text, stop + text.startswith(" ", stop))
            ahead = list(_RUN.finditer(text, max(0, begin - _TOWN_LINE), begin))
            if behind is not None:
                yield behind.span()
            elif ahead and begin - ahead[-1].end() <= 1:
                yield ahead[-1].span()

    def _find(self, name: str) -> gazetteer.City | None:
        """A known town; of several of one name, and no region to tell which, none."""
        return gazetteer.town_near(name, self.near.city, self.near.region, self.near.country)

    def _sign(
        self,
        town: str,
        region: str | None,
        begin: int,
        stop: int,
        form: Form,
        venue: str | None = None,
        *,
        known: bool = True,
    ) -> TownSign:
        return TownSign(town, region, self.line, self.number, begin, stop, form, town_key(town), venue, known)

    def _region_behind(self, stop: int) -> str | None:
        """The region printed behind a town."""
        if self.near.country not in _WITH_REGIONS or not self.line.text.startswith(", ", stop):
            return None
        behind = cut(self.line.text[stop + 2 : stop + 2 + _LONGEST_REGION], self.reader.lexicon.code)
        found = read_region(behind, 0, self.near)
        if found is None or found[1].country != self.near.country:
            return None
        goes_on = behind.capital(found[0]) and behind.text[behind.starts[found[0]] - 1] == " "
        return found[1].code if behind.raw(0).isupper() or not goes_on else None  # "in Dover, Ohio Street"

    def _alone(self) -> TownSign | None:
        line = self.line
        name = line.text.strip(" .:–—-•*")
        if not 2 < len(name) < _TOWN_LINE or line.label or line.heading or line.block.group or not name[0].isupper():
            return None
        if line.dates or line.times or line.names:
            return None
        town = self.reader.in_small_letters(name)
        city = self._find(town)
        return self._sign(town, city.region or None, 0, len(line.text), "alone") if city is not None else None

    def _in_running_text(self, taken: Sequence[tuple[int, int]]) -> Iterator[TownSign]:
        text = self.line.text
        for run in _RUN.finditer(text):
            words = [(run.start() + w.start(), run.start() + w.end()) for w in _PRINTED.finditer(run[0])]
            first = 0
            while first < len(words):
                for last in range(min(len(words), first + _MOST_WORDS), first, -1):
                    begin, stop = words[first][0], words[last - 1][1]
                    name = text[begin:stop].rstrip(".,’'")
                    name = name.removesuffix("’s").removesuffix("'s")
                    city = self._find(name) if name[:1].isupper() else None
                    # no gazetteer need know the publisher's town, nor one that the story uses as such
                    home = city is None and (name == self.near.city or gazetteer.fold(name) in self.unlisted)
                    if city is not None or home or (self.near.country == "US" and _TOWNSHIP.match(name)):
                        span = (begin, begin + len(name))
                        if not any(a < span[1] and span[0] < b for a, b in taken):
                            longer = last < len(words) and not self._is_masked(words[last][0])
                            yield from self._told_as(name, city, *span, lone=not first and not longer, longer=longer)
                        first = last
                        break
                else:
                    first += 1

    def _is_masked(self, at: int) -> bool:
        """Whether a word is a day or an hour, or opens the event's name: "in Duxbury Wednesday" names no longer place."""
        return any(a <= at < b for a, b in self.masks) or any(name.begin == at for name in self.line.names)

    def _told_as(
        self, name: str, city: gazetteer.City | None, begin: int, stop: int, *, lone: bool, longer: bool
    ) -> Iterator[TownSign]:
        text, low = self.line.text, self.line.low
        key = gazetteer.fold(name)
        if text[begin - 1 : begin] == "/" and begin > 1 and text[begin - 2].isalpha():
            return  # "Politiezone Hamme/Waasmunster": of one body of two towns
        own = gazetteer.fold(self.near.city or "")
        if key != own and f" {key} " in self.publisher:
            return  # "The Ridgely College" speaks of itself
        if self.reader.lexicon.code == "de" and self._has_article(low[:begin]):
            return  # "Marktplatz, am Brunnen"
        if self.reader.cues.has("not_town", next_word(low, stop)) or _OF_A_BODY.search(low, 0, begin):
            return
        if _COUNTIES.match(text, stop):
            return
        told = self._region_behind(stop)
        if (city is not None or told is not None) and self._is_origin(name, told or (city and city.region) or None):
            return
        if self._is_thing(begin, stop) and (city is None or city.population < _LARGE_TOWN):
            return  # "Kaffee und Kuchen"
        within = next((p for p in self.places if self._holds(p.parts.get("venue"), (begin, stop))), None)
        venue = within.place.venue if within is not None else None
        if venue is not None and (is_chain(venue) or not self._opens_name(within, begin)):
            return
        form = self.forms.of(begin, stop, within is not None)
        if form == "bare" and city is None and told is not None:
            form = "region"
        if form == "station" and "-" in name and all(map(self._find, name.split("-"))):
            return  # "zone de police Namur-Dinant": the same with a hyphen
        if form in ("bare", "host") and self.unlisted and not begin and text.startswith(":", stop):
            form = "in"  # "Harbor Pines: McDonald's at 81 Oak Road", in a list of such
        if form == "bare" and key in self.unlisted and any(p.place.venue and p.stop == begin - 2 for p in self.places):
            form = "in"  # "at Rose Cafe, Millbright."
        if form in ("host", "station") and key != own and self.words.has("forces", key):
            return  # "University police": there are towns of that name
        newly = ("in", "named") if f" {own} " in self.publisher else ("in", "named", "host")
        if city is None and name == self.near.city and form not in newly:
            return  # that its police are spoken of says nothing new of a publisher called after it
        if longer and form in ("in", "of", "named") and self.reader.lexicon.code != "de":
            return  # "Thanks to Franklin Savings Bank"
        if form == "venue" and within is not None and name in (within.place.street or ""):
            return  # "centre socioculturel du Fossé, 3 rue du Fossé": both are called after the ditch
        if form == "community" and _GOES_ON.match(text, stop):
            return  # "the Hayward Area Recreation District"
        small = city is None or city.population < _SMALL_TOWN_OF_VENUE
        if form == "venue" and name != self.near.city and small and not self._is_of_town(within, begin):
            return  # "Sutter Dining Hall"
        if form in ("venue", "bare") and self.words.has("nouns", low[begin:stop]):
            return
        lesser = city is None or city.population < _LARGE_TOWN
        if (
            form in ("in", "bare")
            and lesser
            and name != self.near.city
            and self.words.has("not_places", low[begin:stop])
        ):
            return  # "entfällt bei Regen"
        if form == "bare" and not (lone or self.line.heading):
            return  # "Chief Charles Bristol"
        if form == "bare" and name != self.near.city:
            opens = begin == 0 and not self.line.heading and " " not in name and text[stop : stop + 1] not in (",", ":")
            if opens or city is None or city.population < _SMALL_TOWN:
                return
        region = told or (city.region or None if city is not None else self.near.region)
        house = self._house_before(begin) if form == "in" else None
        known = city is not None or key == own
        sign = self._sign(name, region, begin, stop, form, venue or house, known=known)
        owns = form == "venue" and self._closes_name(within, begin, stop)
        yield replace(sign, owns=owns, region_told=told is not None)

    def _has_article(self, before: str) -> bool:
        """Whether what stands before a name ends in an article, or one that a preposition holds ("am", "zum"): German towns
        have none."""
        word = before.rpartition(" ")[0].rpartition(" ")[2] if before.endswith(" ") else ""
        held = word.endswith(("m", "r")) and (self.words.has("in", word) or self.words.has("at", word))
        return word not in ("der", "vor") and (held or self.words.has("articles", word))

    def _is_thing(self, begin: int, stop: int) -> bool:
        """Whether a name is a word for what is shared: German writes every noun with a capital."""
        return any(a <= begin and stop <= b for a, b in self._things())

    def _things(self) -> list[tuple[int, int]]:
        """Where the line has words for what is shared."""
        tokens = self.line.tokens
        return [(a, b) for a, b, _ in find_themes(tokens)] if tokens is not None else []

    def _is_origin(self, name: str, region: str | None) -> bool:
        """Whether a town is the one where the program began, in another region than the publisher's."""
        elsewhere = self.near.region is not None and region is not None and region != self.near.region
        return elsewhere and self.reader.cues.has("origin", gazetteer.fold(name))

    def _house_before(self, begin: int) -> str | None:
        """The name that a town stands behind: "the Twana Roadhouse in Quilcene" says where that is."""
        if self.reader.lexicon.code == "de":
            return None
        found = _HOUSE.search(self.line.text, 0, begin)
        if found is None or any(a < found.end(1) and found.start(1) < b for a, b in self.line.masks()):
            return None
        if any(a < found.end(1) and found.start(1) < b for a, b in self.line.hosts()):
            return None
        return found[1]

    def _opens_name(self, place: PlaceSpan | None, begin: int) -> bool:
        """Whether a town opens a venue's name or stands behind an "of": the Carlos Paredes Hall is of no town."""
        if place is None:
            return False
        before = unelided(self.line.low[place.parts["venue"][0] : begin]).split()
        return not before or self.words.has("of", before[-1])

    def _closes_name(self, place: PlaceSpan | None, begin: int, stop: int) -> bool:
        """Whether a house told by its kind is a town's by the end of its name: "marché de Noël de Strasbourg", not "Café de
        Paris"."""
        if place is None or self.reader.lexicon.code == "en" or stop != place.parts["venue"][1]:
            return False
        first = place.parts["venue"][0]
        told = unelided(self.line.low[first:begin]).split()
        if len(told) < _FEWEST_TO_TOWN or not self.words.has("of", told[-1]):
            return False
        if any(begin_of == first for begin_of, _ in self._things()):
            return False
        return self.line.text[first].islower() or self.words.has("landmarks", told[0])

    def _is_of_town(self, place: PlaceSpan | None, begin: int) -> bool:
        """Whether a house is told by its kind and its town alone: "het dorpshuis van Schipluiden"."""
        if place is None or self.reader.lexicon.code == "en":
            return False
        told = self.line.text[place.parts["venue"][0] : begin].split()
        return len(told) > 1 and all(word.islower() for word in told) and self.words.has("of", told[-1])

    @staticmethod
    def _holds(venue: tuple[int, int] | None, town: tuple[int, int]) -> bool:
        """Whether a venue's name holds a town's and is more than that: "moves to Mount Pleasant" names no mountain."""
        return venue is not None and venue[0] <= town[0] and town[1] <= venue[1] and venue != town
