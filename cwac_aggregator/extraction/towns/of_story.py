"""The towns of one story, with what is asked of them for each of its events."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ... import gazetteer
from ..drafts import Draft
from ..lines import (
    PARTICLES,
    Line,
    Reader,
    StoryLines,
    TownSign,
    at_head_and_near,
    quarters_of,
    tells_other,
    town_key,
    town_signs,
)

_QUARTER = re.compile(r"\b((?:[a-z.'-]+ ){1,3})(?:neighbou?rhood|quarter|subdivision)\b")
_QUARTER_WORDS = ("neighb", "quarter", "subdiv")
_FIRST = 30
"""Signs at the head of a story that speak for all its events."""
_AROUND = 20
"""Lines before and behind an event whose towns may be its own."""
_FAR = 1.5
"""Degrees, of latitude and longitude together, to a town that the publisher's is not near."""
_OTHER = ("other_deed", "crime", "court", "likes")
"""What is told of a town in a line that tells nothing of an event's."""


@dataclass
class StoryTowns(StoryLines):
    """The towns of one story, found when first asked for: an event with its whole address never asks."""

    reader: Reader
    apart: frozenset[int] = frozenset()
    """The lines, by their identity, that tell an event in a town of its own."""
    _history: dict[int, bool] = field(default_factory=dict, repr=False)
    _far: dict[str, bool] = field(default_factory=dict, repr=False)

    @cached_property
    def signs(self) -> list[TownSign]:
        """Every sign of a town in the story, but for parts of a town that share the name of another."""
        found = town_signs(self.lines, self.relevant, self.reader)
        return [sign for sign in found if sign.key not in self.quarters]

    @cached_property
    def _numbers_of_signs(self) -> list[int]:
        return [sign.number for sign in self.signs]

    def around(self, own: Sequence[Line]) -> list[TownSign]:
        """The signs that may tell the town of an event with these lines: those at the head of the story, and near them."""
        told = [self.numbers[id(line)] for line in own if id(line) in self.numbers] or [0]
        found = at_head_and_near(self.signs, self._numbers_of_signs, min(told), max(told), head=_FIRST, around=_AROUND)
        if not self.apart:
            return found
        mine = {id(line) for line in own}
        here = [sign for sign in found if id(sign.line) in mine] if mine & self.apart else []
        return here or [sign for sign in found if id(sign.line) in mine or id(sign.line) not in self.apart]

    @cached_property
    def quarters(self) -> frozenset[str]:
        """Names that the story says are of a quarter: "in the El Cerrito neighborhood"."""
        found: set[str] = set()
        for line in self.lines:
            if any(word in line.low for word in _QUARTER_WORDS):
                for match in _QUARTER.finditer(line.low):
                    words = match[1].split()
                    found |= {gazetteer.fold(" ".join(words[n:])) for n in range(len(words))}
        return frozenset(found - {gazetteer.fold(self.reader.place.city or "")}) | quarters_of(self.lines, self.reader)

    def is_history(self, sign: TownSign) -> bool:
        """Whether a sign stands in a line about how the program began, there or elsewhere, or about another deed or a crime."""
        if sign.number not in self._history:
            self._history[sign.number] = self.reader.cues.has("history", sign.line.low)
        if self._history[sign.number] or sign.line.names or sign.line.heading:
            return self._history[sign.number]
        return tells_other(sign.line, _OTHER, sign.begin, sign.stop)

    def is_far_off(self, key: str) -> bool:
        """Whether a town is a day's drive from the publisher's: a quarter may bear such a town's name."""
        if key not in self._far:
            near = self.reader.place
            home = gazetteer.sole_city(near.city, near.region, near.country) if near.city else None
            city = gazetteer.town_near(key, near.city, near.region, near.country) if home is not None else None
            self._far[key] = (
                home is not None
                and city is not None
                and abs(home.latitude - city.latitude) + abs(home.longitude - city.longitude) > _FAR
            )
        return self._far[key]

    def key(self, town: str) -> str:
        """What stands for a town, whichever of its names is printed."""
        folded = town_key(town)
        return self._whole.get(folded, folded)

    def key_of(self, sign: TownSign) -> str:
        """The same, of a town of the story."""
        return self._whole[sign.key]

    @cached_property
    def _whole(self) -> dict[str, str]:
        """The whole name of each town: "Cavalaire" is Cavalaire-sur-Mer where the story says so."""
        names = {sign.key for sign in self.signs} | {gazetteer.fold(self.reader.place.city or "")}
        by_word: dict[str, list[str]] = defaultdict(list)
        for name in names:
            by_word[name.partition(" ")[0]].append(name)
        whole = {}
        for name in names:
            longer = (o for o in by_word[name.partition(" ")[0]] if _is_longer(o, name)) if name else ()
            whole[name] = max(longer, key=len, default=name)
        return whole


def _is_longer(longer: str, name: str) -> bool:
    """Whether a name is another's with what tells it from its namesakes."""
    return longer.startswith(name + " ") and longer[len(name) + 1 :].split()[0] in PARTICLES


def own_lines(draft: Draft) -> list[Line]:
    """The lines of a draft's place, day and hour."""
    words = (draft.place_words, draft.day_words, draft.time_words)
    return [*(w.line for w in words if w is not None), *([draft.line] if draft.line is not None else [])]
