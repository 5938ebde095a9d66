"""Open rules ("every third Tuesday"): the days they give, and for how long they may be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from ..model import Flag, When

AHEAD = timedelta(days=365)
"""How far ahead of the as-of date a rule is expanded."""
CONFIRMED_WITHIN = timedelta(days=60)
TOLD_WITHIN = timedelta(days=548)
"""A rule whose page has not answered for 60 days, or says nothing new for 18 months, is a person's to judge."""

RuleDoubt = Literal["rule-not-confirmed", "rule-old", "rule-unclear"]


@dataclass(frozen=True, slots=True)
class Window:
    """The days between which a rule gives occurrences (both included), and why a person should look at it."""

    since: date
    until: date
    doubt: RuleDoubt | None


def window(*, first_seen: datetime, told: date, confirmed: datetime, ended: datetime | None, as_of: datetime) -> Window:
    """For how long a rule holds.

    `first_seen`: when it was first read; `told`: when its page was published or last changed; `confirmed`: when its page
    last answered; `ended`: when its page first came without it, None while it stands. Past occurrences stay; a rule that
    ended or cannot be trusted any more gives none after that.
    """
    since = first_seen.date()
    if ended is not None:
        return Window(since, ended.date(), None)
    if as_of - confirmed > CONFIRMED_WITHIN:
        return Window(since, (confirmed + CONFIRMED_WITHIN).date(), "rule-not-confirmed")
    if as_of.date() - told > TOLD_WITHIN:
        return Window(since, told + TOLD_WITHIN, "rule-old")
    return Window(since, (as_of + AHEAD).date(), None)


def occurrences(rule: str, since: date, until: date, zone: str | None) -> list[tuple[When, tuple[Flag, ...]]]:
    """The starts a rule (an RRULE value, RFC 5545 3.3.10) gives from `since` to `until`, with their flags.

    With BYHOUR they have that hour in `zone`, or a local one where no zone is known. Raises ValueError for a rule whose
    days hang on a first one that is not known ("every other week").
    """
    parts = dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)
    hour, minute = parts.pop("BYHOUR", None), parts.pop("BYMINUTE", "0")
    if not _fixed(parts):
        raise ValueError(f"{rule} does not say on which day it begins")
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    found = rrulestr(text, dtstart=datetime.combine(since, time())).between(
        datetime.combine(since, time()), datetime.combine(until, time()), inc=True
    )
    if hour is None or "," in hour or "," in minute:
        return [(day.date(), ("from-rule",)) for day in found]
    clock = time(int(hour), int(minute))
    if zone is None:
        return [(datetime.combine(day, clock), ("from-rule", "zone-unknown")) for day in found]
    return [(datetime.combine(day, clock, ZoneInfo(zone)), ("from-rule",)) for day in found]


def _fixed(parts: dict[str, str]) -> bool:
    """Whether the rule names its days by itself, whatever day it is counted from."""
    if parts.get("INTERVAL", "1") != "1" or "COUNT" in parts:
        return False
    days = "BYDAY" in parts or "BYMONTHDAY" in parts
    match parts.get("FREQ"):
        case "DAILY":
            return True
        case "WEEKLY":
            return "BYDAY" in parts
        case "MONTHLY":
            return days
        case "YEARLY":
            return days and "BYMONTH" in parts
        case _:
            return False
