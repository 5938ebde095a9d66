"""Paragraphs that go on with an event named before: they tell its hour, its day, its rows, or when it is held again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..drafts.draft import SURE_PLACE
from ..drafts.hours import may_be_event_hour
from ..lines import Line, Reader

_IT = re.compile(r"\b(?:it|them|one|two|lo|la|los|es|le|het|o)\b")
_ASIDE = 30
"""Letters of a line between two paragraphs that is of neither ("Advertisement")."""
_HEADING = 45
"""Letters of the longest heading that says that facts follow."""
_OF_IT = 6
"""Letters before "event" in a sentence that opens with it."""
_ROW_OPENING = 3
"""Letters before the day that opens a row."""


def tells_the_hour(before: Sequence[Line], relevant: Sequence[bool], line: Line) -> bool:
    """Whether a paragraph tells the hour of the event that the one before dates: "Between 9 and 10:30 you may ask ..."."""
    if not line.times or line.dates or line.heading or line.label is not None or line.block.group:
        return False
    if not before or not relevant[-1] or not may_be_event_hour(line):
        return False
    kept = [known for known, keep in zip(before, relevant, strict=True) if keep]
    return any(known.dates for known in kept) and not any(known.times for known in kept)


def tells_the_day(before: Sequence[Line], relevant: Sequence[bool], line: Line, reader: Reader) -> bool:
    """Whether a paragraph goes on with the event that the one before names without a day: "It is on Thursday, May 5."."""
    if not line.dates or line.names or line.others or line.heading or line.label is not None or line.block.group:
        return False
    above = next((known for known in reversed(before) if known.unit != line.unit), None)
    if above is None or not relevant[-1 - sum(known.unit == line.unit for known in before)]:
        return False
    own = [known for known, keep in zip(before, relevant, strict=True) if keep]
    named = [known for known in own if known.unit == above.unit]
    if not any(known.names for known in named):
        return False
    if any(known.dates for known in own):
        return _gives_new_day(named, line, reader) or _tells_another(line, reader)
    opening = line.low[: line.dates[0].begin]
    opens = before[-1].unit != line.unit and len(opening) < 30
    if opens and (not opening.strip() or reader.cues.spans("goes_on", opening)[:1] == [(0, len(opening.split()[0]))]):
        return True
    opens = before[-1].unit != line.unit and any(begin < _OF_IT for begin, _ in reader.cues.spans("event", line.low))
    if opens and not reader.cues.has("assembly", line.low):
        return True  # "The event was on Wednesday, March 13, at Elm Diner"
    return _tells_whole(line, reader) and (bool(line.hosts()) or reader.cues.has_any(("one_of", "ours"), line.low))


def _tells_another(line: Line, reader: Reader) -> bool:
    """Whether a sentence opens with a further one and tells its place: "The one on March 20 at Elm Diner at 8 is still on",
    "The second is April 10 at Oak Cafe"; one named by a single word ("Another") tells its hour, too."""
    spans = [s for role in ("one_of", "next_one") for s in reader.cues.spans(role, line.low) if s[0] < _OF_IT]
    if any(" " in line.low[begin:stop] for begin, stop in spans):
        return any(p.place.venue and p.strength >= SURE_PLACE for p in reader.places(line))
    return bool(spans) and _tells_whole(line, reader)


def _gives_new_day(named: Sequence[Line], line: Line, reader: Reader) -> bool:
    """Whether a paragraph right under one that puts the event off tells its new day ("The new date is Wednesday, March 20")."""
    put_off = any(reader.cues.has(role, known.low) for known in named for role in ("postponed", "cancelled", "moved"))
    return put_off and reader.cues.has("moved", line.low)


def _tells_whole(line: Line, reader: Reader) -> bool:
    """Whether a dated sentence tells hour and venue too."""
    return (
        bool(line.times)
        and may_be_event_hour(line)
        and any(p.place.venue and p.strength >= SURE_PLACE for p in reader.places(line))
    )


def tells_it_whole(lines: Sequence[Line], i: int, reader: Reader) -> bool:
    """Whether a sentence tells day, hour and place of what the paragraph above names without a day, in a paragraph that opens
    with the police who hold it ("The Dover police are bringing it to two libraries. Elm Library has the first on ...")."""
    line = lines[i]
    if not (line.dates and line.times) or line.names or line.others or line.heading or line.label is not None:
        return False
    if not any(p.place.venue and (p.place.street or p.strength >= SURE_PLACE) for p in reader.places(line)):
        return False
    opening = next(known for known in lines if known.unit == line.unit)
    if not opening.hosts() or not (_IT.search(opening.low) or reader.cues.has("event", opening.low)):
        return False
    above = [known for known in lines[:i] if known.unit != line.unit and len(known.text) > _ASIDE]
    named = above and [known for known in above if known.unit == above[-1].unit]
    return bool(named) and any(known.names for known in named) and not any(known.dates for known in named)


def is_row_owed(before: Sequence[Line], told_on: set[int], line: Line) -> bool:
    """Whether a paragraph opens with a day and tells an hour, and stands where a paragraph that names the program without
    one owes its days: right under it, or under another such row."""
    if line.heading or line.names or line.others or line.label is not None or line.reader is None:
        return False
    if not line.dates or not line.times or not before or before[-1].unit == line.unit:
        return False
    above = before[-1]
    if line.dates[0].begin > _ROW_OPENING:
        return above.unit in told_on and line.reader.cues.has("one_of", line.low)
    if above.unit in told_on:
        return True
    named = [known for known in before if known.names]
    if not named or any(known.dates for known in before if known.unit == named[-1].unit):
        return False
    return above.unit == named[-1].unit


def heads_facts(lines: Sequence[Line], relevant: Sequence[bool], i: int, reader: Reader) -> bool:
    """Whether a heading says that the days and places of what was told above follow ("Wann und wo?")."""
    if i + 1 >= len(lines) or not any(relevant[:i]) or len(lines[i].text) > _HEADING:
        return False
    words = lines[i].low.strip(" :?!.")
    below = lines[i + 1]
    if reader.cues.spans("dates_heading", words)[:1] != [(0, len(words))]:
        return False
    return bool(below.dates or below.rules or below.label in ("date", "place")) and not below.others


def tells_the_next(before: Sequence[Line], relevant: Sequence[bool], line: Line, reader: Reader) -> bool:
    """Whether a paragraph further down tells when what was told is held again ("L'opération sera renouvelée le 2 juillet")."""
    if not line.dates or line.names or line.others or line.heading or line.label is not None or line.block.group:
        return False
    if not reader.cues.has("next_one", line.low[: line.dates[0].begin]):
        return False
    told = next((n for n in range(len(before) - 1, -1, -1) if relevant[n]), None)
    if told is None or any(known.heading for known in before[told + 1 :]):
        return False
    return bool(line.times) or any(p.place.venue for p in reader.places(line))
