"""What is printed under a picture: its number in a gallery is no date, its weekday is past though its verb is not."""

from __future__ import annotations

from datetime import date

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Place, When

PAPER = Place(name="The Granite Ledger", city="Concord", region="NH", country="US", timezone="America/New_York")


def starts(captions: list[str], *paragraphs: str) -> list[When | None]:
    body = "".join(f"<figure><figcaption>{text}</figcaption></figure>" for text in captions)
    body += "".join(f"<p>{text}</p>" for text in paragraphs)
    head = '<title>Cups for all</title><meta property="article:published_time" content="2024-03-10T06:00:00">'
    page = f"<html><head>{head}</head><body><main><h1>Cups for all</h1>{body}</main></body></html>"
    return [
        m.start for m in read(Document("https://www.example.org/a", page.encode(), date(2024, 3, 11)), PAPER).mentions
    ]


def test_the_numbers_of_a_gallery_are_no_dates() -> None:
    captions = [f"{n}/3 Coffee with a Cop" for n in (1, 2, 3)]
    told = "Officers served cups at Plum Diner Friday morning at Coffee with a Cop."
    assert starts(captions, told) == [date(2024, 3, 8)]
    assert starts(["Photo 2 of 5: Coffee with a Cop at Plum Diner on March 1"]) == [date(2024, 3, 1)]


def test_a_picture_is_of_what_was() -> None:
    assert starts(["Ann Moore hugs an officer during Coffee with a Cop at Plum Diner Friday."]) == [date(2024, 3, 8)]
