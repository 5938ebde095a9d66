"""Fit the weights of doubts on labelled pages: `python -m benchmarks.fit_confidence [DIR ...]` (default: tests/corpus, `dev`).

A logistic regression: how likely a reading is right (day, start, venue and status), by the doubts it gives. Prints, for pages
left out of the fit (five times a fifth), how many of the readings at 0.8 and above are right and how many of the right ones
stand there, and the weights as they go into `cwac_aggregator/extraction/confidence_weights.toml`. Pages on which nobody has
tuned the reader tell the truth; on the others it errs too seldom.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from cwac_aggregator.evaluation import CERTAIN, evaluate_case, field_right
from cwac_aggregator.extraction import confidence
from cwac_aggregator.extraction.structured import Candidate

from .fitting import CORPUS, Descent, cases_of, heard, left_out

RIDGE = 2.0
PRIOR = -0.1
"""What a doubt weighs that nothing is known of."""
FEWEST = 5
"""Readings with a doubt from which its weight can be told; of a rarer one it stays as it is."""
STEPS = 600

Weights = Mapping[str, float]


class Row(NamedTuple):
    """One reading of a labelled page: its doubts, and whether it is right."""

    page: int
    doubts: frozenset[str]
    right: bool


def main(folders: Sequence[str]) -> None:
    """Fit and print."""
    rows = [row for folder in map(Path, folders or [str(CORPUS)]) for row in rows_of(folder)]
    told = []
    for taught, left in left_out(rows):
        weights = fit(taught)
        told += [(confidence.likelihood(row.doubts, weights), row.right) for row in left]
    above = [right for sure, right in told if sure >= 0.8]
    right = sum(right for _, right in told)
    print(f"# {len(rows)} readings, {right} right; left out: {sum(above)} of {len(above)} at 0.8 and above")
    for name, weight in fit(rows).items():
        print(f"{name} = {round(weight, 1) + 0.0}")


def rows_of(folder: Path) -> list[Row]:
    """The readings of the pages of a folder. One whose words were merged with markup has doubts of its own, and is no row."""
    rows: list[Row] = []
    asked: dict[tuple[object, ...], frozenset[str]] = {}

    def hear(_: object, found: Candidate, *rest: Any) -> None:
        asked[found.values.get("start"), found.values.get("series"), found.values.get("venue")] = rest[-1]

    with heard(confidence, "doubts_of", hear):
        for page, case in enumerate(cases_of(folder)):
            asked.clear()
            result = evaluate_case(case)
            given = [(got, all(field_right(name, expected, got) for name in CERTAIN)) for expected, got in result.pairs]
            for got, right in [*given, *((got, False) for got in result.extra)]:
                doubts = asked.get((got.start, got.series, got.venue))
                if doubts is not None:
                    rows.append(Row(page, doubts, right))
    return rows


def fit(rows: Sequence[Row]) -> Weights:
    """The weights under which the readings are likeliest to be as right as they are; none above 0 but that of `none`."""
    now = confidence.confidence_weights()
    counts = Counter(doubt for row in rows for doubt in row.doubts)
    known = {name for name, count in counts.items() if count >= FEWEST}
    weights = {name: now.get(name, PRIOR) for name in sorted({*now, *counts})}
    descent = Descent()
    for _ in range(STEPS):
        slope: dict[str, float] = defaultdict(float)
        for row in rows:
            error = confidence.likelihood(row.doubts, weights) - row.right
            slope["none"] += error
            for doubt in row.doubts:
                slope[doubt] += error
        for name in ("none", *known):
            ridge = RIDGE * (weights[name] - PRIOR) if name != "none" else 0.0
            descent.step(weights, name, slope[name] + ridge)
            if name != "none":
                weights[name] = min(weights[name], 0.0)
    return weights


if __name__ == "__main__":
    main(sys.argv[1:])
