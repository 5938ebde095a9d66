"""A nation's worth: 20,000 publishers, 100,000 events, a quarter of them still to come. No page grows beyond what is quick to load."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from cwac_aggregator import gazetteer
from cwac_aggregator.config import Settings
from cwac_aggregator.database import Database, PlaceCount, Standing
from cwac_aggregator.model import day_of
from cwac_aggregator.web import Site, snapshot
from cwac_aggregator.web import site as site_module

from ..exports.made_events import event

LIMIT = 200_000
TODAY = date(2026, 9, 28)
NOW = datetime(2026, 9, 28, 12, tzinfo=UTC)
EVENTS, COMING, SOURCES, THEMES = 100_000, 25_000, 20_000, 400
TITLE = "Coffee with a Cop at the Corner Bakery and Community Center"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site of a made moment; its database is empty."""
    folder: Path = tmp_path_factory.mktemp("big")
    found = moment()
    with pytest.MonkeyPatch.context() as patch, Database.open(f"sqlite:///{folder / 'x.sqlite'}") as db:
        patch.setattr(site_module, "take", lambda *_: found)
        yield Site(db, Settings(), static=True)


def moment() -> snapshot.Snapshot:
    """The United States and a few more, with events in every town."""
    towns = sorted(gazetteer.cities("US", small=True), key=lambda town: (-town.population, town.name, town.region))
    for country in ("GB", "DE", "AU"):
        towns += sorted(gazetteer.cities(country), key=lambda town: (-town.population, town.name))[:600]
    themes = ["coffee", *(f"theme {number}" for number in range(THEMES))]
    spread = [towns[number * 7919 % len(towns)] for number in range(EVENTS)]
    counts = Counter((town.country, town.region or None, town.name) for town in spread)
    public = SimpleNamespace(
        places=lambda: [PlaceCount(*key, number) for key, number in counts.items()],
        themes=lambda: dict.fromkeys(themes, 1),
    )
    database = SimpleNamespace(public=public)
    places = snapshot._places(database)  # type: ignore[arg-type]
    below: dict[str, list[snapshot.Place]] = {}
    for place in places.values():
        below.setdefault(place.path.rstrip("/").rpartition("/")[0] + "/", []).append(place)
    made = []
    for number, town in enumerate(spread[:COMING]):
        day = TODAY + timedelta(days=number * 31 % 400)
        made.append(
            event(
                id=f"e{number:020x}",
                title=TITLE,
                start=datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo(town.timezone)),
                end=None,
                timezone=town.timezone,
                city=town.name,
                region=town.region or None,
                country=town.country,
                theme="coffee" if number % 5 else themes[number % len(themes)],
                mentions=(),
                latitude=town.latitude,
                longitude=town.longitude,
                visibility="published" if number % 7 else "review",
            )
        )
    made.sort(key=lambda one: (day_of(one.start), one.id) if one.start else (date.max, one.id))
    return snapshot.Snapshot(
        revision="1",
        as_of=TODAY,
        updated=NOW,
        upcoming=tuple(one for one in made if one.visibility == "published"),
        unconfirmed=tuple(one for one in made if one.visibility == "review"),
        observances=(),
        regular=(),
        points={one.id: (one.latitude or 0.0, one.longitude or 0.0) for one in made},
        places=places,
        below={path: tuple(sorted(some, key=lambda place: place.name)) for path, some in below.items()},
        themes=snapshot._themes(database),  # type: ignore[arg-type]
        sources=tuple(standing(number, town) for number, town in enumerate(spread[:SOURCES])),
        health={},
    )


def standing(number: int, town: gazetteer.City) -> Standing:
    return Standing(
        id=f"police-{number}",
        name=f"{town.name} Police Department and Office of Public Safety",
        kind="police",
        city=town.name,
        county=None,
        region=town.region or None,
        country=town.country,
        agency_id=None,
        hosts=(f"www.police{number}.example.org",),
        start_url=f"https://www.police{number}.example.org/departments/police/news-and-events",
        last_fetched=NOW,
        failures=0,
        events=number % 4,
        last_day=TODAY,
    )


def test_no_page_is_heavy(site: Site) -> None:
    town = "places/us/tx/houston/"
    wanted = [path for path in site.paths() if path.endswith("/") or not path]
    wanted = [path for path in wanted if path.count("/") < 4 or "all-towns" in path or path == town]
    assert len(wanted) > 450
    sizes: dict[str, int] = {}
    for path in wanted:
        if path.startswith("themes/theme-") and not path.endswith("7/"):
            continue
        for at, answer in site.parts(path):
            sizes[at] = len(answer.body)
            if "page/3/" in at:
                break
    assert {path: size for path, size in sizes.items() if size > LIMIT} == {}
    assert {"places/us/tx/all-towns/page/2/", "sources/page/3/", "events/page/3/", town} <= sizes.keys()


def test_every_town_can_be_reached(site: Site) -> None:
    inside = site.snapshot.below["places/us/pa/"]
    told = b"".join(answer.body for _, answer in site.parts("places/us/pa/all-towns/"))
    assert len(inside) > 1000
    assert [place.path for place in inside if f'"../../../../{place.path}"'.encode() not in told
            and f'"../../../../../../{place.path}"'.encode() not in told] == []  # fmt: skip
    assert b"places/us/pa/all-towns/" in site.answer("places/us/pa/", {}).body


def test_a_search_without_a_server_need_not_fetch_the_nation(site: Site) -> None:
    index = site.answer("data/upcoming.json", {}).body
    assert len(index) < 20_000
    assert max(len(site.answer(f"data/upcoming/us-{state}.json", {}).body) for state in ("tx", "ca", "pa")) < 1_500_000
