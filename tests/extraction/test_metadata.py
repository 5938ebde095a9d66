"""What a page says of itself: its title, the day it was written, that its event is past."""

from __future__ import annotations

from datetime import date
from typing import Any

import lxml.html
import pytest

from cwac_aggregator.extraction.lines import Reader
from cwac_aggregator.extraction.page import is_passed, page_title, published_day, read_blocks, url_days
from cwac_aggregator.extraction.page.metadata import iso_day
from cwac_aggregator.model import Place
from cwac_aggregator.normalization.language import lexicon

EN = lexicon("en")


def page(head: str, body: str) -> Any:
    return lxml.html.document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")


def published(head: str, body: str) -> date | None:
    root = page(head, body)
    return published_day(root, read_blocks(root), Reader(EN, "mdy", Place()), None)


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("<title>Site</title>", "<h1>Coffee with a Cop</h1><p>x</p>", "Coffee with a Cop"),
        ("<title>Coffee | Larkmoor</title>", "<p>x</p>", "Coffee"),
        ("<title>T</title><meta property='og:title' content='Coffee'>", "<p>x</p>", "Coffee"),
        ("<title>Coffee on the Pier - Site</title>", "<h1>Site</h1><h1>Coffee on the Pier</h1>", "Coffee on the Pier"),
        ("", "<h2>Under a second heading</h2><p>x</p>", "Under a second heading"),
        ("", "<p>x</p>", ""),
    ],
)
def test_the_title(head: str, body: str, expected: str) -> None:
    root = page(head, body)
    assert page_title(root, read_blocks(root)) == expected


META = "<meta property='article:published_time' content='2028-03-01T09:00:00Z'>"


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (META, "<h1>T</h1>", date(2028, 3, 1)),
        ("", "<h1>T</h1><time class='entry-date published' datetime='2028-03-02'>x</time>", date(2028, 3, 2)),
        ("", "<h1>T</h1><p>Posted on March 3, 2028 by A. Clerk</p><p>Come on March 14.</p>", date(2028, 3, 3)),
        ("", "<h1>T</h1><p>Come on Tuesday, March 14, 2028 at 8 a.m. to the library for a cup.</p>", None),
        ("", "<h1>T</h1><aside><time class='published' datetime='2027-01-01'>x</time></aside>", None),
    ],
)
def test_the_day_of_writing(head: str, body: str, expected: date | None) -> None:
    assert published(head, body) == expected


@pytest.mark.parametrize(
    "stamp",
    [
        "Escrito en MILLTOWN TEXAS el 8/3/2028 · 17:22 hs",
        "Por <b>Staff</b><br>Escrito en MILLTOWN TEXAS el 8/3/2028 · 17:22 hs",
        "Escrito por Ana Poe el 8/3/2028",
        "Redactado en Milltown el 8 de marzo de 2028",
        "Redactada por Ana Poe, 8/3/2028",
        "Publicado en Milltown el 8/3/2028 a las 17:22",
    ],
)
def test_where_and_by_whom_it_was_written(stamp: str) -> None:
    root = page("", f"<h1>T</h1><p>{stamp}</p><p>Los vecinos acudieron este miércoles.</p>")
    blocks = read_blocks(root)
    assert published_day(root, blocks, Reader(lexicon("es"), "dmy", Place()), None) == date(2028, 3, 8)
    assert [block.kind for block in blocks if "2028" in block.text] == ["stamp"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://x.org/2028/03/14/coffee", (date(2028, 3, 14), None, None, ())),
        ("https://x.org/2028-03-14-coffee", (date(2028, 3, 14), None, None, ())),
        ("https://x.org/2028/03/coffee", (None, None, date(2028, 3, 15), ())),
        ("https://x.org/news/coffee-3-14-28", (None, date(2028, 3, 14), None, ())),
        ("https://x.org/news/coffee-2028", (None, None, None, (2028,))),
        ("https://x.org/2028/13/45/coffee", (None, None, None, (2028,))),
        ("https://x.org/news/coffee", (None, None, None, ())),
    ],
)
def test_what_an_address_tells(
    url: str, expected: tuple[date | None, date | None, date | None, tuple[int, ...]]
) -> None:
    assert url_days(url, "mdy") == expected


@pytest.mark.parametrize(
    ("text", "expected"), [(" 2028-03-14T08:00", date(2028, 3, 14)), ("2028-02-31", None), ("March", None)]
)
def test_a_day_as_machines_write_it(text: str, expected: date | None) -> None:
    assert iso_day(text) == expected


def test_one_banner_says_that_an_event_is_past_and_several_are_marks_in_a_list() -> None:
    banner = "<p>This event has passed.</p>"
    assert is_passed(page("", banner), EN)
    assert not is_passed(page("", banner * 3), EN)
    assert not is_passed(page("", "<p>Come by</p>"), EN)
