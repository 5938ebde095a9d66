"""`cwac sources health`: how the sources do, for people and for programs."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cwac_aggregator.database import Database, Fetched

from .calling import Call

START = datetime(2026, 9, 1, tzinfo=UTC)


def town(folder: Path) -> None:
    """Two sources over three crawls: one answers, the other is gone."""
    rows = "".join(
        f"  - {{id: {name}, name: {name.title()} Police, kind: police, start_urls: ['https://{name}.example/'], "
        f"checked: '2026-08-01'}}\n"
        for name in ("fine", "lost")
    )
    (folder / "registry.yml").write_text("sources:\n" + rows, "utf-8")
    with Database.open(f"sqlite:///{folder / 'data/cwac.sqlite'}") as database:
        for day in range(3):
            at = START + timedelta(days=day)
            run = database.runs.start("crawl", crawled=True, at=at)
            page = Fetched(
                url="https://fine.example/", source_id="fine", fetched_at=at, status=200, body=b"x", text_digest="d"
            )
            database.archive.store([page], run)
            database.archive.failed(
                "https://lost.example/", "lost", at, "the server answered 404", outcome="gone", status=404, run_id=run
            )
            database.runs.finish(run, at=at)


def test_json(cwac: Call, tmp_path: Path) -> None:
    town(tmp_path)
    result = cwac("sources", "health", "--json", "--registry", "registry.yml")
    fine, lost = (json.loads(line) for line in result.out.splitlines())
    assert result.code == 0
    assert (fine["source_id"], fine["state"], fine["alert"]) == ("fine", "empty", False)
    assert lost == {
        "source_id": "lost",
        "name": "Lost Police",
        "state": "gone",
        "since": "2026-09-01T00:00:00+00:00",
        "runs": 3,
        "alert": True,
        "evidence": "https://lost.example/: the server answered 404",
        "url": "https://lost.example/",
    }


def test_table_and_exit_code(cwac: Call, tmp_path: Path) -> None:
    town(tmp_path)
    result = cwac("sources", "health", "--state", "gone", "--fail-on", "alert", "--registry", "registry.yml")
    assert result.code == 1
    assert "lost" in result.out
    assert "fine" not in result.out
    assert cwac("sources", "health", "--fail-on", "failing", "--registry", "registry.yml").code == 0


def test_before_the_first_crawl(cwac: Call) -> None:
    result = cwac("sources", "health")
    assert (result.code, result.out) == (0, "")
    assert "0 sources" in result.err
