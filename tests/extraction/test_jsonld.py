"""Events in JSON-LD, as themes and plugins print it."""

import json
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cwac_aggregator.extraction.structured import Candidate, article_published, load_scripts, read_jsonld
from cwac_aggregator.model import Place

from .pages import FERNHILL, LARKMOOR, NOWHERE, VADO, html, page

CHICAGO, NEW_YORK = ZoneInfo("America/Chicago"), ZoneInfo("America/New_York")
URL = "https://larkmoor.example/event/coffee-with-a-cop-7/"


def read(item: object, place: Place = LARKMOOR, url: str = URL) -> list[Candidate]:
    root = html(f'<script type="application/ld+json">{json.dumps(item)}</script>')
    return read_jsonld(root, url, place)[0]


def event(**values: Any) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": "Event", "name": "Coffee with a Cop", **values}


def test_a_detail_page() -> None:
    found, oddities = read_jsonld(page("detail-tec.html"), URL, LARKMOOR)
    assert not oddities
    coffee, budget = found
    assert coffee.values == {
        "title": "Coffee with a Cop",
        "organizer": "Larkmoor Police Department",
        "url": URL,
        "venue": "The Tin Kettle",
        "street": "412 Orchard Street",
        "city": "Larkmoor",
        "region": "IL",
        "postcode": "60999",
        "country": "US",
        # Printed with the offset of summer, which Illinois does not keep in November.
        "start": datetime(2026, 11, 18, 8, tzinfo=CHICAGO),
        "end": datetime(2026, 11, 18, 10, tzinfo=CHICAGO),
        "timezone": "America/Chicago",
    }
    assert set(coffee.evidence) == set(coffee.values)
    assert coffee.evidence["start"].text == "2026-11-18T08:00:00-05:00"
    assert coffee.evidence["region"].text == "Illinois"
    assert coffee.evidence["venue"].locator == "jsonld[1][0].location"
    assert coffee.text == "Coffee with a Cop\nNo agenda, just a cup and a chat with patrol officers."
    assert coffee.main
    assert not budget.main


def test_broken_scripts_of_a_list_page() -> None:
    root = page("list-broken-jsonld.html")
    found, oddities = read_jsonld(root, "https://fernhill.example/events/", FERNHILL)
    assert [c.values["title"] for c in found] == [
        "Cocoa with a Cop",
        "Ice Cream with a Cop",
        "Donuts with a Deputy",
        "Donut Days",
    ]
    cocoa, cream, deputy, june = found
    assert cocoa.values["start"] == date(2026, 12, 9)
    assert "end" not in cocoa.values
    assert "timezone" not in cocoa.values
    assert cocoa.values["status"] == "cancelled"
    assert cocoa.evidence["status"].text == "Cancelled: Cocoa with a Cop"
    assert {k: cocoa.values.get(k) for k in ("venue", "street", "city", "region", "postcode")} == {
        "venue": "Fernhill Commons",
        "street": "88 Mill Road",
        "city": "Fernhill",
        "region": "OH",
        "postcode": "44999",
    }
    assert "the city's cost" in cocoa.text
    assert cream.values["start"] == datetime(2026, 7, 8, 15, 30, tzinfo=NEW_YORK)
    assert cream.alternatives == [datetime(2026, 7, 8, 11, 30, tzinfo=NEW_YORK)]
    assert cream.values["url"] == "https://fernhill.example/events/ice-cream"
    assert cream.values["street"] == "5 Depot Street"
    assert (deputy.values["start"], deputy.values["venue"]) == (
        datetime(2026, 5, 5, 7, 30, tzinfo=NEW_YORK),
        "Station 2",
    )
    assert june.values["start"].date() == date(2026, 6, 2)
    assert not any(c.main for c in found)
    assert [o.code for o in oddities] == ["broken-jsonld"]
    assert "script 2" in oddities[0].message


def test_the_day_of_the_article_is_not_that_of_an_event() -> None:
    root = page("list-broken-jsonld.html")
    assert article_published(root) == date(2026, 4, 1)
    root = page("detail-tec.html")
    scripts = load_scripts(root)
    assert article_published(root, scripts) == date(2026, 9, 14)
    assert len(read_jsonld(root, URL, LARKMOOR, scripts)[0]) == 2
    assert article_published(html("")) is None


@pytest.mark.parametrize(
    "kind",
    [
        "Event",
        "Festival",
        "FoodEvent",
        "http://schema.org/SocialEvent",
        ["Thing", "EducationEvent"],
        "schema:BusinessEvent",
    ],
)
def test_kinds_of_events(kind: object) -> None:
    assert len(read(event(**{"@type": kind}))) == 1


@pytest.mark.parametrize("kind", ["Article", "BroadcastEvent", "EventVenue", "Place", None, 7, []])
def test_kinds_that_are_none(kind: object) -> None:
    assert read(event(**{"@type": kind})) == []


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("https://schema.org/EventCancelled", "cancelled"),
        ("EventCanceled", "cancelled"),
        ({"@id": "http://schema.org/EventPostponed"}, "postponed"),
        ("EventScheduled", None),
        ("on-schedule", None),
        ("EventRescheduled", None),
    ],
)
def test_statuses(printed: object, status: str | None) -> None:
    assert read(event(eventStatus=printed))[0].values.get("status") == status


def test_a_moved_event_keeps_its_old_day() -> None:
    (found,) = read(
        event(startDate="2026-10-14T08:00", previousStartDate="2026-10-07T08:00", eventStatus="EventRescheduled")
    )
    assert found.values["previous_start"] == datetime(2026, 10, 7, 8, tzinfo=CHICAGO)
    assert found.evidence["previous_start"].text == "2026-10-07T08:00"


