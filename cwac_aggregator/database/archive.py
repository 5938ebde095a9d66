"""What was fetched: pages, their bodies, and the log of every fetch. The crawler writes here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from .. import ids
from ..model import Page
from .compression import compress, decompress
from .engine import reading, writing
from .schema import additions, bodies, fetches, pages, readings
from .upsert import batches, insert, upsert

Outcome = Literal["new", "changed", "unchanged"]
Failure = Literal["failed", "blocked", "gone"]
_PAGE = tuple(column for column in pages.c)
_VALUES = ("status", "content_type", "etag", "last_modified")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One answer worth keeping. `url` canonical, `fetched_at` aware, `text_digest` from `fingerprint.text_digest`."""

    url: str
    source_id: str
    fetched_at: datetime
    status: int
    body: bytes
    text_digest: str
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None


class Archive:
    """Pages by address and text: one row for each text an address ever had; each body once, compressed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def validators(self, url: str) -> tuple[str | None, str | None] | None:
        """ETag and Last-Modified of the newest page at `url` as the server sent them, or None where there is no page."""
        with reading(self._engine) as connection:
            row = connection.execute(
                sa.select(pages.c.etag, pages.c.last_modified).where(pages.c.url == url).order_by(*_NEWEST).limit(1)
            ).first()
        return None if row is None else (row.etag, row.last_modified)

    def store(self, batch: Sequence[Fetched], run_id: int | None = None) -> list[Outcome]:
        """Keep a batch in one transaction; per answer: "new" (an address never seen), "changed", "unchanged".

        The text digest decides. An unchanged page keeps its body and gets the newest validators and fetch time. An older
        capture than the newest known changes nothing of the newer ones.
        """
        with writing(self._engine) as connection:
            return put_pages(connection, batch, run_id)

    def confirm(self, url: str, source_id: str, fetched_at: datetime, run_id: int | None = None) -> bool:
        """Note a 304: the newest page at `url` still stands. False where no page is known (ask again without validators)."""
        with writing(self._engine) as connection:
            row = connection.execute(
                sa.select(pages.c.id, pages.c.last_fetched).where(pages.c.url == url).order_by(*_NEWEST).limit(1)
            ).first()
            if row is None:
                return False
            connection.execute(
                sa.update(pages).where(pages.c.id == row.id).values(last_fetched=max(row.last_fetched, fetched_at))
            )
            connection.execute(
                sa.insert(fetches).values(
                    run_id=run_id,
                    url=url,
                    source_id=source_id,
                    fetched_at=fetched_at,
                    outcome="confirmed",
                    status=304,
                    page_id=row.id,
                )
            )
        return True

    def failed(
        self,
        url: str,
        source_id: str,
        fetched_at: datetime,
        reason: str,
        *,
        outcome: Failure = "failed",
        status: int | None = None,
        run_id: int | None = None,
    ) -> None:
        """Log an address that gave no page: "failed" (network, server), "blocked" (robots, wall, limit), "gone" (404, 410)."""
        with writing(self._engine) as connection:
            connection.execute(
                sa.insert(fetches).values(
                    run_id=run_id,
                    url=url,
                    source_id=source_id,
                    fetched_at=fetched_at,
                    outcome=outcome,
                    status=status,
                    reason=reason,
                )
            )

    def unread(self, reader_version: str) -> Iterator[tuple[Page, bytes]]:
        """Pages not yet read by this reader, with their bodies, address by address, the oldest text of each first."""
        statement = (
            sa.select(*_PAGE, bodies.c.compressed)
            .join(bodies, bodies.c.digest == pages.c.body_digest)
            .outerjoin(readings, readings.c.page_id == pages.c.id)
            .where(_unread(reader_version), _KEPT)
            .order_by(pages.c.url, pages.c.last_fetched, pages.c.id)
        )
        with reading(self._engine) as connection:
            for row in connection.execution_options(yield_per=50).execute(statement):
                yield _page(row), decompress(row.compressed)

    def latest(self, url: str) -> tuple[Page, bytes] | None:
        """The newest page at `url` with its body, or None where there is none or the body was dropped."""
        statement = (
            sa.select(*_PAGE, bodies.c.compressed)
            .join(bodies, bodies.c.digest == pages.c.body_digest)
            .where(pages.c.url == url)
            .order_by(*_NEWEST)
            .limit(1)
        )
        return self._with_body(statement)

    def unread_count(self, reader_version: str) -> int:
        """How many pages `unread` would give."""
        statement = (
            sa.select(sa.func.count())
            .select_from(
                pages.join(bodies, bodies.c.digest == pages.c.body_digest).outerjoin(
                    readings, readings.c.page_id == pages.c.id
                )
            )
            .where(_unread(reader_version), _KEPT)
        )
        with reading(self._engine) as connection:
            return connection.scalar(statement) or 0

    def crawl_counts(self, run_id: int) -> dict[str, int]:
        """How the fetches of a run came out: how many were new, changed, unchanged, confirmed, failed, blocked, gone."""
        statement = (
            sa.select(fetches.c.outcome, sa.func.count()).where(fetches.c.run_id == run_id).group_by(fetches.c.outcome)
        )
        with reading(self._engine) as connection:
            return {row[0]: row[1] for row in connection.execute(statement)}

    def last_fetched(self) -> datetime | None:
        """When a page was last fetched or confirmed; None for an empty archive."""
        with reading(self._engine) as connection:
            newest: datetime | None = connection.scalar(sa.select(sa.func.max(pages.c.last_fetched)))
        return newest

    def page(self, page_id: int) -> tuple[Page, bytes] | None:
        """One page with its body, or None where there is none or the body was dropped."""
        statement = (
            sa.select(*_PAGE, bodies.c.compressed)
            .join(bodies, bodies.c.digest == pages.c.body_digest)
            .where(pages.c.id == page_id)
        )
        return self._with_body(statement)

    def prune(self, before: datetime) -> int:
        """Drop the bodies of texts first fetched before that day which no reader found a sign of the program in; how many.

        Their pages and digests stay, so that they are not taken for new. A page that is not read yet keeps its body.
        """
        wanted = (
            sa.select(pages.c.body_digest)
            .outerjoin(readings, readings.c.page_id == pages.c.id)
            .where(
                sa.or_(
                    pages.c.first_fetched >= before,
                    readings.c.page_id.is_(None),
                    readings.c.has_sign.is_(True),
                    readings.c.mentions > 0,
                )
            )
        )
        statement = sa.update(bodies).where(_KEPT, bodies.c.digest.not_in(wanted)).values(compressed=b"")
        with writing(self._engine) as connection:
            return connection.execute(statement).rowcount

    def _with_body(self, statement: sa.Select[Any]) -> tuple[Page, bytes] | None:
        with reading(self._engine) as connection:
            row = connection.execute(statement).first()
        return None if row is None or not row.compressed else (_page(row), decompress(row.compressed))


_KEPT = sa.func.length(bodies.c.compressed) > 0


def put_pages(connection: Connection, batch: Sequence[Fetched], run_id: int | None) -> list[Outcome]:
    """What `Archive.store` does, within a transaction."""
    known = _versions(connection, {answer.url for answer in batch})
    outcomes = [_place(known.setdefault(answer.url, {}), answer) for answer in batch]
    touched = {(a.url, a.text_digest): known[a.url][a.text_digest] for a in batch}
    _store_bodies(connection, batch, {row["body_digest"] for row in touched.values()})
    upsert(
        connection,
        pages,
        list(touched.values()),
        keys=("url", "text_digest"),
        update=(*_VALUES, "first_fetched", "last_fetched"),
    )
    page_ids = _page_ids(connection, {answer.url for answer in batch})
    # A text that comes back after another one stood there must be read again to be the newest.
    again = [page_ids[a.url, a.text_digest] for a, o in zip(batch, outcomes, strict=True) if o == "changed"]
    connection.execute(sa.delete(readings).where(readings.c.page_id.in_(again)))
    log = [_fetch(a, o, run_id, page_ids[a.url, a.text_digest]) for a, o in zip(batch, outcomes, strict=True)]
    insert(connection, fetches, log)
    return outcomes


def _unread(reader_version: str) -> sa.ColumnElement[bool]:
    """Not read by this reader, and not typed in by a person and taken back."""
    stands = sa.exists().where(
        pages.c.url == sa.literal(ids.EDITOR_PAGES).concat(additions.c.mention_id), additions.c.undone_at.is_(None)
    )
    return sa.and_(
        sa.or_(readings.c.page_id.is_(None), readings.c.reader_version != reader_version),
        sa.or_(pages.c.source_id != ids.EDITOR, stands),
    )


_NEWEST = (pages.c.last_fetched.desc(), pages.c.id.desc())


def _versions(connection: Connection, urls: set[str]) -> dict[str, dict[str, dict[str, Any]]]:
    """What is known of each address: rows by text digest."""
    known: dict[str, dict[str, dict[str, Any]]] = {}
    for batch in batches(sorted(urls), 500):
        for row in connection.execute(sa.select(*_PAGE).where(pages.c.url.in_(batch))).mappings():
            values = {name: value for name, value in row.items() if name != "id"}
            known.setdefault(row["url"], {})[row["text_digest"]] = values
    return known


def _place(versions: dict[str, dict[str, Any]], answer: Fetched) -> Outcome:
    """Enter one answer among the versions of its address and say what it is to them."""
    newest = max(versions.values(), key=lambda row: row["last_fetched"], default=None)
    row = versions.get(answer.text_digest)
    if row is None:
        versions[answer.text_digest] = {
            "url": answer.url,
            "text_digest": answer.text_digest,
            "body_digest": ids.body_digest(answer.body),
            "source_id": answer.source_id,
            **{name: getattr(answer, name) for name in _VALUES},
            "first_fetched": answer.fetched_at,
            "last_fetched": answer.fetched_at,
        }
        return "new" if newest is None else "changed"
    came_back = row is not newest and newest is not None and answer.fetched_at > newest["last_fetched"]
    if answer.fetched_at >= row["last_fetched"]:
        row.update({name: getattr(answer, name) for name in _VALUES}, last_fetched=answer.fetched_at)
    row["first_fetched"] = min(row["first_fetched"], answer.fetched_at)
    return "changed" if came_back else "unchanged"


def _store_bodies(connection: Connection, answers: Sequence[Fetched], wanted: set[str]) -> None:
    by_digest = {digest: a.body for a in answers if (digest := ids.body_digest(a.body)) in wanted}
    known = set(connection.scalars(sa.select(bodies.c.digest).where(bodies.c.digest.in_(by_digest))))
    rows = [
        {"digest": digest, "size": len(body), "compressed": compress(body)}
        for digest, body in by_digest.items()
        if digest not in known
    ]
    upsert(connection, bodies, rows, update=())


def _page_ids(connection: Connection, urls: set[str]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for batch in batches(sorted(urls), 500):
        statement = sa.select(pages.c.url, pages.c.text_digest, pages.c.id).where(pages.c.url.in_(batch))
        found.update({(row.url, row.text_digest): row.id for row in connection.execute(statement)})
    return found


def _fetch(answer: Fetched, outcome: Outcome, run_id: int | None, page_id: int) -> dict[str, Any]:
    return {
        "run_id": run_id,
        "url": answer.url,
        "source_id": answer.source_id,
        "fetched_at": answer.fetched_at,
        "outcome": outcome,
        "status": answer.status,
        "page_id": page_id,
    }


def _page(row: Any) -> Page:
    return Page(**{column.name: getattr(row, column.name) for column in _PAGE})
