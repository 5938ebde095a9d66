"""Events that calendars stumble over: every zone of the US, skipped and doubled hours, text at the fold."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from cwac_aggregator.model import Event, When

from .made_events import event

ZONES = tuple(
    """America/New_York America/Chicago America/Denver America/Phoenix America/Los_Angeles America/Anchorage America/Adak
America/Boise America/Detroit America/Indiana/Indianapolis America/Indiana/Knox America/Indiana/Tell_City
America/Kentucky/Louisville America/Kentucky/Monticello America/North_Dakota/Center America/North_Dakota/Beulah
America/Menominee America/Juneau America/Metlakatla America/Nome America/Sitka America/Yakutat America/Puerto_Rico
America/St_Thomas Pacific/Honolulu Pacific/Guam Pacific/Saipan Pacific/Pago_Pago""".split()  # noqa: SIM905 - easier to read than thirty quoted names
)
CHANGES = [
    date(2025, 3, 9),
    date(2025, 11, 2),
    date(2026, 3, 8),
    date(2026, 11, 1),
    date(2027, 3, 14),
    date(2027, 11, 7),
]
TEXTS = [
    "☕",
    "👮🏽‍♀️",
    "é",
    "\u202eabc\u202c",
    "a,b;c",
    "back\\slash \\n",
    '"quoted"',
    "line\none",
    "<script>x</script>",
    "=1+1",
]


def hard_events(count: int, seed: int = 1) -> list[Event]:
    """`count` events, the same for the same seed; their titles begin with their number, so that they can be told apart."""
    rng = random.Random(seed)
    return [_event(number, rng) for number in range(count)]


def _event(number: int, rng: random.Random) -> Event:
    zone = ZONES[number % len(ZONES)]
    shape = rng.choice(["time", "time", "time", "change", "change", "day", "days", "floating", "far"])
    start: When = datetime(2025, 1, 1) + timedelta(minutes=15 * rng.randrange(4 * 24 * 1090))
    if shape == "change":
        day = rng.choice(CHANGES) + timedelta(days=rng.choice([-1, 0, 0, 0, 1]))
        start = datetime(day.year, day.month, day.day, rng.choice([0, 1, 1, 2, 2, 3, 23]), rng.choice([0, 15, 30, 59]))
    elif shape == "far":
        start = start.replace(
            year=rng.choice([1970, 1971, 1986, 2005, 2006, 2007, 2037, 2038, 2100]), day=1 + start.day % 28
        )
    end: When | None = None
    if shape in ("day", "days"):
        start = start.date()
        end = start + timedelta(days=rng.randrange(1, 4)) if shape == "days" else None
    elif shape != "floating":
        start = start.replace(tzinfo=ZoneInfo(zone), fold=rng.randrange(2))
    if isinstance(start, datetime) and rng.random() < 0.7:
        end = start + timedelta(minutes=rng.choice([30, 60, 90, 120, 600]))
    filler = "x" * rng.randrange(0, 80) + rng.choice(TEXTS) + " " + rng.choice(TEXTS)
    return event(
        id=f"e{number:020x}",
        title=f"#{number} " + (filler if number % 500 else "y" * 10_000),
        start=start,
        end=end,
        timezone=zone if isinstance(start, datetime) and start.tzinfo else None,
        venue=rng.choice(TEXTS) * rng.randrange(1, 40),
        status=rng.choice(["scheduled", "held", "cancelled"]),
        latitude=rng.choice([None, 34.0194567, -0.0000004]),
        longitude=-118.491,
    )
