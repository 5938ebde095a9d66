"""The measured error rates that are published as quality.json: `python -m cwac_aggregator.evaluation.measured CORPUS FILE`.

Made from the check half of the labelled corpus with the reader as it is, and shipped with the program; never written by hand.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..extraction import READER_VERSION
from .figures import Figures
from .score import Evaluation, evaluate

_Z = 1.96
"""Of a 95% interval."""


def rates(evaluation: Evaluation) -> dict[str, Any]:
    """What quality.json holds: a row per language (`all` first) and field, with the 95% interval of its rate (Wilson)."""
    groups = {"all": evaluation.total, **evaluation.by("language")}
    return {
        "reader_version": READER_VERSION,
        "pages": len(evaluation.pages),
        "events": evaluation.total.expected,
        "rates": [row for name, figures in groups.items() for row in _rows(name, figures)],
    }


def _rows(language: str, figures: Figures) -> Iterator[dict[str, Any]]:
    right, silent = figures.silent
    counts = {
        "missed event": (figures.expected - len(figures.pairs), figures.expected),
        "invented event": (figures.given - len(figures.pairs), figures.given),
        "page without event": (silent - right, silent),
        **{name: (of - right, of) for name, (right, of) in figures.stated.items()},
    }
    for field, (errors, of) in counts.items():
        if of:
            low, high = _interval(errors, of)
            yield {
                "language": language,
                "field": field,
                "errors": errors,
                "of": of,
                "rate": round(errors / of, 4),
                "low": round(low, 4),
                "high": round(high, 4),
            }


def _interval(errors: int, of: int) -> tuple[float, float]:
    """Wilson's interval for a share of counted cases."""
    share, room = errors / of, _Z * _Z / of
    middle = (share + room / 2) / (1 + room)
    half = _Z * math.sqrt(share * (1 - share) / of + room / (4 * of)) / (1 + room)
    return max(0.0, middle - half), min(1.0, middle + half)


if __name__ == "__main__":
    corpus, file = map(Path, sys.argv[1:])
    file.write_text(json.dumps(rates(evaluate(corpus, "check")), indent=1) + "\n", encoding="utf-8")
