"""The place an event is not held at, told with the one it is held at: "not in the park but in the library"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...normalization.places import PlaceSpan
from ..cues import Cues
from .contrasts import left

_NOT = re.compile(r"\b(?:no|not|nicht|pas|niet|nao)\b")
_NEAR = 12
"""Letters between a word that leaves a place ("instead of") or moves to it, and the place."""
_SHORT = 4
"""Letters of a cue of the old that says too little by itself ("del")."""
_FROM = re.compile(r"\b(?:from|de|del|desde|van|vom|aus|du|do|da)\s+(?:the\s+)?$")
_OR = re.compile(r",? (?:or|nor|oder|noch|ni|ou|nem|of)(?: [^\W\d]{1,3}){0,2} ")
_TO = re.compile(r"^\W*(?:to|into|ins?|nach|zu[mr]?|al?|au|dans|para|pour|naar)\b(?:\s+\w{1,3})?\W*$")
"""Between a place that is left and the new one: nothing but "to the"."""


def places_that_hold(cues: Cues, low: str, places: list[PlaceSpan]) -> list[PlaceSpan]:
    """The places of a line without those it says the event is not at: "en el teatro y no en la plaza"."""
    if not places:
        return places
    places = _without_former(cues, low, places)
    gone = left(cues, low, places)
    places = [place for n, place in enumerate(places) if n not in gone]
    for begin, stop in cues.spans("rather", low):  # "no será en la plaza, sino en el centro social"
        meant = [p for p in places if p.begin >= stop]
        if meant and _NOT.search(low[:begin]):
            return meant
    held = [p for n, p in enumerate(places) if not _gives_way(cues, low, p, places[n + 1 :])]
    denied = [stop for _, stop in cues.spans("not_there", low)]
    kept: list[PlaceSpan] = []
    last: PlaceSpan | None = None
    for place in held:  # "You won't find them at Plum Diner or at the mill"
        if any(0 <= place.begin - stop < _NEAR for stop in denied) or (
            last and _OR.fullmatch(low, last.stop, place.begin)
        ):
            last = place
        else:
            kept.append(place)
    return _without_moved_from(cues, low, kept)


def _without_former(cues: Cues, low: str, places: list[PlaceSpan]) -> list[PlaceSpan]:
    """The places of a line without those of an opening clause that tells where former ones were: "After two stops at Plum
    Diner, it comes to Elm Hall". Of "After the Mass at St. Mark's" the place is kept where the line tells no other."""
    comma = low.find(",", places[0].stop)
    if comma < 0 or not cues.opens("after_former", low):
        return places
    later = [place for place in places if place.begin > comma]
    former = cues.has("former_stops", low[:comma])
    return later if former or any(place.place.venue for place in later) else places


def _gives_way(cues: Cues, low: str, place: PlaceSpan, following: Sequence[PlaceSpan]) -> bool:
    """Whether a line leaves a place for one that it tells behind it."""
    new = next((p for p in following if p.place.venue), None)
    if new is None:
        return False
    between, before = low[place.stop : new.begin], low[: place.begin]
    if _FROM.search(before) and _TO.search(between) and cues.has_any(("shifted", "moved_place"), low):
        return True  # "cambia del centro cívico al café"
    if any(len(before) - stop < _NEAR for _, stop in cues.spans("hindered", before)):
        return True  # "Por obras en el centro cívico, será en el café"
    old = [span for span in cues.spans("old", low) if span[1] - span[0] > _SHORT]
    return any(  # "zou in het Trefpunt zijn, maar wordt gehouden in", "initialement prévu à la salle, aura lieu au"
        begin < place.begin and (place.stop <= stop <= new.begin or 0 <= place.begin - stop < _NEAR)
        for begin, stop in old
    )


def _without_moved_from(cues: Cues, low: str, places: list[PlaceSpan]) -> list[PlaceSpan]:
    """The places of a line without those told before it says where the event is now: "As the heating at Elm Library has
    failed, it will | now be held | at Plum Diner", "Because of works at the mill it is moved to the library"."""
    if len(places) < 2:
        return places
    for begin, stop in cues.spans("moved_place", low):
        if " " not in low[begin:stop] or low.startswith(" of ", stop):
            continue  # "we are at Plum Diner instead"
        now = [p for p in places if p.place.venue and 0 <= p.begin - stop < _NEAR]
        if now:
            return [p for p in places if p.begin >= stop]
    return places
