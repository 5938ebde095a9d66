"""Best of a few runs: what a piece of work costs when nothing else disturbs it."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import perf_counter


def best_of(work: Callable[[], object], runs: int = 3, clock: Callable[[], float] = perf_counter) -> float:
    """Seconds of the fastest of `runs` runs, with the garbage collector at rest. `clock` tells the time."""
    gc.collect()
    gc.disable()
    try:
        return min(_once(work, clock) for _ in range(runs))
    finally:
        gc.enable()


def _once(work: Callable[[], object], clock: Callable[[], float]) -> float:
    began = clock()
    work()
    return clock() - began
