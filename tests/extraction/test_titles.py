"""An event's title: which of the names a page prints, and how much of its words."""

from __future__ import annotations

from datetime import date

import pytest

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Place

WHEN = "on Friday, March 15, 2024 from 8 to 10 a.m. at Plum Diner, 12 Elm Street"
CASES = [
    (
        "en",
        "Police pour",
        f"The seventh annual Cops and Cones Ice Cream Social is {WHEN}.",
        "Cops and Cones Ice Cream Social",
    ),
    ("en", "Police ride", f"Coffee with a Cop Tour stops {WHEN}.", "Coffee with a Cop Tour"),
    ("en", "Cocoa with a Cop & Story Hour", f"Cocoa with a Cop is {WHEN}.", "Cocoa with a Cop & Story Hour"),
    (
        "en",
        "Police to host Coffee with Cop",
        f"Ashby Police will hold a Coffee with a Cop {WHEN}.",
        "Coffee with a Cop",
    ),
    ("en", "Coffee w/ a Cop", f"Coffee with a Cop is {WHEN}.", "Coffee with a Cop"),
    (
        "en",
        "Tacos with a Cop is back",
        f"The next “Tacos with a Cop” is {WHEN}. A Taco with a Cop is fun.",
        "Tacos with a Cop",
    ),
    ("en", "Coffee with Cops", f"Coffee with Cops is {WHEN}.", "Coffee with Cops"),
    ("en", "National Coffee with a Cop Day", f"Ashby police hold a Coffee with a Cop {WHEN}.", "Coffee with a Cop"),
    ("en", "National Coffee with a Cop Day", f"Officers will be there {WHEN}.", "National Coffee with a Cop Day"),
    (
        "fr",
        "Venez prendre un café avec les policiers",
        "Cet événement baptisé « un café avec un policier » a lieu le vendredi 15 mars 2024 de 9 h à 11 h au Café du Port.",
        "un café avec un policier",
    ),
    (
        "de",
        "Coffee with a Cop zum ersten Mal in Soest",
        "Am 15. März 2024 ab 10 Uhr kann man auf dem Kornplatz bei Kakao oder Cappuccino mit Polizisten ins Gespräch kommen.",
        "Coffee with a Cop",
    ),
]


@pytest.mark.parametrize(("language", "heading", "text", "title"), CASES, ids=[case[2][:50] for case in CASES])
def test_the_title_is_as_printed(language: str, heading: str, text: str, title: str) -> None:
    page = f"<html lang={language}><title>{heading}</title><body><article><h1>{heading}</h1><p>{text}</p></article>"
    document = Document("https://www.example.org/news/1", page.encode(), date(2024, 3, 4))
    (mention,) = read(document, Place(city="Ashby", country="US", language=language)).mentions
    assert mention.title == title
    assert mention.evidence["title"].text == title


def test_a_page_called_like_one_of_its_sections_keeps_its_heading() -> None:
    page = (
        "<html lang=en><title>Event Details</title><body><main><h2>Coffee with a Cop</h2><p>March 15, 2024</p>"
        "<p>Meet the officers of the Ashby Police Department over a cup of coffee.</p><h3>Event Details</h3>"
        "<p>Time: 8-9 a.m.</p><p>Location: Plum Diner</p><p>Cost: Free</p></main>"
    )
    document = Document("https://www.example.org/events/1", page.encode(), date(2024, 3, 4))
    (mention,) = read(document, Place(city="Ashby", country="US", language="en")).mentions
    assert (mention.title, mention.venue) == ("Coffee with a Cop", "Plum Diner")
