"""Fit the weights of matching on the labelled pairs: `python -m benchmarks.fit_weights`.

Logistic regression on the outcomes of the comparisons, over the two thirds of `tests/quality/pairs.jsonl` that the tests do
not use and candidates of a synthetic everyday, pulled towards the weights that stand (so that an outcome the pairs do not show keeps its weight). Prints the
weights as they go into `cwac_aggregator/identity/weights.toml`, in bits; halfway between the thresholds lies the score at
which a pair of the kind labelled is as likely one event as two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from math import exp, log

from benchmarks.synthetic_mentions import generate
from cwac_aggregator.identity import record_of
from cwac_aggregator.identity.blocking import pairs
from cwac_aggregator.identity.matching import COMPARISONS, compare, load_weights
from tests.quality.test_pairs import held_out, labelled, record

PULL = 0.1
STEPS = 800
RATE = 0.5


def main() -> None:
    """Fit and print."""
    standing = load_weights()
    offset = (standing.same + standing.doubtful) / 2
    rows = []
    for pair in labelled():
        if not held_out(pair["group"]):
            outcomes = compare(record("a", pair["left"]), record("b", pair["right"]))
            rows.append((list(zip(COMPARISONS, outcomes, strict=True)), 1.0 if pair["same"] else 0.0))
    rows += _everyday()
    prior = {(name, outcome): w for name, of in standing.outcomes.items() for outcome, w in of.items()}
    weights = dict(prior)
    for _ in range(STEPS):
        slope: dict[tuple[str, str], float] = defaultdict(float)
        for keys, truth in rows:
            score = sum(weights[key] for key in keys) - offset
            error = truth - 1 / (1 + exp(-score * log(2)))
            for key in keys:
                slope[key] += error
        for key in weights:
            if key[1] != "unknown" or prior[key] != 0:
                weights[key] += RATE * (slope[key] / len(rows) * 20 - PULL * (weights[key] - prior[key]))
    for name, of in standing.outcomes.items():
        print(f"\n[{name}]")
        for outcome in of:
            print(f"{outcome} = {weights[name, outcome]:.1f}")


def _everyday() -> Iterator[tuple[list[tuple[str, str]], float]]:
    """What blocking brings up on an ordinary day: mostly different, by far. The labelled pairs are the hard ones."""
    truth, records = [], []
    for number, (event, source, page, mention) in enumerate(generate(20_000, seed=7)):
        truth.append(event)
        records.append(record_of(f"m{number}", mention, home=page, source_id=source, page_url=page))
    for left, right in islice(pairs(records), 0, None, 8):
        outcomes = compare(records[left], records[right])
        yield list(zip(COMPARISONS, outcomes, strict=True)), float(truth[left] == truth[right])


if __name__ == "__main__":
    main()
