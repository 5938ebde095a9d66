"""Times of day: single clock times and ranges, in twelve and twenty-four hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import NamedTuple

from ..tokens import Tokens
from .around import after_zone, introduced
from .clock import DASHES, Clock
from .joints import connector
from .parts import clock_at, clock_starts

__all__ = ["DASHES", "TimeSpan", "clock_starts", "find_times", "is_clock"]

_LASTING = frozenset(
    [
        "pendant",
        "durant",
        "durante",
        "gedurende",
        "dure",
        "durent",
        "dura",
        "duran",
        "duram",
        "dauert",
        "dauern",
        "duurt",
        "duren",
        "lasts",
    ]
)
"""What stands before a length of time."""
_LONGEST_LENGTH = 5
"""Words of "deux à trois heures", with the last."""
_NAME_LENGTH = 3
"""Words of "7-Eleven", with its hyphen."""
_MONEY_AND_NUMBERS = ("$", "€", "£", "#")


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


class _Text(NamedTuple):
    """The tokens, and where dates stand in them: first token -> the one after, all tokens inside, those after."""

    tokens: Tokens
    dates: Mapping[int, int]
    inside: frozenset[int]
    after: frozenset[int]


_PLACED = frozenset(["at", "in", "inside", "outside", "and"])
_THE = frozenset(["the", "our", "its", "your", "will", "runs", "ends", "lasts", "goes"])
"""After an hour that only "at" tells: its place, or what follows, but no street."""


_SUBJECTS = frozenset(["they", "we", "it", "officers", "deputies", "police", "troopers", "the", "we'll", "they'll"])
"""After an hour that opens a sentence: who is somewhere then ("At 10 they are at the mill")."""
_OPENING = frozenset(["", ",", ":", ";", "(", "|", *DASHES])
"""What an hour that opens a fact of its own stands behind."""

_CLOSING = frozenset(["", ".", "!", ";", ")", "|", *DASHES])
"""What such a fact ends with."""
_LONGEST_BARE = 4
"""How many hours a range without a mark of its own may last for it to be one of hours."""


def find_times(tokens: Tokens, dates: Mapping[int, int] | None = None) -> list[TimeSpan]:
    """All times of a text, left to right. `dates` maps the first token of each date found to the one after it."""
    dates = dates or {}
    text = _Text(
        tokens,
        dates,
        frozenset(i for first, last in dates.items() for i in range(first, last)),
        frozenset(dates.values()),
    )
    spans: list[TimeSpan] = []
    words, numbers, starts = tokens.words, tokens.numbers, clock_starts(tokens.lexicon.code)
    i = 0
    count = len(tokens)
    while i < count:
        if numbers[i] < 0 and words[i] not in starts:
            i += 1
            continue
        if _is_in_name(tokens, i):
            i += _NAME_LENGTH
            continue
        if words[i - 1] in _LASTING and i and (ended := _end_of_length(tokens, i)):
            i = ended
            continue
        span = None if i in text.inside else _span_at(text, i)
        if span is None:
            i += 1
        else:
            spans.append(span)
            i = max(span.last, i + 1)
    return spans


def _is_in_name(tokens: Tokens, i: int) -> bool:
    """Whether a number is part of a name like 7-Eleven: a hyphen joins it with a capital."""
    joined = tokens.numbers[i] >= 0 and tokens.word(i + 1) in DASHES and tokens.capital(i + 2)
    return (
        joined
        and tokens.adjoins(i + 1)
        and tokens.adjoins(i + 2)
        and tokens.lexicon.numbers.get(tokens.word(i + 2), -1) >= 0
    )


def _end_of_length(tokens: Tokens, i: int) -> int:
    """The index after the hours of a length of time from `i` ("pendant deux à trois heures"), or 0."""
    for j in range(i, i + _LONGEST_LENGTH):
        if tokens.word(j) == ":" or tokens.role(j, "the"):
            return 0
        if j > i and tokens.role(j, "hours"):
            return j + 1
    return 0


def is_clock(tokens: Tokens, index: int) -> bool:
    """True where the number at `index` is surely an hour: it has minutes, a.m. or p.m., or starts a range that has."""
    clock = clock_at(tokens, index)
    if clock is None:
        return False
    if clock.strong:
        return True
    other = clock_at(tokens, connector(tokens, clock.next, False) or len(tokens))
    return other is not None and other.strong


def _span_at(text: _Text, i: int) -> TimeSpan | None:
    tokens = text.tokens
    one = clock_at(tokens, i)
    if one is None or tokens.word(i - 1) in _MONEY_AND_NUMBERS:
        return None
    span = _range_at(text, i, one)
    if span is not None:
        return span
    span = _without_dash(text, i, one)
    if span is not None:
        return span
    if one.strong or _bare_hour(tokens, i, one):
        moment, inferred = _single(tokens, one)
        if introduced(tokens, i, "until") and not _is_not_until(tokens, i):
            return _make(tokens, i, one.next, None, moment, inferred)
        return _make(tokens, i, one.next, moment, None, inferred)
    return None


def _range_at(text: _Text, i: int, one: Clock) -> TimeSpan | None:
    """The range that starts with the hour at `i`; its day may stand behind either hour."""
    tokens, dates = text.tokens, text.dates
    between = _is_between(tokens, i)
    next_one = after_zone(tokens, one.next)
    follow = dates.get(next_one, next_one)
    if tokens.word(follow) == "," and follow == next_one and dates.get(follow + 1):
        follow = dates[follow + 1]
    if follow != next_one and tokens.word(follow) == ",":
        follow += 1
    follow += tokens.word(follow) == "," and tokens.word(follow + 1) in DASHES  # "8:30, - 9:30 a.m.": two cells
    joined = connector(tokens, follow, between)
    if joined is None and tokens.word(follow) == "/" and one.strong and tokens.lexicon.clock == 24:
        other = clock_at(tokens, follow + 1)  # "10h/12h"
        joined = follow + 1 if other is not None and other.strong else None
    if joined is None:
        return None
    target = joined
    if target in dates:
        target = dates[target]
        target += tokens.word(target) in (",", "@", "at", "t")
    two = clock_at(tokens, target)
    minutes = two is not None and (two.strong or two.next > target + 2)
    if two is None or target in text.inside or (not one.strong and minutes and _opens_range(tokens, two)):
        return None
    last = two.next
    end_date = last + (tokens.word(last) == ",")
    if follow != next_one and end_date in dates:
        last = dates[end_date]
    # "10:30/11:00 a.m.": the later of two printed ends
    if tokens.word(last) == "/" and (later := clock_at(tokens, last + 1)) is not None:
        two, last = later, later.next
    if not (one.strong or two.strong or _is_told_as_hours(text, i, one, two, last)):
        return None
    settled = _settle(tokens, one, two, crossing=target != joined or follow != next_one)
    return _make(tokens, i, last, *settled) if settled is not None else None


def _opens_range(tokens: Tokens, clock: Clock) -> bool:
    """Whether a later hour is joined to one: what stands before it is a house ("Markt 4 – 09:00 - 11:00", "Pier 9 - 5 PM - 6 PM")."""
    end = clock_at(tokens, connector(tokens, clock.next, False) or len(tokens))
    return end is not None and end.strong


def _is_between(tokens: Tokens, i: int) -> bool:
    """ "between 8 and 10", "between the hours of 8 and 10", "entre las 10 y las 12"."""
    k = i - 1
    while k >= 0 and i - k <= 4 and any(tokens.role(k, role) for role in ("the", "of", "at", "hours", "about")):
        k -= 1
    k -= tokens.word(k) == "." and tokens.adjoins(k)  # "zw. 10 und 12 Uhr"
    return tokens.role(k, "between")


def _is_told_as_hours(text: _Text, i: int, one: Clock, two: Clock, last: int) -> bool:
    """Whether two bare numbers are hours: by "from" or a date beside them, by minutes, or by the range they are listed with."""
    tokens = text.tokens
    if tokens.role(last, "counted") or tokens.word(last) in ("%", "€", "$"):
        return False
    if one.colon and two.colon and tokens.lexicon.clock == 24:
        return True  # "10.00-12.00"
    if i == 0 and last == len(tokens) and tokens.lexicon.clock == 12:
        return 0 < (two.hour - one.hour) % 12 <= _LONGEST_BARE  # "9-11", a line of its own
    if one.colon and two.colon and tokens.word(i - 1) in _OPENING and not one.minute % 15 and not two.minute % 15:
        return True  # "Time: 10.00 - 12.00", as the British write
    if _is_between(tokens, i) or introduced(tokens, i, "from") or i in text.after:
        return True
    if i - 1 in text.after and not tokens.role(i - 1, "counts"):
        return True
    if tokens.role(i - 1, "at"):
        return not tokens.capital(last) and two.hour <= 12 and tokens.lexicon.clock == 12
    if _is_a_fact(text, i, last) and max(one.hour, two.hour) <= 12:
        return 0 < (two.hour - one.hour) % 12 <= _LONGEST_BARE
    # "9-12 und 14-16 Uhr"
    listed = last + (tokens.word(last) in (",", "/", "+") or tokens.role(last, "and"))
    if listed == last or listed in text.inside:
        return False
    third = clock_at(tokens, listed)
    fourth = clock_at(tokens, connector(tokens, third.next, False) or len(tokens)) if third is not None else None
    return fourth is not None and fourth.strong


def _is_a_fact(text: _Text, i: int, last: int) -> bool:
    """Whether a range stands apart from its sentence, beside a day: "Plum Diner, 8 to 10.", "Coffee: 8 till 10 on March 13"."""
    tokens = text.tokens
    if not text.dates or tokens.lexicon.clock != 12:
        return False
    opened = i > 0 and (tokens.word(i - 1) in _OPENING or tokens.role(i - 1, "runs"))
    following = tokens.word(last)
    return opened and (following in _CLOSING or (tokens.role(last, "on") and last + 1 in text.dates))


def _without_dash(text: _Text, i: int, one: Clock) -> TimeSpan | None:
    """ "8:00 a.m. 10:00 a.m.", "9:00am10:30am": the dash was lost."""
    tokens = text.tokens
    j = one.next
    if not one.strong or tokens.number(j) < 0 or j in text.inside or not (one.side or one.colon):
        return None
    if tokens.adjoins(j) and one.side not in ("am", "pm"):
        return None
    two = clock_at(tokens, j)
    if two is None or not two.strong:
        return None
    settled = _settle(tokens, one, two, False)
    if settled is None or settled[1] is None or settled[0] >= settled[1]:
        return None
    return _make(tokens, i, two.next, *settled)


def _is_not_until(tokens: Tokens, i: int) -> bool:
    """ "not until 6 p.m." is when it starts."""
    return any(tokens.word(k) in ("not", "n't", "won't", "doesn't", "isn't") for k in range(max(0, i - 5), i))


def _make(tokens: Tokens, first: int, last: int, start: time | None, end: time | None, inferred: bool) -> TimeSpan:
    return TimeSpan(tokens.starts[first], tokens.ends[last - 1], first, last, start, end, inferred)


def _bare_hour(tokens: Tokens, i: int, clock: Clock) -> bool:
    """ "at 9", "um 9", "a las 9": an hour by its preposition alone, where nothing makes it a house number."""
    if clock.colon:
        # "desde las 15.30", "at 10.30"
        spoken = any(introduced(tokens, i, role) for role in ("at", "from", "until")) or tokens.role(i - 1, "at")
        return spoken and tokens.word(clock.next) not in ("%", "€", "$", "£")
    if (
        not (tokens.role(i - 1, "at") or tokens.word(i - 1) == "by" or introduced(tokens, i, "until"))
        or (tokens.number(i) >= 0 and tokens.digits(i) > 2)
        or not 1 <= clock.hour <= 23
    ):
        return False
    following = tokens.word(clock.next)
    if tokens.lexicon.clock == 12:
        if following == "and":  # "at 9 and 11 a.m."
            other = clock_at(tokens, clock.next + 1)
            return other is not None and other.strong and other.side in ("am", "pm")
        placed = following in _PLACED and tokens.word(clock.next + 1) in _THE
        if placed or (
            following == "at" and tokens.capital(clock.next + 1)
        ):  # "starts at 9 at the cafe", "at 9 at Elm Hall"
            return True
        if i == 1 and following in _SUBJECTS:
            return clock.hour <= 12
        return following in ("", ".", ",", ";", ")", "!", "on", "for", "until", "sharp")
    return (
        not tokens.capital(clock.next)
        and following not in ("%", "€", "de")
        and tokens.word(i - 1) in ("um", "las", "om", "as")
    )


def _at(hour: int, minute: int) -> time | None:
    return time(hour % 24, minute) if hour <= 24 else None


def _hours(tokens: Tokens, clock: Clock, other: Clock | None = None) -> list[int]:
    """The hours of the day a clock may mean, 0 to 24, the likelier first. `other` is the other end of its range."""
    if clock.side == "24" or clock.hour > 12 or clock.hour == 0:
        return [clock.hour]
    if clock.hour == 12 and clock.side == "am" and tokens.lexicon.clock == 24:
        return [12]  # "de 10 a 12 de la mañana"
    if clock.side:
        return [clock.hour % 12 + 12 * (clock.side == "pm")]
    both = [clock.hour % 12, clock.hour % 12 + 12]
    if tokens.lexicon.clock == 24:
        shared = other is not None and other.side in ("am", "pm")
        if shared or (clock.spoken and (clock.hour <= 6 or other is not None)):
            return both
        return [clock.hour]
    padded = other is not None and (other.side == "24" or other.hour > 12) and other.colon and clock.colon
    return [clock.hour] if padded and clock.hour >= 6 else both


def _likely(tokens: Tokens, clock: Clock) -> int:
    """The hour meant by one whose side is open: events begin between 7 in the morning and 6 in the evening."""
    morning = 7 <= clock.hour <= 12
    if tokens.lexicon.clock == 24 and not clock.colon:
        morning = 6 <= clock.hour <= 12
    return clock.hour if morning else clock.hour + 12


def _single(tokens: Tokens, clock: Clock) -> tuple[time | None, bool]:
    hours = _hours(tokens, clock)
    if len(hours) == 1:
        return _at(hours[0], clock.minute), False
    hour = _likely(tokens, clock)
    return _at(hour, clock.minute), tokens.lexicon.clock == 12 or hour != clock.hour


def _settle(tokens: Tokens, one: Clock, two: Clock, crossing: bool) -> tuple[time, time | None, bool] | None:
    """Both ends of a range. A side of the day printed once holds for both where that gives the shorter range."""
    left, right = _hours(tokens, one, two), _hours(tokens, two, one)
    inferred = False
    open_left = len(left) == 2
    if open_left and (len(right) == 2 or tokens.lexicon.clock == 24) and two.side not in ("am", "pm"):
        hour = _likely(tokens, one)
        later = two.hour if len(right) == 1 else 24
        left = [hour] if hour <= later else [one.hour]
        inferred = tokens.lexicon.clock == 12 or left[0] != one.hour
    best: tuple[int, int, int] | None = None
    for a in left:
        for b in right:
            span = (b * 60 + two.minute) - (a * 60 + one.minute)
            if span > 0 and (best is None or span < best[0]):
                best = (span, a, b)
    if best is None:
        night = tokens.lexicon.clock == 24 and left[0] >= 17 and right[0] <= 8
        if len(left) == 1 and len(right) == 1 and (one.side or two.side or crossing or night):
            start, end = _at(left[0], one.minute), _at(right[0], two.minute)
            return (start, end, inferred) if start is not None else None
        return None
    if best[0] > 16 * 60 and not crossing:
        return None
    start, end = _at(best[1], one.minute), _at(best[2], two.minute)
    return (start, end, inferred) if start is not None else None
