"""An event on its way into the tables: a draft with its members, the same consolidated, and how many were written."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from .. import ids
from ..identity import RULES, Consolidated, Member
from ..model import Issue, Override, Visibility
from .drawn import Drawn


class Draft(NamedTuple):
    """An event to be made: its members, the overrides that hold and those that lapsed."""

    event_id: str
    members: tuple[Member, ...]
    overrides: tuple[Override, ...]
    lapsed: tuple[Override, ...]
    first_seen: datetime
    inputs: str


class Made(NamedTuple):
    """A draft consolidated, with its visibility and the issues it raises."""

    draft: Draft
    consolidated: Consolidated
    visibility: Visibility
    reason: str | None
    issues: tuple[Issue, ...]


@dataclass(slots=True)
class Written:
    """How many events were new, changed, unchanged."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    merged: int = 0

    def __iadd__(self, other: Written) -> Written:
        self.new += other.new
        self.changed += other.changed
        self.unchanged += other.unchanged
        self.merged += other.merged
        return self


def digest_of(told: Sequence[Drawn], said: Sequence[Override], threshold: float) -> str:
    words = [
        f"{m.id} {digest} {page_id} {m.source_id} {m.told} {m.doubt} {m.source_kind} {m.source_name}"
        for m, _, digest, page_id in told
    ]
    people = sorted([o.mention_id, o.field, o.value, o.answers, o.at] for o in said) if said else ""
    return ids.digest(RULES, str(threshold), *sorted(words), str(people))


def make_draft(event_id: str, told: Sequence[Drawn], said: Sequence[Override], lapsed: Set[int], inputs: str) -> Draft:
    """`lapsed`: the overrides that hold no more, as objects."""
    return Draft(
        event_id,
        tuple([drawn.member for drawn in told]),
        tuple(o for o in said if id(o) not in lapsed) if said else (),
        tuple(o for o in said if id(o) in lapsed) if said else (),
        min([drawn.first_seen for drawn in told]),
        inputs,
    )
