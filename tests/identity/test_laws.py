"""The laws of identity, on generated mentions: order changes nothing, ids stay, people win."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cwac_aggregator import ids
from cwac_aggregator.identity import Given, Member, Record, assign, cluster, consolidate, explain, record_of
from cwac_aggregator.identity.blocking import pairs
from cwac_aggregator.identity.matching import compare
from cwac_aggregator.model import Mention

from .. import toy

LINES = st.builds(
    "{} | {} | venue={} | street={} | city={} | region=CA | country=US | status={}".format,
    st.sampled_from(["Coffee with a Cop", "Coffee w/ a Cop", "Tacos with a Cop", "Community meeting"]),
    st.sampled_from(["2026-10-07", "2026-10-07T08:00", "2026-10-07T18:00", "2026-10-08", "2026-10-14T08:00", ""]),
    st.sampled_from(["Blue Door Cafe", "Blue Door Café", "Starbucks", "Blue Dor Cafe"]),
    st.sampled_from(["12 Main Street", "12 Main St", "14 Main St", "9 Oak Ave"]),
    st.sampled_from(["Springfield", "Springfeild", "Shelbyville"]),
    st.sampled_from(["scheduled", "cancelled", "held"]),
)
CROWD = st.lists(LINES, min_size=1, max_size=12)


def records(lines: list[str]) -> list[Record]:
    return [
        record_of(
            f"m{number:02}",
            toy.mention(line),
            home=f"https://site{number % 4}.example/{number}",
            source_id=f"s{number % 4}",
            page_url=f"https://site{number % 4}.example/{number // 2}",
        )
        for number, line in enumerate(lines)
    ]


def members(lines: list[str]) -> list[Member]:
    return [
        Member(
            id=f"m{number:02}",
            mention=toy.mention(line),
            told=(toy.T0 + timedelta(days=number % 3)).date(),
            fetched=toy.T0 + timedelta(days=number % 2),
            page_url=f"https://site{number % 4}.example/",
            source_id=f"s{number % 4}",
            source_kind=("police", "city", "newspaper", "")[number % 4],
        )
        for number, line in enumerate(lines)
    ]


@given(CROWD, st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_the_order_of_mentions_does_not_change_the_clusters(lines: list[str], chance: random.Random) -> None:
    everyone = records(lines)
    shuffled = everyone[:]
    chance.shuffle(shuffled)
    assert cluster(everyone) == cluster(shuffled)


@given(CROWD)
@settings(max_examples=60)
def test_every_mention_is_in_one_cluster(lines: list[str]) -> None:
    everyone = records(lines)
    found = [mention for some in cluster(everyone).clusters for mention in some]
    assert sorted(found) == sorted(record.id for record in everyone)


@given(CROWD, st.data())
@settings(max_examples=60)
def test_peoples_word_holds(lines: list[str], data: st.DataObject) -> None:
    everyone = records(lines)
    names = st.sampled_from([record.id for record in everyone])
    together, apart = data.draw(st.tuples(names, names)), data.draw(st.tuples(names, names))
    cannot = [apart] if apart[0] != apart[1] and set(apart) != set(together) else []
    found = cluster(everyone, must=[together], cannot=cannot).clusters
    of = {mention: some for some in found for mention in some}
    assert of[together[0]] == of[together[1]]
    for left, right in cannot:
        assert of[left] != of[right]


@given(LINES, LINES)
@settings(max_examples=100)
def test_comparing_is_symmetric(left: str, right: str) -> None:
    a, b = records([left, right])
    assert compare(a, b) == compare(b, a)
    assert explain(a, b).verdict == explain(b, a).verdict
    assert abs(explain(a, b).score - sum(c.weight for c in explain(a, b).comparisons)) < 1e-9


@given(CROWD, st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_consolidation_does_not_depend_on_order(lines: list[str], chance: random.Random) -> None:
    everyone = members(lines)
    shuffled = everyone[:]
    chance.shuffle(shuffled)
    made = consolidate(everyone)
    assert made == consolidate(shuffled)
    by_id = {member.id: member.mention for member in everyone}
    for name in ("start", "venue", "street", "status", "title"):
        if name in made.field_sources:
            assert made.values[name] == getattr(by_id[made.field_sources[name]], name)


@given(CROWD)
@settings(max_examples=60)
def test_blocking_gives_index_pairs_of_different_records(lines: list[str]) -> None:
    everyone = records(lines)
    assert all(0 <= left < right < len(everyone) for left, right in pairs(everyone))


PARTITIONS = st.lists(st.integers(0, 5), min_size=1, max_size=8)


@given(st.lists(PARTITIONS, min_size=1, max_size=5))
@settings(max_examples=100)
def test_every_id_ever_given_leads_to_a_living_event(history: list[list[int]]) -> None:
    """However clusters grow, merge and split over the runs, an id stays, redirects, or comes back; it never dangles."""
    ledger: dict[str, Given] = {}
    last: dict[str, str] = {}
    now = datetime(2026, 1, 1, tzinfo=UTC)
    for step, partition in enumerate(history):
        groups: dict[int, list[str]] = {}
        for number, group in enumerate(partition):
            groups.setdefault(group, []).append(f"m{number}")
        everyone = {m for some in groups.values() for m in some}
        given_ids = list(ledger.values())
        first_seen = dict.fromkeys(everyone, now)
        made = assign(groups.values(), given_ids, last_event=last, first_seen=first_seen)
        assert made == assign(list(groups.values())[::-1], given_ids[::-1], last_event=last, first_seen=first_seen)
        assert sorted(map(sorted, made.events.values())) == sorted(map(sorted, groups.values()))
        for event, cluster_ in made.events.items():
            owner = next((m for m in cluster_ if ids.event_id(m) == event), None)
            old = ledger.get(event)
            assert old or owner
            ledger[event] = old or Given(event, str(owner), now + timedelta(days=step), None)
            ledger[event] = Given(event, ledger[event].mention_id, ledger[event].first_published, None)
            last.update(dict.fromkeys(cluster_, event))
        for merged, survivor in made.redirects.items():
            ledger[merged] = Given(merged, ledger[merged].mention_id, ledger[merged].first_published, survivor)
        for event in ledger:
            seen = set()
            while (target := ledger[event].redirects_to) is not None:
                assert event not in seen
                seen.add(event)
                event = target
            assert event in made.events or event in made.bare or event in seen or ledger[event].redirects_to is None


def test_the_id_published_first_survives_a_merge() -> None:
    early, late = ids.event_id("mb"), ids.event_id("ma")
    t = datetime(2026, 1, 1, tzinfo=UTC)
    ledger = [Given(early, "mb", t, None), Given(late, "ma", t + timedelta(days=1), None)]
    made = assign([["ma", "mb"]], ledger, last_event={}, first_seen={"ma": t, "mb": t})
    assert made.events == {early: ("ma", "mb")}
    assert made.redirects == {late: early}


def test_an_id_whose_mention_is_gone_goes_with_most_of_its_members() -> None:
    event = ids.event_id("gone")
    t = datetime(2026, 1, 1, tzinfo=UTC)
    made = assign(
        [["m1"], ["m2", "m3"]],
        [Given(event, "gone", t, None)],
        last_event={"m1": event, "m2": event, "m3": event},
        first_seen=dict.fromkeys(("m1", "m2", "m3"), t),
    )
    assert made.events[event] == ("m2", "m3")


def test_an_empty_mention_can_be_compared() -> None:
    a, b = (
        record_of(n, Mention(), home="https://x.example/", source_id="s", page_url="https://x.example/") for n in "ab"
    )
    assert explain(a, b).verdict == "different"


ODD = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    ["#", "— 14", "No. 5", "on Main St", "St.", "1"]
)


@given(ODD, ODD, ODD, ODD)
@settings(max_examples=200)
def test_any_words_can_be_compared(venue: str, street: str, city: str, title: str) -> None:
    a, b = (
        record_of(
            name,
            Mention(title=title, venue=venue, street=street, city=city),
            home=f"https://{name}.example/",
            source_id=name,
            page_url=f"https://{name}.example/",
        )
        for name in "ab"
    )
    assert compare(a, b) == compare(b, a)
    other = b._replace(venue=a.road, road=a.city, city=a.venue)
    assert compare(a, other) == compare(other, a)


def told(*lines: str) -> list[Record]:
    """One mention per line, each on a site of its own."""
    return [
        record_of(
            f"m{number}",
            toy.mention(line),
            home=f"https://s{number}.example/",
            source_id=f"s{number}",
            page_url=f"https://s{number}.example/",
        )
        for number, line in enumerate(lines)
    ]


TOWN = "city=Springfield | region=IL | country=US"


def test_a_vague_mention_does_not_join_two_places_of_one_day() -> None:
    found = cluster(
        told(
            f"Coffee with a Cop | 2026-10-07T08:00 | venue=Blue Door Cafe | street=12 Main Street | {TOWN}",
            f"Coffee with a Cop | 2026-10-07T08:00 | venue=Public Library | street=300 Oak Avenue | {TOWN}",
            f"Coffee with a Cop | 2026-10-07 | {TOWN}",
        )
    )
    assert found.clusters == (("m0",), ("m1",), ("m2",))
    assert [(link.left, link.right) for link in found.doubtful] == [("m0", "m2"), ("m1", "m2")]


def test_a_mention_without_an_hour_does_not_join_two_sittings() -> None:
    found = cluster(
        told(
            f"Coffee with a Cop | 2026-10-07T08:00 | venue=Blue Door Cafe | {TOWN}",
            f"Coffee with a Cop | 2026-10-07T15:00 | venue=Blue Door Cafe | {TOWN}",
            f"Coffee with a Cop | 2026-10-07 | venue=Blue Door | {TOWN}",
        )
    )
    assert len(found.clusters) == 3


def test_those_who_tell_of_a_move_join_the_old_day_and_the_new() -> None:
    found = cluster(
        told(
            f"Coffee with a Cop | 2026-10-07T08:00 | venue=Blue Door Cafe | {TOWN}",
            f"Coffee with a Cop | 2026-10-14T08:00 | previous_start=2026-10-07 | venue=Blue Door Cafe | {TOWN}",
            f"Coffee with a Cop | 2026-10-14T08:00 | venue=Blue Door Cafe | {TOWN}",
            f"Coffee with a Cop | 2026-10-07 | venue=Blue Door Cafe | {TOWN}",
        )
    )
    assert len(found.clusters) == 1


def test_the_national_day_is_one_observance_and_no_local_event() -> None:
    posts = ["National Coffee with a Cop Day | 2026-10-07 | kind=observance | country=US"] * 10
    local = f"Coffee with a Cop | 2026-10-07 | {TOWN}"
    assert sorted(map(len, cluster(told(*posts, local)).clusters)) == [1, 10]
