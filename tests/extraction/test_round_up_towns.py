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


def told_under(title: str, written: str, *paragraphs: str) -> list[tuple[str, str | None, str | None, str]]:
    """Day and hour, town, house and status of what a station's story of that day tells."""
    page = (
        f'<html><head><title>{title}</title><meta property="article:published_time" content="{written}T06:00:00"></head>'
        f"<body><main><h1>{title}</h1>{''.join(f'<p>{text}</p>' for text in paragraphs)}</main></body></html>"
    )
    mentions = read(Document("https://www.example.org/a", page.encode(), date.fromisoformat(written)), STATION).mentions
    return sorted((str(m.start)[5:16], m.city, m.venue, m.status) for m in mentions)


def test_reports_of_several_agencies() -> None:
    assert told_under(
        "Police, residents meet over coffee",
        "2022-10-06",
        "Police across the area sat down with residents Wednesday for Coffee with a Cop.",
        "In Harrow Point, officers were at Wawa on Route 6 starting at 6 a.m.",
        "Suffolk police poured coffee at Plum Diner from 8 to 10 a.m.",
    ) == [("10-05 06:00", "Harrow Point", "Wawa", "held"), ("10-05 08:00", "Suffolk", "Plum Diner", "held")]


def test_the_event_of_another_agency_told_whole() -> None:
    """A station tells of all towns around; what a town's own police say of others' is in passing."""
    assert told_under(
        "Suffolk deputies want to have coffee with you",
        "2022-09-29",
        "Suffolk police host Coffee with a Cop on Wednesday, Oct. 5 from 9:30 to 11:30 a.m. at Plum Diner.",
        "If you can't make it, the Hampton Police Department will have its own event on Oct. 12 at Elm Bakery from 8 to 9 a.m.",
    ) == [("10-05 09:30", "Suffolk", "Plum Diner", "scheduled"), ("10-12 08:00", "Hampton", "Elm Bakery", "scheduled")]


def test_each_agency_on_its_own_day() -> None:
    assert told_under(
        "Where to get coffee with a cop",
        "2022-09-29",
        "Several police departments are hosting Coffee with a Cop events this month.",
        "Norbury police have theirs on Saturday, Oct. 15, from 9 to 11 a.m., at Plum Diner on Lime Road.",
        "Suffolk officers can be found at Wawa from 7-9 a.m. on Oct. 12.",
    ) == [("10-12 07:00", "Suffolk", "Wawa", "scheduled"), ("10-15 09:00", "Norbury", "Plum Diner", "scheduled")]


@pytest.mark.parametrize(
    "beside",
    [
        "Auburn police responded to a crash at Wawa at 9 a.m. Deputies were at Elm Bakery at 10 a.m. for a report of a theft.",
        "Suffolk police arrested a man at Wawa at 9 p.m. Saturday. Hampton police were called to Elm Bakery at 3 a.m. Sunday.",
        "State police will check car seats at Elm Hall on Saturday, Oct. 8 from 9 to 11 a.m. Portsmouth officers will direct "
        "traffic at Elm Church on Sunday, Oct. 9, from 9 to 11 a.m.",
    ],
)
def test_other_work_of_agencies_beside_an_event_told_whole(beside: str) -> None:
    told = "Coffee with a Cop is Wednesday, Oct. 12, from 8 to 10 a.m. at Plum Diner."
    found = told_under("Police news", "2022-10-04", told, beside)
    assert found == [("10-12 08:00", "Portsmouth", "Plum Diner", "scheduled")]
