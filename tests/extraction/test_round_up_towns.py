"""A station's list of what is held in several towns: each under its town in capitals, with or without a sentence between."""

from __future__ import annotations

from datetime import date

import pytest

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


SENTENCES = [
    ("The Harrow Point Police Department will be at Plum Diner on Lime Road from 8 to 10 a.m.", "Harrow Point", "Plum Diner"),
    ("In Portsmouth, officers will be at the public library from 8 to 10 a.m.", "Portsmouth", "public library"),
    ("Over in Draffen Mill, police will be at Wawa starting at 6 a.m.", "Draffen Mill", "Wawa"),
    ("Deputies will be at the American Legion in Suffolk between 5 and 7 p.m.", "Suffolk", "American Legion"),
    ("Norbury officers can be found at Mad Anthony's at 10 a.m.", "Norbury", "Mad Anthony's"),
    ("The sheriff's office is hosting its event at Elm Bakery on Oak Road in Quillhaven, from 7-9 a.m.", "Quillhaven", "Elm Bakery"),
]  # fmt: skip
"""How papers tell the stops of a round-up, with town and house; towns that gazetteers have, and others."""


@pytest.mark.parametrize("first", range(len(SENTENCES)))
@pytest.mark.parametrize("mark", ["</p><p>", " "])
def test_towns_told_in_sentences(first: int, mark: str) -> None:
    """Each sentence is a stop of its own, in the town it tells, whichever stands before it, in one paragraph or several."""
    told = [*SENTENCES[first:], *SENTENCES[:first]][:4]
    page = (
        "<html><head><title>Where to get coffee with a cop</title>"
        '<meta property="article:published_time" content="2022-09-29T06:00:00"></head><body><main>'
        "<h1>Where to get coffee with a cop</h1><p>PORTSMOUTH, Va. - Several agencies are hosting Coffee with a Cop on "
        f"Wednesday, Oct. 5.</p><p>{mark.join(text for text, _, _ in told)}</p></main></body></html>"
    )
    mentions = read(Document("https://www.example.org/a", page.encode(), date(2022, 9, 29)), STATION).mentions
    found = sorted((m.city, (m.venue or "").removeprefix("the ")) for m in mentions)
    assert found == sorted((town, venue) for _, town, venue in told)
