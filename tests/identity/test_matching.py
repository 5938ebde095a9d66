"""Matching, form by form: what two pages say of one event, or of two that look alike."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cwac_aggregator.identity import Record, cluster, explain, record_of
from cwac_aggregator.identity.blocking import filed_under, pairs

from .. import toy

PLACE = "venue=Java Room | street=14 Littleton Road | city=Chelmsford | region=MA | country=US"
HOST = "organizer=Chelmsford Police Department"


def record(line: str, name: str, *, site: str = "", native: str = "", seen: datetime | None = None) -> Record:
    """The record of a toy mention on a site of its own, or on the page of `site`."""
    mention = toy.mention(f"{line} | native_id={native}" if native else line)
    page = f"https://{site or name}.example/coffee"
    return record_of(name, mention, home=page, source_id=name, page_url=page, seen=seen)


def verdict(left: str, right: str) -> str:
    a, b = record(left, "a"), record(right, "b")
    said = explain(a, b)
    assert explain(b, a).verdict == said.verdict
    if said.verdict != "different":
        assert list(pairs([a, b])), "never compared"
        assert filed_under(a) & filed_under(b), "not found again when one of them changes"
    return said.verdict


def test_a_weekday_in_the_headline_mends_the_date() -> None:
    police = f"Coffee with Chief Spinney | 2025-04-17T09:00 | {PLACE} | {HOST}"
    assert verdict(police, f"Coffee with the chief this Thursday | 2025-04-16T09:00 | {PLACE}") == "same"
    assert verdict(police, f"Coffee with the chief this Wednesday | 2025-04-16T09:00 | {PLACE}") != "same"
    assert verdict(police, f"Coffee Tuesday and Thursday | 2025-04-16T09:00 | {PLACE}") != "same"


def test_a_weekday_tells_the_year() -> None:
    paper = f"Coffee with a Cop is Wednesday | 2025-01-14T09:00 | {PLACE}"  # A Tuesday.
    assert verdict(f"Coffee with a Cop | 2026-01-14T09:00 | {PLACE}", paper) == "same"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("5th Anniversary Coffee with a Cop", "Coffee with a Cop marks five years"),
        ("Coffee with Cops: meet new Chief Kemp", "Chief Kemp to meet public over coffee"),
        ("Inaugural Coffee with a Cop", "Police hold inaugural coffee hour"),
        ("Coffee and Cornhole", "Police bring cornhole back"),
    ],
)
def test_what_is_held_once_is_one_event_in_two_years(left: str, right: str) -> None:
    assert (
        verdict(f"{left} | 2026-01-14T09:00 | {PLACE} | {HOST}", f"{right} | 2025-01-14T09:00 | {PLACE} | {HOST}")
        == "same"
    )


@pytest.mark.parametrize("other", ["2025-01-15T09:00", "2027-01-14T09:00", "2026-01-15T09:00", "2026-01-21T09:00"])
def test_two_coffees_at_one_counter_are_two(other: str) -> None:
    title = "Coffee with a Cop"
    assert verdict(f"{title} | 2026-01-14T09:00 | {PLACE} | {HOST}", f"{title} | {other} | {PLACE} | {HOST}") != "same"


def test_an_independent_telling_of_the_other_day_keeps_them_apart() -> None:
    """The paper's headline means Thursday, its date is Wednesday, and somebody else tells of Wednesday."""
    told = [
        record(f"Coffee with a Cop | 2025-04-17T09:00 | {PLACE} | {HOST}", "a"),
        record(f"Coffee with a Cop this Thursday | 2025-04-16T09:00 | {PLACE}", "b"),
        record(f"Coffee with a Deputy | 2025-04-16T09:00 | {PLACE} | organizer=Middlesex County Sheriff", "c"),
    ]
    assert not any({"a", "c"} <= set(some) for some in cluster(told).clusters)


def test_an_entry_with_an_id_is_re_dated_while_its_day_is_to_come() -> None:
    """The claiming rules: what was past is not moved any more, and two entries of one reading are two."""
    line = f"Coffee with a Cop | {{}} | {PLACE}"

    def verdict(second: datetime | None) -> str:
        first = second and datetime(2026, 5, 1, 9, tzinfo=UTC)
        old = record(line.format("2026-05-12T07:30"), "a", site="city", native="p-4410", seen=first)
        new = record(line.format("2026-05-19T07:30"), "b", site="city", native="p-4410", seen=second)
        return explain(old, new).verdict

    assert verdict(None) == "same"
    assert verdict(datetime(2026, 5, 10, 9, tzinfo=UTC)) == "same"
    assert verdict(datetime(2026, 5, 1, 9, tzinfo=UTC)) == "doubtful"
    assert verdict(datetime(2026, 5, 14, 9, tzinfo=UTC)) == "doubtful"


