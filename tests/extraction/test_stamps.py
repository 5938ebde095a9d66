"""Machine-readable times as they are met in the wild, and what they mean at a place."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwac_aggregator.extraction.structured.printed import Printed, read_hours
from cwac_aggregator.extraction.structured.stamps import Settled, Stamp, parse_stamp, settle
from cwac_aggregator.model import Place

CHICAGO = "America/Chicago"
ZONE = ZoneInfo(CHICAGO)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZONE)  # type: ignore[arg-type]


def settled(start: str, end: str | None = None, zone: str | None = CHICAGO, zero: str = "label") -> Settled:
    first, last = parse_stamp(start), parse_stamp(end) if end else None
    assert first is not None
    return settle(first, last, zone, zero)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "day", "clock", "offset"),
    [
        ("2026-10-07", date(2026, 10, 7), None, None),
        ("20261007", date(2026, 10, 7), None, None),
        ("20261007Z", date(2026, 10, 7), None, None),
        ("2026-10-07T08:00", date(2026, 10, 7), time(8), None),
        ("2026-10-07 08:00:30", date(2026, 10, 7), time(8, 0, 30), None),
        ("20261007T083000Z", date(2026, 10, 7), time(8, 30), 0),
        ("2026-10-07T08:00:00.000-0500", date(2026, 10, 7), time(8), -300),
        ("2026-10-07T08:00:00+05:30", date(2026, 10, 7), time(8), 330),
        ("2026-5-8T16:30+0:00", date(2026, 5, 8), time(16, 30), 0),
        ("2026-5-8T09-09-30-00", date(2026, 5, 8), time(9, 30), None),
        ("2026-08-19T17:00:0009:00", date(2026, 8, 19), time(17), None),
        ("2026-10-07T24:00", date(2026, 10, 8), time(0), None),
    ],
)
def test_what_is_read(text: str, day: date, clock: time | None, offset: int | None) -> None:
    expected = Stamp(text, day, clock, None if offset is None else timedelta(minutes=offset))
    assert parse_stamp(f" {text}\n") == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "20261",
        "2026-02-31",
        "9999-01-01",
        "0001-01-01",
        "2026-10-07T25:00",
        "October 7, 2026",
        "2026-10-07T8am",
        "2" * 90,
    ],
)
def test_what_is_no_stamp(text: str) -> None:
    assert parse_stamp(text) is None


def test_an_offset_that_is_the_place_s_own_is_believed() -> None:
    found = settled("2026-10-07T08:00:00-05:00", "2026-10-07T10:00:00-05:00")
    assert (found.start, found.end, found.timezone, found.note) == (
        at(2026, 10, 7, 8),
        at(2026, 10, 7, 10),
        CHICAGO,
        "",
    )


def test_a_summer_offset_in_winter_is_set_aside() -> None:
    found = settled("2026-11-18T11:00:00-05:00")
    assert found.start == at(2026, 11, 18, 11)
    assert found.alternatives == []
    assert "wall clock kept" in found.note


def test_a_local_time_labelled_utc_keeps_its_wall_clock_and_names_the_other_reading() -> None:
    found = settled("2026-10-07T15:00:00Z", "2026-10-07T16:30:00Z")
    assert (found.start, found.end) == (at(2026, 10, 7, 15), at(2026, 10, 7, 16, 30))
    assert found.alternatives == [at(2026, 10, 7, 10)]
    assert "labelled UTC" in found.note


def test_another_reading_in_the_night_is_none() -> None:
    assert settled("2026-10-07T09:00:00Z").alternatives == []


def test_a_wall_clock_in_the_night_is_true_utc() -> None:
    found = settled("2026-10-07T00:30:00Z", "2026-10-07T02:00:00Z")
    assert (found.start, found.end) == (at(2026, 10, 6, 19, 30), at(2026, 10, 6, 21))


def test_true_utc_is_converted_even_from_midnight() -> None:
    found = settled("2026-06-24T00:00+00:00", "2026-06-24T00:59+00:00", zero="true")
    assert (found.start, found.end) == (at(2026, 6, 23, 19), at(2026, 6, 23, 19, 59))


def test_true_utc_that_would_be_in_the_night_was_a_wall_clock() -> None:
    assert settled("2026-10-07T09:00:00Z", zero="true").start == at(2026, 10, 7, 9)


def test_a_day_in_true_utc_is_the_local_day() -> None:
    assert settled("2026-06-24T05:00:00Z", "2026-06-25T04:59:00Z", zero="true").start == date(2026, 6, 24)


def test_without_a_zone_the_wall_clock_stays_naive_and_flagged() -> None:
    found = settled("2026-10-07T08:00:00-05:00", "2026-10-07T09:00:00-05:00", zone=None)
    assert (found.start, found.end, found.timezone) == (datetime(2026, 10, 7, 8), datetime(2026, 10, 7, 9), None)
    assert found.flags == {"zone-unknown"}


@pytest.mark.parametrize(
    ("start", "end", "last"),
    [
        ("2026-10-07", None, None),
        ("2026-10-07", "2026-10-07", None),
        ("2026-10-07", "2026-10-09", date(2026, 10, 9)),
        ("2026-10-07T00:00:00", None, None),
        ("2026-10-07T00:00:00-05:00", "2026-10-08T00:00:00-05:00", None),
        ("2026-10-07T00:00:00", "2026-10-07T23:59:59", None),
        ("2026-10-07T00:00:00", "2026-10-09T23:59:59", date(2026, 10, 9)),
        ("2026-10-07T00:00:00Z", "2026-10-07T23:59:00Z", None),
        ("2026-10-07T00:00:00", "2026-10-07T17:00:00", None),
    ],
)
def test_midnight_stands_for_no_time(start: str, end: str | None, last: date | None) -> None:
    found = settled(start, end)
    assert (found.start, found.end, found.timezone) == (date(2026, 10, 7), last, None)


@pytest.mark.parametrize(
    "end",
    [
        "2026-10-07T08:00",
        "2026-10-07T07:00",
        "2026-10-07T23:59",
        "2026-10-07T23:59:59",
        "2026-10-07T23:50",
        "2026-10-08",
    ],
)
def test_what_is_no_end(end: str) -> None:
    assert settled("2026-10-07T08:00", end).end is None


@given(st.text(alphabet="0123456789-:TZ+ .", max_size=40), st.text(alphabet="0123456789-:TZ+ .", max_size=30))
def test_no_text_raises(one: str, two: str) -> None:
    start, end = parse_stamp(one), parse_stamp(two)
    if start is not None:
        found = settle(start, end, CHICAGO)
        assert found.end is None or found.end > found.start  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("November 21 @ 8:00 am - 10:00 am", (time(8), time(10))),
        ("November 21 @ 8:00 am", (time(8), None)),
        ("November 22 @ 8:00 am", None),
        ("November 21 @ 8:00 am - November 23 @ 5:00 pm", None),
        ("November 21", None),
    ],
)
def test_hours_printed_with_a_day_that_markup_tells_whole(text: str, hours: tuple[time, time | None] | None) -> None:
    found = read_hours(text, date(2025, 11, 21), Place(language="en", country="US"))
    assert (found and _clocks(found)) == hours


def _clocks(found: Printed) -> tuple[time | None, time | None]:
    return found.start.clock, found.end and found.end.clock
