"""Words and tokens for reading places: the word lists of a language, and a text cut into words and marks."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

from .language import LANGUAGES, fold

MASK = "\x00"
_APOSTROPHES = ("'", "’")
_ELISION = r"(?:[dlDL]|[qQ]u)['’](?=\w)|"
_PIECES = r"\x00++|\n|(?:[^\W\d_]\.){2,}+(?:['’]s\b)?+|%s\w++(?:['’‘]\w++)*+|[^\w\s]"
_TOKEN = re.compile(_PIECES % "")
_TOKEN_ELISION = re.compile(_PIECES % _ELISION)
_ABBREVIATIONS = frozenset(
    [
        "st",
        "ste",
        "mt",
        "ft",
        "dr",
        "mr",
        "mrs",
        "ms",
        "jr",
        "sr",
        "cpl",
        "sgt",
        "lt",
        "capt",
        "maj",
        "rev",
        "gen",
        "co",
        "inc",
        "ltd",
        "corp",
        "bros",
        "ave",
        "av",
        "blvd",
        "rd",
        "ln",
        "ct",
        "pl",
        "sq",
        "hwy",
        "pkwy",
        "rte",
        "rt",
        "no",
        "bldg",
        "apt",
        "n",
        "s",
        "e",
        "w",
        "ne",
        "nw",
        "se",
        "sw",
    ]
)
"""Words whose dot does not end a sentence."""


class Words(NamedTuple):
    """A text as parallel lists: where each token starts and ends, and its folded form. A masked stretch is one token."""

    text: str
    starts: list[int]
    ends: list[int]
    low: list[str]

    def at(self, i: int) -> str:
        """The folded token at an index, "" outside the text."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def capital(self, i: int) -> bool:
        """True where the token starts with an upper-case letter."""
        if not 0 <= i < len(self.low):
            return False
        at = self.starts[i]
        if self.text[at].isupper():
            return True
        return self.text[at + 1 : at + 2] in _APOSTROPHES and self.text[at + 2 : at + 3].isupper()  # d'Alene

    def digit(self, i: int) -> bool:
        """True where the token starts with a digit."""
        return 0 <= i < len(self.low) and self.text[self.starts[i]].isdecimal()

    def adjoins(self, i: int) -> bool:
        """True where no space stands between the token at an index and the one before."""
        return 0 < i < len(self.low) and self.starts[i] == self.ends[i - 1]

    def after_dot(self, i: int) -> int:
        """The index after token `i - 1`'s own dot, or `i` where it has none."""
        return i + 1 if self.at(i) == "." and self.adjoins(i) else i

    def raw(self, i: int) -> str:
        """The token at an index as printed, "" outside the text."""
        return self.text[self.starts[i] : self.ends[i]] if 0 <= i < len(self.low) else ""

    def slice(self, first: int, last: int) -> str:
        """The text from token `first` up to, not including, token `last` or the end; "" outside the text."""
        last = min(last, len(self.ends))
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""

    def abbreviated(self, i: int) -> bool:
        """True where the dot at `i` belongs to an abbreviation or an initial before it and does not end a sentence."""
        if self.at(i) != "." or not self.adjoins(i):
            return False
        return self.ends[i - 1] - self.starts[i - 1] == 1 or self.low[i - 1] in _ABBREVIATIONS


def cut(text: str, language: str, masked: Sequence[tuple[int, int]] = ()) -> Words:
    """Cut a text into tokens, in time linear in its length."""
    if masked:
        text = _hide(text, masked)
    spans = [match.span() for match in (_TOKEN_ELISION if language == "fr" else _TOKEN).finditer(text)]
    if text.isascii():
        lower = text.lower()
        low = [lower[begin:stop] for begin, stop in spans]
    else:
        low = [fold(text[begin:stop]).replace("’", "'") or text[begin:stop] for begin, stop in spans]
    for number, word in enumerate(low):
        if word[-1] == "." and len(word) > 1:
            low[number] = word[:-1]
        elif word[0] == MASK:
            low[number] = MASK
    return Words(text, [begin for begin, _ in spans], [stop for _, stop in spans], low)


