"""Venues told by more than their name: by the town that has them, or by the road that tells a shop from its likes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ...normalization.place_words import place_words
from ...normalization.places import road_before
from ..lines import Line
from .draft import Draft, Words
from .tale import Tale

_OWNED = re.compile(r"([A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)?)['’]s (?=[A-ZÀ-Þ])")
"""An owner before a name, who may be a town: "Milford's Plank Coffee"."""


def name_shops(tale: Tale, story: Sequence[Line]) -> None:
    """Cut towns and roads off the names of venues they only tell from others."""
    for draft in tale.drafts:
        _without_owner(tale, draft, story)
    _without_roads(tale)


def _without_owner(tale: Tale, draft: Draft, story: Sequence[Line]) -> None:
    """ "Milford's Plank Coffee", where the story speaks of Milford as of a town: the shop is Plank Coffee, in Milford."""
    venue = draft.place.venue if draft.place is not None else None
    owner = _OWNED.match(venue) if venue is not None and tale.reader.lexicon.code == "en" else None
    if owner is None or draft.place is None or venue is None or "venue" not in draft.place_parts:
        return
    town = owner[1]
    agencies = "|".join(sorted(place_words("en").words["agencies"]))
    said = re.compile(
        rf"\b(?:in|to|into|of downtown) {re.escape(town)}\b(?!['’]s)|\b{re.escape(town)} (?:{agencies})\b", re.I
    )
    if draft.place.city != town and not any(said.search(line.text) for line in story):
        return
    words = draft.place_parts["venue"]
    draft.place = replace(draft.place, venue=venue[owner.end() :], city=draft.place.city or town)
    draft.place_parts["venue"] = Words(words.line, words.begin + owner.end(), words.stop)
    draft.place_parts.setdefault("city", Words(words.line, words.begin, words.begin + len(town)))


def _without_roads(tale: Tale) -> None:
    """ "Mill Avenue Donut Bank" beside "Oak Avenue Donut Bank": two shops of the Donut Bank, each on its road."""
    told: dict[str, dict[str, list[Draft]]] = {}
    for draft in tale.drafts:
        place = draft.place
        if place is None or place.venue is None or place.street is not None or "venue" not in draft.place_parts:
            continue
        begin = road_before(place.venue, tale.reader.lexicon.code)
        if begin:
            told.setdefault(place.venue[begin:], {}).setdefault(place.venue[:begin].strip(), []).append(draft)
    for name, roads in told.items():
        for road, drafts in roads.items() if len(roads) > 1 else ():
            for draft in drafts:
                words = draft.place_parts["venue"]
                assert draft.place is not None
                draft.place = replace(draft.place, venue=name, street=road)
                draft.place_parts["venue"] = Words(words.line, words.stop - len(name), words.stop)
                draft.place_parts["street"] = Words(words.line, words.begin, words.begin + len(road))
