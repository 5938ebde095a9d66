"""Names of the program that name no event: those denied, of how one is made, and of shops."""

from __future__ import annotations

import re

from ...normalization.names import NameSpan
from ..cues import Cues

_DENIED = re.compile(
    r"(?:\b(?:is|it's|was|that's) not|\bisn't|\bwasn't|\b(?:it's|it is|it was|that's|feels|felt)(?: just| almost)? like)"
    r"(?: an?| the| our)?[ \"“']*$"
)
"""What stands before the name of a program that the line is not about: "It's not Coffee with a Cop, but ...", "It's like
Coffee with a Cop every day"."""
_HOW_TO = re.compile(
    r"^(?:running|planning|organi[sz]ing|starting|publicizing|evaluating) (?:an?|your(?: own| first)?) [\"“']?$|"
    r"\bhow to (?:run|plan|organi[sz]e|start|host|hold|publicize)\b[^.;:]{0,50}(?: an?| your(?: own| first)?)? [\"“']?$|"
    r"^(?:an? )?(?:guide|tips|toolkit) (?:to|for)(?: an?| your)? [\"“']?$"
)
"""What opens a line that tells how such an event is made: "Running a Coffee with a Cop: one-day course"."""
_TAUGHT = re.compile(
    r" (?:(?:certified |online |free )?(?:training|trainers?|workshops?|webinars?|seminars?|toolkit)|train-the-trainer)\b"
)
"""What follows a name of which others are taught: "Coffee with a Cop Training"."""
_HOUSE = re.compile(r",? \(?\d{1,5} (?:[NSEW]\.? )?[A-Z]\w+\.? [A-Z]\w")
_CALLED = re.compile(r",? (?:called |named )?[\"“]?$")
"""What stands between the word for a shop and its name."""
_APPOSED = re.compile(r",? (?:(?:the|a|an) ((?:[a-z'-]+ ?){1,3})|([a-z]+)\b(?! with\b))")
"""What tells behind a name what it is the name of: "Cops & Coffee, the downtown bakery"."""
_WITH = re.compile(r"\b(?:with|mit|con|avec|met|com|w)\b", re.IGNORECASE)


def tells_no_event(cue: Cues, low: str, name: NameSpan) -> bool:
    """Whether the words around a name say that no event is told of: "it is not", "we met at a past", "how to host a"; or
    that others learn how to hold one: "Coffee with a Cop Training"."""
    before = low[: name.begin]
    if _TAUGHT.match(low, name.stop):
        return True
    if _DENIED.search(before) or _HOW_TO.search(before):
        return True
    spans = cue.spans("former", before[-24:])
    return bool(spans) and not before[-24:][spans[-1][1] :].strip(" \"“„«'")


def is_of_shop(cue: Cues, text: str, low: str, name: NameSpan, shops: frozenset[str]) -> bool:
    """Whether a name without "with" is a shop's, by an address behind it or a word for one beside it: "Cops and Doughnuts,
    521 N. Elm St.", "Cop Coffee Co.", "the new shop, Cop Coffee"; not "Cops & Coffee works"."""
    if _WITH.search(text[name.begin : name.stop]):
        return False
    if _HOUSE.match(text, name.stop) is not None:
        return True
    behind = _APPOSED.match(low, name.stop)
    if behind is not None and behind[1] and shops.intersection(behind[1].split()):
        return True
    if behind is not None and behind[2] in shops:
        return text[behind.start(2)].isupper() or cue.has("premises", behind[2])
    called = _CALLED.search(low, 0, name.begin)
    ahead = low[: called.start()].split()[-1:] if called is not None and called[0].strip() else []
    return bool(ahead) and ahead[0] in shops


def notes_nations_day(cue: Cues, low: str, name: NameSpan) -> bool:
    """Whether a name stands in brackets that only say that a day is the nation's: "October 2 (National Coffee with a Cop Day)"."""
    begin = low.rfind("(", 0, name.begin)
    end = low.find(")", name.stop)
    if begin < 0 or end < 0 or ")" in low[begin : name.begin] or "(" in low[name.stop : end]:
        return False
    return cue.has("national_day", low[begin:end])
