"""What goes wrong around a run: killed, interrupted by people, a source that left, a clock that jumps back."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import threading
import time
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from cwac_aggregator import pipeline
from cwac_aggregator.database import Database
from cwac_aggregator.database.engine import writing
from cwac_aggregator.database.history import History
from cwac_aggregator.database.mentions import Mentions
from cwac_aggregator.database.schema import events, mentions
from cwac_aggregator.model import Event, Judgement
from cwac_aggregator.sources import SourceEntry

from .. import toy

COFFEE = "Coffee with a Cop | 2026-10-07T08:00 | venue=Blue Door Cafe | city=Springfield | region=CA | country=US"


def run(db: Database) -> list[Event]:
    pipeline.extract(db, {}, reader=toy.read, reader_version="1")
    pipeline.resolve(db, threshold=0.8)
    return list(db.events.stream_for_export())


def shown(events: list[Event]) -> list[tuple[object, ...]]:
    return [(e.id, e.start, e.venue, e.visibility, e.sequence, [m.id for m in e.mentions]) for e in events]


def pages(count: int, hour: str = "08:00") -> dict[str, str]:
    return {
        f"/p{n}": f"Coffee with a Cop | 2026-10-{n % 28 + 1:02}T{hour} | venue=Cafe {n} | city=Town {n} | region=CA"
        for n in range(count)
    }


def test_killed_in_the_middle_of_resolve_the_next_run_completes(tmp_path: Path) -> None:
    """The process is ended by the kernel between two of its transactions, again and again, until it gets through."""
    url = f"sqlite:///{tmp_path / 'cwac.sqlite'}"
    whole = f"sqlite:///{tmp_path / 'whole.sqlite'}"
    for address in (url, whole):
        with Database.open(address) as db:
            toy.crawl(db, pages(30))
            pipeline.extract(db, {}, reader=toy.read, reader_version="1")
    program = textwrap.dedent(
        """
        import os, signal, sys
        from cwac_aggregator import pipeline
        from cwac_aggregator.database import Database, engine, events, ledger, mentions

        pipeline.EVENT_BATCH = 7
        left = int(sys.argv[2])
        for cls, name in ((mentions.Mentions, "settle"), (ledger.Ledger, "write"), (ledger.Ledger, "keep_doubts")):
            def counted(self, *given, _whole=getattr(cls, name), **more):
                global left
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return _whole(self, *given, **more)
            setattr(cls, name, counted)
        with Database.open(sys.argv[1]) as db:
            pipeline.resolve(db, threshold=0.8)
        """
    )
    codes = [subprocess.run([sys.executable, "-c", program, url, str(step)]).returncode for step in (0, 1, 2, 3, 5, 99)]
    assert codes[0] < 0
    assert codes[-1] == 0
    with Database.open(url) as db, Database.open(whole) as reference:
        assert shown(list(db.events.stream_for_export())) == shown(run(reference))
        assert len(db.history.since(toy.T0 - timedelta(days=1))) == 30, "every event was added once"


def test_a_review_during_a_run_loses_nothing(db: Database, database_url: str) -> None:
    """A person judges and hides while `resolve` writes: every word is kept, and holds after the next run."""
    toy.crawl(db, pages(40))
    events = run(db)
    toy.crawl(db, pages(40, "09:00"), day=1)
    pipeline.extract(db, {}, reader=toy.read, reader_version="1")
    noted: list[str] = []

    def decide() -> None:
        with Database.open(database_url) as other:
            for event in events[:20]:
                noted.append(other.decisions.set_visibility(event.id, "hidden", by="ann"))
                other.review.queue(toy.T0.date())

    person = threading.Thread(target=decide)
    person.start()
    pipeline.resolve(db, threshold=0.8)
    person.join(60)
    assert len(noted) == 20
    assert len(db.decisions.log()) == 20
    found = {event.id: event for event in run(db)}
    assert {event.id for event in found.values() if event.visibility == "hidden"} == {event.id for event in events[:20]}
    assert all(str(event.start)[11:16] == "09:00" for event in found.values())


def test_a_word_said_while_a_run_ends_holds_after_the_next(
    db: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person hides an event when `resolve` has made all events and has only its end to write."""
    toy.crawl(db, pages(10))
    event = run(db)[3]
    whole = History.note_vanished

    def meanwhile(*given: Any) -> int:
        with Database.open(database_url) as other:
            other.decisions.set_visibility(event.id, "hidden", by="ann")
        return whole(*given)

    with monkeypatch.context() as patched:
        patched.setattr(History, "note_vanished", meanwhile)
        run(db)
    assert [found.id for found in run(db) if found.visibility == "hidden"] == [event.id]