def test_several_starts_are_several_candidates() -> None:
    found = read(
        event(startDate=["2026-10-07T08:00", "2026-11-04T08:00"], endDate=["2026-10-07T09:00", "2026-11-04T09:30"])
    )
    assert [(c.values["start"].month, c.values["end"].minute) for c in found] == [(10, 0), (11, 30)]


def test_the_zone_is_that_of_the_event_s_own_town() -> None:
    (found,) = read(
        event(
            startDate="2026-10-07T08:00:00",
            location={"@type": "Place", "address": {"addressLocality": "Denver", "addressRegion": "CO"}},
        )
    )
    assert found.values["timezone"] == "America/Denver"


def test_without_any_zone_the_time_is_naive_and_flagged() -> None:
    (found,) = read(event(startDate="2026-10-07T08:00:00-05:00"), NOWHERE)
    assert found.values["start"] == datetime(2026, 10, 7, 8)
    assert "timezone" not in found.values
    assert found.flags == {"zone-unknown"}


@pytest.mark.parametrize(
    "location",
    [
        "-",
        "TBA",
        "https://meet.example/x",
        {"@type": "VirtualLocation", "name": "Zoom"},
        {"name": ""},
        [],
        None,
        5,
        {"name": ["", None]},
    ],
)
def test_what_is_no_place(location: object) -> None:
    assert not {"venue", "street", "city"} & set(read(event(location=location))[0].values)


def test_a_place_as_one_string() -> None:
    (found,) = read(event(location="The Bean, 12 Elm Street, Larkmoor, IL 60999"))
    assert {k: found.values.get(k) for k in ("venue", "street", "city", "region", "postcode")} == {
        "venue": "The Bean",
        "street": "12 Elm Street",
        "city": "Larkmoor",
        "region": "IL",
        "postcode": "60999",
    }


def test_coordinates_that_mean_something() -> None:
    def geo(latitude: object, longitude: object) -> dict[str, Any]:
        return read(event(location={"name": "The Bean", "geo": {"latitude": latitude, "longitude": longitude}}))[
            0
        ].values

    assert (geo("41.5", "-88.1")["latitude"], geo(41.5, -88.1)["longitude"]) == (41.5, -88.1)
    for nothing in ((0, 0), ("40.7207559", "-74.0007613"), (999, 0), ("x", "y"), (None, None), (float("1e999"), 0)):
        assert "latitude" not in geo(*nothing)


@pytest.mark.parametrize("url", [False, "", "https://tickets.example/x", "javascript:void(0)", "http://[broken", 7])
def test_only_own_links_are_kept(url: object) -> None:
    assert "url" not in read(event(url=url))[0].values


def test_the_platform_s_own_id() -> None:
    assert read(event(**{"@id": "event_668_0"}))[0].native_id == "event_668_0"
    assert read(event(**{"@id": "_:b0"}))[0].native_id is None
    assert read(event(url="https://www.larkmoor.example/?p=77"))[0].native_id == "larkmoor.example/post:77"


def test_an_unreadable_time_is_told() -> None:
    root = html(f'<script type="application/ld+json">{json.dumps(event(startDate="soon"))}</script>')
    found, oddities = read_jsonld(root, URL, LARKMOOR)
    assert "start" not in found[0].values
    assert [o.code for o in oddities] == ["unreadable-time"]


def test_a_time_in_words() -> None:
    (found,) = read(event(startDate="October 7, 2026 8:00 am", endDate="October 7, 2026 9:30 am"))
    assert (found.values["start"], found.values["end"]) == (
        datetime(2026, 10, 7, 8, tzinfo=CHICAGO),
        datetime(2026, 10, 7, 9, 30, tzinfo=CHICAGO),
    )


def test_a_script_escaped_as_text_and_the_same_event_twice() -> None:
    text = json.dumps(event(startDate="2026-10-07")).replace('"', "&quot;")
    root = html("")
    for _ in range(2):
        script = lxml.html.Element("script", type="application/ld+json")
        script.text = text
        root.append(script)
    found, oddities = read_jsonld(root, URL, LARKMOOR)
    assert (len(found), oddities) == (1, [])


def test_a_single_event_is_the_page_s_own_only_if_the_page_says_so() -> None:
    script = f'<script type="application/ld+json">{json.dumps(event(startDate="2026-10-07"))}</script>'
    assert read_jsonld(html(f"<h1>Coffee with a Cop, October</h1>{script}"), URL, LARKMOOR)[0][0].main
    assert not read_jsonld(html(f"<h1>Council news</h1>{script}"), URL, LARKMOOR)[0][0].main


def test_too_many_items_are_cut_and_told() -> None:
    root = html(
        f'<script type="application/ld+json">{json.dumps([event(name=f"Coffee {n}") for n in range(2005)])}</script>'
    )
    found, oddities = read_jsonld(root, URL, VADO)
    assert len(found) == 2000
    assert [o.code for o in oddities] == ["too-many-items"]


words = st.text(max_size=12) | st.sampled_from(["2026-10-07T08:00Z", "2026-10-07", "Event", "Place", "", "-", "\ud800"])
values = st.recursive(
    words | st.none() | st.booleans() | st.integers() | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "@type",
                    "name",
                    "startDate",
                    "location",
                    "address",
                    "geo",
                    "subEvent",
                    "url",
                    "@id",
                    "organizer",
                    "item",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@given(values)
@settings(max_examples=200)
def test_no_json_raises(value: object) -> None:
    item = {**value, "@type": "Event"} if isinstance(value, dict) else [value, {"@graph": value}]
    for candidate in read(item):
        repr(candidate).encode()
        json.dumps(candidate.text).encode()
