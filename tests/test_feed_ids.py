"""The ids that platforms give in their feeds, and what becomes of them when an entry is edited: the event stays one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

import pytest

from cwac_aggregator import pipeline
from cwac_aggregator.database import Database, Fetched
from cwac_aggregator.fingerprint import text_digest
from cwac_aggregator.model import Event
from cwac_aggregator.sources import SourceEntry

from . import toy

SOURCE = SourceEntry(
    id="police",
    name="Springfield Police Department",
    kind="police",
    start_urls=("https://police.example/",),
    city="Springfield",
    region="IL",
    country="US",
    timezone="America/Chicago",
)
SOURCES: Mapping[str, SourceEntry] = {"police": SOURCE}


def look(db: Database, url: str, body: str, day: int, kind: str) -> list[Event]:
    """One crawl that finds `body` at `url`; the events that stand then."""
    at = toy.T0 + timedelta(days=day)
    run = db.runs.start("crawl", crawled=True, at=at)
    answer = Fetched(
        url=url,
        source_id="police",
        fetched_at=at,
        status=200,
        body=body.encode(),
        text_digest=text_digest(body.encode()),
        content_type=kind,
    )
    db.archive.store([answer], run)
    db.runs.finish(run, at=at)
    pipeline.extract(db, SOURCES)
    pipeline.resolve(db, threshold=0.1)
    return list(db.events.find(visibility=None))


def calendar(uid: str, start: str, end: str, summary: str = "Coffee with a Cop") -> str:
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//ECPv6//NONSGML v1.0//EN\r\nBEGIN:VEVENT\r\n"
        f"UID:{uid}\r\nDTSTAMP:20260901T120000Z\r\nDTSTART;TZID=America/Chicago:{start}\r\n"
        f"DTEND;TZID=America/Chicago:{end}\r\nSUMMARY:{summary}\r\nLOCATION:Blue Door Cafe\\, 12 Main St\\, Springfield\\, IL\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def rss(guid: str, day: str, summary: str) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:calendarEvent="https://police.example/Calendar.aspx"><channel>'
        "<title>Calendar</title><link>https://police.example/calendar.aspx</link><item>"
        f"<title>Coffee with a Cop</title><link>https://police.example/Calendar.aspx?EID=1139</link>"
        f"<description>{summary}</description><guid isPermaLink='false'>{guid}</guid>"
        f"<calendarEvent:EventDates>{day}</calendarEvent:EventDates>"
        "<calendarEvent:EventTimes>08:00 AM - 10:00 AM</calendarEvent:EventTimes>"
        "<calendarEvent:Location>Blue Door Cafe, 12 Main St, Springfield, IL</calendarEvent:Location>"
        "</item></channel></rss>"
    )


def test_the_events_calendars_uid_that_carries_the_start_time(db: Database) -> None:
    url = "https://police.example/events/?ical=1"
    [before] = look(
        db,
        url,
        calendar("4711-1791378000-1791385200@police.example", "20261007T080000", "20261007T100000"),
        0,
        "text/calendar",
    )
    [after] = look(
        db,
        url,
        calendar("4711-1791986400-1791993600@police.example", "20261014T090000", "20261014T110000"),
        1,
        "text/calendar",
    )
    assert after.id == before.id
    assert str(before.start) == "2026-10-07 08:00:00-05:00"
    assert str(after.start) == "2026-10-14 09:00:00-05:00"
    assert after.sequence == before.sequence + 1


def test_a_civicplus_guid_that_changes_with_every_edit(db: Database) -> None:
    url = "https://police.example/RSSFeed.aspx?ModID=58&CID=All-calendar.xml"
    [before] = look(db, url, rss("1139639275131820000000", "October 7, 2026", "Meet us."), 0, "application/rss+xml")
    [edited] = look(
        db, url, rss("1139639275999990000000", "October 7, 2026", "Meet us for coffee."), 1, "application/rss+xml"
    )
    [moved] = look(
        db, url, rss("1139639276111110000000", "October 14, 2026", "Meet us for coffee."), 2, "application/rss+xml"
    )
    assert before.id == edited.id == moved.id
    assert str(moved.start)[:10] == "2026-10-14"


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    with Database.open(database_url) as database:
        yield database
