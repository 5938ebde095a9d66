"""What every reader of structured data hands to the merging reader: a mention in the making."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ...model import Evidence, Flag, Oddity, Origin, When


@dataclass(slots=True)
class Candidate:
    """One event as one item of markup or of a feed tells it, before scope, prose and place inheritance are settled.

    `values` maps fields of `Mention` to values (`start`, `end`, `previous_start` as `When`); a field that the item does
    not state is absent. Each field in `values` has the words it rests on in `evidence`. An item without a date (a news
    entry, a post) has no `start`: prose reading of `html`, else of `text`, decides.
    """

    origin: Origin
    values: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    flags: set[Flag] = field(default_factory=set)
    alternatives: list[When] = field(default_factory=list)
    native_id: str | None = None
    """The platform's own id of the item, without time parts and edit stamps."""
    text: str = ""
    """Title, description and categories as plain text: what decides whether the item is in scope."""
    html: str = ""
    """The item's own body as HTML, for prose reading. "" where there is none or it is plain text."""
    published: date | None = None
    """The day the item itself was published, which is never the day of the event."""
    main: bool = False
    """On a detail page: this item is the page's own event."""

    def put(self, name: str, value: Any, text: str, locator: str) -> None:
        """Set a field together with the words it rests on and where they stand. None and "" are not values."""
        if value is None or value == "":
            return
        self.values[name] = value
        self.evidence[name] = Evidence(text, locator, self.origin)


Found = tuple[list[Candidate], list[Oddity]]
"""What each reader returns: candidates in the order of the page, and what was odd."""
