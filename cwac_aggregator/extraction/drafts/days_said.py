""" "Today" in what somebody says at an event that the story reports for another day: "They met on Tuesday. “We had a good crowd
today,” she said."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...normalization.clocks import TimeSpan
from ...normalization.dates import DateSpan
from ..lines import Line, Reader
from .tense import is_firm, is_plan

_SPEECH = re.compile(r"[«“„][^»”]*(?:[»”]|$)|^\"[^\"]*(?:\"|$)")
"""What somebody says, to its end or that of the line."""


def leave_days_said(reader: Reader, story: Sequence[Line]) -> None:
    """Takes the days that were "today" to who is quoted out of a story, where it tells
    another day, or they do not name the program."""
    said = [line for line in story if any(_is_said(line, day) for day in line.dates) and not is_firm(reader, line)]
    told = bool(said) and any(_tells_day(reader, line) for line in story)
    for line in said:
        if told or not line.names:
            line.dates = [day for day in line.dates if not _is_said(line, day)]


def _is_said(line: Line, day: DateSpan) -> bool:
    return day.offset == 0 and is_quoted(line, [day])


def _tells_day(reader: Reader, line: Line) -> bool:
    """Whether a line tells a day that is not "today" in the paper's own words, and plans nothing."""
    return any(day.offset != 0 and not is_quoted(line, [day]) for day in line.dates) and not is_plan(reader, line)


def is_quoted(line: Line, spans: Sequence[DateSpan] | Sequence[TimeSpan]) -> bool:
    """Whether a day or an hour of a line stands in what somebody says: "“They race down my street at 7,” said one of them"."""
    said = [found.span() for found in _SPEECH.finditer(line.text)] if spans else []
    return any(begin < span.begin and span.stop <= stop for begin, stop in said for span in spans)
