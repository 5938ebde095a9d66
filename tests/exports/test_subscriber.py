"""Five days in the life of a subscriber: vdirsyncer fetches our feed over HTTP into a folder, khal lists the folder.

Events come, move, are renamed, are called off, are merged. At the end exactly the right entries are there: no ghost, no twin.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from cwac_aggregator.model import Event
from exports import Edition, export

from .made_events import LA, SEEN, event
from .programs import khal_config, needs, run, vdirsyncer, web

DAY = date(2026, 9, 14)


def made(number: int, start: str, title: str = "Coffee with a Cop", **changes: object) -> Event:
    """An event of two hours on a morning in California."""
    begin = datetime.fromisoformat(start).replace(tzinfo=LA)
    end = begin + timedelta(hours=2)
    return event(id=f"e{number:020x}", title=title, start=begin, end=end, **changes)


def days() -> Iterator[list[Event]]:
    """What is known on each day."""
    first = made(1, "2026-10-07T08:00")
    second = made(2, "2026-10-08T09:00", "Cocoa with a Cop")
    third = made(3, "2026-10-09T10:00", "Tacos with a Cop")
    twin = made(4, "2026-10-09T10:00", "Tacos and Cops")
    yield [first, second]
    yield [first, second, third, twin]
    moved = made(1, "2026-10-14T08:30", sequence=3, last_changed=SEEN + timedelta(days=2))
    yield [moved, second, third, twin]
    renamed = made(2, "2026-10-08T09:00", "Cider with a Cop", last_changed=SEEN + timedelta(days=3))
    off = made(
        3, "2026-10-09T10:00", "Tacos with a Cop", status="cancelled", sequence=4, last_changed=SEEN + timedelta(days=3)
    )
    yield [moved, renamed, off, twin]
    fifth = made(5, "2026-10-20T18:00", "Pizza with Police")
    yield [moved, renamed, off, fifth]  # the twin was merged into the third


def listed(folder: Path, entries: Path) -> list[str]:
    config = khal_config(folder, {"feed": entries})
    form = ["--once", "--notstarted", "--format", "{start-long} {title} {status}", "--day-format", ""]
    out = run("khal", "-c", str(config), "list", *form, "2026-01-01", "2027-01-01")
    return sorted(line.strip() for line in out.splitlines() if line.strip())


def test_after_five_days_exactly_the_right_entries_are_there(tmp_path: Path) -> None:
    needs(shutil.which("khal") is not None, "khal")
    folder = tmp_path / "exports"
    folder.mkdir()
    with web(folder) as address:
        for number, known in enumerate(days()):
            export(known, folder, Edition(as_of=DAY + timedelta(days=number)), formats=["ics"])
            entries = vdirsyncer(tmp_path, {"feed": f"{address}/calendars/us/ca.ics"})["feed"]
            if number == 1:
                assert len(listed(tmp_path, entries)) == 4
    assert listed(tmp_path, entries) == [
        "2026-10-08T16:00 Cider with a Cop CONFIRMED",
        "2026-10-09T17:00 CANCELLED: Tacos with a Cop CANCELLED",
        "2026-10-14T15:30 Coffee with a Cop CONFIRMED",
        "2026-10-21T01:00 Pizza with Police CONFIRMED",
    ]
    assert len(list(entries.glob("*.ics"))) == 4
