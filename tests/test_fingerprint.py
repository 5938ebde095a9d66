"""The text digest: blind to what differs in every answer, awake to what a page says."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwac_aggregator.fingerprint import text_digest

PAGE = "<html><head>{head}</head><body><h1>Coffee with a Cop</h1>{body}</body></html>"
ICS = "BEGIN:VCALENDAR\r\nPRODID:{0}\r\nBEGIN:VEVENT\r\nDTSTAMP:{0}\r\nDTSTART:{1}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
RSS = "<?xml version='1.0'?><rss><channel><lastBuildDate>{0}</lastBuildDate><pubDate>{0}</pubDate><item><pubDate>{1}</pubDate></item></channel></rss>"


def page(head: str = "", body: str = "") -> bytes:
    return PAGE.format(head=head, body=body).encode()


@pytest.mark.parametrize(
    "noise",
    [
        "<input type='hidden' name='token' value='{}'>",
        "<script nonce='a'>var t = '{}';</script>",
        "<SCRIPT>{}</SCRIPT >",
        "<style>.c{}</style>",
        "<!-- served {} -->",
        "<div data-token='{}'></div>",
        "<p>Request 8f3ab61c{}d0e9471c2277</p>",
        "<p>3f2504e0-4f89-11d3-9a0c-0305e82c330{}</p>",
    ],
)
def test_noise_of_every_answer_is_not_a_change(noise: str) -> None:
    assert text_digest(page(body=noise.format("1"))) == text_digest(page(body=noise.format("2")))


@pytest.mark.parametrize(
    "said",
    [
        "<p>October {}</p>",
        "<time datetime='2026-10-0{}'>next Wednesday</time>",
        "<meta itemprop=startDate content='2026-10-0{}'>",
        '<script type=\'application/ld+json\'>{{"startDate": "2026-10-0{}"}}</script>',
    ],
)
def test_what_the_page_says_is_a_change(said: str) -> None:
    assert text_digest(page(body=said.format("1"))) != text_digest(page(body=said.format("2")))


@pytest.mark.parametrize("feed", [ICS, RSS])
def test_a_feed_is_its_entries(feed: str) -> None:
    assert text_digest(feed.format("A", "X").encode()) == text_digest(feed.format("B", "X").encode())
    assert text_digest(feed.format("A", "X").encode()) != text_digest(feed.format("A", "Y").encode())


def test_other_bodies_count_as_they_are() -> None:
    assert text_digest(b'{"a": 1}') != text_digest(b'{"a": 2}')
    assert text_digest(b"") != text_digest(b"x")


@given(st.binary(max_size=300))
def test_any_bytes_have_a_digest(body: bytes) -> None:
    assert len(text_digest(body)) == 64
    assert text_digest(body) == text_digest(body)


@pytest.mark.parametrize(
    "unit", [b"<script>", b"<", b"<!--", b"datetime=", b"a1", b"0123456-", b"<SCRIPT></SCRIPT>", b"<script></script"]
)
def test_hostile_pages_cost_no_more_than_their_length(unit: bytes) -> None:
    started = time.perf_counter()
    text_digest(b"<html>" + unit * (2_000_000 // len(unit)))
    assert time.perf_counter() - started < 5
