"""One printed hour: which way it is told, in digits, in words or by a name ("noon")."""

from __future__ import annotations

from functools import cache

from ..language import lexicon
from ..tokens import Tokens
from .around import after_oclock
from .clock import Clock
from .digits import in_digits
from .minutes import fraction, past
from .sides import daypart_at
from .words import in_words

_HALVES = frozenset(["half", "halb"])


@cache
def clock_starts(code: str) -> frozenset[str]:
    """The words an hour may begin with in a language, apart from numbers."""
    lex = lexicon(code)
    return frozenset([*lex.clock_words, *lex.fractions, *lex.numbers, *_HALVES])


def clock_at(tokens: Tokens, i: int) -> Clock | None:
    """The hour printed at token `i`, or None."""
    if i < 0 or i >= len(tokens):
        return None
    lexicon = tokens.lexicon
    word = tokens.words[i]
    if word in lexicon.clock_words:
        if tokens.word(i - 1) == "-" and tokens.word(i - 2) == "avant":
            return None  # "en avant-midi" is the morning
        named = int(lexicon.clock_words[word][:2])
        minute, end = past(tokens, i + 1, True)
        return Clock(named, minute, "24", True, True, end)
    if word in _HALVES and lexicon.code in ("nl", "de"):
        value = tokens.number(i + 1) if tokens.number(i + 1) > 0 else lexicon.numbers.get(tokens.word(i + 1), 0)
        if not 1 <= value <= 12:
            return None
        side, end = daypart_at(tokens, after_oclock(tokens, i + 2))
        return Clock(value - 1 or 12, 30, side, True, True, end, not side)
    if word in lexicon.fractions:
        return fraction(tokens, i)
    if tokens.numbers[i] < 0:
        return in_words(tokens, i)
    return in_digits(tokens, i)
