"""iCalendar feeds as they are served."""

import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cwac_aggregator.extraction.structured import Candidate, Found, read_ics
from cwac_aggregator.extraction.structured.icalendar_repair import zone_name
from cwac_aggregator.model import Place

from .pages import FERNHILL, LARKMOOR, NOWHERE, VADO, body

LOS_ANGELES, CHICAGO, NEW_YORK = (ZoneInfo(n) for n in ("America/Los_Angeles", "America/Chicago", "America/New_York"))
FEED = "https://www.vado.example/common/modules/iCalendar/iCalendar.aspx?catID=14&feed=calendar"


def calendar(*lines: str, head: tuple[str, ...] = ()) -> bytes:
    return "\r\n".join(
        ("BEGIN:VCALENDAR", *head, "BEGIN:VEVENT", "SUMMARY:Coffee with a Cop", *lines, "END:VEVENT", "END:VCALENDAR")
    ).encode()


def read(*lines: str, head: tuple[str, ...] = (), place: Place = VADO, url: str = FEED) -> list[Candidate]:
    found, oddities = read_ics(calendar(*lines, head=head), url, place)
    assert not oddities
    return found


def starts(found: list[Candidate]) -> list[object]:
    return [c.values.get("start") for c in found]


def test_civicplus() -> None:
    found, oddities = read_ics(body("civicplus.ics"), FEED, VADO)
    assert not oddities
    coffee, donuts = found
    assert coffee.values == {
        "title": "Coffee with a Cop & K-9",
        "venue": "Juniper Bakery",
        "street": "19 W. 4th St.",
        "city": "Vado",
        "region": "CA",
        "postcode": "93999",
        "country": "US",
        "url": "https://www.vado.example/Calendar.aspx?EID=31",
        "start": datetime(2026, 10, 7, 8, tzinfo=LOS_ANGELES),
        "timezone": "America/Los_Angeles",
    }
    assert coffee.native_id == "vado.example/event:31"
    assert coffee.evidence["start"].text == "20261007T080000"
    assert coffee.evidence["start"].locator == "VEVENT[1].DTSTART"
    assert donuts.values["start"] == date(2026, 10, 10)
    assert "end" not in donuts.values
    assert (donuts.values["title"], donuts.values["status"]) == ("Donut Day with Deputies", "cancelled")


def test_google() -> None:
    found, oddities = read_ics(body("google.ics"), "https://calendar.example/basic.ics", LARKMOOR)
    assert not oddities
    september, december, october, tacos, cocoa, weekend = found
    assert starts([september, december]) == [
        datetime(2026, 9, 2, 8, tzinfo=CHICAGO),
        datetime(2026, 12, 2, 8, tzinfo=CHICAGO),
    ]
    assert september.values["end"] == datetime(2026, 9, 2, 9, 30, tzinfo=CHICAGO)
    assert september.flags == {"from-rule"}
    assert "FREQ=MONTHLY" in september.evidence["start"].text
    assert {c.native_id for c in (september, december, october)} == {"abc123xyz@google.com"}
    assert (september.values["venue"], september.values["city"]) == ("The Tin Kettle", "Larkmoor")
    assert september.published == date(2026, 8, 1)
    assert october.values["start"] == datetime(2026, 10, 8, 8, tzinfo=CHICAGO)
    assert october.values["previous_start"] == datetime(2026, 10, 7, 8, tzinfo=CHICAGO)
    assert tacos.values["series"] == "FREQ=MONTHLY;BYDAY=1SA;BYHOUR=17;BYMINUTE=30"
    assert "start" not in tacos.values
    assert tacos.evidence["series"].text == "FREQ=MONTHLY;INTERVAL=1;BYDAY=SA;BYSETPOS=1"
    assert cocoa.values["start"] == datetime(2026, 10, 20, 18, tzinfo=CHICAGO)
    assert cocoa.values["status"] == "cancelled"
    assert cocoa.native_id == "single@google.com"
    assert (weekend.values["start"], weekend.values["end"]) == (date(2026, 10, 24), date(2026, 10, 25))


