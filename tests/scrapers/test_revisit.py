"""What is asked for again, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from cwac_aggregator.database import Address, Known
from scrapers.revisit import HUB, LONG_WAIT, OLD, SOON, plan

FETCHED = datetime(2026, 9, 1, 12, tzinfo=UTC)
SITE = "https://pd.example.gov"


def known(path: str = "/post", **more: object) -> Known:
    fields = {"state": "page", "asked": FETCHED, "score": 10, "depth": 2}
    address = Address(url=SITE + path, source_id="pd", **{k: more.pop(k, v) for k, v in fields.items()}, **{  # type: ignore[arg-type]
        k: more.pop(k) for k in ("leads", "failures") if k in more
    })  # fmt: skip
    values = {"content_type": "text/html", "first_fetched": FETCHED, "changed": FETCHED, "versions": 1} | more
    return Known(address=address, **values)  # type: ignore[arg-type]


def after(days: int) -> date:
    return FETCHED.date() + timedelta(days=days)


def due(item: Known, days: int) -> int | None:
    return plan([item], after(days)).get(item.address.url)


@pytest.mark.parametrize(("event", "expected"), [(1, SOON), (22, SOON), (0, SOON), (23, None), (60, None)])
def test_pages_of_near_events_every_run(event: int, expected: int | None) -> None:
    assert due(known(next_day=after(event)), 1) == expected


@pytest.mark.parametrize(
    "kind", ["application/rss+xml", "text/xml; charset=utf-8", "text/calendar", "application/atom+xml"]
)
def test_feeds_every_run(kind: str) -> None:
    assert due(known("/feed", content_type=kind), 1) == HUB
    assert due(known("/page", content_type="application/xhtml+xml"), 1) is None


def test_the_calendar_of_this_month_and_the_next_every_run() -> None:
    assert due(known("/calendar?month=9&year=2026"), 1) == HUB
    assert due(known("/events/month/2026-10"), 1) == HUB
    assert due(known("/events/month/2026-11"), 1) is None
    assert due(known("/2026/09/14/a-post"), 1) is None


def test_the_best_listings_every_run_but_not_their_later_pages() -> None:
    pages = [known(f"/p{n}") for n in range(1000)]
    listings = [known(f"/list{n}", leads=30 - n, score=20) for n in range(30)]
    behind = [known(f"/list0?page={n}", leads=20, score=60) for n in range(2, 30)]
    asked = plan(pages + listings + behind, after(1))
    assert {SITE + f"/list{n}" for n in range(20)} <= asked.keys()
    assert len(asked) == 21


def test_an_unchanged_site_of_a_thousand_pages_costs_little_on_any_day() -> None:
    site = [known(f"/post/{n}") for n in range(1000)]
    asked_on: dict[str, list[int]] = {}
    for day in range(1, 121):
        wanted = plan(site, after(day))
        assert len(wanted) <= 0.1 * len(site)
        for url in wanted:
            asked_on.setdefault(url, []).append(day)
        at = FETCHED + timedelta(days=day)
        site = [
            replace(item, address=replace(item.address, asked=at)) if item.address.url in wanted else item
            for item in site
        ]
    assert len(asked_on) == 1000
    for days in asked_on.values():
        assert max(later - earlier for earlier, later in zip([0, *days], days, strict=False)) <= 30


def test_fresh_and_lively_pages_sooner() -> None:
    assert due(known(published=after(-1)), 2) is None
    assert due(known(published=after(-1)), 3) == OLD
    assert due(known(has_sign=True), 6) is None
    assert due(known(has_sign=True), 7) == OLD
    assert due(known(versions=2), 2) == OLD


def test_what_waits_keeps_its_promise() -> None:
    assert due(known(state="waiting", asked=None, score=42), 0) == 42


@pytest.mark.parametrize(
    ("state", "failures", "waits"),
    [("failed", 1, 0), ("failed", 2, 1), ("failed", 3, 3), ("failed", 9, 7), ("gone", 1, 1), ("gone", 2, 3),
     ("gone", 9, LONG_WAIT), ("blocked", 0, LONG_WAIT), ("moved", 0, LONG_WAIT)],
)  # fmt: skip
def test_patience_grows(state: str, failures: int, waits: int) -> None:
    item = known(state=state, failures=failures, next_day=after(5))
    assert due(item, waits) == OLD
    assert waits == 0 or due(item, waits - 1) is None


def test_sitemaps_weekly() -> None:
    item = known("/sitemap.xml", content_type="text/xml")
    assert (due(item, 6), due(item, 7)) == (None, HUB)
