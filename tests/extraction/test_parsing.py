"""Pages that leave out tags which HTML lets them leave out."""

from __future__ import annotations

from datetime import date

import pytest

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Place

EVENT = "<h1>Coffee with a Cop</h1><p>Police host Coffee with a Cop on May 13, 2026 at Plum Diner.</p>"
TITLE = "<title>Coffee with a Cop</title>"


@pytest.mark.parametrize(
    "page",
    [
        EVENT,
        TITLE + EVENT,
        f"<main>{EVENT}</main>",
        f"{TITLE}<main>{EVENT}</main>",
        f"<!DOCTYPE html>{TITLE}<article>{EVENT}</article>",
        f"<!DOCTYPE html><html><head>{TITLE}</head><section>{EVENT}</section>",
        f"<meta charset=utf-8>{TITLE}<header><nav><a href='/'>Home</a></nav></header><main>{EVENT}</main>",
        f"<html>{TITLE}<main>{EVENT}</main><footer>City Hall</footer></html>",
        f"{TITLE}<body><main>{EVENT}</main>",
    ],
)
def test_tags_left_out(page: str) -> None:
    document = Document("https://www.example.org/news/coffee", page.encode(), date(2026, 5, 5))
    mentions = read(document, Place(city="Milltown", region="OH", country="US")).mentions
    assert [(str(m.start), m.venue) for m in mentions] == [("2026-05-13", "Plum Diner")]
