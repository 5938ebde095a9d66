"""Markup and prose of one page told as one: what is printed for people wins, what disagrees is kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from cwac_aggregator.extraction.merging import merge
from cwac_aggregator.extraction.structured import Candidate
from cwac_aggregator.model import Evidence, Origin

ZONE = ZoneInfo("America/Chicago")
DAY = date(2028, 3, 14)
EIGHT, NINE, TEN = (datetime(2028, 3, 14, hour, tzinfo=ZONE) for hour in (8, 9, 10))


def told(origin: Origin = "prose", **values: Any) -> Candidate:
    candidate = Candidate(origin)
    for name, value in values.items():
        candidate.put(name, value, str(value), "p[1]")
    return candidate


def item(**values: Any) -> Candidate:
    return told("jsonld", **values)


def test_markup_completes_what_the_prose_leaves_out() -> None:
    (found,) = merge(
        [item(start=EIGHT, end=TEN, venue="Juniper Bakery", url="/e/1")], [told(start=EIGHT, title="Coffee")]
    )
    assert found.values == {"start": EIGHT, "end": TEN, "venue": "Juniper Bakery", "url": "/e/1", "title": "Coffee"}
    assert (found.origin, found.evidence["venue"].origin, found.evidence["start"].origin) == (
        "prose",
        "jsonld",
        "prose",
    )
    assert found.flags == set()


def test_another_hour_of_the_same_day_is_a_conflict_and_the_printed_one_stands() -> None:
    (found,) = merge([item(start=NINE)], [told(start=EIGHT)])
    assert (found.values["start"], found.alternatives, found.flags) == (EIGHT, [NINE], {"structured-conflict"})


def test_another_day_is_a_conflict_and_the_printed_one_stands() -> None:
    (found,) = merge([item(start=date(2028, 3, 15))], [told(start=DAY)])
    assert (found.values["start"], found.alternatives, found.flags) == (
        DAY,
        [date(2028, 3, 15)],
        {"structured-conflict"},
    )


def test_markup_gives_the_hour_of_a_day_and_the_year_of_a_date_without_one() -> None:
    (found,) = merge([item(start=EIGHT, end=TEN)], [told(start=DAY)])
    assert (found.values["start"], found.values["end"], found.flags) == (EIGHT, TEN, set())
    guessed = told(start=date(2027, 3, 14), end=None)
    guessed.flags.add("year-inferred")
    (found,) = merge([item(start=EIGHT)], [guessed])
    assert (found.values["start"], found.alternatives) == (EIGHT, [])


def test_a_day_that_is_only_in_the_markup_is_taken_unless_the_prose_has_a_rule() -> None:
    (found,) = merge([item(start=EIGHT)], [told(title="Coffee")])
    assert found.values["start"] == EIGHT
    (found,) = merge([item(start=EIGHT)], [told(title="Coffee", series="FREQ=WEEKLY;BYDAY=TU")])
    assert "start" not in found.values


def test_an_item_nobody_tells_of_stands_alone_and_one_told_already_does_not() -> None:
    other = item(start=date(2028, 4, 4), venue="Pier")
    assert merge([item(start=DAY), other], [told(start=DAY)])[1:] == [other]
    assert len(merge([item(start=EIGHT), item(start=NINE)], [told(start=EIGHT), told(start=date(2028, 4, 4))])) == 2


def test_an_observance_gives_way_to_any_item() -> None:
    day = told(kind="observance", start=DAY)
    assert merge([], [day]) == [day]
    only = item(start=EIGHT)
    assert merge([only], [day]) == [only]


def test_cancelled_is_believed_of_markup_and_scheduled_is_not() -> None:
    (found,) = merge([item(start=EIGHT, status="cancelled")], [told(start=EIGHT, status="scheduled")])
    assert (found.values["status"], found.evidence["status"].origin) == ("cancelled", "jsonld")
    (found,) = merge([item(start=EIGHT, status="scheduled")], [told(start=EIGHT, status="cancelled")])
    assert (found.values["status"], found.flags) == ("cancelled", {"structured-conflict"})


def test_a_place_of_the_markup_wins_over_an_inherited_one_only() -> None:
    inherited = told(start=EIGHT)
    inherited.values["city"], inherited.evidence["city"] = "Larkmoor", Evidence("Larkmoor", "source", "source")
    inherited.flags.add("place-inherited")
    (found,) = merge([item(start=EIGHT, city="Vado")], [inherited])
    assert (found.values["city"], found.flags) == ("Vado", set())
    (found,) = merge([item(start=EIGHT, city="Vado")], [told(start=EIGHT, city="Fernhill")])
    assert found.values["city"] == "Fernhill"


def test_a_street_with_a_number_wins_over_one_without() -> None:
    printed = told(start=EIGHT, street="Elm Street")
    (found,) = merge([item(start=EIGHT, venue="Juniper Bakery", street="21 Elm Street")], [printed])
    assert (found.values["venue"], found.values["street"]) == ("Juniper Bakery", "21 Elm Street")


def test_the_items_own_id_is_kept_for_the_mention() -> None:
    known = item(start=EIGHT)
    known.native_id = "tec-42"
    assert merge([known], [told(start=EIGHT)])[0].native_id == "tec-42"
