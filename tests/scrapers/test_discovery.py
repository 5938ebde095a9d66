"""From a home page to the pages that matter, in few requests."""

from __future__ import annotations

from cwac_aggregator.config import Settings
from cwac_aggregator.database import Database
from scrapers import crawl

from .local_site import NOW, Site

DEPARTMENTS = [
    "parks",
    "library",
    "water",
    "streets",
    "planning",
    "finance",
    "clerk",
    "assessor",
    "council",
    "courts",
    "permits",
    "utilities",
    "jobs",
]


def city(site: Site) -> set[str]:
    """A city's site: a wide menu of other things, three levels of each, and the police three clicks from home."""
    menu = "".join(f'<li><a href="/{name}">{name.title()}</a></li>' for name in DEPARTMENTS)
    menu += '<li><a href="/departments/7">Police Department</a></li><li><a href="/calendar">Calendar</a></li>'
    site.page("/", f"<h1>Welcome</h1><ul>{menu}</ul>")
    for name in DEPARTMENTS:
        links = "".join(f'<a href="/{name}/{n}">{name.title()} page {n}</a>' for n in range(30))
        site.page(f"/{name}", f"<h1>{name}</h1><ul>{menu}</ul>{links}")
        for n in range(30):
            site.page(f"/{name}/{n}", f"<h1>{name} {n}</h1><ul>{menu}</ul>")
    site.page("/departments/7", f'<h1>Police</h1><ul>{menu}</ul><a href="/departments/7/12">Community outreach</a>')
    site.page("/departments/7/12", f'<h1>Outreach</h1><ul>{menu}</ul><a href="/node/881">Coffee with a Cop</a>')
    site.page("/node/881", "<h1>Coffee with a Cop</h1><p>October 7</p>")
    site.page("/calendar", f'<h1>Calendar</h1><ul>{menu}</ul><a href="/calendar/event/55">Cocoa with a Cop</a>')
    site.page("/calendar/event/55", "<h1>Cocoa with a Cop</h1>")
    return {"/departments/7", "/departments/7/12", "/node/881", "/calendar", "/calendar/event/55"}


def test_the_pages_that_matter_come_within_the_first_thirty(site: Site, database: Database, settings: Settings) -> None:
    wanted = city(site)
    crawl([site.entry()], settings, database, clock=lambda: NOW, demo=True)
    assert wanted <= set(site.paths()[:30])
    assert site.paths().index("/node/881") <= 8
