"""Status words at the edges of a title ("CANCELLED: Coffee with a Cop"): nearly all that most feeds say of a cancellation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...model import Status

_CANCELLED = (
    r"cancel+ed|called\s+off|cancelad[oa]|anulad[oa]|suspendid[oa]|suspens[oa]|abgesagt|abgesetzt|"
    r"f[äa]llt\s+(?:leider\s+)?aus|entf[äa]llt|annul[ée]e?|geannuleerd|afgelast|gaat\s+niet\s+door|vervallen|vervalt"
)
_POSTPONED = r"postponed|aplazad[oa]|pospuest[oa]|postergad[oa]|adiad[oa]|verschoben|vertagt|report[ée]e?|ajourn[ée]e?|uitgesteld"
_MOVED = (
    r"re-?scheduled|new\s+date|date\s+changed?|reprogramad[oa]|nueva\s+fecha|reagendad[oa]|remarcad[oa]|nova\s+data|"
    r"verlegt|neuer\s+termin|nouvelle\s+date|d[ée]plac[ée]e?|verplaatst|verzet|nieuwe\s+datum"
)
_WORD = rf"(?:(?P<cancelled>{_CANCELLED})|(?P<postponed>{_POSTPONED})|(?P<moved>{_MOVED}))(?!\w)"
_LINK = r"(?:(?:has|have)\s+been\s+|is\s+|was\s+|wird\s+|wurde\s+|ist\s+|est\s+|es\s+|está\s+|foi\s+|(?P<future>(?:to|will)\s+be\s+))?"
_FRONT = re.compile(rf"[\s\[({{<*!¡~|_/–—:-]*{_WORD}(?P<mark>[\s\])}}>*!.~|_/–—:-]*)(?=\S)", re.IGNORECASE)
_BACK = re.compile(rf"[\s\[({{<*!~|_,–—:-]+{_LINK}{_WORD}[\s\])}}>*!.~|_–—:-]*$", re.IGNORECASE)
_SAYS_OFF = re.compile(rf"\b(?:{_CANCELLED}|{_POSTPONED}|{_MOVED})(?!\w)", re.IGNORECASE)
_SAYS_OFF_FOR_NOW = re.compile(rf"\b(?:{_CANCELLED}|{_POSTPONED})(?!\w)", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|nicht|no|niet|pas|não)$", re.IGNORECASE)
_LONGEST = 300
_BACK_REACH = 60


@dataclass(frozen=True, slots=True)
class TitleStatus:
    """A title without its status words. `status` is None where they only say that it moved; `word` is as printed."""

    title: str
    status: Status | None
    word: str


def says_off(text: str, moved: bool = True) -> bool:
    """Whether a text holds a word for cancelled, postponed or (`moved`) moved, in any of the six languages."""
    return (_SAYS_OFF if moved else _SAYS_OFF_FOR_NOW).search(text) is not None


def read_status(title: str) -> TitleStatus | None:
    """Find status words at the front or the back of a title, in six languages; None where there are none.

    In front, a word without a mark after it counts only before a capital ("CANCELLED Coffee with a Cop"): "cancelled
    stamps collection" is a title. A title that is nothing but the word has nothing to be taken off.
    """
    title = title.strip()
    if len(title) > _LONGEST:
        return None
    return _at_front(title) or _at_back(title)


def _at_front(title: str) -> TitleStatus | None:
    found = _FRONT.match(title)
    if found is None:
        return None
    rest = title[found.end() :].strip()
    marked = bool(found["mark"].strip())
    if not marked and (found["moved"] or not rest[:1].isupper()):
        return None
    further = _at_front(rest)
    status = _status(found)
    if further is not None:
        return TitleStatus(further.title, status or further.status, _printed(found))
    return TitleStatus(rest, status, _printed(found))


def _at_back(title: str) -> TitleStatus | None:
    found = _BACK.search(title, max(0, len(title) - _BACK_REACH))
    if found is None or found.start() == 0:
        return None
    rest = title[: found.start()].rstrip(" -–—:|([,")
    if not rest or _NOT.search(rest):
        return None
    status: Status | None = "postponed" if found["moved"] and found["future"] else _status(found)
    return TitleStatus(rest, status, _printed(found))


def _status(found: re.Match[str]) -> Status | None:
    return "cancelled" if found["cancelled"] else "postponed" if found["postponed"] else None


def _printed(found: re.Match[str]) -> str:
    return found["cancelled"] or found["postponed"] or found["moved"]
