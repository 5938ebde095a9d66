"""A corpus of three small cases, and a reader that answers as a test tells it to."""

import json
from pathlib import Path
from typing import Any

import pytest

ROW: dict[str, Any] = {
    "title": "Coffee with a Cop",
    "kind": "event",
    "theme": "coffee",
    "status": "scheduled",
    "previous_start": None,
    "start": "2023-10-04T08:00:00-07:00",
    "end": None,
    "organizer": None,
    "venue": "Moe's Café",
    "street": "12 Kent Way",
    "city": "Yakima",
    "region": "WA",
    "postcode": None,
    "country": "US",
    "series": None,
    "flags": [],
    "alternatives": [],
}
PAGE: dict[str, Any] = {
    "url": "https://police.example.org/coffee",
    "fetched": "2023-09-27",
    "source": {"name": "City of Yakima", "city": "Yakima", "region": "WA", "country": "US"},
    "language": "en",
    "form": "prose",
    "layout": "plain",
    "split": "dev",
}
HTML = "<title>Coffee with a Cop</title><p>Coffee with a Cop, October 4, 2023, 8 a.m., Moe's Café, 12 Kent Way, Yakima; Bean Barn."


def write_case(corpus: Path, number: int, *rows: dict[str, Any], **page: Any) -> Path:
    """Write one case whose mentions are `ROW` with the given changes."""
    folder = corpus / f"en-prose-{number}"
    folder.mkdir(parents=True)
    (folder / "page.html").write_text(HTML, encoding="utf-8")
    (folder / "page.json").write_text(json.dumps(PAGE | page), encoding="utf-8")
    (folder / "expected.json").write_text(json.dumps({"mentions": [ROW | row for row in rows]}), encoding="utf-8")
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Case 1 states one event, case 2 two at two places, case 3 none; nobody has read the misses of case 3."""
    write_case(tmp_path / "corpus", 1, {})
    write_case(tmp_path / "corpus", 2, {}, {"venue": "Bean Barn", "theme": "tea"}, layout="blog")
    write_case(tmp_path / "corpus", 3, split="check")
    return tmp_path / "corpus"