def test_who_reads_does_not_wait_for_who_writes(db: Database, database_url: str) -> None:
    toy.crawl(db, pages(3))
    before = shown(run(db))
    with Database.open(database_url) as other, writing(db._engine) as connection:
        connection.execute(sa.update(mentions).values(title="Half done"))
        connection.execute(sa.update(events).values(title="Half done"))
        asked = time.perf_counter()
        seen = shown(list(other.events.stream_for_export()))
        assert time.perf_counter() - asked < 1, (
            "as long as the writer holds its lock, a reader who waits waits for ever"
        )
    assert seen == before


def test_two_people_deciding_at_once_keep_all_their_words(db: Database, database_url: str) -> None:
    toy.crawl(db, pages(10))
    events = run(db)
    mine = [event.mentions[0].id for event in events]

    def decide(name: str) -> None:
        with Database.open(database_url) as other:
            for left, right in pairwise(mine):
                other.decisions.judge(Judgement(left=left, right=right, verdict="different", by=name, at=toy.T0))

    people = [threading.Thread(target=decide, args=(name,)) for name in ("ann", "bob")]
    for person in people:
        person.start()
    for person in people:
        person.join(60)
    assert sorted(decision.by for decision in db.decisions.log()) == ["ann"] * 9 + ["bob"] * 9


def test_a_mention_whose_source_left_the_registry_stays(db: Database) -> None:
    entry = SourceEntry(
        id="police", name="Springfield Police", kind="police", country="US", start_urls=("https://police.example/",)
    )
    db.sources.sync([entry])
    toy.crawl(db, {"/a": COFFEE})
    [before] = run(db)
    db.sources.sync([])
    [after] = run(db)
    assert (after.id, after.visibility, after.sequence) == (before.id, "published", before.sequence)
    number = db.decisions.set_field(after.mentions[0].id, "venue", "The Blue Door", by="ann")
    assert run(db)[0].venue == "The Blue Door"
    db.decisions.undo(number, by="ann")
    assert run(db)[0].venue == "Blue Door Cafe"


def test_a_clock_that_jumps_back_moves_nothing_back(db: Database) -> None:
    """The next crawl is dated before the last one: what the later page said holds, no id and no SEQUENCE goes back."""
    toy.crawl(db, {"/a": COFFEE}, day=0)
    [first] = run(db)
    toy.crawl(db, {"/a": COFFEE.replace("T08", "T09")}, day=10)
    [moved] = run(db)
    toy.crawl(db, {"/a": COFFEE.replace("T08", "T10"), "/b": COFFEE.replace("T08", "T09")}, day=-5)
    [after] = run(db)
    assert after.id == moved.id == first.id
    assert after.start == moved.start
    assert after.sequence >= moved.sequence
    assert after.last_changed >= moved.last_changed
    assert after.first_seen == toy.T0 - timedelta(days=5)
    assert len(after.mentions) == 2


def test_a_database_that_cannot_be_written_halfway_is_left_as_it_was(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy.crawl(db, {"/a": COFFEE})
    before = shown(run(db))
    toy.crawl(db, {"/a": COFFEE.replace("Blue", "Red")}, day=1)
    pipeline.extract(db, {}, reader=toy.read, reader_version="1")

    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(Mentions, "note_compared", full)
    monkeypatch.setattr(type(db.ledger), "write", full)
    with pytest.raises(OSError, match="No space"):
        pipeline.resolve(db, threshold=0.8)
    assert [row[:3] for row in shown(list(db.events.stream_for_export()))] == [row[:3] for row in before]
    monkeypatch.undo()
    assert run(db)[0].venue == "Red Door Cafe"
