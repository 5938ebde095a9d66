"""One list of events in all the shapes that tables have, in six languages: a careful reader reads the same in each."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from cwac_aggregator.extraction import read
from cwac_aggregator.model import Document, Mention, Place

from .table_shapes import SHAPES, Words

LANGUAGES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "tables.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("told", LANGUAGES, ids=[told["language"] for told in LANGUAGES])
@pytest.mark.parametrize("name", SHAPES)
def test_shape(told: dict[str, Any], name: str) -> None:
    body, stated = SHAPES[name](Words(told))
    page = (
        f'<html lang="{told["language"]}"><head><title>{told["program"]}</title>'
        '<meta property="article:published_time" content="2024-09-01T06:00:00Z"></head>'
        f"<body><main><h1>{told['program']}</h1><p>{told['lead']}</p>{body}</main></body></html>"
    )
    document = Document("https://www.example.org/coffee", page.encode(), date(2024, 9, 3))
    found = read(document, Place(language=told["language"], **told["near"])).mentions
    assert sorted(map(_told, found)) == stated


def _told(mention: Mention) -> str:
    start, end = (_moment(value) for value in (mention.start, mention.end))
    return " | ".join(
        [start, end, mention.venue or "-", mention.street or "-", mention.city or "-", str(mention.status)]
    )


def _moment(value: date | None) -> str:
    return "-" if value is None else value.isoformat()[: 16 if isinstance(value, datetime) else 10]
