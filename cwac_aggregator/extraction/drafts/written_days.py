"""The days on which something was written, posted, said or is to be done by: no event's."""

from __future__ import annotations

import re

from ... import gazetteer
from ...normalization.dates import DateSpan
from ..cues import Cues, in_every_language, plain
from ..lines import Line, Reader, clause_start
from .tense import tells_past

_DATELINE_TOWN = re.compile(r"[A-ZÀ-Þ][^\d,:]{2,40},(?: [A-ZÀ-Þ][\w. ]{1,18},)? ?(?:a )?(?:\w+,? )?")
_DATELINE_END = re.compile(r"\.?\s*(?:\([^)]{1,20}\)\s*)?[-–—]{1,2}\s*[A-ZÀ-Þ“\"«¿¡]")
_DOTTED_END = re.compile(r"\.\s?[-–—]{1,2}\s*[A-ZÀ-Þ“\"«¿¡]")
"""What stands behind a day only where it opens a report: "2 de marzo de 2026.- La Policía Local ..."."""
_CAME_BY = re.compile(
    r"\b(?:came|come|coming|stopped|stop|dropped|drop|swung|went|passed|flew) by (?:last |this |early )?(?:on )?$"
)
"""Who came by on a day did not do it until then."""
_SAID_WITHIN = 5
"""Words between a word of saying and its day, both included."""
_BEHIND_ITS_NAME = 6
"""Letters from the name of the nation's day to its date: ", on "."""
_HANDLE = re.compile(r"\(@\w+\)\s*$")
"""Who posted a message, before the day it was posted."""


def is_stamp(cue: Cues, line: Line, span: DateSpan, near: str) -> bool:
    """Whether the words right before a date say that something was posted then ("Updated 11/29/2017")."""
    if line.label is not None or span.is_range:
        return False
    if cue.opens("stamp", line.low) and line.low.startswith(":", span.stop):
        return cue.ends("stamp", near, 3)  # "UPDATE 3/12: Coffee with a Cop has been postponed"
    if line.names and (cue.has("moved", line.low) or cue.has("postponed", line.low)):
        return False  # "wird vom 19. Juni auf den 26. Juni verschoben"
    if any(cue.opens("from_day", line.low[name.stop + 1 : span.begin]) for name in line.names):
        return False  # "Coffee with a Cop vom 11. März"
    if _HANDLE.search(line.low, 0, span.begin):
        return True  # a message's own: "— Polk County Sheriff (@PolkCoSheriff) June 7, 2019"
    return cue.ends("stamp", near, 2 if span.weekday is not None else 6)


def is_dateline(reader: Reader, line: Line, span: DateSpan) -> bool:
    """Whether a date stands with the town a report opens with: "Guadalupe, N.L., a 3 de junio de 2024.- "."""
    before, after = line.text[: span.begin], line.text[span.stop :]
    if line.label is None and _DOTTED_END.match(after) is not None:
        return not before or _DATELINE_TOWN.fullmatch(before) is not None
    if _DATELINE_TOWN.fullmatch(before) is None or _DATELINE_END.match(after) is None or line.label is not None:
        return False
    town = before.split(",")[0].strip()
    if town.isupper() or plain(town) == plain(reader.place.city or ""):
        return True
    return gazetteer.find_city(town, reader.place.region, reader.place.country) is not None


def is_deadline(reader: Reader, line: Line, span: DateSpan, near: str) -> bool:
    """Whether a date ends something: a season ("through May 3") or the time to sign up ("forms back by February 3")."""
    cue = reader.cues
    if line.label in ("date", "time"):
        return False
    if _CAME_BY.search(near):
        return False
    if _ends_at_national_day(cue, line.low[: span.begin]):
        return True
    gap = 12 if span.weekday is not None else 5
    if cue.ends("season", near, 12 if span.weekday is not None else 3) and line.dates[0] is span:
        return True
    before = max((other.stop for other in line.dates if other.stop <= span.begin), default=0)
    begin = clause_start(line.low, span.begin, before)
    clause = line.low[begin : span.begin]
    named = any(begin <= name.begin < span.begin for name in line.names)
    if not named and cue.has("deadline", clause) and cue.has("deadline_topic", clause):
        return True
    if near.endswith(" zum ") and not line.times and not any(r.begin < span.begin for r in line.rules):
        return True  # "soll zum 31. Dezember schliessen"
    if not cue.ends("deadline", near, gap):
        return False
    if span.relative == "bare" and len(clause.split()) < 2 and tells_past(reader, line):
        return False  # "By Saturday morning, the tables were full"
    if cue.has("deadline_topic", line.low) or (not line.names and not line.times):
        return True
    ranged = any(t.start is not None and t.end is not None for t in line.times)
    return not line.names and not ranged and near.rstrip().endswith(in_every_language("before_day"))


def _ends_at_national_day(cue: Cues, before: str) -> bool:
    """Whether a season ends on the nation's day, which is told by its name: "running until National Coffee with a Cop Day on
    October 7"."""
    return any(
        len(before) - stop <= _BEHIND_ITS_NAME and cue.ends("season", before[:begin], 1)
        for begin, stop in cue.spans("national_day", before)
    )


def is_day_of_saying(cue: Cues, before: str) -> bool:
    """Whether the words before a day say that something was said then ("the chief announced on Monday")."""
    words = " ".join(before.replace(",", " ").split()[-_SAID_WITHIN:])
    said = cue.spans("saying", words)
    return bool(said) and not cue.has("firm", words[said[-1][1] :])  # not "which she said will be Wednesday"
