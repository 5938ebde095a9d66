"""The queue of what waits for a person's word."""

from __future__ import annotations

from datetime import date

from cwac_aggregator import pipeline
from cwac_aggregator.database import Database
from cwac_aggregator.model import Judgement

from .. import toy

TODAY = date(2026, 10, 1)
LINE = "{} | {} | venue={} | city=Springfield | region=CA | country=US"


def run(db: Database, pages: dict[str, str]) -> None:
    toy.crawl(db, pages)
    pipeline.extract(db, {}, reader=toy.read, reader_version="1")
    pipeline.resolve(db, threshold=0.8)


def test_the_next_to_come_first_then_without_a_day_then_the_past(db: Database) -> None:
    pages = {
        "/past": LINE.format("Past", "2026-09-05", "A Bar") + " | confidence=0.5",
        "/far": LINE.format("Far", "2026-12-05", "B Bar") + " | confidence=0.5",
        "/none": LINE.format("Someday", "", "C Bar") + " | confidence=0.5",
        "/next": LINE.format("Next", "2026-10-05", "D Bar") + " | confidence=0.5",
        "/sure": LINE.format("Sure", "2026-10-03", "E Bar"),
    }
    run(db, pages)
    queue = db.review.queue(TODAY)
    assert [case.events[0].title for case in queue] == ["Next", "Far", "Someday", "Past"]
    assert "below" in queue[0].reason
    assert [case.events[0].title for case in db.review.queue(TODAY, limit=1)] == ["Next"]
    assert db.review.queue(TODAY, source_id="nobody") == []
    db.decisions.set_visibility(queue[0].events[0].id, "published", by="ann")
    assert [case.events[0].title for case in db.review.queue(TODAY)] == ["Far", "Someday", "Past"]


def test_a_doubtful_pair_shows_both_and_why_until_it_is_judged(db: Database) -> None:
    run(
        db,
        {
            "/a": LINE.format("Coffee with a Cop", "2026-10-07T08:00", "Blue Door Cafe"),
            "https://herald.example/b": "Neighbours meet the force | 2026-10-07 | city=Springfield | region=CA | country=US",
        },
    )
    [case] = [case for case in db.review.queue(TODAY) if case.kind == "pair"]
    assert len(case.events) == 2
    assert case.explanation is not None
    assert case.explanation.verdict == "doubtful"
    left, right = case.mentions
    assert {left.mention.start, right.mention.start} == {toy.when("2026-10-07T08:00"), toy.when("2026-10-07")}
    db.decisions.judge(Judgement(left=left.id, right=right.id, verdict="different", by="ann", at=toy.T0))
    assert [case for case in db.review.queue(TODAY) if case.kind == "pair"] == []
    pipeline.resolve(db, threshold=0.8)
    assert len(list(db.events.find())) == 2
    db.decisions.judge(Judgement(left=left.id, right=right.id, verdict="same", by="bob", at=toy.T0.replace(year=2027)))
    pipeline.resolve(db, threshold=0.8)
    assert len(list(db.events.find())) == 1


def test_published_events_whose_mentions_disagree_are_shown(db: Database) -> None:
    run(
        db,
        {
            "/a": LINE.format("Coffee with a Cop", "2026-10-07T08:00", "Blue Door Cafe") + " | street=12 Main St",
            "https://herald.example/b": LINE.format("Coffee with a Cop", "2026-10-07T08:30", "Blue Door Cafe")
            + " | street=12 Main St | organizer=Springfield PD",
        },
    )
    [case] = db.review.queue(TODAY)
    assert (case.kind, case.reason) == ("event", "time-disagrees")
    [issue] = db.issues.all()
    assert "2026-10-07T08:00" in issue.message
    assert "2026-10-07T08:30" in issue.message
