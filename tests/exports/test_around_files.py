"""Files about what stands around the events, and the feeds for readers of news."""

from __future__ import annotations

import csv
import dataclasses
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
from hypothesis import given

from cwac_aggregator.model import Event
from exports import Around, ChangeRow, Edition, EffortRow, SourceRow, export, measured
from exports.fields import QUALITY

from .made_events import LA, SEEN, event, events


def made(number: int, **changes: object) -> Event:
    return event(id=f"e{number:020x}", **changes)


def change(what: str, event_id: str, new: str | None = None) -> ChangeRow:
    return ChangeRow(SEEN, event_id, what, None, None, new)


def test_changes_are_those_of_events_that_are_shown(tmp_path: Path) -> None:
    shown, hidden, gone = made(1), made(2, visibility="hidden"), "e" + "f" * 20
    rows = (
        change("moved", shown.id),
        change("details", hidden.id),
        change("merged", gone, shown.id),
        change("added", gone),
    )
    export([shown, hidden], tmp_path, Edition(around=Around(changes=rows)), formats=["changes"])
    data = json.loads((tmp_path / "changes.json").read_text("utf-8"))
    assert [(row["what"], row["event_id"]) for row in data["changes"]] == [("moved", shown.id), ("merged", gone)]
    assert data["changes"][0]["title"] == "Coffee with a Cop"
    assert data["generated_at"] == "2026-09-14T12:00:00+00:00"


def test_no_changes_are_a_valid_file(tmp_path: Path) -> None:
    export([], tmp_path, Edition(), formats=["changes"])
    assert json.loads((tmp_path / "changes.json").read_text("utf-8"))["changes"] == []


def source(source_id: str, **given: Any) -> SourceRow:
    """A source of which nothing but what is given is known."""
    values: dict[str, Any] = {field.name: None for field in dataclasses.fields(SourceRow)}
    values |= {"id": source_id, "name": source_id, "kind": "police", "hosts": (), "failures": 0, "events": 0}
    return SourceRow(**values | given)


def test_events_name_the_county_and_the_agencies_that_tell_them(tmp_path: Path) -> None:
    around = Around(sources=(source("santa-monica-police", agency_id="CA0197100"), source("other")))
    export([event(), event(id="e" + "b" * 20, country="GB", mentions=())], tmp_path, Edition(around=around))
    here, abroad = json.loads((tmp_path / "events.json").read_text("utf-8"))["events"]
    assert (here["county"], here["county_fips"], here["agency_ids"]) == (None, "06037", ["CA0197100"])
    assert (abroad["county_fips"], abroad["agency_ids"]) == (None, [])


def test_measured_error_rates_are_published_as_they_were_measured(tmp_path: Path) -> None:
    export([], tmp_path, Edition(), formats=["quality"])
    told = json.loads((tmp_path / "quality.json").read_text("utf-8"))
    assert told["rates"] == measured()["rates"]
    assert {"missed event", "start", "venue", "status"} <= {row["field"] for row in told["rates"]}
    for row in told["rates"]:
        assert list(row) == [field.name for field in QUALITY]
        assert row["rate"] == round(row["errors"] / row["of"], 4)
        assert 0 <= row["low"] <= row["rate"] <= row["high"] <= 1


def test_sources_and_effort_are_tables(tmp_path: Path) -> None:
    around = Around(
        sources=(
            source("a", name="=Police", city="Ottumwa", region="IA", country="US", hosts=("a.example", "b.example")),
            source(
                "b",
                agency_id="IA0900100",
                last_fetched=SEEN,
                failures=2,
                last_day=date(2026, 9, 1),
                health="silent",
                health_since=date(2026, 8, 1),
            ),
        ),
        effort=(EffortRow("a", "2026-09", 0, 0, 0, 0), EffortRow("b", "2026-09", 4, 3, 2, 1)),
    )
    export([], tmp_path, Edition(around=around))
    with (tmp_path / "sources.csv").open(encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file)
    assert (first["name"], first["hosts"], first["last_fetched"]) == ("'=Police", "a.example | b.example", "")
    assert (first["county_fips"], first["health"], second["county_fips"]) == ("19179", "", "")
    assert (second["agency_id"], second["health"], second["health_since"]) == ("IA0900100", "silent", "2026-08-01")
    assert (second["last_fetched"], second["last_day"], second["failures"]) == (
        "2026-09-14T12:00:00+00:00",
        "2026-09-01",
        "2",
    )
    with (tmp_path / "effort.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[1] == {
        "source_id": "b",
        "month": "2026-09",
        "fetched": "4",
        "unchanged": "3",
        "failed": "2",
        "blocked": "1",
    }


def read(folder: Path, name: str) -> feedparser.FeedParserDict:
    feed = feedparser.parse((folder / name).read_bytes())
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def test_new_holds_the_newest_and_soon_the_next_fifty(tmp_path: Path) -> None:
    start = datetime(2026, 9, 1, 8, 0, tzinfo=LA)
    known = [
        made(n, created=SEEN - timedelta(hours=n), start=start + timedelta(days=n), end=None) for n in range(1, 101)
    ]
    hidden = [made(200, visibility="review"), made(201, kind="observance"), made(202, status="cancelled", created=SEEN)]
    export(
        [*known, *hidden], tmp_path, Edition(as_of=date(2026, 9, 14), site_url="https://c.example"), formats=["atom"]
    )
    new, soon = read(tmp_path, "new.atom"), read(tmp_path, "soon.atom")
    ids = [entry.id.rpartition(":")[2] for entry in new.entries]
    assert ids == [made(n).id for n in [202, *range(1, 50)]]
    assert new.entries[0].title.startswith("CANCELLED: ")
    assert new.entries[1].link == f"https://c.example/events/{made(1).id}/"
    assert [entry.id.rpartition(":")[2] for entry in soon.entries] == [made(n).id for n in range(13, 63)]
    assert soon.entries[0].title == "Coffee with a Cop, Mon 2026-09-14 08:00"
    assert soon.feed.updated == "2026-09-14T12:00:00+00:00"


@given(given_event=events())
def test_any_text_makes_a_feed_that_is_xml(tmp_path_factory, given_event: Event) -> None:
    folder = tmp_path_factory.mktemp("atom")
    export([given_event], folder, Edition(), formats=["atom"])
    shown = given_event.visibility == "published" and given_event.kind == "event"
    assert len(read(folder, "new.atom").entries) == shown


def test_an_empty_feed_is_valid_and_does_not_know_the_clock(tmp_path: Path) -> None:
    export([], tmp_path, Edition(), formats=["atom"])
    assert read(tmp_path, "new.atom").feed.updated == "1970-01-01T00:00:00+00:00"
    assert datetime.now(UTC).strftime("%Y-%m-%d") not in (tmp_path / "new.atom").read_text()
