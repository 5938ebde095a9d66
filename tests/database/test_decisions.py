"""What people say stays, holds, can be taken back, and travels."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from cwac_aggregator import pipeline
from cwac_aggregator.database import Database
from cwac_aggregator.database.decision_files import dump_decisions, load_decisions
from cwac_aggregator.errors import ConfigError, UnknownIdError
from cwac_aggregator.model import Event, Judgement, Override

from .. import toy

COFFEE = "Coffee with a Cop | 2026-10-07T08:00 | venue=Blue Door Cafe | city=Springfield | region=CA | country=US"


def run(db: Database) -> list[Event]:
    pipeline.extract(db, {}, reader=toy.read, reader_version="1")
    pipeline.resolve(db, threshold=0.8)
    return list(db.events.stream_for_export())


@pytest.fixture
def told(db: Database) -> Iterator[Event]:
    toy.crawl(db, {"/a": COFFEE})
    [event] = run(db)
    yield event


def test_a_field_is_set_and_taken_back(db: Database, told: Event) -> None:
    number = db.decisions.set_field(told.mentions[0].id, "venue", "The Blue Door", by="ann", at=toy.T0, why="rang them")
    assert run(db)[0].venue == "The Blue Door"
    undone = db.decisions.undo(number, by="bob", at=toy.T0 + timedelta(hours=1))
    assert (undone.undone_by, undone.by, undone.why) == ("bob", "ann", "rang them")
    assert run(db)[0].venue == "Blue Door Cafe"
    with pytest.raises(ConfigError, match="undone by bob"):
        db.decisions.undo(number, by="ann")
    with pytest.raises(UnknownIdError, match="o99"):
        db.decisions.undo("o99", by="ann")


def test_an_event_is_hidden_and_accepted_again(db: Database, told: Event) -> None:
    db.decisions.set_visibility(told.id, "hidden", by="ann", at=toy.T0, why="private")
    [event] = run(db)
    assert (event.visibility, event.reason) == ("hidden", "private")
    db.decisions.set_visibility(told.id, "published", by="ann", at=toy.T0 + timedelta(hours=1))
    assert run(db)[0].visibility == "published"
    with pytest.raises(UnknownIdError):
        db.decisions.set_visibility("e0", "hidden", by="ann")


def test_an_event_typed_in_is_a_mention_of_the_editor(db: Database, told: Event) -> None:
    number = db.decisions.add(
        toy.mention("Tacos with a Cop | 2026-11-05T18:00 | city=Springfield"), by="ann", at=toy.T0
    )
    coffee, tacos = sorted(run(db), key=lambda event: str(event.title))
    assert (coffee.id, tacos.title, tacos.visibility) == (told.id, "Tacos with a Cop", "published")
    assert tacos.mentions[0].source_id == "editor"
    assert {e.origin for e in tacos.mentions[0].mention.evidence.values()} == {"editor"}
    db.drop_derived()
    assert sorted(e.id for e in run(db)) == sorted([coffee.id, tacos.id])
    db.decisions.undo(number, by="ann")
    assert {e.title: e.visibility for e in run(db)} == {
        "Coffee with a Cop": "published",
        "Tacos with a Cop": "withdrawn",
    }
    db.drop_derived()
    assert {e.title: e.visibility for e in run(db)} == {
        "Coffee with a Cop": "published",
        "Tacos with a Cop": "withdrawn",
    }


def test_an_event_typed_in_joins_the_page_that_tells_it_later(db: Database) -> None:
    db.decisions.add(toy.mention(COFFEE), by="ann", at=toy.T0)
    [before] = run(db)
    toy.crawl(db, {"/a": COFFEE}, day=1)
    [after] = run(db)
    assert after.id == before.id
    assert len(after.mentions) == 2


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("vennue", "x", "no field"),
        ("start", "next Tuesday", "cannot be read as start"),
        ("status", "gone", "no status"),
        ("visibility", "review", "cannot be decided"),
        ("latitude", "north", "cannot be read as latitude"),
    ],
)
def test_a_value_that_cannot_be_is_refused(db: Database, told: Event, field: str, value: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        db.decisions.set_field(told.mentions[0].id, field, value, by="ann")
    assert db.decisions.log() == []


def test_decisions_about_what_never_was_are_refused(db: Database, told: Event) -> None:
    mine = told.mentions[0].id
    with pytest.raises(UnknownIdError, match="m0"):
        db.decisions.judge(Judgement(left="m0", right=mine, verdict="same", by="ann", at=toy.T0))
    with pytest.raises(UnknownIdError, match="m0"):
        db.decisions.set_field("m0", "venue", "x", by="ann")
    with pytest.raises(ConfigError, match="one mention"):
        db.decisions.judge(Judgement(left=mine, right=mine, verdict="same", by="ann", at=toy.T0))


def test_of_two_people_at_once_both_are_kept_and_the_later_holds(db: Database, database_url: str, told: Event) -> None:
    mine = told.mentions[0].id
    with Database.open(database_url) as other:
        other.decisions.set_field(mine, "venue", "Bob's", by="bob", at=toy.T0 + timedelta(seconds=1))
        db.decisions.set_field(mine, "venue", "Ann's", by="ann", at=toy.T0)
    assert run(db)[0].venue == "Bob's"
    assert [decision.by for decision in db.decisions.log()] == ["ann", "bob"]


def test_decisions_travel_to_another_database(db: Database, told: Event, tmp_path: Path) -> None:
    mine = told.mentions[0].id
    number = db.decisions.set_field(mine, "venue", "The Blue Door", by="ann", at=toy.T0)
    db.decisions.set_field(mine, "title", "Coffee", by="ann", at=toy.T0)
    db.decisions.undo(number, by="bob", at=toy.T0 + timedelta(hours=1))
    db.decisions.add(toy.mention("Tacos | 2026-11-05"), by="ann", at=toy.T0, why="flyer")
    db.decisions.opt_out("www.quiet.example", "ann", at=toy.T0)
    lines = list(dump_decisions(db.decisions))
    with Database.open(f"sqlite:///{tmp_path / 'other.sqlite'}") as other:
        assert load_decisions(other.decisions, lines) == 4
        assert list(dump_decisions(other.decisions)) == lines
        assert load_decisions(other.decisions, lines) == 0
        assert other.decisions.opt_outs() == {"quiet.example"}
        toy.crawl(other, {"/a": COFFEE})
        found = {(event.title, event.venue) for event in run(other)}
    assert found == {("Coffee", "Blue Door Cafe"), ("Tacos", None)}


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([], "not a file of decisions"),
        (["{}"], "not a file of decisions"),
        (['{"decisions": 99}'], "newer version"),
        (['{"decisions": 1}', "nonsense"], "line 2: not JSON"),
        (['{"decisions": 1}', "[1]"], "line 2: not an object"),
        (['{"decisions": 1}', '{"kind": "wish", "by": "a", "at": "2026-01-01"}'], "line 2: unknown kind"),
        (['{"decisions": 1}', '{"kind": "judgement", "by": "a"}'], "line 2: 'at'"),
    ],
)
def test_a_file_that_is_none_changes_nothing(db: Database, lines: list[str], words: str) -> None:
    good = json.dumps({"kind": "opt-out", "host": "x", "by": "a", "at": "2026-01-01T00:00:00+00:00"})
    with pytest.raises(ConfigError, match=words):
        load_decisions(db.decisions, [*lines, good] if len(lines) > 1 else lines)
    assert db.decisions.log() == []


def test_an_override_of_a_mention_that_was_never_answered_lapses_when_the_page_says_it(
    db: Database, told: Event
) -> None:
    mine = told.mentions[0].id
    db.decisions.override(
        Override(mention_id=mine, field="organizer", value="Springfield PD", answers=None, by="ann", at=toy.T0)
    )
    assert run(db)[0].organizer == "Springfield PD"
    toy.crawl(db, {"/a": COFFEE + " | organizer=County Sheriff"}, day=1)
    assert run(db)[0].organizer == "County Sheriff"
