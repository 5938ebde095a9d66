"""A line of a page, what it says, and what the lines of one page have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import NamedTuple, TypeVar, cast

from ...model import Place
from ...normalization.clocks import TimeSpan
from ...normalization.dates import DateSpan, Order, runs_of_weekdays
from ...normalization.language import Lexicon
from ...normalization.names import (
    NameSpan,
    find_gatherings_of_one_word,
    find_hosts,
    find_names,
    find_other_programs,
    find_themes,
)
from ...normalization.place_words import place_words
from ...normalization.places import PlaceSpan, PlaceText, find_places, is_heading, parse_place, with_small_letters
from ...normalization.rules import RuleSpan
from ...normalization.tokens import Tokens, tokenize
from ...normalization.when import Expressions, find_in
from ..cues import Cues, cues, plain
from .block import Block
from .brackets import brackets_of_others
from .clauses import days_of_somebody, habits_of_others
from .hour_roles import event_hours
from .labels import Label
from .left_places import places_that_hold
from .mourning import days_of_mourning
from .names_of_none import is_of_shop, notes_nations_day, tells_no_event
from .not_there import is_elsewhere
from .update_heads import update_head

_Answer = TypeVar("_Answer")
_Span = TypeVar("_Span", DateSpan, TimeSpan, RuleSpan)
_BARE_HOURS = re.compile(
    r"(?P<hours>\d{1,2}(?:[.:]\d{2})?(?:\s*(?:[-–—]|bis|tot|à|a|até)\s*\d{1,2}(?:[.:]\d{2})?)?)(?:\s(?P<word>[^\W\d]+))?\.?"
)
"""Hours without a word that says so, or with one that may also tell how long it lasts ("9 heures")."""
_NATIONAL = re.compile(r"\b(?:National|International|World) (?:[A-Z]\w+ |with |a |and |& ){1,5}Day\b")
"""A day that a nation keeps: no place."""
IF_EVER = re.compile(
    r"\bif you(?:(?:'ve| have| haven't) (?:ever|always|never|been|got|wanted)| ever| always)\b[^,.;:]*"
)
"""A clause that says to whom an invitation goes, and nothing of when or where: "If you have ever wanted to ask why ..."."""
_HASHTAG = re.compile(r"#[^\W\d]\w+")
_DIVISION = re.compile(
    r"^[\s•*·»–-]*((?:[\w.'’-]+ ){0,3}(?:Precinct|Division|District|Sector|Ward|Zone|Beat|Region|Sitting|Session|Stop|Week|Day|Team|Area)\b[^:]{0,12}):"
)
"""What opens a row and is no place of meeting: "2nd Precinct:", "Sector 311:", "Session one:"."""

_NOTICE = re.compile(r"\((?=[^()]*\b(?:NEW|NEUER?|NEUES|NOUVEAU|NOUVELLE|NUEV[AO]|NIEUWE?|NOV[AO])\b)[^()a-z]{4,60}\)")
"""What is added in capitals and is no place: "Tacos with Cops (NEW DATE, NEW PLACE)"."""
_NOTE = 50
"""Letters of a note beside a row."""
_TOWN = 50
"""Letters of a text that is too long for a town with its region and postal code."""
_LETTERS_OF_STATE = 2
_NO_SIGN = 0.3
"""The strength of a place of which nothing but its noun says that it is one."""
_SHORT = 110
_SPLIT = 30
"""Letters of a word of change; a split verb with more ("gaat ... niet door") may hold the place."""
_WORD = re.compile(r"[a-z][a-z']*")
_PEOPLE = re.compile(r"(?:,? (?:and |& )?[A-Z][\w'’-]+)+")


@dataclass(slots=True)
class _Said:
    """What a line says of time."""

    dates: list[DateSpan]
    times: list[TimeSpan]
    aside: list[TimeSpan]
    rules: list[RuleSpan]


@dataclass(slots=True, eq=False)
class Line:
    """One sentence, row or labelled fact. Offsets of all spans are offsets in `text`.

    `label` is the role of a labelled fact ("date", "place", ...). `unit` is the number of the paragraph, row or list item
    it stands in; `group` that of its list or table. `times` are the hours that may be an event's, `aside` those of a shop,
    a telephone or a deadline.
    """

    text: str
    block: Block
    unit: int
    label: Label | None = None
    under: str = ""
    """The text of the label that stood alone above it: "Locations:"."""
    names: list[NameSpan] = field(default_factory=list)
    others: list[tuple[int, int]] = field(default_factory=list)
    tokens: Tokens | None = None
    low: str = ""
    reader: Reader | None = field(default=None, repr=False)
    _said: _Said | None = None
    _places: list[PlaceSpan] | None = None
    left_places: bool = False
    """Whether it says of a place that the event is not there; known when its places are."""
    _hosts: list[tuple[int, int]] | None = None
    answers: dict[object, object] = field(default_factory=dict, repr=False)
    """What was worked out of it for all who ask, by the question (`once_a_line`)."""
    past: bool | None = None
    narrated: bool | None = None
    """Whether it tells of the past, by its words and by its tense, once that was asked: every step of reading asks it."""
    apart: list[tuple[int, int]] = field(default_factory=list, repr=False)
    """Offsets of what it says of a funeral, and of a day called off beside its own."""
    factual: bool | None = None
    """Whether it is mostly facts, once that was asked: each row asks it of those that follow."""

    def _of_time(self) -> _Said:
        """What it says of time, found when first asked for: most lines of a page are never asked."""
        if self._said is None:
            assert self.reader is not None
            found = self.reader.find(self.text)
            if self.label in ("time", "end") and not found.times:
                found = found._replace(times=self.reader.find_bare_hours(self.text))
            cue = self.reader.cues
            mourning = cue.has("mourning", self.low)
            if not (mourning or found.dates or found.times or found.rules):  # as most
                self._said = _Said([], [], [], [])
                return self._said
            named = [(name.begin, name.stop) for name in self.names]
            dated = [(date.begin, date.stop) for date in found.dates]
            timed = [(time.begin, time.stop) for time in found.times]
            weekly = runs_of_weekdays(found.tokens) if timed else ()
            kept, aside = event_hours(cue, self.low, found.times, named, dated, weekly)
            habits = habits_of_others(cue, self.low, named, self.hosts(), found.rules, timed) if found.rules else []
            rules = [rule for rule in found.rules if not any(a <= rule.begin < b for a, b in habits)]
            kept = [hour for hour in kept if not any(a <= hour.begin < b for a, b in habits)]
            self.apart = days_of_mourning(cue, self.low, named, dated) if mourning else []
            self.apart += brackets_of_others(cue, self.low, dated) + days_of_somebody(
                cue, self.low, named, dated, timed
            )
            dates, kept, aside = (self._ours(spans) for spans in (found.dates, kept, aside))
            if head := update_head(cue, self.low, [*dated, *timed]):
                dates = [day for day in dates if day.begin >= head]
                aside = [*(hour for hour in kept if hour.begin < head), *aside]
                kept = [hour for hour in kept if hour.begin >= head]
            self._said = _Said(dates, kept, aside, self._ours(rules))
        return self._said

    def _ours(self, spans: list[_Span]) -> list[_Span]:
        """What is said of time outside the parts of the sentence that tell of a funeral."""
        if not self.apart:
            return spans
        return [s for s in spans if not any(begin <= s.begin < stop for begin, stop in self.apart)]

    @property
    def dates(self) -> list[DateSpan]:
        return (self._said or self._of_time()).dates

    @dates.setter
    def dates(self, kept: list[DateSpan]) -> None:
        self._of_time().dates = kept

    @property
    def times(self) -> list[TimeSpan]:
        """The hours of an event."""
        return (self._said or self._of_time()).times

    @property
    def all_times(self) -> list[TimeSpan]:
        """All hours of the line, those of the event and the others, in order."""
        return sorted([*self.times, *self.aside], key=lambda span: span.begin)

    @property
    def aside(self) -> list[TimeSpan]:
        """Other hours."""
        return (self._said or self._of_time()).aside

    @property
    def rules(self) -> list[RuleSpan]:
        return (self._said or self._of_time()).rules

    @property
    def tells_time(self) -> bool:
        """Whether it tells a day, an hour of an event, or a rule."""
        said = self._said or self._of_time()
        return bool(said.dates or said.times or said.rules)

    @property
    def heading(self) -> bool:
        return self.block.kind == "heading"

    def hosts(self) -> list[tuple[int, int]]:
        """Offsets of words for police."""
        if self._hosts is None:
            self._hosts = find_hosts(self.tokens) if self.tokens is not None else []
        return self._hosts

    def themes(self) -> set[str]:
        """The things shared that are spoken of, apart from those in the name of a place ("Lighthouse Lunch on Second Street")."""
        if self.tokens is None or self.reader is None or not (found := find_themes(self.tokens)):
            return set()
        venues = [place.parts["venue"] for place in self.reader.places(self) if "venue" in place.parts]
        return {theme for begin, stop, theme in found if not any(a <= begin and stop <= b for a, b in venues)}

    @property
    def beside_names(self) -> int:
        """Letters beside the names of the program."""
        return len(self.text) - sum(name.stop - name.begin for name in self.names)

    def take_names(self, names: list[NameSpan]) -> None:
        """Names that only the rest of the story tells to be the program's: no place reaches into them."""
        self.names, self._places = names, None

    def masks(self) -> list[tuple[int, int]]:
        """Offsets that are dates, times, rules, names, national days and hashtags: never part of a place."""
        found = (self.dates, self.times, self.aside, self.rules, self.names)
        spans = [(s.begin, s.stop) for group in found for s in group]
        if "#" in self.text:
            spans += [found.span() for found in _HASHTAG.finditer(self.text)]
        if "Day" in self.text:
            spans += [found.span() for found in _NATIONAL.finditer(self.text)]
        if "if you" in self.low:
            spans += [found.span() for found in IF_EVER.finditer(self.low)]
        return sorted(spans + self.apart)


