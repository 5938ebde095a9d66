"""The words for a thing shared in a text (`themes.csv`), and the gatherings over coffee that name no police (`gatherings.csv`)."""

from __future__ import annotations

from ..tokens import Tokens
from .forms import Forms, NameSpan, form_at, form_table, span_of

_QUOTES = frozenset("\"'“”„«»‘’")
_OF_POLICE_ALONE = "?"
"""In `gatherings.csv`, the theme of a name that says who is where ("Police in the Park")."""


def find_themes(tokens: Tokens) -> list[tuple[int, int, str]]:
    """Offsets and theme of every word for a thing shared."""
    table = form_table("themes.csv", tokens.lexicon.code)
    out: list[tuple[int, int, str]] = []
    if table.keys().isdisjoint(tokens.words):
        return out
    i = 0
    count = len(tokens)
    while i < count:
        found = form_at(tokens, i, table) if tokens.words[i] in table else None
        if found is not None:
            out.append((tokens.starts[i], tokens.ends[found[0] - 1], found[1]))
            i = found[0]
        else:
            i += 1
    return out


def find_gatherings(tokens: Tokens, *, small: bool = False, shared: bool = False) -> list[NameSpan]:
    """The names of gatherings over coffee that say nothing of police ("Café tranquillité"), each with a capital, a hyphen, in
    quotation marks, or in `small` letters, too: the program's only where police are spoken of beside them. What only says who is where is a name with capitals
    throughout, of a page that tells a thing `shared`."""
    table = form_table("gatherings.csv", tokens.lexicon.code)
    out: list[NameSpan] = []
    if table.keys().isdisjoint(tokens.words):
        return out
    i = 0
    count = len(tokens)
    while i < count:
        found = form_at(tokens, i, table) if tokens.words[i] in table else None
        alone = found is not None and found[1] == _OF_POLICE_ALONE
        if found is not None and alone and not (shared and tokens.capital(i) and tokens.capital(found[0] - 1)):
            i = found[0]
        elif found is not None and (small or _is_name(tokens, i, found[0])):
            out.append(span_of(tokens, i, found[0], None if alone else found[1] or None, False))
            i = found[0]
        else:
            i += 1
    return out


def _is_name(tokens: Tokens, first: int, last: int) -> bool:
    """Whether words are told as a name: "Café rencontre", "café-rencontre", "« café rencontre »"."""
    return tokens.capital(first) or "-" in tokens.words[first:last] or tokens.word(first - 1) in _QUOTES


def theme_in(tokens: Tokens, first: int, last: int, themes: Forms) -> str | None:
    for k in range(first, last):
        found = form_at(tokens, k, themes)
        if found is not None:
            return found[1]
    return None
