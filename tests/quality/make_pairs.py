"""Builds `pairs.jsonl`: pairs of mentions and whether they are one event.

`places.csv` holds venues and streets as real pages print them. Each row becomes one event; the kinds below tell it again
the way pages do (the road as an adjective, the chain without its apostrophe, the address alone, ...), or tell another
event that looks like it. Run `python -m tests.quality.make_pairs` after a change; a test holds the file to this program.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from . import by_hand, tellings

HERE = Path(__file__).parent
Facts = dict[str, Any]
TITLES = (
    ("Coffee with a Cop", "coffee"),
    ("Coffee With A Cop", "coffee"),
    ("Coffee with the Cops", "coffee"),
    ("Cocoa with a Cop", "cocoa"),
    ("Tacos with a Cop", "tacos"),
    ("Cone with a Cop", "ice cream"),
    ("Coffee with a Cop Day", "coffee"),
    ("Coffee with the Chief", "coffee"),
    ("Donuts with Deputies", "donuts"),
    ("Pizza with Police", "pizza"),
)
HEADLINES = (
    "{title}",
    "{city} police to hold {title}",
    "{title} at {venue}",
    "Join {city} officers for {title}",
    "{city} PD {title}",
    "Have a cup with {city} police",
)
RECAPS = (
    "{city} officers meet residents over coffee",
    "Photos: {title}",
    "Great turnout at {title}",
    "{city} police hold {title}",
)
SHORT = {
    "Street": "St.",
    "St.": "Street",
    "Avenue": "Ave",
    "Ave.": "Avenue",
    "Boulevard": "Blvd.",
    "Blvd.": "Boulevard",
    "Road": "Rd.",
    "Drive": "Dr.",
    "North": "N.",
    "N.": "North",
    "South": "S.",
    "S.": "South",
    "East": "E.",
    "E.": "East",
    "West": "W.",
    "W.": "West",
    "Highway": "Hwy.",
    "Hwy.": "Highway",
}
BRANDS = {
    "McDonald's": "McDonalds",
    "McDonalds": "McDonald's",
    "Tim Horton's": "Tim Hortons",
    "Tim Hortons": "Tim Horton's",
    "Tim Horton": "Tim Hortons",
    "Dunkin Donuts": "Dunkin' Donuts",
    "Krispy Kreme": "Krispy Kreme Doughnuts",
    "Krispy Kreme Doughnuts": "Krispy Kreme",
    "Starbucks": "Starbucks Coffee",
    "Starbucks Coffee Company": "Starbucks",
    "Einstein Bros": "Einstein Bros. Bagels",
}


def event(place: Facts, number: int, chance: random.Random) -> Facts:
    """The event as its own department announces it."""
    title, theme = chance.choice(TITLES)
    day = date(2022, 1, 3) + timedelta(days=chance.randrange(1700))
    hour = chance.choice(("07:00", "07:30", "08:00", "08:30", "09:00", "10:00", "14:00", "16:30", "18:00"))
    host = f"police{number}.example"
    return {
        "title": title,
        "theme": theme,
        "status": "scheduled",
        "start": f"{day}T{hour}",
        "organizer": f"{place['city']} Police Department",
        "venue": place["venue"],
        "street": place["street"] or None,
        "city": place["city"],
        "region": place["region"] or None,
        "country": place["country"],
        "native_id": None,
        "page": f"https://{host}/news/{number}",
        "url": f"https://{host}/news/{number}",
        "source": f"police-{number}",
    }


def elsewhere(facts: Facts, chance: random.Random, kind: str = "paper") -> Facts:
    """The same, on another publisher's page, under another headline."""
    number = facts["source"].rsplit("-", 1)[1]
    page = f"https://{kind}{number}.example/story/{chance.randrange(9999)}"
    title = chance.choice(HEADLINES).format(**{k: facts[k] or "" for k in ("title", "city", "venue")}).strip()
    organizer = chance.choice((facts["organizer"], f"{facts['city']} PD", f"{facts['city']} Police", None))
    return {**facts, "page": page, "url": page, "source": f"{kind}-{number}", "title": title, "organizer": organizer}


def day_of(facts: Facts) -> date:
    return date.fromisoformat(facts["start"][:10])


def on(facts: Facts, day: date) -> str:
    return f"{day}{facts['start'][10:]}"


def at(facts: Facts, hours: int) -> str:
    hour = (int(facts["start"][11:13]) + hours - 6) % 15 + 6
    return f"{facts['start'][:11]}{hour:02}{facts['start'][13:]}"


def typo(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, max(2, len(word) - 2))
    return chance.choice(
        (word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :], word[:at] + word[at + 1 :])
    )


def numbered(facts: Facts) -> bool:
    return bool(facts["street"]) and facts["street"][0].isdigit() and " " in facts["street"]


# -- one event, told again --------------------------------------------------------------------------------------------


def another_headline(f: Facts, chance: random.Random) -> Facts | None:
    return elsewhere(f, chance)


