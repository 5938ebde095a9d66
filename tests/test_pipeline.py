"""From archived pages to events: restartable, stable, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cwac_aggregator import pipeline
from cwac_aggregator.database import Database
from cwac_aggregator.errors import UnknownIdError
from cwac_aggregator.model import Event, Override
from cwac_aggregator.sources import SourceEntry

from . import toy

SOURCES = {
    "police": SourceEntry(
        id="police",
        name="Springfield Police Department",
        kind="police",
        city="Springfield",
        region="CA",
        country="US",
        timezone="America/Los_Angeles",
        start_urls=("https://police.example/",),
    ),
    "paper": SourceEntry(
        id="paper", name="Springfield Herald", kind="newspaper", start_urls=("https://herald.example/",)
    ),
}
COFFEE = "Coffee with a Cop | 2026-10-07T08:00 | venue=Blue Door Cafe | street=12 Main Street | city=Springfield | region=CA | country=US | theme=coffee"


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    with Database.open(database_url) as database:
        database.sources.sync(SOURCES.values())
        yield database


def run(db: Database, version: str = "1") -> pipeline.Resolved:
    pipeline.extract(db, SOURCES, reader=toy.read, reader_version=version)
    return pipeline.resolve(db, threshold=0.8)


def events(db: Database) -> list[Event]:
    return list(db.events.stream_for_export())


def one(db: Database) -> Event:
    found = events(db)
    assert len(found) == 1, [f"{e.id} {e.title} {e.start}" for e in found]
    return found[0]


def test_a_page_becomes_an_event_with_its_words(db: Database) -> None:
    toy.crawl(db, {"/news": COFFEE})
    done = run(db)
    assert (done.mentions, done.new, done.changed, done.unchanged) == (1, 1, 0, 0)
    event = one(db)
    assert event.visibility == "published"
    assert event.start == toy.when("2026-10-07T08:00")
    assert event.timezone == "America/Los_Angeles"
    assert (event.sequence, event.created, event.last_changed, event.first_seen) == (0, toy.T0, toy.T0, toy.T0)
    assert event.last_seen == datetime(2026, 9, 1, tzinfo=UTC)
    [mention] = event.mentions
    assert event.field_sources["venue"] == mention.id
    assert mention.mention.evidence["venue"].text == "Blue Door Cafe"
    assert mention.page_url == "https://police.example/news"


def test_running_twice_changes_nothing(db: Database) -> None:
    toy.crawl(db, {"/news": COFFEE, "/other": COFFEE.replace("10-07", "11-04")})
    run(db)
    before = events(db)
    toy.crawl(db, {"/news": COFFEE}, day=0.1)
    done = run(db)
    assert (done.mentions, done.new, done.changed, done.unchanged) == (0, 0, 0, 2)
    assert events(db) == before


def test_one_event_told_by_two_sites_is_one(db: Database) -> None:
    toy.crawl(db, {"/news": COFFEE})
    toy.crawl(
        db,
        {
            "https://herald.example/a": "Police to hold Coffee with a Cop | 2026-10-07 | venue=Blue Door Café | city=Springfield | region=CA | country=US"
        },
        source="paper",
    )
    run(db)
    event = one(db)
    assert len(event.mentions) == 2
    assert event.title == "Coffee with a Cop"


def test_two_hours_on_one_page_are_two_events(db: Database) -> None:
    toy.crawl(db, {"/news": COFFEE + "\n" + COFFEE.replace("T08", "T14")})
    run(db)
    assert len(events(db)) == 2


def test_a_move_keeps_the_id_and_raises_the_sequence(db: Database) -> None:
    toy.crawl(db, {"/news": COFFEE})
    run(db)
    before = one(db)
    moved = COFFEE.replace("10-07", "10-14") + " | previous_start=2026-10-07T08:00"
    toy.crawl(db, {"/news": moved}, day=3)
    done = run(db)
    assert (done.new, done.changed) == (0, 1)
    event = one(db)
    assert event.id == before.id
    assert event.start == toy.when("2026-10-14T08:00")
    assert event.previous_start == toy.when("2026-10-07T08:00")
    assert event.sequence == 1
    assert event.last_changed == toy.T0 + timedelta(days=3)
    assert event.created == before.created


def test_a_detail_changes_without_a_new_sequence(db: Database) -> None:
    toy.crawl(db, {"/news": COFFEE})
    run(db)
    toy.crawl(db, {"/news": COFFEE.replace("Coffee with a Cop", "Coffee with a Cop!")}, day=1)
    run(db)
    event = one(db)
    assert (event.sequence, event.title, event.last_changed) == (0, "Coffee with a Cop!", toy.T0 + timedelta(days=1))


def test_cancelled_in_front_of_the_title_is_the_same_event(db: Database) -> None:
    toy.crawl(db, {"/news": COFFEE})
    run(db)
    before = one(db)
    toy.crawl(db, {"/news": "CANCELLED: " + COFFEE + " | status=cancelled"}, day=1)
    run(db)
    event = one(db)
    assert (event.id, event.status, event.sequence) == (before.id, "cancelled", 1)


def test_gone_from_its_page_is_not_cancelled(db: Database) -> None:
    toy.crawl(db, {"/news": COFFEE})
    run(db)
    toy.crawl(db, {"/news": "nothing here"}, day=2)
    run(db)
    event = one(db)
    assert (event.status, event.visibility, event.sequence) == ("scheduled", "published", 0)
    assert event.last_seen == datetime(2026, 9, 1, tzinfo=UTC)


def test_a_better_reader_changes_values_but_no_id(db: Database) -> None:
    toy.crawl(db, {"/news": COFFEE})
    run(db)
    before = one(db)

    def better(document: object, place: object, names: object = ()) -> object:
        reading = toy.read(document, place)  # type: ignore[arg-type]
        return type(reading)(
            mentions=(toy.mention(COFFEE.replace("Coffee with", "COFFEE WITH").replace("12 Main", "21 Main")),)
        )

    pipeline.extract(db, SOURCES, reader=better, reader_version="2")  # type: ignore[arg-type]
    pipeline.resolve(db, threshold=0.8)
    event = one(db)
    assert event.id == before.id
    assert event.street == "21 Main Street"
    assert event.mentions[0].id == before.mentions[0].id


def test_what_a_better_reader_no_longer_reads_is_withdrawn_and_kept(db: Database) -> None:
    toy.crawl(db, {"/news": COFFEE})
    run(db)
    before = one(db)

    def silent(document: object, place: object, names: object = ()) -> object:
        return type(toy.read(document, place))()  # type: ignore[arg-type]

    pipeline.extract(db, SOURCES, reader=silent, reader_version="2")  # type: ignore[arg-type]
    done = pipeline.resolve(db, threshold=0.8)
    assert done.withdrawn == 1
    event = db.events.get(before.id)
    assert (event.visibility, event.title, event.start) == ("withdrawn", before.title, before.start)
    assert event.reason
    assert pipeline.resolve(db, threshold=0.8).withdrawn == 0
    run(db, "3")
    assert one(db).visibility == "published"


def test_below_the_threshold_goes_to_review_until_a_person_accepts(db: Database) -> None:
    toy.crawl(db, {"/news": COFFEE + " | confidence=0.5"})
    run(db)
    event = one(db)
    assert event.visibility == "review"
    assert "0.50" in str(event.reason)
    said = Override(
        mention_id=event.mentions[0].id, field="visibility", value="published", answers=None, by="ann", at=toy.T0
    )
    db.decisions.override(said)
    run(db)
    assert one(db).visibility == "published"


def test_an_override_holds_until_the_text_it_answers_changes(db: Database) -> None:
    toy.crawl(db, {"/news": COFFEE})
    run(db)
    mention_id = one(db).mentions[0].id
    said = Override(
        mention_id=mention_id, field="venue", value="The Blue Door", answers="Blue Door Cafe", by="ann", at=toy.T0
    )
    db.decisions.override(said)
    run(db)
    assert one(db).venue == "The Blue Door"
    assert one(db).field_sources["venue"] == "override"
    toy.crawl(db, {"/news": COFFEE.replace("Blue Door Cafe", "Blue Door Cafe & Bar")}, day=1)
    run(db)
    assert one(db).venue == "Blue Door Cafe & Bar"
    assert [issue.code for issue in db.issues.all()] == ["override-lapsed"]


def test_an_unreadable_page_is_an_issue_and_the_others_go_on(db: Database) -> None:
    toy.crawl(db, {"/bad": "!", "/news": COFFEE, "/odd": "? strange"})
    done = pipeline.extract(db, SOURCES, reader=toy.read, reader_version="1")
    assert (done.pages, done.unreadable, done.mentions) == (3, 1, 1)
    assert sorted(issue.code for issue in db.issues.all()) == ["odd", "unreadable"]
    assert pipeline.extract(db, SOURCES, reader=toy.read, reader_version="1").pages == 0


def test_a_fault_of_the_reader_costs_one_page(db: Database) -> None:
    toy.crawl(db, {"/bad": "x", "/news": COFFEE})

    def broken(document: object, place: object, names: object = ()) -> object:
        if document.body == b"x":  # type: ignore[attr-defined]
            raise ZeroDivisionError("oops")
        return toy.read(document, place)  # type: ignore[arg-type]

    pipeline.extract(db, SOURCES, reader=broken, reader_version="1")  # type: ignore[arg-type]
    [issue] = db.issues.all(level="error")
    assert "ZeroDivisionError" in issue.message
    pipeline.resolve(db, threshold=0.8)
    assert one(db)


def test_everything_derived_can_be_rebuilt_to_the_same_events(db: Database) -> None:
    toy.crawl(db, {"/news": COFFEE, "/cal": COFFEE.replace("10-07", "11-04")})
    run(db)
    toy.crawl(db, {"/news": COFFEE.replace("10-07", "10-14") + " | previous_start=2026-10-07"}, day=3)
    toy.crawl(db, {"/cal": "gone"}, day=4)
    run(db)
    before = events(db)
    db.drop_derived()
    run(db)
    assert events(db) == before


def test_the_order_of_pages_in_a_run_gives_the_same_ids(tmp_path: Path) -> None:
    pages = {
        "/list?page=1": "Coffee | 2026-10-07 | city=Springfield | url=/e/1\nTacos | 2026-10-09 | city=Springfield | url=/e/2",
        "/list?page=2": "Coffee | 2026-11-04 | city=Springfield | url=/e/1",
        "/e/2": "Tacos with a Cop | 2026-10-09T18:00 | city=Springfield",
        "/news": COFFEE,
    }
    found = []
    for name, order in (("a", list(pages)), ("b", list(reversed(pages)))):
        with Database.open(f"sqlite:///{tmp_path / name}.sqlite") as db:
            toy.crawl(db, {path: pages[path] for path in order})
            run(db)
            found.append([(e.id, e.start, [m.id for m in e.mentions]) for e in events(db)])
    assert found[0] == found[1]


def test_find_filters_and_get_names_the_unknown(db: Database) -> None:
    toy.crawl(
        db, {"/news": COFFEE, "/far": COFFEE.replace("CA", "OR").replace("10-07", "12-07").replace("coffee", "tacos")}
    )
    run(db)
    assert [e.region for e in db.events.find(region="ca")] == ["CA"]
    assert [e.region for e in db.events.find(theme="tacos", city="SPRINGFIELD")] == ["OR"]
    assert [e.region for e in db.events.find(since=date(2026, 10, 7), until=date(2026, 10, 7))] == ["CA"]
    assert len(list(db.events.find(visibility=None, mentions=True))) == 2
    assert list(db.events.find(visibility=["hidden"])) == []
    assert db.events.count() == {"published": 2}
    with pytest.raises(UnknownIdError, match="e000"):
        db.events.get("e000")


def test_judged_apart_then_together_ids_part_and_redirect(db: Database) -> None:
    from cwac_aggregator.model import Judgement

    toy.crawl(db, {"/a": COFFEE, "/b": COFFEE})
    run(db)
    event = one(db)
    left, right = (m.id for m in event.mentions)
    db.decisions.judge(Judgement(left=left, right=right, verdict="different", by="ann", at=toy.T0))
    run(db)
    apart = events(db)
    assert len(apart) == 2
    assert event.id in {e.id for e in apart}
    db.decisions.judge(Judgement(left=right, right=left, verdict="same", by="ann", at=toy.T0 + timedelta(days=1)))
    done = run(db)
    assert done.merged == 1
    assert one(db).id == event.id
    other = next(e.id for e in apart if e.id != event.id)
    assert db.events.get(other).id == event.id


def test_comparing_only_what_changed_gives_what_comparing_everything_would(db: Database) -> None:
    from random import Random

    import sqlalchemy as sa

    from cwac_aggregator.database.schema import doubts
    from cwac_aggregator.identity import cluster

    toy.crawl(
        db, {f"/filler/{n}": f"Coffee | 2027-01-{n % 28 + 1:02} | venue=Shop {n} | city=Town {n}" for n in range(80)}
    )
    run(db)
    chance = Random(5)
    days, hours = ("2026-10-07", "2026-10-08"), ("", "T08:00", "T18:00")
    places = ("venue=Blue Door", "venue=Blue Dor", "venue=Starbucks | street=5 Oak Avenue", "theme=coffee")
    compared, doubted = set(), False
    for step in range(12):
        pages = {}
        for number in range(chance.randrange(1, 5)):
            lines = [
                f"Coffee with a Cop | {chance.choice(days)}{chance.choice(hours)} | {chance.choice(places)} | city=Springfield"
                for _ in range(chance.randrange(3))
            ]
            pages[f"/p{chance.randrange(8)}" if number else "/p0"] = "\n".join(lines) or "nothing"
        toy.crawl(db, pages, day=step + 1)
        pipeline.extract(db, SOURCES, reader=toy.read, reader_version="1")
        pipeline.resolve(db, threshold=0.8)
        found = {tuple(m.id for m in event.mentions) for event in events(db) if event.mentions}
        expected = cluster(list(db.mentions.records()))
        assert found == set(expected.clusters), step
        with db._engine.connect() as connection:
            waiting = connection.execute(sa.select(doubts.c.left, doubts.c.right).where(doubts.c.refused.is_(False)))
            assert set(map(tuple, waiting)) == {(link.left, link.right) for link in expected.doubtful}, step
        compared.add(len(expected.clusters))
        doubted |= bool(expected.doubtful)
    assert len(compared) > 1, "nothing ever changed"
    assert doubted, "nothing was ever doubted"


def test_a_run_killed_before_its_events_were_written_is_completed_by_the_next(db: Database) -> None:
    toy.crawl(db, {"/news": COFFEE})
    run(db)
    toy.crawl(db, {"/news": COFFEE.replace("10-07", "10-14") + " | previous_start=2026-10-07"}, day=1)
    pipeline.extract(db, SOURCES, reader=toy.read, reader_version="1")
    for scopes in db.mentions.pending():
        db.mentions.settle([pipeline._claim(scope) for scope in scopes])
    assert one(db).start == toy.when("2026-10-07T08:00")
    run(db)
    assert one(db).start == toy.when("2026-10-14T08:00")


def test_a_change_that_is_taken_back_is_taken_back_here(db: Database) -> None:
    toy.crawl(db, {"/news": COFFEE})
    run(db)
    before = one(db)
    toy.crawl(db, {"/news": "CANCELLED: " + COFFEE + " | status=cancelled"}, day=1)
    run(db)
    assert one(db).status == "cancelled"
    toy.crawl(db, {"/news": COFFEE}, day=2)
    run(db)
    after = one(db)
    assert (after.id, after.status, after.sequence, after.title) == (before.id, "scheduled", 2, before.title)
    assert after.last_changed == toy.T0 + timedelta(days=2)


def test_a_move_without_words_is_borne_out_by_another_page(db: Database) -> None:
    moved = COFFEE.replace("10-07", "10-14")
    toy.crawl(db, {"/news": COFFEE, "/calendar": COFFEE})
    run(db)
    toy.crawl(db, {"/news": moved}, day=2)
    run(db)
    assert "moved-without-words" in [event.reason for event in events(db)]
    toy.crawl(db, {"/calendar": moved + " | previous_start=2026-10-07"}, day=3)
    run(db)
    event = one(db)
    assert (event.visibility, event.start, event.status) == ("published", toy.when("2026-10-14T08:00"), "scheduled")
    assert list(db.issues.all(event_id=event.id)) == []


def test_a_street_that_only_repeats_the_venue_is_none(db: Database) -> None:
    feed = "Coffee with a Cop | 2026-10-07T08:00 | street=Blue Door Cafe | venue=Blue Door Cafe | city=Springfield | origin=ics"
    toy.crawl(db, {"/news": COFFEE, "/feed": feed})
    run(db)
    assert one(db).street == "12 Main Street"


def test_an_event_of_unusual_size_is_told_to_a_person(db: Database) -> None:
    toy.crawl(db, {f"https://site{n}.example/news": COFFEE for n in range(26)})
    run(db)
    [issue] = db.issues.all(event_id=one(db).id)
    assert (issue.code, issue.level) == ("unusual-size", "warning")
    assert "26 mentions" in issue.message


def test_markup_that_outvotes_newer_words_is_told_with_both_texts(db: Database) -> None:
    toy.crawl(db, {"/calendar": COFFEE + " | origin=jsonld"})
    toy.crawl(db, {"/news": COFFEE.replace("Blue Door Cafe", "Riverside Library")}, day=3)
    run(db)
    event = one(db)
    assert event.venue == "Blue Door Cafe"
    [issue] = db.issues.all(event_id=event.id)
    assert issue.code == "venue-disagrees"
    assert "Blue Door Cafe" in issue.message
    assert "Riverside Library" in issue.message


def test_what_is_kept_at_hand_gives_what_reading_it_again_gives(
    db: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rule = "Coffee with a Cop | | venue=Blue Door Cafe | city=Springfield | series=FREQ=MONTHLY;BYDAY=1WE | flags=zone-unknown"
    pages = {"/news": COFFEE, "https://herald.example/a": COFFEE, "/monthly": rule}
    toy.crawl(db, pages)
    run(db)
    with Database.open(f"sqlite:///{tmp_path / 'other.sqlite'}") as other:
        monkeypatch.setattr(pipeline, "KEPT_AT_HAND", 0)
        other.sources.sync(SOURCES.values())
        toy.crawl(other, pages)
        run(other)
        assert events(other) == events(db)
