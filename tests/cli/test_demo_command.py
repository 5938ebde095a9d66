"""`cwac demo` twice, and every listing over what it left."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from pathlib import Path

import icalendar
import jsonschema
import pytest
import yaml

from cwac_aggregator.cli import main
from exports import json_schema
from scrapers.demo import DemoTown, demo_sources, load_expected

from ..demo_truth import differences
from .calling import Call

FILES = ("events.json", "events.ics", "events.csv")
OF_THE_LOOKING = {"effort.csv", "sources.csv", "index.json", "datapackage.json"}
"""Files that tell how often was looked, and so change with every crawl."""


class Demo:
    """Two runs over the town, one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.exports = folder / "data/demo/exports"
        self.database = folder / "data/demo/cwac.sqlite"
        self.codes = [self._run()]
        self.first, self.times, self.bodies = self._digests(), self._times(), self._bodies()
        self.codes.append(self._run())
        self.second, self.times_after, self.bodies_after = self._digests(), self._times(), self._bodies()
        self.said = self._said.getvalue()
        self.events = json.loads((self.exports / "events.json").read_text("utf-8"))["events"]

    def _run(self) -> int:
        self._said = io.StringIO()
        with redirect_stdout(io.StringIO()), redirect_stderr(self._said):
            return main(["demo"])

    def _digests(self) -> dict[str, str]:
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in self.exports.glob("*.*")}

    def _times(self) -> dict[str, int]:
        return {path.name: path.stat().st_mtime_ns for path in self.exports.glob("*.*")}

    def _bodies(self) -> int:
        with closing(sqlite3.connect(self.database)) as connection:
            (count,) = connection.execute("select count(*) from bodies").fetchone()
        return int(count)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder, before = tmp_path_factory.mktemp("demo"), Path.cwd()
    os.chdir(folder)
    try:
        yield Demo(folder)
    finally:
        os.chdir(before)


