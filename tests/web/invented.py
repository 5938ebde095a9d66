"""An invented country of coffee: events by the public way, pages to events, and hard ones among them."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from cwac_aggregator import pipeline
from cwac_aggregator.config import Settings
from cwac_aggregator.database import Database
from cwac_aggregator.model import Judgement, Override
from cwac_aggregator.sources import SourceEntry

from .. import toy

TOWNS = (
    ("Santa Monica", "CA", "America/Los_Angeles", "coffee", "Harbor Bean Cafe", "412 Pelican Way", "90401"),
    ("Fresno", "CA", "America/Los_Angeles", "taco", "Taqueria El Faro", "88 Almond Street", "93721"),
    ("Oakland", "CA", "America/Los_Angeles", "coffee", "Lake Path Roasters", "1900 Heron Drive", "94612"),
    ("Yakima", "WA", "America/Los_Angeles", "coffee", "Bellweather Bakery", "118 Orchard Row", "98901"),
    ("Spokane", "WA", "America/Los_Angeles", "cocoa", "Falls Corner Books", "7 Cascade Lane", "99201"),
    ("Boise", "ID", "America/Boise", "coffee", "Sawtooth Coffee", "230 Cedar Street", "83702"),
    ("Tucson", "AZ", "America/Phoenix", "ice cream", "Saguaro Scoops", "51 Mesa Avenue", "85701"),
    ("Denver", "CO", "America/Denver", "coffee", "Mile Post Espresso", "640 Kiln Street", "80202"),
    ("Austin", "TX", "America/Chicago", "taco", "Armadillo Kitchen", "15 Bluebonnet Road", "78701"),
    ("Houston", "TX", "America/Chicago", "coffee", "Bayou Grounds", "3020 Magnolia Street", "77002"),
    ("Ottumwa", "IA", "America/Chicago", "coffee", "Copper Kettle Café", "231 Millrace Street", "52501"),
    ("Minneapolis", "MN", "America/Chicago", "donut", "North Loop Donuts", "77 Granite Avenue", "55401"),
    ("Chicago", "IL", "America/Chicago", "coffee", "Third Rail Coffee", "802 Prairie Avenue", "60605"),
    ("Nashville", "TN", "America/Chicago", "pancake", "Maple & Main Diner", "19 Fiddle Street", "37201"),
    ("Atlanta", "GA", "America/New_York", "lemonade", "Peachtree Stand", "5 Dogwood Court", "30303"),
    ("Miami", "FL", "America/New_York", "coffee", "Cafecito Azul", "610 Coral Street", "33130"),
    ("Raleigh", "NC", "America/New_York", "coffee", "Oak City Cup", "140 Juniper Street", "27601"),
    ("Columbus", "OH", "America/New_York", "coffee", "Scioto Coffee House", "33 Towpath Road", "43215"),
    ("Albany", "NY", "America/New_York", "coffee", "Hudson Street Cafe", "9 Ferry Street", "12207"),
    ("Portland", "ME", "America/New_York", "chowder", "Lantern Wharf Kitchen", "2 Tide Lane", "04101"),
)
_TITLES = {"coffee": "Coffee with a Cop", "cocoa": "Cocoa with a Cop", "taco": "Tacos with the Five-O"}
XSS = "<script>window.stolen=1</script><img src=x onerror=window.stolen=1> Coffee"
HARD = (
    f'{XSS} | 2026-10-09T09:00 | venue=<b>Bold</b> & "Sons" | city=Ottumwa | region=IA | country=US | theme=coffee',
    '=HYPERLINK("http://evil.example","Coffee") | 2026-10-10 | city=Ottumwa | region=IA | country=US',
    "\u202e\u2066Coffee with a Cop \U0001f600, reversed | 2026-10-11T23:30 | city=../../etc/passwd | region=IA | country=US",
    "X" + "x" * 9_999 + " | 2026-10-12T08:00 | city=a/b\\c | region=IA | country=US | theme=../../x",
    "Event of old | 1970-01-01T08:00 | city=Ottumwa | region=IA | country=US",
    "Coffee far ahead | 2100-02-28T08:00 | city=東京 | country=JP",
    "Coffee somewhere | 2026-10-13T08:00",
    "Coffee with a javascript link | 2026-10-14 | url=javascript:alert(1) | city=Ottumwa | region=IA | country=US",
)


def source(name: str, region: str, kind: str = "police") -> SourceEntry:
    slug = name.lower().replace(" ", "-").replace(".", "")
    return SourceEntry(
        id=f"{slug}-{region.lower()}-{kind}",
        name=f"{name} Police Department" if kind == "police" else name,
        kind=kind,  # type: ignore[arg-type]
        city=name,
        region=region,
        country="US",
        start_urls=(f"https://{slug}.{region.lower()}.example/",),
    )


SOURCES = {
    one.id: one
    for one in (
        *(source(town, region) for town, region, *_ in TOWNS),
        source("Quietville", "KS"),
        source("Silent Falls", "MT"),
        source("Hush", "CA"),
        source("The Prairie Herald", "IA", "newspaper"),
    )
}


def line(number: int, town: tuple[str, ...], day: int, month: int = 10, **more: str) -> str:
    city, region, zone, theme, venue, street, postcode = town
    title = _TITLES.get(theme, f"{theme.capitalize()} with a Cop")
    start = datetime(2026, month, day, 7 + number % 4, tzinfo=ZoneInfo(zone))
    values = {
        "end": (start + timedelta(hours=2)).isoformat(),
        "timezone": zone,
        "venue": venue,
        "street": street,
        "city": city,
        "region": region,
        "postcode": postcode,
        "country": "US",
        "theme": theme,
        "organizer": f"{city} Police Department",
        **more,
    }
    text = " | ".join(f"{name}={value}" for name, value in values.items())
    return f"{title} | {start.isoformat()} | {text}"


def fill(db: Database, *, hard: bool = False) -> None:
    """A first crawl on 1 September and one four weeks later, in which something moved and something was called off."""
    db.sources.sync(SOURCES.values())
    first: dict[str, str] = {}
    for number, town in enumerate(TOWNS):
        more: dict[str, str] = {}
        if number == 4:
            more = {"confidence": "0.6"}
        if number == 8:
            more = {"flags": "weekday-mismatch", "alternatives": "2026-10-12"}
        first[address(town, "october")] = line(number, town, 2 + number, **more)
        first[address(town, "november")] = line(number + 1, town, 3 + number, 11)
        if number % 3 == 0:
            first[address(town, "june")] = line(number, town, 5 + number, 6).replace("| city", "| status=held | city")
    first["https://chicago.il.example/day"] = "National Coffee with a Cop Day | 2026-10-07 | kind=observance"
    first["https://albany.ny.example/rule"] = (
        "Coffee with the Chief | | series=FREQ=MONTHLY;BYDAY=1TU | city=Albany | region=NY | country=US | theme=coffee"
    )
    first["https://ottumwa.ia.example/twin"] = line(
        11, TOWNS[10], 12, venue="Millrace Hall", street="9 Dam Road"
    ).replace("Coffee with a Cop", "Cafe con un policia")
    if hard:
        first["https://ottumwa.ia.example/hard"] = "\n".join(HARD)
    _crawl(db, first, 0)
    _merge(db)
    second = {
        address(TOWNS[2], "october"): line(2, TOWNS[2], 14, previous_start="2026-10-04T09:00"),
        address(TOWNS[6], "october"): line(6, TOWNS[6], 8, status="cancelled"),
        address(TOWNS[9], "december"): line(9, TOWNS[9], 4, 12),
    }
    _crawl(db, second, 27)


def address(town: tuple[str, ...], name: str) -> str:
    return f"https://{town[0].lower().replace(' ', '-')}.{town[1].lower()}.example/{name}"


def _crawl(db: Database, pages: dict[str, str], day: float) -> None:
    by_source: dict[str, dict[str, str]] = {}
    hosts = {next(iter(one.hosts)): one.id for one in SOURCES.values()}
    for url, text in pages.items():
        by_source.setdefault(hosts[url.split("/")[2]], {})[url] = text
    for name, some in by_source.items():
        toy.crawl(db, some, day, source=name)
    pipeline.extract(db, SOURCES, reader=toy.read, reader_version="1")
    pipeline.resolve(db, threshold=0.8)


def _merge(db: Database) -> None:
    """A person says that two entries of Ottumwa are one event, so that one id leads to another."""
    found = [e for e in db.events.find(city="Ottumwa", mentions=True) if str(e.start)[:10] == "2026-10-12" and e.venue]
    if len(found) == 2:
        one, other = (event.mentions[0].id for event in found)
        db.decisions.judge(Judgement(left=one, right=other, verdict="same", by="ann", at=toy.T0))
        pipeline.resolve(db, threshold=0.8)


def hide(db: Database, event_id: str) -> None:
    """A person takes an event down."""
    mention = db.events.get(event_id).mentions[0].id
    db.decisions.override(
        Override(mention_id=mention, field="visibility", value="hidden", answers=None, by="ann", at=toy.T0)
    )
    pipeline.resolve(db, threshold=0.8)


def settings(folder: Path, **more: object) -> Settings:
    """Settings with everything below a folder."""
    return Settings(
        database_url=f"sqlite:///{folder / 'cwac.sqlite'}",
        exports_dir=str(folder / "exports"),
        **more,  # type: ignore[arg-type]
    )
