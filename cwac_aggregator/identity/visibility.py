"""Who gets to see an event, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..model import Override, Visibility, day_of
from .consolidation import Consolidated, Member

DECIDED = "visibility"
"""The field name of a person's word on the event itself: "published" (accepted) or "hidden"."""


def visibility_of(
    event: Consolidated, members: Sequence[Member], overrides: Iterable[Override], threshold: float
) -> tuple[Visibility, str | None]:
    """The visibility of an event with living mentions, and the reason where it is not published."""
    said = [o for o in overrides if o.field == DECIDED and o.value in ("published", "hidden")]
    if said:
        last = max(said, key=lambda o: o.at)
        if last.value == "hidden":
            return "hidden", last.why or f"hidden by {last.by}"
        return "published", None
    doubts = sorted({m.doubt for m in members if m.doubt and not _borne_out(m, members)})
    if doubts:
        return "review", doubts[0]
    if event.values["confidence"] < threshold:
        return "review", f"confidence {event.values['confidence']:.2f} is below {threshold:.2f}"
    return "published", None


def _borne_out(doubtful: Member, members: Sequence[Member]) -> bool:
    """Whether a move that one page makes without a word is told by another: it says so, or has that day beyond doubt."""
    start = doubtful.mention.start
    if doubtful.doubt != "moved-without-words" or start is None:
        return False
    return any(
        other.mention.start is not None
        and day_of(other.mention.start) == day_of(start)
        and (not other.doubt or other.mention.previous_start is not None)
        for other in members
    )
