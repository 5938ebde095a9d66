"""Events and posts in platforms' JSON."""

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cwac_aggregator.extraction.structured import read_json

from .pages import MARLOW, VADO, body

LOS_ANGELES = ZoneInfo("America/Los_Angeles")
URL = "https://vado.example/wp-json/tribe/events/v1/events"


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LOS_ANGELES)  # type: ignore[arg-type]


def test_the_events_calendar() -> None:
    found, oddities = read_json(body("tec.json"), URL, VADO)
    assert not oddities
    coffee, donuts = found
    assert coffee.values == {
        "title": "Coffee with a Cop – October",
        "organizer": "Vado Police",
        "url": "https://vado.example/event/coffee/",
        "venue": "The Bean",
        "street": "12 Elm Street",
        "city": "Vado",
        "region": "CA",
        "postcode": "93999",
        "country": "US",
        "start": at(2026, 10, 7, 8),
        "end": at(2026, 10, 7, 9, 30),
        "timezone": "America/Los_Angeles",
    }
    assert coffee.native_id == "vado.example/88285"
    assert coffee.origin == "platform"
    assert coffee.evidence["start"].locator == "$.events[0].startDate"
    assert coffee.text == "Coffee with a Cop – October\nNo agenda.\nPolice"
    assert (donuts.values["title"], donuts.values["status"], donuts.values["start"]) == (
        "Donut Day",
        "postponed",
        date(2026, 10, 10),
    )


def test_a_dozen_platforms() -> None:
    found, oddities = read_json(body("platforms.json"), "https://vado.example/data.json", VADO)
    assert not oddities
    by_title = {c.values["title"]: c for c in found}
    assert {title: (c.values.get("start"), c.values.get("end")) for title, c in by_title.items()} == {
        "Cuppa with a Copper": (at(2026, 1, 27, 11), at(2026, 1, 27, 12)),
        "Coffee with Campus Police": (at(2026, 10, 7, 8), None),
        "Cocoa with a Cop": (at(2026, 12, 9, 10), at(2026, 12, 9, 11, 30)),
        "Tea with an Officer": (at(2026, 10, 8, 14), at(2026, 10, 8, 15)),
        "Tacos with Troopers": (at(2026, 10, 9, 17), at(2026, 10, 9, 18)),
        "Cones with Cops": (date(2026, 10, 10), None),
        "Coffee and Conversation": (at(2026, 10, 14, 9), None),
        "Pizza with Police": (at(2026, 10, 15, 17), None),
        "Coffee & cops": (None, None),
        "Ice Cream with a Cop": (at(2026, 7, 8, 15), None),
    }
    campus = by_title["Coffee with Campus Police"]
    assert (campus.values["venue"], campus.values["latitude"]) == ("Union Hall", 36.2)
    cocoa = by_title["Cocoa with a Cop"]
    assert (cocoa.values["venue"], cocoa.values["street"], cocoa.values["city"]) == (
        "Fire Hall",
        "7 Pine Street",
        "Vado",
    )
    assert cocoa.values["url"] == "https://vado.example/events/2026/11/01/cocoa"
    assert by_title["Tea with an Officer"].values["status"] == "cancelled"
    assert by_title["Tacos with Troopers"].values["status"] == "cancelled"
    assert by_title["Pizza with Police"].text.endswith("A slice")
    post = by_title["Coffee & cops"]
    assert (post.published, post.html) == (date(2026, 10, 1), "<p>Wednesday at 8.</p>")
    assert post.native_id == "vado.example/post:77"


def test_british_police_times_are_british() -> None:
    found, _ = read_json(body("platforms.json"), "https://data.example/api/events", MARLOW)
    assert found[0].values["start"] == datetime(2026, 1, 27, 11, tzinfo=ZoneInfo("Europe/London"))


def test_what_is_unwanted_is_not_read() -> None:
    found, _ = read_json(body("platforms.json"), URL, VADO, wanted=lambda text: "slice" in text)
    assert [c.values["title"] for c in found] == ["Pizza with Police"]


@pytest.mark.parametrize("answer", [b"words", b'{"a": ', b"<html></html>"])
def test_what_is_no_json_says_so(answer: bytes) -> None:
    found, oddities = read_json(answer, URL, VADO)
    assert not found
    assert [(o.code, o.level) for o in oddities] == [("broken-json", "error")]


def test_nothing_in_it_is_nothing() -> None:
    assert read_json(b"[]", URL, VADO) == ([], [])
    assert read_json(b'{"events": [], "total": 0}', URL, VADO) == ([], [])


def test_too_many_rows_are_cut_and_told() -> None:
    rows = [{"title": f"Coffee {n}", "start": "2026-10-07"} for n in range(2005)]
    found, oddities = read_json(json.dumps(rows).encode(), URL, VADO)
    assert (len(found), [o.code for o in oddities]) == (2000, ["too-many-items"])


keys = st.sampled_from(
    [
        "title",
        "name",
        "start",
        "start_date",
        "end",
        "venue",
        "location",
        "event",
        "event_instances",
        "organizer",
        "content",
        "rendered",
        "id",
        "all_day",
        "timezone",
        "status",
        "geo_lat",
        "addressTitle",
        "categories",
    ]
)
leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from(["2026-10-07T08:00", "Coffee", "\ud800", 1796839200000])
)
values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=6), max_leaves=25
)


@given(st.dictionaries(keys, values, max_size=8))
@settings(max_examples=300)
def test_no_json_raises(row: dict[str, object]) -> None:
    for candidate in read_json(json.dumps([{"title": "Coffee", "start": "2026-10-07", **row}]).encode(), URL, VADO)[0]:
        assert set(candidate.evidence) == set(candidate.values)
        repr(candidate).encode()
