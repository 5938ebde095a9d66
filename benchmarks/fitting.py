"""What the fits of weights share: the labelled pages, what the reader asked itself on them, fifths left out, steps downhill."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from math import sqrt
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol, TypeVar

from cwac_aggregator.evaluation import Case, load_cases

FOLDS = 5
RATE = 0.3
CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus"


class OfPage(Protocol):
    """A row of a fit: it knows the number of its page."""

    @property
    def page(self) -> int: ...


_Row = TypeVar("_Row", bound=OfPage)


def cases_of(folder: Path) -> list[Case]:
    """The labelled pages of a folder; of the project's own corpus those that the reader was taught with."""
    return load_cases(folder, "dev" if folder.resolve() == CORPUS else "all")


@contextmanager
def heard(module: ModuleType, name: str, hear: Callable[..., None]) -> Iterator[None]:
    """While it lasts, `hear` gets what a function of a module is asked, and its answer behind that."""
    asked = getattr(module, name)

    def listening(*given: Any) -> Any:
        answer = asked(*given)
        hear(*given, answer)
        return answer

    setattr(module, name, listening)
    try:
        yield
    finally:
        setattr(module, name, asked)


def left_out(rows: Sequence[_Row]) -> Iterator[tuple[list[_Row], list[_Row]]]:
    """The rows without those of a fifth of the pages, and these, five times."""
    for fold in range(FOLDS):
        yield [row for row in rows if row.page % FOLDS != fold], [row for row in rows if row.page % FOLDS == fold]


class Descent:
    """Steps downhill, shorter for a weight the more it was moved (Adagrad)."""

    def __init__(self) -> None:
        self._squares: dict[str, float] = defaultdict(float)

    def step(self, weights: MutableMapping[str, float], name: str, pull: float) -> None:
        """Move one weight against its pull."""
        self._squares[name] += pull * pull
        weights[name] -= RATE * pull / sqrt(self._squares[name] + 1e-9)
