"""The grid of US states, one tile each."""

from __future__ import annotations

from dataclasses import dataclass

from ...names import region_name
from ..links import place_path
from ..snapshot import Snapshot
from ..tilegrid import TILES, shade


@dataclass(frozen=True, slots=True)
class Tile:
    """One state: where it stands, its shade (0 to 5), a figure, its page (None where it has none), what it says."""

    code: str
    column: int
    row: int
    shade: int
    text: str
    path: str | None
    label: str


def upcoming_tiles(snapshot: Snapshot) -> list[Tile]:
    """How many upcoming events each state has. Empty where no state has any."""
    counts = {code: snapshot.regions.get(place_path("US", code), 0) for code in TILES}
    most = max(counts.values())
    if not most:
        return []
    return [
        tile(snapshot, code, shade(count / most) if count else 0, str(count or ""), f"{count or 'no'} upcoming events")
        for code, count in counts.items()
    ]


def tile(snapshot: Snapshot, code: str, level: int, text: str, words: str) -> Tile:
    """One tile; `words` follow the state's name."""
    column, row = TILES[code]
    path = place_path("US", code)
    label = f"{region_name('US', code)}: {words}"
    return Tile(code, column, row, level, text, path if path in snapshot.places else None, label)
