"""What was read of one page, and the figures of a set of pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ..model import Mention, Reading
from .cases import Case
from .compare import CERTAIN, SCORED, WHOLE, field_right, is_stated
from .reliability import Reliability, reliability


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing wrong on a page: an event `missing`, one `extra`, or a field (then both mentions are given)."""

    what: str
    expected: Mention | None
    got: Mention | None


@dataclass(frozen=True, slots=True)
class PageResult:
    """One case as it was read. `pairs` are (expected, got) of the found events; `crash` a traceback or None."""

    case: Case
    reading: Reading
    pairs: tuple[tuple[Mention, Mention], ...]
    missing: tuple[Mention, ...]
    extra: tuple[Mention, ...]
    crash: str | None = None

    @property
    def whole(self) -> bool:
        """Every event with every field of `WHOLE`, and nothing else."""
        return not (self.missing or self.extra or self.crash) and all(
            field_right(name, expected, got) for expected, got in self.pairs for name in WHOLE
        )

    def misses(self) -> list[Miss]:
        """Everything wrong on the page, missing events first."""
        wrong = [Miss("missing", mention, None) for mention in self.missing]
        wrong += [Miss("extra", None, mention) for mention in self.extra]
        for expected, got in self.pairs:
            wrong += [Miss(name, expected, got) for name in SCORED if not field_right(name, expected, got)]
        return wrong


@dataclass(frozen=True)
class Figures:
    """The figures of a set of pages. Shares are None where there is nothing to count."""

    pages: Sequence[PageResult]

    @cached_property
    def pairs(self) -> list[tuple[Mention, Mention]]:
        """The found events, (expected, got)."""
        return [pair for page in self.pages for pair in page.pairs]

    @property
    def expected(self) -> int:
        """Events the pages state."""
        return len(self.pairs) + sum(len(page.missing) for page in self.pages)

    @property
    def given(self) -> int:
        """Events the reader gave."""
        return len(self.pairs) + sum(len(page.extra) for page in self.pages)

    @property
    def precision(self) -> float | None:
        """Share of the given events that the pages state."""
        return _share(len(self.pairs), self.given)

    @property
    def recall(self) -> float | None:
        """Share of the stated events that were given."""
        return _share(len(self.pairs), self.expected)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        return _share(2 * len(self.pairs), self.given + self.expected)

    @property
    def silent(self) -> tuple[int, int]:
        """Pages without an event: how many stayed without, of how many."""
        silent = [page for page in self.pages if not page.case.expected]
        return sum(not page.reading.mentions and page.crash is None for page in silent), len(silent)

    @property
    def whole(self) -> tuple[int, int]:
        """Pages that are right as a whole, of how many."""
        return sum(page.whole for page in self.pages), len(self.pages)

    @cached_property
    def fields(self) -> dict[str, tuple[int, int]]:
        """Per figure of `SCORED`: in how many found events it is right (an expected silence counts), of how many."""
        return {name: (sum(field_right(name, *pair) for pair in self.pairs), len(self.pairs)) for name in SCORED}

    @cached_property
    def stated(self) -> dict[str, tuple[int, int]]:
        """The same, over those found events only where the page or the reader says something under the figure."""
        counts = {}
        for name in SCORED:
            spoken = [pair for pair in self.pairs if is_stated(name, pair[0]) or is_stated(name, pair[1])]
            counts[name] = sum(field_right(name, *pair) for pair in spoken), len(spoken)
        return counts

    @cached_property
    def themes(self) -> dict[str, tuple[int, int]]:
        """Theme accuracy of the found events by expected theme."""
        counts: dict[str, list[bool]] = defaultdict(list)
        for expected, got in self.pairs:
            counts[expected.theme or "none"].append(field_right("theme", expected, got))
        return {theme: (sum(right), len(right)) for theme, right in sorted(counts.items())}

    @property
    def theme_macro(self) -> float | None:
        """Mean over the themes of their accuracy: a rare theme weighs as much as coffee."""
        return _share(sum(right / of for right, of in self.themes.values()), len(self.themes))

    @cached_property
    def reliability(self) -> Reliability:
        """Confidence against truth, over every mention given; one that is no stated event is wrong."""
        rows = [(got.confidence, all(field_right(name, *(e, got)) for name in CERTAIN)) for e, got in self.pairs]
        rows += [(got.confidence, False) for page in self.pages for got in page.extra]
        return reliability(rows)

    @property
    def crashes(self) -> list[PageResult]:
        """The pages that brought the reader down."""
        return [page for page in self.pages if page.crash]

    def shares(self) -> dict[str, float | None]:
        """Every figure by name, 0 to 1: what the floors are held against."""
        named = {
            "event-precision": self.precision,
            "event-recall": self.recall,
            "event-f1": self.f1,
            "silent": _share(*self.silent),
            "whole-page": _share(*self.whole),
            "theme-macro": self.theme_macro,
            "right-at-0.8": self.reliability.right_above,
            "right-that-reach-0.8": self.reliability.above_of_right,
        }
        return named | {name: _share(*count) for name, count in self.fields.items()}


def _share(part: float, of: int) -> float | None:
    return part / of if of else None
