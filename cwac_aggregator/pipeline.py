"""The steps from page to files, each restartable alone: extract, resolve, check, export.

A step takes up what the steps before it left in the database and leaves its own work there in short transactions, so that
one that was stopped is simply run again.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import exports

from . import checks, health, identity, ids
from .config import Settings
from .database import Database, Draft, Drawn, Made, Read, Scope, Settled, Standing, load_mention
from .errors import PageError
from .model import Document, Evidence, Issue, Override, Page, Place, Reading
from .sources import SourceEntry

Reader = Callable[[Document, Place, Sequence[str]], Reading]
Progress = Callable[[str, int, int | None], None]
"""Called with the step's name, how much is done and how much there is (None where unknown)."""

CHANGES_KEPT = timedelta(days=60)
"""How long a change stands in changes.json."""
MOST_CHANGES = 5000
READ_BATCH = 50
EVENT_BATCH = 3000
KEPT_AT_HAND = 200_000
"""Mentions kept in memory from their settling until their events are made; more are read again, and open rules, on which
`expand` has a word of its own."""


@dataclass(slots=True)
class Extracted:
    """What `extract` did."""

    pages: int = 0
    unreadable: int = 0
    mentions: int = 0


@dataclass(slots=True)
class Resolved:
    """What `resolve` did. `mentions` are those whose words changed."""

    mentions: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    merged: int = 0
    withdrawn: int = 0
    vanished: int = 0
    doubtful: int = 0


@dataclass(slots=True)
class Summary:
    """What a run did, to print at its end."""

    fetched: int = 0
    unchanged: int = 0
    failed: int = 0
    extracted: Extracted = field(default_factory=Extracted)
    resolved: Resolved = field(default_factory=Resolved)
    issues: int = 0


def _silent(_step: str, _done: int, _total: int | None) -> None:
    """The progress nobody watches."""


def extract(
    database: Database,
    sources: Mapping[str, SourceEntry],
    *,
    reader: Reader | None = None,
    reader_version: str | None = None,
    progress: Progress = _silent,
) -> Extracted:
    """Read every page that is new, changed, or was read by an older reader.

    `sources` is the registry by id; a page of a source that left it is read without a place. A page that cannot be read
    raises an issue and the others go on.
    """
    if reader is None or reader_version is None:
        from . import extraction

        reader, reader_version = reader or extraction.read, reader_version or extraction.READER_VERSION
    done = Extracted()
    total = database.archive.unread_count(reader_version)
    batch: list[Read] = []
    for page, body in database.archive.unread(reader_version):
        read = _read(page, body, sources.get(page.source_id), reader, reader_version)
        batch.append(read)
        done.pages += 1
        done.unreadable += read.reading is None
        done.mentions += len(read.reading.mentions) if read.reading else 0
        if len(batch) == READ_BATCH:
            database.mentions.stage(batch)
            batch = []
        progress("extract", done.pages, total)
    if batch:
        database.mentions.stage(batch)
    return done


def _read(page: Page, body: bytes, source: SourceEntry | None, reader: Reader, reader_version: str) -> Read:
    document = Document(
        url=page.url, body=body, fetched=page.first_fetched.astimezone(UTC).date(), content_type=page.content_type
    )
    place, names = (source.place, source.names) if source else (Place(), ())
    try:
        if page.source_id == ids.EDITOR:
            return Read(page, reader_version, Reading(mentions=(load_mention(body.decode()),)))
        return Read(page, reader_version, reader(document, place, names))
    except PageError as error:
        return Read(page, reader_version, None, str(error))
    except Exception as error:  # A fault of ours on one page must not cost the others.
        return Read(page, reader_version, None, f"the reader failed: {type(error).__name__}: {error}")


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Millions of small values live at once here and none of them in a cycle; looking at each again and again costs a
    fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_collector_at_rest()
def resolve(
    database: Database, *, threshold: float, run_id: int | None = None, progress: Progress = _silent
) -> Resolved:
    """Give mentions their ids, group them into events, and write what changed.

    `threshold` is the confidence from which an event is published. Run again on the same pages it changes nothing.
    """
    done = Resolved()
    as_of = database.runs.as_of() or database.archive.last_fetched() or datetime.now(UTC)
    changed: dict[str, identity.Record] = {}
    at_hand: dict[str, Drawn] = {}
    for scopes in database.mentions.pending():
        settled = database.mentions.settle([_claim(scope) for scope in scopes])
        changed.update((record.id, record) for record, _ in settled)
        if len(at_hand) < KEPT_AT_HAND:
            at_hand.update((record.id, drawn) for record, drawn in settled if not record.rule)
        progress("claim", len(changed), None)
    done.mentions = len(changed)
    database.series.expand(as_of)
    database.mentions.sweep()
    rules = f"{identity.RULES} {identity.load_weights()} {threshold}"
    database.mentions.refile(rules)
    decided = database.mentions.decided()
    around = database.mentions.to_compare(rules)
    must, cannot = database.decisions.links()
    must += database.series.links()
    clustering = identity.cluster(list(database.mentions.records(around, changed)), must=must, cannot=cannot)
    done.doubtful = len(clustering.doubtful)
    database.ledger.keep_doubts(clustering.doubtful, clustering.refused, around)
    assignment = identity.assign(
        clustering.clusters,
        database.ledger.given(around),
        last_event=database.ledger.last_events(around),
        first_seen=database.ledger.first_seen(around),
    )
    total = len(assignment.events)
    written = 0
    for batch in _chunks(assignment.events, EVENT_BATCH):
        drafts = database.ledger.drafts(batch, threshold=threshold, at_hand=at_hand)
        redirects = (
            {old: new for old, new in assignment.redirects.items() if new in batch} if assignment.redirects else {}
        )
        result = database.ledger.write(_make(database, drafts, threshold), redirects, as_of=as_of, run_id=run_id)
        done.new += result.new
        done.changed += result.changed
        done.merged += result.merged
        written += len(batch)
        progress("resolve", written, total)
    done.withdrawn = database.ledger.withdraw(assignment.bare, as_of=as_of, run_id=run_id)
    done.unchanged = sum(database.events.count().values()) - done.new - done.changed - done.withdrawn
    done.vanished = database.history.note_vanished(as_of, run_id)
    database.mentions.note_compared(rules, decided)
    return done


