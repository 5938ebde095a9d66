"""Pictures drawn here, without a map service: dots where events are over dots where towns are, and a grid of states."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from .. import gazetteer

Point = tuple[float, float]

WIDTH = 720
"""Width of every map in units of its own; it scales to the page."""
_STEPS = (9, 11, 13, 16)
"""Widths of the grid's cells; the finest is taken that is small enough and gives a land rather than a scatter of towns."""
_DENSE = 0.45
"""Share of the cells of a map's frame that have a town where the land can be made out."""
_EDGE = 10
_MOST_TOWNS = 2000
"""Dots of the land at most: a page must stay small."""

TILES: dict[str, tuple[int, int]] = {
    code: (column, row)
    for row, line in enumerate(
        (
            "AK .. .. .. .. .. .. .. .. .. ME",
            ".. .. .. .. .. .. .. .. .. VT NH",
            "WA ID MT ND MN IL WI MI NY RI MA",
            "OR NV WY SD IA IN OH PA NJ CT ..",
            "CA UT CO NE MO KY WV VA MD DE ..",
            ".. AZ NM KS AR TN NC SC DC .. ..",
            ".. .. .. OK LA MS AL GA .. .. ..",
            "HI .. .. TX .. .. .. .. FL .. PR",
        )
    )
    for column, code in enumerate(line.split())
    if code != ".."
}
"""Where each US state stands in the grid: (column, row)."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One dot of a map in its units: where, how large, what it leads to and is called."""

    x: float
    y: float
    radius: float
    path: str
    label: str


@dataclass(frozen=True, slots=True)
class Map:
    """A map: size in its own units, `towns` an SVG path of the land's dots, `grain` their width, `dots` where events are."""

    width: int
    height: int
    towns: str
    grain: float
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be shown at a point: how many events, the page they are on, the name of the place."""

    at: Point
    count: int
    path: str
    label: str


@dataclass(frozen=True, slots=True)
class _Canvas:
    """The land of a map, ready to have dots put on it. `place` gives the units of a point in degrees, None outside."""

    height: int
    land: str
    grain: float
    place: Callable[[Point], Point | None]


def draw(marks: Sequence[Mark], country: str | None, region: str | None = None) -> Map | None:
    """A map of a region, a country or (both None) the world with marks on it. None where there is nothing to show.

    The towns of GeoNames make the shape of the land. Of a place without any, the marks themselves give the frame.
    """
    if not marks:
        return None
    canvas = _canvas(country, region) or _paint([mark.at for mark in marks], _plain([mark.at for mark in marks]), [])
    dots = []
    for mark in sorted(marks, key=lambda mark: (-mark.count, mark.path)):
        at = canvas.place(mark.at)
        if at is not None:
            radius = round(min(18.0, 5 + 2.2 * math.sqrt(mark.count)), 1)
            dots.append(Dot(*at, radius, mark.path, mark.label))
    return Map(WIDTH, canvas.height, canvas.land, canvas.grain, tuple(dots))


@cache
def _canvas(country: str | None, region: str | None) -> _Canvas | None:
    """The land of a region, a country or the world; None where no town is known."""
    towns = [
        (city.latitude, city.longitude)
        for city in gazetteer.cities(country, small=country is not None)
        if region is None or city.region == region
    ]
    if not towns:
        return None
    return _paint(towns, _albers_us if country == "US" and region is None else _plain(towns), towns)


def _paint(frame: Sequence[Point], project: Callable[[Point], Point | None], towns: Sequence[Point]) -> _Canvas:
    """A canvas that holds all points of `frame`, with the `towns` as its land."""
    fit, height = _fit([at for at in map(project, frame) if at is not None] or [(0.0, 0.0)])
    land, step = _land([fit(at) for at in map(project, towns) if at is not None])

    def place(at: Point) -> Point | None:
        seen = project(at)
        if seen is None:
            return None
        x, y = fit(seen)
        return min(max(x, _EDGE), WIDTH - _EDGE), min(max(y, _EDGE), height - _EDGE)

    return _Canvas(height, land, round(step * 0.62, 1), place)


def shade(share: float | None) -> int:
    """The shade of a tile, 0 (nothing known) to 5 (all)."""
    if share is None:
        return 0
    return 1 + min(4, int(share * 4 + 0.9999)) if share > 0 else 1


def _land(points: Sequence[Point]) -> tuple[str, int]:
    """The land as an SVG path of dots on a grid, one for each cell with a town, and the width of a cell.

    A dot is a line of no length with round ends.
    """
    for step in _STEPS:
        cells = {(step * round(y / step), step * round(x / step)) for x, y in points}
        wide, high = ((max(axis) - min(axis)) / step + 1 for axis in zip(*(cells or {(0, 0)}), strict=True))
        if len(cells) <= _MOST_TOWNS and len(cells) >= _DENSE * wide * high:
            break
    return "".join(f"M{x} {y}h0" for y, x in sorted(cells)), step


def _fit(points: Sequence[Point]) -> tuple[Callable[[Point], Point], int]:
    """The way from projected points to units of the map, and the map's height."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    margin = 24
    span = max(right - left, (high - low) * 1.1, 1e-3)
    scale = (WIDTH - 2 * margin) / span
    height = max(260, round((high - low) * scale + 2 * margin))
    across = (WIDTH - (right - left) * scale) / 2
    down = (height - (high - low) * scale) / 2

    def fit(at: Point) -> Point:
        return round(across + (at[0] - left) * scale), round(down + (high - at[1]) * scale)

    return fit, height


def _plain(points: Sequence[Point]) -> Callable[[Point], Point | None]:
    """Degrees side by side, narrowed as they are in the middle of the points."""
    middle = math.cos(math.radians(sum(lat for lat, _ in points) / len(points)))
    return lambda at: (at[1] * middle, at[0])


def _albers_us(at: Point) -> Point | None:
    """Albers' equal-area conic for the 48 states; Alaska and Hawaii as small maps below them; None for what lies outside."""
    latitude, longitude = at
    if latitude > 50 and longitude < -129:
        x, y = _conic(at, 55, 65, 60, -154)
        return x * 0.32 - 0.335, y * 0.32 - 0.235
    if latitude < 24 and longitude < -150:
        x, y = _conic(at, 8, 18, 20.5, -157)
        return x - 0.195, y - 0.255
    if 24 <= latitude <= 50 and -126 <= longitude <= -66:
        return _conic(at, 29.5, 45.5, 38, -96)
    return None


def _conic(at: Point, south: float, north: float, latitude: float, longitude: float) -> Point:
    """Albers' projection (Snyder, Map Projections, section 14) on a sphere of radius 1."""
    sin1, sin2 = math.sin(math.radians(south)), math.sin(math.radians(north))
    n = (sin1 + sin2) / 2
    c = math.cos(math.radians(south)) ** 2 + 2 * n * sin1
    rho, rho0 = (math.sqrt(c - 2 * n * math.sin(math.radians(lat))) / n for lat in (at[0], latitude))
    theta = n * math.radians(at[1] - longitude)
    return rho * math.sin(theta), rho0 - rho * math.cos(theta)
