"""Days told without their number and month: a weekday, "tomorrow", "the 14th", a day known by its name."""

from __future__ import annotations

from ..clocks import DASHES, is_clock
from ..tokens import Tokens
from .parts import (
    BESIDE_WEEKDAYS,
    DateSpan,
    Day,
    RelativeKind,
    day_at,
    is_filler,
    make_span,
    month_at,
    weekday_at,
    year_at,
)
from .printed import day_month, days_numeric, month_day, numeric

_RUN = 5
"""Tokens before the last weekday of a run."""
_SHORT = 4
"""Letters of the longest weekday that may be cut short."""


def weekday_alone(tokens: Tokens, i: int) -> DateSpan | None:
    """A weekday that no printed day follows: bare, or with this / next / last before or after it."""
    weekday = weekday_at(tokens, i)
    if weekday is None:
        return None
    j = i + 1
    j += tokens.word(j) == "." and tokens.adjoins(j)
    k = j
    # a printed day follows: it will take this weekday with it
    while k < j + 5 and k < len(tokens):
        if tokens.number(k) >= 0:
            order = tokens.lexicon.date_order
            near = numeric(tokens, k, order) or days_numeric(tokens, k, order) or day_month(tokens, k)
            if near is not None:
                return None
            if tokens.role(k - 1, "the") and ordinal_day(tokens, k - 1) is not None:
                return None
            break
        if month_at(tokens, k) is not None:
            if month_day(tokens, k) is not None:
                return None
            break
        if not (tokens.word(k) in BESIDE_WEEKDAYS or is_filler(tokens, k)):
            break
        k += 1
    if _joined(tokens, i) is not None or any(_joined(tokens, k) == i + 1 for k in range(max(0, i - _RUN), i)):
        return None  # "Monday-Friday": hours of business
    if tokens.word(i - 1) in ("that", "same"):
        return None  # the day told before
    if (weeks := _weeks_on(tokens, i, j)) is not None:
        return make_span(tokens, weeks[0], weeks[1], weekday=weekday, relative="bare", weeks=weeks[2])
    if (gone := _last_week(tokens, i, j)) is not None:
        return make_span(tokens, gone[0], gone[1], weekday=weekday, relative="last", weeks=-1)
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
    if kind == "bare" and (after := _of_next_week(tokens, j)) is not None:
        return make_span(tokens, first, after, weekday=weekday, relative="next")
    if kind == "bare" and tokens.lexicon.code in ("es", "fr", "pt", "nl"):
        if tokens.role(j, "coming") or tokens.role(j + 1, "coming"):
            kind, j = "this", j + 1 + tokens.role(j + 1, "coming")  # "el jueves que viene"
        elif tokens.role(j, "next"):
            kind, j = "next", j + 1
        elif tokens.role(j, "this"):
            kind, j = "this", j + 1
        elif tokens.role(j, "last"):
            kind, j = "last", j + 1
    if tokens.word(i - 1) in tokens.lexicon.ordinals and kind == "bare":
        return None
    if i == 2 and tokens.word(1) == "," and 1 <= tokens.number(0) <= 31 and tokens.lexicon.date_order == "dmy":
        return make_span(tokens, 0, j, days=(Day(None, tokens.number(0)),), weekday=weekday)  # "13, quinta-feira | ..."
    if i == 0 and (whole := _day_to_the_end(tokens, j)) is not None:
        return make_span(tokens, i, whole[1], days=(Day(None, whole[0]),), weekday=weekday)
    if (known := _day_without_month(tokens, j)) is not None:
        return make_span(tokens, i, known[1], days=(Day(None, known[0]),), weekday=weekday)
    if tokens.lexicon.code == "pt" and tokens.words[i] in tokens.lexicon.ordinals and _names_a_thing(tokens, j):
        return None
    to_come = kind == "this" and any(tokens.role(k, "coming") for k in range(first, j))
    return make_span(tokens, first, j, weekday=weekday, relative=kind, to_come=to_come)


def runs_of_weekdays(tokens: Tokens) -> list[tuple[int, int]]:
    """Offsets of "Monday to Friday", "Mon. - Fri.", "maandag tot en met vrijdag": the days on which something is open."""
    found = []
    for i, word in enumerate(tokens.words):
        after = _joined(tokens, i) if word in tokens.lexicon.weekdays else None
        if after is not None and not tokens.role(_after_stop(tokens, i + 1), "and"):
            found.append((tokens.starts[i], tokens.ends[after - 1]))
    return found


