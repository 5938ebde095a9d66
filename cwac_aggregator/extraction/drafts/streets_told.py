"""The street of a venue that stands in another line than its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ...normalization.language import fold
from ...normalization.place_words import place_words
from ...normalization.places import PlaceText, find_places, is_chain
from ..lines import Line
from .draft import Draft, Words, give_span
from .facts import fact_share
from .tale import Tale

_ADDRESS = 0.8
"""The least share of facts in a line that is nothing but an address."""
_OPENING = 60
"""Letters of a line in which it may open with a house and its street."""
_FEWEST = 4
"""Words of the shortest opening: "The shop at 9"."""
_BESIDE = 6
"""Letters between the house and its street: ", at "."""


def find_street(tale: Tale, draft: Draft, lines: Sequence[Line], aside: Sequence[Line]) -> None:
    """The street of a draft's venue, from the lines of its story; `aside` are those that do not tell of the event."""
    assert draft.place is not None and draft.place.venue is not None
    _street_aside(tale, draft, draft.place, [*aside, *_labelled(draft.place.venue, lines)])
    _street_elsewhere(tale, draft, lines)
    _address_under(tale, draft, lines)
    _street_below(tale, draft, lines)
    _street_of_it(tale, draft, [*lines, *aside])
    _stands_in(tale, draft, [*lines, *aside])


def _street_aside(tale: Tale, draft: Draft, known: PlaceText, aside: Sequence[Line]) -> None:
    """The street of a venue that a line apart gives by name: "Grant Creamery is located at 88 E. Main Street"."""
    assert known.venue is not None
    for line in aside:
        if known.venue not in line.text:
            continue
        for span in tale.reader.places(line):
            if span.place.venue == known.venue and span.place.street and known.city in (None, span.place.city):
                give_span(draft, span, line)
                return


def _street_elsewhere(tale: Tale, draft: Draft, lines: Sequence[Line]) -> None:
    """The one street with which the story tells a venue anywhere: "at Plum Diner, 12 Elm Street", over "Where: Plum Diner"."""
    known = draft.place
    if known is None or known.venue is None or known.street or (is_chain(known.venue) and len(tale.drafts) > 1):
        return
    told = [(p, line) for line in lines if known.venue in line.text for p in tale.reader.places(line)]
    found = [
        (p, line)
        for p, line in told
        if p.place.venue == known.venue and p.place.street and known.city in (None, p.place.city)
    ]
    if found and len({p.place.street for p, _ in found}) == 1:
        give_span(draft, *found[0])


def _stands_in(tale: Tale, draft: Draft, lines: Sequence[Line]) -> None:
    """Street and town where a sentence says that the venue stands: "Rose Cafe is in Oakmont", "sits on Mill Road in Oakmont"."""
    known = draft.place
    if known is None or known.venue is None or known.city is not None or tale.reader.lexicon.code != "en":
        return
    if is_chain(known.venue) and len(tale.drafts) > 1:
        return
    stands = re.compile(
        re.escape(known.venue)
        + r"(?:,? (?:which )?(?:is|sits|stands|lies)(?: located| situated)?|,? located) (?=in |at |on )"
    )
    for line in lines:
        verb = stands.search(line.text) if known.venue in line.text else None
        if verb is None or line.dates:
            continue
        lead = f"at {known.venue} "
        shift = verb.end() - len(lead)
        found = next(iter(find_places(lead + line.text[verb.end() :], "en", tale.reader.place)), None)
        if found is None or found.place.venue != known.venue or found.place.city is None:
            continue
        if known.street is not None and found.place.street not in (None, known.street):
            continue
        parts = {name: Words(line, a + shift, b + shift) for name, (a, b) in found.parts.items() if name != "venue"}
        draft.place = replace(found.place, street=known.street or found.place.street)
        draft.place_parts = {**parts, **draft.place_parts}
        return


def _street_below(tale: Tale, draft: Draft, lines: Sequence[Line]) -> None:
    """The street under the line that is nothing but the venue: "Elm Bakery" / "12 Elm Street, Milltown"."""
    place = draft.place
    if place is None or place.venue is None or place.street is not None:
        return
    for line, below in pairwise(lines):
        if line.text.strip(" .,") != place.venue or below.dates or below.times or below.names or below.heading:
            continue
        found = tale.reader.parse(below.text)
        if found.venue or not found.street or not found.street[0].isdigit() or place.city not in (None, found.city):
            continue
        draft.place = replace(found, venue=place.venue)
        draft.place_parts["street"] = Words(below, 0, len(below.text))
        return


def _street_of_it(tale: Tale, draft: Draft, lines: Sequence[Line]) -> None:
    """The street of the only venue of a story in a line that opens with what it is: "The shop at 418 E. Larch St. seats 30"."""
    known = draft.place
    if known is None or known.venue is None or known.street or len(tale.drafts) > 1:
        return
    words = place_words(tale.reader.lexicon.code)
    for line in lines:
        opening = line.low[:_OPENING].replace(",", " ,").split()
        if len(opening) < _FEWEST or not (words.has("articles", opening[0]) and words.has("anaphors", opening[1])):
            continue
        if line.dates or line.times or line.others or not (opening[2] == "," or words.has("at", opening[2])):
            continue
        begin = line.low.find(opening[1]) + len(opening[1])
        for span in tale.reader.places(line):
            street = span.parts.get("street")
            if street is not None and 0 < street[0] - begin <= _BESIDE and line.text[street[0]].isdigit():
                parts = {"street": Words(line, *street)}
                draft.place = replace(known, street=line.text[slice(*street)])
                draft.place_parts = {**draft.place_parts, **parts}
                return


def _labelled(venue: str, lines: Sequence[Line]) -> list[Line]:
    """The one line labelled as a place that tells a venue: "Location: Elm Bakery, 12 Elm Street" over the text about it."""
    told = [line for line in lines if line.label == "place" and venue in line.text]
    return told if len(told) == 1 else []


def _address_under(tale: Tale, draft: Draft, lines: Sequence[Line]) -> None:
    """The address that closes the event's own paragraph: of the mall its shop is in, or the house its room is in."""
    place = draft.place
    own = {x.line.unit for x in (draft.day_words, draft.place_words) if x is not None and not x.line.heading}
    if place is None or place.venue is None or place.street or len(tale.drafts) > 1:
        return
    words = place_words(tale.reader.lexicon.code)
    for line in lines:
        if line.unit not in own or line.dates or line.times or line.names or fact_share(tale.reader, line) < _ADDRESS:
            continue
        for span in tale.reader.places(line):
            found = span.place
            if not found.venue or not found.street or place.city not in (None, found.city):
                continue
            if line.text[span.parts["venue"][1] : span.parts["street"][0]].strip(" (") not in (
                "",
                ",",
                "-",
                "–",
                "—",
                "|",
            ):
                continue  # "Parking is on Third Street"
            room = words.has("rooms", fold(place.venue).split()[-1])
            parts = {name: Words(line, *at) for name, at in span.parts.items() if room or name != "venue"}
            draft.place = replace(found, venue=found.venue if room else place.venue)
            draft.place_parts = {**draft.place_parts, **parts}
            return
