"""Days printed with their month: by name or in numbers, one, several or a run of them."""

from __future__ import annotations

from ..clocks import DASHES, is_clock
from ..tokens import Tokens
from .parts import YEARS, DateSpan, Day, Order, day_at, make_span, month_at, weekday_at, year_at


def month_day(tokens: Tokens, i: int) -> DateSpan | None:
    """ "October 4, 2023", "Oct.4th", "June 3, 10 and 17", "October 4-6"."""
    month = month_at(tokens, i)
    if month is None:
        return None
    j = month[1]
    j += tokens.word(j) in (",", "-") and tokens.number(j + 1) >= 0 and tokens.number(j + 1) not in YEARS
    j += tokens.role(j, "the")
    day = day_at(tokens, j)
    if day is None or (
        tokens.lexicon.clock == 24
        and tokens.lexicon.code != "en"
        and day[1] == j + 1
        and not _is_as_in_english(tokens, i, day[1])
    ):
        return None
    after = day[1]
    if (tokens.word(after) == ":" and tokens.adjoins(after) and tokens.adjoins(after + 1)) or (
        is_clock(tokens, j) and tokens.word(after) not in DASHES
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
    year = year_at(tokens, after)
    if year is not None:
        turn = days[-1].month or 12  # "December 30 to January 2, 2029"
        days = [Day(d.month, d.day, year[0] - (is_range and (d.month or 1) > turn)) for d in days]
        after = year[1]
    return make_span(tokens, i, after, days=tuple(days), is_range=is_range)


def _is_as_in_english(tokens: Tokens, i: int, after: int) -> bool:
    """True for "marzo 4, 2024", "jueves, octubre 3": blog software and Spanish papers of the States put the month first."""
    if tokens.word(after) == "," and year_at(tokens, after) is not None:
        return True
    before = i - 1 - (tokens.word(i - 1) == ",")
    return tokens.lexicon.code == "es" and tokens.word(before) in tokens.lexicon.weekdays


def day_month(tokens: Tokens, i: int) -> DateSpan | None:
    """ "4 October 2023", "4. Oktober", "3, 10 y 17 de junio de 2024", "1er juillet"."""
    found = day_at(tokens, i)
    if found is None:
        return None
    days = [Day(None, found[0])]
    j = found[1]
    more, after, is_range = _more_days_before(tokens, j)
    # "entre os dias 17 e 26 de janeiro", "tussen 3 en 14 juni": a stretch of days
    is_range = is_range or (len(more) == 1 and _is_between(tokens, i))
    for start, extra, run in ((after, more, is_range), (j, [], False)):
        k = start
        k += tokens.word(k) == "." and tokens.adjoins(k)
        dashed = _is_joined(tokens, k)
        k += dashed
        while tokens.role(k, "of") or (tokens.role(k, "the") and tokens.lexicon.code != "en"):
            k += 1
        month = month_at(tokens, k)
        if month is None:
            continue
        if (
            tokens.lexicon.code == "en"
            and not extra
            and k == j
            and day_at(tokens, month[1])
            and tokens.number(i - 1) >= 0
        ):
            return None
        end = month[1]
        all_days = [Day(month[0], d.day) for d in days + extra]
        year = year_at(tokens, end + (dashed and _is_joined(tokens, end)))
        if year is not None:
            all_days = [Day(d.month, d.day, year[0]) for d in all_days]
            end = year[1]
        return make_span(tokens, i, end, days=tuple(all_days), is_range=run)
    return None


def _is_joined(tokens: Tokens, i: int) -> bool:
    """Whether a dash or stroke without spaces stands at `i`: "9-Mar-2024"."""
    return tokens.word(i) in ("-", "/") and tokens.adjoins(i) and tokens.adjoins(i + 1)


def _is_between(tokens: Tokens, i: int) -> bool:
    k = i - 1
    while i - k <= 3 and (tokens.role(k, "the") or tokens.role(k, "on") or tokens.word(k) == "dias"):
        k -= 1
    return tokens.role(k, "between") and tokens.lexicon.clock == 24


def numeric(tokens: Tokens, i: int, order: Order) -> DateSpan | None:
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
        one in YEARS
        and tokens.digits(i) == 4
        and third > 0
        and 1 <= two <= 12
        and third <= 31
        and tokens.digits(i + 4) <= 2
    ):
        return make_span(tokens, i, i + 5, days=(Day(two, third, one),))
    if tokens.digits(i) > 2 or tokens.digits(i + 2) > 2:
        return None
    if third >= 0:
        if third in YEARS and tokens.digits(i + 4) == 4:
            year: int | None = third
        elif tokens.digits(i + 4) == 2 and mark in ("/", ".", "-"):
            year = 2000 + third
        else:
            return None
        end = i + 5
    else:
        year = None
        if mark == "/" or (mark == "-" and order == "mdy" and _is_dashed_day(tokens, i)):
            end = i + 3
        elif (
            mark == "." and tokens.word(i + 3) == "." and tokens.adjoins(i + 3) and tokens.lexicon.code in ("de", "fr")
        ):
            end = i + 4
        else:
            return None
        if mark == "/" and (one, two) in _SAYINGS and not _dated_context(tokens, i, end):
            return None
    month, day = (one, two) if order == "mdy" else (two, one)
    if month > 12 >= day:
        month, day = day, month
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    days = [Day(month, day, year)]
    if year is None and mark == "." and tokens.number(end) in YEARS and tokens.digits(end) == 4:
        days, end = [Day(month, day, tokens.numbers[end])], end + 1
    return make_span(tokens, i, end, days=tuple(days))


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


