"""The article that is the first word of a name."""

from __future__ import annotations

from ..tokens import Tokens

_OPENING = frozenset(['"', "“", "«", "‘", "„", "'"])


def with_article(tokens: Tokens, i: int) -> int:
    """Where a name begins whose article is its first word: "Une gaufre avec un policier", « Un café con tu policía »,
    "Auf einen Kaffee mit der Polizei"."""
    own = tokens.lexicon
    first = own.in_names("articles")
    nouns = own.code == "de"  # where every noun has a capital, only that of the article tells
    # the article may be part of the thing: "un café"
    ahead = i - 1 if tokens.word(i) in own.in_names("filler") else i - 2
    if tokens.word(ahead) in own.in_names("before_counted") and tokens.capital(ahead):
        counted = own.in_names("filler") | own.in_names("counted")
        if ahead >= 0 and tokens.word(ahead + 1) in counted:
            return ahead
    if tokens.word(i - 1) not in first or not tokens.capital(i - 1):
        return i
    quoted = tokens.word(i - 2) in _OPENING
    return i if tokens.capital(i) and not (quoted or nouns) else i - 1
