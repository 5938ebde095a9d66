"""The day of a report that names the program in one sentence and tells its day in another, wherever they stand.

What was held is named once ("It was the department's second Coffee with a Cop"), its day is told by the scene, a quote or
a picture. Of the days that the story tells as past, that one is the event's which most words tie to it: police, what is
shared, who came, its venue, how near it stands to the name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ...normalization.places import PlaceSpan
from ...normalization.resolve import TimeFrame
from ..lines import Line, Reader
from .anchors import is_moment
from .draft import SURE_PLACE, Draft, give_span
from .hours import give_times, may_be_event_hour
from .last_places import fill_places
from .meetings import OF_ANOTHER_MATTER, goes_on_with_meeting, tells_meeting, tells_police
from .pairing import best_place, pair
from .sentence import Sentence, told_in
from .tale import Tale
from .tense import is_firm, is_past, is_plan, tells_past
from .written_days import is_day_of_saying

_PRESENT = re.compile(r"\b(?:is|are|am|has|does|do|can|should|must)\b|n't\b")
_LONGEST_AGO = 45
"""Days before the page that a report reaches back."""
_NEWS = 8
"""Days for which something is told as new."""
_TIED = 3
"""How strongly a day must be tied to the event."""
_SURELY = 6
"""The same, where the story is of another event or another matter."""
_AHEAD = 2
"""By how much the day of the event is tied more strongly than any other."""
_ENDS = (".", "!", "?", "”", '"')
"""What ends a sentence: the line that says who wrote a report has none."""
_OPENING = 4
"""Letters before the day that opens a sentence."""


Naming = Literal["held", "told", "mentioned"]
"""How a line names the program: that it was held, what it is, or in passing."""


@dataclass(slots=True)
class _Told:
    """A sentence with a day that may be the event's, and how strongly it is tied to it."""

    said: Sentence
    tie: int


def told_apart(
    lines: Sequence[Line], naming: Line, reader: Reader, frame: TimeFrame, *, named: Naming, beside: bool
) -> list[Draft]:
    """The event that a report names in the line `naming`, on the one day that the story tells of it; none where no day, or
    more than one, may be its. Where that line does not say that it was held, the day must be that of a meeting with police; of
    one over the thing shared or at a table, where it only mentions the program. `beside` tells whether the story announces
    another, or its title is of another matter: what it names may be that."""
    tale = Tale(reader, frame, recap=True)
    for line in lines:
        tale.paragraphs.setdefault(line.unit, []).append(line)
    tale.themes = frozenset(name.theme for line in lines for name in line.names if name.theme)
    told = [found for line in lines if line.dates and (found := _told(tale, lines, line, naming)) is not None]
    if named != "held":
        told = [found for found in told if _is_meeting(tale, found, sure=named == "mentioned")]
    if not told:
        return []
    best = max(found.tie for found in told)
    if best < (_SURELY if beside else _TIED) and not any(_is_meeting(tale, found, sure=False) for found in told):
        return []
    day = next(found.said.pairs[0][1].day for found in told if found.tie == best)
    others = [found.tie for found in told if any(r.day != day for _, r in found.said.pairs)]
    if any(tie > best - _AHEAD for tie in others):
        return []
    own = next(found.said for found in told if found.tie == best)
    _take(tale, own, naming)
    _take_place(tale, lines, own.line, naming)
    _take_hour(tale, lines, own.line, naming)
    fill_places(tale, list(lines), [], lines)
    return tale.drafts


def _told(tale: Tale, lines: Sequence[Line], line: Line, naming: Line) -> _Told | None:
    """A sentence that tells a day of the past which may be the event's; None for those of other matters."""
    reader, cue = tale.reader, tale.reader.cues
    if line.heading or line.label is not None or line.rules or line.others or line.block.kind in ("row", "item"):
        return None
    if cue.has_any(OF_ANOTHER_MATTER, line.low) or is_firm(reader, line):
        return None
    if any(between.heading for between in _between(lines, line, naming)):
        return None
    if not (tells_past(reader, line) or line.block.is_caption or (_may_be_past(reader, line) and not line.times)):
        return None
    said = told_in(tale, line)
    said.pairs = [(span, r) for span, r in said.pairs if not is_day_of_saying(cue, line.low[: span.begin])]
    written = tale.frame.published or tale.frame.fetched
    days = {r.day for _, r in said.pairs}
    if len(days) != 1 or written is None or not 0 <= (written - min(days)).days <= _LONGEST_AGO:
        return None
    return _Told(said, _tie(tale, line, naming, said))


def _is_meeting(tale: Tale, told: _Told, *, sure: bool) -> bool:
    """Whether a day is one of these days, and that of a meeting of police and people."""
    line, written = told.said.line, tale.frame.published or tale.frame.fetched
    if line.names or written is None or (written - told.said.pairs[0][1].day).days > _NEWS:
        return False
    own = tale.paragraphs.get(line.unit, [line])
    if tells_meeting(line, [other for other in own if other is not line], tale.themes, tale.reader, sure=sure):
        return True
    near = [other for n in (-1, 1) for other in tale.paragraphs.get(line.unit + n, ()) if len(own) == 1]
    return goes_on_with_meeting(line, near, tale.themes, tale.reader)


