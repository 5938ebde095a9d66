"""Pages that list events: all upcoming ones with filters, and those of a place, a theme, a month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from ...model import Event
from ...names import country_name, region_name, slug
from .. import query as queries
from ..answer import Answer, paged
from ..links import feed_of, month_path, place_path
from ..maps import Map, Mark, draw, draw_around
from ..near import HOME
from ..snapshot import Place, Snapshot
from ..wording import month_name, one_line
from .page import Page
from .tiles import upcoming_tiles

SIZE = 50
"""Events on one page of a list."""
MOST_PAST = 50
MOST_INSIDE = 240
"""Towns that are named on the page of their state; where there are more, all of them have a page of their own."""
INSIDE = 1000
"""Towns on one part of that page."""
ALL_INSIDE = "all-towns/"
_MOST_DOTS = 300
_MAJORITY = 0.8


def events(page: Page, number: int) -> Answer | None:
    """The list of upcoming events with its filters."""
    snapshot = page.snapshot
    asked = queries.parse({} if page.static else page.query)
    found = queries.find(snapshot, asked)
    pages = paged("events/", len(found.events), number, SIZE, asked.encoded())
    if pages is None:
        return None
    areas = {queries.area_key(path): _area_name(snapshot, path) for path in snapshot.regions}
    themes = {slug(snapshot.themes[path]): snapshot.themes[path] for path in snapshot.coming_themes}
    spot, reach = found.spot, _reach(asked, found)
    if number > 1:
        picture = None
    elif spot is None:
        picture = area_map(snapshot, found.events)
    else:
        at = (spot.latitude, spot.longitude)
        picture = draw_around(marks(snapshot, found.events), at, reach, spot.name, _country(found.events))
    return page.render(
        "events.html",
        {
            "query": asked,
            "radii": queries.RADII,
            "areas": sorted(areas.items(), key=lambda item: item[1]),
            "themes": sorted(themes.items(), key=lambda item: item[1]),
            "months": snapshot.months,
            "events": found.events[pages.first - 1 if pages.first else 0 : pages.last],
            "miles": found.miles,
            "spot": found.spot,
            "problem": found.problem,
            "total": len(found.events),
            "pages": pages,
            "map": picture,
            "reach": reach,
            "unconfirmed": 0 if asked else len(snapshot.unconfirmed),
        },
    )


def unconfirmed(page: Page, number: int) -> Answer | None:
    """Upcoming events nobody is sure of."""
    text = "Read from pages with doubt. They are in no calendar; look at the publisher’s page before you go."
    return _listing(page, number, "Events we are not sure of", text, page.snapshot.unconfirmed, [("events/", "Events")])


def month(page: Page, wanted: str, number: int) -> Answer | None:
    """The events of a month."""
    found = page.snapshot.coming[month_path(wanted)]
    name = month_name(wanted)
    text = f"Coffee with a Cop and kindred events in {name}."
    return _listing(page, number, name, text, found, [("events/", "Events")], map=area_map(page.snapshot, found))


def theme(page: Page, path: str, number: int) -> Answer | None:
    """The events of a theme."""
    name = one_line(page.snapshot.themes[path], 60)
    found = page.snapshot.coming.get(path, ())
    return _listing(
        page,
        number,
        f"{name.capitalize()} with a cop",
        f"Meetings with police officers over {name}.",
        found,
        [("themes/", "Themes")],
        map=area_map(page.snapshot, found),
        feed=page.feed(feed_of(path)),
        feed_name=f"all events over {name}",
        regular=page.snapshot.recurring.get(path, ())[:SIZE],
    )


def place(page: Page, here: Place, number: int) -> Answer | None:
    """The events of a country, a region or a town, and the places inside it."""
    snapshot = page.snapshot
    found = snapshot.coming.get(here.path, ())
    doubtful = snapshot.doubtful.get(here.path, ())
    name = _place_name(here)
    inside = snapshot.below.get(here.path, ())
    count = snapshot.regions if here.path.count("/") == 2 else {}
    named = "Towns" if here.path.count("/") == 3 else "States and regions"
    shown = inside
    if len(inside) > MOST_INSIDE:
        named = "Towns with most events"
        shown = tuple(sorted(sorted(inside, key=lambda one: -one.total)[:MOST_INSIDE], key=lambda one: one.name))
    groups = [(named, [(one.path, one.name, count.get(one.path, 0) or "") for one in shown])]
    past: list[Event] = []
    if here.spellings:
        past = page.database.public.past(here.country, here.region, here.spellings, snapshot.as_of, MOST_PAST)
    return _listing(
        page,
        number,
        f"Coffee with a Cop in {name}",
        f"Upcoming meetings with police officers in {name}, with the pages that announce them.",
        found,
        _trail(here),
        map=None if here.spellings else area_map(snapshot, found, here),
        feed=page.feed(feed_of(here.path)),
        feed_name=f"events in {name}",
        regular=snapshot.recurring.get(here.path, ())[:SIZE],
        unconfirmed=doubtful[:SIZE],
        groups=groups if inside else [],
        more=(f"{here.path}{ALL_INSIDE}", f"All {len(inside):,} towns") if len(inside) > len(shown) else None,
        past=past,
        tiles=upcoming_tiles(snapshot) if here.path == "places/us/" and not found else [],
    )


def inside(page: Page, here: Place, number: int) -> Answer | None:
    """All towns of a state that has too many for its own page."""
    towns = page.snapshot.below.get(here.path, ())
    pages = paged(f"{here.path}{ALL_INSIDE}", len(towns), number, INSIDE)
    if pages is None or len(towns) <= MOST_INSIDE:
        return None
    rows = [(one.path, one.name, "") for one in towns[pages.first - 1 : pages.last]]
    return page.render(
        "listing.html",
        EMPTY
        | {
            "heading": f"All towns in {_place_name(here)}",
            "summary": "Every town with an event, past or upcoming.",
            "trail": [*_trail(here), (here.path, one_line(here.name, 60))],
            "pages": pages,
            "groups": [("Towns", rows)],
        },
    )


def area_map(snapshot: Snapshot, found: Sequence[Event], here: Place | None = None) -> Map | None:
    """A map of where events are: of a place's, or of the region they share or the country of most, else of the world."""
    shown = marks(snapshot, found)
    if here is not None:
        return draw(shown, here.country, here.region)
    regions = {(event.country, event.region) for event in found}
    if len(regions) == 1:
        return draw(shown, *next(iter(regions)))
    # A few events abroad must not shrink the country of all others to a corner of the world.
    country, most = Counter(event.country for event in found).most_common(1)[0] if found else (None, 0)
    return draw(shown, country if most >= _MAJORITY * len(found) else None)


