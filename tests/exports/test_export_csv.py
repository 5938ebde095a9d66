"""events.csv: round trip, and safety in spreadsheets."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given

from cwac_aggregator.model import Event, when_text
from exports import Edition, export
from exports.fields import EVENT_COLUMNS
from exports.tables import SEPARATOR

from .made_events import ROUND_TRIP, event, events


def written(folder: Path, given_events: list[Event]) -> list[dict[str, str]]:
    export(given_events, folder, Edition(), formats=["csv"])
    with (folder / "events.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_the_columns_are_those_of_the_table_and_lines_end_as_rfc_4180_says(tmp_path: Path) -> None:
    row = written(tmp_path, [event()])[0]
    assert list(row) == [field.name for field in EVENT_COLUMNS]
    assert row["start"] == "2026-10-07T08:00:00-07:00"
    assert row["end"] == "2026-10-07T10:00:00-07:00"
    assert row["flags"] == "year-inferred"
    assert row["pages"] == "https://police.example.org/news/1"
    assert row["mention_count"] == "1"
    data = (tmp_path / "events.csv").read_bytes()
    assert data.count(b"\r\n") == 2
    assert data.count(b"\n") == 2


@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("https://x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "＝1", "  @x", "\u00a0=1"],
)
def test_no_text_can_be_a_formula(tmp_path: Path, text: str) -> None:
    row = written(tmp_path, [event(venue=text)])[0]
    assert row["venue"] == "'" + text


def test_numbers_stay_numbers(tmp_path: Path) -> None:
    row = written(tmp_path, [event(latitude=-1.5, longitude=-118.25)])[0]
    assert (row["latitude"], row["longitude"]) == ("-1.5", "-118.25")


@pytest.mark.fuzz
@ROUND_TRIP
@given(given_event=events())
def test_one_apostrophe_off_gives_the_text_back(tmp_path_factory: pytest.TempPathFactory, given_event: Event) -> None:
    row = written(tmp_path_factory.mktemp("csv"), [given_event])[0]
    for name in ("title", "theme", "venue", "street", "city", "organizer", "url"):
        value = (getattr(given_event, name) or "").replace("\0", "")
        assert row[name].removeprefix("'") == value.removeprefix("'") or row[name] == f"'{value}"
        assert not row[name].lstrip().startswith(("=", "+", "-", "@"))
        assert (row[name][1:] if row[name].startswith("'") else row[name]) == value
    assert row["start"] == (when_text(given_event.start) or "")
    assert row["flags"] == SEPARATOR.join(given_event.flags)
    assert row["confidence"] == str(given_event.confidence)
