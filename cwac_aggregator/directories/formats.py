"""The directories' own columns and words, put into rows."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal, cast, get_args

from ..errors import SourceError
from ..model import SourceKind
from .rows import Row

Format = Literal["dotgov", "agencies", "csv"]
FORMATS: tuple[Format, ...] = get_args(Format)

Cells = Mapping[str, str]
_Reader = Callable[[Cells, int], Row]

_SHERIFF = re.compile(r"\bsheriff|\bconstable", re.IGNORECASE)
_CAMPUS = re.compile(r"\b(?:university|college|campus|school|isd|academy)\b", re.IGNORECASE)
_POLICE = re.compile(
    r"\b(?:police|marshal|public safety|law enforcement)|\bpd\b|(?<=[a-z])(?:pd|police)(?=\.gov$)", re.I
)
_COUNTIES = re.compile(r"['\"]([^'\"]+)['\"]")
_STATE_TAIL = re.compile(r"\s+-\s+[A-Z]{2}$")
_PUBLISHERS = frozenset(("city", "county", "tribal"))
"""The types of .gov domains that stand for a place with residents."""


def read_rows(path: Path, format: Format, *, country: str | None = None) -> list[Row]:
    """The rows of a directory's file. `country` (ISO 3166-1) holds for rows of a csv that name none.

    Raises SourceError for a file that cannot be read or has other columns than the format.
    """
    needed, read = _READERS[format]
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.reader(file)
            header = [_column(name) for name in next(table, [])]
            if missing := [name for name in needed if name not in header]:
                raise SourceError(
                    f"{path}: no column {missing[0]!r}, so it is no {format} file",
                    hint=f"A {format} file has at least the columns {', '.join(needed)}.",
                )
            rows = [_row(header, cells, number, read) for number, cells in enumerate(table, 2) if any(cells)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceError(f"{path}: {error}", hint="Give a CSV file in UTF-8.") from error
    if country is None:
        return rows
    from dataclasses import replace

    return [row if row.country else replace(row, country=country) for row in rows]


def _row(header: Sequence[str], cells: Sequence[str], number: int, read: _Reader) -> Row:
    if len(cells) != len(header):
        broken = f"{len(cells)} cells under {len(header)} columns"
        return Row(key=str(number), number=number, name="", url="", kind="police", unwanted=f"broken row: {broken}")
    return read({name: " ".join(cell.split()) for name, cell in zip(header, cells, strict=True)}, number)


def _column(name: str) -> str:
    return name.strip().casefold().replace(" ", "_")


def _agency(cells: Cells, number: int) -> Row:
    name = cells.get("submitted_name") or _STATE_TAIL.sub("", cells["name"])
    counties = _COUNTIES.findall(cells.get("county_name", ""))
    closed = cells.get("defunct_year", "")
    return Row(
        key=cells.get("airtable_uid") or str(number),
        number=number,
        name=name,
        url=cells["homepage_url"],
        kind=_kind(name, campus=cells.get("jurisdiction_type") == "school"),
        city=cells.get("municipality") or None,
        county=counties[0] if len(counties) == 1 else None,
        region=cells["state_iso"].upper() or None,
        country="US",
        latitude=_degrees(cells.get("lat", "")),
        longitude=_degrees(cells.get("lng", "")),
        unwanted=f"closed: since {closed}" if closed else "",
    )


def _domain(cells: Cells, number: int) -> Row:
    domain, type_ = cells["domain_name"].lower(), cells["domain_type"]
    organization = cells["organization_name"]
    name = cells.get("suborganization_name") or organization
    wanted = type_.casefold() in _PUBLISHERS
    words = f"{name} {domain}"
    return Row(
        key=domain,
        number=number,
        name=name or domain,
        url=f"https://{domain}/" if domain else "",
        kind="sheriff" if _SHERIFF.search(words) else "police" if _POLICE.search(words) else "city",
        city=cells.get("city") or None,
        region=cells["state"].upper() or None,
        country="US",
        unwanted="" if wanted else f"no town or county: {type_ or 'no type'}",
    )


def _own(cells: Cells, number: int) -> Row:
    kind = cells.get("kind", "")
    if kind and kind not in get_args(SourceKind):
        raise SourceError(
            f"line {number}: {kind!r} is no kind of source", hint=f"One of {', '.join(get_args(SourceKind))}."
        )
    name = cells["name"]
    return Row(
        key=cells.get("id") or str(number),
        number=number,
        name=name,
        url=cells["url"],
        kind=cast(SourceKind, kind) if kind else _kind(name),
        city=cells.get("city") or None,
        county=cells.get("county") or None,
        region=cells.get("region", "").upper() or None,
        country=cells.get("country", "").upper() or None,
        timezone=cells.get("timezone") or None,
        language=cells.get("language") or "en",
        latitude=_degrees(cells.get("latitude", "")),
        longitude=_degrees(cells.get("longitude", "")),
    )


_READERS: dict[Format, tuple[tuple[str, ...], _Reader]] = {
    "dotgov": (("domain_name", "domain_type", "organization_name", "state"), _domain),
    "agencies": (("name", "homepage_url", "state_iso"), _agency),
    "csv": (("name", "url"), _own),
}


def _kind(name: str, *, campus: bool = False) -> SourceKind:
    if campus or _CAMPUS.search(name):
        return "campus"
    return "sheriff" if _SHERIFF.search(name) else "police"


def _degrees(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
