"""Pages that name the program and state no event: jobs, logs, minutes, histories, other programs; and those that look alike and do."""

from __future__ import annotations

import html
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Mention, Place

TABLE: dict[str, list[Any]] = yaml.safe_load((Path(__file__).parent / "silent.yml").read_text(encoding="utf-8"))
PUBLISHERS = ["Springfield Gazette", "Springfield Police Department"]


@pytest.mark.parametrize("publisher", PUBLISHERS)
@pytest.mark.parametrize(("title", "paragraphs"), TABLE["silent"])
def test_silent(title: str, paragraphs: list[str], publisher: str) -> None:
    assert _read(title, paragraphs, publisher) == []


@pytest.mark.parametrize(("title", "paragraphs", "stated"), TABLE["stated"])
def test_stated(title: str, paragraphs: list[str], stated: list[str]) -> None:
    found = _read(title, paragraphs, PUBLISHERS[0])
    assert sorted(mention.series or str(mention.start)[:16] for mention in found) == sorted(stated)


def _read(title: str, paragraphs: list[str], publisher: str) -> list[Mention]:
    body = "".join(f"<p>{html.escape(text, quote=False)}</p>" for text in paragraphs)
    page = (
        f'<html lang="en"><head><title>{title}</title><meta property="article:published_time" content="2024-03-04">'
        f"</head><body><h1>{title}</h1>{body}</body></html>"
    )
    place = Place(
        name=publisher, city="Springfield", region="IL", country="US", timezone="America/Chicago", language="en"
    )
    return list(read(Document("https://www.example.org/news/x", page.encode(), date(2024, 3, 5)), place).mentions)
