"""What a paragraph says of an event that is off, put off or moved: its status, its day and the day it was moved from."""

from __future__ import annotations

from datetime import date

import pytest

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, day_of

from .pages import stamp, told_page
from .test_told import PLACES

WRITTEN = "2024-03-06"


@pytest.mark.parametrize(
    ("language", "text", "status", "day", "before"),
    [
        (
            "en",
            ["There will be no Coffee with a Cop this Saturday at the Plum Diner."],
            "cancelled",
            "2024-03-09",
            None,
        ),
        (
            "de",
            ["Am Freitag, 8. März, gibt es keinen Coffee with a Cop im Café Lotte."],
            "cancelled",
            "2024-03-08",
            None,
        ),
        ("nl", ["Vrijdag 8 maart is er geen Koffie met een Cop bij De Linde."], "cancelled", "2024-03-08", None),
        (
            "en",
            ["There is no better talk than Coffee with a Cop on Thursday, March 14, at the Plum Diner."],
            "scheduled",
            "2024-03-14",
            None,
        ),
        (
            "en",
            [
                "The police have postponed their Coffee with a Cop, scheduled for 9 a.m. Friday at the Plum Diner, so that "
                "officers can attend the funeral of a trooper.",
                "The funeral is Friday at 11 a.m. at St. Anne's Church.",
                "It has been moved to Tuesday, March 19, at the same time and place so that officers can be at the funeral.",
            ],
            "scheduled",
            "2024-03-19",
            "2024-03-08",
        ),
        (
            "en",
            [
                "There will be no Coffee with a Cop this Saturday.",
                "The chat at the Plum Diner has been pushed back a week, to 9 a.m. Saturday, March 16.",
            ],
            "scheduled",
            "2024-03-16",
            "2024-03-09",
        ),
        (
            "es",
            [
                "El Café con un Policía previsto para el viernes 8 de marzo en la cafetería Lirio se aplaza.",
                "El encuentro tendrá lugar el viernes 15 de marzo en el mismo lugar.",
            ],
            "scheduled",
            "2024-03-15",
            "2024-03-08",
        ),
        (
            "en",
            [
                "Coffee with a Cop is Thursday, March 14, at 9 a.m. at the Plum Diner.",
                "Because of the storm we have decided not to hold this event.",
            ],
            "cancelled",
            "2024-03-14",
            None,
        ),
        (
            "en",
            [
                "Coffee with a Cop is Thursday, March 14, at 9 a.m. at the Plum Diner.",
                "We have decided not to hold a raffle this time.",
            ],
            "scheduled",
            "2024-03-14",
            None,
        ),
        (
            "en",
            ["Coffee with a Cop on Thursday, March 14, at the Plum Diner isn't going ahead."],
            "cancelled",
            "2024-03-14",
            None,
        ),
        (
            "en",
            ["The mill is closed on March 14, so there won't be a Coffee with a Cop that day."],
            "cancelled",
            "2024-03-14",
            None,
        ),
        (
            "en",
            ["Coffee with a Cop is Thursday, March 14, at the Plum Diner. It will not be cancelled for rain."],
            "scheduled",
            "2024-03-14",
            None,
        ),
        (
            "en",
            [
                "The concert on March 20 is cancelled, but Coffee with a Cop goes on as planned on Thursday, March 14, at 9 a.m. at the Plum Diner."
            ],
            "scheduled",
            "2024-03-14",
            None,
        ),
        (
            "en",
            [
                "We had hoped to see you on March 14 for Coffee with a Cop at the Plum Diner, but the roads are too slick.",
                "We will let you know of a new date.",
            ],
            "postponed",
            "2024-03-14",
            None,
        ),
        (
            "en",
            [
                "We had hoped to see you on March 14 for Coffee with a Cop at the Plum Diner, but the roads are too slick.",
                "We will see you on March 21 at 9 a.m. instead.",
            ],
            "scheduled",
            "2024-03-21",
            "2024-03-14",
        ),
        (
            "en",
            [
                "Coffee with a Cop at the Plum Diner will be on Thursday, March 21, at 9 a.m., not March 14 as first announced."
            ],
            "scheduled",
            "2024-03-21",
            "2024-03-14",
        ),
        (
            "en",
            [
                "The Coffee with a Cop that was called off on Monday, March 11, will be made up on Thursday, March 21, at the Plum Diner."
            ],
            "scheduled",
            "2024-03-21",
            "2024-03-11",
        ),
        (
            "en",
            ["Coffee with a Cop on March 14 at the Plum Diner is delayed by a week, to March 21."],
            "scheduled",
            "2024-03-21",
            "2024-03-14",
        ),
        (
            "en",
            [
                "Coffee with a Cop is Thursday, March 14, at 9 a.m. at the Plum Diner.",
                "UPDATE: Rescheduled to March 21. Same time, same place.",
            ],
            "scheduled",
            "2024-03-21",
            "2024-03-14",
        ),
        (
            "de",
            ["Coffee with a Cop vom Donnerstag, 14. März im Café Lotte kann leider nicht stattfinden."],
            "cancelled",
            "2024-03-14",
            None,
        ),
        (
            "de",
            [
                "Coffee with a Cop ist am Donnerstag, 14. März um 9 Uhr im Café Lotte.",
                "Wegen des Sturms haben wir uns entschieden, den Anlass nicht durchzuführen.",
            ],
            "cancelled",
            "2024-03-14",
            None,
        ),
        (
            "de",
            [
                "Coffee with a Cop im Café Lotte findet nicht am Donnerstag, 14. März, sondern am Donnerstag, 21. März statt."
            ],
            "scheduled",
            "2024-03-21",
            "2024-03-14",
        ),
        (
            "es",
            [
                "Esperábamos veros el jueves 14 de marzo en el Café con un Policía en la cafetería Lirio, pero por la nieve no será posible.",
                "Avisaremos de la nueva fecha.",
            ],
            "postponed",
            "2024-03-14",
            None,
        ),
        (
            "fr",
            [
                "Le Café avec un policier aura lieu le jeudi 14 mars à 9 h au Café du Lavoir.",
                "En raison de la tempête, nous avons décidé de ne pas tenir cet événement.",
            ],
            "cancelled",
            "2024-03-14",
            None,
        ),
        (
            "nl",
            [
                "Koffie met een Cop is op donderdag 14 maart om 10.00 uur bij Café De Linde.",
                "Vanwege de storm hebben we besloten deze bijeenkomst niet te houden.",
            ],
            "cancelled",
            "2024-03-14",
            None,
        ),
        (
            "pt",
            ["Café com um Polícia no Café Central passa de quinta-feira 14 de março para quinta-feira 21 de março."],
            "scheduled",
            "2024-03-21",
            "2024-03-14",
        ),
        (
            "en",
            [
                "- Coffee with a Cop is on Thursday, March 14, at 9 a.m. at the Plum Diner.",
                "- Trash pickup on Tuesday, March 19, is cancelled because of the holiday.",
            ],
            "scheduled",
            "2024-03-14",
            None,
        ),
        (
            "en",
            [
                "Coffee with a Cop is Thursday, March 14, at the Plum Diner. There is no need to cancel if you cannot come."
            ],
            "scheduled",
            "2024-03-14",
            None,
        ),
        (
            "en",
            [
                "Coffee with a Cop was to take place on Thursday, March 14, at the Plum Diner.",
                "Sadly the department can't make it and has called the event off.",
            ],
            "cancelled",
            "2024-03-14",
            None,
        ),
        (
            "de",
            [
                "Am 29.02.2024 fand „Kaffee mit der Polizei“ auf dem Marktplatz statt.",
                "Eigentlich war die Veranstaltung bereits für das vergangene Jahr geplant. Damals musste sie leider abgesagt werden.",
            ],
            "held",
            "2024-02-29",
            None,
        ),
        (
            "de",
            [
                "Am 29.02.2024 fand „Kaffee mit der Polizei“ auf dem Marktplatz statt.",
                "Gedacht war sie schon für 2022. Wetterbedingt musste die Veranstaltung abgesagt werden.",
            ],
            "held",
            "2024-02-29",
            None,
        ),
    ],
)
def test_an_event_that_is_not_held_as_planned(
    language: str, text: list[str], status: str, day: str, before: str | None
) -> None:
    page = told_page(language, text, stamp(WRITTEN))
    document = Document("https://www.example.org/news/coffee", page.encode(), date.fromisoformat(WRITTEN))
    (found,) = read(document, PLACES[language]).mentions
    assert found.start is not None
    assert (found.status, day_of(found.start).isoformat()) == (status, day)
    old = found.previous_start
    assert (day_of(old).isoformat() if old is not None else None) == before


