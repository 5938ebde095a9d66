"""Where something takes place, as printed: venue, street, city, region, postcode, country."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from cwac_aggregator.model import Place

Cue = Literal["address", "preposition", "label", "bare"]


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
    parts: Mapping[str, tuple[int, int]]
    cue: Cue
    strength: float


def parse_place(text: str, language: str, near: Place, masked: Sequence[tuple[int, int]] = ()) -> PlaceText:
    """Read a text that is nothing but a place: a label's value, a table cell, an iCal LOCATION."""
    return PlaceText(venue=text.strip() or None)


def find_places(text: str, language: str, near: Place, masked: Sequence[tuple[int, int]] = ()) -> list[PlaceSpan]:
    """Find the places a running text names, left to right; nothing inside `masked` offsets becomes part of one."""
    return []
