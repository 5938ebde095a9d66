"""A station's list of what is held in several towns: each under its town in capitals, with or without a sentence between."""

from __future__ import annotations

from datetime import date

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Place

STATION = Place(name="WQRS", city="Portsmouth", region="VA", country="US", timezone="America/New_York")
PAGE = """<html><head><title>Coffee with a Cop on the coast</title>
<meta property="article:published_time" content="2024-03-11T06:00:00"></head><body><main><h1>Coffee with a Cop on the coast</h1>
<p>Several departments will pour on Wednesday as part of Coffee with a Cop.</p><p>Here is the list of events:</p>
<p>HAMPTON</p><ul><li>Plum Diner: 34 Tower Boulevard, from 9 a.m. to 11 a.m.</li></ul>
<p>NORFOLK</p><ul><li>Coaster Coffee on 84 Tidewater Drive from 5:00 p.m. to 6:00 p.m.</li></ul>
<p>VIRGINIA BEACH</p><p>Virginia Beach police have Coffee with a Cop events scheduled for Wednesday:</p>
<ul><li>Starbucks: 701 Lynn Parkway, from noon to 2 p.m.</li><li>Starbucks: 52 Elm Road, from 1 p.m. to 3 p.m.</li></ul>
<p>NEWPORT NEWS</p><p>The department is holding one event in each of its precincts.</p>
<ul><li>North Precinct: Grant Cafe, at 147 Mill Boulevard, from 8 a.m. to 10 a.m.</li>
<li>South Precinct: Corner Bakery, at 31 Oak Avenue, from 8 a.m. to 10 a.m.</li></ul></main></body></html>"""


def test_rows_under_towns() -> None:
    mentions = read(Document("https://www.example.org/a", PAGE.encode(), date(2024, 3, 11)), STATION).mentions
    assert [(m.city, m.venue, str(m.start)[:16]) for m in mentions] == [
        ("Hampton", "Plum Diner", "2024-03-13 09:00"),
        ("Norfolk", "Coaster Coffee", "2024-03-13 17:00"),
        ("Virginia Beach", "Starbucks", "2024-03-13 12:00"),
        ("Virginia Beach", "Starbucks", "2024-03-13 13:00"),
        ("Newport News", "Grant Cafe", "2024-03-13 08:00"),
        ("Newport News", "Corner Bakery", "2024-03-13 08:00"),
    ]
