"""Runs of days told by two dates: "from March 30 to April 2", "12.3.–14.3.2024", "del 12 de marzo al 2 de abril"."""

from __future__ import annotations

from ..clocks import DASHES
from ..tokens import Tokens
from .parts import DateSpan, Day


def join_runs(tokens: Tokens, spans: list[DateSpan]) -> list[DateSpan]:
    """The dates of a text with each pair that tells the first and the last day of a run made one."""
    joined: list[DateSpan] = []
    for span in spans:
        if joined and _is_run(tokens, joined[-1], span):
            joined[-1] = _join(joined[-1], span)
        else:
            joined.append(span)
    return joined


def _is_run(tokens: Tokens, one: DateSpan, two: DateSpan) -> bool:
    for span in (one, two):
        if len(span.days) != 1 or span.days[0].month is None or span.ordinal is not None:
            return False
    first, last = one.days[0], two.days[0]
    if (first.month, first.day) == (last.month, last.day) or (first.year and last.year and last.year < first.year):
        return False
    return _is_through(tokens, one, two)


def _is_through(tokens: Tokens, one: DateSpan, two: DateSpan) -> bool:
    """Whether only words for "to" stand between two dates, one of a single letter only after a "from"."""
    if two.first - one.last > 5:
        return False
    sure = opened = False
    k = one.last + (tokens.word(one.last) == ",")
    while k < two.first:
        word = tokens.words[k]
        if word in DASHES or (tokens.role(k, "to") and not tokens.role(k, "and")) or tokens.role(k, "until"):
            opened = True
            sure = sure or word in DASHES or len(word) > 1
        elif not (opened and (tokens.role(k, "and") or tokens.role(k, "the") or word in ("zum", "met", "dia"))):
            return False
        k += 1
    return opened and (sure or any(tokens.role(one.first - back, "from") for back in (1, 2)))


def _join(one: DateSpan, two: DateSpan) -> DateSpan:
    first, last = one.days[0], two.days[0]
    if last.year is not None and first.year is None:
        turn = (first.month or 0, first.day) > (last.month or 0, last.day)  # "December 30 to January 2, 2029"
        first = Day(first.month, first.day, last.year - turn)
    return DateSpan(
        one.begin,
        two.stop,
        one.first,
        two.last,
        (first, last),
        one.weekday,
        is_range=True,
    )
