"""The forms of the csv tables beside this file (`themes.csv`, `hosts.csv`, ...), looked up in a text."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ..language import lexicon
from ..tokens import Tokens, tokenize

Forms = dict[str, list[tuple[tuple[str, ...], str]]]
"""First word -> (all words, value), longest first."""
APART = frozenset(["-", "–", "—", "'", "’", "/", '"', "“", "”", "®", "™"])
"""Marks that may stand between the words of a name."""


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A program's name in a text. `theme` is the thing shared; `weak` where host or form is no proof of police.

    `first` and `last` are token indexes, `last` exclusive; `begin` and `stop` character offsets.
    """

    begin: int
    stop: int
    first: int
    last: int
    theme: str | None
    weak: bool = False


@cache
def form_table(file: str, language: str) -> Forms:
    """First word -> (all words, value) of a csv's rows for a language and English, longest first."""
    table: Forms = {}
    text = (resources.files(__package__) / file).read_text(encoding="utf-8")
    seen: set[tuple[str, ...]] = set()
    rows = [r for r in csv.DictReader(text.splitlines()) if r["language"] in (language, "en")]
    for row in sorted(rows, key=lambda r: r["language"] != language):
        words = tuple(tokenize(row["form"], lexicon(row["language"])).words)
        if words in seen:
            continue
        seen.add(words)
        table.setdefault(words[0], []).append((words, row.get("theme") or row.get("strength") or ""))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


def form_at(tokens: Tokens, i: int, table: Forms) -> tuple[int, str] | None:
    """The longest form that stands at token `i`: (index after it, its value)."""
    rows = table.get(tokens.word(i))
    if rows is None:
        return None
    for words, value in rows:
        k = i + 1
        for word in words[1:]:
            found = tokens.word(k)
            if found == word or (found.endswith("'s") and found[:-2] == word) or found.replace("'", "") == word:
                k += 1
            else:
                break
        else:
            return None if _is_homograph(tokens, i) else (k, value)
    return None


def _is_homograph(tokens: Tokens, i: int) -> bool:
    """Whether a word only folds to that of a thing: "Bürger" are citizens, no burger."""
    others = tokens.lexicon.in_names("not_things")
    return bool(others) and tokens.text[tokens.starts[i] : tokens.ends[i]].lower() in others


def forms(file: str, language: str) -> set[tuple[str, ...]]:
    """The words of every form of a csv for a language."""
    return {words for entries in form_table(file, language).values() for words, _ in entries}


def span_of(tokens: Tokens, first: int, last: int, theme: str | None, weak: bool) -> NameSpan:
    return NameSpan(tokens.starts[first], tokens.ends[last - 1], first, last, theme, weak)
