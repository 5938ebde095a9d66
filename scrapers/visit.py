"""One source during one run: where it may go, what it has seen, what it has left to spend."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from time import monotonic

from cwac_aggregator.config import Settings
from cwac_aggregator.database import Address, Known, State
from cwac_aggregator.ids import canonical_url
from cwac_aggregator.model import Issue
from cwac_aggregator.sources import SourceEntry

from .links import Lead, LinkFinder
from .scope import Scope
from .summary import SourceCounts

VISIT = "visit"
"""The key in a request's meta that holds its `Visit`."""
GIVEN_UP = 3
"""Failures after which an address that is gone is asked for as seldom as any."""
MAX_POSTPONED = 500
"""Leads of one source that are remembered for the next run, at most."""


class Visit:
    """The state of one source in a running crawl. Mutable; lives as long as the run.

    `waiting` and `under_way` are kept by the frontier, `notes` taken away by the pipeline. `has_map`: robots.txt names a sitemap. `known` are the addresses that
    earlier runs asked for, with their promise, `stumbles` the failures in a row.
    """

    __slots__ = (
        "_deadline",
        "_digests",
        "_failures",
        "_leads",
        "_settings",
        "_started",
        "counts",
        "entry",
        "finder",
        "has_map",
        "issues",
        "known",
        "max_pages",
        "notes",
        "postponed",
        "scope",
        "starts",
        "stumbles",
        "under_way",
        "waiting",
    )

    def __init__(
        self, entry: SourceEntry, settings: Settings, today: date, closed: frozenset[str] = frozenset()
    ) -> None:
        self.entry = entry
        self.scope = Scope(entry, closed)
        self.finder: LinkFinder | None = LinkFinder(self.scope, today)
        starts = dict.fromkeys(canonical_url(url) for url in entry.start_urls)
        self.starts = tuple(url for url in starts if self.scope.is_open(url))
        self.counts = SourceCounts(entry.id, ended="done" if self.starts else "opted out")
        self.issues: list[Issue] = []
        self.notes: list[Address] = []
        self.postponed: list[tuple[Lead, int]] = []
        self.max_pages = settings.max_pages
        self.has_map = False
        self.stumbles = 0
        self.waiting = 0
        self.under_way = 0
        self._settings = settings
        self._started: float | None = None
        self._deadline = 0.0
        self._digests: set[str] = set()
        self._leads: dict[str, int] = {}
        self._failures: dict[str, int] = {}
        self.known: dict[str, int] = {}

    def remember(self, known: Sequence[Known], due: Iterable[str]) -> None:
        """Learn what earlier runs knew: addresses that are not due are not leads."""
        assert self.finder is not None
        asked_for = set(due)
        self.known = {item.address.url: item.address.score for item in known if item.address.state != "waiting"}
        for item in known:
            address = item.address
            if address.leads:
                self._leads[address.url] = address.leads
            if address.failures:
                self._failures[address.url] = address.failures
            if address.url in asked_for:
                self.finder.admit(address.url)
            else:
                self.finder.rest(address.url, address.asked)

    def note(
        self,
        url: str,
        state: State,
        asked: datetime,
        *,
        score: int = 0,
        depth: int = 0,
        leads: int = 0,
        guess: bool = False,
    ) -> None:
        """Write down how an address stands now. What is gone where nothing was promised is not looked for again soon."""
        failures = self._failures.get(url, 0) + 1 if state in ("failed", "gone") else 0
        if guess and state == "gone":
            failures += GIVEN_UP
        best = max(leads, self._leads.get(url, 0))
        self.notes.append(
            Address(
                url=url,
                source_id=self.entry.id,
                state=state,
                score=self.known.get(url, score),
                depth=depth,
                leads=best,
                asked=asked,
                failures=failures,
            )
        )

    def postpone(self, lead: Lead, depth: int) -> None:
        """Leave a lead, with its distance from a start address, to the next run."""
        if lead.url not in self.starts:
            self.postponed.append((lead, depth))

    def take_notes(self) -> list[Address]:
        """What is to be remembered, once."""
        best = heapq.nlargest(MAX_POSTPONED, self.postponed, key=lambda item: item[0].score)
        waiting = [
            Address(url=lead.url, source_id=self.entry.id, state="waiting", score=lead.score, depth=depth)
            for lead, depth in best
            if lead.url not in self.known
        ]
        notes, self.notes, self.postponed = self.notes, [], []
        return notes + waiting

    def is_twin(self, text_digest: str) -> bool:
        """Whether another address of this run said the very same: a session id, a view, a mirror. Its links are known."""
        if text_digest in self._digests:
            return True
        self._digests.add(text_digest)
        return False

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

    def shrink(self, share: float) -> None:
        """Cut the budget of pages to a share of it: the host asked for a slower pace than the crawler's slowest."""
        self.max_pages = max(1, int(self.max_pages * share))

    def touch(self) -> None:
        """Note that an answer has come."""
        if self._started is not None:
            self.counts.seconds = monotonic() - self._started

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits and nothing is under way."""
        return not self.waiting and not self.under_way

    def close(self) -> None:
        """Give the memory back; what still comes in is archived, but not followed."""
        self.finder = None
        self._digests.clear()
        self.known.clear()

    def allows_depth(self, depth: int) -> bool:
        """Whether links this far from a start address are followed."""
        return depth <= self._settings.max_depth
