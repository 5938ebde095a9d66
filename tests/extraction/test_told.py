"""When an event is, told in a paragraph or two: days, hours, ends, sittings, series, and what is none of them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Mention, Place, day_of

from .pages import stamp, told_page

TABLE: dict[str, list[Any]] = yaml.safe_load((Path(__file__).parent / "told.yml").read_text(encoding="utf-8"))
CASES = [(language, *row) for language, rows in TABLE.items() for row in rows]
PLACES = {
    "en": Place(city="Springfield", region="IL", country="US", timezone="America/Chicago", language="en"),
    "es": Place(city="Madrid", country="ES", timezone="Europe/Madrid", language="es"),
    "de": Place(city="Aachen", country="DE", timezone="Europe/Berlin", language="de"),
    "nl": Place(city="Delft", country="NL", timezone="Europe/Amsterdam", language="nl"),
    "fr": Place(city="Nantes", country="FR", timezone="Europe/Paris", language="fr"),
    "pt": Place(city="Lisboa", country="PT", timezone="Europe/Lisbon", language="pt"),
}


@pytest.mark.parametrize(("language", "written", "text", "stated"), CASES)
def test_told(language: str, written: str, text: str | list[str], stated: list[str]) -> None:
    page = told_page(language, text, stamp(written))
    document = Document("https://www.example.org/news/coffee", page.encode(), date.fromisoformat(written))
    assert sorted(map(told, read(document, PLACES[language]).mentions)) == sorted(stated)


def told(mention: Mention) -> str:
    """A mention as the table writes it."""
    if mention.series or mention.start is None:
        return mention.series or ""
    start, end = (f"{when:%H:%M}" if isinstance(when, datetime) else "" for when in (mention.start, mention.end))
    return " ".join(part for part in (day_of(mention.start).isoformat(), start, end and f"- {end}") if part)
