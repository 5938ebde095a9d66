"""Hours in words: "nine in the morning", "zehn Uhr", "las cinco y media de la tarde"."""

from __future__ import annotations

from ..tokens import Tokens
from .around import HOURS_OR_DURATION, after_oclock, introduced, is_duration, lasts
from .clock import DASHES, Clock
from .minutes import past, with_daypart
from .sides import side_at

_LETTERS = 3
"""Letters of a word that is no thing: "las dos y", "las dos de"."""


def in_words(tokens: Tokens, i: int) -> Clock | None:
    """ "nine in the morning", "zehn Uhr", "las cinco y media de la tarde"; bare only beside what makes it an hour."""
    value = tokens.lexicon.numbers.get(tokens.words[i], -1)
    if value < 0 or (value == 1 and tokens.lexicon.clock == 24 and not _is_one_oclock(tokens, i)):
        return None
    if value == 1 and tokens.lexicon.clock == 12:
        if tokens.word(i + 1) in tokens.lexicon.dayparts:
            return None  # "one morning" is some morning
        if tokens.role(i + 1, "in") and not _is_told_as_hour(tokens, i):
            return None  # "two sessions, one in the morning and one in the afternoon"
    # "as três e meia"; in English "eight and a half" is no hour
    minute, end = past(tokens, i + 1, tokens.lexicon.clock == 24)
    if minute:
        return with_daypart(tokens, value, minute, end)
    side, end = side_at(tokens, i + 1, value)
    if (sharp := after_oclock(tokens, i + 1)) > i + 1 and not side:
        if tokens.word(i + 1) in HOURS_OR_DURATION and is_duration(tokens, i):
            return None
        if lasts(tokens, sharp):
            return None
        minute, end = past(tokens, sharp, True)
        return with_daypart(tokens, value, minute, end)
    if side:
        return Clock(value, 0, side, True, False, end)
    spoken = (
        introduced(tokens, i, "from")
        or tokens.role(i - 1, "to")
        or tokens.word(i - 1) in DASHES
        or ((tokens.role(i + 1, "to") or tokens.word(i + 1) in DASHES) and not tokens.role(i + 1, "and"))
        or (tokens.lexicon.code in ("es", "pt") and tokens.word(i - 1) in ("las", "as") and not _counts(tokens, i + 1))
    )  # "hasta las once"
    return Clock(value, 0, "", False, False, i + 1, True) if spoken else None


def _counts(tokens: Tokens, i: int) -> bool:
    """Whether things stand behind a number: "las dos puertas"."""
    word = tokens.word(i)
    return len(word) > _LETTERS and word.isalpha() and word.endswith("s")


def _is_told_as_hour(tokens: Tokens, i: int) -> bool:
    """Whether a word that leads to an hour, or a dash, stands before a "one"."""
    return tokens.word(i - 1) in DASHES or any(
        tokens.role(i - 1, role) for role in ("at", "until", "from", "to", "about")
    )


def _is_one_oclock(tokens: Tokens, i: int) -> bool:
    """Whether a "one" that is also the article tells an hour: "a la una", "à uma da tarde", "om een uur"; no "una tarde"."""
    if not any(tokens.role(i - 1, role) for role in ("at", "until", "from")) and tokens.word(i - 1) not in DASHES:
        return False
    return not (tokens.word(i + 1) in tokens.lexicon.dayparts or tokens.capital(i + 1))
