"""Towns that no gazetteer has: read where a page says so, and not made of quarters, houses and wards."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Place

ROWS: dict[str, list[tuple[str, str, str]]] = yaml.safe_load(
    (Path(__file__).parent / "unlisted_towns.yml").read_text(encoding="utf-8")
)
NAMES = {"paper": "The Valley Messenger", "police": "Bentham Police Department"}


@pytest.mark.parametrize(
    ("publisher", "text", "venue", "town"), [(name, *row) for name, rows in ROWS.items() for row in rows]
)
def test_town(publisher: str, text: str, venue: str, town: str) -> None:
    place = Place(
        name=NAMES[publisher], city="Bentham", region="MO", country="US", timezone="America/Chicago", language="en"
    )
    page = (
        '<html lang="en"><head><meta charset="utf-8"><title>Coffee with a Cop</title></head>'
        f"<body><main><h1>Coffee with a Cop</h1><p>{text}</p></main></body></html>"
    )
    document = Document("https://www.example.org/news/coffee", page.encode(), date(2026, 5, 5))
    assert [(m.venue, m.city) for m in read(document, place).mentions] == [(venue, town)]
