"""Printed dates to days of the calendar, against what the page tells of its own time (law 1)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ..model import Flag
from .dates import DateSpan, Day

RELEASE_YEAR = 2026
"""The year this reader was released: the last resort for a day that nothing on the page or of the fetch dates."""

_SUNDAY = 6
_LONGEST_RUN = 4
_FAR_AHEAD = 250
"""Days from the fetch to a day without a year, where that of the year before is likelier."""
_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class TimeFrame:
    """What the dates of a text can lean on.

    `published` is the page's own day of writing, `month` the middle of its month where only that is known: it can give a
    year or a month, never what "Friday" means; `stated` a full date nearby that relative words may lean on;
    `years` are years printed where they govern the text (its heading, its title, a neighbouring full date), nearest
    first; `named` the middle of the month that a heading names for the days under it; `held` the last full day that the text tells as past,
    where what is planned comes after it; `fetched` the day of the fetch; `newest_year` the newest year printed on the page; `past` where the text
    tells of the past.
    """

    published: date | None = None
    stated: date | None = None
    years: tuple[int, ...] = ()
    fetched: date | None = None
    newest_year: int | None = None
    past: bool = False
    month: date | None = None
    named: date | None = None
    held: date | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """One day. `leaning` is False where nothing but the newest possible year spoke for it."""

    day: date
    flags: tuple[Flag, ...] = ()
    alternatives: tuple[date, ...] = ()
    leaning: bool = field(default=True)


def resolve(span: DateSpan, frame: TimeFrame) -> list[Resolved]:
    """The days a date expression means, in order; none where they cannot be known, or lie outside the calendar or in the first
    or last year of it: what is counted from a day, its morrow or its week, must be a day as well."""
    try:
        found = _resolve(span, frame)
    except OverflowError:  # "tomorrow" on the last day that a date can hold
        return []
    return [resolved for resolved in found if date.min.year < resolved.day.year < date.max.year]


def _resolve(span: DateSpan, frame: TimeFrame) -> list[Resolved]:
    if span.offset is not None:
        base = frame.published or frame.stated
        return [Resolved(base + timedelta(days=span.offset), ("date-relative",))] if base else []
    if not span.days:
        return _relative_weekday(span, frame)
    if span.relative == "last":
        frame = replace(frame, past=True)
    if span.ordinal is not None:
        return _ordinal(span, frame)
    if span.is_range and len(span.days) == 2:
        return _run(span.days[0], span.days[1], span.weekday, frame)
    found = [_resolve_day(day, span.weekday if len(span.days) == 1 else None, frame) for day in span.days]
    return [r for r in found if r is not None]


def _run(first: Day, last: Day, weekday: int | None, frame: TimeFrame) -> list[Resolved]:
    """The days from the first to the last; none where they are a season rather than the days of an event."""
    one = _resolve_day(first, weekday, frame)
    if one is None:
        return []
    years = (last.year,) if last.year else (one.day.year, one.day.year + 1)
    ends = [d for y in years if (d := _date(y, last.month or one.day.month, last.day)) is not None and d >= one.day]
    if not ends or (length := (ends[0] - one.day).days) > _LONGEST_RUN:
        return []
    following = [Resolved(one.day + timedelta(days=n), one.flags, (), one.leaning) for n in range(1, length + 1)]
    return [one, *following]


def nearest_weekday(day: date, weekday: int, latest: date | None = None) -> date:
    """The day nearest to `day` that falls on `weekday` (0 Monday), not after `latest`; of two, the earlier."""
    back = (day.weekday() - weekday) % 7
    earlier, later = day - timedelta(days=back), day + timedelta(days=7 - back)
    if latest is not None and later > latest:
        return earlier
    return earlier if back <= 7 - back else later


def _relative_weekday(span: DateSpan, frame: TimeFrame) -> list[Resolved]:
    base = frame.published or frame.stated
    if base is None or span.weekday is None:
        return []
    ahead = (span.weekday - base.weekday()) % 7
    if span.weeks < 0:
        # a week begins on Monday, but on a Sunday "last week" is the one just over
        monday = base - timedelta(days=base.weekday() if base.weekday() < _SUNDAY else -1)
        day = monday + timedelta(days=span.weekday + 7 * span.weeks)
    elif span.weeks:
        day = base + timedelta(days=ahead + 7 * span.weeks)
    elif span.relative == "last" or (frame.past and span.relative in ("bare", "this")):
        back = (base.weekday() - span.weekday) % 7
        if back == 0 and span.relative == "last":
            back = 7
        day = base - timedelta(days=back)
    elif span.relative == "next":
        # "next Wednesday" written on a Saturday is the coming one; written earlier in the week, that of the week after
        same_week = span.weekday > base.weekday() and base.weekday() < 5
        day = base + timedelta(days=(ahead or 7) + (7 if same_week and ahead < 7 and ahead > 0 else 0))
    else:
        day = base + timedelta(days=ahead or (7 if span.to_come else 0))
    return [Resolved(day, ("date-relative",))]


def _ordinal(span: DateSpan, frame: TimeFrame) -> list[Resolved]:
    assert span.ordinal is not None
    nth, weekday = span.ordinal
    month = span.days[0].month or 1
    year = (
        span.days[0].year
        or (frame.years[0] if frame.years else None)
        or (ref.year if (ref := frame.published or frame.month or frame.fetched) else None)
    )
    if year is None:
        return []
    if nth > 0:
        first = date(year, month, 1)
        day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    else:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        day = last - timedelta(days=(last.weekday() - weekday) % 7)
    return [Resolved(day, () if span.days[0].year else ("year-inferred",))] if day.month == month else []


def _resolve_day(day: Day, weekday: int | None, frame: TimeFrame) -> Resolved | None:
    month = day.month
    if month is None:
        told = _date(frame.named.year, frame.named.month, day.day) if frame.named is not None else None
        if told is not None and weekday in (None, told.weekday()):
            return Resolved(told)  # "Viernes 15" under "Diciembre 2023"
        base = frame.stated or frame.published or frame.month
        if base is None:
            return None
        near = [
            _date(base.year + (base.month + n - 1) // 12, (base.month + n - 1) % 12 + 1, day.day) for n in (0, 1, -1)
        ]
        fitting = [d for d in near if d is not None and (weekday is None or d.weekday() == weekday)]
        if not fitting:
            return None
        later = [d for d in fitting if d >= base] if not frame.past else [d for d in fitting if d <= base]
        return Resolved((later or fitting)[0], ("year-inferred",))
    if day.year is not None:
        exact = _date(day.year, month, day.day)
        if exact is None:
            return None
        return _checked(exact, weekday, frame, ())
    return _infer_year(month, day.day, weekday, frame)


def _infer_year(month: int, day: int, weekday: int | None, frame: TimeFrame) -> Resolved | None:
    flags: tuple[Flag, ...] = ("year-inferred",)
    near = [d for y in frame.years if (d := _date(y, month, day)) is not None]
    fitting = [d for d in near if weekday is None or d.weekday() == weekday]
    if fitting:
        return Resolved(_before_writing(_after_held(fitting[0], weekday, frame), weekday, frame), flags)
    ref = frame.published or frame.month
    if ref is not None and day <= _DAYS_IN_MONTH[month - 1]:
        around = [d for y in (ref.year - 1, ref.year, ref.year + 1) if (d := _date(y, month, day)) is not None]
        if not around:
            around = [d for y in range(ref.year - 8, ref.year + 9) if (d := _date(y, month, day)) is not None]
        matching = [d for d in around if weekday is None or d.weekday() == weekday]
        if matching:
            best = min(matching, key=lambda d: _distance(d, ref, frame.past))
            # a weekday that fits only a far-off year is rather a slip of the pen than a plan for next year
            nearest = min(around, key=lambda d: _distance(d, ref, frame.past))
            if best == nearest or abs((best - ref).days) <= 250:
                return Resolved(best, flags)
        if near:
            return _checked(near[0], weekday, frame, flags)
        return _checked(min(around, key=lambda d: _distance(d, ref, frame.past)), weekday, frame, flags)
    if near:
        return _checked(near[0], weekday, frame, flags)
    newest = frame.fetched.year if frame.fetched else (frame.newest_year or RELEASE_YEAR)
    candidates = [d for y in range(newest, newest - 12, -1) if (d := _date(y, month, day)) is not None]
    matching = [d for d in candidates if weekday is None or d.weekday() == weekday]
    if not matching:
        return None
    if frame.fetched is not None and len(matching) > 1:
        # a page is fetched while its event is near: what is far ahead of that day has been
        ahead = (matching[0] - frame.fetched).days
        if ahead > 0 and (frame.past or ahead > _FAR_AHEAD):
            del matching[0]
    others = tuple(matching[1:3]) if weekday is not None else ()
    return Resolved(matching[0], flags, others, leaning=False)


def _after_held(day: date, weekday: int | None, frame: TimeFrame) -> date:
    """A planned day in the next year, where in that of the day last reported it would come before it."""
    if frame.held is None or frame.past or day >= frame.held:
        return day
    later = _date(day.year + 1, day.month, day.day)
    if later is None or (weekday is not None and later.weekday() != weekday):
        return day
    return later if (later - max(frame.held, frame.fetched or frame.held)).days <= _FAR_AHEAD else day


def _before_writing(day: date, weekday: int | None, frame: TimeFrame) -> date:
    """A reported day in the year before, where in that printed over it it would be far ahead: a newsletter of January thanks
    for December."""
    if not frame.past or frame.published is None or day <= frame.published:
        return day
    before = _date(day.year - 1, day.month, day.day)
    if before is None or (weekday is not None and before.weekday() != weekday):
        return day
    return before if frame.published - before < day - frame.published else day


def _distance(day: date, ref: date, past: bool) -> float:
    """How far a day is from the day of writing: plans reach further ahead than reports reach back."""
    days = (day - ref).days
    if past:
        return -days if days <= 0 else days * 8 + 30
    return days if days >= 0 else -days * 2 + 10


def _checked(day: date, weekday: int | None, frame: TimeFrame, flags: tuple[Flag, ...]) -> Resolved:
    """The printed date wins over the printed weekday; the other reading is kept (law 1)."""
    if weekday is None or day.weekday() == weekday:
        return Resolved(day, flags)
    latest = frame.published if frame.past or (frame.published is not None and day <= frame.published) else None
    return Resolved(day, (*flags, "weekday-mismatch"), (nearest_weekday(day, weekday, latest),))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
