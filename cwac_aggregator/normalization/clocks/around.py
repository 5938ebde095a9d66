"""What may stand around an hour: "from", "o'clock", "hours" that are a length of time, a time zone."""

from __future__ import annotations

from ..tokens import Tokens
from .clock import DASHES

HOURS_OR_DURATION = frozenset(["horas", "heures", "heure", "hora"])
"""Words for "hours" that are also those of a length of time."""
_ZONES = frozenset(
    [
        *("et", "est", "edt", "ct", "cst", "cdt", "mt", "mst", "mdt", "pt", "pst", "pdt", "at", "ast", "adt", "nt"),
        *(
            "akst",
            "akdt",
            "hst",
            "gmt",
            "utc",
            "bst",
            "cet",
            "cest",
            "mez",
            "mesz",
            "wet",
            "nzst",
            "nzdt",
            "aest",
            "aedt",
        ),
    ]
)
_ZONE_NAMES = frozenset(["eastern", "central", "mountain", "pacific", "atlantic"])


def introduced(tokens: Tokens, i: int, role: str) -> bool:
    """Whether a word of the role stands before token `i`, apart from "about", "at" and a colon."""
    back = i - 1
    while (
        back >= 0
        and i - back <= 3
        and (tokens.role(back, "about") or tokens.role(back, "at") or tokens.words[back] == ":")
    ):
        back -= 1
    return tokens.role(back, role)


def after_oclock(tokens: Tokens, j: int) -> int:
    """The index after "o'clock", "Uhr", "en punto", "em ponto" at `j`; `j` where none stands there."""
    k = j + (tokens.role(j, "in") and not tokens.role(j, "oclock"))
    return k + 1 if tokens.role(k, "oclock") else j


def is_duration(tokens: Tokens, i: int) -> bool:
    """ "durante 2 horas", "2 heures de visite": no preposition of time stands before."""
    if i == 0 and tokens.word(2) == ",":
        return False  # "16 heures, sous le barnum."
    if (tokens.word(i + 2) in DASHES or tokens.role(i + 2, "to")) and tokens.number(i + 3) > tokens.number(i) >= 0:
        return tokens.word(i + 4) != tokens.word(i + 1)  # "9 horas - 11 horas"
    before = tokens.word(i - 1)
    roles = ("at", "from", "to", "until", "about", "and")
    return not (before in DASHES or before in (",", ":", "(", "|") or any(tokens.role(i - 1, role) for role in roles))


def lasts(tokens: Tokens, j: int) -> bool:
    """ "twee uur lang", "2 uur durend": what stands before is a length of time."""
    return tokens.word(j) in ("lang", "durend", "durende", "later", "eerder", "geleden", "gratis", "per")


def after_zone(tokens: Tokens, j: int) -> int:
    """The index after the name of a time zone at `j` ("EST", "(MT)", "Eastern time"); `j` where there is none."""
    k = j + (tokens.word(j) == "(")
    word = tokens.word(k)
    if word in _ZONES and tokens.text[tokens.starts[k] : tokens.ends[k]].isupper():
        end = k + 1
    elif word in _ZONE_NAMES and tokens.word(k + 1) in ("time", "standard", "daylight"):
        end = k + 2 + (tokens.word(k + 2) == "time")
    else:
        return j
    return end + 1 if k > j and tokens.word(end) == ")" else end if k == j else j


def after_offset(tokens: Tokens, j: int) -> int:
    """The index after the offset of an ISO 8601 time ("Z", "+01:00"): no end of a range."""
    if tokens.word(j) == "z" and tokens.adjoins(j):
        return j + 1
    hours = tokens.word(j) in ("+", "-", "−") and tokens.adjoins(j + 1) and digits(tokens, j + 1) in (2, 4)
    if not hours:
        return j
    return j + 4 if tokens.word(j + 2) == ":" and tokens.adjoins(j + 2) and digits(tokens, j + 3) == 2 else j + 2


def digits(tokens: Tokens, j: int) -> int:
    return tokens.digits(j) if tokens.number(j) >= 0 else 0
