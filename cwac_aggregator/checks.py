"""Publish or not: what must hold before the files published before are replaced.

Absence never cancels anything (law 4): it only keeps yesterday's files in place until somebody has looked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .database import Database
from .errors import ChecksRefusedError
from .model import Issue

FEW = 5
"""Below this many upcoming events a share says nothing."""
GOOD = ("new", "changed", "unchanged", "confirmed")


@dataclass(frozen=True, slots=True)
class Check:
    """One check and what came of it. Where `passed` is False nothing is published."""

    name: str
    passed: bool
    message: str


def check(database: Database, *, max_drop: float) -> list[Check]:
    """Look at what is about to be published; every check, passed or not.

    `max_drop` is the share of the upcoming events of the standing edition that may leave at once. Sources that brought
    less than the registry expects of them raise issues of the step "check".
    """
    crawl = database.runs.last(crawled=True)
    if crawl is None or crawl.finished is None:
        return [Check("crawl", True, "nothing was crawled yet")]
    database.issues.settle("check")
    database.issues.raise_(list(_poor_sources(database, crawl.id)), "check", at=crawl.finished)
    counts = database.archive.crawl_counts(crawl.id)
    got, tried = sum(counts.get(outcome, 0) for outcome in GOOD), sum(counts.values())
    had, left = database.events.leaving(crawl.finished.date())
    return [
        Check("crawl", got > 0 or tried == 0, f"{got} of {tried} addresses answered"),
        Check("upcoming", had < FEW or left <= max_drop * had, f"{left} of {had} upcoming events would leave at once"),
    ]


def require(results: Iterable[Check]) -> None:
    """Raise ChecksRefusedError where a check failed."""
    failed = [f"{result.name}: {result.message}" for result in results if not result.passed]
    if failed:
        raise ChecksRefusedError(
            f"not published: {'; '.join(failed)}",
            hint="The files published before still stand. See `cwac issues`; `cwac export --force` publishes all the same.",
        )


def _poor_sources(database: Database, run_id: int) -> Iterable[Issue]:
    for source in database.sources.health(run_id):
        found = (("pages", source.pages, source.min_pages), ("mentions", source.mentions, source.min_mentions))
        for what, count, expected in found:
            if count < expected:
                message = f"{source.name}: {count} {what} in the last crawl, at least {expected} expected"
                yield Issue(code=f"too-few-{what}", message=message, level="warning", source_id=source.id)