def _may_be_past(reader: Reader, line: Line) -> bool:
    """Whether a line tells of no plan, nor of what is: "Tuesday, she let the town have a look at her"."""
    return reader.lexicon.code == "en" and not is_plan(reader, line) and _PRESENT.search(line.low) is None


def _between(lines: Sequence[Line], one: Line, other: Line) -> list[Line]:
    at = sorted(n for n, line in enumerate(lines) if line is one or line is other)
    return list(lines[at[0] + 1 : at[-1]]) if at else []


def _tie(tale: Tale, line: Line, naming: Line, said: Sentence) -> int:
    """How many words tie a day to the event. A line without any is tied by its place behind or before the name alone, where it
    tells a weekday or opens with its day, and not who said what."""
    cue = tale.reader.cues
    order = [unit for unit, told in tale.paragraphs.items() if unit != -1 and _is_running(told)]
    apart = _LONGEST_AGO
    if line.unit in order and naming.unit in order:
        apart = abs(order.index(line.unit) - order.index(naming.unit))
    tie = tells_police(line, tale.reader) + 2 * bool(tale.themes & line.themes()) + bool(line.themes())
    came = cue.has_any(("report", "mingled", "attendance"), line.low)
    tie += 2 * cue.has("event", line.low) + (cue.has("community", line.low) and came)
    written = tale.frame.published or tale.frame.fetched
    venues = {place.place.venue for place in said.sure if place.place.venue}
    tie += bool(venues) + line.block.is_caption + (line.unit in order[:2])
    tie += 2 * any(place.place.venue in venues for place in tale.reader.places(naming) if place.place.venue)
    if (
        tie == 0
        and not line.block.is_caption
        and any(span.relative is None and span.begin > _OPENING for span, _ in said.pairs)
    ):
        return 0
    if tie < 2 and cue.has("saying", line.low):
        return 0
    tie += written is not None and all((written - r.day).days <= _NEWS for _, r in said.pairs)
    return tie + (3 if apart == 0 else 2 if apart == 1 else 1 if apart <= 3 else 0)


def _is_running(told: Sequence[Line]) -> bool:
    return not told[0].heading and any(line.text.rstrip().endswith(_ENDS) or line.dates for line in told)


def _take(tale: Tale, said: Sentence, naming: Line) -> None:
    """Open the drafts of the day: one for each of its stops."""
    tale.drafts = pair(tale.reader, said.pairs[:1], said.sure, said.times, said.line)
    for draft in tale.drafts:
        draft.past, draft.anchor, draft.told_apart = True, 3, True
        draft.name, draft.name_line = naming.names[0], naming


def _take_place(tale: Tale, lines: Sequence[Line], own: Line, naming: Line) -> None:
    """The venue told nearest to the day and the name: with the name, in the paragraph of either, or between them."""
    if len(tale.drafts) != 1 or (tale.drafts[0].place is not None and tale.drafts[0].place.venue):
        return
    near = [
        naming,
        *tale.paragraphs.get(own.unit, []),
        *tale.paragraphs.get(naming.unit, []),
        *_between(lines, own, naming),
    ]
    at = next(n for n, line in enumerate(lines) if line is own)
    beside = [lines[n] for n in (at - 1, at - 2, at + 1, at + 2) if 0 <= n < len(lines)]
    beside += [line for line in lines if line.block.is_caption]
    for line in (*near, *beside):
        if found := _venues(tale, line):
            give_span(tale.drafts[0], best_place(found), line)
            return


def _venues(tale: Tale, line: Line) -> list[PlaceSpan]:
    if line.heading or (not line.names and (line.others or line.dates)) or _is_of_another_time(tale, line):
        return []
    return [p for p in tale.reader.places(line) if p.place.venue and p.strength >= SURE_PLACE]


def _is_of_another_time(tale: Tale, line: Line) -> bool:
    """Whether a sentence tells where the next one will be, or where one was in another year."""
    cue = tale.reader.cues
    return (
        is_plan(tale.reader, line)
        or is_firm(tale.reader, line)
        or cue.has("next_one", line.low)
        or cue.has("history", line.low)
    )


def _take_hour(tale: Tale, lines: Sequence[Line], own: Line, naming: Line) -> None:
    """The hour told with the name, or of "the event"."""
    if any(draft.start is not None for draft in tale.drafts):
        return
    for line in lines:
        spoken = line is naming or line.unit == own.unit or tale.reader.cues.has("event", line.low)
        if not (line.times and spoken) or line.dates or not may_be_event_hour(line) or is_moment(tale, line):
            continue
        if is_past(tale.reader, line) or line is naming:
            give_times(tale.reader, tale.drafts, [(t, line) for t in line.times])
            return
