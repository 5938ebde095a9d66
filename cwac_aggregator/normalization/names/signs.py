"""The words without which no text holds a name of the program: what a scan of raw bytes may look for.

They are the words of `themes.csv` and `hosts.csv`, so that a new theme or host opens the gate by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ..language import LANGUAGES, fold, lexicon
from .compound import PUN, RUN_TOGETHER
from .compounds import compounds
from .forms import forms
from .gatherings import companions
from .words import with_words

Form = tuple[str, ...]
_LETTERS = bytes(c if chr(c).islower() and c < 128 else 32 for c in range(256))
_RUN_TOGETHER = RUN_TOGETHER.encode()
_PIECE = re.compile(r"[a-z]+|\d+")


@dataclass(frozen=True, slots=True)
class SignWords:
    """Forms as tuples of plain words, without those that hold a shorter one. `numbered` are hosts with digits ("5-0"),
    `gatherings` names of gatherings that say nothing of police.

    `compounds` are names of one word: the strong, and the weak; `ends` their last parts.
    `companions` are what makes a gathering's name of a thing shared: what follows it, and what goes before it.
    `unsure` are themes that are everyday words of English ("the", a French tea): they count beside one of the words given.
    """

    themes: frozenset[Form]
    hosts: frozenset[Form]
    numbered: frozenset[Form]
    gatherings: frozenset[Form]
    compounds: tuple[frozenset[Form], frozenset[Form]]
    ends: frozenset[str]
    companions: tuple[frozenset[Form], frozenset[Form]]
    unsure: dict[str, frozenset[str]]


@cache
def sign_words() -> SignWords:
    """The words of all languages."""
    common = lexicon("en").hints
    themes: set[Form] = set()
    unsure: dict[str, frozenset[str]] = {}
    hosts: set[Form] = set()
    for code in LANGUAGES:
        hosts.update(map(_plain, forms("hosts.csv", code)))
        for plain in map(_plain, forms("themes.csv", code)):
            if len(plain) == 1 and plain[0] in common:
                unsure[plain[0]] = unsure.get(plain[0], frozenset()) | (with_words(code) - with_words("en"))
            else:
                themes.add(plain)
    gatherings = {_plain(form) for code in LANGUAGES for form in forms("gatherings.csv", code)}
    numbered = {form for form in hosts if any(word.isdigit() for word in form)}
    return SignWords(
        shortest(themes),
        shortest(hosts - numbered),
        frozenset(numbered),
        shortest(gatherings),
        (_compounds(weak=False), _compounds(weak=True)),
        frozenset(made.last for code in LANGUAGES for made in compounds(code)),
        _companions(),
        unsure,
    )


def _compounds(*, weak: bool) -> frozenset[Form]:
    """The compounds of all languages, with a hyphen and without."""
    told = [made for code in LANGUAGES for made in compounds(code) if made.weak == weak]
    return frozenset(form for made in told for form in ((made.first + made.last,), (made.first, made.last)))


def _companions() -> tuple[frozenset[Form], frozenset[Form]]:
    """What follows a thing shared in the name of a gathering, and what goes before it, in all languages."""
    behind: set[Form] = set()
    before: set[Form] = set()
    for told in map(companions, LANGUAGES):
        behind |= {
            _plain(form) for table in (told.behind, told.joined) for forms in table.values() for form, _ in forms
        }
        before |= {
            _plain(form) for table in (told.before, told.joined) for forms in table.values() for form, _ in forms
        }
    return shortest(behind), shortest(before)


def may_name(text: str, language: str) -> bool:
    """Whether a text in a language, or in English, holds a word for a thing shared, without which it names no event.

    Quicker than to read it.
    """
    plain = text if text.isascii() else " ".join([w if w.isascii() else fold(w) for w in text.split()])
    low = plain.lower().encode("ascii", "replace").translate(_LETTERS)
    keys = _keys(language)
    words = low.split()
    if not keys.words.isdisjoint(words) or _RUN_TOGETHER in low:
        return True
    if keys.openings.isdisjoint(words):
        return False
    printed = b" %b " % b" ".join(words)
    return any(phrase in printed for phrase in keys.phrases)


class _Keys(NamedTuple):
    """The longest word of each form that holds no shorter one; of a word with an apostrophe ("s'more") the parts as a phrase,
    and the first of them."""

    words: frozenset[bytes]
    phrases: tuple[bytes, ...]
    openings: frozenset[bytes]


@cache
def _keys(language: str) -> _Keys:
    told = forms("themes.csv", language) | forms("gatherings.csv", language) | {(PUN,)}
    parted = {_plain((word,)) for form in told for word in form if "'" in word}
    plain = shortest({_plain(form) for form in told})
    words = {max(form, key=len) for form in plain - parted}
    words |= {made.first + made.last for made in compounds(language)}
    return _Keys(
        frozenset(map(str.encode, words)),
        tuple(sorted(b" %b " % " ".join(form).encode() for form in plain & parted)),
        frozenset(form[0].encode() for form in plain & parted),
    )


def forms_of(file: str, language: str) -> frozenset[Form]:
    """The forms of a csv in a language and in English as plain words, without those that hold a shorter one."""
    return shortest({_plain(form) for code in (language, "en") for form in forms(file, code)} - {()})


def _plain(form: Iterable[str]) -> Form:
    """A form as words of letters or digits."""
    return tuple(_PIECE.findall(" ".join(form)))


def shortest(forms: Set[Form]) -> frozenset[Form]:
    """Without the forms another stands in: a text with "police officers" holds "police"."""
    return frozenset(form for form in forms if not any(part in forms for part in _parts(form)))


def _parts(form: Form) -> Iterable[Form]:
    """All runs of words of a form but the form itself."""
    return (form[a:b] for a in range(len(form)) for b in range(a + 1, len(form) + 1) if b - a < len(form))
