"""The exported files that lie beside the pages, found once and then known by name: no path from outside reaches the disk."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from exports import EXPORTERS

FEEDS = "calendars"
"""The folder of the feeds of places and themes."""
SNAPSHOTS = "snapshots"
"""The folder of the dated snapshots."""
_TITLES = {
    "events.ics": "All published events as one calendar",
    "observances.ics": "National days as a calendar",
    "archive.ics": "All published events and days that ever were, as a calendar",
}
_TYPES = {
    ".ics": "text/calendar; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".geojson": "application/geo+json",
    ".parquet": "application/vnd.apache.parquet",
    ".xml": "application/xml",
}


@dataclass(frozen=True, slots=True)
class Download:
    """A file by its path below the site's root. `bytes` is its size, `file` where it lies; a feed has no title."""

    path: str
    title: str
    bytes: int
    file: Path

    @property
    def size(self) -> str:
        """`12 KB`."""
        if self.bytes < 1000:
            return f"{self.bytes} bytes"
        return f"{self.bytes / 1000:,.0f} KB" if self.bytes < 1_000_000 else f"{self.bytes / 1_000_000:,.1f} MB"

    @property
    def media_type(self) -> str:
        """Its Content-Type."""
        suffix = self.file.suffix
        return _TYPES.get(suffix) or mimetypes.guess_type(self.path)[0] or "application/octet-stream"


def downloads(folder: Path) -> dict[str, Download]:
    """The files of the known formats that lie in an export folder, in order of the formats, then the snapshots and the feeds; by path."""
    found: dict[str, Download] = {}
    for title, file in _files(folder):
        path = file.relative_to(folder).as_posix()
        if file.is_file() and file.resolve().is_relative_to(folder.resolve()):
            found.setdefault(path, Download(path, _TITLES.get(path, title), file.stat().st_size, file))
    return found


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for exporter in EXPORTERS.values():
        for path in exporter.paths:
            yield from ((exporter.title, file) for file in sorted(folder.glob(path)))
    names = {name for exporter in EXPORTERS.values() for name in exporter.paths}
    for day in sorted((folder / SNAPSHOTS).glob("????-??-??")):
        yield from (("", file) for file in sorted(day.iterdir()) if file.name in names)
    yield from (("", file) for file in sorted((folder / FEEDS).rglob("*.ics")))