@pytest.fixture
def over(cwac: Call, demo: Demo, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Commands over the demo's database."""
    monkeypatch.setenv("CWAC_DATABASE_URL", f"sqlite:///{demo.database}")
    return cwac


def test_the_demo_works_and_writes_its_files(demo: Demo) -> None:
    assert demo.codes == [0, 0]
    assert set(FILES) <= set(demo.first)
    assert len(demo.events) >= 20


def test_a_second_time_no_body_is_stored_and_no_file_touched(demo: Demo) -> None:
    assert demo.bodies_after == demo.bodies > 50
    for name in demo.first.keys() - OF_THE_LOOKING:
        assert (demo.second[name], demo.times_after[name]) == (demo.first[name], demo.times[name]), name


def test_the_demo_says_where_the_files_are_and_what_to_type_next(demo: Demo) -> None:
    for name in FILES:
        assert str(Path("data/demo/exports") / name) in demo.said
    assert "What to type next" in demo.said
    assert f"CWAC_DATABASE_URL=sqlite:///{Path('data/demo/cwac.sqlite')}" in demo.said


def test_the_three_files_tell_the_same_events(demo: Demo) -> None:
    data = json.loads((demo.exports / "events.json").read_text("utf-8"))
    jsonschema.validate(data, json_schema("events"), cls=jsonschema.Draft202012Validator)
    with (demo.exports / "events.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == [row["id"] for row in demo.events]
    assert [row["start"] for row in rows] == [row["start"] or "" for row in demo.events]
    calendar = icalendar.Calendar.from_ical((demo.exports / "events.ics").read_bytes())
    local = {row["id"] for row in demo.events if row["visibility"] == "published" and row["kind"] == "event"}
    assert {str(entry["uid"]).partition("@")[0] for entry in calendar.events} == local


def test_another_day_brings_moved_and_cancelled_events_under_the_same_ids(demo: Demo, cwac: Call) -> None:
    os.chdir(demo.folder)
    before = {row["id"] for row in demo.events}
    kept = {name: (demo.exports / name).read_bytes() for name in FILES}
    try:
        result = cwac("demo", "--day", "2")
        assert result.code == 0, result.err
        after = json.loads((demo.exports / "events.json").read_text("utf-8"))["events"]
    finally:
        for name, body in kept.items():
            (demo.exports / name).write_bytes(body)
    assert before <= {row["id"] for row in after}, "nothing disappears"
    assert [row for row in after if row["sequence"] > 0]


def test_a_taken_port_is_one_clear_error(cwac: Call) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = cwac("demo", "--port", str(port))
    assert result.code == 2
    assert f"port {port}" in result.err
    assert "cwac demo --port" in result.err


def test_events_are_listed_filtered_and_in_three_forms(over: Call, demo: Demo) -> None:
    everything = over("events", "--json")
    listed = json.loads(everything.out)
    assert [row["id"] for row in listed] != []
    days = [row["start"][:10] for row in listed if row["start"]]
    assert days == sorted(days)
    californian = json.loads(over("events", "--region", "ca", "--json").out)
    assert {row["region"] for row in californian} == {"CA"}
    assert 0 < len(californian) < len(listed)
    late = json.loads(over("events", "--from", "2026-10-01", "--to", "2026-10-31", "--json").out)
    assert {row["start"][:7] for row in late} == {"2026-10"}
    town = json.loads(over("events", "--city", "Calexico", "--theme", "coffee", "--json").out)
    assert {(row["city"], row["theme"]) for row in town} == {("Calexico", "coffee")}
    rows = list(csv.DictReader(io.StringIO(over("events", "--csv").out, newline="")))
    assert [row["id"] for row in rows] == [row["id"] for row in listed]
    table = over("events", "--city", "Calexico")
    assert "Calexico CA" in table.out
    assert "cwac show ID" in table.err
    assert json.loads(over("events", "--city", "Atlantis", "--json").out) == []
    assert over("events", "--city", "Atlantis").out == ""


def test_show_gives_every_field_with_its_words_the_page_and_the_fetch_time(over: Call, demo: Demo) -> None:
    row = next(row for row in demo.events if row["city"] == "Calexico" and row["end"])
    result = over("show", row["id"])
    assert result.code == 0
    flat = " ".join(result.out.split())
    mention = row["mentions"][0]
    assert mention["page_url"] in flat
    assert "fetched 2026-09-14 12:00 UTC" in flat
    assert " ".join(mention["evidence"]["start"]["text"].split()) in flat
    assert row["start"] in flat
    assert json.loads(over("show", row["id"], "--json").out) == row


def test_an_unknown_event_is_exit_code_1(over: Call) -> None:
    result = over("show", "enope")
    assert (result.code, result.out) == (1, "")
    assert "no event has the id enope" in result.err


def test_issues_are_listed(over: Call) -> None:
    result = over("issues", "--json")
    assert {"code", "message", "level", "url"} <= set(result.rows[0])
    assert "soft-404" in {row["code"] for row in result.rows}
    assert "soft-404" in over("issues", "--source", "demo-program").out
    assert over("issues", "--level", "error", "--source", "nobody").out == ""


def test_the_steps_can_be_taken_alone_and_give_the_same_files(over: Call, demo: Demo, tmp_path: Path) -> None:
    for step in (["extract"], ["resolve"], ["export", "--to", str(tmp_path / "out")]):
        result = over(*step, "--registry", demo.folder / "data/demo/sources.yml")
        assert result.code == 0, result.err
    assert {path.name for path in (tmp_path / "out").glob("*.*")} >= set(FILES)
    one = over("export", "ics", "--to", tmp_path / "one")
    assert one.code == 0
    assert {path.name for path in (tmp_path / "one").glob("*.*")} == {"events.ics", "observances.ics", "archive.ics"}


def test_a_snapshot_is_named_by_its_day_and_never_written_again(over: Call, demo: Demo, tmp_path: Path) -> None:
    arguments = [
        "export",
        "csv",
        "--to",
        tmp_path / "out",
        "--snapshot",
        "--registry",
        demo.folder / "data/demo/sources.yml",
    ]
    assert over(*arguments).code == 0
    (snapshot,) = (tmp_path / "out/snapshots").iterdir()
    assert snapshot.name in ("2026-09-14", "2026-09-21"), "the day of the last crawl"
    assert {"events.json", "events.csv", "index.json", "datapackage.json"} <= {path.name for path in snapshot.iterdir()}
    assert not list(snapshot.rglob("*.ics"))
    (snapshot / "events.csv").write_text("as it was")
    again = over(*arguments)
    assert again.code == 0
    assert "stands, and is never written again" in again.err
    assert (snapshot / "events.csv").read_text() == "as it was"
    over(*arguments, "--as-of", "2026-12-24")
    assert (tmp_path / "out/snapshots/2026-12-24/events.csv").is_file()


def test_another_run_that_holds_the_lock_is_exit_code_4(over: Call, demo: Demo) -> None:
    from cwac_aggregator.database import Database

    with Database.open(f"sqlite:///{demo.database}") as database, database.runs.lock("cwac run"):
        result = over("resolve")
        assert result.code == 4
        assert "another run holds the lock" in result.err
        assert over("events", "--json").code == 0, "reading needs no lock"
        assert "The lock is free." in over("unlock").err
    assert "No run held the lock." in over("unlock").err


def test_run_takes_the_sources_it_is_given_and_a_second_time_changes_nothing(
    cwac: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CWAC_ALLOW_LOOPBACK", "1")
    with DemoTown() as town:
        (tmp_path / "sources.yml").write_text(yaml.safe_dump({"sources": demo_sources(town.sites)}))
        arguments = ["--registry", "sources.yml", "--max-pages", "2", "demo-journal", "demo-blog"]
        first = cwac("run", *arguments)
        assert first.code == 0, first.err
        assert "Crawling 2 sources." in first.err
        assert first.out == ""
        for step in ("Crawled:", "Read:", "Events:", "Exported:"):
            assert step in first.err
        assert town.log.count("sheriff") == 0
        before = {path.name: path.read_bytes() for path in (tmp_path / "data/exports").glob("*.*")}
        assert set(FILES) <= set(before)
        second = cwac("run", *arguments)
        assert second.code == 0
        after = {path.name: path.read_bytes() for path in (tmp_path / "data/exports").glob("*.*")}
        assert {name for name in before if after[name] != before[name]} <= OF_THE_LOOKING


def test_on_a_terminal_steps_are_bars(over: Call, demo: Demo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    result = over("resolve", "--registry", demo.folder / "data/demo/sources.yml", "--publish-threshold", "0.79")
    assert result.code == 0
    assert "resolve" in result.err
    assert "\x1b[" in result.err


def test_the_events_of_the_demo_are_those_written_down_by_hand(demo: Demo) -> None:
    assert differences(demo.exports / "events.json", load_expected()["events"]) == []
