"""The checks before publishing: an outage publishes nothing false."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cwac_aggregator import checks, pipeline
from cwac_aggregator.config import Settings
from cwac_aggregator.database import Database
from cwac_aggregator.errors import ChecksRefusedError
from cwac_aggregator.sources import SourceEntry

from . import toy

ENTRY = SourceEntry.model_validate(
    {
        "id": "police",
        "name": "Springfield Police",
        "kind": "police",
        "start_urls": ["https://police.example/"],
        "expect": {"min_pages": 2, "min_mentions": 5},
    }
)


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    with Database.open(database_url) as database:
        database.sources.sync([ENTRY])
        yield database


def run(db: Database, version: str = "1", reader: object = toy.read) -> None:
    pipeline.extract(db, {"police": ENTRY}, reader=reader, reader_version=version)  # type: ignore[arg-type]
    pipeline.resolve(db, threshold=0.8)


def many(count: int) -> str:
    return "\n".join(f"Coffee {n} | 2026-10-{n + 1:02} | city=Springfield | venue=Cafe {n}" for n in range(count))


def test_before_the_first_crawl_there_is_nothing_to_refuse(db: Database) -> None:
    checks.require(checks.check(db, max_drop=0.5))


def test_a_crawl_that_reached_nothing_is_refused(db: Database) -> None:
    crawl = db.runs.start("crawl", crawled=True, at=toy.T0)
    db.archive.failed("https://police.example/", "police", toy.T0, "no route to host", run_id=crawl)
    db.runs.finish(crawl, at=toy.T0)
    with pytest.raises(ChecksRefusedError, match="0 of 1 addresses answered") as caught:
        checks.require(checks.check(db, max_drop=0.5))
    assert caught.value.exit_code == 3


def test_many_upcoming_events_that_leave_at_once_are_refused(db: Database, tmp_path: Path) -> None:
    toy.crawl(db, {"/news": many(10)})
    run(db)
    summary, _ = pipeline.export(db, tmp_path / "out", Settings())
    assert summary.events == 10
    before = (tmp_path / "out" / "events.json").read_bytes()
    run(db, "2", lambda document, place, names=(): type(toy.read(document, place))())
    with pytest.raises(ChecksRefusedError, match="10 of 10 upcoming"):
        pipeline.export(db, tmp_path / "out", Settings())
    assert (tmp_path / "out" / "events.json").read_bytes() == before
    pipeline.export(db, tmp_path / "out", Settings(), force=True)
    assert (tmp_path / "out" / "events.json").read_bytes() != before


def test_an_empty_page_and_called_off_events_do_not_leave(db: Database, tmp_path: Path) -> None:
    toy.crawl(db, {"/news": many(10)})
    run(db)
    pipeline.export(db, tmp_path / "out", Settings())
    toy.crawl(db, {"/news": "redesigned"}, day=1)
    run(db)
    assert db.events.leaving(toy.T0.date()) == (10, 0)
    assert {event.status for event in db.events.stream_for_export()} == {"scheduled"}
    pipeline.export(db, tmp_path / "out", Settings())


def test_a_poor_source_is_an_issue(db: Database) -> None:
    toy.crawl(db, {"/news": many(1)})
    run(db)
    checks.require(checks.check(db, max_drop=0.5))
    assert sorted(i.code for i in db.issues.all()) == ["too-few-mentions", "too-few-pages"]
    toy.crawl(db, {"/news": many(6), "/more": "x"}, day=1)
    run(db)
    checks.check(db, max_drop=0.5)
    assert list(db.issues.all()) == []
