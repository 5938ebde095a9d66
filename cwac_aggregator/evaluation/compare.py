"""When are two mentions the same event, and when is a field of one right?

Texts are compared without regard to case, the shape of quotes and dashes, spaces and closing punctuation; accents count.
Times are compared as instants, and a date is never a time. An open rule has a day part and an hour part: the first is
compared as `date`, the second as `start`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime

from ..model import Mention, When, day_of

SCORED: tuple[str, ...] = (
    "date",
    "start",
    "end",
    "venue",
    "street",
    "city",
    "theme",
    "status",
    "organizer",
    "title",
    "series",
    "flags",
    "previous_start",
    "alternatives",
    "region",
    "postcode",
    "country",
)
"""The figures of a found event, in the order in which they are printed."""

WHOLE: tuple[str, ...] = ("date", "start", "end", "venue", "city", "theme", "status", "series")
"""All of these right in every event, and no event too many or too few: the whole page is right."""

CERTAIN: tuple[str, ...] = ("date", "start", "venue", "status")
"""All of these right: the mention is right in the reliability table."""

_QUOTES = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "ʼ": "'",
        "´": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
    }
)
_SPACE = re.compile(r"\s+")
_EDGE = " .,;:!\"'"
_ARTICLE = re.compile(r"^(?:the|an?)\s+")
_CORPORATE = re.compile(
    r"(?:,?\s+(?:inc|llc|ltd|co)\.?|\s+restaurants?|\s+(?:store|location)|\s+(?:store\s+)?#\s?\d+)$"
)


def fold_text(text: str | None) -> str | None:
    """A text without what a reader would not call a difference. Accents stay."""
    if text is None:
        return None
    plain = unicodedata.normalize("NFC", text).casefold().translate(_QUOTES)
    return _SPACE.sub(" ", plain).strip(_EDGE) or None


def fold_venue(text: str | None) -> str | None:
    """A venue's name without a leading article, a company's legal form, and a branch's number; "&" is "and"."""
    plain = fold_text(text)
    if plain is None:
        return None
    plain = _ARTICLE.sub("", plain.replace("&", "and"))
    return _CORPORATE.sub("", plain).strip(_EDGE) or plain


def fold_organizer(text: str | None) -> str | None:
    """An organizer's name without a leading article."""
    plain = fold_text(text)
    return None if plain is None else _ARTICLE.sub("", plain.replace("&", "and"))


def same_when(left: When | None, right: When | None) -> bool:
    """The same instant, or the same local time where neither has a zone, or the same date; never one for the other."""
    if isinstance(left, datetime) and isinstance(right, datetime):
        return (left.tzinfo is None) == (right.tzinfo is None) and left == right
    return type(left) is type(right) and left == right


def rule_parts(series: str | None) -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    """An RRULE value as (day parts, hour parts), each a mapping from name to the set of its values."""
    days: dict[str, frozenset[str]] = {}
    hours: dict[str, frozenset[str]] = {}
    for part in (series or "").upper().removeprefix("RRULE:").split(";"):
        name, _, values = part.partition("=")
        if not values or part in ("INTERVAL=1", "WKST=MO"):
            continue
        side = hours if name in ("BYHOUR", "BYMINUTE") else days
        side[name] = frozenset(value.lstrip("+") for value in values.split(","))
    if "BYHOUR" in hours:
        hours.setdefault("BYMINUTE", frozenset("0"))
    return days, hours


def field_right(name: str, expected: Mention, got: Mention) -> bool:
    """Is this figure (one of `SCORED`) of `got` what was expected?"""
    match name:
        case "date":
            return _day(expected) == _day(got) and rule_parts(expected.series)[0] == rule_parts(got.series)[0]
        case "start":
            return same_when(expected.start, got.start) and rule_parts(expected.series)[1] == rule_parts(got.series)[1]
        case "end" | "previous_start":
            return same_when(getattr(expected, name), getattr(got, name))
        case "series":
            return rule_parts(expected.series) == rule_parts(got.series)
        case "flags":
            return set(expected.flags) == set(got.flags)
        case "alternatives":
            return {day_of(w) for w in expected.alternatives} == {day_of(w) for w in got.alternatives}
        case "venue":
            return fold_venue(expected.venue) == fold_venue(got.venue)
        case "organizer":
            return fold_organizer(expected.organizer) == fold_organizer(got.organizer)
        case _:
            return fold_text(getattr(expected, name)) == fold_text(getattr(got, name))


def _day(mention: Mention) -> date | None:
    return None if mention.start is None else day_of(mention.start)


def is_stated(name: str, mention: Mention) -> bool:
    """Does the mention say anything under this figure?"""
    if name == "date":
        return mention.start is not None or mention.series is not None
    if name == "start":
        return isinstance(mention.start, datetime) or bool(rule_parts(mention.series)[1])
    return bool(getattr(mention, name))


def found(expected: Mention, got: Mention) -> bool:
    """May `got` be counted as this event?

    It must be of the same kind. Then the day agrees (for an open rule: the rule's days); or the day is wrong, but the
    printed venue and the title both agree. The second way keeps a wrong date a wrong date, instead of one event
    missed and another invented.
    """
    if expected.kind != got.kind:
        return False
    if field_right("date", expected, got):
        return True
    return expected.venue is not None and field_right("venue", expected, got) and field_right("title", expected, got)


_WEIGHTS = {
    "date": 16.0,
    "venue": 8.0,
    "start": 4.0,
    "street": 2.0,
    "status": 1.0,
    "city": 1.0,
    "title": 1.0,
    "theme": 1.0,
    "end": 0.5,
}


def similarity(expected: Mention, got: Mention) -> float:
    """How well two mentions agree, 0 where they cannot be the same event: what the pairing of a page makes most of."""
    if not found(expected, got):
        return 0.0
    return 0.1 + sum(weight for name, weight in _WEIGHTS.items() if field_right(name, expected, got))
