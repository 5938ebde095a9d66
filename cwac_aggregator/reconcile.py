"""Hold our list of events against another list, such as the national program's own: on both, on one, differing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from . import identity
from .identity import Record, load_weights, record_of
from .identity.blocking import pairs
from .identity.matching import compare, conflict, score
from .model import Event, Mention, When, day_of

Standing = Literal["both", "differing", "only-ours", "only-theirs"]
NEAR_DAYS = 31
"""Two entries that agree in all but the day are taken for one whose day differs, up to so many days."""
COMPARED = ("start", "end", "status", "venue", "street", "city", "region")
_ORDER: tuple[Standing, ...] = ("differing", "only-theirs", "only-ours", "both")


@dataclass(frozen=True, slots=True)
class Row:
    """One event of either list. `fields`: what differs; of the two values one may be missing, never both."""

    standing: Standing
    ours: Event | None
    theirs: Mention | None
    fields: tuple[str, ...] = ()


def reconcile(events: Iterable[Event], theirs: Sequence[Mention], *, their_source: str | None = None) -> list[Row]:
    """Compare the two lists: what differs first, then what only they have, what only we have, what is on both.

    Events that only `their_source` tells are not ours to count; nor are hidden and withdrawn ones.
    """
    ours = [event for event in events if _counts(event, their_source)]
    mine = [_record_of_event(event) for event in ours]
    others = [
        record_of(f"t{n:06}", entry, home=f"their:{n}", source_id="theirs", page_url=f"their:{n}")
        for n, entry in enumerate(theirs)
    ]
    matched = _match(mine, others)
    rows: list[Row] = []
    for left, right in matched.items():
        fields = tuple(_differing(ours[left], theirs[right]))
        rows.append(Row("differing" if fields else "both", ours[left], theirs[right], fields))
    rows += [Row("only-ours", event, None) for n, event in enumerate(ours) if n not in matched]
    taken = set(matched.values())
    rows += [Row("only-theirs", None, entry) for n, entry in enumerate(theirs) if n not in taken]
    return sorted(rows, key=_place_in_list)


def _counts(event: Event, their_source: str | None) -> bool:
    if event.visibility in ("hidden", "withdrawn"):
        return False
    return not event.mentions or any(mention.source_id != their_source for mention in event.mentions)


def _record_of_event(event: Event) -> Record:
    mention = Mention(**{name: getattr(event, name) for name in _SHARED})
    return record_of(event.id, mention, home=event.id, source_id="ours", page_url=event.id)


_SHARED = (
    "title",
    "kind",
    "theme",
    "status",
    "start",
    "organizer",
    "venue",
    "street",
    "city",
    "region",
    "postcode",
    "country",
    "latitude",
    "longitude",
    "previous_start",
    "alternatives",
    "series",
)


def _match(mine: Sequence[Record], others: Sequence[Record]) -> dict[int, int]:
    """Pairs of the two lists, the best first, each entry once."""
    weights = load_weights()
    both = [*mine, *others]
    found = set()
    for left, right in _candidates(both):
        if left >= len(mine) or right < len(mine) or conflict(both[left], both[right]):
            continue
        total = score(both[left], both[right], weights)
        apart = abs(both[left].day - both[right].day)
        if apart and apart <= NEAR_DAYS:  # All but the day: the day is what differs.
            start = weights.outcomes["start"]
            total += start["same-day"] - start[compare(both[left], both[right])[0]] - apart / NEAR_DAYS
        if total >= weights.same:
            found.add((-total, left, right - len(mine)))
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, left, right in sorted(found):
        if left not in matched and right not in taken:
            matched[left] = right
            taken.add(right)
    return matched


def _candidates(both: Sequence[Record]) -> Iterator[tuple[int, int]]:
    """Pairs of one day, then pairs of one town or venue whatever their days."""
    yield from pairs(both)
    for key in ("city", "venue"):
        yield from pairs([record._replace(day=1 if getattr(record, key) else 0) for record in both])


def _differing(event: Event, entry: Mention) -> Iterator[str]:
    left, right = _record_of_event(event), record_of("t", entry, home="t", source_id="t", page_url="t")
    outcomes = dict(zip(identity.COMPARISONS, compare(left, right), strict=True))
    for name in COMPARED:
        ours, theirs = getattr(event, name), getattr(entry, name)
        if ours is None or theirs is None or ours == theirs:
            continue
        if name in ("venue", "street", "city") and outcomes[name] not in ("other", "number-differs", "other-road"):
            continue
        if name == "status" and {ours, theirs} == {"scheduled", "held"}:
            continue
        if name in ("start", "end") and _same_time(ours, theirs):
            continue
        yield name


def _same_time(left: When, right: When) -> bool:
    """Whether two times agree in all that both say: one may give only the day, or no zone."""
    if not isinstance(left, datetime) or not isinstance(right, datetime):
        return day_of(left) == day_of(right)
    if left.tzinfo is None or right.tzinfo is None:
        return left.replace(tzinfo=None) == right.replace(tzinfo=None)
    return left == right


def _place_in_list(row: Row) -> tuple[int, str, str]:
    told: Any = row.ours or row.theirs
    day = day_of(told.start).isoformat() if told.start else "9999"
    return _ORDER.index(row.standing), day, str(told.title)
