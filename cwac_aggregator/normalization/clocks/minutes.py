"""Minutes told in words after or before an hour: "y media", "moins le quart", "half past", "Viertel nach"."""

from __future__ import annotations

from ..tokens import Tokens
from .around import after_oclock
from .clock import Clock
from .sides import daypart_at, side_at


def fraction(tokens: Tokens, i: int) -> Clock | None:
    """ "half past eleven", "quarter to nine", "Viertel nach vier", "kwart over drie" from the fraction at `i`."""
    lexicon = tokens.lexicon
    minutes = lexicon.fractions[tokens.words[i]]
    turn = tokens.word(i + 1)
    if turn in ("past", "after", "nach", "over"):
        sign = 1
    elif turn in ("to", "vor", "voor", "before", "till"):
        sign = -1
    else:
        return None
    value = tokens.number(i + 2) if tokens.number(i + 2) > 0 else lexicon.numbers.get(tokens.word(i + 2), 0)
    if not 1 <= value <= 12:
        return None
    side, end = side_at(tokens, after_oclock(tokens, i + 3), value)
    total = value * 60 + sign * minutes
    return Clock(total // 60 or 12, total % 60, side, True, True, end, not side)


def past(tokens: Tokens, j: int, spoken: bool) -> tuple[int, int]:
    """ "y media", "et demie", "e meia", "y cuarto", "menos cuarto" after an hour: (minutes, index after)."""
    if not spoken:
        return 0, j
    k = j + 1
    k += tokens.role(k, "the") or tokens.word(k) in ("um", "un")
    if tokens.role(j, "and") and tokens.word(k) in ("media", "demie", "demi", "meia"):
        return 30, k + 1
    if tokens.word(k) in ("cuarto", "quart", "quarto"):
        if tokens.role(j, "and"):
            return 15, k + 1
        if tokens.word(j) in ("menos", "moins"):
            return -15, k + 1
    return 0, j


def and_minutes(tokens: Tokens, j: int) -> tuple[int, int]:
    """ "a las 7 y 30 de la noche" from the "y": (minutes, index after); only before its part of the day."""
    spoken = tokens.lexicon.code in ("es", "pt") and tokens.role(j, "and") and tokens.role(j - 2, "at")
    minute = tokens.number(j + 1)
    if not spoken or not 0 < minute < 60 or tokens.digits(j + 1) != 2 or not side_at(tokens, j + 2)[0]:
        return 0, j
    return minute, j + 2


def with_daypart(tokens: Tokens, hour: int, minute: int, end: int) -> Clock:
    side, end = daypart_at(tokens, end, hour)
    if minute < 0:  # "dix heures moins le quart"
        hour, minute = (hour - 1 or 12), minute + 60
    return Clock(hour, minute, side, True, bool(minute), end, not side)
