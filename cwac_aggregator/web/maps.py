"""Maps drawn here, without a map service: dots where events are, over the outlines of states and countries."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from .. import gazetteer
from .near import HOME
from .outlines import Layer, Outlines, outlines
from .projection import Point, Projection, albers_us, plain

WIDTH, HEIGHT = 720, 440
"""The size of every map in units of its own; it scales to the page."""
_MARGIN = 18
_EDGE = 10
_FAR = 2000
"""Units beyond the frame at which a line is cut."""
_LABELS = 6
"""Towns that are named on a map at most."""
_LETTER, _LINE = 11.0, 27
"""Room for a letter and a line of a name."""
_NOT_SHOWN = frozenset({"AQ"})
_MILES_A_DEGREE = 69.0
_WIDER = WIDTH / HEIGHT
"""How much wider than high a map around a place is."""

Place = Callable[[Point], Point | None]
"""Degrees to the map's units."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One dot of a map in its units: where, how large, what it leads to and is called."""

    x: float
    y: float
    radius: float
    path: str
    label: str


@dataclass(frozen=True, slots=True)
class Land:
    """A state or country as an SVG path. `own`: the map is about it; `code` is empty where it is only a neighbour."""

    code: str
    line: str
    own: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A town's name beside its point, for finding one's way."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Map:
    """A map in its own units: the land, names of towns, `dots` where events are, a ring around a visitor's place."""

    land: tuple[Land, ...]
    names: tuple[Name, ...] = ()
    dots: tuple[Dot, ...] = ()
    ring: Dot | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What is to be shown at a point: how many events, the page they are on, the name of the place."""

    at: Point
    count: int
    path: str
    label: str


def draw(marks: Sequence[Mark], country: str | None, region: str | None = None) -> Map | None:
    """A map of a region, a country or (both None) the world with marks on it. None where there is nothing to show."""
    if not marks:
        return None
    empty, place = _canvas(country, region) or _frame([mark.at for mark in marks], None, frozenset())
    return replace(empty, dots=_dots(marks, place))


def draw_around(marks: Sequence[Mark], here: Point, miles: float, name: str, country: str = HOME) -> Map:
    """A map of what lies within so many miles of a place, with a ring at that distance."""
    up = miles * 1.06 / _MILES_A_DEGREE
    across = up * _WIDER / max(0.05, math.cos(math.radians(here[0])))
    corners = [(here[0] + up, here[1] - across), (here[0] - up, here[1] + across)]
    empty, place = _frame(corners, None, frozenset())
    middle, edge = place(here), place((here[0] + miles / _MILES_A_DEGREE, here[1]))
    assert middle is not None and edge is not None
    ring = Dot(*middle, abs(middle[1] - edge[1]), "", name)
    names = _names(_largest(country), place)
    inside = [mark for mark in marks if _is_inside(place(mark.at))]
    return replace(empty, names=names, ring=ring, dots=_dots(inside, place))


def _dots(marks: Iterable[Mark], place: Place) -> tuple[Dot, ...]:
    dots = []
    for mark in sorted(marks, key=lambda mark: (-mark.count, mark.path)):
        at = place(mark.at)
        if at is not None:
            x, y = min(max(at[0], _EDGE), WIDTH - _EDGE), min(max(at[1], _EDGE), HEIGHT - _EDGE)
            dots.append(Dot(x, y, round(min(20.0, 5.5 + 2.2 * math.sqrt(mark.count)), 1), mark.path, mark.label))
    return tuple(dots)


@cache
def _canvas(country: str | None, region: str | None) -> tuple[Map, Place] | None:
    """The land of a region, a country or the world; None where neither its outline nor a town of it is known."""
    if country is None:
        world = outlines("countries")
        points = [point for code in world.shapes if code not in _NOT_SHOWN for point in world.points(code)]
        return _frame(points, None, frozenset())
    if country == HOME:
        states = outlines("states")
        if region is None:
            inside = [code for code in states.shapes if any(map(albers_us, states.points(code)))]
            points = [point for code in inside for point in states.points(code)]
            return _frame(points, albers_us, frozenset(inside))
        points = states.points(region)
        own = frozenset({region})
    else:
        cities = [city for city in gazetteer.cities(country, small=region is not None) if region in (None, city.region)]
        points = [(city.latitude, city.longitude) for city in cities] or outlines("countries").points(country)
        own = frozenset({country})
    if not points:
        return None
    empty, place = _frame(points, None, own)
    towns = (city for city in _largest(country) if region in (None, city.region))
    return replace(empty, names=_names(towns, place)), place


def _frame(points: Sequence[Point], project: Projection | None, own: frozenset[str]) -> tuple[Map, Place]:
    """A map that holds all these points, and the way from degrees to its units."""
    used = project or plain([latitude for latitude, _ in points])
    fit = _fit([at for at in map(used, points) if at is not None] or [(0.0, 0.0)])

    def place(at: Point) -> Point | None:
        seen = used(at)
        return None if seen is None else fit(seen)

    land: list[Land] = []
    if project is None:
        land += _land("countries", place, own, without=HOME)
    land += _land("states", place, own)
    return Map(tuple(land)), place


def _land(layer: Layer, place: Place, own: frozenset[str], without: str = "") -> Iterator[Land]:
    known = outlines(layer)
    arcs: dict[int, list[tuple[int, int]] | None] = {}
    for code, rings in sorted(known.shapes.items()):
        if code == without or code in _NOT_SHOWN or not _meets(known.boxes[code], place):
            continue
        lines = [line for ring in rings if (line := _ring(known, ring, place, arcs))]
        if lines:
            yield Land(code if layer == "states" else "", "".join(lines), code in own)


def _ring(known: Outlines, ring: Sequence[int], place: Place, arcs: dict[int, list[tuple[int, int]] | None]) -> str:
    """A ring as a part of an SVG path; empty where it lies outside of the frame or is too small to be seen."""
    points: list[tuple[int, int]] = []
    for number in ring:
        index = max(number, ~number)
        if index not in arcs:
            arcs[index] = _thin(known.arcs[index], place)
        arc = arcs[index]
        if arc is None:
            return ""
        points += arc if number >= 0 else arc[::-1]
    columns, rows = [x for x, _ in points], [y for _, y in points]
    if max(columns) < 0 or min(columns) > WIDTH or max(rows) < 0 or min(rows) > HEIGHT:
        return ""
    if max(columns) - min(columns) < 3 and max(rows) - min(rows) < 3:
        return ""
    (x, y), *rest = points
    parts = [f"M{x} {y}l"]
    for column, row in rest:
        if (column, row) != (x, y):
            parts.append(f"{' ' if column >= x else ''}{column - x}{' ' if row >= y else ''}{row - y}")
            x, y = column, row
    return "".join(parts) + "z" if len(parts) > 3 else ""


def _thin(arc: Sequence[Point], place: Place) -> list[tuple[int, int]] | None:
    """An arc in whole units without points that lie close together; shapes on both of its sides get the same."""
    kept: list[tuple[int, int]] = []
    for point in arc:
        at = place(point)
        if at is None:
            return None
        x, y = (round(min(max(value, -_FAR), _FAR)) for value in at)
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) > 1:
            kept.append((x, y))
    if at is not None and kept[-1] != (x, y):
        kept.append((x, y))
    return kept


@cache
def _largest(country: str) -> tuple[gazetteer.City, ...]:
    """The towns of a country that are worth a name on a map, the largest first."""
    return tuple(sorted(gazetteer.cities(country), key=lambda town: (-town.population, town.name, town.region)))


def _names(towns: Iterable[gazetteer.City], place: Place) -> tuple[Name, ...]:
    """The first of these towns whose names have room."""
    taken: list[tuple[float, float, float]] = []
    names: list[Name] = []
    for town in towns:
        at = place((town.latitude, town.longitude))
        wide = _LETTER * len(town.name) + 16
        if not _is_inside(at) or at is None or at[0] + wide > WIDTH:
            continue
        x, y = at
        if any(abs(y - top) < _LINE and x < right + 8 and x + wide > left - 8 for left, top, right in taken):
            continue
        taken.append((x, y, x + wide))
        names.append(Name(round(x), round(y), town.name))
        if len(names) == _LABELS:
            break
    return tuple(names)


def _meets(box: tuple[Point, Point], place: Place) -> bool:
    """Whether any of a shape may lie in the frame, by the corners of its box."""
    low, high = place(box[0]), place(box[1])
    if low is None or high is None:  # no plain projection: corners say nothing
        return True
    return low[0] <= WIDTH and high[0] >= 0 and high[1] <= HEIGHT and low[1] >= 0


def _is_inside(at: Point | None) -> bool:
    return at is not None and 0 <= at[0] <= WIDTH and 0 <= at[1] <= HEIGHT


def _fit(points: Sequence[Point]) -> Callable[[Point], Point]:
    """The way from projected points to units of the map."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    scale = min(
        (WIDTH - 2 * _MARGIN) / max(right - left, 1e-3),
        (HEIGHT - 2 * _MARGIN) / max(high - low, 1e-3),
    )
    across = (WIDTH - (right - left) * scale) / 2
    down = (HEIGHT - (high - low) * scale) / 2

    def fit(at: Point) -> Point:
        return round(across + (at[0] - left) * scale, 1), round(down + (high - at[1]) * scale, 1)

    return fit