@pytest.mark.parametrize(
    "subject",
    [
        "The county fair",
        "Trash pickup",
        "Bus service",
        "The spring cleanup",
        "Court",
        "The school board meeting",
        "A flight",
    ],
)
@pytest.mark.parametrize(
    "change", ["has been cancelled.", "is postponed until further notice.", "will not be held this year."]
)
def test_a_change_of_another_thing(subject: str, change: str) -> None:
    text = ["Coffee with a Cop is Thursday, March 14, at 9 a.m. at the Plum Diner.", f"{subject} {change}"]
    document = Document(
        "https://www.example.org/n", told_page("en", text, stamp(WRITTEN)).encode(), date.fromisoformat(WRITTEN)
    )
    (found,) = read(document, PLACES["en"]).mentions
    assert found.status == "scheduled"


@pytest.mark.parametrize(
    ("language", "subject", "change"),
    [
        ("en", "The function", "has been cancelled."),
        ("en", "The morning", "is cancelled."),
        ("de", "Der Anlass", "wurde abgesagt."),
        ("es", "La convocatoria", "ha sido cancelada."),
        ("fr", "La matinée", "est annulée."),
        ("nl", "De bijeenkomst", "is afgelast."),
        ("pt", "A sessão", "foi cancelada."),
    ],
)
def test_a_change_of_what_may_be_the_event(language: str, subject: str, change: str) -> None:
    told = {
        "en": "Coffee with a Cop is Thursday, March 14, at 9 a.m. at the Plum Diner.",
        "de": "Coffee with a Cop ist am Donnerstag, 14. März um 9 Uhr im Café Lotte.",
        "es": "El Café con un Policía será el jueves 14 de marzo a las 10:00 h en la cafetería Lirio.",
        "fr": "Le Café avec un policier aura lieu le jeudi 14 mars à 9 h au Café du Lavoir.",
        "nl": "Koffie met een Cop is op donderdag 14 maart om 10.00 uur bij Café De Linde.",
        "pt": "O Café com um Polícia será na quinta-feira 14 de março às 10h00 no Café Central.",
    }
    page = told_page(language, [told[language], f"{subject} {change}"], stamp(WRITTEN))
    document = Document("https://www.example.org/n", page.encode(), date.fromisoformat(WRITTEN))
    (found,) = read(document, PLACES[language]).mentions
    assert found.status == "cancelled"


@pytest.mark.parametrize(
    ("told", "venue"),
    [
        (
            [
                "is Thursday, March 14, at 9 a.m. at the Plum Diner.",
                "Update: the event has been moved from the Plum Diner to Elm Library.",
            ],
            "Elm Library",
        ),
        (
            ["on Thursday, March 14, at 9 a.m. has a new venue: Elm Library. It was to have been at Plum Diner."],
            "Elm Library",
        ),
        (
            [
                "is Thursday, March 14, at 9 a.m. at the Plum Diner.",
                "Due to construction, the county office has moved to Elm Library.",
            ],
            "Plum Diner",
        ),
    ],
)
def test_the_place_an_event_is_moved_to(told: list[str], venue: str) -> None:
    text = [f"Coffee with a Cop {told[0]}", *told[1:]]
    document = Document(
        "https://www.example.org/n", told_page("en", text, stamp(WRITTEN)).encode(), date.fromisoformat(WRITTEN)
    )
    (found,) = read(document, PLACES["en"]).mentions
    assert found.venue is not None and found.venue.removeprefix("the ") == venue
