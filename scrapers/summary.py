"""What a crawl did: counts per source and in all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Count = Literal["new", "changed", "unchanged", "confirmed", "failed", "gone", "blocked", "refused"]
COUNTS: tuple[Count, ...] = ("new", "changed", "unchanged", "confirmed", "failed", "gone", "blocked", "refused")


@dataclass(slots=True)
class SourceCounts:
    """What came of the requests to one source.

    new, changed, unchanged: pages by the text digest; confirmed: 304; failed: network, server, soft errors; gone: 404 and
    410; blocked: robots.txt, walls, the size limit; refused: addresses outside the allow rules, private or opted out.
    `requests` counts every request sent for pages, `bytes` the bodies received, `seconds` the time from first to last,
    `ended` why it ended: "done", or the budget that ran out ("pages", "time"), "asked to wait",
    "kept failing" or "opted out".
    """

    source_id: str
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    confirmed: int = 0
    failed: int = 0
    gone: int = 0
    blocked: int = 0
    refused: int = 0
    requests: int = 0
    bytes: int = 0
    seconds: float = 0.0
    ended: str = "done"

    @property
    def pages(self) -> int:
        """Pages that stand: fetched or confirmed."""
        return self.new + self.changed + self.unchanged + self.confirmed

    def add(self, what: Count) -> None:
        """Count one outcome."""
        setattr(self, what, getattr(self, what) + 1)


@dataclass(frozen=True, slots=True)
class CrawlSummary:
    """The counts of a whole crawl, by source id in the order given."""

    sources: dict[str, SourceCounts] = field(default_factory=dict)
    issues: int = 0
    seconds: float = 0.0
    interrupted: bool = False

    def total(self, what: Count | Literal["requests", "bytes"]) -> int:
        """One count over all sources."""
        return sum(getattr(counts, what) for counts in self.sources.values())

    @property
    def pages(self) -> int:
        """Pages that stand, over all sources."""
        return sum(counts.pages for counts in self.sources.values())

    @property
    def fetched(self) -> int:
        """Pages whose body came over the wire."""
        return self.total("new") + self.total("changed") + self.total("unchanged")

    def as_dict(self) -> dict[str, int | float | bool]:
        """The totals, for the log of runs."""
        totals: dict[str, int | float | bool] = {name: self.total(name) for name in COUNTS}
        return totals | {
            "sources": len(self.sources),
            "pages": self.pages,
            "requests": self.total("requests"),
            "bytes": self.total("bytes"),
            "issues": self.issues,
            "seconds": round(self.seconds, 1),
            "interrupted": self.interrupted,
        }

    @classmethod
    def of(cls, counts: Iterable[SourceCounts], *, issues: int, seconds: float, interrupted: bool) -> CrawlSummary:
        """Gather the counts of the sources."""
        return cls({c.source_id: c for c in counts}, issues, seconds, interrupted)
