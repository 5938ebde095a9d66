"""The files of the town: every page is a body file and a small YAML sidecar beside it.

Pure reading of files; how an answer is made from them stands in `render.py`, sending it in `server.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import yaml

HERE = Path(__file__).parent
SITE_FILE = "site.yml"
HTML = "text/html; charset=utf-8"

_KNOWN = {
    "url", "title", "status", "content_type", "last_modified", "location", "headers",
    "layout", "body", "newlines", "computed", "item",
}  # fmt: skip


class DemoError(ValueError):
    """A file of the demo town is wrong; the message names the file and what to change."""


@dataclass(frozen=True, slots=True)
class Item:
    """What listings and feeds of the same site say of a page: the list it stands in and its fields."""

    list: str
    fields: Mapping[str, Any]

    @property
    def order(self) -> datetime:
        """The moment a listing sorts by: `start` of an event, else `published`."""
        value = self.fields.get("start", self.fields.get("published"))
        if isinstance(value, datetime):
            return value
        return datetime(value.year, value.month, value.day) if isinstance(value, date) else datetime.min


@dataclass(frozen=True, slots=True)
class Page:
    """One address of a site and the answer it gives."""

    path: re.Pattern[str]
    query: Mapping[str, str]
    url: str
    title: str
    status: int
    content_type: str
    last_modified: datetime | None
    location: str | None
    headers: Mapping[str, str]
    layout: str
    body: Path | None
    newlines: str
    computed: str | None
    item: Item | None

    def matches(self, path: str, query: Mapping[str, str]) -> bool:
        """True if the request has this path and at least this page's parameters.

        Further parameters are ignored, as real platforms do with view state and tracking marks.
        """
        return self.path.fullmatch(path) is not None and all(query.get(k) == v for k, v in self.query.items())


@dataclass(frozen=True, slots=True)
class Site:
    """One replica site: its pages, layouts and how it behaves on the wire."""

    id: str
    name: str
    validators: bool
    ignore_case: bool
    headers: Mapping[str, str]
    pages: tuple[Page, ...]
    layouts: Mapping[str, str] = field(default_factory=dict)

    def find(self, target: str) -> Page | None:
        """The page for a request target (path and query), the one with most parameters first; None is a 404."""
        parts = urlsplit(target)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        if self.ignore_case:
            query = {key.lower(): value for key, value in query.items()}
        hits = [page for page in self.pages if page.matches(parts.path, query)]
        return max(hits, key=lambda page: len(page.query), default=None)

    def items(self, name: str) -> Iterator[Page]:
        """The pages that stand in a list of the site, earliest first."""
        listed = [page for page in self.pages if page.item is not None and page.item.list == name]
        yield from sorted(listed, key=lambda page: (page.item.order, page.url) if page.item else (datetime.min, ""))


def load_sites(day: int = 1, root: Path = HERE) -> dict[str, Site]:
    """Every site of the town by id, as it stands on the given day.

    From day 2 on, a file in `day2/<site>/` takes the place of the file of that name in `sites/<site>/`.
    """
    return {
        folder.name: _load_site(folder, [root / "day2" / folder.name] if day >= 2 else [])
        for folder in sorted((root / "sites").iterdir())
        if folder.is_dir()
    }


def _load_site(folder: Path, overlays: list[Path]) -> Site:
    files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    for overlay in overlays:
        files |= {file.relative_to(overlay).as_posix(): file for file in overlay.rglob("*") if file.is_file()}
    settings = _read_yaml(files[SITE_FILE])
    ignore_case = bool(settings.get("ignore_case", False))
    sidecars = sorted(name for name in files if name.endswith(".yml") and name != SITE_FILE)
    return Site(
        id=folder.name,
        name=str(settings["name"]),
        validators=bool(settings["validators"]),
        ignore_case=ignore_case,
        headers=settings.get("headers") or {},
        pages=tuple(_load_page(name, files, ignore_case) for name in sidecars),
        layouts={name: file.read_text("utf-8") for name, file in files.items() if name.startswith("layout")},
    )


def _load_page(name: str, files: Mapping[str, Path], ignore_case: bool) -> Page:
    sidecar = files[name]
    data = _read_yaml(sidecar)
    if unknown := data.keys() - _KNOWN:
        raise DemoError(f"{sidecar}: unknown key {sorted(unknown)}; known are {sorted(_KNOWN)}")
    url = str(data["url"])
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    location = data.get("location")
    content_type = str(data.get("content_type", HTML))
    item = data.get("item")
    return Page(
        path=_path_pattern(parts.path, ignore_case),
        query={key.lower(): value for key, value in query.items()} if ignore_case else query,
        url=url,
        title=str(data.get("title", "")),
        status=int(data.get("status", 301 if location else 200)),
        content_type=content_type,
        last_modified=data.get("last_modified"),
        location=location,
        headers=data.get("headers") or {},
        layout=str(data.get("layout", "layout.html" if content_type == HTML else "none")),
        body=None if location else _body_file(name, data.get("body"), files),
        newlines=str(data.get("newlines", "lf")),
        computed=data.get("computed"),
        item=Item(str(item.pop("list")), item) if item else None,
    )


def _body_file(sidecar: str, named: str | None, files: Mapping[str, Path]) -> Path:
    """The body beside a sidecar: the file `body` names, else the one with the same stem."""
    if named is not None:
        return files[named]
    stem = sidecar.removesuffix(".yml")
    hits = [name for name in files if name.rpartition(".")[0] == stem and name != sidecar]
    if len(hits) != 1:
        raise DemoError(f"{files[sidecar]}: needs one body file named {stem}.*, found {sorted(hits)}")
    return files[hits[0]]


def _path_pattern(path: str, ignore_case: bool) -> re.Pattern[str]:
    """A path as a pattern; `{year}` and `{month}` stand for numbers."""
    text = re.escape(path).replace(r"\{year\}", r"(?P<year>\d{4})").replace(r"\{month\}", r"(?P<month>\d{1,2})")
    return re.compile(text, re.IGNORECASE if ignore_case else 0)


def _read_yaml(file: Path) -> dict[str, Any]:
    data = yaml.safe_load(file.read_text("utf-8"))
    if not isinstance(data, dict):
        raise DemoError(f"{file}: must be a mapping of keys to values")
    return data
