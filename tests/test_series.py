"""Open rules give occurrences, for as long as they may be trusted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from cwac_aggregator import pipeline
from cwac_aggregator.database import Database
from cwac_aggregator.identity import occurrences, window
from cwac_aggregator.model import Event

from . import toy

RULE = "Coffee with a Cop | | series=FREQ=MONTHLY;BYDAY=1WE;BYHOUR=8;BYMINUTE=0 | timezone=America/Los_Angeles | venue=Blue Door | city=Springfield"
T0 = toy.T0


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    with Database.open(database_url) as database:
        yield database


def run(db: Database) -> dict[str, Event]:
    """The events by their day; the rule itself under "rule"."""
    pipeline.extract(db, {}, reader=toy.read, reader_version="1")
    pipeline.resolve(db, threshold=0.8)
    return {str(event.start)[:10] if event.start else "rule": event for event in db.events.stream_for_export()}


def living(found: dict[str, Event]) -> list[str]:
    return sorted(day for day, event in found.items() if event.visibility == "published")


def test_a_rule_is_expanded_a_year_ahead(db: Database) -> None:
    toy.crawl(db, {"/coffee": RULE})
    found = run(db)
    assert found["rule"].series == "FREQ=MONTHLY;BYDAY=1WE;BYHOUR=8;BYMINUTE=0"
    assert len(found) == 14
    first = found["2026-09-02"]
    assert first.start == toy.when("2026-09-02T08:00")
    assert (first.timezone, first.series, first.flags) == ("America/Los_Angeles", None, ("from-rule",))
    assert first.mentions[0].mention.evidence["start"].text.startswith("FREQ=MONTHLY")
    assert run(db) == found


def test_later_looks_add_occurrences_and_keep_the_ids(db: Database) -> None:
    toy.crawl(db, {"/coffee": RULE})
    before = run(db)
    toy.crawl(db, {"/coffee": RULE}, day=50)
    after = run(db)
    assert {day: event.id for day, event in after.items() if day in before} == {d: e.id for d, e in before.items()}
    assert sorted(after.keys() - before.keys()) == ["2027-10-06"]


def test_a_stated_date_takes_the_place_of_its_occurrence(db: Database) -> None:
    toy.crawl(db, {"/coffee": RULE})
    before = run(db)
    stated = "Coffee with a Cop | 2026-10-07T09:30 | venue=Old Mill | city=Springfield"
    toy.crawl(db, {"/coffee": f"{RULE}\n{stated}"}, day=3)
    after = run(db)
    assert after["2026-10-07"].id == before["2026-10-07"].id
    assert (after["2026-10-07"].start, after["2026-10-07"].venue) == (toy.when("2026-10-07T09:30"), "Old Mill")
    assert len(after) == len(before)


def test_a_rule_gone_from_its_page_ends_and_the_past_stays(db: Database) -> None:
    toy.crawl(db, {"/coffee": RULE})
    run(db)
    toy.crawl(db, {"/coffee": "see our new page"}, day=40)
    after = run(db)
    assert living(after) == ["2026-09-02", "2026-10-07", "rule"]
    assert {event.visibility for day, event in after.items() if day > "2026-10-11" and day != "rule"} == {"withdrawn"}


def test_a_rule_nobody_confirms_goes_to_review(db: Database) -> None:
    toy.crawl(db, {"/coffee": RULE})
    run(db)
    toy.crawl(db, {"/other": "still here"}, day=61)
    after = run(db)
    assert (after["rule"].visibility, after["rule"].reason) == ("review", "rule-not-confirmed")
    assert living(after) == ["2026-09-02", "2026-10-07"]
    assert "rule-not-confirmed" in [issue.code for issue in db.issues.all()]
    toy.crawl(db, {"/coffee": RULE}, day=62)
    again = run(db)
    assert again["rule"].visibility == "published"
    assert again["2026-10-07"].visibility == "published"


def test_everything_derived_is_rebuilt_with_its_past_occurrences(db: Database) -> None:
    toy.crawl(db, {"/coffee": RULE})
    run(db)
    toy.crawl(db, {"/coffee": RULE}, day=50)
    before = run(db)
    db.drop_derived()
    assert run(db) == before


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=MONTHLY;BYDAY=3TU", ["2026-09-15", "2026-10-20", "2026-11-17"]),
        ("FREQ=MONTHLY;BYDAY=-1FR;BYMONTH=9,11", ["2026-09-25", "2026-11-27"]),
        ("FREQ=WEEKLY;BYDAY=MO;UNTIL=20260915T000000", ["2026-09-07", "2026-09-14"]),
        ("FREQ=YEARLY;BYMONTH=10;BYDAY=1WE", ["2026-10-07"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", ["2026-10-31"]),
    ],
)
def test_the_days_a_rule_gives(rule: str, days: list[str]) -> None:
    found = occurrences(rule, date(2026, 9, 1), date(2026, 11, 30), None)
    assert [str(start) for start, _ in found] == days


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
        "FREQ=WEEKLY",
        "FREQ=MONTHLY",
        "FREQ=YEARLY;BYDAY=1WE",
        "FREQ=DAILY;COUNT=3",
        "",
    ],
)
def test_a_rule_that_hangs_on_an_unknown_first_day_is_not_guessed(rule: str) -> None:
    with pytest.raises(ValueError, match="begins"):
        occurrences(rule, date(2026, 9, 1), date(2026, 11, 30), None)


def test_without_a_zone_the_hour_is_local_and_flagged() -> None:
    [(start, flags), *_] = occurrences("FREQ=MONTHLY;BYDAY=1WE;BYHOUR=8", date(2026, 9, 1), date(2026, 9, 30), None)
    assert (start, flags) == (datetime(2026, 9, 2, 8), ("from-rule", "zone-unknown"))


def test_a_rule_that_says_nothing_new_for_18_months_is_doubted() -> None:
    span = window(first_seen=T0, told=date(2025, 1, 1), confirmed=T0, ended=None, as_of=T0 + timedelta(days=1))
    assert (span.doubt, span.until) == ("rule-old", date(2026, 7, 3))


def test_a_rule_that_is_not_clear_goes_to_review(db: Database) -> None:
    toy.crawl(db, {"/coffee": RULE.replace("FREQ=MONTHLY;BYDAY=1WE", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE")})
    found = run(db)
    assert list(found) == ["rule"]
    assert (found["rule"].visibility, found["rule"].reason) == ("review", "rule-unclear")
