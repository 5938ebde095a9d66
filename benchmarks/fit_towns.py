"""Fit the weights of towns on labelled pages: `python -m benchmarks.fit_towns [DIR ...]` (default: tests/corpus, `dev`).

A conditional logit: of the towns that a story tells, how likely each is the event's, by what `town_choice` finds to say for
it. Prints how often the heaviest town is the right one (on pages left out of the fit, five times a fifth) and the weights as
they go into `cwac_aggregator/extraction/towns/weights.toml`. Towns printed with region or postal code are no question.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import exp
from pathlib import Path
from typing import NamedTuple

from cwac_aggregator import gazetteer
from cwac_aggregator.evaluation import evaluate_case
from cwac_aggregator.extraction.drafts import Draft
from cwac_aggregator.extraction.towns import choice as town_choice

from .fitting import CORPUS, Descent, cases_of, heard, left_out

RIDGE = 0.5
STEPS = 400

Weights = Mapping[str, float]


class Row(NamedTuple):
    """One event of a labelled page: its town, and what speaks for each town told."""

    page: int
    truth: str
    outcomes: Mapping[str, set[str]]


def main(folders: Sequence[str]) -> None:
    """Fit and print."""
    rows = [row for folder in map(Path, folders or [str(CORPUS)]) for row in rows_of(folder)]
    right = 0
    for taught, left in left_out(rows):
        weights = fit(taught)
        right += sum(heaviest(weights, row) == row.truth for row in left)
    weights = fit(rows)
    fitted = sum(heaviest(weights, row) == row.truth for row in rows)
    print(f"# {len(rows)} events: right {right / len(rows):.3f} left out, {fitted / len(rows):.3f} fitted")
    for name in town_choice.town_weights() | dict(weights):
        print(f"{name} = {round(weights.get(name, 0.0), 1) + 0.0}")


def rows_of(folder: Path) -> list[Row]:
    """The events found on the pages of a folder whose town is a question."""
    rows: list[Row] = []
    asked: list[tuple[Draft, Mapping[str, set[str]]]] = []
    with heard(town_choice, "outcomes_of", lambda draft, _, outcomes: asked.append((draft, outcomes))):
        for page, case in enumerate(cases_of(folder)):
            asked.clear()
            for expected, got in evaluate_case(case).pairs:
                for number, (draft, outcomes) in enumerate(asked):
                    same_day = draft.day is None or got.start is None or str(got.start)[:10] == str(draft.day.day)
                    if same_day and (draft.place.venue if draft.place else None) == got.venue:
                        rows.append(Row(page, gazetteer.fold(expected.city or ""), outcomes))
                        del asked[number]
                        break
    return rows


def fit(rows: Sequence[Row]) -> Weights:
    """The weights under which the right towns are likeliest, drawn towards 0."""
    weights: dict[str, float] = defaultdict(float)
    descent = Descent()
    told = [row for row in rows if row.truth in row.outcomes]
    for _ in range(STEPS):
        slope: dict[str, float] = defaultdict(float)
        for row in told:
            odds = {key: exp(sum(weights[name] for name in names)) for key, names in row.outcomes.items()}
            total = sum(odds.values())
            for key, names in row.outcomes.items():
                for name in names:
                    slope[name] += odds[key] / total - (key == row.truth)
        for name, steep in slope.items():
            descent.step(weights, name, steep + RIDGE * weights[name])
    return weights


def heaviest(weights: Weights, row: Row) -> str:
    """The town with the greatest weight."""
    return max(row.outcomes, key=lambda key: sum(weights.get(name, 0.0) for name in row.outcomes[key]))


if __name__ == "__main__":
    main(sys.argv[1:])
