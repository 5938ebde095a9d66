"""The laws of identity as properties of the whole: pages in, events out, on histories nobody wrote by hand."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cwac_aggregator import pipeline
from cwac_aggregator.database import Database
from cwac_aggregator.model import Document, Place, Reading

from . import toy

LINE = st.builds(
    "{}{} | 2026-{} | {}city=Springfield | region=IL | country=US{}".format,
    st.sampled_from(["", "", "CANCELLED: "]),
    st.sampled_from(["Coffee with a Cop", "Coffee w/ a Cop", "Tacos with a Cop"]),
    st.sampled_from(["10-07T08:00", "10-07", "10-14T08:00", "11-04T17:00", "08-20T08:00"]),
    st.sampled_from(["venue=Blue Door Cafe | ", "venue=Blue Door | street=12 Main St | ", "venue=Library | ", ""]),
    st.sampled_from(["", "", " | url=/e/1", " | previous_start=2026-10-07", " | native_id=ev7"]),
)
PAGES = ("/news", "/list?page=1", "/list?page=2", "https://herald.example/story")
LOOK = st.tuples(st.sampled_from(PAGES), st.lists(LINE, max_size=3))
HISTORY = st.lists(LOOK, min_size=1, max_size=6)
LAWS = settings(max_examples=10, suppress_health_check=list(HealthCheck))

Look = tuple[str, list[str]]
Shown = list[tuple[object, ...]]


@contextmanager
def blank() -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder, Database.open(f"sqlite:///{Path(folder) / 'cwac.sqlite'}") as db:
        yield db


def better(document: Document, place: Place, names: Sequence[str] = ()) -> Reading:
    """A later reader: it takes the status off the title, finds a street, and is surer."""
    found = toy.read(document, place, names)
    better = [
        replace(
            mention,
            title=(mention.title or "").removeprefix("CANCELLED: "),
            status="cancelled" if (mention.title or "").startswith("CANCELLED") else mention.status,
            street=mention.street or ("12 Main Street" if mention.venue else None),
            confidence=0.95,
        )
        for mention in found.mentions
    ]
    return replace(found, mentions=tuple(better))


def run(db: Database, *, reader: pipeline.Reader = toy.read, version: str = "1") -> None:
    pipeline.extract(db, {}, reader=reader, reader_version=version)
    pipeline.resolve(db, threshold=0.8)


def replay(db: Database, history: list[Look]) -> None:
    for day, (page, lines) in enumerate(history):
        toy.crawl(db, {page: "\n".join(lines) or "nothing"}, day=day)
        run(db)


def mentions(db: Database) -> set[str]:
    return {stored.id for event in db.events.stream_for_export() for stored in event.mentions}


def events(db: Database) -> Shown:
    return [
        (
            e.id,
            e.title,
            e.start,
            e.status,
            e.visibility,
            e.sequence,
            e.created,
            e.last_changed,
            [m.id for m in e.mentions],
        )
        for e in db.events.stream_for_export()
    ]


def given_ids(db: Database) -> set[str]:
    return {entry.id for entry in db.ledger.given()}


def all_resolve(db: Database, ids: set[str]) -> bool:
    return all(db.events.get(name).id for name in ids)


@given(HISTORY)
@LAWS
def test_replaying_and_rebuilding_give_the_same(history: list[Look]) -> None:
    """All versions in fetch order give the same ids, in one database as in the next, and from the archive again."""
    with blank() as db, blank() as other:
        replay(db, history)
        replay(other, history)
        before = events(db)
        assert events(other) == before
        db.drop_derived()
        run(db)
        assert events(db) == before
        run(db)
        assert events(db) == before


@given(HISTORY)
@LAWS
def test_a_better_reader_changes_no_id(history: list[Look]) -> None:
    with blank() as db:
        replay(db, history)
        told, promised = mentions(db), given_ids(db)
        run(db, reader=better, version="2")
        assert mentions(db) == told
        assert all_resolve(db, promised)
        run(db, version="3")
        assert mentions(db) == told
        assert all_resolve(db, given_ids(db))


@given(HISTORY, LOOK)
@LAWS
def test_growth_and_merging_leave_every_id_resolving(history: list[Look], more: Look) -> None:
    with blank() as db:
        replay(db, history)
        promised = {name: db.events.get(name) for name in given_ids(db)}
        toy.crawl(db, {more[0]: "\n".join(more[1]) or "nothing"}, day=len(history))
        run(db)
        for name, was in promised.items():
            now = db.events.get(name)
            assert now.created <= was.created or now.id != was.id
            assert now.sequence >= was.sequence or now.id != was.id
        living = {event.id for event in db.events.stream_for_export()}
        assert {db.events.get(name).id for name in promised} <= living


@given(HISTORY, LOOK)
@LAWS
def test_an_older_capture_that_arrives_later_changes_no_id(history: list[Look], older: Look) -> None:
    with blank() as db:
        replay(db, history)
        told = mentions(db)
        promised = given_ids(db)
        toy.crawl(db, {older[0]: "\n".join(older[1]) or "nothing"}, day=-20)
        run(db)
        assert told <= mentions(db)
        assert all_resolve(db, promised)


@given(
    st.dictionaries(st.sampled_from(PAGES), st.lists(LINE, max_size=3), min_size=1), st.randoms(use_true_random=False)
)
@LAWS
def test_the_order_within_a_run_changes_nothing(pages: dict[str, list[str]], chance: Random) -> None:
    names = sorted(pages)
    chance.shuffle(names)
    found = []
    for order in (sorted(pages), names):
        with blank() as db:
            toy.crawl(db, {name: "\n".join(pages[name]) or "nothing" for name in order})
            run(db)
            found.append(events(db))
    assert found[0] == found[1]
