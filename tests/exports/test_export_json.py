"""events.json and the shape of `cwac extract --json`."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwac_aggregator.model import MENTION_FIELDS, Event, Mention, when_text, when_value
from exports import SCHEMA_VERSION, Edition, export, json_schema, mention_object, page_error, page_object
from exports.schema import build

from .made_events import MENTION, ROUND_TRIP, SEEN, event, events


def written(tmp_path: Path, given_events: list[Event]) -> dict[str, Any]:
    export(given_events, tmp_path, Edition(), formats=["json"])
    data: dict[str, Any] = json.loads((tmp_path / "events.json").read_text("utf-8"))
    jsonschema.validate(data, json_schema("events"), cls=jsonschema.Draft202012Validator)
    return data


def test_a_mention_has_all_fields_by_name_and_then_its_evidence() -> None:
    row = mention_object(MENTION)
    assert list(row) == [*MENTION_FIELDS, "evidence"]
    assert row["start"] == "2026-10-07T08:00:00-07:00"
    assert row["alternatives"] == ["2026-10-14"]
    assert list(row["evidence"]) == ["title", "start", "venue"]
    assert row["evidence"]["venue"] == {"text": "Café Élan", "locator": "p[2]", "origin": "prose"}


def test_dates_are_written_in_three_forms_and_nothing_is_invented() -> None:
    naive = Mention(title="x", start=datetime(2026, 10, 7, 8, 0), flags=("zone-unknown",))
    assert mention_object(naive)["start"] == "2026-10-07T08:00:00"
    assert mention_object(Mention(start=date(2026, 10, 7)))["start"] == "2026-10-07"
    assert mention_object(Mention(start=date(2026, 10, 7)))["end"] is None


def test_a_line_of_extract_fits_its_schema() -> None:
    schema = json_schema("extract")
    check = jsonschema.Draft202012Validator(schema)
    check.validate(page_object("a.html", "https://example.org/", [MENTION, Mention()]))
    check.validate(page_error("a.html", None, "cannot be read"))
    bad = page_object("a.html", "https://example.org/", [MENTION])
    bad["mentions"][0]["start"] = "October 7"
    with pytest.raises(jsonschema.ValidationError):
        check.validate(bad)


def test_the_shipped_schemas_are_those_of_the_table_of_fields() -> None:
    for name in ("extract", "events"):
        assert json_schema(name) == json.loads(json.dumps(build(name))), "run python -m exports.schema"


def test_the_head_tells_the_version_and_the_newest_change(tmp_path: Path) -> None:
    later = event(id="e" + "f" * 20, last_changed=SEEN + timedelta(days=2))
    data = written(tmp_path, [event(), later, event(id="e" + "a" * 20)])
    assert data["schema_version"] == SCHEMA_VERSION
    assert data["generated_at"] == "2026-09-16T12:00:00+00:00"
    assert [row["id"] for row in data["events"]] == ["e0123456789abcdef0123", "e" + "f" * 20, "e" + "a" * 20]
    assert data["events"][0]["mentions"][0]["evidence"]["start"]["text"].endswith("(sign-up needed)")
    assert data["events"][0]["field_sources"] == {"title": "m1", "start": "m1", "venue": "m1"}


def test_no_events_make_a_valid_empty_file(tmp_path: Path) -> None:
    assert written(tmp_path, []) == {"schema_version": SCHEMA_VERSION, "generated_at": None, "events": []}


def test_hidden_events_are_left_out_withdrawn_ones_stay_with_their_reason(tmp_path: Path) -> None:
    rows = [event(visibility="hidden"), event(id="e" + "b" * 20, visibility="withdrawn", reason="the page is another")]
    data = written(tmp_path, rows)
    assert [(row["visibility"], row["reason"]) for row in data["events"]] == [("withdrawn", "the page is another")]


@pytest.mark.fuzz
@ROUND_TRIP
@given(given_event=events())
def test_any_event_survives_the_way_through_json(tmp_path_factory: pytest.TempPathFactory, given_event: Event) -> None:
    row = written(tmp_path_factory.mktemp("json"), [given_event])["events"][0]
    for name in MENTION_FIELDS:
        if name in ("start", "end", "previous_start"):
            value = getattr(given_event, name)
            assert row[name] == when_text(value)
            if value is not None:
                assert when_value(row[name]) == value
        elif name == "alternatives":
            assert tuple(when_value(text) for text in row[name]) == given_event.alternatives
        elif name == "flags":
            assert tuple(row[name]) == given_event.flags
        elif name != "reader_version":
            assert row[name] == getattr(given_event, name)


@given(text=st.text(st.characters(categories=["Cs", "L"]), min_size=1, max_size=5))
def test_halves_of_surrogate_pairs_do_not_break_the_file(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("json")
    row = written(folder, [event(venue=text)])["events"][0]
    assert len(row["venue"]) == len(text)


def test_times_of_change_are_in_utc(tmp_path: Path) -> None:
    row = written(tmp_path, [event(last_changed=datetime(2026, 9, 14, 12, 0, 0, 999, tzinfo=UTC))])["events"][0]
    assert row["last_changed"] == "2026-09-14T12:00:00+00:00"
