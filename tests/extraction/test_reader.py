"""Whole pages: the two pages the project grew from, in other words; what publishers inherit; and pages that are no pages."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from cwac_aggregator.extraction import READER_VERSION, read
from cwac_aggregator.extraction.reader import numeric_order
from cwac_aggregator.model import Document, Mention, Place, Reading

from .pages import LARKMOOR, NOWHERE, body, told_page

URL = "https://www.example.org/news/coffee"


def page(text: str, place: Place = LARKMOOR, fetched: date | None = date(2028, 3, 5), url: str = URL) -> Reading:
    html = f"<html><head><title>News</title></head><body><main>{text}</main></body></html>"
    return read(Document(url, html.encode(), fetched), place)


def only(reading: Reading) -> Mention:
    (mention,) = reading.mentions
    return mention


def test_a_post_with_a_wrong_weekday() -> None:
    place = Place(
        name="The Shoreline Mirror", city="Santa Monica", region="CA", country="US", timezone="America/Los_Angeles"
    )
    document = Document(
        "https://mirror.example.org/journal/2023/6/1/cones.html", body("journal-post.html"), date(2023, 6, 5)
    )
    found = only(read(document, place))
    assert (found.title, found.kind, found.theme, found.status) == (
        "Ice Cream With a Cop",
        "event",
        "ice cream",
        "held",
    )
    assert (found.start, found.end, found.timezone) == (date(2023, 6, 1), None, None)
    assert "weekday-mismatch" in found.flags and found.alternatives == (date(2023, 5, 31),)
    assert (found.venue, found.street, found.organizer) == ("Afters Ice Cream", "Ocean Avenue", "Santa Monica Police")
    assert (found.city, found.region, found.country) == ("Santa Monica", "CA", "US")
    assert found.confidence < 0.8
    assert found.evidence["start"].text == "Wednesday, June 1, 2023"


def test_a_post_about_the_program_with_comments() -> None:
    place = Place(name="Interact", country="US", language="en")
    document = Document("https://interact.example.org/coffee-with-a-cop/", body("blog-post.html"), date(2016, 10, 1))
    reading = read(document, place)
    found = only(reading)
    assert reading.published == date(2016, 9, 26)
    assert (found.kind, found.start, found.theme) == ("observance", date(2016, 10, 7), "coffee")
    assert (found.venue, found.street, found.city, found.region, found.country) == (None,) * 5


def test_a_nations_day_that_nobody_is_said_to_have_kept() -> None:
    page = told_page("en", "National Coffee with a Cop Day was held on Friday, October 7th. Neighbors met over coffee.")
    found = only(read(Document("https://a.example.org/day", page.encode(), date(2016, 10, 20)), Place(country="US")))
    assert (found.kind, found.start, found.status, found.venue) == ("observance", date(2016, 10, 7), "held", None)


def test_a_value_stands_with_its_words_and_the_publishers_place_is_inherited() -> None:
    found = only(
        page(
            "<h1>Coffee with a Cop</h1><p>Join us Tuesday, March 14, 2028 from 8 to 10 a.m. at Juniper Bakery, 21 Elm Street.</p>"
        )
    )
    zone = ZoneInfo("America/Chicago")
    assert found.start == datetime(2028, 3, 14, 8, tzinfo=zone) and found.end == datetime(2028, 3, 14, 10, tzinfo=zone)
    assert found.timezone == "America/Chicago"
    assert (found.venue, found.street) == ("Juniper Bakery", "21 Elm Street")
    assert (found.city, found.region, found.country, found.flags) == ("Larkmoor", "IL", "US", ("place-inherited",))
    assert {found.evidence[name].origin for name in ("city", "region", "country")} == {"source"}
    assert (found.url, found.language, found.reader_version) == (URL, "en", READER_VERSION)


def test_a_time_where_no_zone_can_be_known_stays_local() -> None:
    found = only(page("<h1>Coffee with a Cop</h1><p>Tuesday, March 14, 2028, 8 a.m. at Juniper Bakery.</p>", NOWHERE))
    assert (found.start, found.timezone) == (datetime(2028, 3, 14, 8), None)
    assert "zone-unknown" in found.flags


def test_a_day_without_a_time_stays_a_day() -> None:
    found = only(page("<h1>Coffee with a Cop</h1><p>March 14, 2028 at Juniper Bakery.</p>"))
    assert (found.start, found.end, found.timezone) == (date(2028, 3, 14), None, None)


def test_a_rule_is_one_mention_and_is_not_expanded() -> None:
    found = only(
        page("<h1>Coffee with a Cop</h1><p>We meet every third Tuesday of the month at 9 a.m. at Juniper Bakery.</p>")
    )
    assert (found.series, found.start) == ("FREQ=MONTHLY;BYDAY=3TU;BYHOUR=9;BYMINUTE=0", None)


@pytest.mark.parametrize(
    "text",
    [
        "<h1>About Coffee with a Cop</h1><p>Coffee with a Cop began in Hawthorne in 2011 and is held in all 50 states.</p>",
        "<h1>Shop with a Cop</h1><p>Shop with a Cop is on Saturday, December 9, 2028 at 8 a.m. at the mall.</p>",
        "<h1>Council</h1><p>The council meets on March 14, 2028 at 7 p.m. Coffee is served; police will be there.</p>",
        "<h1>Cocoa</h1><p>A man from Cocoa was arrested on March 14, 2028, police said.</p>",
    ],
)
def test_a_page_that_states_no_event_is_silent(text: str) -> None:
    assert page(text).mentions == ()


def test_an_empty_page_is_told_and_a_page_without_a_sign_is_not_read() -> None:
    assert [odd.code for odd in read(Document(URL, b"  \n"), NOWHERE).oddities] == ["empty"]
    assert read(Document(URL, b"<p>Nothing to see</p>"), NOWHERE) == Reading()


def test_a_stamp_from_after_the_fetch_is_not_believed() -> None:
    stamp = '<meta property="article:published_time" content="2031-01-01">'
    text = f"<html><head>{stamp}</head><body><h1>Coffee with a Cop</h1><p>March 14 at Juniper Bakery</p></body></html>"
    reading = read(Document(URL, text.encode(), date(2028, 3, 5)), LARKMOOR)
    assert reading.published is None


@pytest.mark.parametrize(
    ("place", "language", "order"),
    [
        (Place(country="US"), "es", "mdy"),
        (Place(country="GB"), "en", "dmy"),
        (Place(), "en", "mdy"),
        (Place(), "de", "dmy"),
    ],
)
def test_numeric_dates_are_read_as_their_country_writes_them(place: Place, language: str, order: str) -> None:
    assert numeric_order(place, language) == order


def test_a_name_without_a_keyword_is_read_where_its_publisher_uses_it() -> None:
    html = b"<html><body><h1>Morning Circle</h1><p>Morning Circle: March 14, 2028, 9 a.m., Juniper Bakery.</p></body></html>"
    assert read(Document(URL, html), LARKMOOR).mentions == ()
    assert only(read(Document(URL, html), LARKMOOR, ["Morning Circle"])).start == datetime(
        2028, 3, 14, 9, tzinfo=ZoneInfo("America/Chicago")
    )


def test_the_hour_of_a_weekday_that_nothing_dates_is_no_other_days() -> None:
    html = (
        b"<html><body><h1>Coffee with a Cop</h1><p>Officers met residents Monday morning at 7 a.m. for Coffee with a Cop at "
        b"Oak Diner.</p><p>The next Coffee with a Cop will be on May 8 at Juniper Bakery.</p></body></html>"
    )
    told = only(read(Document(URL, html, date(2018, 5, 2)), LARKMOOR))
    assert (told.start, told.venue) == (date(2018, 5, 8), "Juniper Bakery")


def test_the_day_of_an_issue_is_no_events() -> None:
    text = (
        "<h1>The Shoreline Mirror, December 3, 2028</h1><h2>Tacos beat coffee</h2>"
        "<p>On Friday, December 1, the police held the city's first Taco With a Cop at Juniper Bakery.</p>"
    )
    place = Place(name="The Shoreline Mirror", city="Larkmoor", country="US", timezone="America/Chicago")
    assert only(page(text, place, date(2028, 12, 3))).start == date(2028, 12, 1)
