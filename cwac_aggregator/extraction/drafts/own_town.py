"""Days that a sentence tells for a town of their own: they share neither hour nor place with the story's others."""

from __future__ import annotations

from collections.abc import Sequence

from ..lines import Line, town_key, town_signs
from .anchors import tells_tour_stop
from .draft import Draft, other_place
from .owners import town_in_front
from .tale import Tale

_OWNS = frozenset(["host", "in", "named", "turn", "printed"])
"""How the town is told whose event a sentence tells of."""


def mark_elsewhere(tale: Tale) -> None:
    """Mark the drafts whose sentence names a town that no other sentence does: "It will be repeated on May 3 in Oakdale"."""
    dated = [d for d in tale.drafts if d.day is not None and d.line is not None]
    for draft in dated:
        line = draft.line
        if line is None or draft.labelled or line.heading:
            continue
        tour = tells_tour_stop(tale, line)
        if (draft.row or draft.own_hour or draft.own_place) and not tour:
            continue
        others = [d for d in dated if d.complete and d.line is not line]
        if not others:
            continue
        draft.elsewhere = _has_own_town(tale, draft, line, others, tour)
        if not draft.elsewhere and line.names and not any(d.day == draft.day for d in dated if d is not draft):
            draft.elsewhere = _is_of_new_town(tale, line, [d.line for d in dated if d.line is not None])
        if draft.elsewhere and not draft.own_hour:  # what was told after it was said of the others
            draft.start = draft.end = draft.time_words = draft.end_words = None
        if draft.elsewhere and not draft.own_place:
            draft.place, draft.place_words, draft.place_parts = None, None, {}


def _has_own_town(tale: Tale, draft: Draft, line: Line, others: Sequence[Draft], tour: bool) -> bool:
    """Whether a sentence that names the event, or calls it the next one, tells a town that no other line does."""
    cues = tale.reader.cues
    if not any(d.anchor > 1 for d in others):
        return False
    if not (tour or line.names or cues.has("next_one", line.low) or cues.has("again", line.low)):
        return False
    own = _towns(tale, draft) - {tale.reader.place.city}  # in the publisher's town the others are, too
    told = [other for other in _all_lines(tale) if other is not line]
    return bool(own) and not any(place.place.city in own for other in told for place in tale.reader.places(other))


def _is_of_new_town(tale: Tale, line: Line, dated: Sequence[Line]) -> bool:
    """Whether a sentence names a town, or the police of one, that no line before it and no other event's does: "The Lima
    police will hold their own Coffee with a Cop on May 3"."""
    front = town_in_front(line)
    own = _town_keys(tale, line, _OWNS) | ({town_key(front)} if front is not None else set())
    if not own or town_key(tale.reader.place.city or "") in own:
        return False
    lines = _all_lines(tale)
    before = lines[: next((n for n, other in enumerate(lines) if other is line), 0)]
    others = [other for other in (*before, *dated) if other is not line]
    return not any(own & _town_keys(tale, other) for other in others)


def _town_keys(tale: Tale, line: Line, forms: frozenset[str] | None = None) -> set[str]:
    return {sign.key for sign in town_signs([line], [True], tale.reader) if forms is None or sign.form in forms}


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
