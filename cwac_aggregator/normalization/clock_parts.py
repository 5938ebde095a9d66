"""One printed hour: digits, words, its side of the day, and what may stand around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .language import lexicon
from .tokens import Tokens

DASHES = frozenset("-–—‐‑−~")
"""What is printed for the dash of a range."""
_HOURS_OR_DURATION = frozenset(["horas", "heures", "heure", "hora"])
_ZONES = frozenset(
    [
        *("et", "est", "edt", "ct", "cst", "cdt", "mt", "mst", "mdt", "pt", "pst", "pdt", "at", "ast", "adt", "nt"),
        *(
            "akst",
            "akdt",
            "hst",
            "gmt",
            "utc",
            "bst",
            "cet",
            "cest",
            "mez",
            "mesz",
            "wet",
            "nzst",
            "nzdt",
            "aest",
            "aedt",
        ),
    ]
)
_ZONE_NAMES = frozenset(["eastern", "central", "mountain", "pacific", "atlantic"])


@dataclass(frozen=True, slots=True)
class Clock:
    """One printed hour. `side` is "am", "pm", "24" where it is sure, else "".

    `strong` where it is surely an hour, `colon` where its minutes are printed, `spoken` where it is told in words ("half
    past three") or as a bare number ("3 Uhr"), which leave the side of the day open in every language. `next` is the token
    after it.
    """

    hour: int
    minute: int
    side: str
    strong: bool
    colon: bool
    next: int
    spoken: bool = False


_HALVES = frozenset(["half", "halb"])


@cache
def clock_starts(code: str) -> frozenset[str]:
    """The words an hour may begin with in a language, apart from numbers."""
    lex = lexicon(code)
    return frozenset([*lex.clock_words, *lex.fractions, *lex.numbers, *_HALVES])


def clock_at(tokens: Tokens, i: int) -> Clock | None:
    """The hour printed at token `i`, or None."""
    if i < 0 or i >= len(tokens):
        return None
    lexicon = tokens.lexicon
    word = tokens.words[i]
    if word in lexicon.clock_words:
        if tokens.word(i - 1) == "-" and tokens.word(i - 2) == "avant":
            return None  # "en avant-midi" is the morning
        named = int(lexicon.clock_words[word][:2])
        minute, end = _past(tokens, i + 1, True)
        return Clock(named, minute, "24", True, True, end)
    if word in _HALVES and lexicon.code in ("nl", "de"):
        value = tokens.number(i + 1) if tokens.number(i + 1) > 0 else lexicon.numbers.get(tokens.word(i + 1), 0)
        if not 1 <= value <= 12:
            return None
        side, end = daypart_at(tokens, _after_oclock(tokens, i + 2))
        return Clock(value - 1 or 12, 30, side, True, True, end, not side)
    if word in lexicon.fractions:
        return _fraction(tokens, i)
    if tokens.numbers[i] < 0:
        return _in_words(tokens, i)
    return _in_digits(tokens, i)


def _in_words(tokens: Tokens, i: int) -> Clock | None:
    """ "nine in the morning", "zehn Uhr", "las cinco y media de la tarde"; bare only beside what makes it an hour."""
    value = tokens.lexicon.numbers.get(tokens.words[i], -1)
    if value < 0 or (value == 1 and tokens.lexicon.clock == 24 and not _is_one_oclock(tokens, i)):
        return None
    # "as três e meia"; in English "eight and a half" is no hour
    minute, end = _past(tokens, i + 1, tokens.lexicon.clock == 24)
    if minute:
        return _with_daypart(tokens, value, minute, end)
    side, end = side_at(tokens, i + 1, value)
    if (sharp := _after_oclock(tokens, i + 1)) > i + 1 and not side:
        if tokens.word(i + 1) in _HOURS_OR_DURATION and _is_duration(tokens, i):
            return None
        if _lasts(tokens, sharp):
            return None
        minute, end = _past(tokens, sharp, True)
        return _with_daypart(tokens, value, minute, end)
    if side:
        return Clock(value, 0, side, True, False, end)
    spoken = (
        introduced(tokens, i, "from")
        or tokens.role(i - 1, "to")
        or tokens.word(i - 1) in DASHES
        or ((tokens.role(i + 1, "to") or tokens.word(i + 1) in DASHES) and not tokens.role(i + 1, "and"))
        or (tokens.lexicon.code in ("es", "pt") and tokens.word(i - 1) in ("las", "as"))  # "hasta las once"
    )
    return Clock(value, 0, "", False, False, i + 1, True) if spoken else None


def _is_one_oclock(tokens: Tokens, i: int) -> bool:
    """Whether a "one" that is also the article tells an hour: "a la una", "à uma da tarde", "om een uur"; no "una tarde"."""
    if not any(tokens.role(i - 1, role) for role in ("at", "until", "from")) and tokens.word(i - 1) not in DASHES:
        return False
    return not (tokens.word(i + 1) in tokens.lexicon.dayparts or tokens.capital(i + 1))


def _with_daypart(tokens: Tokens, hour: int, minute: int, end: int) -> Clock:
    side, end = daypart_at(tokens, end, hour)
    if minute < 0:  # "dix heures moins le quart"
        hour, minute = (hour - 1 or 12), minute + 60
    return Clock(hour, minute, side, True, bool(minute), end, not side)


def _in_digits(tokens: Tokens, i: int) -> Clock | None:
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
        return _military(tokens, i, hour)
    if digits > 2 or hour > 24:
        return None
    padded = digits == 2 and 0 < hour < 10
    timed = _with_minutes(tokens, i, hour, padded)
    if timed is not None:
        return timed if timed.next > i else None
    side, end = side_at(tokens, i + 1, hour)
    if side:
        return Clock(hour, 0, side, 1 <= hour <= 12 or side == "24", False, end) if 0 < hour <= 12 else None
    j = i + 1
    sharp = _after_oclock(tokens, j)
    if tokens.role(j, "hours") or sharp > j:
        if lexicon.clock == 12 and sharp == j:
            return None  # "2 hours" is a duration
        after = max(sharp, j + 1)
        if lexicon.clock == 24 and (
            (tokens.word(j) in _HOURS_OR_DURATION and _is_duration(tokens, i)) or _lasts(tokens, after)
        ):
            return None
        minute, end = _past(tokens, after, True)
        clock = _with_daypart(tokens, hour, minute, end)
        return clock if not padded and hour <= 12 else _sure(clock)
    minute, end = _past(tokens, j, True) if lexicon.clock == 24 else (0, j)
    if not minute:
        minute, end = _and_minutes(tokens, j)
    if minute:
        return _with_daypart(tokens, hour, minute, end)
    return Clock(hour, 0, "", False, False, j, not padded)


def _sure(clock: Clock) -> Clock:
    return Clock(clock.hour, clock.minute, clock.side, clock.strong, clock.colon, clock.next)


def _with_minutes(tokens: Tokens, i: int, hour: int, padded: bool) -> Clock | None:
    """ "8:30", "9h30", "14.30 uur"; None where no minutes are printed. `next` is 0 where it is no hour at all."""
    j = i + 1
    mark = tokens.word(j)
    if mark not in (":", ".", "h", "u", "uhr") or j + 1 >= len(tokens) or tokens.number(j + 1) < 0:
        return None
    tight = tokens.adjoins(j) and tokens.adjoins(j + 1)
    loose = mark in ("h", "u", "uhr")
    if not (tight or loose) or tokens.digits(j + 1) != 2 or tokens.numbers[j + 1] >= 60:
        return None
    more = tokens.word(j + 2) == mark and tokens.adjoins(j + 2) and tokens.adjoins(j + 3) and tokens.number(j + 3) >= 0
    nothing = Clock(0, 0, "", False, False, 0)
    if mark == "." and more:
        return nothing  # 04.10.2023
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
        return nothing
    if tokens.word(i - 1) == "t" and tokens.adjoins(i) and tokens.number(i - 2) >= 0:
        side, j = "24", _after_offset(tokens, j)
    if not side and padded and hour >= 6:
        side = "24"  # "09:30": nobody pads the hour of a twelve-hour clock without its a.m.
    return Clock(hour, minute, side, colon or side in ("am", "pm", "24"), True, j)


def _after_oclock(tokens: Tokens, j: int) -> int:
    """The index after "o'clock", "Uhr", "en punto", "em ponto" at `j`; `j` where none stands there."""
    k = j + (tokens.role(j, "in") and not tokens.role(j, "oclock"))
    return k + 1 if tokens.role(k, "oclock") else j


def introduced(tokens: Tokens, i: int, role: str) -> bool:
    """Whether a word of the role stands before token `i`, apart from "about", "at" and a colon."""
    back = i - 1
    while (
        back >= 0
        and i - back <= 3
        and (tokens.role(back, "about") or tokens.role(back, "at") or tokens.words[back] == ":")
    ):
        back -= 1
    return tokens.role(back, role)


def after_zone(tokens: Tokens, j: int) -> int:
    """The index after the name of a time zone at `j` ("EST", "(MT)", "Eastern time"); `j` where there is none."""
    k = j + (tokens.word(j) == "(")
    word = tokens.word(k)
    if word in _ZONES and tokens.text[tokens.starts[k] : tokens.ends[k]].isupper():
        end = k + 1
    elif word in _ZONE_NAMES and tokens.word(k + 1) in ("time", "standard", "daylight"):
        end = k + 2 + (tokens.word(k + 2) == "time")
    else:
        return j
    return end + 1 if k > j and tokens.word(end) == ")" else end if k == j else j


def _after_offset(tokens: Tokens, j: int) -> int:
    """The index after the offset of an ISO 8601 time ("Z", "+01:00"): no end of a range."""
    if tokens.word(j) == "z" and tokens.adjoins(j):
        return j + 1
    hours = tokens.word(j) in ("+", "-", "−") and tokens.adjoins(j + 1) and _digits(tokens, j + 1) in (2, 4)
    if not hours:
        return j
    return j + 4 if tokens.word(j + 2) == ":" and tokens.adjoins(j + 2) and _digits(tokens, j + 3) == 2 else j + 2


def _digits(tokens: Tokens, j: int) -> int:
    return tokens.digits(j) if tokens.number(j) >= 0 else 0


def _fraction(tokens: Tokens, i: int) -> Clock | None:
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
    side, end = side_at(tokens, _after_oclock(tokens, i + 3), value)
    total = value * 60 + sign * minutes
    return Clock(total // 60 or 12, total % 60, side, True, True, end, not side)


def _past(tokens: Tokens, j: int, spoken: bool) -> tuple[int, int]:
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


def _and_minutes(tokens: Tokens, j: int) -> tuple[int, int]:
    """ "a las 7 y 30 de la noche" from the "y": (minutes, index after); only before its part of the day."""
    spoken = tokens.lexicon.code in ("es", "pt") and tokens.role(j, "and") and tokens.role(j - 2, "at")
    minute = tokens.number(j + 1)
    if not spoken or not 0 < minute < 60 or tokens.digits(j + 1) != 2 or not side_at(tokens, j + 2)[0]:
        return 0, j
    return minute, j + 2


def _is_duration(tokens: Tokens, i: int) -> bool:
    """ "durante 2 horas", "2 heures de visite": no preposition of time stands before."""
    before = tokens.word(i - 1)
    roles = ("at", "from", "to", "until", "about", "and")
    return not (before in DASHES or before in (",", ":", "(", "|") or any(tokens.role(i - 1, role) for role in roles))


def _lasts(tokens: Tokens, j: int) -> bool:
    """ "twee uur lang", "2 uur durend": what stands before is a length of time."""
    return tokens.word(j) in ("lang", "durend", "durende", "later", "eerder", "geleden", "gratis", "per")


def _military(tokens: Tokens, i: int, value: int) -> Clock | None:
    """ "0800 to 1000 hours", "1730 hrs": only with the word, or as the left part of such a range."""
    j = i + 1
    if tokens.role(j, "hours"):
        return Clock(value // 100, value % 100, "24", True, True, j + 1)
    clock = Clock(value // 100, value % 100, "24", True, True, j)
    joined = connector(tokens, j, tokens.role(i - 1, "between"))
    if joined is not None and _digits(tokens, joined) == 4:
        if tokens.role(joined + 1, "hours") or _military_range(value, tokens.numbers[joined]):
            return clock
        return None
    joined_to = tokens.word(i - 1) in DASHES or tokens.role(i - 1, "to")
    before = joined_to and _digits(tokens, i - 2) == 4 and _military_range(tokens.numbers[i - 2], value)
    return clock if before else None


def _military_range(start: int, end: int) -> bool:
    """Whether two numbers of four digits are the ends of a range of hours, not two years or house numbers."""
    years = 1990 <= start <= 2040 and 1990 <= end <= 2040
    whole = start % 5 == end % 5 == 0 and start % 100 < 60 and end % 100 < 60
    return whole and not years and start < end < 2400 and end - start <= 1200


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
