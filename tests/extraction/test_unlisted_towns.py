"""Towns that no gazetteer has: read where a page says so, and not made of quarters, houses and wards."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Place

ROWS: dict[str, list[tuple[str, str, str | None]]] = yaml.safe_load(
    (Path(__file__).parent / "unlisted_towns.yml").read_text(encoding="utf-8")
)


def publisher(name: str, city: str | None, region: str, country: str, timezone: str, language: str) -> Place:
    """Who prints it."""
    return Place(name=name, city=city, region=region, country=country, timezone=timezone, language=language)


US = ("Bentham", "MO", "US", "America/Chicago", "en")
PLACES = {
    "paper": publisher("The Valley Messenger", *US),
    "station": publisher("KWTO News 5", None, *US[1:]),
    "police": publisher("Bentham Police Department", *US),
    "zeitung": publisher("Lahnbote", "Herrenau", "HE", "DE", "Europe/Berlin", "de"),
    "krant": publisher("De Stemmer", "Zandhoven-Oost", "OV", "NL", "Europe/Amsterdam", "nl"),
    "periodico": publisher("La Voz del Valle", "Alcorada", "AN", "ES", "Europe/Madrid", "es"),
    "jornal": publisher("Jornal da Beira", "Vila Serena", "05", "PT", "Europe/Lisbon", "pt"),
}


@pytest.mark.parametrize(
    ("printed_by", "text", "venue", "town"), [(name, *row) for name, rows in ROWS.items() for row in rows]
)
def test_town(printed_by: str, text: str, venue: str, town: str | None) -> None:
    page = (
        '<html><head><meta charset="utf-8"><title>News</title></head>'
        f"<body><main><h1>News</h1><p>{text}</p></main></body></html>"
    )
    document = Document("https://www.example.org/news/coffee", page.encode(), date(2026, 5, 5))
    assert [(m.venue, m.city) for m in read(document, PLACES[printed_by]).mentions] == [(venue, town)]


def test_town_of_heading_and_text() -> None:
    title = "« Café rencontre » avec la police nationale à Rosbourg"
    text = "La police propose un « Café rencontre » à Rosbourg, le samedi 16 mai. Il se tiendra au centre commercial Les Docks."
    page = f'<html lang="fr"><head><title>{title}</title></head><body><main><h1>{title}</h1><p>{text}</p></main></body></html>'
    station = Place(name="Télé Trois", region="GES", country="FR", timezone="Europe/Paris", language="fr")
    document = Document("https://www.example.org/info/1", page.encode(), date(2026, 5, 5))
    assert [(m.venue, m.city) for m in read(document, station).mentions] == [
        ("centre commercial Les Docks", "Rosbourg")
    ]
