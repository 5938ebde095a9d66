"""The parts of a place, as they are handed out and while they are being read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from ..addresses import Locality
from ..place_words import MASK, Words
from ..venues import Name

Cue = Literal["address", "preposition", "label", "bare"]


Span = tuple[int, int]


SEPARATORS = frozenset((",", "-", "–", "—", "|", "/", "\n", ":", "·", "•", ";"))


ENDS = SEPARATORS | {"", "(", ".", MASK}


PAREN = 14


@dataclass(frozen=True, slots=True)
class PlaceText:
    """The parts of a place as printed; `region` is ISO 3166-2 without the country, `country` ISO 3166-1 alpha-2."""

    venue: str | None = None
    street: str | None = None
    city: str | None = None
    region: str | None = None
    postcode: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """One place found in running text.

    `begin` and `stop` are character offsets; `parts` maps a field to the offsets of its words; `cue` is how it was
    found; `strength`, 0 to 1, says how surely this is where something takes place.
    """

    begin: int
    stop: int
    place: PlaceText
    parts: Mapping[str, Span]
    cue: Cue
    strength: float


@dataclass(slots=True)
class Site:
    """A place while it is being read: parts as token indexes, `last` the index behind all of it."""

    first: int
    last: int
    cue: Cue
    strength: float
    parts: dict[str, Span] = field(default_factory=dict)
    region: str | None = None
    country: str | None = None
    noun: bool = False
    chain: bool = False
    again: bool = False
    owner: bool = False
    town: str | None = None
    """The town that an adjective before the name tells ("Naumburger Holzmarkt"), or the name's last word."""
    name: str | None = None
    """The venue's name where the words print it in another case ("des Rathauses")."""

    def take_name(self, name: Name) -> None:
        """Take a venue's name."""
        self.parts["venue"] = (name.first, name.last)
        self.last = max(self.last, name.after)
        self.noun, self.chain, self.owner = name.noun, name.chain, name.owner
        if name.road is not None:
            self.parts.setdefault("street", name.road)
        if name.town is not None:
            self.parts.setdefault("city", name.town)

    def take_locality(self, found: Locality) -> None:
        """Take town, region and postcode as far as they are not known yet."""
        for part in ("city", "region", "postcode"):
            span: Span | None = getattr(found, part)
            if span is not None and (part not in self.parts or part == "city"):
                self.parts[part] = span
        self.region = self.region or found.region_code
        self.country = self.country or found.country
        self.last = max(self.last, found.last)

    def done(self, tokens: Words) -> PlaceSpan:
        """The finished span."""
        text = tokens.text
        parts = {part: (tokens.starts[a], tokens.ends[b - 1]) for part, (a, b) in self.parts.items()}
        if self.owner and "venue" in parts:
            parts["venue"] = (parts["venue"][0], parts["venue"][1] - 2)
        if "city" in parts and text[slice(*parts["city"])].endswith(("'s", "’s")):
            parts["city"] = (parts["city"][0], parts["city"][1] - 2)  # "Ashby's Mill Park"
        first = self.first if self.again else min(self.first, *(a for a, _ in self.parts.values()))
        values = {part: text[a:b] for part, (a, b) in parts.items() if part != "region"}
        if self.name is not None:
            values["venue"] = self.name
        if self.town is not None:
            values.setdefault("city", self.town)
        place = PlaceText(**values, region=self.region, country=self.country)
        stop = max(max(b for _, b in parts.values()), tokens.ends[min(self.last, len(tokens.ends)) - 1])
        return PlaceSpan(tokens.starts[first], stop, place, MappingProxyType(parts), self.cue, round(self.strength, 2))
