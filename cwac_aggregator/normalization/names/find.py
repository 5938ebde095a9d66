"""The names of the events this project is about ("Coffee with a Cop", "Eis mit der Polizei") and of those it is not.

A name is a thing shared (`themes.csv`) joined to a host (`hosts.csv`): "coffee" + "with a" + "cop", "cops" + "and" + "cones".
Other programs and other kinds of gathering stand in `other_programs.csv`, hosts who are not of the police in `other_hosts.csv`.
All four are data, one row a form; the small words between them ("with", "and") stand under `[names]` in `languages/<code>.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ..language import fold, lexicon
from ..tokens import Tokens
from .compound import RUN_TOGETHER, compound, compound_openings, runs_together
from .compounds import compound_table
from .forms import NameSpan, form_at, form_table, span_of
from .host_first import host_first
from .thing_first import thing_first
from .things import theme_in
from .three_parts import three_parts

_WITH_IN_SPANISH = "con"
_OWN_NAME = 4
"""Words from a café's noun to its own name."""


def find_names(tokens: Tokens, known: Sequence[str] = ()) -> list[NameSpan]:
    """All in-scope program names of a text, left to right. `known` are further names its publisher uses.

    In the United States the program has a Spanish name, too, which English texts print as it is ("Café con un Policía").
    """
    found = _find_names(tokens, known)
    if tokens.lexicon.code != "en" or _WITH_IN_SPANISH not in tokens.words:
        return found
    spanish = _find_names(replace(tokens, lexicon=lexicon("es")), ())
    added = [span for span in spanish if _WITH_IN_SPANISH in tokens.words[span.first : span.last]]
    kept = [span for span in added if all(span.stop <= name.begin or name.stop <= span.begin for name in found)]
    return sorted([*found, *kept], key=lambda span: span.begin)


def _find_names(tokens: Tokens, known: Sequence[str]) -> list[NameSpan]:
    language = tokens.lexicon.code
    extra = [tuple(fold(name).split()) for name in known if name.strip()]
    out: list[NameSpan] = []
    if not extra and _openings_of_things(language).isdisjoint(tokens.words) and not runs_together(tokens):
        return out  # no name is without a thing shared
    themes, hosts = form_table("themes.csv", language), form_table("hosts.csv", language)
    others, made = form_table("other_programs.csv", language), compound_table(language, weak=False)
    openings = compound_openings(language)
    i = 0
    count = len(tokens)
    while i < count:
        word = tokens.words[i]
        span: NameSpan | None = None
        if word in others and (other := form_at(tokens, i, others)) is not None and other[0] - i > 1:
            i = other[0]
            continue
        for words in extra:
            if tuple(tokens.words[i : i + len(words)]) == words:
                span = span_of(tokens, i, i + len(words), theme_in(tokens, i, i + len(words), themes), False)
        if span is None and (word in themes or word in hosts) and "," in tokens.words[i : i + 4]:
            span = three_parts(tokens, i, themes, hosts)
        if span is None and word in themes:
            span = thing_first(tokens, i, themes, hosts)
        if span is None and word in hosts:
            span = host_first(tokens, i, themes, hosts)
        if span is None and word in made and (one := form_at(tokens, i, made)) is not None:
            span = span_of(tokens, i, *one, False)
        if span is None and (word in openings or word.startswith(RUN_TOGETHER)):
            span = compound(tokens, i)
        if span is None:
            i += 1
        else:
            if "_" not in tokens.text[span.begin : span.stop]:  # a file's name is not an event's
                out.append(span)
            i = span.last
    return [span for span in out if not _is_house(tokens, span)] or out if len(out) > 1 else out


@cache
def _openings_of_things(language: str) -> frozenset[str]:
    """The first words of the things shared, and of the names of one word."""
    return frozenset(form_table("themes.csv", language)) | frozenset(compound_table(language, weak=False))


def _is_house(tokens: Tokens, name: NameSpan) -> bool:
    """Whether what looks like a name beside another is a café's, and police are there: "au Café du Pont avec la police"."""
    at, where = name.first, tokens.lexicon.in_names("where")
    at_house = tokens.word(at - 1) in where or tokens.word(at - 2) in where
    if not (at_house and at and tokens.capital(at)):
        return False
    return any(tokens.capital(n) for n in range(at + 1, min(at + _OWN_NAME, name.last)))
