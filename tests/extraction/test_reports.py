"""Reports that tell their day by a scene and name the program elsewhere, and other deeds of police beside the same names."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Place

from .test_battery import told

WRITTEN = date(2024, 3, 15)
REPORTS: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("reports.yml").read_text(encoding="utf-8"))
ORDERS = 4
"""How the parts of a report may follow each other."""
SCENES = [(language, number) for language, table in REPORTS.items() for number in range(len(table["scenes"]))]
OTHERS = [(language, number) for language, table in REPORTS.items() for number in range(len(table["others"]))]


@pytest.mark.parametrize(("language", "number"), SCENES)
def test_scene_is_the_event_that_the_report_names(language: str, number: int) -> None:
    table = REPORTS[language]
    wrong = {}
    for turn, name in enumerate([*table["names"], *table["held"]]):
        paragraphs = _arranged(table["scenes"][number], name, table["quotes"], number + turn)
        states = [f"03-13 | {table['venue']} | - | held"]
        if (number + turn) % 3 == 0:
            announced, day = table["next"][(number + turn) // 3 % len(table["next"])]
            paragraphs, states = [*paragraphs, announced], [*states, day]
        title = table["titles"][(number + turn) % len(table["titles"])]
        found = _read(language, table, title, paragraphs)
        if found != sorted(states):
            wrong[name] = (paragraphs, found)
    assert wrong == {}


@pytest.mark.parametrize(("language", "number"), OTHERS)
def test_other_deeds_of_police_are_no_event(language: str, number: int) -> None:
    table = REPORTS[language]
    wrong = {}
    for turn, name in enumerate([*table["names"], *table["mentions"]]):
        paragraphs = _arranged([table["others"][number]], name, table["quotes"], number + turn)
        title = table["plain_titles"][(number + turn) % len(table["plain_titles"])]
        if found := _read(language, table, title, paragraphs):
            wrong[name] = (paragraphs, found)
    assert wrong == {}


def _arranged(scene: list[str], name: str, quotes: list[str], turn: int) -> list[str]:
    """The paragraphs of a report: its scene, the name above it or below, and quotes."""
    one, other = quotes[turn % len(quotes)], quotes[(turn + 1) % len(quotes)]
    return [
        [*scene, name, one],
        [*scene, one, name, other],
        [*scene, one, other, name],
        [name, one, *scene, other],
    ][turn % ORDERS]


def _read(language: str, table: dict[str, Any], title: str, paragraphs: list[str]) -> list[str]:
    head = f"<title>{title}</title><meta property='article:published_time' content='{WRITTEN}T06:00:00'>"
    body = "".join(_paragraphs(paragraphs))
    page = f"<html lang='{language}'><head>{head}</head><body><main><h1>{title}</h1>{body}</main></body></html>"
    place = Place(
        name=table["publishers"][len(paragraphs) % len(table["publishers"])],
        city=table["city"],
        region=table["region"],
        country=table["country"],
        timezone=table["timezone"],
        language=language,
    )
    mentions = read(Document("https://www.example.org/news/x", page.encode(), WRITTEN), place).mentions
    return sorted(told(mention, table["city"]) for mention in mentions)


def _paragraphs(told: list[str]) -> Iterator[str]:
    for paragraph in told:
        yield f"<p>{html.escape(paragraph, quote=False)}</p>"
