"""The names of other programs and gatherings (`other_programs.csv`), and things shared with hosts who are not of the police."""

from __future__ import annotations

from functools import cache

from ..language import lexicon
from ..place_words import place_words
from ..tokens import Tokens
from .forms import Forms, form_at, form_table
from .hosts import host_at

_JOINT = 2
"""Letters that are no word before the end of another."""


def find_other_programs(tokens: Tokens) -> list[tuple[int, int]]:
    """Offsets of the names of other programs and gatherings, left to right; "Coffee with the Mayor" is one."""
    language = tokens.lexicon.code
    table, themes = form_table("other_programs.csv", language), form_table("themes.csv", language)
    out: list[tuple[int, int]] = []
    heads = _heads(language)
    if (
        table.keys().isdisjoint(tokens.words)
        and themes.keys().isdisjoint(tokens.words)
        and not (heads and any(word.endswith(heads) for word in tokens.words))
    ):
        return out
    i = 0
    count = len(tokens)
    while i < count:
        word = tokens.words[i]
        found = form_at(tokens, i, table) if word in table else None
        if found is not None and found[0] == i + 1 and _is_surname(tokens, i):
            found = None
        end = found[0] if found is not None else _with_another(tokens, i, themes) if word in themes else None
        if end is None and heads and _ends_in(word, heads):
            end = i + 1
        if end is not None:
            out.append((tokens.starts[i], tokens.ends[end - 1]))
        i = end if end is not None else i + 1
    return out


@cache
def _heads(language: str) -> tuple[str, ...]:
    """What the names of other gatherings end in, in languages that make them of one word: "Altpapiersammlung"."""
    return tuple(lexicon(language).in_names("other_heads"))


def _ends_in(word: str, heads: tuple[str, ...]) -> bool:
    """Whether a word is made of such an end and another before it; the end alone is none ("erste Sitzung")."""
    return word.endswith(heads) and any(len(word) - len(head) > _JOINT for head in heads if word.endswith(head))


def _is_surname(tokens: Tokens, i: int) -> bool:
    """Whether a word is the name of somebody told with a rank: "Trooper Kelly Grant"."""
    if tokens.lexicon.code != "en" or not (tokens.capital(i) and tokens.capital(i - 1)):
        return False
    words = place_words("en")
    return any(
        words.has("titles", tokens.word(n)) and not words.has("agencies", tokens.word(n)) for n in (i - 1, i - 2)
    )


def _with_another(tokens: Tokens, i: int, themes: Forms) -> int | None:
    """The index after a thing shared "with" a host who is not of the police, and not with one beside them."""
    language = tokens.lexicon.code
    shared = form_at(tokens, i, themes)
    if shared is None or tokens.word(shared[0]) not in lexicon(language).in_names("with") | lexicon("en").in_names(
        "with"
    ):
        return None
    filler = lexicon(language).in_names("filler") | lexicon("en").in_names("filler")
    k = shared[0] + 1
    while tokens.word(k) in filler:
        k += 1
    others, hosts = form_table("other_hosts.csv", language), form_table("hosts.csv", language)
    found = form_at(tokens, k, others)
    if found is None or host_at(tokens, k, hosts) is not None:
        return None
    k = end = found[0]
    while tokens.word(k) in filler or tokens.word(k) in lexicon(language).in_names("and"):
        k += 1
    return end if host_at(tokens, k, hosts) is None else None
