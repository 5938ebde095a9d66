"""`cwac sources import`: a directory into the database, a report that adds up, and a crawl of what was taken."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cwac_aggregator.database import Database

from ..scrapers.local_site import Site
from .calling import Call

ROWS = """\
name,url,city,region,country
Ottumwa Police,ottumwa.gov/police,Ottumwa,IA,US
Ottumwa Records,https://www.ottumwa.gov/records,Ottumwa,IA,US
Ames Police,https://facebook.com/ames,Ames,IA,US
Boone Police,,Boone,IA,US
"""


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()
    yield served
    served.close()


def test_the_report_adds_up_and_a_second_time_changes_nothing(cwac: Call, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(ROWS, "utf-8")
    first = cwac("sources", "import", "mine.csv", "--format", "csv", "--json")
    (report,) = first.rows
    assert report["rows"] == report["taken"] + report["merged"] + report["skipped"] == 4
    assert report["skipped_why"] == {"no address": 1, "walled": 1}
    assert report["sources"] == {"new": 1, "changed": 0, "unchanged": 0, "without_region": 0, "without_zone": 0}
    again = cwac("sources", "import", "mine.csv", "--format", "csv", "--json")
    assert again.rows[0]["sources"]["unchanged"] == 1
    assert json.loads(cwac("sources", "list", "--imported", "--json").out)[0]["id"] == "ottumwa-police-ia"
    aside = cwac("sources", "aside", "--csv").out.splitlines()
    assert aside == [
        "directory,reason,name,url,row_key",
        "csv,walled: facebook.com,Ames Police,https://facebook.com/ames,4",
    ]


def test_as_words_and_without_writing(cwac: Call, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(ROWS, "utf-8")
    result = cwac("sources", "import", "mine.csv", "--format", "csv", "--dry-run")
    assert "1 walled" in result.out
    assert "1 sources: 1 would be new" in result.err
    assert json.loads(cwac("sources", "list", "--imported", "--json").out) == []
    assert cwac("sources", "aside").err == "0 rows set aside.\n"


def test_what_was_taken_is_crawled_from_the_page_it_names_and_from_home(
    cwac: Call, tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CWAC_ALLOW_LOOPBACK", "1")
    site.page("/police", "<h1>Police</h1>")
    site.page("/", '<h1>City</h1><a href="/calendar">Calendar</a>')
    site.page("/calendar", "<h1>Calendar</h1>")
    (tmp_path / "mine.csv").write_text(f"name,url,region,country\nOttumwa Police,{site.url}/police,IA,US\n", "utf-8")
    assert cwac("sources", "import", "mine.csv", "--format", "csv").code == 0
    result = cwac("crawl", "ottumwa-police-ia", "--registry", "mine.yml", "--max-pages", "5")
    assert result.code == 2  # There is no such registry.
    (tmp_path / "mine.yml").write_text("sources: []\n", "utf-8")
    result = cwac("crawl", "ottumwa-police-ia", "--registry", "mine.yml", "--max-pages", "5")
    assert result.code == 0, result.err
    assert {"/police", "/", "/calendar"} <= set(site.paths())


def test_a_site_that_never_answered_is_set_aside_the_next_time(cwac: Call, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(ROWS, "utf-8")
    cwac("sources", "import", "mine.csv", "--format", "csv")
    with Database.open(f"sqlite:///{tmp_path / 'data/cwac.sqlite'}") as database:
        for day in range(3):
            at = datetime(2026, 9, 1, tzinfo=UTC) + timedelta(days=day)
            run = database.runs.start("crawl", crawled=True, at=at)
            database.archive.failed("https://ottumwa.gov/police", "ottumwa-police-ia", at, "no answer", run_id=run)
            database.runs.finish(run, at=at)
    report = cwac("sources", "import", "mine.csv", "--format", "csv", "--json").rows[0]
    assert report["skipped_why"] == {"dead": 2, "no address": 1, "walled": 1}
    assert json.loads(cwac("sources", "list", "--imported", "--json").out) == []
    assert "ottumwa.gov, failing in 3 crawls since 2026-09-01" in cwac("sources", "aside").out
