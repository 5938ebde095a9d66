"""Dates as printed: found in running text with their place, not yet turned into days of a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .clocks import is_clock
from .tokens import Tokens

Order = Literal["mdy", "dmy"]
RelativeKind = Literal["this", "next", "last", "bare"]

_DASHES = frozenset("-–—‐‑−")
_NOT_A_DAY_AFTER = frozenset(
    [
        "annual",
        "anniversary",
        "grade",
        "graders",
        "street",
        "st",
        "ave",
        "avenue",
        "floor",
        "precinct",
        "district",
        "ward",
        "time",
        "year",
    ]
)
_AMBIGUOUS_MONTHS = frozenset(["may", "march", "mar", "set", "ago", "mai", "sept", "dec"])
_AMBIGUOUS_WEEKDAYS = frozenset(
    [
        "sat",
        "sun",
        "wed",
        "mar",
        "lun",
        "son",
        "sex",
        "dom",
        "ter",
        "seg",
        "don",
        "mer",
        "ven",
        "vie",
        "zon",
        "fri",
        "mon",
        "die",
        "jeu",
        "sam",
        "dim",
        "qua",
        "qui",
    ]
)
_YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class Day:
    """One printed day; what is not printed is None."""

    month: int | None
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class DateSpan:
    """One date expression: printed days, or a word that stands for a day.

    `days`: one for a date, several for a list ("June 3, 10 and 17"); with `is_range` the first and last of a run.
    `weekday` is 0 (Monday) to 6. `offset` counts days from the day of writing ("tomorrow" is 1). `relative` tells how a
    weekday alone is meant. `first` and `last` are token indexes, `last` exclusive; `begin` and `stop` offsets in the text.
    """

    begin: int
    stop: int
    first: int
    last: int
    days: tuple[Day, ...] = ()
    weekday: int | None = None
    offset: int | None = None
    relative: RelativeKind | None = None
    is_range: bool = False
    ordinal: tuple[int, int] | None = None
    """(n, weekday) of "the first Wednesday in October": then `days` holds the month with day 0."""


def find_dates(tokens: Tokens, order: Order | None = None) -> list[DateSpan]:
    """All dates of a text, left to right, in time linear in its length. `order` is how numeric dates are read."""
    order = order or tokens.lexicon.date_order
    spans: list[DateSpan] = []
    i, floor = 0, 0
    count = len(tokens)
    months, weekdays, relative = tokens.lexicon.months, tokens.lexicon.weekdays, tokens.lexicon.relative
    words, numbers, holidays = tokens.words, tokens.numbers, tokens.lexicon.holidays
    while i < count:
        span = None
        word = words[i]
        if numbers[i] >= 0:
            span = _numeric(tokens, i, order) or _day_month(tokens, i)
        elif word in months:
            span = _month_day(tokens, i)
        elif word in weekdays:
            span = _weekday(tokens, i)
        elif word in relative:
            span = _relative_word(tokens, i)
        elif word in tokens.lexicon.ordinals:
            span = _ordinal_weekday(tokens, i) or _first_of_month(tokens, i)
        elif tokens.role(i, "the"):
            span = _ordinal_day(tokens, i)
        elif word in holidays:
            span = _holiday(tokens, i)
        if span is None:
            i += 1
            continue
        span = _with_weekday(tokens, span, floor)
        if spans and span.first < spans[-1].last:
            i = max(i + 1, span.last)
            continue
        spans.append(span)
        i = floor = span.last
    return spans


def _span(tokens: Tokens, first: int, last: int, **values: object) -> DateSpan:
    return DateSpan(tokens.starts[first], tokens.ends[last - 1], first, last, **values)  # type: ignore[arg-type]


def _day(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """A day of the month at token `i`: (day, index after it and its ordinal ending)."""
    value = tokens.number(i)
    if not 1 <= value <= 31 or tokens.digits(i) > 2:
        return None
    j = i + 1
    if tokens.role(j, "ordinal_suffix") and (
        tokens.adjoins(j) or (len(tokens.word(j)) == 2 and tokens.starts[j] - tokens.ends[i] <= 1)
    ):
        if not (tokens.word(j) == "." and tokens.lexicon.code != "de"):
            j += 1
    return value, j


def _month(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """A month name at `i`: (month, index after it and its full stop)."""
    word = tokens.word(i)
    month = tokens.lexicon.months.get(word)
    if month is None:
        return None
    if word in _AMBIGUOUS_MONTHS and tokens.lexicon.code in ("en", "de") and not tokens.capital(i):
        return None
    j = i + 1
    return month, j + (tokens.word(j) == "." and tokens.adjoins(j))


def _year(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """A year at `i` after an optional comma, full stop or "of": (year, index after it)."""
    j = i
    while j < i + 2 and (tokens.word(j) in (",", ".") or tokens.role(j, "of")):
        j += 1
    value = tokens.number(j)
    if (
        value in _YEARS
        and tokens.digits(j) == 4
        and not (tokens.word(j + 1) == ":" and tokens.adjoins(j + 1) and tokens.adjoins(j + 2))
    ):
        if (
            j > i
            and tokens.word(j - 1) == ","
            and tokens.capital(j + 1)
            and tokens.lexicon.months.get(tokens.word(j + 1)) is None
        ):
            # "Oct. 4, 2000 Main Street": a house number, where the word after is a name and no year is likely
            if tokens.word(j + 2) in (
                "st",
                "street",
                "ave",
                "avenue",
                "rd",
                "road",
                "blvd",
                "boulevard",
                "dr",
                "drive",
                "ln",
                "lane",
            ):
                return None
        return value, j + 1
    if tokens.word(j) in ("'", "’") and tokens.number(j + 1) >= 0 and tokens.digits(j + 1) == 2:
        return 2000 + tokens.numbers[j + 1], j + 2
    return None


def _stays_a_day(tokens: Tokens, i: int, after: int) -> bool:
    """Whether the number at `i`, met in a list of days, is a day: not an hour, a house number or a count."""
    if is_clock(tokens, i):
        return False
    following = tokens.word(after)
    if following in (":", "%", "/") and tokens.adjoins(after):
        return False
    if following.isalpha() and after < len(tokens):
        return (
            following in tokens.lexicon.months
            or following in tokens.lexicon.weekdays
            or any(tokens.role(after, role) for role in ("and", "of", "from", "on", "at", "to"))
            or following in ("in", "is", "are")
        )
    return True


def _more_days(tokens: Tokens, j: int, month: int | None) -> tuple[list[Day], int, bool]:
    """Further days of a list or a run after token `j`: ", 10 and 17", "& 17th", "-6"."""
    days: list[Day] = []
    while j < len(tokens):
        k = j
        run = tokens.word(k) in _DASHES or (tokens.role(k, "to") and not tokens.role(k, "and"))
        if run:
            k += 1
        else:
            comma = tokens.word(k) in (",", ";")
            k += comma
            joined = tokens.role(k, "and") or tokens.word(k) == "/"
            k += joined
            if not comma and not joined:
                break
        k += tokens.role(k, "the")
        found = _day(tokens, k)
        if found is None or not _stays_a_day(tokens, k, found[1]):
            break
        if not run and tokens.word(found[1]) in _DASHES and tokens.number(found[1] + 1) >= 0:
            break  # "Oct. 4, 9-11": hours
        days.append(Day(month, found[0]))
        j = found[1]
        if run:
            return days, j, True
    return days, j, False


def _month_day(tokens: Tokens, i: int) -> DateSpan | None:
    """ "October 4, 2023", "Oct.4th", "June 3, 10 and 17", "October 4-6"."""
    month = _month(tokens, i)
    if month is None:
        return None
    j = month[1]
    j += tokens.word(j) in (",", "-") and tokens.number(j + 1) >= 0 and tokens.number(j + 1) not in _YEARS
    j += tokens.role(j, "the")
    day = _day(tokens, j)
    if day is None or (tokens.lexicon.clock == 24 and tokens.lexicon.code != "en" and day[1] == j + 1):
        return None
    after = day[1]
    if (tokens.word(after) == ":" and tokens.adjoins(after) and tokens.adjoins(after + 1)) or (
        is_clock(tokens, j) and tokens.word(after) not in _DASHES
    ):
        return None
    days = [Day(month[0], day[0])]
    more, after, is_range = _more_days(tokens, after, month[0])
    days += more
    if is_range or not more:
        ahead = _second_month(tokens, after)
        if ahead is not None and not more:
            days.append(ahead[0])
            after, is_range = ahead[1], True
    year = _year(tokens, after)
    if year is not None:
        turn = days[-1].month or 12  # "December 30 to January 2, 2029"
        days = [Day(d.month, d.day, year[0] - (is_range and (d.month or 1) > turn)) for d in days]
        after = year[1]
    return _span(tokens, i, after, days=tuple(days), is_range=is_range)


def _second_month(tokens: Tokens, j: int) -> tuple[Day, int] | None:
    """The end of a run that crosses months: "- Nov. 3", "to January 16"."""
    k = j + (tokens.word(j) == ",")
    if not (tokens.word(k) in _DASHES or (tokens.role(k, "to") and not tokens.role(k, "and"))):
        return None
    k += 1
    if _weekday_at(tokens, k) is not None:
        k += 1
        k += tokens.word(k) == "." and tokens.adjoins(k)
        k += tokens.word(k) == ","
    month = _month(tokens, k)
    if month is None:
        return None
    day = _day(tokens, month[1])
    if day is None or is_clock(tokens, month[1]):
        return None
    return Day(month[0], day[0]), day[1]


def _day_month(tokens: Tokens, i: int) -> DateSpan | None:
    """ "4 October 2023", "4. Oktober", "3, 10 y 17 de junio de 2024", "1er juillet"."""
    found = _day(tokens, i)
    if found is None:
        return None
    days = [Day(None, found[0])]
    j = found[1]
    more, after, is_range = _more_days_before(tokens, j)
    for start, extra, run in ((after, more, is_range), (j, [], False)):
        k = start
        k += tokens.word(k) == "." and tokens.adjoins(k)
        while tokens.role(k, "of") or (tokens.role(k, "the") and tokens.lexicon.code != "en"):
            k += 1
        month = _month(tokens, k)
        if month is None:
            continue
        if (
            tokens.lexicon.code == "en"
            and not extra
            and k == j
            and _day(tokens, month[1])
            and tokens.number(i - 1) >= 0
        ):
            return None
        end = month[1]
        all_days = [Day(month[0], d.day) for d in days + extra]
        year = _year(tokens, end)
        if year is not None:
            all_days = [Day(d.month, d.day, year[0]) for d in all_days]
            end = year[1]
        return _span(tokens, i, end, days=tuple(all_days), is_range=run)
    return None


def _more_days_before(tokens: Tokens, j: int) -> tuple[list[Day], int, bool]:
    days: list[Day] = []
    while len(days) < 40:
        k = j
        run = tokens.word(k) in _DASHES or (tokens.role(k, "to") and not tokens.role(k, "and"))
        if run:
            k += 1
        else:
            k += tokens.word(k) == "." and tokens.adjoins(k)
            comma = tokens.word(k) == ","
            k += comma
            joined = tokens.role(k, "and")
            k += joined
            if not comma and not joined:
                break
        k += tokens.role(k, "the")
        found = _day(tokens, k)
        if found is None:
            break
        days.append(Day(None, found[0]))
        j = found[1]
        if run:
            return days, j, True
    return days, j, False


def _numeric(tokens: Tokens, i: int, order: Order) -> DateSpan | None:
    """ "10/4", "10/04/2023", "04.10.2023", "04.10.", "2023-10-04", "10-4-2023"."""
    if tokens.adjoins(i) and (
        tokens.word(i - 1) in ("/", "-", ".", "#", "$", "€", "£", ":")
        and (tokens.number(i - 2) >= 0 or tokens.word(i - 1) in "#$€£")
    ):
        return None
    mark = tokens.word(i + 1)
    if (
        mark not in ("/", ".", "-", "–")
        or not tokens.adjoins(i + 1)
        or not tokens.adjoins(i + 2)
        or tokens.number(i + 2) < 0
    ):
        return None
    one, two = tokens.numbers[i], tokens.numbers[i + 2]
    third = -1
    if tokens.word(i + 3) == mark and tokens.adjoins(i + 3) and tokens.adjoins(i + 4):
        third = tokens.number(i + 4)
        if tokens.word(i + 5) == mark and tokens.adjoins(i + 5) and tokens.adjoins(i + 6) and tokens.number(i + 6) >= 0:
            return None
    if (
        one in _YEARS
        and tokens.digits(i) == 4
        and third > 0
        and 1 <= two <= 12
        and third <= 31
        and tokens.digits(i + 4) <= 2
    ):
        return _span(tokens, i, i + 5, days=(Day(two, third, one),))
    if tokens.digits(i) > 2 or tokens.digits(i + 2) > 2:
        return None
    if third >= 0:
        if third in _YEARS and tokens.digits(i + 4) == 4:
            year: int | None = third
        elif tokens.digits(i + 4) == 2 and mark in ("/", ".", "-"):
            year = 2000 + third
        else:
            return None
        end = i + 5
    else:
        year = None
        if mark == "/":
            end = i + 3
        elif (
            mark == "." and tokens.word(i + 3) == "." and tokens.adjoins(i + 3) and tokens.lexicon.code in ("de", "fr")
        ):
            end = i + 4
        else:
            return None
        if (one, two) in ((24, 7), (50, 50), (9, 11)) and not _dated_context(tokens, i, end):
            return None
    month, day = (one, two) if order == "mdy" else (two, one)
    if month > 12 >= day:
        month, day = day, month
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    days = [Day(month, day, year)]
    if year is None and mark == "." and tokens.number(end) in _YEARS and tokens.digits(end) == 4:
        days, end = [Day(month, day, tokens.numbers[end])], end + 1
    return _span(tokens, i, end, days=tuple(days))


def _dated_context(tokens: Tokens, first: int, last: int) -> bool:
    return any(tokens.word(k) in tokens.lexicon.weekdays for k in (first - 1, first - 2)) or is_clock(tokens, last)


def _weekday(tokens: Tokens, i: int) -> DateSpan | None:
    """A weekday that no printed day follows: bare, or with this / next / last before or after it."""
    weekday = _weekday_at(tokens, i)
    if weekday is None:
        return None
    j = i + 1
    j += tokens.word(j) == "." and tokens.adjoins(j)
    k = j
    # a printed day follows: it will take this weekday with it
    while k < j + 5 and k < len(tokens):
        if tokens.number(k) >= 0:
            near = _numeric(tokens, k, tokens.lexicon.date_order) or _day_month(tokens, k)
            if near is not None:
                return None
            if tokens.role(k - 1, "the") and _ordinal_day(tokens, k - 1) is not None:
                return None
            break
        if _month(tokens, k) is not None:
            if _month_day(tokens, k) is not None:
                return None
            break
        if not (tokens.word(k) in (",", "(", "-", "–", "—", "|", "/", ".", ":") or _filler(tokens, k)):
            break
        k += 1
    if tokens.word(j) in _DASHES or tokens.role(j, "to"):
        if _weekday_at(tokens, j + 1) is not None:
            return None  # "Monday-Friday": hours of business
    if (tokens.word(i - 1) in _DASHES or tokens.role(i - 1, "to")) and tokens.word(i - 2) in tokens.lexicon.weekdays:
        return None
    kind: RelativeKind = "bare"
    first = i
    for back in (1, 2):
        if tokens.role(i - back, "every"):
            return None
        if tokens.role(i - back, "next"):
            kind, first = "next", i - back
        elif tokens.role(i - back, "last"):
            kind, first = "last", i - back
        elif tokens.role(i - back, "this") and kind == "bare":
            kind, first = "this", i - back
        elif back == 1 and not tokens.role(i - back, "the"):
            break
    if kind == "bare" and (week := _next_week(tokens, i)) is not None:
        kind, first = "next", week
    if kind == "bare" and tokens.lexicon.code in ("es", "fr", "pt"):
        if tokens.role(j, "next"):
            kind, j = "next", j + 1
        elif tokens.role(j, "this"):
            kind, j = "this", j + 1
        elif tokens.role(j, "last"):
            kind, j = "last", j + 1
    if tokens.word(i - 1) in tokens.lexicon.ordinals and kind == "bare":
        return None
    if tokens.lexicon.code == "pt" and tokens.words[i] in tokens.lexicon.ordinals and _names_a_thing(tokens, j):
        return None
    return _span(tokens, first, j, weekday=weekday, relative=kind)


def _names_a_thing(tokens: Tokens, j: int) -> bool:
    """Whether the word at `j` is what an ordinal counts: "na segunda esquina" is no Monday, "na segunda às 9" is."""
    word = tokens.word(j)
    return word.isalpha() and not any(
        tokens.role(j, role) for role in ("at", "of", "from", "on", "to", "and", "last", "next", "until", "in")
    )


def _next_week(tokens: Tokens, i: int) -> int | None:
    """Where "next week" begins before the weekday at `i`: "volgende week dinsdag", "next week, on Tuesday"."""
    k = i - 1
    while tokens.word(k) == "," or tokens.role(k, "on") or tokens.role(k, "the"):
        k -= 1
    if tokens.role(k, "week") and tokens.role(k - 1, "following"):
        return k - 1
    return k - 1 if tokens.role(k, "following") and tokens.role(k - 1, "week") else None


def _weekday_at(tokens: Tokens, i: int) -> int | None:
    word = tokens.word(i)
    weekday = tokens.lexicon.weekdays.get(word)
    if weekday is None:
        return None
    short = len(word) == 2 or (len(word) == 3 and tokens.lexicon.code != "en")
    if short:
        marked = tokens.word(i + 1) in (".", ",", "(") and (tokens.number(i + 2) >= 0 or tokens.number(i + 3) >= 0)
        if not marked and len(word) == 2:
            capital = tokens.lexicon.code == "nl" or tokens.capital(i)
            return weekday if capital and _month_follows(tokens, i + 1) else None
        if not marked and not (
            tokens.number(i + 1) >= 0 and tokens.capital(i) and word not in ("die", "mit", "mer", "sex")
        ):
            return None
    if (
        word in _AMBIGUOUS_WEEKDAYS
        and not tokens.capital(i)
        and not (tokens.word(i + 1) in (".", ",") and tokens.adjoins(i + 1))
    ):
        return None
    return weekday


def _month_follows(tokens: Tokens, i: int) -> bool:
    """Whether a day and the name of a month stand at `i`: "do 14 maart"."""
    day = _day(tokens, i)
    return day is not None and _month(tokens, day[1]) is not None


def _filler(tokens: Tokens, k: int) -> bool:
    """Words that may stand between a weekday and its date."""
    return (
        tokens.role(k, "the")
        or tokens.role(k, "on")
        or tokens.role(k, "of")
        or tokens.word(k) in tokens.lexicon.dayparts
        or tokens.word(k) in ("den", "dem", "dia", "a", "is")
    )


def _relative_word(tokens: Tokens, i: int) -> DateSpan | None:
    """ "today", "tonight", "tomorrow", "mañana": not where the word is a part of the day ("de la mañana")."""
    word = tokens.words[i]
    lexicon = tokens.lexicon
    if word in lexicon.dayparts and (
        tokens.role(i - 1, "the") or tokens.role(i - 1, "of") or lexicon.weekdays.get(tokens.word(i - 1)) is not None
    ):
        return None
    if (word in lexicon.dayparts or word == "morgen") and tokens.word(i - 1) in (
        "guten",
        "goede",
        "jeden",
        "elke",
        "am",
        "pela",
        "por",
        "de",
        "vom",
    ):
        return None
    return _span(tokens, i, i + 1, offset=lexicon.relative[word])


def _ordinal_day(tokens: Tokens, i: int) -> DateSpan | None:
    """ "the 14th": a day whose month stands elsewhere. Only with its ordinal ending and no noun after it."""
    if tokens.lexicon.code != "en":
        return None
    found = _day(tokens, i + 1)
    if found is None or found[1] != i + 3:
        return None
    after = tokens.word(found[1])
    if _month(tokens, found[1]) is not None or tokens.role(found[1], "of"):
        return _day_month(tokens, i + 1)
    named = any(tokens.lexicon.weekdays.get(tokens.word(k)) is not None for k in (i - 1, i - 2))
    if (
        after
        and after[0].isalpha()
        and not (
            tokens.role(found[1], "at") or tokens.role(found[1], "from") or after in ("and", "is", "was", "has", "will")
        )
    ):
        return None
    if not named and not tokens.role(i - 1, "on") and after not in ("is", "was", "has", "will"):
        return None
    return _span(tokens, i, found[1], days=(Day(None, found[0]),))


def _ordinal_weekday(tokens: Tokens, i: int) -> DateSpan | None:
    """ "the first Wednesday in October": one day of a year, not a rule."""
    nth = tokens.lexicon.ordinals[tokens.words[i]]
    weekday = _weekday_at(tokens, i + 1)
    if weekday is None:
        return None
    k = i + 2
    while tokens.role(k, "in") or tokens.role(k, "of") or tokens.role(k, "the"):
        k += 1
    month = _month(tokens, k)
    if month is None or k == i + 2:
        return None
    year = _year(tokens, month[1])
    return _span(
        tokens,
        i,
        year[1] if year else month[1],
        days=(Day(month[0], 0, year[0] if year else None),),
        ordinal=(nth, weekday),
    )


def _holiday(tokens: Tokens, i: int) -> DateSpan | None:
    """ "on St. Patrick's Day", "Valentine's Day, Friday": only where said of a day, and where no printed day is near."""
    for name, day in tokens.lexicon.holidays[tokens.words[i]]:
        last = i
        for word in name:
            last += tokens.word(last) == "." and last > i
            if tokens.word(last) != word:
                break
            last += 1
        else:
            after = last + (tokens.word(last) in (",", "("))
            weekday = _weekday_at(tokens, after) is not None or any(
                _weekday_at(tokens, k) is not None for k in (i - 1, i - 2)
            )
            after += weekday and tokens.word(after) != ","
            after += tokens.word(after) == ","
            if not (weekday or tokens.role(i - 1, "on")) or tokens.number(after) >= 0 or _month(tokens, after):
                return None
            return _span(tokens, i, last, days=(Day(*day),))
    return None


def _first_of_month(tokens: Tokens, i: int) -> DateSpan | None:
    """ "primero de mayo", "the first of May"."""
    if tokens.lexicon.ordinals[tokens.words[i]] != 1 or not tokens.role(i + 1, "of"):
        return None
    month = _month(tokens, i + 2)
    if month is None:
        return None
    year = _year(tokens, month[1])
    day = Day(month[0], 1, year[0] if year else None)
    return _span(tokens, i, year[1] if year else month[1], days=(day,))


def _with_weekday(tokens: Tokens, span: DateSpan, floor: int) -> DateSpan:
    """Take in a weekday printed before the days ("Wednesday, Oct. 4") or after them ("Oct. 4 (Wednesday)")."""
    if not span.days or span.ordinal is not None:
        return span
    k = span.first - 1
    steps = 0
    while (
        k >= floor
        and steps < 4
        and (tokens.word(k) in (",", "(", "-", "–", "—", ".", "|", "/", ":") or _filler(tokens, k))
    ):
        k -= 1
        steps += 1
    first, last, weekday = span.first, span.last, None
    if k >= floor:
        weekday = _weekday_at(tokens, k)
        if weekday is not None:
            first = k
            if tokens.role(k - 1, "this") or tokens.role(k - 1, "next"):
                first = max(floor, k - 1)
    if weekday is None:
        j = span.last
        j += tokens.word(j) in ("(", ",")
        j += tokens.word(j) == "a"
        weekday = _weekday_at(tokens, j)
        if weekday is not None:
            if tokens.word(span.last) == "(" and tokens.word(j + 1) == ")":
                last = j + 2
            elif tokens.word(j - 1) == "a" or (
                tokens.word(j + 1) not in _DASHES and not _follows_date(tokens, j + 1 + (tokens.word(j + 1) == ","))
            ):
                last = j + 1
            else:
                weekday = None
    if weekday is None:
        return span
    return DateSpan(
        tokens.starts[first], tokens.ends[last - 1], first, last, span.days, weekday, is_range=span.is_range
    )


def _follows_date(tokens: Tokens, j: int) -> bool:
    """Whether a weekday before token `j` belongs to a date that begins there: an hour begins none."""
    number = tokens.number(j) >= 0 and not is_clock(tokens, j)
    return number or _month(tokens, j) is not None or tokens.role(j, "the")
