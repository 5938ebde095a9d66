"""What joins two hours to a range: "-", "to", "bis", "and ends at"."""

from __future__ import annotations

from ..tokens import Tokens
from .clock import DASHES


def connector(tokens: Tokens, i: int, between: bool) -> int | None:
    """The index after a range connector at `i` ("-", "to", "bis", "and ends at"), or None. `between` makes "and" one."""
    if i >= len(tokens):
        return None
    word = tokens.words[i]
    if word in DASHES or word in ("→", ">"):
        i += 1
        while tokens.word(i) in DASHES:
            i += 1
        # "9 a.m. - until 11 a.m."
        i += tokens.role(i, "until") and not tokens.role(i, "and")
    elif tokens.role(i, "and") and not between:
        end = _until_phrase(tokens, i)
        if end is None:
            return None
        i = end
    elif word in ("'", "’") and tokens.role(i + 1, "until"):
        i += 2
    elif tokens.role(i, "to") or tokens.role(i, "until") or (between and tokens.role(i, "and")):
        i += 1
        if tokens.role(i, "and") and tokens.word(i + 1) in ("met", "including"):
            i += 2  # "tot en met"
    else:
        return None
    while tokens.role(i, "about") or (
        (tokens.role(i, "at") or tokens.role(i, "the")) and tokens.number(i) < 0 and i < len(tokens)
    ):
        i += 1
        i += tokens.word(i) == "." and tokens.adjoins(i)
    return i


def _until_phrase(tokens: Tokens, i: int) -> int | None:
    """ "and ends at", "and lasting until" from the "and" at `i`: the index after, None where it is no end."""
    j = i + 1
    limit = j + 3
    while j < limit and j < len(tokens):
        if tokens.role(j, "until") and not tokens.role(j, "and"):
            return j + 1
        if not tokens.words[j].isalpha():
            return None
        j += 1
    return None
