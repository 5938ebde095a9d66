"""What people said: judgements, overrides, events typed in, opt-outs. The only module that writes these tables.

Rows are added, never changed but to mark them undone. A decision has a number: a letter for its kind and its place in the
log (`j12` judgement, `o5` override, `a3` addition, `x1` opt-out).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from .. import ids
from ..errors import ConfigError, UnknownIdError
from ..identity import DECIDED, typed
from ..model import MENTION_FIELDS, Evidence, Judgement, Mention, Override, Visibility
from .archive import Fetched, put_pages
from .engine import reading, writing
from .events import follow
from .holding import answered
from .schema import additions, event_ids, judgements, mention_ids, mentions, opt_outs, overrides
from .values import dump_mention, plain

Kind = Literal["judgement", "override", "addition", "opt-out"]
_TABLES: Mapping[Kind, tuple[str, sa.Table, tuple[str, ...]]] = {
    "judgement": ("j", judgements, ("left", "right", "verdict")),
    "override": ("o", overrides, ("mention_id", "field", "value", "answers")),
    "addition": ("a", additions, ("mention_id", "payload")),
    "opt-out": ("x", opt_outs, ("host",)),
}
_FIELDS = frozenset(MENTION_FIELDS) - {"reader_version"} | {DECIDED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One line of the log. `what` holds the columns of its kind."""

    number: str
    kind: Kind
    what: Mapping[str, Any]
    by: str
    at: datetime
    why: str | None
    undone_by: str | None = None
    undone_at: datetime | None = None


