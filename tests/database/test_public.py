"""What the public pages ask for, on a database filled the usual way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cwac_aggregator import pipeline
from cwac_aggregator.database import Database
from cwac_aggregator.model import Judgement
from cwac_aggregator.sources import SourceEntry

from .. import toy

SOURCES = {
    "police": SourceEntry(
        id="police",
        name="Springfield Police",
        kind="police",
        city="Springfield",
        region="CA",
        country="US",
        agency_id="CA0990100",
        start_urls=("https://police.example/", "https://police.example/news"),
    ),
    "quiet": SourceEntry(
        id="quiet",
        name="Quiet Police",
        kind="police",
        region="AZ",
        country="US",
        start_urls=("https://quiet.example/",),
    ),
}
COFFEE = "Coffee with a Cop | 2026-10-07T08:00 | venue=Blue Door | city=Springfield | region=CA | country=US"


@pytest.fixture
def filled(db: Database) -> Database:
    db.sources.sync(SOURCES.values())
    step(db, {"/a": COFFEE, "/b": COFFEE.replace("2026-10-07", "2026-03-04").replace("Springfield", "SPRINGFIELD")})
    return db


def step(db: Database, pages: dict[str, str], day: float = 0) -> None:
    toy.crawl(db, pages, day)
    pipeline.extract(db, SOURCES, reader=toy.read, reader_version="1")
    pipeline.resolve(db, threshold=0.8)


def test_places_are_counted_by_spelling(filled: Database) -> None:
    assert [(p.country, p.region, p.city, p.events) for p in filled.public.places()] == [
        ("US", "CA", "SPRINGFIELD", 1),
        ("US", "CA", "Springfield", 1),
    ]
    assert filled.public.places(["hidden"]) == []


def test_themes_are_counted(filled: Database) -> None:
    step(filled, {"/t": COFFEE.replace("10-07", "11-07") + " | theme=taco"})
    assert filled.public.themes() == {"taco": 1}


def test_past_events_of_a_place_newest_first(filled: Database) -> None:
    cities = ["Springfield", "SPRINGFIELD"]
    days = [str(e.start)[:10] for e in filled.public.past("US", "CA", cities, date(2026, 12, 1), 10)]
    assert days == ["2026-10-07", "2026-03-04"]
    assert len(filled.public.past("US", "CA", cities, date(2026, 12, 1), 1)) == 1
    assert len(filled.public.past("US", "CA", cities, date(2026, 10, 7), 10)) == 1
    assert filled.public.past(None, "CA", cities, date(2026, 12, 1), 10) == []


def test_sources_with_what_they_brought(filled: Database) -> None:
    quiet, police = filled.public.sources(date(2026, 6, 1), date(2026, 12, 31))
    assert (police.agency_id, police.start_url, quiet.agency_id) == ("CA0990100", "https://police.example/", None)
    assert filled.sources.agencies() == {"police": "CA0990100"}
    assert (quiet.id, quiet.last_fetched, quiet.events, quiet.last_day) == ("quiet", None, 0, None)
    assert (police.hosts, police.last_fetched, police.events) == (("police.example",), toy.T0, 1)
    assert police.last_day == date(2026, 10, 7)


def test_failures_are_those_of_the_newest_crawl(filled: Database) -> None:
    run = filled.runs.start("crawl", crawled=True)
    filled.archive.failed("https://police.example/a", "police", toy.T0 + timedelta(days=1), "down", run_id=run)
    assert [s.failures for s in filled.public.sources(date(2026, 1, 1), date(2026, 12, 31))] == [0, 1]


def test_history_and_news(filled: Database) -> None:
    before = filled.public.revision()
    step(filled, {"/a": "CANCELLED: " + COFFEE + " | status=cancelled"}, day=2)
    assert filled.public.revision() != before
    news = filled.public.changes(toy.T0 + timedelta(days=1), 10)
    [status] = [change for change in news if change.field == "status"]
    assert (status.what, status.old, status.new) == ("cancelled", "scheduled", "cancelled")
    told = filled.public.history([status.event_id])[status.event_id]
    assert (told[0].what, told[0].at) == ("added", toy.T0)
    assert status in told
    assert len(filled.public.changes(toy.T0, 2)) == 2


def test_redirects_lead_to_the_one_that_lives(filled: Database) -> None:
    step(filled, {"/c": COFFEE.replace("08:00", "14:30").replace("Coffee with a Cop", "Cafe con un policia")})
    first, second = (e for e in filled.events.find(mentions=True) if str(e.start).startswith("2026-10-07"))
    filled.decisions.judge(
        Judgement(left=first.mentions[0].id, right=second.mentions[0].id, verdict="same", by="ann", at=toy.T0)
    )
    pipeline.resolve(filled, threshold=0.8)
    [(merged, living)] = filled.public.redirects().items()
    assert {merged, living} == {first.id, second.id}


def test_events_without_a_day_can_be_asked_for(filled: Database) -> None:
    step(filled, {"/r": "Coffee with the Chief | | series=FREQ=MONTHLY;BYDAY=1TU | city=Mesa | region=AZ | country=US"})
    assert [event.title for event in filled.events.find(undated=True)] == ["Coffee with the Chief"]
