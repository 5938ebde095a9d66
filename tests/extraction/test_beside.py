"""An event told in one sentence takes no place, hour or town from another that is of something else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Place

BESIDE: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("beside.yml").read_text(encoding="utf-8"))
PAPER = Place(
    name="The Marlow Times", city="Marlow", region="OH", country="US", timezone="America/New_York", language="en"
)
EVENTS = {
    "places": ("police will hold Coffee with a Cop on Wednesday, May 13, from 8 to 10 a.m.", "None None Marlow 08:00"),
    "reported": ("police held Coffee with a Cop on Wednesday, April 29.", "None None Marlow -"),
    "hours": ("police will hold Coffee with a Cop on Wednesday, May 13, at Rose Cafe.", "Rose Cafe None Marlow -"),
    "towns": ("police will hold Coffee with a Cop on Wednesday, May 13, at Rose Cafe.", "Rose Cafe None Marlow -"),
}
ROWS = [("places" if kind == "reported" else kind, kind) for kind in EVENTS]


def _told(paragraphs: tuple[str, str]) -> list[str]:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    page = f"<html><head><title>Coffee</title></head><body><main><h1>Coffee with a Cop</h1>{body}</main></body></html>"
    document = Document("https://www.example.org/news/1", page.encode(), date(2026, 5, 4))
    found = read(document, PAPER).mentions
    return [f"{m.venue} {m.street} {m.city} {str(m.start)[11:16] or '-'}" for m in found]


@pytest.mark.parametrize(("sentences", "kind"), ROWS)
def test_sentence_of_something_else_gives_nothing(sentences: str, kind: str) -> None:
    event, expected = f"Marlow {EVENTS[kind][0]}", EVENTS[kind][1]
    wrong = {}
    for sentence in BESIDE[sentences]:
        for order in ((event, sentence), (sentence, event)):
            if (found := _told(order)) != [expected]:
                wrong[order] = found
    assert wrong == {}