def _joined(tokens: Tokens, i: int) -> int | None:
    """The index after a weekday at `i` and another that is joined to it ("Monday-Friday", "Tuesday and Thursday"), else None."""
    weekdays = tokens.lexicon.weekdays
    if tokens.word(i) not in weekdays:
        return None
    j = _after_stop(tokens, i + 1)
    if not (tokens.word(j) in DASHES or tokens.role(j, "to")):
        return None
    if tokens.role(j, "and") and _is_whole(tokens, i) and not any(tokens.role(n, "between") for n in (i - 1, i - 2)):
        return None  # two days, no run of them
    j += 1
    j += 2 * (tokens.role(j, "and") and tokens.word(j + 1) == "met")
    return j + 1 if tokens.word(j) in weekdays else None


def _is_whole(tokens: Tokens, i: int) -> bool:
    """Whether a weekday is not cut short: "Mo und Mi 9-12 Uhr" are the hours of a house."""
    return len(tokens.word(i)) > _SHORT and tokens.word(i + 1) != "."


def _after_stop(tokens: Tokens, j: int) -> int:
    """The index after the full stop of a short weekday at `j`, or `j`."""
    return j + (tokens.word(j) == "." and tokens.adjoins(j))


def _weeks_on(tokens: Tokens, i: int, j: int) -> tuple[int, int, int] | None:
    """The indexes around a weekday at `i` that is told weeks ahead, and the weeks: "a week from Tuesday", "Tuesday week"."""
    if tokens.lexicon.code != "en":
        return None
    if tokens.word(i - 1) == "from" and tokens.word(i - 2) in ("week", "weeks"):
        count = 1 if tokens.word(i - 3) == "a" else tokens.lexicon.numbers.get(tokens.word(i - 3))
        return (i - 3, j, count) if count is not None else None
    if tokens.word(j) == "week" and (
        tokens.word(j + 1) in (".", ",", "", "for", "from", "in") or tokens.role(j + 1, "at")
    ):
        return i, j + 1, 1
    return None


def _day_to_the_end(tokens: Tokens, j: int) -> tuple[int, int] | None:
    """The day of a text that is a weekday and its day and nothing else: "Freitag, 15.", "Friday 15", as a calendar's heading."""
    found = day_at(tokens, j + (tokens.word(j) == ","))
    if found is None:
        return None
    return found if found[1] + (tokens.word(found[1]) == ".") >= len(tokens) else None


def _day_without_month(tokens: Tokens, j: int) -> tuple[int, int] | None:
    """The day of a month that everybody knows, after its weekday: "nesta sexta-feira (8)", "el jueves 14 a las 10"."""
    if tokens.lexicon.code not in ("es", "pt", "fr"):
        return None
    bracket = tokens.word(j) == "("
    said = False
    if not bracket and tokens.lexicon.code != "fr":  # "nesta terça-feira, dia 5", "desta sexta-feira, 13"
        j += tokens.word(j) == ","
        said = tokens.word(j) == "dia"
        j += said
    if not (bracket or tokens.number(j) >= 0):
        return None
    found = day_at(tokens, j + bracket)
    if found is None:
        return None
    if bracket:
        return (found[0], found[1] + 1) if tokens.word(found[1]) == ")" else None
    if said:
        return None if tokens.role(found[1], "hours") or tokens.word(found[1]) == ":" else found
    leads = tokens.role(found[1], "at") and not tokens.role(j - 1, "from")  # "este sábado 2 a las 10": no range from 2
    return found if leads or (_ends_day(tokens, found[1]) and not is_clock(tokens, j)) else None


def _ends_day(tokens: Tokens, k: int) -> bool:
    """Whether what stands at `k`, behind a number, leaves it the day of a month: a mark, or a word that leads on to the hour or
    the place."""
    word = tokens.word(k)
    if word in ("", ",", "(", ")", ";", "–", "—") or (word == "." and not tokens.adjoins(k + 1)):
        return True
    after = k + 1 + tokens.role(k + 1, "the")
    other = weekday_at(tokens, after) is not None or word in tokens.lexicon.weekdays
    if tokens.role(k, "and"):
        return other  # "jeudi 13 et vendredi 14"; of "13 et 14 mars" the month tells
    if word == ":":
        return not tokens.adjoins(k + 1)  # "jeudi 13 : 9 h"
    if word in _TO_PLACE:
        return not other and tokens.number(after) < 0 and month_at(tokens, after) is None
    if word in tokens.lexicon.dayparts:
        return True
    return any(tokens.role(k, role) for role in _LEADING_ON) and month_at(tokens, k + 1) is None


