"""Lines around a day that have neither a preposition nor a label: a heading is no house, and a house is one."""

from __future__ import annotations

import html
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Place

HEADINGS: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("headings.yml").read_text(encoding="utf-8")
)
FRAMES = (
    "<p>{day}</p><h2>{line}</h2><p>{sentence}</p>",
    "<p>{day}</p><p><b>{line}</b></p><p>{sentence}</p>",
    "<p>{day}, 9:00</p><p>{line}</p>",
    "<p>{day}<br>9:00<br>{line}</p>",
)


def _venues(table: dict[str, Any], language: str, frame: str, line: str) -> list[str | None]:
    body = frame.format(day=table["day"], line=html.escape(line, quote=False), sentence=table["sentence"])
    name = table["name"]
    page = f'<html lang="{language}"><head><title>{name}</title></head><body><main><h1>{name}</h1>{body}</main></body></html>'
    document = Document("https://www.example.org/news/1", page.encode(), date(2026, 9, 1))
    return [mention.venue for mention in read(document, Place(language=language)).mentions]


@pytest.mark.parametrize("language", HEADINGS)
@pytest.mark.parametrize("frame", FRAMES)
def test_heading_beside_a_day_is_no_house(language: str, frame: str) -> None:
    table = HEADINGS[language]
    found = {line: _venues(table, language, frame, line) for line in table["headings"]}
    assert {line: venues for line, venues in found.items() if venues != [None]} == {}


@pytest.mark.parametrize("language", HEADINGS)
@pytest.mark.parametrize("frame", FRAMES[2:])
def test_house_beside_a_day_is_one(language: str, frame: str) -> None:
    table = HEADINGS[language]
    found = {line: _venues(table, language, frame, line) for line in table["houses"]}
    assert {line: venues for line, venues in found.items() if venues != [line]} == {}
