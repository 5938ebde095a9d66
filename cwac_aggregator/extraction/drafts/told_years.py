"""The year that a sentence opens with holds for its days: "In 2025 there were two: on March 5 and June 4", "Last year ..."."""

from __future__ import annotations

import re
from dataclasses import replace

from ...normalization.dates import DateSpan
from ..lines import Line
from .tale import Tale

_IN_YEAR = re.compile(r"\W{0,3}(?:in|im jahre?|en|em|in het jaar|in the year)\s+((?:19|20)\d\d)\b(?!\s*[-–/])")


def in_told_year(tale: Tale, line: Line, span: DateSpan, *, past: bool) -> DateSpan:
    """A day without a year in a sentence of the past that opens with one; any other as it is."""
    if not past or not span.days or any(day.year is not None for day in span.days):
        return span
    opening, now = _IN_YEAR.match(line.low), tale.frame.published or tale.frame.fetched
    if opening is not None and opening.end() <= span.begin:
        year = int(opening[1])
    elif now is not None and 0 < tale.reader.cues.opens("last_year", line.low) <= span.begin:
        year = now.year - 1
    else:
        return span
    return replace(span, days=tuple(replace(day, year=year) for day in span.days))