_LEADING_ON = ("at", "from", "between", "in", "on", "until")
_TO_PLACE = frozenset(["au", "aux", "chez", "sur", "dans", "devant", "place", "rue", "salle", "por", "frente"])
"""What leads on from a day to the place or the part of the day: "jeudi 13 au Café Orme", "jueves 13 por la tarde"."""


def _last_week(tokens: Tokens, i: int, j: int) -> tuple[int, int] | None:
    """The indexes around a weekday from `i` to `j` that is told of last week: "Wednesday of last week", "vorige week dinsdag",
    "mercredi matin de la semaine dernière"."""
    k = i - 1
    while tokens.word(k) == "," or tokens.role(k, "on") or tokens.role(k, "the"):
        k -= 1
    if _is_last_week(tokens, k - 1):
        return k - 1, j
    k = j + (tokens.word(j) in tokens.lexicon.dayparts)
    while k < j + 4 and (
        tokens.role(k, "of") or tokens.role(k, "in") or tokens.role(k, "the") or tokens.word(k) == "da"
    ):
        k += 1
    return (i, k + 2) if _is_last_week(tokens, k) else None


def _is_last_week(tokens: Tokens, k: int) -> bool:
    """Whether "last week" stands at `k`, in either order of its words."""
    if k < 0:
        return False
    words = (k, k + 1) if tokens.role(k + 1, "week") else (k + 1, k)
    return tokens.role(words[0], "of_last_week") and tokens.role(words[1], "week")


def _next_week(tokens: Tokens, i: int) -> int | None:
    """Where "next week" begins before the weekday at `i`: "volgende week dinsdag", "next week, on Tuesday"."""
    k = i - 1
    while tokens.word(k) == "," or tokens.role(k, "on") or tokens.role(k, "the"):
        k -= 1
    if tokens.role(k, "week") and tokens.role(k - 1, "following"):
        return k - 1
    return k - 1 if tokens.role(k, "following") and tokens.role(k - 1, "week") else None


def _of_next_week(tokens: Tokens, j: int) -> int | None:
    """The index after "de la próxima semana", "da semana que vem", "van volgende week" at `j`, else None."""
    k = j
    while k < j + 2 and (tokens.role(k, "of") or tokens.role(k, "the") or tokens.word(k) == "da"):
        k += 1
    if tokens.lexicon.clock != 24 or (k == j and tokens.lexicon.code != "de"):
        return None  # "Mittwoch nächster Woche" needs no word between
    if tokens.role(k + 1, "week") and (tokens.role(k, "following") or tokens.role(k, "next")):
        return k + 2
    if tokens.role(k, "week"):
        if tokens.role(k + 1, "following") or tokens.role(k + 1, "next") or tokens.role(k + 1, "coming"):
            return k + 2
        if tokens.role(k + 2, "coming"):
            return k + 3
    return None


def day_alone(tokens: Tokens, i: int) -> DateSpan | None:
    """ "el próximo día 22", "no dia 5, às 9h": a day whose month stands elsewhere, by the word for day before it."""
    if tokens.lexicon.code not in ("es", "pt") or tokens.word(i - 1) != "dia":
        return None
    found = day_at(tokens, i)
    if found is None or tokens.role(i + 1, "hours") or tokens.word(i + 1) == ":" or tokens.role(found[1], "counted"):
        return None
    if tokens.role(found[1], "of") and month_at(tokens, found[1] + 1) is not None:
        return None
    gone = tokens.role(i - 2, "last") and "last"  # "no último dia 13", "el pasado día 13"
    if tokens.role(i - 2, "every"):
        return None
    return make_span(tokens, i, found[1], days=(Day(None, found[0]),), relative=gone or None)


def _names_a_thing(tokens: Tokens, j: int) -> bool:
    """Whether the word at `j` is what an ordinal counts: "na segunda esquina" is no Monday, "na segunda às 9" is."""
    word = tokens.word(j)
    return word.isalpha() and not any(
        tokens.role(j, role) for role in ("at", "of", "from", "on", "to", "and", "last", "next", "until", "in")
    )


