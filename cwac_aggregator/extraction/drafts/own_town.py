"""Days that a sentence tells for a town of their own: they share neither hour nor place with the story's others."""

from __future__ import annotations

from collections.abc import Sequence

from ..lines import Line, town_signs
from .anchors import tells_tour_stop
from .draft import Draft, other_place
from .tale import Tale


def mark_elsewhere(tale: Tale) -> None:
    """Mark the drafts whose sentence names a town that no other sentence does: "It will be repeated on May 3 in Oakdale"."""
    dated = [d for d in tale.drafts if d.day is not None and d.line is not None]
    whole = [d for d in dated if d.complete and d.anchor > 1]
    towns = {id(line): _towns(tale, draft) for draft in dated if (line := draft.line) is not None}
    for draft in dated:
        line = draft.line
        if not any(d.line is not line for d in whole):
            continue
        if line is None or draft.labelled or line.heading:
            continue
        tour = tells_tour_stop(tale, line)
        if (draft.row or draft.own_hour or draft.own_place) and not tour:
            continue
        cues = tale.reader.cues
        if not (tour or line.names or cues.has("next_one", line.low) or cues.has("again", line.low)):
            continue
        own = towns[id(line)] - {tale.reader.place.city}  # in the publisher's town the others are, too
        told = [other for other in _all_lines(tale) if other is not line]
        draft.elsewhere = bool(own) and not any(
            place.place.city in own for other in told for place in tale.reader.places(other)
        )
        if draft.elsewhere and not draft.own_hour:  # what was told after it was said of the others
            draft.start = draft.end = draft.time_words = draft.end_words = None
        if draft.elsewhere and not draft.own_place:
            draft.place, draft.place_words, draft.place_parts = None, None, {}


def is_beside_rule(tale: Tale, rule: Draft, dated: Sequence[Draft]) -> bool:
    """Whether a rule holds on beside days of other towns: "ours is on the first Monday of each month at the cafe", where
    the next town's police hold theirs on a day and at a place of its own."""
    if rule.line is None or not rule.line.names or rule.place is None or rule.place.venue is None:
        return False
    here = {tale.reader.place.city, rule.place.city, *_towns(tale, rule)}
    for draft in dated:
        line = draft.line
        if line is None or line is rule.line or not line.names or not other_place(rule.place, draft.place):
            return False
        towns = _towns(tale, draft) | ({draft.place.city} if draft.place is not None and draft.place.city else set())
        if not towns or not towns.isdisjoint(here):
            return False
    return True


def _towns(tale: Tale, draft: Draft) -> set[str | None]:
    if draft.line is None:
        return set()
    places = tale.reader.places(draft.line)
    named = {p.place.city for p in places if p.place.city and not p.place.venue}
    if not named and tells_tour_stop(tale, draft.line):
        return {sign.town for sign in town_signs([draft.line], [True], tale.reader)}
    return {*named}


def _all_lines(tale: Tale) -> list[Line]:
    return [line for own in tale.paragraphs.values() for line in own]
