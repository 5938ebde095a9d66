"""`cwac doctor` in empty, sound and broken folders."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cwac_aggregator.database import Database

from .calling import Call


def findings(cwac: Call, *flags: str) -> dict[str, list[tuple[str, str]]]:
    told: dict[str, list[tuple[str, str]]] = {}
    for row in cwac("doctor", "--json", *flags).rows:
        told.setdefault(row["what"], []).append((row["state"], row["message"]))
    return told


def test_in_an_empty_folder_it_says_what_comes_first(cwac: Call, tmp_path: Path) -> None:
    result = cwac("doctor")
    assert (result.code, result.err) == (0, "All is well.\n")
    assert "→ `cwac run` makes it." in result.out
    assert list(tmp_path.iterdir()) == []


def test_after_a_run(cwac: Call, tmp_path: Path) -> None:
    with Database.open("sqlite:///data/cwac.sqlite") as db:
        db.runs.finish(db.runs.start("run", crawled=True))
    (tmp_path / "data" / "exports").mkdir()
    told = findings(cwac, "--site-url", "https://coffee.example", "--contact", "desk@coffee.example")
    assert {what: rows[-1][0] for what, rows in told.items()} == {
        "program": "good",
        "contact": "good",
        "site_url": "good",
        "registry": "good",
        "database": "good",
        "crawl": "good",
        "exports": "note",
    }


def test_a_crawl_long_ago_and_one_that_never_was(cwac: Call) -> None:
    with Database.open("sqlite:///data/cwac.sqlite") as db:
        assert findings(cwac)["crawl"] == [("note", "no crawl was finished yet")]
        run = db.runs.start("run", crawled=True, at=datetime(2020, 1, 1, tzinfo=UTC))
        db.runs.finish(run, at=datetime(2020, 1, 1, tzinfo=UTC))
    assert findings(cwac)["crawl"] == [("note", "the last one ended on 2020-01-01 00:00 UTC")]


@pytest.mark.parametrize(
    ("flags", "what"),
    [
        (("--site-url", "coffee.example"), "site_url"),
        (("--registry", "nowhere"), "sources"),
        (("--database-url", "oracle://x"), "database"),
    ],
)
def test_what_is_bad_is_named_with_the_next_step(cwac: Call, flags: tuple[str, ...], what: str) -> None:
    result = cwac("doctor", *flags)
    assert result.code == 1
    assert f"BAD   {what}:" in result.out
    assert "→" in result.out and "1 thing to fix." in result.err


def test_a_file_that_is_no_database(cwac: Call, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "cwac.sqlite").write_bytes(b"not a database" * 100)
    result = cwac("doctor")
    assert result.code == 1
    assert "BAD   database:" in result.out


def test_a_folder_that_cannot_be_written_to(cwac: Call) -> None:
    result = cwac("doctor", "--exports-dir", "/proc/self")
    assert result.code == 1
    assert "cannot write to /proc/self" in result.out
