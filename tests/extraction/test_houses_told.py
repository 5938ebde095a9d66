"""The house of an event that a sentence of its own tells, with a preposition or without: "The venue is Rose Cafe"."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Place

TOLD: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("houses_told.yml").read_text(encoding="utf-8"))
PAPER = Place(
    name="The Marlow Times", city="Marlow", region="OH", country="US", timezone="America/New_York", language="en"
)
EVENTS = {
    "plans": "Marlow police will hold Coffee with a Cop on Wednesday, May 13, from 8 to 10 a.m.",
    "reports": "Marlow police held Coffee with a Cop on Wednesday, April 29.",
}
NAMED = ("Rose Cafe", "Nell's", "Hale Public Library", "Starbucks")
ANY = (*NAMED, "Java Moon")


@pytest.mark.parametrize("kind", TOLD)
@pytest.mark.parametrize("joint", ["</p><p>", " "])
def test_house_is_read(kind: str, joint: str) -> None:
    event = EVENTS[kind.removesuffix("_named")]
    wrong = {}
    for sentence in TOLD[kind]:
        for house in NAMED if kind.endswith("_named") else ANY:
            body = f"<p>{event}{joint}{sentence.format(v=house)}</p>"
            page = f"<html><head><title>Coffee</title></head><body><main><h1>Coffee with a Cop</h1>{body}</main></body></html>"
            document = Document("https://www.example.org/news/1", page.encode(), date(2026, 5, 4))
            if (found := [mention.venue for mention in read(document, PAPER).mentions]) != [house]:
                wrong[sentence, house] = found
    assert wrong == {}