def _is_close_run(tokens: Tokens, dash: int, last: tuple[int, int]) -> bool:
    """Whether a dash without spaces joins two days, the smaller first, whatever word follows: "March 16-20 for repairs"."""
    closed = tokens.word(dash) in DASHES and tokens.adjoins(dash) and tokens.adjoins(dash + 1)
    behind = tokens.word(last[1])
    return closed and tokens.number(dash - 1) < last[0] and behind.isalpha() and not is_clock(tokens, dash + 1)


_SAYINGS = ((24, 7), (50, 50), (9, 11))
"""What a stroke joins and is no date: round the clock, half and half, the eleventh of September."""


def _more_days(tokens: Tokens, j: int, month: int | None) -> tuple[list[Day], int, bool]:
    """Further days of a list or a run after token `j`: ", 10 and 17", "& 17th", "-6"."""
    days: list[Day] = []
    while j < len(tokens):
        k = j
        run = tokens.word(k) in DASHES or (tokens.role(k, "to") and not tokens.role(k, "and"))
        if run:
            k += 1
            if tokens.word(k) in ("la", "las", "les", "as"):
                break  # "marzo 14 a las 9"
        else:
            comma = tokens.word(k) in (",", ";")
            k += comma
            joined = tokens.role(k, "and") or tokens.word(k) == "/"
            k += joined
            if not comma and not joined:
                break
        k += tokens.role(k, "the")
        found = day_at(tokens, k)
        if found is None or not (_stays_a_day(tokens, k, found[1]) or (run and _is_close_run(tokens, j, found))):
            break
        ranged = tokens.word(found[1]) in DASHES or (tokens.role(found[1], "to") and not tokens.role(found[1], "and"))
        if not run and ranged and tokens.number(found[1] + 1) >= 0:
            break  # "Oct. 4, 9-11": hours
        days.append(Day(month, found[0]))
        j = found[1]
        if run:
            return days, j, True
    return days, j, False


def _second_month(tokens: Tokens, j: int) -> tuple[Day, int] | None:
    """The end of a run that crosses months: "- Nov. 3", "to January 16"."""
    k = j + (tokens.word(j) == ",")
    if not (tokens.word(k) in DASHES or (tokens.role(k, "to") and not tokens.role(k, "and"))):
        return None
    k += 1
    if weekday_at(tokens, k) is not None:
        k += 1
        k += tokens.word(k) == "." and tokens.adjoins(k)
        k += tokens.word(k) == ","
    month = month_at(tokens, k)
    if month is None:
        return None
    day = day_at(tokens, month[1])
    if day is None or is_clock(tokens, month[1]):
        return None
    return Day(month[0], day[0]), day[1]