def _hide(text: str, masked: Sequence[tuple[int, int]]) -> str:
    """The text with the masked stretches blanked out, all offsets kept."""
    pieces: list[str] = []
    done = 0
    for begin, stop in sorted(masked):
        begin, stop = max(begin, done), min(stop, len(text))
        if begin < stop:
            pieces += (text[done:begin], MASK * (stop - begin))
            done = stop
    pieces.append(text[done:])
    return "".join(pieces)


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The place words of one language by role: single words, and phrases by their first word."""

    code: str
    number_after: bool
    words: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]]
    endings: tuple[str, ...]
    street_endings: tuple[str, ...]
    adjective_endings: tuple[str, ...]

    def has(self, role: str, word: str) -> bool:
        """True where a single word plays a role."""
        return word in self.words[role]

    def match(self, role: str, tokens: Words, i: int) -> int:
        """The index after the longest phrase of a role that starts at token `i`, or 0."""
        for phrase in self.phrases[role].get(tokens.at(i), ()):
            stop = i + len(phrase)
            if tuple(tokens.low[i:stop]) == phrase:
                return stop
        return 0

    def noun(self, word: str) -> bool:
        """True where a word says that a name is a venue's."""
        if word in self.words["nouns"]:
            return True
        return bool(self.endings) and len(word) > 5 and word.endswith(self.endings) and not self.has("not_nouns", word)

    def ends_as_town(self, name: Sequence[str]) -> bool:
        """True where a name of several words ends in one that towns bear as often as houses ("Wesley Chapel")."""
        return len(name) > 1 and self.has("town_ends", name[-1])

    def names_house(self, name: Sequence[str]) -> bool:
        """True where a word of a name says that it is a venue's, and is none that towns bear as often."""
        return any(self.noun(word) and not (n and self.has("town_ends", word)) for n, word in enumerate(name))

    @property
    def street_prefixed(self) -> bool:
        """True where a street's type stands before its name ("rue", "calle")."""
        return bool(self.words["street_prefixes"])

    def at_bare(self, word: str) -> bool:
        """True where a preposition holds no article of its own ("in", not "im")."""
        return word not in self.words["with_article"]

    def road(self, word: str) -> bool:
        """True where a compound word is surely a street's ("Salinengasse")."""
        return bool(self.street_endings) and len(word) > 5 and word.endswith(self.street_endings)


@cache
def place_words(code: str) -> PlaceWords:
    """The place words of a language; of English where it has none."""
    if code not in LANGUAGES:
        code = "en"
    text = (resources.files(__package__) / "languages" / f"{code}_places.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    words: dict[str, frozenset[str]] = {}
    phrases: dict[str, dict[str, tuple[tuple[str, ...], ...]]] = {}
    for role, value in data.items():
        if not isinstance(value, list):
            continue
        words[role] = frozenset(value)
        table: dict[str, list[tuple[str, ...]]] = {}
        for entry in value:
            phrase = tuple(cut(entry, code).low)
            table.setdefault(phrase[0], []).append(phrase)
        phrases[role] = {first: tuple(sorted(group, key=len, reverse=True)) for first, group in table.items()}
    return PlaceWords(
        code,
        data["number_after"],
        words,
        phrases,
        tuple(data["endings"]),
        tuple(data["street_endings"]),
        tuple(data["adjective_endings"]),
    )


class Region(NamedTuple):
    """A part of a country: ISO 3166-1, and ISO 3166-2 without the country."""

    country: str
    code: str


@cache
def regions() -> tuple[Mapping[str, tuple[tuple[tuple[str, ...], Region], ...]], Mapping[str, tuple[Region, ...]]]:
    """Regions by the first word of their names (longest first), and by their printed codes ("CA")."""
    names: dict[str, list[tuple[tuple[str, ...], Region]]] = {}
    codes: dict[str, list[Region]] = {}
    for row in _rows("regions.csv"):
        region = Region(row["country"], row["code"])
        for name in row["names"].split("|"):
            phrase = tuple(cut(name, "en").low)
            names.setdefault(phrase[0], []).append((phrase, region))
        if row["country"] in ("US", "CA", "AU"):
            codes.setdefault(row["code"], []).append(region)
    ordered = {first: tuple(sorted(group, key=lambda pair: -len(pair[0]))) for first, group in names.items()}
    return ordered, {code: tuple(group) for code, group in codes.items()}


@cache
def brazilian_states() -> Mapping[str, Region]:
    """The states of Brazil by their two letters, which many of the United States have too ("Cuiabá - MT")."""
    return {row["code"]: Region("BR", row["code"]) for row in _rows("regions.csv") if row["country"] == "BR"}


@cache
def chains() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Well-known chains as token phrases by their first word, longest first."""
    table: dict[str, set[tuple[str, ...]]] = {}
    for row in _rows("chains.csv"):
        for name in (row["name"], *filter(None, row["also"].split("|"))):
            phrase = tuple(cut(name, "en").low)
            table.setdefault(phrase[0], set()).add(phrase)
    return {first: tuple(sorted(group, key=lambda p: (-len(p), p))) for first, group in table.items()}


def chain_at(tokens: Words, i: int) -> int:
    """The index after a known chain's name at token `i`, or 0."""
    for phrase in chains().get(tokens.at(i), ()):
        last = i + len(phrase)
        if (tokens.capital(i) or tokens.digit(i)) and tuple(tokens.low[i:last]) == phrase:
            return last
    return 0


def _rows(name: str) -> list[dict[str, str]]:
    text = (resources.files(__package__) / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
