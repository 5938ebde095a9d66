"""Labels ("Date:", "Ort:", "¿Cuándo?") and the facts that stand after them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from ..cues import plain

Label = str
_TABLE = tomllib.loads((resources.files(__package__) / "labels.toml").read_text(encoding="utf-8"))
_QUALIFIERS, _JOINTS = (_TABLE["before"], _TABLE["after"]), _TABLE["joints"]
_ROLES = ("date", "time", "end", "place", "address", "city", "title", "organizer", "text", "other")
_LABELS: dict[str, Label] = {word: role for role in _ROLES for word in _TABLE[role]}
_LONE = frozenset(_TABLE["lone"])
_LAST_WORDS = frozenset(label.rpartition(" ")[2] for label in (*_LABELS, *_QUALIFIERS[1]))
_LONGEST = 40
"""Letters of the longest label."""
_PARTS = 3
"""Parts of the longest label that joins several."""
_WHEN, _WHERE = frozenset(["date", "time", "end"]), frozenset(["place", "address"])
"""The roles of labels that may be joined to one: "Date & time", "Location/address"; "When and where" heads a text."""
_JOINT = re.compile(
    rf"\s?(?:{'|'.join(re.escape(j) for j in _JOINTS if not j.isalpha())})\s?"
    rf"|\s(?:{'|'.join(j for j in _JOINTS if j.isalpha())})\s"
)
_PLURAL = re.compile(r"\s?\((?:e?s|n|en|e|es)\)")
"""What stands behind a label that may be of several: "Date(s)"."""
_BEFORE = re.compile(rf"(?:{'|'.join(map(re.escape, _QUALIFIERS[0]))})\s(?=\S)")
_BEHIND = re.compile(rf"(?<=\S)\s(?:{'|'.join(map(re.escape, _QUALIFIERS[1]))})$")
_OTHER_ONE = re.compile(r"(?:new|nueva|neuer|nouvelle|nieuwe|nova) ")
_MARK = re.compile(r"\s?(?P<mark>\?\s?:?|:|\||\s[–—-]\s)\s*")
"""What stands behind every label."""
_WORD = re.compile(r"(?<!\w)\w")
_LAST_WORD = re.compile(r"\w[^\s/&+]*$")
_QUALIFIER = re.compile(
    r"\b(?:der|die|das|den|dem|des|k?eine?[mnrs]?|[a-z]+(?:liche|ige|ute|eue|rte|lte|este|ste)[mnrs]?|the|an?|no|this|that|our|its?)$"
)
"""Before a word: it is of a sentence, no label."""


_FIRST_WORD = re.compile(r"[\s/(,&]")


_ENDS_NAME = re.compile(
    r"street|city|town|community|municipality|township|village|borough|branch|building|stop|strasse|straat|local|site|place"
)
"""Labels that are also the last word of names of streets, towns and houses."""
_NAME_BEFORE = re.compile(r"(?<![\w.])(?:\d+(?:st|nd|rd|th)|[A-ZÀ-Þ][\w'’]*\.?) $")
"""A word of a name right before such a word."""


class _Found(NamedTuple):
    """A label in a plain text: where it and its mark stand, and what it says."""

    begin: int
    stop: int
    text: str
    mark: str
    role: Label


def label_of(text: str) -> Label | None:
    """The role of a label ("Date", "Ort:", "¿Cuándo?"), or None."""
    low = plain(text).strip(" :*¿?|.-–")
    return _role_of(low) if low and len(low) <= _LONGEST else None


@lru_cache(10_000)
def _role_of(label: str) -> Label | None:
    """The role of a plain label: one of the table, with what changes nothing around it, or several in one."""
    label = _PLURAL.sub("", label)
    if (role := _LABELS.get(label) or _LABELS.get(_bare(label))) is not None:
        return role
    parts = _JOINT.split(_bare(label))
    roles = [_LABELS.get(_bare(part), "") for part in parts]
    if not 1 < len(parts) <= _PARTS or not (_WHEN | _WHERE).issuperset(roles):
        return None
    if not _WHEN.isdisjoint(roles) and not _WHERE.isdisjoint(roles):
        return "text"
    return "date" if "date" in roles and roles[0] != "end" else roles[0]


def _bare(label: str) -> str:
    """A label without what changes nothing: "event date" as "date"."""
    return _BEHIND.sub("", _BEFORE.sub("", label, count=1) if _BEFORE.match(label) else label)


def _labels_in(low: str) -> Iterator[_Found]:
    """The labels of a plain text with the marks behind them, of those that overlap the longest."""
    past = 0
    for mark in _MARK.finditer(low):
        first = max(past, mark.start() - _LONGEST)
        head = low[first : mark.start()]
        last = _LAST_WORD.search(_PLURAL.sub("", head))
        if last is None or last[0] not in _LAST_WORDS:
            continue
        for word in _WORD.finditer(low, first, mark.start()):
            if (role := _role_of(low[word.start() : mark.start()])) is not None:
                yield _Found(word.start(), mark.end(), low[word.start() : mark.start()], mark["mark"], role)
                past = mark.end()
                break


def opening_label(text: str, lead: int = 0) -> tuple[Label, str] | None:
    """The label that a text opens with without a mark, and what follows it: "Event date March 18"; `lead` letters are in bold."""
    if lead and (role := label_of(text[:lead])) is not None:
        return role, text[lead:].lstrip(" :–—-")
    words = text.split(" ", _PARTS + 1)
    for count in range(min(_PARTS, len(words) - 1), 0, -1):
        label = plain(" ".join(words[:count]))
        if label not in _LONE and (role := _role_of(label)) is not None:
            return role, " ".join(words[count:])
    return None


def head_role(head: str) -> Label | None:
    """The role of a column's head: its whole text is a label, or its first word is ("Date of event")."""
    role = label_of(head)
    if role is None and head and not any(c.isdigit() for c in head):
        first = label_of(_FIRST_WORD.split(head.strip(), maxsplit=1)[0])
        return first if first not in ("other", "text") else None
    return role


