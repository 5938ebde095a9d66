"""Broken feeds and scripts as sites really send them: what is well is read, what is broken is named."""

from __future__ import annotations

from datetime import date

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Place, Reading

PLACE = Place("Ottumwa Police", "Ottumwa", None, "IA", "US", "America/Chicago", "en")


def reading(body: str | bytes, kind: str) -> Reading:
    content = body if isinstance(body, bytes) else body.encode()
    return read(Document("https://pd.example.gov/feed", content, date(2026, 9, 14), kind), PLACE)


def starts(found: Reading) -> list[str]:
    return [str(mention.start) for mention in found.mentions]


def ics(*events: str) -> str:
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + "".join(
        f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events
    ) + "END:VCALENDAR\r\n"  # fmt: skip


def test_a_calendar_with_one_broken_entry_keeps_the_others_and_names_the_bad_one() -> None:
    found = reading(
        ics(
            "UID:1\r\nSUMMARY:Coffee with a Cop\r\nDTSTART:20261007T080000",
            "UID:bad-7\r\nSUMMARY:Cocoa with a Cop\r\nDTSTART:the day after",
            "UID:3\r\nSUMMARY:Tea with a Cop\r\nDTSTART:20261009T080000",
        ),
        "text/calendar",
    )
    assert starts(found) == ["2026-10-07 08:00:00-05:00", "2026-10-09 08:00:00-05:00"]
    assert ["entry 2 ('Cocoa with a Cop') cannot be read" in oddity.message for oddity in found.oddities] == [True]


def test_a_calendar_with_unknown_zones_no_end_odd_folds_and_an_old_encoding() -> None:
    event = (
        "UID:coffee-20261007T080000\r\nSUMMARY:Coffee with a C\r\n op\r\nDTSTART;TZID=Nowhere/Land:20261007T080000\r\n"
        "LOCATION:Café Zoë\\, 12 Main Street\\, Ottumwa\\, IA 52501"
    )
    (mention,) = reading(ics(event).encode("cp1252"), "text/calendar").mentions
    assert (mention.title, str(mention.start), mention.end) == ("Coffee with a Cop", "2026-10-07 08:00:00-05:00", None)
    assert mention.venue == "Café Zoë"
    assert "20261007" not in (mention.native_id or "")


def test_json_ld_with_comments_trailing_commas_and_an_array_of_graphs() -> None:
    script = """[{"@graph": [{"@type": "WebPage"}]}, {"@graph": [
      /* the next one */ {"@type": "Event", "name": "Coffee with a Cop", // here
      "startDate": "2026-10-07T08:00:00-05:00", "location": {"@type": "Place", "name": "Copper Kettle",},},
    ]},]"""
    found = reading(f'<html><script type="application/ld+json">{script}</script><p>x</p></html>', "text/html")
    assert starts(found) == ["2026-10-07 08:00:00-05:00"]


def test_rss_with_undeclared_entities_and_a_namespace_of_its_own() -> None:
    item = (
        "<item><title>Coffee with a Cop &nbsp;&mdash; Caf&eacute; Luna</title><link>https://pd.example.gov/1</link>"
        "<own:EventDates>October 7, 2026</own:EventDates><own:EventTimes>08:00 AM - 10:00 AM</own:EventTimes></item>"
    )
    broken = "<item><title>Cocoa with a Cop</title><own:EventDates>October 45, 2026</own:EventDates></item>"
    feed = f'<?xml version="1.0"?><rss version="2.0" xmlns:own="https://pd.example.gov/Calendar.aspx"><channel>{broken}{item}</channel></rss>'
    assert starts(reading(feed, "application/rss+xml")) == ["2026-10-07 08:00:00-05:00"]


def test_a_place_whose_line_breaks_got_lost_after_an_accent() -> None:
    item = (
        "<item><title>Coffee with a Cop</title><own:EventDates>October 7, 2026</own:EventDates>"
        "<own:Location>Copper Kettle Café231 Millrace StreetOttumwa, IA 52501</own:Location></item>"
    )
    feed = f'<rss version="2.0" xmlns:own="https://pd.example.gov/Calendar.aspx"><channel>{item}</channel></rss>'
    (mention,) = reading(feed, "application/rss+xml").mentions
    assert (mention.venue, mention.street, mention.city) == ("Copper Kettle Café", "231 Millrace Street", "Ottumwa")
