"""What the script of a copy without a server searches in: the upcoming events, and where towns and ZIP codes are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from .. import gazetteer
from ..model import Event, day_of
from ..names import country_name, region_name, slug
from . import near, query, wording
from .snapshot import Snapshot


def search_files(snapshot: Snapshot) -> Iterator[str]:
    """The paths of all files for searching."""
    yield "data/upcoming.json"
    yield from (f"data/upcoming/{key}.json" for key in sorted(_areas(snapshot)))
    yield from (f"data/towns/{letter}.json" for letter in sorted(_towns(snapshot.countries)))
    yield from (f"data/zips/{start}.json" for start in sorted(_zips()))


def search_file(snapshot: Snapshot, path: str) -> Any:
    """What stands in a file, ready for JSON; None where there is none."""
    if path == "data/upcoming.json":
        return {
            "as_of": snapshot.as_of.isoformat(),
            "areas": [_area(snapshot, key, some) for key, some in sorted(_areas(snapshot).items())],
        }
    folder, _, name = path.removeprefix("data/").partition("/")
    name = name.removesuffix(".json")
    if path != f"data/{folder}/{name}.json":
        return None
    if folder == "upcoming":
        found = _areas(snapshot).get(name)
        return None if found is None else [_row(snapshot, event) for event in found]
    if folder == "zips":
        return _zips().get(name)
    return _towns(snapshot.countries).get(name) if folder == "towns" else None


def _areas(snapshot: Snapshot) -> dict[str, Sequence[Event]]:
    """The upcoming events by state, or by country where they name none; `none` for those of no known country.

    One file for each: who looks for something near does not fetch the whole nation.
    """
    areas: dict[str, Sequence[Event]] = {
        query.area_key(path): some
        for path, some in snapshot.coming.items()
        if path.startswith("places/") and path.count("/") == 3
    }
    if elsewhere := [event for event in snapshot.upcoming if not snapshot.paths[event.id]]:
        areas["none"] = elsewhere
    return areas


def _area(snapshot: Snapshot, key: str, some: Sequence[Event]) -> dict[str, Any]:
    """What the script must know of an area to leave its file alone: how many events have a known place, and the box of them."""
    points = [snapshot.points[event.id] for event in some if event.id in snapshot.points]
    box = None
    if points:
        latitudes, longitudes = zip(*points, strict=True)
        box = [round(edge(axis), 2) for axis in (latitudes, longitudes) for edge in (min, max)]
    return {"key": key, "placed": len(points), "box": box}


def _row(snapshot: Snapshot, event: Event) -> dict[str, Any]:
    """One event as the script needs it."""
    assert event.start is not None  # an upcoming event has a day
    day, paths = day_of(event.start), snapshot.paths[event.id]
    at = snapshot.points.get(event.id)
    return {
        "id": event.id,
        "title": wording.one_line(event.title, 160) or "Untitled",
        "date": day.isoformat(),
        "weekday": f"{day:%a}",
        "day": str(day.day),
        "month": f"{day:%b}",
        "hours": wording.hours(event),
        "venue": wording.one_line(event.venue or "", 90),
        "town": wording.town(event),
        "areas": [query.area_key(path) for path in paths[:2]],
        "path": paths[-1] if paths else "",
        "theme": slug(event.theme) if event.theme else "",
        "at": [round(at[0], 3), round(at[1], 3)] if at else None,
        "off": event.status in ("cancelled", "postponed"),
        "badges": list(_badges(event)),
        "words": snapshot.words[event.id],
    }


def _badges(event: Event) -> Iterator[tuple[str, str]]:
    if event.status in ("cancelled", "postponed"):
        yield "off", wording.STATUS[event.status]
    elif wording.date_in_doubt(event):
        yield "doubt", "Check the date"


@cache
def _zips() -> dict[str, dict[str, tuple[float, float]]]:
    table: dict[str, dict[str, tuple[float, float]]] = {}
    for code, at in near.zip_table().items():
        table.setdefault(code[:2], {})[code] = at
    return table


@cache
def _towns(countries: frozenset[str]) -> dict[str, dict[str, list[tuple[str, list[str], float, float]]]]:
    """By the first letter of the folded name and that name: (name, names of its area, degrees), the largest first."""
    found = [city for country in countries for city in gazetteer.cities(country, small=True)]
    found.sort(key=lambda city: (-city.population, city.name, city.region, city.latitude, city.longitude))
    table: dict[str, dict[str, list[tuple[str, list[str], float, float]]]] = {}
    for city in found:
        key = gazetteer.fold(city.name)
        letter = key[0] if key and "a" <= key[0] <= "z" else "other"
        area = [city.region, region_name(city.country, city.region)] if city.region else []
        names = list(dict.fromkeys([*area, city.country, country_name(city.country)]))
        row = (city.name, names, round(city.latitude, 2), round(city.longitude, 2))
        table.setdefault(letter, {}).setdefault(key, []).append(row)
    return {letter: dict(sorted(rows.items())) for letter, rows in table.items()}
