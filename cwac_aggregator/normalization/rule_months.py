"""The months in which a rule of repetition holds: "every Tuesday in October", "from September to May", "except August"."""

from __future__ import annotations

from .tokens import Tokens

_AHEAD = 30
"""Tokens behind a rule that may tell its months."""
_BEFORE_MONTH = 5
"""Words between a rule and its first month: "for the whole month of"."""
_ENDS = frozenset([".", "!", "?"])
_DASHES = frozenset(["-", "–"])
_A_YEAR = 1900


def months_of_rule(tokens: Tokens, at: int) -> tuple[int, ...]:
    """The months told behind the end of a rule, within its sentence; none where it holds all year."""
    months = tokens.lexicon.months
    if direct := months_behind(tokens, at):
        return direct
    for j in range(at, min(len(tokens), at + _AHEAD)):
        word = tokens.word(j)
        if word in _ENDS and len(tokens.word(j - 1)) > 1:  # not the stop of "6 p.m. (except December)"
            return ()
        if tokens.role(j, "except") or (tokens.role(j, "no") and tokens.role(j + 1, "meeting")):
            return _all_but(set(_named(tokens, j + 1)))
        if word not in months:
            continue
        if tokens.role(j + 1, "excepted"):
            return _all_but({months[word]})
        if tokens.capital(j) and tokens.number(j + 1) < 0 and (run := _run(tokens, j)):
            return run
    return ()


def months_behind(tokens: Tokens, at: int) -> tuple[int, ...]:
    """The months that stand right at the end of a rule: "in July and August", "throughout June", "du mois de mai"."""
    k = at
    while k < at + _BEFORE_MONTH and any(
        tokens.role(k, role) for role in ("in", "of", "the", "month", "within", "this", "from")
    ):
        k += 1
    months = tokens.lexicon.months
    if not _is_month(tokens, k) or (k == at and not _is_elided(tokens, k)):
        return ()
    if run := _run(tokens, k):
        return run
    found = [months[tokens.word(k)]]
    while True:
        k += 1
        k += tokens.word(k) == ","
        k += tokens.role(k, "and")
        if not _is_month(tokens, k) or k - at > _AHEAD:
            return tuple(sorted(set(found)))
        found.append(months[tokens.word(k)])


def _is_elided(tokens: Tokens, k: int) -> bool:
    """Whether a preposition is cut short before a word: "les mardis d'octobre"."""
    return tokens.ends[k] - tokens.starts[k] > len(tokens.words[k])


def _is_month(tokens: Tokens, k: int) -> bool:
    """Whether a month stands at `k` and no day of it behind; a year may."""
    return tokens.word(k) in tokens.lexicon.months and not 0 <= tokens.number(k + 1) < _A_YEAR


def _run(tokens: Tokens, k: int) -> tuple[int, ...]:
    """The months from that at `k` to the one told as the last; none where there is no such."""
    months = tokens.lexicon.months
    last = months.get(tokens.word(k + 2))
    if not (tokens.role(k + 1, "to") or tokens.word(k + 1) in _DASHES) or last is None or tokens.number(k + 3) >= 0:
        return ()
    if tokens.role(k + 1, "and"):
        return ()
    first = months[tokens.word(k)]
    return tuple(sorted((first - 1 + n) % 12 + 1 for n in range((last - first) % 12 + 1)))


def _named(tokens: Tokens, at: int) -> list[int]:
    """The months named from a token on, up to the end of the clause."""
    found: list[int] = []
    for k in range(at, min(len(tokens), at + _AHEAD)):
        if tokens.word(k) in (".", "!", "?", ";", ")") and len(tokens.word(k - 1)) > 1:
            break
        if _is_month(tokens, k):  # not "except June 19"
            found.append(tokens.lexicon.months[tokens.word(k)])
    return found


def _all_but(out: set[int]) -> tuple[int, ...]:
    return tuple(month for month in range(1, 13) if month not in out) if out else ()
