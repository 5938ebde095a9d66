"""The registry that ships: enough of it, everywhere, and every entry one that a crawl can start from."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from cwac_aggregator.ids import canonical_url
from cwac_aggregator.sources import SourceEntry, load_registry, parse_registry, shipped_registry

REGISTRY = load_registry()
WALLED = ("facebook.com", "nextdoor.com", "instagram.com", "twitter.com", "x.com", "nixle.com")


def files() -> list[tuple[str, str, str]]:
    """(country, region, text) of each shipped file; the national program's own stands outside the regions."""
    found = []
    for country in shipped_registry().iterdir():
        if country.is_dir():
            for file in country.iterdir():
                if file.name.endswith(".yml"):
                    found.append((country.name, file.name.removesuffix(".yml"), file.read_text(encoding="utf-8")))
    return found


def test_there_are_enough_sources_in_enough_places() -> None:
    states = {entry.region for entry in REGISTRY.values() if entry.country == "US"}
    abroad = {entry.country for entry in REGISTRY.values()} - {"US"}
    assert len(REGISTRY) >= 150
    assert len(states) >= 45
    assert len(abroad) >= 5
    kinds = Counter(entry.kind for entry in REGISTRY.values())
    assert {"police", "sheriff", "city", "campus", "program"} <= set(kinds)


@pytest.mark.parametrize("entry", REGISTRY.values(), ids=lambda entry: entry.id)
def test_an_entry_is_whole(entry: SourceEntry) -> None:
    assert entry.city
    assert entry.country
    assert entry.region
    assert entry.place.timezone, "without a zone no event of it has an hour"
    # Nobody has looked at any of them from here.
    assert entry.checked == "never"
    for url in entry.start_urls:
        assert canonical_url(url) == url, "an address is written as it is stored"
        host = urlsplit(url).hostname or ""
        assert not host.endswith(WALLED)
        assert not entry.allow or any(re.search(pattern, url) for pattern in entry.allow)


def test_no_site_stands_there_twice() -> None:
    starts = Counter(url for entry in REGISTRY.values() for url in entry.start_urls)
    assert [url for url, count in starts.items() if count > 1] == []
    # Two sources may share a host only where each is kept to its own part of it.
    shared = Counter(host for entry in REGISTRY.values() for host in entry.hosts)
    for entry in REGISTRY.values():
        if any(shared[host] > 1 for host in entry.hosts):
            assert entry.allow, f"{entry.id} shares its host"


def test_a_file_holds_the_entries_of_its_region() -> None:
    for country, region, text in files():
        for entry in parse_registry(text, f"{country}/{region}.yml"):
            assert entry.country is not None
            assert entry.country.lower() == country
            if region != "program":
                assert entry.region is not None
                assert entry.region.lower() == region
