"""`cwac extract`: the mentions of single pages, or the second step of a run."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import ConfigError, CwacError
from ..model import Document, Mention, Place
from .settings import command, settings

if TYPE_CHECKING:
    from ..config import Settings


@dataclass(frozen=True, slots=True)
class Saved:
    """One page to be read: `label` is its name as given, `path` the file; or `url` alone, to be fetched."""

    label: str | None
    path: Path | None
    url: str | None
    fetched: date | None
    place: Place
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one page: mentions, or an error."""

    label: str | None
    url: str | None
    mentions: tuple[Mention, ...] = ()
    error: str | None = None


@command("extract")
@click.argument("pages", nargs=-1, metavar="[FILE|URL]...")
@click.option("--manifest", metavar="FILE", help="Read the saved pages named in this file, one JSON object a line.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a page.")
@click.option("--url", metavar="URL", help="Address the file was saved from.")
@click.option("--fetched", metavar="DATE", help="Day the file was saved, YYYY-MM-DD.")
@click.option("--name", metavar="TEXT", help="Publisher of the page.")
@click.option("--city", metavar="TEXT", help="Town of the publisher.")
@click.option("--region", metavar="CODE", help="Its region, such as CA.")
@click.option("--country", metavar="CODE", help="Its country, such as US.")
@click.option("--timezone", metavar="ZONE", help="Its time zone, such as America/Los_Angeles; else that of its place.")
def extract(
    pages: tuple[str, ...],
    manifest: str | None,
    as_json: bool,
    url: str | None,
    fetched: str | None,
    **source: str | None,
) -> None:
    """Read events out of pages and print them; the database is not touched.

    FILE is a saved page, `-` stands for stdin. A URL goes through the polite downloader. Without pages and manifest,
    the pages that the last crawl brought are read into the database: the second step of `cwac run`.

    A page that cannot be read gives an error in its place, and exit code 1 at the end.

    \b
    Example:
      cwac extract news.html --city "Santa Monica" --region CA --country US
      cwac extract https://www.example.gov/news/42 --json
      cwac extract --manifest pages.jsonl --json > mentions.jsonl
    """
    if manifest is None and not pages:
        from .steps import bench

        with bench("extract") as work:
            work.extract()
        return
    chosen = settings()
    asked = _given(pages, _day(fetched), url, source, chosen)
    if manifest is not None:
        if pages:
            raise click.UsageError("Give pages or --manifest, not both.")
        asked = _listed(manifest)
    answers = _answers(asked, chosen)
    failed = _print_json(answers) if as_json else _print_text(answers)
    if failed:
        click.get_current_context().exit(1)


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is not of the form YYYY-MM-DD.", param_hint="--fetched") from None


def _given(
    pages: Iterable[str], fetched: date | None, url: str | None, source: dict[str, str | None], chosen: Settings
) -> Iterator[Saved | Answer]:
    from .manifest import ManifestSource

    place = ManifestSource.model_validate(source).place
    for page in pages:
        if page.lower().startswith(("http://", "https://")):
            where, names = _source_of(page, chosen) if place == Place() else (place, ())
            yield Saved(None, None, page, None, where, names)
        else:
            yield Saved(page, Path(page), url, fetched, place)


def _source_of(url: str, chosen: Settings) -> tuple[Place, tuple[str, ...]]:
    """Place and event names of the source that stands on the address's host, if one does."""
    from urllib.parse import urlsplit

    from .settings import registry

    host = urlsplit(url).netloc.lower()
    for entry in registry(chosen).values():
        if host in entry.hosts:
            return entry.place, entry.names
    return Place(), ()


def _listed(manifest: str) -> Iterator[Saved | Answer]:
    from .manifest import BadLine, read_manifest

    folder = Path() if manifest == "-" else Path(manifest).parent
    try:
        lines = sys.stdin if manifest == "-" else io.StringIO(Path(manifest).read_text("utf-8-sig", "replace"))
    except OSError as error:
        raise ConfigError(f"{manifest}: {error.strerror}", hint="--manifest takes a file of JSON lines.") from error
    for line in read_manifest(lines, manifest):
        if isinstance(line, BadLine):
            yield Answer(line.file, line.url, error=line.message)
        else:
            yield Saved(line.file, folder / line.file, line.url, line.fetched, line.place)


def _answers(asked: Iterable[Saved | Answer], chosen: Settings) -> Iterator[Answer]:
    for page in asked:
        yield page if isinstance(page, Answer) else _read(page, chosen)


def _read(page: Saved, chosen: Settings) -> Answer:
    from .. import extraction

    address = page.url
    try:
        document = _document(page, chosen)
        address = document.url
        reading = extraction.read(document, page.place, page.names)
    except CwacError as error:
        return Answer(page.label, address, error=str(error))
    except Exception as error:  # A fault of ours on one page must not cost the others.
        if os.environ.get("CWAC_DEBUG"):
            raise
        return Answer(page.label, address, error=f"the reader failed: {type(error).__name__}: {error}")
    return Answer(page.label, address, reading.mentions)


def _document(page: Saved, chosen: Settings) -> Document:
    from .manifest import read_body

    if page.path is None:
        from scrapers import fetch

        assert page.url is not None
        return fetch(page.url, chosen)
    body = sys.stdin.buffer.read() if page.label == "-" else read_body(page.path, chosen.max_body_bytes)
    url = page.url or ("" if page.label == "-" else page.path.resolve().as_uri())
    return Document(url, body, page.fetched)


def _print_json(answers: Iterable[Answer]) -> bool:
    """One object a line, as soon as its page is read. True where a page failed."""
    from exports import page_error, page_object
    from exports.json_file import dump

    failed = False
    for answer in answers:
        row: dict[str, Any]
        if answer.error is not None:
            failed = True
            row = page_error(answer.label, answer.url, answer.error)
        else:
            row = page_object(answer.label, answer.url or "", answer.mentions)
        sys.stdout.buffer.write(dump(row) + b"\n")
        sys.stdout.buffer.flush()
    return failed


def _print_text(answers: Iterable[Answer]) -> bool:
    """A table a page. True where a page failed."""
    from .console import output
    from .tables import mention_table

    console = output()
    failed = False
    for answer in answers:
        if answer.error is not None:
            failed = True
            click.echo(f"{answer.label or answer.url or 'manifest'}: {answer.error}", err=True)
            continue
        count = len(answer.mentions)
        console.print(
            f"{answer.label or answer.url}: {count} mention{'' if count == 1 else 's'}", style="bold", markup=False
        )
        if answer.mentions:
            console.print(mention_table(answer.mentions))
    return failed
