"""Hours of four digits: "0800 to 1000 hours"."""

from __future__ import annotations

from ..tokens import Tokens
from .around import digits
from .clock import DASHES, Clock
from .joints import connector


def military(tokens: Tokens, i: int, value: int) -> Clock | None:
    """ "0800 to 1000 hours", "1730 hrs": only with the word, or as the left part of such a range."""
    j = i + 1
    if tokens.role(j, "hours"):
        return Clock(value // 100, value % 100, "24", True, True, j + 1)
    clock = Clock(value // 100, value % 100, "24", True, True, j)
    joined = connector(tokens, j, tokens.role(i - 1, "between"))
    if joined is not None and digits(tokens, joined) == 4:
        if tokens.role(joined + 1, "hours") or _military_range(value, tokens.numbers[joined]):
            return clock
        return None
    joined_to = tokens.word(i - 1) in DASHES or tokens.role(i - 1, "to")
    before = joined_to and digits(tokens, i - 2) == 4 and _military_range(tokens.numbers[i - 2], value)
    return clock if before else None


def _military_range(start: int, end: int) -> bool:
    """Whether two numbers of four digits are the ends of a range of hours, not two years or house numbers."""
    years = 1990 <= start <= 2040 and 1990 <= end <= 2040
    whole = start % 5 == end % 5 == 0 and start % 100 < 60 and end % 100 < 60
    return whole and not years and start < end < 2400 and end - start <= 1200
