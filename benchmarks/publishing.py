"""What publishing costs: `python -m benchmarks.publishing [EVENTS]`.

Seconds and peak memory of the calendars alone, first and again with one event in a hundred changed, against the icalendar
library writing the same entries once; then of the other formats. Each measurement runs in a process of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from cwac_aggregator import gazetteer
from cwac_aggregator.model import Event, Evidence, Mention, StoredMention
from exports import Edition, export

AS_OF = date(2026, 11, 21)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SAMPLE = 2000
"""Entries that the library writes; its time grows with their number only."""
SHARED = ("title", "theme", "status", "start", "end", "timezone", "organizer", "venue", "street", "city", "region")
SHARED += ("postcode", "country", "url", "language", "confidence", "flags")


def events(count: int, changed_from: int | None = None) -> Iterator[Event]:
    """Made events all over the US, eight years of them; with `changed_from` every hundredth has moved by an hour."""
    towns = list(gazetteer.cities("US"))
    for number in range(count):
        town = towns[number * 7919 % len(towns)]
        moved = changed_from is not None and number % 100 == changed_from
        zone = ZoneInfo(town.timezone)
        start = datetime(2019, 1, 2, 8 + moved, 30, tzinfo=zone) + timedelta(days=number * 31 % 2920)
        mention = Mention(
            title=f"Coffee with a Cop at {town.name}",
            theme=("coffee", "ice cream", "cocoa", "tacos")[number % 4],
            status="cancelled" if number % 25 == 0 else "scheduled",
            start=start,
            end=start + timedelta(hours=2),
            timezone=town.timezone,
            organizer=f"{town.name} Police Department",
            venue=f"Café Número {number % 97}",
            street=f"{number % 900 + 1} Main Street",
            city=town.name,
            region=town.region,
            postcode=f"{number % 90000 + 10000}",
            country="US",
            url=f"https://police.example.org/news/{number}",
            language="en",
            confidence=0.9,
            flags=("year-inferred",) if number % 3 else (),
            reader_version="1",
            evidence={
                "title": Evidence("Coffee with a Cop", "html/body/h1", "prose"),
                "start": Evidence(
                    f"Join us on {start:%A, %B %d}, 8:30 to 10:30 a.m. (no sign-up needed)", "p[2]", "prose"
                ),
                "venue": Evidence(f"Café Número {number % 97}", "p[2]", "prose"),
                "street": Evidence(f"{number % 900 + 1} Main Street", "p[2]", "prose"),
            },
        )
        stored = StoredMention(
            id=f"m{number:020x}",
            page_url=f"https://police.example.org/news/{number}",
            source_id="police-example",
            fetched=NOW,
            first_seen=NOW,
            last_seen=NOW,
            mention=mention,
        )
        yield Event(
            id=f"e{number:020x}",
            visibility="published",
            reason=None,
            kind="event",
            county=None,
            latitude=None,
            longitude=None,
            series=None,
            alternatives=(),
            previous_start=None,
            sequence=int(moved),
            created=NOW,
            last_changed=NOW + timedelta(hours=moved),
            first_seen=NOW,
            last_seen=NOW,
            field_sources=dict.fromkeys(mention.evidence, stored.id),
            mentions=(stored,),
            **{name: getattr(mention, name) for name in SHARED},
        )


def making(count: int) -> float:
    """Seconds to make the events, which every measurement contains."""
    begun = time.perf_counter()
    for _ in events(count):
        pass
    return time.perf_counter() - begun


def library(count: int) -> float:
    """Seconds the icalendar library needs for the same entries, once each."""
    import icalendar

    sample = [event for event, _ in zip(events(SAMPLE), range(SAMPLE), strict=False)]
    from exports.calendar import calendar_entry

    read = [icalendar.Event.from_ical(entry.data) for event in sample if (entry := calendar_entry(event, Edition()))]
    begun = time.perf_counter()
    for parsed in read:
        made = icalendar.Event()
        for name, value in parsed.items():
            made.add(name, getattr(value, "dt", value) if name.startswith(("DT", "CREATED", "LAST")) else value)
        made.to_ical()
    return (time.perf_counter() - begun) * count / SAMPLE


def measure(folder: str, count: int, changed_from: int | None, formats: list[str] | None) -> dict[str, float]:
    """Seconds and peak memory (MB) of one export, in this process."""
    begun = time.perf_counter()
    export(events(count, changed_from), folder, Edition(as_of=AS_OF), formats=formats)
    seconds = time.perf_counter() - begun
    return {"seconds": seconds, "megabytes": peak()}


def peak() -> float:
    """The most memory this process ever held, in MB. (`ru_maxrss` would count the parent's, from before the exec.)"""
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def apart(*arguments: object) -> dict[str, float]:
    """`measure` in a process of its own."""
    code = f"from benchmarks.publishing import measure; import json; print(json.dumps(measure(*{arguments!r})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def main(count: int) -> None:
    """Run and print."""
    base = making(count)
    reference = library(count)
    print(f"{count} events; making them takes {base:.1f} s, which is taken off below")
    print(f"icalendar library, the same entries once: {reference:.1f} s")
    with tempfile.TemporaryDirectory() as folder:
        for words, changed in (("first", None), ("again, 1% changed", 7), ("again, unchanged", 7)):
            found = apart(f"{folder}/ics", count, changed, ["ics"])
            seconds = found["seconds"] - base
            files = sum(1 for path in Path(folder, "ics").rglob("*.ics"))
            print(
                f"calendars, {words}: {seconds:.1f} s = {seconds / reference:.2f} x the library, "
                f"{found['megabytes']:.0f} MB, {files} files"
            )
        for name in ("json", "jsonl", "csv", "mentions", "evidence", "parquet"):
            found = apart(f"{folder}/{name}", count, None, [name])
            print(f"{name}: {found['seconds'] - base:.1f} s, {found['megabytes']:.0f} MB")
        found = apart(f"{folder}/all", count, None, None)
        print(f"all formats: {found['seconds'] - base:.1f} s, {found['megabytes']:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
