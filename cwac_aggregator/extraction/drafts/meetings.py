"""Scenes: sentences that tell, without the program's name, that police met people over what it shares.

A report names its program where it likes, and tells the morning itself by who was there and what they did: "At a long table at
Plum Diner on Wednesday, three chairs had police officers in them". Each kind of sign is told by other words; a scene needs police
and two kinds more, and no word of another matter.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from ...normalization.names import find_themes
from ..lines import Line, Reader

OF_ANOTHER_MATTER = (
    "crime",
    "council",
    "body",
    "mourning",
    "mishap",
    "long_ago",
    "conditional",
    "other_story",
    "assembly",
    "postponed",
    "cancelled",
)
"""The roles of words that make a day that of another matter."""
_NOUNS_IN_CAPITALS = frozenset(["de"])
"""Languages that write every noun with a capital."""
_AT_TABLE = ("thing", "seat")
_KINDS = 3
"""Kinds of signs that make a scene."""


def tells_meeting(line: Line, beside: Sequence[Line], things: Set[str], reader: Reader, *, sure: bool = False) -> bool:
    """Whether a sentence, with those of its paragraph `beside` it, tells that police met people over one of the `things`; for
    `sure` it tells of the thing or of seats."""
    if _is_of_another_matter(line, reader):
        return False
    around = [signs_of(other, things, reader) for other in beside if not (other.dates or other.names)]
    told = signs_of(line, things, reader).union(*around)
    return _is_meeting(told) and not (sure and told.isdisjoint(_AT_TABLE))


def goes_on_with_meeting(line: Line, near: Sequence[Line], things: Set[str], reader: Reader) -> bool:
    """Whether a sentence tells on, in a paragraph of its own, of a meeting that one of those `near` it tells with the thing
    shared: "Officers and residents swapped stories over coffee." "About 40 people came on Wednesday"."""
    own = signs_of(line, things, reader)
    if not own or _is_of_another_matter(line, reader):
        return False
    told = [signs_of(other, things, reader) for other in near if not (other.dates or other.names)]
    return any("thing" in signs and len(signs) >= _KINDS and _is_meeting(own | signs) for signs in told)


def _is_meeting(told: Set[str]) -> bool:
    if "police" not in told or len(told) < _KINDS:
        return False
    return "thing" in told or "seat" in told or ("talk" in told and ("people" in told or "eatery" in told))


def _is_of_another_matter(line: Line, reader: Reader) -> bool:
    return reader.cues.has_any(OF_ANOTHER_MATTER, line.low)


def tells_police(line: Line, reader: Reader) -> bool:
    """Whether a sentence speaks of police: by their name, by a rank, by what they wear or drive."""
    return bool(line.hosts()) or reader.cues.has("officer", line.low)


def signs_of(line: Line, things: Set[str], reader: Reader) -> frozenset[str]:
    """The kinds of signs of such a meeting that a sentence tells."""
    cue = reader.cues
    venues = [place.place.venue for place in reader.places(line) if place.place.venue]
    signs = {
        "police": tells_police(line, reader),
        "talk": cue.has("mingled", line.low),
        "seat": cue.has("seated", line.low),
        "thing": not things.isdisjoint(shared_in(line)),
        "people": cue.has("community", line.low) or cue.has("crowd", line.low),
        "eatery": cue.has("eatery", line.low),
        "place": bool(venues),
    }
    return frozenset(sign for sign, there in signs.items() if there)


def shared_in(line: Line) -> set[str]:
    """The things a sentence speaks of, apart from those in the name of a company ("managers of Linden Coffee")."""
    if line.tokens is None or line.tokens.lexicon.code in _NOUNS_IN_CAPITALS:
        return line.themes()
    told = {theme for begin, _, theme in find_themes(line.tokens) if not (begin and line.text[begin].isupper())}
    return line.themes() & told