def marks(snapshot: Snapshot, found: Sequence[Event]) -> list[Mark]:
    """What is to be shown on a map: a mark for each town, those with most events first."""
    first: dict[str, tuple[float, float]] = {}
    counts: Counter[str] = Counter()
    for event in found:
        at, paths = snapshot.points.get(event.id), snapshot.paths[event.id]
        if at is None or not paths:
            continue
        path = paths[-1]
        first.setdefault(path, at)
        counts[path] += 1
    shown = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST_DOTS]
    return [
        Mark(first[path], count, path, f"{_area_name(snapshot, path)}: {count} event{'' if count == 1 else 's'}")
        for path, count in shown
    ]


def _reach(asked: queries.Query, found: queries.Found) -> int:
    """The miles around a place that are worth showing: those asked for, else as far as the nearest ten events."""
    if asked.within:
        return asked.within
    nearest = sorted(found.miles[event.id] for event in found.events if event.id in found.miles)[:10]
    return next((radius for radius in queries.RADII if nearest and nearest[-1] <= radius), queries.RADII[-1])


def _country(events: Sequence[Event]) -> str:
    return next((event.country for event in events if event.country), HOME)


def _listing(
    page: Page,
    number: int,
    heading: str,
    summary: str,
    found: Sequence[Event],
    trail: list[tuple[str, str]],
    **more: Any,
) -> Answer | None:
    base = page.path.partition("page/")[0]
    pages = paged(base, len(found), number, SIZE)
    if pages is None:
        return None
    values = EMPTY | {
        "heading": heading,
        "summary": summary,
        "trail": trail,
        "pages": pages,
        "events": found[max(0, pages.first - 1) : pages.last],
        "show_empty": True,
    }
    if number > 1:
        more = {name: more[name] for name in ("feed", "feed_name") if name in more}
    return page.render("listing.html", values | more)


EMPTY: dict[str, Any] = {
    "events": [],
    "show_empty": False,
    "map": None,
    "tiles": [],
    "feed": None,
    "feed_name": "",
    "regular": [],
    "unconfirmed": [],
    "groups": [],
    "more": None,
    "past": (),
}
"""What a list may have and has not."""


def _trail(here: Place) -> list[tuple[str, str]]:
    trail = [("places/", "Places")]
    if here.path.count("/") > 2:
        trail.append((place_path(here.country), country_name(here.country)))
    if here.spellings and here.region:
        trail.append((place_path(here.country, here.region), region_name(here.country, here.region)))
    return trail


def _place_name(here: Place) -> str:
    name = one_line(here.name, 60)
    if not here.spellings:
        return "the United States" if here.path == "places/us/" else name
    return f"{name}, {region_name(here.country, here.region) if here.region else country_name(here.country)}"


def _area_name(snapshot: Snapshot, path: str) -> str:
    place = snapshot.places.get(path)
    return one_line(place.name, 60) if place else path
