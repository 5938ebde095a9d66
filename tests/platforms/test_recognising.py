"""What decides which platform made a page, and what must not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from cwac_aggregator.platforms import PLATFORMS, canonical, entries, feeds, recognise

PAGES = [page.read_bytes() for page in sorted((Path(__file__).parent / "fixtures").glob("*.html"))]


def name_of(body: bytes | str, url: str | None = None) -> str | None:
    found = recognise(body, url)
    return found.name if found else None


@pytest.mark.parametrize(
    "body",
    [
        b"<html><head><meta name='x'></head><body><p>Coffee with a Cop, Friday at nine.</p></body></html>",
        b'<html><head><meta id="MetaGenerator" name="GENERATOR" content="DotNetNuke "></head><body></body></html>',
        b'<html><head><meta name="Generator" id="Generator" content="CommonSpot Build 10.0"></head></html>',
        b'<html><body><a href="https://www.civicplus.com">their software</a><input name="__VIEWSTATE"></body></html>',
    ],
)
def test_other_systems_are_unknown(body: bytes) -> None:
    assert recognise(body) is None


def test_bytes_and_text_give_the_same_answer() -> None:
    for body in PAGES:
        assert name_of(body) == name_of(body.decode("utf-8"))


def test_the_content_wins_over_the_address() -> None:
    drupal = b'<html><head><meta name="Generator" content="Drupal 10 (https://www.drupal.org)"></head></html>'
    assert name_of(drupal, "https://town.example.org/CivicAlerts.aspx?AID=3") == "drupal"
    assert name_of(b"<html></html>", "https://town.example.org/CivicAlerts.aspx?AID=3") == "civicplus"
    assert name_of(b"<html></html>", "https://town.example.org/about") is None


def test_attributes_of_the_generator_stand_in_any_order() -> None:
    assert name_of(b"<html><head><meta content='Wix.com Website Builder' name=\"generator\"/></head></html>") == "wix"


def test_an_extension_is_told_from_the_system_under_it() -> None:
    head = b'<html><head><meta name="generator" content="WordPress 6.6">'
    assert name_of(head) == "wordpress"
    assert name_of(head + b'<link href="/wp-content/plugins/the-events-calendar/a.css">') == "the-events-calendar"
    assert name_of(head + b'<link href="/wp-content/plugins/contact-form-7/a.css">') == "wordpress"
    # Assets joined into one file leave no folder behind, only the markup.
    assert (
        name_of(head + b'<script src="/wp-includes/a.js"></script><div class="tribe-events-view">')
        == "the-events-calendar"
    )


def test_a_modern_drupal_is_not_municode() -> None:
    page = b'<html><head><meta name="Generator" content="Drupal %s (https://www.drupal.org)"></head><a>a municode design</a>'
    assert name_of(page % b"7") == "municode"
    assert name_of(page % b"10") == "drupal"


def test_marks_at_the_head_and_the_foot_of_a_long_page_count() -> None:
    filler = b"<p>" + b"x" * 500_000 + b"</p>"
    assert name_of(b"<html><input id='cpcDomain'>" + filler) == "civicplus"
    assert name_of(b"<html>" + filler + b"<p>Government Websites by CivicPlus</p></html>") == "civicplus"


def test_a_link_to_another_site_is_no_mark_in_a_feed() -> None:
    feed = b'<?xml version="1.0"?><rss><channel><item><link>https://lib.example.org</link><description>trumba.com localist</description></item></channel></rss>'
    assert recognise(feed) is None


@given(st.binary(max_size=400))
def test_no_bytes_break_it(body: bytes) -> None:
    recognise(body)
    feeds("https://site.example.org/", None, body)


@settings(max_examples=40)
@given(st.sampled_from(PAGES), st.integers(0, 4000), st.integers(0, 400))
def test_a_damaged_page_breaks_no_reader(body: bytes, start: int, length: int) -> None:
    damaged = body[:start] + body[start + length :]
    try:
        root = html.document_fromstring(damaged)
    except html.etree.ParserError:
        return
    for platform in PLATFORMS:
        for entry in entries(root, "https://site.example.org/page", platform):
            assert entry.title
            assert entry.link is None or entry.link == canonical(entry.link, None)


def test_usual_feeds_stand_on_the_root_of_the_site() -> None:
    for platform in PLATFORMS:
        for feed in feeds("https://site.example.org/deep/page?x=1", platform):
            assert feed.url.startswith("https://site.example.org/")
            assert not feed.stated


def test_no_platform_proposes_what_its_stock_robots_refuse() -> None:
    refused = {"civicplus": "/rss.aspx", "squarespace-7": "format="}
    for one in PLATFORMS:
        if word := refused.get(one.name):
            urls = [feed.url.lower() for feed in feeds("https://site.example.org/", one)]
            assert urls
            assert not [url for url in urls if word in url]


def test_an_unknown_site_has_a_map_at_least() -> None:
    assert [(feed.url, feed.kind) for feed in feeds("https://site.example.org/a/b", None)] == [
        ("https://site.example.org/sitemap.xml", "sitemap")
    ]


def test_names_are_unique_and_extensions_come_before_their_system() -> None:
    names = [one.name for one in PLATFORMS]
    assert len(set(names)) == len(names)
    for one in PLATFORMS:
        if one.parent is not None:
            assert names.index(one.name) < names.index(one.parent.name)
