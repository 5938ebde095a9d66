"""What the crawl's tests share: servers on 127.0.0.1, a database in a temporary folder, quick settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cwac_aggregator.config import Settings
from cwac_aggregator.database import Database

from .local_site import Site


@pytest.fixture
def make_site() -> Iterator[Callable[..., Site]]:
    sites: list[Site] = []

    def make(host: str = "127.0.0.1") -> Site:
        sites.append(Site(host))
        return sites[-1]

    yield make
    for site in sites:
        site.close()


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    return make_site()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(f"sqlite:///{tmp_path / 'crawl.sqlite'}") as opened:
        yield opened


@pytest.fixture
def settings() -> Settings:
    """Settings of a quick test: loopback allowed, no delay (which only the demo flag permits)."""
    return Settings(allow_loopback=True, download_delay=0.0)
