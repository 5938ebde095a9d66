"""Which town an event is in: the decision over all towns its story tells.

Each town gets what its signs weigh together (a conditional logit: the weights are logarithms of odds, in
`weights.toml`), the publisher's own town what publishers of its kind weigh. The heaviest is the event's.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib import resources
from math import fsum
from typing import NamedTuple

from ... import gazetteer
from ...normalization.places import PlaceText, is_chain
from ..cues import plain
from ..drafts import Draft, Words
from ..lines import BEFORE_DAY, OF_ONE_TOWN, TownSign, publisher_kind, town_key, town_name
from .of_story import StoryTowns, own_lines
from .paired import paired_town

_PRINTED = frozenset(["dateline", "alone", "printed", "printed-same", "named", "in", "bare"])
"""Signs by which the publisher's own town is told as the event's, and not only as its police's."""
_SURE = frozenset(["dateline", "alone", "printed", "named", "in", "of", "host", "community", "turn"])
"""Signs that say that something is in or of the town."""
_WEAK = frozenset(["venue", "bare"])
"""Signs that are often another thing's name."""
_DIGITS = 6
"""Decimals of a town's weight that count."""
_OF_STORY = frozenset(["dateline", "alone", "nearest", "only"])
"""Signs that speak for all of a story."""


_OF_NO_TOWN = frozenset(["none", "publisher-of-many"])
"""Kinds of publishers who tell of towns that are not their own: whose police are spoken of is all that tells which."""
_AMERICAN = frozenset(["US", "CA"])
"""Countries whose small towns the gazetteer lacks most."""
_OPENING = re.compile(r"[\s•*·»–-]*([^\W\d_][^\d:,–—|]{1,40}?)\s*[:–—|]")
"""What a row opens with, up to its mark."""


class Chosen(NamedTuple):
    """The town of an event, its region where that is known, and the words that tell it."""

    town: str
    region: str | None
    words: Words


def choose_town(draft: Draft, story: StoryTowns) -> Chosen | None:
    """The town of one event of the story; None where it is the publisher's, or none that is told."""
    place, home = draft.place, story.key(story.reader.place.city or "")
    own = own_lines(draft)
    if (place is None or place.city is None) and (paired := paired_town(draft, story)) is not None:
        return Chosen(paired.town, paired.region, Words(paired.line, paired.begin, paired.stop))
    head = _head_of_row(draft, place.city) if place is not None and place.city is not None else None
    if place is not None and place.city is not None and head is not None and town_key(place.city) not in story.quarters:
        return Chosen(place.city, place.region, head)
    if place is not None and place.city is not None and (cell := _cell_of_town(draft)) is not None:
        return Chosen(place.city, place.region, cell)
    outcomes = outcomes_of(draft, story)
    best = max(outcomes, key=lambda key: (weigh(outcomes[key]), key == home))
    told = [sign for sign in story.around(own) if story.key_of(sign) == best]
    named = [story.reader.place.city] if best == home and story.reader.place.city else []
    if best == home:
        region = story.reader.place.region
        told = [sign for sign in told if not sign.region_told or sign.region == region]
        kept = (sign for sign in told if story.relevant[sign.number] or sign.form.startswith("dateline"))
        told = [
            sign
            for sign in kept
            if _form_of(sign, place) in _PRINTED and not (sign.form == "bare" and sign.line.heading)
        ]
    if place is not None and place.city is not None and story.key(place.city) == best:
        words = draft.place_parts.get("city") or draft.place_words
        if words is not None:
            whole = max({place.city, *named, *(sign.town for sign in told)}, key=_length)
            return Chosen(whole, _region_of(told, story), words)
    if not told:
        return None
    sign = min(told, key=lambda sign: (sign.line not in own, sign.form not in _SURE, not story.relevant[sign.number]))
    whole = max({*named, *(sign.town for sign in told)}, key=_length)
    return Chosen(whole, _region_of([sign, *told], story), Words(sign.line, sign.begin, sign.stop))


def _region_of(told: Sequence[TownSign], story: StoryTowns) -> str | None:
    """The region of a town: as a line of the event prints it, else as the gazetteer has it."""
    printed = [s for s in told if s.region_told and story.relevant[s.number] and not story.is_history(s)]
    return next((sign.region for sign in (*printed, *told) if sign.region), None)


