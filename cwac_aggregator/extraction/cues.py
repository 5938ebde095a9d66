"""What the words around a date say of it: posted, cancelled, held, originally planned. One list of words a language."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib import resources

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
    return text.lower() if text.isascii() else text.translate(_PLAIN)


class Cues:
    """The cue words of one language. Each role is one alternation of whole words over plain text."""

    def __init__(self, code: str) -> None:
        file = resources.files(__package__) / "cues" / f"{code}.toml"
        self._patterns = {
            role: _compile(words) for role, words in tomllib.loads(file.read_text(encoding="utf-8")).items()
        }

    def has(self, role: str, text: str) -> bool:
        """True where a cue of the role stands in the plain text."""
        pattern = self._patterns.get(role)
        return pattern is not None and pattern.search(text) is not None

    def spans(self, role: str, text: str) -> list[tuple[int, int]]:
        """Offsets of all cues of a role in the plain text, left to right."""
        pattern = self._patterns.get(role)
        return [] if pattern is None else [match.span() for match in pattern.finditer(text)]


@cache
def cues(code: str) -> Cues:
    """The cues of a language; of English where the language has none."""
    return Cues(code if code in LANGUAGES else "en")


@cache
def in_every_language(role: str) -> tuple[str, ...]:
    """The words of a role in the tables of all languages, for the few small words that are compared as they stand."""
    folder = resources.files(__package__) / "cues"
    tables = (tomllib.loads((folder / f"{code}.toml").read_text(encoding="utf-8")) for code in LANGUAGES)
    return tuple(dict.fromkeys(word for table in tables for word in table.get(role, ())))


def _compile(words: list[str]) -> re.Pattern[str]:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(_expression, ordered)) + r")")


def _expression(words: str) -> str:
    """One cue: " ... " stands for what a split verb holds ("gaat ... niet door"); an elided "d'" is followed by its word."""
    parts = [re.escape(part) for part in words.split(" ... ")]
    return rf"\b[^;!?]{{0,{_SPLIT_VERB}}}?\b".join(parts) + ("" if words.endswith("'") else r"(?!\w)")
