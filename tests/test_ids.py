"""One spelling per address, and ids that never change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwac_aggregator import ids


@pytest.mark.parametrize(
    ("spelling", "canonical"),
    [
        ("HTTPS://PD.Example.GOV", "https://pd.example.gov/"),
        ("http://pd.example.gov:80/a", "http://pd.example.gov/a"),
        ("https://pd.example.gov:443/a", "https://pd.example.gov/a"),
        ("https://pd.example.gov:8443/a", "https://pd.example.gov:8443/a"),
        ("https://pd.example.gov./a", "https://pd.example.gov/a"),
        ("https://[2001:DB8::1]/a", "https://[2001:db8::1]/a"),
        ("https://pd.example.gov/a/./b/../c", "https://pd.example.gov/a/c"),
        ("https://pd.example.gov/%7echief/caf%C3%A9", "https://pd.example.gov/~chief/caf%C3%A9"),
        ("https://pd.example.gov/café", "https://pd.example.gov/caf%C3%A9"),
        ("https://pd.example.gov/a%2fb", "https://pd.example.gov/a%2Fb"),
        ("https://pd.example.gov/a#top", "https://pd.example.gov/a"),
        ("https://pd.example.gov/a?b=2&a=1", "https://pd.example.gov/a?a=1&b=2"),
        ("https://pd.example.gov/a?utm_source=x&fbclid=y&id=7", "https://pd.example.gov/a?id=7"),
        ("https://pd.example.gov/a;jsessionid=0A1B?id=7", "https://pd.example.gov/a?id=7"),
        ("https://pd.example.gov/(S(abcdefghijklmnopqrstuvwx))/a.aspx", "https://pd.example.gov/a.aspx"),
        ("https://pd.example.gov/a?", "https://pd.example.gov/a"),
    ],
)
def test_canonical_url(spelling: str, canonical: str) -> None:
    assert ids.canonical_url(spelling) == canonical


def test_relative_to_a_base() -> None:
    assert (
        ids.canonical_url("../news?page=2#x", "https://pd.example.gov/a/b/c") == "https://pd.example.gov/a/news?page=2"
    )


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="/?#\\\r\n\t"), max_size=20),
    st.dictionaries(st.text("abc%+&=é ", max_size=5), st.text("abc%+&=é ", max_size=5), max_size=3),
)
def test_the_canonical_spelling_is_its_own(path: str, query: dict[str, str]) -> None:
    from urllib.parse import quote, urlencode

    once = ids.canonical_url(f"https://pd.example.gov/{quote(path)}?{urlencode(query)}")
    assert ids.canonical_url(once) == once


def test_ids_are_what_they_were() -> None:
    """Calendars and citations hold them: a change here would break every one."""
    mention = ids.mention_id("https://pd.example.gov/news/7", "native:7")
    assert mention == "mec7363a52d752ecfaab8"
    assert ids.event_id(mention) == "e" + ids.digest("event", mention)
    assert ids.calendar_uid("e1") == "e1@events.cwac-aggregator.org"


def test_parts_of_a_digest_are_kept_apart() -> None:
    assert ids.digest("ab", "c") != ids.digest("a", "bc")
