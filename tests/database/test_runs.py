"""The log of runs, the lock against two at once, and issues."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from cwac_aggregator.database import Database
from cwac_aggregator.errors import LockHeldError
from cwac_aggregator.model import Issue

T0 = datetime(2026, 11, 1, 12, tzinfo=UTC)


def test_as_of_is_the_end_of_the_last_finished_crawl(db: Database) -> None:
    assert db.runs.as_of() is None
    crawl = db.runs.start("crawl", crawled=True, at=T0)
    db.runs.finish(crawl, {"pages": 3}, at=T0 + timedelta(hours=1))
    db.runs.start("crawl", crawled=True, at=T0 + timedelta(days=1))
    later = db.runs.start("export", at=T0 + timedelta(days=2))
    db.runs.finish(later, at=T0 + timedelta(days=2))
    assert db.runs.as_of() == T0 + timedelta(hours=1)
    last = db.runs.last(crawled=True)
    assert last is not None
    assert (last.id, last.summary) == (crawl, {"pages": 3})
    assert db.runs.last() is not None
    assert db.runs.last().command == "export"  # type: ignore[union-attr]


def test_a_second_run_is_told_who_holds_the_lock(db: Database, database_url: str) -> None:
    with db.runs.lock("cwac run"):
        with (
            Database.open(database_url) as other,
            pytest.raises(LockHeldError) as caught,
            other.runs.lock("cwac crawl"),
        ):
            pass
        assert f"`cwac run`, process {os.getpid()} on {socket.gethostname()}" in str(caught.value)
        assert caught.value.exit_code == 4
    with db.runs.lock("cwac run"):
        pass


def test_the_lock_of_a_dead_process_is_taken_over(db: Database, database_url: str) -> None:
    program = (
        "import os, sys; from cwac_aggregator.database import Database; db = Database.open(sys.argv[1]);"
        "db.runs.lock('cwac run').__enter__(); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", program, database_url], timeout=60, check=False).returncode == 9
    with db.runs.lock("cwac run"):
        pass


def test_the_lock_of_another_host_stands_until_a_person_takes_it_away(db: Database, database_url: str) -> None:
    engine = sa.create_engine(database_url)
    with db.runs.lock("cwac run"), engine.begin() as connection:
        connection.execute(sa.text("UPDATE locks SET host = 'elsewhere', pid = 1, token = 'x'"))
    engine.dispose()
    with pytest.raises(LockHeldError, match="elsewhere"), db.runs.lock("cwac run"):
        pass
    assert db.runs.unlock() is True
    assert db.runs.unlock() is False
    with db.runs.lock("cwac run"):
        pass


def issue(code: str, **more: str) -> Issue:
    return Issue(code=code, message="m", level=more.pop("level", "warning"), **more)  # type: ignore[arg-type]


def test_an_issue_met_again_keeps_its_first_time(db: Database) -> None:
    db.issues.raise_([issue("a", url="u")], "crawl", at=T0)
    db.issues.raise_([issue("a", url="u")], "crawl", at=T0 + timedelta(days=1))
    [found] = db.issues.all()
    assert found.raised == T0
    assert db.issues.count() == 1


def test_issues_come_gravest_first_and_can_be_narrowed(db: Database) -> None:
    db.issues.raise_(
        [issue("i", level="info"), issue("w", source_id="s"), issue("e", level="error", event_id="e1")],
        "resolve",
        at=T0,
    )
    assert [i.code for i in db.issues.all()] == ["e", "w", "i"]
    assert [i.code for i in db.issues.all(source_id="s")] == ["w"]
    assert [i.code for i in db.issues.all(level="info")] == ["i"]
    assert [i.code for i in db.issues.all(event_id="e1")] == ["e"]


def test_a_step_forgets_only_what_it_said_itself(db: Database) -> None:
    db.issues.raise_([issue("a", url="u"), issue("b", url="v", source_id="s")], "crawl", at=T0)
    db.issues.raise_([issue("c", url="u")], "extract", at=T0)
    db.issues.settle("crawl", urls=["u"])
    assert sorted(i.code for i in db.issues.all()) == ["b", "c"]
    db.issues.settle("crawl", source_id="s")
    assert [i.code for i in db.issues.all()] == ["c"]
    db.issues.settle("extract")
    assert list(db.issues.all()) == []
