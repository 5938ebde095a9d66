"""How each source does: in good health, or what is wrong with it, since when, and whether to call somebody.

    ok        pages come, and tell of events
    empty     pages come, but never told of one
    silent    used to tell of events, and has not for half a year
    failing   nothing comes: the network or the server
    blocked   nothing may be fetched: robots.txt, a wall, a challenge
    moved     its start address leads to somewhere outside its allow rules
    gone      its start address no longer exists

One bad night is no alert: that takes the same trouble in several crawls in a row. Nothing here touches an event (law 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from .database import Database, SourceFacts, VisitFacts
from .ids import bare_host
from .sources import SourceEntry

State = Literal["ok", "empty", "silent", "failing", "blocked", "moved", "gone"]
STATES: tuple[State, ...] = ("ok", "empty", "silent", "failing", "blocked", "moved", "gone")
BAD: frozenset[State] = frozenset(("silent", "failing", "blocked", "moved", "gone"))
SILENCE = timedelta(days=180)
PATIENCE: Mapping[State, int] = {"silent": 3, "failing": 3, "blocked": 3, "moved": 2, "gone": 2}
"""Crawls in a row with the same trouble before it is an alert."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """The health of one source. `since` is the oldest crawl of the unbroken row in this state, `runs` its length.

    `evidence` is one sentence for a person, `url` the address it speaks of where there is one.
    """

    source_id: str
    name: str
    state: State
    since: datetime
    runs: int
    alert: bool
    evidence: str
    url: str | None = None


def assess(database: Database, entries: Iterable[SourceEntry], today: date) -> list[SourceHealth]:
    """The health of the sources that were visited, by id.

    A source never checked by a person stays out until its first good fetch.
    """
    history = database.visits.history()
    return list(_judge_all(history, entries, today))


def standing(database: Database, today: date) -> dict[str, SourceHealth]:
    """The health of every source that was ever visited, by id; its name is its id."""
    return {facts.source_id: judge(facts, facts.source_id, today) for facts in database.visits.history().values()}


def _judge_all(
    history: Mapping[str, SourceFacts], entries: Iterable[SourceEntry], today: date
) -> Iterator[SourceHealth]:
    for entry in sorted(entries, key=lambda entry: entry.id):
        facts = history.get(entry.id)
        if facts is not None and (facts.has_pages or entry.checked != "never"):
            yield judge(facts, entry.name, today)


def dead_sites(database: Database, entries: Iterable[SourceEntry]) -> dict[str, str]:
    """The sites (`bare_host`) of sources that never gave a page and answered nothing in several crawls: since when."""
    found: dict[str, str] = {}
    history = database.visits.history()
    for entry in entries:
        facts = history.get(entry.id)
        if facts is None or facts.has_pages:
            continue
        health = judge(facts, entry.name, facts.visits[0].at.date())
        if health.alert and health.state in ("failing", "gone"):
            words = f"{health.state} in {health.runs} crawls since {health.since:%Y-%m-%d}"
            found.update((bare_host(url), words) for url in entry.start_urls)
    return found


def judge(facts: SourceFacts, name: str, today: date) -> SourceHealth:
    """The health of one source from its visits, of which there is at least one. Pure."""
    states = [_state(visit, facts, today) for visit in facts.visits]
    state = states[0]
    row = next((n for n, other in enumerate(states) if other != state), len(states))
    newest = facts.visits[0]
    return SourceHealth(
        source_id=facts.source_id,
        name=name,
        state=state,
        since=facts.visits[row - 1].at,
        runs=row,
        alert=state in BAD and row >= PATIENCE[state],
        evidence=_evidence(state, newest, facts),
        url=newest.url,
    )


def _state(visit: VisitFacts, facts: SourceFacts, today: date) -> State:
    if not visit.good:
        return _trouble(visit)
    if facts.newest_day is None:
        return "empty"
    # Seen from the day of that crawl, so that a silence has a beginning.
    day = min(visit.at.date(), today)
    return "silent" if facts.newest_day < day - SILENCE else "ok"


def _trouble(visit: VisitFacts) -> State:
    if visit.outcome == "gone":
        return "moved" if visit.status is not None and 300 <= visit.status < 400 else "gone"
    return "blocked" if visit.outcome == "blocked" else "failing"


def _evidence(state: State, visit: VisitFacts, facts: SourceFacts) -> str:
    answered = f"{visit.good} of {visit.good + visit.bad} addresses answered"
    match state:
        case "ok" | "silent":
            return f"{answered}; the newest event is on {facts.newest_day}"
        case "empty":
            return f"{answered}; no event so far"
        case _:
            return f"{visit.url}: {visit.reason}" if visit.url else answered
