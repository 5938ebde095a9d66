"""When an event is, told in a paragraph or two: days, hours, ends, sittings, series, and what is none of them."""

from __future__ import annotations

import html
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Mention, Place, day_of

TABLE: dict[str, list[Any]] = yaml.safe_load((Path(__file__).parent / "told.yml").read_text(encoding="utf-8"))
CASES = [(language, *row) for language, rows in TABLE.items() for row in rows]
TITLES = {
    "en": "Coffee with a Cop",
    "de": "Kaffee mit der Polizei",
    "fr": "Un café avec un policier",
    "es": "Café con un policía",
    "nl": "Koffie met een cop",
    "pt": "Café com a Polícia",
}
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
    paragraphs = [text] if isinstance(text, str) else text
    body = "".join(
        f"<li>{html.escape(text[2:])}</li>" if text.startswith("- ") else f"<p>{html.escape(text)}</p>"
        for text in paragraphs
    )
    body = re.sub("(?:<li>.*</li>)+", r"<ul>\g<0></ul>", body)
    page = (
        f'<html lang="{language}"><head><title>{TITLES[language]}</title>'
        f'<meta property="article:published_time" content="{written}T06:00:00"></head>'
        f"<body><main><h1>{TITLES[language]}</h1>{body}</main></body></html>"
    )
    document = Document("https://www.example.org/news/coffee", page.encode(), date.fromisoformat(written))
    assert sorted(map(told, read(document, PLACES[language]).mentions)) == sorted(stated)


def told(mention: Mention) -> str:
    """A mention as the table writes it."""
    if mention.series or mention.start is None:
        return mention.series or ""
    start, end = (f"{when:%H:%M}" if isinstance(when, datetime) else "" for when in (mention.start, mention.end))
    return " ".join(part for part in (day_of(mention.start).isoformat(), start, end and f"- {end}") if part)
