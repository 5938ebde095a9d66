"""Nothing disappears (law 4): whatever happens to a site, no event is cancelled or lost, and nothing false is published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cwac_aggregator import pipeline
from cwac_aggregator.config import Settings
from cwac_aggregator.database import Database
from cwac_aggregator.errors import ChecksRefusedError
from cwac_aggregator.health import assess
from cwac_aggregator.model import Event
from cwac_aggregator.sources import SourceEntry
from scrapers import crawl

from .local_site import Reply, Site

NOW = datetime(2026, 9, 14, 12, tzinfo=UTC)
EVENTS = 10


def town(site: Site) -> SourceEntry:
    links = "".join(f'<li><a href="/events/{n}">Coffee with a Cop {n}</a></li>' for n in range(EVENTS))
    site.page("/", f"<h1>Events</h1><ul>{links}</ul>")
    for n in range(EVENTS):
        day = NOW.date() + timedelta(days=3 + n)
        site.page(
            f"/events/{n}",
            f"<h1>Coffee with a Cop</h1><p>Join the police for Coffee with a Cop on {day:%A, %B} {day.day}, {day.year} "
            f"from 8 to 10 a.m. at Corner Cafe {n}, {100 + n} Main Street, Ottumwa.</p>",
        )
    return site.entry(city="Ottumwa", region="IA", country="US")


def run(database: Database, settings: Settings, entry: SourceEntry, folder: Path, day: int) -> dict[str, Event]:
    """One whole run; the events by id. A refusal of the checks is passed on."""
    at = NOW + timedelta(days=day)
    database.sources.sync([entry])
    crawl([entry], settings, database, clock=lambda: at, demo=True)
    pipeline.extract(database, {entry.id: entry})
    pipeline.resolve(database, threshold=settings.publish_threshold)
    pipeline.export(database, folder, settings)
    return events(database)


def events(database: Database) -> dict[str, Event]:
    return {event.id: event for event in database.events.stream_for_export()}


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def everything(site: Site, reply: Reply) -> None:
    robots = site.pages.get("/robots.txt", Reply(b"", 404))
    site.reply = lambda path: robots if path == "/robots.txt" else reply  # type: ignore[method-assign,return-value]


def outage(site: Site) -> None:
    site.close()


def robots_in_trouble(site: Site) -> None:
    site.pages["/robots.txt"] = Reply(b"", 500)


def server_errors(site: Site) -> None:
    everything(site, Reply(b"oops", 500))


def empty_pages(site: Site) -> None:
    everything(site, Reply(b""))


def not_found(site: Site) -> None:
    everything(site, Reply(b"<h1>Not found</h1>", 404))


def soft_not_found(site: Site) -> None:
    everything(site, Reply(b"<title>Page not found</title><h1>Page not found</h1>"))


def challenge(site: Site) -> None:
    everything(site, Reply(b"<title>Just a moment...</title>"))


def moved(site: Site) -> None:
    everything(site, Reply(b"", 301, {"Location": "http://127.0.0.9:1/"}))


def redesign(site: Site) -> None:
    everything(site, Reply(b"<title>Town</title><h1>Our new site</h1><p>Welcome to our new site.</p>"))


def nine_in_ten_gone(site: Site) -> None:
    site.page("/", '<h1>Events</h1><a href="/events/0">Coffee with a Cop 0</a>')
    for n in range(1, EVENTS):
        site.page(f"/events/{n}", "<h1>Events</h1><p>There is nothing planned.</p>")


@pytest.fixture
def before(site: Site, database: Database, settings: Settings, tmp_path: Path) -> tuple[SourceEntry, dict[str, Event]]:
    entry = town(site)
    found = run(database, settings, entry, tmp_path / "exports", 0)
    assert len(found) == EVENTS
    assert {event.status for event in found.values()} == {"scheduled"}
    return entry, found


@pytest.mark.parametrize(
    "disaster",
    [outage, robots_in_trouble, server_errors, empty_pages, not_found, soft_not_found, challenge, moved, redesign,
     nine_in_ten_gone],
)  # fmt: skip
def test_no_event_is_cancelled_or_lost(
    disaster: Callable[[Site], None],
    before: tuple[SourceEntry, dict[str, Event]],
    site: Site,
    database: Database,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("scrapers.politeness.PAUSE", 0.01)
    entry, events_before = before
    folder = tmp_path / "exports"
    published = files(folder)
    disaster(site)
    for day in (1, 2):
        try:
            run(database, settings, entry, folder, day)
        except ChecksRefusedError:
            assert files(folder) == published
    after = events(database)
    assert events_before.keys() <= after.keys()
    assert {event.status for event in after.values()} == {"scheduled"}
    assert {after[event_id].start for event_id in events_before} == {event.start for event in events_before.values()}
    calendar = next(body for name, body in files(folder).items() if name.endswith("events.ics"))
    assert calendar.count(b"BEGIN:VEVENT") == EVENTS
    assert b"STATUS:CANCELLED" not in calendar


@pytest.mark.parametrize(
    ("disaster", "state"),
    [(outage, "failing"), (server_errors, "failing"), (not_found, "gone"), (challenge, "blocked"), (moved, "moved"),
     (redesign, "ok")],
)  # fmt: skip
def test_the_health_of_the_source_says_what_happened(
    disaster: Callable[[Site], None],
    state: str,
    before: tuple[SourceEntry, dict[str, Event]],
    site: Site,
    database: Database,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("scrapers.politeness.PAUSE", 0.01)
    entry, _ = before
    disaster(site)
    alerts = []
    for day in (1, 2, 3):
        crawl([entry], settings, database, clock=lambda day=day: NOW + timedelta(days=day), demo=True)  # type: ignore[misc]
        (health,) = assess(database, [entry], (NOW + timedelta(days=day)).date())
        alerts.append(health.alert)
    assert health.state == state
    assert alerts[0] is False
    assert alerts[-1] is (state != "ok")
