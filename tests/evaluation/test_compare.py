"""When a field is right, and when two mentions are the same event."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from cwac_aggregator.evaluation.compare import field_right, fold_text, found, is_stated, same_when, similarity
from cwac_aggregator.model import Mention

PACIFIC = timezone(timedelta(hours=-7))
EVENT = Mention(
    title="Coffee with a Cop",
    theme="coffee",
    start=datetime(2023, 10, 4, 8, tzinfo=PACIFIC),
    venue="Moe's Café",
    street="12 Kent Way",
    city="Marlow",
)
RULE = replace(EVENT, start=None, series="FREQ=MONTHLY;BYDAY=3TU;BYHOUR=9;BYMINUTE=0")


@pytest.mark.parametrize(
    ("field", "printed", "read", "right"),
    [
        ("venue", "Moe's Café", "Moe’s  café.", True),
        ("venue", "Moe's Café", "Moe's Cafe", False),
        ("venue", "The Plush Horse", "Plush Horse", True),
        ("venue", "Bread & Barrel", "Bread and Barrel", True),
        ("venue", "McDonald's", "McDonald's Restaurant", True),
        ("venue", "Starbucks", "Starbucks #1204", True),
        ("venue", "Starbucks", "Starbucks on Main", False),
        ("venue", "Inc", "Inc", True),
        ("venue", None, "Marlow", False),
        ("venue", None, None, True),
        ("organizer", "Marlow Police Department", "the Marlow Police Department", True),
        ("title", "Coffee with a Cop", "Coffee With A Cop!", True),
        ("city", "Marlow", "Marlowe", False),
        ("street", "corner of Penn and Memorial", "Corner of Penn and Memorial", True),
    ],
)
def test_texts(field: str, printed: str | None, read: str | None, right: bool) -> None:
    assert field_right(field, replace(EVENT, **{field: printed}), replace(EVENT, **{field: read})) is right


def test_accents_count_and_their_spelling_in_bytes_does_not() -> None:
    assert fold_text("Cafe\u0301") == fold_text("Café") != fold_text("Cafe")
    assert fold_text(" . ") is None


def test_instants_are_compared_and_a_date_is_no_time() -> None:
    eight = datetime(2023, 10, 4, 8, tzinfo=PACIFIC)
    assert same_when(eight, datetime(2023, 10, 4, 15, tzinfo=UTC))
    assert not same_when(eight, datetime(2023, 10, 4, 8))
    assert not same_when(date(2023, 10, 4), datetime(2023, 10, 4))
    assert not same_when(date(2023, 10, 4), None)
    assert same_when(None, None)


@pytest.mark.parametrize(
    ("series", "day", "hour"),
    [
        ("RRULE:freq=monthly;byminute=0;byhour=9;byday=3TU", True, True),
        ("FREQ=MONTHLY;INTERVAL=1;BYDAY=+3TU;BYHOUR=9", True, True),
        ("FREQ=MONTHLY;BYDAY=3TU;BYHOUR=10;BYMINUTE=0", True, False),
        ("FREQ=MONTHLY;BYDAY=3TU", True, False),
        ("FREQ=WEEKLY;BYDAY=TU;BYHOUR=9;BYMINUTE=0", False, True),
    ],
)
def test_a_rule_has_a_day_and_an_hour(series: str, day: bool, hour: bool) -> None:
    read = replace(RULE, series=series)
    assert field_right("date", RULE, read) is day
    assert field_right("start", RULE, read) is hour
    assert field_right("series", RULE, read) is (day and hour)


def test_a_rule_is_no_date() -> None:
    assert not field_right("date", RULE, EVENT)
    assert not field_right("start", RULE, EVENT)


def test_flags_and_alternatives_have_no_order() -> None:
    left = replace(
        EVENT, flags=("year-inferred", "place-inherited"), alternatives=(date(2023, 10, 5), date(2023, 10, 3))
    )
    right = replace(
        EVENT,
        flags=("place-inherited", "year-inferred"),
        alternatives=(datetime(2023, 10, 3, 8, tzinfo=PACIFIC), date(2023, 10, 5)),
    )
    assert field_right("flags", left, right)
    assert field_right("alternatives", left, right)
    assert not field_right("flags", left, EVENT)


def test_an_event_is_found_by_its_day_or_else_by_venue_and_title() -> None:
    later = EVENT.start + timedelta(days=7)  # type: ignore[operator]
    assert found(EVENT, replace(EVENT, title="Police visit", venue=None))
    assert found(EVENT, replace(EVENT, start=later))
    assert not found(EVENT, replace(EVENT, start=later, venue="Elsewhere"))
    assert not found(EVENT, replace(EVENT, start=later, title="Cocoa with a Cop"))
    assert not found(replace(EVENT, venue=None), replace(EVENT, start=later, venue=None))
    assert not found(EVENT, replace(EVENT, kind="observance"))


def test_the_day_weighs_more_than_all_else_together() -> None:
    other_day = replace(EVENT, start=date(2024, 1, 1))
    other_place = replace(
        EVENT, venue=None, street=None, city=None, theme=None, title=None, status="held", end=date(2023, 1, 1)
    )
    assert similarity(EVENT, EVENT) > similarity(EVENT, other_place) > similarity(EVENT, other_day) > 0
    assert similarity(EVENT, replace(EVENT, kind="observance")) == 0


def test_what_is_stated() -> None:
    assert is_stated("date", EVENT) and is_stated("date", RULE)
    assert is_stated("start", EVENT) and is_stated("start", RULE)
    assert not is_stated("start", replace(EVENT, start=date(2023, 10, 4)))
    assert not is_stated("flags", EVENT)
