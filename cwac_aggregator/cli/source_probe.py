"""`cwac sources probe` and `cwac sources new`: from an address to a registry entry."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from ..errors import ConfigError
from ..evaluation.cases import row_of
from ..model import SourceKind
from .settings import command, registry, settings
from .tables import place_cell, when_cell

if TYPE_CHECKING:
    from scrapers.probe import Look, Probe

    from ..model import Document
    from ..sources import SourceEntry

FOLDER = Path("local")
_FIELDS = ("id", "name", "kind", "city", "county", "region", "country", "timezone", "language")


def _entry_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The fields of an entry as flags, for what the page does not say."""
    for name in reversed(_FIELDS):
        kind = click.Choice(get_args(SourceKind)) if name == "kind" else None
        words = f"The entry's {name}, where the page does not say it."
        function = click.option(f"--{name}", type=kind, metavar=None if kind else "TEXT", help=words)(function)
    return function


@command("probe")
@click.argument("url", metavar="URL")
@_entry_options
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def probe_(url: str, as_json: bool, **stated: str | None) -> None:
    """Look at a site: its platform, its feeds, what robots.txt says, its events; and print an entry for the registry.

    A dozen requests at most, through the polite downloader. The output is a registry file: what was found stands in
    its comments.

    \b
    Example:
      cwac sources probe https://www.wakefieldpd.org/ > my-sources.yml
    """
    found = _probe(url, stated)
    click.echo(json.dumps(_as_object(found), ensure_ascii=False) if as_json else _as_yaml(found), nl=as_json)


@command("new")
@click.argument("url", metavar="URL")
@_entry_options
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=FOLDER,
    show_default=True,
    help="Folder for the entry and its test case; git leaves it alone.",
)
@click.option("--force", is_flag=True, help="Write over what stands there.")
def new(url: str, folder: Path, force: bool, **stated: str | None) -> None:
    """Look at a site and write its entry, with a first test case: the page, and what the reader makes of it.

    \b
    Example:
      cwac sources new https://www.wakefieldpd.org/ --city Wakefield --region MA --country US
    """
    found = _probe(url, stated)
    entry = folder / "sources" / f"{found.entry.id}.yml"
    case = folder / "cases" / f"{found.entry.id}-1"
    if not force and (taken := next((path for path in (entry, case) if path.exists()), None)):
        raise ConfigError(f"{taken} is there already", hint="Give --force to write over it, or --id for another name.")
    shown = _shown(found.looks)
    assert shown.document is not None
    try:
        _write(entry, _as_yaml(found))
        # Pages of other people are not for the repository.
        _write(folder / ".gitignore", "*\n")
        for name, text in _case(found, shown, shown.document):
            _write(case / name, text)
    except OSError as error:
        raise ConfigError(f"{folder}: {error.strerror}", hint="Give another folder with --to.") from error
    click.echo(
        f"{entry}: the entry; `cwac sources check --registry {entry.parent}` looks for mistakes, "
        f"`cwac run {found.entry.id} --registry {entry.parent}` crawls it.\n"
        f"{case}: a test case; correct expected.json by the page, then `cwac evaluate {case.parent}`.",
        err=True,
    )


def _probe(url: str, stated: dict[str, str | None]) -> Probe:
    from scrapers.probe import probe

    chosen = settings()
    return probe(url, chosen, registry=registry(chosen), stated=stated)


def _shown(looks: list[Look]) -> Look:
    """The page for the test case: the first HTML that tells of an event, else the page itself."""
    pages = [look for look in looks if look.document is not None and look.kind not in ("ics", "rss", "json")]
    return next((look for look in pages if look.mentions), pages[0])


def _case(found: Probe, shown: Look, document: Document) -> Iterator[tuple[str, str | bytes]]:
    entry = found.entry
    page = {
        "url": document.url,
        "fetched": document.fetched.isoformat() if document.fetched else None,
        "source": {"name": entry.name, "city": entry.city, "region": entry.region, "country": entry.country},
        "language": entry.language,
        "form": "unsorted",
        "layout": found.platform.name if found.platform else "unknown",
        "split": "dev",
        "content_type": document.content_type,
    }
    yield "page.html", document.body
    yield "page.json", _json(page)
    yield "expected.json", _json({"mentions": [row_of(mention) for mention in shown.mentions]})


def _as_object(found: Probe) -> dict[str, Any]:
    return {
        "platform": found.platform.name if found.platform else None,
        "crawl_delay": found.rules.delay,
        "sitemaps": list(found.rules.sitemaps),
        "looks": [
            {"url": look.url, "kind": look.kind, "stated": look.stated, "trouble": look.trouble or None}
            | {"mentions": [row_of(mention) for mention in look.mentions]}
            for look in found.looks
        ],
        "entry": found.entry.model_dump(mode="json"),
    }


def _as_yaml(found: Probe) -> str:
    """A registry file with one entry, and what was found in its comments."""
    import yaml

    row = _row(found.entry)
    body = yaml.safe_dump({"sources": [row]}, allow_unicode=True, sort_keys=False, width=120)
    return "".join(f"# {line}\n" for line in _findings(found)) + body


def _row(entry: SourceEntry) -> dict[str, Any]:
    row = entry.model_dump(mode="json", exclude_defaults=True)
    return {name: row[name] for name in type(entry).model_fields if name in row} | {"checked": "never"}


def _findings(found: Probe) -> Iterator[str]:
    yield f"platform: {found.platform.title if found.platform else 'unknown'}"
    delay = f"asks for {found.rules.delay:g} s between requests" if found.rules.delay else "allows the page"
    yield f"robots.txt: {delay}"
    for address in found.rules.sitemaps:
        yield f"sitemap: {address}"
    for look in found.looks[1:]:
        answer = look.trouble or f"{len(look.mentions)} mention{'' if len(look.mentions) == 1 else 's'}"
        yield f"{look.kind}{'' if look.stated else ' (usual place)'}: {look.url}: {answer}"
    for mention in found.mentions[:5]:
        words = [when_cell(mention.start, mention.end), mention.title or "untitled", place_cell(mention)]
        yield f"event: {', '.join(word for word in words if word)}"
    if not found.mentions:
        yield "event: none found here; the crawler goes further"
    missing = [name for name in ("city", "region", "country") if getattr(found.entry, name) is None]
    if missing:
        yield f"to be filled in: {', '.join(missing)}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
