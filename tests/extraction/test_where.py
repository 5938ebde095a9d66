"""Where an event is and who hosts it, told in a paragraph or two: venues, streets, towns, organizers, and what is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Place

from .pages import told_page

TABLE: dict[str, list[Any]] = yaml.safe_load((Path(__file__).parent / "where.yml").read_text(encoding="utf-8"))
CASES = [(language, *row) for language, rows in TABLE.items() for row in rows]
COUNTRIES = {"en": "US", "de": "DE", "fr": "FR", "es": "ES", "nl": "NL", "pt": "BR"}


@pytest.mark.parametrize(
    ("language", "text", "places", "organizer"), CASES, ids=[f"{case[0]}-{case[1]!s:.60}" for case in CASES]
)
def test_where(
    language: str, text: str | list[str], places: list[list[str | None]], organizer: str | list[str] | None
) -> None:
    page = told_page(language, text).replace("/ ", "<br>")
    document = Document("https://www.example.org/news/coffee", page.encode(), date(2024, 3, 4))
    mentions = read(document, Place(city="Ashby", country=COUNTRIES[language], language=language)).mentions
    found = [
        [m.venue, m.street, m.city if m.city != "Ashby" else None][: len(want)]
        for m, want in zip(mentions, places, strict=False)
    ]
    assert (found, len(mentions)) == (places, len(places))
    hosts = organizer if isinstance(organizer, list) else [organizer] * len(mentions)
    assert [m.organizer for m in mentions] == hosts
