"""Every town that a story tells, with how it is told: `town_choice` weighs them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ... import gazetteer
from ...model import Place
from ...normalization.names import find_themes
from ...normalization.place_words import place_words
from ...normalization.places import PlaceSpan, is_chain
from .line import Line, Reader
from .unlisted_towns import unlisted_towns

Form = Literal[
    "dateline",
    "dateline-station",
    "alone",
    "printed",
    "address",
    "venue",
    "host",
    "station",
    "named",
    "in",
    "of",
    "community",
    "turn",
    "region",
    "bare",
]
"""How a town is told: it opens the report ("DOVER, N.H. —"), stands alone on its line, is the town of a place or of an
address without one, a word in a venue's name, is whose police are spoken of, by a name before or behind it, stands behind the event's name, behind a small word, behind "residents of",
before "residents", next in a series ("then it is Dover's turn"), before its state, or none of these."""

_WORD = r"[A-ZÀ-Þ][\w.'’-]*\w|[A-ZÀ-Þ]"
_RUN = re.compile(
    rf"(?:{_WORD})(?: (?:(?:d[aeo]s?|del|l[aeo]s?|du|a[mn]|der|den|im|in|ob|aan|op|sur) ){{0,2}}(?:{_WORD}))*"
)
"""Words with capitals in a row, and the small ones that names of towns hold."""
_SMALL_AND_NAME = re.compile(rf"\b([a-zà-ÿ]+) (?:d[aeo]s? |del |l[ao]s? |du )?((?:{_WORD})(?: (?:{_WORD})){{0,3}})")
"""A word in small letters before a name: "colonia Loma Linda"."""
_PRINTED = re.compile(r"\S+")
_MOST_WORDS = 4
_LONG_LINE = 3000
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
_GOES_ON = re.compile(r" [A-ZÀ-Þ][\w’'-]+ [A-ZÀ-Þ]")
_CALL_SIGN = re.compile(r"\([WK][A-Z]{2,3}(?:[ -](?:TV|FM|AM))?\)")
"""A station's, behind the town that it reports from."""
_HOUSE = re.compile(rf"\b[Tt]he ((?:{_WORD})(?: (?:{_WORD})){{1,3}}) in $")
"""A house of some name, right before its town."""
_TOWN_LINE = 35
"""Letters of a line that is nothing but a town."""
_BEHIND_NAME = 24
"""Letters between an event's name and its town: "Coffee with a Cop" events in Duxbury."""
_NEAR_HOST = 14
"""Letters between a town and its police: "Duxbury Township Police", "police in Duxbury"."""
_OWN_IS = re.compile(r"['’]s (?:is|was|will be|comes|follows)(?: on| held on| set for)?")
"""Behind a town: that of the town is held on the day that follows."""
BEFORE_DAY = 6
"""Letters between a town and its day: "Elgin on Thursday"."""
_NEXT_WORD = re.compile(r"(?:['’]s)?\s*([\w-]+)")
_ELIDED = re.compile(r"\b[dl]['’]$")
_STATE = re.compile(r",? (?:[A-Z][a-z]{2,4}\.|[A-Z]{2}\b)")
_TOWNSHIP = re.compile(r"(?!The ).+ (?:Township|Borough|Twp\.?)$")
_COMMUNITY = re.compile(r"^(?:[Tt]he )?(?:Village|Town|Township|Borough) of (?=[A-Z])")
"""What law calls a place and people leave out: "the Village of Warwick"."""
_DATELINE = re.compile(
    r"^([A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,28}|[A-ZÀ-Þ][a-zà-ÿ]+(?: (?:(?:de|del|da|do|dos|das|la|las|los|el) ){0,2}[A-ZÀ-Þ][a-zà-ÿ]+){0,3})"
    r"(?:, ([A-Z][A-Za-zà-ÿ. ]{1,16}?))?(?:,? (?:a |le |den |op )?(?:\d{1,2} de \w{4,10} (?:de|del) \d{4}|\d{1,2}(?:er|\.)? [a-zA-Zà-ÿ]{3,10}\.? \d{4})\.?)?\s*(?:\([^)]{1,30}\)\s*)?\.?[—–-]{1,2}\s+\S"
)
"""The town a news story opens with: "DOVER, N.H. —", "Rostock (ots) -", "San Pedro de los Pinos, N.L.- ..."."""
_DASH = re.compile("[—–-]")
_TOWN_AHEAD = re.compile(r"^([A-ZÀ-Þ][\w'’-]+(?: [\w'’-]+){0,3})(?:[.:]| ?[|/]) (?=[\"“„«]?[A-ZÀ-Þ])")
"""The same before a mark, as German and Irish papers print it: "Lüchow. Die Polizei", "Ballina: Gardaí"."""
_TOWN_IN_CAPITALS = re.compile(r"^([A-ZÀ-Þ]{3,}(?:[ -][A-ZÀ-Þ]{3,})*) (?=[A-ZÀ-Þ][a-zà-ÿ])")
"""The same without a dash, as Flemish papers print it: "EEKLO De wijkwerking"."""


