"""A venue that a sentence tells without a preposition: "The host is Plum Diner", "Plum Diner was packed"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ... import gazetteer
from ...normalization.place_words import place_words
from ...normalization.places import PlaceSpan, find_places, is_chain
from ..cues import plain
from ..lines import Line, Reader, tells_other
from .draft import Draft, give_span
from .tale import Tale

_OTHER = ("other_deed",)
_LED = {"en": "at ", "de": "im ", "es": "en ", "fr": "à ", "nl": "in ", "pt": "na "}
"""What is put before a name, so that it is read as that of a house."""
_ARTICLE = re.compile(r"(?:der|die|das|dem|den|el|l[aeo]s?|[ao]s?|un[ae]?|het|de) |l'")
"""What stands between that word and the name, and is left out."""
_LONGEST = 60
"""Letters of a sentence up to where it says that the house it opens with is the event's."""
_SURE = 0.5
_MARKS = " :,\"'“‘"
_ROLES = (("leads_to_house", "behind_house", False), ("leads_to_named_house", "behind_named_house", True))
"""Words before a house and behind it; whether these are said of people and towns as well."""


def find_house_told(tale: Tale, draft: Draft, lines: Sequence[Line]) -> bool:
    """Give a draft without a place the house that a sentence without a day says to be the event's, the next one first."""
    reader = tale.reader
    if draft.place is not None or reader.lexicon.code not in _LED:
        return False
    at = next((number for number, line in enumerate(lines) if line is draft.line), 0)
    for _, line in sorted(enumerate(lines), key=lambda told: abs(told[0] - at)):
        if line.dates or line.label is not None or line.heading or line.others:
            continue
        house = _house_told(reader, line)
        if house is not None and not tells_other(line, _OTHER, house.begin, house.stop):
            give_span(draft, house, line)
            return True
    return False


def _house_told(reader: Reader, line: Line) -> PlaceSpan | None:
    for leads, behind, named in _ROLES:
        for _, stop in reader.cues.spans(leads, line.low):
            begin = stop + len(line.text[stop:]) - len(line.text[stop:].lstrip(_MARKS))
            if (house := _read(reader, line, begin, len(line.text), named)) is not None:
                return house
        opening = reader.cues.opens("thanks", line.low)
        opening += line.text[opening : opening + 1] == " "
        for begin, _ in reader.cues.spans(behind, line.low):
            house = _read(reader, line, opening, begin, named) if begin <= _LONGEST else None
            if house is not None and not line.text[house.stop : begin].strip(_MARKS + "’s"):
                return house
    return None


def _read(reader: Reader, line: Line, begin: int, stop: int, named: bool) -> PlaceSpan | None:
    """The house whose name begins at an offset, behind an article or not; `named`: with a word that says what it is."""
    code = reader.lexicon.code
    article = _ARTICLE.match(line.low, begin, stop) if code != "en" else None
    begin = article.end() if article is not None else begin
    lead = _LED[code]
    shift = begin - len(lead)
    text = lead + line.text[begin:stop]
    masks = [(a - shift, b - shift) for a, b in line.masks() if begin <= a and b <= stop]
    found = next(iter(find_places(text, code, reader.place, masks)), None)
    if found is None or found.begin > len(lead) or found.strength < _SURE or not _is_house(reader, found, named):
        return None
    parts = {name: (a + shift, b + shift) for name, (a, b) in found.parts.items()}
    return replace(found, begin=max(found.begin + shift, 0), stop=found.stop + shift, parts=parts)


def _is_house(reader: Reader, found: PlaceSpan, named: bool) -> bool:
    """Whether a name is neither a town's, nor somebody's, nor a club's."""
    venue, near, words = found.place.venue or "", reader.place, place_words(reader.lexicon.code)
    told = plain(venue).replace(".", "").split()
    if not told or venue.islower() or words.has("titles", told[0]) or reader.cues.has("club", plain(venue)):
        return False
    if venue == near.city or gazetteer.town_near(venue, near.city, near.region, near.country) is not None:
        return False
    owned = len(told) == 1 and told[0].endswith("'s")
    return not named or owned or is_chain(venue) or words.names_house(told)
