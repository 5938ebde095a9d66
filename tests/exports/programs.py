"""Calendar programs that others wrote, as the tests use them: what each sees in our files, by event id or title.

They come with `make test` and with .ci/run; where one is missing its tests are skipped, under CWAC_CI they fail.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import icalendar
import pytest

READERS = Path(__file__).parent / "readers"
SYSTEM_PYTHON = "/usr/bin/python3"
Seen = list[dict[str, Any]]
"""The events of a file: `uid`, `start`, `end`, `title`, `status`; times as seconds since 1970, days and local times as text."""


def needs(there: bool, name: str) -> None:
    """Skip without a program; fail where everything must be there."""
    if not there:
        if os.environ.get("CWAC_CI"):
            pytest.fail(f"{name} is not installed: .ci/run installs it")
        pytest.skip(f"{name} is not installed")


def run(*command: str, answers: str = "") -> str:
    """What a program prints, on a machine in Greenwich."""
    environment = {**os.environ, "TZ": "UTC", "LC_ALL": "C.UTF-8", "no_proxy": "*"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=390, env=environment, input=answers)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


def python_icalendar(files: list[Path]) -> list[Seen]:
    """Events by file, as the icalendar library reads them."""
    return [[_plain(event) for event in _components(file)] for file in files]


def icaljs(files: list[Path]) -> list[Seen]:
    """Events by file, as ical.js (Thunderbird's parser) reads them."""
    needs(shutil.which("node") is not None and (Path(__file__).parents[1] / "node_modules/ical.js").is_dir(), "ical.js")
    return _json_lines(["node", str(READERS / "read_icaljs.mjs"), *map(str, files)])


def libical(files: list[Path]) -> list[Seen]:
    """Events by file, as libical (Evolution, Nextcloud) reads them."""
    probe = "import gi; gi.require_version('ICalGLib', '3.0')"
    found = (
        Path(SYSTEM_PYTHON).exists()
        and not subprocess.run([SYSTEM_PYTHON, "-c", probe], capture_output=True).returncode
    )
    needs(found, "libical with its bindings (gir1.2-ical-3.0, python3-gi)")
    return _json_lines([SYSTEM_PYTHON, str(READERS / "read_libical.py"), *map(str, files)])


def khal(folder: Path, calendars: Mapping[str, Path]) -> dict[str, dict[str, str]]:
    """By calendar and UID: the start, as khal lists folders of single events; a day where it is all day."""
    needs(shutil.which("khal") is not None, "khal")
    config = khal_config(folder, calendars)
    form = ["--notstarted", "--format", "{calendar}|{uid}|{start-long}", "--day-format", ""]
    found: dict[str, dict[str, str]] = {name: {} for name in calendars}
    for line in run("khal", "-c", str(config), "list", *form, "1970-01-01", "2101-01-01").splitlines():
        name, uid, start = [*line.strip().split("|"), "", ""][:3]
        if name in found and uid:
            found[name].setdefault(uid, start)
    return found


def khal_config(folder: Path, calendars: Mapping[str, Path]) -> Path:
    """A configuration of khal with these calendars, on a clock in Greenwich."""
    some = "".join(f"[[{name}]]\npath = {path}\n" for name, path in calendars.items())
    forms = "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
    forms += "datetimeformat = %Y-%m-%dT%H:%M\nlongdatetimeformat = %Y-%m-%dT%H:%M\n"
    config = folder / "khal.conf"
    config.write_text(
        f"[calendars]\n{some}[sqlite]\npath = {folder}/khal.db\n"
        f"[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\n{forms}"
    )
    return config


def calcurse(folder: Path, file: Path, years: Iterable[int]) -> list[tuple[str, str]]:
    """(start, title) of each event: the start in seconds since 1970, or a day as 10/07/26; one of several days on its first."""
    needs(shutil.which("calcurse") is not None, "calcurse")
    imported = run("calcurse", "-D", str(folder), "-i", str(file))
    assert " 0 skipped" in imported, imported
    found: dict[str, str] = {}
    seen: list[tuple[str, str]] = []
    for year in years:
        span = ["--from", f"01/01/{year}", "--days", "366"]
        forms = ["--format-apt", "%(start:epoch)|%m\\n", "--format-event", "|%m\\n", "--format-recur-event", "|%m\\n"]
        day = ""
        for line in run("calcurse", "-D", str(folder), "-Q", "--filter-type", "cal", *span, *forms).splitlines():
            if re.fullmatch(r"\d\d/\d\d/\d\d:", line):
                day = line[:-1]
            elif told := re.match(r"(\d*)\|(.+)", line):
                # An appointment over midnight is listed on both days, a day of several on each.
                key = f"{told[1]}|{told[2]}"
                if key not in found or (not told[1] and found[key] != day and not _follows(found[key], day)):
                    seen.append((told[1] or day, told[2]))
                found[key] = day
    return seen


def vdirsyncer(folder: Path, feeds: Mapping[str, str]) -> dict[str, Path]:
    """A folder of single events for each feed, by its name, as vdirsyncer makes them from addresses; again: brought up to date.

    Of what it fetches from the web it does not keep the UIDs: it takes digests of the entries instead.
    """
    needs(shutil.which("vdirsyncer") is not None, "vdirsyncer")
    config, folders = folder / "vdirsyncer.conf", {name: folder / "entries" / name for name in feeds}
    first = not config.exists()
    text = f'[general]\nstatus_path = "{folder}/status"\n'
    for name, url in feeds.items():
        folders[name].mkdir(parents=True, exist_ok=True)
        text += (
            f'[pair {name}]\na = "{name}_web"\nb = "{name}_disk"\ncollections = null\nconflict_resolution = "a wins"\n'
            f'[storage {name}_web]\ntype = "http"\nurl = "{url}"\n'
            f'[storage {name}_disk]\ntype = "filesystem"\npath = "{folders[name]}"\nfileext = ".ics"\n'
        )
    config.write_text(text)
    if first:
        run("vdirsyncer", "-c", str(config), "discover", answers="y\n" * 2 * len(feeds))
    run("vdirsyncer", "-c", str(config), "sync", answers="y\n" * 2 * len(feeds))
    return folders


@contextmanager
def web(folder: Path) -> Iterator[str]:
    """The address at which the files of a folder are served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _components(file: Path) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(file.read_bytes()).events


def _plain(event: icalendar.Event) -> dict[str, Any]:
    start, end = (event[name].dt if name in event else None for name in ("DTSTART", "DTEND"))
    return {
        "uid": str(event["UID"]),
        "start": _told(start),
        "end": _told(end),
        "title": str(event["SUMMARY"]),
        "status": str(event["STATUS"]),
    }


def _told(value: date | datetime | None) -> int | str | None:
    if value is None:
        return None
    return int(value.timestamp()) if isinstance(value, datetime) and value.tzinfo else value.isoformat()


def _json_lines(command: list[str]) -> list[Seen]:
    done = subprocess.run(command, capture_output=True, text=True, timeout=110, env={**os.environ, "TZ": "Asia/Tokyo"})
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def _follows(day: str, other: str) -> bool:
    """Whether one day, as calcurse writes it, is the one after another."""
    one, two = (datetime.strptime(text, "%m/%d/%y").toordinal() for text in (day, other))
    return two == one + 1
