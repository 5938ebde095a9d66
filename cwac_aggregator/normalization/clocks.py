"""Times of day: single clock times and ranges, in twelve and twenty-four hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from .tokens import Tokens

DASHES = frozenset("-–—‐‑−~")
"""What is printed for the dash of a range."""
_HOURS_OR_DURATION = frozenset(["horas", "heures", "heure", "hora"])


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """One time or range as printed. `start` is None for "until 10"; `end` is None where none is printed.

    An `end` not after `start` belongs to the next day. `inferred` where morning or afternoon is not printed.
    `first` and `last` are token indexes, `last` exclusive; `begin` and `stop` character offsets.
    """

    begin: int
    stop: int
    first: int
    last: int
    start: time | None
    end: time | None
    inferred: bool


@dataclass(frozen=True, slots=True)
class _Clock:
    hour: int
    minute: int
    side: str
    strong: bool
    colon: bool
    next: int


def find_times(tokens: Tokens, dates: Mapping[int, int] | None = None) -> list[TimeSpan]:
    """All times of a text, left to right. `dates` maps the first token of each date found to the one after it."""
    dates = dates or {}
    inside = {i for first, last in dates.items() for i in range(first, last)}
    after_date = set(dates.values())
    spans: list[TimeSpan] = []
    i = 0
    while i < len(tokens):
        if i in inside:
            i += 1
            continue
        span = _span_at(tokens, i, dates, inside, after_date)
        if span is None:
            i += 1
        else:
            spans.append(span)
            i = max(span.last, i + 1)
    return spans


def is_clock(tokens: Tokens, index: int) -> bool:
    """True where the number at `index` is surely an hour: it has minutes, a.m. or p.m., or starts a range that has."""
    clock = _clock(tokens, index)
    if clock is None:
        return False
    if clock.strong:
        return True
    other = _clock(tokens, _connector(tokens, clock.next, False) or len(tokens))
    return other is not None and other.strong


def _span_at(
    tokens: Tokens, i: int, dates: Mapping[int, int], inside: set[int], after_date: set[int]
) -> TimeSpan | None:
    one = _clock(tokens, i)
    if one is None or (tokens.word(i - 1) in "$€£#" and tokens.word(i - 1)):
        return None
    between = any(tokens.role(i - back, "between") for back in (1, 2))
    follow = dates.get(one.next, one.next)
    if tokens.word(follow) == "," and follow == one.next and dates.get(follow + 1):
        follow = dates[follow + 1]
    if follow != one.next and tokens.word(follow) == ",":
        follow += 1
    joined = _connector(tokens, follow, between)
    if joined is not None:
        target = joined
        if target in dates:
            target = dates[target]
            target += tokens.word(target) in (",", "@", "at", "t")
        two = _clock(tokens, target)
        if two is not None and target not in inside:
            last = two.next
            end_date = last + (tokens.word(last) == ",")
            if follow != one.next and end_date in dates:
                last = dates[end_date]
            # "10:30/11:00 a.m.": the later of two printed ends
            if tokens.word(last) == "/" and (later := _clock(tokens, last + 1)) is not None:
                two, last = later, later.next
            introduced = between or _introduced(tokens, i, "from") or i in after_date or i - 1 in after_date
            if one.strong or two.strong or (introduced and not tokens.role(last, "counted")):
                crossing = target != joined or follow != one.next
                settled = _settle(tokens, one, two, crossing)
                if settled is not None:
                    return _make(tokens, i, last, *settled)
    if one.strong and one.next < len(tokens) and tokens.numbers[one.next] >= 0 and not tokens.adjoins(one.next):
        # "8:00 a.m. 10:00 a.m.": the dash was lost
        two = _clock(tokens, one.next)
        if two is not None and two.strong and one.next not in inside and (one.side or one.colon):
            settled = _settle(tokens, one, two, False)
            if settled is not None and settled[1] is not None and settled[0] < settled[1]:
                return _make(tokens, i, two.next, *settled)
    if one.strong or _bare_hour(tokens, i, one):
        moment, inferred = _single(tokens, one)
        if _introduced(tokens, i, "until"):
            return _make(tokens, i, one.next, None, moment, inferred)
        return _make(tokens, i, one.next, moment, None, inferred)
    return None


def _make(tokens: Tokens, first: int, last: int, start: time | None, end: time | None, inferred: bool) -> TimeSpan:
    return TimeSpan(tokens.starts[first], tokens.ends[last - 1], first, last, start, end, inferred)


def _introduced(tokens: Tokens, i: int, role: str) -> bool:
    back = i - 1
    while (
        back >= 0
        and i - back <= 3
        and (tokens.role(back, "about") or tokens.role(back, "at") or tokens.words[back] == ":")
    ):
        back -= 1
    return tokens.role(back, role)


def _bare_hour(tokens: Tokens, i: int, clock: _Clock) -> bool:
    """ "at 9", "um 9", "a las 9": an hour by its preposition alone, where nothing makes it a house number."""
    if (
        clock.colon
        or not (tokens.role(i - 1, "at") or tokens.word(i - 1) == "by")
        or tokens.digits(i) > 2
        or not 1 <= clock.hour <= 23
    ):
        return False
    following = tokens.word(clock.next)
    if tokens.lexicon.clock == 12:
        return following in ("", ".", ",", ";", ")", "!", "on", "for", "until", "sharp")
    return (
        not tokens.capital(clock.next)
        and following not in ("%", "€", "de")
        and tokens.word(i - 1) in ("um", "las", "om", "as")
    )


def _connector(tokens: Tokens, i: int, between: bool) -> int | None:
    """The index after a range connector at `i`, or None."""
    if i >= len(tokens):
        return None
    word = tokens.words[i]
    if word in DASHES:
        i += 1
        while tokens.word(i) in DASHES:
            i += 1
    elif tokens.role(i, "and") and not between:
        return None
    elif tokens.role(i, "to") or tokens.role(i, "until") or (between and tokens.role(i, "and")):
        i += 1
    else:
        return None
    while tokens.role(i, "about") or (tokens.role(i, "at") and tokens.number(i) < 0 and i < len(tokens)):
        i += 1
    return i


def _clock(tokens: Tokens, i: int) -> _Clock | None:
    if i < 0 or i >= len(tokens):
        return None
    lexicon = tokens.lexicon
    word = tokens.words[i]
    if word in lexicon.clock_words:
        named = int(lexicon.clock_words[word][:2])
        minute, end = _half_after(tokens, i + 1)
        return _Clock(named, minute, "24", True, True, end)
    if word in ("half", "halb") and lexicon.code in ("nl", "de"):
        value = tokens.number(i + 1) if tokens.number(i + 1) > 0 else lexicon.numbers.get(tokens.word(i + 1), 0)
        if 1 <= value <= 12:
            end = i + 2 + tokens.role(i + 2, "oclock")
            side, end = _daypart(tokens, end)
            return _Clock(value - 1 or 12, 30, side, True, True, end)
        return None
    if word in lexicon.fractions:
        return _spoken(tokens, i)
    hour = tokens.numbers[i]
    if hour < 0:
        value = lexicon.numbers.get(word, -1)
        if value < 0:
            return None
        minute, end = _half_after(tokens, i + 1)
        if minute:
            side, end = _daypart(tokens, end)
            return _Clock(value, minute, side, True, True, end)
        side, end = _side(tokens, i + 1)
        if tokens.role(i + 1, "oclock") and not side:
            if tokens.word(i + 1) in _HOURS_OR_DURATION and _is_duration(tokens, i):
                return None
            minute, end = _half_after(tokens, i + 2)
            side, end = _daypart(tokens, end)
            return _Clock(value, minute, side, True, bool(minute), end)
        if side:
            return _Clock(value, 0, side, True, False, end)
        spoken = (
            _introduced(tokens, i, "from")
            or tokens.role(i - 1, "to")
            or tokens.word(i - 1) in DASHES
            or ((tokens.role(i + 1, "to") or tokens.word(i + 1) in DASHES) and not tokens.role(i + 1, "and"))
        )
        return _Clock(value, 0, "", False, False, i + 1) if spoken else None
    if (
        tokens.adjoins(i)
        and tokens.word(i - 1) in (":", ".", "/", ",", "'", "#", "$", "€", "£")
        and tokens.number(i - 2) >= 0
        and (tokens.word(i - 1) != "/" or ":" not in (tokens.word(i - 3), tokens.word(i + 1)))
    ):
        return None
    digits = tokens.digits(i)
    if digits == 4 and hour % 100 < 60 and hour < 2400:
        return _military(tokens, i, hour)
    if digits > 2 or hour > 24:
        return None
    j, minute, colon = i + 1, 0, False
    mark = tokens.word(j)
    if mark in (":", ".", "h", "u", "uhr") and tokens.number(j + 1) >= 0 and j + 1 < len(tokens):
        tight = tokens.adjoins(j) and tokens.adjoins(j + 1)
        loose = mark in ("h", "u", "uhr")
        if (tight or loose) and tokens.digits(j + 1) == 2 and tokens.numbers[j + 1] < 60:
            more = (
                tokens.word(j + 2) == mark
                and tokens.adjoins(j + 2)
                and tokens.adjoins(j + 3)
                and tokens.number(j + 3) >= 0
            )
            if mark == "." and more:
                return None  # 04.10.2023
            minute, colon = tokens.numbers[j + 1], mark != "."
            j += 2
            if more and mark == ":":
                j += 2
            side, j = _side(tokens, j)
            if tokens.role(j, "hours") and not side:
                colon, j = True, j + 1
                j += tokens.word(j) == "." and tokens.adjoins(j)
                side, j = _daypart(tokens, j)
            if hour == 24 and minute:
                return None
            if tokens.word(i - 1) == "t" and tokens.adjoins(i) and tokens.number(i - 2) >= 0:
                side, j = "24", _after_offset(tokens, j)
            return _Clock(hour, minute, side, colon or bool(side), True, j)
    side, end = _side(tokens, j)
    if side:
        return _Clock(hour, 0, side, 1 <= hour <= 12 or side == "24", False, end) if 0 < hour <= 12 else None
    if tokens.role(j, "hours") or tokens.role(j, "oclock"):
        if lexicon.clock == 12 and not tokens.role(j, "oclock"):
            return None  # "2 hours" is a duration
        if lexicon.clock == 24 and tokens.word(j) in _HOURS_OR_DURATION and _is_duration(tokens, i):
            return None
        minute, end = _half_after(tokens, j + 1)
        side, end = _daypart(tokens, end)
        return _Clock(hour, minute, side, True, bool(minute), end)
    minute, end = _half_after(tokens, j) if lexicon.clock == 24 else (0, j)
    if minute:
        side, end = _daypart(tokens, end)
        return _Clock(hour, minute, side, True, True, end)
    return _Clock(hour, 0, "", False, False, j)


def _after_offset(tokens: Tokens, j: int) -> int:
    """The index after the offset of an ISO 8601 time ("Z", "+01:00"): no end of a range."""
    if tokens.word(j) == "z" and tokens.adjoins(j):
        return j + 1
    hours = tokens.word(j) in ("+", "-", "−") and tokens.adjoins(j + 1) and _digits(tokens, j + 1) in (2, 4)
    if not hours:
        return j
    return j + 4 if tokens.word(j + 2) == ":" and tokens.adjoins(j + 2) and _digits(tokens, j + 3) == 2 else j + 2


def _digits(tokens: Tokens, j: int) -> int:
    return tokens.digits(j) if tokens.number(j) >= 0 else 0


def _spoken(tokens: Tokens, i: int) -> _Clock | None:
    """ "half past eleven", "quarter to nine", "Viertel nach vier", "kwart over drie" from the fraction at `i`."""
    lexicon = tokens.lexicon
    minutes = lexicon.fractions[tokens.words[i]]
    turn = tokens.word(i + 1)
    if turn in ("past", "after", "nach", "over"):
        sign = 1
    elif turn in ("to", "vor", "voor", "before"):
        sign = -1
    else:
        return None
    value = tokens.number(i + 2) if tokens.number(i + 2) > 0 else lexicon.numbers.get(tokens.word(i + 2), 0)
    if not 1 <= value <= 12:
        return None
    end = i + 3
    side, end = _side(tokens, end)
    total = value * 60 + sign * minutes
    return _Clock(total // 60 or 12, total % 60, side, True, True, end)


def _half_after(tokens: Tokens, j: int) -> tuple[int, int]:
    """ "y media", "et demie", "e meia", "y cuarto" after an hour: (minutes, index after)."""
    if tokens.role(j, "and") and tokens.word(j + 1) in ("media", "demie", "demi", "meia"):
        return 30, j + 2
    if tokens.role(j, "and") and tokens.word(j + 1) in ("cuarto", "quart"):
        return 15, j + 2
    return 0, j


def _is_duration(tokens: Tokens, i: int) -> bool:
    """ "durante 2 horas", "2 heures de visite": no preposition of time stands before."""
    before = tokens.word(i - 1)
    roles = ("at", "from", "to", "until", "about", "and")
    return not (before in DASHES or before in (",", ":", "(", "|") or any(tokens.role(i - 1, role) for role in roles))


def _military(tokens: Tokens, i: int, value: int) -> _Clock | None:
    """ "0800 to 1000 hours", "1730 hrs": only with the word, or as the left part of such a range."""
    j = i + 1
    if tokens.role(j, "hours"):
        return _Clock(value // 100, value % 100, "24", True, True, j + 1)
    clock = _Clock(value // 100, value % 100, "24", True, True, j)
    joined = _connector(tokens, j, tokens.role(i - 1, "between"))
    if joined is not None and _digits(tokens, joined) == 4:
        if tokens.role(joined + 1, "hours") or _military_range(value, tokens.numbers[joined]):
            return clock
        return None
    joined_to = tokens.word(i - 1) in DASHES or tokens.role(i - 1, "to")
    before = joined_to and _digits(tokens, i - 2) == 4 and _military_range(tokens.numbers[i - 2], value)
    return clock if before else None


def _military_range(start: int, end: int) -> bool:
    """Whether two numbers of four digits are the ends of a range of hours, not two years or house numbers."""
    years = 1990 <= start <= 2040 and 1990 <= end <= 2040
    whole = start % 5 == end % 5 == 0 and start % 100 < 60 and end % 100 < 60
    return whole and not years and start < end < 2400 and end - start <= 1200


def _side(tokens: Tokens, j: int) -> tuple[str, int]:
    """ "a.m.", "pm", "p", "in the morning" from token `j`: the side of the day and the index after it."""
    word = tokens.word(j)
    meridiem = tokens.lexicon.meridiem
    if word in ("a", "p") and ("a" in meridiem or tokens.word(j + 1) == "."):
        if tokens.word(j + 1) == "." and tokens.word(j + 2) == "m":
            end = j + 3
            return ("am" if word == "a" else "pm"), end + (tokens.word(end) == "." and tokens.adjoins(end))
        if tokens.word(j + 1) == "m" and tokens.ends[j] + 1 >= tokens.starts[j + 1]:
            return ("am" if word == "a" else "pm"), j + 2 + (tokens.word(j + 2) == "." and tokens.adjoins(j + 2))
        if tokens.adjoins(j) and tokens.lexicon.clock == 12:
            return ("am" if word == "a" else "pm"), j + 1
        return "", j
    if word in ("am", "pm"):
        if tokens.lexicon.code == "de" and not tokens.adjoins(j):
            return "", j
        return word, j + 1 + (tokens.word(j + 1) == "." and tokens.adjoins(j + 1))
    if word in tokens.lexicon.clock_words and tokens.number(j - 1) == 12:
        return ("pm" if tokens.lexicon.clock_words[word] == "12:00" else "am"), j + 1
    if word in meridiem and len(word) > 2:
        return meridiem[word], j + 1
    return _daypart(tokens, j)


def _daypart(tokens: Tokens, j: int) -> tuple[str, int]:
    """ "in the morning", "de la tarde", "du matin", "'s ochtends" from token `j`."""
    lexicon = tokens.lexicon
    k = j
    while k < j + 3 and (
        tokens.role(k, "of")
        or tokens.role(k, "the")
        or tokens.role(k, "in")
        or tokens.word(k) in ("am", "pela", "por", "in", "s", "'")
    ):
        k += 1
    word = tokens.word(k)
    if word in lexicon.dayparts and (k > j or lexicon.clock == 24):
        return lexicon.dayparts[word], k + 1
    if word in lexicon.meridiem and len(word) > 2:
        return lexicon.meridiem[word], k + 1
    return "", j


def _at(hour: int, minute: int) -> time | None:
    return time(hour % 24, minute) if hour <= 24 else None


def _hours(clock: _Clock) -> list[int]:
    """The hours of the day a clock may mean, 0 to 24."""
    if clock.side == "24" or clock.hour > 12 or clock.hour == 0:
        return [clock.hour]
    if clock.side == "am":
        return [clock.hour % 12]
    if clock.side == "pm":
        return [clock.hour % 12 + 12]
    return [clock.hour % 12, clock.hour % 12 + 12]


def _likely(hour: int) -> int:
    """The hour meant by a bare one on a twelve-hour clock: events begin between 7 in the morning and 6 in the evening."""
    return hour if 7 <= hour <= 12 else hour + 12


def _single(tokens: Tokens, clock: _Clock) -> tuple[time | None, bool]:
    hours = _hours(clock)
    if len(hours) == 1:
        return _at(hours[0], clock.minute), False
    if tokens.lexicon.clock == 24:
        return _at(clock.hour, clock.minute), False
    return _at(_likely(clock.hour), clock.minute), True


def _settle(tokens: Tokens, one: _Clock, two: _Clock, crossing: bool) -> tuple[time, time | None, bool] | None:
    """Both ends of a range. A side of the day printed once holds for both where that gives the shorter range."""
    left, right = _hours(one), _hours(two)
    inferred = False
    if len(left) == 2 and len(right) == 2:
        if tokens.lexicon.clock == 24:
            left, right = [one.hour], [two.hour]
        else:
            left, inferred = [_likely(one.hour)], True
    best: tuple[int, int, int] | None = None
    for a in left:
        for b in right:
            span = (b * 60 + two.minute) - (a * 60 + one.minute)
            if span > 0 and (best is None or span < best[0]):
                best = (span, a, b)
    if best is None:
        if len(left) == 1 and len(right) == 1 and (one.side or two.side or crossing):
            start, end = _at(left[0], one.minute), _at(right[0], two.minute)
            return (start, end, inferred) if start is not None else None
        return None
    if best[0] > 16 * 60 and not crossing:
        return None
    start, end = _at(best[1], one.minute), _at(best[2], two.minute)
    return (start, end, inferred) if start is not None else None
