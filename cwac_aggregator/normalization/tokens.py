"""A text as the grammar sees it: numbers, words and marks with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .language import Lexicon, fold

_TOKEN = re.compile(
    r"\d++"
    r"|(?=[lLaAmMtT])(?:(?:[lL]['’])?[aA]pr[èe]s[- ][mM]idi|(?:[lL]['’])?[aA]vant-[mM]idi|[mM]ei[oa]-(?:dia|noite)|[tT]/[mM])\b"
    r"|[^\W\d_]++(?:-[fF][eE][iI][rR][aA][sS]?|(?:['’‘][^\W\d_]++)*+)"
    r"|[^\w\s]"
)
_ELISION = ("d'", "l'", "qu'")
_DIGIT = re.compile("[0-9]")
_NAMED = re.compile(r"\s+(?:[A-Z\"“‘]|(?:event|session|coffee|gathering|talk|chat)\b)")
"""Behind "today's": something of that day alone, not "today's world"."""


@dataclass(slots=True, eq=False)
class Tokens:
    """Parallel lists, one entry a token: where it starts and ends in `text`, its folded word, its number or -1."""

    text: str
    lexicon: Lexicon
    starts: list[int]
    ends: list[int]
    words: list[str]
    numbers: list[int]

    def __len__(self) -> int:
        return len(self.starts)

    def word(self, index: int) -> str:
        """The folded word at an index, "" outside the text."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def number(self, index: int) -> int:
        """The number at an index, -1 where there is none."""
        return self.numbers[index] if 0 <= index < len(self.numbers) else -1

    def digits(self, index: int) -> int:
        """How many digits the number at an index has."""
        return self.ends[index] - self.starts[index]

    def adjoins(self, index: int) -> bool:
        """True where no space stands between the token before `index` and the one at it."""
        return 0 < index < len(self.starts) and self.starts[index] == self.ends[index - 1]

    def capital(self, index: int) -> bool:
        """True where the token starts with an upper-case letter."""
        return 0 <= index < len(self.starts) and self.text[self.starts[index]].isupper()

    def role(self, index: int, role: str) -> bool:
        """True where the word at an index plays a role in the language ("to", "the", ...)."""
        return 0 <= index < len(self.words) and self.words[index] in self.lexicon.words.get(role, ())


def has_digit(text: str) -> bool:
    """Whether a text holds a digit of any script."""
    return _DIGIT.search(text) is not None or (not text.isascii() and any(c.isdigit() for c in text))


def tokenize(text: str, lexicon: Lexicon) -> Tokens:
    """Cut a text into tokens, in time linear in its length. Numbers above nine digits count as words."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    if text.isascii():  # then it is put into small letters at once, not word by word
        printed = text.lower()
        words = [printed[start:end] for start, end in spans]
    else:
        words = [_small(text[start:end]) for start, end in spans]
    if has_digit(text):
        numbers = [int(word) if word.isdecimal() and len(word) <= 9 else -1 for word in words]
    else:
        numbers = [-1] * len(words)
    if "'" in text or "’" in text or "‘" in text:
        words = [
            _without_elision(word, text, end, lexicon) if "'" in word else word
            for word, (_, end) in zip(words, spans, strict=True)
        ]
    return Tokens(text, lexicon, [start for start, _ in spans], [end for _, end in spans], words, numbers)


def _small(piece: str) -> str:
    if piece.isascii():
        return piece.lower()
    return piece if piece.isdecimal() else fold(piece).replace("’", "'").replace("‘", "'")


def _without_elision(word: str, text: str, end: int, lexicon: Lexicon) -> str:
    """A word without the article or the "'s" that goes with it."""
    for prefix in _ELISION:
        if word.startswith(prefix):
            word = word[len(prefix) :]
    if word.endswith("'s") and (
        word[:-2] in lexicon.weekdays
        or ((word[:-2] in lexicon.relative or word[:-2] in lexicon.dayparts) and _NAMED.match(text, end))
    ):
        word = word[:-2]  # "tonight's coffee", "Today's Coffee with a Cop", "Last night's Coffee with a Cop"
    return word
