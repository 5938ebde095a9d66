"""The words for a thing shared in a text (`themes.csv`)."""

from __future__ import annotations

from ..tokens import Tokens
from .forms import Forms, form_at, form_table


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


def theme_in(tokens: Tokens, first: int, last: int, themes: Forms) -> str | None:
    for k in range(first, last):
        found = form_at(tokens, k, themes)
        if found is not None:
            return found[1]
    return None
