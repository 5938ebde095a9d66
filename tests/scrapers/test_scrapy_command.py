"""From a clone, Scrapy's own command stores the same rows as the program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cwac_aggregator.config import Settings
from cwac_aggregator.database import Database
from scrapers import crawl

from .local_site import Site

CLONE = Path(__file__).parents[2]


def scrapy(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *arguments],
        cwd=CLONE,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def registry(site: Site, tmp_path: Path) -> Path:
    site.page("/", '<a href="/news">News</a>', ETag='"1"')
    site.page("/news", "Coffee with a Cop")
    folder = tmp_path / "registry"
    folder.mkdir()
    (folder / "town.yml").write_text(
        f"sources:\n  - id: town\n    name: Town Police\n    kind: police\n    start_urls: [{site.url}/]\n", "utf-8"
    )
    return folder


def test_list() -> None:
    result = scrapy("list")
    assert (result.returncode, result.stdout.split()) == (0, ["department", "single"])


def test_crawl(site: Site, registry: Path, tmp_path: Path) -> None:
    result = scrapy(
        "crawl",
        "department",
        "-a",
        "source=town",
        CWAC_ALLOW_LOOPBACK="1",
        CWAC_REGISTRY=str(registry),
        CWAC_DATABASE_URL=f"sqlite:///{tmp_path / 'a.sqlite'}",
    )
    assert result.returncode == 0, result.stderr
    with (
        Database.open(f"sqlite:///{tmp_path / 'a.sqlite'}") as theirs,
        Database.open(f"sqlite:///{tmp_path / 'b.sqlite'}") as ours,
    ):
        crawl([site.entry()], Settings(allow_loopback=True, download_delay=0), ours, demo=True)
        for url in (site.url + "/", site.url + "/news"):
            a, b = theirs.archive.latest(url), ours.archive.latest(url)
            assert a is not None
            assert b is not None
            assert (a[1], a[0].text_digest, a[0].etag, a[0].source_id) == (b[1], b[0].text_digest, b[0].etag, "town")
        run = theirs.runs.last(crawled=True)
        assert run is not None
        assert run.summary["pages"] == 2


def test_an_unknown_source_is_named(registry: Path, tmp_path: Path) -> None:
    result = scrapy(
        "crawl",
        "department",
        "-a",
        "source=nobody",
        CWAC_REGISTRY=str(registry),
        CWAC_DATABASE_URL=f"sqlite:///{tmp_path / 'a.sqlite'}",
    )
    assert result.returncode != 0
    assert "no source 'nobody'" in result.stderr


def test_a_delay_under_the_floor_fails_at_start(site: Site, registry: Path, tmp_path: Path) -> None:
    result = scrapy(
        "crawl",
        "department",
        "-s",
        "DOWNLOAD_DELAY=0.1",
        CWAC_ALLOW_LOOPBACK="1",
        CWAC_REGISTRY=str(registry),
        CWAC_DATABASE_URL=f"sqlite:///{tmp_path / 'a.sqlite'}",
    )
    assert result.returncode != 0
    assert "at least 1 s" in result.stderr
    assert site.asked == []
