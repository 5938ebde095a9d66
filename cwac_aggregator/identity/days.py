"""Two starts: one, one moved to the other, one misprinted, or two."""

from __future__ import annotations

from datetime import date

from .editions import is_one_edition
from .records import Record
from .words import PLAIN

_DAY = 86400
_EPOCH = date(1970, 1, 1).toordinal()
_A_YEAR = 370
"""Days within which what is held once cannot come twice."""


def compare_starts(a: Record, b: Record) -> str:
    """The outcome for two starts."""
    if not a.day or not b.day:
        return "unknown"
    if a.day == b.day:
        return _hours(a, b)
    if a.previous_day == b.day or b.previous_day == a.day:
        return "moved"
    if says_its_day_is_new(a, b):
        return "re-dated"
    if b.day in a.other_days or a.day in b.other_days:
        return "alternative-hour" if a.minute == b.minute >= 0 else "alternative"
    apart = abs(a.day - b.day)
    if is_one_edition(a.edition, b.edition) and _could_be_misprinted(a, b, apart):
        return "one-edition"
    if a.minute == b.minute and a.minute >= 0 and a.host != b.host:  # One site's two entries are two.
        if _is_date_of_another_year(a.day, b.day):
            return "same-date-named" if _share_a_name(a, b) else "same-date"
        if apart == 1 and _share_a_name(a, b):
            return "next-day-named"
    return "next-day" if apart == 1 else "same-weekday" if apart in (7, 14) else "other-day"


def says_another_hour(a: Record, b: Record) -> bool:
    """Whether one of two mentions of one day gives its hour as a new one: it says it was the other's, or it is the same
    entry of a page, read again."""
    return _moves_from(a, b) or _moves_from(b, a) or says_its_day_is_new(a, b)


def _hours(a: Record, b: Record) -> str:
    if a.minute < 0 or b.minute < 0:
        return "same-day-others" if _are_others(a, b) else "same-day"
    apart = abs(a.minute - b.minute)
    if apart == 0:
        return "same-minute"
    if says_another_hour(a, b):
        return "moved"
    if apart > 60:
        return "other-hour"
    return "close-others" if _are_others(a, b) else "close"


def _moves_from(a: Record, b: Record) -> bool:
    return a.previous_day == b.day and 0 <= a.previous_minute == b.minute


def says_its_day_is_new(a: Record, b: Record) -> bool:
    """Whether two mentions are one entry with an address and an id of its own, whose date was changed. Two entries of one reading
    are two (a calendar repeats an id for each day), and what was past is not moved any more."""
    if not a.native or a.native != b.native or a.home != b.home:
        return False
    if not a.seen or not b.seen:
        return True
    earlier, later = (a, b) if a.seen < b.seen else (b, a)
    return earlier.seen != later.seen and _EPOCH + later.seen // _DAY <= earlier.day


def _could_be_misprinted(a: Record, b: Record, apart: int) -> bool:
    """Whether one of two days may be the other with a slip: its neighbour, or the date of another year. What is counted (a
    fifth anniversary) has no second day within a year."""
    if a.minute != b.minute and a.minute >= 0 and b.minute >= 0:
        return False
    if apart == 1 or (apart <= _A_YEAR and not a.edition.once.isdisjoint(b.edition.once)):
        return True
    return _is_date_of_another_year(a.day, b.day)


def _is_date_of_another_year(left: int, right: int) -> bool:
    if abs(left - right) not in (365, 366):
        return False
    one, two = date.fromordinal(left), date.fromordinal(right)
    return (one.month, one.day) == (two.month, two.day)


def _share_a_name(a: Record, b: Record) -> bool:
    """Whether two headlines share a word that is neither said of any edition nor the name of place or host."""
    shared = set(a.title.split()).intersection(b.title.split()) - PLAIN
    if not shared:
        return False
    known = " ".join((a.venue, b.venue, a.road, b.road, a.city, b.city, a.organizer, b.organizer)).split()
    return any(not word.isdigit() for word in shared.difference(known))


def _are_others(a: Record, b: Record) -> bool:
    """Whether one is the sheriff's and the other the police department's."""
    one, two = a.organizer.split(), b.organizer.split()
    return ("so" in one) != ("so" in two) and ("pd" in one) != ("pd" in two)
