"""Scenes: sentences that tell, without the program's name, that police met people over what it shares.

A report names its program where it likes, and tells the morning itself by who was there and what they did: "At a long table at
Plum Diner on Wednesday, three chairs had police officers in them". Each kind of sign is told by other words; a scene needs police
and two kinds more, and no word of another matter.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from ...normalization.names import find_themes
from ...normalization.places import is_chain
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
    "deadline_topic",
)
"""The roles of words that make a day that of another matter."""
_NOUNS_IN_CAPITALS = frozenset(["de"])
"""Languages that write every noun with a capital."""
_KINDS = 3
"""Kinds of signs that make a scene."""


def tells_meeting(line: Line, beside: Sequence[Line], things: Set[str], reader: Reader) -> bool:
    """Whether a sentence, with those of its paragraph `beside` it, tells that police met people over one of the `things`."""
    if any(reader.cues.has(role, line.low) for role in OF_ANOTHER_MATTER):
        return False
    own = signs_of(line, things, reader)
    around = [signs_of(other, things, reader) for other in beside if not (other.dates or other.names)]
    told = frozenset(own).union(*around)
    if not own or "police" not in told or len(told) < _KINDS:
        return False
    return "thing" in told or "seat" in told or ("talk" in told and ("people" in told or "eatery" in told))


def tells_police(line: Line, reader: Reader) -> bool:
    """Whether a sentence speaks of police: by their name, by a rank, by what they wear or drive."""
    return bool(line.hosts()) or reader.cues.has("officer", line.low)


def signs_of(line: Line, things: Set[str], reader: Reader) -> Set[str]:
    """The kinds of signs of such a meeting that a sentence tells."""
    cue = reader.cues
    venues = [place.place.venue for place in reader.places(line) if place.place.venue]
    signs = {
        "police": tells_police(line, reader),
        "talk": cue.has("mingled", line.low),
        "seat": cue.has("seated", line.low),
        "thing": not things.isdisjoint(shared_in(line)),
        "people": cue.has("community", line.low) or cue.has("crowd", line.low),
        "eatery": cue.has("eatery", line.low) or any(is_chain(venue) for venue in venues),
        "place": bool(venues),
    }
    return {sign for sign, there in signs.items() if there}


def shared_in(line: Line) -> set[str]:
    """The things a sentence speaks of, apart from those in the name of a company ("managers of Linden Coffee")."""
    if line.tokens is None or line.tokens.lexicon.code in _NOUNS_IN_CAPITALS:
        return line.themes()
    told = {theme for begin, _, theme in find_themes(line.tokens) if not (begin and line.text[begin].isupper())}
    return line.themes() & told
