"""A round-up: one story that tells the events of several departments, a paragraph or a sentence each."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from ... import gazetteer
from ..lines import Line, is_unlisted_town
from ..organizers.names import agencies_of, owner_of
from .draft import Draft, Words
from .owners import names_in_front, town_in_front
from .tale import Tale

_APART = 3
"""Paragraphs from one event of a round-up to the next: a quote may stand between them."""
_TOWNS = 2
"""Different towns of the agencies of a round-up, at the least."""
_OF_EVENT = 2
"""How surely a line speaks of the event, from which on it goes on with it."""
_OPENING = 4
"""Letters before the agency that a row opens with: "The "."""
_SHORT_TOWN = 3
"""Letters of a name that is too short to be sure of."""
_NAME = re.compile(r"[A-ZÀ-Þ][\w.'’-]*")
_COUNTY = re.compile(r"\b(?:County|Parish)(?:['’]s)? $")
_OF_NO_TOWN = re.compile(
    r"\b(?:State|County|Parish|Campus|University|College|Metro|Transit|Schools?|Park|Tribal|Nation|Airport)\b"
)
"""Words in the names of agencies that are of no town."""
_OFFICERS_OF = re.compile(
    r"(?:^|[.:] )(?:(?:Join|Meet|See|Visit) )?(?:[Tt]he )?((?:[A-Z][\w'’-]+ ?){1,3}) (?:officers|cops)\b"
)
"""Who is called after a town without an agency's name: "Join Elm Hill officers"."""
_BEFORE_HOST = re.compile(r"((?:[A-ZÀ-Þ][\w.'’-]+ ){1,3})$")
_AFTER_HOST = re.compile(
    r"(?: (?:Local|Municipal|[Nn]ationale?|locale|municipale))?(?: (?:de|du|des|in|en|van|von|da|do|di|te))? "
    r"([A-ZÀ-Þ][\w'’-]+(?:[ -](?:[A-ZÀ-Þ][\w'’-]+|de|la|del|am|an)){0,3})"
)


def in_round_up(tale: Tale, known: Sequence[Draft]) -> list[Draft]:
    """The drafts that are told as the known ones are, further down: day, hour and place in one sentence, in a paragraph
    that speaks of the police."""
    order = {unit: n for n, unit in enumerate(tale.paragraphs)}
    found: list[Draft] = []
    last = next((order[d.line.unit] for d in known if d.line is not None and _is_told_whole(d)), None)
    if last is None:
        return []
    for draft in tale.drafts:
        line = draft.line
        if line is None or not _is_told_whole(draft):
            continue
        at = order[line.unit]
        if draft in known:
            last = max(last, at)
        elif 0 <= at - last <= _APART and any(near.hosts() for near in tale.paragraphs[line.unit]):
            found.append(draft)
            last = at
    return found


def told_with_lead(tale: Tale, known: Sequence[Draft]) -> list[Draft]:
    """The other drafts of a story led by the name that one sentence tells whole, with an end or a street, and that speak of
    the thing shared or go on from one to the next: "Another is at Elm Bakery, 12 Elm Street, on Friday, March 8, at noon"."""
    if not tale.led:
        return []
    cue = tale.reader.cues
    return [
        draft
        for draft in tale.drafts
        if draft not in known
        and draft.line is not None
        and _is_told_whole(draft)
        and (draft.end is not None or (draft.place is not None and draft.place.street is not None))
        and (
            draft.anchor >= _OF_EVENT
            or tale.themes & draft.line.themes()
            or cue.has_any(("again", "also", "event", "one_of"), draft.line.low)
        )
    ]


def _is_told_whole(draft: Draft) -> bool:
    """Whether hour and place of a draft stand in the sentence with its day."""
    return draft.line is not None and draft.complete == 2 and draft.own_hour and draft.own_place


def take_towns(tale: Tale) -> None:
    """Give the events of several agencies the town each is named after: "Dayton police ... Kettering police ..."."""
    for draft in tale.drafts:
        draft.of_round_up = draft.place_words is not None and id(draft.place_words.line) in tale.round_up
    unlisted = _unlisted_owners(tale)
    found = {d: town for d in tale.drafts if (town := _town_of_agency(tale, d, unlisted)) is not None}
    if len({words.text for words, _ in found.values()}) < _TOWNS:
        return
    for draft, (words, region) in found.items():
        place = draft.place
        if place is not None and place.city is None:
            draft.place = replace(place, city=words.text, region=place.region or region)
            draft.place_parts["city"] = words


def _unlisted_owners(tale: Tale) -> Set[str]:
    """The towns that no gazetteer has, and the publisher's own, after which the agencies of the story are named."""
    own = tale.reader.place.city
    lines = (line for told in tale.paragraphs.values() for line in told)
    owners: set[str] = set()
    for line in lines:
        owners |= {owner_of(agency) for agency in agencies_of(line)}
        owners |= {said[1] for said in _OFFICERS_OF.finditer(line.text)}
        if id(line) in tale.round_up:
            owners.update(names_in_front(line))
    return {
        name for name in owners if name == own or (not _OF_NO_TOWN.search(name) and is_unlisted_town(name, tale.reader))
    }


def _town_of_agency(tale: Tale, draft: Draft, unlisted: Set[str]) -> tuple[Words, str | None] | None:
    """The town in the name of the agency that the sentence with a draft's place, else its paragraph, speaks of."""
    if draft.place_words is None or draft.labelled:
        return None
    own = draft.place_words.line
    if draft.row and not any(agency.begin <= _OPENING for agency in agencies_of(own)):
        return None
    at = draft.place_words.begin
    alone = id(own) in tale.round_up or not any(begin < at for begin, _ in own.hosts())
    opening = town_in_front(own, unlisted) if alone else None
    begin = own.text.find(opening) if opening is not None else -1
    if (
        opening is not None
        and begin >= 0
        and (town := _town_in(tale, own, begin, begin + len(opening), unlisted)) is not None
    ):
        return town  # "The Lima event is at the mill"
    for line in (own, *(near for near in tale.paragraphs.get(own.unit, []) if near is not own)):
        hosts = line.hosts()
        if line is own:  # of two agencies in a sentence the one told right before the place
            hosts = sorted(hosts, key=lambda span: (span[0] > at, abs(at - span[0])))
        for begin, stop in hosts:
            if _COUNTY.search(line.text, 0, begin):
                continue  # "Monroe County Sheriff": no town
            before = _BEFORE_HOST.search(line.text[:begin])
            after = _AFTER_HOST.match(line.text, stop)
            spans = [before.span(1)] if before else []
            spans += [after.span(1)] if after else []
            for span in spans:
                if (town := _town_in(tale, line, *span, unlisted)) is not None:
                    return town
    return None


def _town_in(tale: Tale, line: Line, begin: int, stop: int, unlisted: Set[str]) -> tuple[Words, str | None] | None:
    """The longest town that ends a stretch of names ("Village of Yellow Springs"), or begins one."""
    near = tale.reader.place
    starts = [m.start() for m in _NAME.finditer(line.text, begin, stop)]
    ends = [m.end() for m in _NAME.finditer(line.text, begin, stop)]
    for a, b in [*((start, stop) for start in starts), *((begin, end) for end in reversed(ends))]:
        name = line.text[a:b].strip()
        city = gazetteer.find_city(name, near.region, near.country) if len(name) > _SHORT_TOWN else None
        if city is not None:
            return Words(line, a, a + len(name)), city.region or None
        if name in unlisted:
            return Words(line, a, a + len(name)), None
    return None
