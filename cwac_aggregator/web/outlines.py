"""The outlines of US states and of countries, from TopoJSON files that docs/make_shapes.py made."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate
from typing import Literal

Layer = Literal["states", "countries"]
Degrees = tuple[float, float]
"""Latitude and longitude."""


@dataclass(frozen=True, slots=True)
class Outlines:
    """The arcs of a layer in degrees, and its shapes by code: each a list of rings, a ring a list of arcs.

    `boxes` has the south-western and the north-eastern corner of each. An arc's number below zero means the arc `~number` backwards (TopoJSON). What two shapes share is one arc.
    """

    arcs: tuple[tuple[Degrees, ...], ...]
    shapes: dict[str, tuple[tuple[int, ...], ...]]
    boxes: dict[str, tuple[Degrees, Degrees]]

    def points(self, code: str) -> list[Degrees]:
        """All points of a shape, none for an unknown one."""
        rings = self.shapes.get(code, ())
        return [point for ring in rings for number in ring for point in self.arcs[max(number, ~number)]]


@cache
def outlines(layer: Layer) -> Outlines:
    """The outlines of the US states (by their postal codes) or of the countries (ISO 3166-1)."""
    file = resources.files("cwac_aggregator.web") / "shapes" / f"{layer}.json"
    topology = json.loads(file.read_text("utf-8"))
    (across, up), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        columns, rows = (accumulate(axis) for axis in zip(*deltas, strict=True))
        degrees = ((south + up * y, west + across * x) for x, y in zip(columns, rows, strict=True))
        arcs.append(tuple(_degrees(*at, layer) for at in degrees))
    shapes: dict[str, tuple[tuple[int, ...], ...]] = {}
    for shape in topology["objects"][layer]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = tuple(tuple(ring) for polygon in polygons for ring in polygon)
        shapes[shape["id"]] = shapes.get(shape["id"], ()) + rings
    made = Outlines(tuple(arcs), shapes, {})
    for code in shapes:
        latitudes, longitudes = zip(*made.points(code), strict=True)
        made.boxes[code] = (min(latitudes), min(longitudes)), (max(latitudes), max(longitudes))
    return made


def _degrees(latitude: float, longitude: float, layer: Layer) -> Degrees:
    # Alaska's last islands lie beyond the line where the day begins: beside the others, not at the other end of the map.
    return latitude, longitude - 360 if layer == "states" and latitude > 50 and longitude > 0 else longitude
