"""An event told in one sentence takes no place, hour or town from another that is of something else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Place

BESIDE: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("beside.yml").read_text(encoding="utf-8"))
ROWS = [(language, kind) for language, table in BESIDE.items() for kind in table["events"]]


def _told(language: str, paragraphs: tuple[str, str]) -> list[str]:
    table = BESIDE[language]
    name, city, region, country, timezone = table["publisher"]
    place = Place(name=name, city=city, region=region, country=country, timezone=timezone, language=language)
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    title = table["title"]
    page = f'<html lang="{language}"><head><title>{title}</title></head><body><main><h1>{title}</h1>{body}</main></body></html>'
    found = read(Document("https://www.example.org/news/1", page.encode(), date(2026, 5, 4)), place).mentions
    return [f"{m.venue} {m.street} {m.city} {str(m.start)[11:16] or '-'}" for m in found]


@pytest.mark.parametrize(("language", "kind"), ROWS)
def test_sentence_of_something_else_gives_nothing(language: str, kind: str) -> None:
    event, expected = BESIDE[language]["events"][kind]
    wrong = {}
    for sentence in BESIDE[language]["places" if kind == "reported" else kind]:
        for order in ((event, sentence), (sentence, event)):
            if (found := _told(language, order)) != [expected]:
                wrong[order] = found
    assert wrong == {}
