"""The next one told in two sentences: its place in one, its day in the one behind: "The next stop is Fox Bakery. They will be
there Tuesday, April 9, at 8:30 a.m."."""

from __future__ import annotations

import re

from ...normalization.places import PlaceSpan
from ..lines import Line
from .draft import SURE_PLACE, Draft, give_span
from .pairing import best_place
from .sentence import Sentence
from .tale import Tale
from .tense import tells_past

_NEXT = re.compile(
    r"\b(?:next(?! (?:week|month|year|day|to\b|door|time|fall|spring|summer|winter|few|several|two|three|\w+day\b))"
    r"|nachste[rsnm]?|prochaine?|proxim[oa]|siguiente|volgende)\b"
)
"""What makes a place that of another event than the one told before."""
_AHEAD = 2
"""Paragraphs within which its day follows."""
_LIKELY = 0.3
"""How strong a place must be where its sentence says that it is the next one."""


def waits_for_day(tale: Tale, told: Sentence) -> bool:
    """Keep the place of the next one, told without a day, for the sentence behind that tells its day; False where it is none."""
    line = told.line
    if not tale.drafts or told.times or line.heading or line.others or not _NEXT.search(line.low):
        return False
    if tells_past(tale.reader, line) or not (line.names or line.hosts() or _is_short(line)):
        return False
    places = told.sure or [p for p in told.places if p.place.venue and p.strength >= _LIKELY]
    after = _line_after(tale, line)
    if not places or after is None or not _tells_day_alone(tale, after):
        return False
    tale.next_place = (best_place(places), line)
    return True


def take_next_place(tale: Tale, draft: Draft, line: Line) -> None:
    """Give a day the place that was told for it in the sentence before."""
    if tale.next_place is None or _line_after(tale, tale.next_place[1]) is not line:
        return
    place, said = tale.next_place
    tale.next_place = None
    give_span(draft, place, said, replace=True)
    draft.anchor = max(draft.anchor, 3 if said.names else 2)
    if said.names and draft.name is None:
        draft.name, draft.name_line = said.names[0], said


def _is_short(line: Line) -> bool:
    """Whether a sentence says hardly more than where the next one is: "Next up is Fox Bakery."."""
    return len(line.text) < 80


def _line_after(tale: Tale, line: Line) -> Line | None:
    """The line behind one, in its paragraph or the next."""
    if (behind := tale.behind(line)) is not None:
        return behind
    return next(
        (told[0] for unit in range(line.unit + 1, line.unit + 1 + _AHEAD) if (told := tale.paragraphs.get(unit))), None
    )


def _tells_day_alone(tale: Tale, line: Line) -> bool:
    """Whether a sentence tells a day and no place of its own, nor the name once more."""
    if not line.dates or line.names or line.others or line.heading or line.label is not None:
        return False
    return not any(_is_sure(place) for place in tale.reader.places(line)) and not tells_past(tale.reader, line)


def _is_sure(place: PlaceSpan) -> bool:
    return bool(place.place.venue or place.place.street) and place.strength >= SURE_PLACE
