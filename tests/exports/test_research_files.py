"""The files for researchers: each against the events it was made from, by readers that others wrote."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from cwac_aggregator.model import Event, Evidence, When, when_text, when_value
from exports import Edition, event_object, export
from exports.fields import EVENT_COLUMNS, EVIDENCE_COLUMNS, MENTION_COLUMNS

from .made_events import MENTION, ROUND_TRIP, event, events


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_jsonl_holds_the_same_events_as_json(tmp_path: Path) -> None:
    given_events = [event(), event(id="e" + "f" * 20, visibility="review")]
    export(given_events, tmp_path, Edition(), formats=["jsonl"])
    lines = (tmp_path / "events.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [event_object(given_event) for given_event in given_events]


def test_mentions_and_evidence_join_on_their_ids(tmp_path: Path) -> None:
    export([event()], tmp_path, Edition())
    (mention,) = rows(tmp_path / "mentions.csv")
    assert list(mention) == [field.name for field in MENTION_COLUMNS]
    assert (mention["event_id"], mention["id"], mention["start"]) == (event().id, "m1", "2026-10-07T08:00:00-07:00")
    words = rows(tmp_path / "evidence.csv")
    assert list(words[0]) == [field.name for field in EVIDENCE_COLUMNS]
    assert [row["field"] for row in words] == ["title", "start", "venue"]
    assert {row["mention_id"] for row in words} == {"m1"}


def test_words_in_tables_are_cut_at_300_characters(tmp_path: Path) -> None:
    from dataclasses import replace

    long = replace(
        MENTION, evidence={"start": Evidence("x" * 500, "p", "prose"), "end": Evidence("y" * 300, "p", "prose")}
    )
    export([event(mention=long)], tmp_path, Edition(), formats=["evidence"])
    texts = {row["field"]: row["text"] for row in rows(tmp_path / "evidence.csv")}
    assert texts == {"start": "x" * 299 + "…", "end": "y" * 300}


def test_geojson_holds_what_has_a_place_on_the_map(tmp_path: Path) -> None:
    export([event(), event(id="e" + "a" * 20, latitude=34.0194567891, longitude=-118.491)], tmp_path, Edition())
    data = json.loads((tmp_path / "events.geojson").read_text("utf-8"))
    assert data["type"] == "FeatureCollection"
    (feature,) = data["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-118.491, 34.019457]}
    assert feature["id"] == "e" + "a" * 20
    assert feature["properties"]["title"] == "Coffee with a Cop"


@pytest.mark.fuzz
@ROUND_TRIP
@given(given_event=events())
def test_any_event_survives_the_way_through_parquet(
    tmp_path_factory: pytest.TempPathFactory, given_event: Event
) -> None:
    import pyarrow.parquet as pq

    folder = tmp_path_factory.mktemp("parquet")
    export([given_event], folder, Edition(), formats=["parquet"])
    (row,) = pq.read_table(folder / "events.parquet").to_pylist()
    for field in EVENT_COLUMNS:
        if field.type in ("string", "number", "integer"):
            if hasattr(given_event, field.name):
                assert row[field.name] == getattr(given_event, field.name)
        elif field.type == "instant":
            assert row[field.name] == getattr(given_event, field.name)
    for name in ("start", "end"):
        value: When | None = getattr(given_event, name)
        assert row[name] == when_text(value)
        assert when_value(row[name]) == value
        if isinstance(value, datetime) and value.tzinfo:
            assert row[f"{name}_at"] == value.astimezone(UTC)
        else:
            assert row[f"{name}_at"] is None
    assert row["flags"] == list(given_event.flags)


def test_parquet_is_the_same_bytes_twice_and_typed(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        export([event(id=f"e{n:020x}") for n in range(6000)], folder, Edition(), formats=["parquet"])
    assert (first / "events.parquet").read_bytes() == (second / "events.parquet").read_bytes()
    schema = pq.read_schema(first / "events.parquet")
    assert pa.types.is_timestamp(schema.field("last_changed").type)
    assert schema.field("start_day").type == pa.date32()
    assert pq.read_metadata(first / "events.parquet").num_row_groups == 2


def test_the_index_names_every_file_with_its_hash(tmp_path: Path) -> None:
    export([event(), event(id="e" + "b" * 20, visibility="withdrawn")], tmp_path, Edition())
    index = json.loads((tmp_path / "index.json").read_text("utf-8"))
    assert index["counts"] == {
        "events": 2,
        "mentions": 2,
        "visibility": {"published": 1, "withdrawn": 1},
        "status": {"scheduled": 2},
    }
    assert index["generated_at"] == "2026-09-14T12:00:00+00:00"
    named = {file["path"] for file in index["files"]}
    there = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert there - named == {"index.json", "datapackage.json", f"events/{event().id}.ics"}
    for file in index["files"]:
        data = (tmp_path / file["path"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (file["bytes"], file["sha256"])


def test_an_index_of_unchanged_files_is_unchanged(tmp_path: Path) -> None:
    export([event()], tmp_path, Edition())
    assert export([event()], tmp_path, Edition()).changed == ()


def test_the_data_package_describes_the_tables(tmp_path: Path) -> None:
    export([event()], tmp_path, Edition(site_url="https://cops.example.org"))
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert package["licenses"][0]["name"] == "CC0-1.0"
    for resource in package["resources"]:
        data = (tmp_path / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert resource["bytes"] == len(data)
    tables = [resource for resource in package["resources"] if resource["profile"] == "tabular-data-resource"]
    others = {resource["path"] for resource in package["resources"] if resource not in tables}
    assert {"events.json", "events.parquet", "quality.json", "archive.ics", "new.atom"} <= others
    for resource in tables:
        data = (tmp_path / resource["path"]).read_bytes()
        columns = [field["name"] for field in resource["schema"]["fields"]]
        table = rows(tmp_path / resource["path"])
        assert data.partition(b"\r\n")[0].decode().split(",") == columns
        assert all(field["description"] for field in resource["schema"]["fields"])
        for field in resource["schema"]["fields"]:
            constraints = field.get("constraints", {})
            for row in table:
                value = row[field["name"]]
                assert value or not constraints.get("required")
                assert not value or value in constraints.get("enum", [value])
                if field["type"] == "number" and value:
                    assert constraints.get("minimum", -1e9) <= float(value) <= constraints.get("maximum", 1e9)
    assert [resource["name"] for resource in tables] == [
        "events",
        "mentions",
        "evidence",
        "sources",
        "effort",
    ]
