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
from math import exp, sqrt
from pathlib import Path
from typing import NamedTuple

from cwac_aggregator.evaluation import CERTAIN, evaluate_case, field_right, load_cases
from cwac_aggregator.extraction import confidence

RIDGE = 2.0
PRIOR = -0.1
"""What a doubt weighs that nothing is known of."""
FEWEST = 5
"""Readings with a doubt from which its weight can be told; of a rarer one it stays as it is."""
STEPS = 600
RATE = 0.3
FOLDS = 5
CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus"

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
    for fold in range(FOLDS):
        weights = fit([row for row in rows if row.page % FOLDS != fold])
        told += [(likelihood(weights, row.doubts), row.right) for row in rows if row.page % FOLDS == fold]
    above = [right for sure, right in told if sure >= 0.8]
    right = sum(right for _, right in told)
    print(f"# {len(rows)} readings, {right} right; left out: {sum(above)} of {len(above)} at 0.8 and above")
    for name, weight in fit(rows).items():
        print(f"{name} = {round(weight, 1) + 0.0}")


def rows_of(folder: Path) -> list[Row]:
    """The readings of the pages of a folder. One whose words were merged with markup has doubts of its own, and is no row."""
    rows: list[Row] = []
    doubts_of, asked = confidence.doubts_of, dict[tuple[object, ...], frozenset[str]]()

    def listening(draft, found, story, published, weak):  # type: ignore[no-untyped-def]
        doubts = doubts_of(draft, found, story, published, weak)
        asked[found.values.get("start"), found.values.get("series"), found.values.get("venue")] = doubts
        return doubts

    confidence.doubts_of = listening
    try:
        for page, case in enumerate(load_cases(folder, "dev" if folder.resolve() == CORPUS else "all")):
            asked.clear()
            result = evaluate_case(case)
            given = [(got, all(field_right(name, expected, got) for name in CERTAIN)) for expected, got in result.pairs]
            for got, right in [*given, *((got, False) for got in result.extra)]:
                doubts = asked.get((got.start, got.series, got.venue))
                if doubts is not None:
                    rows.append(Row(page, doubts, right))
    finally:
        confidence.doubts_of = doubts_of
    return rows


def fit(rows: Sequence[Row]) -> Weights:
    """The weights under which the readings are likeliest to be as right as they are; none above 0 but that of `none`."""
    now = confidence.confidence_weights()
    counts = Counter(doubt for row in rows for doubt in row.doubts)
    known = {name for name, count in counts.items() if count >= FEWEST}
    weights = {name: now.get(name, PRIOR) for name in sorted({*now, *counts})}
    squares: dict[str, float] = defaultdict(float)
    for _ in range(STEPS):
        slope: dict[str, float] = defaultdict(float)
        for row in rows:
            error = likelihood(weights, row.doubts) - row.right
            slope["none"] += error
            for doubt in row.doubts:
                slope[doubt] += error
        for name in ("none", *known):
            pull = slope[name] + (RIDGE * (weights[name] - PRIOR) if name != "none" else 0.0)
            squares[name] += pull * pull
            weights[name] -= RATE * pull / sqrt(squares[name] + 1e-9)
            if name != "none":
                weights[name] = min(weights[name], 0.0)
    return weights


def likelihood(weights: Weights, doubts: frozenset[str]) -> float:
    """How likely a reading with these doubts is right."""
    return 1 / (1 + exp(-weights["none"] - sum(weights.get(doubt, PRIOR) for doubt in doubts)))


if __name__ == "__main__":
    main(sys.argv[1:])
