"""The manifest of `cwac extract --manifest`: one JSON object a line, each naming a saved page and what is known about it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TextIO

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from .. import gazetteer
from ..errors import PageError
from ..model import Place


def _day(value: Any) -> Any:
    """Only `YYYY-MM-DD`: pydantic alone would take a number for seconds since 1970."""
    if value is None or (isinstance(value, str) and len(value) == 10):
        return value
    raise ValueError("not of the form YYYY-MM-DD")


class ManifestSource(BaseModel):
    """Who published the page. Any value may be null; further keys are left alone."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    name: str | None = None
    city: str | None = None
    county: str | None = None
    region: str | None = None
    country: str | None = None
    timezone: str | None = None
    language: str | None = None

    @property
    def place(self) -> Place:
        """The place, with its time zone where it can be known."""
        zone = self.timezone or gazetteer.zone_of(self.city, self.region, self.country)
        return Place(**{**self.model_dump(), "timezone": zone})


class ManifestLine(BaseModel):
    """One saved page. `file` is relative to the manifest; further keys are left alone."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    file: str
    url: str | None = None
    fetched: Annotated[date | None, BeforeValidator(_day)] = None
    source: ManifestSource | None = None

    @property
    def place(self) -> Place:
        """Where its publisher stands."""
        return self.source.place if self.source else Place()


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that names no page, with what it names all the same."""

    message: str
    file: str | None = None
    url: str | None = None


def read_manifest(lines: TextIO, name: str) -> Iterator[ManifestLine | BadLine]:
    """The lines in order; empty ones are passed over. `name` is for messages."""
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        where = f"{name}: line {number}"
        try:
            row = json.loads(text)
        except (ValueError, RecursionError) as error:
            yield BadLine(f"{where}: not JSON: {error}")
            continue
        if not isinstance(row, dict):
            yield BadLine(f"{where}: not a JSON object")
            continue
        try:
            yield ManifestLine.model_validate(row)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"])
            file, url = (row.get(key) if isinstance(row.get(key), str) else None for key in ("file", "url"))
            yield BadLine(f"{where}: {field}: {first['msg']}", file, url)


def read_body(path: Path, most: int) -> bytes:
    """The bytes of a saved page. Raises PageError where it cannot be read, or is larger than `most` bytes."""
    try:
        with path.open("rb") as file:
            body = file.read(most + 1)
    except (OSError, ValueError) as error:
        raise PageError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    if len(body) > most:
        raise PageError(f"{path}: larger than {most:,} bytes (setting max_body_bytes)")
    return body
