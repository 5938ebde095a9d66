"""All expressions of time in one text: dates, times and rules that do not overlap."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from .clocks import DASHES, TimeSpan, clock_starts, find_times
from .dates import DateSpan, Order, find_dates
from .language import Lexicon, lexicon, weekday_forms
from .rules import RuleSpan, find_rules
from .tokens import Tokens, tokenize


class Expressions(NamedTuple):
    """What a text says about time, each list left to right."""

    tokens: Tokens
    dates: list[DateSpan]
    times: list[TimeSpan]
    rules: list[RuleSpan]


def find_expressions(text: str, language: str | Lexicon = "en", order: Order | None = None) -> Expressions:
    """Find dates, times and rules. `order` is how numeric dates are read ("mdy", "dmy"; default: the language's)."""
    lex = lexicon(language) if isinstance(language, str) else language
    return find_in(tokenize(text, lex), order)


def find_in(tokens: Tokens, order: Order | None = None) -> Expressions:
    """The same for a text already cut into tokens."""
    if max(tokens.numbers, default=-1) < 0 and _time_words(tokens.lexicon.code).isdisjoint(tokens.words):
        return Expressions(tokens, [], [], [])
    rules = find_rules(tokens)
    taken = {i for rule in rules for i in range(rule.first, rule.last)}
    found = find_dates(tokens, order, taken)
    dates = [span for span in found if not taken.intersection(range(span.first, span.last))]
    covered = {span.first: span.last for span in dates} | {rule.first: rule.last for rule in rules}
    times = find_times(tokens, covered)
    ends = {d.first for t in times for d in dates if t.first < d.first < t.last and _is_end(tokens, d.first)}
    return Expressions(tokens, [d for d in dates if d.first not in ends], times, rules)


@cache
def _time_words(code: str) -> frozenset[str]:
    """Words of which a text without a number holds at least one, if it says anything about time."""
    lex = lexicon(code)
    roles = (lex.word(role) for role in ("every", "month", "week", "this"))
    named = (lex.months, lex.relative, lex.ordinals, lex.holidays, clock_starts(code))
    return weekday_forms(code).union(*roles, *named)


def _is_end(tokens: Tokens, first: int) -> bool:
    """Whether a date inside a range of times is that of its end: "7 p.m. Friday to 7 a.m. Saturday"."""
    back = first - 1
    while (
        tokens.word(back) in (",", "on", "at")
        or tokens.number(back) >= 0
        or tokens.word(back) in ("a", "p", "m", "am", "pm", ".", ":")
    ):
        back -= 1
    return tokens.word(back) in DASHES or tokens.role(back, "to") or tokens.role(back, "until")
