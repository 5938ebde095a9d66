"""Read the cases and pair what was found with what was expected."""

from __future__ import annotations

import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from ..extraction import READER_FAULT, read
from ..model import Document, Mention, Place, Reading
from .assignment import best_pairs
from .cases import Case, Split, load_cases
from .compare import similarity
from .figures import Figures, PageResult
from .report import miss_lines, plain_values, table_lines

Reader = Callable[[Document, Place], Reading]
Grouping = Literal["language", "layout", "form"]
GROUPINGS: tuple[Grouping, ...] = ("language", "layout", "form")


@dataclass(frozen=True)
class Evaluation:
    """A corpus as it was read."""

    pages: Sequence[PageResult]

    @cached_property
    def total(self) -> Figures:
        """The figures of all pages."""
        return Figures(self.pages)

    def by(self, grouping: Grouping) -> dict[str, Figures]:
        """The figures per language, layout or form, by name."""
        groups: dict[str, list[PageResult]] = defaultdict(list)
        for page in self.pages:
            groups[getattr(page.case, grouping)].append(page)
        return {name: Figures(pages) for name, pages in sorted(groups.items())}

    @property
    def crashes(self) -> list[PageResult]:
        """The pages that brought the reader down."""
        return self.total.crashes

    def table(self, *groupings: Grouping) -> list[str]:
        """The figures as lines for people; without groupings, all three."""
        return table_lines(self.total, {name: self.by(name) for name in groupings or GROUPINGS})

    def misses(self) -> list[str]:
        """Every wrong page with what was expected, what was read, and the words it was read from, as lines."""
        return miss_lines(self.pages)

    def as_json(self) -> dict[str, Any]:
        """The figures as plain values: `total` and one object per grouping, each by name; counts beside the shares."""
        return plain_values(self.total, {name: self.by(name) for name in GROUPINGS})


def evaluate(folder: Path, split: Split = "all", only: str = "*", reader: Reader = read) -> Evaluation:
    """Read the cases of a folder whose names fit the shell pattern `only`. Raises ConfigError on a broken case."""
    cases = [case for case in load_cases(folder, split) if fnmatchcase(case.name, only)]
    return Evaluation([evaluate_case(case, reader) for case in cases])


def evaluate_case(case: Case, reader: Reader = read) -> PageResult:
    """Read one case with `reader` (default: `extraction.read`). A reader that fails leaves a page with nothing read."""
    crash = None
    try:
        reading = reader(case.document, case.place)
    except Exception:
        reading, crash = Reading(), traceback.format_exc()
    faults = [oddity.message for oddity in reading.oddities if oddity.code == READER_FAULT]
    return pair(case, reading, crash or (faults[0] if faults else None))


def pair(case: Case, reading: Reading, crash: str | None = None) -> PageResult:
    """Pair what was read with what was expected so that the agreement over the whole page is the largest."""
    expected, got = case.expected, reading.mentions
    pairs = best_pairs([[similarity(left, right) for right in got] for left in expected])
    return PageResult(
        case=case,
        reading=reading,
        pairs=tuple((expected[i], got[j]) for i, j in pairs),
        missing=_rest(expected, {i for i, _ in pairs}),
        extra=_rest(got, {j for _, j in pairs}),
        crash=crash,
    )


def _rest(mentions: Iterable[Mention], taken: set[int]) -> tuple[Mention, ...]:
    return tuple(mention for number, mention in enumerate(mentions) if number not in taken)
