"""What pages say of time and place, and the addresses they lead to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest

from cwac_aggregator.database import Change
from cwac_aggregator.health import SourceHealth, State
from cwac_aggregator.web import links, near, structured, wording
from cwac_aggregator.web.answer import paged
from cwac_aggregator.web.maps import HEIGHT, WIDTH, Mark, draw, draw_around
from cwac_aggregator.web.pages.event import change_words
from cwac_aggregator.web.pages.information import health
from cwac_aggregator.web.query import Query, parse
from cwac_aggregator.web.tilegrid import TILES, shade

from .test_safety import event as any_event

CHICAGO = ZoneInfo("America/Chicago")
BASE = replace(
    any_event("Coffee", "https://police.example/1"),
    start=datetime(2026, 10, 7, 8, tzinfo=CHICAGO),
    timezone="America/Chicago",
    city="Ottumwa",
)


def an(**more: Any) -> Any:
    return replace(BASE, **more)


def at(*parts: int, zone: str | None = "America/Chicago") -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo(zone) if zone else None)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "8:00 am CDT"),
        ({"end": at(2026, 10, 7, 12, 30)}, "8:00 am to 12:30 pm CDT"),
        ({"end": at(2026, 10, 7, 7)}, "8:00 am CDT"),
        ({"start": at(2026, 10, 7, 23), "end": at(2026, 10, 8, 1)}, "11:00 pm to 1:00 am the next day CDT"),
        ({"start": at(2026, 10, 7, 0)}, "12:00 am CDT"),
        ({"start": date(2026, 10, 7)}, ""),
        ({"start": None}, ""),
        ({"start": at(2026, 10, 7, 8, zone=None), "timezone": None}, "8:00 am"),
        (
            {"start": at(2026, 10, 7, 14, zone="Europe/Berlin"), "timezone": "Europe/Berlin", "country": "DE"},
            "14:00 CEST",
        ),
        (
            {"start": at(2026, 10, 7, 14, zone="Asia/Kabul"), "timezone": "Asia/Kabul", "country": "AF"},
            "14:00 UTC+04:30",
        ),
        ({"timezone": "Nowhere/Atall"}, "8:00 am UTC-05:00"),
        ({"end": at(2026, 10, 9, 9)}, "8:00 am CDT"),
    ],
)
def test_hours(more: dict[str, Any], words: str) -> None:
    assert wording.hours(an(**more)) == words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=MONTHLY;BYDAY=1TU", "every first Tuesday of the month"),
        ("FREQ=MONTHLY;BYDAY=1TU,3TU", "every first Tuesday and third Tuesday of the month"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "every last Friday of the month"),
        ("FREQ=WEEKLY;BYDAY=WE;WKST=SU", "every Wednesday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "by a rule of the publisher’s"),
        ("FREQ=MONTHLY;BYMONTHDAY=5", "by a rule of the publisher’s"),
        ("FREQ=MONTHLY;BYDAY=TU", "by a rule of the publisher’s"),
        ("nonsense", "by a rule of the publisher’s"),
        ("BYDAY=TU", "by a rule of the publisher’s"),
        ("FREQ=MONTHLY;BYDAY=1TU;BYMONTH=5", "by a rule of the publisher’s"),
    ],
)
def test_rules_in_words(rule: str, words: str) -> None:
    assert wording.rule_words(rule) == words


def test_several_days_have_a_last_one() -> None:
    assert wording.last_day(an(start=date(2026, 10, 7), end=date(2026, 10, 9))) == date(2026, 10, 9)
    assert wording.last_day(an(end=at(2026, 10, 9, 9))) == date(2026, 10, 9)
    assert wording.last_day(an(start=at(2026, 10, 7, 23), end=at(2026, 10, 8, 1))) is None
    assert wording.last_day(an(start=date(2026, 10, 7))) is None


def test_towns_and_lines() -> None:
    assert wording.town(an()) == "Ottumwa, IA"
    assert wording.town(an(country="GB", region="ENG", city="Leeds")) == "Leeds, United Kingdom"
    assert wording.town(an(country=None, region=None, city=None)) == ""
    assert wording.one_line("a\r\n b\u202e\x00c" + "d" * 400, 10) == "a b cdddd…"
    assert wording.month_name("2026-02") == "February 2026"


def calendar(address: str | None) -> dict[str, list[str]]:
    assert address is not None
    return parse_qs(urlsplit(address).query)


@pytest.mark.parametrize(
    ("more", "google", "outlook"),
    [
        ({}, "20261007T130000Z/20261007T130000Z", ("2026-10-07T13:00:00Z", None)),
        (
            {"end": at(2026, 10, 7, 10)},
            "20261007T130000Z/20261007T150000Z",
            ("2026-10-07T13:00:00Z", "2026-10-07T15:00:00Z"),
        ),
        ({"start": date(2026, 10, 7)}, "20261007/20261008", ("2026-10-07", "2026-10-08")),
        ({"start": date(2026, 10, 7), "end": date(2026, 10, 9)}, "20261007/20261010", ("2026-10-07", "2026-10-10")),
        ({"start": date(9999, 12, 31)}, "99991231/99991231", ("9999-12-31", None)),
        ({"start": at(2026, 10, 7, 8, zone=None)}, "20261007T080000/20261007T080000", ("2026-10-07T08:00:00", None)),
    ],
)
def test_other_calendars_get_the_same_time(more: dict[str, Any], google: str, outlook: tuple[str, str | None]) -> None:
    assert calendar(links.google_calendar(an(**more), "x"))["dates"] == [google]
    asked = calendar(links.outlook_calendar(an(**more), "x"))
    assert (asked["startdt"], asked.get("enddt")) == ([outlook[0]], [outlook[1]] if outlook[1] else None)
    assert ("allday" in asked) == (len(outlook[0]) == 10)


def test_without_a_day_there_is_nothing_to_add() -> None:
    assert links.google_calendar(an(start=None), "") is None
    assert links.outlook_calendar(an(start=None), "") is None
    assert structured.event_data(an(start=None), None) is None
    assert structured.event_data(an(visibility="review"), None) is None


def test_a_postponed_event_and_one_without_place_for_search_engines() -> None:
    data = structured.event_data(an(status="postponed", latitude=41.0, longitude=-92.4), "https://x.example/")
    assert data is not None
    assert data["eventStatus"] == "https://schema.org/EventPostponed"
    assert data["location"]["geo"]["latitude"] == 41.0
    nowhere = dict.fromkeys(("venue", "street", "city", "county", "region", "postcode", "country"))
    data = structured.event_data(an(**nowhere), None)
    assert data is not None
    assert "location" not in data and "url" not in data


def test_maps_elsewhere() -> None:
    assert "mlat=41.000000" in str(links.map_search(an(latitude=41.0, longitude=-92.4)))
    assert "Main+Street%2C+Ottumwa" in str(links.map_search(an(street="Main Street", latitude=None)))
    assert links.map_search(an(city=None, latitude=None)) is None


@pytest.mark.parametrize(
    ("contact", "begins"),
    [
        ("https://github.com/owner/name", "https://github.com/owner/name/issues/new?title="),
        ("desk@police.example", "mailto:desk@police.example?subject="),
        ("https://police.example/contact", "https://police.example/contact"),
        ("nonsense", "mailto:?subject="),
    ],
)
def test_where_to_report(contact: str, begins: str) -> None:
    assert links.report(contact, an(), "https://x.example/").startswith(begins)


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "javascript:x()",
        "JAVASCRIPT:x()",
        "//x.example",
        "ftp://x.example",
        "https://",
        "https://[x",
        "http://a b",
    ],
)
def test_only_real_web_addresses_are_linked(address: str | None) -> None:
    assert links.web_address(address) is None


def test_paths_are_plain() -> None:
    assert links.place_path("US", "MT", "St. Louis") == "places/us/mt/saint-louis/"
    assert links.place_path("US", None, "../x") == "places/us/other/x/"
    assert links.place_path("../", "/") == "places/x/x/"
    assert links.feed_of("places/us/ca/") == "calendars/us/ca.ics"
    assert links.feed_of("themes/ice-cream/") == "calendars/theme/ice-cream.ics"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("90401", "90401 SANTA MONICA, CA"),
        ("90401-1234", "90401 SANTA MONICA, CA"),
        ("santa monica", "Santa Monica, CA"),
        ("St. Louis, Missouri", "St. Louis, MO"),
        ("Leeds, United Kingdom", "Leeds, United Kingdom"),
        ("Leeds, UK", "Leeds, United Kingdom"),
        ("Paris, TX", "Paris, TX"),
        ("12.5,-70", "your place"),
        ("91,0", None),
        ("00000", None),
        ("Nowhereville", None),
        ("Paris, Narnia", None),
        ("", None),
    ],
)
def test_places_visitors_name(text: str, name: str | None) -> None:
    spot = near.locate(text)
    assert (spot.name.upper() if spot else None) == (name.upper() if name else None)


def test_distances() -> None:
    assert near.miles((34.02, -118.49), (40.71, -74.01)) == pytest.approx(2459, abs=15)
    assert near.miles((0, 0), (0, 180)) == pytest.approx(12437, abs=5)
    assert near.locate_event(an(latitude=1.0, longitude=2.0)) == (1.0, 2.0)
    assert near.locate_event(an(city=None)) is None
    assert near.locate_event(an(city="Nowhereville")) is None


def test_the_grid_has_every_state_once() -> None:
    assert len(TILES) == 52 == len(set(TILES.values()))
    assert [shade(share) for share in (None, 0.0, 0.01, 0.5, 0.51, 1.0)] == [0, 1, 2, 3, 4, 5]


def test_maps_keep_everything_inside() -> None:
    marks = [
        Mark((34.02, -118.49), 3, "a/", "A"),
        Mark((61.2, -149.9), 1, "b/", "B"),
        Mark((21.3, -157.9), 1, "c/", "C"),
    ]
    for country, region in (("US", None), ("US", "CA"), (None, None), ("XX", "YY")):
        found = draw(marks, country, region)
        assert found is not None
        assert len(found.dots) == 3
        assert all(0 <= dot.x <= WIDTH and 0 <= dot.y <= HEIGHT for dot in found.dots)
        assert 0 < sum(len(land.line) for land in found.land) < 60_000
    assert draw([], "US") is None
    assert draw([Mark((48.9, 2.3), 1, "p/", "Paris")], "US").dots == ()  # type: ignore[union-attr]


def test_a_map_around_a_place_shows_what_is_near_it() -> None:
    marks = [Mark((34.02, -118.49), 3, "a/", "Santa Monica"), Mark((37.8, -122.3), 1, "b/", "Oakland")]
    found = draw_around(marks, (34.05, -118.24), 25, "Los Angeles, CA")
    assert [dot.path for dot in found.dots] == ["a/"]
    assert found.ring is not None
    assert 0 < found.ring.radius < HEIGHT / 2
    assert "Los Angeles" in {name.text for name in found.names}
    assert any(land.code == "CA" for land in found.land)
    assert sum(len(land.line) for land in found.land) < 60_000
    assert draw_around([], (-80.0, 170.0), 250, "far away").dots == ()


def test_queries_go_there_and_back() -> None:
    asked = parse(
        {"near": " 90401 ", "within": "25", "state": "US-CA", "theme": "Ice Cream", "month": "2026-10", "q": "a b"}
    )
    assert asked == Query("us-ca", "ice-cream", "2026-10", "a b", "90401", 25)
    assert asked.encoded() == "?near=90401&within=25&q=a+b&state=us-ca&theme=ice-cream&month=2026-10"
    assert not parse({"utm_source": "x"})
    assert Query().encoded() == ""


def test_parts_of_a_list() -> None:
    assert paged("x/", 0, 1, 10) is not None
    middle = paged("x/", 25, 2, 10, "?q=a")
    assert middle is not None
    assert (middle.first, middle.last, middle.before, middle.after) == (11, 20, "x/?q=a", "x/page/3/?q=a")
    assert paged("x/", 25, 4, 10) is None


@pytest.mark.parametrize(
    ("what", "field", "old", "new", "words"),
    [
        (
            "moved",
            "start",
            "2026-10-07",
            "2026-10-08",
            "Moved from Wednesday, October 7, 2026 to Thursday, October 8, 2026",
        ),
        ("details", "venue", "A", "B", "Place changed from A to B"),
        ("details", "venue", None, "B", "Place added: B"),
        ("details", "venue", "A", None, "Place removed: A"),
        ("details", "start", "odd", "2026-10-08", "Date changed from odd to Thursday, October 8, 2026"),
        ("details", None, None, None, "Details changed"),
        ("details", "status", "cancelled", "scheduled", "Now scheduled"),
        ("visibility", "visibility", "published", "review", "Held back: not sure any more"),
        ("withdrawn", "visibility", "published", "withdrawn", "Withdrawn: no page supports it any more"),
        ("merged", None, None, "e1", "Another entry turned out to be this event"),
    ],
)
def test_changes_in_words(what: str, field: str | None, old: str | None, new: str | None, words: str) -> None:
    assert change_words(Change(datetime(2026, 9, 1, tzinfo=UTC), "e1", what, field, old, new), an()) == words


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("ok", ("good", "well")),
        ("silent", ("doubt", "no event for half a year, since Sep 1, 2026")),
        ("failing", ("off", "does not answer since Sep 1, 2026")),
        ("gone", ("off", "gone since Sep 1, 2026")),
    ],
)
def test_health_in_words(state: State, told: tuple[str, str]) -> None:
    since = datetime(2026, 9, 1, tzinfo=UTC)
    found = SourceHealth(source_id="a", name="A", state=state, since=since, runs=1, alert=False, evidence="")
    assert health(found, since) == told


def test_a_source_nobody_looked_at_is_no_bad_one() -> None:
    assert health(None, None) == ("doubt", "not read yet")
    assert health(None, datetime(2026, 9, 1, tzinfo=UTC)) == ("doubt", "not looked at lately")
