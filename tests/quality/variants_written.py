"""One page with its days and hours written in other ways."""

from __future__ import annotations

import re
from collections.abc import Callable

from .clothes import Variant, in_text

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_ALONE = r"(?!\d|st|nd|rd|th|:)(?!,? ?(?:and|&|&amp;|or|-|–|—|to|through) ?\d)(?!, \d{1,2}(?!\d))"
"""Behind a day that is no part of a list or a range."""
_DAY = re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}}){_ALONE}")
_WITH_YEAR = re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}}),? (?P<year>20\d\d)\b")
_WITH_WEEKDAY = re.compile(
    rf"\b(?P<weekday>{_WEEKDAYS}),? (?P<rest>{_MONTH} (?P<day>\d{{1,2}}){_ALONE}(?P<year>,? \d{{4}})?)"
)
_HOURS = re.compile(
    r"\b(\d{1,2})(:\d\d)? ?(?:([ap])\.?m\.?)? ?(?:-|–|—|to) ?(\d{1,2})(:\d\d)? ?([ap])\.?m\b\.?", re.IGNORECASE
)


def _number(found: re.Match[str]) -> int:
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(found["month"][:3]))


def _ending(day: str) -> str:
    return "th" if 10 < int(day) < 14 else {"1": "st", "2": "nd", "3": "rd"}.get(day[-1], "th")


def _dates(pattern: re.Pattern[str], form: Callable[[re.Match[str]], str]) -> Variant:
    return lambda html: in_text(html, lambda text: pattern.sub(form, text))


def _hours(form: str) -> Variant:
    """Ranges in a form: h, m and a are hour, minutes and side of the day of the start, H, M and A of the end; a 24-hour
    clock has its hours in x and X, and minutes that are always printed are in mm and MM."""

    def written(found: re.Match[str]) -> str:
        h, end = int(found[1]), int(found[4])
        last = found[6].lower()
        first = found[3].lower() if found[3] else "a" if (h > end != 12 or end == 12 != h) and h != 12 else last
        return form.format(
            h=h,
            m=found[2] or "",
            mm=found[2] or ":00",
            a=first,
            x=h % 12 + 12 * (first == "p"),
            H=end,
            M=found[5] or "",
            MM=found[5] or ":00",
            A=last,
            X=end % 12 + 12 * (last == "p"),
        )

    return lambda html: in_text(html, lambda text: _HOURS.sub(written, text))


def _in_language(pattern: str, form: str) -> Variant:
    """Ranges of hours of another language: a and b are hour and minutes of the start, c and d of the end."""

    def written(found: re.Match[str]) -> str:
        return form.format(a=found[1], b=found[2] or "00", c=found[3], d=found[4] or "00")

    return lambda html: in_text(html, lambda text: re.sub(pattern, written, text))


_GERMAN = r"\b(\d{1,2})(?:[.:](\d\d))?(?: Uhr)? (?:bis|–|-) (\d{1,2})(?:[.:](\d\d))? Uhr"
_DUTCH = r"\b(\d{1,2})(?:[.:](\d\d))?(?: uur)? (?:tot|-|–) (\d{1,2})(?:[.:](\d\d))? uur"
_FRENCH = r"\b(\d{1,2}) ?h ?(\d\d)? (?:à|-|–) (\d{1,2}) ?h ?(\d\d)?"
_SPANISH = r"\b(\d{1,2})(?::(\d\d))?(?: horas| h)? a (\d{1,2})(?::(\d\d))?(?: horas| h)\b"
_PORTUGUESE = r"\b(\d{1,2})h(\d\d)? às (\d{1,2})h(\d\d)?"

WRITTEN: dict[str, Variant] = {
    "month-short-and-glued": _dates(_DAY, lambda f: f"{f['month'][:3]}.{f['day']}"),
    "month-short-with-stop": _dates(_DAY, lambda f: f"{f['month'][:3]}. {f['day']}"),
    "month-in-capitals": _dates(_DAY, lambda f: f"{f['month'].upper()} {f['day']}"),
    "month-in-small-letters": _dates(_DAY, lambda f: f"{f['month'].lower()} {f['day']}"),
    "day-raised-ending": _dates(_DAY, lambda f: f"{f['month']} {f['day']}<sup>{_ending(f['day'])}</sup>"),
    "day-before-month": _dates(_DAY, lambda f: f"{f['day']}{_ending(f['day'])} of {f['month']}"),
    "day-in-numbers": _dates(_WITH_YEAR, lambda f: f"{f['year']}-{_number(f):02}-{int(f['day']):02}"),
    "weekday-short": _dates(_WITH_WEEKDAY, lambda f: f"{f['weekday'][:3]}. {f['rest']}"),
    "weekday-behind": _dates(_WITH_WEEKDAY, lambda f: f"{f['rest']} ({f['weekday']})"),
    "hours-glued": _hours("{h}{m}{a}m-{H}{M}{A}m"),
    "hours-of-one-letter": _hours("{h}{m}{a}-{H}{M}{A}"),
    "hours-with-arrow": _hours("{h}{m} {a}.m. → {H}{M} {A}.m."),
    "hours-of-a-soldier": _hours("{x:02}{mm}-{X:02}{MM} hours"),
    "german-hours-with-colons": _in_language(_GERMAN, "{a}:{b} – {c}:{d} Uhr"),
    "german-hours-told-twice": _in_language(_GERMAN, "{a}.{b} Uhr bis {c}.{d} Uhr"),
    "dutch-hours-with-colons": _in_language(_DUTCH, "{a}:{b} - {c}:{d} uur"),
    "french-hours-with-dash": _in_language(_FRENCH, "{a}h{b}-{c}h{d}"),
    "french-hours-with-colons": _in_language(_FRENCH, "{a}:{b} à {c}:{d}"),
    "spanish-hours-with-dash": _in_language(_SPANISH, "{a}:{b} - {c}:{d} h"),
    "portuguese-hours-with-colons": _in_language(_PORTUGUESE, "{a}:{b} às {c}:{d}"),
}
