"""Pages out of web archives (WARC, ISO 28500): what others have fetched before us, read like what we fetched ourselves.

Nothing is asked of any site. Captures come from files on this machine; each is archived at the time it was taken, so an
older one never takes the place of a newer one, and the ids that were given stand (law 3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from cwac_aggregator.config import Settings
from cwac_aggregator.database import Address, Database, Fetched
from cwac_aggregator.errors import ConfigError
from cwac_aggregator.fingerprint import text_digest
from cwac_aggregator.ids import bare_host, canonical_url
from cwac_aggregator.sources import SourceEntry

from .pipelines import BATCH, BATCH_BYTES
from .scope import Scope
from .soft_errors import soft_error
from .traps import is_trap

_TEXTS = ("text/", "xml", "json", "calendar", "xhtml")


@dataclass(slots=True)
class WarcSummary:
    """What became of the captures of an archive: `taken` ones were new, changed or unchanged pages."""

    captures: int = 0
    taken: int = 0
    new: int = 0
    foreign: int = 0
    unfit: int = 0
    broken: int = 0


@dataclass(frozen=True, slots=True)
class Capture:
    """One response as it was archived: canonical address, time (aware, UTC), status, header values by lower-case name."""

    url: str
    at: datetime
    status: int
    headers: Mapping[str, str]
    body: bytes


def captures(file: Path, limit: int) -> Iterator[Capture | None]:
    """The responses of one file, in its order; None for a record that cannot be read. Bodies above `limit` bytes are cut off.

    Raises ConfigError for a file that cannot be opened or is no web archive.
    """
    try:
        with file.open("rb") as stream:
            try:
                for record in ArchiveIterator(stream):
                    if record.rec_type == "response" and record.http_headers is not None:
                        yield _capture(record, limit)
            except (ArchiveLoadFailed, EOFError, ValueError) as error:
                raise ConfigError(f"{file}: {error}", hint="Give WARC files (.warc or .warc.gz).") from error
    except OSError as error:
        raise ConfigError(f"{file}: {error.strerror}", hint="Give WARC files (.warc or .warc.gz).") from error


def _capture(record: Any, limit: int) -> Capture | None:
    try:
        url = canonical_url(record.rec_headers.get_header("WARC-Target-URI").strip("<>"))
        at = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date"))
        body = record.content_stream().read(limit + 1)
        status = int(record.http_headers.get_statuscode())
    except (AttributeError, ValueError, OSError, EOFError):
        return None
    headers = {name.lower(): value for name, value in record.http_headers.headers}
    return None if at.tzinfo is None else Capture(url, at, status, headers, body)


def take(
    files: Sequence[Path], sources: Sequence[SourceEntry], settings: Settings, database: Database, *, run_id: int | None
) -> WarcSummary:
    """Archive the captures of pages that belong to a source; those of no source are counted as `foreign`.

    The allow rules of a source and the opt-outs hold as in a crawl. Raises ConfigError as `captures` does.
    """
    closed = database.decisions.opt_outs()
    scopes: dict[str, list[tuple[SourceEntry, Scope]]] = {}
    for source in sources:
        for host in {bare_host(url) for url in source.start_urls}:
            scopes.setdefault(host, []).append((source, Scope(source, closed)))
    done = WarcSummary()
    batch: list[Fetched] = []
    size = 0
    for file in files:
        for capture in captures(file, settings.max_body_bytes):
            done.captures += 1
            if capture is None:
                done.broken += 1
                continue
            entry = _home(capture.url, scopes)
            if entry is None:
                done.foreign += 1
                continue
            if not _is_fit(capture, settings):
                done.unfit += 1
                continue
            batch.append(_fetched(capture, entry))
            size += len(capture.body)
            if len(batch) >= BATCH or size >= BATCH_BYTES:
                _store(database, batch, run_id, done)
                batch, size = [], 0
    _store(database, batch, run_id, done)
    return done


def _home(url: str, scopes: Mapping[str, list[tuple[SourceEntry, Scope]]]) -> SourceEntry | None:
    return next((entry for entry, scope in scopes.get(bare_host(url), ()) if scope.allows(url)), None)


def _is_fit(capture: Capture, settings: Settings) -> bool:
    kind = capture.headers.get("content-type", "text/html").lower()
    return (
        capture.status == 200
        and len(capture.body) <= settings.max_body_bytes
        and any(text in kind for text in _TEXTS)
        and soft_error(capture.body) is None
        and not is_trap(capture.url, _day(capture))
    )


def _day(capture: Capture) -> date:
    return capture.at.date()


def _fetched(capture: Capture, entry: SourceEntry) -> Fetched:
    # The validators are left out: they may be those of another machine than the one that is asked next.
    return Fetched(
        url=capture.url,
        source_id=entry.id,
        fetched_at=capture.at,
        status=capture.status,
        body=capture.body,
        text_digest=text_digest(capture.body),
        content_type=capture.headers.get("content-type"),
    )


def _store(database: Database, batch: list[Fetched], run_id: int | None, done: WarcSummary) -> None:
    if not batch:
        return
    outcomes = database.archive.store(batch, run_id)
    done.taken += len(outcomes)
    done.new += outcomes.count("new")
    # A page known from an archive is a lead for the next crawl.
    leads = [
        Address(url=answer.url, source_id=answer.source_id, state="waiting")
        for answer, outcome in zip(batch, outcomes, strict=True)
        if outcome == "new"
    ]
    database.addresses.save(leads)
