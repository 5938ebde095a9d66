"""One source during one run: where it may go, what it has seen, what it has left to spend."""

from __future__ import annotations

from datetime import date
from time import monotonic

from cwac_aggregator.config import Settings
from cwac_aggregator.ids import canonical_url
from cwac_aggregator.model import Issue
from cwac_aggregator.sources import SourceEntry

from .links import LinkFinder
from .scope import Scope
from .summary import SourceCounts


class Visit:
    """The state of one source in a running crawl. Mutable; lives as long as the run."""

    __slots__ = (
        "_deadline",
        "_settings",
        "_started",
        "counts",
        "entry",
        "finder",
        "issues",
        "max_pages",
        "scope",
        "starts",
    )

    def __init__(self, entry: SourceEntry, settings: Settings, today: date) -> None:
        self.entry = entry
        self.starts = tuple(dict.fromkeys(canonical_url(url) for url in entry.start_urls))
        self.scope = Scope(entry)
        self.finder = LinkFinder(self.scope, today)
        self.counts = SourceCounts(entry.id)
        self.issues: list[Issue] = []
        self.max_pages = settings.max_pages
        self._settings = settings
        self._started: float | None = None
        self._deadline = 0.0

    def spend(self) -> bool:
        """Take one request from the budget. False, with the reason in `counts.ended`, when nothing is left."""
        now = monotonic()
        if self._started is None:
            self._started = now
            self._deadline = now + self._settings.max_seconds
        if self.counts.requests >= self.max_pages:
            self.counts.ended = "pages"
            return False
        if now >= self._deadline:
            self.counts.ended = "time"
            return False
        self.counts.requests += 1
        return True

    def touch(self) -> None:
        """Note that an answer has come."""
        if self._started is not None:
            self.counts.seconds = monotonic() - self._started

    def allows_depth(self, depth: int) -> bool:
        """Whether links this far from a start address are followed."""
        return depth <= self._settings.max_depth

    def moved(self, origin: str, target: str) -> None:
        """Note a redirect out of the allow rules. A start address that does this needs a person."""
        self.counts.refused += 1
        if canonical_url(origin) in self.starts:
            self.issues.append(
                Issue(
                    code="moved",
                    message=f"{origin} redirects to {target}, outside the allow rules of {self.entry.id}; "
                    "put the new address into the source's entry if it is still the same publisher",
                    level="error",
                    source_id=self.entry.id,
                    url=origin,
                )
            )
