"""The side of the day of an hour: "a.m.", "pm", "in the morning", "de la tarde"."""

from __future__ import annotations

from ..tokens import Tokens


def side_at(tokens: Tokens, j: int, hour: int = 0) -> tuple[str, int]:
    """ "a.m.", "pm", "p", "in the morning" from token `j`: the side of the day and the index after it."""
    word = tokens.word(j)
    meridiem = tokens.lexicon.meridiem
    if word in ("a", "p") and ("a" in meridiem or tokens.word(j + 1) == "."):
        side = "am" if word == "a" else "pm"
        if tokens.word(j + 1) == "." and tokens.word(j + 2) == "m":
            end = j + 3
            return side, end + (tokens.word(end) == "." and tokens.adjoins(end))
        if tokens.word(j + 1) == "m" and tokens.ends[j] + 1 >= tokens.starts[j + 1]:
            return side, j + 2 + (tokens.word(j + 2) == "." and tokens.adjoins(j + 2))
        if tokens.adjoins(j) and tokens.lexicon.clock == 12:
            return side, j + 1
        return "", j
    if word in ("am", "pm"):
        if tokens.lexicon.code == "de" and not tokens.adjoins(j):
            return "", j
        return word, j + 1 + (tokens.word(j + 1) == "." and tokens.adjoins(j + 1))
    if word in tokens.lexicon.clock_words and hour == 12:
        return ("pm" if tokens.lexicon.clock_words[word] == "12:00" else "am"), j + 1
    if word in meridiem and len(word) > 2:
        return meridiem[word], j + 1
    return daypart_at(tokens, j, hour)


def daypart_at(tokens: Tokens, j: int, hour: int = 0) -> tuple[str, int]:
    """ "in the morning", "de la tarde", "du matin", "'s ochtends", "this evening" from token `j`."""
    lexicon = tokens.lexicon
    if tokens.word(j) == "tonight":
        return "pm", j  # its day is read as a date
    k = j
    while k < j + 3 and (
        tokens.role(k, "of")
        or tokens.role(k, "the")
        or tokens.role(k, "in")
        or tokens.role(k, "this")
        or tokens.word(k) in ("am", "pela", "por", "in", "s", "'", "da", "do", "na")
    ):
        k += 1
    word = tokens.word(k)
    if hour == 12 and word in lexicon.clock_words:
        return ("pm" if lexicon.clock_words[word] == "12:00" else "am"), k + 1
    if word in lexicon.dayparts and hour == 12 and lexicon.clock == 24:
        return "24", k + 1  # "las 12 de la mañana" is noon
    if word in lexicon.dayparts and (k > j or lexicon.clock == 24):
        return lexicon.dayparts[word], j if any(tokens.role(n, "this") for n in range(j, k)) else k + 1
    if word in lexicon.meridiem and len(word) > 2:
        return lexicon.meridiem[word], k + 1
    return "", j