def test_a_calendar_with_everything_wrong() -> None:
    found, oddities = read_ics(body("broken.ics"), "https://fernhill.example/cal.ics", FERNHILL)
    assert [c.values["title"] for c in found] == [
        "Café with a Cop and a very long title that the server folds",
        "Pizza with Police",
        "Coffee with the Chief",
        "Donuts with Deputies",
        "Coffee on the hour",
    ]
    cafe, pizza, chief, donuts, hourly = found
    assert (cafe.values["start"], cafe.values["end"]) == (
        datetime(2026, 10, 7, 8, 30, tzinfo=NEW_YORK),
        datetime(2026, 10, 7, 10, tzinfo=NEW_YORK),
    )
    assert cafe.native_id == "one@fernhill.example"
    assert cafe.text.splitlines()[1:] == ["First line", "Second line: with a colon", "Third line"]
    assert "<b>" in cafe.html
    assert "venue" not in cafe.values
    assert (pizza.values["start"], pizza.values["end"]) == (
        datetime(2026, 10, 14, 18, tzinfo=NEW_YORK),
        datetime(2026, 10, 14, 20, tzinfo=NEW_YORK),
    )
    assert pizza.values["organizer"] == "Fernhill, Police"
    assert (pizza.values["latitude"], pizza.values["longitude"]) == (39.1, -84.5)
    assert chief.values["start"] == datetime(2026, 10, 21, 8, tzinfo=NEW_YORK)
    assert chief.text == "Coffee with the Chief"
    assert donuts.values["start"] == date(2026, 10, 28)
    assert donuts.text.endswith("Police, Community")
    assert hourly.values["start"] == datetime(2026, 11, 4, 8, tzinfo=NEW_YORK)
    assert [o.code for o in oddities] == ["broken-entry", "broken-entry", "broken-rule"]
    assert "entry 2 ('Coffee without a day') cannot be read: 'soon' is not a date" in oddities[0].message
    assert "entry 7" in oddities[1].message


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("DTSTART:20261007T080000", datetime(2026, 10, 7, 8, tzinfo=LOS_ANGELES)),
        ("DTSTART:20261007T150000Z", datetime(2026, 10, 7, 8, tzinfo=LOS_ANGELES)),
        ("DTSTART;TZID=Pacific Standard Time:20261007T080000", datetime(2026, 10, 7, 8, tzinfo=LOS_ANGELES)),
        ('DTSTART;TZID="America/Los_Angeles":20261007T080000', datetime(2026, 10, 7, 8, tzinfo=LOS_ANGELES)),
        (
            "DTSTART;TZID=/x.example/20240101_1/America/Los_Angeles:20261007T080000",
            datetime(2026, 10, 7, 8, tzinfo=LOS_ANGELES),
        ),
        ("DTSTART;TZID=Mars/Olympus:20261007T080000", datetime(2026, 10, 7, 8, tzinfo=LOS_ANGELES)),
        (f"DTSTART;TZID=America/{'x' * 300}:20261007T080000", datetime(2026, 10, 7, 8, tzinfo=LOS_ANGELES)),
        ("DTSTART;TZID=UTC:20261007T080000", datetime(2026, 10, 7, 8, tzinfo=LOS_ANGELES)),
        ("DTSTART:2026-10-07T08:00", datetime(2026, 10, 7, 8, tzinfo=LOS_ANGELES)),
        ("DTSTART;VALUE=DATE:20261007", date(2026, 10, 7)),
        ("DTSTART:20261007", date(2026, 10, 7)),
        ("DTSTART;VALUE=DATE-TIME:20261007T080000", datetime(2026, 10, 7, 8, tzinfo=LOS_ANGELES)),
        ("DTSTART;TZID=America/Los_Angeles:20261007T000000", date(2026, 10, 7)),
    ],
)
def test_starts(line: str, expected: object) -> None:
    assert starts(read(line, "UID:1@x")) == [expected]


def test_a_platform_that_labels_local_times_as_utc() -> None:
    head = ("PRODID:-//City of Vado - ECPv6.3.3.1//NONSGML v1.0//EN",)
    (found,) = read("DTSTART:20261007T090000Z", "UID:728-1709920800-1709926200@vado.example", head=head)
    assert found.values["start"] == datetime(2026, 10, 7, 9, tzinfo=LOS_ANGELES)
    assert found.native_id == "728@vado.example"


