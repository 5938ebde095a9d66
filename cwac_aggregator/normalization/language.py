"""Languages as data: the words the grammar knows, and which language a text is in.

A language is `languages/<code>.toml` beside this file; its month and weekday names come from dateparser's locale data.
"""

from __future__ import annotations

import importlib
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

LANGUAGES: tuple[str, ...] = ("en", "es", "de", "fr", "nl", "pt")
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
"""The keys of dateparser's locale data: English names in lower case, in order."""


class _Folded(dict[int, str]):
    """Letter -> its plain form, worked out when first asked for."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = unicodedata.normalize("NFKD", letter).lower()
        self[code] = {"ß": "ss", "’": "'"}.get(letter) or "".join(c for c in plain if not unicodedata.combining(c))
        return self[code]


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Lower case without accents; the form in which all words of a language are kept. Plain ASCII is quick."""
    text = text.lower()
    return text if text.isascii() else text.translate(_FOLDED)


_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language. Keys are folded; months 1 to 12, weekdays 0 (Monday) to 6."""

    code: str
    clock: Literal[12, 24]
    date_order: Literal["mdy", "dmy"]
    hints: frozenset[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    words: Mapping[str, frozenset[str]]
    names: Mapping[str, frozenset[str]]
    relative: Mapping[str, int]
    dayparts: Mapping[str, str]
    clock_words: Mapping[str, str]
    meridiem: Mapping[str, str]
    ordinals: Mapping[str, int]
    numbers: Mapping[str, int]
    fractions: Mapping[str, int]
    holidays: Mapping[str, list[tuple[tuple[str, ...], tuple[int, int]]]]
    """First word -> (all words without full stops, (month, day)) of the days known by a name."""

    def word(self, role: str) -> frozenset[str]:
        """The words that play a role ("to", "every", ...); none where the language lacks it."""
        return self.words.get(role, _NONE)

    def in_names(self, role: str) -> frozenset[str]:
        """The words that play a role inside a program's name ("with", "filler", ...); none where the language lacks it."""
        return self.names.get(role, _NONE)


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language; of English where the language has none."""
    if code not in LANGUAGES:
        code = "en"
    text = (resources.files(__package__) / "languages" / f"{code}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    info = importlib.import_module(f"dateparser.data.date_translation_data.{code}").info
    months = {fold(n): i for i, key in enumerate(MONTHS, 1) for n in info[key]} | data["months"]
    weekdays = {fold(n): i for i, key in enumerate(WEEKDAYS) for n in info[key]} | data["weekdays"]
    if data["clock"] == 24:  # "donderdagochtend", "Samstagnachmittag"
        weekdays |= {
            name + part: day
            for name, day in list(weekdays.items())
            if len(name) > 4
            for part in (*data["dayparts"], *data.get("weekday_parts", ()))
            if " " not in part
        }
    return Lexicon(
        code=code,
        clock=data["clock"],
        date_order=data["date_order"],
        hints=frozenset(data["hints"]),
        months={name: number for name, number in months.items() if len(name) > 2},
        weekdays=weekdays,
        words={role: frozenset(words) for role, words in data["words"].items()},
        names={role: frozenset(words) for role, words in data["names"].items()},
        relative=data["relative"],
        dayparts=data["dayparts"],
        clock_words=data["clock_words"],
        meridiem={word: side for side, words in data["meridiem"].items() for word in words},
        ordinals=data["ordinals"],
        numbers=data["numbers"],
        fractions=data.get("fractions", {}),
        holidays=_by_first_word(data.get("holidays", {})),
    )


@cache
def weekday_forms(code: str) -> frozenset[str]:
    """The weekdays of a language, each as one and as several ("tuesday", "tuesdays", "quartas-feiras")."""
    stems = {stem for day in lexicon(code).weekdays for stem in (day, day.replace("-feira", "s-feira"))}
    return frozenset(form for stem in stems for form in (stem, f"{stem}s"))


def _by_first_word(holidays: Mapping[str, str]) -> dict[str, list[tuple[tuple[str, ...], tuple[int, int]]]]:
    table: dict[str, list[tuple[tuple[str, ...], tuple[int, int]]]] = {}
    for name, day in holidays.items():
        words = tuple(name.split())
        table.setdefault(words[0], []).append((words, (int(day[:2]), int(day[3:]))))
    return table


_WORD = re.compile(r"(?<!\w\.)(?<![^\W_])(?!(?<=\d )am\b)[^\W\d_]+(?!\.\w)(?![^\W_])")
"""A word, but not the "a" of "8 a.m." or the "AM" of "8 AM", which are common small words of other languages."""


_FEWEST_WORDS = 3
"""Small words that tell a language: "with" and "a" are those of a program's name."""


_FEW_AGAINST_MARKUP = 12
"""Small words of one language too few to outvote markup that declares another, neither of them English: lists of events hold
hardly any."""


@cache
def _speakers() -> dict[str, list[str]]:
    """The languages of each small word."""
    speakers: dict[str, list[str]] = {}
    for code in LANGUAGES:
        for word in lexicon(code).hints:
            speakers.setdefault(word, []).append(code)
    return speakers


def detect_language(texts: Iterable[str], declared: str | None = None) -> str:
    """The language of running text, by its commonest small words; `declared` (a code, or None) settles a thin case.

    Markup declares "en" on pages of every language, so words outvote it.
    """
    counts = dict.fromkeys(LANGUAGES, 0)
    said: dict[str, set[str]] = {code: set() for code in LANGUAGES}
    speakers = _speakers()
    beginnings: list[str] = []
    total = 0
    for text in texts:
        beginnings.append(text[:4000])
        total += len(text)
        if total > 20000:
            break
    for word, times in Counter(filter(speakers.__contains__, _WORD.findall("\n".join(beginnings).lower()))).items():
        for code in speakers[word]:
            counts[code] += times
            said[code].add(word)
    best = max(LANGUAGES, key=lambda code: counts[code])
    named = (declared or "")[:2].lower()
    few = 5 if "en" in (named, best) else _FEW_AGAINST_MARKUP
    if (counts[best] < few or len(said[best]) < _FEWEST_WORDS) and named in LANGUAGES:
        return named
    if named in LANGUAGES and counts[named] * 10 >= counts[best] * 6:
        return named
    return best if counts[best] else (named if named in LANGUAGES else "en")
