"""One row of a directory, as every format hands it over."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One publisher as a directory lists it.

    `key` is the directory's own id of the row, else its number; `number` the line of the file, for messages. `url` is what
    stands there, whatever it is. Degrees are WGS 84. `unwanted` says why the row is no source of ours, "" where it may be.
    """

    key: str
    number: int
    name: str
    url: str
    kind: SourceKind
    city: str | None = None
    county: str | None = None
    region: str | None = None
    country: str | None = None
    timezone: str | None = None
    language: str = "en"
    latitude: float | None = None
    longitude: float | None = None
    unwanted: str = ""
