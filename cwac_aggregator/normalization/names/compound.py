"""Names in one word or without a "with": "Coffeewith aCop" of a broken PDF, "Cop-puccino", "Café des gendarmes"."""

from __future__ import annotations

from functools import cache

from ..language import lexicon
from ..tokens import Tokens
from .article import with_article
from .forms import NameSpan, span_of

RUN_TOGETHER = "coffeewith"
"""How the words that broken PDFs run together begin."""
PUN = "puccino"
"""What stands for the thing shared in "Cop-puccino"."""


_PUNNED = frozenset(["cop", "cops"])


@cache
def compound_openings(language: str) -> frozenset[str]:
    """The words that a name of one word may open with, apart from those that run together."""
    return _PUNNED | lexicon(language).in_names("thing_of")


def runs_together(tokens: Tokens) -> bool:
    return PUN in tokens.words or f" {RUN_TOGETHER}" in " ".join(["", *tokens.words])


def compound(tokens: Tokens, i: int) -> NameSpan | None:
    """ "Coffeewith aCop" of a broken PDF, "Cop-puccino", "Café police", "Café des gendarmes"."""
    word = tokens.words[i]
    if word in _PUNNED and tokens.word(i + 1) == "-" and tokens.word(i + 2) == PUN:
        return span_of(tokens, i, i + 3, "coffee", False)
    if word.startswith(RUN_TOGETHER) and len(word) < 20:
        end = i + 1
        while end < i + 4 and end < len(tokens) and "cop" not in tokens.word(end - 1):
            end += 1
        return span_of(tokens, i, end, "coffee", False)
    own = tokens.lexicon
    if word in own.in_names("thing_of"):
        k = i + 1
        while tokens.word(k) in own.in_names("of"):
            k += 1
        if tokens.word(k) in own.in_names("hosts_of"):
            return span_of(tokens, with_article(tokens, i), k + 1, "coffee", False)
    return None
