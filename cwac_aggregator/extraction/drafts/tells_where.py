"""Whether a sentence without a day, an hour or the name tells where the event is, or speaks of a place in passing."""

from __future__ import annotations

from collections.abc import Sequence

from ...normalization.places import PlaceSpan
from ..lines import Line, tells_other

_OF_EVENT = (
    "event", "scene", "agency_meets", "met_with", "mingled", "served_at", "is_there", "crowd", "seated", "officer", "occasion",
    "held_there", "hosted_by", "whereabouts", "listed_places",
)  # fmt: skip
"""Words of an event, of people who meet, of what is done there."""


def places_of_event(line: Line, places: Sequence[PlaceSpan]) -> list[PlaceSpan]:
    """Those of the places of a sentence that may be the event's: the sentence speaks of people who meet, of police or of the
    thing shared, or gives an address, and tells no other deed of the place ("He works at", "Tickets are on sale at")."""
    if line.reader is None:
        return list(places)
    ours = (
        line.reader.cues.has_any(_OF_EVENT, line.low)
        or bool(line.hosts())
        or bool(line.themes())
        or line.reader.cues.opens("opens_where", line.low) > 0  # "It will be in the hall", "Look for us at the mall"
        or any(p.place.street is not None and any(c.isdigit() for c in p.place.street) for p in places)
    )
    return [p for p in places if not tells_other(line, _OTHER, p.begin, p.stop)] if ours else []


_OTHER = ("other_deed",)
