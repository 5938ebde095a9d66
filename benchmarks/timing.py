"""Best of a few runs: what a piece of work costs when nothing else disturbs it."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import perf_counter


def best_of(work: Callable[[], object], runs: int = 3) -> float:
    """Seconds of the fastest of `runs` runs, with the garbage collector at rest."""
    gc.collect()
    gc.disable()
    try:
        return min(_once(work) for _ in range(runs))
    finally:
        gc.enable()


def _once(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began
