"""One value per field: who is believed, in which order, and what is told to a person."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from cwac_aggregator.identity import Member, consolidate
from cwac_aggregator.model import Override

from .. import toy

DAY = date(2026, 9, 1)


def member(
    name: str, line: str, kind: str = "police", told: int = 0, url: str | None = None, origin: str = "prose"
) -> Member:
    """A mention told `told` days after the first."""
    said = toy.mention(f"{line} | origin={origin}")
    fetched = datetime(2026, 9, 1, tzinfo=UTC) + timedelta(days=told)
    page = url or f"https://{kind}.example/{name}"
    return Member(
        id=name,
        mention=said,
        told=DAY + timedelta(days=told),
        fetched=fetched,
        page_url=page,
        source_id=kind,
        source_kind=kind,
        origin=origin,
    )


def override(field: str, value: str, hour: int) -> Override:
    at = datetime(2026, 9, 9, hour, tzinfo=UTC)
    return Override(mention_id="m1", field=field, value=value, answers=None, by="ann", at=at)


COFFEE = "Coffee with a Cop | 2026-10-07T08:00 | venue=Blue Door Cafe | city=Springfield"


def test_the_newest_override_holds() -> None:
    one = consolidate([member("m1", COFFEE)], [override("venue", "A", 9), override("venue", "B", 10)])
    assert (one.values["venue"], one.field_sources["venue"]) == ("B", "override")


def test_each_field_keeps_the_mention_it_came_from() -> None:
    one = consolidate(
        [
            member("m1", "Coffee | 2026-10-07T08:00 | city=Springfield"),
            member("m2", "Coffee | 2026-10-07 | venue=Cafe", "newspaper"),
        ]
    )
    assert (one.values["venue"], one.field_sources["venue"]) == ("Cafe", "m2")
    assert (one.field_sources["start"], one.field_sources["city"]) == ("m1", "m1")


def test_the_newest_page_that_says_it_changes_an_earlier_one_has_date_and_place() -> None:
    moved = "Coffee | 2026-10-14T09:00 | venue=Red Door | previous_start=2026-10-07T08:00"
    one = consolidate(
        [
            member("m1", COFFEE, "police", told=9),
            member("m2", moved, "newspaper", told=3),
            member("m3", moved.replace("-14", "-12").replace("Red", "Green"), "newspaper", told=1),
        ]
    )
    assert str(one.values["start"])[:10] == "2026-10-14"
    assert str(one.values["previous_start"])[:10] == "2026-10-07"
    assert (one.values["venue"], one.field_sources["venue"]) == ("Red Door", "m2")


def test_the_newest_page_that_tells_of_a_change_has_the_status() -> None:
    one = consolidate(
        [
            member("m1", COFFEE, "police", told=0),
            member("m2", f"{COFFEE} | status=cancelled", "newspaper", told=2),
            member("m3", f"{COFFEE} | status=postponed", "newspaper", told=1),
        ]
    )
    assert (one.values["status"], one.field_sources["status"]) == ("cancelled", "m2")


def test_the_hosts_own_site_then_the_better_origin_then_the_newer() -> None:
    host = member("m1", COFFEE.replace("Blue", "Red"), "police")
    paper = member("m2", COFFEE, "newspaper", told=5, origin="jsonld")
    assert consolidate([host, paper]).values["venue"] == "Red Door Cafe"
    words = member("m3", COFFEE.replace("Blue", "Green"), "newspaper", told=9)
    assert consolidate([words, paper]).values["venue"] == "Blue Door Cafe"
    later = member("m4", COFFEE.replace("Blue", "Old"), "newspaper", told=6, origin="jsonld")
    assert consolidate([paper, later]).values["venue"] == "Old Door Cafe"


def test_another_agencys_event_on_an_agencys_page_is_not_its_own() -> None:
    here = member("m1", f"{COFFEE} | organizer=Shelbyville Police", "police")._replace(source_name="Springfield Police")
    there = member("m2", COFFEE.replace("Blue", "Red"), "city")
    assert consolidate([here, there]).values["venue"] == "Red Door Cafe"


def test_disagreement_about_day_hour_or_town_is_told() -> None:
    def torn(line: str) -> tuple[str, ...]:
        return consolidate([member("m1", COFFEE), member("m2", line, "newspaper")]).disagreements

    assert torn(COFFEE) == ()
    assert torn(COFFEE.replace("10-07", "10-08")) == ("date",)
    assert torn(COFFEE.replace("T08", "T09")) == ("time",)
    assert torn(COFFEE.replace("Springfield", "Shelbyville")) == ("place",)


def test_markup_does_not_outvote_newer_words_of_the_same_host_in_silence() -> None:
    markup = member("m1", COFFEE, told=0, origin="jsonld")
    words = member("m2", COFFEE.replace("Blue Door Cafe", "Riverside Library"), told=4)
    assert consolidate([markup, words]).disagreements == ("venue",)
    older = words._replace(told=DAY - timedelta(days=4))
    assert consolidate([markup, older]).disagreements == ()
    elsewhere = words._replace(page_url="https://paper.example/x")
    assert consolidate([markup, elsewhere]).disagreements == ()
    shorter = member("m3", COFFEE.replace("Blue Door Cafe", "The Blue Door"), told=4)
    assert consolidate([markup, shorter]).disagreements == ()
