"""What a sentence sets against what holds: "not on the 3rd but on the 10th", "at Elm Hall and not at the mill", "at 4 instead
of 2". The same for days, hours and places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from ..cues import Cues

_BEHIND_BUT = 34
"""Letters from "but" to the fact that holds: "sondern erst am"."""
_BEHIND_INSTEAD = 26
"""Letters from "instead of" to the fact that holds no longer."""


TOOK_PLACE = re.compile(r"\b(?:fand|fanden|findet|finden)\b(?:[^.;:]|(?<=\d)\.){0,110}?\bstatt\b")
"""The German verb of two words whose second alone means "instead of"."""


class _Fact(Protocol):
    @property
    def begin(self) -> int: ...

    @property
    def stop(self) -> int: ...


def left(cues: Cues, low: str, facts: Sequence[_Fact]) -> list[int]:
    """The numbers of the days, hours or places (of one kind, in order) of a sentence that it says do not hold; none where no
    other would be left."""
    if len(facts) < 2:
        return []
    gone = {*_not_but(cues, low, facts), *_and_not(cues, low, facts), *_behind(cues, "in_place_of", low, facts)}
    gone |= {n for n, fact in enumerate(facts) if n and _is_bracketed(cues, low, fact.begin)}
    if firm := cues.spans("firm", low):  # "initialement prévue à la médiathèque, elle se tiendra à la salle des fêtes"
        gone |= {n for n in _behind(cues, "first_planned", low, facts) if any(a >= facts[n].stop for a, _ in firm)}
    return sorted(gone) if len(gone) < len(facts) else []


def _is_bracketed(cues: Cues, low: str, at: int) -> bool:
    """Whether a fact stands in a bracket that says what was before: "March 20 (was March 13)"."""
    begin = low.rfind("(", max(0, at - _BEHIND_BUT), at)
    return begin >= 0 and ")" not in low[begin:at] and cues.opens("was_before", low[begin + 1 : at]) > 0


def _halves(cues: Cues, low: str) -> list[tuple[int, int]]:
    """Where the two halves of "not ... but" stand: the end of the first, the begin of the second."""
    denied = [stop for _, stop in cues.spans("negation", low)]
    out: list[tuple[int, int]] = []
    for begin, _ in cues.spans("but", low) if denied else ():
        said = max((stop for stop in denied if stop <= begin), default=None)
        if said is not None and not _is_broken(low[said:begin]) and not cues.opens("only", low[said:begin].lstrip()):
            out.append((said, begin))
    return out


def _not_but(cues: Cues, low: str, facts: Sequence[_Fact]) -> list[int]:
    for said, but in _halves(cues, low):
        gone = [n for n, fact in enumerate(facts) if said <= fact.begin and fact.stop <= but]
        follows = min((fact.begin for fact in facts if fact.begin >= but), default=None)
        if gone and follows is not None and follows - but <= _BEHIND_BUT:
            return gone
    return []


def _and_not(cues: Cues, low: str, facts: Sequence[_Fact]) -> list[int]:
    for _, stop in cues.spans("and_not", low):
        gone = [n for n, fact in enumerate(facts) if stop <= fact.begin and not _is_broken(low[stop : fact.begin])]
        if gone and any(fact.stop <= stop for fact in facts):
            return gone[:1]
    return []


def _behind(cues: Cues, role: str, low: str, facts: Sequence[_Fact]) -> list[int]:
    """The first fact behind each "instead of"."""
    out: list[int] = []
    verbs = {found.end() for found in TOOK_PLACE.finditer(low)}
    for _, stop in cues.spans(role, low):
        if stop in verbs:
            continue
        first = next((n for n, fact in enumerate(facts) if fact.begin >= stop), None)
        if (
            first is not None
            and facts[first].begin - stop <= _BEHIND_INSTEAD
            and not _is_broken(low[stop : facts[first].begin])
        ):
            out.append(first)
    return out


def _is_broken(text: str) -> bool:
    """Whether a sentence ends in a text; the full stop of an hour or a short word ends none."""
    return any(mark in text for mark in ";!?") or ". " in text.rstrip(" .")
