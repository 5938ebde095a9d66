"""Calendar programs that others wrote read our files: each sees the same instants as we do.

ical.js (Thunderbird), libical (Evolution, Nextcloud), khal, calcurse. They come with `make test` and with .ci/run; where one is
missing its tests are skipped, under CWAC_CI they fail.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
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

READERS = Path(__file__).parent / "readers"
SYSTEM_PYTHON = "/usr/bin/python3"
HARD = 3000
YEARS = sorted({1970, 1971, 1986, 2005, 2006, 2007, 2025, 2026, 2027, 2037, 2038, 2100})


def needs(there: bool, name: str) -> None:
    """Skip without a program; fail where everything must be there."""
    if not there:
        if os.environ.get("CWAC_CI"):
            pytest.fail(f"{name} is not installed: .ci/run installs it")
        pytest.skip(f"{name} is not installed")


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


Read = Callable[[list[Path]], list[list[dict[str, Any]]]]


def icaljs(files: list[Path]) -> list[list[dict[str, Any]]]:
    """Events by file, as ical.js reads them."""
    needs(shutil.which("node") is not None and (Path(__file__).parents[1] / "node_modules/ical.js").is_dir(), "ical.js")
    return _json_lines(["node", str(READERS / "read_icaljs.mjs"), *map(str, files)])


def libical(files: list[Path]) -> list[list[dict[str, Any]]]:
    """Events by file, as libical reads them."""
    probe = "import gi; gi.require_version('ICalGLib', '3.0')"
    found = (
        Path(SYSTEM_PYTHON).exists()
        and not subprocess.run([SYSTEM_PYTHON, "-c", probe], capture_output=True).returncode
    )
    needs(found, "libical with its bindings (gir1.2-ical-3.0, python3-gi)")
    return _json_lines([SYSTEM_PYTHON, str(READERS / "read_libical.py"), *map(str, files)])


def _json_lines(command: list[str]) -> list[list[dict[str, Any]]]:
    done = subprocess.run(command, capture_output=True, text=True, timeout=110, env={**os.environ, "TZ": "Asia/Tokyo"})
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def agrees(events: list[dict[str, Any]], by_id: dict[str, Wanted]) -> None:
    for event in events:
        truth = by_id[event["uid"].partition("@")[0]]
        assert (event["start"], event["end"]) == truth.told, event["uid"]
        assert event["status"] == truth.status or event["status"] == "TENTATIVE"


@pytest.mark.parametrize("read", [icaljs, libical])
def test_a_parser_sees_every_hard_event_at_its_instant(read: Read, hard: tuple[Path, dict[str, Wanted]]) -> None:
    file, truth = hard
    (events,) = read([file])
    assert {event["uid"].partition("@")[0] for event in events} == set(truth)
    agrees(events, truth)
    assert max(len(event["title"]) for event in events) > 10_000


@pytest.mark.parametrize("read", [icaljs, libical])
def test_a_parser_reads_every_calendar_of_the_demo(read: Read, demo: tuple[list[Path], dict[str, Wanted]]) -> None:
    files, truth = demo
    assert len(files) > 50
    by_file = read(files)
    assert len(by_file) == len(files)
    for events in by_file:
        agrees(events, truth)
    archive = by_file[[file.name for file in files].index("archive.ics")]
    assert {event["uid"].partition("@")[0] for event in archive} == set(truth)


KHAL = """
[calendars]
[[c]]
path = {events}
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
"""


def khal(folder: Path, events: Path) -> dict[str, str]:
    """Start by event id, as khal lists a folder of single events on a clock in Greenwich; a day where it is all day."""
    needs(shutil.which("khal") is not None, "khal")
    config = folder / "khal.conf"
    config.write_text(KHAL.format(folder=folder, events=events))
    form = ["--once", "--notstarted", "--format", "{uid}|{start-long}", "--day-format", ""]
    starts: dict[str, str] = {}
    for line in _run("khal", "-c", str(config), "list", *form, "1970-01-01", "2101-01-01").splitlines():
        uid, _, start = line.strip().partition("|")
        if "@" in uid:
            starts.setdefault(uid.partition("@")[0], start)
    return starts


def calcurse(folder: Path, file: Path) -> dict[int, str]:
    """Start by the number in the title: seconds since 1970, or a day as 10/07/26."""
    needs(shutil.which("calcurse") is not None, "calcurse")
    imported = _run("calcurse", "-D", str(folder), "-i", str(file))
    assert " 0 skipped" in imported, imported
    starts: dict[int, str] = {}
    for year in YEARS:
        span = ["--from", f"01/01/{year}", "--days", "366"]
        forms = ["--format-apt", "%(start:epoch)|%m\\n", "--format-event", "|%m\\n", "--format-recur-event", "|%m\\n"]
        day = ""
        for line in _run("calcurse", "-D", str(folder), "-Q", "--filter-type", "cal", *span, *forms).splitlines():
            if re.fullmatch(r"\d\d/\d\d/\d\d:", line):
                day = line[:-1]
            elif found := re.match(r"(\d*)\|(?:CANCELLED: )?#(\d+) ", line):
                starts.setdefault(int(found[2]), found[1] or day)
    return starts


def _run(*command: str) -> str:
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=390, env={**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.mark.timeout(400)
def test_khal_lists_every_hard_event_at_its_instant(tmp_path: Path, hard: tuple[Path, dict[str, Wanted]]) -> None:
    file, truth = hard
    expected = {
        key: f"{one.in_utc:%Y-%m-%dT%H:%M}" if isinstance(one.start, datetime) else f"{one.start:%Y-%m-%d}"
        for key, one in truth.items()
    }
    assert khal(tmp_path, file.parent / "events") == expected


@pytest.mark.timeout(400)
def test_calcurse_lists_every_hard_event_at_its_instant(tmp_path: Path, hard: tuple[Path, dict[str, Wanted]]) -> None:
    file, truth = hard
    expected = {
        int(key[1:], 16): str(int(one.in_utc.replace(tzinfo=UTC).timestamp()))
        if isinstance(one.start, datetime)
        else f"{one.start:%m/%d/%y}"
        for key, one in truth.items()
    }
    assert calcurse(tmp_path, file) == expected
