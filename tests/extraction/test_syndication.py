"""RSS and Atom feeds with the event extensions platforms put into them."""

import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cwac_aggregator.extraction.structured import read_syndication

from .pages import NOWHERE, VADO, body

LOS_ANGELES = ZoneInfo("America/Los_Angeles")
FEED = "https://www.vado.example/RSSFeed.aspx?ModID=58&CID=All-calendar.xml"


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LOS_ANGELES)  # type: ignore[arg-type]


def test_civicplus() -> None:
    found, oddities = read_syndication(body("civicplus.rss"), FEED, VADO)
    # The feed uses entities that XML does not know.
    assert [(o.code, o.level) for o in oddities] == [("malformed-feed", "info")]
    coffee, cones, donuts, tea = found
    assert coffee.values == {
        "title": "Coffee with a Cop & K-9",
        "status": "cancelled",
        "venue": "Juniper Bakery",
        "street": "120 Elm St",
        "city": "Vado",
        "region": "CA",
        "postcode": "93999",
        "country": "US",
        "url": "https://www.vado.example/Calendar.aspx?EID=12",
        "start": at(2026, 10, 7, 9, 30),
        "end": at(2026, 10, 7, 12),
        "timezone": "America/Los_Angeles",
    }
    assert coffee.evidence["start"].text == "October 7, 2026 09:30 AM - 12:00 PM"
    assert set(coffee.evidence) == set(coffee.values)
    assert coffee.native_id == "vado.example/event:12"
    assert coffee.published == date(2026, 10, 6)
    assert "Say hello — no agenda." in coffee.text
    assert "<strong>" in coffee.html
    assert (cones.values["start"], cones.values["end"]) == (date(2026, 10, 10), date(2026, 10, 11))
    assert cones.native_id == "vado.example/event:13"
    assert "url" not in cones.values
    assert donuts.values["start"] == date(2026, 10, 12)
    assert "start" not in tea.values


def test_other_extensions() -> None:
    found, _ = read_syndication(body("mixed.rss"), "https://vado.example/feed", VADO)
    assert [c.values["title"] for c in found] == [
        "Coffee with a Cop",
        "Coffee C",
        "Coffee D",
        "Coffee E",
        "Coffee F",
        "Coffee G",
        "Coffee H (see flyer)",
    ]
    assert [(c.values.get("start"), c.values.get("end")) for c in found] == [
        (at(2026, 10, 7, 19), at(2026, 10, 7, 20, 30)),
        (at(2026, 7, 13, 10, 30), at(2026, 7, 13, 11, 30)),
        (at(2026, 10, 7, 9, 30), at(2026, 10, 7, 11)),
        (at(2026, 10, 7, 9), at(2026, 10, 7, 10)),
        (at(2026, 8, 19, 19, 30), None),
        (at(2026, 10, 7, 15), None),
        (None, None),
    ]
    tail, _, _, ev, dash, xcal, plain = found
    assert tail.native_id == "vado.example/event:33"
    assert tail.evidence["start"].text == "10/07/2026 7:00 PM - 8:30 PM"
    assert (ev.values["venue"], ev.values["street"], ev.values["organizer"]) == (
        "The Bean",
        "1 Elm Street",
        "Vado Police",
    )
    assert "venue" not in dash.values
    assert (xcal.values["latitude"], xcal.values["longitude"]) == (36.2, -119.3)
    assert plain.text == "Coffee H (see flyer)\nPolice"


def test_atom_news_are_for_prose() -> None:
    found, oddities = read_syndication(body("news.atom"), "https://vado.example/feed", VADO)
    assert not oddities
    news, plain = found
    assert news.values == {"title": "Join us for Coffee with a Cop", "url": "https://vado.example/news/coffee"}
    assert news.html == "<p>Wednesday at 8 a.m. at the Bean.</p>"
    # Half past three in the morning in UTC is the evening before in California.
    assert news.published == date(2026, 10, 1)
    assert news.native_id == "tag:vado.example,2026:77"
    assert (plain.html, plain.published) == ("", date(2026, 10, 5))