def test_a_new_hour_is_no_second_sitting() -> None:
    old = record(f"Coffee with a Cop | 2025-06-05T17:30 | {PLACE}", "a", site="city")
    new = record(f"Coffee (NEW TIME) | 2025-06-05T16:30 | previous_start=2025-06-05T17:30 | {PLACE}", "b", site="city")
    two = record(f"Coffee with a Cop | 2025-06-05T16:30 | {PLACE}", "c", site="city")
    assert explain(old, new).verdict == "same"
    assert explain(old, two).refused == "two hours on one page"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("venue=Costa Coffee | street=Merseyway Shopping Centre", "venue=Merseyway | street="),
        (
            "venue=Easton Public Market | street=325 Northampton St.",
            "venue=ThreeBirds Coffee | street=Easton Public Market",
        ),
        ("venue=Knollwood Mall | street=", "venue=Starbucks Knollwood | street="),
        (
            "venue=Food Court | street=1 Bellis Fair Pkwy",
            "venue=Bellis Fair | street=Bellis Fair Mall, 1 Bellis Fair Parkway",
        ),
        ("venue=Community Room | street=", "venue=Riverside Library | street="),
    ],
)
def test_a_place_within_another(left: str, right: str) -> None:
    event = "Coffee with a Cop | 2025-11-19T10:00 | city=Easton | region=PA | country=US | organizer=Easton Police"
    assert verdict(f"{event} | {left}", f"{event} | {right}") == "same"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("venue=Lincoln Senior Center | street=", "venue=Lincoln Elementary School | street="),
        (
            "venue=Costa Coffee | street=Merseyway Shopping Centre | organizer=",
            "venue=Costa Coffee | street=Edgeley Road",
        ),
        ("venue=Riverside Library | street=", "venue=Riverside Park | street="),
    ],
)
def test_two_places_that_sound_alike(left: str, right: str) -> None:
    event = "Coffee with a Cop | 2025-11-19T10:00 | city=Easton | region=PA | country=US | organizer=Easton Police"
    assert verdict(f"{event} | {left}", f"Police share coffee | {event.split(' | ', 1)[1]} | {right}") != "same"


def test_a_neighbourhood_is_its_town() -> None:
    event = "Coffee with a Cop | 2025-09-18T10:00 | region=PA | country=US"
    police = f"{event} | venue=ReAnimator Coffee | street=1523 E. Susquehanna Ave. | city=Philadelphia"
    paper = f"{event} | venue=ReAnimator | street=Susquehanna Ave."
    assert verdict(police, f"{paper} | city=Fishtown") == "same"
    assert verdict(police, f"{paper} | city=Bridesburg Heights") == "same"
    assert verdict(police, f"{paper} | city=Pittsburgh") != "same"
    unit = "organizer=Philadelphia Police Department {} District".format
    assert verdict(f"{police} | {unit('26th')}", f"{paper} | city=Fishtown | street= | {unit('24th')}") != "same"


def test_west_chicago_is_not_chicago() -> None:
    event = "Coffee with a Cop | 2024-10-02T08:00 | venue=Dunkin' | street= | region=IL | country=US"
    west = f"{event} | city=West Chicago | organizer=West Chicago Police Department"
    assert verdict(west, f"{event} | city=Chicago") == "different"


def test_the_sheriff_an_hour_after_the_police() -> None:
    police = f"Coffee with a Cop | 2025-04-17T09:00 | {PLACE} | {HOST}"
    assert (
        verdict(police, f"Coffee with a Deputy | 2025-04-17T10:00 | {PLACE} | organizer=Middlesex County Sheriff")
        != "same"
    )
    assert verdict(police, f"Coffee with a Cop | 2025-04-17T10:00 | {PLACE} | organizer=Chelmsford PD") == "same"


def test_a_paper_is_an_hour_off_and_calls_the_shop_by_its_short_name() -> None:
    police = f"Coffee with a Cop | 2025-04-17T09:00 | {PLACE} | {HOST}".replace("Java Room", "Flight Coffee Co.")
    paper = f"Police to pour coffee | 2025-04-17T10:00 | {PLACE} | street= | {HOST}".replace("Java Room", "Flight")
    assert verdict(police, paper) == "same"