def _cell_of_town(draft: Draft) -> Words | None:
    """The cell of a column of towns, or of places with their towns, that tells the town of a row."""
    cell = draft.place_parts.get("city")
    return (
        cell if cell is not None and cell.line.block.roles and cell.line.label in ("city", "place", "address") else None
    )


def _head_of_row(draft: Draft, town: str) -> Words | None:
    """The town that a row opens with, before its day and its place: "Titonka: Tuesday, July 6, at the pool"."""
    day, place = draft.day_words, draft.place_words
    if not draft.row or day is None or place is None or place.line is not day.line:
        return None
    opening = _OPENING.match(day.line.text)
    if (
        opening is None
        or opening.end() > min(day.begin, place.begin)
        or gazetteer.fold(opening[1]) != gazetteer.fold(town)
    ):
        return None
    return Words(day.line, opening.start(1), opening.end(1))


def outcomes_of(draft: Draft, story: StoryTowns) -> dict[str, set[str]]:
    """For each town that may be the event's what speaks for it, by its folded name; "" is no town."""
    near = story.reader.place
    found: dict[str, set[str]] = defaultdict(set)
    home, publisher = story.key(near.city or ""), publisher_kind(near)
    found[home].add(publisher)
    place, own = draft.place, own_lines(draft)
    units = {line.unit for line in own}
    at = story.numbers.get(id(own[0])) if own else None
    if place is not None and place.city and gazetteer.fold(place.city) not in story.quarters:
        known = gazetteer.town_near(town_name(place.city), near.city, near.region, near.country) is not None
        told = "place-known" if known else "place-unlisted" if near.country in _AMERICAN else "place-unknown"
        own_stop = draft.row or draft.labelled or draft.of_round_up
        found[story.key(place.city)].add(told + ("-row" if own_stop else "-street" if place.street else ""))
        if known:
            found[story.key(place.city)] |= {"printed-same", "place-own", "closest"}
        elif _is_elsewhere(story.key(place.city), home, publisher) and not (place.street or own_stop):
            found[story.key(place.city)].add("unlisted-elsewhere")
    told_surely: set[str] = set()
    above: list[tuple[int, str]] = []
    beside: list[tuple[int, str]] = []
    words = [w for w in (draft.place_words, draft.day_words) if w is not None]
    at_home = near.city is not None and any(near.city in line.text for line in own)
    for sign in story.around(own):
        key, form = story.key_of(sign), _form_of(sign, place)
        gap = min(
            (max(w.begin - sign.stop, sign.begin - w.stop, 0) for w in words if w.line is sign.line), default=None
        )
        sure = form.removesuffix("-same") in _SURE or (form == "station" and publisher in _OF_NO_TOWN)
        if home == "" and sign.form in _WEAK and not (sign.owns and form == "venue-own"):
            continue  # with no town to weigh it against a diner's name proves nothing
        if not sign.known and form == "printed-same":
            continue  # the place says it
        mine = sign.line in own
        if at_home and form == "host" and not (sign.known or mine or sign.line.names or sign.line.heading):
            sure = False  # police of a town nobody knows, spoken of elsewhere
        if not mine and story.is_history(sign) and not form.startswith("dateline"):
            found[key].add("history")
            continue
        if not (story.relevant[sign.number] or sign.line.heading or form.startswith("dateline")):
            found[key].add("unkept")
            continue
        if sign.form == "turn":  # as much as the town of a place
            its_own = _shares_clause(sign, draft) or (mine and len(sign.line.dates) < 2)
            found[key] |= {"place-known", "printed-same", "place-own", "closest"} if its_own else set()
            continue
        if near.region and sign.region and sign.region != near.region and not form.startswith("dateline"):
            found[key].add("abroad")
        if form == "dateline-station":
            found[key].add(form)
        elif form == "dateline":
            found[key].add("dateline-own" if mine else "dateline")
        else:
            found[key] |= {form, f"{_KIND.get(form, form)}-{'own' if mine else _scope(sign, units)}"}
        if form in ("host", "station") and key != home and publisher in OF_ONE_TOWN:
            found[key].add("police-from-elsewhere")
        if not sign.known and _is_elsewhere(key, home, publisher) and not form.startswith("dateline"):
            found[key].add("unlisted-elsewhere")
        if _shares_clause(sign, draft):
            found[key].add("clause")
        if gap is not None and sure:
            beside.append((gap, key))
        if sure:
            told_surely.add(key)
            if at is not None and sign.number <= at:
                above.append((sign.number, key))
    if beside and (place is None or place.city is None):
        found[min(beside)[1]].add("closest")
    if above:
        found[max(above)[1]].add("nearest")
    if len(told_surely) == 1:
        found[told_surely.pop()].add("only")
    if place is not None and place.city and (place.street or draft.of_round_up):
        for key, outcomes in found.items():
            if key != story.key(place.city) and (draft.of_round_up or "printed-other" in outcomes):
                outcomes -= _OF_STORY  # the town of another stop: what heads the story is said of that one
    for key, outcomes in found.items():
        if story.is_far_off(key) and not outcomes & {"dateline", "dateline-own", "dateline-station"}:
            outcomes.add("far-off")
    return found


