"""The names of gatherings over a thing shared that say nothing of police: "Coffee & Conversation", "Ice Cream Social", "Café
tranquillité". They are the program's where police hold them.

Most are a thing shared with a companion of `companions.csv`, which stands `behind` it ("social"), is `joined` to it
("conversation") or stands `before` it ("community"); it is `weak` where anybody holds gatherings of that name. What is made in no
such way stands in `gatherings.csv`. Those of one word ("Nachbarschaftskaffee") are made in `compounds.py`.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources
from typing import NamedTuple

from ..language import lexicon
from ..tokens import Tokens, tokenize
from .compounds import compound_table
from .forms import APART, Forms, NameSpan, form_at, form_table, span_of

_QUOTES = frozenset("\"'“”„«»‘’")
_JOINED = re.compile(r"[^\W\d_](?:[\W\d_](?<! ))+[^\W\d_]")
"""Words that a mark joins, without a blank between them."""
_OF_POLICE_ALONE = "?"
"""In `gatherings.csv`, the theme of a name that says who is where ("Police in the Park")."""
_NO_TREAT = "chat"
"""The theme of a talk: with a companion it is everyday speech ("community conversation")."""


class Companions(NamedTuple):
    """The forms of `companions.csv` by where they stand to the thing shared, with their strength."""

    behind: Forms
    joined: Forms
    before: Forms


class _Gathering(NamedTuple):
    last: int
    theme: str | None
    weak: bool


@cache
def companions(language: str) -> Companions:
    """The companions of a language and of English."""
    text = (resources.files(__package__) / "companions.csv").read_text(encoding="utf-8")
    stands: dict[str, Forms] = {"behind": {}, "joined": {}, "before": {}}
    for row in csv.DictReader(text.splitlines()):
        if row["language"] in (language, "en"):
            words = tuple(tokenize(row["form"], lexicon(row["language"])).words)
            stands[row["stands"]].setdefault(words[0], []).append((words, row["strength"]))
    for table in stands.values():
        for entries in table.values():
            entries.sort(key=lambda entry: -len(entry[0]))
    return Companions(**stands)


def find_gatherings(tokens: Tokens, *, small: bool = False, shared: bool = False) -> list[NameSpan]:
    """The names of gatherings that say nothing of police, each with a capital, a hyphen, in quotation marks, or in `small`
    letters, too. What only says who is where is a name with capitals throughout, of a page that tells a thing `shared`."""
    table = form_table("gatherings.csv", tokens.lexicon.code)
    things = form_table("themes.csv", tokens.lexicon.code)
    out: list[NameSpan] = []
    made = compound_table(tokens.lexicon.code, weak=True)
    if all(told.keys().isdisjoint(tokens.words) for told in (table, things, made)):
        return out
    told = companions(tokens.lexicon.code)
    openings = (made, table, things, told.before, told.joined)
    i = 0
    count = len(tokens)
    while i < count:
        found = None
        if any(tokens.words[i] in opening for opening in openings):
            found = _compound_at(tokens, i, made) or _told_at(tokens, i, table, shared=shared)
            found = found or _made_at(tokens, i, things, told)
        if found is None:
            i += 1
            continue
        if small or _is_name(tokens, i, found.last):
            out.append(span_of(tokens, i, found.last, found.theme, found.weak))
        i = found.last
    return out


def find_gatherings_of_one_word(tokens: Tokens) -> list[tuple[int, int]]:
    """Offsets of the names of gatherings without a blank, in small letters, too: "Nachbarschaftskaffee", "café-rencontre"."""
    if _of_one_word(tokens.lexicon.code).isdisjoint(tokens.words) and _JOINED.search(tokens.text) is None:
        return []  # as nearly all lines
    found = find_gatherings(tokens, small=True)
    return [(name.begin, name.stop) for name in found if " " not in tokens.text[name.begin : name.stop]]


@cache
def _of_one_word(language: str) -> frozenset[str]:
    """The gatherings of a language that are one word."""
    tables = (form_table("gatherings.csv", language), compound_table(language, weak=True))
    told = (words for table in tables for forms in table.values() for words, _ in forms)
    return frozenset(words[0] for words in told if len(words) == 1)


def _compound_at(tokens: Tokens, i: int, made: Forms) -> _Gathering | None:
    """A name of one word at token `i`."""
    found = form_at(tokens, i, made)
    return None if found is None else _Gathering(*found, weak=True)


def _told_at(tokens: Tokens, i: int, table: Forms, *, shared: bool) -> _Gathering | None:
    """A name of `gatherings.csv` that begins at token `i`."""
    found = form_at(tokens, i, table) if tokens.words[i] in table else None
    if found is None:
        return None
    last, theme = found
    if theme != _OF_POLICE_ALONE:
        return _Gathering(last, theme or None, weak=False)
    return _Gathering(last, None, weak=False) if shared and tokens.capital(i) and tokens.capital(last - 1) else None


def _made_at(tokens: Tokens, i: int, things: Forms, told: Companions) -> _Gathering | None:
    """A name of a thing shared and its companion that begins at token `i`."""
    word = tokens.words[i]
    opening = form_at(tokens, i, told.before) if word in told.before else None
    if opening is not None and (name := _thing_with_companion(tokens, opening[0], things, told)) is not None:
        return name._replace(weak=name.weak and opening[1] == "weak")
    if opening is not None and (thing := _thing_at(tokens, opening[0], things)) is not None:
        return _Gathering(*thing, weak=opening[1] == "weak")
    joined = form_at(tokens, i, told.joined) if word in told.joined else None
    if joined is not None and tokens.word(joined[0]) in joints():
        thing = _thing_at(tokens, joined[0] + 1, things)
        if thing is not None:
            return _Gathering(*thing, weak=False)
    return _thing_with_companion(tokens, i, things, told)


def _thing_with_companion(tokens: Tokens, i: int, things: Forms, told: Companions) -> _Gathering | None:
    """A thing shared at token `i`, and the companion behind it."""
    thing = _thing_at(tokens, i, things)
    if thing is None:
        return None
    k, theme = thing
    if tokens.word(k) in joints() and (found := form_at(tokens, k + 1, told.joined)) is not None:
        return _Gathering(found[0], theme, weak=found[1] == "weak")
    k += tokens.word(k) in APART
    found = form_at(tokens, k, told.behind)
    return None if found is None else _Gathering(found[0], theme, weak=found[1] == "weak")


def _thing_at(tokens: Tokens, i: int, things: Forms) -> tuple[int, str] | None:
    found = form_at(tokens, i, things) if tokens.word(i) in things else None
    return None if found is None or found[1] == _NO_TREAT else found


def joints() -> frozenset[str]:
    """The words of all languages that may stand between a thing shared and a companion."""
    return lexicon("en").in_names("any_joint") | lexicon("en").in_names("over")


def _is_name(tokens: Tokens, first: int, last: int) -> bool:
    """Whether words are told as a name: "Café rencontre", "café-rencontre", "« café rencontre »"."""
    return tokens.capital(first) or "-" in tokens.words[first:last] or tokens.word(first - 1) in _QUOTES
