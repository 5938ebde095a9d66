"""Each page in `fixtures/` has its expected answer beside it: the platform, its entries, and the feeds it names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from cwac_aggregator.platforms import Entry, entries, feeds, recognise

PAGES = sorted((Path(__file__).parent / "fixtures").glob("*.html"))
FIELDS = [name for name in Entry.__slots__ if name != "locator"]


def parsed(body: bytes) -> html.HtmlElement:
    return html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8"))


def expected(page: Path) -> dict[str, Any]:
    return yaml.safe_load(page.with_suffix(".yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_is_recognised_by_its_bytes_alone(page: Path) -> None:
    found = recognise(page.read_bytes())
    assert (found.name if found else None) == expected(page)["platform"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_reads_the_entries_it_sets_apart(page: Path) -> None:
    answer = expected(page)
    body = page.read_bytes()
    found = entries(parsed(body), answer["url"], recognise(body))
    plain = [{name: value for name in FIELDS if (value := getattr(entry, name))} for entry in found]
    assert plain == answer["entries"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_rows_asked_for_are_those_of_the_whole_list(page: Path) -> None:
    answer = expected(page)
    body = page.read_bytes()
    root, platform = parsed(body), recognise(body)
    whole = entries(root, answer["url"], platform)
    for word in {entry.title.split()[0].lower() for entry in whole if entry.title}:
        asked = entries(root, answer["url"], platform, lambda text, word=word: word in text.lower())
        assert [e for e in asked if word in e.title.lower()] == [e for e in whole if word in e.title.lower()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_finds_the_feeds_the_page_names(page: Path) -> None:
    answer = expected(page)
    body = page.read_bytes()
    assert [feed.url for feed in feeds(answer["url"], recognise(body), body) if feed.stated] == answer["feeds"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_an_entry_can_be_found_again_by_its_locator(page: Path) -> None:
    body = page.read_bytes()
    root = parsed(body)
    for entry in entries(root, "https://site.example.org/page", recognise(body)):
        found = root.getroottree().xpath(entry.locator)
        assert len(found) == 1
        if found[0].tag != "script":
            first_word = entry.title.split()[0]
            assert first_word in found[0].text_content()


def test_every_platform_with_markup_has_a_page() -> None:
    from cwac_aggregator.platforms import PLATFORMS

    covered = {expected(page)["platform"] for page in PAGES}
    assert {one.name for one in PLATFORMS if one.layouts} <= covered
