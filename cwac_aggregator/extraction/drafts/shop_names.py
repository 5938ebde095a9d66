"""Venues told by more than their name: by the town that has them, or by the road that tells a shop from its likes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ...normalization.place_words import place_words
from ...normalization.places import road_before
from ..lines import Line
from .draft import Draft, Words
from .tale import Tale

_OWNED = re.compile(r"([A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)?)['’]s (?=[A-ZÀ-Þ])")
"""An owner before a name, who may be a town: "Milford's Plank Coffee"."""
_BEFORE_TOWN = re.compile(r"\b(?:in|to|into|of downtown) $")
_END_OF_TOWN = re.compile(r"\b(?!['’]s)")
_WORD = re.compile(r"\w+")


def name_shops(tale: Tale, story: Sequence[Line]) -> None:
    """Cut towns and roads off the names of venues they only tell from others."""
    if tale.reader.lexicon.code == "en":
        _without_owners(tale.drafts, story)
    _without_roads(tale)


def _without_owners(drafts: Sequence[Draft], story: Sequence[Line]) -> None:
    """ "Milford's Plank Coffee", where the story speaks of Milford as of a town: the shop is Plank Coffee, in Milford."""
    owned = [(draft, owner) for draft in drafts if (owner := _owner(draft)) is not None]
    by_word: dict[str, list[Line]] = {}
    for line in story if owned else ():
        for word in set(_WORD.findall(line.text.lower())):
            by_word.setdefault(word, []).append(line)
    for draft, owner in owned:
        town = owner[1]
        assert draft.place is not None
        if draft.place.city == town or _is_told_as_town(town, by_word.get(_WORD.findall(town.lower())[0], ())):
            words = draft.place_parts["venue"]
            draft.place = replace(draft.place, venue=owner.string[owner.end() :], city=draft.place.city or town)
            draft.place_parts["venue"] = Words(words.line, words.begin + owner.end(), words.stop)
            draft.place_parts.setdefault("city", Words(words.line, words.begin, words.begin + len(town)))


def _owner(draft: Draft) -> re.Match[str] | None:
    """The owner that a draft's venue begins with."""
    venue = draft.place.venue if draft.place is not None else None
    return _OWNED.match(venue) if venue is not None and "venue" in draft.place_parts else None


def _is_told_as_town(name: str, lines: Sequence[Line]) -> bool:
    """Whether a line speaks of a name as of a town: "in Milford", "Milford Police"."""
    name = name.lower()
    for low in (line.text.lower() for line in lines):
        at = low.find(name)
        while at >= 0:
            stop = at + len(name)
            if _BEFORE_TOWN.search(low[:at]) and _END_OF_TOWN.match(low, stop):
                return True
            if _agency().match(low, stop) and not low[at - 1 : at].isalnum():
                return True
            at = low.find(name, at + 1)
    return False


@cache
def _agency() -> re.Pattern[str]:
    """What makes of the name before it that of a town with police."""
    return re.compile(rf" (?:{'|'.join(sorted(place_words('en').words['agencies']))})\b", re.IGNORECASE)


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
