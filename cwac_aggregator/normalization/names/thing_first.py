"""Names that begin with the thing shared: "Coffee with a Cop", "Cookies and Milk with a Cop", "Café en el barrio con tu policía"."""

from __future__ import annotations

from ..language import lexicon
from ..tokens import Tokens
from .article import with_article
from .forms import APART, Forms, NameSpan, form_at, span_of
from .hosts import host_at

_WHERE_WORDS = 4
"""Words of the longest place between a thing shared and its "with"."""
_MOST_STEPS = 6


def thing_first(
    tokens: Tokens,
    i: int,
    themes: Forms,
    hosts: Forms,
) -> NameSpan | None:
    found = form_at(tokens, i, themes)
    if found is None:
        return None
    language = tokens.lexicon.code
    end, theme = found
    with_words, and_words, doing, filler = (
        lexicon(language).in_names("with") | lexicon("en").in_names("with"),
        lexicon(language).in_names("and"),
        lexicon(language).in_names("doing"),
        lexicon(language).in_names("filler") | lexicon("en").in_names("filler"),
    )
    k = end
    joined = ""
    steps = 0
    if (
        tokens.capital(i)
        and tokens.word(end) in tokens.lexicon.in_names("where")
        and (behind := _behind_place(tokens, end, with_words, themes))
    ):
        k, joined, steps = behind, "with", _MOST_STEPS
    # "Cookies and Milk with a Cop", "Coffee & Conversation with Cops", "Tea and a Chat with the Guards"
    while k < len(tokens) and steps < _MOST_STEPS:
        word = tokens.word(k)
        if word in with_words:
            joined = "with"
            k += 1
            k += tokens.word(k) == "/"
            break
        if word in APART:
            k += 1
        elif word in and_words and not joined:
            ahead = k + 1
            while tokens.word(ahead) in filler or tokens.word(ahead) in APART:
                ahead += 1
            if host_at(tokens, ahead, hosts) is not None:
                joined = "and"
                k += 1
                break
            again = form_at(tokens, k + 1, themes) if word == "for" else None
            if again is not None and again[1] == theme:
                return None  # "Blue Door Coffee House for Coffee with a Cop"
            k += 1
        elif k == end and word in doing and tokens.word(k + 1) in with_words:
            k += 1
        elif (
            steps < 4
            and tokens.word(k).isalpha()
            and (tokens.capital(k) or word in filler or (k > end and tokens.word(k - 1) in and_words))
            and tokens.word(k) not in lexicon("en").in_names("never")
        ):
            if not _reaches_with(tokens, k, with_words) or (k == end and word in tokens.lexicon.in_names("shops")):
                return None  # "at the Duxbury Coffee Company with troopers"
            k += 1
        else:
            return None
        steps += 1
    if not joined:
        return None
    capitals = 0
    while k < len(tokens):
        word = tokens.word(k)
        host = host_at(tokens, k, hosts)
        if host is not None:
            if joined == "and" and not (tokens.capital(i) and tokens.capital(k)):
                return None
            if joined == "with" and host[1] and not tokens.capital(k):
                return None
            return span_of(tokens, with_article(tokens, i), host[0], theme, host[1])
        if word in filler or word in APART or word in ("m", "ms", "."):
            k += 1
        elif tokens.capital(k) and word.isalpha() and capitals < 4:
            capitals += 1
            k += 1
        else:
            return None
    return None


def _behind_place(tokens: Tokens, k: int, with_words: frozenset[str], themes: Forms) -> int:
    """The index after the "with" that follows a place of a few words from its preposition at `k`, or 0; also where the thing
    shared comes again: "at Mesa Coffee on Wednesday for Coffee with a Cop"."""
    for n in range(k + 2, k + 2 + _WHERE_WORDS):
        if not tokens.word(n - 1).isalpha():
            return 0
        if tokens.word(n) in with_words:
            return n + 1
        if form_at(tokens, n, themes) is not None:
            return 0
    return 0


def _reaches_with(tokens: Tokens, k: int, with_words: frozenset[str]) -> bool:
    return any(tokens.word(n) in with_words for n in range(k, k + 4))
