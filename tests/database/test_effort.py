"""Effort by month: what was looked at, and what was not."""

from __future__ import annotations

from datetime import UTC, datetime

from cwac_aggregator.database import Database
from cwac_aggregator.sources import SourceEntry


def test_every_source_has_every_month_since_the_first_fetch(database_url: str) -> None:
    with Database.open(database_url) as database:
        assert database.sources.effort() == []
        database.sources.sync(
            [SourceEntry(id=name, name="Police", kind="police", start_urls=("https://x.example/",)) for name in "ab"]
        )
        failed = database.archive.failed
        failed("https://x.example/1", "a", datetime(2025, 11, 30, 23, tzinfo=UTC), "timeout")
        failed("https://x.example/2", "a", datetime(2026, 1, 1, tzinfo=UTC), "robots", outcome="blocked")
        failed("https://x.example/3", "gone-from-registry", datetime(2026, 1, 2, tzinfo=UTC), "404", outcome="gone")
        rows = {(row.source_id, row.month): row for row in database.sources.effort()}
    months = ("2025-11", "2025-12", "2026-01")
    assert list(rows) == [(source, month) for source in ("a", "b", "gone-from-registry") for month in months]
    assert (rows["a", "2025-11"].failed, rows["a", "2026-01"].blocked) == (1, 1)
    assert rows["gone-from-registry", "2026-01"].failed == 1
    assert sum(rows["b", month].failed + rows["b", month].fetched for month in months) == 0
