"""What the words around a date say of it: posted, cancelled, held, originally planned. One list of words a language."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from ..normalization.language import LANGUAGES

_SPECIAL = {
    "ß": "s",
    "œ": "o",
    "æ": "a",
    "ø": "o",
    "’": "'",
    "‘": "'",
    "–": "-",
    "—": "-",
    "“": '"',
    "”": '"',
    "\u00a0": " ",
}


_WORD = re.compile(r"\w+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_MANY_LETTERS = 2000
"""Letters of the longest line; longer texts are asked once."""
_SPLIT_VERB = 140
"""Letters that the two halves of a split verb may hold between them."""


class _Plain(dict[int, str]):
    """Letter -> its plain form, one letter too, worked out when first asked for."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = _SPECIAL.get(letter) or unicodedata.normalize("NFD", letter.lower())[0]
        return self[code]


_PLAIN = _Plain()


def plain(text: str) -> str:
    """Lower case without accents, letter for letter: offsets in it are offsets in the text."""
    if text.isascii():
        return text.lower()
    # To look up each letter of a text costs ten times what it costs to pass over those of ASCII.
    return _BEYOND_ASCII.sub(lambda found: found[0].translate(_PLAIN), text).lower()


class _Table(NamedTuple):
    """The cues of one language. Each role has a bit: a set of roles is a number, which joins and is asked much quicker."""

    patterns: Mapping[str, re.Pattern[str]]
    """An alternation for each role."""
    literals: Mapping[str, tuple[str, ...]]
    """The letters without which no cue of a role stands in a text."""
    bits: Mapping[str, int]
    openings: Mapping[str, int]
    """The roles that a cue with this first word plays."""


class Cues:
    """The cue words of one language. Each role is one alternation of whole words over plain text.

    A page asks dozens of roles of each of its lines, nearly all in vain: the cues of one page remember of each line which
    roles any of its words could open.
    """

    def __init__(self, code: str) -> None:
        self.code = code if code in LANGUAGES else "en"
        self._patterns, self._literals, self._bits, self._openings = _table(self.code)
        self._opened: dict[str, int] = {}
        self._asked: dict[tuple[str, ...], int] = {}

    def has(self, role: str, text: str) -> bool:
        """True where a cue of the role stands in the plain text."""
        return self._may_hold(role, text) and self._patterns[role].search(text) is not None

    def has_any(self, roles: tuple[str, ...], text: str) -> bool:
        """True where a cue of one of the roles stands in the plain text."""
        asked = self._asked.get(roles)
        if asked is None:
            asked = self._asked[roles] = sum(self._bits.get(role, 0) for role in set(roles))
        return self._roles_in(text) & asked != 0 and any(self.has(role, text) for role in roles)

    def spans(self, role: str, text: str) -> list[tuple[int, int]]:
        """Offsets of all cues of a role in the plain text, left to right."""
        return [match.span() for match in self._patterns[role].finditer(text)] if self._may_hold(role, text) else []

    def opens(self, role: str, text: str) -> int:
        """Where the cue of the role stops that the plain text opens with; 0 where it opens with none."""
        found = self._patterns[role].match(text) if self._may_hold(role, text) else None
        return 0 if found is None else found.end()

    def ends(self, role: str, text: str, gap: int) -> bool:
        """True where a cue of the role stands right before the end of a text, with at most `gap` letters behind it, no digit."""
        spans = self.spans(role, text)
        return any(len(text) - stop <= gap and not any(c.isdigit() for c in text[stop:]) for _, stop in spans)

    def follows(self, role: str, text: str) -> bool:
        """True where a cue of the role opens what follows a blank."""
        return any(text[:begin].isspace() for begin, _ in self.spans(role, text))

    def _may_hold(self, role: str, text: str) -> bool:
        """Whether a word of the text opens a cue of the role; a text longer than any line is asked for the cues themselves."""
        if len(text) > _MANY_LETTERS:
            return any(cue in text for cue in self._literals.get(role, ()))
        return self._roles_in(text) & self._bits.get(role, 0) != 0

    def _roles_in(self, text: str) -> int:
        """The roles of which a word of the text opens a cue; of a text longer than any line all."""
        opened = self._opened.get(text)
        if opened is None:
            if len(text) > _MANY_LETTERS:
                return -1
            opened = self._openings.get("", 0)
            for word in self._openings.keys() & _WORD.findall(text):
                opened |= self._openings[word]
            self._opened[text] = opened
        return opened


@cache
def _table(code: str) -> _Table:
    file = resources.files(__package__) / "cues" / f"{code}.toml"
    roles = tomllib.loads(file.read_text(encoding="utf-8"))
    bits = {role: 1 << number for number, role in enumerate(roles)}
    openings: dict[str, int] = {}
    for role, words in roles.items():
        for word in map(_first_word, words):
            openings[word] = openings.get(word, 0) | bits[role]
    return _Table(
        {role: whole_words(words) for role, words in roles.items()},
        {role: tuple(cue.partition(" ... ")[0] for cue in words) for role, words in roles.items()},
        bits,
        openings,
    )


def _first_word(cue: str) -> str:
    """The word a cue opens with; "" where that is a mark ("'s middags")."""
    found = _WORD.match(cue)
    return "" if found is None else found[0]


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with blanks for what stands at these offsets."""
    pieces: list[str] = []
    at = 0
    for begin, stop in sorted(spans):
        if stop > at:
            pieces += [text[at:begin], " " * (stop - max(begin, at))]
            at = stop
    return "".join([*pieces, text[at:]])


def cues(code: str) -> Cues:
    """The cues of a language, for one page; of English where the language has none."""
    return Cues(code)


@cache
def in_every_language(role: str) -> tuple[str, ...]:
    """The words of a role in the tables of all languages, for the few small words that are compared as they stand."""
    folder = resources.files(__package__) / "cues"
    tables = (tomllib.loads((folder / f"{code}.toml").read_text(encoding="utf-8")) for code in LANGUAGES)
    return tuple(dict.fromkeys(word for table in tables for word in table.get(role, ())))


def whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern for whole words, the longest first. Its branches begin with a letter, so that a search passes quickly over
    all others; that no word goes on before it is asked behind that letter."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    branches: dict[str, list[str]] = {}
    for word in ordered:
        branches.setdefault(word[0], []).append(_expression(word[1:]))
    return re.compile(
        "|".join(rf"{re.escape(first)}(?<!\w.)(?:{'|'.join(rest)})" for first, rest in branches.items()), re.DOTALL
    )


def _expression(words: str) -> str:
    """The rest of one cue: " ... " stands for what a split verb holds ("gaat ... niet door"); an elided "d'" is followed by
    its word."""
    parts = [re.escape(part) for part in words.split(" ... ")]
    return rf"\b[^;!?]{{0,{_SPLIT_VERB}}}?\b".join(parts) + ("" if words.endswith("'") else r"(?!\w)")
