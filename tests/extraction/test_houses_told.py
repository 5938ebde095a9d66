"""The house of an event that a sentence of its own tells, with a preposition or without: "The venue is Rose Cafe"."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Place

TOLD: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("houses_told.yml").read_text(encoding="utf-8")
)
KINDS = ("plans", "reports", "plans_named", "reports_named")
ROWS = [(language, kind) for language, table in TOLD.items() for kind in KINDS if kind in table]


@pytest.mark.parametrize(("language", "kind"), ROWS)
@pytest.mark.parametrize("joint", ["</p><p>", " "])
def test_house_is_read(language: str, kind: str, joint: str) -> None:
    table = TOLD[language]
    name, city, region, country, timezone = table["publisher"]
    place = Place(name=name, city=city, region=region, country=country, timezone=timezone, language=language)
    event, title = table["events"][kind.removesuffix("_named")], table["title"]
    wrong = {}
    for sentence in table[kind]:
        for house in (*table["houses"], *(() if kind.endswith("_named") else table["unnamed"])):
            told = sentence.format(v=house)
            body = f"<p>{event}{joint}{told[0].upper()}{told[1:]}</p>"
            page = f'<html lang="{language}"><head><title>{title}</title></head><body><main><h1>{title}</h1>{body}</main></body></html>'
            document = Document("https://www.example.org/news/1", page.encode(), date(2026, 5, 4))
            found = [(mention.venue or "").casefold() for mention in read(document, place).mentions]
            if found != [house.casefold()]:
                wrong[told] = found
    assert wrong == {}
