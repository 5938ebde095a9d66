"""What changed, told by event; and what is no longer told, which is never a cancellation."""

from __future__ import annotations

from datetime import timedelta

from cwac_aggregator import pipeline
from cwac_aggregator.database import Database

from .. import toy

COFFEE = "Coffee with a Cop | 2026-10-07T08:00 | venue=Blue Door Cafe | city=Springfield"
T0 = toy.T0


def step(db: Database, pages: dict[str, str], day: float = 0) -> None:
    toy.crawl(db, pages, day)
    pipeline.extract(db, {}, reader=toy.read, reader_version="1")
    pipeline.resolve(db, threshold=0.8)


def news(db: Database, day: float) -> list[tuple[str, str | None]]:
    return [(n.what, n.event.title if n.event else None) for n in db.history.since(T0 + timedelta(days=day))]


def test_the_news_of_a_week(db: Database) -> None:
    step(
        db,
        {
            "/a": COFFEE,
            "/b": COFFEE.replace("Coffee", "Tacos").replace("10-07", "10-08"),
            "/c": COFFEE.replace("Coffee", "Cocoa").replace("10-07", "10-09"),
            "/d": COFFEE.replace("Coffee", "Donuts").replace("10-07", "10-10"),
        },
    )
    assert {what for what, _ in news(db, 0)} == {"added"}
    step(
        db,
        {
            "/a": COFFEE.replace("10-07", "10-14") + " | previous_start=2026-10-07",
            "/b": "CANCELLED: " + COFFEE.replace("Coffee", "Tacos").replace("10-07", "10-08") + " | status=cancelled",
            "/c": COFFEE.replace("Coffee", "Cocoa").replace("10-07", "10-09").replace("Blue", "Red"),
            "/d": "nothing",
            "/e": COFFEE.replace("Coffee", "Pizza").replace("10-07", "10-20"),
        },
        day=3,
    )
    assert news(db, 1) == [
        ("cancelled", "CANCELLED: Tacos with a Cop"),
        ("moved", "Coffee with a Cop"),
        ("vanished", "Donuts with a Cop"),
        ("added", "Pizza with a Cop"),
        ("details", "Cocoa with a Cop"),
    ]
    moved = db.history.since(T0 + timedelta(days=1))[1]
    assert [(line.field, line.old, line.new) for line in moved.lines if line.what == "moved"] == [
        ("start", "2026-10-07T08:00:00-07:00", "2026-10-14T08:00:00-07:00")
    ]
    assert moved.lines[0].because == moved.event.field_sources["start"]  # type: ignore[union-attr]
    assert news(db, 4) == []
    assert len(db.history.since(T0, T0 + timedelta(days=1))) == 4


def test_what_vanished_is_logged_once_and_may_return(db: Database) -> None:
    step(db, {"/a": COFFEE})
    step(db, {"/a": "nothing"}, day=1)
    step(db, {"/b": "elsewhere"}, day=2)
    assert [what for what, _ in news(db, 0.5)] == ["vanished"]
    step(db, {"/a": COFFEE}, day=3)
    assert [what for what, _ in news(db, 2.5)] == ["returned"]
    [event] = db.events.stream_for_export()
    assert (event.status, event.sequence, event.visibility) == ("scheduled", 0, "published")


def test_an_outage_makes_nothing_vanish(db: Database) -> None:
    step(db, {"/a": COFFEE})
    run = db.runs.start("crawl", crawled=True, at=T0 + timedelta(days=1))
    db.archive.failed(toy.HOST + "/a", "police", T0 + timedelta(days=1), "no route to host", run_id=run)
    db.runs.finish(run, at=T0 + timedelta(days=1))
    pipeline.resolve(db, threshold=0.8)
    assert news(db, 0.5) == []
    [event] = db.events.stream_for_export()
    [page] = db.history.presence(event.id)
    assert (page.state, page.since) == ("failing", T0 + timedelta(days=1))


def test_a_page_that_is_gone_makes_its_event_vanish_not_cancelled(db: Database) -> None:
    step(db, {"/a": COFFEE})
    db.archive.failed(toy.HOST + "/a", "police", T0 + timedelta(days=1), "404", outcome="gone", status=404)
    pipeline.resolve(db, threshold=0.8)
    [event] = db.events.stream_for_export()
    assert event.status == "scheduled"
    assert "vanished" in {line.what for n in db.history.since(T0) for line in n.lines}
    assert db.history.presence(event.id)[0].state == "gone"


def test_presence_by_page(db: Database) -> None:
    step(db, {"/a": COFFEE, "/b": COFFEE, "/c": "CANCELLED: " + COFFEE + " | status=cancelled"})
    step(db, {"/a": "nothing"}, day=1)
    [event] = db.events.stream_for_export()
    states = {page.url.rsplit("/", 1)[1]: page for page in db.history.presence(event.id)}
    assert {name: page.state for name, page in states.items()} == {"a": "missing", "b": "seen", "c": "cancelled"}
    assert states["a"].since == T0 + timedelta(days=1)
    assert states["c"].words == "cancelled"
