"""Texts in capitals as they would be printed elsewhere: which words are a name's is told by their first letters."""

from __future__ import annotations

import re

from ..language import fold
from ..place_words import PlaceWords

_WORD = re.compile(r"[^\W\d_]+(?:['’‘][^\W\d_]+)*")
_SMALL = ("and", "articles", "at", "in", "located", "near", "of", "on", "small", "to", "weak_particles")
"""The roles of words that have no capital in a name, or in front of one."""
_ENDS = ("", ",", ".", ")")
_DIRECTIONS = ("n", "s", "e", "w", "ne", "nw", "se", "sw")
_SAINTS = ("st", "ste")
_DIRECTION = 2
"""Letters of the longest of them: "112 N. MAIN STREET"."""


def with_small_letters(text: str, words: PlaceWords) -> str:
    """A text that is all capitals with its names in capitals and small letters, each at its old place; another as it is."""
    if not text.isupper():
        return text

    def printed(found: re.Match[str]) -> str:
        word = found[0]
        before = text[max(0, found.start() - 2) : found.start()].strip()[-1:]
        behind = text[found.end() : found.end() + 2].strip()[:1]
        if before == "," and (behind in _ENDS or behind.isdigit()):
            return word  # "OAKMONT, OH 44100", "OAKMONT, TEXAS"
        low = word.lower()
        if low in _SAINTS and behind == ".":
            return word[0] + low[1:]  # "ST. PÖLTEN"
        short = len(word) <= _DIRECTION and behind == "." and not words.has("numbered", low)
        if short or (before.isdigit() and low in _DIRECTIONS):
            return word  # "2401 SE ASH STREET", "112 N. MAIN STREET", but "FIRE STATION NO. 2"
        small = any(words.has(role, fold(low)) for role in _SMALL)
        return low if small else word[0] + low[1:]

    told = _WORD.sub(printed, text)
    return told if len(told) == len(text) else text
