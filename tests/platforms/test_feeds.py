"""Feeds and JSON answers are recognised by what made them."""

from __future__ import annotations

import pytest

from cwac_aggregator.platforms import recognise


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"BEGIN:VCALENDAR\r\nPRODID:-//Sheriff - ECPv6.6.4//NONSGML v1.0//EN\r\n", "the-events-calendar"),
        (b"BEGIN:VCALENDAR\nPRODID:-//github.com/rianjs/ical.net//NONSGML ical.net 4.0//EN\nDESCRIPTION:https://x/calendar.aspx?EID=5\n", "civicplus"),
        (b"BEGIN:VCALENDAR\nPRODID:-//github.com/rianjs/ical.net//NONSGML ical.net 4.0//EN\nEND:VCALENDAR\n", None),
        (b"BEGIN:VCALENDAR\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\n", "google-calendar"),
        (b"BEGIN:VCALENDAR\nUID:LibCal-1228-16110423\n", "libcal"),
        (b'<?xml version="1.0"?><rss xmlns:calendarEvent="https://x/Calendar.aspx"><channel><item><calendarEvent:EventDates>', "civicplus"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel><generator>https://wordpress.org/?v=6.6</generator>', "wordpress"),
        (b'{"events":[{"rest_url":"https://x/wp-json/tribe/events/v1/events/5"}]}', "the-events-calendar"),
        (b'<?xml version="1.0"?><rss><channel><title>plain</title></channel></rss>', None),
        (b"", None),
    ],
)  # fmt: skip
def test_feeds_are_recognised_by_what_made_them(body: bytes, name: str | None) -> None:
    found = recognise(body)
    assert (found.name if found else None) == name
