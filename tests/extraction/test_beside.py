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


KINDS = ("places", "hours", "towns", "changes", "things", "agencies", "streets", "days", "furniture")
REPORTED = {"reported": "places", "reported_changes": "changes"}
"""Kinds that set sentences of another kind beside a report."""


def _told(language: str, paragraphs: tuple[str, ...], published: str = "") -> list[tuple[object, ...]]:
    table = BESIDE[language]
    name, city, region, country, timezone = table["publisher"]
    place = Place(name=name, city=city, region=region, country=country, timezone=timezone, language=language)
    body = "".join(text if text.startswith("<") else f"<p>{text}</p>" for text in paragraphs)
    title = table["title"]
    page = f'<html lang="{language}"><head><title>{title}</title>{published}</head><body><main><h1>{title}</h1>{body}</main></body></html>'
    found = read(Document("https://www.example.org/news/1", page.encode(), date(2026, 5, 4)), place).mentions
    return [
        (f"{m.venue} {m.street} {m.city} {str(m.start)[11:16] or '-'}", m.theme, m.status, m.organizer) for m in found
    ]


@pytest.mark.parametrize(("language", "kind"), ROWS)
def test_sentence_of_something_else_gives_nothing(language: str, kind: str) -> None:
    event, expected = BESIDE[language]["events"][kind]
    alone = _told(language, (event,))
    facts = 4 if kind == "agencies" else 3  # a host may be named in full elsewhere
    assert [told[0] for told in alone] == [expected]
    wrong = {}
    for sentence in BESIDE[language][REPORTED.get(kind, kind)]:
        for order in ((event, sentence), (sentence, event)):
            found = _told(language, order)
            if [told[:facts] for told in found] != [told[:facts] for told in alone]:
                wrong[order] = found
    assert wrong == {}


@pytest.mark.parametrize("turn", range(5))
def test_sentence_beside_a_list_or_a_report_gives_nothing(turn: int) -> None:
    """Each sentence stands above or below one of the pages, another one in each turn."""
    table = BESIDE["en"]
    stamp = '<meta property="article:published_time" content="2026-05-04T09:00:00">'
    alone = [_told("en", (page,), stamp) for page in table["pages"]]
    wrong = {}
    for number, sentence in enumerate(s for kind in KINDS for s in table[kind] if s not in table["of_ours"]):
        which = (number + turn) % len(alone)
        page = table["pages"][which]
        order = (page, sentence) if (number + turn) % 2 or "<br>" in page else (sentence, page)
        found = _told("en", order, stamp)
        if [facts[:3] for facts in found] != [facts[:3] for facts in alone[which]]:  # a host that none tells may be any
            wrong[order] = found
    assert wrong == {}
