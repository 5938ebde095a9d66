"""RRULE, RDATE and EXDATE of a calendar entry: an open rule stays a rule, one with an end is a list of days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from .stamps import Stamp, parse_stamp

MOST_OCCURRENCES = 60
_LONGEST_SPAN = timedelta(days=5 * 366)
_FREQUENCIES = frozenset(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ORDER = ("FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY", "BYSETPOS")


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule says: `series` (an open rule as an RRULE value), or the wall clocks of its occurrences."""

    series: str | None = None
    starts: tuple[datetime, ...] = ()


def read_rule(
    rule: str, start: Stamp, zone: str | None, added: Iterable[Stamp] = (), removed: Iterable[Stamp] = ()
) -> Rule:
    """Read an RRULE value ("" where there is only RDATE) of an entry that starts at `start`.

    `removed` are EXDATEs and moved occurrences. Of more than 60 occurrences the last 60 are given; nothing is expanded beyond
    five years. Raises ValueError where the rule cannot be read.
    """
    gone = {_wall(stamp, start, zone) for stamp in removed}
    days: set[datetime] = {start.wall} | {_wall(stamp, start, zone) for stamp in added}
    if rule:
        parts = dict(part.upper().split("=", 1) for part in rule.strip().strip(";").split(";") if "=" in part)
        if (
            parts.get("FREQ") not in _FREQUENCIES
            or not parts.get("INTERVAL", "1").isdecimal()
            or int(parts.get("INTERVAL", "1")) < 1
        ):
            raise ValueError(f"rule {rule[:80]!r} cannot be read")
        until = _until(parts.get("UNTIL"), start, zone)
        if until is None and "COUNT" not in parts:
            return Rule(series=_series(parts, start))
        expanded = _expand(parts, start, until)
        if not expanded:
            raise ValueError(f"rule {rule[:80]!r} never comes true")
        days |= set(expanded)
    found = sorted(day for day in days if day not in gone)
    return Rule(starts=tuple(found[-MOST_OCCURRENCES:]))


def _until(text: str | None, start: Stamp, zone: str | None) -> datetime | None:
    """The last wall clock of a rule, or None where it has no end that means one (99991231)."""
    stamp = parse_stamp(text) if text else None
    if stamp is None:
        return None
    if stamp.clock is None:
        return datetime.combine(stamp.day, time(23, 59, 59))
    wall = _wall(stamp, start, zone)
    return wall if start.clock is not None else datetime.combine(wall.date(), time(23, 59, 59))


def _expand(parts: dict[str, str], start: Stamp, until: datetime | None) -> list[datetime]:
    horizon = start.wall + _LONGEST_SPAN
    last = min(until, horizon) if until is not None else horizon
    kept = ";".join(f"{key}={value}" for key, value in parts.items() if key not in ("UNTIL", "COUNT"))
    # A rule that never comes true is searched up to the year 9999. The calendar repeats every 400 years, so the search is
    # done where that is near.
    years = (9990 - last.year) // 400 * 400
    late = _shift(last, years)
    stated = rrulestr(f"{kept};UNTIL={late:%Y%m%dT%H%M%S}", dtstart=_shift(start.wall, years))
    count = int(parts["COUNT"]) if parts.get("COUNT", "").isdecimal() else None
    return [_shift(day, -years) for day in islice(stated, count)]


def _shift(day: datetime, years: int) -> datetime:
    return day.replace(year=day.year + years)


def _series(parts: dict[str, str], start: Stamp) -> str:
    """The rule with everything that RFC 5545 takes from DTSTART written out, in the order prose rules are written."""
    parts = dict(parts)
    if parts["FREQ"] == "WEEKLY":
        parts.setdefault("BYDAY", _DAYS[start.day.weekday()])
    elif parts["FREQ"] == "MONTHLY" and not any(key in parts for key in ("BYDAY", "BYMONTHDAY")):
        parts["BYMONTHDAY"] = str(start.day.day)
    elif parts["FREQ"] == "YEARLY" and not any(key.startswith("BY") for key in parts):
        parts |= {"BYMONTH": str(start.day.month), "BYMONTHDAY": str(start.day.day)}
    position = parts.get("BYSETPOS", "")
    if parts.get("BYDAY") in _DAYS and position.lstrip("+-").isdecimal() and parts["FREQ"] == "MONTHLY":
        parts["BYDAY"] = str(int(parts.pop("BYSETPOS"))) + parts["BYDAY"]
    if parts.get("INTERVAL") == "1":
        del parts["INTERVAL"]
    text = ";".join(f"{key}={parts[key]}" for key in _ORDER if key in parts)
    rrulestr(text, dtstart=start.wall)  # Raises ValueError on what is no rule; searches nothing.
    return text if start.clock is None else f"{text};BYHOUR={start.clock.hour};BYMINUTE={start.clock.minute}"


def _wall(stamp: Stamp, start: Stamp, zone: str | None) -> datetime:
    """A stamp on the wall clock of the entry: UTC is converted, a bare date is the start's hour on that day."""
    if stamp.clock is None:
        return datetime.combine(stamp.day, start.clock or time())
    if stamp.offset is None or start.offset is not None or zone is None:
        return stamp.wall
    there = datetime.combine(stamp.day, stamp.clock, ZoneInfo("UTC")) - stamp.offset
    return there.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