def abbreviated(f: Facts, chance: random.Random) -> Facts | None:
    words = [SHORT.get(word, word) for word in (f["street"] or "").split()]
    venue = BRANDS.get(f["venue"], f["venue"])
    if words == (f["street"] or "").split() and venue == f["venue"]:
        return None
    return {**elsewhere(f, chance), "street": " ".join(words) or None, "venue": venue}


def road_as_adjective(f: Facts, chance: random.Random) -> Facts | None:
    if not numbered(f):
        return None
    road = f["street"].split(",")[0].split(" ", 1)[1]
    return {**elsewhere(f, chance), "venue": f"{road} {f['venue']}", "street": None}


def town_as_adjective(f: Facts, chance: random.Random) -> Facts | None:
    return {**elsewhere(f, chance), "venue": f"{f['city']} {f['venue']}", "street": None}


def road_without_number(f: Facts, chance: random.Random) -> Facts | None:
    return {**elsewhere(f, chance), "street": f["street"].split(" ", 1)[1]} if numbered(f) else None


def address_alone(f: Facts, chance: random.Random) -> Facts | None:
    return {**elsewhere(f, chance), "venue": None} if numbered(f) else None


def venue_alone(f: Facts, chance: random.Random) -> Facts | None:
    return {**elsewhere(f, chance), "street": None}


def typing_error(f: Facts, chance: random.Random) -> Facts | None:
    what = chance.choice(("venue", "city", "street") if f["street"] else ("venue", "city"))
    return {**elsewhere(f, chance), what: typo(f[what], chance)}


def no_town(f: Facts, chance: random.Random) -> Facts | None:
    return {**elsewhere(f, chance), "city": None, "organizer": f["organizer"]}


def no_hour(f: Facts, chance: random.Random) -> Facts | None:
    return {**elsewhere(f, chance), "start": f["start"][:10], "street": None if chance.random() < 0.5 else f["street"]}


def recap(f: Facts, chance: random.Random) -> Facts | None:
    told = elsewhere(f, chance)
    title = chance.choice(RECAPS).format(city=f["city"], title=f["title"])
    return {**told, "title": title, "status": "held", "start": f["start"][:10], "street": None}


def moved(f: Facts, chance: random.Random) -> Facts | None:
    day = day_of(f) + timedelta(days=chance.choice((1, 2, 6, 7, 14, 21)))
    told = (
        elsewhere(f, chance) if chance.random() < 0.5 else {**f, "page": f["page"] + "-new", "url": f["url"] + "-new"}
    )
    return {**told, "start": on(f, day), "previous_start": f["start"], "title": f"RESCHEDULED: {f['title']}"}


def postponed(f: Facts, chance: random.Random) -> Facts | None:
    return {
        **elsewhere(f, chance),
        "status": "postponed",
        "title": f"POSTPONED: {f['title']}",
        "start": f["start"][:10],
    }


def cancelled(f: Facts, chance: random.Random) -> Facts | None:
    return {**elsewhere(f, chance, "city"), "status": "cancelled", "title": f"CANCELLED: {f['title']}", "street": None}


def row_of_a_schedule(f: Facts, chance: random.Random) -> Facts | None:
    page = f["page"].replace("/news/", "/schedule-")
    venue = BRANDS.get(f["venue"], f["venue"])
    return {**f, "page": page, "url": page, "title": chance.choice((f["title"], None)), "street": None, "venue": venue}


def row_of_a_listing(f: Facts, _: random.Random) -> Facts | None:
    return {**f, "page": f["page"].rsplit("/", 1)[0], "venue": None, "street": None, "start": f["start"][:10]}


def two_departments_at_one_table(f: Facts, chance: random.Random) -> Facts | None:
    told = elsewhere(f, chance, "campus")
    return {
        **told,
        "title": f["title"],
        "organizer": chance.choice(("State University Police", "County Sheriff's Office")),
    }


SAME: tuple[Callable[[Facts, random.Random], Facts | None], ...] = (
    another_headline,
    abbreviated,
    road_as_adjective,
    town_as_adjective,
    road_without_number,
    address_alone,
    venue_alone,
    typing_error,
    no_town,
    no_hour,
    recap,
    moved,
    postponed,
    cancelled,
    row_of_a_schedule,
    row_of_a_listing,
    two_departments_at_one_table,
)

# -- another event that looks like it ---------------------------------------------------------------------------------

OTHER_VENUES = ("City Hall", "Public Library", "Corner Bakery", "Starbucks", "Community Center", "Farmers Market")


def same_day_two_places(f: Facts, chance: random.Random) -> Facts | None:
    venue = chance.choice([v for v in OTHER_VENUES if v not in f["venue"]])
    other = {**f, "venue": venue, "street": f"{chance.randint(10, 999)} Station Road"}
    if chance.random() < 0.5:
        other = {**elsewhere(f, chance), "venue": venue, "street": None}
    return other


def branches_of_a_chain(f: Facts, chance: random.Random) -> Facts | None:
    if not numbered(f):
        return None
    street = (
        f"{chance.randint(10, 9999)} {chance.choice(('Airport Road', 'Commerce Drive', '5th Avenue', 'Oak Street'))}"
    )
    told = f if chance.random() < 0.5 else elsewhere(f, chance)
    return {**told, "street": street}