def test_the_calendar_s_zone_holds_unless_the_entry_names_another_town() -> None:
    (here,) = read("DTSTART:20261007T080000", head=("X-WR-TIMEZONE:America/Denver",))
    assert here.values["timezone"] == "America/Denver"
    (there,) = read(
        "DTSTART;TZID=America/Denver:20261007T080000", "LOCATION:The Bean\\, 12 Elm Street\\, Chicago\\, IL 60601"
    )
    assert there.values["start"] == datetime(2026, 10, 7, 9, tzinfo=CHICAGO)
    (nowhere,) = read("DTSTART:20261007T080000", place=NOWHERE)
    assert nowhere.flags == {"zone-unknown"}


@pytest.mark.parametrize(
    ("uid", "native"),
    [
        ("728-1709920800-1709926200@vado.example", "728@vado.example"),
        ("coffee-20261007@vado.example", "coffee@vado.example"),
        ("coffee_20261007T080000@vado.example", "coffee@vado.example"),
        ("coffee-1791385200@vado.example", "coffee@vado.example"),
        ("20261007T080000@vado.example", "20261007T080000@vado.example"),
        ("20260101T101010Z-99@vado.example", "20260101T101010Z-99@vado.example"),
        ("5551", "vado.example/5551"),
        ("", None),
    ],
)
def test_ids_do_not_change_when_the_time_does(uid: str, native: str | None) -> None:
    (found,) = read("DTSTART;TZID=America/Los_Angeles:20261007T080000", f"UID:{uid}")
    assert found.native_id == native


def test_rules_with_an_end() -> None:
    weekly = read("DTSTART:20261001T080000", "RRULE:FREQ=WEEKLY;COUNT=3", "UID:1@x")
    assert [s.day for s in starts(weekly)] == [1, 8, 15]  # type: ignore[attr-defined]
    days = read("DTSTART;VALUE=DATE:20261001", "RRULE:FREQ=DAILY;UNTIL=20261003", "UID:1@x")
    assert starts(days) == [date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 3)]
    listed = read("DTSTART:20261001T080000", "RDATE:20261009T080000,20261016T100000", "UID:1@x")
    assert [(s.day, s.hour) for s in starts(listed)] == [(1, 8), (9, 8), (16, 10)]  # type: ignore[attr-defined]
    long = read("DTSTART:20260101T080000", "RRULE:FREQ=DAILY;COUNT=100", "UID:1@x")
    assert len(long) == 60
    assert starts(long)[-1] == datetime(2026, 4, 10, 8, tzinfo=LOS_ANGELES)
    once = read("DTSTART:20261001T080000", "RRULE:FREQ=DAILY;COUNT=1", "UID:1@x")
    assert once[0].flags == set()


@pytest.mark.parametrize(
    ("rule", "series"),
    [
        ("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=TH;BYHOUR=8;BYMINUTE=0"),
        ("FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=8;BYMINUTE=0"),
        ("FREQ=MONTHLY;BYDAY=3TU;WKST=SU", "FREQ=MONTHLY;BYDAY=3TU;BYHOUR=8;BYMINUTE=0"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;BYHOUR=8;BYMINUTE=0"),
        ("FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1;BYHOUR=8;BYMINUTE=0"),
        ("FREQ=WEEKLY;UNTIL=99991231", "FREQ=WEEKLY;BYDAY=TH;BYHOUR=8;BYMINUTE=0"),
    ],
)
def test_open_rules(rule: str, series: str) -> None:
    (found,) = read("DTSTART:20261001T080000", f"RRULE:{rule}", "UID:1@x")
    assert found.values["series"] == series


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY;COUNT=5",
        "FREQ=DAILY;INTERVAL=0;COUNT=2",
        "FREQ=WEEKLY;BYDAY=XX",
        "words",
        "FREQ=DAILY;BYMONTH=13;COUNT=3",
    ],
)
def test_a_bad_rule_leaves_its_first_day(rule: str) -> None:
    found, oddities = read_ics(calendar("DTSTART:20261001T080000", f"RRULE:{rule}", "UID:1@x"), FEED, VADO)
    assert starts(found) == [datetime(2026, 10, 1, 8, tzinfo=LOS_ANGELES)]
    assert [o.code for o in oddities] == ["broken-rule"]


