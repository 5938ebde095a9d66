"""Which feed holds which event, and what becomes of a feed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import icalendar

from cwac_aggregator.model import Event
from exports import Edition, export

from .made_events import event

AS_OF = date(2026, 9, 14)
PLACE = ["calendars/all", "calendars/us", "calendars/us/ca", "calendars/us/ca/santa-monica", "calendars/theme/coffee"]


def ids(folder: Path, path: str) -> list[str]:
    data = (folder / path).read_bytes()
    calendar = icalendar.Calendar.from_ical(data)
    assert calendar.subcomponents, "a calendar without any component is none (RFC 5545 section 3.6)"
    return [str(entry["uid"]).partition("@")[0] for entry in calendar.events]


def write(folder: Path, events: list[Event], as_of: date | None = AS_OF) -> None:
    export(sorted(events, key=lambda e: e.id), folder, Edition(as_of=as_of), formats=["ics"])


def made(number: int, **changes: object) -> Event:
    return event(id=f"e{number:020x}", **changes)


COMING = made(1, county="Los Angeles County")  # the others' county follows from their ZIP code
CANCELLED = made(2, status="cancelled")
OLD = made(3, start=AS_OF - timedelta(days=61), end=None, timezone=None)
EDGE = made(4, start=AS_OF - timedelta(days=60), end=None, timezone=None)
NATIONAL = made(5, kind="observance", start=date(2026, 10, 7), end=None, city=None, region=None, timezone=None)
NOWHERE = made(6, city=None, region=None, country=None, theme=None)
DOUBTFUL = made(7, visibility="review")
ALL = [COMING, CANCELLED, OLD, EDGE, NATIONAL, NOWHERE, DOUBTFUL]


def test_a_feed_for_each_place_and_theme_with_its_twin_without_cancelled(tmp_path: Path) -> None:
    write(tmp_path, ALL)
    here = [COMING.id, CANCELLED.id, EDGE.id]
    for path in PLACE:
        everywhere = [NOWHERE.id] if path == "calendars/all" else []
        assert ids(tmp_path, f"{path}.ics") == here + everywhere
        assert ids(tmp_path, f"{path}.active.ics") == [COMING.id, EDGE.id, *everywhere]
    assert ids(tmp_path, "calendars/us/ca/county/los-angeles.ics") == here
    assert ids(tmp_path, "events.ics") == [COMING.id, CANCELLED.id, OLD.id, EDGE.id, NOWHERE.id]
    assert ids(tmp_path, "observances.ics") == [NATIONAL.id]
    assert ids(tmp_path, "archive.ics") == [e.id for e in ALL if e is not DOUBTFUL]
    assert ids(tmp_path, f"events/{OLD.id}.ics") == [OLD.id]
    assert not (tmp_path / f"events/{DOUBTFUL.id}.ics").exists()


def test_feeds_are_named_in_words(tmp_path: Path) -> None:
    write(tmp_path, ALL)
    for path, name in {
        "calendars/us": "Coffee with a Cop: United States",
        "calendars/us/ca": "Coffee with a Cop: California",
        "calendars/us/ca/santa-monica": "Coffee with a Cop: Santa Monica (California)",
        "calendars/us/ca.active": "Coffee with a Cop: California - without cancelled",
        "calendars/theme/coffee": "Coffee with a Cop: coffee",
    }.items():
        calendar = icalendar.Calendar.from_ical((tmp_path / f"{path}.ics").read_bytes())
        assert calendar["name"] == calendar["x-wr-calname"] == name


def test_only_zones_in_use_are_defined(tmp_path: Path) -> None:
    write(tmp_path, [COMING, made(8, timezone=None, start=date(2026, 10, 8), end=None, city="Fresno")])
    santa_monica = (tmp_path / "calendars/us/ca/santa-monica.ics").read_text()
    assert "TZID:America/Los_Angeles" in santa_monica
    assert "TZID:" not in (tmp_path / "calendars/us/ca/fresno.ics").read_text()


def test_names_of_places_cannot_leave_the_folder_or_collide_with_anything(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "exports"
    hard = ["../../../etc", "a/b", "..", ".", "/", "Ca\r\nfé", "東京", "x" * 300, "nul\0l", "?#%"]
    write(folder, [made(n, city=name, theme=name, county=name) for n, name in enumerate(hard)])
    assert {path.name for path in tmp_path.iterdir()} == {"deep"}
    assert {path.name for path in (tmp_path / "deep").iterdir()} == {"exports"}
    towns = [path for path in (folder / "calendars/us/ca").glob("*.ics") if not path.name.endswith(".active.ics")]
    assert len(towns) >= 7
    assert all(len(path.name) < 120 for path in folder.rglob("*"))


def test_a_feed_that_stood_stays_empty_when_its_events_leave(tmp_path: Path) -> None:
    write(tmp_path, [COMING, made(8, city="Fresno")])
    write(tmp_path, [COMING, made(8, city="Fresno", visibility="withdrawn")])
    assert ids(tmp_path, "calendars/us/ca/fresno.ics") == []
    assert ids(tmp_path, f"events/{made(8).id}.ics") == []
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.ics")}
    write(tmp_path, [COMING, made(8, city="Fresno", visibility="withdrawn")])
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.ics")}
    write(tmp_path, [COMING, made(8, city="Fresno")])
    assert ids(tmp_path, "calendars/us/ca/fresno.ics") == [made(8).id]


def test_pages_of_the_site_beside_the_calendars_are_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "events" / COMING.id / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<h1>Coffee</h1>")
    write(tmp_path, [COMING])
    assert page.read_text() == "<h1>Coffee</h1>"


def test_events_leave_subscriptions_after_sixty_days_but_not_the_archive(tmp_path: Path) -> None:
    write(tmp_path, [COMING], as_of=date(2027, 9, 14))
    assert ids(tmp_path, "calendars/us/ca.ics") == []
    assert ids(tmp_path, "archive.ics") == [COMING.id]


def test_without_a_crawl_nothing_is_too_old(tmp_path: Path) -> None:
    write(tmp_path, [OLD], as_of=None)
    assert ids(tmp_path, "calendars/all.ics") == [OLD.id]