def ten_rows_under_one_heading(f: Facts, chance: random.Random) -> Facts | None:
    venue = chance.choice([v for v in OTHER_VENUES if v not in f["venue"]])
    return {**f, "venue": venue, "street": None}


def same_place_next_week(f: Facts, chance: random.Random) -> Facts | None:
    day = day_of(f) + timedelta(days=chance.choice((7, 14, 28)))
    told = f if chance.random() < 0.5 else elsewhere(f, chance)
    return {**told, "start": on(f, day)}


def same_place_next_year(f: Facts, chance: random.Random) -> Facts | None:
    day = day_of(f) + timedelta(days=364)
    return {**elsewhere(f, chance), "start": on(f, day)}


def recap_of_the_one_before(f: Facts, chance: random.Random) -> Facts | None:
    day = day_of(f) - timedelta(days=chance.choice((7, 28, 30)))
    title = chance.choice(RECAPS).format(city=f["city"], title=f["title"])
    return {**elsewhere(f, chance), "title": title, "status": "held", "start": str(day), "street": None}


def two_sittings(f: Facts, chance: random.Random) -> Facts | None:
    return {**(f if chance.random() < 0.7 else elsewhere(f, chance)), "start": at(f, chance.choice((4, 6, 8)))}


def next_town(f: Facts, chance: random.Random) -> Facts | None:
    town = chance.choice(("Fairview", "Riverside", "Georgetown", "Clayton", "Milton"))
    told = elsewhere(f, chance, "police")
    number = f["source"].rsplit("-", 1)[1]
    page = f"https://nextpolice{number}.example/coffee"
    street = f"{chance.randint(10, 999)} Main Street" if chance.random() < 0.5 else None
    return {
        **told,
        "city": town,
        "organizer": f"{town} Police Department",
        "street": street,
        "page": page,
        "url": page,
        "source": "next-" + number,
        "title": f["title"],
    }


def town_of_that_name_in_another_state(f: Facts, chance: random.Random) -> Facts | None:
    if not f["region"]:
        return None
    other = chance.choice([r for r in ("OR", "TX", "OH", "ME") if r != f["region"]])
    return {**elsewhere(f, chance), "region": other, "country": "US", "street": None}


def national_day_post(f: Facts, chance: random.Random) -> Facts | None:
    number = f["source"].rsplit("-", 1)[1]
    page = f"https://other{number}.example/national-day"
    town = chance.choice(("Fairview", "Riverside", "Georgetown", "Clayton", "Milton"))
    return {
        **f,
        "title": "National Coffee with a Cop Day",
        "start": f["start"][:10],
        "venue": None,
        "street": None,
        "city": town,
        "organizer": f"{town} Police Department",
        "page": page,
        "url": page,
        "source": "other-" + number,
    }


def another_program_that_day(f: Facts, chance: random.Random) -> Facts | None:
    theme, title = chance.choice(
        (("bike", "Bike Rodeo"), ("trunk or treat", "Trunk or Treat"), ("open house", "Police Open House"))
    )
    venue = chance.choice(("Police Station", "Memorial Park"))
    return {
        **f,
        "title": title,
        "theme": theme,
        "start": at(f, 5),
        "venue": venue,
        "street": None,
        "page": f["page"] + "-b",
        "url": f["url"] + "-b",
    }


def next_entry_of_a_calendar(f: Facts, chance: random.Random) -> Facts | None:
    day = day_of(f) + timedelta(days=chance.choice((1, 30)))
    return {**f, "native_id": "ev-2", "start": on(f, day), "url": f["url"] + "?id=2"}


DIFFERENT: tuple[Callable[[Facts, random.Random], Facts | None], ...] = (
    same_day_two_places,
    branches_of_a_chain,
    ten_rows_under_one_heading,
    same_place_next_week,
    same_place_next_year,
    recap_of_the_one_before,
    two_sittings,
    next_town,
    town_of_that_name_in_another_state,
    national_day_post,
    another_program_that_day,
    next_entry_of_a_calendar,
)


def build() -> Iterator[dict[str, Any]]:
    """Every pair, in a fixed order."""
    with (HERE / "places.csv").open(encoding="utf-8", newline="") as file:
        places = list(csv.DictReader(file))
    for number, place in enumerate(places):
        chance = random.Random(number)
        facts = event(place, number, chance)
        kinds = [(kind, True) for kind in SAME] + [(kind, False) for kind in DIFFERENT]
        for kind, same in chance.sample(kinds, 12):
            left = {**facts, "native_id": "ev-1"} if kind is next_entry_of_a_calendar else facts
            right = kind(facts, chance)
            if right is not None:
                yield {"group": number, "kind": kind.__name__, "same": same, "left": left, "right": right}
    group = len(places)
    for source in (by_hand, tellings):
        for pair in source.pairs(group):
            group = pair["group"] + 1
            yield pair


def main() -> None:
    """Write the file."""
    with (HERE / "pairs.jsonl").open("w", encoding="utf-8") as file:
        for pair in build():
            file.write(json.dumps(pair, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