def test_rules_that_never_come_true_end() -> None:
    began = time.perf_counter()
    never = calendar("DTSTART:20261001T080000", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5", "UID:1@x")
    found, oddities = read_ics(never, FEED, VADO)
    assert starts(found) == [datetime(2026, 10, 1, 8, tzinfo=LOS_ANGELES)]
    assert "never comes true" in oddities[0].message
    assert time.perf_counter() - began < 2


def test_a_rule_over_a_leap_day() -> None:
    found = read("DTSTART:20280225T080000", "RRULE:FREQ=DAILY;COUNT=6", "UID:1@x")
    assert [(s.month, s.day) for s in starts(found)] == [(2, 25), (2, 26), (2, 27), (2, 28), (2, 29), (3, 1)]  # type: ignore[attr-defined]


def test_an_unwanted_entry_costs_nothing() -> None:
    found, _ = read_ics(body("civicplus.ics"), FEED, VADO, wanted=lambda text: "Donut" in text)
    assert [c.values["title"] for c in found] == ["Donut Day with Deputies"]


@pytest.mark.parametrize("feed", [b"", b"<html>One moment, please</html>", b"BEGIN:VEVENT\nEND:VEVENT"])
def test_what_is_no_calendar_says_so(feed: bytes) -> None:
    found, oddities = read_ics(feed, FEED, VADO)
    assert not found
    assert [(o.code, o.level) for o in oddities] == [("not-a-calendar", "error")]


def test_an_empty_calendar_is_not_broken() -> None:
    assert read_ics(b"BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR", FEED, VADO) == ([], [])


def test_folds_inside_a_character_and_other_encodings() -> None:
    text = calendar("DTSTART:20261007T080000", "LOCATION:Café Olé").replace(b"Caf\xc3\xa9", b"Caf\xc3\r\n \xa9")
    assert read_ics(text, FEED, VADO)[0][0].values["venue"] == "Café Olé"
    wide = calendar("DTSTART:20261007T080000", "LOCATION:Café Olé").decode().encode("utf-16")
    assert read_ics(wide, FEED, VADO)[0][0].values["venue"] == "Café Olé"


def test_zone_names() -> None:
    assert zone_name("(UTC-08:00) Pacific Time (US & Canada)") == "America/Los_Angeles"
    assert zone_name("W. Europe Standard Time") == "Europe/Berlin"
    for nothing in ("", "UTC", "GMT", "Etc/GMT+5", "Customized Time Zone", "(UTC+99) Nowhere", "../../etc/passwd"):
        assert zone_name(nothing) is None


def found_is_sound(found: Found) -> None:
    for candidate in found[0]:
        assert set(candidate.evidence) == set(candidate.values)
        repr(candidate).encode()


@given(st.data())
@settings(max_examples=150)
def test_no_bytes_raise(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["civicplus.ics", "google.ics", "broken.ics"]))
    feed = bytearray(body(name))
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(feed)))
        cut = data.draw(st.integers(0, 30))
        feed[at : at + cut] = data.draw(
            st.binary(max_size=8)
            | st.sampled_from(
                [
                    b"\r\n",
                    b"\n ",
                    b"BEGIN:VEVENT\n",
                    b"RRULE:FREQ=DAILY;COUNT=9\n",
                    b";TZID=",
                    b":",
                    b"00000000T999999Z",
                ]
            )
        )
    found_is_sound(read_ics(bytes(feed), FEED, VADO))


@pytest.mark.parametrize(
    "piece",
    [
        b"BEGIN:VEVENT\n",
        b"BEGIN:VEVENT\nDTSTART:20261007\n",
        b"DESCRIPTION:x\n",
        b"word\n",
        b"\n ",
        b";",
        b"BEGIN:X\n",
        b"A;B=C",
    ],
)
def test_cost_grows_with_length_only(piece: bytes) -> None:
    began = time.perf_counter()
    found_is_sound(read_ics(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDESCRIPTION:" + piece * 30_000, FEED, VADO))
    assert time.perf_counter() - began < 5
