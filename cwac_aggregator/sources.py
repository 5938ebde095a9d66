"""The registry: the publishers we look at, as data in YAML files, validated here.

A file holds `sources:`, a list of entries (`SourceEntry`). The shipped ones are `scrapers/registry/<country>/<region>.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from . import gazetteer
from .errors import SourceError
from .model import Place, SourceKind

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]


class Expectations(BaseModel):
    """What a healthy crawl of the source brings; less raises an issue before anything is published."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    min_pages: int = Field(default=1, ge=0)
    min_mentions: int = Field(default=0, ge=0)


class SourceEntry(BaseModel):
    """One publisher.

    `region` is ISO 3166-2 without the country ("CA"), `country` ISO 3166-1 alpha-2, `language` ISO 639-1, `timezone` an
    IANA name, derived from the place where left out. `allow` and `deny` are regular expressions over the whole address;
    without `allow`, everything on the hosts of `start_urls` is allowed. `names` are names of its events that carry no
    keyword ("Mug up with Members"). `agency_id` is the id of the department in the official list of its country: in the US
    its ORI (nine letters and digits). `checked` is the day of the last good look by a person, or "never".
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Slug
    name: str = Field(min_length=2, max_length=200)
    kind: SourceKind
    city: str | None = None
    county: str | None = None
    region: str | None = Field(default=None, pattern=r"^[A-Z0-9]{1,3}$")
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    agency_id: str | None = Field(default=None, pattern=r"^[A-Z0-9][A-Z0-9-]{1,31}$")
    timezone: str | None = None
    language: str = Field(default="en", pattern=r"^[a-z]{2}$")
    start_urls: tuple[str, ...] = Field(min_length=1)
    allow: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    expect: Expectations = Expectations()
    checked: str = Field(default="never", pattern=r"^(never|\d{4}-\d{2}-\d{2})$")

    @field_validator("start_urls")
    @classmethod
    def _addresses(cls, urls: tuple[str, ...]) -> tuple[str, ...]:
        for url in urls:
            parts = urlsplit(url)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise ValueError(f"{url!r} is not an http(s) address")
        return urls

    @field_validator("allow", "deny")
    @classmethod
    def _patterns(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{pattern!r} is not a regular expression: {error}") from error
        return patterns

    @property
    def hosts(self) -> frozenset[str]:
        """The host and port of every start URL, lower case."""
        return frozenset(urlsplit(url).netloc.lower() for url in self.start_urls)

    @property
    def place(self) -> Place:
        """Where the source stands, with its time zone."""
        zone = self.timezone or gazetteer.zone_of(self.city, self.region, self.country)
        return Place(
            name=self.name,
            city=self.city,
            county=self.county,
            region=self.region,
            country=self.country,
            timezone=zone,
            language=self.language,
        )


def shipped_registry() -> Traversable:
    """The folder of the registry that comes with the program."""
    return resources.files("scrapers") / "registry"


def load_registry(where: Traversable | Path | None = None) -> dict[str, SourceEntry]:
    """Read every `.yml` under `where` (default: the shipped registry), by id, sorted by id.

    Raises SourceError naming the file, the entry and the field on the first mistake.
    """
    root: Traversable = where if where is not None else shipped_registry()
    entries: dict[str, SourceEntry] = {}
    for name, text in _files(root, ""):
        for entry in parse_registry(text, name):
            if entry.id in entries:
                raise SourceError(f"{name}: the id {entry.id!r} is used twice", hint="Give each source its own id.")
            entries[entry.id] = entry
    return dict(sorted(entries.items()))


def parse_registry(text: str, name: str) -> list[SourceEntry]:
    """Read the entries of one registry file. `name` is used in messages only. Raises SourceError."""
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise SourceError(
            f"{name}: not valid YAML: {error}", hint="Compare with the other files of the registry."
        ) from error
    rows = data.get("sources") if isinstance(data, Mapping) else None
    if not isinstance(rows, list):
        raise SourceError(
            f"{name}: no list `sources:` at the top", hint="Compare with the other files of the registry."
        )
    return list(_entries(rows, name))


def _entries(rows: Iterable[Any], name: str) -> Iterable[SourceEntry]:
    for number, row in enumerate(rows, 1):
        label = row.get("id", f"entry {number}") if isinstance(row, Mapping) else f"entry {number}"
        try:
            yield SourceEntry.model_validate(row)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "entry"
            raise SourceError(
                f"{name}: {label}: {where}: {first['msg']}", hint="docs/sources.md lists the fields of an entry."
            ) from error


def _files(folder: Traversable, prefix: str) -> Iterable[tuple[str, str]]:
    if folder.is_file():
        yield folder.name, folder.read_text(encoding="utf-8")
        return
    if not folder.is_dir():
        raise SourceError(f"no registry at {folder}", hint="Check the setting `registry`.")
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.is_dir():
            yield from _files(item, f"{prefix}{item.name}/")
        elif item.name.endswith((".yml", ".yaml")):
            yield f"{prefix}{item.name}", item.read_text(encoding="utf-8")