def relative_word(tokens: Tokens, i: int) -> DateSpan | None:
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
    if lexicon.code == "de" and word == "morgen" and tokens.capital(i) and tokens.word(i - 1).isalpha():
        return None  # "Ein Morgen auf dem Markt": tomorrow has a small letter but where it opens a sentence
    for first in (i - 2, i - 1):  # "pasado mañana", "depois de amanhã"
        phrase = " ".join(tokens.words[max(0, first) : i + 1])
        if first >= 0 and phrase in lexicon.relative:
            return make_span(tokens, first, i + 1, offset=lexicon.relative[phrase])
    return make_span(tokens, i, i + 1, offset=lexicon.relative[word])


def night_before(tokens: Tokens, i: int) -> DateSpan | None:
    """ "last night", but not "the last night of the fair"."""
    offset = tokens.lexicon.relative.get(f"{tokens.words[i]} {tokens.word(i + 1)}")
    if offset is None or tokens.role(i - 1, "the") or tokens.role(i + 2, "of"):
        return None
    return make_span(tokens, i, i + 2, offset=offset)


def this_part_of_day(tokens: Tokens, i: int) -> DateSpan | None:
    """ "this morning", "ce soir", "esta tarde": today."""
    word = tokens.word(i + 1)
    if tokens.lexicon.code in ("de", "nl") or tokens.role(i - 1, "of"):
        return None  # "de gastheer van deze ochtend": of the event; Dutch says "vanochtend" for today
    word = word.removesuffix("'s").removesuffix("’s")  # "this morning's coffee"
    part = word in tokens.lexicon.dayparts and tokens.lexicon.weekdays.get(word) is None
    return make_span(tokens, i, i + 2, offset=0) if part else None


def ordinal_day(tokens: Tokens, i: int) -> DateSpan | None:
    """ "the 14th": a day whose month stands elsewhere. Only with its ordinal ending and no noun after it."""
    if tokens.lexicon.code != "en":
        return None
    found = day_at(tokens, i + 1)
    if found is None or found[1] != i + 3:
        return None
    after = tokens.word(found[1])
    if month_at(tokens, found[1]) is not None or tokens.role(found[1], "of"):
        return day_month(tokens, i + 1)
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
    return make_span(tokens, i, found[1], days=(Day(None, found[0]),))


def ordinal_weekday(tokens: Tokens, i: int) -> DateSpan | None:
    """ "the first Wednesday in October": one day of a year, not a rule."""
    nth = tokens.lexicon.ordinals[tokens.words[i]]
    weekday = weekday_at(tokens, i + 1)
    if weekday is None:
        return None
    k = i + 2
    while tokens.role(k, "in") or tokens.role(k, "of") or tokens.role(k, "the"):
        k += 1
    month = month_at(tokens, k)
    if month is None or k == i + 2:
        return None
    year = year_at(tokens, month[1])
    return make_span(
        tokens,
        i,
        year[1] if year else month[1],
        days=(Day(month[0], 0, year[0] if year else None),),
        ordinal=(nth, weekday),
    )


def first_of_month(tokens: Tokens, i: int) -> DateSpan | None:
    """ "primero de mayo", "the first of May"."""
    if tokens.lexicon.ordinals[tokens.words[i]] != 1 or not tokens.role(i + 1, "of"):
        return None
    month = month_at(tokens, i + 2)
    if month is None:
        return None
    year = year_at(tokens, month[1])
    day = Day(month[0], 1, year[0] if year else None)
    return make_span(tokens, i, year[1] if year else month[1], days=(day,))


_SEASON = frozenset(["weekend", "week", "season", "wochenende", "woche", "semana"])
"""Behind a holiday, what makes it a stretch of days around it."""


def holiday(tokens: Tokens, i: int) -> DateSpan | None:
    """ "on St. Patrick's Day", "Valentine's Day, Friday": only where said of a day, and where no printed day is near."""
    for name, day in tokens.lexicon.holidays[tokens.words[i]]:
        last = i
        for word in name:
            last += tokens.word(last) == "." and last > i
            if tokens.word(last) != word:
                break
            last += 1
        else:
            if tokens.word(last) in _SEASON:
                return None  # "on Cinco de Mayo weekend, Saturday, May 4"
            after = last + (tokens.word(last) in (",", "("))
            weekday = weekday_at(tokens, after) is not None or any(
                weekday_at(tokens, k) is not None for k in (i - 1, i - 2)
            )
            after += weekday and tokens.word(after) != ","
            after += tokens.word(after) == ","
            if not (weekday or tokens.role(i - 1, "on")) or tokens.number(after) >= 0 or month_at(tokens, after):
                return None
            return make_span(tokens, i, last, days=(Day(*day),))
    return None
