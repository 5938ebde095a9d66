"""Names made comparable: without case, accents, punctuation, filler and the many ways to shorten a street."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\s*(?:no\.?,?\s*)?(\d+(?:-\d+)?)[a-z]?(?!\w)", re.IGNORECASE)
"""A house number: 800, 89-02, 12B; not the 5th of 5th Avenue."""
_STATUS = re.compile(
    r"\b(?:cancel+ed|cancel+ation|postponed|rescheduled|moved|updated?|new (?:date|time|location)|sold out|"
    r"cancelad[oa]|pospuest[oa]|aplazad[oa]|suspendid[oa]|annul[ée]e?|report[ée]e?|abgesagt|verschoben)\b",
    re.IGNORECASE,
)
_SHORT = {
    "street": "st",
    "avenue": "ave",
    "av": "ave",
    "boulevard": "blvd",
    "road": "rd",
    "drive": "dr",
    "lane": "ln",
    "highway": "hwy",
    "parkway": "pkwy",
    "court": "ct",
    "place": "pl",
    "square": "sq",
    "terrace": "ter",
    "circle": "cir",
    "north": "n",
    "south": "s",
    "east": "e",
    "west": "w",
    "saint": "st",
    "mount": "mt",
    "fort": "ft",
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
    "fourth": "4th",
    "fifth": "5th",
    "sixth": "6th",
    "seventh": "7th",
    "eighth": "8th",
    "ninth": "9th",
    "tenth": "10th",
    "and": "",
    "the": "",
    "of": "",
    "at": "",
    "in": "",
    "on": "",
    "a": "",
}
_DIRECTIONS = frozenset("nsew")
_ROADS = frozenset(("st", "ave", "blvd", "rd", "dr", "ln", "hwy", "pkwy", "ct", "pl", "sq", "ter", "cir", "way"))
_AGENCY = {
    "police": "pd",
    "department": "",
    "dept": "",
    "sheriffs": "so",
    "sheriff": "so",
    "office": "",
    "city": "",
    "town": "",
    "village": "",
    "county": "co",
}


@lru_cache(maxsize=65536)
def fold(text: str | None) -> str:
    """Lower-case words without accents, apostrophes and filler, shortened as on street signs, joined by one space."""
    if not text:
        return ""
    text = text.casefold().replace("'", "").replace("’", "")
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = _WORD.findall(text)
    return " ".join(filter(None, (_SHORT.get(word, word) for word in words))) or " ".join(words)


@lru_cache(maxsize=65536)
def fold_title(text: str | None) -> str:
    """A title without the words that tell its status: "CANCELLED: Coffee with a Cop" is "coffee with cop"."""
    return fold(_STATUS.sub(" ", text)) if text else ""


@lru_cache(maxsize=65536)
def fold_agency(text: str | None) -> str:
    """An agency: "Santa Monica Police Department" and "City of Santa Monica Police" are "santa monica pd"."""
    if not text:
        return ""
    return " ".join(filter(None, (_AGENCY.get(word, word) for word in fold(text).split())))


@lru_cache(maxsize=65536)
def fold_street(text: str | None) -> tuple[str, str]:
    """House number ("" where none is printed) and road without directions and kind: "800 Ocean Avenue" is 800, ocean."""
    found = _NUMBER.match(text) if text else None
    words = fold(text[found.end() :] if text and found else text).split()
    road = [word for word in words if word not in _DIRECTIONS and word not in _ROADS]
    return found[1].replace("-", "") if found else "", " ".join(road or words)
