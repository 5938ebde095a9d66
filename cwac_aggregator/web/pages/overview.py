"""The first page, the tables of places and themes, and the picture of what is covered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...database import Standing
from ...names import NO_REGION, country_name, region_name
from ..answer import Answer, paged
from ..links import ALL_FEED, place_path
from ..query import Query
from ..tilegrid import TILES, shade
from .lists import EMPTY, area_map
from .page import Page
from .tiles import tile, upcoming_tiles

SOON = 10
"""Events on the first page."""
MOST_THEMES = 24
DEPARTMENTS = ("police", "sheriff", "city", "campus")
"""Kinds of sources that hold events themselves."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the coverage table."""

    name: str
    path: str | None
    known: int
    active: int
    silent: int
    unread: int


def home(page: Page, _number: int) -> Answer:
    """The first page: search, what comes next, and the ways in."""
    snapshot = page.snapshot
    areas = [
        (path, snapshot.places[path].name, number)
        for path, number in snapshot.regions.items()
        if path in snapshot.places and _on_first_page(path)
    ]
    return page.render(
        "home.html",
        {
            "query": Query(),
            "feed": page.feed(ALL_FEED),
            "places": sum(1 for path in snapshot.coming if path.startswith("places/") and path.count("/") > 3),
            "read": sum(1 for source in snapshot.sources if source.last_fetched is not None),
            "map": area_map(snapshot, snapshot.upcoming),
            "soon": snapshot.upcoming[:SOON],
            "total": len(snapshot.upcoming),
            "observances": snapshot.observances[:3],
            "areas": sorted(areas, key=lambda area: area[1]),
            "tiles": upcoming_tiles(snapshot),
            "themes": [(path, snapshot.themes[path], n) for path, n in snapshot.coming_themes.items()][:MOST_THEMES],
        },
    )


def places(page: Page, _number: int) -> Answer:
    """Every country and region there is a page of."""
    snapshot = page.snapshot
    groups = []
    for country in snapshot.below.get("places/", ()):
        inside = snapshot.below.get(country.path, ())
        rows = [(country.path, "All of it", snapshot.regions.get(country.path, ""))]
        rows += [(one.path, one.name, snapshot.regions.get(one.path, "")) for one in inside]
        groups.append((country.name, rows))
    return _table(
        page, "Places", "Every place with an event, past or upcoming; the figures count upcoming ones.", groups, True
    )


def themes(page: Page, _number: int) -> Answer:
    """Every theme there is a page of."""
    count = page.snapshot.coming_themes
    rows = [(path, name, count.get(path, 0) or "") for path, name in page.snapshot.themes.items()]
    text = "What is shared at the table; the figures count upcoming events."
    return _table(page, "Themes", text, [("All themes", rows)] if rows else [], False)


def coverage(page: Page, _number: int) -> Answer:
    """Departments known, with events this year, and silent, by state."""
    snapshot = page.snapshot
    known = [source for source in snapshot.sources if source.kind in DEPARTMENTS]
    by_area: dict[tuple[str, str], list[Standing]] = {}
    for source in known:
        by_area.setdefault((source.country or "", source.region or ""), []).append(source)
    tiles = []
    for code in TILES:
        some = by_area.get(("US", code), [])
        active = sum(1 for source in some if source.events)
        words = f"{active} of {len(some)} known departments with events" if some else "no department known"
        level = shade(active / len(some)) if some else 0
        tiles.append(tile(snapshot, code, level, str(len(some) or ""), words))
    rows = [_row(page, country, region, some) for (country, region), some in by_area.items()]
    return page.render(
        "coverage.html",
        {
            "known": len(known),
            "active": sum(1 for source in known if source.events),
            "year": snapshot.as_of.year,
            "tiles": tiles,
            "rows": sorted(rows, key=lambda row: row.name),
        },
    )


def _on_first_page(path: str) -> bool:
    """States of the US, and the other countries as a whole."""
    if not path.startswith(place_path("US")):
        return path.count("/") == 2
    return path.count("/") == 3 and not path.endswith(f"/{NO_REGION}/")


def _row(page: Page, country: str, region: str, some: Iterable[Standing]) -> Row:
    some = list(some)
    path = place_path(country, region or None) if country else None
    name = region_name(country, region) if region else country_name(country) if country else "Everywhere"
    active = sum(1 for source in some if source.events)
    unread = sum(1 for source in some if source.last_fetched is None)
    return Row(
        name if country in ("US", "") else f"{country_name(country)}{', ' + name if region else ''}",
        path if path in page.snapshot.places else None,
        len(some),
        active,
        len(some) - active - unread,
        unread,
    )


def _table(
    page: Page, heading: str, summary: str, groups: Sequence[tuple[str, Sequence[tuple[str, str, object]]]], tiles: bool
) -> Answer:
    return page.render(
        "listing.html",
        EMPTY
        | {
            "heading": heading,
            "summary": summary,
            "trail": [("events/", "Events")],
            "pages": paged(page.path, 0, 1, 1),
            "show_empty": not groups,
            "tiles": upcoming_tiles(page.snapshot) if tiles else [],
            "groups": groups,
        },
    )
