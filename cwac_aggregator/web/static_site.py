"""The site as files for any static host, with the exports beside the pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

import exports

from .. import pipeline
from ..config import Settings
from ..database import Database
from . import links
from .files import downloads
from .folder import Folder, written
from .lookup import search_files
from .site import Site

_BATCH = 500


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """What `write_site` did: pages of events, files in all, and how many of them changed, stayed or were taken away."""

    events: int
    files: int
    changed: int
    unchanged: int
    removed: int


def write_site(
    database: Database, folder: Path | str, settings: Settings, *, as_of: date | None = None, with_exports: bool = True
) -> SiteSummary:
    """Write the whole site into `folder`, and the exports before it unless they stand there already.

    The same database gives the same bytes; a file whose bytes did not change is not touched; files of an older copy that
    are no longer part of it are taken away, others are left alone. Checks nothing: `cwac export` does. Raises ExportError
    where a file cannot be written; then the copy that stood there before still stands.
    """
    folder = Path(folder)
    if with_exports:
        exports.export(database.events.stream_for_export(), folder, pipeline.edition(database, settings, as_of))
    site = Site(database, settings, static=True, downloads=downloads(folder), as_of=as_of)
    count = 0
    with written(folder) as out:
        for path in site.paths():
            for at, answer in site.parts(path):
                out.put(_file_of(at), answer.body)
        for path in search_files(site.snapshot):
            out.put(path, site.answer(path, {}).body)
        out.put("downloads/events.schema.json", site.answer("downloads/events.schema.json", {}).body)
        for path, body in _events(database, site):
            count += 1
            out.put(_file_of(path), body)
        for merged in database.public.redirects():
            out.put(_file_of(links.event_path(merged)), site.event(merged).body)
        _about_the_host(out, site, settings)
        changed, unchanged, removed = out.commit()
    return SiteSummary(count, changed + unchanged, changed, unchanged, removed)


def _events(database: Database, site: Site) -> Iterator[tuple[str, bytes]]:
    """Every event's page, memory flat."""
    stream = database.events.stream_for_export()
    while batch := list(islice(stream, _BATCH)):
        history = database.public.history([event.id for event in batch])
        for event in batch:
            yield links.event_path(event.id), site.event_of(event, history.get(event.id, [])).body


def _about_the_host(out: Folder, site: Site, settings: Settings) -> None:
    """What static hosts look for: the page for unknown addresses, robots.txt, and that no one rewrites our files."""
    root = (urlsplit(settings.site_url).path.rstrip("/") if settings.site_url else "") + "/"
    out.put("404.html", site.not_found("404.html", root).body)
    out.put("robots.txt", b"User-agent: *\nAllow: /\n")
    out.put(".nojekyll", b"")


def _file_of(path: str) -> str:
    """The file that a static host shows for a path."""
    return f"{path}index.html" if path.endswith("/") or not path else path
