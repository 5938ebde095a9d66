"""Open rules of repetition ("every third Tuesday of the month except July"), as RRULE values (RFC 5545 section 3.3.10)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, time

from .language import weekday_forms
from .rule_months import months_behind, months_of_rule
from .tokens import Tokens

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class RuleSpan:
    """One rule as printed. `weekdays` are (n, weekday) pairs, n 0 for "every week"; `months` the months it holds in.

    `first` and `last` are token indexes, `last` exclusive; `begin` and `stop` character offsets.
    """

    begin: int
    stop: int
    first: int
    last: int
    weekdays: tuple[tuple[int, int], ...]
    interval: int = 1
    months: tuple[int, ...] = ()

    def rrule(self, start: time | None) -> str:
        """The rule as an RRULE value, with the hour where one is printed."""
        monthly = any(n for n, _ in self.weekdays)
        parts = ["FREQ=MONTHLY" if monthly else "FREQ=WEEKLY"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.months:
            parts.append("BYMONTH=" + ",".join(map(str, self.months)))
        parts.append("BYDAY=" + ",".join(f"{n or ''}{_CODES[day]}" for n, day in self.weekdays))
        if start is not None:
            parts += [f"BYHOUR={start.hour}", f"BYMINUTE={start.minute}"]
        return ";".join(parts)

    def yields(self, day: date) -> bool:
        """Whether a day is one of the rule's, by its weekday, its place in the month and its month."""
        nths = (0, (day.day + 6) // 7, -((monthrange(day.year, day.month)[1] - day.day) // 7 + 1))
        in_month = not self.months or day.month in self.months
        return in_month and any(day.weekday() == weekday and n in nths for n, weekday in self.weekdays)


_MONTHLY = frozenset(
    [
        "monthly",
        "monatlich",
        "monatliche",
        "monatlichen",
        "maandelijks",
        "maandelijkse",
        "mensuel",
        "mensuelle",
        "mensual",
        "mensal",
    ]
)
_FILLERS = frozenset(
    ["am", "op", "le", "los", "as", "aos", "on", "jeweils", "steeds", "siempre", "sempre", "toujours", ","]
)
"""What may stand between "every two weeks" and its weekday."""
_AGAIN = frozenset(["na", "no", "am", "op", "on", "en", "em"])
"""What is told again before a second ordinal: "am ersten und am dritten Dienstag"."""
_FILLED = 3
"""Words of them at most."""
_ONCE = frozenset(["einmal", "once", "fois", "vez", "eens", "keer", "mal"])
"""Before "a month": how often, said ahead of the day ("einmal im Monat, immer am letzten Freitag")."""
_ALWAYS = frozenset(["immer", "jeweils", "stets", "regelmassig", "regelmaessig"])
"""Before a German weekday of every week: "immer mittwochs"."""
_HOW_OFTEN = 4
"""Words before a weekday that may tell how often in a month: "twice a month on"."""
_SHORTEST_DAY = 6
"""Letters of a weekday."""
_LETTERS = 2
"""Letters of the shortest weekday that is cut short."""
_TO_MONTH = 6
"""Words from a weekday to the month it is counted in."""
_BEFORE_MONTH = frozenset(["a", "per", "na", "no", "al", "im", "der", "des", "/", "v", "vd", "d", "."])
"""What may stand between them: "im Monat", "v/d maand", "Mi/Monat"."""
_SEVERAL = 2
"""Months of which the nth weekday is a rule; that of one is a day."""
_MONTHLY_WITHIN = 14
"""Words between "monthly" and the ordinal of its weekday."""


def find_rules(tokens: Tokens) -> list[RuleSpan]:
    """All open rules of a text, left to right."""
    spans: list[RuleSpan] = []
    if weekday_forms(tokens.lexicon.code).isdisjoint(tokens.words):
        return spans
    i = 0
    count = len(tokens)
    ordinals = tokens.lexicon.ordinals
    every, periods = tokens.lexicon.word("every"), tokens.lexicon.word("month") | tokens.lexicon.word("week")
    plural = tokens.lexicon.word("plural")
    fortnights = [tuple(phrase.split()) for phrase in tokens.lexicon.word("fortnightly")]
    openings = {phrase[0] for phrase in fortnights}
    while i < count:
        word = tokens.words[i]
        span = _fortnightly(tokens, i, fortnights) if word in openings else None
        if span is not None:
            pass
        elif word in every:
            span = _every(tokens, i)
        elif word in ordinals or _numbered(tokens, i):
            span = _nth(tokens, i, i, False)
        elif word in plural:
            span = _all_of(tokens, i)
        elif word in periods:
            span = _monthly_on(tokens, i)
        elif len(word) >= _SHORTEST_DAY and _singular(word) in tokens.lexicon.weekdays:
            span = _plural(tokens, i)
        if span is None:
            i += 1
        else:
            spans.append(replace(span, months=months_of_rule(tokens, span.last)))
            i = span.last
    return spans


def _fortnightly(tokens: Tokens, i: int, phrases: list[tuple[str, ...]]) -> RuleSpan | None:
    """ "every two weeks on Wednesday", "un mercredi sur deux", "alle zwei Wochen mittwochs"."""
    last = max((i + len(p) for p in phrases if tuple(tokens.words[i : i + len(p)]) == p), default=0)
    if not last:
        return None
    k = last
    while k < last + _FILLED and tokens.word(k) in _FILLERS:
        k += 1
    if (days := _weekdays_at(tokens, k)) is not None:
        return _make(tokens, i, days[1], [(0, d) for d in days[0]], 2)
    first = i - 1 - (tokens.word(i - 1) == ",")
    day = _weekday_at(tokens, first) if first >= 0 else None
    return _make(tokens, first, last, [(0, day)], 2) if day is not None else None


def _make(tokens: Tokens, first: int, last: int, days: list[tuple[int, int]], interval: int = 1) -> RuleSpan:
    return RuleSpan(tokens.starts[first], tokens.ends[last - 1], first, last, tuple(days), interval)


def _numbered(tokens: Tokens, i: int) -> bool:
    return 1 <= tokens.number(i) <= 5 and tokens.digits(i) == 1 and tokens.role(i + 1, "ordinal_suffix")


def _nth_at(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """An ordinal 1 to 5 or -1 at `i`: (n, index after it)."""
    value = tokens.lexicon.ordinals.get(tokens.word(i))
    if value is not None:
        return value, i + 1
    if _numbered(tokens, i):
        return tokens.numbers[i], i + 2
    return None


def _singular(word: str) -> str:
    """ "tuesdays" as "tuesday", "quartas-feiras" as "quarta-feira"."""
    return word.removesuffix("s").replace("s-feira", "-feira")


def _weekday_at(tokens: Tokens, i: int) -> int | None:
    word = tokens.word(i)
    day = tokens.lexicon.weekdays.get(word)
    if day is None:
        day = tokens.lexicon.weekdays.get(_singular(word))
    return day if len(word) > 2 else None


def _weekdays_at(tokens: Tokens, i: int) -> tuple[list[int], int] | None:
    """One weekday or a list of them ("Tuesday and Thursday") at `i`."""
    day = _weekday_at(tokens, i)
    if day is None:
        return None
    days, j = [day], _after_weekday(tokens, i)
    while len(days) < 7:
        k = j + (tokens.word(j) == ",")
        k += tokens.role(k, "and")
        day = _weekday_at(tokens, k) if k > j else None
        if day is None:
            break
        days.append(day)
        j = _after_weekday(tokens, k)
    return days, j


def _cut_short(tokens: Tokens, i: int) -> tuple[list[int], int] | None:
    """A weekday of two letters, which is a word of its own elsewhere: "jeden letzten Do. im Monat", "elke 1e wo. van de maand"."""
    day = tokens.lexicon.weekdays.get(tokens.word(i)) if len(tokens.word(i)) == _LETTERS else None
    return None if day is None else ([day], _after_weekday(tokens, i))


def _after_weekday(tokens: Tokens, i: int) -> int:
    """The index after a weekday and the full stop of a short one ("Thurs."), which ends no sentence."""
    return i + 1 + (len(tokens.words[i]) <= 5 and tokens.word(i + 1) == "." and tokens.adjoins(i + 1))


def _nth(tokens: Tokens, first: int, i: int, forced: bool) -> RuleSpan | None:
    """ "first and third Wednesday of every month" from the ordinal at `i`; `forced` where "every" stands before."""
    numbers: list[int] = []
    j = i
    while len(numbers) < 5 and (found := _nth_at(tokens, j)) is not None:
        numbers.append(found[0])
        j = found[1]
        k = j + (tokens.word(j) == ",")
        k += tokens.role(k, "and") or tokens.role(k, "or")
        k += k > j and tokens.word(k) in _AGAIN
        k += tokens.role(k, "the")
        if k > j and _nth_at(tokens, k) is not None:
            j = k
        else:
            break
    days = _weekdays_at(tokens, j) or _cut_short(tokens, j)
    if days is None or not numbers:
        return None
    end = days[1]
    forced = forced and len(tokens.words[j]) > _LETTERS
    # premier mercredi "de chaque mois", third Tuesday "of the month", "monthly"
    k = end
    monthly = False
    while k < end + _TO_MONTH and k < len(tokens):
        if tokens.role(k, "month"):
            monthly = True
            break
        if not (
            tokens.role(k, "every")
            or tokens.role(k, "in")
            or tokens.role(k, "of")
            or tokens.role(k, "the")
            or tokens.word(k) in _BEFORE_MONTH
        ):
            break
        k += 1
    if not monthly and not forced and not _told_monthly(tokens, first) and len(months_behind(tokens, end)) < _SEVERAL:
        return None
    return _make(tokens, first, k + 1 if monthly else end, [(n, d) for n in numbers for d in days[0]])


def _every(tokens: Tokens, i: int) -> RuleSpan | None:
    """ "every third Tuesday", "each Friday", "every other Wednesday", "todos los martes", "tous les premiers mardis"."""
    j = i + 1
    while j < i + 4 and (tokens.role(j, "the") or tokens.role(j, "every")):
        j += 1
    if tokens.role(j, "month") and not tokens.role(j, "week"):
        k = j + 1
        while k < j + 5 and (tokens.role(k, "on") or tokens.role(k, "the") or tokens.word(k) in (",", "am", "op")):
            k += 1
        return _nth(tokens, i, k, True)
    if (
        tokens.role(j, "other")
        and _weekday_at(tokens, j + 1) is not None
        and not (tokens.lexicon.code == "de" and _month_follows(tokens, j + 2))
    ):
        days = _weekdays_at(tokens, j + 1)
        assert days is not None
        return _make(tokens, i, days[1], [(0, d) for d in days[0]], 2)
    if _nth_at(tokens, j) is not None and (span := _nth(tokens, i, j, True)) is not None:
        return span
    days = _weekdays_at(tokens, j)
    if days is None:
        return None
    return _make(tokens, i, days[1], [(0, d) for d in days[0]])


def _month_follows(tokens: Tokens, j: int) -> bool:
    return any(tokens.role(k, "month") for k in (j, j + 1))


def _told_monthly(tokens: Tokens, i: int) -> bool:
    """Whether the words before an ordinal call the event monthly: "a monthly coffee on the second Saturday"."""
    near = range(i - 1, max(-1, i - _MONTHLY_WITHIN), -1)
    before = [tokens.word(n) for n in near]
    sentence = before[: next((n for n, word in enumerate(before) if word in ".;"), None)]
    if not _MONTHLY.isdisjoint(sentence):
        return True
    here = range(i - 1, i - 1 - len(sentence), -1)
    return any(tokens.role(n, "month") for n in here) and not _ONCE.isdisjoint(sentence)


def _monthly_on(tokens: Tokens, i: int) -> RuleSpan | None:
    """ "monthly on the second Thursday", "weekly on Fridays"."""
    word = tokens.words[i]
    if word not in ("monthly", "weekly", "monatlich", "maandelijks", "wekelijks"):
        return None
    k = i + 1
    while k < i + 4 and (tokens.role(k, "on") or tokens.role(k, "the") or tokens.word(k) in (",", "am", "op")):
        k += 1
    if word in ("monthly", "monatlich", "maandelijks"):
        return _nth(tokens, i, k, True)
    days = _weekdays_at(tokens, k)
    return None if days is None else _make(tokens, i, days[1], [(0, d) for d in days[0]])


def _all_of(tokens: Tokens, i: int) -> RuleSpan | None:
    """ "los martes de 9 a 11", "aos sábados", "às quartas-feiras": a weekday in the plural, with no day of a month after it."""
    word = tokens.word(i + 1)
    if tokens.lexicon.code == "pt" and not word.endswith("s"):
        return None
    days = _weekdays_at(tokens, i + 1)
    if days is None:
        return None
    k = days[1]
    if tokens.number(k) >= 0 or (tokens.word(k) in (",", "(") and tokens.number(k + 1) >= 0):
        return None
    ahead = tokens.word(k + 1)
    if (
        tokens.role(k, "of")
        and tokens.number(k + 1) < 0
        and ahead.isalpha()
        and ahead not in tokens.lexicon.dayparts
        and not months_behind(tokens, k)
    ):
        return None  # "as quartas de final" are no days
    return _make(tokens, i, k, [(0, d) for d in days[0]])


def _plural(tokens: Tokens, i: int) -> RuleSpan | None:
    """ "Wednesdays at 9": weekly, where it opens the statement or follows "on" or "held"; "immer mittwochs"."""
    if tokens.lexicon.code == "de" and not tokens.capital(i) and tokens.word(i - 1) in _ALWAYS:
        named = _weekdays_at(tokens, i)
        ranged = named is None or tokens.role(named[1], "to")  # "immer montags bis freitags" is open, no event
        return None if named is None or ranged else _make(tokens, i - 1, named[1], [(0, d) for d in named[0]])
    days = _weekdays_at(tokens, i)
    if days is None or not tokens.capital(i) or tokens.word(i - 1) in ("all", "of"):
        return None
    if any(tokens.role(n, "month") for n in range(max(0, i - _HOW_OFTEN), i)):
        return None  # "once a month on Wednesday mornings": on which of them is not told
    k = days[1] + _is_habitual(tokens, days[1])
    if k == days[1] and tokens.word(i) in tokens.lexicon.weekdays:
        return None
    span = _make(tokens, i, k, [(0, d) for d in days[0]])
    if k > days[1] or months_behind(tokens, k) or (tokens.word(i - 1) == "on" and tokens.word(k).isalpha()):
        return span
    if tokens.word(k) not in ("at", "from", ",", "between", "in", "through"):
        return None
    if tokens.word(k) == "," and tokens.word(k + 1) in tokens.lexicon.months:
        return span
    if tokens.word(k) == "," and tokens.number(k + 1) < 0 and not tokens.role(k + 1, "from"):
        return None
    return span


def _is_habitual(tokens: Tokens, k: int) -> bool:
    """Whether a part of the day stands in the plural: "Wednesday mornings"."""
    word, parts = tokens.word(k), tokens.lexicon.dayparts
    return tokens.lexicon.code == "en" and word not in parts and word.removesuffix("s") in parts