class Decisions:
    """Everything people said, with who, when and why."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def judge(self, judgement: Judgement) -> str:
        """Note that two mentions are the same event, or are not; the newest word on a pair holds. Gives its number.

        Raises UnknownIdError for a mention that never was, ConfigError for a mention judged against itself.
        """
        left, right = sorted((judgement.left, judgement.right))
        if left == right:
            raise ConfigError(f"{left} is one mention, not two", hint="`cwac show EVENT_ID` lists an event's mentions.")
        values = {"left": left, "right": right, "verdict": judgement.verdict}
        with writing(self._engine) as connection:
            _require_mentions(connection, left, right)
            return _add(connection, "judgement", values, judgement.by, judgement.at, judgement.why)

    def override(self, override: Override) -> str:
        """Note a person's value for one field of a mention. Gives its number.

        It holds as long as the page's text for that field is the one in `answers`. Raises UnknownIdError for a mention that
        never was, ConfigError for a field that is none or a value it cannot have.
        """
        check_field(override.field, override.value)
        values = {
            "mention_id": override.mention_id,
            "field": override.field,
            "value": override.value,
            "answers": override.answers,
        }
        with writing(self._engine) as connection:
            _require_mentions(connection, override.mention_id)
            return _add(connection, "override", values, override.by, override.at, override.why)

    def set_field(
        self,
        mention_id: str,
        field: str,
        value: str | None,
        *,
        by: str,
        at: datetime | None = None,
        why: str | None = None,
    ) -> str:
        """Override a field, answering the text the page has for it now. Gives its number; raises as `override` does."""
        with reading(self._engine) as connection:
            answers = None if field == DECIDED else answered(connection, mention_id, field)
        said = Override(
            mention_id=mention_id, field=field, value=value, answers=answers, by=by, at=at or datetime.now(UTC), why=why
        )
        return self.override(said)

    def set_visibility(
        self, event_id: str, visibility: Visibility, *, by: str, at: datetime | None = None, why: str | None = None
    ) -> str:
        """Accept ("published") or hide ("hidden") an event, by any id it ever had. Gives its number.

        Raises UnknownIdError for an id that was never given.
        """
        with reading(self._engine) as connection:
            living = follow(connection, event_id)
            owner = connection.scalar(sa.select(event_ids.c.mention_id).where(event_ids.c.id == living))
        if owner is None:
            raise UnknownIdError(f"no event has the id {event_id}", hint="`cwac events` lists the ids.")
        return self.set_field(owner, DECIDED, visibility, by=by, at=at, why=why)

    def add(self, mention: Mention, *, by: str, at: datetime | None = None, why: str | None = None) -> str:
        """Keep an event a person typed in, as a mention of the source `editor`. Gives its number.

        Its page in the archive is what was typed, so that it comes back whenever everything is rebuilt.
        """
        words = {
            name: Evidence(str(plain(name, getattr(mention, name))), "", "editor")
            for name in MENTION_FIELDS
            if name not in ("confidence", "reader_version") and getattr(mention, name) not in (None, ())
        }
        payload = dump_mention(replace(mention, evidence=words, reader_version="editor", confidence=1.0))
        with writing(self._engine) as connection:
            return _add(connection, "addition", {"mention_id": _page_key(payload), "payload": payload}, by, at, why)

    def opt_out(self, host: str, by: str, *, at: datetime | None = None, why: str | None = None) -> str:
        """Note that a host asked to be left out: from the next run on nothing is fetched from it. Gives its number."""
        with writing(self._engine) as connection:
            return _add(connection, "opt-out", {"host": host.lower().removeprefix("www.")}, by, at, why)

    def opt_outs(self) -> frozenset[str]:
        """The hosts that asked to be left out, without `www.`."""
        statement = sa.select(opt_outs.c.host).where(opt_outs.c.undone_at.is_(None))
        with reading(self._engine) as connection:
            return frozenset(connection.scalars(statement))

    def links(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """Pairs of mention ids that must, and that must not, be one event."""
        must: list[tuple[str, str]] = []
        cannot: list[tuple[str, str]] = []
        for judgement in self.judgements():
            (must if judgement.verdict == "same" else cannot).append((judgement.left, judgement.right))
        return must, cannot

    def judgements(self) -> Iterator[Judgement]:
        """The word that holds on each pair, by pair."""
        statement = (
            sa.select(judgements)
            .where(judgements.c.undone_at.is_(None))
            .order_by(judgements.c.left, judgements.c.right, judgements.c.at, judgements.c.id)
        )
        newest: dict[tuple[str, str], Judgement] = {}
        with reading(self._engine) as connection:
            for row in connection.execute(statement):
                newest[row.left, row.right] = Judgement(
                    left=row.left, right=row.right, verdict=row.verdict, by=row.by, at=row.at, why=row.why
                )
        yield from newest.values()

    def log(self) -> list[Decision]:
        """Every decision, undone ones too, oldest first."""
        found: list[Decision] = []
        with reading(self._engine) as connection:
            for kind, (letter, table, columns) in _TABLES.items():
                for row in connection.execute(sa.select(table)).mappings():
                    found.append(
                        Decision(
                            number=f"{letter}{row['id']}",
                            kind=kind,
                            what={name: row[name] for name in columns},
                            **{name: row[name] for name in ("by", "at", "why", "undone_by", "undone_at")},
                        )
                    )
        return sorted(found, key=lambda decision: (decision.at, decision.number[0], int(decision.number[1:])))

    def undo(self, number: str, *, by: str, at: datetime | None = None) -> Decision:
        """Take a decision back; gives it as it stands now. The log keeps it.

        Raises UnknownIdError for a number that was never given, ConfigError where somebody has undone it already.
        """
        before = next((decision for decision in self.log() if decision.number == number), None)
        if before is None:
            raise UnknownIdError(f"no decision has the number {number}", hint="`cwac decisions log` lists them.")
        if before.undone_at is not None:
            raise ConfigError(f"{number} was undone by {before.undone_by} on {before.undone_at:%Y-%m-%d}")
        _, table, _ = _TABLES[before.kind]
        with writing(self._engine) as connection:
            connection.execute(
                sa.update(table)
                .where(table.c.id == int(number[1:]), table.c.undone_at.is_(None))
                .values(undone_by=by, undone_at=at or datetime.now(UTC))
            )
            if before.kind == "addition":
                _forget(connection, before.what["payload"])
        return next(decision for decision in self.log() if decision.number == number)

    def restore(self, decision: Decision) -> bool:
        """Take a decision over from another database or a backup; False where it is known already.

        Ids need not be known here: they may belong to pages that are still to come.
        """
        _, table, columns = _TABLES[decision.kind]
        same = [table.c[name].is_not_distinct_from(decision.what.get(name)) for name in columns]
        with writing(self._engine) as connection:
            known = connection.execute(
                sa.select(table.c.id, table.c.undone_at).where(
                    *same, table.c.by == decision.by, table.c.at == decision.at
                )
            ).first()
            if known is None:
                number = _add(connection, decision.kind, dict(decision.what), decision.by, decision.at, decision.why)
                row_id = int(number[1:])
            else:
                row_id = known.id
            if decision.undone_at is None or (known is not None and known.undone_at is not None):
                return known is None
            connection.execute(
                sa.update(table)
                .where(table.c.id == row_id)
                .values(undone_by=decision.undone_by, undone_at=decision.undone_at)
            )
            if decision.kind == "addition":
                _forget(connection, decision.what["payload"])
        return True


def check_field(field: str, value: str | None) -> None:
    """Raise ConfigError where a person's value cannot be that of the field."""
    if field not in _FIELDS:
        raise ConfigError(f"{field!r} is no field of a mention", hint=f"The fields are: {', '.join(sorted(_FIELDS))}.")
    if field == DECIDED and value not in ("published", "hidden"):
        raise ConfigError(f"{value!r} cannot be decided", hint="A person can say `published` or `hidden`.")
    closed = {"status": ("scheduled", "held", "cancelled", "postponed"), "kind": ("event", "observance")}
    if field in closed and value not in closed[field]:
        raise ConfigError(f"{value!r} is no {field}", hint=f"One of: {', '.join(closed[field])}.")
    try:
        typed(field, value)
    except ValueError as error:
        raise ConfigError(
            f"{value!r} cannot be read as {field}: {error}",
            hint="Dates are written 2026-10-07 or 2026-10-07T08:00-07:00.",
        ) from error


