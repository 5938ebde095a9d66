"""Looking at a site before it is a source: every replica of the town is told for what it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time

import pytest

from cwac_aggregator.config import Settings
from cwac_aggregator.errors import RobotsError, SourceError
from cwac_aggregator.extraction.page import read_publisher
from cwac_aggregator.model import Document
from cwac_aggregator.sources import parse_registry
from scrapers.demo import TODAY, DemoTown
from scrapers.probe import Probe, probe

from .local_site import Reply, Site

PLATFORMS = {
    "journal": "squarespace-5",
    "blog": "wordpress",
    "sheriff": "the-events-calendar",
    "city": "civicplus",
    "pueblo": None,
    "program": "wordpress",
    "paper": "wordpress",
    "campus": "drupal",
    "capital": "vision",
    "harbor": "opencities",
    "quarry": "revize",
    "gorge": "municode",
    "plaza": "squarespace-7",
    "docks": "wix",
}
QUIET = Settings(allow_loopback=True, download_delay=0.0)


@pytest.fixture(scope="module")
def town() -> Iterator[DemoTown]:
    with DemoTown() as served:
        yield served


def look(url: str, **more: object) -> Probe:
    clock = datetime.combine(TODAY, time(12), UTC)
    return probe(url, QUIET, registry={}, clock=lambda: clock, demo=True, **more)  # type: ignore[arg-type]


def test_every_replica_has_its_platform_here(town: DemoTown) -> None:
    assert town.sites.keys() == PLATFORMS.keys()


@pytest.mark.parametrize("site", PLATFORMS)
def test_the_platform_of_every_replica(town: DemoTown, site: str) -> None:
    found = look(f"{town.sites[site]}/")
    assert (found.platform.name if found.platform else None) == PLATFORMS[site]
    assert len(found.looks) <= 13
    assert found.entry.start_urls[0] == f"{town.sites[site]}/"


def test_what_is_said_of_a_site(town: DemoTown) -> None:
    found = look(f"{town.sites['city']}/")
    assert (found.entry.id, found.entry.name, found.entry.kind) == ("city-of-ottumwa-ia", "City of Ottumwa", "city")
    assert (found.entry.city, found.entry.region, found.entry.country) == ("Ottumwa", "IA", "US")
    assert [look.kind for look in found.looks if look.mentions][:3] == ["page", "ics", "rss"]
    assert "Coffee with a Cop" in {mention.title for mention in found.mentions}
    assert look(f"{town.sites['blog']}/").rules.delay == 0.3
    assert look(f"{town.sites['paper']}/").rules.sitemaps == (f"{town.sites['paper']}/wp-sitemap.xml",)


def test_what_the_user_states_wins(town: DemoTown) -> None:
    entry = look(f"{town.sites['blog']}/", stated={"name": "Kindling", "city": "Lansing", "region": "MI"}).entry
    assert (entry.id, entry.name, entry.city) == ("kindling-mi", "Kindling", "Lansing")
    with pytest.raises(SourceError, match="country"):
        look(f"{town.sites['blog']}/", stated={"country": "Michigan"})


def test_a_page_that_may_not_be_asked_for(site: Site) -> None:
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /\n", headers={"Content-Type": "text/plain"})
    with pytest.raises(RobotsError, match=r"robots\.txt does not allow it"):
        look(site.url + "/")


def test_a_site_of_the_registry_keeps_its_id(site: Site) -> None:
    site.page("/police", "<h1>Police</h1>")
    entry = site.entry("/news", id="town-police")
    found = probe(site.url + "/police", QUIET, registry={entry.id: entry}, demo=True)
    assert found.entry.id == "town-police"


@pytest.mark.parametrize(
    ("html", "name", "kind", "place"),
    [
        (
            "<title>News | Ames Police Department</title><p>515 Clark Ave, Ames, IA 50010",
            "Ames Police Department",
            "police",
            ("Ames", "IA"),
        ),
        (
            "<title>Home - Story County Sheriff's Office</title>",
            "Story County Sheriff's Office",
            "sheriff",
            (None, None),
        ),
        ("<meta property='og:site_name' content='City of Ames'><title>x</title>", "City of Ames", "city", (None, None)),
        ("<title>Home | Welcome</title><p>Springfield, ZZ 99999", "Welcome", "city", (None, None)),
        ("<p>no title, Ames, Texas 50010", None, "city", (None, None)),
        ("", None, "city", (None, None)),
    ],
)
def test_the_publisher_as_a_page_tells_it(
    html: str, name: str | None, kind: str, place: tuple[str | None, str | None]
) -> None:
    said = read_publisher(Document("https://site.example.com/", html.encode()))
    assert (said.name, said.kind, (said.city, said.region)) == (name, kind, place)


def test_the_country_follows_from_the_address() -> None:
    for host, country in (("x.gov", "US"), ("x.police.uk", "GB"), ("x.polizei.de", "DE"), ("x.org", None)):
        assert read_publisher(Document(f"https://{host}/", b"<title>x</title>")).country == country


def test_the_entry_is_one_that_the_registry_takes(town: DemoTown) -> None:
    from cwac_aggregator.cli.source_probe import _as_yaml

    for name, url in town.sites.items():
        (entry,) = parse_registry(_as_yaml(look(f"{url}/")), name)
        assert entry.checked == "never"
