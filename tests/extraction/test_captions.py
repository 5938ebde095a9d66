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


def test_a_paragraph_within_a_caption_is_of_it() -> None:
    assert starts(["<p>Ann Moore waves at an officer at Coffee with a Cop at Plum Diner on Friday.</p>"]) == [
        date(2024, 3, 8)
    ]


def test_a_caption_may_look_ahead() -> None:
    assert starts(["Ann Moore will be among those who pour at Coffee with a Cop on Friday at Plum Diner."]) == [
        date(2024, 3, 15)
    ]


def test_what_a_gallery_says_of_the_program_is_read() -> None:
    told = "Eight pictures of Coffee with a Cop, which was held at Plum Diner on Friday, March 8."
    assert starts([], f"</p><p class='gallery-lead'>{told}</p><p>") == [date(2024, 3, 8)]
    caption = "Ann Moore hugs an officer at Coffee with a Cop at Plum Diner Friday. (Lee Grant / Ledger)"
    assert starts([], f"</p><div class='gallery'><div class='photo-caption'>{caption}</div></div><p>") == [
        date(2024, 3, 8)
    ]


def test_the_day_of_a_picture_stands_beside_the_next_one() -> None:
    caption = "From left, Officer Jamie Moore and Chief Mona Hale talk Tuesday at Elm Cafe over coffee."
    told = "The next Coffee with a Cop is set for Tuesday, March 26, at Plum Diner."
    assert starts([caption], told) == [date(2024, 3, 5), date(2024, 3, 26)]
