"""Places made comparable: towns without their kind, addresses without unit and town, venues without their street.

Claims know mentions again by the plainer folding in `text`; what is here may grow without changing any id.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .text import fold, fold_agency
from .words import ANYBODY


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_UNIT = re.compile(
    r"[,;]?\s*(?:#|\b(?:suite|ste|unit|apt|apartment|room|rm|bldg|building|floor|fl|lot|space)\b\.?\s*#?)\s*[\w-]+.*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\s*(?:no\.?,?\s*)?([0-9l]\d*(?:-\d+)?)\s?[a-z]?(?!\w)[\s,]*", re.IGNORECASE)
"""A house number in front: 800, 89-02, 12B, l320 with the letter l for a one; not the 5th of 5th Avenue."""
_BEHIND = re.compile(r"^(.*\D)[\s,]+(\d+)\s?[a-z]?$", re.IGNORECASE)
"""A house number behind its street: Kerkstraat 14a."""
_NUMBERED = _words(
    "hwy highway route rt rte us sr cr fm ih interstate i road rd pier exit gate km avenue ave street st state county "
    "parkway ruta carretera bundesstrasse"
)
"""Words after which a number is the road's own: Highway 98, Pier 39."""
_KINDS = _words(
    "st ave blvd rd dr ln hwy pkwy ct pl sq ter cir way pike trl trail loop plz fwy freeway expy expressway cres crescent "
    "close row alley rue boul chemin calle avenida avda via route rte turnpike tpke broadway str strasse weg platz "
    "laan straat gracht plein us hwy highway sr cr rt rte"
)
_COMPASS = {"n": "north", "s": "south", "e": "east", "w": "west"}
_DIRECTIONS = _words(
    "n s e w ne nw se sw north south east west northeast northwest southeast southwest nord sud est ouest norte sur este "
    "oeste"
)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
_TAIL = re.compile(r"(?:strasse|straat|str)$")
_ON_A_ROAD = re.compile(r"^(.{3,}?),?\s+(?:on|along)\s+(?:the\s+)?(\S.*)$", re.IGNORECASE)
_CROSSING = re.compile(r"\b(?:and|corner|between)\b|[&/]", re.IGNORECASE)
_ABOUT = _words("corner near across from between behind next to off")
_TOWN = _words("township twp village borough boro charter municipality")
_TOWN_OF = frozenset(("city", "town", "village", "township", "borough"))
_FILLER = _words("de del la el los las le les du des der die das am im het y et und en")
_SPELLED = {
    "centre": "center",
    "theatre": "theater",
    "doughnut": "donut",
    "doughnuts": "donut",
    "donuts": "donut",
    "caffe": "cafe",
    "headquarters": "station",
    "hq": "station",
    "coffeehouse": "coffee house",
    "bros": "brothers",
    "elem": "elementary",
    "ctr": "center",
    "bldg": "building",
    "dept": "department",
    "co": "company",
    **_COMPASS,
    "policia": "police",
    "polizei": "police",
    "politie": "police",
    "comisaria": "police station",
    "biblioteca": "library",
    "bibliotheque": "library",
    "bibliothek": "library",
    "bibliotheek": "library",
}
_STATION = re.compile(r"\b(police|sheriffs?) (?:department|office|building)\b")


def _paves(text: str) -> bool:
    return any(word in _KINDS or word in _NUMBERED for word in fold(text).split()) or _BEHIND.match(text) is not None


class Street(NamedTuple):
    """An address folded: house number and road, "" where none is printed; `paved`: it is surely a road, not a landmark."""

    number: str
    road: str
    paved: bool


@lru_cache(maxsize=65536)
def fold_address(text: str | None) -> Street:
    """An address without unit, town, directions and the kind of road: "800 N. Ocean Avenue, Suite 5" is 800, ocean."""
    if not text:
        return Street("", "", False)
    text = _UNIT.sub("", text).replace("U.S.", "US").strip()
    found = _BEFORE.match(text)
    number, rest = (found[1], text[found.end() :]) if found else ("", text)
    parts = [part for part in rest.split(",") if part.strip()]
    if (
        not number
        and len(parts) > 1
        and (numbered := _BEFORE.match(parts[1]))
        and _paves(parts[1])
        and not _paves(parts[0])
    ):
        number, parts = numbered[1], [parts[1][numbered.end() :]]  # "Bellis Fair Mall, 1 Bellis Fair Parkway".
    rest = parts[0] if parts else ""
    if not number and (behind := _BEHIND.match(rest)) and _NUMBERED.isdisjoint(fold(behind[1]).split()[-1:]):
        rest, number = behind[1], behind[2]
    words = [_number(_TAIL.sub("str", word) if len(word) > 6 else word) for word in fold(rest).split()]
    paved = bool(number) or any(word in _KINDS or word in _NUMBERED or word.endswith("str") for word in words)
    paved = paved or _CROSSING.search(rest) is not None
    road = [word for word in words if word not in _DIRECTIONS and word not in _KINDS and word not in _ABOUT]
    return Street(number.replace("-", "").replace("l", "1").replace("L", "1"), " ".join(road or words), paved)


@lru_cache(maxsize=65536)
def fold_city(text: str | None) -> str:
    """A town without the word for its kind: "Canton Township" and "City of Canton" are "canton", Oklahoma City is not."""
    words = [_COMPASS.get(word, word) for word in fold(text).split()]
    if len(words) > 1 and words[0] in _TOWN_OF:
        words = words[1:]
    return " ".join([word for word in words if word not in _TOWN] or words)


@lru_cache(maxsize=65536)
def fold_venue(text: str | None, town: str = "") -> tuple[str, str]:
    """A venue without its town, and the road its name says it stands on: "Dunkin' on E. Main Street" is "dunkin" and
    "E. Main Street". `town` is folded."""
    if not text:
        return "", ""
    road = ""
    if (found := _ON_A_ROAD.match(text)) and fold_address(found[2]).paved:
        text, road = found[1], found[2]
    words = " ".join([_number(_SPELLED.get(word, word)) for word in fold(text).split()])
    if "police" in words or "sheriff" in words:
        words = _STATION.sub(r"\1 station", words)
    if town and f" {town} " in f" {words} ":
        words = f" {words} ".replace(f" {town} ", " ").strip() or words
    kept = [word for word in words.split() if word not in _FILLER]
    return " ".join(kept) or words, road


def _number(word: str) -> str:
    """5th as 5; any other word as it is."""
    return word[:-2] if word[0].isdigit() and _ORDINAL.match(word) else word


@lru_cache(maxsize=65536)
def fold_host(text: str | None) -> str:
    """An agency with its compass points and ordinals as in towns and streets: "W. Kelowna RCMP" is "west kelowna rcmp"; ""
    for "the police", which is nobody's name."""
    words = [_number(_COMPASS.get(word, word)) for word in fold_agency(text).split()]
    return "" if ANYBODY.issuperset(words) else " ".join(words)


def is_road_word(word: str) -> bool:
    """Whether a folded word only stands in the name of a road: its kind, or a direction."""
    return word in _KINDS or word in _DIRECTIONS


def start_of_town(town: str) -> str:
    """The first letters of a folded town, by which it is filed; North Bergen is not filed with North Plains."""
    first, _, rest = town.partition(" ")
    return first[0] + rest[:3] if rest and first in _DIRECTIONS else town[:4]


def directions(words: frozenset[str]) -> frozenset[str]:
    """The compass points among folded words."""
    return words & _DIRECTIONS