def _is_of_sentence(before: str) -> bool:
    """Whether a word of a label goes on with a sentence: "das ist kein guter Ort: ...", not "8 bis 10 Uhr Ort: ..."."""
    return _QUALIFIER.search(before) is not None


def split_labels(text: str) -> list[tuple[str, Label | None]]:
    """Cut a text at its labels: [("October 4", "date"), ("8-10 a.m.", "time")]; [] where it has none.

    A label counts at the start of a text, or after the end of a fact before it.
    """
    low = plain(text)
    found: list[_Found] = []
    for label in _labels_in(low):
        role = label.role
        before = low[: label.begin].rstrip()
        start = not any(letter.isalnum() for letter in before)
        if not start:
            asked = label.mark[0] == "?" and role in ("date", "time", "place", "address")  # "Wo? Auf dem Markt"
            barred = before[-1] in "|•·"  # "Date - March 14 | Place - Elm Bakery"
            if (label.mark.strip() != ":" and not asked and not barred) or label.begin < 3:
                continue
            if not text[label.begin].isupper() or _is_of_sentence(before):
                continue
            if role == "organizer" and text[label.begin - 2].isalpha():
                continue  # "Dayton Police Department: Elm Bakery"
            shouted = text[label.begin :][: len(label.text)].isupper()  # "10 AM PLACE: ..."
            if not shouted and _ENDS_NAME.fullmatch(label.text) and _NAME_BEFORE.search(text, 0, label.begin):
                continue  # "Plum Diner, 12 Elm Street: March 14", "Oak Branch: March 15"
            if role == "city" and text[: label.begin].replace(" ", "").isalpha() and text[: label.begin].istitle():
                continue  # "Swea City: Tuesday, July 20"
            if label.begin and low[label.stop - 1].isdigit():
                continue
        elif label.mark.strip() in ("-", "–", "—") and role in ("other", "organizer", "title"):
            continue
        found.append(label)
    if not found or (len(found) == 1 and low[: found[0].begin].strip("*•·-–—»►▪ ") and found[0].role == "other"):
        return []
    pieces: list[tuple[str, Label | None]] = []
    lead = text[: found[0].begin].strip("*•·»►▪¿-–— ")
    if lead:
        pieces.append((lead, None))
    for number, label in enumerate(found):
        end = found[number + 1].begin if number + 1 < len(found) else len(text)
        # "Neuer Termin: 20. März": that it is another one is said by the label alone
        value = text[label.begin if _OTHER_ONE.match(label.text) else label.stop : end].strip(" ,;|")
        if value:
            pieces.append((value, label.role))
    return pieces