def _more_days_before(tokens: Tokens, j: int) -> tuple[list[Day], int, bool]:
    days: list[Day] = []
    while len(days) < 40:
        k = j
        run = tokens.word(k) in DASHES or (tokens.role(k, "to") and not tokens.role(k, "and"))
        if run:
            k += 1
            if tokens.role(k, "and") and tokens.word(k + 1) == "met":
                k += 2  # "tot en met"
        else:
            k += tokens.word(k) == "." and tokens.adjoins(k)
            comma = tokens.word(k) == ","
            k += comma
            joined = tokens.role(k, "and")
            k += joined
            if not comma and not joined:
                break
        k = _after_weekday(tokens, k)
        found = day_at(tokens, k)
        if found is None:
            break
        days.append(Day(None, found[0]))
        j = found[1]
        if run:
            return days, j, True
    return days, j, False


def _after_weekday(tokens: Tokens, k: int) -> int:
    """The index after an article and a weekday before one more day of a list: "mardi 12 et jeudi 14 mars"."""
    k += tokens.role(k, "the")
    if weekday_at(tokens, k) is None and tokens.lexicon.weekdays.get(tokens.word(k)) is None:
        return k
    k += 1
    k += tokens.word(k) == "." and tokens.adjoins(k)
    k += tokens.word(k) == ","
    return k + tokens.role(k, "the")


def days_numeric(tokens: Tokens, i: int, order: Order) -> DateSpan | None:
    """ "12. bis 14.3.", "12.–14.03.2024", "12., 14. und 21.3.", "du 12 au 14/03", "13. 3. 2024": the month as a number, once."""
    first = day_at(tokens, i)
    if first is None or order != "dmy" or tokens.lexicon.clock != 24:
        return None
    j = first[1] + (tokens.word(first[1]) == "." and tokens.adjoins(first[1]))
    spaced = _spaced(tokens, i, j)
    if spaced is not None:
        return spaced
    days = [first[0]]
    while len(days) < 31:
        run = tokens.word(j) in DASHES or (tokens.role(j, "to") and not tokens.role(j, "and"))
        k = j + 1
        if not run:
            comma = tokens.word(j) == ","
            k = j + comma
            joined = tokens.role(k, "and")
            k += joined
            if not comma and not joined:
                return None
        k = _after_weekday(tokens, k)
        last = numeric(tokens, k, order)
        if last is not None:
            if len(last.days) != 1:
                return None
            end = last.days[0]
            found = tuple(Day(end.month, day, end.year) for day in (*days, end.day))
            return make_span(tokens, i, last.last, days=found, is_range=run and len(found) == 2)
        following = day_at(tokens, k)
        if following is None or run:
            return None
        days.append(following[0])
        j = following[1] + (tokens.word(following[1]) == "." and tokens.adjoins(following[1]))
    return None


def _spaced(tokens: Tokens, i: int, j: int) -> DateSpan | None:
    """ "13. 3. 2024": full stops and spaces; only with its year."""
    month, year = tokens.number(j), tokens.number(j + 2)
    if tokens.word(j - 1) != "." or not 1 <= month <= 12 or tokens.word(j + 1) != "." or year not in YEARS:
        return None
    return make_span(tokens, i, j + 3, days=(Day(month, tokens.numbers[i], year),))


def _is_dashed_day(tokens: Tokens, i: int) -> bool:
    """Whether two numbers joined by a dash are month and day: behind a weekday, and no hours can be meant or the hours follow."""
    if not any(tokens.word(k) in tokens.lexicon.weekdays for k in (i - 1, i - 2)):
        return False
    return tokens.number(i + 2) > 12 or is_clock(tokens, i + 3)


def _dated_context(tokens: Tokens, first: int, last: int) -> bool:
    return any(tokens.word(k) in tokens.lexicon.weekdays for k in (first - 1, first - 2)) or is_clock(tokens, last)
