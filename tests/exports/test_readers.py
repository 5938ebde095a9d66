"""Calendar programs that others wrote read our files: each sees the same instants as we do, in every feed of the demo and in
a feed of 3,000 hard events. `programs.py` knows the programs.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from cwac_aggregator.cli import main
from cwac_aggregator.model import When, when_value
from exports import Edition, event_object, export

from .hard_events import hard_events
from .programs import Seen, calcurse, icaljs, khal, libical, python_icalendar, vdirsyncer, web

HARD = 3000
YEARS = sorted({1970, 1971, 1986, 2005, 2006, 2007, 2025, 2026, 2027, 2037, 2038, 2100})
DEMO_YEARS = range(2011, 2031)
Read = Callable[[list[Path]], list[Seen]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader must see of an event."""

    start: When
    end: When | None
    status: str

    @property
    def told(self) -> tuple[int | str, int | str | None]:
        """Seconds since 1970; a local time or a day as text."""
        return _told(self.start), None if self.end is None else _told(self.end)

    @property
    def in_utc(self) -> datetime:
        """The start on a clock in Greenwich; a local time as it is, a day at midnight."""
        if not isinstance(self.start, datetime):
            return datetime(self.start.year, self.start.month, self.start.day)
        return self.start.astimezone(UTC).replace(tzinfo=None) if self.start.tzinfo else self.start

    @property
    def listed(self) -> str:
        """The start as khal lists it."""
        return f"{self.in_utc:%Y-%m-%dT%H:%M}" if isinstance(self.start, datetime) else f"{self.start:%Y-%m-%d}"

    @property
    def in_calcurse(self) -> str:
        """The start as calcurse lists it."""
        if isinstance(self.start, datetime):
            return str(int(self.in_utc.replace(tzinfo=UTC).timestamp()))
        return f"{self.start:%m/%d/%y}"


def _told(value: When) -> int | str:
    return int(value.timestamp()) if isinstance(value, datetime) and value.tzinfo else value.isoformat()


def wanted(rows: list[dict[str, Any]]) -> dict[str, Wanted]:
    """What readers must see, by event id, from the rows of events.json."""
    found = {}
    for row in rows:
        if row["visibility"] != "published":
            continue
        start, end = when_value(row["start"]), when_value(row["end"])
        if start is None:
            start, end = when_value(row["previous_start"]), None
        assert start is not None
        if end is not None and not isinstance(end, datetime):
            end = end.fromordinal(end.toordinal() + 1)
        elif end is not None and isinstance(start, datetime) and start.tzinfo and end.timestamp() <= start.timestamp():
            end = None
        status = {"cancelled": "CANCELLED", "postponed": "CANCELLED"}.get(row["status"], "CONFIRMED")
        found[row["id"]] = Wanted(start, end, status)
    return found


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Wanted]]:
    """A file of hard events and what must be seen in it."""
    folder = tmp_path_factory.mktemp("hard")
    made = hard_events(HARD)
    export(made, folder, Edition(), formats=["ics"])
    rows = json.loads(json.dumps([event_object(event) for event in made]))
    seen = wanted(rows)
    # In memory an end knows its own fold, which text cannot always tell.
    return folder / "archive.ics", {
        e.id: Wanted(e.start, seen[e.id].end and e.end, seen[e.id].status)
        if isinstance(e.start, datetime)
        else seen[e.id]
        for e in made
        if e.start
    }


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[Path], dict[str, Wanted]]]:
    """Every calendar of the demo and what must be seen in them."""
    folder, before = tmp_path_factory.mktemp("demo"), Path.cwd()
    os.chdir(folder)
    try:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            assert main(["demo"]) == 0
    finally:
        os.chdir(before)
    exports = folder / "data/demo/exports"
    rows = json.loads((exports / "events.json").read_text("utf-8"))["events"]
    yield sorted(exports.rglob("*.ics")), wanted(rows)


def agrees(events: Seen, by_id: dict[str, Wanted]) -> None:
    for event in events:
        truth = by_id[id_of(event)]
        assert (event["start"], event["end"]) == truth.told, event["uid"]
        assert event["status"] == truth.status or event["status"] == "TENTATIVE"


def id_of(event: dict[str, Any]) -> str:
    return str(event["uid"]).partition("@")[0]