def _claim(scope: Scope) -> Settled:
    return Settled(scope, tuple(identity.claim(scope.home, scope.channel, scope.tellings, scope.remembered)))


def _chunks(events: Mapping[str, tuple[str, ...]], size: int) -> Iterator[dict[str, tuple[str, ...]]]:
    batch: dict[str, tuple[str, ...]] = {}
    for event_id, members in events.items():
        batch[event_id] = members
        if len(batch) == size:
            yield batch
            batch = {}
    if batch:
        yield batch


def _make(database: Database, drafts: Sequence[Draft], threshold: float) -> list[Made]:
    """Make the events of some drafts. The words on the pages are read only where mentions disagree."""
    made = [
        (draft, identity.consolidate(draft.members, [o for o in draft.overrides if o.field != identity.DECIDED]))
        for draft in drafts
    ]
    torn = [member.id for draft, event in made if event.disagreements for member in draft.members]
    words = database.ledger.words(torn) if torn else {}
    done = []
    for draft, event in made:
        visibility, reason = identity.visibility_of(event, draft.members, draft.overrides, threshold)
        done.append(Made(draft, event, visibility, reason, tuple(_issues(draft, event, reason, words))))
    return done


def _issues(
    draft: Draft, event: identity.Consolidated, reason: str | None, words: Mapping[str, Mapping[str, Evidence]]
) -> Iterator[Issue]:
    def issue(code: str, message: str) -> Issue:
        return Issue(
            code=code, message=message, level="warning", event_id=draft.event_id, url=draft.members[0].page_url
        )

    for what in event.disagreements:
        field_name = {"place": "city", "venue": "venue"}.get(what, "start")
        told = "; ".join(sorted({_words(member, words.get(member.id, {}).get(field_name)) for member in draft.members}))
        yield issue(f"{what}-disagrees", f"the mentions of this event disagree about its {what}: {told}")
    if reason in _DOUBTS:
        yield issue(reason, _DOUBTS[reason])
    for override in draft.lapsed:
        yield issue("override-lapsed", _lapsed(override))
    if len(draft.members) > identity.UNUSUAL_SIZE:
        yield issue("unusual-size", f"{len(draft.members)} mentions were joined into this event")


_DOUBTS = {
    "moved-without-words": "the page shows another day where it showed this event, without saying that it was moved",
    "rule-not-confirmed": "the page of this rule has not answered for 60 days: no further occurrences",
    "rule-old": "the page of this rule says nothing new for 18 months: no further occurrences",
    "rule-unclear": "this rule does not say on which day it begins: no occurrences",
}


def _words(member: identity.Member, said: Evidence | None) -> str:
    return f"{said.text!r} on {member.page_url}" if said else f"nothing on {member.page_url}"


def _lapsed(override: Override) -> str:
    return (
        f"the text that {override.by}'s value {override.value!r} for {override.field} answers has changed: "
        f"the page's own value shows again"
    )


def today(database: Database) -> date | None:
    """The day of the last finished crawl, None before the first."""
    moment = database.runs.as_of()
    return moment.date() if moment else None


def _around(database: Database, day: date | None) -> exports.Around:
    """What stands around the events on a day: what changed lately, the sources, how often they were looked at."""
    if day is None:
        return exports.Around()
    lately = datetime.combine(day - CHANGES_KEPT, time(), UTC)
    healths = health.standing(database, day)
    return exports.Around(
        changes=tuple(exports.ChangeRow(**asdict(row)) for row in database.public.changes(lately, MOST_CHANGES)),
        sources=tuple(
            _source_row(row, healths.get(row.id)) for row in database.public.sources(day - timedelta(365), day)
        ),
        effort=tuple(exports.EffortRow(**asdict(row)) for row in database.sources.effort()),
        redirects=database.public.redirects(),
    )


def _source_row(row: Standing, found: health.SourceHealth | None) -> exports.SourceRow:
    """A source with its health in a word."""
    since = found.since.date() if found else None
    return exports.SourceRow(**asdict(row), health=found.state if found else None, health_since=since)


def edition(database: Database, settings: Settings, as_of: date | None = None) -> exports.Edition:
    """What the files of an export have in common. `as_of` overrides the day of the last finished crawl."""
    day = as_of or today(database)
    return exports.Edition(as_of=day, site_url=settings.site_url, around=_around(database, day))


def export(
    database: Database,
    folder: Path | str,
    settings: Settings,
    *,
    formats: Sequence[str] | None = None,
    force: bool = False,
    as_of: date | None = None,
) -> tuple[exports.ExportSummary, list[checks.Check]]:
    """Check, then write the files. Raises ChecksRefusedError unless `force`, ExportError where a file cannot be written.

    `as_of` is the day that "upcoming" is counted from, by default that of the last finished crawl (law 7).
    """
    results = checks.check(database, max_drop=settings.max_drop)
    if not force:
        checks.require(results)
    found = edition(database, settings, as_of)
    summary = exports.export(database.events.stream_for_export(), folder, found, formats=formats)
    database.events.note_published()
    return summary, results
