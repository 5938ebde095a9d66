"""Labelled cases from a folder: a page, what is known about it, and the mentions a careful person reads on it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from .. import gazetteer
from ..errors import ConfigError
from ..model import Document, Mention, Place, when_text, when_value

Split = Literal["dev", "check", "all"]

FIELDS: tuple[str, ...] = (
    "title",
    "kind",
    "theme",
    "status",
    "previous_start",
    "start",
    "end",
    "organizer",
    "venue",
    "street",
    "city",
    "region",
    "postcode",
    "country",
    "series",
    "flags",
    "alternatives",
)
"""The keys of an expected mention, in the order in which they are written."""

_WHENS = ("previous_start", "start", "end")


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled page. `expected` holds the corpus' fields only; the others stand at their defaults."""

    name: str
    document: Document
    place: Place
    language: str
    form: str
    layout: str
    expected: tuple[Mention, ...]


def split_of(path: Path) -> Split:
    """Which half a case belongs to, as its `page.json` says: `check` until somebody who works on the reader has read its
    misses (and where nothing is said), then `dev` for good. Raises ConfigError where it says something else."""
    split = _read_json(path / "page.json").get("split", "check")
    if split not in ("dev", "check"):
        raise ConfigError(f"{path / 'page.json'}: split is {split!r}", hint='It is "dev" or "check".')
    return split  # type: ignore[no-any-return]


def case_folders(folder: Path) -> list[Path]:
    """Every folder under `folder` that holds a `page.json`, sorted by name. Raises ConfigError if there is none."""
    found = sorted(path.parent for path in folder.glob("*/page.json"))
    if not found:
        raise ConfigError(
            f"no cases in {folder}", hint="A case is a folder with page.html, page.json and expected.json."
        )
    return found


def load_cases(folder: Path, split: Split = "all") -> list[Case]:
    """The cases of a folder, sorted by name. Raises ConfigError naming the file that cannot be read."""
    return [load_case(path) for path in case_folders(folder) if split == "all" or split == split_of(path)]


def load_case(path: Path) -> Case:
    """One case. Raises ConfigError naming the file and what is wrong with it."""
    page = _read_json(path / "page.json")
    answer = _read_json(path / "expected.json")
    try:
        source = page["source"]
        return Case(
            name=path.name,
            document=document_of(path, page),
            place=place_of(source, page["language"]),
            language=page["language"],
            form=page["form"],
            layout=page["layout"],
            expected=tuple(mention_of(row) for row in answer["mentions"]),
        )
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise ConfigError(f"{path}: {error!r}", hint="tests/corpus/README.md says what a case holds.") from error


def document_of(path: Path, page: Mapping[str, Any]) -> Document:
    """The page of a case as the reader gets it."""
    fetched = page["fetched"]
    return Document(
        url=page["url"],
        body=(path / "page.html").read_bytes(),
        fetched=date.fromisoformat(fetched) if fetched else None,
        content_type=page.get("content_type"),
    )


def place_of(source: Mapping[str, str | None], language: str | None) -> Place:
    """Where the publisher stands, with the zone that follows from it."""
    city, region, country = source.get("city"), source.get("region"), source.get("country")
    return Place(
        name=source.get("name"),
        city=city,
        region=region,
        country=country,
        timezone=gazetteer.zone_of(city, region, country),
        language=language,
    )


def mention_of(row: Mapping[str, Any]) -> Mention:
    """A mention from its expected values. Raises KeyError on a missing key, ValueError on one that does not belong."""
    extra = row.keys() - set(FIELDS)
    if extra:
        raise ValueError(f"unknown keys {sorted(extra)}")
    values = {name: row[name] for name in FIELDS}
    for name in _WHENS:
        values[name] = when_value(values[name])
    values["flags"] = tuple(values["flags"])
    values["alternatives"] = tuple(when_value(text) for text in values["alternatives"])
    return Mention(**values)


def row_of(mention: Mention) -> dict[str, Any]:
    """The expected values of a mention: what `mention_of` reads back."""
    row: dict[str, Any] = {name: getattr(mention, name) for name in FIELDS}
    for name in _WHENS:
        row[name] = when_text(row[name])
    row["flags"] = list(row["flags"])
    row["alternatives"] = [when_text(value) for value in row["alternatives"]]
    return row


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: {error}", hint="tests/corpus/README.md says what a case holds.") from error
