"""Fetching one address for a command: the same downloader, the same manners."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from cwac_aggregator.config import Settings
from cwac_aggregator.errors import FetchError
from cwac_aggregator.model import Document
from scrapers import fetch, fetch_all

from .local_site import NOW, Reply, Site


def test_a_page(site: Site, settings: Settings) -> None:
    site.page("/news", "Coffee with a Cop")
    document = fetch(site.url + "/news", settings, clock=lambda: NOW, demo=True)
    assert b"Coffee with a Cop" in document.body
    assert (document.url, document.fetched) == (site.url + "/news", NOW.date())
    assert document.content_type == "text/html; charset=utf-8"
    assert site.paths() == ["/robots.txt", "/news"]


def test_a_redirect_is_followed(site: Site, settings: Settings) -> None:
    site.pages["/old"] = Reply(b"", 301, {"Location": "/new"})
    site.page("/new", "here")
    assert fetch(site.url + "/old", settings, demo=True).url == site.url + "/new"


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(b"", 404), "answered 404"),
        (Reply(b"<title>Page not found</title>"), "not found"),
        (Reply(b"x" * 3000), "larger than"),
    ],
)
def test_what_went_wrong_is_said(site: Site, settings: Settings, reply: Reply, words: str) -> None:
    site.pages["/x"] = reply
    with pytest.raises(FetchError, match=words) as error:
        fetch(site.url + "/x", settings.model_copy(update={"max_body_bytes": 2048}), demo=True)
    assert site.url + "/x" in str(error.value)
    assert error.value.hint


def test_several_in_one_go(site: Site, settings: Settings) -> None:
    site.page("/a", "a")
    site.page("/b", "b")
    urls = [site.url + "/b", "nonsense", site.url + "/a", site.url + "/gone"]
    found = fetch_all(urls, settings, demo=True)
    assert [isinstance(item, Document) for item in found] == [True, False, True, False]
    assert [item.url for item in found if isinstance(item, Document)] == [urls[0], urls[2]]
    assert site.paths().count("/robots.txt") == 1


def test_one_fetch_after_another_keeps_the_distance(site: Site) -> None:
    site.page("/a", "a")
    site.page("/b", "b")
    polite = Settings(allow_loopback=True)
    for path in ("/a", "/b"):
        fetch(site.url + path, polite)
    times = [asked.at for asked in site.asked]
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.94


def test_robots_txt_holds_here_too(site: Site, settings: Settings) -> None:
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /\n")
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetch(site.url + "/x", settings, demo=True)
    assert site.paths() == ["/robots.txt"]


def test_nobody_there(site: Site, settings: Settings) -> None:
    site.close()
    with pytest.raises(FetchError):
        fetch(site.url + "/x", settings, demo=True)


def test_not_an_address(settings: Settings) -> None:
    with pytest.raises(FetchError, match="not an http"):
        fetch("ftp://example.org/x", settings, demo=True)


def test_nothing_is_left_behind(
    site: Site, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    site.page("/", "one")
    fetch(site.url + "/", settings, demo=True)
    assert list(tmp_path.iterdir()) == []


def test_a_sitemap_in_robots_txt_is_no_errand(site: Site, settings: Settings) -> None:
    site.pages["/robots.txt"] = Reply(f"Sitemap: {site.url}/map.xml\n".encode(), headers={"Content-Type": "text/plain"})
    for path in ("/", "/a", "/b"):
        site.page(path, path)
    found = fetch_all([site.url + path for path in ("/", "/a", "/b")], settings, demo=True)
    assert [type(answer).__name__ for answer in found] == ["Document"] * 3
    assert sorted(site.paths()) == ["/", "/a", "/b", "/robots.txt"]
