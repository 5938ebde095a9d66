"""Our list held against another one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from cwac_aggregator import pipeline
from cwac_aggregator.database import Database
from cwac_aggregator.errors import PageError
from cwac_aggregator.lists import read_list
from cwac_aggregator.model import Event
from cwac_aggregator.reconcile import reconcile

from . import toy

OURS = {
    "/a": "Coffee with a Cop | 2026-10-07T08:00 | venue=Blue Door Cafe | city=Springfield | region=CA | country=US",
    "/b": "Tacos with a Cop | 2026-10-08T18:00 | venue=La Palma | city=Shelbyville | region=CA | country=US",
    "/c": "Cocoa with a Cop | 2026-12-01T10:00 | venue=Old Mill | city=Ogdenville | region=CA | country=US",
    "/d": "Donuts with Deputies | 2026-11-05T07:00 | venue=Ring King | city=Capital City | region=CA | country=US",
}
CSV = """title,start,venue,city,region,country,remark
Coffee With A Cop,2026-10-07T08:00,Blue Door Café,Springfield,CA,US,ok
Tacos with a Cop,2026-10-15T18:00,La Palma,Shelbyville,CA,US,
Donuts with Deputies,2026-11-05,Ring King,Capital City,CA,US,
Pizza with Police,2026-10-20,Luigi's,Springfield,CA,US,
"""


@pytest.fixture
def ours(database_url: str) -> Iterator[list[Event]]:
    with Database.open(database_url) as db:
        toy.crawl(db, OURS)
        toy.crawl(db, {"https://program.example/list": OURS["/c"]}, source="program")
        only = "Ice Cream with a Cop | 2026-10-30 | venue=Frosty | city=North Haverbrook | region=CA | country=US"
        toy.crawl(db, {"https://program.example/other": only}, source="program")
        pipeline.extract(db, {}, reader=toy.read, reader_version="1")
        pipeline.resolve(db, threshold=0.8)
        yield list(db.events.stream_for_export())


def test_both_differing_only_ours_only_theirs(ours: list[Event]) -> None:
    rows = reconcile(ours, read_list(CSV.encode(), "list.csv"), their_source="program")
    assert [(row.standing, (row.ours or row.theirs).title, row.fields) for row in rows] == [  # type: ignore[union-attr]
        ("differing", "Tacos with a Cop", ("start",)),
        ("only-theirs", "Pizza with Police", ()),
        ("only-ours", "Cocoa with a Cop", ()),
        ("both", "Coffee with a Cop", ()),
        ("both", "Donuts with Deputies", ()),
    ]


def test_what_only_the_list_itself_tells_is_not_ours(ours: list[Event]) -> None:
    titles = {row.ours.title for row in reconcile(ours, [], their_source="program") if row.ours}
    assert "Ice Cream with a Cop" not in titles
    assert "Cocoa with a Cop" in titles
    assert "Ice Cream with a Cop" in {row.ours.title for row in reconcile(ours, []) if row.ours}


def test_a_list_may_be_json_or_a_calendar(ours: list[Event]) -> None:
    entry = {
        "title": "Coffee with a Cop",
        "start": "2026-10-07T08:00:00-07:00",
        "venue": "Blue Door Cafe",
        "city": "Springfield",
    }
    for data in ([entry], {"events": [entry]}):
        rows = reconcile(ours, read_list(json.dumps(data).encode(), "list.json"))
        assert sum(row.standing == "both" for row in rows) == 1
    ics = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260901T000000Z\r\n"
        "DTSTART:20261007T150000Z\r\nSUMMARY:Coffee with a Cop\r\nLOCATION:Blue Door Cafe\\, Springfield\\, CA\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    assert [entry.title for entry in read_list(ics.encode(), "https://program.example/list.ics")] == [
        "Coffee with a Cop"
    ]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"{", "x.json"),
        (b'{"rows": []}', "x.json"),
        (b"a,b\n1,2\n", "x.csv"),
        (b"title,start\nx,soon\n", "x.csv"),
        (b"[1]", "x.json"),
    ],
)
def test_what_is_no_list_is_named(body: bytes, name: str) -> None:
    with pytest.raises(PageError, match=name):
        read_list(body, name)


def test_the_hour_and_the_status_differ(ours: list[Event]) -> None:
    entry = toy.mention(OURS["/a"].replace("T08:00", "T09:00") + " | status=cancelled")
    [row] = [row for row in reconcile(ours, [entry]) if row.theirs]
    assert (row.standing, row.fields) == ("differing", ("start", "status"))


def test_an_entry_far_away_in_time_is_another_event(ours: list[Event]) -> None:
    entry = toy.mention(OURS["/a"].replace("2026-10-07", str((toy.T0 + timedelta(days=200)).date())))
    [row] = [row for row in reconcile(ours, [entry]) if row.theirs]
    assert row.standing == "only-theirs"


def test_the_columns_of_others_are_known() -> None:
    text = (
        "Event Name,Event Date,Time,End Time,Location,Address,City,State,Zip,Police Department,Link\n"
        "Coffee with a Cop,10/7/2026,8:00 AM,10 a.m.,Blue Door Cafe,12 Main St,Springfield,California,90250,Springfield PD,https://x.example/1\n"
        'Cocoa with a Cop,"December 1, 2026",,,Old Mill,,Ogdenville,CA,,,\n'
    )
    coffee, cocoa = read_list(text.encode(), "list.csv")
    assert (str(coffee.start), str(coffee.end)) == ("2026-10-07 08:00:00", "2026-10-07 10:00:00")
    assert (coffee.venue, coffee.region, coffee.postcode, coffee.organizer) == (
        "Blue Door Cafe",
        "CA",
        "90250",
        "Springfield PD",
    )
    assert str(cocoa.start) == "2026-12-01"


def test_a_list_in_the_words_of_schema_org_is_known() -> None:
    entry = {
        "name": "Coffee with a Cop",
        "startDate": "2026-10-07T08:00:00-07:00",
        "eventStatus": "https://schema.org/EventCancelled",
        "location": {
            "name": "Blue Door Cafe",
            "address": {"streetAddress": "12 Main St", "addressLocality": "Springfield", "addressRegion": "CA"},
        },
    }
    [found] = read_list(json.dumps([entry]).encode(), "list.json")
    assert (found.title, found.status, found.venue) == ("Coffee with a Cop", "cancelled", "Blue Door Cafe")
    assert (found.street, found.city, found.region) == ("12 Main St", "Springfield", "CA")


@pytest.mark.parametrize("day", ["October 7", "soon", "2026"])
def test_a_day_that_is_none_is_not_guessed(day: str) -> None:
    with pytest.raises(PageError, match=r"entry 1: '\w+ ?\d*' (?:is no date|does not name one day)"):
        read_list(f'title,date\nCoffee,"{day}"\n'.encode(), "list.csv")
