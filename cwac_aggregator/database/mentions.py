"""What pages say: readings staged as they are read, ids settled scope by scope, mentions with their evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from ..identity import Record, scope_of
from ..model import Issue, Page, Reading
from . import claiming, comparing
from .claiming import Changed, Scope, Settled
from .engine import reading as reading_
from .engine import writing
from .issues import clear, put
from .schema import mentions, readings, sightings, tellings
from .upsert import batches, insert, upsert
from .values import mention_columns

SCOPES = 3000
"""Scopes settled in one transaction: half a second's work. Fewer would write the same pages more often."""


@dataclass(frozen=True, slots=True)
class Read:
    """One page as read: its reading, or why it could not be read."""

    page: Page
    reader_version: str
    reading: Reading | None
    error: str | None = None


class Mentions:
    """Tellings (as read, waiting for their ids), then mentions."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def stage(self, batch: Sequence[Read]) -> None:
        """Keep what pages said, in one transaction. A page read again replaces what it said before."""
        page_ids = [read.page.id for read in batch]
        rows: list[dict[str, Any]] = []
        issues: list[Issue] = []
        for read in batch:
            rows += _telling_rows(read)
            issues += _issues(read)
        with writing(self._engine) as connection:
            for some in batches(page_ids, 500):
                connection.execute(sa.delete(tellings).where(tellings.c.page_id.in_(some)))
                connection.execute(sa.update(mentions).where(mentions.c.page_id.in_(some)).values(page_id=None))
                connection.execute(sa.update(sightings).where(sightings.c.page_id.in_(some)).values(told=False))
            insert(connection, tellings, rows)
            upsert(connection, readings, [_reading_row(read) for read in batch])
            clear(connection, "extract", urls=sorted({read.page.url for read in batch}))
            put(connection, issues, "extract", max(read.page.last_fetched for read in batch))

    def pending(self, size: int = SCOPES) -> Iterator[list[Scope]]:
        """Scopes with tellings that wait for their ids, in batches; each batch must be settled before the next is drawn."""
        while True:
            with reading_(self._engine) as connection:
                scopes = claiming.pending(connection, size)
            if not scopes:
                return
            yield scopes

    def settle(self, batch: Sequence[Settled]) -> list[Changed]:
        """Write the claims of some scopes in one transaction; the mentions that changed."""
        with writing(self._engine) as connection:
            return claiming.settle(connection, batch)

    def sweep(self) -> int:
        """Drop mentions that no page says any more, as read today; how many. Their ids stay in the ledger."""
        with writing(self._engine) as connection:
            return comparing.sweep(connection)

    def to_compare(self, rules: str) -> list[str] | None:
        """The ids of the mentions that must be compared again, or None for all. `rules`: what else events depend on."""
        with reading_(self._engine) as connection:
            return comparing.to_compare(connection, rules)

    def decided(self) -> str:
        """Stands for all that people have decided so far: it changes with each decision, and each that is undone."""
        with reading_(self._engine) as connection:
            return comparing.decided(connection)

    def note_compared(self, rules: str, decided: str) -> None:
        """Note that the events of all changed mentions have been made, under these rules.

        `decided` was asked before any decision was read: one that came in since is taken up by the next run.
        """
        with writing(self._engine) as connection:
            comparing.note_compared(connection, rules, decided)

    def refile(self, rules: str) -> None:
        """Put every mention into its blocks anew if that was last done under other rules."""
        with reading_(self._engine) as connection:
            if not comparing.are_stale(connection, rules):
                return
        for some in batches(self.records(), 5000):
            with writing(self._engine) as connection:
                comparing.file(connection, some)

    def records(
        self, only: Sequence[str] | None = None, at_hand: Mapping[str, Record] = MappingProxyType({})
    ) -> Iterator[Record]:
        """Mentions in the form in which they are compared: all, or these. Those `at_hand` are not read again."""
        with reading_(self._engine) as connection:
            yield from comparing.records(connection, only, at_hand)

    def record(self, mention_id: str) -> Record | None:
        """One mention in the form in which mentions are compared."""
        with reading_(self._engine) as connection:
            return next(comparing.records(connection, [mention_id]), None)

    def count(self) -> int:
        """How many mentions stand."""
        with reading_(self._engine) as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(mentions)) or 0


# -- staging ----------------------------------------------------------------------------------------------------------


def _telling_rows(read: Read) -> Iterator[dict[str, Any]]:
    for ordinal, mention in enumerate(read.reading.mentions if read.reading else ()):
        home, channel = scope_of(mention, read.page.url)
        yield {
            "page_id": read.page.id,
            "ordinal": ordinal,
            "home": home,
            "channel": channel,
            **mention_columns(mention),
        }


def _reading_row(read: Read) -> dict[str, Any]:
    told = read.reading or Reading()
    return {
        "page_id": read.page.id,
        "reader_version": read.reader_version,
        "published": told.published.isoformat() if told.published else None,
        "language": told.language,
        "has_sign": told.has_sign,
        "mentions": len(told.mentions),
        "error": read.error,
    }


def _issues(read: Read) -> Iterator[Issue]:
    where: dict[str, Any] = {"source_id": read.page.source_id, "url": read.page.url, "raised": read.page.last_fetched}
    if read.error:
        yield Issue(code="unreadable", message=read.error, level="error", **where)
    for oddity in read.reading.oddities if read.reading else ():
        yield Issue(code=oddity.code, message=oddity.message, level=oddity.level, **where)
