"""events.ics, read back with python-icalendar."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given

from cwac_aggregator.ids import calendar_uid
from cwac_aggregator.model import Event
from exports import Edition, export
from exports.calendar import calendar_entry, event_calendar

from .made_events import LA, ROUND_TRIP, SEEN, event, events


def written(folder: Path, given_events: list[Event], edition: Edition | None = None) -> icalendar.Calendar:
    export(given_events, folder, edition or Edition(), formats=["ics"])
    return parsed((folder / "events.ics").read_bytes())


def parsed(data: bytes) -> icalendar.Calendar:
    """What the library reads in a file of the right form."""
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    return icalendar.Calendar.from_ical(data)


def only(calendar: icalendar.Calendar) -> icalendar.Event:
    assert len(calendar.events) == 1
    return calendar.events[0]


def test_an_event_carries_what_a_calendar_needs(tmp_path: Path) -> None:
    entry = only(written(tmp_path, [event()]))
    assert entry["uid"] == calendar_uid("e0123456789abcdef0123")
    assert entry.start == datetime(2026, 10, 7, 8, 0, tzinfo=LA)
    assert entry.end == datetime(2026, 10, 7, 10, 0, tzinfo=LA)
    assert entry["dtstart"].params["TZID"] == "America/Los_Angeles"
    assert entry["dtstamp"].dt == entry["last-modified"].dt == SEEN
    assert entry["created"].dt == SEEN - timedelta(days=3)
    assert entry["sequence"] == 2
    assert entry["status"] == "CONFIRMED"
    assert entry["summary"] == "Coffee with a Cop"
    assert entry["location"] == "Café Élan, 100 Ocean Avenue, Santa Monica, CA 90401, US"
    assert entry["url"] == "https://police.example.org/coffee"
    assert entry.categories == ["coffee"]
    assert "sign-up needed" in entry["description"]
    assert "Organizer: Santa Monica Police Department" in entry["description"]
    assert entry["transp"] == "TRANSPARENT"
    assert "organizer" not in entry


def test_the_calendar_says_its_name_and_how_often_to_look(tmp_path: Path) -> None:
    calendar = written(tmp_path, [event()], Edition(site_url="https://cops.example.org/"))
    assert calendar["version"] == "2.0"
    assert "method" not in calendar
    assert calendar["name"] == calendar["x-wr-calname"] == "Coffee with a Cop"
    data = (tmp_path / "events.ics").read_bytes()
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in data
    assert b"\r\nX-PUBLISHED-TTL:PT12H\r\n" in data
    assert b"\r\nSOURCE;VALUE=URI:https://cops.example.org/events.ics\r\n" in data
    assert only(calendar)["url"] == "https://cops.example.org/events/e0123456789abcdef0123/"


def test_a_day_stays_a_day_and_ends_the_day_after(tmp_path: Path) -> None:
    entry = only(written(tmp_path, [event(start=date(2026, 10, 7), end=None, timezone=None)]))
    assert entry["dtstart"].dt == date(2026, 10, 7)
    assert "dtend" not in entry
    entry = only(written(tmp_path, [event(start=date(2026, 10, 7), end=date(2026, 10, 8), timezone=None)]))
    assert entry["dtend"].dt == date(2026, 10, 9)


def test_no_end_is_invented_and_none_before_the_start_is_told(tmp_path: Path) -> None:
    assert "dtend" not in only(written(tmp_path, [event(end=None)]))
    assert "dtend" not in only(written(tmp_path, [event(end=datetime(2026, 10, 7, 7, 0, tzinfo=LA))]))
    assert "dtend" not in only(written(tmp_path, [event(end=date(2026, 10, 8))]))


def test_an_end_is_compared_as_an_instant_not_by_the_clock(tmp_path: Path) -> None:
    """On 2025-03-09 in New York, 2:59 and 3:59 summer time are one instant: the first of them was skipped."""
    zone = ZoneInfo("America/New_York")
    skipped, same = datetime(2025, 3, 9, 2, 59, tzinfo=zone), datetime(2025, 3, 9, 3, 59, tzinfo=zone)
    assert "dtend" not in only(written(tmp_path, [event(start=skipped, end=same, timezone="America/New_York")]))


def test_a_time_without_zone_floats(tmp_path: Path) -> None:
    local = datetime(2026, 10, 7, 8, 0)
    entry = only(written(tmp_path, [event(start=local, end=local + timedelta(hours=1), timezone=None)]))
    assert entry["dtstart"].dt == local
    assert entry["dtend"].dt == local + timedelta(hours=1)
    assert "VTIMEZONE" not in (tmp_path / "events.ics").read_text()


def test_a_fixed_offset_is_written_in_the_named_zone(tmp_path: Path) -> None:
    stored = datetime.fromisoformat("2026-10-07T08:00:00-07:00")
    entry = only(written(tmp_path, [event(start=stored, end=None)]))
    assert entry["dtstart"].params["TZID"] == "America/Los_Angeles"
    assert entry.start == stored


@pytest.mark.parametrize(
    ("changes", "status", "summary"),
    [
        ({"status": "scheduled"}, "CONFIRMED", "Coffee with a Cop"),
        ({"status": "held"}, "CONFIRMED", "Coffee with a Cop"),
        ({"status": "held", "flags": ("weekday-mismatch",)}, "CONFIRMED", "Coffee with a Cop"),
        ({"status": "cancelled"}, "CANCELLED", "CANCELLED: Coffee with a Cop"),
        ({"status": "postponed"}, "CANCELLED", "POSTPONED: Coffee with a Cop"),
        ({"flags": ("weekday-mismatch",)}, "TENTATIVE", "Coffee with a Cop"),
        ({"flags": ("date-conflict",)}, "TENTATIVE", "Coffee with a Cop"),
        ({"flags": ("from-rule",)}, "TENTATIVE", "Coffee with a Cop"),
        ({"flags": ("year-inferred",)}, "CONFIRMED", "Coffee with a Cop"),
    ],
)
def test_status_follows_the_pages(tmp_path: Path, changes: dict[str, object], status: str, summary: str) -> None:
    entry = only(written(tmp_path, [event(**changes)]))
    assert (entry["status"], entry["summary"]) == (status, summary)
    if status == "TENTATIVE":
        assert re.match("The date is (in doubt|worked out)", entry["description"])


@pytest.mark.parametrize(("as_of", "status"), [(date(2026, 10, 7), "TENTATIVE"), (date(2026, 10, 8), "CONFIRMED")])
def test_doubt_is_for_what_is_still_to_come(as_of: date, status: str) -> None:
    entry = calendar_entry(event(flags=("weekday-mismatch",)), Edition(as_of=as_of))
    assert entry is not None
    assert entry.status == status
    assert b"The date is in doubt" in entry.data  # the words stay


def test_a_postponed_event_without_a_new_date_stays_at_its_old_one(tmp_path: Path) -> None:
    entry = only(written(tmp_path, [event(status="postponed", start=None, end=None, previous_start=date(2026, 9, 30))]))
    assert entry["dtstart"].dt == date(2026, 9, 30)
    assert entry["description"].startswith("Postponed; the page gives no new date.")


def test_only_published_local_events_with_a_day_are_in_it(tmp_path: Path) -> None:
    left_out = [
        event(visibility="review"),
        event(visibility="withdrawn"),
        event(visibility="hidden"),
        event(kind="observance"),
        event(start=None, end=None, series="FREQ=MONTHLY;BYDAY=1TU"),
    ]
    assert written(tmp_path, left_out).events == []


def test_text_from_pages_cannot_leave_its_property(tmp_path: Path) -> None:
    nasty = 'Coffee\r\nEND:VEVENT\r\nBEGIN:VALARM\x00\u2028;,:\\"☕'
    calendar = written(
        tmp_path,
        [event(title=nasty, venue=nasty, organizer=nasty, theme=nasty, url="https://x.example/\r\nATTACH:y z")],
    )
    entry = only(calendar)
    assert entry["summary"] == 'Coffee END:VEVENT BEGIN:VALARM;,:\\"☕'
    assert entry["url"] == "https://x.example/%0D%0AATTACH:y%20z"
    assert entry.subcomponents == []


@pytest.mark.fuzz
@ROUND_TRIP
@given(given_event=events())
def test_any_event_comes_back_at_the_same_instant(given_event: Event) -> None:
    entry = calendar_entry(given_event, Edition())
    if entry is None:
        assert given_event.start is None and given_event.previous_start is None
        return
    back = only(parsed(event_calendar(entry, given_event.title, "events/x.ics", Edition())))
    start = given_event.start if given_event.start is not None else given_event.previous_start
    assert back["dtstart"].dt == start
    if isinstance(given_event.end, datetime):
        assert back["dtend"].dt == given_event.end
    elif given_event.start is None or given_event.end is None:
        assert "dtend" not in back
    else:
        assert back["dtend"].dt == given_event.end + timedelta(days=1)
    assert ("GEO" in back) == (given_event.latitude is not None and given_event.longitude is not None)


def test_the_same_event_gives_the_same_bytes_whatever_its_tzinfo_is_made_of() -> None:
    one = event(start=datetime(2026, 10, 7, 8, 0, tzinfo=ZoneInfo("America/Los_Angeles")), end=None)
    other = event(start=datetime(2026, 10, 7, 15, 0, tzinfo=UTC), end=None)
    first, second = calendar_entry(one, Edition()), calendar_entry(other, Edition())
    assert first is not None and first == second
