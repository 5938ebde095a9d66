"""Claiming ids (law 3), case by case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from cwac_aggregator.identity import Claim, Remembered, Sighting, Telling, claim

from .. import toy

HOME = "https://police.example/coffee"


class Site:
    """Pages telling mentions in one scope, read version after version; remembers as the ledger does."""

    def __init__(self, channel: str = "self", home: str = HOME) -> None:
        self.channel = channel
        self.home = home
        self.memory: dict[str, list[Sighting]] = {}
        self.newest: dict[str, tuple[float, int]] = {}
        self.pages = 0

    def version(self, day: float, *lines: str, page: str | None = None) -> list[Telling]:
        """A new page version of `lines`, first fetched `day` days after T0."""
        self.pages += 1
        url = page or self.home
        self.newest[url] = max(self.newest.get(url, (-1e9, 0)), (day, self.pages))
        return [
            Telling(
                page_id=self.pages,
                page_url=url,
                ordinal=ordinal,
                told=toy.T0 + timedelta(days=day),
                mention=toy.mention(line),
            )
            for ordinal, line in enumerate(lines)
        ]

    def claim(self, *versions: Sequence[Telling]) -> list[Claim]:
        """Claim for versions that arrive together."""
        current = {page_id for _, page_id in self.newest.values()}
        known = [
            Remembered(
                id,
                [
                    Sighting(
                        page_id=s.page_id,
                        page_url=s.page_url,
                        told=s.told,
                        keys=s.keys,
                        previous_day=s.previous_day,
                        standing=s.page_id in current,
                        doubt=s.doubt,
                        ordinal=s.ordinal,
                    )
                    for s in sightings
                ],
            )
            for id, sightings in self.memory.items()
        ]
        claims = claim(self.home, self.channel, [t for told in versions for t in told], known)  # type: ignore[arg-type]
        for made in claims:
            self.memory[made.id] = [s for s in self.memory.get(made.id, []) if s.page_id != made.sighting.page_id] + [
                made.sighting
            ]
        return claims

    def ids(self, day: float, *lines: str, page: str | None = None) -> list[str]:
        return [made.id for made in self.claim(self.version(day, *lines, page=page))]


def test_the_same_page_again_gives_the_same_ids() -> None:
    site = Site()
    lines = ("Coffee | 2026-10-07 | venue=A", "Coffee | 2026-10-08 | venue=B")
    first = site.ids(0, *lines)
    assert len(set(first)) == 2
    assert site.ids(1, *reversed(lines)) == first[::-1]


def test_an_evergreen_page_after_the_day_is_a_new_event_and_the_old_one_stays() -> None:
    site = Site()
    [october] = site.ids(0, "Next | 2026-10-04 | venue=Cafe")
    [november] = site.ids(40, "Next | 2026-11-01 | venue=Cafe")
    assert october != november
    assert october in site.memory


def test_an_evergreen_page_before_the_day_is_a_move_for_a_person_to_look_at() -> None:
    site = Site()
    [october] = site.ids(0, "Next | 2026-10-04 | venue=Cafe")
    [claimed] = site.claim(site.version(10, "Next | 2026-11-01 | venue=Cafe"))
    assert (claimed.id, claimed.doubt) == (october, "moved-without-words")
    [again] = site.claim(site.version(11, "Next | 2026-11-01 | venue=Cafe | city=Here"))
    assert (again.id, again.doubt) == (october, "moved-without-words")


def test_an_evergreen_page_that_says_it_was_moved_is_a_move_without_doubt() -> None:
    site = Site()
    [october] = site.ids(0, "Next | 2026-10-04 | venue=Cafe")
    [claimed] = site.claim(site.version(10, "Next | 2026-11-01 | venue=Cafe | previous_start=2026-10-04"))
    assert (claimed.id, claimed.doubt) == (october, None)


def test_said_to_be_moved_even_after_the_day_is_a_move() -> None:
    site = Site()
    [october] = site.ids(0, "Next | 2026-10-04 | venue=Cafe")
    assert site.ids(40, "Next | 2026-11-01 | venue=Cafe | previous_start=2026-10-04") == [october]


def test_cancelled_in_front_of_the_title_keeps_the_id() -> None:
    site = Site()
    first = site.ids(0, "Coffee with a Cop | 2026-10-04 | venue=A", "Tacos with a Cop | 2026-10-04 | venue=B")
    later = site.ids(1, "CANCELLED: Coffee with a Cop | 2026-10-04", "Tacos with a Cop | 2026-10-04 | venue=B")
    assert later == first


def test_a_native_id_holds_through_every_other_change() -> None:
    site = Site("listing", "https://police.example/calendar/5")
    [first] = site.ids(0, "Coffee | 2026-10-04 | native_id=ev5", page="https://police.example/calendar")
    [moved] = site.claim(
        site.version(1, "Cocoa | 2026-10-11 | native_id=ev5 | city=X", page="https://police.example/calendar")
    )
    assert (moved.id, moved.doubt) == (first, None)


def test_one_native_id_for_every_occurrence_gives_each_its_own_id() -> None:
    site = Site("ics")
    lines = [f"Coffee | 2026-10-{day:02} | native_id=tribe-7 | origin=ics" for day in (7, 14, 21)]
    first = site.ids(0, *lines)
    assert len(set(first)) == 3
    assert site.ids(1, *lines[1:]) == first[1:]


def test_a_row_that_slides_to_the_next_page_of_a_listing_keeps_its_id() -> None:
    site = Site("listing", "https://police.example/e/1")
    one, two = "https://police.example/news?page=1", "https://police.example/news?page=2"
    [first] = site.ids(0, "Coffee | 2026-10-04", page=one)
    site.version(1, page=one)
    assert site.ids(1, "Coffee | 2026-10-04", page=two) == [first]


def test_a_row_under_one_link_on_two_pages_with_two_days_is_two_mentions() -> None:
    one, two = "https://police.example/cal?month=10", "https://police.example/cal?month=11"
    given = []
    for order in (0, 1):
        site = Site("listing", "https://police.example/e/1")
        versions = [
            site.version(0, "Coffee | 2026-10-04", page=one),
            site.version(0, "Coffee | 2026-11-01", page=two),
        ]
        claims = site.claim(*(versions if order == 0 else versions[::-1]))
        given.append({made.telling.page_url: made.id for made in claims})
    assert given[0] == given[1]
    assert len(set(given[0].values())) == 2


def test_the_second_month_read_later_does_not_steal_the_row_of_the_first() -> None:
    site = Site("listing", "https://police.example/e/1")
    [october] = site.ids(0, "Coffee | 2026-10-04", page="https://police.example/cal?month=10")
    [november] = site.ids(1, "Coffee | 2026-11-01", page="https://police.example/cal?month=11")
    assert october != november


def test_one_row_told_by_two_listings_is_one_mention() -> None:
    site = Site("listing", "https://police.example/e/1")
    a = site.version(0, "Coffee | 2026-10-04", page="https://police.example/news")
    b = site.version(0, "Coffee! | 2026-10-04", page="https://police.example/home")
    assert len({made.id for made in site.claim(a, b)}) == 1


def test_a_typo_in_the_street_mended_keeps_the_id() -> None:
    site = Site()
    first = site.ids(0, "Coffee | 2026-10-04 | street=12 Mian Street", "Coffee | 2026-10-05 | street=9 Oak Street")
    assert (
        site.ids(1, "Coffee | 2026-10-04 | street=12 Main Street", "Coffee | 2026-10-05 | street=9 Oak Street") == first
    )


def test_two_sittings_of_which_one_is_dropped() -> None:
    site = Site()
    morning, evening = site.ids(0, "Coffee | 2026-10-04T08:00 | venue=A", "Coffee | 2026-10-04T18:00 | venue=A")
    assert site.ids(1, "Coffee | 2026-10-04T18:00 | venue=A") == [evening]
    assert site.ids(2, "Coffee | 2026-10-04T08:00 | venue=A", "Coffee | 2026-10-04T18:00 | venue=A") == [
        morning,
        evening,
    ]


def test_ten_places_under_one_heading_and_one_date() -> None:
    site = Site()
    lines = [
        f"National Coffee with a Cop Day | 2026-10-07 | venue=Cafe {n} | street={n} Main Street" for n in range(1, 11)
    ]
    first = site.ids(0, *lines)
    assert len(set(first)) == 10
    assert site.ids(1, *lines[3:], *lines[:3]) == first[3:] + first[:3]
    assert site.ids(2, *lines[:4], *lines[5:]) == first[:4] + first[5:]


def test_two_rows_that_say_the_same_are_counted() -> None:
    site = Site()
    first = site.ids(0, "Coffee | 2026-10-04", "Coffee | 2026-10-04")
    assert len(set(first)) == 2
    assert site.ids(1, "Coffee | 2026-10-04", "Coffee | 2026-10-04", "Tea | 2026-10-09")[:2] == first


def test_a_better_reader_of_the_same_version_keeps_the_ids() -> None:
    site = Site()
    told = site.version(0, "Coffee | 2026-10-04 | venue=Caf", "Tacos | | venue=Old Mill")
    first = [made.id for made in site.claim(told)]
    better = [
        Telling(page_id=t.page_id, page_url=t.page_url, ordinal=t.ordinal, told=t.told, mention=toy.mention(line))
        for t, line in zip(
            told, ("Coffee Day | 2026-10-05 | venue=Cafe", "Tacos | 2026-10-11 | venue=Old Mill"), strict=True
        )
    ]
    assert [made.id for made in site.claim(better)] == first


def test_an_older_capture_that_arrives_later_changes_no_id() -> None:
    site = Site()
    [first] = site.ids(40, "Next | 2026-11-01 | venue=Cafe | city=Here")
    [older] = site.ids(0, "Next | 2026-10-04 | venue=Cafe | city=Here")
    assert older != first, "October was past when November was shown"
    assert site.ids(41, "Next | 2026-11-01 | venue=Cafe | city=Here | theme=coffee") == [first]


def test_replayed_in_fetch_order_the_ids_are_the_same() -> None:
    versions = [
        (0, ("Coffee | 2026-10-04 | venue=A", "Coffee | 2026-10-11 | venue=B")),
        (5, ("Coffee | 2026-10-04 | venue=A", "Coffee | 2026-10-12 | venue=B | previous_start=2026-10-11")),
        (9, ("Tacos | 2026-12-01 | venue=C", "Coffee | 2026-10-12 | venue=B")),
    ]
    step_by_step, at_once = Site(), Site()
    single = [step_by_step.ids(day, *lines) for day, lines in versions]
    together = at_once.claim(*(at_once.version(day, *lines) for day, lines in versions))
    assert [made.id for made in together] == [id for ids in single for id in ids]


LINES = st.lists(
    st.builds(
        "{} | {} | venue={}{}".format,
        st.sampled_from(["Coffee with a Cop", "CANCELLED: Coffee with a Cop", "Tacos with a Cop"]),
        st.sampled_from(["2026-09-10", "2026-10-07", "2026-10-07T08:00", "2026-10-07T18:00", "2026-11-04", ""]),
        st.sampled_from(["Blue Door", "Old Mill"]),
        st.sampled_from(["", " | native_id=n1", " | native_id=n2"]),
    ),
    max_size=4,
)
HISTORY = st.lists(st.tuples(st.sampled_from(["one", "two", "three"]), LINES), min_size=1, max_size=6)


@given(HISTORY, st.sampled_from(["self", "listing"]))
@settings(max_examples=150)
def test_reading_every_version_again_gives_every_id_again(history: list[tuple[str, list[str]]], channel: str) -> None:
    site = Site(channel)
    told = []
    first = []
    for day, (page, lines) in enumerate(history):
        version = site.version(day * 9, *lines, page=None if channel == "self" else f"https://police.example/{page}")
        told.append(version)
        first += [made.id for made in site.claim(version)]
    assert [made.id for made in site.claim(*told)] == first
    assert [made.id for version in reversed(told) for made in site.claim(version)] == [
        name for version in reversed(told) for name in _named(first, told, version)
    ]


def _named(first: list[str], told: list[list[Telling]], version: list[Telling]) -> list[str]:
    start = sum(len(other) for other in told[: told.index(version)])
    return first[start : start + len(version)]


@given(HISTORY, st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_the_order_of_pages_does_not_matter(history: list[tuple[str, list[str]]], chance: Random) -> None:
    given_ids = []
    for shuffled in (False, True):
        site = Site("listing", "https://police.example/e/1")
        told = [
            site.version(day * 9, *lines, page=f"https://police.example/{page}")
            for day, (page, lines) in enumerate(history)
        ]
        if shuffled:
            chance.shuffle(told)
        claims = site.claim(*told)
        given_ids.append(sorted((made.telling.page_id, made.telling.ordinal, made.id) for made in claims))
    assert given_ids[0] == given_ids[1]


@given(HISTORY, st.sampled_from(["self", "listing"]))
@settings(max_examples=150)
def test_no_two_entries_of_one_version_share_an_id(history: list[tuple[str, list[str]]], channel: str) -> None:
    site = Site(channel)
    for day, (page, lines) in enumerate(history):
        where = None if channel == "self" else f"https://police.example/{page}"
        found = site.ids(day * 9, *lines, page=where)
        assert len(set(found)) == len(found)