@dataclass(frozen=True, slots=True)
class TownSign:
    """One town as one line tells it. `number` is the line's; `begin` and `stop` are offsets in it; `key` is what two names of
    one town have in common; `venue` is that of the place it was printed with, or whose name it stands in; `known` is False
    for a town that no gazetteer has."""

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
            found += told.signs() if keep or line.heading else filter(None, [told.dateline()])
    quarters = _quarters(lines, reader) if found else frozenset()
    return [sign for sign in found if sign.key not in quarters]


def _quarters(lines: Sequence[Line], reader: Reader) -> frozenset[str]:
    """The names that a story gives to a part of the town: "la colonia Loma Linda", "no bairro Boa Vista"; not its own town's."""
    words = place_words(reader.lexicon.code)
    own = gazetteer.fold(reader.place.city or "")
    found: set[str] = set()
    for line in (line for line in lines if len(line.text) <= _LONG_LINE):
        for said in _SMALL_AND_NAME.finditer(line.text):
            if words.has("quarters", said[1]):
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
        self.publisher = f" {gazetteer.fold(self.near.name or '')} "
        self.places: list[PlaceSpan] = reader.places(line) if keep or line.heading else []

    @cached_property
    def masks(self) -> list[tuple[int, int]]:
        """The days and hours of the line, which are no town."""
        return list(self.line.masks())

    def signs(self) -> Iterator[TownSign]:
        opening = self.dateline()
        taken = list(self.masks)
        if opening is not None:
            yield opening
            taken.append((opening.begin, opening.stop))
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
                    town_key(place.place.city), place.place.venue, known,
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
        self, town: str, region: str | None, begin: int, stop: int, form: Form, venue: str | None = None
    ) -> TownSign:
        return TownSign(town, region, self.line, self.number, begin, stop, form, town_key(town), venue)

    def dateline(self) -> TownSign | None:
        """The town that a report opens with."""
        line = self.line
        if line.label is not None or line.heading:
            return None
        opening = _DATELINE.match(line.text) if _DASH.search(line.text) is not None else None
        if opening is not None:
            name = opening[1].strip(" ,-–—")
            known = gazetteer.town_near(name, self.near.city, self.near.region, self.near.country, small=False)
            if name.casefold().endswith((" county", " parish")) or not (known is not None or name.isupper()):
                return None
            town = name.title() if name.isupper() else name
            region = self.reader.parse(f"{town}, {opening[2]}").region if opening[2] else None
            form: Form = "dateline-station" if _CALL_SIGN.search(opening[0]) else "dateline"
            return self._sign(town, region or (known.region or None if known else None), *opening.span(1), form)
        opening = _TOWN_AHEAD.match(line.text) if not line.block.group else None
        if opening is not None and (city := self._find(opening[1])) is not None:
            return self._sign(opening[1], city.region or None, *opening.span(1), "dateline")
        if self.reader.lexicon.code == "nl" and (opening := _TOWN_IN_CAPITALS.match(line.text)) is not None:
            town = opening[1].title()
            return self._sign(town, None, *opening.span(1), "dateline") if self._find(town) is not None else None
        return None

    def _alone(self) -> TownSign | None:
        line = self.line
        name = line.text.strip(" .:–—-•*")
        if not 2 < len(name) < _TOWN_LINE or line.label or line.heading or line.block.group or not name[0].isupper():
            return None
        if line.dates or line.times or line.names:
            return None
        town = name.title() if name.isupper() else name
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
        if key != gazetteer.fold(self.near.city or "") and f" {key} " in self.publisher:
            return  # "The Ridgely College" speaks of itself
        if self.reader.cues.has("not_town", _next_word(low, stop)) or _OF_A_BODY.search(low, 0, begin):
            return
        if city is not None and self._is_origin(name, city.region or None):
            return
        if self._is_thing(begin, stop) and (city is None or city.population < _LARGE_TOWN):
            return  # "Kaffee und Kuchen"
        within = next((p for p in self.places if self._holds(p.parts.get("venue"), (begin, stop))), None)
        venue = within.place.venue if within is not None else None
        if venue is not None and (is_chain(venue) or not self._opens_name(within, begin)):
            return
        form = self._form(begin, stop, within is not None)
        if city is None and name == self.near.city and form not in ("in", "named"):
            return  # that its police are spoken of says nothing new
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
        region = (city.region or None) if city is not None else self.near.region
        house = self._house_before(begin) if form == "in" else None
        yield self._sign(name, region, begin, stop, form, venue or house)

    def _is_thing(self, begin: int, stop: int) -> bool:
        """Whether a name is a word for what is shared: German writes every noun with a capital."""
        tokens = self.line.tokens
        return tokens is not None and any(a <= begin and stop <= b for a, b, _ in find_themes(tokens))

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
        before = self.line.low[place.parts["venue"][0] : begin].split()
        return not before or self.words.has("of", before[-1])

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

    def _form(self, begin: int, stop: int, within: bool) -> Form:
        line, cues = self.line, self.reader.cues
        before, after = line.low[:begin], line.low[stop:]
        small = self._small_words(before)
        if within:
            return "venue"
        for a, b in line.hosts():
            if any(name.begin <= a and b <= name.stop for name in line.names):
                continue  # the cop of "Coffee with a Cop in Duxbury"
            ahead, between = a >= stop, line.low[stop:a] if a >= stop else line.low[b:begin]
            if not ahead and not between.strip() and self.reader.lexicon.code == "en":
                continue  # "Trooper Paul Reinhardt"
            if len(between) <= _NEAR_HOST and (ahead or b <= begin) and self._joins(between, of=not ahead):
                return "host" if ahead else "station"
        if self._follows_station(before):
            return "station"
        for name in line.names:
            if name.begin - stop == 1:
                return "named"  # "the Duxbury Coffee with a Cop"
            if 0 <= begin - name.stop <= _BEHIND_NAME:
                between = line.low[name.stop : begin].strip(" \"”’'“,:|–—-")
                if not between or (small and len(between.split()) <= len(small.split()) + 2):
                    return "named"
        if small and not self.words.has("of", small.split()[0]):
            return "in"
        if small and cues.has("community", before[: -len(small)][-24:]):
            return "of"
        if cues.has("community", _next_word(after, 0)):
            return "community"
        if self._heads_day(begin, stop):
            return "in"
        return "region" if _STATE.match(line.text, stop) else "bare"

    def _heads_day(self, begin: int, stop: int) -> bool:
        """Whether a town opens a line or a part of it, and its day follows: "Elgin, March 12, at the library", "Darien's is
        Wednesday"."""
        line = self.line
        before = line.low[:begin].strip(" \"“'‘(*•·-–—")
        if before and not before.endswith((":", ";", " and", ",")) and before != "and":
            return False
        gap = _OWN_IS.match(line.low, stop)
        end = gap.end() if gap is not None else stop
        return any(0 <= day.begin - end <= BEFORE_DAY for day in line.dates)

    def _joins(self, between: str, of: bool) -> bool:
        """Whether nothing but what a town calls itself stands between a town and its police, or small words behind them."""
        words = _ELIDED.sub("de", between).strip(" '’").split()
        allowed = ("in", "at", "of", "articles", "particles") if of else ()
        return all(w == "s" or self.reader.cues.has("community", w) or self._is_any(allowed, w) for w in words)

    def _is_any(self, roles: Sequence[str], word: str) -> bool:
        """Whether a word has one of these roles in the places of the page's language."""
        return any(self.words.has(role, word) for role in roles)

    def _follows_station(self, before: str) -> bool:
        """Whether a text ends in "the barracks of"."""
        words = _ELIDED.sub("de ", before[-40:]).split()
        while words and self._is_any(("of", "articles", "particles"), words[-1]):
            words.pop()
        return bool(words) and self.reader.cues.has("station", words[-1])

    def _small_words(self, before: str) -> str:
        """The small words, as "in downtown ", that a text ends in where they lead to a town, else ""."""
        before = _ELIDED.sub("de ", before[-40:])
        if not before.endswith(" "):
            return ""
        words = before.split()
        for count, word in enumerate(reversed(words), 1):
            word = word.strip("(\"“„«'")
            if self.reader.cues.has("about_town", word) or self._is_any(("in", "at", "to", "of"), word):
                return " ".join(words[-count:]) + " "
            if not self.words.has("town_adjectives", word):
                break
        return ""


def _next_word(low: str, at: int) -> str:
    """The word behind an offset."""
    found = _NEXT_WORD.match(low, at)
    return found[1] if found is not None else ""
