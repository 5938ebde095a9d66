"""What a site prints between the lines of any story: where an advertisement stands, hints to other stories, the buttons of a
player, calls to subscribe, who wrote an embedded post."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from ...normalization.language import fold
from ..cues import whole_words
from ..scan import has_sign

_LONGEST = 200
"""Letters of the longest line looked at."""
_SHORT = 80
_WORD = re.compile(r"[\w’'-]+")
_AGENCY = re.compile(
    r"\b(?:police|sheriff|dep(?:t|artment)|office|city|town|county|polizei|policia|politie|gendarmerie|garda)"
)
_BY = re.compile(
    r"(?:By|BY|Von|Par|Por|Door):? [A-ZÀ-Þ][\w.'’-]+(?: (?:de |van |von |da )?[A-ZÀ-Þ][\w.'’-]*){1,2}(?: (?:and|&|und|et|y|en|e) [A-ZÀ-Þ][\w.'’-]+ [A-ZÀ-Þ][\w.'’-]+)?"
    r"(?:(?:, | [|•·/–—-]+ )[A-ZÀ-Þ][^\d!?;:]{2,50})?$"
)
"""A line that tells nothing but who wrote."""
_OF_POST = re.compile(r"[–—-]+ .{2,60} \(@\w{2,30}\) [^.!?]{4,40}$|[^@.!?]{0,60}@\w{2,30} [·•|] [^.!?]{2,40}$")
"""Who wrote an embedded post, and when."""


class _Words(NamedTuple):
    line: re.Pattern[str]
    hint: re.Pattern[str]
    player: re.Pattern[str]
    letters: re.Pattern[str]
    calls: re.Pattern[str]
    sharing: frozenset[str]


def is_furniture(text: str) -> bool:
    """Whether a line is the site's and no part of what is told on it. One that names the program is never a call or a player."""
    if len(text) > _LONGEST:
        return False
    words, plain = _words(), fold(text)
    if words.line.fullmatch(plain) or _OF_POST.match(text) or _only_shares(plain, words):
        return True
    if _BY.match(text) and not _AGENCY.search(plain):
        return True
    calls = words.letters.search(plain) and words.calls.search(plain)
    plays = len(plain) < _SHORT and words.player.search(plain)
    return bool(calls or plays or words.hint.match(plain)) and not has_sign(text.encode())


def _only_shares(plain: str, words: _Words) -> bool:
    if len(plain) > _SHORT or not (told := _WORD.findall(plain)):
        return False
    return words.sharing.issuperset(told)


@cache
def furniture_words() -> Mapping[str, list[str]]:
    """The words of `furniture.toml` by what they tell."""
    return tomllib.loads((resources.files(__package__) / "furniture.toml").read_text(encoding="utf-8"))


def one_of(forms: Iterable[str]) -> str:
    """An expression for any of the forms as they stand, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(forms, key=len, reverse=True))) + ")"


@cache
def _words() -> _Words:
    table = furniture_words()
    return _Words(
        line=re.compile(
            rf"\W*(?:{one_of(table['alone'])}|{one_of(table['actions'])}(?: {one_of(table['small'])})? {one_of(table['things'])})(?: \((?:ics|ical)\))?\W*"
        ),
        hint=re.compile(rf"\W*{one_of(table['opening'])}\s*[:|]"),
        player=whole_words(table["player"]),
        letters=whole_words(table["letters"]),
        calls=re.compile(rf"\b{one_of(table['calls'])}"),
        sharing=frozenset(table["sharing"]),
    )
