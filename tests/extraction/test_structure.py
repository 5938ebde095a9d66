"""What a page states by its form: rows, cards, lists and posts, and what stands beside them and is no event."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Mention, Place

FORMS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "structure.yml").read_text(encoding="utf-8"))
MILLTOWN = Place(
    name="Milltown Police", city="Milltown", region="OH", country="US", timezone="America/New_York", language="en"
)

FETCHED = date(2024, 3, 3)
"""The day a page was fetched that was not written later."""


@pytest.mark.parametrize("form", FORMS, ids=[form["form"] for form in FORMS])
def test_form(form: dict[str, Any]) -> None:
    written = form.get("written")
    stamp = f'<meta property="article:published_time" content="{written}T06:00:00">' if written else ""
    page = (
        f'<html lang="{form["language"]}"><head><title>{form["title"]}</title>{stamp}</head>'
        f"<body><main><h1>{form['title']}</h1>{form['body']}</main></body></html>"
    )
    document = Document("https://www.example.org/news/coffee", page.encode(), max(written or FETCHED, FETCHED))
    assert [told(mention) for mention in read(document, MILLTOWN).mentions] == form["stated"]


def told(mention: Mention) -> str:
    """A mention as the table writes it."""
    start = mention.start
    when = mention.series or (f"{start:%Y-%m-%d %H:%M}" if isinstance(start, datetime) else str(start))
    return " | ".join([when, mention.venue or "-", mention.street or "-", mention.city or "-", mention.status])