def _require_mentions(connection: Connection, *wanted: str) -> None:
    known = set(connection.scalars(sa.select(mention_ids.c.id).where(mention_ids.c.id.in_(wanted))))
    for mention_id in wanted:
        if mention_id not in known:
            raise UnknownIdError(
                f"no mention has the id {mention_id}", hint="`cwac show EVENT_ID` lists an event's mentions."
            )


def _add(
    connection: Connection, kind: Kind, values: dict[str, Any], by: str, at: datetime | None, why: str | None
) -> str:
    letter, table, _ = _TABLES[kind]
    at = at or datetime.now(UTC)
    done = connection.execute(sa.insert(table).values(**values, by=by, at=at, why=why))
    if kind == "addition":
        _archive(connection, values["payload"], at)
    assert done.inserted_primary_key is not None
    return f"{letter}{done.inserted_primary_key[0]}"


def _page_key(payload: str) -> str:
    return ids.digest("addition", payload)


def _archive(connection: Connection, payload: str, at: datetime) -> None:
    """Put what was typed into the archive, where it is read like any page."""
    body = payload.encode()
    typed_in = Fetched(
        url=ids.EDITOR_PAGES + _page_key(payload),
        source_id=ids.EDITOR,
        fetched_at=at,
        status=200,
        body=body,
        text_digest=ids.body_digest(body),
        content_type="application/json",
    )
    put_pages(connection, [typed_in], None)


def _forget(connection: Connection, payload: str) -> None:
    """Let go of what was typed: the next `resolve` drops its mention."""
    connection.execute(
        sa.update(mentions).where(mentions.c.page_url == ids.EDITOR_PAGES + _page_key(payload)).values(page_id=None)
    )


def dump_what(decision: Decision) -> dict[str, Any]:
    """A decision as JSON can hold it; `json.loads(payload)` for additions."""
    what = dict(decision.what)
    if decision.kind == "addition":
        what["payload"] = json.loads(what["payload"])
    return what
