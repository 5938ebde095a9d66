"""Which event id a cluster bears (law 3): an id stays with its mention; merged, the one published first survives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from .. import ids


@dataclass(frozen=True, slots=True)
class Given:
    """An event id in the ledger."""

    id: str
    mention_id: str
    first_published: datetime
    redirects_to: str | None


@dataclass(frozen=True, slots=True)
class Assignment:
    """Per cluster its event id; ids that now redirect; ids that no cluster bears any more."""

    events: Mapping[str, tuple[str, ...]]
    redirects: Mapping[str, str]
    bare: frozenset[str]


def assign(
    clusters: Iterable[Sequence[str]],
    ledger: Iterable[Given],
    *,
    last_event: Mapping[str, str],
    first_seen: Mapping[str, datetime],
) -> Assignment:
    """Give each cluster of mention ids its event id.

    `last_event`: the event each mention was last part of. `first_seen`: when each mention was first seen; the earliest
    mention of a cluster without an id gives it one.
    """
    given = {entry.id: entry for entry in ledger}
    owner = {entry.mention_id: entry.id for entry in given.values()}
    clusters = sorted(tuple(sorted(cluster)) for cluster in clusters)
    of = {mention: cluster for cluster in clusters for mention in cluster}
    adopted = _adopt(given, of, last_event)
    events: dict[str, tuple[str, ...]] = {}
    redirects: dict[str, str] = {}
    for cluster in clusters:
        claims = {owner[mention] for mention in cluster if mention in owner} | adopted.get(cluster, set())
        if claims:
            bearer = min(claims, key=lambda e: (given[e].first_published, e))
        else:
            bearer = ids.event_id(min(cluster, key=lambda m: (first_seen[m], m)))
        events[bearer] = cluster
        redirects.update({other: bearer for other in claims if other != bearer})
    bare = {
        entry.id
        for entry in given.values()
        if entry.id not in events and entry.id not in redirects and entry.redirects_to is None
    }
    return Assignment(events, redirects, frozenset(bare))


def _adopt(
    given: Mapping[str, Given], of: Mapping[str, tuple[str, ...]], last_event: Mapping[str, str]
) -> dict[tuple[str, ...], set[str]]:
    """Ids whose own mention is gone go to the cluster that holds most of their last members."""
    orphans = {e.id for e in given.values() if e.mention_id not in of and e.redirects_to is None}
    votes: dict[str, dict[tuple[str, ...], int]] = {}
    for mention, event in last_event.items():
        if event in orphans and mention in of:
            tally = votes.setdefault(event, {})
            tally[of[mention]] = tally.get(of[mention], 0) + 1
    adopted: dict[tuple[str, ...], set[str]] = {}
    for event, tally in votes.items():
        best = min(tally, key=lambda cluster: (-tally[cluster], cluster))
        adopted.setdefault(best, set()).add(event)
    return adopted
