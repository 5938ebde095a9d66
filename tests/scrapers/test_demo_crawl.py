"""The demo town, crawled over real HTTP: everything worth reading is reached, nothing else is asked for, nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest
import sqlalchemy as sa

from cwac_aggregator.config import Settings
from cwac_aggregator.database import Database
from cwac_aggregator.sources import SourceEntry
from scrapers import crawl
from scrapers.demo import load_expected
from scrapers.demo.pages import HERE
from scrapers.demo.registry import demo_sources
from scrapers.demo.server import TODAY, DemoTown
from scrapers.summary import CrawlSummary

CLOCK = datetime.combine(TODAY, time(12), UTC)


class Crawled:
    """The town after two crawls."""

    def __init__(self, town: DemoTown, database: Database) -> None:
        entries = [SourceEntry.model_validate(row) for row in demo_sources(town.sites)]
        settings = Settings(allow_loopback=True, download_delay=0.0)
        self.town = town
        self.first = crawl(entries, settings, database, clock=lambda: CLOCK, demo=True)
        self.bodies = self._bodies(database)
        self.asked = {site: town.log.paths(site) for site in town.sites}
        self.issues = {issue.code for issue in database.issues.all()}
        town.log.clear()
        self.second: CrawlSummary = crawl(entries, settings, database, clock=lambda: CLOCK, demo=True)
        self.bodies_after = self._bodies(database)

    @staticmethod
    def _bodies(database: Database) -> set[str]:
        with database._engine.connect() as connection:
            return set(connection.scalars(sa.text("select digest from bodies")))


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    path: Path = tmp_path_factory.mktemp("town") / "town.sqlite"
    with DemoTown() as town, Database.open(f"sqlite:///{path}") as database:
        yield Crawled(town, database)


def test_every_site_is_read(crawled: Crawled) -> None:
    assert all(counts.pages >= 5 for counts in crawled.first.sources.values())
    assert all(counts.ended == "done" for counts in crawled.first.sources.values())


def test_no_address_is_asked_for_twice(crawled: Crawled) -> None:
    assert {(site, path, n) for site, paths in crawled.asked.items() for path, n in paths.items() if n > 1} == set()


def test_the_second_crawl_stores_no_body(crawled: Crawled) -> None:
    assert crawled.bodies_after == crawled.bodies
    assert crawled.second.total("new") == crawled.second.total("changed") == 0


def test_the_second_crawl_asks_for_little(crawled: Crawled) -> None:
    assert all(counts.requests >= 1 for counts in crawled.second.sources.values())
    assert crawled.second.total("requests") <= 0.4 * crawled.first.total("requests")
    assert crawled.second.total("confirmed") >= 5


def test_what_robots_txt_forbids_is_never_asked_for(crawled: Crawled) -> None:
    paths = {path for paths in crawled.asked.values() for path in paths}
    forbidden = ("/borrador/", "/wp-admin/", "/search", "/RSS.aspx", "/display/Search", "/?s=")
    assert [path for path in paths if path.startswith(forbidden)] == []


def test_the_endless_calendars_end(crawled: Crawled) -> None:
    months = [path for paths in crawled.asked.values() for path in paths if "month" in path and "journal" not in path]
    assert 4 <= len(months) <= 2 * 17


def test_no_twin_of_a_page_is_asked_for(crawled: Crawled) -> None:
    paths = [path.lower() for paths in crawled.asked.values() for path in paths]
    assert [path for path in paths if "printerfriendly" in path or "preview" in path or "eventid=" in path] == []


TRAPS = {
    "session ids": ("sid=", "jsessionid"),
    "tracking parameters": ("utm_",),
    "print twins": ("printerfriendly", "preview"),
    "mobile twins": ("/m/newsflash",),
    "faceted and sorted lists": ("sort=", "filter=", "facet="),
    "view state": ("toggle=", "npage=", "field_microsite_tid"),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_every_trap_of_the_town_is_walked_around(crawled: Crawled, trap: str) -> None:
    linked = [file.read_text("utf-8") for file in (HERE / "sites").rglob("*.html")]
    assert any(mark in text.lower() for text in linked for mark in TRAPS[trap]), "the town has lost it"
    paths = [path.lower() for paths in crawled.asked.values() for path in paths]
    assert [path for path in paths if any(mark in path for mark in TRAPS[trap])] == []


def test_addresses_that_redirect_to_each_other_are_asked_for_once(crawled: Crawled) -> None:
    assert crawled.asked["campus"]["/old/coffee-with-a-cop"] == crawled.asked["campus"]["/older/coffee-with-a-cop"] == 1


def test_paths_in_any_case_are_one_page(crawled: Crawled) -> None:
    paths = [path.lower() for path in crawled.asked["city"]]
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize("site", ["journal", "blog", "sheriff", "city", "pueblo", "paper", "campus", "capital", "harbor",
                                  "quarry", "gorge", "plaza", "docks"])  # fmt: skip
def test_from_its_home_page_the_pages_that_matter_come_within_thirty_requests(site: str, tmp_path: Path) -> None:
    wanted = {page["path"] for page in load_expected()["pages"] if page["site"] == site and page["mentions"]}
    with DemoTown() as town, Database.open(f"sqlite:///{tmp_path}/one.sqlite") as database:
        (row,) = (row for row in demo_sources(town.sites) if row["id"] == f"demo-{site}")
        entry = SourceEntry.model_validate(row | {"start_urls": [town.sites[site] + "/"]})
        settings = Settings(allow_loopback=True, download_delay=0.0, max_pages=30)
        crawl([entry], settings, database, clock=lambda: CLOCK, demo=True)
        asked = {path.split("?")[0].lower() if "." not in path else path.lower() for path in town.log.paths(site)}
    reached = {path for path in wanted if path.lower() in asked}
    assert wanted - reached == set()


def test_the_soft_404_is_an_issue_and_the_404_is_none(crawled: Crawled) -> None:
    assert crawled.issues == {"soft-404"}
    assert crawled.asked["paper"]["/2019/05/02/bridge-opens/"] == 1
    assert crawled.first.sources["demo-paper"].gone >= 1
