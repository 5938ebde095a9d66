"""Pages that once brought the reader down, or kept it busy for ever, cut to the smallest piece that did."""

from datetime import date

import pytest

from cwac_aggregator.extraction import READER_FAULT, read
from cwac_aggregator.model import Document, Place

PLACE = Place(city="Yakima", region="WA", country="US", timezone="America/Los_Angeles", language="en")
NEWS = b"Coffee with a Cop, October 4, 2023, 8 a.m., Lavender Mug"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"<dl><dt>When<dd>" * 60 + NEWS, id="definition lists in definition lists"),
        pytest.param(b"<table><tr><td>a<td>" * 60 + NEWS, id="tables in tables"),
        pytest.param(b"<ul><li>" * 60 + NEWS, id="lists in lists"),
        pytest.param(b"<table><tr><td>x</td><td><dl><dt>a<dd>" * 60 + NEWS, id="both in turns"),
    ],
)
def test_nesting_costs_no_more_than_its_length(body: bytes) -> None:
    page = Document(url="https://www.example.org/", body=body, fetched=date(2023, 9, 27))
    assert read(page, PLACE).has_sign


@pytest.mark.parametrize(
    ("url", "body"),
    [
        pytest.param("http://[www.example.org/a", NEWS, id="an address that is none"),
        pytest.param(
            "https://www.example.org/", b"<h1>Shop with a Cop</h1><p>" + NEWS.split(b",")[0], id="no line of ours"
        ),
        pytest.param(
            "https://www.example.org/",
            b"<p>Coffee with a Cop October 16, 16, Commons. Two 8-9:30 7-8:30 p.m.",
            id="two sittings of a day told twice",
        ),
        pytest.param(
            "https://www.example.org/",
            b"<p>Coffee with the City of Salina Police on October 16. The Town of Salina Police come.",
            id="the police of a city of",
        ),
    ],
)
def test_no_page_brings_the_reader_down(url: str, body: bytes) -> None:
    reading = read(Document(url=url, body=body, fetched=date(2023, 9, 27)), PLACE)
    assert [oddity.message for oddity in reading.oddities if oddity.code == READER_FAULT] == []


def test_a_town_of_two_words_stands_at_the_end_of_a_line() -> None:
    town = Place(city="Cedar Park", region="TX", country="US", timezone="America/Chicago", language="en")
    page = Document(url="https://www.example.org/", body=NEWS + b"<p>Fall has come to Cedar", fetched=date(2023, 9, 27))
    assert [oddity for oddity in read(page, town).oddities if oddity.code == READER_FAULT] == []


def test_a_fault_names_the_page_and_the_line_of_the_reader() -> None:
    class Broken(bytes):
        def isspace(self) -> bool:
            raise RuntimeError("broken")

    (fault,) = read(Document(url="https://www.example.org/a", body=Broken(NEWS)), PLACE).oddities
    assert fault.code == READER_FAULT and fault.level == "error"
    assert fault.message.startswith("https://www.example.org/a: the reader failed at reader.py:")
    assert fault.message.endswith("RuntimeError: broken")