def _is_elsewhere(key: str, home: str, publisher: str) -> bool:
    """Whether a town is another than that of a publisher who tells of one town alone."""
    return key != home and publisher in OF_ONE_TOWN


def _length(town: str) -> tuple[int, int, str]:
    """How much of a town's name is printed: "Mülheim", or Mülheim an der Ruhr."""
    return len(town_key(town)), -len(town), town


_KIND = {
    "printed": "place",
    "printed-same": "place",
    "in": "place",
    "named": "place",
    "address": "address",
    "alone": "place",
    "of": "host",
    "host": "host",
    "station": "host",
    "community": "host",
    "bare": "weak",
    "region": "weak",
    "venue-own": "weak",
    "venue-other": "weak",
    "printed-other": "other",
}


def _form_of(sign: TownSign, place: PlaceText | None) -> str:
    """A sign's form, and whether a venue it is told with is the event's own."""
    venue = place.venue if place is not None else None
    if sign.form == "venue":
        return "venue-own" if sign.venue == venue else "venue-other"
    if sign.form == "in" and sign.venue is not None and venue is not None and plain(sign.venue) not in plain(venue):
        return "in" if plain(venue) in plain(sign.venue) else "printed-other"  # "the Twana Roadhouse in Lima", not ours
    if sign.form == "printed" and sign.venue is not None:
        same = venue is not None and (sign.venue == venue or plain(sign.venue) == plain(venue))
        same = same and not _is_other_shop(sign, place)
        return "printed-same" if same else "printed-other"
    return sign.form


def _is_other_shop(sign: TownSign, place: PlaceText | None) -> bool:
    """Whether a town is that of another shop of the same chain: "the Elgin Starbucks and the Dover Starbucks"."""
    if place is None or not place.city or not place.venue or not is_chain(place.venue):
        return False
    return sign.key != town_key(place.city)


def _scope(sign: TownSign, units: set[int]) -> str:
    """How near to the event a sign stands that is in none of its own lines."""
    if sign.line.heading:
        return "title"
    if sign.line.unit in units:
        return "near"
    return "named" if sign.line.names else "far"


def _shares_clause(sign: TownSign, draft: Draft) -> bool:
    """Whether a town stands with this day of several that one line tells: "on May 5 Elgin, on May 9 Darien", "in Elgin on May
    5, in Darien on May 9"."""
    day = draft.day_words
    if day is None or day.line is not sign.line or len(sign.line.dates) < 2:
        return False
    before = next((date.begin for date in sign.line.dates if 0 <= date.begin - sign.stop <= BEFORE_DAY), None)
    if before is not None:
        return before == day.begin
    following = min((date.begin for date in sign.line.dates if date.begin > day.begin), default=len(sign.line.text))
    return day.begin <= sign.begin < following


def weigh(outcomes: set[str]) -> float:
    """What the signs of one town weigh together: the same in whatever order they are added, and what is even is even."""
    weights = town_weights()
    return round(fsum(weights.get(outcome, 0.0) for outcome in outcomes), _DIGITS)


@cache
def town_weights() -> dict[str, float]:
    """What each outcome weighs."""
    text = (resources.files(__package__) / "weights.toml").read_text(encoding="utf-8")
    return {name: float(weight) for name, weight in tomllib.loads(text).items()}
