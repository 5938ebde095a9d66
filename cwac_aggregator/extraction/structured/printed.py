"""Full dates as people print them in a label, a feed's field or beside a machine-readable time: year and all, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from ...model import Place
from ...normalization.dates import DateSpan, Order
from ...normalization.language import fold, lexicon
from ...normalization.resolve import TimeFrame, resolve
from ...normalization.tokens import has_digit
from ...normalization.when import find_expressions
from .stamps import Stamp, parse_stamp

_LONGEST = 400
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_MONTH_FIRST = frozenset(("US", "PH"))


@dataclass(frozen=True, slots=True)
class Printed:
    """The first full date of a text, with the hours printed with it; `end` is None where none is printed."""

    start: Stamp
    end: Stamp | None = None


def read_printed(text: str, place: Place) -> Printed | None:
    """Read "October 3, 2026 9:30 AM - 12:00 PM", "10/03/2026 - 10/05/2026", ISO 8601 and their kin.

    Returns None where no date with its year is printed. Hours are taken only where morning or afternoon is printed.
    """
    text = " ".join(text[:_LONGEST].split())
    if stamp := parse_stamp(text):
        return Printed(stamp)
    if not has_digit(text):
        return None
    found = find_expressions(text, place.language or "en", _order(place))
    dates = [(span, day) for span in found.dates if (day := _day(span)) is not None]
    if not dates:
        return None
    span, first = dates[0]
    last = _last(span) or first
    if len(dates) > 1 and dates[1][1] > first:
        last = dates[1][1]
    times = [t for t in found.times if not t.inferred]
    if not times or times[0].start is None:
        return Printed(Stamp(text, first), Stamp(text, last) if last > first else None)
    start = Stamp(text, first, times[0].start)
    clock = times[0].end
    if clock is None and len(times) > 1 and len(dates) > 1:
        clock = times[1].end or times[1].start
    return Printed(start, None if clock is None else _end(text, start, last, clock))


def read_hours(text: str, day: date, place: Place) -> Printed | None:
    """The hours printed with a day without its year, which the markup tells whole: "November 21 @ 8:00 am - 10:00 am"."""
    text = " ".join(text[:_LONGEST].split())
    found = find_expressions(text, place.language or "en", _order(place))
    told = [(one.month, one.day) for span in found.dates for one in span.days]
    times = [t for t in found.times if not t.inferred]
    if told != [(day.month, day.day)] or len(times) != 1 or times[0].start is None:
        return None
    hours = times[0]
    months = lexicon(place.language or "en").months
    if any(fold(word) in months for word in _LETTERS.findall(text, hours.begin, hours.stop)):
        return None  # "8:00 am - November 23 @ 5:00 pm"
    start = Stamp(text, day, hours.start)
    return Printed(start, None if hours.end is None else _end(text, start, day, hours.end))


def _end(text: str, start: Stamp, last: date, clock: time) -> Stamp | None:
    end = Stamp(text, last, clock)
    return end if end.wall > start.wall else None


def _order(place: Place) -> Order | None:
    if place.country is None or (place.language or "en") != "en":
        return None
    return "mdy" if place.country in _MONTH_FIRST else "dmy"


def _day(span: DateSpan) -> date | None:
    if not span.days or (span.days[0].year is None and not (span.is_range and span.days[-1].year)):
        return None
    days = resolve(span, TimeFrame())
    return days[0].day if days else None


def _last(span: DateSpan) -> date | None:
    if not span.is_range:
        return None
    days = resolve(span, TimeFrame())
    return days[-1].day if days else None


def read_clock(text: str, place: Place) -> tuple[time, time | None] | None:
    """The hours of a text that holds nothing else ("09:30 AM - 12:00 PM", "9:30 am"): start, and end or None."""
    found = find_expressions(" ".join(text[:_LONGEST].split()), place.language or "en").times
    if not found or found[0].start is None:
        return None
    return found[0].start, found[0].end
