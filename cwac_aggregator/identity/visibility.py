"""Who gets to see an event, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..model import Override, Visibility
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
    doubts = sorted({m.doubt for m in members if m.doubt})
    if doubts:
        return "review", doubts[0]
    if event.values["confidence"] < threshold:
        return "review", f"confidence {event.values['confidence']:.2f} is below {threshold:.2f}"
    return "published", None