def test_one_plugin_gives_the_start_as_the_day_of_publication() -> None:
    feed = b"<rss version='2.0'><channel><item><title>Coffee with a Cop</title><pubDate>Wed, 07 Oct 2026 15:00:00 +0000</pubDate></item></channel></rss>"
    (event,), _ = read_syndication(feed, "https://vado.example/feed/eventsfeed/", VADO)
    assert event.values["start"] == at(2026, 10, 7, 8)
    assert event.published is None
    (news,), _ = read_syndication(feed, "https://vado.example/feed/", VADO)
    assert "start" not in news.values
    assert news.published == date(2026, 10, 7)


def test_without_a_zone() -> None:
    found, _ = read_syndication(body("mixed.rss"), "https://vado.example/feed", NOWHERE)
    assert found[1].values["start"] == datetime(2026, 7, 13, 10, 30)
    assert found[1].flags == {"zone-unknown"}


def test_what_is_unwanted_is_not_read() -> None:
    found, _ = read_syndication(body("mixed.rss"), FEED, VADO, wanted=lambda text: "Coffee E" in text)
    assert [c.values["title"] for c in found] == ["Coffee E"]


@pytest.mark.parametrize("feed", [b"", b"<html><body>One moment</body></html>", b"words", b"<?xml version='1.0'?><x/>"])
def test_what_is_no_feed_says_so(feed: bytes) -> None:
    found, oddities = read_syndication(feed, FEED, VADO)
    assert not found
    assert oddities[-1].code == "not-a-feed"


def test_an_empty_feed_is_not_broken() -> None:
    assert read_syndication(b'<rss version="2.0"><channel><title>x</title></channel></rss>', FEED, VADO) == ([], [])


def test_a_cut_feed_keeps_what_came() -> None:
    whole = body("civicplus.rss")
    found, oddities = read_syndication(whole[: whole.index(b"Donut Day")], FEED, VADO)
    assert [c.native_id for c in found][:2] == ["vado.example/event:12", "vado.example/event:13"]
    assert oddities[0].code == "malformed-feed"


def test_what_the_parser_itself_cannot_bear_is_told() -> None:
    found, oddities = read_syndication(
        b"<rss version='2.0'><channel><item><title>a &#99999999999999; b &x;</title>", FEED, VADO
    )
    assert not found
    assert [o.code for o in oddities] == ["broken-feed"]


def test_endless_feeds_are_bounded() -> None:
    found, oddities = read_syndication(
        b"<rss version='2.0'><channel>" + b"<item><title>Coffee</title></item>" * 2100, FEED, VADO
    )
    assert len(found) == 2000
    assert "too-many-items" in [o.code for o in oddities]
    _, oddities = read_syndication(b"<rss version='2.0'>" + b" " * 4_000_001, FEED, VADO)
    assert oddities[0].code == "feed-cut"


@given(st.data())
@settings(max_examples=100)
def test_no_bytes_raise(data: st.DataObject) -> None:
    feed = bytearray(body(data.draw(st.sampled_from(["civicplus.rss", "mixed.rss", "news.atom"]))))
    for _ in range(data.draw(st.integers(0, 4))):
        at_ = data.draw(st.integers(0, len(feed)))
        cut = data.draw(st.integers(0, 30))
        feed[at_ : at_ + cut] = data.draw(
            st.binary(max_size=8)
            | st.sampled_from(
                [
                    b"<item>",
                    b"]]>",
                    b"<![CDATA[",
                    b"&#0;",
                    b"&x;",
                    b'encoding="utf-16"',
                    b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
                ]
            )
        )
    for candidate in read_syndication(bytes(feed), FEED, VADO)[0]:
        assert set(candidate.evidence) == set(candidate.values)


@pytest.mark.parametrize("piece", [b"<item>", b"<a", b"&x;", b"<![CDATA[", b"<!", b"&lt;b&gt;"])
def test_cost_stays_bounded(piece: bytes) -> None:
    began = time.perf_counter()
    read_syndication(b"<rss version='2.0'><channel><item><description>" + piece * 10_000, FEED, VADO)
    assert time.perf_counter() - began < 5
