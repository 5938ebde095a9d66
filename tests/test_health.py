"""The health of sources: what is said, since when, and when it becomes an alert."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cwac_aggregator.database import Database, Failure, Fetched, SourceFacts, VisitFacts
from cwac_aggregator.health import SourceHealth, assess, judge
from cwac_aggregator.sources import SourceEntry

START = datetime(2026, 9, 1, 6, tzinfo=UTC)
URL = "https://pd.example.gov/"


def visit(day: int, good: int = 5, outcome: Failure | None = None, status: int | None = None) -> VisitFacts:
    return VisitFacts(
        source_id="pd",
        run_id=day,
        at=START + timedelta(days=day),
        good=good,
        bad=0 if good else 1,
        outcome=None if good else outcome,
        status=status,
        reason="the reason" if not good else None,
        url=URL if not good else None,
    )


def health(*visits: VisitFacts, newest: date | None = date(2026, 9, 20)) -> SourceHealth:
    facts = SourceFacts(
        source_id="pd", visits=tuple(sorted(visits, key=lambda v: -v.run_id)), has_pages=True, newest_day=newest
    )
    return judge(facts, "Police", max(v.at for v in visits).date())


@pytest.mark.parametrize(
    ("outcome", "status", "state"),
    [
        ("failed", None, "failing"),
        ("failed", 500, "failing"),
        ("blocked", 403, "blocked"),
        ("blocked", None, "blocked"),
        ("gone", 404, "gone"),
        ("gone", 301, "moved"),
    ],
)
def test_what_is_wrong(outcome: Failure, status: int | None, state: str) -> None:
    found = health(visit(1), visit(2, 0, outcome, status))
    assert (found.state, found.alert, found.runs, found.since) == (state, False, 1, START + timedelta(days=2))
    assert found.evidence == f"{URL}: the reason"


def test_a_bad_night_does_not_cry_wolf() -> None:
    bad = [visit(day, 0, "failed") for day in (2, 3, 4)]
    assert [health(visit(1), *bad[:n]).alert for n in (1, 2, 3)] == [False, False, True]
    assert health(visit(1), *bad).since == START + timedelta(days=2)
    recovered = health(visit(1), *bad, visit(5))
    assert (recovered.state, recovered.alert, recovered.since) == ("ok", False, START + timedelta(days=5))


def test_another_trouble_begins_anew() -> None:
    found = health(visit(1, 0, "failed"), visit(2, 0, "failed"), visit(3, 0, "blocked"))
    assert (found.state, found.runs, found.alert) == ("blocked", 1, False)


def test_empty_and_silent() -> None:
    assert health(visit(1), newest=None).state == "empty"
    assert not health(visit(1), visit(2), visit(3), visit(4), newest=None).alert
    assert health(visit(1), newest=date(2026, 3, 6)).state == "ok"
    silent = health(visit(1), visit(2), visit(3), newest=date(2026, 1, 1))
    assert (silent.state, silent.alert) == ("silent", True)
    assert "2026-01-01" in silent.evidence
    began = health(visit(1), visit(2), visit(3), newest=date(2026, 3, 6))
    assert (began.state, began.runs, began.alert) == ("silent", 2, False)


def entry(source_id: str, checked: str = "never") -> SourceEntry:
    return SourceEntry(id=source_id, name=source_id.title(), kind="police", start_urls=(URL,), checked=checked)


def test_from_the_log_of_fetches(tmp_path: Path) -> None:
    entries = [entry("fine"), entry("down"), entry("new"), entry("known", "2026-08-01"), entry("unvisited")]
    with Database.open(f"sqlite:///{tmp_path / 'h.sqlite'}") as database:
        for day in range(4):
            at = START + timedelta(days=day)
            run = database.runs.start("crawl", crawled=True, at=at)
            page = {"status": 200, "body": b"x", "text_digest": "d", "fetched_at": at}
            good = [Fetched(url="https://fine.example/", source_id="fine", **page)]  # type: ignore[arg-type]
            if day == 0:
                good.append(Fetched(url="https://down.example/", source_id="down", **page))  # type: ignore[arg-type]
            else:
                database.archive.failed("https://down.example/", "down", at, "timeout", run_id=run)
                database.archive.failed("https://down.example/news", "down", at, "later", run_id=run)
            database.archive.store(good, run)
            for name in ("new", "known"):
                database.archive.failed(f"https://{name}.example/", name, at, "no such host", run_id=run)
            database.runs.finish(run, at=at)
        died = database.runs.start("crawl", crawled=True)
        database.archive.failed("https://fine.example/", "fine", START + timedelta(days=9), "power cut", run_id=died)
        found = {item.source_id: item for item in assess(database, entries, date(2026, 9, 5))}
    assert found.keys() == {"fine", "down", "known"}
    assert (found["fine"].state, found["fine"].runs) == ("empty", 4)
    assert (found["down"].state, found["down"].alert, found["down"].runs) == ("failing", True, 3)
    assert found["down"].evidence == "https://down.example/: timeout"
    assert found["down"].since == START + timedelta(days=1)
    assert found["known"].alert
