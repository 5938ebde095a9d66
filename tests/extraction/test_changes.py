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