def number_of(title: str) -> int:
    """The number that a hard event's title begins with."""
    return int(title.removeprefix("CANCELLED: ")[1:].split()[0])


PARSERS = pytest.mark.parametrize("read", [python_icalendar, icaljs, libical])


@PARSERS
def test_a_parser_sees_every_hard_event_at_its_instant(read: Read, hard: tuple[Path, dict[str, Wanted]]) -> None:
    file, truth = hard
    (events,) = read([file])
    assert {id_of(event) for event in events} == set(truth)
    agrees(events, truth)
    assert max(len(event["title"]) for event in events) > 10_000


@PARSERS
def test_a_parser_reads_every_calendar_of_the_demo(read: Read, demo: tuple[list[Path], dict[str, Wanted]]) -> None:
    files, truth = demo
    assert len(files) > 50
    by_file = read(files)
    assert len(by_file) == len(files)
    for events in by_file:
        agrees(events, truth)
    archive = by_file[[file.name for file in files].index("archive.ics")]
    assert {id_of(event) for event in archive} == set(truth)


@pytest.mark.timeout(400)
def test_khal_lists_every_hard_event_at_its_instant(tmp_path: Path, hard: tuple[Path, dict[str, Wanted]]) -> None:
    file, truth = hard
    found = khal(tmp_path, {"hard": file.parent / "events"})
    assert {uid.partition("@")[0]: start for uid, start in found["hard"].items()} == {
        key: one.listed for key, one in truth.items()
    }


@pytest.mark.timeout(400)
def test_calcurse_lists_every_hard_event_at_its_instant(tmp_path: Path, hard: tuple[Path, dict[str, Wanted]]) -> None:
    file, truth = hard
    found: dict[int, str] = {}
    for start, title in calcurse(tmp_path, file, YEARS):
        found.setdefault(number_of(title), start)
    assert found == {int(key[1:], 16): one.in_calcurse for key, one in truth.items()}


@pytest.mark.timeout(400)
def test_vdirsyncer_takes_every_hard_event_apart_and_loses_none(
    tmp_path: Path, hard: tuple[Path, dict[str, Wanted]]
) -> None:
    file, truth = hard
    with web(file.parent) as address:
        folder = vdirsyncer(tmp_path, {"hard": f"{address}/{file.name}"})["hard"]
    told = {int(key[1:], 16): one.told for key, one in truth.items()}
    files = sorted(folder.glob("*.ics"))
    assert len(files) == HARD
    for (event,) in icaljs(files):
        assert (event["start"], event["end"]) == told.pop(number_of(event["title"])), event["title"][:40]
    assert told == {}


@pytest.mark.timeout(400)
def test_vdirsyncer_and_khal_read_every_feed_of_the_demo(
    tmp_path: Path, demo: tuple[list[Path], dict[str, Wanted]]
) -> None:
    files, truth = demo
    root = next(file.parent for file in files if file.name == "archive.ics")
    feeds = {f"f{number}": file for number, file in enumerate(file for file in files if file.parent.name != "events")}
    held = {name: python_icalendar([file])[0] for name, file in feeds.items()}
    with web(root) as address:
        folders = vdirsyncer(
            tmp_path, {name: f"{address}/{file.relative_to(root)}" for name, file in feeds.items() if held[name]}
        )
    for name, folder in folders.items():
        entries = [event for (event,) in icaljs(sorted(folder.glob("*.ics")))]
        told = Counter((truth[id_of(event)].told, event["title"]) for event in held[name])
        assert Counter(((event["start"], event["end"]), event["title"]) for event in entries) == told, feeds[name]
    listed = khal(tmp_path, folders)
    assert {name: Counter(starts.values()) for name, starts in listed.items()} == {
        name: Counter(truth[id_of(event)].listed for event in held[name]) for name in folders
    }


@pytest.mark.timeout(400)
def test_calcurse_reads_every_feed_of_the_demo(tmp_path: Path, demo: tuple[list[Path], dict[str, Wanted]]) -> None:
    files, truth = demo
    feeds = [file for file in files if file.parent.name != "events"]
    for number, file in enumerate(feeds):
        (events,) = python_icalendar([file])
        wanted = Counter((truth[id_of(event)].in_calcurse, event["title"]) for event in events)
        folder = tmp_path / str(number)
        folder.mkdir()
        assert Counter(calcurse(folder, file, DEMO_YEARS)) == wanted, file
