"""Pages longer than people write are read near the names of events, and say so."""

from __future__ import annotations

from datetime import date

import pytest

from cwac_aggregator.extraction import read
from cwac_aggregator.extraction.page import long_pages
from cwac_aggregator.model import Document, Place, Reading

PLACE = Place(city="Yakima", region="WA", country="US", language="en")
EVENT = "<p>Coffee with a Cop is on Wednesday, October 4, 2028 at 8 a.m. at the Lavender Mug, 12 Kent Way.</p>"
OTHER = "<li>The council spoke of roads, snow, lunch and the library.</li>"


def reading(inside: str, names: tuple[str, ...] = ()) -> Reading:
    body = f"<html><body><main><h1>News</h1>{inside}</main></body></html>".encode()
    return read(Document(url="https://www.example.org/news", body=body, fetched=date(2028, 9, 1)), PLACE, names)


@pytest.fixture(autouse=True)
def few_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_pages, "MOST_LETTERS", 20_000)


def test_a_page_that_people_write_is_read_whole() -> None:
    assert reading(f"<ul>{OTHER * 200}</ul>{EVENT}").oddities == ()


@pytest.mark.parametrize("before", [0, 1000, 3000])
def test_an_event_is_found_wherever_it_stands_in_a_long_page(before: int) -> None:
    found = reading(f"<ul>{OTHER * before}</ul>{EVENT}<ul>{OTHER * (3000 - before)}</ul>")
    assert [(str(m.start), m.venue) for m in found.mentions] == [("2028-10-04 08:00:00-07:00", "Lavender Mug")]
    (oddity,) = found.oddities
    assert oddity.code == "too-long"
    assert oddity.message.startswith("https://www.example.org/news: 1")
    assert "20,000 are read" in oddity.message


def test_an_event_with_a_name_of_its_own_is_found_in_a_long_page() -> None:
    told = EVENT.replace("Coffee with a Cop", "Morning Circle")
    found = reading(f"<ul>{OTHER * 3000}</ul>{told}", ("Morning Circle",))
    assert [m.venue for m in found.mentions] == ["Lavender Mug"]


def test_of_a_page_full_of_events_the_first_are_read() -> None:
    days = [
        f"<li>Coffee with a Cop, May {n % 28 + 1}, 2028, 8 a.m., Plum Diner, {n} Elm Street, Yakima</li>"
        for n in range(1000)
    ]
    found = reading(f"<ul>{''.join(days)}</ul>")
    assert [o.code for o in found.oddities] == ["too-long"]
    assert 100 < len(found.mentions) < 500
    assert {m.street for m in found.mentions} >= {"7 Elm Street", "8 Elm Street"}


def test_one_line_without_an_end_is_read_as_far_as_it_may() -> None:
    found = reading(EVENT.removesuffix("</p>") + " It is free." * 5000)
    assert [o.code for o in found.oddities] == ["too-long"]
    assert [m.venue for m in found.mentions] == ["Lavender Mug"]
