"""Clauses that tell of something else than their sentence: "..., ahead of the parade, which begins at 5 p.m. on March 8"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ...normalization.names import find_themes
from ...normalization.place_words import place_words
from ...normalization.rules import RuleSpan
from ..cues import Cues

if TYPE_CHECKING:
    from .line import Line

_THING = re.compile(
    r"(?:(?P<before>[^\W\d_]+) )?\b(?P<thing>(?:the|an?|its|their|our|this|der|die|das|den|dem|eine[mnr]?|ihrer?|vom|zum|zur|"
    r"el|las?|los|una?|su|del|le|les|une?|leur|au|du|het|de|een|hun|[oa]s?|d[oa]s?|uma?|seu|sua)"
    r" (?:[\w'-]+ ){0,4}[\w'-]+),? $"
)
"""The thing that a clause is said of, with its article, and the word before it."""
_REACH = 70
"""Letters that a thing, its article and the word before it may take."""
_OF_EVENT = ("event", "firm", "future", "held", "scene")
"""The roles of words with which a clause tells of an event."""
_COMMA = frozenset(["de", "nl"])
"""Languages whose clauses stand behind a comma and begin with a word that is an article too."""


def clause_of_another(line: Line) -> int:
    """Where a clause begins that says of another thing when it is held, in a sentence that has a day of its own before it;
    the length of the sentence where none does.

    What the clause is said of stands with an article, and is neither the program, police, something shared, the event nor a
    place one is "at".
    """
    low, whole = line.low, len(line.text)
    if line.reader is None or line.label is not None or line.heading:
        return whole
    cue = line.reader.cues
    if not cue.has("held", low) or not (spans := cue.spans("which", low)):
        return whole
    for begin, stop in spans:
        thing = _THING.search(low, max(0, begin - _REACH), begin)
        if thing is None or any(name.stop > begin for name in line.names) or not cue.has("held", low[stop:]):
            continue
        if cue.code in _COMMA and not thing[0].endswith(", "):
            continue
        if _is_another(line, cue, thing) and _has_own_day(line, begin, stop):
            return begin
    return whole


def _has_own_day(line: Line, begin: int, stop: int) -> bool:
    return any(day.stop <= begin for day in line.dates) and any(day.begin >= stop for day in line.dates)


def _is_another(line: Line, cue: Cues, thing: re.Match[str]) -> bool:
    assert line.tokens is not None
    first, last = thing.span("thing")
    own = [(name.begin, name.stop) for name in line.names] + line.hosts()
    own += [(begin, stop) for begin, stop, _ in find_themes(line.tokens)]
    if any(begin < last and first < stop for begin, stop in own):
        return False
    if cue.has_any(("event", "scene", "one_of"), thing["thing"]):
        return False
    words = place_words(cue.code)
    return not any(words.has(role, thing["before"] or "") for role in ("at", "in"))


def habits_of_others(
    cue: Cues,
    low: str,
    named: Sequence[tuple[int, int]],
    police: Sequence[tuple[int, int]],
    rules: Sequence[RuleSpan],
    timed: Sequence[tuple[int, int]],
) -> list[tuple[int, int]]:
    """The clauses whose rules only say what somebody does: "Dana Lund, who joins us in the studio every Tuesday, and the
    chief"; one with an hour only where no police are told before it, and the sentence does not name the program."""
    found: list[tuple[int, int]] = []
    for begin, stop in _clauses_of_somebody(cue, low) if rules else ():
        end = low.find(",", stop)
        end = len(low) if end < 0 else end
        if any(begin < a < end for a, _ in named) or not any(stop <= rule.begin < end for rule in rules):
            continue
        if any(stop <= a < end for a, _ in timed) and (named or any(b <= begin for _, b in police)):
            continue
        if not cue.has("firm", low[stop:end]):
            found.append((stop, end))
    return found


def days_of_somebody(
    cue: Cues,
    low: str,
    named: Sequence[tuple[int, int]],
    dated: Sequence[tuple[int, int]],
    timed: Sequence[tuple[int, int]],
) -> list[tuple[int, int]]:
    """The days in clauses that only say what somebody did: "Chief Dana Lund, who took office on September 2, will be there";
    not where the sentence names the program."""
    found: list[tuple[int, int]] = []
    for _, stop in _clauses_of_somebody(cue, low) if dated and not named else ():
        inside = [day for day in dated if stop <= day[0]]
        end = low.find(",", inside[0][1]) if inside else -1
        if end < 0 or any(a < end and stop < b for a, b in timed):
            continue
        clause = low[stop:end]
        numbered = any(map(str.isdecimal, low[slice(*inside[0])]))
        if numbered and "," not in low[stop : inside[0][0]] and not cue.has_any(_OF_EVENT, clause):
            found.append((stop, end))
    return [day for day in dated if any(a <= day[0] < b for a, b in found)]


def _clauses_of_somebody(cue: Cues, low: str) -> Iterator[tuple[int, int]]:
    """The words that open a clause on somebody, behind a comma: ", who"."""
    return ((begin, stop) for begin, stop in cue.spans("who", low) if low.endswith(", ", 0, begin))
