"""Hours in digits: "8:30", "9h30", "14.30 uur", "3 Uhr"."""

from __future__ import annotations

from ..tokens import Tokens
from .around import HOURS_OR_DURATION, after_oclock, after_offset, is_duration, lasts
from .clock import Clock
from .military import military
from .minutes import and_minutes, past, with_daypart
from .sides import daypart_at, side_at

_NO_HOUR = Clock(0, 0, "", False, False, 0)
"""What is printed like an hour and is none."""


def in_digits(tokens: Tokens, i: int) -> Clock | None:
    hour, lexicon = tokens.numbers[i], tokens.lexicon
    if (
        tokens.adjoins(i)
        and tokens.word(i - 1) in (":", ".", "/", ",", "'", "#", "$", "€", "£")
        and tokens.number(i - 2) >= 0
        and (tokens.word(i - 1) != "/" or ":" not in (tokens.word(i - 3), tokens.word(i + 1)))
    ):
        return None
    if (
        tokens.adjoins(i)
        and len(tokens.word(i - 1)) == 1
        and tokens.capital(i - 1)
        and tokens.adjoins(i + 1)
        and len(tokens.word(i + 1)) == 1
        and tokens.capital(i + 1)
        and tokens.number(i + 2) >= 0
    ):
        return None  # "H4H 1R4", a postal code of Canada
    digits = tokens.digits(i)
    if digits == 4 and hour % 100 < 60 and hour < 2400:
        return military(tokens, i, hour)
    if digits > 2 or hour > 24:
        return None
    if hour == 0 and tokens.word(i + 1) == ":" and tokens.word(i + 3) == ":" and tokens.number(i + 4) >= 0:
        return None  # "00:02:14", what a recording lasts
    padded = digits == 2 and 0 < hour < 10
    timed = with_minutes(tokens, i, hour, padded)
    if timed is not None:
        return timed if timed.next > i else None
    side, end = side_at(tokens, i + 1, hour)
    if side:
        return Clock(hour, 0, side, 1 <= hour <= 12 or side == "24", False, end) if 0 < hour <= 12 else None
    j = i + 1
    sharp = after_oclock(tokens, j)
    if tokens.role(j, "hours") or sharp > j:
        if lexicon.clock == 12 and sharp == j:
            return None  # "2 hours" is a duration
        after = max(sharp, j + 1)
        if lexicon.clock == 24 and (
            (tokens.word(j) in HOURS_OR_DURATION and is_duration(tokens, i)) or lasts(tokens, after)
        ):
            return None
        minute, end = past(tokens, after, True)
        clock = with_daypart(tokens, hour, minute, end)
        return clock if not padded and hour <= 12 else _sure(clock)
    minute, end = past(tokens, j, True) if lexicon.clock == 24 else (0, j)
    if not minute:
        minute, end = and_minutes(tokens, j)
    if minute:
        return with_daypart(tokens, hour, minute, end)
    return Clock(hour, 0, "", False, False, j, not padded)


def _sure(clock: Clock) -> Clock:
    return Clock(clock.hour, clock.minute, clock.side, clock.strong, clock.colon, clock.next)


def with_minutes(tokens: Tokens, i: int, hour: int, padded: bool) -> Clock | None:
    """ "8:30", "9h30", "14.30 uur"; None where no minutes are printed. `next` is 0 where it is no hour at all."""
    j = i + 1
    mark = tokens.word(j)
    if mark == "," and tokens.lexicon.clock == 24 and tokens.role(j + 2, "hours"):
        mark = "."  # "11,00 Uhr"
    if mark not in (":", ".", "h", "u", "uhr") or j + 1 >= len(tokens) or tokens.number(j + 1) < 0:
        return None
    tight = tokens.adjoins(j) and tokens.adjoins(j + 1)
    loose = mark in ("h", "u", "uhr")
    if not (tight or loose) or tokens.digits(j + 1) != 2 or tokens.numbers[j + 1] >= 60:
        return None
    more = tokens.word(j + 2) == mark and tokens.adjoins(j + 2) and tokens.adjoins(j + 3) and tokens.number(j + 3) >= 0
    if mark == "." and more:
        return _NO_HOUR  # 04.10.2023
    minute, colon = tokens.numbers[j + 1], mark != "."
    j += 4 if more and mark == ":" else 2
    side, j = side_at(tokens, j, hour)
    if tokens.role(j, "hours") and not side:
        colon, j = True, j + 1
        j += tokens.word(j) == "." and tokens.adjoins(j)
        side, j = daypart_at(tokens, j, hour)
        if not side and tokens.lexicon.clock == 12:
            side = "24"  # "08:00 hrs"
    elif tokens.word(j) == "min" and mark == "h":
        j += 1
    if hour == 24 and minute:
        return _NO_HOUR
    if tokens.word(i - 1) == "t" and tokens.adjoins(i) and tokens.number(i - 2) >= 0:
        side, j = "24", after_offset(tokens, j)
    if not side and padded and hour >= 6:
        side = "24"  # "09:30": nobody pads the hour of a twelve-hour clock without its a.m.
    return Clock(hour, minute, side, colon or side in ("am", "pm", "24"), True, j)
