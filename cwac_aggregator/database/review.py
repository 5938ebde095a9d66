"""What waits for a person's word, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from ..identity import DECIDED, Explanation, explain
from ..identity.text import fold_title
from ..model import Event, StoredMention, day_of
from .comparing import records
from .engine import reading
from .events import PAGE, load, load_mentions, seen_times
from .schema import doubts, event_mentions, events, issues, judgements, overrides
from .upsert import batches

CaseKind = Literal["pair", "event"]


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to decide. A "pair": are these two mentions one event? An "event": is it right?

    `events`: the events concerned, with their mentions. `mentions`: the two of a pair. `reason`: why it is here.
    `explanation`: how the two of a pair compare.
    """

    kind: CaseKind
    day: date | None
    reason: str
    events: tuple[Event, ...]
    mentions: tuple[StoredMention, ...] = ()
    explanation: Explanation | None = None


class Review:
    """The queue."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def queue(self, today: date, *, limit: int = 100, source_id: str | None = None) -> list[Case]:
        """What is undecided: the next to come first, then what has no day, then the past, newest first.

        `source_id` keeps to what one source tells.
        """
        with reading(self._engine) as connection:
            cases = [*_events(connection), *_pairs(connection)]
        if source_id is not None:
            cases = [case for case in cases if _tells(case, source_id)]
        return sorted(cases, key=lambda case: _urgency(case, today))[:limit]


def of_one_source(case: Case, other: Case) -> bool:
    """Whether another case is an event that the source of this one tells too."""
    mine = case.events[0].mentions if case.events else ()
    return bool(mine) and other.kind == "event" and _tells(other, mine[0].source_id)


def of_one_series(case: Case, other: Case) -> bool:
    """Whether another case is an event of the same series: told by the same page under the same title, whatever its day."""
    if other.kind != "event" or not case.events or not other.events:
        return False
    return not _series(case.events[0]).isdisjoint(_series(other.events[0]))


def _series(event: Event) -> set[tuple[str, str]]:
    return {(stored.page_url, fold_title(stored.mention.title)) for stored in event.mentions}


def _urgency(case: Case, today: date) -> tuple[int, int, str]:
    name = case.events[0].id if case.events else ""
    if case.day is None:
        return 1, 0, name
    ahead = (case.day - today).days
    return (0, ahead, name) if ahead >= 0 else (2, -ahead, name)


def _tells(case: Case, source_id: str) -> bool:
    told = case.mentions or tuple(mention for event in case.events for mention in event.mentions)
    return any(mention.source_id == source_id for mention in told)


def _day(found: Iterable[Event]) -> date | None:
    return min((day_of(event.start) for event in found if event.start), default=None)


def _events(connection: Connection) -> list[Case]:
    """Events in review, and published ones whose mentions disagree, unless a person has said something about them."""
    decided = sa.exists().where(
        event_mentions.c.event_id == events.c.id,
        overrides.c.mention_id == event_mentions.c.mention_id,
        overrides.c.field.in_((DECIDED, "start")),
        overrides.c.undone_at.is_(None),
    )
    disagree = sa.exists().where(issues.c.event_id == events.c.id, issues.c.step == "resolve")
    statement = sa.select(events.c.id).where(
        sa.or_(events.c.visibility == "review", sa.and_(events.c.visibility == "published", disagree)), ~decided
    )
    reasons: dict[str, list[str]] = {}
    for row in connection.execute(sa.select(issues.c.event_id, issues.c.code).where(issues.c.step == "resolve")):
        reasons.setdefault(row.event_id, []).append(row.code)
    cases = []
    for some in batches(connection.scalars(statement.order_by(events.c.id)), PAGE):
        for event in load(connection, some, with_mentions=True):
            reason = event.reason or ", ".join(sorted(set(reasons.get(event.id, ()))))
            cases.append(Case("event", _day([event]), reason, (event,)))
    return cases


def _pairs(connection: Connection) -> list[Case]:
    judged = sa.exists().where(
        judgements.c.left == doubts.c.left, judgements.c.right == doubts.c.right, judgements.c.undone_at.is_(None)
    )
    rows = connection.execute(
        sa.select(doubts.c.left, doubts.c.right)
        .where(doubts.c.refused.is_(False), ~judged)
        .order_by(doubts.c.left, doubts.c.right)
    ).all()
    cases = []
    for some in batches(rows, PAGE // 2):
        names = sorted({name for row in some for name in (row.left, row.right)})
        stored = load_mentions(connection, names, seen_times(connection, names))
        compared = {record.id: record for record in records(connection, names)}
        of = {
            row.mention_id: row.event_id
            for row in connection.execute(sa.select(event_mentions).where(event_mentions.c.mention_id.in_(names)))
        }
        found = {event.id: event for event in load(connection, sorted(set(of.values())), with_mentions=True)}
        for row in some:
            if row.left not in stored or row.right not in stored:
                continue
            concerned = tuple(found[event] for event in sorted({of[row.left], of[row.right]}) if event in found)
            explanation = explain(compared[row.left], compared[row.right])
            pair = (stored[row.left], stored[row.right])
            cases.append(Case("pair", _day(concerned), "may be one event", concerned, pair, explanation))
    return cases
