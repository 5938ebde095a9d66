"""The words of which the names of programs are made, for those who look for them before anything is read."""

from __future__ import annotations

from ..language import lexicon
from .forms import form_table, forms


def name_words(language: str) -> set[str]:
    """The words of which a name of a program holds some in a language, folded; of a word with an apostrophe its parts."""
    words = lexicon(language).in_names("with") | lexicon(language).in_names("and")
    told = {word for file in ("themes.csv", "hosts.csv") for form in forms(file, language) for word in form}
    return {part for word in words | told for part in word.replace("'", " ").split()}


def filling_words(language: str) -> frozenset[str]:
    """What may stand between "with" and the host in a language ("a", "der")."""
    return lexicon(language).in_names("filler")


def plain_hosts(language: str) -> set[str]:
    """The hosts of one word that need no capital to be police."""
    table = form_table("hosts.csv", language)
    return {
        words[0] for found in table.values() for words, strength in found if len(words) == 1 and strength == "strong"
    }


def with_words(language: str) -> frozenset[str]:
    """The words that join a thing to its host in a language ("con", "mit")."""
    return lexicon(language).in_names("with")