def once_a_line(ask: Callable[[Line], _Answer]) -> Callable[[Line], _Answer]:
    """A question that every event of a page asks of all its lines: worked out once, the answer kept with the line."""

    @wraps(ask)
    def kept(line: Line) -> _Answer:
        if ask not in line.answers:
            line.answers[ask] = ask(line)
        return cast(_Answer, line.answers[ask])

    return kept


class _Words(NamedTuple):
    """What a text names, wherever on the page it stands. The lists are shared: a line takes another, and changes none."""

    tokens: Tokens
    low: str
    names: list[NameSpan]
    others: list[tuple[int, int]]


@dataclass(slots=True)
class Reader:
    """What the lines of one page have in common.

    The same texts are looked at for stamps, for badges, for posts and for events, and are found again all over a page: what
    is read in one is kept until the page is done.
    """

    lexicon: Lexicon
    order: Order
    place: Place
    known: Sequence[str] = ()
    cues: Cues = field(init=False, repr=False)
    _found: dict[str, Expressions] = field(default_factory=dict, repr=False)
    _placed: dict[tuple[str, bool, tuple[tuple[int, int], ...]], tuple[list[PlaceSpan], bool]] = field(
        default_factory=dict, repr=False
    )
    _parsed: dict[tuple[str, tuple[tuple[int, int], ...]], PlaceText] = field(default_factory=dict, repr=False)
    _words: dict[str, _Words] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.cues = cues(self.lexicon.code)

    def annotate(self, line: Line) -> Line:
        """Find names in a line, and make it ready to be asked for dates, times and rules."""
        self._find_names(line)
        if line.block.noted:
            line.names = [name for name in line.names if not notes_nations_day(self.cues, line.low, name)]
        return line

    def _find_names(self, line: Line) -> None:
        line.reader = self
        words = self._words.get(line.text)
        if words is not None:
            line.tokens, line.low, line.names, line.others = words
            return
        line.tokens = self.tokens(line.text)
        line.low = plain(line.text)
        shops = self.lexicon.in_names("shops")
        line.names = [
            name
            for name in find_names(line.tokens, self.known)
            if not tells_no_event(self.cues, line.low, name)
            and not is_of_shop(self.cues, line.text, line.low, name, shops)
        ]
        line.others = find_other_programs(line.tokens)
        if line.others:
            line.others = self._apart_from_places(line)
        self._words[line.text] = _Words(line.tokens, line.low, line.names, line.others)

    def find(self, text: str) -> Expressions:
        """What a text says about time."""
        found = self._found.get(text)
        if found is None:
            found = self._found[text] = find_in(self.tokens(text), self.order)
        return found

    def find_bare_hours(self, text: str) -> list[TimeSpan]:
        """The hours of a text that is told to be nothing else: "10 – 15", "10.00" behind "Uhrzeit:", "9 heures" behind "Début :";
        not of the half day, in languages that count to twelve."""
        if self.lexicon.clock != 24 or (bare := _BARE_HOURS.fullmatch(text)) is None:
            return []
        if bare["word"] and plain(bare["word"]) not in self.lexicon.words["oclock"]:
            return []
        return [replace(span, stop=len(text)) for span in self.find(f"{bare['hours']} h").times]

    def tokens(self, text: str) -> Tokens:
        """A text cut into tokens."""
        if (words := self._words.get(text)) is not None:
            return words.tokens
        found = self._found.get(text)
        return found.tokens if found is not None else tokenize(text, self.lexicon)

    def _apart_from_places(self, line: Line) -> list[tuple[int, int]]:
        """Without words that only name a place: "Town Hall, 12 High Street", "William Parade"; an "Open House" is none."""
        named = [
            offsets
            for place in self.places(line)
            for field, offsets in place.parts.items()
            if field in ("venue", "street")
            and not (
                any(a >= offsets[0] and b == offsets[1] for a, b in line.others)
                and place.cue == "bare"
                and place.strength <= _NO_SIGN
                and not self._is_building(offsets, line)
            )
            and not any(a == offsets[0] and offsets[1] < b for a, b in line.others)  # the "Trunk" of "Trunk or Treat"
        ]
        return [
            o for o in line.others if not any(a < o[1] and o[0] < b for a, b in named) and not self._is_setting(o, line)
        ]

    def _is_setting(self, other: tuple[int, int], line: Line) -> bool:
        """Whether a gathering without a name of its own is only where or when ours is: "Deputies will serve hot chocolate
        during the tree lighting", "Before the band concert" in a cell, "every Friday (except for the school concert)"."""
        begin, stop = other
        if line.names or not line.text[begin:stop].islower():
            return False
        before = line.low[:begin].rstrip()
        if not self._ends_in_setting(before):
            return False
        if (len(line.text) <= _NOTE and not line.dates) or any(rule.stop <= begin for rule in line.rules):
            return True
        return any(b <= begin for _, b in line.hosts()) and bool(line.themes())

    def _ends_in_setting(self, before: str) -> bool:
        """Whether a text ends in words that lead to a setting, with a word of its kind at most: "before the | band"."""
        return any(len(before[b:].split()) <= 1 for _, b in self.cues.spans("setting", before))

    def _is_building(self, offsets: tuple[int, int], line: Line) -> bool:
        """Whether words name a building that every town has: a "Town Hall" of a row is one, and no meeting."""
        name = tuple(line.low[slice(*offsets)].split())
        return name in place_words(self.lexicon.code).phrases["generic"].get(name[0], ())

    def in_small_letters(self, name: str) -> str:
        """A town's name that stands in capitals, as it is printed elsewhere; a state's two letters as they are."""
        if len(name) <= _LETTERS_OF_STATE:
            return name
        return with_small_letters(name, place_words(self.lexicon.code))

    def parse(self, text: str, masked: Sequence[tuple[int, int]] = ()) -> PlaceText:
        """A text that is nothing but a place. "Oak Grove, MO 64075" is a town, not a venue."""
        asked = text, tuple(masked)
        if asked not in self._parsed:
            self._parsed[asked] = self._parse(text, masked)
        return self._parsed[asked]

    def _parse(self, text: str, masked: Sequence[tuple[int, int]]) -> PlaceText:
        found = parse_place(text, self.lexicon.code, self.place, masked)
        if found.venue and found.city is None and found.street is None and (found.region or found.postcode):
            return PlaceText(None, None, found.venue, found.region, found.postcode, found.country)
        if found.venue and self.cues.opens("no_house", plain(found.venue)) == len(found.venue):
            return replace(found, venue=None)  # "City Calendar", "Public Works", "Hybrid"
        return found

    def is_town(self, text: str) -> bool:
        """Whether a short text is a town, with or without region and postal code ("Tustin, CA 92780")."""
        if len(text) >= _TOWN:
            return False
        found = self.parse(text)
        return found.venue is None and (found.city is not None or found.postcode is not None)

    def places(self, line: Line) -> list[PlaceSpan]:
        """The places a line names, found when first asked for; not those it says the event has left."""
        if line._places is None:
            masks = line.masks()
            asked = line.text, bool(line.dates or line.times), tuple(masks)
            if (known := self._placed.get(asked)) is None:
                known = self._placed[asked] = self._places_in(line, masks)
            line._places, line.left_places = known
        return line._places

    def _places_in(self, line: Line, masks: list[tuple[int, int]]) -> tuple[list[PlaceSpan], bool]:
        """The places of a line outside what is masked, and whether it says that the event has left others."""
        said = [*self.cues.spans("cancelled", line.low), *self.cues.spans("postponed", line.low)]
        masks = [*masks, *(s for s in said if s[1] - s[0] <= _SPLIT), *_people(line)]
        masks += [found.span() for found in _NOTICE.finditer(line.text)]
        if line.tokens is not None:  # people are asked to a gathering, and it is no place: "zum Nachbarschaftskaffee"
            masks += find_gatherings_of_one_word(line.tokens)
        if (division := _DIVISION.match(line.text)) is not None:
            masks.append(division.span(1))
        code, near = self.lexicon.code, self.place
        found = find_places(_named(line, code), code, near, sorted(masks))
        found = [
            p for p in found if p.place.venue is None or p.place.venue != near.city
        ]  # "at five Spokane coffee shops"
        if line.label is None and any(p.cue == "bare" for p in found) and is_heading(line.text, code):
            found = [p for p in found if p.cue != "bare"]  # "Good Coffee and Great Conversation"
        named = [p for p in found if not is_elsewhere(p, line.text, line.low, code, near)]
        kept = places_that_hold(self.cues, line.low, named)
        return kept, len(kept) < len(named)


def _people(line: Line) -> list[tuple[int, int]]:
    """Offsets of people named behind their rank, where that ends what is told for a name of the program: "coffee with
    Officers Lee and Park"."""
    found = []
    for name in line.names:
        told = line.text[name.begin : name.stop].split()
        if len(told) > 1 and told[0].islower() and told[-1][0].isupper():
            found += [people.span() for people in [_PEOPLE.match(line.text, name.stop)] if people is not None]
    return found


def _named(line: Line, code: str) -> str:
    """The text of a line; a short one with a day or an hour that is all lower case with its names in capitals."""
    if len(line.text) > _SHORT or not line.text.islower() or not line.text.isascii() or not (line.dates or line.times):
        return line.text
    words = place_words(code)
    small = frozenset().union(*(words.words[role] for role in ("at", "in", "on", "to", "near", "located", "articles")))
    return _WORD.sub(
        lambda m: m[0] if m[0] in small or m[0] in words.words["particles"] else m[0].capitalize(), line.text
    )
