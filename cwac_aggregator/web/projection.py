"""From degrees to the plane."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

Point = tuple[float, float]
Projection = Callable[[Point], Point | None]
"""(latitude, longitude) to (across, up), None for what lies outside of the map."""


def plain(latitudes: Iterable[float]) -> Projection:
    """Degrees side by side, narrowed as they are in the middle of these latitudes."""
    some = list(latitudes)
    narrow = math.cos(math.radians(sum(some) / len(some)))
    return lambda at: (at[1] * narrow, at[0])


def albers_us(at: Point) -> Point | None:
    """Albers' equal-area conic for the 48 states; Alaska and Hawaii as small maps below them; None for what lies outside."""
    latitude, longitude = at
    if latitude > 50 and longitude < -129:
        x, y = _conic(at, 55, 65, 60, -154)
        return x * 0.32 - 0.335, y * 0.32 - 0.235
    if 15 < latitude < 24 and longitude < -150:
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
